"""Wishes of a policy team held against small clauses, which go down the whole line with a few rules of our own."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from impact.cli import cli
from impact.errors import ImpactError
from impact.intent import Answer, Wish, answers, load_intent
from impact.pipeline import report_on
from impact.report import Report
from impact.routes import Wanted
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import default_rules, load
from impact.rulebase.model import Rulebase

SAMPLE = Path(__file__).parent.parent / "corpora/made/care-charging-bill"

#: id → (effect, frame, force, pattern, an example that is flagged, one that is clear)
RULES = {
    "share": (
        "gateway",
        "give",
        "power",
        "may ^disclose ..12 information",
        "A council may disclose information.",
        "A council may sell.",
    ),
    "send": (
        "disclosure-duty",
        "give",
        "duty",
        "must ^give ..12 information",
        "A council must give information.",
        "A council must pay.",
    ),
    "tell": (
        "notification-duty",
        "notify",
        "duty",
        "must ^inform",
        "A council must inform him.",
        "A council must pay.",
    ),
    "demand": (
        "information-power",
        "require",
        "power",
        "may ^require ..12 information",
        "A council may require a person to provide information.",
        "A council may require payment.",
    ),
    "bar": (
        "prohibition",
        "give",
        "prohibition",
        "must not ^disclose ..8 information|it",
        "A council must not disclose it.",
        "A council must not sell it.",
    ),
    "only-for": (
        "purpose-limit",
        "none",
        "prohibition",
        "^used only",
        "It may be used only to pay.",
        "It may be used.",
    ),
    "crime": (
        "disclosure-offence",
        "none",
        "prohibition",
        "commits an ^offence",
        "A person commits an offence.",
        "A person offends.",
    ),
    "telling": (
        "disclosure-offence",
        "give",
        "prohibition",
        "who ^discloses ..6 results|it ..12 offence",
        "A person who discloses it commits an offence.",
        "A person who discloses it is brave.",
    ),
    "held": (
        "gateway",
        "give",
        "power",
        "information ..12 may be ^disclosed",
        "Information may be disclosed to a council.",
        "Information may be sold.",
    ),
    "left-out": (
        "carve-out",
        "none",
        "prohibition",
        "does not ^authorise",
        "This does not authorise it.",
        "This authorises it.",
    ),
    "except": (
        "disclosure-exception",
        "none",
        "power",
        "does not ^prevent",
        "This does not prevent it.",
        "This prevents it.",
    ),
    "later": (
        "delegated-flow",
        "none",
        "power",
        "may by regulations ^amend|add",
        "He may by regulations add to it.",
        "He may add to it.",
    ),
}
RULE = """\
id: {id}
title: A rule of a test
effect: {effect}
force: {force}
status: experimental
since: 0.1.0
severity: low
confidence: high
why: A test wants it.
message: Something is said
questions: [Is it meant?]
references: [{{title: A book}}]
match:
  frame: {frame}
  where: [body, schedules, inserted]
  patterns: {{all: "{pattern}"}}
examples:
  flagged: [{{text: "{flagged}"}}]
  clear: [{{text: "{clear}", why: other words}}]
"""


@cache
def base() -> Rulebase:
    """A few plain rules with the effects and the bodies that ship."""
    with TemporaryDirectory() as made:
        folder = Path(made) / "rules"
        (folder / "_vocabulary").mkdir(parents=True)
        for name in ("effects.yaml", "rulebase.yaml", "_vocabulary/bodies.yaml"):
            shutil.copy(default_rules() / name, folder / name)
        for name, (effect, frame, force, pattern, flagged, clear) in RULES.items():
            text = RULE.format(
                id=name, effect=effect, frame=frame, force=force, pattern=pattern, flagged=flagged, clear=clear
            )
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load(folder)


def report(clause: str) -> Report:
    rules = base()
    document = clause_document(clause)
    return report_on(document, rules)


def answer(
    clause: str,
    sender: str,
    recipient: str,
    info: str = "income information",
    *,
    purpose: str = "",
    force: str = "may",
    limits: tuple[str, ...] = (),
) -> Answer:
    wish = Wish("wish", Wanted(sender, recipient, info, purpose, force, limits))
    (found,) = answers((wish,), report(clause), base().bodies)
    return found


def notes(found: Answer) -> str:
    return "\n".join(found.notes)


GATEWAY = """\
    s. 1 The Board of Maps may disclose income information to a county council for the purposes of deciding a charge for care.
