"""One rule, read from its file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from impact.errors import Problem
from impact.report import CONFIDENCES, SEVERITIES, SLOTS
from impact.rulebase.common import (
    check_templates,
    read_examples,
    read_identity,
    read_patterns,
    read_references,
    read_status,
)
from impact.rulebase.fields import Fields, nearest
from impact.rulebase.model import FORCES, FRAMES, PLACES, QUOTES, Effect, Match, Rule
from impact.rulebase.tokens import Vocabulary
from impact.rulebase.yaml_source import Node

_NEEDED = (
    "id", "title", "effect", "status", "since", "severity", "confidence", "why", "message", "questions", "references",
    "match", "examples",
)  # fmt: skip
KEYS = (*_NEEDED, "kind", "force", "assumptions", "false_alarms", "formerly", "replaced_by", "evidence")
_MATCH_KEYS = (
    "where",
    "frame",
    "patterns",
    "unless",
    "absent",
    "requires",
    "slots",
    "absorbs",
    "headed",
    "earlier",
    "quoted",
    "quotes",
    "cites",
)
#: Keys of patterns that say where the rule's own patterns count.
_LIMITS = ("unless", "absent", "requires", "headed", "earlier", "quoted")
_EVIDENCE_KEYS = ("documents", "hits", "read", "right", "wrong", "note")


def read_rule(
    root: Node, file: str, effects: Mapping[str, Effect], vocabulary: Vocabulary, problems: list[Problem]
) -> Rule | None:
    """A rule, or None if its file is not even a mapping. Everything wrong with it is added to `problems`."""
    fields = Fields(root, "A rule", file, problems)
    if not fields.entries:
        return None
    fields.only(KEYS)
    fields.need(*_NEEDED)
    effect = fields.choice("effect", effects)
    status = read_status(fields)
    match = _read_match(fields, effects, vocabulary)
    message, questions = fields.text("message"), fields.texts("questions")
    available = _slots_that_are_set(match)
    check_templates(fields, [("message", message), *(("questions", question) for question in questions)], available)
    _check_folder(fields, effects.get(effect))
    if status == "deprecated":
        fields.need("replaced_by")
    lines = {key: node.line for key, node in fields.entries.items()} | dict(fields.key_lines)
    return Rule(
        id=read_identity(fields, PurePosixPath(file).stem, "the rule"),
        title=fields.text("title"),
        effect=effect,
        kind=_read_kind(fields, effects.get(effect)),
        force=fields.choice("force", FORCES) or None,
        status=status,
        since=fields.text("since"),
        severity=fields.choice("severity", SEVERITIES),
        confidence=fields.choice("confidence", CONFIDENCES),
        why=fields.text("why"),
        message=message,
        questions=questions,
        references=read_references(fields),
        assumptions=fields.texts("assumptions"),
        false_alarms=fields.texts("false_alarms"),
        match=match,
        examples=read_examples(fields, status),
        file=file,
        lines=lines | _pattern_lines(fields),
        formerly=fields.texts("formerly"),
        replaced_by=fields.optional("replaced_by"),
        evidence=_read_evidence(fields),
    )


def _read_match(fields: Fields, effects: Mapping[str, Effect], vocabulary: Vocabulary) -> Match:
    inner = fields.within("match", "“match”")
    inner.only(_MATCH_KEYS)
    if inner.entries:
        inner.need("patterns")
    places = inner.choices("where", PLACES)
    slot_fields = inner.within("slots", "“slots”")
    slot_fields.only(SLOTS)
    directions = {effect.direction for effect in effects.values()}
    patterns = read_patterns(inner, "patterns", vocabulary, needs_trigger=True)
    others = {key: read_patterns(inner, key, vocabulary) for key in _LIMITS}
    default = Match(patterns)
    # A wrong frame is one problem, not one more for each slot that it would have set.
    frame = inner.choice("frame", FRAMES) or ("give" if "frame" in inner.entries else None)
    return Match(
        patterns=patterns,
        unless=others["unless"],
        absent=others["absent"],
        requires=others["requires"],
        where=places or default.where,
        frame=frame,
        slots={slot: slot_fields.text(slot) for slot in SLOTS if slot in slot_fields.entries},
        absorbs=inner.choices("absorbs", {*effects, *directions, "all"}),
        headed=others["headed"],
        earlier=others["earlier"],
        quoted=others["quoted"],
        quotes=inner.choice("quotes", QUOTES) or None,
        cites=inner.choices("cites", {*effects, *directions}),
    )


def _read_kind(fields: Fields, effect: Effect | None) -> str | None:
    kind = fields.optional("kind")
    if kind is None or effect is None or kind in effect.kinds:
        return kind
    hint = nearest(kind, effect.kinds) if effect.kinds else "It has no kinds; remove the line."
    fields.problem(f"“{kind}” is not a kind of {effect.name}. {hint}", "kind")
    return None


def _slots_that_are_set(match: Match) -> frozenset[str]:
    """Slots that a frame, an extractor or a mark in a pattern can fill."""
    if match.frame not in {None, "none"}:
        return frozenset(SLOTS)
    marked = {mark.rstrip("^") for pattern in match.patterns for marks in pattern.marks for mark in marks}
    return frozenset(marked | set(match.slots)) - {""}


def _check_folder(fields: Fields, effect: Effect | None) -> None:
    """A folder named for a direction holds only rules of that direction."""
    folder = PurePosixPath(fields.file).parent.name
    directions = {
        "creates",
        "conditions",
        "safeguards",
        "restricts",
        "blocks",
        "standardises",
        "delegates",
        "structure",
        "neutral",
    }
    if effect is not None and folder in directions and folder != effect.direction:
        fields.problem(
            f"“{effect.name}” {effect.direction} but the file is in “{folder}”. Move it to “{effect.direction}”.",
            "effect",
        )


def _pattern_lines(fields: Fields) -> dict[str, int]:
    """Lines of the patterns, as `patterns.active`."""
    match = fields.entries.get("match")
    if match is None or not isinstance(match.value, Mapping):
        return {}
    return {
        f"{key}.{name}": line
        for key in ("patterns", *_LIMITS)
        if key in match.value
        for name, line in match.value[key].key_lines.items()
    }


def _read_evidence(fields: Fields) -> dict[str, object]:
    inner = fields.within("evidence", "“evidence”")
    inner.only(_EVIDENCE_KEYS)
    read = {key: inner.text(key) if key == "note" else inner.number(key) for key in _EVIDENCE_KEYS}
    return {key: value for key, value in read.items() if value not in {None, ""}}
