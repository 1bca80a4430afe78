"""A comparison of two versions as Markdown, HTML, JSON or terminal text: one list, in the order in which a reader wants to know."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from impact.comparison import KINDS, Change
from impact.document import Document
from impact.memo.words import effect_name
from impact.render.markdown import escape as markdown
from impact.render.safety import visible
from impact.report import DefinitionShift, Finding
from impact.versions import CheckChange, Comparison

if TYPE_CHECKING:
    from rich.console import Console

_TITLES = {
    "gained": ("New", "green"),
    "lost": ("Gone", "red"),
    "widened": ("Widened", "yellow"),
    "narrowed": ("Narrowed", "cyan"),
    "changed": ("Changed in other ways", "magenta"),
}
_SHIFTS = ("Terms and lists that say something else, under clauses that were there before", "magenta")
_CHECKS = ("Checks", "bold")
_MOVED = ("Moved or renumbered only", "dim")
_NUMBER = re.compile(r"\d+[A-Z]*")
#: So much of a long meaning is shown.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the list with the notes below it: where, what kind of thing, what is said of it; "" for what there is not."""

    place: str
    name: str
    message: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    style: str
    entries: tuple[_Entry, ...]


def headline(comparison: Comparison) -> str:
    """What a reader has to know first: how much is different, and whether the two are versions of one law at all."""
    if comparison.unlike:
        return (
            f"{_unlike(comparison)} What follows is no list of changes: every clause of one is new and every clause of the "
            f"other is gone."
        )
    if comparison.empty:
        same = comparison.unchanged
        return f"No difference for data flows: {_counted(same, 'finding is', 'findings are')} the same."
    counts = Counter(change.kind for change in comparison.changes)
    parts = [f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]]
    if comparison.shifts:
        parts.append(_counted(len(comparison.shifts), "term or list says", "terms or lists say") + " something else")
    if comparison.checks:
        parts.append(_counted(len(comparison.checks), "check", "checks") + " answered differently")
    return f"{', '.join(parts)}; {_counted(comparison.unchanged, 'finding', 'findings')} unchanged."


def _unlike(comparison: Comparison) -> str:
    one, other = (f"“{document.title}”" for document in (comparison.old.document, comparison.new.document))
    return f"{one} and {other} are two laws, not two versions of one: they share next to no words."


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _from_to(comparison: Comparison) -> str:
    old, new = (_version(each.document) for each in (comparison.old, comparison.new))
    if old == new:
        old, new = (each.document.source.name for each in (comparison.old, comparison.new))
    return f"From {old} to {new}."


def _version(document: Document) -> str:
    return document.stage or document.version or document.source.name


def _groups(comparison: Comparison) -> Iterator[_Group]:
    """Everything that is shown to a reader, in order; moves come last, because there may be hundreds."""
    for kind, (title, style) in _TITLES.items():
        found = tuple(_entry(change) for change in comparison.changes if change.kind == kind)
        if found:
            yield _Group(title, style, found)
    if comparison.shifts:
        yield _Group(*_SHIFTS, tuple(map(_shift, comparison.shifts)))
    if comparison.checks:
        yield _Group(*_CHECKS, tuple(_Entry("", "", _check_line(check)) for check in comparison.checks))
    moves = tuple(_moves([change for change in comparison.changes if change.kind == "moved"]))
    if moves:
        yield _Group(*_MOVED, moves)


def _entry(change: Change) -> _Entry:
    finding = change.new or change.old
    assert finding is not None
    place = f"{finding.provision.label} {finding.provision.heading}".strip()
    return _Entry(place, effect_name(change.effect), finding.message, change.notes)


def _shift(shift: DefinitionShift) -> _Entry:
    uses = ", ".join(dict.fromkeys(use.finding.provision.label for use in shift.uses))
    said = [f"{name}: {_short(text)}" for name, text in (("was", shift.before), ("now", shift.after)) if text]
    return _Entry(shift.label, shift.kind, f"“{shift.term}”, on which {uses} rests", tuple(said))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _moves(changes: list[Change]) -> Iterator[_Entry]:
    """Moves: one line for all clauses of a section that has another number now, and one for each that moved otherwise."""
    sections: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        assert change.old is not None
        assert change.new is not None
        old, new = change.old.provision.label, change.new.provision.label
        one, other = _NUMBER.search(old), _NUMBER.search(new)
        if one and other and old[: one.start()] == new[: other.start()] and old[one.end() :] == new[other.end() :]:
            old, new = old[: one.end()], new[: other.end()]
        sections[old, new].append(change)
    for (old, new), moved in sections.items():
        finding = moved[0].new
        assert finding is not None
        counted = _counted(len(moved), "finding", "findings")
        place = f"{new} {finding.provision.heading}".strip()
        yield _Entry(place, f"was {old}", counted)


def _check_line(change: CheckChange) -> str:
    if change.new is None and change.old is not None:
        return f"no longer asked: {change.old.message}"
    if change.old is None and change.new is not None:
        return f"newly asked ({change.new.severity}): {change.new.message}"
    if change.old is not None and change.new is not None:
        return f"{change.old.result} → {change.new.result}: {change.new.message}"
    return ""


