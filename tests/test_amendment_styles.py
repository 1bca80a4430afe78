"""Instructions to amend in the styles of many drafters, and what only looks like one."""

from __future__ import annotations

import pytest

from impact.document import Provision
from impact.report import Amendment
from impact.resolve.amendments import find_amendments
from tests.provisions import document, unit

CARRIER = unit("subsection", "(1)", "The Sample Act 2004 is amended as follows.")


def amended(*subsections: Provision) -> tuple[Amendment, ...]:
    """The amendments of a section that amends the Sample Act 2004."""
    return find_amendments(document(unit("section", "1", "", CARRIER, *subsections)))


def rows(words: str) -> list[tuple[str, str, str | None]]:
    """Operation, position and target of each amendment in one subsection."""
    return [(a.operation, a.position, a.target) for a in amended(unit("subsection", "(2)", words))]


@pytest.mark.parametrize(
    ("words", "operation", "position", "target"),
    [
        ("In section 30 insert the following definition at the appropriate place—", "insertion", "after", "sec_30"),
        ("Insert at the appropriate place in section 30—", "insertion", "after", "sec_30"),
        ("In the opening words of section 11(2), after “may” insert “not”.", "insertion", "after", "sec_11__subsec_2"),
        ("In the second sentence of section 11(2), omit “only”.", "deletion", "replace", "sec_11__subsec_2"),
        (
            "In section 4(1), in the reference to paragraph 2 of Schedule 5, for “a” substitute “b”.",
            "substitution",
            "replace",
            "sec_4__subsec_1",
        ),
        (
            "In section 37, for “eels”, in paragraph (a) and paragraph (c), substitute “elvers”.",
            "substitution",
            "replace",
            "sec_37__para_a,sec_37__para_c",
        ),
        (
            "In section 4(1) and in paragraph 3 of Schedule 2 for “a” substitute “b”.",
            "substitution",
            "replace",
            "sec_4__subsec_1,sched_2__para_3",
        ),
        (
            "At the end of sub-paragraph (1) of each of paragraphs 10 and 11 of Schedule 2 add “or pond”.",
            "insertion",
            "end",
            "sched_2__para_10__subpara_1,sched_2__para_11__subpara_1",
        ),
        ("For the cross-heading before section 18 substitute “Dams”.", "substitution", "replace", "xhdg_18__title"),
        ("In the italic heading above section 18, omit “Dams”.", "deletion", "replace", "xhdg_18__title"),
        ("In the long title, for “eels” substitute “fish”.", "substitution", "replace", "longtitle"),
        ("In section 5, omit the words from “eel” to the end.", "deletion", "replace", "sec_5"),
        ("After section 4 omit the sentence that begins “Eels”.", "deletion", "replace", "sec_4"),
        (
            "In section 4(2)(a), after paragraph (viii) insert—",
            "insertion",
            "after",
            "sec_4__subsec_2__para_a__subpara_viii",
        ),
        (
            "The Schedule set out in Schedule 2 to this Act is inserted after Schedule 6.",
            "insertion",
            "after",
            "sched_6",
        ),
        (
            "For the sum specified in section 5(3) there shall be substituted £90.",
            "substitution",
            "replace",
            "sec_5__subsec_3",
        ),
        ("There shall be substituted for section 11 the following section—", "substitution", "replace", "sec_11"),
        ("Insert before section 21 the following cross-heading— “Weirs”.", "insertion", "before", "sec_21"),
        ("In Schedule 4, after the heading “Weirs” insert—", "insertion", "after", "sched_4"),
        ("In section 15, the existing text is to be subsection (1).", "substitution", "replace", "sec_15"),
        ("Subject to subsection (9), sections 4 and 5 are repealed.", "deletion", "replace", "sec_4,sec_5"),
        (
            "In section 7, in the definition of “eel” after paragraph (b) insert—",
            "insertion",
            "after",
            "sec_7__para_b",
        ),
        ("Schedule 2, Part 1, paragraph 4 is omitted.", "deletion", "replace", "sched_2__para_4"),
        (
            "In Schedule 2, Part 1, paragraph 4, sub-paragraph (2), omit “a”.",
            "deletion",
            "replace",
            "sched_2__para_4__subpara_2",
        ),
        ("In section 11 there shall be added the following subsection—", "insertion", "end", "sec_11"),
        (
            "In section 6, the following shall be added at the end of subsection (2): “or pond”.",
            "insertion",
            "end",
            "sec_6__subsec_2",
        ),
        ("In the proviso to section 7(2), omit “grey”.", "deletion", "replace", "sec_7__subsec_2"),
        ("In section 6, after paragraph (c) “or” is omitted.", "deletion", "replace", "sec_6__para_c"),
        ("In paragraph 1 of the Schedule, after paragraph (l) insert—", "insertion", "after", "sched__para_1__para_l"),
        ("In Schedule 12 Part 1 after “eel” insert “or elver”.", "insertion", "after", "sched_12__pt_1"),
        (
            "In the column headed “Fish” of section 6, before “eel” insert “carp”.",
            "insertion",
            "before",
            "sec_6",
        ),
        (
            "In Schedule 2, omit “or” at the end of paragraph 2 (2) (iv).",
            "deletion",
            "replace",
            "sched_2__para_2__subpara_2__para_iv",
        ),
        (
            "In subsection (4) of section 42, and in both places in subsection (5) of that section, for “a” substitute “b”.",
            "substitution",
            "replace",
            "sec_42__subsec_4,sec_42__subsec_5",
        ),
        ("In section 5, in place of “eel” substitute “elver”.", "substitution", "replace", "sec_5"),
    ],
)
def test_an_instruction_has_one_row(words: str, operation: str, position: str, target: str) -> None:
    assert rows(words) == [(operation, position, target)]


