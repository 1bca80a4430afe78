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
from impact.openness import SHOWN
from impact.report import SEVERITIES, Check, Finding, Slot
from impact.rulebase.message import any_of, fill
from impact.rulebase.model import CheckRule, Rulebase
from impact.setting import Setting

_NARROWER_FIRST = ("provision", "section", "part", "document")
#: Results that leave nothing to ask: one line of them for the whole document says enough.
_QUIET = frozenset({"elsewhere", "default"})
#: Questions that each section, or each Act that was not read, is asked by itself.
_GRAVE = frozenset({"high", "critical"})
_MOST_PLACES = 8
_NOTHING = Wording(())


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a check makes of one finding: a result, and the provisions (xpaths) that it rests on."""

    result: str
    companions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sought:
    """One answer that a check looks for: findings, words, or words that are an answer only in the section itself."""

    name: str
    without: frozenset[str]
    lacks: Wording
    beside: Wording = _NOTHING
    said: Wording = _NOTHING


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A check with its patterns ready to be tried."""

    rule: CheckRule
    words: Wording
    unless: Wording
    slots: Mapping[str, Wording]
    sought: tuple[_Sought, ...]


def assess(setting: Setting, rulebase: Rulebase) -> tuple[Check, ...]:
    """The checks of the rules base applied to a document's findings, ordered by check then place.

    Findings of one section that raise one question are asked about once. Of a check that looks through the whole document there is
    one result for it, unless it is grave; and one of those that leave nothing to ask, or whose answer lies in Acts not read.
    """
    results: list[Check] = []
    for rule in rulebase.checks:
        if rule.status == "deprecated":
            continue
        compiled = _Compiled(
            rule,
            Wording(rule.words),
            Wording(rule.unless),
            {slot: Wording(patterns) for slot, patterns in rule.slots.items()},
            _sought(rule),
        )
        grouped: defaultdict[tuple[str, ...], list[tuple[Finding, _Outcome]]] = defaultdict(list)
        for finding in setting.findings:
            outcome = _outcome(compiled, finding, setting)
            if outcome is not None:
                grouped[_group(rule, finding, outcome, setting)].append((finding, outcome))
        results.extend(_check(rule, group, setting) for group in grouped.values())
    return tuple(results)


def _sought(rule: CheckRule) -> tuple[_Sought, ...]:
    """The answers that a check looks for; none for one that sees what is there."""
    if rule.each:
        return tuple(
            _Sought(each.name, each.without, Wording((*each.lacks, *each.said)), said=Wording(each.said))
            for each in rule.each
        )
    if rule.without or rule.lacks or rule.beside or rule.judge in SEEKING:
        return (_Sought("", rule.without, Wording(rule.lacks), Wording(rule.beside)),)
    return ()


def _group(rule: CheckRule, finding: Finding, outcome: _Outcome, setting: Setting) -> tuple[str, ...]:
    """What is told together: a section; the document; all text whose answer lies in one Act, or several, that were not read."""
    is_grave = rule.severity in _GRAVE
    if outcome.result == "undetermined":
        place = finding.provision.inserted_into
        return f"{place.act}" if is_grave and place is not None else "", outcome.result, *outcome.missing
    if outcome.result in _QUIET:
        return " ".join(outcome.companions) if outcome.result == "elsewhere" else "", outcome.result
    return "" if rule.within == "document" and not is_grave else setting.home(finding), outcome.result, *outcome.missing


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
    if not check.sought:
        return _Outcome("here", shown)
    answers = [_answer(sought, finding, setting, rule.within) for sought in check.sought]
    missing = tuple(sought.name for sought, answer in zip(check.sought, answers, strict=True) if answer is None)
    if not missing:
        further = tuple(xpath for answer in answers if answer for xpath in answer)
        return _Outcome("elsewhere", tuple(dict.fromkeys(further))) if further else None
    if rule.default is not None and setting.made(finding) >= rule.default["from"]:
        return _Outcome("default")
    return _Outcome("undetermined" if _unread(finding, setting.document) else "not found", shown, missing)


def _answer(sought: _Sought, finding: Finding, setting: Setting, within: str) -> tuple[str, ...] | None:
    """Where an answer stands: beyond the section (xpaths), in the section (none to name), or nowhere (None)."""
    for scope in _NARROWER_FIRST[: _NARROWER_FIRST.index(within) + 1]:
        found = _companions(sought.without, finding, setting, scope) or _worded(sought, finding, setting, scope)
        if found:
            return () if scope in {"provision", "section"} else found
    return None


def _unread(finding: Finding, document: Document) -> str:
    """Which law, not read here, may have what is missing: that which the text goes into, implements or is made under."""
    if finding.provision.inserted_into is not None:
        return "The Act that this text goes into was not checked"
    return {
        "instrument": "The Act under which this is made was not checked",
        "eu-instrument": "The national law that goes with it was not checked",
    }.get(document.kind, "")


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