def to_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown; text of the documents is only text in it."""
    lines = [
        f"# What changed for data flows: {markdown(comparison.new.document.title)}",
        "",
        markdown(_from_to(comparison)),
        "",
        markdown(headline(comparison)),
    ]
    for group in _groups(comparison):
        lines += ["", f"## {group.title}", ""]
        for entry in group.entries:
            place = f"**{markdown(entry.place)}**" if entry.place else ""
            name = f" ({markdown(entry.name)}): " if entry.name else ""
            lines.append(f"- {place}{name}{markdown(entry.message)}")
            lines += [f"  - {markdown(note)}" for note in entry.notes]
    return "\n".join(lines) + "\n"


def to_html(comparison: Comparison) -> str:
    """The comparison as a self-contained page without script."""
    title = escape(visible(comparison.new.document.title))
    parts = [
        "<!DOCTYPE html>\n<html lang='en-GB'><head><meta charset='utf-8'>",
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>What changed: {title}</title><style>",
        "body{font:1.05rem/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}",
        "h1{font-size:1.9rem}h2{border-top:2px solid #0b0c0c;padding-top:.5rem}li{margin:.5rem 0}.note{color:#3d4346}",
        "</style></head><body><main>",
        f"<h1>What changed for data flows: {title}</h1>",
        f"<p>{escape(visible(_from_to(comparison)))}</p>",
        f"<p>{escape(visible(headline(comparison)))}</p>",
    ]
    for group in _groups(comparison):
        parts.append(f"<h2>{group.title}</h2><ul>")
        for entry in group.entries:
            place = f"<strong>{escape(visible(entry.place))}</strong>" if entry.place else ""
            name = f" ({escape(visible(entry.name))}): " if entry.name else ""
            notes = "".join(f"<br><span class='note'>{escape(visible(note))}</span>" for note in entry.notes)
            parts.append(f"<li>{place}{name}{escape(visible(entry.message))}{notes}</li>")
        parts.append("</ul>")
    parts.append("</main></body></html>\n")
    return "\n".join(parts)


def to_json(comparison: Comparison) -> str:
    """The comparison as JSON (`impact-diff/1`): changes with the ids of the findings in the two reports."""

    def side(finding: Finding | None) -> dict[str, object] | None:
        if finding is None:
            return None
        return {"id": finding.id, "label": finding.provision.label, "message": finding.message, "force": finding.force}

    value = {
        "schema": "impact-diff/1",
        "old": {"name": comparison.old.document.source.name, "sha256": comparison.old.document.source.sha256},
        "new": {"name": comparison.new.document.source.name, "sha256": comparison.new.document.source.sha256},
        "unlike": comparison.unlike,
        "unchanged": comparison.unchanged,
        "changes": [
            {
                "kind": change.kind,
                "effect": change.effect,
                "old": side(change.old),
                "new": side(change.new),
                "notes": list(change.notes),
            }
            for change in comparison.changes
        ],
        "shifts": [_shift_json(shift) for shift in comparison.shifts],
        "checks": [_check_json(check) for check in comparison.checks],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _shift_json(shift: DefinitionShift) -> dict[str, object]:
    return {
        "kind": shift.kind,
        "term": shift.term,
        "label": shift.label,
        "is_list": shift.is_list,
        "before": shift.before,
        "after": shift.after,
        "uses": [{"id": use.finding.id, "label": use.finding.provision.label} for use in shift.uses],
    }


def _check_json(change: CheckChange) -> dict[str, object]:
    old, new = change.old, change.new
    return {
        "kind": change.kind,
        "check": (new.check if new else old.check if old else ""),
        "message": _check_line(change),
        "old": {"result": old.result, "severity": old.severity} if old else None,
        "new": {"result": new.result, "severity": new.severity} if new else None,
    }


def to_text(comparison: Comparison) -> str:
    """The comparison as plain text, 100 columns."""
    import io

    from rich.console import Console

    buffer = io.StringIO()
    print_comparison(comparison, Console(file=buffer, width=100, no_color=True, highlight=False))
    return buffer.getvalue()


def print_comparison(comparison: Comparison, console: Console) -> None:
    """The comparison on a terminal."""
    from rich.text import Text

    console.print(Text(visible(headline(comparison)), style="bold"), soft_wrap=True)
    console.print(Text(visible(_from_to(comparison))), soft_wrap=True)
    for group in _groups(comparison):
        console.print(Text(f"\n{group.title}", style=group.style))
        for entry in group.entries:
            line = Text(f"  {visible(entry.place)}", style="bold") if entry.place else Text(" ")
            if entry.name:
                line.append(f"  {visible(entry.name)}", style=group.style)
            line.append(f"  {visible(entry.message)}" if entry.place else f" {visible(entry.message)}", style="none")
            console.print(line, soft_wrap=True)
            for note in entry.notes:
                console.print(Text(f"      {visible(note)}", style="dim"), soft_wrap=True)
