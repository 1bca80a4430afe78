"""What a bill does to the flows of the Acts that it amends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from impact.changes import act_changes, with_acts
from impact.cli import cli
from impact.detect import Recogniser, recogniser
from impact.document import Document, Provision
from impact.errors import ImpactError
from impact.memo import build
from impact.memo.changes import difference, result
from impact.memo.content import Paragraph, Table, text_of
from impact.memo.words import effect_name
from impact.render import changes as shown
from impact.render import json as report_json
from impact.render.markdown import markdown
from impact.report import PROBLEMS, AmendedAct, Report
from impact.rulebase.model import Rulebase
from tests.amending import bill, inserted, kinds, made_rulebase, only, problems, report_on, shift, used
from tests.provisions import document, unit

HERONS = """\
title: Sample Act 2004
kind: act
s. 3 Sharing
(1) The Board may share records with a council, for the purposes of an inquiry.
(2) The Board may publish a plan of the heronry and a plan of the lake.
s. 4 Bar
(1) A council must not share records with any person.
s. 5 Other recipients
The Board may supply data to—
  (a) the Agency, or
  (b) a school.
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Rulebase:
    return made_rulebase(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def compiled(base: Rulebase) -> Recogniser:
    return recogniser(base.rules)


Read = Callable[[str | Document], Report]
Run = Callable[..., AmendedAct]


@pytest.fixture
def read(base: Rulebase, compiled: Recogniser) -> Read:
    """A report on a clause, or on a document made by hand."""

    return lambda source: report_on(source, base, compiled)


@pytest.fixture
def run(read: Read, base: Rulebase, compiled: Recogniser) -> Run:
    """What a bill does to an Act; further Acts are at hand too."""

    def amend(bill: str, act: str = HERONS, *others: str) -> AmendedAct:
        (found,) = act_changes(read(bill), [read(act), *map(read, others)], base, compiled)
        return found

    return amend


RunOn = Callable[..., AmendedAct]


@pytest.fixture
def run_on(read: Read, base: Rulebase, compiled: Recogniser) -> RunOn:
    """What a bill does to the Sample Act 2004 if it has these provisions."""

    def amend(amending: str, *tops: Provision) -> AmendedAct:
        act = document(*tops, title="Sample Act 2004", kind="act")
        (found,) = act_changes(read(amending), [read(act)], base, compiled)
        return found

    return amend


# --- what becomes of a text -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruction", "before", "after"),
    [
        ("for “heronry” substitute “rookery”", "a plan of the heronry and", "a plan of the rookery and"),
        ("after “heronry” insert “, the reeds”", "the heronry and", "the heronry, the reeds and"),
        ("before “heronry” insert “old”", "of the heronry", "of the old heronry"),
        ("omit “and a plan of the lake”", "of the heronry and a plan of the lake.", "of the heronry."),
        (
            "for “plan”, in each place it occurs, substitute “map”",
            "a plan of the heronry",
            "a map of the heronry and a map",
        ),
        (
            "for “plan” (in the second place it occurs) substitute “map”",
            "plan of the lake",
            "the heronry and a map of the lake",
        ),
        (
            "for the words from “publish” to “heronry” substitute “draw”",
            "publish a plan of the heronry",
            "may draw and a plan",
        ),
        ("for the words from “and” to the end substitute “only”", "and a plan of the lake.", "of the heronry only."),
        ("for the words after “publish” substitute “nothing”", "a plan of the heronry", "may publish nothing."),
        ("omit the words from the beginning to “publish”", "The Board may publish", "(2) a plan of the heronry"),
        ("at the end insert “, but not of the reeds”", "of the lake.", "of the lake, but not of the reeds."),
        ("at the beginning insert “From time to time,”", "(2) The Board", "(2) From time to time, The Board"),
        ("the words “and a plan of the lake” are repealed", "and a plan of the lake", "of the heronry."),
    ],
)
def test_an_instruction_about_words_changes_the_text(run: Run, instruction: str, before: str, after: str) -> None:
    change = only(run(bill(f"In section 3(2), {instruction}.")))
    assert before in (change.before or "")
    assert after in (change.after or "")
    assert change.amendments[0].problem is None


