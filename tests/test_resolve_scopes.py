"""For how much of a document a definition holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.document import Document, Place, Provision
from impact.resolve.definitions import find_definitions, lookup
from tests.provisions import document, unit
from tests.test_resolve_forms import section


def scope(sample: Document) -> tuple[str, str | None]:
    """The scope of the only definition of a document."""
    (definition,) = find_definitions(sample)
    return definition.scope, definition.within


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In these rules, unless the context otherwise requires, “heron” means a bird.", "rules"),
        ("In these Regulations “heron” means a bird.", "Regulations"),
        ("In this Act “heron” means a bird.", "Act"),
        ("In this Code “heron” means a bird.", "Code"),
    ],
)
def test_what_these_rules_and_this_act_say_holds_everywhere(words: str, name: str) -> None:
    assert scope(document(section("1", words))) == (name, None)


def test_a_regulation_of_the_union_is_the_whole_document() -> None:
    article = unit(
        "article",
        "Article 2",
        "For the purposes of this Regulation:",
        unit("paragraph", "(1)", "‘heron’ shall mean a bird;"),
        heading="Definitions",
    )
    assert scope(document(article, kind="eu-instrument")) == ("Regulation", None)


def test_a_section_of_a_european_act_is_a_group_of_articles() -> None:
    article = unit(
        "article", "Article 65", "For the purposes of this Section:", unit("paragraph", "(a)", "‘heron’ means a bird;")
    )
    sample = document(unit("crossheading", "Section III", "", article), kind="eu-instrument")
    assert scope(sample) == ("crossheading", "/bill/crossheading[1]")


def test_an_article_of_definitions_holds_everywhere_though_it_does_not_say_so() -> None:
    article = unit(
        "article", "2", "The following apply:", unit("paragraph", "(1)", "‘heron’ means a bird;"), heading="Definitions"
    )
    assert scope(document(article, kind="eu-instrument")) == ("Act", None)


def test_a_section_that_interprets_its_part_holds_in_the_part() -> None:
    held = section("1", "“Heron” means a bird.", heading="Interpretation of Part")
    assert scope(document(unit("part", "Part 2", "", held))) == ("Part 2", "/bill/part[1]")


def test_this_section_and_another_are_two_scopes() -> None:
    sample = document(
        section("1", "In this section and section 2 “heron” means a bird."), section("2", "A heron may fish.")
    )
    assert [each.within for each in find_definitions(sample)] == ["/bill/section[1]", "/bill/section[2]"]


def test_a_definition_for_a_subsection_holds_in_it_alone() -> None:
    sample = document(section("1", "A heron may fish.", "In subsection (1) “heron” means a bird.", "A heron may rest."))
    known = find_definitions(sample)
    held = [lookup("heron", sample.by_xpath[f"/bill/section[1]/subsection[{n}]"], sample, known) for n in (1, 3)]
    assert [each is not None for each in held] == [True, False]


def inserted(words: str, lead: str, target: str, use_in: str) -> Document:
    """Two insertions into one Act: a definition at `target`, and a use of the term in `use_in`."""
    act = "the Ponds Act 1911"

    def quotation(place: str, *below: Provision) -> Provision:
        return _placed(unit("quotation", "", "", *below), Place(act, None, place))

    return document(
        unit("section", "1", lead, quotation(target, unit("subsection", "(5)", words))),
        unit("section", "2", "After section 9 insert—", quotation(use_in, section("9A", "A heron may fish."))),
    )


def _placed(provision: Provision, place: Place) -> Provision:
    children = tuple(_placed(child, place) for child in provision.children)
    return replace(provision, children=children, inserted_into=place)


def meaning(sample: Document) -> str | None:
    use = next(each for each in sample.walk() if each.intro.string == "A heron may fish.")
    held = lookup("heron", use, sample, find_definitions(sample))
    return held.text if held else None


def test_a_definition_inserted_for_the_whole_act_holds_in_other_text_for_that_act() -> None:
    sample = inserted("In this Act “heron” means a bird.", "In section 40 at the end insert—", "sec_40", "sec_9A")
    assert meaning(sample) == "means a bird"


def test_a_definition_inserted_among_the_definitions_holds_in_other_text_for_that_act() -> None:
    sample = inserted("“heron” means a bird.", "In section 40 (interpretation) insert—", "sec_40", "sec_9A")
    assert meaning(sample) == "means a bird"


def test_a_definition_inserted_elsewhere_without_a_scope_holds_in_its_section_only() -> None:
    lead = "In section 40 insert—"
    assert meaning(inserted("“heron” means a bird.", lead, "sec_40", "sec_9A")) is None
    assert meaning(inserted("“heron” means a bird.", lead, "sec_40__subsec_5", "sec_40")) == "means a bird"


def test_a_definition_inserted_into_another_act_does_not_hold() -> None:
    sample = inserted("In this Act “heron” means a bird.", "In section 40 insert—", "sec_40", "sec_9A")
    (first, second) = sample.body
    other = replace(
        second, children=tuple(_placed(child, Place("the Lakes Act 1912", None, "sec_9A")) for child in second.children)
    )
    assert meaning(replace(sample, body=(first, other))) is None


def test_a_definition_in_the_words_of_a_quotation_itself_is_inserted_text() -> None:
    quoted = unit("quotation", "", "“heron” means a bird.")
    sample = document(unit("section", "1", "In section 40 insert—", quoted))
    assert scope(sample) == ("inserted text", "/bill/section[1]/quotation[1]")


def test_a_definition_in_a_paragraph_of_a_schedule_holds_in_that_paragraph() -> None:
    paragraph = unit("paragraph", "1", "", unit("subparagraph", "(1)", "For these purposes “heron” means a bird."))
    assert scope(document(unit("schedule", "Schedule 1", "", paragraph))) == (
        "paragraph",
        "/bill/schedule[1]/paragraph[1]",
    )


def test_a_paragraph_that_interprets_its_schedule_holds_in_the_schedule() -> None:
    paragraph = unit("paragraph", "9", "“Heron” means a bird.", heading="Interpretation")
    assert scope(document(unit("schedule", "Schedule 1", "", paragraph))) == ("Schedule 1", "/bill/schedule[1]")


def test_a_heading_that_names_the_sections_to_be_interpreted_is_the_scope() -> None:
    held = unit(
        "section",
        "2",
        "In this group of sections—",
        unit("definition", "", "“heron” means a bird;"),
        heading="Sections 1 and 2: interpretation",
    )
    sample = document(section("1", "A heron may fish."), held, section("3", "A heron may rest."))
    assert [each.within for each in find_definitions(sample)] == ["/bill/section[1]", "/bill/section[2]"]


@pytest.mark.parametrize(
    ("words", "within"),
    [
        (
            "For the purposes of application of this Regulation, the definitions of birds set out in Annex III shall apply.",
            None,
        ),
        ("The definitions of birds set out in Annex III are old.", "/bill/schedule[2]"),
    ],
)
def test_definitions_in_an_annex_hold_where_an_article_puts_them_to_use(words: str, within: str | None) -> None:
    annex = unit("schedule", "Annex III", "", unit("paragraph", "1", "‘heron’ means a bird;", heading="Definitions"))
    sample = document(unit("article", "Article 2", "", unit("paragraph", "1", words)), annex, kind="eu-instrument")
    assert scope(sample)[1] == within


def test_a_definition_for_a_part_does_not_hold_in_text_that_the_part_inserts_into_another_act() -> None:
    quoted = unit("quotation", "", "", section("9A", "A heron may fish."))
    inserting = unit("section", "2", "In the Ponds Act 1911 insert—", quoted)
    sample = document(unit("part", "Part 1", "", section("1", "In this Part “heron” means a bird."), inserting))
    assert meaning(sample) is None
