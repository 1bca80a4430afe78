"""References in the forms that drafters of different times and places use, each resolved over a small document."""

from __future__ import annotations

import pytest

from impact.document import Document, Provision
from impact.resolve.aims import act_uris
from impact.resolve.citations import find_references
from impact.resolve.numerals import arabic, figure
from impact.resolve.references import resolve_references
from impact.resolve.titles import find_titles
from tests.provisions import document, unit

SITE = "https://www.legislation.gov.uk/"


def section(number: str, words: str = "", *children: Provision, kind: str = "section", heading: str = "") -> Provision:
    return unit(kind, number, words, *children, heading=heading)


def sub(number: str, words: str, *children: Provision) -> Provision:
    return unit("subsection", number, words, *children)


def item(number: str, words: str, *children: Provision) -> Provision:
    return unit("paragraph", number, words, *children)


def leads_to(sample: Document, words: str) -> list[tuple[str | None, str | None]]:
    """Where each reference with these words leads: (document, provision); none if it is open."""
    return [
        (each.document, each.provision) for each in resolve_references(sample) if each.text == words and each.resolved
    ]


def is_open(sample: Document, words: str) -> bool:
    return [each.resolved for each in resolve_references(sample) if each.text == words] == [False]


def own(*steps: str) -> list[tuple[str | None, str | None]]:
    return [(None, f"/bill/{step}") for step in steps]


def test_a_letter_after_a_letter_belongs_to_the_same_subsection() -> None:
    ponds = sub("(1)", "Ponds—", item("(a)", "deep;"), item("(b)", "wide;"), item("(c)", "cold."))
    sample = document(section("1", "", ponds, sub("(2)", "See subsection (1)(a) and (c).")))
    first = "section[1]/subsection[1]"
    assert leads_to(sample, "subsection (1)(a) and (c)") == own(f"{first}/paragraph[1]", f"{first}/paragraph[3]")


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        (
            "section 4(2)(a)(i) and (b)(ii)",
            ["sec_4__subsec_2__para_a__subpara_i", "sec_4__subsec_2__para_b__subpara_ii"],
        ),
        ("section 4(2)(h) or (i)", ["sec_4__subsec_2__para_h", "sec_4__subsec_2__para_i"]),
        ("section 4(2)(a)(iv) or (v)", ["sec_4__subsec_2__para_a__subpara_iv", "sec_4__subsec_2__para_a__subpara_v"]),
        ("sections 3, 4(1)(b) and 7", ["sec_3", "sec_4__subsec_1__para_b", "sec_7"]),
        ("sections nine and thirty-two", ["sec_9", "sec_32"]),
        ("the Second Schedule", ["sched_2"]),
    ],
)
def test_a_list_of_numbers_is_read_number_by_number(words: str, addresses: list[str]) -> None:
    sample = document(section("1", f"See {words} of the Sample Act 2001."))
    text = f"{words} of the Sample Act 2001"
    assert leads_to(sample, text) == [("Sample Act 2001", address) for address in addresses]


def test_parts_beside_a_chapter_of_a_part_are_of_the_same_act() -> None:
    sample = document(
        unit("part", "Part 1", "", section("1", "Herons.")),
        unit(
            "part",
            "Part 2",
            "",
            section("2", "It is barred by any of Parts 1 to 3 or Chapter 1 of Part 9 of the Sample Act 2016."),
        ),
    )
    assert leads_to(sample, "Parts 1 to 3") == [("Sample Act 2016", f"pt_{n}") for n in (1, 2, 3)]


def test_a_section_counted_in_words_is_found() -> None:
    sample = document(section("13", "See section fourteen of this Act."), section("14", "Ponds."))
    assert leads_to(sample, "section fourteen of this Act") == own("section[2]")


def test_an_act_with_a_comma_before_its_year_keeps_the_year() -> None:
    sample = document(section("1", "See section nine of the Sample Ponds Act, 1871."))
    assert leads_to(sample, "section nine of the Sample Ponds Act, 1871") == [("Sample Ponds Act 1871", "sec_9")]


