"""What the words of a slot stand for, and the chain that led there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from impact.cli import cli
from impact.document import Document, Provision
from impact.memo.clauses import slot_cell
from impact.report import Slot
from impact.resolve.definitions import find_definitions
from impact.resolve.slots import resolve_slot_text
from tests.provisions import document, unit
from tests.test_resolve_forms import section

FIRST = "/bill/section[1]/subsection[1]"


def meant(sample: Document, words: str, place: str = FIRST, trace: list[str] | None = None) -> list[tuple[str, str]]:
    """What some words stand for in a place, and the chains."""
    found = resolve_slot_text(words, sample.by_xpath[place], sample, find_definitions(sample), trace)
    return [(each.text, each.how) for each in found]


def texts(sample: Document, words: str, place: str = FIRST) -> list[str]:
    return [text for text, _ in meant(sample, words, place)]


def one(*words: str) -> Document:
    return document(section("1", "A heron may fish.", *words))


def test_what_adds_to_a_meaning_is_told_with_it() -> None:
    sample = one(
        "In this section “heron” means a grey bird.",
        "In this section “heron” does not include a chick.",
        "References in this section to a heron include an egret.",
    )
    assert texts(sample, "a heron") == [
        "means a grey bird",
        "does not include a chick",
        "references to it include an egret",
    ]


def test_a_nearer_addition_goes_with_the_meaning_for_the_whole_act() -> None:
    sample = document(
        section("1", "A heron may fish.", "In this section “heron” includes an egret."),
        section("2", "In this Act “heron” means a grey bird."),
    )
    assert texts(sample, "a heron") == ["means a grey bird", "includes an egret"]


def test_a_short_name_gives_way_to_the_definition_at_the_same_scope() -> None:
    sample = document(
        section("1", "The Board may fish."),
        section("2", "There is to be a Heron Board (in this Act “the Board”)."),
        section("3", "In this Act “the Board” means the Heron Board of Wales."),
    )
    assert texts(sample, "the Board") == ["means the Heron Board of Wales"]


def test_of_two_short_names_the_one_nearest_to_the_words_is_meant() -> None:
    sample = document(
        unit(
            "schedule",
            "Schedule 1",
            "",
            unit(
                "part", "Part 1", "", unit("paragraph", "1", "A list (in this Schedule “the list”) of ducks is kept.")
            ),
            unit(
                "part",
                "Part 2",
                "",
                unit("paragraph", "2", "A list (in this Schedule “the list”) of herons is kept."),
                unit("paragraph", "3", "The list is open."),
            ),
        )
    )
    assert texts(sample, "the list", "/bill/schedule[1]/part[2]/paragraph[2]") == ["A list of herons"]


def test_meanings_for_two_countries_are_both_told() -> None:
    sample = one(
        "In this section “heron”, in relation to Wales, means a red bird.",
        "In this section “heron”, in relation to England, means a grey bird.",
    )
    assert texts(sample, "a heron") == [
        "in relation to Wales, means a red bird",
        "in relation to England, means a grey bird",
    ]


def two_countries() -> Provision:
    return section(
        "9",
        "In this Act “heron authority” means, in relation to England, a county council.",
        "In this Act “heron authority” means, in relation to Wales, a county borough council.",
    )


def test_what_a_meaning_is_limited_to_may_stand_after_the_verb() -> None:
    sample = document(section("1", "A heron authority may fish."), two_countries())
    assert texts(sample, "A heron authority") == [
        "means, in relation to England, a county council",
        "means, in relation to Wales, a county borough council",
    ]


def test_a_chain_that_leads_to_meanings_for_two_countries_brings_both() -> None:
    row = unit("row", "", "", unit("cell", "", "heron authority"), unit("cell", "", "section 9(1) and (2)"))
    index = unit(
        "section",
        "8",
        "In this Part these are defined.",
        unit("table", "", "", row),
        heading="Index of defined expressions",
    )
    sample = document(unit("part", "Part 1", "", section("1", "A heron authority may fish."), index), two_countries())
    found = meant(sample, "A heron authority", "/bill/part[1]/section[1]/subsection[1]")
    assert [text for text, _ in found] == [
        "means, in relation to England, a county council",
        "means, in relation to Wales, a county borough council",
    ]
    assert all("which leads to section 9" in how for _, how in found)


@pytest.mark.parametrize("words", ["the heron’s nest", "the herons’ nest", "Herons", "each heron"])
def test_a_term_is_known_in_the_genitive_the_plural_and_with_a_capital(words: str) -> None:
    assert texts(one("In this section “heron” means a grey bird."), words) == ["means a grey bird"]


def test_a_term_of_several_words_is_known_when_its_first_noun_is_in_the_plural() -> None:
    sample = one("In this section “member of the heron watch” means a person who counts.")
    assert texts(sample, "Members of the heron watch") == ["means a person who counts"]


@pytest.mark.parametrize("words", ["a commissioner of oaths", "the Commissioner"])
def test_the_name_of_an_office_is_known_by_its_capital(words: str) -> None:
    sample = one("In this section “the Commissioner” means the Heron Commissioner.")
    assert texts(sample, words) == (["means the Heron Commissioner"] if words.endswith("Commissioner") else [])


def test_a_word_inside_a_name_is_not_the_term() -> None:
    assert texts(one("In this section “heron” means a grey bird."), "the Grey Heron Trust") == []


def test_a_name_at_the_beginning_of_a_slot_is_known_by_its_article() -> None:
    sample = one("There is a Heron Board (in this section “the Board”).")
    assert texts(sample, "The Board") == ["a Heron Board"]


@pytest.mark.parametrize(
    ("words", "known"), [("A duty to", False), ("what is given to A", True), ("A must fish", True)]
)
def test_the_article_is_not_the_person_called_a(words: str, known: bool) -> None:
    assert bool(texts(one("This applies where a person (“A”) keeps herons."), words)) is known


def test_a_term_that_the_same_provision_defines_and_uses_is_told() -> None:
    sample = document(unit("section", "1", "A heron may fish. In this section “heron” means a grey bird."))
    assert texts(sample, "A heron", "/bill/section[1]") == ["means a grey bird"]


def test_the_definition_itself_is_not_told_as_its_own_meaning() -> None:
    sample = document(unit("section", "1", "In this section “heron” means a grey bird."))
    assert texts(sample, "heron", "/bill/section[1]") == []


def test_an_article_does_not_hide_the_longest_term() -> None:
    sample = one("In this section “heron” means a bird.", "In this section “heron passport” means a card.")
    assert texts(sample, "a heron passport") == ["means a card"]


def test_a_shorter_term_is_tried_where_the_longer_one_does_not_hold() -> None:
    sample = document(
        section("1", "A grey heron may fish.", "In this section “heron” means a bird."),
        section("2", "In this section “grey heron” means an old bird."),
    )
    assert texts(sample, "A grey heron") == ["means a bird"]


@pytest.mark.parametrize(
    ("words", "text"), [("the mental nurse", "means the nurse of the patient"), ("a mental nurse", "means a nurse")]
)
def test_of_two_terms_that_differ_in_their_article_the_one_as_written_is_meant(words: str, text: str) -> None:
    sample = one(
        "In this section “mental nurse” means a nurse.",
        "In this section “the mental nurse” means the nurse of the patient.",
    )
    assert texts(sample, words) == [text]


def test_a_list_without_quotation_marks_adds_to_the_definition_of_its_term() -> None:
    listed = unit(
        "subsection",
        "(3)",
        "The following are listed herons for the purposes of this section—",
        unit("paragraph", "(a)", "egrets."),
    )
    sample = one("In this section “listed heron” means a heron that this section lists.")
    both = document(section("1", *(each.intro.string for each in sample.body[0].children), listed))
    assert texts(both, "a listed heron") == [
        "means a heron that this section lists",
        "The following are listed herons for the purposes of this section— (a) egrets",
    ]


def test_a_chain_of_three_steps_is_told_from_end_to_end() -> None:
    sample = document(
        section("1", "A heron may fish."),
        section("2", "In this Act “heron” has the meaning given by section 3."),
        section("3", "In this section “heron” has the same meaning as in section 4."),
        section("4", "In this section “heron” means a bird listed in Schedule 1."),
        unit("schedule", "Schedule 1", "", unit("paragraph", "1", "Grey."), unit("paragraph", "2", "Red.")),
    )
    found = meant(sample, "A heron")
    assert [text for text, _ in found] == ["means a bird listed in Schedule 1", "1 Grey.", "2 Red."]
    assert found[1][1] == (
        "“heron” is defined in section 2 subsection (1), which leads to section 3 subsection (1), "
        "which leads to section 4 subsection (1); listed in Schedule 1"
    )


def test_an_entry_that_is_itself_a_term_is_followed() -> None:
    listed = unit("subsection", "(2)", "The persons are—", unit("paragraph", "(a)", "a heron authority, or"))
    sample = document(
        section("1", "A person listed in subsection (2) may fish.", listed),
        section("2", "In this Act “heron authority” means a council."),
    )
    found = meant(sample, "A person listed in subsection (2)")
    assert found[-1] == (
        "means a council",
        "listed in subsection (2); “heron authority” is defined in section 2 subsection (1)",
    )


def test_a_meaning_that_is_two_terms_leads_to_both() -> None:
    sample = one(
        "In this section “watcher” means a warden or a keeper.",
        "In this section “warden” means an officer.",
        "In this section “keeper” means an owner.",
    )
    assert texts(sample, "a watcher") == ["means a warden or a keeper", "means an officer", "means an owner"]


def test_definitions_that_go_round_end() -> None:
    sample = one("In this section “warden” means a keeper.", "In this section “keeper” means a warden.")
    assert texts(sample, "a warden") == ["means a keeper", "means a warden"]


def test_a_body_within_a_part_of_a_schedule_is_one_of_that_part() -> None:
    sample = document(
        section(
            "1",
            "A listed body may fish.",
            "In this section “listed body” means a body falling within Part 2 of Schedule 1.",
        ),
        unit(
            "schedule",
            "Schedule 1",
            "",
            unit("part", "Part 1", "", unit("paragraph", "1", "The Duck Board.")),
            unit("part", "Part 2", "", unit("paragraph", "2", "The Heron Board.")),
        ),
    )
    assert texts(sample, "A listed body")[1:] == ["2 The Heron Board."]


def test_the_column_of_a_table_that_is_named_is_the_list() -> None:
    rows = (
        unit("row", "", "", unit("cell", "", words), unit("cell", "", other))
        for words, other in (("Column 1", "Column 2"), ("The Heron Board", "herons"))
    )
    sample = document(
        section(
            "1",
            "A listed body may fish.",
            "In this section “listed body” means a body listed in the first column of the table in Schedule 1.",
        ),
        unit("schedule", "Schedule 1", "", unit("table", "", "", *rows)),
    )
    assert texts(sample, "A listed body")[1:] == ["The Heron Board"]


def test_a_schedule_brings_the_bodies_in_its_lists_and_tables_and_not_its_rules() -> None:
    rows = [
        unit("row", "", "", unit("cell", "", words), unit("cell", "", other))
        for words, other in (("Body", "Kind of nest"), ("The Egret Board", "nests"))
    ]
    table = unit("table", "", "", *rows)
    sample = document(
        section(
            "1",
            "A listed body may fish.",
            "In this section “listed body” means a body listed or described in Schedule 1.",
        ),
        unit(
            "schedule",
            "Schedule 1",
            "",
            unit("paragraph", "1", "The following are listed bodies—", unit("subparagraph", "(a)", "the Heron Board;")),
            unit(
                "paragraph",
                "2",
                "",
                unit("subparagraph", "(1)", "A body in the first column of the table is listed.", table),
                unit("subparagraph", "(2)", "The Secretary of State must tell a body that its entry is removed."),
            ),
        ),
    )
    assert texts(sample, "A listed body")[1:] == [
        "(a) the Heron Board;",
        "(1) A body in the first column of the table is listed.",
        "The Egret Board nests",
    ]


def test_what_closes_a_list_is_told_with_it() -> None:
    listed = unit(
        "subsection", "(2)", "They are—", unit("paragraph", "(a)", "a council,"), after="but not a parish council."
    )
    sample = document(section("1", "A person listed in subsection (2) may fish.", listed))
    assert texts(sample, "A person listed in subsection (2)") == ["(a) a council,", "but not a parish council."]


def test_an_item_whose_head_the_list_below_shares_stays_whole() -> None:
    shared = unit("paragraph", "(a)", "a person who works for—", unit("subparagraph", "(i)", "the Heron Board."))
    sample = document(
        section("1", "A person listed in subsection (2) may fish.", unit("subsection", "(2)", "They are—", shared))
    )
    assert texts(sample, "A person listed in subsection (2)") == ["(a) a person who works for— (i) the Heron Board."]


@pytest.mark.parametrize(
    "words",
    [
        "a person listed, or of a description listed, in schedule 1",
        "a person for the time being specified in schedule 1",
        "a person falling within Part 1 of schedule 1",
        "a person listed in column 1 of Table 1 in schedule 1",
    ],
)
def test_a_list_is_named_in_many_ways(words: str) -> None:
    row = unit("row", "", "", unit("cell", "", "The Heron Board"))
    sample = document(
        section("1", "A listed body may fish.", f"In this section “listed body” means {words}."),
        unit("schedule", "Schedule 1", "", unit("part", "Part 1", "", unit("table", "", "", row))),
    )
    assert texts(sample, "A listed body")[1:] == ["The Heron Board"]


@pytest.mark.parametrize(
    "words", ["other than one listed in Schedule 1", "but excluding any body listed in Schedule 1"]
)
def test_a_list_of_what_is_left_out_is_not_what_is_meant(words: str) -> None:
    sample = document(
        section("1", "A body may fish.", f"In this section “body” means a council, {words}."),
        unit("schedule", "Schedule 1", "", unit("paragraph", "1", "The Duck Board.")),
    )
    assert texts(sample, "A body") == [f"means a council, {words}"]


def tied() -> Document:
    return one("In this section “heron” means a grey bird.", "In this section “heron” means a boat.")


def test_a_tie_is_none_and_says_so() -> None:
    trace: list[str] = []
    assert meant(tied(), "A heron", trace=trace) == []
    places = "section 1 subsection (2), section 1 subsection (3)"
    assert trace == [f"“heron” is defined more than once at the same scope ({places}): none is taken"]


def test_no_part_of_a_term_with_two_meanings_is_taken_for_it() -> None:
    sample = one(
        "In this section “heron keeper” means a council.",
        "In this section “heron keeper” means a company.",
        "In this section “keeper” means an owner.",
    )
    assert texts(sample, "a heron keeper") == []


def test_a_slot_with_a_tie_says_so_in_the_memo() -> None:
    slot = Slot("a heron", ("a heron",), "stated", (), ("“heron” is defined more than once",))
    assert "not settled: “heron” is defined more than once" in repr(slot_cell(slot))


BILL = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill name="bill"><meta>
<identification source="#x"><FRBRWork><FRBRcountry value="uk"/></FRBRWork></identification></meta><body>
<section eId="s1"><num>1</num><heading>Herons</heading>
<subsection><num>(1)</num><content><p>The Board may disclose information to a pond keeper.</p></content></subsection>
<subsection><num>(2)</num><content><p>In this section “pond keeper” means a council.</p></content></subsection>
<subsection><num>(3)</num><content><p>In this section “pond keeper” means a company.</p></content></subsection>
</section></body></bill></akomaNtoso>"""


