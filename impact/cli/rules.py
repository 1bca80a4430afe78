"""`impact rules`: the rules base as a product."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import console, load_rules, rules_options
from impact.cli.gains import compare_rules
from impact.errors import ImpactError

if TYPE_CHECKING:
    from impact.rulebase.model import Rulebase

EXIT_PROBLEMS = 2


@click.group(short_help="List, test, scaffold and document the rules base.")
def rules() -> None:
    """List, test, scaffold and document the rules base."""


@rules.command("list")
@click.option("--effect", help="Only rules of this effect or direction.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@rules_options
def list_rules(effect: str | None, color: str, rules_folder: Path | None, extra_rules: tuple[Path, ...]) -> None:
    """Every rule and compound check: id, effect, severity, status, title."""
    from rich.table import Table

    base = load_rules(rules_folder, extra_rules)
    table = Table(box=None, pad_edge=False)
    for column in ("rule", "effect", "severity", "status", "title"):
        table.add_column(column, no_wrap=column == "rule")
    shown = 0
    for rule in base.rules:
        if effect and effect not in (rule.effect, base.effects[rule.effect].direction):
            continue
        table.add_row(rule.id, rule.effect, rule.severity, rule.status, rule.title)
        shown += 1
    for check in base.checks if not effect else ():
        table.add_row(check.id, "check", check.severity, check.status, check.title)
        shown += 1
    if not shown:
        raise click.UsageError(f"no rule has the effect “{effect}”. The effects are {', '.join(base.effects)}.")
    console(color=color).print(table)
    click.echo(f"{len(base.rules)} rules and {len(base.checks)} checks, version {base.version}", err=True)


@rules.command("test")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@rules_options
@click.pass_context
def test_rules(
    context: click.Context, files: tuple[Path, ...], rules_folder: Path | None, extra_rules: tuple[Path, ...]
) -> None:
    """Prove every rule (or those in FILES) by its own examples."""
    from impact.check_proof import prove_checks
    from impact.proof import prove

    base = load_rules(rules_folder, extra_rules)
    only = tuple(file.stem for file in files)
    _known(base, only)
    proof = prove(base, only)
    checked = prove_checks(base, only)
    problems = sorted((*proof.problems, *checked.problems))
    for problem in problems:
        click.echo(str(problem))
    click.echo(
        f"{proof.rules} rules, {checked.rules} checks, {proof.examples + checked.examples} examples, "
        f"{len(problems)} problem{'' if len(problems) == 1 else 's'}",
        err=True,
    )
    context.exit(EXIT_PROBLEMS if problems else 0)


def _known(base: Rulebase, names: tuple[str, ...]) -> None:
    known = {rule.id for rule in base.rules} | {check.id for check in base.checks}
    for name in names:
        if name not in known:
            raise click.UsageError(
                f"{name}.yaml is no rule of this rules base. Put it under rules/ or give its folder with --extra-rules."
            )


@rules.command("new")
@click.argument("name")
@click.option("--effect", required=True, help="What the rule finds, from rules/effects.yaml.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="The rules base to put it in. Default: ./rules"
)
def new(name: str, effect: str, folder: Path | None) -> None:
    """Write a new rule file NAME.yaml that starts with its examples."""
    from impact.rulebase.loader import default_rules, load
    from impact.rulebase.scaffold import new_rule

    root = folder or Path("rules")
    if not root.is_dir():
        raise ImpactError(f"{root}: no such folder. Run this beside the rules base, or name it with --folder.")
    base = load(default_rules())
    if effect not in base.effects:
        raise click.UsageError(f"“{effect}” is no effect. The effects are {', '.join(base.effects)}.")
    place = root / base.effects[effect].direction / f"{name}.yaml"
    if place.exists():
        raise ImpactError(f"{place}: exists already. Choose another name; ids are never reused.")
    place.parent.mkdir(exist_ok=True)
    place.write_text(new_rule(name, base.effects[effect].direction, base.effects[effect]), encoding="utf-8")
    click.echo(f"{place}: write the examples first, then `impact rules test {place}`.")


@rules.command("docs")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write README.md and a page a rule into this folder.",
)
@click.option(
    "--check", "verify", is_flag=True, help="Only say whether README.md and the pages are current (exit 2 if not)."
)
@rules_options
@click.pass_context
def docs(
    context: click.Context, output: Path | None, verify: bool, rules_folder: Path | None, extra_rules: tuple[Path, ...]
) -> None:
    """Generate the documentation of the rules base: a table, and one page a rule."""
    from impact.rulebase.loader import default_rules
    from impact.rulebase.pages import check_page, rule_page, rules_table

    base = load_rules(rules_folder, extra_rules)
    pages = {"README.md": rules_table(base)}
    pages |= {f"docs/{rule.id}.md": rule_page(rule) for rule in base.rules}
    pages |= {f"docs/{check.id}.md": check_page(check) for check in base.checks}
    if verify:
        _verify(rules_folder or default_rules(), pages)
        return
    if output is None:
        click.echo(pages["README.md"], nl=False)
        return
    (output / "docs").mkdir(parents=True, exist_ok=True)
    for stale in (output / "docs").glob("*.md"):
        stale.unlink()
    for name, page in pages.items():
        (output / name).write_text(page, encoding="utf-8")
    click.echo(f"{output}: README.md and {len(pages) - 1} pages", err=True)


def _verify(folder: Path, pages: Mapping[str, str]) -> None:
    """Raises `ImpactError` at the first page that is not what the rules say, or that no rule has."""
    written = {"README.md", *(f"docs/{page.name}" for page in (folder / "docs").glob("*.md"))}
    for name in sorted({*written, *pages}):
        place = folder / name
        if not place.is_file() or place.read_text(encoding="utf-8") != pages.get(name):
            raise ImpactError(f"{name}: is not what the rules say. Run `impact rules docs -o rules`.")


rules.add_command(compare_rules)
