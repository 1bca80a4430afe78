"""What fills a slot in a memo: each meaning once in full, one line for a list, no “that is: means”; flows that name nobody."""

from __future__ import annotations

from impact.memo.content import Cell, Diagram, text_of
from impact.memo.flows import diagram
from impact.memo.front import each_once
from impact.memo.meanings import slot_cell
from impact.pipeline import report_on
from impact.report import Finding, Resolved, Slot
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load

LONG = "the master, the mate, every pilot licensed by the Board and anybody else who steers or has steered a boat in the harbour"
CLAUSE = """s. 1 Boats
(1) A pilot may supply berth information to the Trust.
(2) A pilot must not disclose berth information to a council.
"""
REPORT = report_on(clause_document(CLAUSE), load())
FIRST, SECOND = REPORT.findings[:2]


def lines(made: Cell) -> list[str]:
    return [text_of(line) for line in made]


def slot(*meanings: Resolved) -> Slot:
    return Slot("crew", ("crew",), "resolved", meanings)


def test_a_meaning_is_told_without_the_verb_that_gives_it() -> None:
    assert lines(slot_cell(slot(Resolved("means whoever sails", "s. 2", "")))) == [
        "crew",
        "that is: whoever sails (s. 2)",
    ]


def test_the_entries_of_a_list_stand_on_one_line() -> None:
    entries = (
        Resolved(f"({letter}) a {name};", f"s. 2({letter})", "listed in subsection (2)")
        for letter, name in ("am", "bp")
    )
    assert lines(slot_cell(slot(*entries))) == [
        "crew",
        "that is: (a) a m; (b) a p (s. 2(a) to s. 2(b), listed in subsection (2))",
    ]


def test_a_long_meaning_is_told_in_full_once() -> None:
    told: dict[tuple[str, str], Finding] = {}
    first = lines(slot_cell(slot(Resolved(LONG, "s. 9", "")), FIRST, told))
    again = lines(slot_cell(slot(Resolved(LONG, "s. 9", "")), SECOND, told))
    assert LONG in first[1]
    assert (
        again[1]
        == "that is: the master, the mate, every pilot licensed by the Board and […] (s. 9; in full at s. 1(1))"
    )


def test_a_meaning_that_another_slot_of_the_clause_tells_is_not_told_again() -> None:
    told: dict[tuple[str, str], Finding] = {}
    slot_cell(slot(Resolved("whoever sails", "s. 9", "")), FIRST, told)
    assert lines(slot_cell(slot(Resolved("whoever sails", "s. 9", "")), FIRST, told)) == ["crew"]


def test_a_term_that_labels_its_own_place_is_named_once() -> None:
    meaning = Resolved("whoever sails", "s. 9 “crew”", "“crew” is defined in s. 9 “crew”")
    assert lines(slot_cell(slot(meaning)))[1] == "that is: whoever sails (“crew” is defined in s. 9)"


def test_a_provision_is_linked_once_however_many_findings_it_holds() -> None:
    assert text_of(each_once((FIRST, FIRST, SECOND))) == "s. 1(1), s. 1(2)"


def test_an_arrow_says_that_nobody_is_named() -> None:
    report = report_on(clause_document("s. 1\nInformation may be disclosed for the purposes of a census."), load())
    (drawn,) = (block for block in diagram(report) if isinstance(block, Diagram))
    assert [(arrow.giver, arrow.force, arrow.recipient) for arrow in drawn.arrows] == [
        ("somebody not named", "may", "somebody not named")
    ]


def test_whoever_may_be_required_to_give_must_if_asked() -> None:
    report = report_on(
        clause_document("s. 1\nThe Board may require a pilot to supply berth information to it."), load()
    )
    (drawn,) = (block for block in diagram(report) if isinstance(block, Diagram))
    assert [(arrow.giver, arrow.force) for arrow in drawn.arrows] == [("a pilot", "must, if asked")]
