"""One instruction to amend, in words: what is put in, taken out or put in place of what, and where.

The words between quotation marks and the descriptions in brackets are set aside first; what is left is a line of cues ("in", "for",
"after", "omit", "insert") and references, which a small table of moves reads from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from impact.resolve.addresses import descend, whole
from impact.resolve.aims import THIS, Aim, Memory, aimed
from impact.resolve.citations import ParsedReference, find_references


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


_OPEN, _CLOSE = "“‘", {"“": "”", "‘": "’"}
_MARK = "\x02"
_QUOTED = re.compile(rf"{_MARK}(\d+){_MARK}")
_INNER = re.compile(r" ?\((?P<inside>[^()]*)\)")
_KEPT = re.compile(r"\d{1,3}[A-Z]{0,3}|[A-Z]{1,3}\d{1,3}[A-Z]?|[a-z]{1,3}|[ivxl]{1,6}[A-Z]{0,2}|[a-z]{1,2}[A-Z]{1,2}|[A-Z]{1,2}")

_CUES = re.compile(
    r"(?P<place>\b(?:[Aa]t|[Ii]n) (?:the|each|an|its|their) appropriate (?:alphabetical |numerical )?(?:places?|positions?)\b)"
    r"|(?P<end>\b(?:[Aa]t|[Aa]fter) the end\b)"
    r"|(?P<start>\b(?:[Aa]t|[Bb]efore) the beginning\b)"
    r"|(?P<insert>\b(?:insert|inserted|add|added)\b)"
    r"|(?P<substitute>\b[Ss]ubstitut(?:e|ed)\b)"
    r"|(?P<omit>\b(?:[Oo]mit|[Ll]eave out|[Dd]elete|[Rr]epeal|[Rr]evoke)\b)"
    r"|(?P<gone>\b(?:is|are|shall be|were|be) (?:hereby )?(?:repealed|revoked|omitted|deleted)\b|\b(?:ceases?|shall cease) to have effect\b)"
    r"|(?P<become>\bbecomes?\b|\b(?:is|are|shall be) (?:to be )?(?:re-?numbered|re-?lettered|numbered)\b|\b[Rr]e-?number\b)"
    r"|(?P<amended>\b(?:is|are|shall be) (?:further )?(?:amended|modified)(?= as | in accordance| by | in the |[—.:,]|$)"
    r"|\b(?:has|have) effect (?:subject to|with) the following (?:amendments|modifications))"
    r"|(?P<as_if>\bas if\b)"
    r"|(?P<effect>\b(?:has|have|to have) effect\b|\b(?:applies|apply)\b|\b(?:is|are) to be read\b)"
    r"|(?P<definition>\b[Dd]efinitions? of\b|\b[Ee]ntr(?:y|ies) (?:for|relating to)\b)"
    r"|(?P<words>\b[Tt]he (?:following |existing |opening |closing )?(?:words?|text|entry|entries)\b|\b(?:opening|closing) words\b|\bexisting provision\b"
    r"|\b(?:first|second|third|fourth|fifth|last|final) (?:unnumbered )?(?:sub)?(?:paragraphs?|sentences?|entry|rows?|columns?|items?|indents?|definition)\b)"
    r"|(?P<heading>\b(?:italic |cross-?|section |part |chapter )?(?:headings?|titles?|side-?notes?)\b(?! (?:to|of) (?:the )?(?:\w+ )?(?:columns?|table)))"
    r"|(?P<in>\b(?:[Ii]n|[Ww]ithin)\b)|(?P<for>\b[Ff]or\b(?! (?:the|this|that) purposes?\b))|(?P<after>\b(?:[Aa]fter|[Ff]ollowing)\b)|(?P<before>\b(?:[Bb]efore|[Pp]receding)\b)"
    r"|(?P<stop>;|\. (?=[A-Z])|—)"
    rf"|(?P<quote>{_MARK}\d+{_MARK})"
)
_NOT_A_COMMAND = re.compile(r"\b(?:to|may|must|shall|not|or|by|can|could|would|might|amend|power|which|that)\W{1,2}$")
_CONDITIONAL = re.compile(r"\b(?:[Ii]f|[Ww]hen(?:ever)?|[Uu]ntil|[Uu]nless|which|[Oo]nce|[Aa]lthough|[Bb]ecause|[Tt]he fact that|[Ww]here)\b[^;.—]*$")
_IT_WERE = re.compile(r" (?:it|they|that \w+|the [\w ]{1,40}) (?:were|was|had been) (?:amended|modified|substituted)\b")
_FOLLOWING = re.compile(r"\b[Tt]he following (?:provisions|sections|subsections|paragraphs|places|regulations|articles|enactments)\b")
_JOINING = frozenset("and or but nor".split())
_POSITIONS = {"after": "after", "before": "before", "end": "end", "start": "start", "place": "after"}


def set_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each quotation replaced by a mark and descriptions in brackets left out; and the words quoted.

    A quotation that is not closed runs to the end: its rest stands in the provisions below.
    """
    plain: list[str] = []
    quoted: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in _OPEN and not (character == "‘" and position and text[position - 1].isalnum()):
            end = _closing(text, position)
            quoted.append(text[position + 1 : end])
            plain.append(f"{_MARK}{len(quoted) - 1}{_MARK}")
            position = end + 1
        else:
            plain.append(character)
            position += 1
    return _without_descriptions("".join(plain)), tuple(quoted)