def test_a_schedule_that_is_printed_in_words_is_found() -> None:
    schedule = unit("schedule", "FIRST SCHEDULE", "", item("1", "Reeds."), item("2", "Ducks."))
    sample = document(section("1", "See paragraph 2 of the First Schedule to this Act."), schedule)
    assert leads_to(sample, "paragraph 2 of the First Schedule to this Act") == own("schedule[2]/paragraph[2]")


def test_roman_and_arabic_figures_of_a_part_are_the_same() -> None:
    schedule = unit("schedule", "SCHEDULE IV", "", unit("part", "PART II", "", item("1", "Reeds.")))
    sample = document(section("1", "See Part 2 of Schedule 4."), schedule)
    assert leads_to(sample, "Part 2 of Schedule 4") == own("schedule[2]/part[1]")


def test_an_annex_is_found_by_its_number() -> None:
    annex = unit("schedule", "ANNEX I", "", unit("part", "Part V", "Fish."))
    sample = document(unit("article", "1", "See Part V of Annex I."), annex, kind="eu-instrument")
    assert leads_to(sample, "Part V of Annex I") == own("schedule[2]/part[1]")


def test_the_preceding_subsection_is_the_one_before() -> None:
    sample = document(
        section("1", "", sub("(1)", "Ponds."), sub("(2)", "Lakes."), sub("(3)", "See the preceding subsection."))
    )
    assert leads_to(sample, "the preceding subsection") == own("section[1]/subsection[2]")


def test_the_next_following_section_is_the_one_after() -> None:
    sample = document(section("1", "See the next following section."), section("2", "Ponds."), section("3", "Lakes."))
    assert leads_to(sample, "the next following section") == own("section[2]")


def test_that_article_is_an_article_whatever_was_named_in_between() -> None:
    sample = document(
        section(
            "1",
            "",
            sub("(1)", "In Article 46 of the Sample Order 1986, in paragraph (1), omit “reeds”."),
            sub("(2)", "This is subject to subsection (1)."),
            sub("(3)", "In paragraph (2) of that Article, omit “ducks”."),
        )
    )
    assert leads_to(sample, "paragraph (2) of that Article") == [("Sample Order 1986", "art_46__para_2")]


def test_that_schedule_is_the_last_schedule_and_not_the_last_section() -> None:
    sample = document(
        section(
            "1", "See Schedule 1A to the Sample Act 2001, section 6A(1) of that Act and paragraph 3 of that Schedule."
        )
    )
    assert leads_to(sample, "paragraph 3 of that Schedule") == [("Sample Act 2001", "sched_1A__para_3")]


def test_the_act_is_the_one_that_an_instrument_calls_so() -> None:
    sample = document(
        unit("regulation", "1", "In these Regulations “the Act” means the Sample Act 2001."),
        unit("regulation", "2", "A notice under section 5(2) of the Act."),
        kind="instrument",
    )
    assert leads_to(sample, "section 5(2) of the Act") == [("Sample Act 2001", "sec_5__subsec_2")]


def test_an_article_of_an_agreement_is_not_one_of_the_decision_that_cites_it() -> None:
    sample = document(
        unit("article", "11", "Fish."), unit("article", "12", "See Article 11 of the Agreement."), kind="eu-instrument"
    )
    assert is_open(sample, "Article 11 of the Agreement")


@pytest.mark.parametrize(
    ("citation", "place"),
    [
        ("Sample Pensions Act 1993 (c. 8)", "ukpga/1993/8"),
        ("Sample Ponds (Scotland) Act 2005 (asp 4)", "asp/2005/4"),
        ("Sample Ponds (Wales) Act 2016 (anaw 1)", "anaw/2016/1"),
        ("Sample Ponds Act (Northern Ireland) 2011 (c. 24 (N.I.))", "nia/2011/24"),
        ("Sample Ponds Order 1996 (S.I. 1996/1919 (N.I. 16))", "nisi/1996/1919"),
        ("Sample Ponds Regulations 2016 (S.I. 2016/413 (W. 131))", "wsi/2016/413"),
        ("Regulation (EC) No 765/2008", "eur/2008/765"),
        ("Regulation (EU) 2016/679", "eur/2016/679"),
        ("Directive 95/46/EC", "eudr/1995/46"),
    ],
)
def test_the_number_beside_a_title_says_where_the_act_is(citation: str, place: str) -> None:
    found = list(find_titles(f"See the {citation}."))
    assert found[0].act.uri == f"{SITE}{place}"