@pytest.mark.parametrize(
    ("instruction", "after"),
    [
        (
            inserted("In section 5, after paragraph (a) insert—", "(aa) a library,"),
            "(a) the Agency, (aa) a library, or (b) a school.",
        ),
        (
            inserted("In section 5, for paragraph (b) substitute—", "(b) a library."),
            "(a) the Agency, or (b) a library.",
        ),
        ("In section 5, omit paragraph (b) and the “or” before it.", "(a) the Agency,"),
        ("In section 5, omit the “or” at the end of paragraph (a).", "(a) the Agency, (b) a school."),
        (inserted("At the end of section 5 insert—", "(c) a library."), "(b) a school. (c) a library."),
    ],
)
def test_an_instruction_about_a_paragraph_changes_the_list(run: Run, instruction: str, after: str) -> None:
    change = only(run(bill(instruction)))
    assert (change.after or "").endswith(after)
    assert change.amendments[0].problem is None


def test_words_are_found_whole(run: Run) -> None:
    assert problems(run(bill("In section 3(2), for “heron” substitute “duck”."))) == ["no-words"]


def test_straight_and_curly_apostrophes_are_the_same_words(run: Run) -> None:
    act = HERONS.replace("a plan of the lake", "the lake's plan")
    change = only(run(bill("In section 3(2), omit “and the lake’s plan”."), act))
    assert "lake" not in (change.after or "")


def test_new_words_with_a_list_of_their_own_become_its_paragraphs(run: Run) -> None:
    lead = "In section 3(2), for “a plan of the heronry and a plan of the lake” substitute “a plan of—"
    change = only(run(bill(inserted(lead, "(a) the heronry, and", "(b) the lake"))))
    assert (change.after or "").endswith("publish a plan of— (a) the heronry, and (b) the lake.")


def test_a_provision_is_found_by_its_number_and_not_by_the_ids_of_the_file(run: Run, read: Read) -> None:
    act = read(HERONS)
    assert all(provision.id is None for provision in act.document.walk())
    assert only(run(bill("In section 4(1), omit “any”."))).label == "s. 4"


@pytest.mark.parametrize(("printed", "cited"), [("IIA", "2A"), ("2A", "IIA"), ("XIV", "14")])
def test_a_schedule_is_found_whether_its_number_is_roman_or_not(run_on: RunOn, printed: str, cited: str) -> None:
    schedule = unit("schedule", f"Schedule {printed}", "", unit("paragraph", "1", "A plan of the heronry."))
    act = run_on(bill(f"In Schedule {cited}, in paragraph 1, for “heronry” substitute “rookery”."), schedule)
    assert (only(act).after or "").endswith("A plan of the rookery.")


def _terms() -> Provision:
    kinds = (("bird", "a heron, and", "a duck;"), ("fish", "a trout, and", "an eel."))
    terms = [
        unit("definition", "", f"“{term}” means—", unit("paragraph", "(a)", one), unit("paragraph", "(b)", other))
        for term, one, other in kinds
    ]
    return unit("section", "3", "In this Act—", *terms)


def test_a_paragraph_of_one_definition_is_not_taken_for_that_of_another(run_on: RunOn) -> None:
    lead = "In section 3, in the definition of “fish”—\n  (a) the word “and” immediately following paragraph (a) is repealed."
    act = run_on(bill(lead), _terms())
    assert (only(act).after or "").endswith("(a) a heron, and (b) a duck; “fish” means— (a) a trout, (b) an eel.")


def test_words_in_a_definition_are_never_taken_for_the_definition(run_on: RunOn) -> None:
    act = run_on(
        bill("In section 3, in the definition of “fish”, the word “and” following paragraph (a) is repealed."), _terms()
    )
    assert (only(act).after or only(act).before or "").endswith("(b) an eel.")


def test_amendments_of_one_section_are_one_change(run: Run) -> None:
    act = run(bill("In section 3(1), omit “records”.", "In section 3(2), omit “and a plan of the lake”."))
    assert len(only(act).amendments) == 2


def test_an_amendment_of_what_another_has_inserted_is_applied(run: Run) -> None:
    first = inserted("In section 5, after paragraph (a) insert—", "(aa) a library,")
    act = run(bill(first, "In section 5, in paragraph (aa), for “library” substitute “museum”."))
    assert "(aa) a museum," in (only(act).after or "")


