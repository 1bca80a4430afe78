"""The whole line over every document of the shared corpus: `python -m tests.analysis_check [--every N] [--update]`.

Analyses every document and renders its JSON: no traceback, every quotation the exact source slice, every id unique. Counts what
was resolved (slots stated, resolved or open; references; definitions; amendments with their Act and target) and compares with
`tests/analysis_baseline.json`: fails when a number of resolved things falls. On every fortieth sentence (on each one with
`--every 1`, some ten minutes more) the trigger stage is switched off, and must have lost nothing. `--update` writes the
numbers down. Exits 1 when something is wrong, 2 without a corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from impact.detect import Recogniser, recogniser
from impact.document import Document
from impact.errors import SourceError
from impact.flows import FLOW_EFFECTS
from impact.parse import parse, read_source
from impact.pipeline import report_on
from impact.readings import readings
from impact.render.json import to_json
from impact.report import Report
from impact.rulebase.loader import load

FOLDERS = ("clml", "akn-bills", "akn-acts", "fragments", "other")
BASELINE = Path(__file__).parent / "analysis_baseline.json"
SLOTS = ("from", "to", "info", "purpose")
#: Numbers that must not fall: each is of something that was made out.
RESOLVED = (
    "slots stated",
    "slots resolved",
    "references resolved",
    "definitions with a meaning",
    "amendments with a target",
)
EVERY = 40


def problems_of(report: Report) -> Iterator[str]:
    """What is wrong with a report, in words."""
    for finding in report.findings:
        for piece in finding.evidence:
            if report.document.stream[piece.start : piece.end] != piece.text:
                yield f"{finding.id} quotes what the source does not say"
    ids = [finding.id for finding in report.findings]
    if len(set(ids)) != len(ids):
        yield "has two findings with one id"
    known = set(ids)
    for flow in report.flows:
        if not known.issuperset((*flow.findings, *flow.limits)):
            yield f"{flow.id} rests on findings that are not there"
    json.loads(to_json(report))


def triggers_lose_nothing(document: Document, compiled: Recogniser, every: int) -> Iterator[str]:
    """One sentence in so many with the trigger stage on and off."""
    for number, reading in enumerate(readings(document)):
        if number % every:
            continue
        _, tried = compiled.matches(reading)
        _, all_tried = compiled.matches(reading, prefilter=False)
        if tried != all_tried:
            yield f"the trigger stage changes what is found at {reading.leaf.label}"


def count(report: Report) -> Counter[str]:
    """What was made out in a report."""
    found: Counter[str] = Counter(findings=len(report.findings), flows=len(report.flows), checks=len(report.checks))
    for finding in report.findings:
        if finding.effect in FLOW_EFFECTS:
            found.update(f"slots {finding.slots[slot].state}" for slot in SLOTS)
    found.update("references resolved" if reference.resolved else "references open" for reference in report.references)
    for definition in report.definitions:
        found["definitions with a meaning" if definition.text or definition.same_as else "definitions without"] += 1
    for amendment in report.amendments:
        found["amendments with a target" if amendment.act and amendment.target else "amendments without"] += 1
    return found


def main(arguments: list[str] | None = None) -> int:
    """Analyse, count, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--every",
        type=int,
        default=EVERY,
        metavar="N",
        help="sentences for one that is tried without triggers (default %(default)s)",
    )
    parser.add_argument("--update", action="store_true", help="write the numbers down as the new baseline")
    options = parser.parse_args(arguments)
    if options.every < 1:
        parser.error("--every: one sentence in 1 is the most that can be tried")
    corpus = options.shared / "corpus"
    if not corpus.is_dir():
        print(f"{corpus}: no such folder. Give the one that holds corpus/ with --shared.", file=sys.stderr)
        return 2
    base = load()
    compiled = recogniser(base.rules)
    totals: dict[str, dict[str, int]] = {}
    problems: list[str] = []
    for folder in FOLDERS:
        total: Counter[str] = Counter()
        for path in sorted((corpus / folder).rglob("*.xml")):
            name = path.relative_to(corpus).as_posix()
            try:
                document = parse(read_source(str(path)))
            except SourceError as error:
                problems.append(f"{name}: refused ({error.reason}): {error}")
                continue
            report = report_on(document, base, compiled=compiled)
            total["documents"] += 1
            total += count(report)
            problems += [
                f"{name}: {problem}"
                for problem in (*problems_of(report), *triggers_lose_nothing(document, compiled, options.every))
            ]
        totals[folder] = dict(sorted(total.items()))
        print(f"{folder}: " + ", ".join(f"{key} {value:,}" for key, value in totals[folder].items()))
    if options.update:
        BASELINE.write_text(json.dumps(totals, indent=1) + "\n", encoding="utf-8")
    problems += fallen(totals, json.loads(BASELINE.read_text(encoding="utf-8")))
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


def fallen(totals: dict[str, dict[str, int]], baseline: dict[str, dict[str, int]]) -> Iterator[str]:
    """Numbers of things made out that are lower than they were."""
    for folder, before in baseline.items():
        for key in RESOLVED:
            if totals.get(folder, {}).get(key, 0) < before.get(key, 0):
                now = totals.get(folder, {}).get(key, 0)
                yield f"{folder}: {key} fell from {before[key]:,} to {now:,}. If that is right, --update."


if __name__ == "__main__":
    sys.exit(main())