"""


# -- parties ------------------------------------------------------------------------------------------------------------


def test_a_flow_between_the_named_parties_is_covered() -> None:
    found = answer(GATEWAY, "Board of Maps", "county council")
    assert (found.result, found.clauses, found.notes) == ("covered", ("s. 1",), ())


def test_the_same_flow_the_other_way_round_is_absent() -> None:
    found = answer(GATEWAY, "county council", "Board of Maps")
    assert found.result == "absent"
    assert found.clauses == ()
    assert "“county council”" in notes(found)


def test_a_body_is_known_by_another_name() -> None:
    clause = "s. 1 The Commissioners for Her Majesty's Revenue and Customs may disclose income information to OFCOM."
    assert answer(clause, "HMRC", "Office of Communications").result == "covered"


def test_a_department_is_known_by_its_office_and_the_note_says_so() -> None:
    clause = "s. 1 The Secretary of State may disclose income information to a county council."
    found = answer(clause, "Department for Work and Pensions", "county council")
    assert found.result == "covered"
    assert "“Secretary of State” is read as Department for Work and Pensions" in notes(found)


def test_a_kind_of_body_is_covered_by_the_general_word_but_not_the_other_way_round() -> None:
    general = "s. 1 OFCOM may disclose income information to a local authority."
    assert answer(general, "Ofcom", "London borough council").result == "covered"
    found = answer(
        "s. 1 OFCOM may disclose income information to a London borough council.", "Ofcom", "local authority"
    )
    assert found.result == "partly"
    assert "reaches only some" in notes(found)


def test_a_body_of_another_nation_is_another_body() -> None:
    clause = "s. 1 OFCOM may disclose income information to a Scottish local authority."
    assert answer(clause, "Ofcom", "English local authority").result == "absent"


def test_a_definition_leads_to_a_party() -> None:
    clause = """\
    s. 1 Sharing
    (1) OFCOM may disclose income information to a helping body.
    (2) In this section—
      "helping body" means an integrated care board or a London borough council.
    """
    found = answer(clause, "Ofcom", "London borough council")
    assert found.result == "covered"
    assert "“helping body” includes it (s. 1(2)" in notes(found)
    assert answer(clause, "Ofcom", "county council").result == "absent"


def test_a_list_in_a_schedule_leads_to_a_party() -> None:
    clause = """\
    s. 1 OFCOM may disclose income information to a person listed in the Schedule.
    Schedule
    para. 1 A county council.
    para. 2 The Board of Maps.
    """
    assert answer(clause, "Ofcom", "county council").result == "covered"
    assert answer(clause, "Ofcom", "Board of Maps").result == "covered"
    assert answer(clause, "Ofcom", "Natural England").result == "absent"


def test_a_contractor_of_a_council_is_not_the_council() -> None:
    clause = "s. 1 OFCOM may disclose income information to a person providing services to a county council."
    assert answer(clause, "Ofcom", "county council").result == "absent"
    found = answer(clause, "Ofcom", "a firm that does assessments for a county council")
    assert found.result == "covered"
    assert "is taken to hold" in notes(found)


def test_a_contractor_of_a_department_is_known_by_the_office_of_the_department() -> None:
    clause = "s. 1 A person providing services to the Secretary of State may disclose income information to OFCOM."
    assert answer(clause, "a firm that works for the Department for Work and Pensions", "Ofcom").result == "covered"
    assert answer(clause, "Department for Work and Pensions", "Ofcom").result == "absent"


def test_anyone_but_a_council_is_not_a_council() -> None:
    clause = "s. 1 OFCOM may disclose income information to a person other than a county council."
    assert answer(clause, "Ofcom", "county council").result == "absent"


def test_any_person_reaches_everybody_and_the_note_says_so() -> None:
    found = answer("s. 1 OFCOM may disclose income information to any person.", "Ofcom", "county council")
    assert found.result == "covered"
    assert "“any person”" in notes(found)


def test_a_party_left_to_regulations_is_covered_in_part() -> None:
    found = answer("s. 1 OFCOM may disclose income information to a prescribed person.", "Ofcom", "county council")
    assert found.result == "partly"
    assert "leaves it to regulations" in notes(found)


def test_a_party_that_regulations_could_add_is_covered_in_part() -> None:
    clause = """\
    s. 1 OFCOM may disclose income information to a person listed in the Schedule.
    s. 2 The Treasury may by regulations add to the Schedule persons to whom information may be disclosed under section 1.
    Schedule
    para. 1 A county council.
    """
    found = answer(clause, "Ofcom", "Natural England")
    assert (found.result, found.clauses) == ("partly", ("s. 1", "s. 2"))
    assert "only regulations under s. 2 could add it" in notes(found)
    assert answer(clause, "Natural England", "county council").result == "absent"


def test_the_authority_is_the_one_named_before_in_the_section() -> None:
    clause = """\
    s. 1 Returns
    (1) A local authority may disclose income information to OFCOM.
    (2) The authority must give decision information to OFCOM.
    """
    found = answer(clause, "local authority", "Ofcom", "decision information", force="must")
    assert (found.result, found.clauses) == ("covered", ("s. 1(2)",))
    assert "“The authority” is taken as “A local authority”" in notes(found)


def test_a_clause_that_does_not_say_who_receives_covers_in_part() -> None:
    found = answer("s. 1 OFCOM may disclose income information.", "Ofcom", "county council")
    assert found.result == "partly"
    assert "does not say who receives" in notes(found)


def test_parties_that_are_no_known_bodies_are_compared_by_their_words() -> None:
    clause = "s. 1 A trustee of an occupational pension scheme must give income information to an assessment panel."
    assert answer(clause, "trustees of a pension scheme", "assessment panel", force="must").result == "covered"
    assert answer(clause, "trustees of a pension scheme", "appeal panel", force="must").result == "absent"


# -- information, purpose, force --------------------------------------------------------------------------------------


def test_other_information_is_absent() -> None:
    assert answer(GATEWAY, "Board of Maps", "county council", "school attendance").result == "absent"


def test_some_of_the_information_covers_in_part() -> None:
    found = answer(GATEWAY, "Board of Maps", "county council", "income and savings")
    assert found.result == "partly"
    assert "“income information”" in notes(found)


def test_what_has_to_be_notified_is_what_the_sentence_describes() -> None:
    clause = "s. 1 A county council must inform OFCOM as soon as it can if an adult is taken into a care home."
    found = answer(clause, "county council", "Ofcom", "that an adult has moved into a care home", force="must")
    assert found.result == "covered"
    assert answer(clause, "county council", "Ofcom", "that a child has left school", force="must").result == "absent"


def test_the_definition_of_the_information_counts() -> None:
    clause = """\
    s. 1 Sharing
    (1) OFCOM may disclose means information to a county council.
    (2) In this section—
      "means information" means information about earnings and savings.
    """
    assert answer(clause, "Ofcom", "county council", "what a person earns").result == "covered"


def test_a_clause_about_any_information_is_noted() -> None:
    found = answer("s. 1 OFCOM may disclose information to a county council.", "Ofcom", "county council")
    assert found.result == "covered"
    assert "may be any information" in notes(found)


def test_another_purpose_covers_in_part() -> None:
    same = answer(
        GATEWAY, "Board of Maps", "county council", purpose="to decide what people are charged for their care"
    )
    other = answer(GATEWAY, "Board of Maps", "county council", purpose="to find cases of fraud")
    assert same.result == "covered"
    assert other.result == "partly"
    assert "for another purpose" in notes(other)


def test_a_purpose_left_to_regulations_covers_in_part() -> None:
    clause = "s. 1 OFCOM may disclose income information to a county council for prescribed purposes relating to care."
    found = answer(clause, "Ofcom", "county council", purpose="to find cases of fraud")
    assert found.result == "partly"
    assert "leaves its purposes to regulations" in notes(found)


def test_information_named_before_covers_in_part_unless_the_words_before_say_what_it_is() -> None:
    clause = "s. 1 OFCOM may disclose that information to a county council which asks for a rent record."
    assert answer(clause, "Ofcom", "county council", "rent").result == "covered"
    found = answer(clause, "Ofcom", "county council", "savings")
    assert found.result == "partly"
    assert "“that information” refers to words before it" in notes(found)


def test_a_power_does_not_cover_a_duty_but_a_duty_covers_a_power() -> None:
    found = answer(GATEWAY, "Board of Maps", "county council", force="must")
    assert found.result == "partly"
    assert "does not require it" in notes(found)
    duty = GATEWAY.replace("may disclose", "must give")
    assert answer(duty, "Board of Maps", "county council", force="may").result == "covered"


def test_a_power_to_demand_covers_a_duty() -> None:
    clause = "s. 1 OFCOM may require a county council to provide income information."
    assert answer(clause, "county council", "Ofcom", force="must").result == "covered"


# -- limits -----------------------------------------------------------------------------------------------------------

LIMITED = """\
    s. 1 OFCOM may disclose income information to a county council.
    s. 2 Information disclosed under section 1 may be used only for deciding a charge.
    s. 3 A person to whom information is disclosed under section 1 must not disclose it to any other person.
    s. 4 A person commits an offence by acting in breach of section 3.
    s. 5 The Land Agency may disclose rent information to a county council.
