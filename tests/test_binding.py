"""Limits and safeguards are bound to the flow that their words cite."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

from impact.pipeline import report_on
from impact.render.json import to_json
from impact.render.markdown import render as to_markdown
from impact.report import Report
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase

TWO_FLOWS = """\
s. 5 Sharing of returns
(1) The Board may disclose information about a fishery to the Agency.
(2) The Agency may disclose information about a catch to a harbour authority.
"""


@lru_cache(maxsize=1)
def base() -> Rulebase:
    return load()


def report(text: str) -> Report:
    return report_on(clause_document(text), base())


def limits(found: Report, place: str) -> set[tuple[str, str]]:
    """What limits the flows at a place: effect and place of each limit."""
    by_id = {finding.id: finding for finding in found.findings}
    return {
        (by_id[key].effect, by_id[key].provision.label)
        for flow in found.flows
        if by_id[flow.findings[0]].provision.label == place
        for key in flow.limits
    }


def safeguard(found: Report, place: str, name: str) -> set[str]:
    by_id = {finding.id: finding for finding in found.findings}
    return {flow.safeguards[name] for flow in found.flows if by_id[flow.findings[0]].provision.label == place}


def test_a_limit_that_cites_one_subsection_is_about_that_flow_alone() -> None:
    found = report(TWO_FLOWS + "(3) Subsection (2) does not authorise the disclosure of patient information.\n")
    assert limits(found, "s. 5(2)") == {("carve-out", "s. 5(3)")}
    assert limits(found, "s. 5(1)") == set()


def test_a_limit_that_cites_nothing_is_about_every_flow_of_its_section() -> None:
    found = report(
        TWO_FLOWS + "(3) The information must not be disclosed to any other person without the consent of the Board.\n"
    )
    assert ("onward-limit", "s. 5(3)") in limits(found, "s. 5(1)") & limits(found, "s. 5(2)")


def test_a_limit_of_this_section_is_about_every_flow_of_it() -> None:
    found = report(TWO_FLOWS + "(3) But this section does not authorise the disclosure of patient information.\n")
    assert limits(found, "s. 5(1)") == limits(found, "s. 5(2)") == {("carve-out", "s. 5(3)")}


def test_the_subsection_named_first_counts_and_not_the_section_named_later() -> None:
    found = report(
        TWO_FLOWS
        + "(3) Information disclosed under subsection (2) must not be disclosed except for the purposes of this section.\n"
    )
    assert ("onward-limit", "s. 5(3)") in limits(found, "s. 5(2)")
    assert limits(found, "s. 5(1)") == set()


def test_a_limit_in_another_section_is_about_the_subsection_that_it_cites() -> None:
    found = report(
        TWO_FLOWS + "s. 6 Limits\n(1) Section 5(1) does not authorise the disclosure of patient information.\n"
    )
    assert limits(found, "s. 5(1)") == {("carve-out", "s. 6(1)")}
    assert limits(found, "s. 5(2)") == set()


def test_a_mention_of_this_act_in_passing_binds_no_flow_of_other_sections() -> None:
    found = report(
        TWO_FLOWS
        + "s. 7 Catches\n(1) The harbour authority may disclose information about a catch to a fishery board.\n"
        "(2) Information disclosed under subsection (1) must not be disclosed to any other person except for the purposes of "
        "proceedings relating to this Act.\n"
    )
    assert limits(found, "s. 5(1)") == set()
    assert ("onward-limit", "s. 7(2)") in limits(found, "s. 7(1)")


def test_a_limit_on_what_is_done_under_the_act_binds_every_flow() -> None:
    found = report(
        TWO_FLOWS + "s. 6 Limits\n(1) Information disclosed under this Act must not be disclosed to any other person.\n"
    )
    assert ("onward-limit", "s. 6(1)") in limits(found, "s. 5(1)") & limits(found, "s. 5(2)")


def test_a_flow_that_is_subject_to_a_section_has_the_limits_that_stand_there() -> None:
    found = report(
        "s. 5 Sharing of returns\n(1) Subject to section 9, the Board may disclose information about a fishery to the Agency.\n"
        "(2) The Agency may disclose information about a catch to a harbour authority.\n"
        "s. 9 Limits\n(1) The information must not be disclosed to any other person without the consent of the Board.\n"
    )
    assert ("onward-limit", "s. 9(1)") in limits(found, "s. 5(1)")
    assert limits(found, "s. 5(2)") == set()


def test_what_a_limit_lets_through_is_not_limited_by_it() -> None:
    found = report(
        TWO_FLOWS + "s. 6 Notes\n(1) The harbour authority may disclose information about a catch to a fishery board.\n"
        "(2) Information disclosed under subsection (1) must not be passed to another person unless disclosed under section 5.\n"
    )
    assert limits(found, "s. 5(1)") == set()


def test_an_offence_is_about_the_bar_that_it_cites() -> None:
    found = report(
        "s. 5 Secrecy\n(1) An officer must not disclose a return to any person.\n"
        "(2) A harbour master must not disclose information about a catch to any person.\n"
        "(3) A person who contravenes subsection (2) commits an offence.\n"
    )
    assert ("disclosure-offence", "s. 5(3)") in limits(found, "s. 5(2)")
    assert limits(found, "s. 5(1)") == set()


def test_a_safeguard_of_one_subsection_is_not_one_of_another() -> None:
    found = report(
        TWO_FLOWS
        + "(3) Subsection (1) does not authorise a disclosure which contravenes the data protection legislation.\n"
    )
    assert safeguard(found, "s. 5(1)", "data-protection") == {"here"}
    assert safeguard(found, "s. 5(2)", "data-protection") != {"here"}


@pytest.mark.parametrize(("place", "bound"), [("reg. 7(1)", True), ("reg. 7(2)", False)])
def test_a_numbered_paragraph_of_a_regulation_is_bound_like_a_subsection(place: str, bound: bool) -> None:
    found = report(
        "reg. 7 Sharing\n(1) The Board may disclose information about a fishery to the Agency.\n"
        "(2) The Agency may disclose information about a catch to a harbour authority.\n"
        "(3) Paragraph (1) does not authorise the disclosure of patient information.\n"
    )
    assert (("carve-out", "reg. 7(3)") in limits(found, place)) is bound


def conditions(found: Report, place: str) -> list[str]:
    """The labels of the provisions that only cite the flows at a place."""
    by_id = {finding.id: finding for finding in found.findings}
    return [
        found.document.by_xpath[xpath].label
        for flow in found.flows
        if by_id[flow.findings[0]].provision.label == place
        for xpath in flow.conditions
    ]


def test_a_bare_exception_is_a_condition_of_the_flow_that_it_cites() -> None:
    found = report(TWO_FLOWS + "(3) Subsection (1) does not apply where the fishery is closed.\n")
    assert conditions(found, "s. 5(1)") == ["s. 5(3)"]
    assert conditions(found, "s. 5(2)") == []


def test_a_bare_exception_is_a_condition_of_the_bar_that_it_cites() -> None:
    found = report(
        "s. 5 Secrecy\n(1) An officer must not disclose a return to any person.\n"
        "(2) Subsection (1) does not apply where the fishery is closed.\n"
    )
    assert conditions(found, "s. 5(1)") == ["s. 5(2)"]


def test_what_follows_where_a_flow_does_not_apply_is_no_condition_of_it() -> None:
    found = report(TWO_FLOWS + "(3) Where subsection (1) does not apply, the Board must keep a boat.\n")
    assert conditions(found, "s. 5(1)") == []


def test_a_flow_that_is_subject_to_another_subsection_has_it_as_a_condition() -> None:
    found = report(
        "s. 5 Sharing of returns\n(1) Subject to subsection (2), the Board may disclose information about a catch to the Agency.\n"
        "(2) The Board must be satisfied that the fishery is open.\n"
    )
    assert conditions(found, "s. 5(1)") == ["s. 5(2)"]


def test_a_condition_that_is_told_as_a_limit_is_not_told_twice() -> None:
    found = report(TWO_FLOWS + "(3) Subsection (1) does not apply to patient information.\n")
    assert limits(found, "s. 5(1)") == {("carve-out", "s. 5(3)")}
    assert conditions(found, "s. 5(1)") == []


def test_the_conditions_of_a_flow_are_in_the_memo_and_in_json() -> None:
    found = report(TWO_FLOWS + "(3) Subsection (1) does not apply where the fishery is closed.\n")
    assert [flow.get("conditions") for flow in json.loads(to_json(found))["flows"]] == [
        list(found.flows[0].conditions),
        None,
    ]
    assert "Conditions in: s. 5(3)" in to_markdown(found)


@pytest.mark.parametrize(
    "words",
    [
        "Regulations under subsection (1) are subject to annulment.",
        "A person to whom subsection (1) does not apply must keep a boat.",
        "Section 12 of the Boats Act 1990 does not apply to a fishery.",
    ],
)
def test_what_only_mentions_a_flow_is_no_condition_of_it(words: str) -> None:
    assert conditions(report(TWO_FLOWS + f"(3) {words}\n"), "s. 5(1)") == []


def test_a_duty_that_is_named_by_its_subsection_is_switched_off() -> None:
    found = report(
        "s. 5 Returns\n(1) A council must give the Board information about a fishery.\n"
        "(2) The duty in subsection (1) does not apply to a council that has no coast.\n"
    )
    assert conditions(found, "s. 5(1)") == ["s. 5(2)"]


def test_only_the_paragraph_that_says_so_is_subject_to_another_provision() -> None:
    found = report(
        "s. 5 Returns\n(1) The Board may—\n  (a) use information about a catch for a census, or\n"
        "  (b) subject to section 6, disclose information about a fishery to the Agency.\n"
        "s. 6 Boats\n(1) A boat must be dry.\n"
    )
    assert conditions(found, "s. 5(1)(a)") == []
    assert conditions(found, "s. 5(1)(b)") == ["s. 6"]


def test_what_a_bar_lets_through_in_a_list_is_not_what_it_is_about() -> None:
    found = report(
        "s. 4 Tides\n(1) The Board may disclose information about tides to a port.\n"
        "(2) Information disclosed under subsection (1) must not be disclosed to any other person unless—\n"
        "  (a) the Board consents; or\n  (b) it is disclosed under section 5.\n" + TWO_FLOWS
    )
    assert ("onward-limit", "s. 4(2)") in limits(found, "s. 4(1)")
    assert limits(found, "s. 5(1)") == set()
    where = {place for check in found.checks for place in check.where if check.result == "elsewhere"}
    assert not {place for place in where if found.document.by_xpath[place].label.startswith("s. 4(2)")}
