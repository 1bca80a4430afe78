"""What stands around a sentence: headings, the words that open a section of amendments, and the text that it quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from made_rules import GOOD, problems, written

from impact.detect import detect, recogniser
from impact.detect.searched import asides
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.pages import rule_page

RULE = """\
id: changed
title: Something is changed
effect: prohibition
status: experimental
since: 0.1.0
severity: low
confidence: low
why: The words do not say what is changed.
message: Something is changed
questions: [What is changed?]
references: [{title: Land Act 1925 section 3, url: "https://www.example.org/land"}]
match:
  patterns:
    insert: "^insert|omit"
"""
EXAMPLES = """\
examples:
  flagged: [{text: Omit this.}]
  clear: [{text: Keep this., why: nothing is changed}]
  inapplicable: [{text: Sell this., why: nothing is changed}]
"""
HEADED = '  headed: {records: "records !office"}\n'
EARLIER = '  earlier: {records: "records"}\n'
QUOTED = '  quoted: {records: "records"}\n'

Places = Callable[[str, str], list[str]]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Where the rule, with these further lines of its match, flags a clause."""

    def found(lines: str, clause: str) -> list[str]:
        base = load(written(tmp_path / "rules", {**GOOD, "blocks/changed.yaml": RULE + lines + EXAMPLES}))
        findings = detect(clause_document(clause), recogniser(base.rules), base.effects)
        return [finding.provision.label for finding in findings if finding.rule == "changed"]

    return found


def test_a_heading_admits_a_sentence_that_names_no_subject(places: Places) -> None:
    assert places(HEADED, "s. 4 Keeping of records\n(1) In section 9, omit paragraph (b).") == ["s. 4(1)"]


def test_a_heading_about_something_else_does_not(places: Places) -> None:
    assert places(HEADED, "s. 4 Keeping of bees\n(1) In section 9, omit paragraph (b).") == []


def test_words_of_the_sentence_itself_are_no_heading(places: Places) -> None:
    assert places(HEADED, "s. 4 Keeping of bees\n(1) In section 9, omit the records.") == []


def test_the_end_of_a_heading_can_be_told_from_a_word_that_follows(places: Places) -> None:
    assert places(HEADED, "s. 4 Closing of the records office\n(1) In section 9, omit paragraph (b).") == []


def test_only_the_nearest_heading_counts(places: Places) -> None:
    assert places(HEADED, "Part 1 Keeping of records\ns. 4 Bees\n(1) In section 9, omit paragraph (b).") == []


def test_the_first_subsection_says_what_later_ones_amend(places: Places) -> None:
    clause = "s. 4 Bees\n(1) Section 9 (records of hives) is amended as follows.\n(2) Omit paragraph (b)."
    assert places(HEADED, clause) == ["s. 4(2)"]


def test_a_first_subsection_that_amends_nothing_says_nothing_of_later_ones(places: Places) -> None:
    clause = "s. 4 Bees\n(1) The keeper must keep records.\n(2) In section 9, omit paragraph (b)."
    assert places(HEADED, clause) == []


def test_the_opening_of_another_section_is_not_taken_over(places: Places) -> None:
    clause = (
        "s. 4 Bees\n(1) Section 9 (records) is amended as follows.\ns. 5 Hives\n(1) In section 7, omit paragraph (b)."
    )
    assert places(HEADED, clause) == []


def test_an_earlier_paragraph_admits_one_that_goes_on_from_it(places: Places) -> None:
    clause = "s. 4 Bees\n(1) The keeper must—\n  (a) read the records, and\n  (b) omit what is false."
    assert places(EARLIER, clause) == ["s. 4(1)(b)"]


def test_a_later_paragraph_does_not(places: Places) -> None:
    clause = "s. 4 Bees\n(1) The keeper must—\n  (a) omit what is false, and\n  (b) read the records."
    assert places(EARLIER, clause) == []


def test_an_earlier_subsection_is_no_earlier_paragraph(places: Places) -> None:
    clause = "s. 4 Bees\n(1) The keeper must read the records.\n(2) In section 9, omit paragraph (b)."
    assert places(EARLIER, clause) == []


_FRAGMENT = "s. 4 Bees\n(1) In section 9, after paragraph (a) insert—\n  «\n  (aa) records of hives,\n  »"
_PROVISION = "s. 4 Bees\n(1) After section 9 insert—\n  «\n  s. 9A Hives\n  (1) The keeper must keep records.\n  »"
_SUBSECTION = (
    "s. 4 Bees\n(1) In section 9, after subsection (3) insert—\n  «\n  (3A) The keeper must keep records.\n  »"
)
_NOTHING = "s. 4 Bees\n(1) In section 9, omit paragraph (b)."


def test_quoted_text_is_looked_into(places: Places) -> None:
    assert places(QUOTED, _FRAGMENT) == ["s. 4(1)"]


def test_quoted_text_without_the_words_does_not_count(places: Places) -> None:
    assert places(QUOTED, _FRAGMENT.replace("records", "pictures")) == []


