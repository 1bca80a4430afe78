"""What the words stand for: definitions, references, amendments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from impact.document import Document, Provision
from impact.report import Amendment, Definition, Finding, Reference, Slot
from impact.resolve.addresses import addresses
from impact.resolve.amendments import find_amendments
from impact.resolve.definitions import find_definitions
from impact.resolve.held import applied, holders
from impact.resolve.references import resolve_references
from impact.resolve.slots import Resolving, resolve_words
from impact.resolve.targets import with_targets
from impact.rulebase.retelling import told_anew

#: Effects by which somebody gives what somebody holds.
_GIVEN = frozenset({"gateway", "disclosure-duty", "information-power"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """A document and its findings with what they refer to."""

    document: Document
    findings: tuple[Finding, ...]
    amendments: tuple[Amendment, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


def resolve(document: Document, findings: Sequence[Finding]) -> Resolution:
    """Definitions, references and amendments of a document, and its findings with their slots resolved.

    Quoted provisions, and findings in them, then have the place that the amendment which introduces them is aimed at.
    """
    amendments = find_amendments(document)
    placed = with_targets(document, amendments)
    definitions = find_definitions(placed)
    places = addresses(placed)
    resolving = Resolving(placed, definitions, places)

    def resolved(slot: Slot, provision: Provision) -> Slot:
        if not slot.text:
            return slot
        resolving.trace.clear()
        found = resolve_words(slot.text, provision, resolving)
        found += applied(slot.text, provision, placed, places)
        unsettled = tuple(dict.fromkeys(resolving.trace))
        return replace(slot, resolved=found, state="resolved" if found else slot.state, unsettled=unsettled)

    done = []
    for finding in findings:
        provision = placed.by_xpath.get(finding.provision.xpath)
        if provision is None:
            done.append(finding)
            continue
        slots = {name: resolved(slot, provision) for name, slot in finding.slots.items()}
        if finding.effect in _GIVEN and not slots["from"].text:
            slots["from"] = holders(slots["info"])
        located = replace(finding.provision, inserted_into=provision.inserted_into)
        done.append(replace(told_anew(finding, slots), provision=located))
    return Resolution(placed, tuple(done), amendments, definitions, resolve_references(placed))