def test_a_deep_list_is_amended_without_recursion(read: Read, base: Rulebase, compiled: Recogniser) -> None:
    level: Provision = unit("paragraph", "(a)", "a heron.")
    for _ in range(300):
        level = unit("paragraph", "(a)", "birds—", level)
    deep = document(unit("section", "3", "The Board must count—", level), title="Sample Act 2004", kind="act")
    amending = read(bill("In section 3, for “heron” substitute “duck”."))
    act = read(deep)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        (found,) = act_changes(amending, [act], base, compiled)
    finally:
        sys.setrecursionlimit(limit)
    assert (only(found).after or "").endswith("a duck.")


# --- what could not be applied ----------------------------------------------------------------------


def test_words_that_are_not_there_leave_the_text_unknown(run: Run) -> None:
    change = only(run(bill("In section 3(2), for “swannery” substitute “rookery”.")))
    assert change.after is None
    assert change.uncertain


@pytest.mark.parametrize(
    ("instruction", "problem"),
    [
        ("In section 3(2), for “swannery” substitute “rookery”.", "no-words"),
        ("In section 30(2), for “heronry” substitute “rookery”.", "no-provision"),
        ("In section 3(2), for “plan” substitute “map”.", "several"),
        ("In section 3(2), for “swannery” substitute “heronry”.", "no-words"),
        ("In section 3(2), for “swans” substitute “a plan of the lake”.", "already"),
        (inserted("In section 3, after subsection (1) insert—", "(2) The Board must meet."), "already"),
        ("Section 3(2) has effect as if for “heronry” there were substituted “rookery”.", "not-textual"),
        ("For section 3 substitute the section set out in the Schedule.", "no-text"),
        ("In section 5, for the words from “the Agency” to “a school” substitute “a zoo”.", "spread"),
    ],
)
def test_what_cannot_be_applied_has_a_reason(run: Run, instruction: str, problem: str) -> None:
    assert problems(run(bill(instruction))) == [problem]
    assert problem in PROBLEMS


def test_an_amendment_of_a_provision_that_is_not_there_is_listed_with_its_place(run: Run) -> None:
    change = only(run(bill("In section 30(2), for “heronry” substitute “rookery”.")))
    assert (change.provision, change.before, change.after) == ("sec_30", None, None)


def test_what_could_be_applied_of_a_provision_is_shown_as_uncertain(run: Run) -> None:
    act = run(bill("In section 3(2), omit “swannery”.", "In section 3(2), for “heronry” substitute “rookery”."))
    assert "rookery" in (only(act).after or "")
    assert only(act).uncertain
    assert act.applied == 1


def test_a_modification_leaves_the_text_as_it_is(run: Run) -> None:
    change = only(run(bill("Section 3(2) has effect as if for “heronry” there were substituted “rookery”.")))
    assert change.after == change.before
    assert not change.uncertain


# --- what it does to flows --------------------------------------------------------------------------


def test_a_further_recipient_widens_the_gateway(run: Run) -> None:
    act = run(bill(inserted("In section 5, after paragraph (a) insert—", "(aa) a library,")))
    assert kinds(act) == [("widened", "gateway")]
    assert "library" in " ".join(only(act).flows[0].notes)


def test_a_recipient_who_is_left_out_narrows_it(run: Run) -> None:
    assert kinds(run(bill("In section 5, omit paragraph (b) and the “or” before it."))) == [("narrowed", "gateway")]


def test_a_change_to_a_clause_shows_its_words_before_and_after(run: Run) -> None:
    (flow,) = only(run(bill("In section 3(1), for “an inquiry” substitute “a survey”."))).flows
    assert flow.before.endswith("for the purposes of an inquiry.")
    assert flow.after.endswith("for the purposes of a survey.")


def test_the_repeal_of_a_gateway_is_a_loss(run: Run) -> None:
    act = run(bill("Omit section 5."))
    assert kinds(act) == [("lost", "gateway")]
    assert (only(act).label, only(act).after) == ("s. 5", "")
    assert only(act).flows[0].after == ""


