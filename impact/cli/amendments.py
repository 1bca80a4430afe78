"""`impact amendments`: the textual amendments of a document as a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from impact.cli.common import read, write
from impact.errors import ImpactError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from impact.report import Amendment

_COLUMNS = (
    "source",
    "source_eid",
    "type_of_amendment",
    "act",
    "affected_provision",
    "location",
    "whole_provision",
    "old",
    "new",
)
_NAMED = 12  # Acts that an error names; a consequential Schedule may amend a hundred


@click.command(short_help="List every textual amendment and what it amends.")
@click.argument("source")
@click.option("--act", help="Only amendments of this Act: its title, with or without the year, or its URI.")
@click.option("-f", "--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of standard output."
)
def amendments(source: str, act: str | None, form: str, output: Path | None) -> None:
    """List every textual amendment of SOURCE: where it stands, what it does, to which provision of which Act.

    With --act, the columns are those of a table of amendments for a Keeling schedule. A provision that only "has effect as
    if" it were amended is listed, too; in JSON, its "textual" is false.
    """
    from impact.parse import parse
    from impact.resolve.amendments import find_amendments
    from impact.resolve.tables import COLUMNS, act_named, csv_rows

    found = find_amendments(parse(read(source)))
    title = act_named(act, found) if act is not None else None
    if act is not None:
        if title is None:
            raise ImpactError(_no_amendment(source, act, found))
        found = tuple(amendment for amendment in found if amendment.act == title)
    if form == "json":
        write(json.dumps([_amendment(a) for a in found], ensure_ascii=False, indent=1) + "\n", output)
    elif title is not None:
        write(_csv(COLUMNS, csv_rows(found, title)), output)
    else:
        write(_csv(_COLUMNS, [_row(amendment) for amendment in found]), output)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, columns, lineterminator="\n")
    table.writeheader()
    table.writerows({column: _cell(cell) for column, cell in row.items()} for row in rows)
    return buffer.getvalue()


def _row(amendment: Amendment) -> dict[str, str]:
    return {
        "source": amendment.label,
        "source_eid": amendment.id or "",
        "type_of_amendment": amendment.operation,
        "act": amendment.act or "",
        "affected_provision": amendment.target or "",
        "location": amendment.position.capitalize(),
        "whole_provision": str(amendment.whole_provision).lower(),
        "old": amendment.old or "",
        "new": amendment.new or "",
    }


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _no_amendment(source: str, act: str, found: Sequence[Amendment]) -> str:
    """What to say of an Act that is not amended: the one that was meant, those that hold the words, or all."""
    import difflib

    from impact.resolve.tables import amended_acts

    titles = amended_acts(found)
    said = f"{source}: no amendment of “{act}”."
    if not titles:
        return f"{source}: no amendment of “{act}”, nor of any other Act."
    small = {title.casefold(): title for title in titles}
    near = [title for key, title in small.items() if act.casefold() in key] or [
        small[key] for key in difflib.get_close_matches(act.casefold(), list(small), 3, 0.75)
    ]
    if near:
        return f"{said} Did you mean {_listed(near, 'or')}?"
    return f"{said} It amends {_listed(titles, 'and')}."


def _listed(titles: Sequence[str], joint: str) -> str:
    shown = [f"“{title}”" for title in titles[:_NAMED]]
    if len(titles) > _NAMED:
        shown.append(f"{len(titles) - _NAMED} more (leave --act out to see them)")
    return f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if len(shown) > 1 else shown[0]


def _amendment(amendment: Amendment) -> dict[str, object]:
    return {
        "source": {"xpath": amendment.xpath, "id": amendment.id, "label": amendment.label},
        "operation": amendment.operation,
        "act": {"title": amendment.act, "uri": amendment.uri},
        "target": amendment.target,
        "position": amendment.position,
        "whole_provision": amendment.whole_provision,
        "textual": amendment.textual,
        "words": {"old": amendment.old, "new": amendment.new} if amendment.old or amendment.new else None,
    }
