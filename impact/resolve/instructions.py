"""One instruction to amend, in words: what is put in, taken out or put in place of what, and where.

The words between quotation marks and the descriptions in brackets are set aside first; what is left is a line of cues
("in", "for",
"after", "omit", "insert") and references, which a small table of moves reads from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from impact.resolve.addresses import PRINCIPAL, Step
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.changes import (
    JOINING,
    Change,
    Instruction,
    Reader,
    above,
    carry_statement,
    flush,
    go_to_the_end,
    joins,
    merged,
)
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.cues import Cue, cues_of
from impact.resolve.quotations import MARK, set_aside
from impact.resolve.repeals import revoked_instrument
from impact.resolve.verbs import FOLLOWING, VERBS

_QUOTED = re.compile(rf"{MARK}(\d+){MARK}")

#: "for the heading and paragraph (1)": the paragraph is what is named
_NO_HEADING = re.compile(r" and (?:sub-?)?(?:section|paragraph|regulation|article)")
#: "the Eels Regulations 2001 (S.I. 2001/9)"
_BESIDE_TITLE = re.compile(r"\b\d{4} \($")
#: "for “a” substitute “b” in—"
_IN_EACH = re.compile(r"\x02,? in(?: each of)?\s*[—:]\s*$")
_SOME_OF = re.compile(r"\b(?:provisions?|parts?|much) of (?:the )?$")
_OF = re.compile(r" (?:of|to) (?:the )?(?:text of )?(?:that )?")
_AND_IN = re.compile(
    r",? (?:and|or),? in (?:(?:both|each|every) (?:of the )?places?(?: where it occurs| it occurs)?,? in )?"
)
_HEADED = re.compile(r"\b(?:headed|entitled|titled|captioned) (?:the )?$")
_ABOVE = re.compile(r"\b(?:before|above|preceding) (?:the )?$")
_SET_OUT = re.compile(r"\b(?:set out|contained|specified|listed|mentioned|referred to|described) $")
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
    leads = plain.rstrip().endswith(("—", ":")) and (FOLLOWING.search(plain) or _IN_EACH.search(plain))
    if len(reader.changes) == 1 and leads:
        return Instruction((), reader.aim, reader.carried, reader.changes[0])
    return Instruction(tuple(reader.changes), reader.aim, reader.carried, reader.listing)


def _adjacent(reader: Reader, start: int) -> str:
    """The preposition that a reference at `start` depends on, if only a few words stand between."""
    name, end = reader.preposition
    gap = reader.text[end:start]
    return name if name and len(gap) <= 60 and not re.search(rf"[,;{MARK}]|\bplaces?\b", gap) else ""


def _on_reference(reader: Reader, reference: ParsedReference) -> None:
    if reader.mode == "skip" or (reference.unit == "act" and _BESIDE_TITLE.search(reader.text[: reference.start])):
        return
    preposition, cue_end = _adjacent(reader, reference.start), reader.preposition[1]
    reader.preposition = ("", 0)
    base = reader.aim if not (reader.operand and preposition == "of") else reader.operand
    if reader.heading and reference.unit != "act":
        _on_heading_of(reader, reference, base)
        return
    if preposition == "detail":
        return
    if preposition == "part" and _OF.fullmatch(reader.text[cue_end : reference.start]):
        preposition = "in"  # "in the opening words of section 5"
    if preposition == "described":
        # "the Schedule set out in Schedule 2 to this Act" is a place only if it lies elsewhere.
        if aimed(reference, base, reader.memory).act == THIS:
            return
        preposition = "in"
    if preposition == "beside":
        # "the words after paragraph (b)" stand in what holds the paragraph.
        beside = aimed(reference, base, reader.memory)
        holder = beside.path[:-1]
        if beside.act == reader.aim.act and len(holder) > len(reader.aim.path):
            reader.aim = replace(beside, paths=(holder,))
        return
    if preposition == "in" or (reader.old is not None and (preposition == "end" or joins(reader, preposition))):
        _go_into(reader, reference, base)
        if reader.mode in ("", "gone"):
            reader.subjects = []
        return
    if not preposition and (_further_omission(reader, reference) or _further_place(reader, reference)):
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
    _add_subject(reader, reference, base)


def _go_into(reader: Reader, reference: ParsedReference, base: Aim) -> None:
    """“in section 5”: what follows is aimed there, and at what "and in section 6" adds."""
    before = reader.aim
    if (
        reader.within is not None
        and not reader.changes
        and _AND_IN.fullmatch(reader.text[reader.within[1] : reference.start])
    ):
        before = base = reader.within[0]
        reader.aim = merged(reader.aim, aimed(reference, base, reader.memory))
    else:
        heading = reader.heading and reference.unit != "act"
        reader.aim = replace(aimed(reference, base, reader.memory), heading=heading)
    reader.within = (before, reference.end)


def _further_omission(reader: Reader, reference: ParsedReference) -> bool:
    """Whether a reference is one more thing to omit: “omit the “or” at the end of paragraph (a), and paragraph (c)”."""
    joining = reader.mode == "omit" and (reader.old or "").strip(" ,;") in JOINING
    if not joining or reader.within is None:
        return False
    base, end = reader.within
    if reader.text[end : reference.start] not in (" and ", ", and "):
        return False
    flush(reader)
    reader.mode, reader.operand = "omit", aimed(reference, base, reader.memory)
    return True


def _further_place(reader: Reader, reference: ParsedReference) -> bool:
    """Whether a reference only adds to the places before it: “in paragraph (a) and paragraph (c)”.

    “In article 4, point (b)” leads deeper, unless that point is what is repealed.
    """
    if reader.within is None or reader.changes or reader.operand is not None:
        return False
    if reader.subjects and reader.subjects[-1] != reader.aim:
        return False
    base, end = reader.within
    between = reader.text[end : reference.start]
    if between == " and ":
        reader.aim = merged(reader.aim, aimed(reference, base, reader.memory))
    elif between in (", ", " "):
        found = aimed(reference, reader.aim, reader.memory)
        if not _leads_deeper(reader.aim, found):
            return False
        reader.aim = found
        reader.subjects[-1:] = [found]
        reader.subject_end = reference.end
    else:
        return False
    reader.within = (base, reference.end)
    return True


def _leads_deeper(holder: Aim, found: Aim) -> bool:
    """Whether a place lies in another one: "Schedule 2, Part 1, paragraph 4"."""
    if holder.act != found.act or not holder.path or not found.path or holder.path[0] != found.path[0]:
        return False
    return found.path[-1].rank > holder.path[-1].rank


def _add_subject(reader: Reader, reference: ParsedReference, base: Aim) -> None:
    """Note what the next verb may be about; "Schedule 2, paragraph 4" is one thing."""
    last, end = (reader.subjects[-1], reader.subject_end) if reader.subjects else (None, 0)
    reader.subject_end = reference.end
    reader.partial |= reference.unit == "act" and _SOME_OF.search(reader.text[: reference.start]) is not None
    if last is not None and reader.text[end : reference.start] == ", ":
        found = aimed(reference, last, reader.memory)
        if _leads_deeper(last, found):
            reader.subjects[-1] = found
            return
    reader.subjects.append(aimed(reference, base, reader.memory))


def _on_heading_of(reader: Reader, reference: ParsedReference, base: Aim) -> None:
    """“the heading of Chapter 9”, “the heading before section 28”."""
    found = aimed(reference, base, reader.memory)
    if _ABOVE.search(reader.text[: reference.start]) and found.path:
        found = Aim(found.act, (above(found.path),))
    reader.heading = reader.cross = False
    reader.aim = replace(found, heading=True)
    if reader.mode:
        reader.operand = reader.aim


def _on_cue(reader: Reader, cue: Cue) -> None:
    if reader.mode == "skip" and _goes_on(reader, cue):
        reader.reset()
    if reader.mode == "skip" and cue.name not in ("stop", "as_if", "by"):
        if cue.name == "quote" and reader.changes:
            _on_quote(reader, cue)
        return
    move = _MOVES.get(cue.name)
    if move:
        move(reader, cue)
    else:
        _on_preposition(reader, cue.start, cue.end, cue.name)


def _goes_on(reader: Reader, cue: Cue) -> bool:
    """Whether another instruction follows in the sentence: “… is omitted and in paragraph (d) …”."""
    joined = cue.name in ("in", "for", "after", "before") and reader.text[: cue.start].endswith(" and ")
    return joined and bool(reader.changes) and reader.carried is None


def _on_preposition(reader: Reader, start: int, end: int, name: str) -> None:
    if name == "for" and _IN_A_NAME.search(reader.text[max(0, start - 30) : end + 2]):
        return
    if reader.pending and reader.mode and reader.text[start:end] == "following":
        return  # "there is substituted for regulation 11 the following regulation"
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
        reader.preposition = ("described" if _SET_OUT.search(reader.text[:start]) else name, end)
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
    if not reader.mode and _HEADED.search(reader.text[: cue.start]):
        reader.preposition = ("part", cue.end)  # "in the column headed “Fish” of the table"
        return
    if reader.preposition[0] == "part" and not reader.mode:
        return
    if reader.mode == "omit" and reader.operand is not None and reader.old is None and quoted.strip(" ,;") in JOINING:
        return  # "omit paragraph (e) and the “or” before it": the paragraph is what goes
    if reader.pending and not reader.mode and reader.fresh is None:
        reader.fresh = quoted
        return
    if reader.pending == "substitution" and reader.old is not None and reader.fresh is None:
        reader.fresh = quoted
        return
    if reader.pending == "insertion" and reader.operand is not None and reader.old is None and reader.fresh is None:
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
    if _NO_HEADING.match(reader.text[cue.end :]) or (
        reader.pending and reader.text[: cue.start].endswith("following ")
    ):
        return
    if reader.mode in ("after", "before") and reader.text[cue.end :].startswith(f" {MARK}"):
        return  # "after the heading “Weirs”": one of those within the place
    reader.cross = cue.words.lower().startswith(("cross", "italic"))
    if _adjacent(reader, cue.start) == "in" and not reader.mode:
        reader.aim = replace(reader.aim, heading=True)
        reader.preposition = ("", 0)
    if (
        re.match(r"(?:,| for)? (?:of|to|before|above|preceding|for) (?:the )?(?=[SsCcPpAaRr])", reader.text[cue.end :])
        or not reader.aim.heading
    ):
        reader.heading = True


def _on_detail(reader: Reader, cue: Cue) -> None:
    """“in relation to”, “in consequence of”: the reference that follows is no place."""
    reader.preposition = ("detail", cue.end)


def _on_front(reader: Reader, _cue: Cue) -> None:
    """“the long title”, which has no number."""
    if _adjacent(reader, _cue.start) in ("in", "for", ""):
        reader.aim = Aim(reader.aim.act, ((Step(PRINCIPAL, "longtitle", ""),),), textual=reader.aim.textual)
        reader.words, reader.preposition = True, ("", 0)


def _on_stop(reader: Reader, cue: Cue) -> None:
    if cue.words == "—" and (reader.mode or reader.pending):
        return
    flush(reader)
    if cue.words != "—":
        reader.mode = ""
    if cue.words.startswith("."):
        reader.aim = replace(reader.aim, textual=True)


_MOVES: dict[str, Callable[[Reader, Cue], None]] = {
    **VERBS,
    "words": _on_words,
    "definition": _on_words,
    "entry": _on_entry,
    "heading": _on_heading,
    "front": _on_front,
    "detail": _on_detail,
    "stop": _on_stop,
    "quote": _on_quote,
}