@pytest.mark.parametrize(
    ("words", "operation", "position", "target"),
    [
        (
            "Section 33 is amended by the insertion, after subsection (2), of the following—",
            "insertion",
            "after",
            "sec_33__subsec_2",
        ),
        ("Section 34 is amended by substituting “b” for “a”.", "substitution", "replace", "sec_34"),
        ("Section 34 shall be amended by the substitution for “a” of “b”.", "substitution", "replace", "sec_34"),
        (
            "Section 35(1) is amended by the omission of paragraph (b).",
            "deletion",
            "replace",
            "sec_35__subsec_1__para_b",
        ),
        ("Section 35(1) is amended by adding at the end “or pond”.", "insertion", "end", "sec_35__subsec_1"),
        ("Section 36 shall be replaced by the following:", "substitution", "replace", "sec_36"),
        (
            "In section 36(2) the words “an eel” are replaced by “a fish”.",
            "substitution",
            "replace",
            "sec_36__subsec_2",
        ),
        ("In section 36, replace “eel” with “fish”.", "substitution", "replace", "sec_36"),
        (
            "In section 36, the full stop at the end of paragraph (c) is replaced by “; and”.",
            "substitution",
            "replace",
            "sec_36__para_c",
        ),
    ],
)
def test_an_amendment_may_be_told_in_nouns_or_as_a_replacement(
    words: str, operation: str, position: str, target: str
) -> None:
    assert rows(words) == [(operation, position, target)]


@pytest.mark.parametrize(
    "words",
    [
        "Despite the repeal of section 30, that section has effect for old weirs.",
        "The provisions of the Eels Act 1866 requiring accounts shall cease to have effect.",
        "So much of the Eels Act 1866 as relates to weirs is repealed.",
        "The repeal of sections 4 to 7 does not affect a licence.",
        "A weir to which section 9 applied before its repeal is a dam.",
        "Regulations may amend section 5 by inserting, omitting or substituting an entry.",
        "Regulations are subject to approval if they add to, replace or omit any part of an Act.",
    ],
)
def test_what_speaks_of_a_change_makes_none(words: str) -> None:
    assert rows(words) == []


def test_what_an_as_if_takes_out_is_not_textual() -> None:
    found = amended(unit("subsection", "(2)", "Section 5 applies as if subsections (1) and (2) were omitted."))
    assert [(a.target, a.textual) for a in found] == [("sec_5__subsec_1,sec_5__subsec_2", False)]


def test_an_as_if_is_about_what_the_sentence_began_with() -> None:
    words = (
        "Paragraph 7 of Schedule 2 shall, so far as it has effect by virtue of section 9 of the Eels Act 1999, "
        "apply as if there were inserted at the end—"
    )
    assert [(a.act, a.target) for a in amended(unit("subsection", "(2)", words))] == [
        ("Sample Act 2004", "sched_2__para_7")
    ]


