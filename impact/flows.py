"""Flows: who may, must or must not give what to whom, put together from the findings.

A flow starts from a finding that moves information. What limits and safeguards it is found by `safeguards`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from impact.bodies import is_about, party_class
from impact.report import Finding, Flow, Report, Slot
from impact.rulebase.model import Body, Rulebase

#: Effects that move information from somebody to somebody, or say that it may not move.
FLOW_EFFECTS = frozenset(
    "gateway disclosure-duty notification-duty information-power reporting-duty access-right publication collection-or-use "
    "data-matching register prohibition".split()
)


def flows(findings: Sequence[Finding], rulebase: Rulebase) -> tuple[Flow, ...]:
    """One flow for each finding that moves information, in document order; what limits it is found by `safeguards`.

    "Must give X such information as X asks for" is a duty and a demand, and one flow.
    """
    demands = {finding.provision.xpath: finding for finding in findings if finding.effect == "information-power"}
    answered = {finding.provision.xpath for finding in findings if finding.effect == "disclosure-duty"}
    made: list[Flow] = []
    for finding in findings:
        place = finding.provision.xpath
        if finding.effect not in FLOW_EFFECTS or finding.provision.status == "repealed":
            continue
        if finding.effect == "information-power" and place in answered:
            continue
        demand = demands.get(place) if finding.effect == "disclosure-duty" else None
        if demand is not None and demand.slots["to"].text == finding.slots["from"].text:
            demand = None  # it is read the other way round, and nobody gives to themselves
        made.append(_flow(finding, demand, rulebase.bodies))
    return tuple(made)


def between(report: Report, giver: str | None, recipient: str | None) -> Report:
    """The report with only the flows from a party of one class to one of another, and what they rest on and are limited by.

    None stands for anybody. Checks stay with the findings that they are about.
    """
    if giver is None and recipient is None:
        return report
    kept = tuple(
        flow
        for flow in report.flows
        if (giver is None or giver in flow.classes.get("from", ()))
        and (recipient is None or recipient in flow.classes.get("to", ()))
    )
    ids = {key for flow in kept for key in (*flow.findings, *flow.limits)}
    return replace(
        report,
        flows=kept,
        findings=tuple(finding for finding in report.findings if finding.id in ids),
        checks=tuple(check for check in report.checks if ids.intersection(check.findings)),
    )


def _flow(finding: Finding, demand: Finding | None, bodies: tuple[Body, ...]) -> Flow:
    words = "|".join((finding.id, *(finding.slots[slot].text for slot in ("from", "to", "info", "purpose"))))
    slots = {
        slot: found if found.named or demand is None else demand.slots[slot] for slot, found in finding.slots.items()
    }
    return Flow(
        id="flow." + hashlib.sha256(words.encode()).hexdigest()[:10],
        sender=slots["from"].named,
        recipient=slots["to"].named,
        info=slots["info"].named,
        subject=slots["subject"].named,
        purpose=slots["purpose"].named,
        force="prohibition" if finding.effect == "prohibition" else finding.force,
        findings=(finding.id,) if demand is None else (finding.id, demand.id),
        classes=_classes(slots, bodies),
    )


def _classes(slots: Mapping[str, Slot], bodies: tuple[Body, ...]) -> Mapping[str, tuple[str, ...]]:
    """The classes of both sides; nothing where the rules base knows no bodies, so that nobody takes silence for an answer."""
    return {side: slot_classes(slots[side], bodies) for side in ("from", "to")} if bodies else {}


def slot_classes(slot: Slot, bodies: tuple[Body, ...]) -> tuple[str, ...]:
    """The classes of the parties of a slot: of those it names, and of those that its terms stand for.

    A term counts only where the words are about it: for "a person providing services to a council" it does not matter what a
    council is.
    """
    texts = [item for item in slot.named or (slot.text,) if item]
    found = [name for text in texts for name in party_class(text, bodies)]
    for resolved in slot.resolved:
        if any(is_about(text, resolved.term) for text in texts):
            found += party_class(resolved.text, bodies)
    return tuple(dict.fromkeys(found))
