"""Tables of amendments: which Acts are amended, and the amendments of one of them as Keeling schedules list them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from impact.report import Amendment

#: The columns of a table of amendments, in order.
COLUMNS = ("source", "source_eid", "type_of_amendment", "affected_provision", "location", "whole_provision")
_OF_SCHEDULE = re.compile(r"^Sch\.(?: (?P<number>\S+))? para\. (?P<paragraph>.+)$")
_YEAR = re.compile(r",? \d{4}$")
_MARKS = str.maketrans("‘’", "''")
_SITE = "https://www.legislation.gov.uk/"


def amended_acts(amendments: Sequence[Amendment]) -> tuple[str, ...]:
    """The titles of the Acts and instruments that are amended, in order of their first amendment."""
    return tuple(dict.fromkeys(amendment.act for amendment in amendments if amendment.act))


def act_named(name: str, amendments: Sequence[Amendment]) -> str | None:
    """The title of the amended Act that a name means; None if it means none, or several.

    A name is a title in any case, with or without "the" and its year, or a URI, whole or from the type on ("ukpga/2004/34").
    """
    titles = amended_acts(amendments)
    wanted = _plain(name)
    for form in (_plain, _undated):
        found = [title for title in titles if form(title) == wanted]
        if found:
            return found[0] if len(found) == 1 else None
    uri = name.strip().rstrip("/").replace("http://", "https://").replace("/id/", "/").removeprefix(_SITE)
    return next((each.act for each in amendments if each.uri and each.uri.removeprefix(_SITE) == uri), None)


def _plain(title: str) -> str:
    """A title as it is compared: small letters, straight apostrophes, single spaces, no "the"."""
    return " ".join(title.translate(_MARKS).casefold().split()).removeprefix("the ")


def _undated(title: str) -> str:
    return _YEAR.sub("", _plain(title))


def csv_rows(amendments: Sequence[Amendment], act: str) -> tuple[dict[str, str], ...]:
    """The table of the amendments of one Act (title or URI), in the columns that Keeling schedules use.

    `location` is capitalised. Published tables list what only "has effect as if" it were amended, too.
    """
    return tuple(
        {
            "source": _source(amendment),
            "source_eid": amendment.id or amendment.xpath,
            "type_of_amendment": amendment.operation,
            "affected_provision": amendment.target or "",
            "location": amendment.position.capitalize(),
            "whole_provision": str(amendment.whole_provision).lower(),
        }
        for amendment in amendments
        if act in (amendment.act, amendment.uri)
    )


def _source(amendment: Amendment) -> str:
    """The label of the amending provision, a Schedule after its paragraph: "para. 61(a) of schedule 2"."""
    label = amendment.label.replace("cl. ", "s. ", 1) if amendment.label.startswith("cl. ") else amendment.label
    match = _OF_SCHEDULE.match(label)
    if match is None:
        return label
    return (
        f"para. {match['paragraph']} of schedule {match['number']}"
        if match["number"]
        else f"para. {match['paragraph']} of the schedule"
    )
