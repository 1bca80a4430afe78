"""Compound checks: what several clauses together, or one that is missing, should make somebody ask.

A check starts from findings, looks for companions within a scope, and says where they are: here (in the same section), elsewhere (in
the same Part or Act), by statutory default, not found, or undetermined. Dates are those of the provision: a bill is law of the
future, so everything in it counts as made from now on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from impact.detect.words import occurs
from impact.document import Document
from impact.flows import home, holders
from impact.judgements import JUDGEMENTS, Case
from impact.report import Check, Definition, Finding, Flow
from impact.rulebase.model import CheckRule, Rulebase

#: A bill becomes law after any date that a check knows.
_FUTURE = "9999-12-31"
_NARROWER_FIRST = ("provision", "section", "part", "document")


@dataclass(frozen=True, slots=True)
class _Context:
    """A document's findings, filed for look-up."""

    document: Document
    findings: tuple[Finding, ...]
    homes: Mapping[str, str]
    holders: Mapping[str, frozenset[str]]


def assess(
    document: Document,
    findings: Sequence[Finding],
    flows: Sequence[Flow],
    rulebase: Rulebase,
    definitions: Sequence[Definition] = (),
) -> tuple[Check, ...]:
    """The checks of the rules base applied to a document's findings, ordered by check then place.

    One result for each check and section: findings of one section that raise one question are asked about once.
    """
    live = tuple(finding for finding in findings if finding.provision.status not in {"repealed", "not-law"})
    context = _Context(
        document,
        live,
        {finding.id: home(document, finding.provision.xpath) for finding in live},
        {finding.id: holders(document, finding.provision.xpath) for finding in live},
    )
    results: list[Check] = []
    for rule in rulebase.checks:
        if rule.status == "deprecated":
            continue
        grouped: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
        companions: dict[str, tuple[Finding, ...]] = {}
        for finding in live:
            outcome = _outcome(rule, finding, context, flows, definitions)
            if outcome is not None:
                result, found = outcome
                grouped[(context.homes[finding.id], result)].append(finding)
                companions[finding.id] = found
        results.extend(_check(rule, result, group, companions) for (_, result), group in grouped.items())
    return tuple(results)


def _outcome(
    rule: CheckRule,
    finding: Finding,
    context: _Context,
    flows: Sequence[Flow],
    definitions: Sequence[Definition],
) -> tuple[str, tuple[Finding, ...]] | None:
    """The result of a check for one finding and the companions that it rests on; None if there is nothing to ask."""
    if not names(finding, rule.find):
        return None
    if rule.words and not occurs(rule.words, provision_words(context.document, finding)):
        return None
    if rule.made is not None and not _made(rule.made, context.document):
        return None
    if rule.judge is not None and not JUDGEMENTS[rule.judge](
        Case(context.document, finding, context.findings, flows, definitions)
    ):
        return None
    if rule.with_:
        found = _companions(rule.with_, finding, context, rule.within)
        if not found:
            return None
        return "here", found
    if not rule.without:
        return "here", ()
    for scope in _NARROWER_FIRST[: _NARROWER_FIRST.index(rule.within) + 1]:
        found = _companions(rule.without, finding, context, scope)
        if found:
            return None if scope in {"provision", "section"} else ("elsewhere", found)
    if rule.default is not None and _date(context.document) >= rule.default["from"]:
        return "default", ()
    return ("undetermined" if finding.provision.inserted_into is not None else "not found"), ()


def names(finding: Finding, wanted: frozenset[str]) -> bool:
    """Whether a finding is of one of these effects, directions or rules (`effect/kind` names a kind)."""
    return bool({finding.effect, finding.rule, finding.direction, f"{finding.effect}/{finding.kind}"} & wanted)


def provision_words(document: Document, finding: Finding) -> str:
    """The whole text of the provision that a finding stands in."""
    return document.by_xpath[finding.provision.xpath].text


def _companions(wanted: frozenset[str], finding: Finding, context: _Context, scope: str) -> tuple[Finding, ...]:
    return tuple(
        other
        for other in context.findings
        if other.id != finding.id and names(other, wanted) and _within(finding, other, context, scope)
    )


def _within(finding: Finding, other: Finding, context: _Context, scope: str) -> bool:
    """Whether a companion stands within the scope of a finding; text for another Act is apart from the Act that carries it."""
    if scope == "provision":
        return other.provision.xpath.startswith(finding.provision.xpath)
    if context.homes[other.id] == context.homes[finding.id]:
        return True
    if scope == "section" or (other.provision.inserted_into is None) != (finding.provision.inserted_into is None):
        return False
    if scope == "part":
        return bool(context.holders[other.id] & context.holders[finding.id])
    return True


def _made(made: tuple[str, str], document: Document) -> bool:
    word, date = made
    return (_date(document) < date) == (word == "before")


def _date(document: Document) -> str:
    return document.date if document.date and document.kind not in {"bill", "amendment-paper"} else _FUTURE


def _check(rule: CheckRule, result: str, group: Sequence[Finding], companions: Mapping[str, tuple[Finding, ...]]) -> Check:
    found = tuple(dict.fromkeys(other for finding in group for other in companions[finding.id]))
    labels = ", ".join(dict.fromkeys(finding.provision.label for finding in group))
    note = {
        "elsewhere": f" Found elsewhere: {', '.join(dict.fromkeys(other.provision.label for other in found))}.",
        "default": f" Supplied by {rule.default['by']}." if rule.default else "",
        "undetermined": " The Act that this text goes into was not checked.",
    }.get(result, "")
    severity = "info" if result in {"elsewhere", "default"} else rule.severity
    return Check(
        check=rule.id,
        title=rule.title,
        severity=severity,
        result=result,
        findings=tuple(finding.id for finding in group),
        where=tuple(dict.fromkeys((*(f.provision.xpath for f in group), *(o.provision.xpath for o in found)))),
        message=f"{labels}: {rule.message}{note}",
        questions=rule.questions if result not in {"elsewhere", "default"} else (),
        why=rule.why,
    )
