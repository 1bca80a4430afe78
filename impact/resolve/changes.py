"""Changes to another Act, and the state in which one instruction is read until it has named them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from impact.resolve.addresses import whole
from impact.resolve.aims import THIS, Aim, Memory

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

    def reset(self) -> None:
        """Forget what the last clause was about; its aim stays."""
        self.mode, self.preposition, self.operand, self.old = "", ("", 0), None, None
        self.words = self.heading = False
        self.pending, self.fresh, self.subjects = "", None, []


def emit(
    reader: Reader, operation: str, aim: Aim, position: str, *, is_whole: bool = False, old: str | None = None
) -> None:
    """Add a change to those of the instruction, unless it is aimed at this document or at nothing known."""
    if reader.heading:
        aim, is_whole = replace(aim, heading=True), False
    if aim.act in (None, THIS) or (not aim.target and operation != "deletion" and is_whole):
        return
    reader.changes.append(Change(operation, aim, position, is_whole and whole(aim.path), old, reader.fresh))


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
