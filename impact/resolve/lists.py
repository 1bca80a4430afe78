"""Lists of the law: the entries of a Schedule, a table or a list of paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.report import Resolved

_ENTRIES = 80  # beyond this a list is shown by its place alone
_UNITS = frozenset("paragraph subparagraph level row subsection".split())
#: The words that open a list inside a list, those that stand before a table, and a sentence about a list among its entries.
_LEAD_IN = re.compile(r"^(?:The|These|Those|Each of the|A|An|Any) [^;—]*? (?:is|are)\b[^;—]*[—:]$")
_OF_A_TABLE = re.compile(r"\bthe (?:following )?table\b")
_A_RULE = re.compile(r"(?:The|A|An|Any|In|Regulations|Where|If|For|This|Nothing) [^;—]*\b(?:must|may|shall)\b")
_HEAD = re.compile(
    r"^(?:column \d|\(?1\)?$|names?|bod(?:y|ies)|persons?|authorit(?:y|ies)|descriptions?|(?:specified|listed|relevant|public) \w+"
    r"|entr(?:y|ies)|expressions?|provisions?|enactments?|kinds? of \w+)(?: \w+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; `provision` is None where the list is too long to be told."""

    resolved: Resolved
    provision: Provision | None


def entries(holder: Provision, document: Document, how: str, column: int = 0) -> list[Entry]:
    """The entries of a Schedule, table or list: the outermost items below it that have words of their own.

    `column` is the number of the only column that counts, 0 for all. Rules that stand among the entries are left out; the words
    that close the list are its last entry, since they may take something from it.
    """
    items = _items(holder)
    items = [item for item in items if not _is_a_head(item, document)]
    items = [item for item in items if item.kind == "row" or not _A_RULE.match(item.intro.string)] or items
    if not items and holder.intro:
        return [Entry(Resolved(holder.text, holder.label, how), holder)]
    if len(items) > _ENTRIES:
        return [Entry(Resolved(f"{len(items)} entries", holder.label, how), None)]
    found = [Entry(Resolved(_words(item, column), item.label, how), item) for item in items]
    if holder.wrap_up and found:
        found.append(Entry(Resolved(holder.wrap_up.string, holder.label, how), None))
    return found


def _items(holder: Provision) -> list[Provision]:
    """The outermost items; a list that an item only opens is read through, and its table is read with it."""
    items: list[Provision] = []
    waiting = list(reversed(holder.children))
    while waiting:
        below = waiting.pop()
        is_unit = below.kind in _UNITS and (bool(below.intro) or below.kind == "row")
        before_table = (
            is_unit and below.kind != "row" and bool(_OF_A_TABLE.search(below.intro.string)) and _has_rows(below)
        )
        opens = is_unit and bool(below.children) and bool(_LEAD_IN.search(below.intro.string))
        if is_unit and not opens:
            items.append(below)
        if before_table or opens or (not is_unit and below.kind != "quotation"):
            waiting.extend(reversed(below.children))
    return items


def _has_rows(item: Provision) -> bool:
    return any(below.kind == "row" for below in item.walk())


def _is_a_head(item: Provision, document: Document) -> bool:
    """Whether an item is the first row of a table and says what its columns hold."""
    if item.kind != "row" or not item.children or not _HEAD.match(item.children[0].text):
        return False
    above = document.parents.get(item.xpath)
    rows = [each for each in above.children if each.kind == "row"] if above is not None else []
    return len(rows) > 1 and rows[0].xpath == item.xpath


def _words(item: Provision, column: int) -> str:
    """The words of an entry, or of one of its cells; those before a table stand alone."""
    if item.kind == "row" and 0 < column <= len(item.children):
        return item.children[column - 1].text
    if item.kind != "row" and _has_rows(item):
        return f"{item.number} {item.intro.string}".strip()
    return item.text