def test_the_repeal_of_a_bar_is_a_loss(run: Run) -> None:
    assert kinds(run(bill("Omit section 4 and the italic heading before it."))) == [("lost", "prohibition")]


def test_a_new_section_with_a_gateway_is_a_gain(run: Run) -> None:
    act = run(bill(inserted("After section 5 insert—", "s. 5A Schools", "A school may share records with the Board.")))
    assert kinds(act) == [("gained", "gateway")]
    assert (only(act).provision, only(act).label, only(act).before) == ("sec_5A", "s. 5A", "")


def test_a_new_offence_in_an_old_section_is_a_gain_there(run: Run) -> None:
    text = "(2) A person commits an offence by disclosing records."
    act = run(bill(inserted("At the end of section 4 insert—", text)))
    assert kinds(act) == [("gained", "disclosure-offence")]
    assert only(act).findings_after[-1].provision.label == "s. 4(2)"


def test_a_section_that_is_replaced_is_compared_with_the_one_before(run: Run) -> None:
    lines = ("s. 4 Bar", "(1) A council must not share records with any person or body.")
    assert kinds(run(bill(inserted("For section 4 substitute—", *lines)))) == [("widened", "prohibition")]


def test_a_power_that_becomes_a_bar_is_lost_and_a_bar_gained(run: Run) -> None:
    act = run(bill("In section 3(1), for “may” substitute “must not”."))
    assert sorted(kinds(act)) == [("gained", "prohibition"), ("lost", "gateway")]


def test_a_clause_far_longer_than_before_is_still_the_same_clause(run: Run) -> None:
    more = [f"({letter}) a body of kind {letter} that keeps birds of that kind," for letter in "cdefghjk"]
    assert kinds(run(bill(inserted("At the end of section 5 insert—", *more)))) == [("widened", "gateway")]


def test_an_amendment_that_touches_no_flow_changes_none(run: Run) -> None:
    act = run(bill("In section 3(2), for “heronry” substitute “rookery”."))
    assert kinds(act) == []
    assert [finding.provision.label for finding in only(act).findings_before] == ["s. 3(1)"]


def test_the_repeal_of_an_act_loses_all_its_flows(run: Run) -> None:
    act = run("title: Herons Bill\nkind: bill\ns. 1 The Sample Act 2004 is repealed.")
    assert sorted(kinds(act)) == [("lost", "gateway"), ("lost", "gateway"), ("lost", "prohibition")]
    assert only(act).label == "the whole Act"


def test_a_heading_alone_changes_no_provision_of_a_part(run: Run) -> None:
    act = run(
        bill("In the heading of Part 1, for “Birds” substitute “Herons”."),
        HERONS.replace("s. 3 Sharing", "Part 1 Birds\ns. 3 Sharing"),
    )
    assert problems(act) == [None]
    assert kinds(act) == []


# --- definitions that shift -------------------------------------------------------------------------

TERMS = """\
title: Sample Act 2004
kind: act
Part 1 Lake
s. 1 Sharing
(1) The Board may share bird records with a council.
(2) The Board may share data about fish with a council.
s. 2 Bar
A council must not share bird records with a relevant body.
s. 3 Words
In this Part—
  “bird” means a heron or a duck;
  “bird records” means records about any bird on the lake;
  “relevant body” means a club.
Part 2 Shore
s. 4 Shore
The Board may share records about a bird with a relevant body.
"""


def test_a_definition_that_shifts_names_every_finding_that_uses_the_term(run: Run) -> None:
    act = run(bill("In section 3, in the definition of “relevant body”, for “club” substitute “society”."), TERMS)
    found = shift(act, "relevant body")
    assert used(found) == [("prohibition", "s. 2", ())]
    assert (found.before, found.after) == ("means a club", "means a society")
    assert [amendment.label for amendment in found.amendments] == ["s. 1(2)"]


def test_a_shift_is_followed_through_definitions_that_use_the_term(run: Run) -> None:
    act = run(bill("In section 3, in the definition of “bird”, for “a heron or a duck” substitute “a heron”."), TERMS)
    assert used(shift(act, "bird")) == [
        ("gateway", "s. 1(1)", ("bird records",)),
        ("prohibition", "s. 2", ("bird records",)),
    ]


