"""Compound checks: where a companion stands, what reaches what, dates, and how results are told."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from made_rules import written

from impact.assess import assess
from impact.commencement import APPOINTED, commencement
from impact.detect import detect, recogniser
from impact.document import Document
from impact.errors import RulebaseError
from impact.parse import parse, read_source
from impact.pipeline import report_on
from impact.report import Check
from impact.resolve.addresses import addresses
from impact.resolve.located import here
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase
from impact.setting import FUTURE, Setting
from impact.territory import extent_of, stated_extent

EFFECTS = """\
effects:
  gateway: {direction: creates, core: true, kinds: [overseas], means: May give.}
  data-protection-saving: {direction: safeguards, core: true, means: Saves data protection.}
  onward-limit: {direction: restricts, core: true, means: May not pass on.}
"""
RULE = """\
id: {id}
title: t
effect: {effect}
status: experimental
since: 0.1.0
severity: medium
confidence: high
why: w
message: m
questions: [q]
references: [{{title: r}}]
match:
  frame: give
  patterns: {{one: "{pattern}"}}
examples:
  flagged: [{{text: one}}]
  clear: [{{text: two, why: w}}]
"""
CHECK = """\
id: asked
title: Asked
severity: high
status: experimental
since: 0.1.0
why: Because.
message: "{{to}} gets {{info}}"
questions: ["Why {{to}}?"]
references: [{{title: r}}]
when: {when}
examples:
  flagged: [{{text: one}}]
  clear: [{{text: two, why: w}}]
"""
BODIES = """\
bodies:
  - {name: Tax Office, classes: [tax authority], nations: [Scotland], source: made up}
