"""The Word memo opens anywhere, holds nothing but text, and is the same bytes each time."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from reports import HOSTILE, care_report

from impact.render.docx import render


def parts(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize("payload", ["", *HOSTILE, "DDEAUTO c:\\\\x.exe", '{ INCLUDEPICTURE "http://a.example/x" }'])
def test_nothing_leads_out_of_the_document_and_nothing_runs(payload: str) -> None:
    for name, content in parts(render(care_report(payload))).items():
        assert "vbaProject" not in name
        assert 'TargetMode="External"' not in content
        assert "instrText" not in content


def test_the_only_field_is_the_page_number() -> None:
    fields = [content for content in parts(render(care_report("{ DATE }"))).values() if "fldSimple" in content]
    assert len(fields) == 1
    assert fields[0].count("fldSimple w:instr=") == fields[0].count('fldSimple w:instr="PAGE"') == 1


def test_the_parts_stand_in_a_fixed_order_with_a_fixed_date() -> None:
    with zipfile.ZipFile(BytesIO(render(care_report()))) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert [entry.filename for entry in entries[1:]] == sorted(entry.filename for entry in entries[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}


def test_the_properties_come_from_the_source_and_not_from_the_clock() -> None:
    about = docx.Document(BytesIO(render(care_report()))).core_properties
    assert about.title == "Care Charging (Information) Bill"
    assert about.language == "en-GB"
    assert about.created is not None
    assert about.created.isoformat()[:10] == about.modified.isoformat()[:10] == "2026-09-14"  # type: ignore[union-attr]


def test_a_source_without_a_date_leaves_the_earliest_date() -> None:
    report = care_report()
    undated = replace(report, document=replace(report.document, date=None))
    created = docx.Document(BytesIO(render(undated))).core_properties.created
    assert created is not None
    assert created.year == 1980


def test_headings_are_headings_in_order() -> None:
    page = docx.Document(BytesIO(render(care_report())))
    levels = [
        int(paragraph.style.name[-1])
        for paragraph in page.paragraphs
        if paragraph.style and paragraph.style.name.startswith("Heading")
    ]  # type: ignore[union-attr]
    assert {1, 2, 3} == set(levels)
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_with_columns_repeats_its_header_row_and_has_an_alternative() -> None:
    page = docx.Document(BytesIO(render(care_report())))
    heads = [table for table in page.tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(heads) > 8
    assert all(table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in page.tables)
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for table in page.tables for row in table.rows)


def test_the_wide_tables_stand_on_landscape_pages_of_their_own() -> None:
    turned = [section.orientation for section in docx.Document(BytesIO(render(care_report()))).sections]
    portrait, landscape = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert turned == [portrait, landscape, portrait, landscape, portrait]


def test_every_page_has_the_footer() -> None:
    content = parts(render(care_report("<w:sectPr>")))["word/document.xml"]
    assert content.count("<w:sectPr") == content.count("<w:footerReference ") == 5


def test_every_link_leads_to_a_bookmark() -> None:
    body = docx.Document(BytesIO(render(care_report()))).element.body
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= set(bookmarks)
    assert len(set(bookmarks)) == len(bookmarks) == len(set(numbers))


def test_what_xml_cannot_hold_is_replaced_in_sight() -> None:
    package = parts(render(care_report("a\x00b\x1bc\x9bd\ufffee")))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in package["word/document.xml"]


def test_line_breaks_and_tabs_of_the_source_make_no_breaks_in_the_memo() -> None:
    body = docx.Document(BytesIO(render(care_report("one\ttwo\nthree\rfour")))).element.body
    assert not list(body.iter(qn("w:tab"))) or all(
        tab.getparent().tag == qn("w:tabs") for tab in body.iter(qn("w:tab"))
    )
    assert not list(body.iter(qn("w:br")))


def test_the_matched_words_are_shaded() -> None:
    page = docx.Document(BytesIO(render(care_report())))
    shaded = [
        run.text
        for paragraph in page.paragraphs
        for run in paragraph.runs
        if run._r.find(f".//{qn('w:shd')}") is not None
    ]
    assert "may supply relevant information" in shaded


def test_headings_and_text_are_in_a_font_that_the_theme_does_not_change() -> None:
    styles = docx.Document(BytesIO(render(care_report()))).styles
    for name in ("Title", "Heading 1", "Normal"):
        fonts = styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == "Arial"
        assert fonts.get(qn("w:asciiTheme")) is None
