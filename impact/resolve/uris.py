"""Where Acts and instruments are on legislation.gov.uk, from the numbers that stand beside their titles."""

from __future__ import annotations

import re

from impact.resolve.known_acts import ACTS

_SITE = "https://www.legislation.gov.uk/"
#: Acts that are so often cited without a number that their places are kept here, by title and by common name.
KNOWN = {title: f"{_SITE}{place}" for title, place in ACTS.items()}

_NUMBERED = re.compile(
    r"^(?:, | \(|: )(?:(?P<reign>\d[\w&., ]{0,20}(?:Geo|Vict|Edw|Will)[\w.]*[\w. ]{0,4}?)[.,]? )?"
    r"(?P<series>c|ch|asp|anaw|asc|nawm|nia)\b\.? ?(?P<number>\d{1,3})(?P<north>\.? ?\(N\. ?I\.\))?"
)
_INSTRUMENT = re.compile(
    r"^(?:, | \()(?P<series>S\. ?I\.|S\. ?S\. ?I\.|SI|SSI|S\. ?R\.)(?: No\.?)? ?(?P<number>\d{4}/\d{1,5})(?P<rest>.{0,14})"
)
#: Since this year chapters are counted by the year and not by the session of Parliament.
_BY_YEAR = 1963
#: The last year of the Acts of the first Parliament of Northern Ireland, and the first of those of its Assembly.
_STORMONT, _ASSEMBLY = 1972, 2000


def chapter_uri(title: str, year: int, after: str) -> str | None:
    """The place of an Act or instrument of which the words after the title give the number: "(c. 12)", "(asp 4)", "(S.I. …)"."""
    instrument = _INSTRUMENT.match(after)
    if instrument:
        return instrument_uri(instrument["series"], instrument["number"], instrument["rest"], title)
    match = _NUMBERED.match(after)
    if match is None or match["reign"]:
        return None
    series, number = match["series"], int(match["number"])
    if series not in ("c", "ch"):
        return f"{_SITE}{'mwa' if series == 'nawm' else series}/{year}/{number}"
    if match["north"] or ("(Northern Ireland)" in title and year >= _ASSEMBLY):
        kind = "nia" if year >= _ASSEMBLY else "apni" if year <= _STORMONT else "mnia"
        return f"{_SITE}{kind}/{year}/{number}"
    return f"{_SITE}ukpga/{year}/{number}" if year >= _BY_YEAR and "Measure" not in title else None


def instrument_uri(series: str, number: str, after: str = "", title: str = "") -> str:
    """The place of a statutory instrument or rule, from its series ("S.I."), number and what follows ("(W. 4)")."""
    letters = re.sub(r"[^A-Z]", "", series)
    if letters == "SSI":
        kind = "ssi"
    elif letters.startswith("SR"):
        kind = "nisr"
    elif re.match(r"\s?\(W\.", after):
        kind = "wsi"
    elif re.match(r"\s?\(N\. ?I\.", after) or re.search(r"\(Northern Ireland\) Order \d{4}$", title):
        kind = "nisi"
    else:
        kind = "uksi"
    return f"{_SITE}{kind}/{number}"


_KINDS = {"Regulation": "eur", "Directive": "eudr", "Decision": "eudn"}
_UNION = re.compile(
    r"(?P<kind>Regulation|Directive|Decision) (?:\([^()]*\) )?(?P<no>No\.? )?(?P<first>\d{1,4})/(?P<second>\d{1,4})"
)


def union_uri(words: str) -> str | None:
    """The place of an EU instrument, as "Regulation (EC) No 765/2008" or "Directive 2002/58/EC" cites it.

    Regulations, and whatever has "No", gave the number first until 2015; all else gives the year first.
    """
    match = _UNION.search(words)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    number_first = bool(match["no"]) or (match["kind"] == "Regulation" and len(first) < 4)
    year, number = (second, first) if number_first else (first, second)
    if len(year) == 2:
        year = f"19{year}"
    return f"{_SITE}{_KINDS[match['kind']]}/{year}/{int(number)}" if len(year) == 4 else None
