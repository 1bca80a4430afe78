"""The memo as a Word document: real headings, header rows that repeat, no field but the page number, fixed bytes.

The flows are drawn as a table, which a screen reader can read and a drafter can edit. python-docx gives the package and
the styles; the body is written as WordprocessingML here (ECMA-376 part 1), many times faster than its objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zlib import crc32

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from impact.memo import build
from impact.memo.content import (
    Cell,
    Diagram,
    Entry,
    Facts,
    Items,
    Memo,
    Paragraph,
    Quotation,
    Section,
    Span,
    Subheading,
    Table,
    Words,
    cell,
    plain,
)
from impact.render.safety import printable, unbroken
from impact.report import Report

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest date that a zip file can hold
_INK, _QUIET, _LINK, _BAD, _GOOD, _LINE = "0B0C0C", "484949", "1A65A6", "942514", "0F7A52", "B1B4B6"
_PALE, _MARK = "F3F2F1", "FFF1A8"
#: Style → (size in points, points before, points after).
_STYLES: Mapping[str, tuple[float, float, float]] = {
    "Title": (24, 0, 4),
    "Subtitle": (12, 0, 2),
    "Heading 1": (17, 20, 8),
    "Heading 2": (13, 16, 6),
    "Heading 3": (11.5, 12, 3),
    "Normal": (10.5, 0, 6),
    "Caption": (10.5, 6, 4),
    "List Bullet": (10.5, 0, 3),
    "Quote": (10.5, 0, 3),
    "Table Text": (9, 0, 2),
}
#: Width of the text in twentieths of a point: A4 with margins of 20 mm, upright and turned.
_UPRIGHT, _TURNED = 9638, 14570
_A4, _MARGINS = (
    (11906, 16838),
    '<w:pgMar w:top="1021" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>',
)
#: Run properties of each style of span, in the order that the schema asks for.
_RUNS: Mapping[str, str] = {
    "match": f'<w:b/>{{size}}<w:shd w:val="clear" w:color="auto" w:fill="{_MARK}"/>',
    "slot": '{size}<w:u w:val="single"/>',
    "strong": "<w:b/>{size}",
    "code": '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="16"/>',
    "link": f'<w:color w:val="{_LINK}"/>{{size}}<w:u w:val="single"/>',
    "quiet": f'<w:color w:val="{_QUIET}"/><w:sz w:val="18"/>',
    "sign": f'<w:b/><w:color w:val="{_BAD}"/>{{size}}',
    "": "{size}",
}


def render(report: Report) -> bytes:
    """The memo as the bytes of a .docx file."""
    return word(build(report))


def word(memo: Memo) -> bytes:
    """A memo as the bytes of a .docx file."""
    page = docx.Document()
    _set_up(page, memo)
    raw = BytesIO()
    page.save(raw)
    return _fixed(raw.getvalue(), "".join(_body(memo)))


def _body(memo: Memo) -> Iterator[str]:
    yield _paragraph_of(plain(memo.subtitle), "Subtitle")
    yield _paragraph_of(plain(memo.title), "Title")
    if memo.edition:
        yield _paragraph_of(plain(memo.edition))
    yield _paragraph_of((Span("COMPLETE. " if memo.complete else "INCOMPLETE. ", "strong"), Span(memo.disclaimer)))
    for section in memo.parts:
        yield from _section(section)


def _fixed(package: bytes, body: str) -> bytes:
    """The parts with the body put in, in a zip file with a fixed order and fixed dates."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            content = source.read(name)
            if (
                name == "word/document.xml"
            ):  # moving elements into python-docx's tree takes time that grows as their square
                content = _filled(content.decode("utf-8"), body).encode("utf-8")
            target.writestr(entry, content, compresslevel=6)
    return out.getvalue()


def _filled(empty: str, body: str) -> str:
    """A document with its body; the pages that end within it get the footer of the last."""
    footer = re.search(r"<w:footerReference [^>]*/>", empty)
    body = body.replace("<w:sectPr>", f"<w:sectPr>{footer.group() if footer else ''}")  # in text "<" is escaped
    return empty.replace("<w:sectPr", f"{body}<w:sectPr", 1)


