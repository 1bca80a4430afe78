"""Flows: who may, must or must not give what to whom, put together from the findings.

A flow starts from a finding that moves information. What stands in the same section, or says that it is about that section, limits
or safeguards it; a saving for the whole Part or Act counts as "elsewhere".
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from impact.bodies import is_about, party_class
from impact.document import Document, Provision
from impact.report import Finding, Flow, Report, Slot
from impact.rulebase.model import Body, Rulebase

#: Effects that move information from somebody to somebody, or say that it may not move.
FLOW_EFFECTS = frozenset(
    "gateway disclosure-duty notification-duty information-power reporting-duty access-right publication collection-or-use "
    "data-matching register prohibition".split()
)
#: Effects that limit a flow.
LIMITS = frozenset(
    "purpose-limit onward-limit consent-condition carve-out de-identification disclosure-exception retention-security "
    "prohibition disclosure-offence".split()
)
#: Column of the safeguards matrix → effects that fill it.
SAFEGUARDS: Mapping[str, frozenset[str]] = {
    "data-protection": frozenset({"data-protection-saving"}),
    "investigatory-powers": frozenset({"investigatory-powers-saving"}),
    "privilege": frozenset({"privilege-saving"}),
    "confidence": frozenset({"confidentiality-override"}),
    "purpose-limit": frozenset({"purpose-limit"}),
    "onward-limit": frozenset({"onward-limit"}),
    "offence": frozenset({"disclosure-offence"}),
    "consent": frozenset({"consent-condition"}),
}
_SECTIONS = frozenset({"section", "article", "regulation", "rule"})
_WIDER = frozenset({"part", "chapter", "schedule"})


def flows(document: Document, findings: Sequence[Finding], rulebase: Rulebase) -> tuple[Flow, ...]:
    """One flow for each finding that moves information, in document order."""
    homes = {finding.id: home(document, finding.provision.xpath) for finding in findings}
    by_home: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_home[homes[finding.id]].append(finding)
    everywhere: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        everywhere[finding.effect].append(finding)
    return tuple(
        replace(
            _flow(document, finding, by_home[homes[finding.id]], everywhere),
            classes=_classes(finding, rulebase.bodies),
        )
        for finding in findings
        if finding.effect in FLOW_EFFECTS and finding.provision.status != "repealed"
    )


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


def home(document: Document, xpath: str) -> str:
    """The xpath of the section (article, regulation, Schedule paragraph…) that holds a provision."""
    provision = document.by_xpath[xpath]
    line = [provision, *document.ancestors(provision)]
    for above in line:
        if above.kind in _SECTIONS:
            return above.xpath
    return _schedule_paragraph(line)


def _schedule_paragraph(line: Sequence[Provision]) -> str:
    """In a Schedule, the paragraph just below the Schedule, its Part or its heading; otherwise the highest provision."""
    for below, above in pairwise(line):
        if above.kind in _WIDER or above.kind in {"crossheading", "group", "quotation"}:
            return below.xpath
    return line[-1].xpath


def _flow(
    document: Document, finding: Finding, beside: Sequence[Finding], everywhere: Mapping[str, Sequence[Finding]]
) -> Flow:
    limits = tuple(other.id for other in beside if other.effect in LIMITS and other.id != finding.id)
    words = "|".join((finding.id, *(finding.slots[slot].text for slot in ("from", "to", "info", "purpose"))))
    return Flow(
        id="flow." + hashlib.sha256(words.encode()).hexdigest()[:10],
        sender=_names(finding.slots["from"]),
        recipient=_names(finding.slots["to"]),
        info=_names(finding.slots["info"]),
        subject=_names(finding.slots["subject"]),
        purpose=_names(finding.slots["purpose"]),
        force="prohibition" if finding.effect == "prohibition" else finding.force,
        findings=(finding.id,),
        limits=limits,
        safeguards={
            name: _standing(document, finding, effects, beside, everywhere) for name, effects in SAFEGUARDS.items()
        },
    )


def _names(slot: Slot) -> tuple[str, ...]:
    """The parties as the clause names them; what a name stands for is the slot's to say."""
    return slot.items


def _classes(finding: Finding, bodies: tuple[Body, ...]) -> Mapping[str, tuple[str, ...]]:
    """The classes of both sides; nothing where the rules base knows no bodies, so that nobody takes silence for an answer."""
    return {side: slot_classes(finding.slots[side], bodies) for side in ("from", "to")} if bodies else {}


def slot_classes(slot: Slot, bodies: tuple[Body, ...]) -> tuple[str, ...]:
    """The classes of the parties of a slot: of those it names, and of those that its terms stand for.

    A term counts only where the words are about it: for "a person providing services to a council" it does not matter what a
    council is.
    """
    texts = [item for item in slot.items or (slot.text,) if item]
    found = [name for text in texts for name in party_class(text, bodies)]
    for resolved in slot.resolved:
        if any(is_about(text, resolved.term) for text in texts):
            found += party_class(resolved.text, bodies)
    return tuple(dict.fromkeys(found))


def _standing(
    document: Document,
    finding: Finding,
    effects: frozenset[str],
    beside: Sequence[Finding],
    everywhere: Mapping[str, Sequence[Finding]],
) -> str:
    """Whether a safeguard stands here, elsewhere in the Act, or was not found."""
    if any(other.effect in effects for other in beside):
        return "here"
    inserted = finding.provision.inserted_into
    for effect in sorted(effects):
        for other in everywhere.get(effect, ()):
            if (other.provision.inserted_into is None) == (inserted is None) and _covers(document, other, finding):
                return "elsewhere"
    if inserted is not None:
        return "undetermined"  # the Act that the text goes into may have it
    return "not found"


def _covers(document: Document, saving: Finding, finding: Finding) -> bool:
    """Whether a saving in one section reaches a finding in another: it stands in the same Part, Chapter or Schedule."""
    return bool(holders(document, saving.provision.xpath) & holders(document, finding.provision.xpath))


def holders(document: Document, xpath: str) -> frozenset[str]:
    """The Parts, Chapters and Schedules that hold a provision (xpaths)."""
    provision = document.by_xpath[xpath]
    return frozenset(above.xpath for above in document.ancestors(provision) if above.kind in _WIDER)
