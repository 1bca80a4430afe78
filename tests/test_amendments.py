from __future__ import annotations

import sys

import pytest

from impact.document import Document, Provision
from impact.report import Amendment
from impact.resolve.amendments import find_amendments
from impact.resolve.tables import csv_rows
from impact.resolve.targets import insertion_places, with_targets
from tests.provisions import document, unit

CARRIER = unit("subsection", "(1)", "The Sample Act 2004 is amended as follows.")


def amended(*subsections: Provision) -> tuple[Amendment, ...]:
    """The amendments of a section that amends the Sample Act 2004."""
    return find_amendments(document(unit("section", "1", "", CARRIER, *subsections)))


def rows(words: str) -> list[tuple[str, str, str | None, bool]]:
    """Operation, position, target and whole provision of each amendment in one subsection."""
    return [(a.operation, a.position, a.target, a.whole_provision) for a in amended(unit("subsection", "(2)", words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("In section 3, for “heron” substitute “duck”.", ("substitution", "replace", "sec_3", False)),
        (
            "In section 3, for the words from “heron” to the end substitute “duck”.",
            ("substitution", "replace", "sec_3", False),
        ),
        ("For section 25 substitute—", ("substitution", "replace", "sec_25", True)),
        ("For subsection (2) of section 25 substitute—", ("substitution", "replace", "sec_25__subsec_2", False)),
        ("In section 3, after subsection (12) insert—", ("insertion", "after", "sec_3__subsec_12", False)),
        ("After section 3 insert—", ("insertion", "after", "sec_3", True)),
        ("In section 3(1), before paragraph (a) insert—", ("insertion", "before", "sec_3__subsec_1__para_a", False)),
        ("In section 3(1), after “heron” insert “or duck”.", ("insertion", "after", "sec_3__subsec_1", False)),
        ("In section 3(1), before “heron” insert “grey”.", ("insertion", "before", "sec_3__subsec_1", False)),
        ("In section 3, at the end insert—", ("insertion", "end", "sec_3", False)),
        ("At the end of section 3(4) insert “or duck”.", ("insertion", "end", "sec_3__subsec_4", False)),
        ("In section 3, at the beginning insert—", ("insertion", "start", "sec_3", False)),
        ("In section 3(2), at the appropriate place insert—", ("insertion", "after", "sec_3__subsec_2", False)),
        ("Omit section 75.", ("deletion", "replace", "sec_75", True)),
        (
            "In section 3, omit subsections (2) and (3).",
            ("deletion", "replace", "sec_3__subsec_2,sec_3__subsec_3", False),
        ),
        (
            "In section 3, in paragraphs (a) and (b), omit “on” in each place.",
            ("deletion", "replace", "sec_3__para_a,sec_3__para_b", False),
        ),
        ("Sections 12 to 14 are repealed.", ("deletion", "replace", "sec_12,sec_13,sec_14", True)),
        ("In section 9, the words “of herons” are repealed.", ("deletion", "replace", "sec_9", False)),
        ("Omit section 9 and the italic heading before it.", ("deletion", "replace", "sec_9", True)),
        (
            "In section 9(2), omit paragraph (c) and the “or” before it.",
            ("deletion", "replace", "sec_9__subsec_2__para_c", False),
        ),
        ("Section 9 ceases to have effect.", ("deletion", "replace", "sec_9", True)),
        (
            "In section 9(2), omit the “or” at the end of paragraph (a).",
            ("deletion", "replace", "sec_9__subsec_2__para_a", False),
        ),
        (
            "In section 9(2), the word “and” immediately following paragraph (a) is repealed.",
            ("deletion", "replace", "sec_9__subsec_2__para_a", False),
        ),
        (
            "In section 9, in the heading, for “Herons” substitute “Ducks”.",
            ("substitution", "replace", "sec_9__title", False),
        ),
        (
            "In the heading of Chapter 9, after “herons” insert “and ducks”.",
            ("insertion", "after", "chp_9__title", False),
        ),
        ("In the heading to section 6, omit “grey”.", ("deletion", "replace", "sec_6__title", False)),
        ("The heading of section 6 becomes “Ducks”.", ("substitution", "replace", "sec_6__title", False)),
        ("In section 9, the existing text becomes subsection (1).", ("substitution", "replace", "sec_9", False)),
        ("In section 9(8), omit the definition of “heron”.", ("deletion", "replace", "sec_9__subsec_8", False)),
        (
            "In section 9, for the definition of “heron” in subsection (8) substitute—",
            ("substitution", "replace", "sec_9__subsec_8", False),
        ),
        (
            "In section 9(8), in the definition of “heron”, at the end insert “or duck”.",
            ("insertion", "end", "sec_9__subsec_8", False),
        ),
        (
            "In section 9(2), in the words before paragraph (a), after “heron” insert “or duck”.",
            ("insertion", "after", "sec_9__subsec_2", False),
        ),
        (
            "In Schedule 7, in paragraph 10(4)(a)(ii), omit “grey”.",
            ("deletion", "replace", "sched_7__para_10__subpara_4__para_a__subpara_ii", False),
        ),
        ("Before Schedule 1 insert—", ("insertion", "before", "sched_1", True)),
        ("In Part 2 of Schedule 1, omit “The Heron Board”.", ("deletion", "replace", "sched_1__pt_2", False)),
        (
            "For the words “heron” in section 9 there shall be substituted the words “duck”.",
            ("substitution", "replace", "sec_9", False),
        ),
        ("In section 9, after subsection (2) there is inserted—", ("insertion", "after", "sec_9__subsec_2", False)),
        ("There is inserted after section 9—", ("insertion", "after", "sec_9", True)),
        ("For schedule 2 substitute—", ("substitution", "replace", "sched_2", True)),
        ("In schedule 3, after the entry for section 13(2), insert—", ("insertion", "after", "sched_3", False)),
        (
            "In schedule 3, the entries in the table relating to section 36 are repealed.",
            ("deletion", "replace", "sched_3", False),
        ),
        (
            "In schedule 3, after the entry relating to the Committee for Herons, insert—",
            ("insertion", "after", "sched_3", False),
        ),
        ("In the schedule, under the heading “Ducks”, omit “Teal”.", ("deletion", "replace", "sched", False)),
        (
            "In section 9(2), at the end of paragraph (a) omit “and”.",
            ("deletion", "replace", "sec_9__subsec_2__para_a", False),
        ),
        (
            "In section 9(2), at the end of paragraph (a), for “and” substitute “or”.",
            ("substitution", "replace", "sec_9__subsec_2__para_a", False),
        ),
        (
            "In section 9, subsection (1)(b) and “or” immediately preceding it are repealed.",
            ("deletion", "replace", "sec_9__subsec_1__para_b", False),
        ),
        ("In section 9, the following definitions are repealed—", ("deletion", "replace", "sec_9", False)),
        ("In section 9, insert as closing words—", ("insertion", "end", "sec_9", False)),
        ("In section 9(4) at end insert “or teal”.", ("insertion", "end", "sec_9__subsec_4", False)),
        ("Renumber section 9 as subsection (1) of that section.", ("substitution", "replace", "sec_9", False)),
        ("After section 9, as inserted by section 5, insert—", ("insertion", "after", "sec_9", True)),
        ("After section 9 (inserted by section 5(2)), insert—", ("insertion", "after", "sec_9", True)),
        ("In section 9, leave out “duck” and insert “teal”.", ("substitution", "replace", "sec_9", False)),
        (
            "In section 9, in the list that begins with “12A” insert at the appropriate place “14”.",
            ("insertion", "after", "sec_9", False),
        ),
        (
            "In section 9, in subsection (3) in paragraph (a) omit “grey”.",
            ("deletion", "replace", "sec_9__subsec_3__para_a", False),
        ),
        (
            "In section 9(3), insert “and” at the end of paragraph (c).",
            ("insertion", "end", "sec_9__subsec_3__para_c", False),
        ),
    ],
)
def test_an_instruction_is_a_row(words: str, expected: tuple[str, str, str, bool]) -> None:
    assert rows(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "The Board may by regulations amend, repeal or revoke section 3.",
        "If section 3 is repealed, the Board must say so.",
        "The Board may omit material from a report under section 3.",
        "This section is repealed at the end of two years.",
        "The Board must insert a notice in the register.",
        "A licence becomes void after 3 months.",
        "In the quoted words “omit section 3” there is nothing.",
    ],
)
def test_words_that_amend_nothing_give_no_row(words: str) -> None:
    assert rows(words) == []


