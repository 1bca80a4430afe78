"""Where the words around a text say which Act its bare numbers are of: lists, tables, and the document's own title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.resolve.addresses import CHAPTER, PART, SCHEDULE
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.citations import ParsedReference, act_titles

_CITED_AS = re.compile(
    r"\bTh(?:is|ese) [\w ]{2,40}?(?:(?:may|shall) (?:for all purposes )?be )?cited (?:for all purposes )?as the "
    r"|\b[Tt]itle of th(?:is|ese) \w+ is the "
)
_PROVISIONS_OF = re.compile(
    r"\b(?:[Pp]rovisions?|[Ss]ections?|[Ss]chedules?|[Pp]arts?|[Aa]rticles?|[Rr]egulations?|[Ss]ubsections?|[Pp]aragraphs?)"
    r" (?:of|in|to) (?:the )?$"
)
_OPENING = re.compile(r"(?:\([^()]*\))?[^,;.()]{0,90}(?:—|:|:—|: —|-|–)$")
_IN = re.compile(r"(?:[Ii]n|[Oo]f)(?: the)? $")
#: "section 5 applies as if—", "has effect with the following modifications—": what follows is changed in that section.
_MODIFIED = re.compile(
    r"\b(?:appl(?:y|ies)|ha(?:s|ve) effect|(?:is|are) to be read)\b[^;]{0,120}\b(?:as if|modifications?)\b[^;,]{0,40}(?:—|:|:—)$"
)
_NOTED = re.compile(r"\d{4} (?:c|asp|anaw|asc|nia)\b|S\. ?S?\. ?[IR]\.|S\. ?R\.|O\.? ?J\.?[ .]")
_LISTS = frozenset("paragraph subparagraph level row cell table text subsection definition".split())


def own_titles(document: Document) -> frozenset[str]:
    """The titles by which a document cites itself: its own, and the one that its citation clause gives ("may be cited as")."""
    titles = {" ".join(document.title.split()).removeprefix("The ")}
    for provision in document.walk():
        said = _CITED_AS.search(provision.intro.string) if provision.inserted_into is None else None
        named = act_titles(provision.intro.string[said.end() - 4 :])[:1] if said else ()
        titles.update(title.act.title for title in named if title.act and title.act.year)
    return frozenset(title for each in titles for title in (each, each.replace("’", "'"), each.replace("'", "’")))


def list_aim(lead: str, last: ParsedReference | None, memory: Memory) -> Aim | None:
    """What the numbers below a lead-in are of; None if it does not say, or if it is a place of which the numbers are a part anyway.

    "The following provisions of the Sample Act 2001—", "these provisions of section 5 (herons)—".
    """
    if not lead.rstrip().endswith(("—", ":", "-", "–")):
        return None
    for title in act_titles(lead):
        if (
            title.act
            and title.act.generic
            and title.act.title in memory.aliases
            and _opens(lead, title.start, title.end)
        ):
            return Aim(memory.title(title))
    if (
        last is None
        or last.unit in ("part", "chapter")
        or not (
            _opens(lead, last.start, last.end)
            or (_IN.match(lead[: last.start]) and _OPENING.match(lead[last.end :].strip()))
            or _MODIFIED.search(lead[last.end :])
        )
    ):
        return None
    return None if memory.last in (Aim(), Aim(THIS)) else memory.last


def _opens(lead: str, start: int, end: int) -> bool:
    return bool(_PROVISIONS_OF.search(lead[:start])) and bool(_OPENING.match(lead[end:].strip()))


def in_list(reference: ParsedReference, listed: Aim | None) -> Aim | None:
    """Where a bare number in a list is read: of an Act its sections, of a section its subsections."""
    if listed is None or reference.outermost.anchor or reference.outermost.unit == "act":
        return None
    unit = reference.outermost.unit
    if listed.path and listed.path[-1].rank == SCHEDULE:
        return listed if unit in _IN_SCHEDULE else None
    return listed if (unit in _SMALL) == in_provision(listed) else None


_SMALL = frozenset({"subsection", "paragraph", "subparagraph", "point"})
_IN_SCHEDULE = frozenset({"part", "chapter", "paragraph", "subparagraph"})


def in_provision(aim: Aim) -> bool:
    """Whether an aim is at a section or Schedule, or at something in one."""
    return bool(aim.path) and aim.path[-1].rank not in (PART, CHAPTER)


def items_below(provision: Provision) -> Iterator[Provision]:
    """The items of a list and of the lists in it."""
    return (below for below in provision.walk() if below.kind in _LISTS and below.xpath != provision.xpath)


#: "section 5 applies as if for subsection (2) …": the subsection of that section.
AS_IF = re.compile(r"^[^;.]{0,80}\bas if\b[^;.]{0,60}\b(?:for|in|after|before|to)(?: the reference (?:in|to))? $")
#: What may stand before the first reference in an item of a list: "Class C2 (homes) of Schedule 1".
BEFORE_ITEM = re.compile(r"(?!.*\b(?:specified|mentioned|described|referred|under|by|given)\b)[^;,.]{0,60}$")
#: What may stand between the items of a list in one text.
BETWEEN_ITEMS = re.compile(r"(?: ?\([^()]*\)|[ ,;]|and\b|or\b|in\b|the\b|to\b|of\b|—)*$")


def is_footnote(provision: Provision, document: Document) -> bool:
    """Whether a note is about the law that it names first ("1972 c. 11; section 10 was amended by …")."""
    return (
        provision.kind == "note"
        and provision.xpath not in document.parents
        and bool(_NOTED.match(provision.intro.string))
    )


@dataclass(slots=True)
class Footnote:
    """What the bare numbers of a footnote are of: the Act named just before them, or else the one that the note is about."""

    first: str | None = None
    latest: Aim | None = None

    def about(self, reference: ParsedReference, gap: str, memory: Memory) -> Aim | None:
        """Where a reference leads that follows after `gap`; None for one that says so itself."""
        if reference.outermost.unit == "act":
            self.latest = Aim(memory.title(reference.outermost))
            self.first = self.first or self.latest.act
            return None
        if reference.outermost.anchor == "this":
            return None
        if self.latest is None or not BETWEEN_ITEMS.match(gap) or ";" in gap:
            self.latest = Aim(self.first)
        self.latest = aimed(reference, self.latest, memory)
        return self.latest


def table_columns(document: Document, memory: Memory) -> dict[str, Aim]:
    """The cells of tables in which the head of the column is the name of an Act or instrument, as in tables of correspondence."""
    found: dict[str, Aim] = {}
    for table in document.walk():
        if table.kind != "table":
            continue
        rows = [each for each in table.walk() if each.kind == "row"]
        heads: dict[int, Aim] = {}
        for row in rows:
            cells = [each for each in row.walk() if each.kind == "cell"]
            of_row: Aim | None = None
            for column, cell in enumerate(cells):
                named = _whole_title(cell, memory)
                if named is not None and len(cells) > 1:
                    heads[column] = of_row = named
                elif of_row is not None and of_row.act != THIS:
                    found.update((below.xpath, of_row) for below in cell.walk())  # what is repealed of an Act
                elif column in heads and heads[column].act != THIS:
                    found.update((below.xpath, heads[column]) for below in cell.walk())
    return found


def _whole_title(cell: Provision, memory: Memory) -> Aim | None:
    """The Act that a cell names and says no more about; the document itself for "This Regulation"."""
    text = cell.text.strip()
    if re.match(r"[Tt]h(?:is|ese) (?:Regulations?|Directive|Act|Order|Decision)$", text):
        return Aim(THIS)
    text = f"the {_HEAD_OF.sub('', text)}"
    titles = act_titles(text)
    if len(titles) != 1 or titles[0].start > 4 or titles[0].end < len(text) - 12 or not titles[0].act:
        return None
    act = memory.title(titles[0])
    return Aim(act) if act and (titles[0].act.title in memory.aliases or not titles[0].act.generic) else None


#: "Column 1: provisions of the Act" is headed by the Act.
_HEAD_OF = re.compile(
    r"^\W*(?:[Cc]olumn \d+\W*)?(?:[A-Z]?[a-z]+ ){0,2}(?:[Pp]rovisions?|[Ss]ections?) (?:of|in) (?:the )?|^[Tt]he "
)
