"""The report as JSON, by the contract `impact/1` (`schema.json` beside this file).

Programs and the accuracy measurements read it: fields are only added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from impact.document import Place
from impact.render.safety import escaped_controls
from impact.report import (
    SLOTS,
    ActChange,
    AmendedAct,
    Amendment,
    Check,
    Definition,
    DefinitionShift,
    Finding,
    Flow,
    Reference,
    Report,
    Slot,
)

SCHEMA = "impact/1"


def render(report: Report) -> str:
    """The report as JSON text."""
    return to_json(report)


def to_json(report: Report) -> str:
    """The report as JSON text with a line end at its end; the same report gives the same bytes."""
    text = json.dumps(as_values(report), ensure_ascii=False, allow_nan=False, indent=2)
    return escaped_controls(text) + "\n"


def as_values(report: Report) -> dict[str, Any]:
    """The report as dicts and lists, keys in the order of the contract."""
    return {
        "schema": SCHEMA,
        "status": "complete" if report.complete else "incomplete",
        "provenance": _provenance(report),
        "document": _document(report),
        "coverage": _coverage(report),
        "findings": [_finding(finding) for finding in report.findings],
        "flows": [_flow(flow) for flow in report.flows],
        "checks": [_check(check) for check in report.checks],
        "amendments": [_amendment(amendment) for amendment in report.amendments],
        "definitions": [_definition(definition) for definition in report.definitions],
        "references": [_reference(reference) for reference in report.references],
        "acts": acts_as_values(report),
    }


def acts_as_values(report: Report) -> list[dict[str, Any]]:
    """Every Act that the document amends, with what that does to its flows, or that it was not checked."""
    return [_act(act) for act in report.amended_acts]


def _act(act: AmendedAct) -> dict[str, Any]:
    return {
        "title": act.title,
        "uri": act.uri,
        "status": "checked" if act.checked else "not checked",
        "source": {"name": act.source, "sha256": act.sha256} if act.checked else None,
        "amendments": {
            "count": len(act.amendments),
            "applied": act.applied,
            "failed": len(act.failed),
            "already": len(act.made),
            "not_textual": len(act.not_textual),
        },
        "changes": [_act_change(change) for change in act.changes],
        "shifts": [_shift(shift) for shift in act.shifts],
    }


def _act_change(change: ActChange) -> dict[str, Any]:
    return {
        "provision": change.provision,
        "label": change.label,
        "heading": change.heading,
        "amendments": [
            {"label": each.amendment.label, "xpath": each.amendment.xpath, "problem": each.problem}
            for each in change.amendments
        ],
        "before": change.before,
        "after": change.after,
        "uncertain": change.uncertain,
        "findings": {
            "before": [_finding(finding) for finding in change.findings_before],
            "after": [_finding(finding) for finding in change.findings_after],
        },
        "flows": [
            {
                "kind": flow.kind,
                "effect": flow.effect,
                "old": flow.old.id if flow.old else None,
                "new": flow.new.id if flow.new else None,
                "notes": list(flow.notes),
                "amendments": [amendment.label for amendment in flow.amendments],
                "before": flow.before,
                "after": flow.after,
            }
            for flow in change.flows
        ],
    }


def _shift(shift: DefinitionShift) -> dict[str, Any]:
    return {
        "term": shift.term,
        "label": shift.label,
        "list": shift.is_list,
        "kind": shift.kind,
        "before": shift.before,
        "after": shift.after,
        "amendments": [{"label": amendment.label, "xpath": amendment.xpath} for amendment in shift.amendments],
        "uses": [
            {"finding": _finding(use.finding), "through": list(use.through), "act": use.act} for use in shift.uses
        ],
    }


def _provenance(report: Report) -> dict[str, Any]:
    made, source = report.provenance, report.document.source
    return {
        "tool": made.tool,
        "rules": {"version": made.rules_version, "sha256": made.rules_sha256, "count": made.rules_count},
        "model": _sorted(made.model),
        "libraries": _sorted(made.libraries),
        "options": _sorted(made.options),
        "source": {"name": source.name, "uri": source.uri, "sha256": source.sha256, "retrieved": source.retrieved},
    }


def _document(report: Report) -> dict[str, Any]:
    names = ("id", "title", "kind", "type", "number", "version", "stage", "date", "language", "extent", "format")
    return {name: getattr(report.document, name) for name in names}


def _coverage(report: Report) -> dict[str, Any]:
    """The ledger; `problems` are what makes the status incomplete, `warnings` hold them too."""
    ledger = report.document.ledger
    if ledger is None:
        problems = ["the characters of the source were not counted", *report.warnings]
        return {
            "characters": 0,
            "analysed": 0,
            "skipped": [],
            "not_text": [],
            "warnings": problems,
            "problems": problems,
            "balanced": False,
        }
    problems = [*ledger.problems, *report.warnings]
    return {
        "characters": ledger.characters,
        "analysed": ledger.analysed,
        "skipped": [
            {"reason": reason, "characters": characters, "runs": runs}
            for reason, (characters, runs) in sorted(ledger.skipped.items())
        ],
        "not_text": [{"kind": kind, "count": count} for kind, count in sorted(ledger.not_text.items())],
        "warnings": [*ledger.warnings, *problems],
        "problems": problems,
        "balanced": ledger.balanced,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.provision
    return {
        "id": finding.id,
        "rule": finding.rule,
        "pattern": finding.pattern,
        "effect": finding.effect,
        "kind": finding.kind,
        "direction": finding.direction,
        "delegates": list(finding.delegates),
        "force": finding.force,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "questions": list(finding.questions),
        "why": finding.why,
        "provision": {
            "xpath": place.xpath,
            "id": place.id,
            "label": place.label,
            "heading": place.heading,
            "line": place.line,
            "inserted_into": _place(place.inserted_into),
            "status": place.status,
        },
        "evidence": [
            {"provision": piece.xpath, "start": piece.start, "end": piece.end, "text": piece.text, "role": piece.role}
            for piece in finding.evidence
        ],
        "slots": {name: _slot(finding.slots.get(name, Slot())) for name in SLOTS},
        "decision": finding.decision,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"act": place.act, "uri": place.uri, "provision": place.provision}


def _slot(slot: Slot) -> dict[str, Any]:
    resolved = [{"text": each.text, "where": each.where, "how": each.how} for each in slot.resolved]
    shown: dict[str, Any] = {"text": slot.text, "items": list(slot.items), "state": slot.state, "resolved": resolved}
    return shown | {"unsettled": list(slot.unsettled)} if slot.unsettled else shown


def _flow(flow: Flow) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": flow.id,
        "from": list(flow.sender),
        "to": list(flow.recipient),
        "info": list(flow.info),
        "subject": list(flow.subject),
        "purpose": list(flow.purpose),
        "force": flow.force,
        "findings": list(flow.findings),
        "limits": list(flow.limits),
        "safeguards": _sorted(flow.safeguards),
        "classes": {side: list(flow.classes.get(side, ())) for side in ("from", "to")},
    }
    return shown | {"conditions": list(flow.conditions)} if flow.conditions else shown


def _check(check: Check) -> dict[str, Any]:
    return {
        "check": check.check,
        "title": check.title,
        "severity": check.severity,
        "result": check.result,
        "findings": list(check.findings),
        "where": list(check.where),
        "message": check.message,
        "questions": list(check.questions),
        "why": check.why,
    }


def _amendment(amendment: Amendment) -> dict[str, Any]:
    worded = amendment.old is not None or amendment.new is not None
    return {
        "source": {"xpath": amendment.xpath, "id": amendment.id, "label": amendment.label},
        "operation": amendment.operation,
        "act": {"title": amendment.act, "uri": amendment.uri},
        "target": amendment.target,
        "position": amendment.position,
        "whole_provision": amendment.whole_provision,
        "words": {"old": amendment.old, "new": amendment.new} if worded else None,
    }


def _definition(definition: Definition) -> dict[str, Any]:
    """Either `text` or `same_as`, as the contract has it; `text` if there is neither."""
    said = {"same_as": definition.same_as} if definition.same_as is not None else {"text": definition.text or ""}
    if definition.same_as is not None and definition.text is not None:
        said = {"text": definition.text, **said}
    if definition.related:
        said = {"related": definition.related, **said}
    return {"term": definition.term, "scope": definition.scope, "where": definition.where, **said}


def _reference(reference: Reference) -> dict[str, Any]:
    target = {"document": reference.document, "provision": reference.provision} if reference.resolved else None
    return {"from": reference.xpath, "text": reference.text, "target": target}


def _sorted(values: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(values.items()))
