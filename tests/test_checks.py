"""The compound checks that are shipped: which questions they cover, and that what they say can be relied on.

Their examples are tests of their own in `test_rules.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from made_rules import CHECK, CHECK_FILE, GOOD, problems, written

from impact.check_proof import prove_checks
from impact.judgements import JUDGEMENTS
from impact.parse import parse, read_source
from impact.pipeline import report_on
from impact.report import Check
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.message import named_slots
from impact.rulebase.model import CheckRule, Rulebase
from impact.rulebase.pages import check_page

_CORPORA = Path(__file__).parent.parent / "corpora"


@lru_cache(maxsize=1)
def base() -> Rulebase:
    return load()


@lru_cache(maxsize=8)
def checked(path: str) -> tuple[Check, ...]:
    document = parse(read_source(str(_CORPORA / path)))
    return report_on(document, base()).checks


def results(path: str, check: str) -> list[str]:
    return [result.result for result in checked(path) if result.check == check]


def by_id(check: str) -> CheckRule:
    return next(rule for rule in base().checks if rule.id == check)


def test_nearly_every_question_of_the_list_has_a_check() -> None:
    numbers = {check.number for check in base().checks if check.number is not None}
    assert numbers <= set(range(1, 41))
    assert len(numbers) >= 34


def test_every_judgement_is_asked_for_and_says_what_it_is() -> None:
    named = {check.judge for check in base().checks if check.judge is not None}
    assert named == set(JUDGEMENTS)
    assert all((judgement.__doc__ or "").startswith("Whether ") for judgement in JUDGEMENTS.values())


def test_every_check_has_a_reference_that_can_be_opened() -> None:
    addresses = [reference.get("url", "") for check in base().checks for reference in check.references]
    assert addresses
    assert all(address.startswith("https://www.legislation.gov.uk/") for address in addresses)


def test_a_check_of_the_whole_document_names_no_single_party() -> None:
    assert [
        check.id
        for check in base().checks
        if check.within == "document"
        and check.severity not in {"high", "critical"}  # those are told of each section
        and named_slots(check.message) - {"info"}
    ] == []


def test_questions_end_as_questions_do() -> None:
    assert [q for check in base().checks for q in check.questions if not q.endswith("?")] == []


def test_the_message_of_a_check_is_no_sentence_of_its_own() -> None:
    """A note may follow it ("Found elsewhere: …"), and every renderer ends it in its own way."""
    assert [check.id for check in base().checks if check.message.endswith((".", "?"))] == []


def test_an_unknown_judgement_is_reported_instead_of_failing_later() -> None:
    wrong = replace(base().checks[0], judge="recipient_is_opn")
    (problem,) = prove_checks(replace(base(), checks=(wrong,))).problems
    assert problem.message == "“recipient_is_opn” is not a judgement. Did you mean “recipient_is_open”?"


def test_the_general_rule_of_section_183a_is_dated() -> None:
    check = by_id("flow-under-statutory-default")
    assert check.default is not None
    assert check.default["from"] == "2025-08-20"
    assert check.severity == "info"
    assert by_id("flow-without-data-protection-saving").made == ("before", "2025-08-20")


@pytest.mark.parametrize(
    ("check", "severity"),
    [
        ("data-protection-law-overridden", "critical"),
        ("notice-without-privilege", "high"),
        ("offence-without-defence", "high"),
        ("override-of-every-bar", "high"),
        ("open-recipients", "high"),
        ("persons-added-by-regulations", "high"),
        ("gateway-without-limit", "high"),
    ],
)
def test_what_follows_most_is_most_severe(check: str, severity: str) -> None:
    assert by_id(check).severity == severity


# --- the documents of our own ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "clean/companion-animals-bill/bill.xml",
        "clean/pension-shares-act/act.xml",
        "clean/planning-fees-regulations/regulations.xml",
    ],
)
def test_a_document_without_data_raises_no_question(path: str) -> None:
    assert [check.message for check in checked(path) if check.severity != "info"] == []


def test_the_care_charging_bill_has_its_companions() -> None:
    """It was drafted with every limit, saving and defence, in sections of their own."""
    care = "made/care-charging-bill/bill.xml"
    for check in ("offence-without-defence", "notice-without-privilege", "tax-information-without-safeguard"):
        assert set(results(care, check)) <= {"elsewhere"}, check
    assert results(care, "data-protection-law-overridden") == []


def test_an_express_override_is_critical_wherever_it_hides() -> None:
    found = [
        check
        for check in checked("made/community-records-act/act.xml")
        if check.check == "data-protection-law-overridden"
    ]
    assert [check.severity for check in found] == ["critical"]


def test_no_check_repeats_itself_in_a_section() -> None:
    for path in ("made/care-charging-bill/bill.xml", "made/community-records-act/act.xml"):
        counted = Counter((check.check, check.result, check.where[0]) for check in checked(path))
        assert [key for key, count in counted.items() if count > 1] == []


# --- what they make of a clause ------------------------------------------------------------------


def of(clause: str, check: str) -> tuple[Check, ...]:
    """The results of one check on a clause."""
    return tuple(found for found in report_on(clause_document(clause), base()).checks if found.check == check)


def test_of_open_recipients_only_those_that_are_open_are_shown() -> None:
    clause = "s. 1 The Board may supply a copy of the record to—\n  (a) the Agency,\n  (b) the Trust, or\n  (c) any other person."
    (found,) = of(clause, "open-recipients")
    assert found.message.endswith(": any other person")


@pytest.mark.parametrize(
    ("functions", "count"),
    [
        ("its functions", 1),
        ("its functions under this Act", 1),
        ("its functions under this Chapter", 0),
        ("its functions under or by virtue of section 4", 0),
        ("its functions relating to tolls", 0),
    ],
)
def test_functions_are_an_open_purpose_unless_something_bounds_them(functions: str, count: int) -> None:
    clause = f"The Board may disclose information to a council for the purposes of {functions}."
    assert len(of(clause, "open-purpose")) == count


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("The Board may disclose information to the Agency.", 1),
        ("The Board may disclose information that it holds to the Agency.", 1),
        ("The Board may disclose information about tolls to the Agency.", 0),
        ("The Board may by notice require any person to provide information.", 1),
        ("The Trust must provide the Board with such information as the Board requires.", 0),
    ],
)
def test_a_saving_for_interception_is_missed_by_general_powers(clause: str, count: int) -> None:
    assert len(of(f"kind: bill\ns. 1 {clause}", "flow-without-interception-saving")) == count


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ("a report on the exercise of its functions", 0),
        ("a copy of its annual accounts", 0),
        ("a report about each child in its care", 1),
        ("particulars of the licence", 1),
    ],
)
def test_papers_about_a_body_itself_need_no_saving_for_data_protection(given: str, count: int) -> None:
    clause = f"date: 1990-01-01\ns. 1 The Board shall send {given} to the Department."
    assert len(of(clause, "flow-without-data-protection-saving")) == count


def test_a_rule_against_self_incrimination_does_not_keep_legal_privilege() -> None:
    clause = """\