def _set_up(page: Document, memo: Memo) -> None:
    """Styles, language, page and properties: nothing is left to the template or the clock."""
    page.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    for name, sizes in _STYLES.items():
        _set_style(cast("Any", page.styles[name]), name, *sizes)
    for language in page.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    about = page.core_properties
    about.title, about.subject, about.author = printable(memo.title)[:255], printable(memo.subtitle)[:255], "impact"
    about.language, about.comments, about.keywords = "en-GB", memo.disclaimer, ""
    about.last_modified_by, about.revision = "impact", 1
    about.created = about.modified = _moment(memo.date)
    sheet = page.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm(20)
    sheet.top_margin = sheet.bottom_margin = Mm(18)
    footer = sheet.footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
    said = _runs((Span(f"{memo.title[:80]} · {memo.disclaimer} · page ", "quiet"),))
    number = f'<w:fldSimple w:instr="PAGE">{_runs((Span("1", "quiet"),))}</w:fldSimple>'
    for part in parse_xml(f"<w:p {nsdecls('w')}>{said}{number}</w:p>"):
        footer.append(part)


def _set_style(style: Any, name: str, size: float, before: float, after: float) -> None:
    """One style in Arial; a theme's font, a border and stretched letters of the template are taken away."""
    heads = name.startswith("Heading")
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor.from_string(_INK)
    style.font.italic, style.font.bold = False, name in ("Title", "Caption") or heads
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = name == "Caption" or heads
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for unwanted in [*style.element.iter(qn("w:pBdr")), *style.element.rPr.findall(qn("w:spacing"))]:
        unwanted.getparent().remove(unwanted)


def _moment(date: str | None) -> datetime:
    """The date of the source as the document's own; never the clock."""
    try:
        return datetime.fromisoformat(date or "").replace(tzinfo=UTC)
    except ValueError:
        return _EPOCH


def text(words: str) -> str:
    """Text for XML, on one line: Word would make tabs and breaks of the rest."""
    return escape(re.sub(r"[\n\r\t]+", " ", printable(words)))


def _runs(words: Words, size: float | None = None) -> str:
    """Words as runs, links around those that lead somewhere; `size` in points if not the paragraph's own."""
    made = []
    for span in words:
        properties = _RUNS["link" if span.target else span.style]
        properties = properties.replace("{size}", f'<w:sz w:val="{int(size * 2)}"/>' if size else "")
        shown = unbroken(span.text) if span.target else span.text
        run = f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text(shown)}</w:t></w:r>'
        made.append(f'<w:hyperlink w:anchor="{_name(span.target)}">{run}</w:hyperlink>' if span.target else run)
    return "".join(made)


def _paragraph_of(
    words: Words,
    style: str = "Normal",
    *,
    size: float | None = None,
    rule: str = "",
    keep: bool = False,
    anchor: str = "",
) -> str:
    """A paragraph; `rule` is the colour of a line on its left, `keep` holds it to the next, links lead to `anchor`."""
    line = f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{rule}"/></w:pBdr>' if rule else ""
    indent = '<w:ind w:left="227"/>' if rule else ""
    properties = f'<w:pStyle w:val="{style.replace(" ", "")}"/>{"<w:keepNext/>" if keep else ""}{line}{indent}'
    number = crc32(anchor.encode()) >> 1  # any number that no other bookmark has
    start = f'<w:bookmarkStart w:id="{number}" w:name="{_name(anchor)}"/>' if anchor else ""
    end = f'<w:bookmarkEnd w:id="{number}"/>' if anchor else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{start}{_runs(words, size)}{end}</w:p>"


def _name(anchor: str) -> str:
    """An anchor as the name of a bookmark, which may not hold hyphens."""
    return anchor.replace("-", "_")


def _section(section: Section) -> Iterator[str]:
    """A section of the memo, on landscape pages of its own if it has a wide table."""
    wide = any(isinstance(block, Table) and block.wide for block in section.blocks)
    if wide:
        yield _page_ends(turned=False)
    yield _paragraph_of(plain(section.heading), "Heading 1", anchor=section.anchor)
    for block in section.blocks:
        yield from _BLOCKS[type(block)](block)
    if wide:
        yield _page_ends(turned=True)


def _page_ends(*, turned: bool) -> str:
    """The end of pages of one orientation; the footer of the first pages goes on."""
    short, long = _A4
    size = (
        f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
        if turned
        else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
    )
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:sectPr>{size}{_MARGINS}</w:sectPr></w:pPr></w:p>'


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.role == "lead":
        yield _paragraph_of(tuple(Span(span.text, "strong", span.target) for span in paragraph.words), size=14)
    elif paragraph.role == "warning":
        yield _paragraph_of((Span("Warning. ", "sign"), *paragraph.words), rule=_BAD)
    else:
        yield _paragraph_of(paragraph.words, rule=_GOOD if paragraph.role == "notice" else "")


