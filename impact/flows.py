"""Flows: who may, must or must not give what to whom, put together from the findings.

A flow starts from a finding that moves information. What stands in the same section, or says that it is about that section, limits
or safeguards it; a saving for the whole Part or Act counts as "elsewhere".
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from impact.document import Document, Provision
from impact.report import Finding, Flow, Slot
from impact.rulebase.model import Rulebase

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
        _flow(document, finding, by_home[homes[finding.id]], everywhere)
        for finding in findings
        if finding.effect in FLOW_EFFECTS and finding.provision.status != "repealed"
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
