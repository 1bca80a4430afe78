"""Titles of Acts and instruments in a text: “the Sample (Scotland) Act 2001 (asp 3)”, “the 1998 Act”, “Directive 95/46/EC”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from impact.resolve.uris import KNOWN, chapter_uri, instrument_uri, union_uri

_YEAR = r"1[2-9]\d\d|20\d\d"
#: "Act 2005", "Act, 1871", "Regulations (Northern Ireland) 2007": the end of a title, from which it is read backwards.
_TITLE_END = re.compile(
    r"\b(?:Act|Measure|Order|Regulations|Rules|Scheme|Directions"
    rf"|Code)(?: \([A-Z][^()]{{0,60}}\)){{0,2}},? (?P<year>{_YEAR})\b"
)
_ALIAS = re.compile(
    rf"\b[Tt]he (?P<alias>(?P<year>{_YEAR}) (?:Act|Order|Regulations|Measure|Rules)"
    rf"|(?:Act|Order|Regulations|Measure|Rules) of (?P<of_year>{_YEAR})"
    r"|[Pp]rincipal (?:Act|Regulations|Order)"
    r"|[a-z]?[A-Z][\w&-]{0,30} (?:(?:(?:and|of"
    r"|for) )?[A-Z][\w&-]{0,30} ){0,4}(?:\([A-Z][^()]{0,60}\) ){0,2}(?:Act|Regulations?|Order|GDPR|Directive"
    r"|Rules|Code)(?! \([A-Z]|,? \d))\b"
)
#: "section 5 of the Act", "of the benefits regulations": which one, the document says elsewhere if at all.
_GENERIC = re.compile(
    r"\b[Tt]he (?P<alias>Act|Order|Regulations?|Measure|Rules|Scheme|Code|Directive|Decision|Treaty|Treaties|Agreement"
    r"|Convention|Protocol|Charter|Constitution|Statute|(?:(?!(?:of|this|that|these|those|said|under|by|in"
    r"|to|for|and|or|as|any|same|following|foregoing|preceding|last|next)\b)[a-z][\w-]{1,20} ){1,2}"
    r"(?:[Rr]egulations?|[Rr]ules|[Oo]rder|[Ss]cheme|Act|Directive|Treaty|[Aa]greement|[Cc]onvention|Protocol))"
    r"\b(?!,? (?:of )?\d| \([A-Z]| [A-Z])"
)
#: "SMPA 1999": the initials of an Act with its year, as tax and finance Acts name others; names that need no "the".
_INITIALS = re.compile(r"(?<![\w&])(?P<alias>[A-Z]{1,8}A (?P<year>1[89]\d\d|20\d\d)|(?:UK |EU )?GDPR|TFEU|TEU)\b")
_UNION = re.compile(
    r"\b(?:(?:Council|Commission|Implementing|Delegated) ){0,3}(?:Regulation|Directive|Decision) (?:\((?:EU|EC"
    r"|EEC|Euratom)[^()]{0,12}\) )?"
    r"(?:No\.? )?(?P<number>\d{1,4}/\d{1,4}(?:/[A-Z]{2,4})?)"
)
_INSTRUMENT = re.compile(
    r"\b(?P<series>S\. ?I\.|S\. ?S\. ?I\.|SI|SSI|S\. ?R\.(?: \(N\. ?I\.\))?)(?: No\.?)? ?(?P<number>\d{4}/\d{1,5})"
)
#: "1972 c. 11", as footnotes cite Acts.
_CHAPTER = re.compile(rf"(?<!\w)(?P<year>{_YEAR}) (?P<series>c\.|asp|anaw|asc|nia) ?(?P<number>\d{{1,3}})\b(?! \(N)")
_CONNECTING = frozenset("of and for to in on from with by at etc or as into the &".split())
_NOT_IN_TITLE = re.compile(r"\d|[;:—“”\"]|\.$|^[IVXL]+$")
_UNIT_WORD = re.compile(
    r"^(?:(?:sub-sub-?|sub-?)?paragraphs?|sub-?sections?|[Ss]ections?|[Cc]lauses?|[Rr]egulations?|[Aa]rticles?|[Rr]ules?"
    r"|Parts?|Chapters?|[Ss]chedules?|Grounds?|Annex(?:es)?|[Pp]oints?|Paragraphs?|Sub-?paragraphs?|Sub-?sections?|In"
    r"|Under|After|Before|Of|To|For|By|Omit|From|With|And|Or|See|Where|Until|Despite|Without)$"
)
#: What a heading does to an Act is no part of its title; "of the" alone is ("Representation of the …").
_ABOUT = re.compile(
    r"^(?:(?:[A-Z][a-z]+ ){0,2}(?:[Aa]mendments?|[Mm]odifications?|[Aa]pplication|[Dd]isapplication|[Rr]epeals?"
    r"|[Rr]evocations?|[Ee]xtension|[Cc]ommencement|[Ii]nterpretation) (?:of|to|in) |.{1,80}? in the (?=\S+ \S))(?:the )?"
)


@dataclass(frozen=True, slots=True)
class ActTitle:
    """An Act or instrument as cited.

    Its title or short name ("2018 Act", "UK GDPR"), year and number as far as given; `uri` if the words beside it say which it
    is ("(c. 12)"). `generic` is "the Act" without a name.
    """

    title: str
    year: int | None = None
    number: str | None = None
    uri: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title and where it stands in the text, without "the"."""

    start: int
    end: int
    act: ActTitle