def test_a_place_in_relation_to_which_something_is_done_is_no_aim() -> None:
    below = unit("paragraph", "(a)", "subsection (2) is omitted;")
    found = amended(unit("subsection", "(2)", "In relation to section 9 of the Eels Act 1999—", below))
    assert [(a.act, a.target) for a in found] == [("Sample Act 2004", "subsec_2")]


def test_a_hyphen_at_the_end_of_a_lead_in_is_its_dash() -> None:
    below = unit("paragraph", "(a)", "in subsection (1) omit “a”;")
    assert [a.target for a in amended(unit("subsection", "(2)", "In section 28-", below))] == ["sec_28__subsec_1"]


def test_a_verb_that_clings_to_the_year_of_an_act_is_read() -> None:
    section = unit(
        "section", "1", "The Eels Act 1999is amended as follows—", unit("paragraph", "(a)", "omit section 3;")
    )
    assert [(a.act, a.target) for a in find_amendments(document(section))] == [("Eels Act 1999", "sec_3")]


def test_a_provision_may_be_told_to_be_amended() -> None:
    carrier = unit("subsection", "(1)", "Amend Part 9 of Schedule 3 to the Eels Act 1999 as follows.")
    found = find_amendments(
        document(unit("section", "1", "", carrier, unit("subsection", "(2)", "Omit paragraph 16.")))
    )
    assert [(a.act, a.target) for a in found] == [("Eels Act 1999", "sched_3__para_16")]


def test_a_bare_paragraph_lies_in_the_schedule_last_spoken_of() -> None:
    found = amended(
        unit("subsection", "(2)", "In Schedule 15, omit paragraph 4."),
        unit("subsection", "(3)", "Omit paragraph 18."),
    )
    assert [a.target for a in found] == ["sched_15__para_4", "sched_15__para_18"]


def test_paragraphs_below_amended_by_may_begin_with_a_gerund() -> None:
    lead = unit(
        "subsection",
        "(2)",
        "Section 5 is amended by—",
        unit("paragraph", "(a)", "inserting after subsection (2)—"),
        unit("paragraph", "(b)", "omitting subsection (4);"),
    )
    assert [(a.operation, a.target) for a in amended(lead)] == [
        ("insertion", "sec_5__subsec_2"),
        ("deletion", "sec_5__subsec_4"),
    ]


def test_what_is_omitted_may_be_a_word_and_a_paragraph() -> None:
    assert rows("In section 18(1), omit the “or” at the end of paragraph (a), and paragraph (c).") == [
        ("deletion", "replace", "sec_18__subsec_1__para_a"),
        ("deletion", "replace", "sec_18__subsec_1__para_c"),
    ]


def test_places_may_be_listed_after_what_is_done_in_them() -> None:
    lead = unit(
        "subsection",
        "(2)",
        "For “eel” substitute “elver”, in—",
        unit("paragraph", "(a)", "section 5 (weirs);"),
        unit("paragraph", "(b)", "subsection (1) of section 6."),
    )
    assert [(a.target, a.old, a.new, a.whole_provision) for a in amended(lead)] == [
        ("sec_5", "eel", "elver", False),
        ("sec_6__subsec_1", "eel", "elver", False),
    ]


def test_the_schedule_to_an_act_may_have_no_number() -> None:
    section = unit("section", "1", "In paragraph 1 of the Schedule to the Eels Act 1960, omit sub-paragraph (2).")
    assert [a.target for a in find_amendments(document(section))] == ["sched__para_1__subpara_2"]


def test_principal_regulations_are_what_references_to_them_are_references_to() -> None:
    meaning = (
        "In these Regulations any reference to the “Principal Regulations” is a reference to the Eels Regulations 2001."
    )
    found = find_amendments(
        document(
            unit("regulation", "2", meaning),
            unit("regulation", "3", "The Principal Regulations shall be amended in accordance with regulation 4."),
            unit("regulation", "4", "Omit regulation 7."),
        )
    )
    assert [(a.act, a.target) for a in found] == [("Eels Regulations 2001", "reg_7")]


def test_a_list_of_what_is_repealed_may_stand_in_the_paragraphs_after() -> None:
    carrier = unit("paragraph", "1", "The following provisions of the Eels Act 1930 are repealed.")
    words = unit("paragraph", "2", "In section 2 (parts) the words “Part 4”.")
    lead = unit("paragraph", "3", "In section 3—", unit("paragraph", "(a)", "the words “and Parts”; and"))
    section = unit("paragraph", "4", "Section 29 (shares).")
    found = find_amendments(document(unit("schedule", "1", "", carrier, words, lead, section)))
    assert [(a.target, a.old, a.whole_provision) for a in found] == [
        ("sec_2", "Part 4", False),
        ("sec_3", "and Parts", False),
        ("sec_29", None, True),
    ]


