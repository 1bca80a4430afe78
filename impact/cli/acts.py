"""The Acts that a command is given beside a bill: files, or folders in which those that the bill amends are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from impact.cli.common import paths, read
from impact.errors import ImpactError
from impact.render.safety import visible

if TYPE_CHECKING:
    from impact.detect import Recogniser
    from impact.document import Source
    from impact.report import Report
    from impact.rulebase.model import Rulebase


def with_acts_at(report: Report, sources: Sequence[str], base: Rulebase, compiled: Recogniser) -> tuple[Report, bool]:
    """The report with what it does to the Acts at some paths, and whether these could be read completely.

    A file is read as it is; of a folder only the Acts that the bill amends, and what cannot be read in it is said and left out.
    """
    from impact.changes import with_acts
    from impact.pipeline import analyse

    acts: list[Report] = []
    seen: set[str] = set()
    complete = True
    for path in sources:
        # As in `impact check`: what is wrong with a path is said when it is read.
        is_folder = path != "-" and os.path.isdir(path)  # noqa: PTH112
        for source in _amended_in(path, report) if is_folder else (read(path),):
            if isinstance(source, ImpactError):
                complete = False
                click.echo(f"left out: {visible(str(source))}", err=True)
            elif source.sha256 in seen:
                click.echo(f"{visible(source.name)}: given before; read once.", err=True)
            else:
                seen.add(source.sha256)
                acts.append(analyse(source, base, compiled=compiled))
        if is_folder and not acts:
            click.echo(f"{visible(path)}: holds no Act that {visible(report.document.source.name)} amends.", err=True)
    for act in acts:
        _say_of(act, report)
    return with_acts(report, acts, base, compiled), complete and all(act.complete for act in acts)


def _amended_in(folder: str, bill: Report) -> Iterator[Source | ImpactError]:
    """Every document in a folder that a bill amends, and why the others cannot be read."""
    from impact.changes import amends
    from impact.parse import parse

    for path in paths((folder,)):
        try:
            source = read(path)
            if amends(bill, parse(source)):
                yield source
        except ImpactError as error:
            yield error


def _say_of(act: Report, bill: Report) -> None:
    from impact.changes import amends

    name = visible(act.document.source.name)
    if not act.complete:
        click.echo(f"{name}: INCOMPLETE: not all of it could be analysed.", err=True)
    if not act.document.has_text:
        click.echo(f"{name}: holds metadata only, no text: nothing in it can be checked.", err=True)
    if bill.amendments and not amends(bill, act.document):
        click.echo(f"{name}: not amended; read for terms that it borrows from the Acts that are.", err=True)
