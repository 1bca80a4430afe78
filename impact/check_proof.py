"""Prove the compound checks by their examples: small documents run through the whole line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impact.detect import Recogniser, recogniser
from impact.errors import Problem
from impact.judgements import JUDGEMENTS
from impact.pipeline import report_on
from impact.proof import Proof
from impact.rulebase.clause import clause_document
from impact.rulebase.fields import nearest
from impact.rulebase.model import CheckRule, Example, Rulebase

#: The result of a check that found its companion in another place: nothing is flagged then.
_SETTLED = "elsewhere"


def prove_checks(rulebase: Rulebase, only: Sequence[str] = ()) -> Proof:
    """Run every example of every check (or of those named in `only`)."""
    compiled = recogniser(rulebase.rules)
    chosen = [check for check in rulebase.checks if check.status != "deprecated" and (not only or check.id in only)]
    unknown = [
        Problem(check.file, 1, f"“{check.judge}” is not a judgement. {nearest(check.judge, JUDGEMENTS)}")
        for check in chosen
        if check.judge is not None and check.judge not in JUDGEMENTS
    ]
    if unknown:
        return Proof(len(chosen), 0, tuple(sorted(unknown)))
    problems = [
        Problem(check.file, example.line, problem)
        for check in chosen
        for example in check.examples
        if (problem := prove_check_example(rulebase, compiled, check, example)) is not None
    ]
    return Proof(len(chosen), sum(len(check.examples) for check in chosen), tuple(sorted(problems)))


def prove_check_example(rulebase: Rulebase, compiled: Recogniser, check: CheckRule, example: Example) -> str | None:
    """What is wrong with one example of a check, in words; None if the check makes of it what it says."""
    document = clause_document(example.text)
    if example.made is not None:
        document = replace(document, kind="act", date=example.made)
    report = report_on(document, replace(rulebase, checks=(check,)), compiled=compiled)
    line = " ".join(example.text.split())[:100]
    expected = example.expect if example.group == "todo" else example.group
    flagged = any(result.result != _SETTLED for result in report.checks)
    if example.group == "todo":
        return (
            f"todo example now does what is expected: “{line}…” Move it."
            if flagged == (expected == "flagged")
            else None
        )
    if flagged != (example.group == "flagged"):
        found = ", ".join(finding.effect for finding in report.findings) or "nothing"
        return (
            f"{example.group} example was {'flagged' if flagged else 'not flagged'} (found there: {found}): “{line}…”"
        )
    return None