def test_an_act_before_chapters_were_counted_by_the_year_has_no_place_from_its_chapter() -> None:
    (found,) = find_titles("See the Sample Ponds Act 1911 (c. 6).")
    assert found.act.uri is None


@pytest.mark.parametrize(
    ("words", "place", "address"),
    [
        ("section 18(1) of the Commissioners for Revenue and Customs Act 2005", "ukpga/2005/11", "sec_18__subsec_1"),
        ("Article 6(1)(f) of the UK GDPR", "eur/2016/679", "art_6__para_1__para_f"),
    ],
)
def test_an_act_that_everybody_cites_is_known_without_a_number(words: str, place: str, address: str) -> None:
    assert leads_to(document(section("1", f"See {words}.")), words) == [(f"{SITE}{place}", address)]


def test_a_number_beside_a_title_counts_for_the_whole_document() -> None:
    sample = document(
        section("1", "See the Sample Ponds Act 1993 (c. 8)."),
        section("2", "See section 3 of the Sample Ponds Act 1993."),
    )
    assert act_uris(sample)["Sample Ponds Act 1993"] == f"{SITE}ukpga/1993/8"
    assert leads_to(sample, "section 3 of the Sample Ponds Act 1993") == [(f"{SITE}ukpga/1993/8", "sec_3")]


def test_a_bill_that_is_cited_by_its_own_title_in_text_for_another_act_is_the_bill() -> None:
    quoted = unit("quotation", "", "", section("5A", "This is subject to section 1 of the Sample Ponds Act 2025."))
    sample = document(
        section("1", "Ponds."),
        section("2", "In the Old Act 2001, after section 5 insert—", quoted),
        section("3", "This Act may be cited as the Sample Ponds Act 2025."),
    )
    assert leads_to(sample, "section 1 of the Sample Ponds Act 2025") == own("section[1]")


def test_a_range_takes_in_what_was_inserted_later() -> None:
    subsections = [sub(f"({number})", "Ponds.") for number in ("1", "2", "2A", "3")]
    sample = document(section("1", "", *subsections, sub("(4)", "Subsections (2) to (3) apply.")))
    assert leads_to(sample, "Subsections (2) to (3)") == own(*(f"section[1]/subsection[{n}]" for n in (2, 3, 4)))


def test_a_range_of_lettered_sections_has_its_middle() -> None:
    sample = document(section("1", "See sections 12A to 12C."), *(section(n, "Ponds.") for n in ("12A", "12B", "12C")))
    assert leads_to(sample, "sections 12A to 12C") == own("section[2]", "section[3]", "section[4]")


def test_the_said_subsection_with_its_number_is_one_reference() -> None:
    sample = document(section("1", "", sub("(1)", "Ponds."), sub("(2)", "As the said subsection (1) says.")))
    assert [(each.text, each.provision) for each in resolve_references(sample)] == [
        ("the said subsection (1)", "/bill/section[1]/subsection[1]")
    ]


def test_what_a_heading_does_to_an_instrument_is_no_part_of_its_title() -> None:
    sample = document(section("1", "Ponds.", heading="Amendment of the Sample Ponds Regulations 1998"))
    assert leads_to(sample, "Sample Ponds Regulations 1998") == [("Sample Ponds Regulations 1998", None)]


def test_clauses_may_stand_in_a_title() -> None:
    (found,) = find_titles("by the Company Clauses Merging Act 1845")
    assert found.act.title == "Company Clauses Merging Act 1845"


