"""`impact rules compare`: what a change to the rules gains and loses over a set of documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import paths, read
from impact.rulebase.loader import default_rules, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from impact.report import Finding
    from impact.rulebase.model import Rulebase

EXIT_DIFFERENT = 1


@click.command("compare")
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--old",
    "old_folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="The rules base before the change.",
)
@click.option(
    "--new",
    "new_folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The rules base after it.  [default: the built-in one]",
)
@click.option("--fail", is_flag=True, help="Exit 1 if anything was gained or lost.")
@click.pass_context
def compare_rules(
    context: click.Context, sources: tuple[str, ...], old_folder: Path, new_folder: Path | None, fail: bool
) -> None:
    """Findings gained (+) and lost (−) in SOURCES between two revisions of the rules, by rule, with the words.

    This is what a reviewer of a change to the rules reads. To compare with an earlier revision, unpack it first:
    `git archive REV rules | tar -x -C /tmp/before`, then --old /tmp/before/rules.
    """
    different = 0
    old, new = load(old_folder), load(new_folder or default_rules())
    counts: dict[str, list[int]] = {}
    for path in paths(sources):
        for sign, effect, finding in _differences(path, old, new):
            different += 1
            counts.setdefault(effect, [0, 0])[sign == "−"] += 1
            words = " … ".join(
                " ".join(piece.text.split()) for piece in finding.evidence if piece.role in {"primary", "lead-in"}
            )
            click.echo(f"{sign} {effect:24s} {finding.rule:36s} {path} {finding.provision.label}: “{words}”")
    for effect, (gained, lost) in sorted(counts.items()):
        click.echo(f"{effect:24s} +{gained} −{lost}", err=True)
    click.echo(f"{different} finding{'' if different == 1 else 's'} gained or lost", err=True)
    context.exit(EXIT_DIFFERENT if fail and different else 0)


def _differences(path: str, old: Rulebase, new: Rulebase) -> Iterator[tuple[str, str, Finding]]:
    from impact.detect import detect, recogniser
    from impact.parse import parse

    document = parse(read(path))
    before = _keyed(detect(document, recogniser(old.rules), old.effects))
    after = _keyed(detect(document, recogniser(new.rules), new.effects))
    for key in sorted(before.keys() | after.keys(), key=lambda key: (after.get(key) or before[key]).order):
        if key not in before:
            yield "+", key[0], after[key]
        elif key not in after:
            yield "−", key[0], before[key]


def _keyed(findings: Sequence[Finding]) -> dict[tuple[str, str], Finding]:
    """Findings by what a reader of the document would see: which effect, in which provision."""
    return {(finding.effect, finding.provision.xpath): finding for finding in findings}
