"""The HTML memo is one safe, accessible page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from reports import HOSTILE, care_report, empty_report

from impact.memo import build
from impact.render.html import Html, element, render

VOID = {"meta", "col"}
#: Every element and attribute that the page may have: anything else got in from outside.
_ELEMENTS = """
html head meta title style body a header p h1 h2 h3 h4 strong main section ul li nav table caption colgroup col thead
tbody tr th td div dl dt dd article span blockquote mark u code footer svg desc defs marker path rect line text
"""
_ATTRIBUTES = """
lang charset http-equiv content name class href id aria-label aria-labelledby role scope style data-label tabindex xmlns
viewbox width height font-family font-size refx refy markerwidth markerheight orient d fill x y rx stroke stroke-width
stroke-dasharray x1 y1 x2 y2 marker-end font-weight text-anchor
"""


class Page(HTMLParser):
    """Elements in order with their attributes, and whether each was closed in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(care_report()))


@pytest.mark.parametrize("payload", ["", *HOSTILE])
def test_no_element_or_attribute_comes_from_the_source(payload: str) -> None:
    hostile = Page(render(care_report(payload)))
    assert not hostile.open
    assert {tag for tag, _ in hostile.elements} <= set(_ELEMENTS.split())
    assert {name for _, attributes in hostile.elements for name in attributes} <= set(_ATTRIBUTES.split())


def test_a_hostile_source_adds_no_element_to_the_page() -> None:
    kinds = [
        [tag for tag, _ in Page(render(care_report(payload))).elements if tag in ("a", "section", "article", "table")]
        for payload in ("", *HOSTILE)
    ]
    assert all(each == kinds[0] for each in kinds)


def test_the_page_may_load_nothing_and_run_nothing(page: Page) -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "script-src" not in policy
    assert not [
        tag for tag, attributes in page.elements if tag == "script" or any(name.startswith("on") for name in attributes)
    ]


def test_every_link_leads_to_a_place_on_the_page(page: Page) -> None:
    places = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links
    assert [link for link in links if not link.startswith("#") or link[1:] not in places] == []


def test_no_two_elements_share_an_id(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_no_two_elements_share_an_id_when_the_picture_has_several_parts() -> None:
    report = care_report()
    page = Page(render(replace(report, flows=report.flows * 4)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert [tag for tag, _ in page.elements].count("svg") == 3
    assert len(ids) == len(set(ids))


def test_every_finding_has_an_anchor_of_its_own(page: Page) -> None:
    anchors = {attributes["id"] for tag, attributes in page.elements if tag == "article"}
    assert anchors == {f"f-{finding.id}" for finding in care_report().findings}


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_has_a_caption_and_scoped_headers(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption") > 0
    assert all(attributes.get("scope") == "col" for tag, attributes in page.elements if tag == "th")


def test_every_cell_says_its_column_for_a_narrow_screen(page: Page) -> None:
    assert all("data-label" in attributes for tag, attributes in page.elements if tag == "td")


def test_the_page_has_its_language_landmarks_and_a_way_past_the_front(page: Page) -> None:
    assert ("html", {"lang": "en-GB"}) in page.elements
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in page.elements}
    assert ("a", {"href": "#memo", "class": "skip"}) in page.elements


def test_the_matched_words_are_marked() -> None:
    assert "<mark>may supply relevant information</mark>" in render(care_report())


def test_the_picture_of_the_flows_has_a_text_alternative(page: Page) -> None:
    picture = next(attributes for tag, attributes in page.elements if tag == "svg")
    assert picture["role"] == "img"
    assert {attributes.get("id") for tag, attributes in page.elements if tag in ("title", "desc")} >= set(
        picture["aria-labelledby"].split()
    )


def test_an_incomplete_analysis_says_so_at_the_top() -> None:
    shown = render(empty_report(complete=False))
    assert shown.index("Incomplete</strong>") < shown.index("<main")
    assert "The Schedule could not be read." in shown


def test_text_beside_markup_is_escaped() -> None:
    assert element("p", "<b>", Html("<b>x</b>"), title='"') == '<p title="&quot;">&lt;b&gt;<b>x</b></p>'


def test_the_memo_that_is_shown_is_the_one_that_was_built() -> None:
    assert all(f">{section.heading}</h2>" in render(care_report()) for section in build(care_report()).parts)