def _items(items: Items) -> Iterator[str]:
    yield from (_paragraph_of(words, "List Bullet") for words in items.items)


def _facts(facts: Facts) -> Iterator[str]:
    yield _grid(facts.caption, (), tuple((cell(plain(name, "strong")), value) for name, value in facts.rows), (24, 76))


def _table(table: Table) -> Iterator[str]:
    yield _paragraph_of(plain(table.caption), "Caption")
    yield _grid(table.caption, table.columns, table.rows, table.widths, _TURNED if table.wide else _UPRIGHT)


def _grid(
    caption: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    widths: tuple[int, ...],
    room: int = _UPRIGHT,
) -> str:
    """A table over the width of the page; with columns it has a header row that repeats. A little room after it."""
    shares = [room * width // sum(widths) for width in widths]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>' for edge in ("top", "bottom", "insideH")
    )
    sides = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 60), ("bottom", 50), ("right", 100))
    )
    properties = (
        f'<w:tblW w:w="{sum(shares)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar>"
        f'<w:tblCaption w:val="{text(caption)}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    head = _row(tuple(cell(plain(column, "strong")) for column in columns), shares, head=True) if columns else ""
    # Facts have no header: their first and last two rows hold together, so that no page begins with a lone line.
    held = {0, len(rows) - 2} if not columns else set()
    body = "".join(_row(row, shares, keep=place in held) for place, row in enumerate(rows))
    after = '<w:p><w:pPr><w:spacing w:before="0" w:after="40"/></w:pPr></w:p>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{after}"


def _row(cells: tuple[Cell, ...], shares: list[int], *, head: bool = False, keep: bool = False) -> str:
    """A row that does not break over pages; a header row is shaded and repeats."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_PALE}"/>' if head else ""
    boxes = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(_paragraph_of(words, 'Table Text', keep=keep) for words in lines or ((),))}</w:tc>"
        for lines, share in zip(cells, shares, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{boxes}</w:tr>"


def _diagram(diagram: Diagram) -> Iterator[str]:
    """The flow ledger as a table: giver, arrow, information, arrow, recipient."""
    rows = []
    for arrow in diagram.arrows:
        force = cell(plain(f"{arrow.force} give {'⇢' if arrow.blocked else '→'}", "strong"), arrow.clause)
        to = cell(plain("✕ not to" if arrow.blocked else "→ to", "strong"))
        rows.append((cell(arrow.giver), force, cell(arrow.info), to, cell(arrow.recipient)))
    columns = ("Giver", "May or must", "Information", "To", "Recipient")
    yield from _table(Table(diagram.title, columns, tuple(rows), (24, 17, 26, 9, 24)))


def _subheading(subheading: Subheading) -> Iterator[str]:
    yield _paragraph_of(plain(subheading.text), "Heading 2")


def _entry(entry: Entry) -> Iterator[str]:
    yield _paragraph_of(plain(f"{entry.title}: {entry.effect}"), "Heading 3", anchor=entry.anchor)
    yield _paragraph_of(plain(entry.means), keep=True)
    yield from _quoted(entry.quotations)
    for fellow in entry.fellows:
        title = (Span(f"{fellow.title}  ", "strong"), Span(f"{fellow.means}  "), Span(fellow.id, "code"))
        yield _paragraph_of(title, anchor=fellow.anchor, keep=True)
        yield from _quoted(fellow.quotations)
    for question in entry.questions:
        yield _paragraph_of((Span("Question: ", "strong"), Span(question)), "List Bullet", keep=True)
    yield from _facts(Facts(entry.facts.caption, (*entry.facts.rows, ("Reference", cell(plain(entry.id, "code"))))))


def _quoted(quotations: Iterable[Quotation]) -> Iterator[str]:
    for quotation in quotations:
        label = (Span(f"{quotation.label}  ", "quiet"),) if quotation.label else ()
        yield _paragraph_of((*label, *quotation.words), "Quote", rule=_LINE, keep=True)


_BLOCKS: Mapping[type, Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Table: _table,
    Diagram: _diagram,
    Subheading: _subheading,
    Entry: _entry,
}