def test_where_nothing_is_quoted_nothing_is_found_in_it(places: Places) -> None:
    assert places(QUOTED, _NOTHING) == []


@pytest.mark.parametrize(
    ("clause", "admitted"),
    [
        (_FRAGMENT, {"fragments"}),
        (_PROVISION, {"provisions"}),
        (_SUBSECTION, {"provisions"}),
        (_NOTHING, {"fragments", "provisions"}),
    ],
    ids=["a paragraph", "a section", "a subsection", "nothing"],
)
def test_a_rule_can_ask_for_fragments_or_for_whole_provisions(places: Places, clause: str, admitted: set[str]) -> None:
    assert {kind for kind in ("fragments", "provisions") if places(f"  quotes: {kind}\n", clause)} == admitted


def test_a_blocked_match_absorbs_nothing(tmp_path: Path) -> None:
    absorbing = RULE.replace('"^insert|omit"', '"in ..20 ^omit"') + "  absorbs: [gateway]\n" + HEADED + EXAMPLES
    rules: Mapping[str, str] = {**GOOD, "blocks/changed.yaml": absorbing.replace("Omit this", "In time omit this")}
    base = load(written(tmp_path / "rules", rules))
    compiled = recogniser(base.rules)

    def effects(heading: str) -> set[str]:
        clause = (
            f"s. 4 {heading}\n(1) In section 9 omit paragraph (b) and the Board may disclose information to a council."
        )
        return {finding.effect for finding in detect(clause_document(clause), compiled, base.effects)}

    assert effects("Keeping of records") == {"prohibition"}
    assert effects("Keeping of bees") == {"gateway"}


def test_an_unknown_kind_of_quoted_text_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"blocks/changed.yaml": f"{RULE}  quotes: sections\n{EXAMPLES}"})
    assert "“sections”" in problem.message
    assert "fragments" in problem.message


def test_a_pattern_of_the_heading_that_cannot_be_read_is_a_problem_at_its_line(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"blocks/changed.yaml": RULE + '  headed:\n    records: "$recrods"\n' + EXAMPLES})
    lines_before = RULE.count("\n")
    assert problem.line == lines_before + 2  # the line after “headed:”
    assert "$recrods" in problem.message


def test_the_page_of_a_rule_says_what_it_asks_of_headings_and_quoted_text(tmp_path: Path) -> None:
    rule = RULE + HEADED + QUOTED + "  quotes: fragments\n" + EXAMPLES
    base = load(written(tmp_path / "rules", {**GOOD, "blocks/changed.yaml": rule}))
    page = rule_page(next(rule for rule in base.rules if rule.id == "changed"))
    assert "Only under a heading" in page
    assert "Only above quoted text" in page
    assert "fragments only" in page


def test_a_long_gap_reaches_over_what_is_said_between_commas() -> None:
    words = "the owner shall , if he disposes of his interest in the vessel to another , inform the Board".split()
    said = [word for word, aside in zip(words, asides(words), strict=True) if not aside]
    assert " ".join(said) == "the owner shall inform the Board"


def test_a_list_between_commas_is_no_aside() -> None:
    words = "records , returns , plans and accounts".split()
    assert not any(asides(words))


HARBOUR = """\
id: returned
title: A return is sent
effect: gateway
status: experimental
since: 0.1.0
severity: low
confidence: low
why: A return goes to the Board.
message: A return is sent
questions: [What is in it?]
references: [{title: Land Act 1925 section 3, url: "https://www.example.org/land"}]
match:
  patterns:
    sent: "shall ^send ..6 return ..30 board"
  unless:
    nothing: "no|not ..6 (be|required|unless)"
"""
HARBOUR_EXAMPLES = """\
examples:
  flagged: [{text: He shall send a return to the Board.}]
  clear: [{text: He shall send a letter., why: no return}]
  inapplicable: [{text: He shall not be bound to send a return., why: nothing is sent}]
"""


def returned(tmp_path: Path, sentence: str) -> int:
    """How many findings the rule on returns makes of a sentence."""
    base = load(written(tmp_path / "rules", {**GOOD, "creates/returned.yaml": HARBOUR + HARBOUR_EXAMPLES}))
    rules = recogniser([rule for rule in base.rules if rule.id == "returned"])
    return len(detect(clause_document(f"(1) {sentence}"), rules, base.effects))


def test_an_unless_in_a_clause_of_its_own_does_not_cancel_the_match_before_it(tmp_path: Path) -> None:
    assert returned(tmp_path, "The master shall send a return, and no fee shall be asked, to the Board.") == 1


def test_an_unless_in_a_clause_with_the_same_subject_cancels_the_match(tmp_path: Path) -> None:
    assert returned(tmp_path, "The master shall send a return, and shall not be asked for more, to the Board.") == 0


def test_an_unless_in_the_clause_of_the_match_cancels_it(tmp_path: Path) -> None:
    assert returned(tmp_path, "The master shall send a return, no fee to be asked, to the Board.") == 0