def test_an_italic_heading_may_stand_in_a_list_of_what_is_omitted() -> None:
    lead = unit(
        "subsection",
        "(2)",
        "Omit—",
        unit("paragraph", "(a)", "section 15;"),
        unit("paragraph", "(b)", "the italic heading before section 16;"),
    )
    assert [(a.target, a.whole_provision) for a in amended(lead)] == [("sec_15", True), ("xhdg_16__title", False)]


def test_roman_numbers_are_counted_out() -> None:
    assert rows("In section 4(2)(b)(i) to (iii), for “a” substitute “b”.") == [
        (
            "substitution",
            "replace",
            "sec_4__subsec_2__para_b__subpara_i,sec_4__subsec_2__para_b__subpara_ii,sec_4__subsec_2__para_b__subpara_iii",
        )
    ]


def test_a_sentence_may_go_on_after_what_is_omitted() -> None:
    assert rows("In section 10, paragraph (c) is omitted and in paragraph (d) “fish” is replaced by “eel”.") == [
        ("deletion", "replace", "sec_10__para_c"),
        ("substitution", "replace", "sec_10__para_d"),
    ]


def test_a_heading_that_goes_is_no_whole_provision() -> None:
    (found,) = amended(unit("subsection", "(2)", "Omit the italic heading before section 45."))
    assert (found.target, found.whole_provision) == ("xhdg_45__title", False)


def test_the_number_beside_a_title_is_no_second_instrument() -> None:
    words = "The Eels Regulations 1999 (S.I. 1999/12) and the Carp Regulations 2001 (S.I. 2001/9) are revoked."
    found = find_amendments(document(unit("regulation", "1", words)))
    assert [a.act for a in found] == ["Eels Regulations 1999", "Carp Regulations 2001"]


@pytest.mark.parametrize("title", ["Weirs Regulation (Wales) Order 1997", "Weirs Etc. (Wales) Act 1987"])
def test_a_title_is_read_whole(title: str) -> None:
    section = unit("section", "1", f"In section 4 of the {title}, omit “a”.")
    assert [a.act for a in find_amendments(document(section))] == [title]


def repeals(heading: str, *cells: str, head: str = "Extent of repeal") -> list[tuple[str | None, str | None]]:
    """Act and target of each row that a Schedule with one table yields; `cells` in pairs."""
    pairs = [("Title", head), *zip(cells[::2], cells[1::2], strict=True)]
    lines = [unit("row", "", "", *(unit("cell", "", cell) for cell in pair)) for pair in pairs]
    found = find_amendments(document(unit("schedule", "2", "", unit("table", "", "", *lines), heading=heading)))
    return [(a.act, a.target) for a in found]


def test_enactments_repealed_is_the_heading_of_a_schedule_of_repeals() -> None:
    assert repeals("Enactments repealed", "Eels Act 1999", "Section 4.", head="How much") == [
        ("Eels Act 1999", "sec_4")
    ]


def test_a_schedule_without_such_a_heading_is_known_by_its_extent_of_repeal() -> None:
    assert repeals("Old law", "Eels Act 1999", "Section 4.") == [("Eels Act 1999", "sec_4")]


def test_clauses_after_a_semicolon_stay_in_the_section_that_the_sentence_named() -> None:
    extent = (
        "In section 58, subsection (1); in subsections (2) and (3), the words “eel or”; subsection (9). Section 60."
    )
    assert repeals("Repeals", "Eels Act 1999", extent) == [
        ("Eels Act 1999", "sec_58__subsec_1"),
        ("Eels Act 1999", "sec_58__subsec_2,sec_58__subsec_3"),
        ("Eels Act 1999", "sec_58__subsec_9"),
        ("Eels Act 1999", "sec_60"),
    ]


def test_words_in_straight_quotation_marks_are_no_provisions_of_a_repeal() -> None:
    extent = 'Sections three to five; the words "of section six" in section eight; the First Schedule.'
    assert repeals("Enactments repealed", "Eels Act 1899", extent) == [
        ("Eels Act 1899", "sec_3,sec_4,sec_5"),
        ("Eels Act 1899", "sec_8"),
        ("Eels Act 1899", "sched_1"),
    ]
