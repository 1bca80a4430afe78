"""Repeals that stand in the table of a Schedule: a column of Acts, a column that says how much of each goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from impact.document import Provision
from impact.resolve.addresses import whole
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.changes import Change
from impact.resolve.citations import ParsedReference, act_titles, find_references
from impact.resolve.quotations import set_aside

_HEADING = re.compile(r"\b(?:repeals?|repealed|revocations?|revoked)\b", re.IGNORECASE)
_EXTENT = re.compile(r"\b(?:extent of (?:repeal|revocation)|how far (?:repealed|revoked))\b", re.IGNORECASE)
_ALL = re.compile(r"\b[Tt]he whole (?:Act|Order|Measure|instrument|Regulations|Rules)\b")
_LONG_TITLE = re.compile(
    r" of (?:the European Parliament [^.;—]{1,40} )?\d{1,2} \w+ \d{4}\b[^.;—]* is (?:hereby )?(?:revoked|repealed)\.?\s*$"
)
#: What may follow the title of an instrument that stands in a list by itself.
_ONLY_A_TITLE = re.compile(
    r"(?: \([^()]{1,60}\))*[,;.]?(?: and)?\s*$"
    r"| of (?:the European (?:Parliament|Central Bank)|\d{1,2} \w+ \d{4})\b(?!.* (?:is|are) (?:amended|revoked|repealed))"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z]|(?:and )?(?:the|in|sections?|subsections?) )")
_STRAIGHT = re.compile(r'"\s*([^"]*?)\s*"')
_WORDS = re.compile(r"\bwords?\b|\bdefinitions?\b|\bentr(?:y|ies)\b|\bparagraph beginning\b")


def is_repeal_schedule(provision: Provision) -> bool:
    """Whether a provision is a Schedule or a Part of one that is headed as one of repeals or revocations.

    A Schedule with another heading is one if the first row of its table says "Extent of repeal".
    """
    if provision.kind == "schedule" and not _headed(provision):
        row = next(_rows(provision), None)
        return row is not None and any(_EXTENT.search(cell) for cell in row[1])
    return _headed(provision)


def _headed(provision: Provision) -> bool:
    """Whether the heading of a Schedule, or of a part of one, speaks of repeals."""
    bearing = provision.kind in ("schedule", "part", "crossheading", "group")
    return bearing and _HEADING.search(provision.heading.string) is not None


def _rows(provision: Provision) -> Iterator[tuple[Provision, list[str]]]:
    """The rows of the tables directly below a provision, but not those of a nested Schedule or Part of repeals."""
    waiting = list(reversed(provision.children))
    while waiting:
        below = waiting.pop()
        if _headed(below) or below.kind == "quotation":
            continue
        if below.kind == "row":
            yield below, [cell.text for cell in below.children if cell.kind == "cell"]
        else:
            waiting.extend(reversed(below.children))


def repealed_rows(provision: Provision, memory: Memory) -> Iterator[tuple[Provision, Change]]:
    """The deletions that the rows of a table of repeals order; a row that names no Act belongs to the Act above it."""
    act: str | None = None
    for row, cells in _rows(provision):
        if len(cells) < 2:
            continue
        titles = [title for cell in cells[:-1] for title in act_titles(_the(cell)) if title.act and title.act.year]
        if titles:
            act = memory.title(titles[0])
        if act is not None:
            yield from ((row, change) for change in _extent(cells[-1], act, memory))


def revoked_titles(provision: Provision, memory: Memory) -> Iterator[tuple[Provision, Change]]:
    """The instruments that a Schedule of revocations lists by their titles, one a line, without a table."""
    in_a_schedule = provision.kind == "schedule" or provision.label.startswith("Sch")
    waiting = list(reversed(provision.children)) if in_a_schedule else []
    while waiting:
        below = waiting.pop()
        if is_repeal_schedule(below) or below.kind in ("quotation", "table"):
            continue
        text = below.intro.string
        titles = act_titles(_the(text)) if text and not below.children else ()
        if titles and titles[0].start <= 4 and _ONLY_A_TITLE.match(_the(text), titles[0].end):
            yield below, Change("deletion", Aim(memory.title(titles[0])), "replace", whole=True)
        waiting.extend(reversed(below.children))


def revoked_instrument(plain: str, references: Sequence[ParsedReference]) -> Aim | None:
    """The instrument of the Union that a text revokes by its long title, whatever other instruments the title names."""
    first = references[0] if references else None
    if first is None or first.act is None or first.act.number is None or first.start > 4:
        return None
    return Aim(first.act.title) if _LONG_TITLE.match(plain, first.end) else None


def _the(cell: str) -> str:
    """A title as it is cited, with one "the" before it."""
    return f"the {cell.strip().removeprefix('The ')}"


def _extent(text: str, act: str, memory: Memory) -> Iterator[Change]:
    """The deletions of one cell: "Sections 5 to 7. In section 98, in subsection (2), “as such”; subsection (4)."."""
    if _ALL.search(text):
        yield Change("deletion", Aim(act), "replace", whole=True)
        return
    plain, quoted = set_aside(_STRAIGHT.sub(r"“\1”", text))
    base = Aim(act)
    for sentence in _SENTENCE.split(plain):
        aims, base = _aims_in(sentence, base, memory)
        if aims:
            yield _deletion(sentence, aims, act, quoted)
        if not sentence.endswith(";"):
            base = Aim(act)


def _aims_in(sentence: str, base: Aim, memory: Memory) -> tuple[list[Aim], Aim]:
    """The places that a sentence names, and the one that a clause after a semicolon is read at."""
    aims = []
    inside = _leads_in(sentence)
    for reference in find_references(sentence):
        found = aimed(reference, base, memory)
        if found.act == THIS:
            continue
        if inside or reference.unit in ("subsection", "paragraph", "subparagraph"):
            base = found
        aims.append(found)
    if aims and len(aims[-1].path) > 1:
        # What is gone holds nothing more: "in section 5, subsection (2); subsection (4)".
        base = replace(aims[-1], paths=(aims[-1].path[:-1],))
    return aims, base


def _leads_in(sentence: str) -> bool:
    return sentence.lstrip().lower().removeprefix("and ").startswith("in ")


def _deletion(sentence: str, aims: Sequence[Aim], act: str, quoted: Sequence[str]) -> Change:
    """The deletion that one sentence orders."""
    if _WORDS.search(sentence):
        mark = re.search(r"\x02(\d+)\x02", sentence)
        return Change("deletion", aims[-1], "replace", old=quoted[int(mark[1])] if mark else None)
    if _leads_in(sentence):
        return Change("deletion", aims[-1], "replace", whole=whole(aims[-1].path))
    paths = tuple(dict.fromkeys(path for aim in aims if aim.act == act for path in aim.paths))
    return Change("deletion", Aim(act, paths), "replace", whole=all(whole(path) for path in paths))
