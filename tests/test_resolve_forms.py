"""The forms in which drafters of all kinds give a term its meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impact.document import Document, Provision
from impact.resolve.definitions import find_definitions
from impact.resolve.forms import levelled
from impact.resolve.phrases import closest
from tests.provisions import document, unit


def section(number: str, *words: str | Provision, heading: str = "") -> Provision:
    """A section with a subsection for each text."""
    below = (unit("subsection", f"({n})", each) if isinstance(each, str) else each for n, each in enumerate(words, 1))
    return unit("section", number, "", *below, heading=heading)


def found(sample: Document) -> list[tuple[str, str | None]]:
    """The terms of a document with what they mean, or the place that says so."""
    return [(each.term, each.text or each.same_as) for each in find_definitions(sample)]


@pytest.mark.parametrize(
    "words",
    [
        'In this section, "heron" means a grey bird.',
        'In this section, " heron " means a grey bird.',
        "In this section, ‘heron’ means a grey bird.",
        "In this section, 'heron' means a grey bird.",
        "In this section, “heron”means a grey bird.",
        "In this section, “heron” (“crëyr”) means a grey bird.",
        "In this section the expression “heron” means a grey bird.",
    ],
)
def test_a_term_is_read_between_whichever_marks_it_stands(words: str) -> None:
    assert found(document(section("1", words))) == [("heron", "means a grey bird")]


@pytest.mark.parametrize("words", ["the herons’ nest and the Board’s pond", "‘tis said that the Board’s pond is full"])
def test_an_apostrophe_is_no_quotation_mark(words: str) -> None:
    assert levelled(words) == words


def test_levelling_keeps_the_length_of_a_text() -> None:
    words = "In this Act 'heron' and \"pond\" have meanings."
    assert len(levelled(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("In this Act the expression “heron” shall mean a grey bird.", "shall mean a grey bird"),
        ("In this Act “heron” shall include an egret.", "shall include an egret"),
        ("In this Act the word “heron” shall be deemed to include an egret.", "shall be deemed to include an egret"),
        ("In this Act “heron” shall be construed as including an egret.", "shall be construed as including an egret"),
        ("In this Act “heron” shall not include an egret.", "shall not include an egret"),
        ("In this Act a “heron” is—", "is—"),
        ("In this Act “heron”, except where the context otherwise requires, means an egret.", "means an egret"),
        ("In this Act “heron”, in subsection (1)(a), does not include an egret.", "does not include an egret"),
        ("The expression “heron”, wherever used in this Act, includes an egret.", "includes an egret"),
        ("In this Act “heron” has the meaning that it has in the Ponds Act 1911.", "the Ponds Act 1911"),
        ("In this Act “heron” bears the same meaning as in the Ponds Act 1911.", "the Ponds Act 1911"),
        (
            "In this Act “heron” shall have the meaning assigned to it by section two of the Ponds Act 1911.",
            "section two of the Ponds Act 1911",
        ),
    ],
)
def test_the_verbs_of_older_acts_define_as_well(words: str, text: str) -> None:
    assert found(document(section("1", words))) == [("heron", text)]


@pytest.mark.parametrize(
    ("words", "term", "text"),
    [
        (
            "In this section a reference to a heron is a reference to a grey bird.",
            "heron",
            "is a reference to a grey bird",
        ),
        ("In this section references to herons do not include egrets.", "herons", "do not include egrets"),
        ("In this section any reference to a heron has the same meaning as in section 9.", "heron", "section 9"),
        (
            "In this section a reference to “the heron” is a reference to a grey bird.",
            "the heron",
            "is a reference to a grey bird",
        ),
        ("In this section references (however worded) to a heron include an egret.", "heron", "include an egret"),
    ],
)
def test_how_references_are_to_be_read_is_a_meaning(words: str, term: str, text: str) -> None:
    assert found(document(section("1", words))) == [(term, text)]


@pytest.mark.parametrize(
    "clause",
    [
        section(
            "1", "Section 4 applies to a pond as if references to a heron were to be read as references to a fish."
        ),
        section("1", "Where a pond is dry, a reference in this Act to a heron is to a fish."),
        section("1", "The rules apply to a pond; in their application references to a heron are to a fish."),
        unit(
            "section",
            "1",
            "Where the pond is dry—",
            unit("paragraph", "(a)", "references to a heron are to be read as references to a fish."),
        ),
    ],
)
def test_how_a_word_is_read_in_one_application_is_no_definition(clause: Provision) -> None:
    assert found(document(clause)) == []


def test_how_a_section_of_another_act_is_read_concerns_that_section_alone() -> None:
    quoted = unit(
        "quotation",
        "",
        "",
        section("3A", "A reference in section 39 to a heron is to be read as a reference to a fish."),
    )
    sample = document(unit("section", "1", "In the Ponds Act 1911 insert—", quoted))
    (definition,) = find_definitions(sample)
    assert definition.within == definition.where


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("The following are relevant persons—", "relevant persons"),
        ("For the purposes of this section each of the following is a relevant person—", "relevant person"),
        (
            "A person is a relevant person for the purposes of this section if the person keeps herons.",
            "relevant person",
        ),
        ("For the purposes of this section an officer is “authorised” where a council says so.", "authorised"),
    ],
)
def test_a_statement_of_who_is_meant_defines_the_term(words: str, term: str) -> None:
    (definition,) = find_definitions(document(section("1", words)))
    assert (definition.term, definition.within) == (term, "/bill/section[1]")


@pytest.mark.parametrize(
    "words",
    [
        "The following provisions are revoked—",
        "The following are repealed—",
        "The following are within this subsection—",
    ],
)
def test_a_list_of_things_that_happen_to_provisions_defines_nothing(words: str) -> None:
    assert found(document(section("1", words))) == []


def test_what_leads_to_the_next_definition_is_no_part_of_one() -> None:
    words = "In this section “heron” means a grey bird, and for these purposes “grey” means not white."
    assert found(document(section("1", words))) == [("heron", "means a grey bird"), ("grey", "means not white")]


def test_an_expression_that_is_read_accordingly_is_told_with_the_meaning_that_it_follows() -> None:
    words = "In this Act “fishing” means taking fish, and “fisher” is to be construed accordingly."
    assert found(document(section("1", words)))[1] == (
        "fisher",
        "is read in accordance with “fishing”, which means taking fish",
    )


def test_a_marked_term_that_is_read_accordingly_leads_to_the_one_before_it() -> None:
    first = replace(unit("definition", "", "fishing means taking fish;"), terms=("fishing",))
    second = replace(unit("definition", "", "fisher is to be read accordingly."), terms=("fisher",))
    sample = document(unit("section", "1", "In this Act—", first, second))
    assert found(sample)[1] == ("fisher", "is read in accordance with “fishing”")


def test_what_a_meaning_is_limited_to_is_kept() -> None:
    (definition,) = find_definitions(
        document(section("1", "In this Act “heron”, in relation to Wales, means a red bird."))
    )
    assert (definition.related, definition.text) == ("in relation to Wales", "means a red bird")


def test_that_act_is_the_one_that_the_definition_names_before_it() -> None:
    words = "The Ponds Act 1911 goes on; in this Act “heron” has the meaning given by section 5 of that Act."
    (definition,) = find_definitions(document(section("1", words)))
    assert definition.same_as == "section 5 of the Ponds Act 1911"


def table(*rows: tuple[str, str]) -> Provision:
    return unit("table", "", "", *(unit("row", "", "", *(unit("cell", "", words) for words in row)) for row in rows))


def test_a_table_of_expressions_and_meanings_defines() -> None:
    rows = table(("Expression", "Meaning"), ("“heron”", "a grey bird"))
    sample = document(unit("section", "1", "In this Act the expressions below have the meanings given.", rows))
    (definition,) = find_definitions(sample)
    assert (definition.term, definition.text, definition.scope) == ("heron", "means a grey bird", "Act")


def test_a_table_with_other_headings_defines_nothing() -> None:
    rows = table(("Body", "Address"), ("Heron Board", "The Pond"))
    assert found(document(unit("section", "1", "In this section—", rows, heading="Interpretation"))) == []


def test_a_table_without_a_section_above_it_defines_nothing() -> None:
    assert found(document(table(("Expression", "Meaning"), ("“heron”", "a grey bird")))) == []


@pytest.mark.parametrize(
    ("before", "term", "phrase"),
    [
        ("The Board may disclose information to a council", "the recipient", "a council"),
        ("There is to be a body called the Heron Board", "the Board", "the Heron Board"),
        (
            "A council tells the Ministers that a person to whom section 2 applies",
            "supporter",
            "a person to whom section 2 applies",
        ),
        ("Where a person who holds a licence", "licensee", "a person who holds a licence"),
        (
            "The Board must have made a determination of the heron's right to the pond",
            "the first determination",
            "a determination of the heron's right to the pond",
        ),
        ("The Board may, by written notice", "pond notice", "written notice"),
        ("It is a defence for a person", "D", "a person"),
        ("The Board must keep a register of the persons who fish", "fishing bodies", "the persons who fish"),
        (
            "The Board must keep a register of the persons who fish",
            "the register",
            "a register of the persons who fish",
        ),
        ("the cost of the needs of a council", "LA1", "a council"),
    ],
)
def test_a_short_name_stands_for_the_phrase_before_it(before: str, term: str, phrase: str) -> None:
    assert closest(before, term) == phrase


@pytest.mark.parametrize(
    ("clause", "term"),
    [
        ("what is unfilled, as soon as may be", "S"),
        ("word of the decision that goes to the applicant", "decision notice"),
        ("one of their number to review those documents", "the reviewer"),
        ("what is counted and such figures", "heron data"),
        ("what is counted and such data", "heron data"),
    ],
)
def test_the_whole_clause_is_told_where_the_beginning_of_the_phrase_is_not_certain(clause: str, term: str) -> None:
    assert closest(clause, term) == clause


def test_a_long_clause_is_cut_at_a_word() -> None:
    assert closest("grey " * 80 + "herons", "S").startswith("… grey ")


@pytest.mark.parametrize(
    ("words", "term", "text"),
    [
        ("The Board must keep a register, to be known as “the heron book”.", "the heron book", "a register"),
        (
            "The Board must keep a list (in this Act “the list”) of persons who fish.",
            "the list",
            "a list of persons who fish",
        ),
        (
            "This is under the Ponds (Herons) Regulations 2017 (“the 2017 Regulations”).",
            "the 2017 Regulations",
            "the Ponds (Herons) Regulations 2017",
        ),
        ("A plan (hereinafter referred to as the ‘pond plan’) is made.", "pond plan", "A plan"),
        ("A plan (hereinafter: ‘the pond plan’) is made.", "the pond plan", "A plan"),
        ("A plan for ponds, hereinafter referred to as ‘the pond plan’, is made.", "the pond plan", "A plan for ponds"),
    ],
)
def test_a_name_given_in_passing_is_a_definition(words: str, term: str, text: str) -> None:
    assert found(document(section("1", words))) == [(term, text)]


def marked(words: str, term: str) -> Provision:
    return replace(unit("definition", "", words), terms=(term,))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("heron: see section 9;", [("heron", "section 9")]),
        ("heron and “egret” have the meanings given by section 9;", [("heron", "section 9"), ("egret", "section 9")]),
        ("heron (“crëyr”), in relation to a pond, means its bird;", [("heron", "means its bird")]),
        ("heron, except in section 4, means a bird;", [("heron", "means a bird")]),
        ("heron, except in section 4(2) (where it means a fish), means a bird;", [("heron", "means a bird")]),
    ],
)
def test_a_marked_term_without_quotation_marks_is_read(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(document(unit("section", "1", "In this Act—", marked(words, "heron")))) == expected


def test_what_every_definition_is_subject_to_limits_none() -> None:
    words = "In this Act “heron”, except where the context otherwise requires, means a bird."
    (definition,) = find_definitions(document(section("1", words)))
    assert definition.related == ""
