"""`impact diff` and `impact intent`: a document held against something else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import console, load_rules, read, rules_options, write
from impact.errors import ImpactError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from impact.intent import Answer
    from impact.report import Report
    from impact.rulebase.model import Rulebase

EXIT_INCOMPLETE = 3
_FORMATS = ("text", "markdown", "html", "json")
_ENDINGS = {".md": "markdown", ".html": "html", ".json": "json", ".txt": "text"}


@click.command(short_help="What changed for data flows between two versions.")
@click.argument("old")
@click.argument("new")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), help="Default: by the output's ending, else text.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of standard output."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
@click.pass_context
def diff(
    context: click.Context,
    old: str,
    new: str,
    form: str | None,
    output: Path | None,
    color: str,
    rules_folder: Path | None,
    extra_rules: tuple[Path, ...],
) -> None:
    """Flows and checks gained, lost, widened, narrowed, changed or moved from OLD to NEW.

    Clauses are matched by their words across renumbering: a bill that was only renumbered shows moves and nothing else. Terms and
    lists that say something else are told with the clauses that rest on them. Exit code 3: some text of either was not read.
    """
    from impact.render import comparison as shown
    from impact.versions import compare

    if old == new == "-":
        raise ImpactError("OLD and NEW are both standard input. Name a file for one of them.")
    form = form or _form_of(output)
    base = load_rules(rules_folder, extra_rules)
    before, after = _analysed((old, new), base)
    result = compare(before, after, base.effects)
    if form == "text" and output is None:
        shown.print_comparison(result, console(color=color))
    else:
        write(
            {"markdown": shown.to_markdown, "html": shown.to_html, "json": shown.to_json, "text": shown.to_text}[form](
                result
            ),
            output,
        )
    if form != "text" or output is not None:
        click.echo(shown.headline(result), err=True)
    context.exit(0 if before.complete and after.complete else EXIT_INCOMPLETE)


def _form_of(output: Path | None) -> str:
    """The form that the ending of a file name asks for; text without a file."""
    if output is None:
        return "text"
    form = _ENDINGS.get(output.suffix.lower())
    if form is None:
        raise ImpactError(
            f"{output}: “{output.suffix}” is none of {', '.join(_ENDINGS)}. Use one, or say which with --format."
        )
    return form


def _analysed(sources: Sequence[str], base: Rulebase) -> list[Report]:
    from impact.detect import recogniser
    from impact.pipeline import analyse

    compiled = recogniser(base.rules)
    return [analyse(read(source), base, compiled=compiled) for source in sources]


@click.command(short_help="Hold a document against what the policy team wants.")
@click.argument("source")
@click.argument("intent_file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
@click.pass_context
def intent(
    context: click.Context,
    source: str,
    intent_file: Path,
    form: str,
    color: str,
    rules_folder: Path | None,
    extra_rules: tuple[Path, ...],
) -> None:
    """Say of each line of INTENT_FILE whether SOURCE covers it: covered, partly, contradicted or absent.

    A line says who gives what to whom, for what, and which limits must be there.
    """
    from impact.intent import RESULTS, answers, load_intent

    base = load_rules(rules_folder, extra_rules)
    wishes = load_intent(intent_file, base.effects)
    (report,) = _analysed((source,), base)
    found = answers(wishes, report, base.bodies)
    if form == "json":
        write(json.dumps([answer.as_json() for answer in found], ensure_ascii=False, indent=1) + "\n", None)
    else:
        _show_answers(found, console(color=color))
    counts = Counter(answer.result for answer in found)
    click.echo(", ".join(f"{counts[result]} {result}" for result in RESULTS), err=True)
    context.exit(0 if report.complete else EXIT_INCOMPLETE)


def _show_answers(found: Sequence[Answer], out: Console) -> None:
    from rich.text import Text

    from impact.render.safety import visible

    styles = {"covered": "green", "partly": "yellow", "contradicted": "bold red", "absent": "red"}
    for answer in found:
        line = Text(f"{answer.result:13s}", style=styles[answer.result])
        line.append(visible(answer.wish.id), style="bold")
        if answer.clauses:
            line.append(f"  {visible(', '.join(answer.clauses))}")
        out.print(line, soft_wrap=True)
        for words in answer.words:
            out.print(Text(f"              {visible(words)}"), soft_wrap=True)
        for note in answer.notes:
            out.print(Text(f"              {visible(note)}", style="dim"), soft_wrap=True)
