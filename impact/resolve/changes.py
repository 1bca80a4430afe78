"""Changes to another Act, and the state in which one instruction is read until it has named them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from impact.resolve.addresses import PART, PRINCIPAL, SCHEDULE, Path, whole
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.citations import ParsedReference

#: What is amended, said by itself: "This section amends …", "The following amendments are to …".
_STATEMENT = re.compile(
    r"(?:(?:This|These) (?:section|Part|Chapter|Schedule|paragraph|article|regulation|rule|subsections|sections)s?"
    r"|(?:Subsections?|Sub-paragraphs?|Paragraphs?) \([^;.—]{1,40}) amends? "
    r"|The (?:following )?amendments? (?:in this [\w-]{1,16} )?(?:are|is) (?:made )?(?:to|in|of) "
)
JOINING = frozenset("and or but nor".split())
POSITIONS = {"after": "after", "before": "before", "end": "end", "start": "start", "place": "after"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: operation, aim, position, whether a whole provision goes in or out.

    The words if they are quoted.
    """

    operation: str
    aim: Aim
    position: str
    whole: bool = False
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """What one text says: its changes, the aim it leaves for its paragraphs, and the aim it sets for those that follow.

    `listing` is the change that a list below it carries out ("omit—", "the following are repealed—").
    """

    changes: tuple[Change, ...]
    aim: Aim
    carried: Aim | None = None
    listing: Change | None = None


@dataclass(slots=True)
class Reader:
    """The state of reading one instruction."""

    text: str
    quoted: tuple[str, ...]
    aim: Aim
    memory: Memory
    mode: str = ""
    preposition: tuple[str, int] = ("", 0)
    operand: Aim | None = None
    old: str | None = None
    words: bool = False
    heading: bool = False
    subjects: list[Aim] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    carried: Aim | None = None
    modified: Aim | None = None
    pending: str = ""
    fresh: str | None = None
    listing: Change | None = None
    within: tuple[Aim, int] | None = None  # the aim before the last "in", and where its reference ends
    cross: bool = False
    subject_end: int = 0
    partial: bool = False  # only some provisions of an Act are spoken of

    def reset(self) -> None:
        """Forget what the last clause was about; its aim stays."""
        self.mode, self.preposition, self.operand, self.old = "", ("", 0), None, None
        self.words = self.heading = self.cross = self.partial = False
        self.pending, self.fresh, self.subjects = "", None, []


def all_of(operation: str, aim: Aim) -> bool:
    """Whether a change to what is aimed at is one to a whole provision, or takes away a whole Act."""
    return not aim.heading and (whole(aim.path) or (operation == "deletion" and not aim.path))


def above(path: Path) -> Path:
    """The path of the cross-heading above a section or a paragraph of a Schedule: `xhdg_5`, `sched_1__xhdg_5`."""
    principal = next((step for step in path if step.rank == PRINCIPAL), None)
    if principal is None:
        return path
    return (*(step for step in path if step.rank == SCHEDULE), replace(principal, rank=PART, prefix="xhdg"))


def emit(
    reader: Reader, operation: str, aim: Aim, position: str, *, is_whole: bool = False, old: str | None = None
) -> None:
    """Add a change to those of the instruction, unless it is aimed at this document or at nothing known."""
    if reader.heading:
        aim, is_whole = replace(aim, heading=True), False
    if reader.cross and aim.heading:
        aim = replace(aim, paths=tuple(map(above, aim.paths)))
    if aim.act in (None, THIS) or (not aim.target and operation != "deletion" and is_whole):
        return
    reader.changes.append(Change(operation, aim, position, is_whole and all_of(operation, aim), old, reader.fresh))


def emit_replaced(reader: Reader) -> None:
    """Add the substitution of what "for" names: a provision, or words."""
    if reader.operand is not None and reader.old is None and not reader.words:
        emit(reader, "substitution", reader.operand, "replace", is_whole=not reader.operand.heading)
    else:
        emit(reader, "substitution", reader.aim, "replace", is_whole=False, old=reader.old)