def test_the_json_names_the_terms_that_are_not_settled(tmp_path) -> None:  # noqa: ANN001 — pytest's own
    source = tmp_path / "bill.xml"
    source.write_text(BILL, encoding="utf-8")
    shown = CliRunner().invoke(cli, ["check", str(source), "--format", "json"])
    slots = [
        finding["slots"]["to"] for finding in json.loads(shown.stdout)["findings"] if finding["effect"] == "gateway"
    ]
    assert [(slot["state"], slot["unsettled"]) for slot in slots] == [
        (
            "stated",
            ["“pond keeper” is defined more than once at the same scope (cl. 1(2), cl. 1(3)): none is taken"],
        )
    ]


def test_the_terminal_names_the_terms_that_are_not_settled(tmp_path) -> None:  # noqa: ANN001 — pytest's own
    source = tmp_path / "bill.xml"
    source.write_text(BILL, encoding="utf-8")
    shown = CliRunner().invoke(cli, ["check", str(source)])
    assert "not settled: “pond keeper” is defined more than once" in " ".join(shown.stdout.split())


def test_the_json_says_what_a_meaning_is_limited_to(tmp_path) -> None:  # noqa: ANN001 — pytest's own
    source = tmp_path / "bill.xml"
    source.write_text(
        BILL.replace("“pond keeper” means a council", "“pond keeper”, in relation to Wales, means a council"),
        encoding="utf-8",
    )
    shown = CliRunner().invoke(cli, ["check", str(source), "--format", "json"])
    first, second = json.loads(shown.stdout)["definitions"]
    assert (first["related"], first["text"], "related" in second) == ("in relation to Wales", "means a council", False)


def test_the_memo_says_what_a_meaning_is_limited_to(tmp_path) -> None:  # noqa: ANN001 — pytest's own
    source = tmp_path / "bill.xml"
    source.write_text(
        BILL.replace("“pond keeper” means a council", "“pond keeper”, in relation to Wales, means a council"),
        encoding="utf-8",
    )
    shown = CliRunner().invoke(cli, ["check", str(source), "--format", "markdown"])
    assert "in relation to Wales, means a council" in shown.stdout