def test_a_shift_reaches_no_further_than_its_definition(run: Run) -> None:
    act = run(bill("In section 3, in the definition of “bird”, omit “or a duck”."), TERMS)
    assert "s. 4" not in {use.finding.provision.label for use in shift(act, "bird").uses}


def test_a_term_inside_a_longer_term_is_not_a_use_of_it(run: Run) -> None:
    act = run(bill("In section 3, in the definition of “bird”, omit “or a duck”."), TERMS)
    assert all(use.through for use in shift(act, "bird").uses)


def test_a_definition_that_is_left_out_shifts_to_no_meaning(run: Run) -> None:
    found = shift(run(bill("In section 3, omit the definition of “relevant body”."), TERMS), "relevant body")
    assert found.after is None
    assert used(found) == [("prohibition", "s. 2", ())]


def test_a_new_definition_of_a_word_in_use_is_a_shift(run: Run) -> None:
    text = "“council” means a county council;"
    act = run(bill(inserted("In section 3, at the appropriate place insert—", text)), TERMS)
    found = shift(act, "council")
    assert found.before is None
    assert [label for _, label, _ in used(found)] == ["s. 1(1)", "s. 1(2)", "s. 2"]


def test_a_definition_that_is_replaced_by_the_same_words_is_no_shift(run: Run) -> None:
    act = run(
        bill(
            inserted("In section 3, for the definition of “relevant body” substitute—", "“relevant body” means a club.")
        ),
        TERMS,
    )
    assert problems(act) == [None]
    assert act.shifts == ()


def test_an_amendment_outside_definitions_shifts_none(run: Run) -> None:
    assert run(bill("In section 2, omit “relevant”."), TERMS).shifts == ()


CARE = """\
title: Public Audit (Comparison) Act 2004
kind: act
s. 1 Results of a comparison
(1) The Auditor may share records with a council for the purposes of preventing fraud.
(2) This section does not authorise the disclosure of patient data except to a health body.
s. 2 Words
In this Act—
  “health body” means a body that arranges the treatment of illness;
  “care purposes” means the purposes of preventing, finding or treating illness;
  “patient data” means data about an individual that is held for care purposes.
"""
CARE_BILL = """\
title: Treatment and Care Bill
kind: bill
s. 8 Public audit
In section 2 of the Public Audit (Comparison) Act 2004, in the definition of “care purposes”, at the end insert “, and of \
helping adults in their daily lives under arrangements made by a council”.
"""


def test_a_definition_that_turns_care_data_of_councils_into_patient_data_hits_the_carve_out(run: Run) -> None:
    act = run(CARE_BILL, CARE)
    assert kinds(act) == []
    found = shift(act, "care purposes")
    assert used(found) == [("carve-out", "s. 1(2)", ("patient data",))]
    assert "helping adults" in (found.after or "")
    assert "helping adults" not in (found.before or "")


def test_the_same_is_found_where_the_audit_act_borrows_the_term_from_the_health_act(run: Run) -> None:
    health = "title: Treatment Act 2006\nkind: act\ns. 9 Words\nIn this Act “care purposes” means the purposes of treating illness."
    audit = CARE.replace(
        "“care purposes” means the purposes of preventing, finding or treating illness;",
        "“care purposes” has the meaning given by section 9 of the Treatment Act 2006;",
    )
    amending = CARE_BILL.replace(
        "section 2 of the Public Audit (Comparison) Act 2004", "section 9 of the Treatment Act 2006"
    )
    (use,) = shift(run(amending, health, audit), "care purposes").uses
    assert (use.finding.effect, use.finding.provision.label) == ("carve-out", "s. 1(2)")
    assert use.act == "Public Audit (Comparison) Act 2004"
    assert use.through == ("care purposes", "patient data")


# --- which Act --------------------------------------------------------------------------------------


def test_an_act_is_known_by_its_short_title(run: Run) -> None:
    act = HERONS.replace("title: Sample Act 2004", "title: A working copy")
    act += "s. 9 Title\nThis Act may be cited as the Sample Act 2004.\n"
    assert run(bill("Omit section 5."), act).title == "Sample Act 2004"