def test_one_text_may_hold_several_instructions() -> None:
    found = rows("In section 3(1), for “heron” substitute “duck”, omit “grey” and after “lake” insert “or pond”.")
    assert [operation for operation, *_ in found] == ["substitution", "deletion", "insertion"]


def test_the_words_out_and_in_are_kept() -> None:
    (amendment,) = amended(unit("subsection", "(2)", "In section 3, for “heron” substitute “duck”."))
    assert (amendment.old, amendment.new) == ("heron", "duck")


def test_a_lead_in_aims_its_paragraphs() -> None:
    found = amended(
        unit(
            "subsection",
            "(2)",
            "In section 27B—",
            unit("paragraph", "(a)", "in subsection (2), omit paragraph (b);"),
            unit(
                "paragraph", "(b)", "in subsection (4)—", unit("subparagraph", "(i)", "for “heron” substitute “duck”.")
            ),
            unit("paragraph", "(c)", "after that subsection insert—"),
        )
    )
    assert [amendment.target for amendment in found] == [
        "sec_27B__subsec_2__para_b",
        "sec_27B__subsec_4",
        "sec_27B__subsec_4",
    ]


def test_that_section_is_the_section_of_the_subsection_before() -> None:
    found = amended(
        unit("subsection", "(2)", "In section 1, after subsection (3) insert—"),
        unit("subsection", "(3)", "In subsection (4) of that section, after paragraph (d) insert—"),
    )
    assert found[1].target == "sec_1__subsec_4__para_d"


