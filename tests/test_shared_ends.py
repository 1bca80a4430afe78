"""Two phrases with one end are told each in full, and a message names whoever a slot turns out to name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from impact.pipeline import report_on
from impact.report import Finding, Report
from impact.resolve.shared_ends import in_full
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.message import retold

BASE = load()


@pytest.fixture(scope="module")
def read() -> Callable[[str], Report]:
    def reported(clause: str) -> Report:
        return report_on(clause_document(clause), BASE)

    return reported


def of(effect: str, report: Report) -> Finding:
    return next(finding for finding in report.findings if finding.effect == effect)


def test_what_two_phrases_share_is_told_with_both() -> None:
    assert list(in_full("or to a person working for, the Board")) == ["the Board", "a person working for the Board"]


def test_a_list_with_commas_is_no_shared_end() -> None:
    assert list(in_full("the Board, the Trust or a pilot")) == ["the Board, the Trust or a pilot"]


def test_both_recipients_with_one_end_are_recipients(read: Callable[[str], Report]) -> None:
    clause = "s. 1\n(1) Berth information may be supplied to, or to a person working for, the Mooring Agency for use in a census."
    assert of("gateway", read(clause)).slots["to"].items == (
        "the Mooring Agency",
        "a person working for the Mooring Agency",
    )


def test_a_message_begins_with_neither_half_of_a_joint(read: Callable[[str], Report]) -> None:
    clause = "s. 1\n(1) The Board may require a port authority to supply information to, or to a person working for, the Trust."
    assert of("information-power", read(clause)).message == (
        "The Trust or a person working for the Trust may require information from a port authority"
    )


def test_an_authority_of_such_a_kind_is_not_cut_short(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) Information may be supplied to—\n  (a) an authority running a port; or\n"
        "  (b) a person authorised to exercise any function of such an authority relating to such a port,\nfor use in a census."
    )
    assert of("gateway", read(clause)).slots["to"].items[-1].endswith("relating to such a port")


def test_a_message_names_all_the_recipients_that_two_rules_read(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) Information may be supplied to—\n  (a) an authority running a port; or\n"
        "  (b) a person authorised to exercise any function of such an authority relating to such a port,\nfor use in a census."
    )
    assert "to an authority running a port or a person authorised" in of("gateway", read(clause)).message


def test_a_subsection_keeps_its_number_in_what_a_pronoun_stands_for(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) Where information supplied under subsection (2) above has been used to mend a chart, it may be—\n"
        "  (a) supplied to any person who keeps the chart, or\n  (b) used for any purpose for which the chart could be used."
    )
    assert of("gateway", read(clause)).slots["info"].text == "information supplied under subsection (2) above"


def test_words_that_were_repealed_between_two_modals_are_no_part_of_the_information(
    read: Callable[[str], Report],
) -> None:
    clause = "s. 1\n(1) Berth information may, and ... must if an officer so requires, be supplied to the Trust."
    assert of("disclosure-duty", read(clause)).slots["info"].text == "Berth information"


def test_the_purpose_of_an_exception_is_not_that_of_the_bar(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) Information supplied under section 3 shall not be disclosed by the recipient to any other person unless—\n"
        "  (a) it is supplied for the purposes of criminal proceedings, or\n  (b) the Board consents."
    )
    assert of("prohibition", read(clause)).slots["purpose"].state == "open"


def test_a_condition_ends_before_what_joins_it_to_the_next(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) Information supplied under section 3 shall not be disclosed to any other person unless—\n"
        "  (a) a court so orders, or\n  (b) the Board consents."
    )
    assert of("prohibition", read(clause)).slots["conditions"].items[0].endswith("so orders")


def test_an_open_slot_is_told_by_whoever_fills_it_later() -> None:
    told = retold(
        "A person not named here may give berths to a recipient not named here", "from", "", "The Harbour Board"
    )
    assert told == "The Harbour Board may give berths to a recipient not named here"


def test_a_message_names_whoever_holds_the_information(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) This section applies to information held by the Trust.\n"
        "(2) Information to which this section applies may be disclosed to the police."
    )
    assert of("gateway", read(clause)).message.startswith("The Trust may give information")


def test_or_to_parts_two_recipients_behind_a_comma(read: Callable[[str], Report]) -> None:
    clause = "s. 1\n(1) The Board may disclose berth information to a council, or to a person working for one."
    assert of("gateway", read(clause)).slots["to"].items == ("a council", "a person working for one")


def test_and_to_parts_two_recipients(read: Callable[[str], Report]) -> None:
    clause = "s. 1\n(1) The Board must disclose berth information to the owner of the boat and to any creditor."
    assert of("disclosure-duty", read(clause)).slots["to"].items == ("the owner of the boat", "any creditor")


def test_a_second_act_is_no_part_of_the_recipient(read: Callable[[str], Report]) -> None:
    clause = (
        "s. 1\n(1) The Board must send a copy of the notice to the Keeper and direct the Keeper to strike the boat off."
    )
    found = next(finding for finding in read(clause).findings if finding.slots["to"].items)
    assert found.slots["to"].items == ("the Keeper",)
