"""The memo as one HTML page that needs nothing else: no script, no request; for a phone, paper and a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from impact.memo import build
from impact.memo.content import (
    Cell,
    Diagram,
    Entry,
    Facts,
    Fellow,
    Items,
    Memo,
    Paragraph,
    Quotation,
    Section,
    Span,
    Subheading,
    Table,
    Words,
)
from impact.memo.words import SEVERITIES
from impact.render.safety import printable, unbroken
from impact.render.svg import svg
from impact.report import Report

#: No script, no frame, no font, no request: even markup that got in by mistake could do nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class Html(str):
    """Markup. A plain `str` beside it is text and is escaped by `element`."""

    __slots__ = ()


_TAGS: Mapping[str, str] = {"match": "mark", "slot": "u", "strong": "strong", "code": "code"}


def render(report: Report) -> str:
    """The memo as an HTML page."""
    return page(build(report))


def text(words: str) -> Html:
    """Text as markup."""
    return Html(escape(printable(words)))


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element; content that is not `Html` is text. `class_` and `data_label` stand for `class` and `data-label`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(printable(value))}"'
        for key, value in attributes.items()
        if value
    )
    inner = "".join(part if isinstance(part, Html) else text(part) for part in content)
    return Html(f"<{name}{given}>{inner}</{name}>")


def together(parts: Iterable[Html]) -> Html:
    """Markup after markup."""
    return Html("".join(parts))


def page(memo: Memo) -> str:
    """A memo as an HTML page."""
    style = files("impact.render").joinpath("memo.css").read_text(encoding="utf-8")
    status = "Complete" if memo.complete else "Incomplete"
    header = element(
        "header",
        element("p", memo.subtitle, class_="kicker"),
        element("h1", memo.title),
        element("p", memo.edition, class_="edition") if memo.edition else Html(),
        element("p", element("strong", status, class_=f"status {status.lower()}"), f" {memo.disclaimer}"),
        class_="top",
    )
    body = (
        element("a", "Skip to the memo", href="#memo", class_="skip"),
        header,
        element(
            "main",
            *(_section(section) for section in memo.front),
            _contents(memo),
            *(_section(section) for section in memo.sections),
            id="memo",
        ),
        element("footer", element("p", memo.disclaimer)),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{element('title', f'{memo.title}: impact memo')}\n<style>\n{style}</style>\n</head>\n"
        f"{element('body', Html(chr(10)), *(Html(part + chr(10)) for part in body))}\n</html>\n"
    )


def _contents(memo: Memo) -> Html:
    links = (element("li", element("a", section.heading, href=f"#{section.anchor}")) for section in memo.sections)
    return element("nav", element("h2", "Contents"), element("ul", *links), aria_label="Contents")


def _section(section: Section) -> Html:
    name = f"{section.anchor}-heading"
    blocks = (Html(_BLOCKS[type(block)](block) + "\n") for block in section.blocks)
    heading = element("h2", section.heading, id=name)
    return Html(
        element(
            "section",
            heading,
            *blocks,
            id=section.anchor,
            aria_labelledby=name,
            class_="numbered" if section.number else "front",
        )
        + "\n"
    )


def _words(words: Words) -> Html:
    return together(_span(span) for span in words)


def _span(span: Span) -> Html:
    tag = _TAGS.get(span.style)
    words = unbroken(span.text) if span.target else span.text
    shown = element(tag, words) if tag else text(words)
    return element("a", shown, href=f"#{span.target}") if span.target else shown


def _lines(cell: Cell) -> Html:
    """A cell's lines; more than one are blocks of their own."""
    if len(cell) == 1:
        return _words(cell[0])
    return together(element("div", _words(words)) for words in cell)


def _paragraph(paragraph: Paragraph) -> Html:
    if paragraph.role == "warning":
        return element("p", element("strong", "Warning. ", class_="sign"), _words(paragraph.words), class_="warning")
    return element("p", _words(paragraph.words), class_=paragraph.role)


def _items(items: Items) -> Html:
    return element("ul", *(element("li", _words(words)) for words in items.items))


def _facts(facts: Facts) -> Html:
    rows = (element("div", element("dt", name), element("dd", _lines(value))) for name, value in facts.rows)
    return element("dl", *rows, class_="facts")


def _table(table: Table) -> Html:
    """A table that is cards on a narrow screen; its roles are spelt out because `display: block` would drop them."""
    columns = together(Html(f'<col style="width:{width}%">') for width in table.widths)
    heads = (element("th", column, scope="col", role="columnheader") for column in table.columns)
    rows = (
        element(
            "tr",
            *(
                element("td", element("div", _lines(cell)), role="cell", data_label=column)
                for column, cell in zip(table.columns, row, strict=True)
            ),
            role="row",
        )
        for row in table.rows
    )
    return element(
        "table",
        element("caption", table.caption),
        element("colgroup", columns),
        element("thead", element("tr", *heads, role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        role="table",
        class_="wide" if table.wide else "",
    )


def _diagram(diagram: Diagram) -> Html:
    """The picture in parts that a printed page can hold."""
    parts = (
        element("div", Html(svg(part, str(place))), class_="part") for place, part in enumerate(diagram.parts(), 1)
    )
    return element("div", *parts, class_="diagram", role="region", aria_label=diagram.title, tabindex="0")


def _subheading(subheading: Subheading) -> Html:
    return element("h3", subheading.text)


def _entry(entry: Entry) -> Html:
    tag = element("span", entry.effect, class_="effect")
    level = element("span", SEVERITIES.get(entry.severity, entry.severity), class_=f"level {entry.severity}")
    heading = element("h4", element("a", entry.title, href=f"#{entry.anchor}"), Html(" "), tag, Html(" "), level)
    quoted = (
        element("blockquote", *(_quotation(quotation) for quotation in entry.quotations))
        if entry.quotations
        else Html()
    )
    asked = (
        element("ul", *(element("li", question) for question in entry.questions), class_="questions")
        if entry.questions
        else Html()
    )
    reference = element("p", "Reference ", element("code", entry.id), class_="reference")
    return element(
        "article",
        heading,
        element("p", entry.means, class_="means"),
        quoted,
        *map(_fellow, entry.fellows),
        asked,
        _facts(entry.facts),
        reference,
        id=entry.anchor,
        class_="entry",
    )


def _fellow(fellow: Fellow) -> Html:
    title = element("a", fellow.title, href=f"#{fellow.anchor}")
    heading = element("h5", title, Html(" "), fellow.means, Html(" "), element("code", fellow.id))
    return element(
        "div", heading, element("blockquote", *map(_quotation, fellow.quotations)), id=fellow.anchor, class_="fellow"
    )


def _quotation(quotation: Quotation) -> Html:
    label = element("span", quotation.label, class_="label") if quotation.label else Html()
    return element("p", label, Html(" "), element("span", _words(quotation.words), class_="words"))


_BLOCKS: Mapping[type, Callable[[Any], Html]] = {
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Table: _table,
    Diagram: _diagram,
    Subheading: _subheading,
    Entry: _entry,
}
