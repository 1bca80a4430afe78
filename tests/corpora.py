"""Our own documents held against what should be found in them: `python -m tests.corpora [--update]`.

`corpora/made/*/findings.json` says what a person expects of each unit. Where the program finds something else, the difference
stands in `known` of the same file ("missed" or "extra"), so that it is seen in review when it appears and when it goes. Prints
precision and recall for each document; `--update` rewrites `known`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from impact.detect import Recogniser, detect, recogniser
from impact.document import Document
from impact.parse import parse, read_source
from impact.report import Finding
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase

ROOT = Path(__file__).parent.parent / "corpora"


@dataclass(frozen=True)
class Compared:
    """One document: what was expected, what was found, by unit label."""

    path: Path
    expected: Mapping[str, frozenset[str]]
    found: Mapping[str, frozenset[str]]

    @property
    def differences(self) -> list[dict[str, str]]:
        """What was missed and what is extra, in the order of the labels as written."""
        rows = []
        for label in [*self.expected, *(label for label in self.found if label not in self.expected)]:
            want, got = self.expected.get(label, frozenset()), self.found.get(label, frozenset())
            rows += [{"label": label, "effect": effect, "is": "missed"} for effect in sorted(want - got)]
            rows += [{"label": label, "effect": effect, "is": "extra"} for effect in sorted(got - want)]
        return rows

    def figures(self) -> tuple[int, int, int]:
        """True positives, false alarms, misses."""
        hits = sum(len(self.expected[label] & self.found.get(label, frozenset())) for label in self.expected)
        rows = self.differences
        return hits, sum(row["is"] == "extra" for row in rows), sum(row["is"] == "missed" for row in rows)


def made() -> list[Path]:
    """The findings.json of every made document."""
    return sorted((ROOT / "made").glob("*/findings.json"))


def compare(path: Path, base: Rulebase, compiled: Recogniser) -> Compared:
    """Analyse the document that a findings.json is about and hold it against what is expected."""
    wanted = json.loads(path.read_text(encoding="utf-8"))
    document = parse(read_source(str(path.parent / wanted["document"])))
    places = {row["xpath"]: label for label, row in wanted["places"].items()}
    expected = {row["label"]: frozenset(row["effects"]) for row in wanted["expected"]}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for finding in detect(document, compiled, base.effects):
        found[_unit(document, finding, places)].add(finding.effect)
    return Compared(path, expected, {label: frozenset(effects) for label, effects in found.items()})


def _unit(document: Document, finding: Finding, places: Mapping[str, str]) -> str:
    """The label of the unit that a finding belongs to: the nearest labelled provision at or above it."""
    provision = document.by_xpath[finding.provision.xpath]
    for holder in (provision, *document.ancestors(provision)):
        if holder.xpath in places:
            return places[holder.xpath]
    return finding.provision.label


def known(path: Path) -> Sequence[dict[str, str]]:
    """The differences that a findings.json admits."""
    rows: Sequence[dict[str, str]] = json.loads(path.read_text(encoding="utf-8")).get("known", [])
    return rows


def main() -> None:
    """Print precision and recall for each document; with --update, write the differences down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the differences into findings.json")
    arguments = parser.parse_args()
    base = load()
    compiled = recogniser(base.rules)
    for path in made():
        compared = compare(path, base, compiled)
        hits, extra, missed = compared.figures()
        print(
            f"{path.parent.name:28s} precision {hits / max(hits + extra, 1):.3f}  recall {hits / max(hits + missed, 1):.3f}  "
            f"({hits} right, {extra} extra, {missed} missed)"
        )
        for row in compared.differences:
            print(f"  {row['is']:7s} {row['effect']:28s} {row['label']}")
        if arguments.update:
            content = json.loads(path.read_text(encoding="utf-8"))
            content["known"] = compared.differences
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