s. 1 The Board may by notice require any person to produce documents.
s. 2 A document produced under section 1 may not be used in evidence against the person in criminal proceedings.
"""
    assert [found.result for found in of(clause, "notice-without-privilege")] == ["not found"]


def test_a_saving_in_a_general_part_keeps_legal_privilege_in_the_others() -> None:
    clause = """\
Part 1 Notices
s. 1 The Board may by notice require any person to produce documents.
Part 2 General
s. 2 Nothing in this Act requires a person to produce a document that is subject to legal professional privilege.
"""
    assert [found.result for found in of(clause, "notice-without-privilege")] == ["elsewhere"]


def test_authorities_that_a_list_names_are_no_private_persons() -> None:
    clause = """\
s. 1 Requests
(1) The Board may request any person listed in subsection (2) to supply it with information.
(2) Those persons are—
  (a) a county council;
  (b) a fire and rescue authority.
(3) A person who is requested to supply information under subsection (1) must comply with the request.
"""
    assert of(clause, "notice-without-privilege") == ()


def test_the_general_rule_itself_is_no_saving_beside_it() -> None:
    words = (
        "An enactment that confers a power to process personal data does not override the data protection legislation."
    )
    assert of(f"kind: bill\ns. 1 {words}", "saving-beside-the-default") == ()


def test_a_term_that_a_sentence_explains_without_quotation_marks_is_defined() -> None:
    clause = """\