def find_titles(text: str) -> Iterator[FoundTitle]:
    """Titles of Acts and instruments, short names, EU instruments and S.I. numbers, none inside another."""
    found = [*_long_titles(text), *_numbered(text), *_short_titles(text)]
    last = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= last:
            yield piece
            last = piece.end


def short_name(alias: str) -> str:
    """A short name in the form by which it is looked up: "the Act of 1978" is "1978 Act"."""
    return re.sub(rf"^(\w+) of ({_YEAR})$", r"\2 \1", alias.removeprefix("the "))


def _long_titles(text: str) -> Iterator[FoundTitle]:
    for match in _TITLE_END.finditer(text):
        start = _title_start(text, match.start())
        if start < match.start():
            title = re.sub(r", (?=\d{4}$)", " ", text[start : match.end()])
            year = int(match["year"])
            uri = KNOWN.get(title) or chapter_uri(title, year, text[match.end() : match.end() + 60])
            yield FoundTitle(start, match.end(), ActTitle(title, year, uri=uri))


def _numbered(text: str) -> Iterator[FoundTitle]:
    for match in _UNION.finditer(text):
        number = match["number"]
        year = int(number[:4]) if number[:4].isdigit() else None
        yield FoundTitle(*match.span(), ActTitle(match[0], year, number, union_uri(match[0])))
    for match in _INSTRUMENT.finditer(text):
        uri = instrument_uri(match["series"], match["number"], text[match.end() : match.end() + 20])
        yield FoundTitle(*match.span(), ActTitle(match[0], int(match["number"][:4]), match["number"], uri))
    for match in _CHAPTER.finditer(text):
        place = chapter_uri("Act", int(match["year"]), f" ({match['series']} {match['number']})")
        yield FoundTitle(*match.span(), ActTitle(match[0], int(match["year"]), match["number"], place))


def _short_titles(text: str) -> Iterator[FoundTitle]:
    for pattern in (_ALIAS, _INITIALS, _GENERIC):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            year = groups.get("year") or groups.get("of_year")
            name = short_name(match["alias"])
            title = ActTitle(name, int(year) if year else None, uri=KNOWN.get(name), generic=pattern is _GENERIC)
            yield FoundTitle(*match.span("alias"), title)


def _title_start(text: str, end: int) -> int:
    """Where the title starts that ends in "Act 2005": read backwards over at most 24 words and 200 characters."""
    low = max(0, end - 200)
    words = [(match.start() + low, match[0]) for match in re.finditer(r"\([^()]{1,80}\)|[^\s()]+", text[low:end])][-24:]
    start, index = end, len(words) - 1
    while index >= 0:
        at, word = words[index]
        bare = word.rstrip(",")
        if re.fullmatch(r"\d{4}", word) and index and _is_earlier_title(words, index):
            index -= 1  # "the Sample Act 1998 (Consequential Changes) Order 1999"
            at = words[index][0]
        elif word.startswith("("):
            if not word[1:2].isupper():
                break
        elif bare.rstrip(".") in _CONNECTING or bare == "Etc.":
            if index == 0 or not _goes_on(words, index):
                break
        elif not _in_title(words, index):
            break
        start = at
        index -= 1
    about = _ABOUT.match(text[start:end])
    if about:
        start += about.end()
    first = text[start:end].split(" ", 1)
    while len(first) == 2 and first[0].rstrip(",") in _CONNECTING:
        start += len(first[0]) + 1
        first = first[1].split(" ", 1)
    return start


def _is_earlier_title(words: list[tuple[int, str]], index: int) -> bool:
    """Whether a year ends the title of an Act, or of an instrument that "(Amendment)" follows, inside a longer title."""
    following = words[index + 1][1] if index + 1 < len(words) else ""
    word = words[index - 1][1]
    return word == "Act" or (
        word in ("Regulations", "Order", "Rules", "Measure", "Scheme") and following.startswith("(")
    )


def _goes_on(words: list[tuple[int, str]], index: int) -> bool:
    """Whether a title goes on before a connecting word.

    "Representation of the People", not "section 5 of the Housing".
    """
    while index >= 0 and (words[index][1].rstrip(",.") in _CONNECTING or words[index][1] == "Etc."):
        if words[index][1] == "the" and (
            index == 0 or words[index - 1][1] not in ("of", "to", "from", "for", "in", "on")
        ):
            return False
        index -= 1
    if index < 0:
        return False
    return _in_title(words, index)


def _in_title(words: list[tuple[int, str]], index: int) -> bool:
    """Whether a word can stand in a title; "Regulation" and "Clauses" can where they count nothing ("Clauses Act")."""
    bare = words[index][1].rstrip(",")
    if not bare[:1].isupper() or _NOT_IN_TITLE.search(bare) or bare in ("The", "That"):
        return False
    following = words[index + 1][1] if index + 1 < len(words) else ""
    return (
        not _UNIT_WORD.match(bare)
        or (bare == "Regulation" and (following in ("of", "and") or (following[:1] == "(" and following[1:2] != "E")))
        or (bare in ("Clauses", "Rules", "Articles", "Sections") and index > 0 and following[:1].isupper())
    )
