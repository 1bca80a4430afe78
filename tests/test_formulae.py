"""The formulae of the law on sharing data have their effects, and their neighbours have none: `corpora/made/formulae.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from impact.detect import detect, recogniser
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import default_rules, load

SENTENCES = yaml.safe_load((Path(__file__).parent.parent / "corpora/made/formulae.yaml").read_text(encoding="utf-8"))
BASE = load(default_rules())
COMPILED = recogniser(BASE.rules)


def _effects(sentence: str) -> set[str]:
    return {finding.effect for finding in detect(clause_document(sentence), COMPILED, BASE.effects)}


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [(effect, sentence) for effect, sentences in SENTENCES["formulae"].items() for sentence in sentences],
)
def test_a_formula_has_its_effect(effect: str, sentence: str) -> None:
    assert effect in _effects(sentence)


@pytest.mark.parametrize("sentence", SENTENCES["neighbours"])
def test_a_neighbour_of_a_formula_is_silent(sentence: str) -> None:
    assert _effects(sentence) == set()


def test_every_effect_has_a_formula() -> None:
    assert SENTENCES["formulae"].keys() == BASE.effects.keys()