s. 1 Sharing
(1) The Board may disclose protected information to a council.
(2) For the purposes of this section information is protected information if it was given in confidence.
"""
    assert of(clause, "undefined-information") == ()


def test_regulations_that_let_a_person_decide_add_nobody_to_a_flow() -> None:
    clause = """\
s. 1 Register
(1) The Board must keep a register of tenants and may disclose it to a council.
(2) Regulations may authorise the removal of entries that appear to a person specified in the regulations to be wrong.
"""
    assert of(clause, "persons-added-by-regulations") == ()


def test_bodies_that_answer_to_one_who_watches_over_them_need_nothing_back() -> None:
    clause = """\
s. 1 Cooperation
(1) A controller must co-operate with the Commissioner and share information for that purpose.
(2) A controller must disclose information about complaints to the Commissioner.
"""
    assert of(clause, "one-way-flow") == ()


# --- what a check may say -------------------------------------------------------------------------


def changed(when: str) -> str:
    """The made-up check with another `when`."""
    start, end = CHECK.index("when:"), CHECK.index("examples:")
    return f"{CHECK[:start]}when: {when}\n{CHECK[end:]}"


def test_a_check_may_name_effects_kinds_directions_and_rules(tmp_path: Path) -> None:
    when = "{find: [gateway, gateway/overseas, creates, power-to-share], within: part}"
    rulebase = load(written(tmp_path / "rules", {**GOOD, CHECK_FILE.removeprefix("rules/"): changed(when)}))
    assert rulebase.checks[0].find == {"gateway", "gateway/overseas", "creates", "power-to-share"}


def test_a_kind_that_no_effect_has_is_a_problem(tmp_path: Path) -> None:
    when = "{find: [gateway/oversea], within: part}"
    (problem,) = problems(tmp_path, {CHECK_FILE.removeprefix("rules/"): changed(when)})
    assert (
        "“gateway/oversea” in “find” is neither an effect nor a rule. Did you mean “gateway/overseas”?"
        in problem.message
    )


def test_a_class_that_no_body_has_is_a_problem(tmp_path: Path) -> None:
    when = "{find: [gateway], within: part, parties: {from: [public bodie]}}"
    (problem,) = problems(tmp_path, {CHECK_FILE.removeprefix("rules/"): changed(when)})
    assert problem.message == "“public bodie” in “parties” is not a class of any body. Did you mean “public body”?"


def test_words_slots_and_parties_are_read_and_shown(tmp_path: Path) -> None:
    when = (
        '{find: [gateway], within: part, lacks: {act: "land act"}, unless: {water: "water"}, '
        'slots: {to: {any: "any person"}}, open: [purpose], parties: {from: [public body]}}'
    )
    rulebase = load(written(tmp_path / "rules", {**GOOD, CHECK_FILE.removeprefix("rules/"): changed(when)}))
    check = rulebase.checks[0]
    assert ([p.name for p in check.lacks], [p.name for p in check.unless]) == (["act"], ["water"])
    assert ({slot: [p.name for p in found] for slot, found in check.slots.items()}, check.open) == (
        {"to": ["any"]},
        {"purpose"},
    )
    assert check.parties == {"from": {"public body"}}
    page = check_page(check)
    for said in (
        "Left open",
        "public body",
        "Not if the words are",
        "Not with these words within the scope",
        "slot “to”",
    ):
        assert said in page
