"""The report on a terminal: each finding where it stands, its matched words underlined, and what to ask.

Text is never read as rich markup (legislation is full of "[F12 …]"), and no control character reaches the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from impact.memo.clauses import in_order
from impact.memo.content import Quotation, Span
from impact.memo.front import not_analysed
from impact.memo.quotation import quotations
from impact.memo.words import CHECK_RESULTS, NOT_STATED, SLOTS, effect_name, number, place_words, sentence
from impact.render.safety import visible
from impact.report import SEVERITIES, Finding, Report

COLOURS = {"critical": "bold red", "high": "bold red", "medium": "bold yellow", "low": "bold cyan", "info": "bold"}
#: The sign under words: what the rule matched, and what says who, what or why.
SIGNS = {"match": "─", "slot": "·"}
_MARGIN = 10


def render(report: Report) -> str:
    """The whole view as plain text, 100 columns wide, with the summary as its last line."""
    out = StringIO()
    console = Console(file=out, width=100, color_system=None, force_terminal=False, legacy_windows=False, _environ={})
    print_check(report, console)
    _say(console, Text(summary(report)))
    return out.getvalue()


def print_check(report: Report, console: Console) -> None:
    """Print findings in document order, then the checks."""
    width = max(console.width, 40)
    last: tuple[str, str] | None = None
    for finding in in_order(report.findings):
        place = (finding.provision.xpath, finding.provision.label)
        if place != last:
            _say(console, *([Text()] if last else []), _heading(report, finding, width))
            last = place
        for line in _finding(report, finding, width):
            _say(console, line)
    if report.checks:
        _say(console, *([Text()] if last else []), Text("Checks", style="bold"))
        for line in _checks(report, width):
            _say(console, line)


def summary(report: Report) -> str:
    """One line: how many findings of which severity, in how many provisions, and what was not analysed."""
    levels = Counter(finding.severity for finding in report.findings if finding.decision is None)
    counted = ", ".join(f"{levels[level]} {level}" for level in reversed(SEVERITIES) if levels[level])
    places = len({finding.provision.xpath for finding in report.findings})
    found = f"{number(len(report.findings), 'finding')}{f' ({counted})' if counted else ''}"
    parts = [f"{found} in {number(places, 'provision')}", number(len(report.checks), "check")]
    decided = sum(finding.decision is not None for finding in report.findings)
    if decided:
        parts.append(f"{decided} already decided")
    missing = not_analysed(report)
    parts.append("complete" if report.complete else f"INCOMPLETE: {'; '.join(missing)}")
    return " · ".join(" ".join(visible(part).split()) for part in parts)


def _say(console: Console, *lines: Text) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)


def _flat(words: str) -> str:
    """Words on one line, controls made visible."""
    return " ".join(visible(words).split())


def _heading(report: Report, finding: Finding, width: int) -> Text:
    """`s. 4(1)(b)  Heading` on the left, `file:line` on the right if there is room."""
    place = finding.provision
    left = Text(f"{_flat(place.label) or 'Without a label'}  ", style="bold")
    left.append(_flat(place.heading), style="not bold")
    where = f"{_flat(report.document.source.name)}:{place.line}"
    room = width - cell_len(left.plain) - cell_len(where)
    left.append(" " * room if room >= 2 else f"\n  {''}", style="not bold")
    left.append(where, style="not bold dim")
    return left


def _finding(report: Report, finding: Finding, width: int) -> Iterator[Text]:
    head = Text("  ")
    head.append(f"{finding.severity.upper():<8} ", style=COLOURS.get(finding.severity, "bold"))
    head.append(_flat(finding.rule))
    head.append(f" · {effect_name(finding.effect)}")
    head.append(f" · confidence {finding.confidence}" if finding.confidence != "high" else "")
    head.append(f" · decided: {_flat(finding.decision)}" if finding.decision else "")
    yield head
    yield from _wrapped(_flat(sentence(finding.message)), width)
    into = finding.provision.inserted_into
    if into:
        place = ", ".join(part for part in (into.act, place_words(into.provision or "")) if part)
        yield from _wrapped(_flat(f"inserted into {place or NOT_STATED}"), width)
    for quotation in quotations(report.document, finding):
        yield from _quotation(quotation, width)
    for meaning, titles in _meanings(finding).items():
        yield from _wrapped(_flat(f"{', '.join(titles)}: {meaning}"), width)
    for question in finding.questions:
        yield from _wrapped(_flat(question), width, "?  ")


def _meanings(finding: Finding) -> dict[str, list[str]]:
    """What words stand for, each told once with the slots that use it."""
    meanings: dict[str, list[str]] = {}
    for name, title in SLOTS.items():
        slot = finding.slots.get(name)
        for resolved in slot.resolved if slot else ():
            titles = meanings.setdefault(f"{resolved.text} ({resolved.source})", [])
            if title.lower() not in titles:
                titles.append(title.lower())
        for reason in slot.unsettled if slot else ():
            titles = meanings.setdefault(f"not settled: {reason}", [])
            if title.lower() not in titles:
                titles.append(title.lower())
    return meanings


def _checks(report: Report, width: int) -> Iterator[Text]:
    for check in report.checks:
        head = Text("  ")
        head.append(f"{check.severity.upper():<8} ", style=COLOURS.get(check.severity, "bold"))
        head.append(f"{_flat(check.check)} · {CHECK_RESULTS.get(check.result, check.result).lower()}")
        yield head
        yield from _wrapped(_flat(f"{sentence(check.title)} {sentence(check.message)}"), width)
        for question in check.questions:
            yield from _wrapped(_flat(question), width, "?  ")


def _wrapped(words: str, width: int, sign: str = "") -> Iterator[Text]:
    """Words in lines under the margin; `sign` before the first."""
    room = max(width - _MARGIN - len(sign), 20)
    for place, (start, end) in enumerate(_breaks(words, room)):
        lead = sign if not place else " " * len(sign)
        yield Text(f"{' ' * _MARGIN}{lead}{words[start:end]}")


def _quotation(quotation: Quotation, width: int) -> Iterator[Text]:
    """The quoted words, with a line under those that are marked."""
    label = _flat(quotation.label)
    indent = max(_MARGIN + 10, min(_MARGIN + cell_len(label) + 2, width // 2))
    spans = tuple(Span(visible(span.text), span.style) for span in quotation.words)
    words = "".join(span.text for span in spans)
    signs = "".join(SIGNS.get(span.style, " ") * len(span.text) for span in spans)
    for place, (start, end) in enumerate(_breaks(words, max(width - indent, 20))):
        lead = f"{' ' * _MARGIN}{label}" if not place else ""
        line = Text(lead + " " * max(indent - cell_len(lead), 1))
        line.append(words[start:end])
        yield line
        under = "".join(
            sign * cell_len(character) for sign, character in zip(signs[start:end], words[start:end], strict=True)
        ).rstrip()
        if under:
            yield Text(" " * max(indent, cell_len(lead) + 1 if not place else 0) + under, style="bold")


def _breaks(words: str, room: int) -> Iterator[tuple[int, int]]:
    """Where to break words into lines of at most `room` cells: `(start, end)`; a longer word is cut."""
    start = 0
    while start < len(words):
        end, used, blank = start, 0, -1
        while end < len(words) and used + cell_len(words[end]) <= room:
            if words[end] == " ":
                blank = end
            used += cell_len(words[end])
            end += 1
        if end < len(words) and words[end] != " " and blank > start:
            end = blank
        end = max(end, start + 1)
        yield start, end
        start = end
        while start < len(words) and words[start] == " ":
            start += 1
