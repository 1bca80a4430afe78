"""A comparison of two versions as Markdown, HTML, JSON or terminal text: one list, in the order in which a reader wants to know."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from impact.comparison import KINDS, Change, CheckChange, Comparison
from impact.memo.words import effect_name
from impact.render.markdown import escape as markdown
from impact.render.safety import visible
from impact.report import Finding

if TYPE_CHECKING:
    from rich.console import Console

_TITLES = {
    "gained": "New",
    "lost": "Gone",
    "widened": "Widened",
    "narrowed": "Narrowed",
    "changed": "Changed in other ways",
    "moved": "Moved or renumbered only",
}
_STYLES = {
    "gained": "green",
    "lost": "red",
    "widened": "yellow",
    "narrowed": "cyan",
    "changed": "magenta",
    "moved": "dim",
}


def headline(comparison: Comparison) -> str:
    """One sentence that says how much is different."""
    if comparison.empty:
        return f"No difference for data flows: {comparison.unchanged} findings are the same."
    counts = Counter(change.kind for change in comparison.changes)
    parts = [f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]]
    if comparison.checks:
        parts.append(f"{len(comparison.checks)} checks answered differently")
    return f"{', '.join(parts)}; {comparison.unchanged} findings unchanged."


def _where(finding: Finding) -> str:
    return f"{finding.provision.label} {finding.provision.heading}".strip()


def _groups(comparison: Comparison) -> Iterator[tuple[str, list[Change]]]:
    for kind in KINDS:
        group = [change for change in comparison.changes if change.kind == kind]
        if group:
            yield kind, group


def _message(change: Change) -> str:
    finding = change.new or change.old
    return finding.message if finding else ""


def _place(change: Change) -> str:
    finding = change.new or change.old
    return _where(finding) if finding else ""


def _check_line(change: CheckChange) -> str:
    if change.new is None and change.old is not None:
        return f"no longer asked: {change.old.message}"
    if change.old is None and change.new is not None:
        return f"newly asked ({change.new.severity}): {change.new.message}"
    if change.old is not None and change.new is not None:
        return f"{change.old.result} → {change.new.result}: {change.new.message}"
    return ""


def _check_name(change: CheckChange) -> str:
    side = change.new or change.old
    return side.check if side else ""


def to_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown; text of the documents is only text in it."""
    old, new = comparison.old.document, comparison.new.document
    lines = [
        f"# What changed for data flows: {markdown(new.title)}",
        "",
        f"From {markdown(old.stage or old.version or old.source.name)} to {markdown(new.stage or new.version or new.source.name)}.",
        "",
        markdown(headline(comparison)),
    ]
    for kind, group in _groups(comparison):
        lines += ["", f"## {_TITLES[kind]}", ""]
        for change in group:
            lines.append(
                f"- **{markdown(_place(change))}** ({markdown(effect_name(change.effect))}): {markdown(_message(change))}"
            )
            lines += [f"  - {markdown(note)}" for note in change.notes]
    if comparison.checks:
        lines += ["", "## Checks", ""]
        lines += [f"- {markdown(_check_line(check))}" for check in comparison.checks]
    return "\n".join(lines) + "\n"


def to_html(comparison: Comparison) -> str:
    """The comparison as a self-contained page without script."""
    new, old = comparison.new.document, comparison.old.document
    parts = [
        "<!DOCTYPE html>\n<html lang='en-GB'><head><meta charset='utf-8'>",
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>What changed: {escape(visible(new.title))}</title><style>",
        "body{font:1.05rem/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}",
        "h1{font-size:1.9rem}h2{border-top:2px solid #0b0c0c;padding-top:.5rem}li{margin:.5rem 0}.note{color:#3d4346}",
        "</style></head><body><main>",
        f"<h1>What changed for data flows: {escape(visible(new.title))}</h1>",
        (
            f"<p>From {escape(visible(old.stage or old.version or old.source.name))} "
            f"to {escape(visible(new.stage or new.version or new.source.name))}.</p>"
        ),
        f"<p>{escape(headline(comparison))}</p>",
    ]
    for kind, group in _groups(comparison):
        parts.append(f"<h2>{_TITLES[kind]}</h2><ul>")
        for change in group:
            notes = "".join(f"<br><span class='note'>{escape(visible(note))}</span>" for note in change.notes)
            parts.append(
                f"<li><strong>{escape(visible(_place(change)))}</strong> ({escape(effect_name(change.effect))}): "
                f"{escape(visible(_message(change)))}{notes}</li>"
            )
        parts.append("</ul>")
    if comparison.checks:
        parts.append("<h2>Checks</h2><ul>")
        parts += [f"<li>{escape(visible(_check_line(check)))}</li>" for check in comparison.checks]
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
        "checks": [
            {
                "kind": check.kind,
                "check": _check_name(check),
                "message": _check_line(check),
            }
            for check in comparison.checks
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


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

    console.print(Text(visible(headline(comparison)), style="bold"))
    for kind, group in _groups(comparison):
        console.print(Text(f"\n{_TITLES[kind]}", style=_STYLES[kind]))
        for change in group:
            line = Text(f"  {visible(_place(change))}", style="bold")
            line.append(f"  {effect_name(change.effect)}", style=_STYLES[kind])
            line.append(f"  {visible(_message(change))}", style="none")
            console.print(line, soft_wrap=True)
            for note in change.notes:
                console.print(Text(f"      {visible(note)}", style="dim"), soft_wrap=True)
    if comparison.checks:
        console.print(Text("\nChecks", style="bold"))
        for check in comparison.checks:
            console.print(Text(f"  {visible(_check_line(check))}"), soft_wrap=True)