def flush(reader: Reader) -> None:
    """The end of a clause: a deletion or a passive insertion that waited for its object is complete."""
    if (
        reader.pending == "substitution"
        and reader.mode == "for"
        and (reader.operand is not None or reader.old is not None or reader.words)
    ):
        emit_replaced(reader)
    elif reader.pending == "insertion" and reader.mode in POSITIONS:
        is_provision = reader.operand is not None and reader.old is None
        aim = reader.operand if reader.operand is not None and is_provision else reader.aim
        emit(reader, "insertion", aim, POSITIONS[reader.mode], is_whole=is_provision and reader.fresh is None)
    elif (
        reader.pending == "insertion"
        and not reader.mode
        and not (reader.changes and reader.changes[-1].operation == "deletion")
        and reader.text.rstrip().endswith(("—", ":"))
        and reader.aim.target
    ):
        # "in regulation 11 there shall be added the following paragraph—"
        emit(reader, "insertion", reader.aim, "end")
    elif (
        reader.pending == "insertion"
        and not reader.mode
        and reader.changes
        and reader.changes[-1].operation == "deletion"
        and reader.text.rstrip().endswith("insert—")
    ):
        # "omit the “or” at the end of paragraph (b) and insert—"
        emit(reader, "insertion", reader.changes[-1].aim, "after")
    elif reader.mode == "omit":
        if reader.operand is not None and reader.old is None and not reader.words:
            emit(reader, "deletion", reader.operand, "replace", is_whole=True)
        elif reader.old is not None or reader.words or reader.heading:
            emit(reader, "deletion", reader.aim, "replace", is_whole=False, old=reader.old)
        elif reader.text.rstrip().endswith(("—", ":")):
            reader.listing = Change("deletion", reader.aim, "replace", whole=True)
        elif reader.aim.target:
            emit(reader, "deletion", reader.aim, "replace", is_whole=False)
    if reader.mode != "skip":
        reader.reset()


def carry_statement(reader: Reader, references: Sequence[ParsedReference]) -> None:
    """“This section amends Part 3 of the Sample Act 2004”: what comes after is aimed there."""
    stated = None if reader.changes or reader.carried else _STATEMENT.match(reader.text)
    if stated is None:
        return
    named = next((reference for reference in references if reference.start >= stated.end()), None)
    if named is None or named.start - stated.end() > 4:
        return
    found = aimed(named, reader.aim, reader.memory)
    if found.act not in (None, THIS):
        reader.carried = reader.aim = found


def grouped(subjects: list[Aim]) -> list[Aim]:
    """Subjects of one Act together."""
    groups: dict[str | None, Aim] = {}
    acts = [subject.act for subject in subjects]
    for index, subject in enumerate(subjects):
        act = subject.act or next((later for later in acts[index:] if later), None)
        held = groups.get(act)
        groups[act] = replace(held or subject, act=act, paths=(*(held.paths if held else ()), *subject.paths))
    return list(groups.values())


def merged(first: Aim, second: Aim) -> Aim:
    """The places of two aims as one, if they lie in one Act; else the first."""
    if first.act != second.act:
        return first
    return replace(first, paths=tuple(dict.fromkeys((*first.paths, *second.paths))))


def go_to_the_end(reader: Reader) -> None:
    """“at the end of paragraph (a)” and “after article 14” are where the words stand that the next verb takes out."""
    if reader.mode in ("end", "start", "after", "before") and reader.operand is not None and not reader.pending:
        reader.aim = reader.operand


def joins(reader: Reader, preposition: str) -> bool:
    """Whether the quoted word is the "and" or "or" after a paragraph, which belongs to that paragraph."""
    return preposition in ("after", "before") and (reader.old or "").strip(" ,;") in JOINING
