"""Labels as a person cites them: "s. 54(2)(b)", "Sch. 4 para. 3(1)", "cl. 2(1) ⟨inserts⟩ s. 16LA(2)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from impact.parse.drafts import Draft

#: The word before the number of a unit that is cited by itself.
_UNITS: Mapping[str, str] = {"section": "s.", "article": "art.", "regulation": "reg.", "rule": "r."}
#: Groups of units; the word comes from the element.
_GROUPS: Mapping[str, str] = {"part": "Pt.", "chapter": "Ch."}
_WORDS = re.compile(
    r"(?:the\s+)?(?:(?:article|section|clause|regulation|rule|paragraph|part|chapter|schedule)s?|"
    r"title|appendix|annex|attachment|form)\b[\s.:]*",
    re.IGNORECASE,
)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_NAMED = re.compile(r"annex|appendix|attachment|title|form", re.IGNORECASE)
_EDGES = " .,:;•—–-‘’“”\"'[]"
#: The label of what has no number, heading or place of its own.
UNNUMBERED = "unnumbered text"
#: A number with words after it: "Part I: Hops", "Article 37 (ex Article 38)", "2 The Board may".
_NUMBERED = re.compile(
    rf"(?:{_WORDS.pattern}(?:\d\w*|[IVXLC]+|[A-Z]{{1,2}}(?=\s*[:.(—–-]))|\(?\d[\w.]*\)?|\(\w+\))"
    r"(?P<colon>[\s—–-]*:)?(?=\W|\Z)",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[^\W\d_]{2,}")


def number_ends(text: str) -> int:
    """Where the number ends in what the markup calls one; words in its place are prose, which must be read."""
    found = _NUMBERED.match(text)
    if found is None:
        return 0 if len(_PROSE.findall(text)) > 3 or len(text) > 60 else len(text)
    words = len(_PROSE.findall(text, found.end()))
    return found.end() if (words and found["colon"]) or words > 1 or len(text) > 60 else len(text)


def cited(printed: str) -> str:
    """A printed number without its word, stops and brackets: "Article 6" → "6", "(a)" → "a", "SCHEDULE 2" → "2"."""
    bare = _WORDS.sub("", printed, count=1).strip(_EDGES)
    if bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1:
        bare = bare[1:-1].strip()
    first = re.match(r"(\w+)\s+schedule\b", printed.strip(), re.IGNORECASE)
    if first and first[1].lower() in _ORDINALS:
        return _ORDINALS[first[1].lower()]
    return bare


@dataclass(frozen=True, slots=True)
class _Context:
    """What a label builds on: words before it, the Schedule or Part it stands in, and the unit so far."""

    before: str = ""
    schedule: str = ""
    group: str = ""
    unit: str = ""
    label: str = ""


def label(root: Draft, section: str) -> None:
    """Give every draft its label; `section` is the word for a section here ("s." or, in a bill, "cl.")."""
    waiting: list[tuple[Draft, _Context, str]] = [(child, _Context(), section) for child in root.children()]
    while waiting:
        draft, context, word = waiting.pop()
        context = _within(draft, context, word)
        draft.label = context.label or UNNUMBERED
        if draft.kind == "quotation":
            word = "s."
        waiting.extend((child, context, word) for child in draft.children())


def _within(draft: Draft, context: _Context, section: str) -> _Context:
    if draft.kind == "quotation":
        before = f"{context.label} ⟨inserts⟩".strip()
        return _Context(before=before + " ", label=before)
    rule = _RULES.get(draft.kind)
    if rule is not None:
        return rule(draft, context, section)
    return _numbered(draft, context)


def _schedule(draft: Draft, context: _Context, _section: str) -> _Context:
    named = _NAMED.match(draft.printed.strip())
    word = named[0].capitalize() if named else "Sch."
    name = context.before + f"{word} {draft.cited}".strip()
    return _Context(context.before, schedule=name, label=name)


def _unit(draft: Draft, context: _Context, section: str) -> _Context:
    if not draft.cited:  # a new clause in an amendment paper has no number yet: its parts are cited by the amendment's
        name = context.label or f"{draft.kind} “{draft_heading(draft)}”"
        return replace(context, label=name, unit=name if not context.before else "")
    word = section if draft.kind == "section" else _UNITS[draft.kind]
    where = context.schedule + " " if context.schedule else context.before
    name = f"{where}{word} {draft.cited}"
    return replace(context, unit=name, label=name)


def _group(draft: Draft, context: _Context, _section: str) -> _Context:
    if not draft.cited:
        return context
    named = _NAMED.match(draft.printed.strip())
    word = named[0].capitalize() if named else _GROUPS[draft.kind]
    if draft.kind == "part":
        where = context.schedule + " " if context.schedule else context.before
    else:
        where = context.group + " " if context.group else context.schedule + " " if context.schedule else context.before
    name = f"{where}{word} {draft.cited}"
    return replace(context, group=name, label=name, unit="")


def _crossheading(draft: Draft, context: _Context, _section: str) -> _Context:
    base = context.group or context.schedule or context.before.strip()
    words = draft_heading(draft)
    name = f"{base} heading “{words}”".strip() if words else base
    return replace(context, label=name, unit="")


def _loose_group(draft: Draft, context: _Context, section: str) -> _Context:
    """A group that is no Part: an amendment of an amendment paper has a number, others at most a heading."""
    if draft.local in _AMENDMENTS and draft.cited:
        name = context.before + (f"amendment {draft.cited}" if draft.cited[0].isdecimal() else draft.cited)
        return replace(context, label=name, unit=name)
    return context if context.unit else _crossheading(draft, context, section)


_AMENDMENTS = frozenset(["tblock", "Clause.Report", "NewClause.Report", "Schedule.Report", "NewSchedule.Report"])


def draft_heading(draft: Draft) -> str:
    """The heading in words, for a label."""
    return " ".join("".join(piece[0] if piece else " " for piece in draft.heading.pieces).split())


def _numbered(draft: Draft, context: _Context) -> _Context:
    """A subsection, paragraph or anything else that is cited by its number within a unit."""
    if not draft.cited or draft.kind == "text":
        return context
    if context.unit:
        name = f"{context.unit}({draft.cited})"
        return replace(context, unit=name, label=name)
    if context.schedule:
        name = f"{context.schedule} para. {draft.cited}"
    elif draft.kind == "paragraph" and _scheduled(draft):
        name = f"{context.before}para. {draft.cited}"
    elif context.before:
        name = f"{context.before}({draft.cited})"
    else:
        name = f"para. {draft.cited}"
    return replace(context, unit=name, label=name)


def _scheduled(draft: Draft) -> bool:
    """Whether a paragraph that is quoted by itself is one of a Schedule, as its markup says."""
    if draft.local == "P1" or draft.element.get("class") == "schProv1":
        return True
    return draft.parent is not None and draft.parent.kind == "quotation" and draft.parent.context == "schedule"


def _definition(draft: Draft, context: _Context, _section: str) -> _Context:
    base = context.unit or context.label
    name = f"{base} “{draft.terms[0]}”".strip() if draft.terms else base
    return replace(context, unit=name or "", label=name)


def _table(_draft: Draft, context: _Context, _section: str) -> _Context:
    name = f"{context.label} table".strip() if "table" not in context.label else context.label
    return replace(context, label=name, unit=name)


def _row(draft: Draft, context: _Context, _section: str) -> _Context:
    name = f"{context.label} row {draft.cited}"
    return replace(context, label=name, unit=name)


def _front(draft: Draft, context: _Context, _section: str) -> _Context:
    words = {"preface": "title", "preamble": "preamble", "recital": "recital"}[draft.kind]
    if draft.local in ("LongTitle", "longTitle"):
        words = "long title"
    name = f"{context.before}{words} {draft.cited}".strip()
    return replace(context, label=name, unit=name)


def _note(draft: Draft, context: _Context, _section: str) -> _Context:
    if not draft.cited:
        name = context.label if context.label.endswith("note") else f"{context.label} note".strip()
        return replace(context, label=name, unit="")
    name = f"{context.unit}({draft.cited})" if context.unit else f"note para. {draft.cited}"
    return replace(context, label=name, unit=name)


_RULES = {
    "schedule": _schedule,
    **dict.fromkeys(_UNITS, _unit),
    **dict.fromkeys(_GROUPS, _group),
    "crossheading": _crossheading,
    "definition": _definition,
    "table": _table,
    "row": _row,
    **dict.fromkeys(("preface", "preamble", "recital"), _front),
    "note": _note,
    "group": _loose_group,
}