def test_a_section_that_is_amended_in_accordance_with_subsections_carries_its_target() -> None:
    sample = document(
        unit(
            "section",
            "1",
            "",
            unit(
                "subsection",
                "(1)",
                "Section 72 of the Sample Act 2004 (herons) is amended in accordance with subsections (2) and (3).",
            ),
            unit("subsection", "(2)", "For subsection (1) substitute—"),
            unit("subsection", "(3)", "In subsection (5), omit “grey”."),
        )
    )
    assert [a.target for a in find_amendments(sample)] == ["sec_72__subsec_1", "sec_72__subsec_5"]


def test_an_act_does_not_carry_over_to_the_next_section() -> None:
    sample = document(unit("section", "1", "", CARRIER), unit("section", "2", "Omit section 75."))
    assert find_amendments(sample) == ()


def test_a_heading_that_is_the_title_of_an_act_aims_what_stands_under_it() -> None:
    sample = document(
        unit(
            "schedule",
            "Schedule 1",
            "",
            unit("crossheading", "", "", unit("paragraph", "1", "Omit section 9."), heading="Sample Act 1977 (c. 4)"),
        )
    )
    assert [(a.act, a.target) for a in find_amendments(sample)] == [("Sample Act 1977", "sec_9")]


def test_an_act_amended_under_a_cross_heading_stays_the_aim_of_the_paragraphs_there() -> None:
    sample = document(
        unit(
            "schedule",
            "Schedule 2",
            "",
            unit(
                "crossheading",
                "",
                "",
                unit("paragraph", "58", "The Sample Act 2004 is amended as follows."),
                unit("paragraph", "59", "Omit section 75."),
            ),
        )
    )
    assert [a.target for a in find_amendments(sample)] == ["sec_75"]


def test_each_item_of_a_list_of_repeals_is_a_row() -> None:
    found = amended(
        unit(
            "subsection",
            "(2)",
            "Omit the following—",
            unit("paragraph", "(a)", "section 3;"),
            unit("paragraph", "(b)", "Schedule 2."),
        )
    )
    assert [(a.operation, a.target) for a in found] == [("deletion", "sec_3"), ("deletion", "sched_2")]


def test_a_substitution_in_the_following_provisions_is_a_row_for_each() -> None:
    items = (unit("paragraph", "(a)", "section 3(1);"), unit("paragraph", "(b)", "section 8."))
    found = amended(unit("subsection", "(2)", "In the following provisions, for “heron” substitute “duck”—", *items))
    assert [(a.operation, a.target, a.new) for a in found] == [
        ("substitution", "sec_3__subsec_1", "duck"),
        ("substitution", "sec_8", "duck"),
    ]


