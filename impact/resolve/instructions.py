"""One instruction to amend, in words: what is put in, taken out or put in place of what, and where.

The words between quotation marks and the descriptions in brackets are set aside first; what is left is a line of cues ("in", "for",
"after", "omit", "insert") and references, which a small table of moves reads from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from impact.resolve.addresses import descend, whole
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.cues import CUES
from impact.resolve.quotations import MARK, set_aside


@dataclass(frozen=True, slots=True)
class Change:
    """One change: operation, aim, position, whether a whole provision goes in or out, and the words if they are quoted."""

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


_QUOTED = re.compile(rf"{MARK}(\d+){MARK}")

_NOT_A_COMMAND = re.compile(r"\b(?:to|may|must|shall|not|or|by|can|could|would|might|amend|power|which|that)\W{1,2}$")
_CONDITIONAL = re.compile(
    r"\b(?:[Ii]f|[Ww]hen(?:ever)?|[Uu]ntil|[Uu]nless|which|[Oo]nce|[Aa]lthough|[Bb]ecause|[Tt]he fact that|[Ww]here)\b[^;.—]*$"
)
_IT_WERE = re.compile(r" (?:it|they|that \w+|the [\w ]{1,40}) (?:were|was|had been) (?:amended|modified|substituted)\b")
_FOLLOWING = re.compile(
    r"\b[Tt]he following (?:provisions|sections|subsections|paragraphs|places|regulations|articles|enactments)\b"
)
_JOINING = frozenset("and or but nor".split())
_POSITIONS = {"after": "after", "before": "before", "end": "end", "start": "start", "place": "after"}


@dataclass(slots=True)
class _Reader:
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
        self.mode, self.preposition, self.operand, self.old = "", ("", 0), None, None
        self.words = self.heading = False
        self.pending, self.fresh, self.subjects = "", None, []


def read_instruction(text: str, aim: Aim, memory: Memory) -> Instruction:
    """What a text tells to amend, read at `aim`; the memory is brought up to date for "that section" in what follows."""
    plain, quoted = set_aside(text)
    reader = _Reader(plain, quoted, aim, memory)
    cues = [(match.start(), match.end(), match.lastgroup or "", match[0]) for match in CUES.finditer(plain)]
    references = find_references(plain)
    spans = [(reference.start, reference.end) for reference in references]
    cues = [cue for cue in cues if not any(start <= cue[0] < end for start, end in spans)]
    steps: list[tuple[int, object]] = [(cue[0], cue) for cue in cues] + [
        (reference.start, reference) for reference in references
    ]
    for _, step in sorted(steps, key=lambda item: item[0]):
        if isinstance(step, ParsedReference):
            _on_reference(reader, step)
        elif isinstance(step, tuple):
            _on_cue(reader, *step)
        if reader.mode == "done":
            break
    _flush(reader)
    if len(reader.changes) == 1 and plain.rstrip().endswith(("—", ":")) and _FOLLOWING.search(plain):
        return Instruction((), reader.aim, reader.carried, reader.changes[0])
    return Instruction(tuple(reader.changes), reader.aim, reader.carried, reader.listing)


def _adjacent(reader: _Reader, start: int) -> str:
    """The preposition that a reference at `start` depends on, if only a few words stand between."""
    name, end = reader.preposition
    gap = reader.text[end:start]
    return name if name and len(gap) <= 60 and not re.search(rf"[,;{MARK}]|\bplaces?\b", gap) else ""


def _on_reference(reader: _Reader, reference: ParsedReference) -> None:
    if reader.mode == "skip":
        return
    preposition = _adjacent(reader, reference.start)
    reader.preposition = ("", 0)
    base = reader.aim if not (reader.operand and preposition == "of") else reader.operand
    if reader.heading and reference.unit != "act":
        _on_heading_of(reader, reference, base)
        return
    if preposition == "detail":
        return
    if preposition == "in" or (reader.old is not None and (preposition == "end" or _joins(reader, preposition))):
        reader.aim = replace(aimed(reference, base, reader.memory), heading=reader.heading and reference.unit != "act")
        if reader.mode in ("", "gone"):
            reader.subjects = []
        return
    if (
        reader.mode
        and (reader.words or reader.old is not None)
        and preposition in ("after", "before", "end", "start", "for", "")
    ):
        return
    if reader.mode in ("for", "omit", "after", "before", "end", "start"):
        found = aimed(reference, base, reader.memory)
        reader.operand = (
            found
            if reader.operand is None or reader.mode != "omit" and reader.mode != "for"
            else _merged(reader.operand, found)
        )
        return
    if reader.words and preposition in ("after", "before"):
        return
    reader.subjects.append(aimed(reference, base, reader.memory))


def _joins(reader: _Reader, preposition: str) -> bool:
    """Whether the quoted word is the "and" or "or" after a paragraph, which belongs to that paragraph."""
    return preposition in ("after", "before") and (reader.old or "").strip(" ,;") in _JOINING


def _on_heading_of(reader: _Reader, reference: ParsedReference, base: Aim) -> None:
    """ "the heading of Chapter 9", "the heading before section 28"."""
    found = aimed(reference, base, reader.memory)
    if reader.text[: reference.start].endswith("before ") and found.path:
        label = found.path[-1].label
        found = Aim(found.act, (descend((), "part", label),))
        found = Aim(found.act, tuple((replace(path[-1], prefix="xhdg"),) for path in found.paths))
    reader.heading = False
    reader.aim = replace(found, heading=True)
    if reader.mode:
        reader.operand = reader.aim


def _merged(first: Aim, second: Aim) -> Aim:
    return Aim(first.act, tuple(dict.fromkeys((*first.paths, *second.paths)))) if first.act == second.act else first


def _on_cue(reader: _Reader, start: int, end: int, name: str, words: str) -> None:
    if reader.mode == "skip" and name not in ("stop", "as_if"):
        if name == "quote" and reader.changes:
            _on_quote(reader, start, end, words)
        return
    move = _MOVES.get(name)
    if move:
        move(reader, start, end, words)
    elif name in ("in", "for", "after", "before", "end", "start", "place"):
        _on_preposition(reader, start, end, name)


def _on_preposition(reader: _Reader, start: int, end: int, name: str) -> None:
    if (
        reader.preposition[0] == "part"
        and name in ("after", "before")
        and re.match(rf" [^{MARK}]", reader.text[end : end + 2])
        and start - reader.preposition[1] <= 1
    ):
        reader.preposition = ("detail", end)
        return
    if reader.pending and name != "in":
        reader.mode, reader.preposition = name, (name, end)
        return
    if name == "in":
        reader.preposition = (name, end)
        if (
            reader.mode == "omit"
            and (reader.operand or reader.old is not None)
            and reader.text[:start].rstrip().endswith("and")
        ):
            _flush(reader)
            reader.preposition = (name, end)
        return
    within = reader.mode in ("for", "omit") or (
        not reader.mode and (reader.words or reader.old is not None) and name != "for"
    )
    if within and not (
        reader.mode == "omit"
        and re.search(r"(?:[,;] (?:and )?|\band )$|^$", reader.text[:start])
        and (reader.operand or reader.old is not None)
    ):
        reader.preposition = (name, end)
        return
    if (
        reader.mode in ("after", "before", "end", "start")
        and (reader.operand or reader.old is not None)
        and not reader.pending
        and name != "for"
    ):
        return
    heading = reader.heading
    _flush(reader)
    if heading and name == "before":
        reader.heading = True
        return
    reader.mode, reader.preposition = name, (name, end)


def _on_quote(reader: _Reader, start: int, end: int, words: str) -> None:
    match = _QUOTED.match(words)
    quoted = reader.quoted[int(match[1])] if match else ""
    if reader.preposition[0] == "part" and not reader.mode:
        return
    if reader.pending and not reader.mode and reader.fresh is None:
        reader.fresh = quoted
        return
    last = reader.changes[-1] if reader.changes else None
    if (
        (not reader.mode or reader.mode == "skip")
        and last is not None
        and last.new is None
        and last.operation != "deletion"
        and not reader.words
    ):
        reader.changes[-1] = replace(last, new=quoted)
    elif reader.old is None:
        reader.old = quoted


def _emit(reader: _Reader, operation: str, aim: Aim, position: str, is_whole: bool, old: str | None = None) -> None:
    if reader.heading:
        aim, is_whole = replace(aim, heading=True), False
    if aim.act in (None, THIS) or (not aim.target and operation != "deletion" and is_whole):
        return
    reader.changes.append(Change(operation, aim, position, is_whole and whole(aim.path), old, reader.fresh))


_THERE = re.compile(r"\b(?:is|are|be|were) (?:also )?$")
_COMMAND = re.compile(r"(?:^|[,;—] ?|\band )$")


def _on_insert(reader: _Reader, start: int, end: int, words: str) -> None:
    before = reader.text[max(0, start - 12) : start]
    if reader.mode in _POSITIONS and not _NOT_A_COMMAND.search(before):
        position = _POSITIONS[reader.mode]
        if reader.operand is not None and reader.old is None and not reader.words:
            _emit(reader, "insertion", reader.operand, position, reader.mode in ("after", "before"))
        else:
            _emit(reader, "insertion", reader.aim, position, is_whole=False)
        reader.reset()
    elif reader.mode == "for" and reader.old is not None:
        # "for “X” insert “Y”" is a slip of the draftsman that can only mean a substitution.
        _on_substitute(reader, start, end, words)
    elif _THERE.search(before) or (not reader.mode and _COMMAND.search(before)):
        _flush(reader)
        reader.pending = "insertion"


def _on_substitute(reader: _Reader, start: int, end: int, words: str) -> None:
    before = reader.text[max(0, start - 12) : start]
    if reader.mode != "for":
        if (_THERE.search(before) and "to be " not in before) or (not reader.mode and _COMMAND.search(before)):
            _flush(reader)
            reader.pending = "substitution"
        return
    if words.endswith("e") and _NOT_A_COMMAND.search(before):
        return
    _emit_replaced(reader)
    reader.reset()


def _emit_replaced(reader: _Reader) -> None:
    if reader.operand is not None and reader.old is None and not reader.words:
        _emit(reader, "substitution", reader.operand, "replace", is_whole=not reader.operand.heading)
    else:
        _emit(reader, "substitution", reader.aim, "replace", is_whole=False, old=reader.old)


def _on_omit(reader: _Reader, start: int, end: int, words: str) -> None:
    if _NOT_A_COMMAND.search(reader.text[max(0, start - 9) : start]):
        return
    _flush(reader)
    subjects = reader.subjects
    reader.reset()
    if subjects and subjects[-1].act not in (None, THIS) and reader.aim.act is None:
        reader.aim = subjects[-1]
    reader.mode = "omit"


def _flush(reader: _Reader) -> None:
    """The end of a clause: a deletion or a passive insertion that waited for its object is complete."""
    if (
        reader.pending == "substitution"
        and reader.mode == "for"
        and (reader.operand is not None or reader.old is not None or reader.words)
    ):
        _emit_replaced(reader)
    elif reader.pending == "insertion" and reader.mode in _POSITIONS:
        is_provision = reader.operand is not None and reader.old is None
        aim = reader.operand if reader.operand is not None and is_provision else reader.aim
        _emit(reader, "insertion", aim, _POSITIONS[reader.mode], is_provision and reader.fresh is None)
    elif reader.mode == "omit":
        if reader.operand is not None and reader.old is None and not reader.words:
            _emit(reader, "deletion", reader.operand, "replace", is_whole=True)
        elif reader.old is not None or reader.words or reader.heading:
            _emit(reader, "deletion", reader.aim, "replace", is_whole=False, old=reader.old)
        elif reader.text.rstrip().endswith(("—", ":")):
            reader.listing = Change("deletion", reader.aim, "replace", whole=True)
        elif reader.aim.target:
            _emit(reader, "deletion", reader.aim, "replace", is_whole=False)
    if reader.mode != "skip":
        reader.reset()


def _on_gone(reader: _Reader, start: int, end: int, words: str) -> None:
    if _CONDITIONAL.search(reader.text[:start]) and reader.aim.textual:
        return
    if reader.words or reader.old is not None or reader.heading:
        if re.search(r"\bfollowing (?:provisions|enactments|sections)\b", reader.text[:start]):
            reader.listing = Change("deletion", reader.aim, "replace", whole=True)
        else:
            _emit(reader, "deletion", reader.aim, "replace", is_whole=False, old=reader.old)
    elif reader.subjects:
        for subject in _grouped(reader.subjects):
            _emit(reader, "deletion", subject, "replace", is_whole=True)
    elif reader.text.rstrip().endswith(("—", ":")):
        reader.listing = Change("deletion", reader.aim, "replace", whole=True)
    reader.reset()
    reader.mode = "skip"


def _grouped(subjects: list[Aim]) -> list[Aim]:
    """Subjects of one Act together."""
    groups: dict[str | None, Aim] = {}
    acts = [subject.act for subject in subjects]
    for index, subject in enumerate(subjects):
        act = subject.act or next((later for later in acts[index:] if later), None)
        held = groups.get(act)
        groups[act] = Aim(act, subject.paths) if held is None else Aim(act, (*held.paths, *subject.paths))
    return list(groups.values())


def _on_become(reader: _Reader, start: int, end: int, words: str) -> None:
    named = reader.words or reader.heading or reader.aim.heading
    subject = reader.aim if named or not reader.subjects else reader.subjects[-1]
    if named or reader.subjects:
        if not (words.startswith("become") and _CONDITIONAL.search(reader.text[:start])):
            _emit(reader, "substitution", subject, "replace", is_whole=False)
    reader.reset()
    reader.mode = "skip"


def _on_amended(reader: _Reader, start: int, end: int, words: str) -> None:
    if _CONDITIONAL.search(reader.text[:start]):
        return
    # "Regulation A amending Regulation B is amended" is about A.
    subject = reader.subjects[0] if reader.subjects else reader.aim
    if subject.act not in (None, THIS):
        reader.carried = reader.aim = subject
        reader.memory.last = subject
    reader.reset()
    reader.mode = "skip"


def _on_effect(reader: _Reader, start: int, end: int, words: str) -> None:
    if reader.mode in ("for", "omit", "after", "before"):
        return
    reader.modified = reader.subjects[-1] if reader.subjects else reader.aim
    reader.reset()


def _on_as_if(reader: _Reader, start: int, end: int, words: str) -> None:
    if reader.modified is not None:
        reader.aim = reader.modified
    reader.aim = replace(reader.aim, textual=False)
    reader.reset()
    were = _IT_WERE.match(reader.text, end)
    if were:
        _emit(reader, "substitution", reader.aim, "replace", is_whole=False)
        reader.mode = "skip"


def _on_words(reader: _Reader, start: int, end: int, words: str) -> None:
    if reader.mode == "omit" and (reader.operand is not None or reader.old is not None):
        return
    if not reader.mode and _adjacent(reader, start) == "in":
        reader.preposition = ("part", end)
    else:
        reader.words = True


def _on_definition(reader: _Reader, start: int, end: int, words: str) -> None:
    _on_words(reader, start, end, words)


def _on_heading(reader: _Reader, start: int, end: int, words: str) -> None:
    if _adjacent(reader, start) == "in" and not reader.mode:
        reader.aim = replace(reader.aim, heading=True)
        reader.preposition = ("", 0)
    if re.match(r"(?:,| for)? (?:of|to|before|for) (?:the )?(?=[SsCcPAaRr])", reader.text[end:]):
        reader.heading = True
    elif not reader.aim.heading:
        reader.heading = True


def _on_stop(reader: _Reader, start: int, end: int, words: str) -> None:
    if words == "—" and (reader.mode or reader.pending):
        return
    _flush(reader)
    if words != "—":
        reader.mode = ""
    if words.startswith("."):
        reader.aim = replace(reader.aim, textual=True)


_MOVES: dict[str, Callable[[_Reader, int, int, str], None]] = {
    "insert": _on_insert,
    "substitute": _on_substitute,
    "omit": _on_omit,
    "gone": _on_gone,
    "become": _on_become,
    "amended": _on_amended,
    "effect": _on_effect,
    "as_if": _on_as_if,
    "words": _on_words,
    "definition": _on_definition,
    "heading": _on_heading,
    "stop": _on_stop,
    "quote": _on_quote,
}
