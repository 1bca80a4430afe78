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
        check.id for check in base().checks if check.within == "document" and named_slots(check.message) - {"info"}
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
