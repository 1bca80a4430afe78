"""The terminal view: each finding in its place, its words underlined, and no control of the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest
from reports import HOSTILE, care_report, empty_report
from rich.cells import cell_len
from rich.console import Console

from impact.render.terminal import print_check, render, summary
from impact.report import Report


def printed(report: Report, width: int = 100, *, colour: bool = False) -> str:
    out = StringIO()
    print_check(
        report,
        Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None, _environ={}),
    )
    return out.getvalue()


def test_a_finding_shows_its_place_severity_rule_and_effect() -> None:
    lines = printed(care_report()).splitlines()
    assert lines[0].startswith("s. 1  Power to supply financial information")
    assert re.search(r"care-charging\.xml:\d+$", lines[0])
    assert lines[1] == "  MEDIUM   rule-for-gateway · Power to share"


def test_a_line_stands_under_exactly_the_matched_words() -> None:
    lines = printed(care_report()).splitlines()
    at = next(place for place, line in enumerate(lines) if "may supply relevant information" in line)
    start = lines[at].index("may supply")
    assert lines[at + 1][start : start + len("may supply relevant information")] == "─" * len(
        "may supply relevant information"
    )
    assert lines[at + 1].count("─") == len("may supply relevant information")


def test_the_line_is_right_under_wide_characters() -> None:
    report = care_report()
    wide = replace(
        report.document,
        stream=report.document.stream.replace(
            "The Care Funding Board", "照護照護照護照護照護照護照護照護照護照護照護"[:22]
        ),
    )
    intro = wide.body[0].intro
    body = (
        replace(
            wide.body[0],
            intro=replace(
                intro,
                string=intro.string.replace(
                    "The Care Funding Board", "照護照護照護照護照護照護照護照護照護照護照護"[:22]
                ),
            ),
        ),
        *wide.body[1:],
    )
    lines = printed(replace(report, document=replace(wide, body=body)), 120).splitlines()
    at = next(place for place, line in enumerate(lines) if "may supply" in line)
    assert cell_len(lines[at][: lines[at].index("may supply")]) == lines[at + 1].index("─")


def test_questions_and_checks_are_shown() -> None:
    view = printed(care_report())
    assert "?  Is s. 1 meant to go this far?" in view
    assert "HIGH     notice-without-privilege · missing\n" in view


def test_inserted_text_says_where_it_goes() -> None:
    assert "inserted into Care Records Act 2014, section 20A" in printed(care_report())


def test_the_meaning_that_was_found_elsewhere_is_shown_with_its_place() -> None:
    assert "information: information about a person’s income, savings or benefits (s. 12(1)" in printed(
        care_report(), 140
    )


@pytest.mark.parametrize("payload", [*HOSTILE, "\x1b[2J\x9b31m\x07\x00\r\u202e\x1b]8;;http://a.example\x07"])
def test_no_control_of_the_source_reaches_the_terminal(payload: str) -> None:
    view = printed(care_report(payload)) + summary(care_report(payload))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", view)


def test_a_control_of_the_source_is_seen() -> None:
    assert "[U+001B]" in printed(care_report("\x1b[2J"))


def test_brackets_of_the_source_are_not_read_as_colours() -> None:
    assert "Is s. 1 meant to go this far?[bold red]x[/bold red] :smile:" in printed(
        care_report("[bold red]x[/bold red] :smile:"), 140
    )


def test_only_the_view_itself_makes_escapes_on_a_colour_terminal() -> None:
    view = printed(care_report("\x1b[2J"), colour=True)
    assert re.findall(r"\x1b.", view)
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", view)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_every_quotation_is_there_at_any_width(width: int) -> None:
    view = re.sub(r"[\s─·]+", "", printed(care_report(), width))
    assert "TheCareFundingBoardmaysupplyrelevantinformationto—" in view
    assert "NothinginSection1".lower() in view.lower()


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(cell_len(line) for line in printed(care_report(), 80).splitlines()) <= 80


def test_the_summary_counts_findings_by_severity() -> None:
    assert (
        summary(care_report()) == "14 findings (2 high, 7 medium, 2 low, 3 info) in 14 provisions · 3 checks · complete"
    )


def test_the_summary_counts_what_was_decided_apart() -> None:
    report = care_report()
    decided = replace(
        report, findings=(replace(report.findings[0], decision="handled: the Board knows"), *report.findings[1:])
    )
    assert (
        summary(decided)
        == "14 findings (2 high, 6 medium, 2 low, 3 info) in 14 provisions · 3 checks · 1 already decided · complete"
    )


def test_the_summary_says_what_was_not_analysed() -> None:
    assert (
        summary(empty_report(complete=False))
        == "no findings in no provisions · no checks · INCOMPLETE: The Schedule could not be read."
    )


def test_the_text_form_is_plain_and_ends_with_the_summary() -> None:
    text = render(care_report())
    assert "\x1b" not in text
    assert text.splitlines()[-1] == summary(care_report())
