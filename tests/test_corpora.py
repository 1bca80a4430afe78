"""The documents that ship: what should be found is found, what differs is written down, and the clean ones stay silent."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from impact.detect import Recogniser, detect, recogniser
from impact.parse import parse, read_source
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase
from tests.corpora import ROOT, compare, known, made

CLEAN = sorted((ROOT / "clean").glob("*/*.xml"))


@lru_cache(maxsize=1)
def _rules() -> tuple[Rulebase, Recogniser]:
    base = load()
    return base, recogniser(base.rules)


@pytest.mark.parametrize("path", made(), ids=lambda path: path.parent.name)
def test_what_is_found_differs_from_what_is_expected_only_where_it_is_written_down(path: Path) -> None:
    assert compare(path, *_rules()).differences == list(known(path))


@pytest.mark.parametrize("path", made(), ids=lambda path: path.parent.name)
def test_at_least_nine_of_ten_expected_effects_are_found(path: Path) -> None:
    hits, _, missed = compare(path, *_rules()).figures()
    assert hits / (hits + missed) >= 0.9


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.parent.name)
def test_a_clean_document_stays_silent(path: Path) -> None:
    base, compiled = _rules()
    found = detect(parse(read_source(str(path))), compiled, base.effects)
    assert [(finding.provision.label, finding.rule) for finding in found] == []


@pytest.mark.parametrize("path", [*CLEAN, *(path.parent for path in made())], ids=lambda path: path.name)
def test_every_shipped_document_is_accounted_for_to_the_last_character(path: Path) -> None:
    file = path if path.is_file() else next(path.glob("*.xml"))
    ledger = parse(read_source(str(file))).ledger
    assert ledger is not None
    assert ledger.balanced
    assert ledger.accounted == ledger.characters
