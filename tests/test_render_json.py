"""The JSON form of a report keeps the contract that other programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from reports import care_report, empty_report

from impact.render.json import render, to_json
from impact.report import SLOTS, Definition

SCHEMA = json.loads(files("impact.render").joinpath("schema.json").read_text(encoding="utf-8"))


def strict(schema: Any) -> Any:
    """The schema with every object closed, to find fields that it does not tell of."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and "type" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


def problems(schema: Any, text: str) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(json.loads(text))
    ]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_report_keeps_the_schema() -> None:
    assert problems(SCHEMA, to_json(care_report())) == []


def test_the_schema_tells_of_every_field() -> None:
    assert problems(strict(SCHEMA), to_json(care_report())) == []


def test_a_report_without_findings_keeps_the_schema() -> None:
    assert problems(strict(SCHEMA), to_json(empty_report())) == []


def test_a_report_on_a_document_that_was_not_counted_keeps_the_schema_and_is_incomplete() -> None:
    report = empty_report()
    uncounted = replace(report, document=replace(report.document, ledger=None))
    assert problems(strict(SCHEMA), to_json(uncounted)) == []
    assert json.loads(to_json(uncounted))["status"] == "incomplete"


def test_the_schema_refuses_an_effect_that_is_not_in_the_closed_list() -> None:
    report = care_report()
    wrong = replace(report, findings=(replace(report.findings[0], effect="leak"),))
    assert any("leak" in problem for problem in problems(SCHEMA, to_json(wrong)))


def test_the_schema_lists_the_effects_of_the_rules_base() -> None:
    effects = yaml.safe_load(Path("rules/effects.yaml").read_text(encoding="utf-8"))["effects"]
    assert SCHEMA["$defs"]["effect"]["enum"] == list(effects)


def test_every_slot_is_there_with_every_key_even_if_nothing_fills_it() -> None:
    for finding in json.loads(to_json(care_report()))["findings"]:
        assert tuple(finding["slots"]) == SLOTS
        assert all(tuple(slot) == ("text", "items", "state", "resolved") for slot in finding["slots"].values())


def test_an_open_slot_is_empty() -> None:
    finding = json.loads(to_json(care_report()))["findings"][0]
    assert finding["slots"]["subject"] == {"text": "", "items": [], "state": "open", "resolved": []}


def test_every_quotation_is_the_exact_slice_of_the_source() -> None:
    report = care_report()
    pieces = [piece for finding in json.loads(to_json(report))["findings"] for piece in finding["evidence"]]
    assert pieces
    assert all(report.document.stream[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)


def test_what_was_not_analysed_makes_the_status_incomplete_and_is_named() -> None:
    shown = json.loads(to_json(empty_report(complete=False)))
    assert shown["status"] == "incomplete"
    assert shown["coverage"]["problems"] == ["The Schedule could not be read."]
    assert "The Schedule could not be read." in shown["coverage"]["warnings"]


def test_the_characters_of_the_coverage_add_up() -> None:
    coverage = json.loads(to_json(care_report()))["coverage"]
    assert coverage["analysed"] + sum(each["characters"] for each in coverage["skipped"]) == coverage["characters"]


def test_a_reference_that_was_not_followed_has_no_target() -> None:
    resolved, lost = json.loads(to_json(care_report()))["references"]
    assert resolved["target"] == {"document": None, "provision": "sec_1"}
    assert lost["target"] is None


def test_a_term_that_borrows_its_meaning_says_from_where() -> None:
    borrowed = Definition("care home", "Act", "/*", same_as="the Care Records Act 2014")
    shown = json.loads(to_json(replace(care_report(), definitions=(borrowed,))))["definitions"]
    assert shown == [{"term": "care home", "scope": "Act", "where": "/*", "same_as": "the Care Records Act 2014"}]


def test_the_order_in_which_a_mapping_was_filled_does_not_show() -> None:
    report = care_report()
    turned = replace(report.provenance, model=dict(reversed(report.provenance.model.items())))
    assert to_json(replace(report, provenance=turned)) == to_json(report)


def test_controls_and_turned_writing_are_escaped_and_come_back_when_read() -> None:
    raw = to_json(care_report("\x9b31m\u202e\x1b[2J\u2028"))
    assert not set("\x9b\u202e\x1b\u2028") & set(raw)
    assert json.loads(raw)["document"]["title"].endswith("\x9b31m\u202e\x1b[2J\u2028".strip())


def test_a_lone_surrogate_in_a_name_does_not_break_the_encoding() -> None:
    report = care_report()
    named = replace(
        report, document=replace(report.document, source=replace(report.document.source, name="bill\udcff.xml"))
    )
    assert json.loads(to_json(named).encode("utf-8"))["provenance"]["source"]["name"] == "bill\ufffd.xml"


def test_the_same_report_gives_the_same_json() -> None:
    assert render(care_report()) == render(care_report())
