"""Commands that show what the program sees: outline, coverage, try, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import console, load_rules, read, rules_options
from impact.errors import ImpactError

if TYPE_CHECKING:
    from rich.console import Console

    from impact.document import Document, Provision
    from impact.rulebase.model import Rulebase

EXIT_INCOMPLETE = 3
_SHOWN = 110


@click.command(short_help="Show a document as it was read: provisions and labels.")
@click.argument("source")
@click.option(
    "--readings", "show_readings", is_flag=True, help="Show the readings (lead-in + paragraph + closing words) instead."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def outline(source: str, show_readings: bool, color: str) -> None:
    """Show SOURCE as it was read: kinds, labels, headings, text, where inserted text goes."""
    from rich.text import Text

    from impact.parse import parse
    from impact.render.safety import visible

    document = parse(read(source))
    out = console(color=color)
    out.print(
        Text(
            visible(
                f"{document.title} · {document.kind} · {document.format}{' · ' + document.stage if document.stage else ''}"
            ),
            style="bold",
        )
    )
    if not document.has_text:
        out.print(Text("Holds metadata only, no text."))
        return
    if show_readings:
        _print_readings(document, out)
        return
    depths: dict[str, int] = {}
    for provision in document.walk():
        parent = document.parents.get(provision.xpath)
        depths[provision.xpath] = depth = depths[parent.xpath] + 1 if parent else 0
        out.print(_outline_line(provision, depth), soft_wrap=True)


def _outline_line(provision: Provision, depth: int) -> object:
    from rich.text import Text

    from impact.render.safety import visible

    line = Text("  " * depth)
    line.append(provision.kind, style="dim")
    if provision.label:
        line.append(f" {visible(provision.label)}", style="bold")
    if provision.heading:
        line.append(f" {visible(provision.heading.string)}", style="italic")
    if provision.inserted_into and provision.kind == "quotation":
        line.append(f" → {visible(provision.inserted_into.act or 'an Act not named in the markup')}", style="magenta")
    if provision.status:
        line.append(f" [{provision.status}]", style="yellow")
    text = provision.intro.string
    if text:
        line.append(f"  {visible(text[:_SHOWN])}{'…' if len(text) > _SHOWN else ''}")
    if provision.wrap_up:
        line.append(f"  ⤷ {visible(provision.wrap_up.string[:_SHOWN])}", style="cyan")
    return line


def _print_readings(document: Document, out: Console) -> None:
    from rich.text import Text

    from impact.readings import readings
    from impact.render.safety import visible

    for reading in readings(document):
        line = Text(f"{reading.leaf.label or reading.leaf.kind} ", style="bold")
        line.append(f"({reading.place}) ", style="dim")
        line.append(visible(reading.text.string), style="")
        out.print(line, soft_wrap=True)


@click.command(short_help="Account for every character: analysed, or skipped and why.")
@click.argument("source")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.pass_context
def coverage(context: click.Context, source: str, color: str) -> None:
    """Account for every character of SOURCE: analysed, or skipped, each skipped run with its reason."""
    from rich.text import Text

    from impact.document import SKIP_REASONS
    from impact.parse import parse
    from impact.readings import seldom_read
    from impact.render.safety import visible

    document = parse(read(source))
    ledger = document.ledger
    if ledger is None:
        raise ImpactError(f"{source}: no account could be made of its text.")
    out = console(color=color)
    for run in document.runs:
        if run.state == "analysed":
            continue
        words = " ".join(document.quote(run.start, run.end).split())
        if not words:
            continue
        line = Text(f"{run.state:22s}", style="yellow")
        line.append(f" {run.xpath}  ", style="dim")
        line.append(visible(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}… ({len(words)} characters)"))
        out.print(line, soft_wrap=True)
    share = 100 * ledger.accounted / ledger.characters if ledger.characters else 100.0
    out.print(Text(f"\n{ledger.characters} characters, {share:.4f}% accounted for; {ledger.analysed} analysed"))
    for place, characters in seldom_read(document).items():
        out.print(Text(f"  {characters:8d} analysed in {place}: read only by rules about them"))
    for reason, (characters, runs) in sorted(ledger.skipped.items()):
        out.print(Text(f"  {characters:8d} skipped in {runs} runs: {reason} ({SKIP_REASONS.get(reason, '')})"))
    for kind, count in sorted(ledger.not_text.items()):
        out.print(Text(f"  {count:8d} × {kind}: cannot be analysed"))
    for warning in ledger.warnings:
        out.print(Text(f"  warning: {visible(warning)}"))
    for problem in ledger.problems:
        out.print(Text(f"  NOT BALANCED: {visible(problem)}", style="bold red"))
    context.exit(0 if ledger.balanced else EXIT_INCOMPLETE)


@click.command("try", short_help="Run the rules on one sentence and show what matched where.")
@click.argument("text")
@click.option("--rule", "only", help="Show how far this rule got.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
def try_text(text: str, only: str | None, color: str, rules_folder: Path | None, extra_rules: tuple[Path, ...]) -> None:
    """Run the rules on TEXT: its tokens, the rules that its words trigger, and which pattern matched or stopped where.

    TEXT may be a clause of several numbered lines; - reads it from standard input.
    """
    from rich.text import Text

    from impact.detect import detect, recogniser
    from impact.detect.matching import pattern_progress
    from impact.readings import readings
    from impact.render.safety import visible
    from impact.rulebase.clause import clause_document

    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise click.UsageError("There is no text. Put a sentence in quotation marks, or pipe one in with -.")
    base = load_rules(rules_folder, extra_rules)
    rules = [rule for rule in base.rules if only is None or rule.id == only]
    if not rules:
        raise click.UsageError(f"“{only}” is no rule. `impact rules list` shows what there is.")
    compiled = recogniser(rules)
    document = clause_document(text)
    out = console(color=color)
    for reading in readings(document):
        doc = compiled.tokens(reading)
        tried = compiled.candidates(reading)
        out.print(
            Text(f"{reading.leaf.label}  {visible(' · '.join(token.text for token in doc))}", style="dim"),
            soft_wrap=True,
        )
        out.print(Text("triggers  " + (", ".join(candidate.rule.id for candidate in tried) or "none")), soft_wrap=True)
        _, matches = compiled.matches(reading)
        matched = {(match.rule.id, match.pattern) for match in matches}
        for match in matches:
            out.print(
                Text(
                    f"{match.rule.id} / {match.pattern}  MATCH  “{visible(doc[match.start : match.end].text)}”, "
                    f"verb “{visible(doc[match.anchor].text)}”",
                    style="green",
                ),
                soft_wrap=True,
            )
        for candidate in tried:
            for pattern in candidate.rule.match.patterns:
                if (candidate.rule.id, pattern.name) in matched:
                    continue
                reached, total, word = pattern_progress(pattern, doc)
                why = (
                    "blocked by an `unless`, an `absent` or a missing `requires`"
                    if reached >= total
                    else f"stopped at “{visible(word)}” ({reached} of {total} parts matched)"
                )
                out.print(Text(f"{candidate.rule.id} / {pattern.name}  {why}", style="dim"), soft_wrap=True)
    for finding in detect(document, compiled, base.effects):
        out.print(
            Text(
                f"→ {finding.effect} ({finding.rule}) at {finding.provision.label}: {visible(finding.message)}",
                style="bold",
            ),
            soft_wrap=True,
        )
        for slot, found in finding.slots.items():
            if found.text:
                out.print(Text(f"    {slot:10s} {visible(found.text)}"), soft_wrap=True)


@click.command(short_help="What a rule or check looks for, why, and its examples.")
@click.argument("name")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
def explain(name: str, color: str, rules_folder: Path | None, extra_rules: tuple[Path, ...]) -> None:
    """What the rule, check or effect NAME looks for, why, what to ask, with its examples."""
    from rich.markdown import Markdown

    from impact.rulebase.pages import check_page, effect_page, rule_page

    base = load_rules(rules_folder, extra_rules)
    for rule in base.rules:
        if name == rule.id or name in rule.formerly:
            console(color=color).print(Markdown(rule_page(rule)))
            return
    for check in base.checks:
        if name == check.id:
            console(color=color).print(Markdown(check_page(check)))
            return
    if name in base.effects:
        console(color=color).print(Markdown(effect_page(base.effects[name], base)))
        return
    raise click.UsageError(_no_such(name, base))


def _no_such(name: str, base: Rulebase) -> str:
    import difflib

    known = [*(rule.id for rule in base.rules), *(check.id for check in base.checks), *base.effects]
    near = difflib.get_close_matches(name, known, 3)
    hint = (
        f"Did you mean {' or '.join(f'“{word}”' for word in near)}?"
        if near
        else "`impact rules list` shows what there is."
    )
    return f"“{name}” is no rule, check or effect. {hint}"