def test_a_table_of_repeals_gives_a_row_for_each_place() -> None:
    def line(act: str, extent: str) -> Provision:
        return unit("row", "", "", unit("cell", "", act), unit("cell", "", extent))

    table = unit(
        "table",
        "",
        "",
        line("Short title", "Extent of repeal"),
        line("Sample Act 1977 (c. 4)", "Sections 5 and 6. In section 9(2), the words “of herons”."),
        line("Ponds Act 1980 (c. 5)", "The whole Act."),
    )
    found = find_amendments(document(unit("schedule", "Schedule 3", "", table, heading="Repeals")))
    assert [(a.act, a.target, a.whole_provision) for a in found] == [
        ("Sample Act 1977", "sec_5,sec_6", True),
        ("Sample Act 1977", "sec_9__subsec_2", False),
        ("Ponds Act 1980", None, True),
    ]


def test_what_only_has_effect_as_if_amended_is_marked_as_not_textual() -> None:
    (amendment,) = amended(
        unit("subsection", "(2)", "Section 4 has effect as if for “heron” there were substituted “duck”.")
    )
    assert (amendment.operation, amendment.target, amendment.textual) == ("substitution", "sec_4", False)


def test_regulations_are_amended_by_regulation_and_paragraph() -> None:
    sample = document(unit("regulation", "2", "In regulation 5(3)(b) of the Sample Regulations 2012, omit “grey”."))
    assert [(a.act, a.target) for a in find_amendments(sample)] == [
        ("Sample Regulations 2012", "reg_5__para_3__para_b")
    ]


def test_points_of_articles_are_paragraphs_of_paragraphs() -> None:
    sample = document(unit("section", "1", "In Article 6(1) of the UK GDPR (lawfulness), after point (e) insert—"))
    assert [(a.act, a.target) for a in find_amendments(sample)] == [("UK GDPR", "art_6__para_1__para_e")]


def test_a_quoted_provision_is_not_read_for_instructions() -> None:
    quoted = unit("quotation", "", "", unit("section", "3A", "In section 4, omit “grey”."))
    assert [a.target for a in amended(unit("subsection", "(2)", "After section 3 insert—", quoted))] == ["sec_3"]


def test_the_table_has_the_columns_of_a_keeling_schedule() -> None:
    found = amended(unit("subsection", "(2)", "Omit section 75."))
    assert csv_rows(found, "Sample Act 2004") == (
        {
            "source": "section 1 subsection (2)",
            "source_eid": "section[1]/subsection[2]",
            "type_of_amendment": "deletion",
            "affected_provision": "sec_75",
            "location": "Replace",
            "whole_provision": "true",
        },
    )
    assert csv_rows(found, "Another Act 2004") == ()


def inserting() -> Document:
    quoted = unit("quotation", "", "", unit("section", "3A", "A duck may swim."))
    return document(unit("section", "1", "", CARRIER, unit("subsection", "(2)", "After section 3 insert—", quoted)))


def test_a_quotation_has_the_place_of_the_amendment_that_introduces_it() -> None:
    sample = inserting()
    (place,) = insertion_places(sample, find_amendments(sample)).values()
    assert (place.act, place.provision) == ("Sample Act 2004", "sec_3")


def test_everything_inside_a_quotation_has_its_place() -> None:
    sample = inserting()
    placed = with_targets(sample, find_amendments(sample))
    inside = [p.kind for p in placed.walk() if p.inserted_into and p.inserted_into.provision == "sec_3"]
    assert inside == ["quotation", "section"]


def test_a_deep_document_is_read_without_recursion() -> None:
    deep = unit("paragraph", "(a)", "omit “grey”.")
    for _ in range(300):
        deep = unit("paragraph", "(a)", "", deep)
    sample = document(unit("section", "1", "In section 5 of the Sample Act 2004—", deep))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        found = find_amendments(sample)
    finally:
        sys.setrecursionlimit(limit)
    assert [a.operation for a in found] == ["deletion"]


