"""Every example of every rule and check, as a test of its own."""

from __future__ import annotations

from functools import lru_cache

import pytest

from impact.check_proof import prove_check_example
from impact.detect import Recogniser, recogniser
from impact.proof import prove, prove_example
from impact.rulebase.loader import load
from impact.rulebase.model import CheckRule, Example, Rule, Rulebase


@lru_cache(maxsize=1)
def _base() -> Rulebase:
    return load()


@lru_cache(maxsize=1)
def _compiled() -> Recogniser:
    return recogniser(_base().rules)


def _cases(rules: tuple[Rule, ...] | tuple[CheckRule, ...]) -> list[object]:
    cases = []
    for rule in rules:
        if rule.status == "deprecated":
            continue
        counts: dict[str, int] = {}
        for example in rule.examples:
            counts[example.group] = counts.get(example.group, 0) + 1
            cases.append(pytest.param(rule, example, id=f"{rule.id}-{example.group}-{counts[example.group]}"))
    return cases


@pytest.mark.parametrize(("rule", "example"), _cases(_base().rules))
def test_a_rule_makes_of_its_example_what_it_says(rule: Rule, example: Example) -> None:
    problem = prove_example(_base(), _compiled(), rule, example)
    assert problem is None


@pytest.mark.parametrize(("check", "example"), _cases(_base().checks))
def test_a_check_makes_of_its_example_what_it_says(check: CheckRule, example: Example) -> None:
    problem = prove_check_example(_base(), _compiled(), check, example)
    assert problem is None


def test_every_pattern_is_exercised_and_no_two_rules_are_one() -> None:
    assert [str(problem) for problem in prove(_base()).problems] == []


def test_every_core_effect_has_a_stable_rule() -> None:
    stable = {rule.effect for rule in _base().rules if rule.status == "stable"}
    assert {effect.name for effect in _base().effects.values() if effect.core} - stable == set()