def test_an_act_that_the_bill_does_not_amend_is_refused_with_the_nearest_name(
    read: Read, base: Rulebase, compiled: Recogniser
) -> None:
    other = read(HERONS.replace("Sample Act 2004", "Samples Act 2004"))
    with pytest.raises(ImpactError, match="Did you mean “Sample Act 2004”"):
        with_acts(read(bill("Omit section 5.")), [other], base, compiled)


def test_amendments_of_another_act_are_left_alone(run: Run) -> None:
    act = run(bill("Omit section 5.", "In the Rivers Act 1999, omit section 3."))
    assert [change.label for change in act.changes] == ["s. 5"]


# --- what is shown ----------------------------------------------------------------------------------


@pytest.fixture
def with_act(read: Read, base: Rulebase, compiled: Recogniser) -> Report:
    amending = bill(
        "Omit section 5.",
        "In section 3(2), omit “swannery”.",
        "In the Rivers Act 1999, omit section 3.",
        title="Herons <b> Bill",
    )
    return with_acts(read(amending), [read(HERONS)], base, compiled)


def _section(report: Report) -> tuple[str, list[Table]]:
    part = next(part for part in build(report).sections if part.anchor == "changes")
    tables = [block for block in part.blocks if isinstance(block, Table)]
    said = [text_of(block.words) for block in part.blocks if isinstance(block, Paragraph)]
    said += [" ".join(text_of(words) for words in cell) for table in tables for row in table.rows for cell in row]
    return "\n".join(said), tables


def test_without_the_act_the_memo_says_that_it_was_not_checked(read: Read) -> None:
    said, (table,) = _section(read(bill("Omit section 5.")))
    assert "Not checked" in said
    assert [text_of(cell[0]) for cell in table.rows[0]] == ["Sample Act 2004", "1", "none", "Not checked"]


def test_with_the_act_the_memo_shows_what_changes_and_still_names_what_was_not_checked(with_act: Report) -> None:
    said, tables = _section(with_act)
    results = {text_of(row[0][0]): text_of(row[3][0]) for row in tables[0].rows}
    assert results["Rivers Act 1999"] == "Not checked"
    assert results["Sample Act 2004"] == "Clauses: 1 lost; 1 amendment could not be applied."
    assert f"Gone: {effect_name('gateway')}" in said
    assert PROBLEMS["no-words"] in said


def test_a_measure_without_amendments_says_so(read: Read) -> None:
    said, _ = _section(read("title: Herons Bill\nkind: bill\ns. 1 The Board may share records with a council."))
    assert "no textual amendment" in said


def test_every_amended_act_is_checked_or_not_checked(with_act: Report) -> None:
    assert [(act.title, act.checked) for act in with_act.amended_acts] == [
        ("Sample Act 2004", True),
        ("Rivers Act 1999", False),
    ]
    assert sum(len(act.amendments) for act in with_act.amended_acts) == len(with_act.amendments)


def test_the_json_of_a_report_with_acts_keeps_to_the_schema(with_act: Report) -> None:
    schema = json.loads(Path("impact/render/schema.json").read_text(encoding="utf-8"))
    value = json.loads(report_json.render(replace(with_act, document=replace(with_act.document, format="akn"))))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    sample, rivers = value["acts"]
    assert (sample["status"], rivers["status"]) == ("checked", "not checked")
    assert [flow["kind"] for change in sample["changes"] for flow in change["flows"]] == ["lost"]


def test_the_json_of_changes_names_the_bill_and_its_acts(with_act: Report) -> None:
    value = json.loads(shown.to_json(with_act))
    assert value["schema"] == "impact-changes/1"
    assert [act["title"] for act in value["acts"]] == ["Sample Act 2004", "Rivers Act 1999"]


def test_text_of_the_documents_is_only_text_in_markdown(with_act: Report) -> None:
    assert "<b>" not in shown.to_markdown(with_act).replace("\\<b\\>", "")
    assert "<b>" not in markdown(build(with_act)).replace("\\<b\\>", "")


def test_the_terminal_view_shows_before_after_and_what_was_not_checked(with_act: Report) -> None:
    said = shown.to_text(with_act)
    assert "Gone  s. 5 Other recipients" in said
    assert "before  The Board may supply data" in said.replace("5 The", "The")
    assert "Not checked: gateways" in said
    assert "Rivers Act 1999 (1 amendment)" in said