@pytest.mark.parametrize(
    ("words", "act", "target"),
    [
        (
            "In the Sample Act (Northern Ireland) 1954, after section 43 insert—",
            "Sample Act (Northern Ireland) 1954",
            "sec_43",
        ),
        (
            "For regulation 2.C.2 of the Sample Pensions Regulations 2008 substitute—",
            "Sample Pensions Regulations 2008",
            "reg_2.C.2",
        ),
        (
            "In article 2 of the Sample Act 1998 (Consequential Changes) (No. 2) Order 1999, omit “grey”.",
            "Sample Act 1998 (Consequential Changes) (No. 2) Order 1999",
            "art_2",
        ),
    ],
)
def test_the_act_and_number_are_read_whole(words: str, act: str, target: str) -> None:
    (amendment,) = find_amendments(document(unit("section", "1", words)))
    assert (amendment.act, amendment.target) == (act, target)


def test_a_better_known_short_name_is_kept_for_an_eu_instrument() -> None:
    sample = document(
        unit("section", "1", "In this Act “the UK GDPR” means Regulation (EU) 2016/679."),
        unit("section", "2", "In Article 5 of the UK GDPR, omit paragraph 2."),
    )
    assert [(a.act, a.target) for a in find_amendments(sample)] == [("UK GDPR", "art_5__para_2")]


def test_new_numbers_are_what_that_subsection_means() -> None:
    found = amended(
        unit("subsection", "(2)", "In section 9, the existing text becomes subsection (1)."),
        unit("subsection", "(3)", "In that subsection, for “duck” substitute “teal”."),
        unit("subsection", "(4)", "After that subsection insert—"),
    )
    assert [a.target for a in found] == ["sec_9", "sec_9__subsec_1", "sec_9__subsec_1"]


def test_the_schedule_is_the_one_that_is_being_amended() -> None:
    found = amended(
        unit("subsection", "(2)", "Schedule 4 is amended as follows."),
        unit("subsection", "(3)", "In the title of the Schedule, omit “grey”."),
    )
    assert [a.target for a in found] == ["sched_4__title"]


def test_words_out_and_a_provision_in_are_two_changes() -> None:
    found = rows("In section 9, omit the “or” at the end of paragraph (b) and insert—")
    assert [row[:3] for row in found] == [
        ("deletion", "replace", "sec_9__para_b"),
        ("insertion", "after", "sec_9__para_b"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "This section amends Part 2 of the Heron Act 1999 to let teal be counted.",
        "Subsections (2) and (3) amend the Heron Act 1999.",
        "The following amendments are to the Heron Act 1999.",
    ],
)
def test_what_a_section_says_it_amends_is_the_aim_of_what_follows(words: str) -> None:
    section = unit(
        "section", "1", "", unit("subsection", "(1)", words), unit("subsection", "(2)", "After section 3 insert—")
    )
    assert [(a.act, a.target) for a in find_amendments(document(section))] == [("Heron Act 1999", "sec_3")]


def test_what_is_said_of_amendments_already_made_is_no_amendment() -> None:
    assert rows("The following amendments are related to Part 5A of the Sample Act 2004 inserted by section 8.") == []


def test_initials_with_a_year_name_the_act_that_they_are_defined_as() -> None:
    found = find_amendments(
        document(
            unit("section", "1", "After section 3 of SHA 1999 insert—"),
            unit("section", "2", "In this Act “SHA 1999” means the Sample Herons Act 1999."),
        )
    )
    assert [(a.act, a.target) for a in found] == [("Sample Herons Act 1999", "sec_3")]


def test_this_act_is_not_what_that_act_means() -> None:
    found = amended(
        unit("subsection", "(2)", "After Schedule 7 insert the Schedule set out in Schedule 1 to this Act."),
        unit("subsection", "(3)", "Section 20 of, and Schedule 7 to, that Act are omitted."),
    )
    assert [(a.act, a.target) for a in found] == [
        ("Sample Act 2004", "sched_7"),
        ("Sample Act 2004", "sec_20,sched_7"),
    ]


def test_a_lead_in_that_is_only_in_opens_its_paragraphs() -> None:
    paragraph = unit("paragraph", "(a)", "section 2 of the Heron Act 1999, for “duck” substitute “teal”;")
    found = find_amendments(document(unit("section", "1", "In—", paragraph)))
    assert [(a.act, a.target) for a in found] == [("Heron Act 1999", "sec_2")]