"""
RULES: Mapping[str, str] = {
    "rulebase.yaml": "version: 0.1.0\n",
    "effects.yaml": EFFECTS,
    "_vocabulary/bodies.yaml": BODIES,
    "creates/power.yaml": RULE.format(id="power", effect="gateway", pattern="may ^give ..2 information|records"),
    "safeguards/saving.yaml": RULE.format(id="saving", effect="data-protection-saving", pattern="keeps privacy"),
    "restricts/limit.yaml": RULE.format(id="limit", effect="onward-limit", pattern="must not pass"),
}
SAVED = "find: [gateway], without: [data-protection-saving]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rules"


def rules(folder: Path, when: str, severity: str = "high") -> Rulebase:
    check = CHECK.format(when=f"{{{when}}}").replace("severity: high", f"severity: {severity}")
    return load(written(folder, {**RULES, "checks/asked.yaml": check}))


def asked(folder: Path, when: str, clause: str, severity: str = "high") -> tuple[Check, ...]:
    """The results of one check on a clause."""
    base = rules(folder, when, severity)
    return report_on(clause_document(clause), base).checks


def results(folder: Path, when: str, clause: str) -> list[str]:
    return [check.result for check in asked(folder, when, clause)]


def setting(folder: Path, document: Document) -> Setting:
    base = rules(folder, f"{SAVED}, within: part")
    return Setting(document, detect(document, recogniser(base.rules), base.effects))


# --- where a companion stands ---------------------------------------------------------------------


def test_a_companion_in_the_section_leaves_nothing_to_ask(folder: Path) -> None:
    clause = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) This section keeps privacy."
    assert asked(folder, f"{SAVED}, within: document", clause) == ()


def test_a_companion_that_names_the_section_is_elsewhere(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 Section 1 keeps privacy."
    (check,) = asked(folder, f"{SAVED}, within: part", clause)
    assert (check.result, check.severity, check.questions) == ("elsewhere", "info", ())
    assert check.message == "s. 1: Not in the section itself, but found at s. 2"
    assert check.where == ("/clause/section[1]", "/clause/section[2]")


@pytest.mark.parametrize(
    "words", ["This section keeps privacy.", "Section 3 keeps privacy.", "Subsection (1) keeps privacy."]
)
def test_a_companion_that_is_about_another_section_does_not_help(folder: Path, words: str) -> None:
    clause = f"s. 1 A council may give information to the Board.\ns. 2 Other\n(1) {words}\ns. 3 Nothing else."
    assert results(folder, f"{SAVED}, within: document", clause) == ["not found"]


def test_a_section_that_points_at_its_companion_has_it(folder: Path) -> None:
    clause = (
        "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) This section is subject to section 2(1).\n"
        "s. 2 Other\n(1) This section keeps privacy."
    )
    assert results(folder, f"{SAVED}, within: part", clause) == ["elsewhere"]


def test_a_companion_that_names_nothing_reaches_all_beside_it(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 A person who shares keeps privacy."
    assert results(folder, f"{SAVED}, within: part", clause) == ["elsewhere"]


def test_a_companion_that_names_nothing_stays_in_its_part(folder: Path) -> None:
    clause = (
        "Part 1 Sharing\ns. 1 A council may give information to the Board.\n"
        "Part 2 Lending\ns. 2 A person who lends keeps privacy."
    )
    assert results(folder, f"{SAVED}, within: document", clause) == ["not found"]


def test_a_schedule_that_a_section_brings_in_is_of_its_part(folder: Path) -> None:
    clause = (
        "Part 1 Sharing\ns. 1 A council may give information to the Board.\ns. 2 This Part is subject to Schedule 1.\n"
        "Schedule 1 Limits\npara. 1 A person who shares keeps privacy."
    )
    assert results(folder, f"{SAVED}, within: part", clause) == ["elsewhere"]


def test_a_schedule_that_nobody_brings_in_is_apart(folder: Path) -> None:
    clause = (
        "Part 1 Sharing\ns. 1 A council may give information to the Board.\n"
        "Schedule 1 Limits\npara. 1 A person who shares keeps privacy."
    )
    assert results(folder, f"{SAVED}, within: part", clause) == ["not found"]


def test_a_schedule_that_is_only_mentioned_answers_for_itself(folder: Path) -> None:
    clause = (
        "Part 1 Sharing\ns. 1 A council may give information to the Board.\ns. 2 Schedule 1 makes provision about lenders.\n"
        "Schedule 1 Lenders\npara. 1 A person who lends keeps privacy."
    )
    assert results(folder, f"{SAVED}, within: part", clause) == ["not found"]


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("In this section “the list” means section 4 and Part 2.", "not found"),
        ("This section is subject to Part 2.", "elsewhere"),
    ],
)
def test_a_part_that_is_named_in_passing_does_not_answer(folder: Path, words: str, result: str) -> None:
    clause = (
        f"Part 1 Sharing\ns. 1 Sharing\n(1) A council may give information to the Board.\n(2) {words}\n"
        "Part 2 Lending\ns. 2 Whoever lends information needs a ledger."
    )
    assert results(folder, "find: [gateway], lacks: {kept: ledger}, within: document", clause) == [result]


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("Information given under subsection (1) keeps privacy in proceedings about this Act.", "not found"),
        ("Information given under subsection (1), or otherwise under this Act, keeps privacy.", "elsewhere"),
        ("Nothing in this Act, whatever subsection (1) says, keeps privacy.", "elsewhere"),
    ],
)
def test_an_act_that_is_mentioned_after_a_subsection_is_not_what_the_words_are_about(
    folder: Path, words: str, result: str
) -> None:
    clause = (
        f"s. 1 A council may give information to the Board.\ns. 2 Other\n(1) A council may lend books.\n(2) {words}"
    )
    assert results(folder, f"{SAVED}, within: document", clause) == [result]


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("For the purposes of this Act a year is one that a ledger counts.", "not found"),
        ("Information given under this Act is noted in a ledger.", "elsewhere"),
    ],
)
def test_words_that_name_the_whole_act_answer_only_if_they_are_about_information(
    folder: Path, words: str, result: str
) -> None:
    clause = f"s. 1 A council may give information to the Board.\ns. 2 {words}"
    assert results(folder, "find: [gateway], lacks: {kept: ledger}, within: document", clause) == [result]


def test_words_for_another_act_do_not_answer_for_the_act_that_carries_them(folder: Path) -> None:
    clause = (
        "s. 1 A council may give information to the Board.\ns. 2 Amendment\nIn the Roads Act 1988, after section 3 insert—\n"
        "  « Roads Act 1988\n  s. 3A Information given under this Act is noted in a ledger.\n  »\n"
    )
    assert results(folder, "find: [gateway], lacks: {kept: ledger}, within: document", clause) == ["not found"]


@pytest.mark.parametrize(("scope", "result"), [("part", "not found"), ("document", "elsewhere")])
def test_another_part_is_beyond_the_part(folder: Path, scope: str, result: str) -> None:
    clause = "Part 1 Sharing\ns. 1 A council may give information to the Board.\nPart 2 General\ns. 2 This Act keeps privacy."
    assert results(folder, f"{SAVED}, within: {scope}", clause) == [result]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A council may be asked to keep a ledger.", []),
        ("Subsection (1) goes with a ledger.", []),
        ("Regulations under subsection (2) need a ledger.", ["not found"]),
    ],
)
def test_words_about_another_subsection_do_not_count(folder: Path, words: str, expected: list[str]) -> None:
    clause = (
        "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) The Minister may make regulations.\n"
        f"(3) {words}"
    )
    assert results(folder, "find: [gateway], lacks: {kept: ledger}, within: section", clause) == expected


def test_a_check_within_the_section_does_not_look_further(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 Section 1 keeps privacy."
    assert results(folder, f"{SAVED}, within: section", clause) == ["not found"]


def test_a_check_within_the_provision_does_not_look_at_its_neighbour(folder: Path) -> None:
    clause = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) This section keeps privacy."
    assert results(folder, f"{SAVED}, within: provision", clause) == ["not found"]


def test_with_asks_for_a_companion(folder: Path) -> None:
    when = "find: [gateway], with: [onward-limit], within: section"
    clause = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) The Board must not pass it on."
    (check,) = asked(folder, when, clause)
    assert (check.result, check.where) == (
        "here",
        ("/clause/section[1]/subsection[1]", "/clause/section[1]/subsection[2]"),
    )
    assert asked(folder, when, "A council may give information to the Board.") == ()


# --- text for another Act -------------------------------------------------------------------------


INSERTED = """\
s. 1 Amendment
In the Roads Act 1988, after section 3 insert—
  « Roads Act 1988
  s. 3A A council may give information to the Board.
  »
