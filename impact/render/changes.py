"""What a bill does to the flows of the Acts that it amends: terminal text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from impact.memo import changes as content
from impact.memo.content import Words
from impact.memo.words import NOT_CHECKED, NOT_STATED, effect_name, number, place_words, sentence
from impact.render.json import acts_as_values
from impact.render.markdown import markdown
from impact.render.safety import escaped_controls, visible
from impact.report import PROBLEMS, ActChange, AmendedAct, Amendment, DefinitionShift, FlowChange, Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SCHEMA = "impact-changes/1"
_STYLES = {
    "lost": "bold red",
    "gained": "bold green",
    "widened": "bold yellow",
    "narrowed": "bold cyan",
    "changed": "bold magenta",
    "moved": "bold",
}


def headline(report: Report) -> str:
    """One line: what was found, and how many Acts were not checked."""
    acts = report.amended_acts
    said = [f"{act.title or NOT_STATED}: {content.result(act)}" for act in acts if act.checked]
    missing = sum(not act.checked for act in acts)
    if missing:
        said.append(f"{number(missing, 'amended law')} not checked.")
    return " ".join(said) or "No textual amendment."


def to_markdown(report: Report) -> str:
    """The changes as Markdown; text of the documents is only text in it."""
    return markdown(content.section(report))


def to_json(report: Report) -> str:
    """The changes as JSON (`impact-changes/1`): the bill, and `acts` as in the contract `impact/1`."""
    source = report.document.source
    value = {
        "schema": SCHEMA,
        "bill": {"name": source.name, "sha256": source.sha256, "title": report.document.title},
        "acts": acts_as_values(report),
    }
    return escaped_controls(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def to_text(report: Report) -> str:
    """The changes as plain text, 100 columns."""
    import io

    from rich.console import Console

    buffer = io.StringIO()
    print_changes(report, Console(file=buffer, width=100, no_color=True, highlight=False))
    return buffer.getvalue()


def print_changes(report: Report, console: Console) -> None:
    """The changes on a terminal: clauses, definitions, then what could not be applied or was not checked."""
    for line in _lines(report):
        console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)


def _lines(report: Report) -> Iterator[Text]:
    from rich.text import Text

    acts = report.amended_acts
    if not acts:
        yield Text("No textual amendment: no existing provision changes.")
    for act in acts:
        if act.checked:
            yield Text(_flat(f"{act.title or NOT_STATED} (read from {act.source})"), style="bold")
            yield Text(_flat(f"  {content.result(act)}"))
            for change in act.changes:
                for flow in change.flows:
                    yield from _flow(change, flow)
            for shift in act.shifts:
                if shift.uses:
                    yield from _shift(shift)
            yield from _failed(act)
            yield Text()
    missing = [act for act in acts if not act.checked]
    if missing:
        yield Text(f"{NOT_CHECKED}: gateways, bars, limits and definitions of", style="bold")
        for act in missing:
            yield Text(_flat(f"  {act.title or NOT_STATED} ({number(len(act.amendments), 'amendment')})"))


def _flow(change: ActChange, flow: FlowChange) -> Iterator[Text]:
    from rich.text import Text

    finding = flow.new or flow.old
    assert finding is not None
    line = Text("\n  ")
    line.append(content.KINDS[flow.kind], style=_STYLES[flow.kind])
    line.append(f"  {_flat(finding.provision.label)} {_flat(flow.heading or change.heading)}".rstrip(), style="bold")
    line.append(f"  {effect_name(flow.effect)}")
    yield line
    yield Text(f"      {_flat(sentence(finding.message))}")
    for note in flow.notes:
        yield Text(f"      {_flat(note)}", style="dim")
    if change.uncertain:
        yield Text("      Not every amendment of this provision could be applied.", style="yellow")
    before, after = content.sides(flow)
    yield from _side("before", before)
    yield from _side("after", after)
    yield _by(content.causes(change, flow))


def _shift(shift: DefinitionShift) -> Iterator[Text]:
    from rich.text import Text

    line = Text("\n  ")
    line.append("List" if shift.is_list else "Definition", style="bold magenta")
    line.append(f" {content.KINDS[shift.kind].lower()}", style=_STYLES[shift.kind])
    term = f"“{_flat(shift.term)}”" if shift.term else ""
    line.append("  " + "  ".join(part for part in (term, _flat(shift.label)) if part), style="bold")
    yield line
    before, after = content.difference(shift.before or "", shift.after or "")
    yield from _side("before", before)
    yield from _side("after", after)
    yield _by(shift.amendments)
    for use in shift.uses:
        yield Text(f"      used in {_flat(content.use_words(use))}: {_flat(sentence(use.finding.message))}")


def _by(amendments: Iterable[Amendment]) -> Text:
    from rich.text import Text

    labels = dict.fromkeys(amendment.label for amendment in amendments)
    return Text(f"      by      {_flat(', '.join(labels))}", style="dim")


def _side(name: str, words: Words) -> Iterator[Text]:
    """One side of a difference, the words that differ underlined."""
    from rich.text import Text

    line = Text(f"      {name:7s} ", style="dim")
    if not words:
        line.append("nothing")
    for span in words:
        line.append(visible(span.text), style="bold underline not dim" if span.style == "strong" else "not dim")
    yield line


def _failed(act: AmendedAct) -> Iterator[Text]:
    from rich.text import Text

    groups = (("Could not be applied", act.failed), ("Already made", act.made), ("Not textual", act.not_textual))
    for title, amendments in groups:
        if amendments:
            yield Text(f"\n  {title}", style="bold yellow")
        for each in amendments:
            place = place_words(each.amendment.target or NOT_STATED)
            yield Text(_flat(f"      {each.amendment.label} ({place}): {PROBLEMS[each.problem or 'not-read']}"))


def _flat(words: str) -> str:
    """Words on one line, controls made visible; blanks at the start stay."""
    indent = len(words) - len(words.lstrip(" "))
    return " " * indent + " ".join(visible(words).split())
