"""One instruction to amend, in words: what is put in, taken out or put in place of what, and where.

The words between quotation marks and the descriptions in brackets are set aside first; what is left is a line of cues
("in", "for",
"after", "omit", "insert") and references, which a small table of moves reads from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from impact.resolve.addresses import SCHEDULE, descend
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.changes import (
    JOINING,
    POSITIONS,
    Change,
    Instruction,
    Reader,
    carry_statement,
    emit,
    emit_replaced,
    flush,
    go_to_the_end,
    grouped,
    joins,
    merged,
)
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.cues import Cue, cues_of
from impact.resolve.quotations import MARK, set_aside
from impact.resolve.repeals import revoked_instrument

_QUOTED = re.compile(rf"{MARK}(\d+){MARK}")

_NOT_A_COMMAND = re.compile(r"\b(?:to|may|must|shall|not|or|by|can|could|would|might|amend|power|which|that)\W{1,2}$")
_CONDITIONAL = re.compile(
    r"\b(?:[Ii]f|[Ww]hen(?:ever)?|[Uu]ntil|[Uu]nless|which|[Oo]nce|[Aa]lthough|[Bb]ecause|[Tt]he fact that"
    r"|[Ww]here)\b[^;.—]*$"
)
_IT_WERE = re.compile(r" (?:it|they|that \w+|the [\w ]{1,40}) (?:were|was|had been) (?:amended|modified|substituted)\b")
_FOLLOWING = re.compile(
    r"\b[Tt]he following (?:provisions|sections|subsections|paragraphs|places|regulations|articles|enactments)\b"
)
#: "Committee for Herons"
_IN_A_NAME = re.compile(r"\b[A-Z][a-z]+ for [A-Z]$")


def read_instruction(text: str, aim: Aim, memory: Memory) -> Instruction:
    """What a text tells to amend, read at `aim`.

    The memory is brought up to date for "that section" in what follows.
    """
    plain, quoted = set_aside(text)
    reader = Reader(plain, quoted, aim, memory)
    references = find_references(plain)
    revoked = revoked_instrument(plain, references)
    if revoked is not None:
        return Instruction((Change("deletion", revoked, "replace", whole=True),), aim)
    spans = [(reference.start, reference.end) for reference in references]
    cues = [cue for cue in cues_of(plain) if not any(start <= cue.start < end for start, end in spans)]
    steps: list[ParsedReference | Cue] = [*references, *cues]
    for step in sorted(steps, key=lambda step: step.start):
        if isinstance(step, ParsedReference):
            _on_reference(reader, step)
        else:
            _on_cue(reader, step)
    flush(reader)
    carry_statement(reader, references)
    if len(reader.changes) == 1 and plain.rstrip().endswith(("—", ":")) and _FOLLOWING.search(plain):
        return Instruction((), reader.aim, reader.carried, reader.changes[0])
    return Instruction(tuple(reader.changes), reader.aim, reader.carried, reader.listing)


def _adjacent(reader: Reader, start: int) -> str:
    """The preposition that a reference at `start` depends on, if only a few words stand between."""
    name, end = reader.preposition
    gap = reader.text[end:start]
    return name if name and len(gap) <= 60 and not re.search(rf"[,;{MARK}]|\bplaces?\b", gap) else ""


def _on_reference(reader: Reader, reference: ParsedReference) -> None:
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
    if preposition == "beside":
        # "the words after paragraph (b)" stand in what holds the paragraph.
        beside = aimed(reference, base, reader.memory)
        holder = beside.path[:-1]
        if beside.act == reader.aim.act and len(holder) > len(reader.aim.path):
            reader.aim = replace(beside, paths=(holder,))
        return
    if preposition == "in" or (reader.old is not None and (preposition == "end" or joins(reader, preposition))):
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
            found if reader.operand is None or reader.mode not in ("omit", "for") else merged(reader.operand, found)
        )
        return
    if reader.words and preposition in ("after", "before"):
        return
    reader.subjects.append(aimed(reference, base, reader.memory))


def _on_heading_of(reader: Reader, reference: ParsedReference, base: Aim) -> None:
    """“the heading of Chapter 9”, “the heading before section 28”."""
    found = aimed(reference, base, reader.memory)
    if reader.text[: reference.start].endswith("before ") and found.path:
        held = tuple(step for step in found.path if step.rank == SCHEDULE)
        heading = replace(descend((), "part", found.path[-1].label)[-1], prefix="xhdg")
        found = Aim(found.act, ((*held, heading),))
    reader.heading = False
    reader.aim = replace(found, heading=True)
    if reader.mode:
        reader.operand = reader.aim


def _on_cue(reader: Reader, cue: Cue) -> None:
    if reader.mode == "skip" and cue.name not in ("stop", "as_if"):
        if cue.name == "quote" and reader.changes:
            _on_quote(reader, cue)
        return
    move = _MOVES.get(cue.name)
    if move:
        move(reader, cue)
    else:
        _on_preposition(reader, cue.start, cue.end, cue.name)


def _on_preposition(reader: Reader, start: int, end: int, name: str) -> None:
    if name == "for" and _IN_A_NAME.search(reader.text[max(0, start - 30) : end + 2]):
        return
    if (
        reader.preposition[0] == "part"
        and name in ("after", "before")
        and re.match(rf" [^{MARK}]", reader.text[end : end + 2])
        and start - reader.preposition[1] <= 1
    ):
        reader.preposition = ("beside", end)
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
            flush(reader)
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
    if name == "for":
        go_to_the_end(reader)
    flush(reader)
    if heading and name == "before":
        reader.heading = True
        return
    reader.mode, reader.preposition = name, (name, end)


def _on_quote(reader: Reader, cue: Cue) -> None:
    match = _QUOTED.match(cue.words)
    quoted = reader.quoted[int(match[1])] if match else ""
    if reader.preposition[0] == "part" and not reader.mode:
        return
    if reader.mode == "omit" and reader.operand is not None and reader.old is None and quoted.strip(" ,;") in JOINING:
        return  # "omit paragraph (e) and the “or” before it": the paragraph is what goes
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


_THERE = re.compile(r"\b(?:is|are|be|were) (?:also )?$")
_PARTICIPLE = re.compile(r"\b(?:is|are|be|been|was|were|also|hereby) $")
_COMMAND = re.compile(rf"(?:^|[,;—] ?|\band |{MARK} )$")


def _on_insert(reader: Reader, cue: Cue) -> None:
    before = reader.text[max(0, cue.start - 12) : cue.start]
    if cue.words.endswith("ed") and not _PARTICIPLE.search(before):
        reader.preposition = ("detail", cue.end)  # "section 5A, as inserted by section 9"
        return
    if reader.mode in POSITIONS and not _NOT_A_COMMAND.search(before):
        position = POSITIONS[reader.mode]
        if reader.operand is not None and reader.old is None and not reader.words:
            emit(reader, "insertion", reader.operand, position, is_whole=reader.mode in ("after", "before"))
        else:
            emit(reader, "insertion", reader.aim, position, is_whole=False)
        reader.reset()
    elif reader.mode == "for" and reader.old is not None:
        # "for “X” insert “Y”" is a slip of the draftsman that can only mean a substitution.
        _on_substitute(reader, cue)
    elif reader.mode == "omit" and reader.old is not None and reader.text[cue.end :].startswith(f" {MARK}"):
        # "leave out “X” and insert “Y”" is how the Houses word a substitution.
        emit_replaced(reader)
        reader.reset()
    elif _THERE.search(before) or (reader.mode in ("", "omit") and _COMMAND.search(before)):
        flush(reader)
        reader.pending = "insertion"


def _on_substitute(reader: Reader, cue: Cue) -> None:
    before = reader.text[max(0, cue.start - 12) : cue.start]
    if cue.words.endswith("ed") and before.endswith("as "):
        reader.preposition = ("detail", cue.end)
        return
    if reader.mode != "for":
        if (_THERE.search(before) and "to be " not in before) or (not reader.mode and _COMMAND.search(before)):
            flush(reader)
            reader.pending = "substitution"
        return
    if cue.words.endswith("e") and _NOT_A_COMMAND.search(before):
        return
    emit_replaced(reader)
    reader.reset()


def _on_omit(reader: Reader, cue: Cue) -> None:
    if _NOT_A_COMMAND.search(reader.text[max(0, cue.start - 9) : cue.start]):
        return
    go_to_the_end(reader)
    flush(reader)
    subjects = reader.subjects
    reader.reset()
    if subjects and subjects[-1].act not in (None, THIS) and reader.aim.act is None:
        reader.aim = subjects[-1]
    reader.mode = "omit"


def _on_gone(reader: Reader, cue: Cue) -> None:
    if _CONDITIONAL.search(reader.text[: cue.start]) and reader.aim.textual:
        return
    joining = (reader.old or "").strip(" ,;") in JOINING and reader.subjects
    if (reader.words or reader.old is not None or reader.heading) and not joining:
        if re.search(r"\bfollowing (?:provisions|enactments|sections)\b", reader.text[: cue.start]):
            reader.listing = Change("deletion", reader.aim, "replace", whole=True)
        else:
            emit(reader, "deletion", reader.aim, "replace", is_whole=False, old=reader.old)
    elif reader.subjects:
        for subject in grouped(reader.subjects):
            emit(reader, "deletion", subject, "replace", is_whole=True)
    elif reader.text.rstrip().endswith(("—", ":")):
        reader.listing = Change("deletion", reader.aim, "replace", whole=True)
    reader.reset()
    reader.mode = "skip"


def _on_become(reader: Reader, cue: Cue) -> None:
    named = reader.words or reader.heading or reader.aim.heading
    subject = reader.aim if named or not reader.subjects else reader.subjects[-1]
    conditional = cue.words.startswith("become") and _CONDITIONAL.search(reader.text[: cue.start])
    new = next((each for each in find_references(reader.text[cue.end :]) if each.unit != "act"), None)
    if cue.words.lower().startswith("re") and new is not None and not named and not reader.subjects:
        subject, named = aimed(new, reader.aim, reader.memory), True
    if (named or reader.subjects) and not conditional:
        emit(reader, "substitution", subject, "replace", is_whole=False)
        if new is not None and new.start <= 20 and not new.anchor and not reader.heading:
            aimed(new, subject, reader.memory)  # "that subsection" is then the new one
    reader.reset()
    reader.mode = "skip"


def _on_amended(reader: Reader, cue: Cue) -> None:
    if _CONDITIONAL.search(reader.text[: cue.start]):
        return
    # "Regulation A amending Regulation B is amended" is about A.
    subject = reader.subjects[0] if reader.subjects else reader.aim
    if subject.act not in (None, THIS):
        reader.carried = reader.aim = subject
        reader.memory.last = subject
    reader.reset()
    reader.mode = "skip"


def _on_effect(reader: Reader, _cue: Cue) -> None:
    if reader.mode in ("for", "omit", "after", "before"):
        return
    reader.modified = reader.subjects[-1] if reader.subjects else reader.aim
    reader.reset()


def _on_as_if(reader: Reader, cue: Cue) -> None:
    if reader.modified is not None:
        reader.aim = reader.modified
    reader.aim = replace(reader.aim, textual=False)
    reader.reset()
    were = _IT_WERE.match(reader.text, cue.end)
    if were:
        emit(reader, "substitution", reader.aim, "replace", is_whole=False)
        reader.mode = "skip"


def _on_words(reader: Reader, cue: Cue) -> None:
    if reader.mode == "omit" and (reader.operand is not None or reader.old is not None):
        return
    if not reader.mode and _adjacent(reader, cue.start) == "in":
        reader.preposition = ("part", cue.end)
    else:
        reader.words = True


def _on_entry(reader: Reader, cue: Cue) -> None:
    """“the entry for section 5” in a table: the reference says which entry, not which place."""
    _on_words(reader, cue)
    if reader.preposition[0] != "part":
        reader.preposition = ("detail", cue.end)


def _on_heading(reader: Reader, cue: Cue) -> None:
    if reader.mode == "omit" and reader.operand is not None and reader.old is None and not reader.words:
        # "omit section 19 and the italic heading before it": the section is what goes.
        flush(reader)
        reader.mode = "skip"
        return
    if _adjacent(reader, cue.start) == "in" and not reader.mode:
        reader.aim = replace(reader.aim, heading=True)
        reader.preposition = ("", 0)
    if (
        re.match(r"(?:,| for)? (?:of|to|before|for) (?:the )?(?=[SsCcPpAaRr])", reader.text[cue.end :])
        or not reader.aim.heading
    ):
        reader.heading = True


def _on_stop(reader: Reader, cue: Cue) -> None:
    if cue.words == "—" and (reader.mode or reader.pending):
        return
    flush(reader)
    if cue.words != "—":
        reader.mode = ""
    if cue.words.startswith("."):
        reader.aim = replace(reader.aim, textual=True)


_MOVES: dict[str, Callable[[Reader, Cue], None]] = {
    "insert": _on_insert,
    "substitute": _on_substitute,
    "omit": _on_omit,
    "gone": _on_gone,
    "become": _on_become,
    "amended": _on_amended,
    "effect": _on_effect,
    "as_if": _on_as_if,
    "words": _on_words,
    "definition": _on_words,
    "entry": _on_entry,
    "heading": _on_heading,
    "stop": _on_stop,
    "quote": _on_quote,
}
