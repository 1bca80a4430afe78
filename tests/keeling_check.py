"""Measure the table of amendments against a published one: `python -m tests.keeling_check --shared ../shared`.

A row of the table is found if the program has a row with the same operation and target whose source is the same
provision or one above or below it. A row of the program is extra if it matches no row of the table although the table
covers its source (a section, or a paragraph of a Schedule). Rows from sources on which the table is silent throughout are
counted apart: there the table is no witness.

Three differences are the table's own, and nothing is fitted to them. Its row for section 101(6) is no amendment: that
subsection only says which Part of Schedule 4 holds the amendments of the Act. Its row for paragraph 42 of Schedule 4 is of
a paragraph that amends another Act. It leaves out section 106(c), which puts a paragraph in after one that 106(b) changes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from impact.parse import parse, read_source
from impact.resolve.amendments import find_amendments
from impact.resolve.tables import COLUMNS, csv_rows

BILL = "akn-bills/Renters-Rights-Bill--As-amended-on-Report--ukpubb.xml"
TABLE = "keeling/housing-act-2004/table_of_amendments.csv"
ACT = "Housing Act 2004"
FOUND, EXTRA = 0.95, 0.05

Row = dict[str, str]


def related(first: str, second: str) -> bool:
    """Whether two eIds name the same provision or one holds the other."""
    return first == second or first.startswith(f"{second}__") or second.startswith(f"{first}__")


def matches(row: Row, expected: Row) -> bool:
    """Whether two rows agree on operation, target and source."""
    same = all(row[column] == expected[column] for column in ("type_of_amendment", "affected_provision"))
    return same and related(row["source_eid"], expected["source_eid"])


def unit(eid: str) -> str:
    """The section, or paragraph of a Schedule, of an eId."""
    parts = eid.split("__")
    return "__".join(parts[:2]) if parts[0].startswith("sched") else parts[0]


def compare(rows: Sequence[Row], table: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """Found and missing rows of the table; extra rows, and rows on which the table is silent."""
    left = list(rows)
    found, missing = [], []
    for expected in table:
        match = next((row for row in left if matches(row, expected)), None)
        if match is None:
            missing.append(expected)
        else:
            found.append(expected)
            left.remove(match)
    covered = {unit(expected["source_eid"]) for expected in table}
    # Two instructions in paragraphs may be one row of the table, at the lead-in.
    left = [
        row
        for row in left
        if not any(matches(row, expected) and row["source_eid"] != expected["source_eid"] for expected in table)
    ]
    extra = [row for row in left if unit(row["source_eid"]) in covered]
    silent = [row for row in left if unit(row["source_eid"]) not in covered]
    return found, missing, extra, silent


def show(title: str, rows: Sequence[Row]) -> None:
    """Print rows under a title."""
    print(f"{title}: {len(rows)}")
    for row in rows:
        print("  " + " | ".join(row[column] for column in COLUMNS))


def main() -> int:
    """Compare, print, and fail below the bar."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--shared", type=Path, required=True, help="the folder that holds corpus/")
    options.add_argument("--silent", action="store_true", help="show the rows on which the table is silent, too")
    arguments = options.parse_args()
    corpus = arguments.shared / "corpus"
    rows = csv_rows(find_amendments(parse(read_source(str(corpus / BILL)))), ACT)
    with (corpus / TABLE).open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    found, missing, extra, silent = compare(rows, table)
    positions = sum(
        any(matches(row, expected) and row["location"] == expected["location"] for row in rows) for expected in found
    )
    wholes = sum(
        any(matches(row, expected) and row["whole_provision"] == expected["whole_provision"] for row in rows)
        for expected in found
    )
    print(
        f"found: {len(found)} of {len(table)} ({len(found) / len(table):.1%}); "
        f"same position {positions}, same whole_provision {wholes}"
    )
    show("missing", missing)
    show("extra", extra)
    if arguments.silent:
        show("silent", silent)
    else:
        print(f"rows from sources on which the table is silent: {len(silent)} (--silent shows them)")
    good = len(found) >= FOUND * len(table) and len(extra) <= EXTRA * len(table)
    print("the bar is met" if good else "below the bar")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
