"""Small Acts, bills that amend them and rules that read both, for the tests of `impact.changes`."""

from __future__ import annotations

from pathlib import Path

from made_rules import written

from impact.detect import Recogniser, detect
from impact.document import Document
from impact.pipeline import provenance
from impact.report import ActChange, AmendedAct, DefinitionShift, Report
from impact.resolve import resolve
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase

EFFECTS = """\
effects:
  gateway: {direction: creates, core: true, slots: true, means: One party may give information to another.}
  prohibition: {direction: blocks, core: true, slots: true, means: Giving information is forbidden.}
  carve-out: {direction: blocks, core: true, means: A power does not reach certain information.}
  disclosure-offence: {direction: blocks, core: true, slots: true, means: Giving information away is a crime.}
"""
WORDS = "may: [may]\ndisclose: [disclose, disclosing, discloses, share, supply]\ninformation: [information, data, records]\n"
RULE = """\
id: {id}
title: A rule for these tests
effect: {effect}
status: experimental
since: 0.1.0
severity: medium
confidence: high
why: It is needed here.
message: "{message}"
questions: [Is this meant?]
references:
  - {{title: Sample Act 2004, url: "https://www.example.org/act"}}
match:
  where: [body, schedules]
  frame: {frame}
  patterns:
    active: "{pattern}"
  slots: {{purpose: purpose}}
examples:
  flagged:
    - text: {flagged}
  clear:
    - {{text: The Board must meet., why: nothing is given}}
"""
RULES = {
    "may-give": ("gateway", "{from} may give {info} to {to}", "give", "$may ..4 ^$disclose ..12 $information"),
    "must-not-give": (
        "prohibition",
        "{from} must not give {info}",
        "give",
        "must not ..4 ^$disclose ..12 $information",
    ),
    "left-out": ("carve-out", "Some information is left out", "none", "does not authorise ..20 ^$disclose|disclosure"),
    "crime": ("disclosure-offence", "Giving information away is a crime", "none", "^commits an offence ..12 $disclose"),
}
EXAMPLES = {
    "may-give": "The Board may share records with a council.",
    "must-not-give": "The Board must not share records with a council.",
    "left-out": "Section 3 does not authorise the disclosure of records.",
    "crime": "A person commits an offence by disclosing records.",
}

CARRIER = "s. 1 Herons\n(1) The Sample Act 2004 is amended as follows."


def made_rulebase(folder: Path) -> Rulebase:
    """A rules base of a few rules, written into a folder."""
    files = {"rulebase.yaml": "version: 0.1.0\n", "effects.yaml": EFFECTS, "_vocabulary/words.yaml": WORDS}
    for identity, (effect, message, frame, pattern) in RULES.items():
        below = "creates" if effect == "gateway" else "blocks"
        files[f"{below}/{identity}.yaml"] = RULE.format(
            id=identity, effect=effect, message=message, frame=frame, pattern=pattern, flagged=EXAMPLES[identity]
        )
    return load(written(folder, files))


def report_on(source: str | Document, base: Rulebase, compiled: Recogniser) -> Report:
    """A report on a clause, or on a document made by hand."""
    read = clause_document(source) if isinstance(source, str) else source
    resolved = resolve(read, detect(read, compiled, base.effects))
    return Report(
        resolved.document,
        provenance(base, {}),
        resolved.findings,
        amendments=resolved.amendments,
        definitions=resolved.definitions,
    )


def bill(*subsections: str, title: str = "Herons Bill") -> str:
    """A bill of one section that amends the Sample Act 2004, each amendment a subsection."""
    lines = [f"title: {title}", "kind: bill", CARRIER]
    lines += [f"({number}) {words}" for number, words in enumerate(subsections, 2)]
    return "\n".join(lines)


def inserted(lead: str, *lines: str) -> str:
    """An amendment with provisions quoted below it."""
    return "\n".join((lead, "« Sample Act 2004", *lines, "»"))


def only(act: AmendedAct) -> ActChange:
    (change,) = act.changes
    return change


def kinds(act: AmendedAct) -> list[tuple[str, str]]:
    return [(flow.kind, flow.effect) for change in act.changes for flow in change.flows]


def problems(act: AmendedAct) -> list[str | None]:
    return [each.problem for each in act.amendments]


def shift(act: AmendedAct, term: str) -> DefinitionShift:
    (found,) = [shift for shift in act.shifts if shift.term == term]
    return found


def used(found: DefinitionShift) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(use.finding.effect, use.finding.provision.label, use.through) for use in found.uses]
