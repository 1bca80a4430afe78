"""Prove a rules base by its own examples: what must be flagged is, what must be clear is, and every pattern earns its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from impact.detect import Recogniser, detect, recogniser
from impact.detect.phrases import Words
from impact.errors import Problem
from impact.report import Finding
from impact.rulebase.clause import clause_document
from impact.rulebase.model import Example, Rule, Rulebase


@dataclass(frozen=True, slots=True)
class Proof:
    """What was tried and what was wrong."""

    rules: int
    examples: int
    problems: tuple[Problem, ...]


def prove(rulebase: Rulebase, only: Sequence[str] = ()) -> Proof:
    """Run every example of every rule (or of those named in `only`) through the whole rules base."""
    compiled = recogniser(rulebase.rules)
    chosen = [rule for rule in rulebase.rules if rule.status != "deprecated" and (not only or rule.id in only)]
    problems: list[Problem] = []
    examples = 0
    signatures: dict[tuple[int, ...], str] = {}
    for rule in chosen:
        exercised: set[str] = set()
        for example in rule.examples:
            examples += 1
            problem = prove_example(rulebase, compiled, rule, example, exercised)
            if problem:
                problems.append(Problem(rule.file, example.line, problem))
        problems.extend(_unexercised(rule, exercised))
    problems.extend(_twins(rulebase, compiled, chosen, signatures))
    return Proof(len(chosen), examples, tuple(sorted(problems)))


def prove_example(
    rulebase: Rulebase, compiled: Recogniser, rule: Rule, example: Example, exercised: set[str] | None = None
) -> str | None:
    """What is wrong with one example, in words; None if the rule makes of it what it says."""
    found = [finding for finding in _findings(rulebase, compiled, example) if finding.rule == rule.id]
    if exercised is not None and example.group == "flagged":
        exercised.update(pattern for finding in found for pattern in finding.pattern.split(" "))
    if example.group == "todo":
        return _todo(example, found)
    if example.group != "flagged":
        if not found:
            return None
        return (
            f"{example.group} example was flagged by pattern “{found[0].pattern}”: {_shown(example.text)} "
            "Add an `unless`, or move it to `todo` with the reason."
        )
    if not found:
        return f"flagged example was not flagged: {_shown(example.text)} `impact try` shows how far each pattern got."
    if example.at is not None and not any(_stands_at(finding, example.at) for finding in found):
        places = ", ".join(finding.provision.label for finding in found)
        return f"flagged at {places}, not at {example.at}: {_shown(example.text)}"
    return _wrong_slot(example, found)


def _findings(rulebase: Rulebase, compiled: Recogniser, example: Example) -> tuple[Finding, ...]:
    return detect(clause_document(example.text), compiled, rulebase.effects, every_rule=True)


def _todo(example: Example, found: Sequence[Finding]) -> str | None:
    """A known miss that is mended belongs among the examples."""
    flagged = bool(found)
    if (example.expect == "flagged") == flagged:
        group = "flagged" if flagged else "clear"
        return (
            f"todo example now does what is expected ({example.expect}): {_shown(example.text)} Move it to `{group}`."
        )
    return None


def _stands_at(finding: Finding, at: str) -> bool:
    """Whether a finding's label ends in the number that the example gives ("(1)(b)", "s. 4(1)")."""
    return finding.provision.label.replace(" ", "").endswith(at.replace(" ", ""))


def _wrong_slot(example: Example, found: Sequence[Finding]) -> str | None:
    for slot, words in example.slots.items():
        got = [finding.force or "" if slot == "force" else finding.slots[slot].text for finding in found]
        if not any(_same(words, text) for text in got):
            return f"slot {slot} is “{'”, “'.join(got)}”, not “{words}”: {_shown(example.text)}"
    return None


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    words: Words = text.lower().replace("’", "'").replace(",", " ").split()
    return list(words[1:] if words[:1] in (["the"], ["a"], ["an"], ["any"]) else words)


def _unexercised(rule: Rule, exercised: set[str]) -> Iterator[Problem]:
    for pattern in rule.match.patterns:
        if pattern.name not in exercised:
            yield Problem(
                rule.file,
                rule.lines.get(f"match.patterns.{pattern.name}", 1),
                f"no flagged example exercises pattern “{pattern.name}”. Add one, or delete the pattern.",
            )


def _twins(
    rulebase: Rulebase, compiled: Recogniser, rules: Sequence[Rule], signatures: dict[tuple[int, ...], str]
) -> Iterator[Problem]:
    """Two rules of one effect that flag exactly the same flagged examples are one rule."""
    texts = sorted({example.text for rule in rules for example in rule.examples if example.group == "flagged"})
    flagged: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for finding in detect(clause_document(text), compiled, rulebase.effects, every_rule=True):
            flagged.setdefault(finding.rule, []).append(number)
    for rule in rules:
        signature = tuple(dict.fromkeys(flagged.get(rule.id, ())))
        if not signature:
            continue
        other = signatures.setdefault(signature, rule.id)
        if other != rule.id and next(r for r in rules if r.id == other).effect == rule.effect:
            yield Problem(
                rule.file,
                1,
                f"flags exactly the same examples as {other}. Merge the two, or add an example that tells them apart.",
            )


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 120 else line[:117] + '…'}”"