def test_control_characters_do_not_reach_the_terminal(with_act: Report) -> None:
    (act,) = with_act.acts
    hostile = replace(act, title="Sample\x1b[31m Act\u202e 2004")
    said = shown.to_text(replace(with_act, acts=(hostile,)))
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_a_difference_keeps_what_stands_near_and_marks_what_is_new() -> None:
    old = " ".join(f"w{number}" for number in range(60))
    before, after = difference(old, old.replace("w30", "new words"))
    assert [span.text for span in after if span.style == "strong"] == ["new words"]
    assert [span.text for span in before if span.style == "strong"] == ["w30"]
    assert "[…]" in text_of(after)


def test_a_result_says_when_no_clause_changes(run: Run) -> None:
    assert result(run(bill("In section 3(2), for “heronry” substitute “rookery”."))) == "No clause changes."


# --- the command line -------------------------------------------------------------------------------

BILL = "corpora/made/care-charging-bill/bill.xml"


#: As much of the Act as the made bill amends, in our own words.
ACT = """\
<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation">
  <ukm:Metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata">
    <dc:title>Local Support (Records) Act 2009</dc:title>
    <ukm:PrimaryMetadata><ukm:DocumentClassification><ukm:DocumentCategory Value="primary"/>
      <ukm:DocumentMainType Value="UnitedKingdomPublicGeneralAct"/></ukm:DocumentClassification></ukm:PrimaryMetadata>
  </ukm:Metadata>
  <Primary><Body>
    <P1group><Title>Inspection</Title><P1><Pnumber>9</Pnumber><P1para>
      <P2><Pnumber>2</Pnumber><P2para><Text>The register is open to any person who appears to the council to be interested.</Text>
      </P2para></P2></P1para></P1></P1group>
    <P1group><Title>Disclosure to the Secretary of State</Title><P1><Pnumber>14</Pnumber><P1para>
      <P2><Pnumber>3</Pnumber><P2para><Text>A council may disclose support records to the Secretary of State.</Text></P2para></P2>
      </P1para></P1></P1group>
    <P1group><Title>Interpretation</Title><P1><Pnumber>20</Pnumber><P1para>
      <Text>In this Act “support record” means a record that a council keeps of support.</Text></P1para></P1></P1group>
  </Body></Primary>
</Legislation>
"""


@pytest.fixture
def act_file(tmp_path: Path) -> str:
    path = tmp_path / "act.xml"
    path.write_text(ACT, encoding="utf-8")
    return str(path)


def test_changes_of_an_act_at_hand_shows_a_gateway_that_the_bill_adds(act_file: str) -> None:
    done = CliRunner().invoke(cli, ["changes", BILL, act_file])
    assert "s. 14(3A)" in done.stdout
    assert "Care Act 2014 (1 amendment)" in done.stdout


def test_changes_as_json_goes_to_the_output_that_is_named(act_file: str, tmp_path: Path) -> None:
    output = tmp_path / "changes.json"
    CliRunner().invoke(cli, ["changes", BILL, act_file, "-f", "json", "-o", str(output)])
    value = json.loads(output.read_text(encoding="utf-8"))
    assert [act["status"] for act in value["acts"]] == ["checked", "not checked"]


def test_the_memo_takes_the_acts_that_are_at_hand(act_file: str) -> None:
    done = CliRunner().invoke(cli, ["memo", BILL, "--act", act_file])
    assert done.exit_code == 0, done.stderr
    assert "Changes to the existing map" in done.stdout
    assert "s\\. 14" in done.stdout or "s. 14" in done.stdout
    assert "Not checked" in done.stdout


def test_changes_without_an_act_lists_every_amended_law_as_not_checked() -> None:
    done = CliRunner().invoke(cli, ["changes", BILL])
    assert done.exit_code == 0
    assert "Not checked: gateways, bars, limits and definitions of" in done.stdout
    assert "amended law" in done.stderr


def test_changes_of_an_act_that_the_bill_does_not_amend_is_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    from impact.cli import run as command

    assert command(["changes", BILL, "corpora/clean/pension-shares-act/act.xml"]) == 2
    assert "no amendment of corpora/clean/pension-shares-act/act.xml" in capsys.readouterr().err
