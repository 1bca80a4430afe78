"""Pages and messages made from rules: they say what the rule says, and nothing in a rule or a clause becomes markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rules import GOOD, RULE, written

from impact.report import SLOTS
from impact.rulebase.loader import load
from impact.rulebase.message import fill
from impact.rulebase.model import Rulebase
from impact.rulebase.pages import check_page, effect_page, in_words, rule_page, rules_table
from impact.rulebase.shorthand import compile_pattern


@pytest.fixture
def good(tmp_path: Path) -> Rulebase:
    return load(written(tmp_path / "rules", GOOD))


def test_a_rule_page_has_everything_the_rule_says(good: Rulebase) -> None:
    page = rule_page(good.rules[0])
    for words in (
        "# power-to-share",
        "gateway (overseas)",
        "It opens a way for information.",
        "- Who may receive {info}?",
        "`$may ..8 ^$disclose ..12 $information`",
        "- The Board may not disclose information.  \n  *a bar*",
        "(1) The Board may disclose information to—\n        (a) a council, or",
        "### Known misses",
        "- Supply of goods.",
        "[Land Act 1925 section 3](https://www.example.org/land)",
        "Formerly: power-to-give",
    ):
        assert words in page, words


def test_a_check_page_says_what_starts_it_and_what_is_missing(good: Rulebase) -> None:
    page = check_page(good.checks[0])
    for words in (
        "Starts from: gateway",
        "Fires without: prohibition",
        "Within: part",
        "Made: from 2025-08-20",
        "Land Act 1925 section 5",
    ):
        assert words in page, words


def test_an_effect_page_lists_the_rules_that_find_it(good: Rulebase) -> None:
    assert "- `power-to-share`: One party may give information to another" in effect_page(good.effects["gateway"], good)
    assert "No rule finds this effect yet." in effect_page(good.effects["prohibition"], good)


def test_the_table_has_a_line_for_each_rule_and_check_with_a_link(good: Rulebase) -> None:
    table = rules_table(good)
    assert (
        "| [power-to-share](creates/power-to-share.yaml) | One party may give information to another | gateway |"
        in table
    )
    assert "| [gateway-without-bar](checks/gateway-without-bar.yaml) |" in table
    assert "Rules base 0.3.0: 1 rule, 1 check." in table


def test_markup_in_a_rule_is_shown_as_written(tmp_path: Path) -> None:
    hostile = RULE.replace("title: One party may", "title: <b>One</b> | [x](y) `z`")
    rulebase = load(written(tmp_path / "rules", {**GOOD, "creates/power-to-share.yaml": hostile}))
    shown = r"\<b\>One\</b\> \| \[x\](y) \`z\`"
    assert shown in rule_page(rulebase.rules[0])
    assert shown in rules_table(rulebase)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("may ..8 ^give", "“may”, then within 8 words, “give” (the operative verb)"),
        ("!not|never _ give now?", "any word but never, not, any word, “give” (the operative verb), perhaps “now”"),
        ("give to <to: the council>", "“give”, “to”, “the” (slot to), “council” (slot to, the operative verb)"),
        ("(a b|c d)", "“a”, “b” (the operative verb) (and 1 variant)"),
        ("a|b|c|d|e|f|g|h|i", "one of a, b, c, d, e, f, g, h… (9 words) (the operative verb)"),
        ("give ,|and", "“give”, one of “,”, and (the operative verb)"),
    ],
)
def test_a_pattern_is_said_in_words(source: str, said: str) -> None:
    assert in_words(compile_pattern("p", source, {})) == said


def test_a_native_pattern_is_said_in_words() -> None:
    pattern = compile_pattern("p", [{"LOWER": "to"}, {"IS_TITLE": True}], {})
    assert in_words(pattern) == "“to”, a word that is IS_TITLE (the operative verb)"


# --- messages -------------------------------------------------------------------------------------


def test_slots_are_filled_in_and_open_ones_said_to_be_open() -> None:
    told = fill("{from} may give {info} to {to}", {"from": "the Board", "info": ""})
    assert told == "the Board may give information to a recipient not named here"


def test_an_article_loses_its_capital_inside_a_sentence() -> None:
    slots = {"from": "An authority", "to": "The Board"}
    assert fill("{from} may tell {to}. {to} may ask.", slots) == "An authority may tell the Board. The Board may ask."
    assert fill("May {from} refuse?", {"from": "Another body"}) == "May Another body refuse?"  # a name is left as it is
    assert fill("It may give {info}", {"info": "Relevant information"}) == "It may give relevant information"
    assert fill("It may give {info}", {"info": "Scottish returns"}) == "It may give Scottish returns"


@pytest.mark.parametrize(
    "payload",
    [
        "{to}",
        "{0}",
        "{from.__class__}",
        "{{7*7}}",
        "${7*7}",
        "%s",
        "$(id)",
        "<%= 1 %>",
        "#{1}",
        "{",
        "}",
        "\\1",
        "\\g<0>",
    ],
)
def test_what_a_slot_holds_is_never_read_as_a_template(payload: str) -> None:
    assert fill("A {from} B", {"from": payload, "to": "wrong"}) == f"A {payload} B"
    assert fill(f"A {payload.replace('{to}', '{x}')} B", {}) == f"A {payload.replace('{to}', '{x}')} B"


@given(st.text(), st.dictionaries(st.sampled_from(SLOTS), st.text(min_size=1)))
def test_text_without_slots_is_left_alone(message: str, slots: dict[str, str]) -> None:
    bare = message.replace("{", "(")
    assert fill(bare, slots) == bare
