"""All formats show the same findings with the same words, twice the same, and load late."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from reports import HOSTILE, care_report, empty_report

from impact.render import FORMATS, render
from impact.render.safety import unbroken
from impact.report import Report


class Words(HTMLParser):
    """The words of a page, those of its style sheet left out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.styled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.styled = tag == "style"
        self.words.append(" " if tag not in ("mark", "u", "a", "span", "strong", "code") else "")

    def handle_data(self, data: str) -> None:
        if not self.styled:
            self.words.append(data)


def flat(text: str) -> str:
    return " ".join(text.split())


def words_of_html(page: bytes) -> str:
    parser = Words()
    parser.feed(page.decode("utf-8"))
    return flat("".join(parser.words))


def words_of_docx(package: bytes) -> str:
    tree = ET.fromstring(zipfile.ZipFile(BytesIO(package)).read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return flat(
        " ".join("".join(text.text or "" for text in paragraph.iter(f"{name}t")) for paragraph in tree.iter(f"{name}p"))
    )


def words_of_markdown(page: bytes) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(page.decode("utf-8"))
    return flat(" ".join("".join(child.content for child in token.children or ()) for token in tokens))


READERS = {"html": words_of_html, "docx": words_of_docx, "md": words_of_markdown}


def quotes_and_ids(report: Report) -> tuple[set[str], set[str]]:
    shown = json.loads(render(report, "json"))
    return {finding["id"] for finding in shown["findings"]}, {
        flat(piece["text"]) for finding in shown["findings"] for piece in finding["evidence"]
    }


@pytest.mark.parametrize("extension", READERS)
def test_every_finding_of_the_json_is_in_the_memo_and_no_other(extension: str) -> None:
    report = care_report()
    words = READERS[extension](render(report, extension))
    ids, _ = quotes_and_ids(report)
    assert set(re.findall(r"Reference:? ([a-z]+(?:-[a-z]+)*-\d+)", words)) == ids


@pytest.mark.parametrize("extension", READERS)
def test_every_quotation_of_the_json_is_in_the_memo_word_for_word(extension: str) -> None:
    report = care_report()
    words = READERS[extension](render(report, extension))
    _, quotes = quotes_and_ids(report)
    assert quotes
    assert [quote for quote in quotes if quote not in words] == []


@pytest.mark.parametrize("extension", READERS)
def test_every_question_check_and_amendment_is_in_the_memo(extension: str) -> None:
    report = care_report()
    words = READERS[extension](render(report, extension))
    said = [question for asking in (*report.findings, *report.checks) for question in asking.questions]
    said += [check.message for check in report.checks] + [amendment.act or "" for amendment in report.amendments]
    said += [finding.message for finding in report.findings] + [finding.why for finding in report.findings]
    assert [text for text in said if flat(text) not in words] == []


@pytest.mark.parametrize("extension", READERS)
@pytest.mark.parametrize("payload", HOSTILE)
def test_what_a_source_says_comes_out_as_the_words_it_is(extension: str, payload: str) -> None:
    words = READERS[extension](render(care_report(payload), extension))
    assert flat(f"Care Charging (Information) Bill {payload}") in words
    assert flat(f"Is s. 1 meant to go this far?{payload}") in words


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_report_gives_the_same_bytes(extension: str) -> None:
    assert render(care_report(), extension) == render(care_report(), extension)


@pytest.mark.parametrize("extension", FORMATS)
def test_a_report_without_findings_can_be_shown(extension: str) -> None:
    assert render(empty_report(), extension)


@pytest.mark.parametrize("extension", FORMATS)
def test_no_format_breaks_on_controls_or_a_lone_surrogate(extension: str) -> None:
    controls = "".join(map(chr, (*range(1, 32), *range(127, 160)))) + "\ufffe\uffff\udcff\u202e"
    assert render(care_report(controls), extension)


def test_formats_do_not_depend_on_the_seed_of_hashes() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, 'tests')\n"
        "from impact.render import FORMATS, render\nfrom reports import care_report\n"
        "for extension in FORMATS: print(extension, hashlib.sha256(render(care_report(), extension)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


def test_asking_which_formats_there_are_loads_none_of_them() -> None:
    program = (
        "import sys, impact.render; print(*sorted({'docx', 'rich', 'impact.memo', 'lxml', 'spacy'} & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": "."}, capture_output=True, check=True, text=True
    )
    assert said.stdout.strip() == ""


@pytest.mark.parametrize("extension", ["html", "docx", "md", "json", "svg", "txt"])
def test_a_rule_that_speaks_twice_is_shown_in_every_format(extension: str) -> None:
    report = care_report()
    first = report.findings[0]
    twin = replace(first, id="gateway-twin", order=first.order + 1)
    shown = render(replace(report, findings=(*report.findings, twin)), extension)
    words = {"html": words_of_html, "docx": words_of_docx, "md": words_of_markdown}.get(extension)
    if words is not None:
        assert {first.id, twin.id} <= set(re.findall(r"[\w-]+", words(shown)))
    assert shown


def test_the_unit_and_the_number_of_a_label_stay_on_one_line() -> None:
    assert unbroken("s. 12(3), Sch. 2 para. 4") == "s.\u00a012(3), Sch.\u00a02 para.\u00a04"
