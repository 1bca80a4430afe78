"""A finding's message and questions told again when its slots say more than when they were filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from impact.report import Finding, Slot
from impact.rulebase.message import any_of, retold, told_once


def told_anew(finding: Finding, slots: Mapping[str, Slot]) -> Finding:
    """The finding with these slots; its message and questions name what was open before, or was read in part only."""
    message, questions = finding.message, finding.questions
    for slot, found in slots.items():
        before = finding.slots[slot]
        if found.named == before.named or not found.named:
            continue
        after = any_of(found.named)
        for said in _tellings(before):
            message = retold(message, slot, said, after)
            questions = tuple(retold(question, slot, said, after) for question in questions)
    return replace(finding, slots=dict(slots), message=message, questions=questions)


def _tellings(slot: Slot) -> tuple[str, ...]:
    """How a message may have told a slot: several items are joined by a comma or by a word."""
    if len(slot.items) < 2:
        return (slot.text,)
    told = told_once(slot.items)
    return tuple(f"{', '.join(told[:-1])}{joint}{told[-1]}" for joint in (", ", " or ", " and "))
