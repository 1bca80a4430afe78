"""`impact changes` as a person meets it: which Acts are given, what could not be done, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from impact.cli import run

CLML = "http://www.legislation.gov.uk/namespaces/legislation"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TITLE = "Moorings (Records) Act 2009"


def act(
    path: Path, words: str = "The Board may disclose information about a boat to a council.", title: str = TITLE
) -> str:
    path.write_text(
        f'<Legislation xmlns="{CLML}" DocumentURI="http://www.legislation.gov.uk/ukpga/2009/99">'
        '<m:Metadata xmlns:m="http://www.legislation.gov.uk/namespaces/metadata">'
        f'<d:title xmlns:d="http://purl.org/dc/elements/1.1/">{title}</d:title></m:Metadata><Primary><Body>'
        f'<P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>{words}</Text></P1para></P1></Body></Primary></Legislation>'
    )
    return str(path)


@pytest.fixture
def bill(tmp_path: Path) -> str:
    path = tmp_path / "bill.xml"
    path.write_text(
        f'<akomaNtoso xmlns="{AKN}"><bill name="ukpubb"><meta/><body><section eId="sec_1"><num>1</num><content>'
        f"<p>In section 1 of the {TITLE}, for “may” substitute “must”.</p></content></section></body></bill></akomaNtoso>"
    )
    return str(path)


def changed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = run(["changes", *arguments, "-f", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def test_a_power_that_becomes_a_duty_is_one_change(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told, _ = changed(capsys, bill, act(tmp_path / "act.xml"))
    assert code == 0
    (amended,) = told["acts"]
    assert (amended["title"], amended["status"]) == (TITLE, "checked")
    (change,) = amended["changes"]
    assert [flow["kind"] for flow in change["flows"]] == ["changed"]


def test_of_a_folder_the_acts_that_are_amended_are_read(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    act(folder / "one.xml")
    act(folder / "two.xml", title="Pilotage Act 1990")
    code, told, _ = changed(capsys, bill, str(folder))
    assert code == 0
    assert [amended["title"] for amended in told["acts"]] == [TITLE]


def test_a_folder_without_such_an_act_says_so_and_nothing_is_checked(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    act(folder / "two.xml", title="Pilotage Act 1990")
    _, told, err = changed(capsys, bill, str(folder))
    assert "holds no Act that bill.xml amends" in err
    (amended,) = told["acts"]
    assert amended["status"] == "not checked"


def test_what_cannot_be_read_in_a_folder_is_said_and_the_answer_is_incomplete(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    act(folder / "one.xml")
    (folder / "two.xml").write_text("<Legislation")
    code, _, err = changed(capsys, bill, str(folder))
    assert code == 3
    assert "left out: two.xml" in err


def test_an_act_that_is_given_twice_is_read_once(bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = act(tmp_path / "act.xml")
    code, told, err = changed(capsys, bill, given, given)
    assert code == 0
    assert "given before" in err
    assert len(told["acts"]) == 1


def test_an_amendment_that_cannot_be_applied_makes_the_answer_incomplete(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told, _ = changed(capsys, bill, act(tmp_path / "act.xml", "A council sends returns to the Board."))
    assert code == 3
    assert told["acts"][0]["amendments"]["failed"] == 1


def test_an_act_without_the_text_of_the_bill_is_not_checked(bill: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _ = changed(capsys, bill)
    assert code == 0
    (amended,) = told["acts"]
    assert (amended["title"], amended["status"]) == (TITLE, "not checked")


def test_the_wrong_act_is_said_not_to_be_amended(bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = changed(capsys, bill, act(tmp_path / "act.xml", title="Pilotage Act 1990"))
    assert "not amended" in err


def test_the_output_may_not_be_an_act_that_is_read(
    bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = act(tmp_path / "act.xml")
    assert run(["changes", bill, given, "-o", given]) == 2
    assert Path(given).read_text().startswith("<Legislation")
    assert "act.xml" in capsys.readouterr().err
