"""`impact memo` and `impact check`: the two commands that most people need."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.bodies import known_classes
from impact.cli.acts import with_acts_at
from impact.cli.common import (
    console,
    current_settings,
    load_rules,
    paths,
    read,
    refuse_overwriting,
    rules_options,
    write,
)
from impact.errors import SourceError
from impact.flows import between
from impact.render import FORMATS, render
from impact.render.safety import visible
from impact.report import SEVERITIES

if TYPE_CHECKING:
    from impact.detect import Recogniser
    from impact.report import Report
    from impact.rulebase.model import Rulebase

EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_INCOMPLETE = 1, 2, 3


@click.command(short_help="Write the impact memo of a bill, Act or instrument.")
@click.argument("source")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; the ending chooses the format: "
    f"{', '.join(f'.{name}' for name in FORMATS)}. Default: Markdown on standard output.",
)
@click.option(
    "--act",
    "acts",
    multiple=True,
    metavar="PATH",
    help="An Act that SOURCE amends (or a folder of Acts), to see what changes in it; one that is not given is “not checked” "
    "(repeatable).",
)
@rules_options
@click.pass_context
def memo(
    context: click.Context,
    source: str,
    output: Path | None,
    acts: tuple[str, ...],
    rules_folder: Path | None,
    extra_rules: tuple[Path, ...],
) -> None:
    """Write the impact memo of SOURCE (a file, or - for standard input).

    \b
    impact memo bill.xml -o memo.html
    impact memo bill.xml --act act.xml -o memo.docx
    """  # noqa: D301 - click looks for the control character itself
    ending = output.suffix.lower().removeprefix(".") if output else "md"
    if ending not in FORMATS:
        endings = ", ".join(f".{name}" for name in FORMATS)
        raise click.UsageError(f"{output}: a memo is written as {endings}. Choose one of these endings.")
    refuse_overwriting(output, (source, *acts))
    base, compiled = _rules(rules_folder, extra_rules)
    report, acts_complete = with_acts_at(_report(source, base, compiled), acts, base, compiled)
    write(render(report, ending), output)
    _say_incomplete(report)
    if output:
        count = len(report.findings)
        click.echo(
            f"{visible(str(output))}: {count} finding{'' if count == 1 else 's'}, {len(report.flows)} flows.", err=True
        )
    context.exit(0 if report.complete and acts_complete else EXIT_INCOMPLETE)


@click.command(short_help="Flag the clauses that create or block data flows.")
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of standard output."
)
@click.option("--only", help="Rules, effects or directions to show (comma separated, * allowed).")
@click.option("--skip", help="Rules, effects or directions to leave out.")
@click.option("--gives", metavar="CLASS", help="Only flows in which such a body gives, and their findings.")
@click.option("--receives", metavar="CLASS", help="Only flows in which such a body receives, and their findings.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), default="info", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="Exit 1 for anything at or above this level.  [default: never]",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
@click.pass_context
def check(
    context: click.Context,
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
    only: str | None,
    skip: str | None,
    gives: str | None,
    receives: str | None,
    min_severity: str,
    fail_on: str | None,
    color: str,
    rules_folder: Path | None,
    extra_rules: tuple[Path, ...],
) -> None:
    """Flag the clauses that create or block data flows.

    SOURCE is a file, a folder (every .xml in it) or - for standard input. A finding is a question, not an error: the exit
    code is 0 unless --fail-on says otherwise, and 3 when something could not be analysed.

    \b
    impact check bill.xml --gives department --receives "local authority"
    """  # noqa: D301 - click looks for the control character itself
    named = list(paths(sources))
    if form == "json" and len(named) > 1:
        raise click.UsageError("--format json describes one document. Name one source, or run it once for each.")
    refuse_overwriting(output, named)
    base, compiled = _rules(rules_folder, extra_rules)
    found = current_settings()
    chosen = _names(only) or found.only
    left_out = _names(skip) or found.skip
    _known(base, (*chosen, *left_out))
    giver, recipient = _class(base, gives), _class(base, receives)
    reports: list[Report] = []
    unreadable, pieces = 0, list[bytes]()
    for path in named:
        try:
            report = between(_report(path, base, compiled), giver, recipient)
            report = _selected(report, chosen, left_out, min_severity)
        except SourceError as error:
            if len(named) == 1:
                raise
            click.echo(f"impact: {visible(str(error))}", err=True)
            unreadable += 1
            continue
        reports.append(report)
        if form == "text":
            _show(report, output, color, pieces)
        else:
            pieces.append(render(report, {"json": "json", "markdown": "md", "html": "html"}[form]))
        _say_incomplete(report)
    if form != "text" or output:
        write(b"\n".join(pieces), output)
    context.exit(_exit_code(reports, unreadable, fail_on or found.fail_on or "never"))


def _rules(folder: Path | None, extra: Sequence[Path]) -> tuple[Rulebase, Recogniser]:
    from impact.detect import recogniser

    base = load_rules(folder, extra)
    return base, recogniser(base.rules)


def _report(path: str, base: Rulebase, compiled: Recogniser) -> Report:
    from impact.pipeline import analyse

    return analyse(read(path), base, compiled=compiled)


def _names(option: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in option.split(",") if name.strip()) if option else ()


def _known(base: Rulebase, names: Sequence[str]) -> None:
    """Refuse a name that selects nothing: a typing error must not look like silence."""
    import difflib

    known = {rule.id for rule in base.rules} | {check.id for check in base.checks} | set(base.effects)
    known |= {effect.direction for effect in base.effects.values()}
    for name in names:
        if not any(fnmatch.fnmatchcase(candidate, name) for candidate in known):
            near = difflib.get_close_matches(name, sorted(known), 1)
            hint = f"Did you mean “{near[0]}”?" if near else "`impact rules list` shows what there is."
            raise click.UsageError(f"“{name}” is no rule, effect or direction. {hint}")


def _class(base: Rulebase, name: str | None) -> str | None:
    """A class of bodies as the vocabulary spells it; one that no body has is refused with the nearest."""
    import difflib

    if name is None:
        return None
    wanted = " ".join(name.lower().split())
    known = {known.lower(): known for known in known_classes(base.bodies)}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, sorted(known), 1)
    hint = f"Did you mean “{known[near[0]]}”?" if near else f"Choose one of: {', '.join(sorted(known.values()))}."
    raise click.UsageError(f"“{name}” is no class of bodies. {hint}")


def _selected(report: Report, only: Sequence[str], skip: Sequence[str], min_severity: str) -> Report:
    """The report with the findings and checks that were asked for; flows stay with the findings that they rest on."""
    lowest = SEVERITIES.index(min_severity)

    def wanted(severity: str, *names: str) -> bool:
        if SEVERITIES.index(severity) < lowest:
            return False
        if only and not any(fnmatch.fnmatchcase(name, pattern) for name in names for pattern in only):
            return False
        return not any(fnmatch.fnmatchcase(name, pattern) for name in names for pattern in skip)

    findings = tuple(f for f in report.findings if wanted(f.severity, f.rule, f.effect, f.direction))
    kept = {finding.id for finding in findings}
    return replace(
        report,
        findings=findings,
        flows=tuple(flow for flow in report.flows if set(flow.findings) <= kept),
        checks=tuple(c for c in report.checks if wanted(c.severity, c.check)),
    )


def _show(report: Report, output: Path | None, color: str, pieces: list[bytes]) -> None:
    from impact.render import terminal

    if output is None:
        terminal.print_check(report, console(color=color))
    else:
        import io

        from rich.console import Console

        buffer = io.StringIO()
        terminal.print_check(report, Console(file=buffer, width=100, no_color=True, highlight=False))
        pieces.append(buffer.getvalue().encode("utf-8"))
    click.echo(terminal.summary(report), err=True)


def _say_incomplete(report: Report) -> None:
    ledger = report.document.ledger
    name = visible(report.document.source.name)
    if not report.document.has_text:
        click.echo(f"{name}: holds metadata only, no text: nothing to analyse.", err=True)
    for problem in (*(ledger.problems if ledger else ("no ledger",)), *report.warnings):
        click.echo(f"{name}: INCOMPLETE: {visible(problem)}", err=True)


def _exit_code(reports: Sequence[Report], unreadable: int, fail_on: str) -> int:
    if unreadable:
        return EXIT_UNREADABLE
    if any(not report.complete for report in reports):
        return EXIT_INCOMPLETE
    if fail_on != "never":
        at = SEVERITIES.index(fail_on)
        levels = [finding.severity for report in reports for finding in report.findings]
        levels += [check.severity for report in reports for check in report.checks]
        if any(SEVERITIES.index(level) >= at for level in levels):
            return EXIT_FINDINGS
    return 0
