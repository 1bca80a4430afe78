"""What an amendment does under clauses that keep their words: lists, meanings and what stands beside a definition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from impact.changes import act_changes
from impact.detect import Recogniser, recogniser
from impact.report import AmendedAct, DefinitionShift
from impact.rulebase.model import Rulebase
from tests.amending import bill, inserted, kinds, made_rulebase, only, problems, report_on, shift, used

ACT = """\
title: Sample Act 2004
kind: act
s. 1 Sharing
(1) The Board may share records with a listed body.
(2) In this section “listed body” means a body specified in Schedule 1.
s. 2 Other sharing
(1) The Board may share eggs information with any of the persons mentioned in subsection (2).
(2) The persons are—
  (a) a warden;
  (b) a club.
s. 3 Bar
(1) A person to whom this section applies must not share records.
(2) This section applies to a person described in Schedule 2.
s. 4 Words
(1) In this Act “nest records” means records about a nest.
(2) It does not include records about an empty nest.
(3) In this Act “keeper” means a person who keeps ducks.
s. 5 Ducks
A keeper may share nest records with the Board.
s. 6 Geese
A person who keeps geese is to be treated as a keeper.
Schedule 1 Bodies
para. 1
The Trust.
para. 2
The Agency.
Schedule 2 Persons
para. 1
A ranger.
"""

Run = Callable[..., AmendedAct]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Rulebase:
    return made_rulebase(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def compiled(base: Rulebase) -> Recogniser:
    return recogniser(base.rules)


@pytest.fixture
def run(base: Rulebase, compiled: Recogniser) -> Run:
    """What a bill of some subsections does to the Sample Act 2004."""

    def amend(*subsections: str, act: str = ACT) -> AmendedAct:
        amending = report_on(bill(*subsections), base, compiled)
        (found,) = act_changes(amending, [report_on(act, base, compiled)], base, compiled)
        return found

    return amend


def the_list(act: AmendedAct) -> DefinitionShift:
    (found,) = [shift for shift in act.shifts if shift.is_list]
    return found


# --- lists ------------------------------------------------------------------------------------------


def test_a_body_added_to_a_schedule_widens_the_gateway_whose_definition_leads_there(run: Run) -> None:
    found = the_list(run(inserted("In Schedule 1, after paragraph 1 insert—", "para. 1A", "The Zoo.")))
    assert (found.term, found.kind) == ("listed body", "widened")
    assert used(found) == [("gateway", "s. 1(1)", ())]
    assert "The Zoo" in (found.after or "")
    assert "The Zoo" not in (found.before or "")


def test_a_body_taken_off_a_schedule_narrows_it(run: Run) -> None:
    assert the_list(run("In Schedule 1, omit paragraph 2.")).kind == "narrowed"


def test_a_list_that_the_clause_itself_names_has_no_term(run: Run) -> None:
    found = the_list(run("In section 2(2), omit paragraph (b)."))
    assert found.term == ""
    assert used(found) == [("gateway", "s. 2(1)", ())]


def test_the_list_of_those_to_whom_a_section_applies_reaches_its_other_subsections(run: Run) -> None:
    found = the_list(run(inserted("In Schedule 2, after paragraph 1 insert—", "para. 2", "A warden.")))
    assert used(found) == [("prohibition", "s. 3(1)", ())]


def test_a_list_with_other_numbers_only_is_the_same_list(run: Run) -> None:
    assert run("In Schedule 1, paragraph 2 becomes paragraph 3.").shifts == ()


# --- definitions ------------------------------------------------------------------------------------


def test_an_exclusion_that_goes_widens_the_definition_before_it(run: Run) -> None:
    found = shift(run("Omit section 4(2)."), "nest records")
    assert found.kind == "widened"
    assert used(found) == [("gateway", "s. 5", ())]


def test_a_provision_that_treats_others_as_such_belongs_to_the_definition(run: Run) -> None:
    found = shift(run("Omit section 6."), "keeper")
    assert found.kind == "narrowed"
    assert used(found) == [("gateway", "s. 5", ())]


def test_a_definition_says_whether_it_grows(run: Run) -> None:
    assert shift(run("In section 4(3), after “ducks” insert “or swans”."), "keeper").kind == "widened"


def test_what_stands_between_a_term_and_its_meaning_is_part_of_the_meaning(run: Run) -> None:
    act = ACT.replace("“keeper” means", "“keeper”, in relation to a pond, means")
    found = shift(run("In section 4(3), for “pond” substitute “lake”.", act=act), "keeper")
    assert "lake" in (found.after or "")


def test_a_term_in_small_letters_is_not_used_by_a_name(run: Run) -> None:
    act = ACT.replace(
        "A keeper may share nest records with the Board", "The Keepers' Union may share nest records with a club"
    )
    assert shift(run("In section 4(3), omit “who keeps ducks”.", act=act), "keeper").uses == ()


def test_a_term_that_its_clause_gives_up_is_no_longer_used_by_it(run: Run) -> None:
    act = run("Omit section 4(3).", "In section 5, for “keeper” substitute “warden”.")
    assert shift(act, "keeper").uses == ()


def test_a_definition_that_shifts_is_not_told_as_a_changed_clause_too(run: Run) -> None:
    assert kinds(run("In section 4(3), after “ducks” insert “or swans”.")) == []


# --- clauses ----------------------------------------------------------------------------------------


def test_a_power_that_is_given_another_purpose_is_wider(run: Run) -> None:
    act = ACT.replace("with a listed body.", "with a listed body for the purposes of—\n  (a) study, or\n  (b) care.")
    amended = run(inserted("In section 1(1), after paragraph (a) insert—", "(aa) art,"), act=act)
    assert kinds(amended) == [("widened", "gateway")]


def test_a_reference_that_is_added_changes_the_clause(run: Run) -> None:
    act = ACT.replace("must not share records.", "must not share records that fall under section 1.")
    assert kinds(run("In section 3(1), for “section 1” substitute “section 1 or 2”.", act=act)) != []


def test_a_section_that_is_renumbered_moves_and_is_neither_lost_nor_gained(run: Run) -> None:
    act = run("Section 5 is renumbered as section 4A.")
    assert kinds(act) == [("moved", "gateway")]
    (flow,) = only(act).flows
    assert flow.new is not None
    assert flow.new.provision.label == "s. 4A"


def test_a_later_amendment_finds_a_provision_by_its_new_number(run: Run) -> None:
    act = run("Section 5 is renumbered as section 4A.", "In section 4A, omit “nest”.")
    assert problems(act) == [None, None]


def test_text_that_becomes_a_subsection_makes_room_for_another(run: Run) -> None:
    act = run(
        inserted(
            "In section 5, the existing text becomes subsection (1), and after that subsection insert—",
            "(2) Ducks count.",
        )
    )
    assert (only(act).after or "").endswith("with the Board. (2) Ducks count.")


def test_each_clause_names_the_amendments_that_touch_it(run: Run) -> None:
    act = run("In section 2(1), omit “eggs”.", "In section 2(2), omit paragraph (b).")
    (flow,) = only(act).flows
    assert [amendment.label for amendment in flow.amendments] == ["s. 1(2)"]


def test_words_that_change_throughout_the_act_change_in_every_section(run: Run) -> None:
    act = run("For “records”, wherever it occurs in the Act, substitute “papers”.")
    assert {change.label for change in act.changes} == {"s. 1", "s. 3", "s. 4", "s. 5"}


def test_a_paragraph_of_a_definition_is_replaced_in_that_definition(run: Run) -> None:
    act = ACT.replace(
        "“keeper” means a person who keeps ducks.", "“keeper” means—\n  (a) a person who keeps ducks, or\n  (b) a club."
    )
    lead = "In section 4(3), in the definition of “keeper”, for paragraph (b) substitute—"
    assert "(b) a zoo." in (only(run(inserted(lead, "(b) a zoo."), act=act)).after or "")


def test_words_that_take_the_place_of_a_comma_do_not_stick_to_the_word_before(run: Run) -> None:
    act = ACT.replace("about a nest.", "about a nest, an egg or a chick.")
    change = only(run("In section 4(1), for “, an egg or a chick” substitute “or an egg”.", act=act))
    assert "about a nest or an egg." in (change.after or "")


@pytest.mark.parametrize(
    ("instruction", "act"),
    [
        (
            "In section 4(3), for “geese” substitute “(3)”.",
            ACT.replace("keeps ducks.", "keeps ducks under subsection (3)."),
        ),
        ("Omit section 6.", ACT.replace("A person who keeps geese is to be treated as a keeper.", ". . . .")),
    ],
)
def test_what_the_act_says_already_was_made_already_and_has_not_failed(run: Run, instruction: str, act: str) -> None:
    found = run(instruction, act=act)
    assert (len(found.made), len(found.failed)) == (1, 0)


def test_an_act_in_which_nothing_could_be_applied_is_not_checked(run: Run) -> None:
    from impact.memo.changes import result

    assert result(run("In section 50, omit subsection (2).")).startswith("Not checked")


def test_a_modification_is_said_to_leave_the_text_as_it_is(run: Run) -> None:
    from impact.memo.changes import result

    said = result(run("Section 5 has effect as if for “keeper” there were substituted “warden”."))
    assert "1 modification leaves the text as it is" in said