"""


def test_limits_that_refer_to_the_clause_bind_it_and_so_does_an_offence_of_breaking_one() -> None:
    found = answer(LIMITED, "Ofcom", "county council", limits=("purpose-limit", "disclosure-offence"))
    assert (found.result, found.clauses) == ("covered", ("s. 1", "s. 2", "s. 4"))
    assert "purpose-limit: s. 2." in found.notes


def test_a_limit_of_another_clause_does_not_bind() -> None:
    found = answer(LIMITED, "Land Agency", "county council", "rent", limits=("purpose-limit",))
    assert (found.result, found.clauses) == ("partly", ("s. 5",))
    assert "No purpose-limit binds s. 5; s. 2 has one and does not say that it is about this clause." in found.notes


def test_a_limit_that_is_nowhere_is_named() -> None:
    found = answer(LIMITED, "Ofcom", "county council", limits=("consent-condition",))
    assert found.result == "partly"
    assert "No consent-condition binds s. 1." in found.notes


# -- who is meant -----------------------------------------------------------------------------------------------------


def test_another_person_listed_there_is_one_of_those_listed() -> None:
    clause = """\
    s. 1 Exchange
    (1) A person listed in subsection (2) may disclose income information to another person listed in that subsection.
    (2) The persons are—
      (a) OFCOM;
      (b) Natural England.
    """
    found = answer(clause, "Natural England", "Ofcom")
    assert found.result == "covered"
    assert "is taken as another of those meant by “A person listed in subsection (2)”" in notes(found)


def test_whoever_holds_the_information_gives_it_if_the_clause_says_no_more() -> None:
    clause = """\
    s. 1 Income
    (1) This subsection applies to income information which is held by Natural England for the purposes of its functions.
    (2) Information to which subsection (1) applies may be disclosed to a county council.
    """
    found = answer(clause, "Natural England", "county council", "income")
    assert found.result == "covered"
    assert "the information is what “Natural England” holds" in notes(found)


def test_that_authority_is_the_one_named_before_in_the_sentence_with_its_meaning() -> None:
    clause = """\
    s. 1 Checks
    (1) At the request of a water authority, OFCOM must give that authority income information.
    (2) In this section "water authority" means a county council.
    """
    found = answer(clause, "Ofcom", "county council", force="must")
    assert found.result == "covered"
    assert "“that authority” is taken as “a water authority”" in notes(found)


def test_the_regulator_is_the_one_that_the_law_names() -> None:
    clause = """\
    s. 1 OFCOM may disclose income information to the Allotments Regulator.
    s. 2 The Regulator must not disclose income information.
    """
    assert answer(clause, "Allotments Regulator", "newspapers", force="must not").result == "covered"


def test_information_that_a_body_has_for_its_functions_may_be_any() -> None:
    clause = "s. 1 OFCOM may disclose information that it holds for the purposes of its functions to a county council."
    found = answer(clause, "Ofcom", "county council", "mast sites")
    assert found.result == "covered"
    assert "which may be any information" in notes(found)


# -- what helps to see why --------------------------------------------------------------------------------------------


def test_the_words_of_the_clause_stand_with_the_answer() -> None:
    (words,) = answer(GATEWAY, "Board of Maps", "county council").words
    assert words.startswith("s. 1: “The Board of Maps may disclose")


def test_a_flow_that_only_regulations_could_allow_is_covered_in_part() -> None:
    clause = (
        "s. 1 The Welsh Ministers may by regulations add the giving of soil survey data by OFCOM to a county council."
    )
    found = answer(clause, "Ofcom", "county council", "soil surveys")
    assert (found.result, found.clauses) == ("partly", ("s. 1",))
    assert "Only regulations under s. 1 could let it happen" in notes(found)


def test_an_absent_flow_names_what_the_two_parties_give_each_other() -> None:
    found = answer(GATEWAY, "Board of Maps", "county council", "tree heights")
    assert "Between the two it speaks of other information: s. 1 (“income information”)." in found.notes


def test_a_party_that_nobody_knows_is_named_where_nothing_was_found() -> None:
    found = answer(GATEWAY, "Ofcom", "hedge wardens")
    assert (
        "“hedge wardens” is no body in rules/_vocabulary/bodies.yaml, and was compared by its words alone."
        in found.notes
    )


# -- what forbids -----------------------------------------------------------------------------------------------------


def test_a_bar_on_those_who_received_contradicts() -> None:
    found = answer(LIMITED, "county council", "universities")
    assert (found.result, found.clauses) == ("contradicted", ("s. 3",))
    assert "s. 3 forbids it: “A person to whom" in notes(found)


def test_a_bar_says_nothing_of_those_who_did_not_receive() -> None:
    assert answer(LIMITED, "Ofcom", "universities").result == "absent"
    assert answer(LIMITED, "county council", "universities", "rent").result == "absent"


def test_a_bar_on_what_came_from_one_body_says_nothing_of_what_came_from_another() -> None:
    clause = """\
    s. 1 OFCOM may disclose income information to a county council.
    s. 2 Natural England may disclose income information to a county council.
    s. 3 A person must not disclose information that was received under this Act from Natural England.
    """
    assert answer(clause, "county council", "universities", "income from Natural England").result == "contradicted"
    assert answer(clause, "county council", "universities", "income from Ofcom").result == "absent"


def test_exceptions_to_a_bar_are_pointed_at() -> None:
    clause = """\
    s. 1 Secrecy
    (1) OFCOM must not disclose income information.
    (2) Subsection (1) does not prevent a disclosure to a court.
    """
    found = answer(clause, "Ofcom", "universities")
    assert found.result == "contradicted"
    assert "See whether an exception applies: s. 1(2)." in found.notes


def test_a_carve_out_contradicts() -> None:
    clause = """\
    s. 1 OFCOM may disclose information to a county council.
    s. 2 Section 1 does not authorise the disclosure of tax records.
    """
    found = answer(clause, "Ofcom", "county council", "tax records")
    assert (found.result, found.clauses) == ("contradicted", ("s. 1", "s. 2"))
    assert answer(clause, "Ofcom", "county council", "rent records").result == "covered"


def test_what_is_taken_out_only_on_a_condition_is_told_and_does_not_contradict() -> None:
    clause = """\
    s. 1 OFCOM may disclose tax information to a county council.
    s. 2 Section 1 does not authorise the disclosure of tax information unless the taxpayer agrees.
    """
    found = answer(clause, "Ofcom", "county council", "tax information")
    assert (found.result, found.clauses) == ("covered", ("s. 1", "s. 2"))
    assert "s. 2 sets a condition: “Section 1 does not" in notes(found)


OFFENCE = """\
    s. 1 OFCOM may disclose income information to a county council.
    s. 2 A person who discloses survey results to a newspaper commits an offence.
    """


def test_an_offence_of_disclosing_forbids_what_no_clause_carries() -> None:
    assert (answer(OFFENCE, "Ofcom", "newspaper", "survey results").clauses) == ("s. 2",)
    assert answer(OFFENCE, "Ofcom", "newspaper", "survey results", force="must not").result == "covered"


def test_an_offence_of_breaking_a_bar_forbids_nothing_by_itself() -> None:
    clause = OFFENCE.replace("discloses survey results to a newspaper", "discloses it in breach of section 1")
    assert answer(clause, "Ofcom", "newspaper", "survey results").result == "absent"


def test_a_flow_that_must_not_be_is_covered_by_a_bar() -> None:
    found = answer(LIMITED, "county council", "universities", force="must not")
    assert (found.result, found.clauses) == ("covered", ("s. 3",))


def test_a_flow_that_must_not_be_is_contradicted_by_a_power() -> None:
    found = answer(LIMITED, "Ofcom", "county council", force="must not")
    assert (found.result, found.clauses) == ("contradicted", ("s. 1",))
    assert "s. 1 lets it happen" in notes(found)


def test_a_flow_that_must_not_be_and_that_regulations_might_allow_is_absent_with_a_note() -> None:
    clause = "s. 1 OFCOM may disclose income information to a prescribed person."
    found = answer(clause, "Ofcom", "county council", force="must not")
    assert (found.result, found.clauses) == ("absent", ())
    assert "s. 1 might let it happen" in notes(found)


def test_a_flow_that_must_not_be_and_that_nothing_forbids_is_absent() -> None:
    found = answer(LIMITED, "Natural England", "Ofcom", force="must not")
    assert found.result == "absent"
    assert "Nothing forbids it." in notes(found)


def test_without_a_vocabulary_parties_are_compared_by_their_words() -> None:
    wish = Wish("wish", Wanted("Board of Maps", "county council", "income", "", "may"))
    (found,) = answers((wish,), report(GATEWAY))
    assert found.result == "covered"


# -- the file ---------------------------------------------------------------------------------------------------------

GOOD = """\
- id: one
  from: OFCOM
  to: county council
  info: income
  purpose: ""
  force: must not
  limits: [purpose-limit]
