"""Information that is described elsewhere, and whoever holds it."""

from __future__ import annotations

import pytest

from impact.pipeline import report_on
from impact.report import Report, Slot
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load

BASE = load()


@pytest.fixture(scope="module")
def read():  # noqa: ANN201 — a function of a clause
    def reported(clause: str) -> Report:
        return report_on(clause_document(clause), BASE)

    return reported


def gateway(report: Report) -> dict[str, Slot]:
    return dict(next(finding for finding in report.findings if finding.effect == "gateway").slots)


HELD = """s. 1 Boats
(1) This subsection applies to information which is held for the purposes of a census—
  (a) by the Harbour Board, or
  (b) by a person working for the Board.
(2) Information to which subsection (1) applies may be supplied to a local authority.
"""


def test_what_a_subsection_applies_to_is_the_information(read) -> None:  # noqa: ANN001
    (meaning,) = gateway(read(HELD))["info"].resolved
    assert meaning.text.startswith("information which is held for the purposes of a census")
    assert meaning.where == "s. 1(1)"


def test_whoever_holds_it_gives_it(read) -> None:  # noqa: ANN001
    giver = gateway(read(HELD))["from"]
    assert (giver.text, giver.state) == ("", "resolved")
    assert [holder.text for holder in giver.resolved] == ["the Harbour Board", "a person working for the Board"]


def test_the_flow_is_from_whoever_holds_it(read) -> None:  # noqa: ANN001
    (flow,) = read(HELD).flows
    assert flow.sender == ("the Harbour Board", "a person working for the Board")


def test_a_section_says_in_one_of_its_subsections_what_it_applies_to(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) This section applies to information held by the Trust.\n"
        "(2) Information to which this section applies may be disclosed to the police."
    )
    assert [holder.text for holder in gateway(read(clause))["from"].resolved] == ["the Trust"]


def test_a_definition_says_who_holds_it(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) Berth information may be disclosed to a council.\n"
        "(2) In this section “berth information” means information held by the Harbour Board for the purposes of this Act."
    )
    assert [holder.text for holder in gateway(read(clause))["from"].resolved] == ["the Harbour Board"]


def test_when_a_subsection_applies_is_not_what_it_applies_to(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) This subsection applies where a boat sinks.\n"
        "(2) Information to which subsection (1) applies may be supplied to a council."
    )
    slots = gateway(read(clause))
    assert slots["info"].resolved == ()
    assert slots["from"].state == "open"


def test_a_giver_who_is_named_stays(read) -> None:  # noqa: ANN001
    giver = gateway(
        read(
            HELD.replace(
                "Information to which subsection (1) applies may be supplied to a local authority",
                "The Agency may supply information to which subsection (1) applies to a local authority",
            )
        )
    )["from"]
    assert (giver.text, giver.state) == ("The Agency", "stated")


def test_two_holders_with_one_end_both_give(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) This section applies to information which is held by, or by a person working for, the Harbour Board and which "
        "relates to boats.\n(2) Information to which this section applies may be disclosed to the police."
    )
    assert [holder.text for holder in gateway(read(clause))["from"].resolved] == [
        "the Harbour Board",
        "a person working for the Harbour Board",
    ]


def test_holders_in_paragraphs_of_one_description_all_give(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) This section applies to information which is held by—\n  (a) a port authority, or\n  (b) an agent of a pilot.\n"
        "(2) Information to which this section applies may be disclosed to the police."
    )
    assert [holder.text for holder in gateway(read(clause))["from"].resolved] == [
        "a port authority",
        "an agent of a pilot",
    ]


def test_whoever_holds_what_an_officer_demands_gives_it_in_the_flow_too(read) -> None:  # noqa: ANN001
    clause = (
        "s. 1\n(1) This section applies to information held by the Trust.\n"
        "(2) Information to which this section applies must, if an officer so requires, be supplied to the Board."
    )
    assert [flow.sender for flow in read(clause).flows] == [("the Trust",)]
