from __future__ import annotations

import pytest

from impact.document import Document, Provision
from impact.report import Definition
from impact.resolve.definitions import find_definitions, follow, lookup
from impact.resolve.slots import resolve_slot_text
from tests.provisions import document, unit


def section(number: str, *words: str, heading: str = "") -> Provision:
    """A section with a subsection for each text."""
    return unit(
        "section", number, "", *(unit("subsection", f"({n})", text) for n, text in enumerate(words, 1)), heading=heading
    )


def only(sample: Document) -> Definition:
    (definition,) = find_definitions(sample)
    return definition


def meaning(sample: Document, term: str, xpath: str) -> str | None:
    """The text of the definition that holds at a place."""
    found = lookup(term, sample.by_xpath[xpath], sample, find_definitions(sample))
    return found.text if found else None


@pytest.mark.parametrize(
    ("words", "term", "text"),
    [
        ("In this section, “heron” means a grey bird.", "heron", "means a grey bird"),
        ("In this section “heron” includes a duck.", "heron", "includes a duck"),
        ("In this section “heron”, in relation to a pond, means its bird.", "heron", "means its bird"),
        ("References in this section to fishing include netting.", "fishing", "include netting"),
        (
            "The Board must keep a list of herons (referred to in this section as “the list”).",
            "the list",
            "a list of herons",
        ),
        ("This applies where a council (“LA1”) keeps a pond.", "LA1", "a council"),
    ],
)
def test_a_definition_in_prose_is_found(words: str, term: str, text: str) -> None:
    definition = only(document(section("1", words)))
    assert (definition.term, definition.text, definition.scope) == (term, text, "section")
    assert definition.within == "/bill/section[1]"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("In this Act “heron” has the same meaning as in the Sample Act 2001.", "the Sample Act 2001"),
        ("In this Act “heron” has the meaning given by section 48.", "section 48"),
        ("In this Act “heron” is to be read in accordance with section 48.", "section 48"),
        ("In this Act “heron” shall be construed in accordance with section 48.", "section 48"),
    ],
)
def test_a_meaning_that_stands_elsewhere_is_said_to_be_there(words: str, place: str) -> None:
    definition = only(document(section("1", words)))
    assert (definition.text, definition.same_as, definition.scope, definition.within) == (None, place, "Act", None)


def test_the_text_of_a_definition_holds_the_list_below_it() -> None:
    sample = document(
        unit(
            "section",
            "1",
            "In this section “heron” means—",
            unit("paragraph", "(a)", "a grey bird, or"),
            unit("paragraph", "(b)", "an egret."),
        )
    )
    assert only(sample).text == "means— (a) a grey bird, or (b) an egret"


def test_two_definitions_in_one_sentence_are_two() -> None:
    found = find_definitions(document(section("1", "In this section “heron” means a bird and “pond” means water.")))
    assert [(d.term, d.text) for d in found] == [("heron", "means a bird"), ("pond", "means water")]


def test_two_terms_with_one_meaning_are_two_definitions() -> None:
    found = find_definitions(
        document(section("1", "In this Act “heron” and “pond” have the meanings given by section 3."))
    )
    assert [(d.term, d.same_as) for d in found] == [("heron", "section 3"), ("pond", "section 3")]


def test_a_marked_definition_takes_its_scope_from_the_lead_in() -> None:
    marked = Provision(**{**_fields(unit("definition", "", "heron means a bird;")), "terms": ("heron",)})
    sample = document(
        unit("part", "Part 2", "", unit("section", "9", "", unit("subsection", "(1)", "In this Part—", marked)))
    )
    definition = only(sample)
    assert (definition.term, definition.text, definition.scope, definition.within) == (
        "heron",
        "means a bird",
        "Part 2",
        "/bill/part[1]",
    )


def _fields(provision: Provision) -> dict[str, object]:
    return {name: getattr(provision, name) for name in Provision.__slots__}


def test_an_index_of_defined_expressions_leads_to_where_they_are_defined() -> None:
    row = unit("row", "", "", unit("cell", "", "heron"), unit("cell", "", "section 1"))
    sample = document(
        section("1", "In this Act “heron” means a bird."),
        unit(
            "section",
            "2",
            "In this Act these expressions are defined as shown.",
            unit("table", "", "", row),
            heading="Index of defined expressions",
        ),
    )
    assert [(d.term, d.same_as) for d in find_definitions(sample)][1:] == [("heron", "section 1")]
    assert meaning(sample, "heron", "/bill/section[1]") == "means a bird"


def test_the_nearest_scope_wins() -> None:
    sample = document(
        section("1", "In this Act “heron” means a bird."),
        section("2", "In this section “heron” means a boat.", "A heron may be sold."),
        section("3", "A heron may fish."),
    )
    assert meaning(sample, "heron", "/bill/section[2]/subsection[2]") == "means a boat"
    assert meaning(sample, "heron", "/bill/section[3]/subsection[1]") == "means a bird"


def test_two_meanings_at_one_scope_are_none_and_the_trace_says_so() -> None:
    sample = document(
        section("1", "In this Act “heron” means a bird."), section("2", "In this Act “heron” means a boat.")
    )
    trace: list[str] = []
    assert lookup("heron", sample.by_xpath["/bill/section[1]"], sample, find_definitions(sample), trace) is None
    assert trace == [
        (
            "“heron” is defined more than once at the same scope "
            "(section 1 subsection (1), section 2 subsection (1)): none is taken"
        )
    ]