def test_a_head_of_a_list_is_the_item_with_its_number() -> None:
    inner = item(
        "(a)", "reeds—", unit("subparagraph", "(i)", "tall;"), unit("subparagraph", "(ii)", "like those of head (i).")
    )
    sample = document(section("1", "", sub("(1)", "Ponds—", inner)))
    assert leads_to(sample, "head (i)") == own("section[1]/subsection[1]/paragraph[1]/subparagraph[1]")


def test_the_act_of_a_year_is_the_one_so_named() -> None:
    sample = document(
        section("1", "In this Act “the Act of 1978” means the Sample (Scotland) Act 1978."),
        section("2", "See section 4 of the Act of 1978."),
    )
    assert leads_to(sample, "section 4 of the Act of 1978") == [("Sample (Scotland) Act 1978", "sec_4")]


def test_an_act_of_a_year_that_nobody_names_is_open() -> None:
    assert is_open(document(section("1", "See section 4 of the 1863 Act.")), "section 4 of the 1863 Act")


def test_a_proviso_speaks_of_the_subsection_that_it_follows() -> None:
    proviso = unit("text", "", "Provided that a district under this subsection is wet.")
    sample = document(section("1", "", sub("(1)", "Divide the pond."), proviso))
    assert leads_to(sample, "this subsection") == own("section[1]/subsection[1]")


def test_this_regulation_is_the_whole_of_an_eu_regulation() -> None:
    sample = document(
        unit("article", "1", "This Regulation covers fish. See Article 2 of this Regulation."),
        unit("article", "2", "Ducks."),
        kind="eu-instrument",
    )
    assert leads_to(sample, "This Regulation") == [(None, None)]
    assert leads_to(sample, "Article 2 of this Regulation") == own("article[2]")


def test_this_regulation_is_one_of_many_in_an_instrument() -> None:
    sample = document(unit("regulation", "1", "This Regulation covers ponds."), kind="instrument")
    assert leads_to(sample, "This Regulation") == own("regulation[1]")


def test_the_items_of_a_list_are_of_the_act_that_its_lead_in_names() -> None:
    listed = (item("(a)", "section 98 (funds);"), item("(b)", "in Schedule 6, paragraph 5."))
    sample = document(
        unit("article", "2", "The following provisions of the Sample Act 2011 come into operation now—", *listed)
    )
    assert leads_to(sample, "section 98") == [("Sample Act 2011", "sec_98")]
    assert leads_to(sample, "paragraph 5") == [("Sample Act 2011", "sched_6__para_5")]


def test_the_items_of_a_list_are_of_the_section_that_its_lead_in_names() -> None:
    listed = item("(a)", "subsection (1), so far as it is about ponds;")
    sample = document(
        section("1", "", sub("(1)", "Ponds.")), section("2", "", sub("(1)", "These provisions of section 1—", listed))
    )
    assert leads_to(sample, "subsection (1)") == own("section[1]/subsection[1]")


def test_thereto_goes_back_to_the_act_just_named() -> None:
    sample = document(
        section("1", "See section 2 of the Sample Act, 1949, and paragraph 5 of the Third Schedule thereto.")
    )
    assert leads_to(sample, "paragraph 5 of the Third Schedule thereto") == [("Sample Act 1949", "sched_3__para_5")]


def test_a_column_that_is_headed_by_an_act_holds_its_numbers() -> None:
    def row(*cells: str) -> Provision:
        return unit("row", "", "", *(unit("cell", "", words) for words in cells))

    table = unit("table", "", "", row("Regulation (EC) No 765/2008", "This Regulation"), row("Article 1", "Article 2"))
    sample = document(
        unit("article", "1", "Fish."),
        unit("article", "2", "Ducks."),
        unit("schedule", "Annex", "", table),
        kind="eu-instrument",
    )
    assert leads_to(sample, "Article 1") == [(f"{SITE}eur/2008/765", "art_1")]
    assert leads_to(sample, "Article 2") == own("article[2]")