def test_a_list_of_repeals_passes_over_this_act_and_over_what_only_leads_on() -> None:
    found = find_amendments(
        document(
            unit(
                "section",
                "1",
                "The following provisions are repealed—",
                unit("paragraph", "(a)", "section 2 of this Act, and section 12 of the Heron Act 1999;"),
                unit(
                    "paragraph", "(b)", "in the Teal Act 2001—", unit("subparagraph", "(i)", "Schedule 2, paragraph 5;")
                ),
            )
        )
    )
    assert [(a.act, a.target) for a in found] == [("Heron Act 1999", "sec_12"), ("Teal Act 2001", "sched_2__para_5")]


def test_a_title_may_begin_with_regulation() -> None:
    found = find_amendments(
        document(unit("section", "1", "Omit section 5 of the Regulation and Care of Herons Act 1999."))
    )
    assert [a.act for a in found] == ["Regulation and Care of Herons Act 1999"]


def test_a_short_name_may_follow_the_number_of_the_act() -> None:
    found = find_amendments(
        document(
            unit(
                "section", "1", "Part 6 of the Heron Act 1999 (anaw 4) (“the 1999 Act”) and the Teal Act 1999 are read."
            ),
            unit("section", "2", "Omit section 5 of the 1999 Act."),
        )
    )
    assert [a.act for a in found] == ["Heron Act 1999"]


def test_words_beside_a_paragraph_stand_in_what_holds_it() -> None:
    assert rows("In regulation 5, in the words after paragraph (2)(b), omit “grey”.") == [
        ("deletion", "replace", "reg_5__para_2", False)
    ]


def test_the_only_paragraph_of_an_article_is_numbered() -> None:
    assert rows("In Article 6, the single paragraph becomes paragraph 1.") == [
        ("substitution", "replace", "art_6", False)
    ]


def test_a_whole_act_that_is_repealed_is_a_whole_provision() -> None:
    found = find_amendments(document(unit("section", "1", "The Heron Act 1999 is repealed.")))
    assert [(a.act, a.target, a.whole_provision) for a in found] == [("Heron Act 1999", None, True)]


def test_the_instruments_that_a_long_title_names_are_not_revoked_with_it() -> None:
    words = (
        "Commission Regulation (EU) No 12/2013 of 3 May 2013 amending Regulation (EC) No 45/2009 for herons is revoked."
    )
    found = find_amendments(document(unit("regulation", "2", words)))
    assert [(a.operation, a.act) for a in found] == [("deletion", "Commission Regulation (EU) No 12/2013")]


def test_a_schedule_of_revocations_may_list_titles() -> None:
    listed = [
        unit("paragraph", "1", "Heron Counting Regulations 1999 (S.I. 1999/12);"),
        unit("paragraph", "2", "Teal Order 2001"),
        unit("paragraph", "3", "The Teal Order 2003 continues to apply to nests."),
    ]
    schedule = unit("schedule", "1", "", *listed, heading="Revocations")
    assert [(a.act, a.whole_provision) for a in find_amendments(document(schedule))] == [
        ("Heron Counting Regulations 1999", True),
        ("Teal Order 2001", True),
    ]


def test_a_part_on_amendment_and_revocation_is_no_list_of_what_is_revoked() -> None:
    words = "Regulation (EC) No 45/2009 of the European Parliament of 3 May 2009 on herons is amended as follows."
    part = unit("part", "1", "", unit("regulation", "2", words), heading="Amendment and revocation of instruments")
    assert find_amendments(document(part)) == ()


def test_that_part_of_that_schedule_is_the_part_last_spoken_of() -> None:
    found = amended(
        unit("subsection", "(2)", "In Part 3 of Schedule 1 omit “Teal”."),
        unit("subsection", "(3)", "In that Part of that Schedule omit “Duck”."),
    )
    assert [a.target for a in found] == ["sched_1__pt_3", "sched_1__pt_3"]


def test_the_heading_before_a_paragraph_of_a_schedule_is_a_heading_in_that_schedule() -> None:
    found = amended(
        unit("subsection", "(2)", "Schedule 21 is amended as follows."),
        unit("subsection", "(3)", "In the heading before paragraph 4, omit “grey”."),
    )
    assert [a.target for a in found] == ["sched_21__xhdg_4__title"]