def _worded(sought: _Sought, finding: Finding, setting: Setting, scope: str) -> tuple[str, ...]:
    """The provision, its section, or others within a scope that speak of it, if they have the words that the check misses."""
    if scope in {"provision", "section"}:
        near: tuple[str, ...] = (finding.provision.xpath,)
        if scope == "section":
            near = tuple(unit for unit in setting.units(setting.home(finding)) if setting.is_said_of(unit, finding))
        said = [setting.own_words(xpath) for xpath in near]
        return tuple(
            xpath
            for xpath, words in zip(near, said, strict=True)
            if sought.lacks.occurs(words) or sought.beside.occurs(words)
        )
    if not sought.lacks:
        return ()
    sections = [xpath for xpath in setting.sections(finding, scope) if sought.lacks.occurs(setting.own_words(xpath))]
    units = [unit for section in sections for unit in setting.units(section)]
    home = setting.home(finding)
    return tuple(
        unit
        for unit in units
        if (sought.lacks.occurs(setting.own_words(unit)) and setting.speaks_of(unit, finding))
        or (sought.said.occurs(setting.own_words(unit)) and setting.same_part(setting.home_of(unit), home))
    )


def _made(made: tuple[str, str], finding: Finding, setting: Setting) -> bool:
    word, date = made
    return (setting.made(finding) < date) == (word == "before")


def _check(rule: CheckRule, group: Sequence[tuple[Finding, _Outcome]], setting: Setting) -> Check:
    findings = [finding for finding, _ in group]
    result, missing = group[0][1].result, group[0][1].missing
    found = tuple(dict.fromkeys(xpath for _, outcome in group for xpath in outcome.companions))
    is_quiet = result in _QUIET
    slots = {slot: _joined(_words(finding.slots[slot]) for finding in findings) for slot in findings[0].slots}
    if rule.judge is not None and rule.judge in SHOWN:
        slot, shown = SHOWN[rule.judge]
        slots[slot] = _joined(text for finding in findings for text in shown(finding))
    places = _listed(finding.provision.label for finding in findings)
    return Check(
        check=rule.id,
        title=rule.title,
        severity=_severity(rule, result, missing),
        result=result,
        findings=tuple(finding.id for finding in findings),
        where=tuple(dict.fromkeys((*(finding.provision.xpath for finding in findings), *found))),
        message=f"{places}: {_told(rule, result, _message(rule, slots, missing), found, setting.document, findings)}",
        questions=() if is_quiet else tuple(fill(question, slots) for question in rule.questions),
        why=rule.why,
    )


def _words(slot: Slot) -> str:
    return slot.text if len(slot.items) < 2 and slot.text else any_of(slot.named)


def _told(
    rule: CheckRule, result: str, message: str, found: Sequence[str], document: Document, findings: Sequence[Finding]
) -> str:
    """The message with what the result adds to it; what stands elsewhere takes the place of a message that misses it."""
    if result == "elsewhere":
        return f"Not in the section itself, but found at {_listed(document.by_xpath[xpath].label for xpath in found)}"
    if result == "default" and rule.default is not None:
        return f"{message}. Supplied by {rule.default['by']}"
    if found and rule.judge is not None:
        message += f" (compare {_listed(document.by_xpath[xpath].label for xpath in found)})"
    return f"{message}. {_not_checked(findings, document)}" if result == "undetermined" else message


def _not_checked(findings: Sequence[Finding], document: Document) -> str:
    """Which law was not read; the Acts by name if there are several."""
    places = (finding.provision.inserted_into for finding in findings)
    acts = tuple(dict.fromkeys(place.act for place in places if place is not None and place.act))
    if len(acts) > 1:
        return f"The Acts that these texts go into were not checked: {_listed(iter(acts))}"
    return _unread(findings[0], document)


def _message(rule: CheckRule, slots: Mapping[str, str], missing: Sequence[str]) -> str:
    """The message of a check, with the names of those of several answers that are missing."""
    return ": ".join(part for part in (fill(rule.message, slots), ", ".join(missing)) if part)


def _severity(rule: CheckRule, result: str, missing: Sequence[str]) -> str:
    """Nothing to ask is information; one level less where the other Act may well answer, or some of several answers are there."""
    if result in _QUIET:
        return "info"
    level = SEVERITIES.index(rule.severity)
    if 0 < len(missing) < len(rule.each):
        level = max(level - 1, min(level, SEVERITIES.index("low")))
    return SEVERITIES[max(level - 1, 0) if result == "undetermined" else level]


def _listed(labels: Iterator[str]) -> str:
    """The labels once each, the first few of many."""
    named = [label for label in dict.fromkeys(labels) if label]
    if len(named) <= _MOST_PLACES:
        return ", ".join(named)
    return f"{', '.join(named[:_MOST_PLACES])} and {len(named) - _MOST_PLACES} more"


def _joined(texts: Iterator[str]) -> str:
    """What several findings name, each once: a message says it of any of them."""
    return any_of(tuple(dict.fromkeys(text for text in texts if text)))
