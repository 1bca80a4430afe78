"""The picture of the flows says in words and shapes what it says in colour."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from reports import HOSTILE, care_report, empty_report

from impact.render.svg import render

NAME = "{http://www.w3.org/2000/svg}"


def words(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{NAME}text")]


def test_each_flow_has_its_three_boxes_and_its_force() -> None:
    picture = ET.fromstring(render(care_report()))
    assert len(list(picture.iter(f"{NAME}rect"))) == 3 * 5
    assert [word for word in words(picture) if word in ("may", "must", "must not")] == [
        "may",
        "must",
        "must",
        "must not",
        "may",
    ]


def test_a_flow_that_must_not_happen_is_dashed_and_crossed() -> None:
    picture = ET.fromstring(render(care_report()))
    assert len([line for line in picture.iter(f"{NAME}line") if line.get("stroke-dasharray")]) == 2
    assert len([path for path in picture.iter(f"{NAME}path") if path.get("stroke-width") == "4"]) == 1


def test_the_text_alternative_says_every_flow() -> None:
    said = ET.fromstring(render(care_report())).findtext(f"{NAME}desc") or ""
    assert "The Care Funding Board may give relevant information to a local authority" in said
    assert "a care provider must not give the content of a notice under section 3 to anybody (s. 6(3))." in said


def test_a_long_ledger_stops_and_says_how_much_more_there_is() -> None:
    report = care_report()
    picture = ET.fromstring(render(replace(report, flows=report.flows * 9)))
    assert len(list(picture.iter(f"{NAME}rect"))) == 3 * 40
    assert words(picture)[-1] == "5 more in the table"


def test_no_box_is_taller_than_the_picture() -> None:
    picture = ET.fromstring(render(care_report(" a recipient with a very long name" * 30)))
    height = float((picture.get("viewBox") or "").split()[3])
    assert (
        max(float(box.get("y") or 0) + float(box.get("height") or 0) for box in picture.iter(f"{NAME}rect")) <= height
    )


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_source_adds_no_element(payload: str) -> None:
    allowed = {f"{NAME}{name}" for name in ["svg", "title", "desc", "defs", "marker", "path", "rect", "line", "text"]}
    assert {element.tag for element in ET.fromstring(render(care_report(payload))).iter()} <= allowed


def test_no_flow_gives_a_picture_that_says_so() -> None:
    assert ET.fromstring(render(empty_report())).findtext(f"{NAME}desc") == "No flow of information was found."
