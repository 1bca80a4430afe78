"""`impact changes`: what a bill does to the flows of the Acts that it amends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.acts import with_acts_at
from impact.cli.common import console, load_rules, read, refuse_overwriting, rules_options, write

if TYPE_CHECKING:
    from impact.report import Report

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

    ACTS are files of Acts that the bill amends, or folders in which these are looked for; another Act among the files is read for
    terms that it borrows. What cannot be applied is listed with the reason (exit code 3), and an amended Act that is not given is
    "not checked".

    \b
    impact changes bill.xml act.xml
    impact changes bill.xml act.xml another.xml -f markdown -o changes.md
    impact changes bill.xml acts/
    """  # noqa: D301 - click looks for the control character itself
    from impact.detect import recogniser
    from impact.pipeline import analyse
    from impact.render import changes as shown

    refuse_overwriting(output, (bill, *acts))
    base = load_rules(rules_folder, extra_rules)
    compiled = recogniser(base.rules)
    report = analyse(read(bill), base, compiled=compiled)
    report, complete = with_acts_at(report, acts, base, compiled)
    if form == "text" and output is None:
        shown.print_changes(report, console(color=color))
    else:
        write({"markdown": shown.to_markdown, "json": shown.to_json, "text": shown.to_text}[form](report), output)
    click.echo(shown.headline(report), err=True)
    context.exit(0 if report.complete and complete and not _failed(report) else EXIT_INCOMPLETE)


def _failed(report: Report) -> bool:
    """Whether an amendment could not be applied to an Act that was given, so that the answer is not the whole answer."""
    return any(act.failed for act in report.acts)
