"""The verbs of an instruction to amend: what a reader does when it comes to "insert", "is repealed" or "becomes"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from impact.resolve.aims import THIS, aimed
from impact.resolve.changes import (
    JOINING,
    POSITIONS,
    Change,
    Reader,
    emit,
    emit_replaced,
    flush,
    go_to_the_end,
    grouped,
)
from impact.resolve.citations import find_references
from impact.resolve.cues import Cue
from impact.resolve.quotations import MARK

_NOT_A_COMMAND = re.compile(
    r"(?<!\()\b(?:to|may|must|shall|not|or|by|can|could|would|might|amend|power|which|that"
    r"|its|their|[Tt]he|any|an?|such|of|on)[ ,]{1,2}$"
)
_CONDITIONAL = re.compile(
    r"\b(?:[Ii]f|[Ww]hen(?:ever)?|[Uu]ntil|[Uu]nless|which|[Oo]nce|[Aa]lthough|[Bb]ecause|[Tt]he fact that"
    r"|[Ww]here)\b[^;.—]*$"
)
_IT_WERE = re.compile(r" (?:it|they|that \w+|the [\w ]{1,40}) (?:were|was|had been) (?:amended|modified|substituted)\b")
FOLLOWING = re.compile(
    r"\b[Tt]he following (?:provisions|sections|subsections|paragraphs|places|regulations|articles|enactments)\b"
)
_THERE = re.compile(r"\b(?:is|are|be|were) (?:also )?$")
_PARTICIPLE = re.compile(r"\b(?:is|are|be|been|was|were|also|hereby) $")
_COMMAND = re.compile(rf"(?:^|[,;—] ?|\band |{MARK} |[\dA-Z)] )$")


def on_insert(reader: Reader, cue: Cue) -> None:
    """Something goes in ("insert", "is inserted") where the words before it say, or where those after it will."""
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
        on_substitute(reader, cue)
    elif reader.mode == "omit" and reader.old is not None and reader.text[cue.end :].startswith(f" {MARK}"):
        # "leave out “X” and insert “Y”" is how the Houses word a substitution.
        emit_replaced(reader)
        reader.reset()
    elif _THERE.search(before) or (reader.mode in ("", "omit") and _COMMAND.search(before)):
        flush(reader)
        reader.pending = "insertion"


def on_substitute(reader: Reader, cue: Cue) -> None:
    """What "for" named gives way ("substitute"); "there is substituted" waits for its "for"."""
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


def on_omit(reader: Reader, cue: Cue) -> None:
    """What follows goes ("omit", "leave out")."""
    if _NOT_A_COMMAND.search(reader.text[max(0, cue.start - 9) : cue.start]):
        return
    go_to_the_end(reader)
    flush(reader)
    subjects = reader.subjects
    reader.reset()
    if subjects and subjects[-1].act not in (None, THIS) and reader.aim.act is None:
        reader.aim = subjects[-1]
    reader.mode = "omit"


def on_gone(reader: Reader, cue: Cue) -> None:
    """What came before goes ("is repealed", "shall cease to have effect")."""
    if _CONDITIONAL.search(reader.text[: cue.start]) and reader.aim.textual:
        return
    go_to_the_end(reader)  # "after paragraph (d) “or” shall be omitted"
    joining = (reader.old or "").strip(" ,;") in JOINING and reader.subjects
    if FOLLOWING.search(reader.text[: cue.start]) and not joining:
        _on_list_of_what_goes(reader)
    elif (reader.words or reader.old is not None or reader.heading) and not joining:
        emit(reader, "deletion", reader.aim, "replace", is_whole=False, old=reader.old)
    elif reader.subjects:
        for subject in grouped(reader.subjects):
            if any(subject.paths) or not reader.partial:
                emit(reader, "deletion", subject, "replace", is_whole=True)
    elif reader.text.rstrip().endswith(("—", ":")):
        reader.listing = Change("deletion", reader.aim, "replace", whole=True)
    some = reader.partial and not reader.changes  # nothing that can be named: what follows may be
    reader.reset()
    reader.mode = "" if some else "skip"


def _on_list_of_what_goes(reader: Reader) -> None:
    """“The following provisions of the Sample Act 2004 are repealed”: each is named below, or in what comes after."""
    named = next((subject for subject in reader.subjects if subject.act not in (None, THIS)), reader.aim)
    reader.aim = named
    reader.listing = Change("deletion", named, "replace", whole=reader.old is None, old=reader.old)
    if named.act is not None and not reader.text.rstrip().endswith(("—", ":")):
        reader.carried = named


def on_replaced(reader: Reader, cue: Cue) -> None:
    """What came before gives way to what follows ("is replaced by"); "replace" takes both from what follows."""
    if cue.words.lower() == "replace":
        if not reader.mode and _COMMAND.search(reader.text[max(0, cue.start - 12) : cue.start]):
            flush(reader)
            reader.mode, reader.pending = "for", "substitution"
        return
    if _CONDITIONAL.search(reader.text[: cue.start]) and reader.aim.textual:
        return
    go_to_the_end(reader)
    if reader.words or reader.old is not None or reader.heading or reader.mode in ("end", "start"):
        emit(reader, "substitution", reader.aim, "replace", old=reader.old)
    else:
        for subject in grouped(reader.subjects):
            emit(reader, "substitution", subject, "replace", is_whole=True)
    reader.reset()
    reader.mode = "skip"


def on_by(reader: Reader, cue: Cue) -> None:
    """An instruction in nouns and gerunds: "is amended by the insertion after", "by substituting for"."""
    below = cue.start == 0 and bool(reader.aim.path) and reader.text[:1].islower()  # "amended by— (a) inserting …"
    said = reader.carried is not None or bool(reader.changes) or below
    if not said or _NOT_A_COMMAND.search(reader.text[max(0, cue.start - 9) : cue.start]):
        return
    flush(reader)
    reader.reset()
    word = cue.words.lower()
    if "insert" in word or "add" in word:
        reader.pending = "insertion"
    elif "substitut" in word or "replac" in word:
        reader.pending = "substitution"
    else:
        reader.mode = "omit"


def on_become(reader: Reader, cue: Cue) -> None:
    """A provision gets a new number, or a heading new words ("becomes", "is renumbered")."""
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


def on_amended(reader: Reader, cue: Cue) -> None:
    """What comes after is aimed at what "is amended as follows"."""
    if _CONDITIONAL.search(reader.text[: cue.start]):
        return
    if cue.words.endswith("as follows") and not reader.text.startswith(("Amend ", "Modify ")):
        return
    # "Regulation A amending Regulation B is amended" is about A.
    subject = reader.subjects[0] if reader.subjects else reader.aim
    if subject.act not in (None, THIS):
        reader.carried = reader.aim = subject
        reader.memory.last = subject
    reader.reset()
    reader.mode = "skip"


def on_effect(reader: Reader, _cue: Cue) -> None:
    """What "has effect" or "applies" may be what an "as if" is about."""
    if reader.mode in ("for", "omit", "after", "before"):
        return
    if reader.modified is None:  # "section 5, so far as it has effect by virtue of section 9, applies as if"
        reader.modified = reader.subjects[-1] if reader.subjects else reader.aim
    reader.reset()


def on_as_if(reader: Reader, cue: Cue) -> None:
    """The changes after "as if" leave the text alone."""
    if reader.modified is not None:
        reader.aim = reader.modified
    reader.aim = replace(reader.aim, textual=False)
    reader.reset()
    were = _IT_WERE.match(reader.text, cue.end)
    if were:
        emit(reader, "substitution", reader.aim, "replace", is_whole=False)
        reader.mode = "skip"


VERBS: Mapping[str, Callable[[Reader, Cue], None]] = {
    "insert": on_insert,
    "substitute": on_substitute,
    "omit": on_omit,
    "gone": on_gone,
    "replaced": on_replaced,
    "by": on_by,
    "become": on_become,
    "amended": on_amended,
    "effect": on_effect,
    "as_if": on_as_if,
}
