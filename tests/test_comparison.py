"""What changed for data flows between two versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from impact.detect import Recogniser, recogniser
from impact.document import Document
from impact.pipeline import report_on
from impact.render import comparison as shown
from impact.report import Report
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase
from impact.versions import Comparison, compare, differences

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
        before, after = (_report(clause_document(text), base, compiled) for text in (old, new))
        return compare(before, after, base.effects)

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


_LAW = """\
title: Ferry Passengers (Information) Bill
s. 1 Sharing by the Harbour Board
(1) The Harbour Board may disclose passenger information to a port operator for the purposes of planning crossings.
(2) The Harbour Board may disclose information obtained under section 2(1) to the Coast Agency.
s. 2 Returns
(1) A ferry company must keep a log of its crossings for the Harbour Board.
(2) A port operator must keep a log of the vessels that lie in its port.
s. 3 Interpretation
(1) In this Act—
  "passenger information" means the name and age of a passenger;
  "port operator" means a person listed in Schedule 1;
  "gangway" means a bridge to a vessel.
Schedule 1 Port operators
para. 1 Operators
The operators are—
  (a) the Northern Quays Company;
  (b) the Pier Trust.
"""


def _with(*changes: tuple[str, str]) -> str:
    text = _LAW
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_definition_that_takes_in_more_is_told_with_the_clauses_that_use_it(between: Between) -> None:
    (shift,) = between(_LAW, _with(("the name and age of", "the name, age and address of"))).shifts
    assert (shift.term, shift.kind) == ("passenger information", "widened")
    assert [use.finding.provision.label for use in shift.uses] == ["s. 1(1)"]


def test_a_definition_that_no_clause_uses_is_not_told(between: Between) -> None:
    assert between(_LAW, _with(("a bridge to a vessel", "a bridge or ladder to a vessel"))).empty


def test_a_list_in_a_schedule_to_which_a_clause_leads_is_told(between: Between) -> None:
    comparison = between(_LAW, _with(("(b) the Pier Trust.", "(b) the Pier Trust;\n  (c) the Islands Company.")))
    (shift,) = comparison.shifts
    assert (shift.kind, shift.is_list) == ("widened", True)
    assert "Islands Company" in (shift.after or "")
    assert not comparison.changes


def test_a_reference_to_another_provision_is_a_change_though_its_number_alone_is_none(between: Between) -> None:
    (change,) = between(_LAW, _with(("under section 2(1)", "under section 2(2)"))).changes
    assert change.kind == "changed"
    assert change.notes == ("refers to “section 2(2)”, and referred to “section 2(1)”",)


def test_references_that_follow_the_renumbering_are_no_change(between: Between) -> None:
    renumbered = _with(
        ("s. 2 Returns", "s. 3 Returns"), ("s. 3 Interp", "s. 4 Interp"), ("section 2(1)", "section 3(1)")
    )
    renumbered = renumbered.replace("s. 3 Returns", "s. 2 Overview\nThis Act is about ferries and ports.\ns. 3 Returns")
    assert between(_LAW, renumbered).empty


def test_a_clause_of_the_same_section_is_taken_before_one_with_the_same_words_elsewhere(between: Between) -> None:
    old = "s. 1 Tenants\nThe Board may disclose information to a council.\ns. 2 Boats\nThe sea is wide."
    new = old.replace("to a council", "to a council or a port").replace(
        "The sea is wide.", "The Board may disclose information to a council."
    )
    assert sorted((c.kind, c.new.provision.label) for c in between(old, new).changes if c.new) == [
        ("gained", "s. 2"),
        ("widened", "s. 1"),
    ]


def test_an_adjective_before_what_is_given_narrows(between: Between) -> None:
    old = "(1) The Board may disclose records of tenants to a council."
    assert _kinds(between(old, old.replace("records", "recent records"))) == ["narrowed"]


def test_a_condition_narrows_and_the_note_shows_where_it_stands(between: Between) -> None:
    (change,) = between(_GATEWAY, _GATEWAY.replace("an inquiry.", "an inquiry, if the tenant agrees.")).changes
    assert change.kind == "narrowed"
    assert "tenant agrees" in " ".join(change.notes)


def test_a_difference_is_shown_with_the_words_around_it() -> None:
    assert differences("to a council in Wales.", "to a council or port in Wales.") == (
        "“to a council [+ or port] in Wales.”",
    )


def test_a_power_that_became_a_duty_is_one_change(base: Rulebase) -> None:
    rules = recogniser([rule for rule in base.rules if rule.id in {"power-to-disclose", "duty-to-disclose"}])
    old, new = (
        _report(clause_document(text), base, rules)
        for text in (_GATEWAY, _GATEWAY.replace("may disclose", "must disclose"))
    )
    (change,) = compare(old, new, base.effects).changes
    assert change.notes == ("a power to share became a duty to share",)


def test_two_laws_that_have_nothing_in_common_are_said_to_be_two_laws(between: Between) -> None:
    bees = "title: Honey Act\ns. 1 Hives\nA keeper may disclose information about a sick hive to the Bee Inspector."
    comparison = between(_LAW, bees)
    assert comparison.unlike
    for text in (shown.headline(comparison), shown.to_markdown(comparison), shown.to_html(comparison)):
        assert "two laws, not two versions of one" in text
    assert json.loads(shown.to_json(comparison))["unlike"] is True


def test_a_bill_that_became_an_act_is_one_law(between: Between) -> None:
    assert not between(_LAW, _with(("Information) Bill", "Information) Act 2031"))).unlike


def test_every_form_tells_of_a_shift_and_of_each_clause(between: Between) -> None:
    comparison = between(
        _LAW,
        _with(("the name and age of", "the name, age and address of"), ("to the Coast Agency", "to the Tide Office")),
    )
    for form in (shown.to_text, shown.to_markdown, shown.to_html, shown.to_json):
        text = form(comparison)
        assert "passenger information" in text
        assert "Tide Office" in text


def test_the_clauses_of_a_section_that_has_another_number_are_one_line(between: Between) -> None:
    old = "s. 1 Data\n(1) The Board may disclose information to a council.\n(2) The Board may disclose records of boats to a port."
    text = shown.to_text(between(old, "s. 1 Overview\nThis is about boards.\n" + old.replace("s. 1", "s. 2")))
    assert [line for line in text.splitlines() if "was s. 1" in line] == ["  s. 2 Data  was s. 1  2 findings"]


def test_a_reference_within_a_section_that_was_split_is_no_change(between: Between) -> None:
    old = "s. 1 Data\n(1) A council must meet.\n(2) The Board may disclose information obtained under subsection (1) to a port."
    new = old.replace("(2) The", "s. 1A More\n(1) The").replace("subsection (1)", "section 1(1)")
    assert _kinds(between(old, new)) == ["moved"]