def test_a_footnote_is_about_the_act_that_it_names_first() -> None:
    note = unit("note", "", "1972 c. 11; section 1 was amended by the Sample Act 1990 (c. 7), Schedule 8, paragraph 7.")
    sample = document(section("1", "Ponds."), note)
    assert leads_to(sample, "section 1") == [(f"{SITE}ukpga/1972/11", "sec_1")]
    assert leads_to(sample, "paragraph 7") == [(f"{SITE}ukpga/1990/7", "sched_8__para_7")]


def test_this_part_of_a_quoted_section_is_open_if_nothing_says_which_part() -> None:
    quoted = unit("quotation", "", "", section("2B", "Ponds for the purposes of this Part."))
    sample = document(section("1", "In the Old Act 2001, after section 2A insert—", quoted))
    assert is_open(sample, "this Part")


@pytest.mark.parametrize(
    ("words", "number"), [("thirty-two", "32"), ("one hundred and five", "105"), ("Second", "2"), ("duck", None)]
)
def test_a_number_in_words_is_read_as_figures(words: str, number: str | None) -> None:
    assert figure(words) == number


@pytest.mark.parametrize(
    ("label", "form"), [("IV", "4"), ("IIB", "2B"), ("2A", "2A"), ("XL", "40"), ("A", "A"), ("first", "1")]
)
def test_a_label_has_one_form(label: str, form: str) -> None:
    assert arabic(label) == form


def test_this_part_of_this_act_is_the_part_that_speaks() -> None:
    sample = document(unit("part", "Part 1", "", section("1", "In this Part of this Act ponds are wet.")))
    assert leads_to(sample, "this Part of this Act") == own("part[1]")


def test_a_part_in_a_list_below_a_schedule_is_one_of_that_schedule() -> None:
    listed = item("(a)", "Part 1 is about reeds;")
    schedule = unit("schedule", "Schedule 2", "", unit("part", "Part 1", "Reeds."))
    sample = document(section("1", "In Schedule 2—", listed), schedule)
    assert leads_to(sample, "Part 1") == own("schedule[2]/part[1]")


def test_what_is_read_as_changed_is_a_subsection_of_the_section_that_is_changed() -> None:
    sample = document(
        section(
            "1",
            "",
            sub("(2)", "Section 116 of the Sample Act 2001 applies as if there were substituted for subsection (2)—"),
        )
    )
    assert leads_to(sample, "subsection (2)") == [("Sample Act 2001", "sec_116__subsec_2")]


def test_the_items_of_a_list_of_modifications_are_of_the_section_that_is_modified() -> None:
    listed = item("(a)", "in subsection (1), for “pond” there were substituted “lake”;")
    sample = document(section("1", "", sub("(1)", "Section 5 of the Sample Act 2001 has effect as if—", listed)))
    assert leads_to(sample, "subsection (1)") == [("Sample Act 2001", "sec_5__subsec_1")]


def test_the_act_in_text_for_regulations_is_open_if_only_they_know_it() -> None:
    quoted = unit("quotation", "", "", section("15A", "See section 296 of the Act.", kind="regulation"))
    sample = document(section("1", "In the Sample Ponds Regulations 2017, after regulation 15 insert—", quoted))
    assert is_open(sample, "section 296 of the Act")


def test_those_rules_that_nobody_numbered_are_open() -> None:
    sample = document(
        section(
            "1", "", sub("(1)", "See section 4 of the Sample Act 2001. A body may make rules, and those rules bind.")
        )
    )
    assert is_open(sample, "those rules")


@pytest.mark.parametrize(
    "piece", ["the First, the Second ", "sections nine, ", "the alpha beta ", "subsection (1) or ", "the Act, "]
)
def test_a_long_run_of_half_references_is_read_in_linear_time(piece: str) -> None:
    assert len(find_references(piece * 20_000)) in {0, 20_000}


def test_regulations_that_amend_others_have_a_title_of_their_own() -> None:
    titles = [
        found.act.title for found in find_titles("the Sample Ponds Regulations 1999 (Amendment) Regulations 2001")
    ]
    assert titles == ["Sample Ponds Regulations 1999 (Amendment) Regulations 2001"]