"""


def test_what_the_other_act_has_is_undetermined_and_one_level_lower(folder: Path) -> None:
    (check,) = asked(folder, f"{SAVED}, within: part", INSERTED)
    assert (check.result, check.severity) == ("undetermined", "medium")
    assert check.message.endswith(". The Act that this text goes into was not checked")


def test_what_the_parent_act_of_an_instrument_has_is_undetermined(folder: Path) -> None:
    (check,) = asked(
        folder, f"{SAVED}, within: part", "kind: instrument\nreg. 1 A council may give information to the Board."
    )
    assert (check.result, check.severity) == ("undetermined", "medium")
    assert check.message.endswith(". The Act under which this is made was not checked")


def test_the_act_that_carries_the_text_does_not_answer_for_it(folder: Path) -> None:
    assert results(folder, f"{SAVED}, within: document", f"{INSERTED}s. 2 This Act keeps privacy.") == ["undetermined"]


@pytest.mark.parametrize(
    ("act", "words", "result"),
    [
        ("Roads Act 1988", "Sections 3A and 4 keep privacy: whoever uses them keeps privacy.", "elsewhere"),
        ("Roads Act 1988", "A person who shares keeps privacy.", "undetermined"),
        ("Rivers Act 1991", "Section 3A keeps privacy.", "undetermined"),
    ],
)
def test_text_inserted_apart_answers_only_in_one_act_and_by_name(
    folder: Path, act: str, words: str, result: str
) -> None:
    more = f"s. 2 Amendment\nIn the {act}, after section 4 insert—\n  « {act}\n  s. 4A {words}\n  »\n"
    assert results(folder, f"{SAVED}, within: part", INSERTED + more) == [result]


def test_text_inserted_together_answers_without_names(folder: Path) -> None:
    clause = INSERTED.replace("  »", "  s. 3B A person who shares keeps privacy.\n  »")
    assert results(folder, f"{SAVED}, within: part", clause) == ["elsewhere"]


def test_fragments_for_one_section_elsewhere_are_a_section_together(folder: Path) -> None:
    clause = """\
