"""The Markdown memo: whatever was in the source is text, never markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import HOSTILE, care_report

from impact.memo.content import Span
from impact.render.markdown import escape, inline, line, render

PLAIN = {"text", "softbreak", "text_special"}
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inside(markdown: str) -> list[str]:
    """The kinds of everything that CommonMark sees."""
    return [
        kind
        for token in READER.parse(markdown)
        for kind in (token.type, *(child.type for child in token.children or ()))
    ]


def shape(markdown: str) -> list[str]:
    """The kinds of the blocks."""
    return [token.type for token in READER.parse(markdown)]


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_source_adds_no_html_link_image_or_code(payload: str) -> None:
    kinds = set(inside(render(care_report(payload))))
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "code_block",
        "s_open",
        "hr",
    }


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_source_does_not_change_the_blocks_of_the_memo(payload: str) -> None:
    assert shape(render(care_report(payload))) == shape(render(care_report("harmless")))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("\\`*_{}[]<>()#+-.!|~&;:/@^$=\"' \n\ta1éw"), max_size=40))
def test_escaped_text_is_only_text(words: str) -> None:
    shown = READER.parse(f"x {escape(words)}")
    assert [token.type for token in shown] == ["paragraph_open", "inline", "paragraph_close"]
    children = shown[1].children or []
    assert {child.type for child in children} <= PLAIN
    assert "".join(child.content for child in children).split() == ["x", *words.split()]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("#+-=*1.)> \tab"), min_size=1, max_size=12).filter(str.strip))
def test_text_at_the_start_of_a_line_begins_no_list_rule_or_heading(words: str) -> None:
    assert shape(line(words)) == ["paragraph_open", "inline", "paragraph_close"]


def test_matched_words_are_bold_and_slots_are_italic() -> None:
    words = (Span("The Board", "slot"), Span(" "), Span("may give", "match"), Span(" it."))
    assert inline(words) == "*The Board* **may give** it."


def test_a_mark_inside_a_word_is_left_out_rather_than_shown_as_asterisks() -> None:
    assert inline((Span("dis"), Span("(may)", "match"), Span("ed"))) == "dis(may)ed"


def test_blanks_at_the_ends_of_marked_words_stand_outside_the_marks() -> None:
    assert inline((Span("it"), Span(" may ", "match"), Span("go"))) == "it **may** go"


def test_a_stroke_in_a_cell_does_not_make_a_column() -> None:
    assert inline((Span("a|b"),)) == "a\\|b"