- id: two
  from: OFCOM
  to: county council
  info: income
  force: may
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "intent.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(ImpactError) as raised:
        load_intent(written(folder, text), ("purpose-limit", "onward-limit"))
    return str(raised.value)


def test_an_intent_file_is_read(tmp_path: Path) -> None:
    one, two = load_intent(written(tmp_path, GOOD), ("purpose-limit",))
    assert one == Wish("one", Wanted("OFCOM", "county council", "income", "", "must not", ("purpose-limit",)))
    assert two.wanted.limits == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("force: may\n", "force: can\n", 12, "“can” is not a force. Write one of: may, must, must not."),
        ("[purpose-limit]", "[purpose-limits]", 7, "Did you mean “purpose-limit”?"),
        ("id: two", "id: one", 8, "“one” is here a second time (first on line 1)."),
        ("  info: income\n  force: may", "  force: may", 8, "has no “info”"),
        ("limits:", "limit:", 7, "Did you mean “limits”?"),
    ],
)
def test_what_is_wrong_with_an_intent_file_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    (found,) = complaint(tmp_path, GOOD.replace(old, new)).splitlines()
    assert f"intent.yaml:{line}: " in found
    assert said in found


def test_every_problem_of_an_intent_file_is_said_at_once(tmp_path: Path) -> None:
    message = complaint(tmp_path, GOOD.replace("force: may", "force: can").replace("purpose-limit", "nonsense"))
    assert message.count("intent.yaml:") == 2