def test_a_definition_does_not_hold_outside_its_part() -> None:
    sample = document(
        unit("part", "Part 1", "", section("1", "In this Part “heron” means a bird.")),
        unit("part", "Part 2", "", section("2", "A heron may fish.")),
    )
    assert meaning(sample, "heron", "/bill/part[2]/section[1]/subsection[1]") is None


def test_a_definition_for_named_sections_holds_in_each_of_them() -> None:
    sample = document(
        section("1", "A heron may fish."),
        section("2", "A heron may rest."),
        section("3", "In sections 1 and 2 “heron” means a bird."),
    )
    assert [d.within for d in find_definitions(sample)] == ["/bill/section[1]", "/bill/section[2]"]
    assert meaning(sample, "heron", "/bill/section[3]") is None


def test_the_acts_own_definitions_do_not_hold_in_text_for_another_act() -> None:
    quoted = unit("quotation", "", "", section("3A", "A heron may fish."))
    sample = document(
        section("1", "In this Act “heron” means a bird."),
        unit("section", "2", "In the Sample Act 2001 after section 3 insert—", quoted),
    )
    assert meaning(sample, "heron", "/bill/section[2]/quotation[1]/section[1]/subsection[1]") is None


def test_a_plural_is_the_same_term() -> None:
    sample = document(
        section("1", "In this Act “relevant body” means a council."), section("2", "Relevant bodies may fish.")
    )
    assert meaning(sample, "relevant bodies", "/bill/section[2]") == "means a council"


def test_a_chain_is_followed_to_where_the_words_are() -> None:
    sample = document(
        section("1", "In this Act “heron” has the meaning given by section 2."),
        section("2", "In this section “heron” means a grey bird."),
    )
    first = find_definitions(sample)[0]
    assert [link.where for link in follow(first, sample, find_definitions(sample))] == [
        "/bill/section[1]/subsection[1]",
        "/bill/section[2]/subsection[1]",
    ]


def test_a_chain_that_goes_round_ends() -> None:
    sample = document(
        section("1", "In this section “heron” has the meaning given by section 2."),
        section("2", "In this section “heron” has the meaning given by section 1."),
    )
    found = find_definitions(sample)
    assert len(follow(found[0], sample, found)) == 2


def slot(sample: Document, words: str, xpath: str) -> list[tuple[str, str, str]]:
    found = resolve_slot_text(words, sample.by_xpath[xpath], sample, find_definitions(sample))
    return [(resolved.text, resolved.where, resolved.how) for resolved in found]


def scheduled() -> Document:
    return document(
        section(
            "1",
            "A specified person may disclose information.",
            "In this section “specified person” means a person specified in Schedule 4.",
        ),
        unit(
            "schedule",
            "Schedule 4",
            "",
            unit("paragraph", "1", "The Heron Board."),
            unit("paragraph", "2", "A council."),
        ),
    )


def test_a_defined_term_in_a_slot_brings_its_definition_and_the_list_it_names() -> None:
    found = slot(scheduled(), "A specified person", "/bill/section[1]/subsection[1]")
    assert [text for text, *_ in found] == [
        "means a person specified in Schedule 4",
        "1 The Heron Board.",
        "2 A council.",
    ]
    assert found[1][1:] == (
        "schedule Schedule 4 paragraph 1",
        "“specified person” is defined in section 1 subsection (2); specified in Schedule 4",
    )


def test_a_list_that_the_slot_itself_names_is_brought() -> None:
    assert [
        text for text, *_ in slot(scheduled(), "any body listed in Schedule 4", "/bill/section[1]/subsection[1]")
    ] == [
        "1 The Heron Board.",
        "2 A council.",
    ]


def test_those_within_a_subsection_are_brought() -> None:
    sample = document(section("1", "A person within subsection (2) may fish.", "Within this subsection are herons."))
    (found,) = slot(sample, "A person within subsection (2)", "/bill/section[1]/subsection[1]")
    assert found == ("(2) Within this subsection are herons.", "section 1 subsection (2)", "within subsection (2)")


def test_what_lies_within_a_time_names_no_list() -> None:
    assert slot(scheduled(), "a body that asks within 5 days", "/bill/section[1]/subsection[1]") == []


def test_a_meaning_in_another_act_is_named_and_not_invented() -> None:
    sample = document(
        section("1", "In this Act “heron” has the same meaning as in the Sample Act 2001."),
        section("2", "A heron may fish."),
    )
    assert slot(sample, "a heron", "/bill/section[2]/subsection[1]") == [
        (
            "has its meaning from the Sample Act 2001",
            "section 1 subsection (1)",
            "“heron” is defined in section 1 subsection (1)",
        )
    ]


def test_the_longer_term_keeps_its_words() -> None:
    sample = document(
        section("1", "In this Act “body” means a person.", "In this Act “relevant body” means a council."),
        section("2", "A relevant body may fish."),
    )
    assert [text for text, *_ in slot(sample, "A relevant body", "/bill/section[2]/subsection[1]")] == [
        "means a council"
    ]


def test_words_without_a_defined_term_stay_open() -> None:
    assert slot(scheduled(), "any person", "/bill/section[1]/subsection[1]") == []


@pytest.mark.parametrize(
    "words", ["In this section “grey heron“ means a bird.", "In this section “grey heron means a bird."]
)
def test_a_term_with_a_wrong_or_missing_closing_mark_is_still_defined(words: str) -> None:
    assert [(d.term, d.text) for d in find_definitions(document(section("1", words)))] == [
        ("grey heron", "means a bird")
    ]
