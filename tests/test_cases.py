"""Small documents with the structure of real provisions: what differs from what a person expects is written down."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from impact.detect import Recogniser, recogniser
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase
from tests.cases import differences, held, outcome, paths, read, unknown_names, write_known

REAL = 38


@lru_cache(maxsize=1)
def _rules() -> tuple[Rulebase, Recogniser]:
    base = load()
    return base, recogniser(base.rules)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_what_a_case_comes_to_differs_from_what_is_expected_only_where_it_is_written_down(path: Path) -> None:
    case = read(path)
    assert differences(held(case, outcome(case, *_rules()))) == case.get("known", [])


def test_cases_name_only_effects_and_checks_that_exist() -> None:
    base, _ = _rules()
    assert {path.name: names for path in paths() if (names := unknown_names(read(path), base))} == {}


def test_there_is_a_case_for_each_of_the_real_provisions() -> None:
    numbers = {int(found.group()) for path in paths() if (found := re.match(r"\d+", read(path)["case"]))}
    assert numbers == set(range(1, REAL + 1))


def test_a_file_begins_with_the_number_of_its_case() -> None:
    assert [path.name for path in paths() if not path.name.lstrip("0").startswith(f"{read(path)['case']}-")] == []


def test_writing_known_again_leaves_the_rest_of_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("case: '1'\nnote: as a person wrote it\n", encoding="utf-8")
    rows = [{"at": "s. 1(1)", "missed": "gateway"}, {"silent": "s. 2"}]
    write_known(path, rows)
    assert read(path) == {"case": "1", "note": "as a person wrote it", "known": rows}
    write_known(path, [])
    assert path.read_text(encoding="utf-8") == "case: '1'\nnote: as a person wrote it\n"


def test_a_silent_unit_with_a_finding_is_one_difference() -> None:
    case = {
        "name": "made up",
        "made": "2020-01-01",
        "clause": "(1) The Board may disclose information to a council.\n(2) The Board may disclose information to a school.",
        "expect": [{"at": "s. 1(1)", "effects": ["gateway"], "slots": {"to": "council", "from": "the agency"}}],
        "silent": ["s. 1(2)"],
    }
    assert differences(held(case, outcome(case, *_rules()))) == [
        {"at": "s. 1(1)", "slot": "from"},
        {"silent": "s. 1(2)", "extra": "gateway"},
    ]


def test_an_effect_that_nobody_expects_is_extra() -> None:
    case = {"name": "made up", "made": "2020-01-01", "clause": "The Board may disclose information to a council."}
    assert differences(held(case, outcome(case, *_rules()))) == [{"at": "s. 1", "extra": "gateway"}]


def test_a_case_that_names_a_unit_its_clause_does_not_have_is_refused() -> None:
    case = {"name": "made up", "made": "2020-01-01", "clause": "The Board sits in York.", "silent": ["s. 9"]}
    with pytest.raises(ValueError, match=r"made up: the clause has no s\. 9\."):
        held(case, outcome(case, *_rules()))