@pytest.mark.parametrize("text", ["", "id: one\n", "[]\n", "- *anchor\n"])
def test_a_file_that_is_no_list_of_wishes_is_refused(tmp_path: Path, text: str) -> None:
    assert "intent.yaml:1:" in complaint(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImpactError, match="cannot be read"):
        load_intent(tmp_path / "none.yaml")


# -- the sample, with the rules that ship ------------------------------------------------------------------------------


def on_the_sample(*more: str) -> str:
    result = CliRunner().invoke(cli, ["intent", str(SAMPLE / "bill.xml"), str(SAMPLE / "intent.yaml"), *more])
    assert result.exit_code == 0
    return result.stdout


def test_the_sample_is_answered_as_a_reader_of_the_bill_would() -> None:
    found = {each["id"]: each for each in json.loads(on_the_sample("--format", "json"))}
    assert {name for name, each in found.items() if each["result"] == "absent"} == {"pension-scheme-to-council"}
    assert {name for name, each in found.items() if each["result"] == "contradicted"} == {"council-to-researcher"}
    assert found["council-to-researcher"]["clauses"] == ["cl. 5(1)"]
    for name, clause in (
        ("dwp-to-council", "cl. 1(1)"),
        ("dwp-to-contractor", "cl. 1(1)"),
        ("council-to-dwp", "cl. 2(1)"),
        ("care-home-moves", "cl. 3(1)"),
    ):
        assert (found[name]["result"], found[name]["clauses"][0]) == ("covered", clause)


def test_the_readme_of_the_sample_shows_what_the_command_says() -> None:
    shown = (SAMPLE / "README.md").read_text(encoding="utf-8")
    said = on_the_sample("--color", "never").rstrip()
    assert said in shown, f"Put this into {SAMPLE.name}/README.md, and mend what is said about it there:\n{said}"
