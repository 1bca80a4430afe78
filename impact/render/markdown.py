"""The memo as Markdown (CommonMark with tables). Whatever was in the source comes out as text, never as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

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
)
from impact.render.safety import printable
from impact.report import Report

#: Everything that can begin markup inside a line; what can begin a block is escaped at the start of a line only.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!@^$]|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})\.")
_BLOCK = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))(.?)")
_MARKS: Mapping[str, str] = {"match": "**", "strong": "**", "slot": "*"}
_ROLES: Mapping[str, str] = {"notice": "> ", "warning": "> **Warning.** ", "lead": "", "": ""}


def render(report: Report) -> str:
    """The memo as Markdown text."""
    return markdown(build(report))


def markdown(memo: Memo) -> str:
    """A memo as Markdown text."""
    lines = [f"# {line(memo.title)}", "", line(memo.subtitle), ""]
    status = "COMPLETE" if memo.complete else "INCOMPLETE"
    lines += [*([line(memo.edition), ""] if memo.edition else []), f"**{status}** {escape(memo.disclaimer)}"]
    for section in memo.parts:
        lines += _section(section)
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Text with every character that could be markup escaped, white space made single."""
    return _MARKUP.sub(lambda found: f"\\{found.group()}", " ".join(printable(text).split()))


def line(text: str) -> str:
    """Text as the beginning of a block."""
    return _begun(escape(text))


def _begun(markup: str) -> str:
    """Markup at the start of a line, kept from being read as a list, a rule or a heading."""
    found = _BLOCK.match(markup)
    if not found:
        return markup
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\{found[3]}{markup[found.end() :]}"
    return f"{found[1]}\\{markup[len(found[1]) :]}"


def inline(words: Words) -> str:
    """Words with matched ones bold and slots in italics."""
    return "".join(
        _span(
            span,
            words[place - 1].text[-1:] if place else "",
            words[place + 1].text[:1] if place + 1 < len(words) else "",
        )
        for place, span in enumerate(words)
    )


def _span(span: Span, before: str, after: str) -> str:
    text = printable(span.text)
    inner = text.strip()
    if span.style == "code":
        return escape(inner)
    mark = _MARKS.get(span.style, "")
    head, tail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() and inner else "")
    # Emphasis needs a blank or punctuation outside if there is punctuation just inside (CommonMark 6.2).
    if (before[-1:].isalnum() and not head) or (after[:1].isalnum() and not tail) or not inner:
        mark = ""
    return f"{head}{mark}{escape(inner)}{mark}{tail}"


def _lines(cell: Cell) -> str:
    """A cell on one line: its lines separated by a stroke."""
    return " / ".join(inline(words) for words in cell)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {line(section.heading)}", "")
    for block in section.blocks:
        yield from _BLOCKS[type(block)](block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from (_ROLES[paragraph.role] + _begun(inline(paragraph.words)), "")


def _items(items: Items) -> Iterator[str]:
    yield from (f"- {_begun(inline(words))}" for words in items.items)
    yield ""


def _facts(facts: Facts) -> Iterator[str]:
    yield from _rows(("", facts.caption), [[escape(name), _lines(value)] for name, value in facts.rows])


def _table(table: Table) -> Iterator[str]:
    yield from (f"*{escape(table.caption)}*", "")
    yield from _rows(table.columns, [[_lines(cell) for cell in row] for row in table.rows])


def _rows(columns: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(escape(column) for column in columns)} |"
    yield f"|{'---|' * len(columns)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _diagram(diagram: Diagram) -> Iterator[str]:
    for arrow in diagram.arrows:
        sign = "✕" if arrow.blocked else "→"
        first = f"- {line(arrow.giver)} **{escape(arrow.force)}** give {escape(arrow.info)}"
        yield f"{first} {sign} {escape(arrow.recipient)} ({escape(arrow.clause)})"
    yield ""


def _subheading(subheading: Subheading) -> Iterator[str]:
    yield from (f"### {line(subheading.text)}", "")


def _entry(entry: Entry) -> Iterator[str]:
    yield from (f"#### {line(f'{entry.title}: {entry.effect}')}", "", line(entry.means), "")
    for quotation in entry.quotations:
        yield from _quotation(quotation)
    for fellow in entry.fellows:
        yield from (f"**{line(fellow.title)}** {line(fellow.means)} ({escape(fellow.id)})", "")
        for quotation in fellow.quotations:
            yield from _quotation(quotation)
    yield from _facts(entry.facts)
    if entry.questions:
        yield from ("Questions:", "")
        yield from (f"- {line(question)}" for question in entry.questions)
        yield ""
    yield from (f"Reference: {escape(entry.id)}", "")


def _quotation(quotation: Quotation) -> Iterator[str]:
    label = f"{line(quotation.label)} · " if quotation.label else ""
    yield from (f"> {label}{_begun(inline(quotation.words))}", "")


_BLOCKS: Mapping[type, Callable[[Any], Iterator[str]]] = {
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Table: _table,
    Diagram: _diagram,
    Subheading: _subheading,
    Entry: _entry,
}
