"""Compound checks: what several clauses together, or one that is missing, should make somebody ask.

A check starts from findings, looks for companions within a scope, and says where they are: here (in the same section),
elsewhere (in the same Part or Act, and about this section), by statutory default, not found, or undetermined. Dates are those
of the provision: a bill is law of the future, so everything in it counts as made from now on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impact.detect.words import Wording
from impact.document import Document
from impact.judgements import JUDGEMENTS, SEEKING, Case
from impact.report import SEVERITIES, Check, Finding
from impact.rulebase.message import fill
from impact.rulebase.model import CheckRule, Rulebase
from impact.setting import Setting

_NARROWER_FIRST = ("provision", "section", "part", "document")
#: Results that leave nothing to ask: one line of them for the whole document says enough.
_QUIET = frozenset({"elsewhere", "default"})
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a check makes of one finding: a result, and the provisions (xpaths) that it rests on."""

    result: str
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A check with its patterns ready to be tried."""

    rule: CheckRule
    words: Wording
    unless: Wording
    lacks: Wording
    slots: Mapping[str, Wording]


def assess(setting: Setting, rulebase: Rulebase) -> tuple[Check, ...]:
    """The checks of the rules base applied to a document's findings, ordered by check then place.

    Findings of one section that raise one question are asked about once. A check that looks through the whole document gives one
    result for it; so do results that leave nothing to ask, and those whose answer lies in one Act that was not read.
    """
    results: list[Check] = []
    for rule in rulebase.checks:
        if rule.status == "deprecated":
            continue
        compiled = _Compiled(
            rule,
            Wording(rule.words),
            Wording(rule.unless),
            Wording(rule.lacks),
            {slot: Wording(patterns) for slot, patterns in rule.slots.items()},
        )
        grouped: defaultdict[tuple[str, str], list[tuple[Finding, _Outcome]]] = defaultdict(list)
        for finding in setting.findings:
            outcome = _outcome(compiled, finding, setting)
            if outcome is not None:
                grouped[_group(rule, finding, outcome, setting)].append((finding, outcome))
        results.extend(_check(rule, group, setting) for group in grouped.values())
    return tuple(results)


def _group(rule: CheckRule, finding: Finding, outcome: _Outcome, setting: Setting) -> tuple[str, str]:
    """What is told together: a section; the document; all text whose answer lies in one Act that was not read."""
    if outcome.result == "undetermined":
        place = finding.provision.inserted_into
        return f"{place.act}" if place is not None else "", outcome.result
    is_whole = rule.within == "document" or outcome.result in _QUIET
    return "" if is_whole else setting.home(finding), outcome.result


def _outcome(check: _Compiled, finding: Finding, setting: Setting) -> _Outcome | None:
    """What a check makes of one finding; None if there is nothing to say."""
    rule = check.rule
    if not _starts(check, finding, setting):
        return None
    shown: tuple[str, ...] = ()
    if rule.judge is not None:
        verdict = JUDGEMENTS[rule.judge](Case(finding, setting))
        if not verdict:
            return None
        shown = tuple(dict.fromkeys(other.provision.xpath for other in verdict)) if isinstance(verdict, tuple) else ()
    if rule.with_:
        found = _companions(rule.with_, finding, setting, rule.within)
        if not found:
            return None
        shown += found
    if not rule.without and not rule.lacks and rule.judge not in SEEKING:
        return _Outcome("here", shown)
    for scope in _NARROWER_FIRST[: _NARROWER_FIRST.index(rule.within) + 1]:
        found = _companions(rule.without, finding, setting, scope) or _worded(check, finding, setting, scope)
        if found:
            return None if scope in {"provision", "section"} else _Outcome("elsewhere", found)
    if rule.default is not None and setting.made(finding) >= rule.default["from"]:
        return _Outcome("default")
    return _Outcome("undetermined" if _another_act(finding, setting.document) else "not found", shown)


def _another_act(finding: Finding, document: Document) -> str:
    """Which Act, not read here, may have what is missing: that which the text goes into, or under which an instrument is made."""
    if finding.provision.inserted_into is not None:
        return "The Act that this text goes into was not checked"
    return "The Act under which this is made was not checked" if document.kind == "instrument" else ""


def _starts(check: _Compiled, finding: Finding, setting: Setting) -> bool:
    """Whether a finding is one that the check is about, by its effect, date, slots and words."""
    rule = check.rule
    if not names(finding, rule.find) or (rule.made is not None and not _made(rule.made, finding, setting)):
        return False
    if any(finding.slots[slot].text for slot in rule.open):
        return False
    if not all(setting.classes(finding, side) & wanted for side, wanted in rule.parties.items()):
        return False
    if not all(wording.occurs(finding.slots[slot].text) for slot, wording in check.slots.items()):
        return False
    words = setting.words(finding.provision.xpath)
    return (not check.words or check.words.occurs(words)) and not check.unless.occurs(words)


def names(finding: Finding, wanted: frozenset[str]) -> bool:
    """Whether a finding is of one of these effects, directions or rules (`effect/kind` names a kind)."""
    return bool({finding.effect, finding.rule, finding.direction, f"{finding.effect}/{finding.kind}"} & wanted)


def _companions(wanted: frozenset[str], finding: Finding, setting: Setting, scope: str) -> tuple[str, ...]:
    """The provisions of the wanted findings within a scope."""
    if not wanted:
        return ()
    found = (other.provision.xpath for other in setting.within(finding, scope) if names(other, wanted))
    return tuple(dict.fromkeys(found))


def _worded(check: _Compiled, finding: Finding, setting: Setting, scope: str) -> tuple[str, ...]:
    """The provision, its section, or others within a scope that speak of it, if they have the words that the check misses."""
    if not check.lacks:
        return ()
    places: tuple[str, ...] = (finding.provision.xpath,)
    if scope == "section":
        places = tuple(unit for unit in setting.units(setting.home(finding)) if setting.is_said_of(unit, finding))
    if scope in {"part", "document"}:
        sections = setting.sections(finding, scope)
        units = [
            unit for xpath in sections if check.lacks.occurs(setting.words(xpath)) for unit in setting.units(xpath)
        ]
        places = tuple(unit for unit in units if setting.speaks_of(unit, finding))
    return tuple(xpath for xpath in places if check.lacks.occurs(setting.words(xpath)))


def _made(made: tuple[str, str], finding: Finding, setting: Setting) -> bool:
    word, date = made
    return (setting.made(finding) < date) == (word == "before")


def _check(rule: CheckRule, group: Sequence[tuple[Finding, _Outcome]], setting: Setting) -> Check:
    findings = [finding for finding, _ in group]
    result = group[0][1].result
    found = tuple(dict.fromkeys(xpath for _, outcome in group for xpath in outcome.companions))
    is_quiet = result in _QUIET
    slots = {slot: _joined(finding.slots[slot].text for finding in findings) for slot in findings[0].slots}
    places = _listed(finding.provision.label for finding in findings)
    return Check(
        check=rule.id,
        title=rule.title,
        severity=_severity(rule, result),
        result=result,
        findings=tuple(finding.id for finding in findings),
        where=tuple(dict.fromkeys((*(finding.provision.xpath for finding in findings), *found))),
        message=f"{places}: {_told(rule, result, fill(rule.message, slots), found, setting.document, findings[0])}",
        questions=() if is_quiet else tuple(fill(question, slots) for question in rule.questions),
        why=rule.why,
    )


def _told(
    rule: CheckRule, result: str, message: str, found: Sequence[str], document: Document, finding: Finding
) -> str:
    """The message with what the result adds to it; what stands elsewhere takes the place of a message that misses it."""
    if result == "elsewhere":
        return f"Not in the section itself, but found at {_listed(document.by_xpath[xpath].label for xpath in found)}"
    if result == "default" and rule.default is not None:
        return f"{message}. Supplied by {rule.default['by']}"
    if found and rule.judge is not None:
        message += f" (compare {_listed(document.by_xpath[xpath].label for xpath in found)})"
    return f"{message}. {_another_act(finding, document)}" if result == "undetermined" else message


def _severity(rule: CheckRule, result: str) -> str:
    """Nothing to ask is information; what the other Act may well supply is one level less than what nobody does."""
    if result in _QUIET:
        return "info"
    level = SEVERITIES.index(rule.severity)
    return SEVERITIES[max(level - 1, 0)] if result == "undetermined" else rule.severity


def _listed(labels: Iterator[str]) -> str:
    """The labels once each, the first few of many."""
    named = [label for label in dict.fromkeys(labels) if label]
    if len(named) <= _MOST_PLACES:
        return ", ".join(named)
    return f"{', '.join(named[:_MOST_PLACES])} and {len(named) - _MOST_PLACES} more"


def _joined(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))
