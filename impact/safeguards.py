"""What limits and safeguards each flow: in its own section, or elsewhere in the law if the words reach it.

The same reach is used here as in the compound checks, so that the matrix of the memo and the checks never tell two stories; within
it, what cites one subsection is about that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from impact.binding import Bindings
from impact.report import Finding, Flow, Reference
from impact.setting import Setting

#: Effects that limit a flow.
LIMITS = frozenset(
    "purpose-limit onward-limit consent-condition carve-out de-identification disclosure-exception retention-security "
    "prohibition disclosure-offence".split()
)
#: What limits a bar: who may be let through it, and what becomes of those who break it. Another bar does not limit it.
LIMITS_OF_BARS = frozenset(
    "consent-condition carve-out de-identification disclosure-exception disclosure-offence".split()
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
#: Column → day from which the law supplies the safeguard by itself: section 183A of the Data Protection Act 2018 speaks of
#: enactments passed or made on or after 20 August 2025 (S.I. 2025/904, regulation 2(k)).
DEFAULTS: Mapping[str, str] = {"data-protection": "2025-08-20"}


def safeguarded(flows: Sequence[Flow], setting: Setting, references: Sequence[Reference] = ()) -> tuple[Flow, ...]:
    """The flows with their limits (ids of findings) and safeguards (here, elsewhere, default, not found, undetermined).

    `references` are those of the document: a limit or safeguard is bound to the flow that it cites.
    """
    bindings = Bindings(setting, references)
    by_id = {finding.id: finding for finding in setting.everything}
    counted = {finding.id for finding in setting.findings}
    done = []
    for flow in flows:
        finding = by_id[flow.findings[0]]
        if finding.id not in counted:
            done.append(flow)
            continue
        around = [other for other in setting.beside(finding) if other.id != finding.id]
        beside = [other for other in around if bindings.binds(other, finding)]
        apart = {other.id for other in around if other not in beside}
        reaching = [other for other in setting.within(finding, "document") if other.id not in apart]
        wanted = LIMITS_OF_BARS if finding.effect == "prohibition" else LIMITS
        limits = [other.id for other in beside if other.effect in wanted]
        limits += [other.id for other in reaching if other.effect in wanted and bindings.binds(other, finding)]
        standing = {
            name: _standing(name, effects, finding, beside, reaching, setting) for name, effects in SAFEGUARDS.items()
        }
        limits = [key for key in limits if key not in flow.findings]
        limits = list(dict.fromkeys(limits))
        told = {by_id[key].provision.xpath for key in (*flow.findings, *limits)}
        conditions = tuple(xpath for xpath in bindings.conditions(finding) if xpath not in told)
        done.append(replace(flow, limits=tuple(limits), safeguards=standing, conditions=conditions))
    return tuple(done)


def _standing(
    name: str,
    effects: frozenset[str],
    finding: Finding,
    beside: Sequence[Finding],
    reaching: Sequence[Finding],
    setting: Setting,
) -> str:
    if any(other.effect in effects for other in beside):
        return "here"
    if any(other.effect in effects for other in reaching):
        return "elsewhere"
    if name in DEFAULTS and setting.made(finding) >= DEFAULTS[name]:
        return "default"
    if finding.provision.inserted_into is not None:
        return "undetermined"  # the Act that the text goes into may have it
    return "not found"
