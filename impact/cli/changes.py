"""`impact changes`: what a bill does to the flows of the Acts that it amends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import console, load_rules, read, rules_options, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.detect import Recogniser
    from impact.report import Report
    from impact.rulebase.model import Rulebase

EXIT_INCOMPLETE = 3


@click.command(short_help="What a bill does to the flows of the Acts that it amends.")
@click.argument("bill")
@click.argument("acts", nargs=-1)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of standard output."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
@click.pass_context
def changes(
    context: click.Context,
    bill: str,
    acts: tuple[str, ...],
    form: str,
    output: Path | None,
    color: str,
    rules_folder: Path | None,
    extra_rules: tuple[Path, ...],
) -> None:
    """Apply the amendments of BILL to ACTS and show which flows, bars and limits change, and which definitions shift.

    ACTS are files of Acts that the bill amends; another Act among them is read for terms that it borrows. What cannot be applied
    is listed with the reason, and an amended Act that is not given is "not checked".

    \b
    impact changes bill.xml act.xml
    impact changes bill.xml act.xml another.xml -f markdown -o changes.md
    """  # noqa: D301 - click looks for the control character itself
    from impact.detect import recogniser
    from impact.pipeline import analyse
    from impact.render import changes as shown

    base = load_rules(rules_folder, extra_rules)
    compiled = recogniser(base.rules)
    report = analyse(read(bill), base, compiled=compiled)
    report, complete = with_acts_at(report, acts, base, compiled)
    if form == "text" and output is None:
        shown.print_changes(report, console(color=color))
    else:
        write({"markdown": shown.to_markdown, "json": shown.to_json, "text": shown.to_text}[form](report), output)
    click.echo(shown.headline(report), err=True)
    context.exit(0 if report.complete and complete else EXIT_INCOMPLETE)


def with_acts_at(report: Report, paths: Sequence[str], base: Rulebase, compiled: Recogniser) -> tuple[Report, bool]:
    """The report with what it does to the Acts in some files, and whether these could be read completely."""
    from impact.changes import with_acts
    from impact.pipeline import analyse

    acts = [analyse(read(path), base, compiled=compiled) for path in paths]
    for act in acts:
        if not act.complete:
            click.echo(f"{act.document.source.name}: INCOMPLETE: not all of it could be analysed.", err=True)
    return with_acts(report, acts, base, compiled), all(act.complete for act in acts)
