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


_GATEWAY = {
    "name": "made up",
    "made": "2020-01-01",
    "clause": (
        "s. 1 Sharing\n(1) The Board may disclose information to a partner.\n"
        "(2) In this section “partner” means a school or a college.\n"
        "s. 2 Confidence\nA disclosure under section 1 does not breach an obligation of confidence."
    ),
}


@pytest.mark.parametrize(
    ("slots", "met"),
    [
        ({"to": "partner"}, True),
        ({"to": "=a partner"}, True),
        ({"to": "=partner"}, False),
        ({"purpose": ""}, True),
        ({"to": ""}, False),
    ],
)
def test_a_slot_has_words_or_is_just_these_or_is_left_open(slots: dict[str, str], met: bool) -> None:
    expect = [
        {"at": "s. 1(1)", "effects": ["gateway"], "slots": slots},
        {"at": "s. 2", "effects": ["confidentiality-override"]},
    ]
    assert (differences(held({**_GATEWAY, "expect": expect}, outcome(_GATEWAY, *_rules()))) == []) is met


@pytest.mark.parametrize(("words", "met"), [(["a school", "a college"], True), (["a school", "a ship"], False)])
def test_all_that_a_slot_stands_for_must_be_found(words: list[str], met: bool) -> None:
    expect = [
        {"at": "s. 1(1)", "effects": ["gateway"], "resolved": {"to": words}},
        {"at": "s. 2", "effects": ["confidentiality-override"]},
    ]
    assert (differences(held({**_GATEWAY, "expect": expect}, outcome(_GATEWAY, *_rules()))) == []) is met


@pytest.mark.parametrize(("result", "met"), [("elsewhere", True), ("elsewhere s. 2", True), ("elsewhere s. 1", False)])
def test_a_check_may_say_where_its_answer_is(result: str, met: bool) -> None:
    checks = {"must": {"gateway-without-confidence-override": result}}
    rows = held({**_GATEWAY, "checks": checks}, outcome(_GATEWAY, *_rules()))
    assert [row.holds for row in rows if "check" in row.row] == [met]


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
