"""What changed for data flows between two versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from impact.comparison import Comparison, compare
from impact.detect import Recogniser, recogniser
from impact.document import Document
from impact.pipeline import report_on
from impact.render import comparison as shown
from impact.report import Report
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase

Between = Callable[[str, str], Comparison]

_GATEWAY = (
    "(1) The Board may disclose information about a tenant to a housing authority for the purposes of an inquiry."
)


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load()


@pytest.fixture(scope="module")
def compiled(base: Rulebase) -> Recogniser:
    return recogniser([rule for rule in base.rules if rule.id == "power-to-disclose"])


def _report(document: Document, base: Rulebase, compiled: Recogniser) -> Report:
    return report_on(document, replace(base, checks=()), compiled=compiled)


@pytest.fixture
def between(base: Rulebase, compiled: Recogniser) -> Between:
    def run(old: str, new: str) -> Comparison:
        return compare(_report(clause_document(old), base, compiled), _report(clause_document(new), base, compiled))

    return run


def _kinds(comparison: Comparison) -> list[str]:
    return [change.kind for change in comparison.changes]


def test_identical_documents_give_an_empty_list(between: Between) -> None:
    assert between(_GATEWAY, _GATEWAY).empty


def test_a_renumbered_clause_is_moved_and_nothing_else(between: Between) -> None:
    renumbered = "(1) The Board must meet.\n" + _GATEWAY.replace("(1)", "(2)")
    assert _kinds(between(_GATEWAY, renumbered)) == ["moved"]


def test_a_changed_cross_reference_number_alone_is_no_change(between: Between) -> None:
    old = "(1) The Board may disclose information obtained under section 12(3) to a council."
    assert between(old, old.replace("section 12(3)", "section 14(3)")).empty


def test_a_further_recipient_widens(between: Between) -> None:
    old = "(1) The Board may supply information—\n  (a) to a council, or\n  (b) to the Agency."
    new = old.replace("(b) to the Agency.", "(b) to the Agency, or\n  (c) to a landlord.")
    comparison = between(old, new)
    assert _kinds(comparison) == ["widened"]
    assert "landlord" in " ".join(comparison.changes[0].notes)
    assert _kinds(between(new, old)) == ["narrowed"]


def test_a_new_gateway_is_gained_and_the_other_way_round_lost(between: Between) -> None:
    new = _GATEWAY + "\n(2) A council may share records with the Agency."
    assert _kinds(between(_GATEWAY, new)) == ["gained"]
    assert _kinds(between(new, _GATEWAY)) == ["lost"]


def test_the_json_of_a_comparison_names_the_findings_of_both_sides(between: Between) -> None:
    value = json.loads(shown.to_json(between(_GATEWAY, "(1) The Board must meet.\n" + _GATEWAY.replace("(1)", "(2)"))))
    (change,) = value["changes"]
    assert (change["old"]["label"], change["new"]["label"]) == ("s. 1(1)", "s. 1(2)")


def test_markup_in_a_heading_is_only_text_in_the_page(between: Between) -> None:
    page = shown.to_html(
        between(
            "s. 1 <script>alert(1)</script>\n(1) The Board must meet.", "s. 1 <script>alert(1)</script>\n" + _GATEWAY
        )
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page