s. 1 Amendment
In section 3 of the Roads Act 1988, after subsection (2) insert—
  « Roads Act 1988
  (2A) A council may give information to the Board.
  (2B) This section keeps privacy.
  »
"""
    assert asked(folder, f"{SAVED}, within: section", clause) == ()


def test_what_is_missing_in_an_eu_instrument_may_stand_in_national_law(folder: Path) -> None:
    document = replace(clause_document("art. 1 A council may give information to the Board."), kind="eu-instrument")
    (check,) = report_on(document, rules(folder, f"{SAVED}, within: part")).checks
    assert (check.result, check.severity) == ("undetermined", "medium")
    assert check.message.endswith(". The national law that goes with it was not checked")


# --- several answers ------------------------------------------------------------------------------


EACH = (
    'find: [gateway], within: document, each: {"a limit": {without: [onward-limit]}, '
    '"a ledger": {lacks: {kept: ledger}, said: {hall: "ledger in the hall"}}}'
)


@pytest.mark.parametrize(
    ("more", "message", "severity"),
    [
        ("It may do so by post.", "the Board gets information: a limit, a ledger", "high"),
        ("It needs a ledger.", "the Board gets information: a limit", "medium"),
        ("The Board must not pass it on.", "the Board gets information: a ledger", "medium"),
    ],
)
def test_of_several_answers_those_that_are_missing_are_named(
    folder: Path, more: str, message: str, severity: str
) -> None:
    clause = f"s. 1 Sharing\n(1) A council may give information to the Board.\n(2) {more}"
    (check,) = asked(folder, EACH, clause)
    assert (check.message, check.severity) == (f"s. 1(1): {message}", severity)


def test_what_misses_some_of_several_answers_is_never_mere_information(folder: Path) -> None:
    clause = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) It needs a ledger."
    assert [check.severity for check in asked(folder, EACH, clause, "low")] == ["low"]


def test_several_answers_may_stand_in_several_places(folder: Path) -> None:
    clause = (
        "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) It needs a ledger.\n"
        "s. 2 The Board must not pass on what it gets under section 1."
    )
    (check,) = asked(folder, EACH, clause)
    assert (check.result, check.where[-1]) == ("elsewhere", "/clause/section[2]")


def test_words_that_speak_for_themselves_answer_anywhere_in_the_part(folder: Path) -> None:
    clause = (
        "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) The Board must not pass it on.\n"
        "s. 2 Under section 3 there is a ledger {0}.\ns. 3 More."
    )
    assert results(folder, EACH, clause.format("in the hall")) == ["elsewhere"]
    assert results(folder, EACH, clause.format("in the yard")) == ["not found"]


def test_a_several_answers_check_reports_an_effect_that_nobody_has(folder: Path) -> None:
    with pytest.raises(RulebaseError, match="onward-limits"):
        rules(folder, 'find: [gateway], within: part, each: {"a limit": {without: [onward-limits]}}')


def test_words_that_are_too_common_answer_only_in_the_section(folder: Path) -> None:
    when = "find: [gateway], beside: {kept: ledger}, within: document"
    first = "s. 1 Sharing\n(1) A council may give information to the Board.\n"
    assert results(folder, when, f"{first}(2) It needs a ledger.") == []
    assert results(folder, when, f"{first}s. 2 Information given under section 1 needs a ledger.") == ["not found"]


# --- dates ----------------------------------------------------------------------------------------


DEFAULT = f"{SAVED}, within: part, default: {{from: 2025-08-20, by: the general rule}}"


@pytest.mark.parametrize(
    ("front", "result"),
    [
        ("date: 2025-08-19", "not found"),
        ("date: 2025-08-20", "default"),
        ("kind: bill\ndate: 2023-03-08", "default"),
        ("title: Sharing Act 2003", "not found"),
        ("title: Sharing Act", "default"),
    ],
)
def test_law_from_the_day_of_a_statutory_default_has_it(folder: Path, front: str, result: str) -> None:
    assert results(folder, DEFAULT, f"{front}\ns. 1 A council may give information to the Board.") == [result]


def test_a_default_is_information_and_says_what_supplies_it(folder: Path) -> None:
    (check,) = asked(folder, DEFAULT, "kind: bill\ns. 1 A council may give information to the Board.")
    assert (check.severity, check.questions) == ("info", ())
    assert check.message.endswith(". Supplied by the general rule")


@pytest.mark.parametrize(("word", "count"), [("before", 1), ("from", 0)])
def test_made_keeps_a_check_to_law_of_its_time(folder: Path, word: str, count: int) -> None:
    when = f"{SAVED}, within: part, made: {{{word}: 2010-01-01}}"
    assert len(asked(folder, when, "date: 2009-12-31\ns. 1 A council may give information to the Board.")) == count


def test_a_section_that_was_fitted_in_later_has_its_own_date(folder: Path) -> None:
    document = parse(read_source(str(Path(__file__).parent.parent / "corpora/made/community-records-act/act.xml")))
    base = load()
    placed = Setting(document, detect(document, recogniser(base.rules), base.effects))
    made = {finding.provision.label: placed.made(finding) for finding in placed.findings}
    assert made["s. 3(2)"] == document.date == "1994-07-21"
    assert made["s. 8A(1)"] == "2021-04-01"


def test_a_bill_is_law_of_the_future(folder: Path) -> None:
    placed = setting(folder, clause_document("kind: bill\ns. 1 A council may give information to the Board."))
    assert placed.made(placed.findings[0]) == FUTURE


# --- what a check may ask of a finding --------------------------------------------------------------


def test_words_must_be_there_and_unless_must_not(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board by post.\ns. 2 A council may give information to the Board by hand."
    assert [
        check.where for check in asked(folder, 'find: [gateway], within: section, words: {w: "by post"}', clause)
    ] == [("/clause/section[1]",)]
    assert [
        check.where for check in asked(folder, 'find: [gateway], within: section, unless: {w: "by post"}', clause)
    ] == [("/clause/section[2]",)]


def test_slots_must_say_open_must_not(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 A council may give records."
    slots = asked(folder, 'find: [gateway], within: section, slots: {to: {b: "board"}}', clause)
    assert [check.where for check in slots] == [("/clause/section[1]",)]
    assert [check.where for check in asked(folder, "find: [gateway], within: section, open: [to]", clause)] == [
        ("/clause/section[2]",)
    ]


def test_parties_are_of_a_class(folder: Path) -> None:
    when = "find: [gateway], within: section, parties: {from: [tax authority]}"
    clause = (
        "s. 1 The Tax Office may give information to the Board.\ns. 2 The Board may give information to the Tax Office."
    )
    assert [check.where for check in asked(folder, when, clause)] == [("/clause/section[1]",)]


def test_a_direction_or_a_rule_may_be_found(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 The Board must not pass it on."
    for found in ("creates", "gateway", "power"):
        assert [c.where for c in asked(folder, f"find: [{found}], within: section", clause)] == [
            ("/clause/section[1]",)
        ]


LACKS = 'find: [gateway], lacks: {w: "with consent"}, within: '


def test_words_that_are_missed_may_stand_in_the_section(folder: Path) -> None:
    clause = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) It may do so only with consent."
    assert asked(folder, f"{LACKS}section", clause) == ()
    assert results(folder, f"{LACKS}provision", clause) == ["not found"]


def test_words_in_another_section_count_if_it_speaks_of_this_one(folder: Path) -> None:
    clause = (
        "s. 1 A council may give information to the Board.\ns. 2 More\n(1) {0} only with consent.\n(2) Nothing else."
    )
    (check,) = asked(folder, f"{LACKS}part", clause.format("Section 1 applies"))
    assert (check.result, check.where[-1]) == ("elsewhere", "/clause/section[2]/subsection[1]")
    assert results(folder, f"{LACKS}part", clause.format("A licence is granted")) == ["not found"]


def test_a_judgement_sees_what_is_there_or_misses_what_is_not(folder: Path) -> None:
    clause = "s. 1 A council may give personal information to any person."
    assert results(folder, "find: [gateway], within: part, judge: recipient_is_open", clause) == ["here"]
    assert results(folder, "find: [gateway], within: part, judge: term_is_undefined", clause) == ["not found"]


# --- how results are told -------------------------------------------------------------------------


TWO = "s. 1 Sharing\n(1) A council may give information to the Board.\n(2) A school may give records to the Agency.\n"


def test_a_section_is_asked_about_once(folder: Path) -> None:
    (check,) = asked(folder, f"{SAVED}, within: part", TWO)
    assert check.message == "s. 1(1), s. 1(2): the Board or the Agency gets information or records"
    assert check.questions == ("Why the Board or the Agency?",)
    assert len(check.findings) == 2


def test_two_sections_are_asked_about_apart(folder: Path) -> None:
    clause = f"{TWO}s. 2 The Board may give information to a council."
    assert [check.message.split(":")[0] for check in asked(folder, f"{SAVED}, within: part", clause)] == [
        "s. 1(1), s. 1(2)",
        "s. 2",
    ]


def test_a_check_of_the_whole_document_asks_once(folder: Path) -> None:
    clause = f"{TWO}s. 2 The Board may give information to a council."
    (check,) = asked(folder, f"{SAVED}, within: document", clause, "medium")
    assert len(check.findings) == 3


def test_a_grave_check_of_the_whole_document_asks_each_section(folder: Path) -> None:
    clause = f"{TWO}s. 2 The Board may give information to a council."
    checks = asked(folder, f"{SAVED}, within: document", clause, "high")
    assert [len(check.findings) for check in checks] == [2, 1]


def test_text_whose_answer_lies_in_one_act_is_told_of_once(folder: Path) -> None:
    more = (
        "s. {0} Amendment\nIn the {1}, after section 3 insert—\n"
        "  « {1}\n  s. 3A A council may give information to the Board.\n  »\n"
    )
    clause = more.format(1, "Roads Act 1988") + more.format(2, "Roads Act 1988") + more.format(3, "Rivers Act 1991")
    assert [len(check.findings) for check in asked(folder, f"{SAVED}, within: part", clause)] == [2, 1]
    (mild,) = asked(folder, f"{SAVED}, within: part", clause, "medium")
    assert len(mild.findings) == 3
    assert mild.message.endswith("The Acts that these texts go into were not checked: Roads Act 1988, Rivers Act 1991")


def test_of_many_places_the_message_names_the_first_and_counts_the_rest(folder: Path) -> None:
    clause = "\n".join(f"s. {number} A council may give information to the Board." for number in range(1, 12))
    (check,) = asked(folder, f"{SAVED}, within: document", clause, "low")
    assert check.message.startswith("s. 1, s. 2, s. 3, s. 4, s. 5, s. 6, s. 7, s. 8 and 3 more: ")
    assert len(check.where) == 11


def test_the_order_is_that_of_the_document(folder: Path) -> None:
    clause = "s. 1 A council may give information to the Board.\ns. 2 A school may give records to the Board."
    assert [check.where[0] for check in asked(folder, f"{SAVED}, within: section", clause)] == [
        "/clause/section[1]",
        "/clause/section[2]",
    ]


def test_a_deprecated_check_is_silent(folder: Path) -> None:
    text = CHECK.format(when=f"{{{SAVED}, within: part}}").replace("status: experimental", "status: deprecated")
    base = load(written(folder, {**RULES, "checks/asked.yaml": text}))
    document = clause_document("A council may give information to the Board.")
    found = detect(document, recogniser(base.rules), base.effects)
    assert found
    assert assess(Setting(document, found), base) == ()


# --- extent and commencement ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "nations"),
    [
        ("This Act extends to England and Wales.", {"England", "Wales"}),
        (
            "This Act extends to England and Wales, Scotland and Northern Ireland.",
            {"England", "Wales", "Scotland", "Northern Ireland"},
        ),
        ("This Act extends to the United Kingdom.", {"England", "Wales", "Scotland", "Northern Ireland"}),
        ("These Regulations extend to Scotland only.", {"Scotland"}),
        ("The licence extends to England.", None),
    ],
)
def test_an_extent_clause_names_nations(words: str, nations: set[str] | None) -> None:
    assert stated_extent(clause_document(words)) == nations


def test_the_markup_of_a_provision_comes_before_the_extent_clause() -> None:
    document = parse(read_source(str(Path(__file__).parent.parent / "corpora/made/community-records-act/act.xml")))
    marked = {provision.extent for provision in document.walk()}
    assert "E+W" in marked
    provision = next(provision for provision in document.walk() if provision.extent == "E+W")
    assert extent_of(document, provision, frozenset({"Scotland"})) == {"England", "Wales"}


def starts(clause: str) -> dict[str, int | None]:
    document = clause_document(clause)
    places = addresses(document)
    times = commencement(document, lambda reference, provision: here(reference, provision, document, places))
    return {top.label: times.time(top.xpath) for top in document.body}


def test_sections_start_in_the_order_of_the_commencement_clause() -> None:
    clause = """\
