"""`impact amendments`: which Act is meant, and what is said when none is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from impact.cli import cli
from impact.report import Amendment
from impact.resolve.tables import act_named, amended_acts

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def amendment(act: str, uri: str | None = None) -> Amendment:
    return Amendment("/bill/section[1]", None, "s. 1", "deletion", act, uri, "sec_2", "replace", True)


ROWS = (
    amendment("Eels’ Rights Act 1999", "https://www.legislation.gov.uk/ukpga/1999/7"),
    amendment("Weirs Act 2001"),
    amendment("Weirs Act 2011"),
)


@pytest.mark.parametrize(
    "name",
    [
        "Eels’ Rights Act 1999",
        "the eels' rights act 1999",
        "Eels' Rights Act",
        "ukpga/1999/7",
        "https://www.legislation.gov.uk/ukpga/1999/7",
        "http://www.legislation.gov.uk/id/ukpga/1999/7/",
    ],
)
def test_an_act_is_found_by_a_form_of_its_title_or_address(name: str) -> None:
    assert act_named(name, ROWS) == "Eels’ Rights Act 1999"


@pytest.mark.parametrize("name", ["Weirs Act", "Eels", "", "Herons Act 1999"])
def test_a_name_of_none_or_of_several_acts_means_none(name: str) -> None:
    assert act_named(name, ROWS) is None


def test_acts_are_listed_in_the_order_of_their_first_amendment() -> None:
    assert amended_acts((*ROWS[1:], *ROWS)) == ("Weirs Act 2001", "Weirs Act 2011", "Eels’ Rights Act 1999")


def listed(folder: Path, *options: str, words: str = "") -> Result:
    """The command on a bill with three sections that amend, or with one section of other words."""
    texts = [words] if words else [f"Omit section {number} of the {row.act}." for number, row in enumerate(ROWS, 2)]
    body = "".join(
        f'<section eId="sec_{number}"><num>{number}</num><content><p>{text}</p></content></section>'
        for number, text in enumerate(texts, 1)
    )
    bill = folder / "bill.xml"
    bill.write_text(
        f'<akomaNtoso xmlns="{AKN}"><bill name="ukpubb"><meta/><body>{body}</body></bill></akomaNtoso>',
        encoding="utf-8",
    )
    return CliRunner().invoke(cli, ["amendments", str(bill), *options], standalone_mode=False)


def test_with_an_act_the_columns_are_those_of_a_keeling_schedule(tmp_path: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(listed(tmp_path, "--act", "weirs act 2001").stdout)))
    assert lines == [
        {
            "source": "s. 2",
            "source_eid": "sec_2",
            "type_of_amendment": "deletion",
            "affected_provision": "sec_3",
            "location": "Replace",
            "whole_provision": "true",
        }
    ]


def test_without_an_act_each_row_names_its_act(tmp_path: Path) -> None:
    lines = csv.DictReader(io.StringIO(listed(tmp_path).stdout))
    assert [line["act"] for line in lines] == [row.act for row in ROWS]


def test_json_is_limited_to_the_act_as_the_table_is(tmp_path: Path) -> None:
    rows = json.loads(listed(tmp_path, "--act", "Eels’ Rights Act", "--format", "json").stdout)
    assert [(row["act"]["title"], row["target"], row["textual"]) for row in rows] == [
        ("Eels’ Rights Act 1999", "sec_2", True)
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Weirs Act", "Did you mean “Weirs Act 2001” or “Weirs Act 2011”?"),
        ("Wiers Act 2011", "Did you mean “Weirs Act 2011”"),
        ("Fish Farms Order 1980", "It amends “Eels’ Rights Act 1999”, “Weirs Act 2001” and “Weirs Act 2011”."),
    ],
)
def test_an_act_that_is_not_amended_is_answered_with_those_that_are(tmp_path: Path, name: str, said: str) -> None:
    assert said in str(listed(tmp_path, "--act", name).exception)


def test_a_document_that_amends_nothing_says_so(tmp_path: Path) -> None:
    failed = listed(tmp_path, "--act", "Weirs Act 2001", words="A weir must have a ladder.")
    assert str(failed.exception).endswith("no amendment of “Weirs Act 2001”, nor of any other Act.")


def test_without_an_act_such_a_document_gives_the_header_only(tmp_path: Path) -> None:
    assert listed(tmp_path, words="A weir must have a ladder.").stdout.count("\n") == 1
