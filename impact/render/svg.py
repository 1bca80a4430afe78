"""The flow ledger as a picture: giver → information → recipient, one row a flow.

What must not happen is dashed, crossed and says so: nothing is told by colour alone. The text alternative says all.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from xml.sax.saxutils import escape as _xml

from impact.memo import flows
from impact.memo.content import Arrow, Diagram
from impact.render.safety import printable
from impact.report import Report

WIDTH = 960
#: Left edge and width of the three columns of boxes, in the picture's units.
_BOXES = ((0, 250), (345, 270), (710, 250))
_PADDING, _LEADING, _GAP, _HEADER = 12, 18, 14, 30
#: Characters that fit on a line of a box at 14 units of Arial, whose mean width is about half its size.
_CHARACTERS = (31, 34, 31)
_MOST_LINES = 6
_INK, _BAR, _LINE = "#0b0c0c", "#942514", "#1d70b8"


def escape(text: str) -> str:
    """Text for an element or an attribute of SVG."""
    return _xml(printable(text), {'"': "&quot;"})


def render(report: Report) -> str:
    """The flow ledger as an SVG document; a document that says so if there is no flow."""
    diagram = next((block for block in flows.diagram(report) if isinstance(block, Diagram)), None)
    return f"{svg(diagram or Diagram('Flows of information', (), 0))}\n"


def svg(diagram: Diagram, part: str = "") -> str:
    """A diagram as an `svg` element; `part` tells its ids from those of another on the same page."""
    rows, top = [], _HEADER
    for arrow in diagram.arrows:
        drawn, height = _row(arrow, top, part)
        rows.append(drawn)
        top += height + _GAP
    if diagram.more:
        rows.append(_text(0, top + 14, f"{diagram.more} more in the table"))
        top += 24
    heads = "".join(
        _text(left, 16, name, weight=700)
        for (left, _), name in zip(_BOXES, ("Giver", "Information", "Recipient"), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {WIDTH + 4} {max(top, 40)}" width="{WIDTH}" role="img" '
        f'aria-labelledby="ledger-title{part} ledger-words{part}" font-family="Arial, Helvetica, sans-serif" '
        f'font-size="14">'
        f'<title id="ledger-title{part}">{escape(diagram.title)}</title>'
        f'<desc id="ledger-words{part}">{escape(diagram.description)}</desc>'
        f"{_arrow_heads(part)}{heads}{''.join(rows)}</svg>"
    )


def _arrow_heads(part: str) -> str:
    heads = "".join(
        f'<marker id="{name}{part}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>'
        for name, colour in (("head-open", _LINE), ("head-barred", _BAR))
    )
    return f"<defs>{heads}</defs>"


def _row(arrow: Arrow, top: int, part: str) -> tuple[str, int]:
    """One flow and its height."""
    said = (arrow.giver, arrow.info, arrow.recipient)
    lines = [_wrapped(text, width) for text, width in zip(said, _CHARACTERS, strict=True)]
    height = max(map(len, lines)) * _LEADING + 2 * _PADDING
    colour, dashes = (_BAR, ' stroke-dasharray="6 5"') if arrow.blocked else (_LINE, "")
    drawn = [
        _box((left, top, width, height), content, colour, dashes if place == 1 else "")
        for place, ((left, width), content) in enumerate(zip(_BOXES, lines, strict=True))
    ]
    middle = top + height // 2
    head = "head-barred" if arrow.blocked else "head-open"
    for start, end in ((_BOXES[0][0] + _BOXES[0][1], _BOXES[1][0]), (_BOXES[1][0] + _BOXES[1][1], _BOXES[2][0])):
        drawn.append(
            f'<line x1="{start + 5}" y1="{middle}" x2="{end - 5}" y2="{middle}" stroke="{colour}" stroke-width="2.5"'
            f'{dashes} marker-end="url(#{head}{part})"/>'
        )
    between = (_BOXES[0][0] + _BOXES[0][1] + _BOXES[1][0]) // 2
    drawn.append(_text(between, middle - 8, arrow.force, weight=700, anchor="middle"))
    clause = _wrapped(arrow.clause, 13)[0]
    drawn.append(_text(between, middle + 20, clause, anchor="middle", size=12))
    if arrow.blocked:
        at = (_BOXES[1][0] + _BOXES[1][1] + _BOXES[2][0]) // 2
        drawn.append(
            f'<path d="M{at - 9} {middle - 9}L{at + 9} {middle + 9}M{at + 9} {middle - 9}L{at - 9} {middle + 9}" '
            f'stroke="{_BAR}" stroke-width="4"/>'
        )
    return "".join(drawn), height


def _box(place: tuple[int, int, int, int], lines: Sequence[str], colour: str, dashes: str) -> str:
    """A box with lines of text; `place` is its left edge, top, width and height."""
    left, top, width, height = place
    first = top + (height - len(lines) * _LEADING) // 2 + 13
    words = "".join(_text(left + 10, first + at * _LEADING, line) for at, line in enumerate(lines))
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="3" fill="#ffffff" stroke="{colour}" '
        f'stroke-width="2"{dashes}/>{words}'
    )


def _text(x: int, y: int, words: str, *, weight: int = 400, anchor: str = "start", size: int = 14) -> str:
    return (
        f'<text x="{x}" y="{y}" font-weight="{weight}" text-anchor="{anchor}" font-size="{size}" fill="{_INK}">'
        f"{escape(words)}</text>"
    )


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines; what does not fit ends in an ellipsis (the table has it whole)."""
    lines = wrap(" ".join(text.split()), width) or [""]
    return (
        lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: width - 2]} …"]
    )