def _closing(text: str, start: int) -> int:
    """The offset of the mark that closes the quotation opened at `start`; the end of the text if there is none."""
    opened, closed, depth = text[start], _CLOSE[text[start]], 0
    for position in range(start, len(text)):
        if text[position] == opened:
            depth += 1
        elif text[position] == closed:
            depth -= 1
            if depth == 0:
                return position
    # An opening mark too many: take the nearest closing one.
    nearest = text.find(closed, start)
    return len(text) if nearest < 0 or text.count(opened) == 1 else nearest


def _without_descriptions(text: str) -> str:
    for _ in range(3):
        shorter = _INNER.sub(lambda match: match[0] if _belongs(text, match) else "", text)
        if shorter == text:
            break
        text = shorter
    return text


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether brackets belong to a number or to the title of an Act."""
    inside = match["inside"]
    if _KEPT.fullmatch(inside):
        return True
    if inside[:1].isupper() and re.match(r" (?:[A-Z]|\([A-Z])", text[match.end() : match.end() + 3]):
        return bool(re.search(r"[A-Za-z.)]$", text[: match.start()]))
    return bool(re.match(r"E[CU]\b|EEC\b|S\.I\.", inside))


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
    cues = [(match.start(), match.end(), match.lastgroup or "", match[0]) for match in _CUES.finditer(plain)]
    references = find_references(plain)
    spans = [(reference.start, reference.end) for reference in references]
    cues = [cue for cue in cues if not any(start <= cue[0] < end for start, end in spans)]
    steps: list[tuple[int, object]] = [(cue[0], cue) for cue in cues] + [(reference.start, reference) for reference in references]
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
    return name if name and len(gap) <= 60 and not re.search(rf"[,;{_MARK}]|\bplaces?\b", gap) else ""


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
    if reader.mode and (reader.words or reader.old is not None) and preposition in ("after", "before", "end", "start", "for", ""):
        return
    if reader.mode in ("for", "omit", "after", "before", "end", "start"):
        found = aimed(reference, base, reader.memory)
        reader.operand = found if reader.operand is None or reader.mode != "omit" and reader.mode != "for" else _merged(reader.operand, found)
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
            _on_quote(reader, words)
        return
    move = _MOVES.get(name)
    if move:
        move(reader, start, end, words)
    elif name in ("in", "for", "after", "before", "end", "start", "place"):
        _on_preposition(reader, start, end, name)


def _on_preposition(reader: _Reader, start: int, end: int, name: str) -> None:
    if reader.preposition[0] == "part" and start - reader.preposition[1] <= 1:
        reader.preposition = ("detail", end)
        return
    if reader.pending and name != "in":
        reader.mode, reader.preposition = name, (name, end)
        return
    if name == "in":
        reader.preposition = (name, end)
        if reader.mode == "omit" and (reader.operand or reader.old is not None) and reader.text[:start].rstrip().endswith("and"):
            _flush(reader)
            reader.preposition = (name, end)
        return
    within = reader.mode in ("for", "omit") or (not reader.mode and (reader.words or reader.old is not None) and name != "for")
    if within and not (reader.mode == "omit" and re.search(r"[,;] (?:and )?$|^$", reader.text[:start]) and (reader.operand or reader.old is not None)):
        reader.preposition = (name, end)
        return
    if reader.mode in ("after", "before", "end", "start") and (reader.operand or reader.old is not None) and not reader.pending and name != "for":
        return
    heading = reader.heading
    _flush(reader)
    if heading and name == "before":
        reader.heading = True
        return
    reader.mode, reader.preposition = name, (name, end)


def _on_quote(reader: _Reader, words: str, *_: object) -> None:
    match = _QUOTED.match(words)
    quoted = reader.quoted[int(match[1])] if match else ""
    if reader.preposition[0] == "part" and not reader.mode:
        return
    if reader.pending and not reader.mode and reader.fresh is None:
        reader.fresh = quoted
        return
    last = reader.changes[-1] if reader.changes else None
    if (not reader.mode or reader.mode == "skip") and last is not None and last.new is None and last.operation != "deletion" and not reader.words:
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
    if reader.pending == "substitution" and reader.mode == "for" and (reader.operand is not None or reader.old is not None or reader.words):
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
    subject = reader.subjects[-1] if reader.subjects else reader.aim
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


_MOVES = {
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
    "quote": lambda reader, start, end, words: _on_quote(reader, words),
}