s. 1 Sharing
s. 2 Limits
s. 3 Offence
s. 4 Rest
s. 5 Commencement
(1) Sections 1 and 5 come into force on the day on which this Act is passed.
(2) Section 2 comes into force at the end of the period of two months beginning with that day.
(3) Section 3 comes into force on 1 April 2027.
(4) The other provisions of this Act come into force on such day as the Minister may by regulations appoint.
"""
    times = starts(clause)
    assert (times["s. 1"], times["s. 2"], times["s. 4"], times["s. 5"]) == (0, 2, APPOINTED, 0)
    assert 2 < (times["s. 3"] or 0) < APPOINTED


def test_a_subsection_that_is_named_starts_apart_from_its_section() -> None:
    clause = """\
s. 1 Sharing
(1) A council may give information to the Board.
(2) The Board must not pass it on.
s. 2 Commencement
(1) Section 1 comes into force at the end of the period of two months beginning with the day on which this Act is passed.
(2) Section 1(1) comes into force on the day on which this Act is passed.
"""
    document = clause_document(clause)
    places = addresses(document)
    times = commencement(document, lambda reference, provision: here(reference, provision, document, places))
    first, second = document.body[0].children
    assert (times.time(first.xpath), times.time(second.xpath)) == (0, 2)


@pytest.mark.parametrize(
    "words",
    [
        "A licence granted before the day on which section 1 comes into force is valid.",
        "Until section 1 comes into force, the old list has effect.",
        "An order that is made after section 1 comes into operation must say so.",
    ],
)
def test_a_time_that_is_told_by_a_commencement_is_none(words: str) -> None:
    assert starts(f"s. 1 Sharing\ns. 2 Licences\n(1) {words}")["s. 1"] is None


def test_dates_start_in_their_order() -> None:
    clause = (
        "s. 1 Sharing\ns. 2 Limits\ns. 3 Offence\ns. 4 Commencement\n(1) Section 1 comes into force on 6th April 2026.\n"
        "(2) Section 2 comes into force on 31 December 2025.\n(3) Section 3 comes into force on 1 October 2031."
    )
    times = starts(clause)
    assert (times["s. 2"] or 0) < (times["s. 1"] or 0) < (times["s. 3"] or 0) < APPOINTED


def test_a_changed_term_is_shown_with_what_uses_it_in_this_document() -> None:
    clause = """\
s. 1 Amendments
In section 3 of the Roads Act 1988, in the definition of “traffic information”, after “lorries” insert “or cars”.
s. 2 More amendments
In the Roads Act 1988, after section 3 insert—
  « Roads Act 1988
  s. 3A Sharing
  The Board may disclose traffic information to a council.
  »
"""
    checks = report_on(clause_document(clause), load()).checks
    (shifted,) = (check for check in checks if check.check == "definition-shifted")
    assert "3A" in shifted.message.partition("(compare ")[2]


def test_what_starts_in_part_only_says_nothing_of_the_section() -> None:
    clause = (
        "s. 1 Sharing\ns. 2 Commencement\n"
        "Section 1 comes into force on the day on which this Act is passed, so far as it confers power."
    )
    assert starts(clause)["s. 1"] is None


def test_without_a_commencement_clause_nothing_is_known() -> None:
    assert starts("s. 1 A council may give information to the Board.") == {"s. 1": None}
