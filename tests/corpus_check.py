"""Every whole document of the shared corpus, parsed and proven: `python -m tests.corpus_check [--shared ../shared]`.

Prints a line for each folder and a total; exits 1 when anything is wrong and 2 when there is no corpus. A check is a
function from a parsed document to the problems that it finds, one line each; add it to `CHECKS`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from impact.document import KINDS, SKIP_REASONS, Document
from impact.errors import SourceError
from impact.parse import parse, read_source

FOLDERS = ("clml", "akn-bills", "akn-acts", "fragments", "other")
SHOWN = 20
_WHITE = re.compile(r"\s")
_STEP = re.compile(r"(/(\*|[\w.-]+(:[\w.-]+)?|text\(\))(\[\d+\])?)+\Z")


def ledger_balances(document: Document) -> Iterator[str]:
    ledger = document.ledger
    if ledger is None:
        yield "has no ledger"
        return
    yield from ledger.problems
    if not ledger.balanced or ledger.accounted != ledger.characters:
        yield f"accounts for {ledger.accounted} of {ledger.characters} characters"


def reasons_are_on_the_list(document: Document) -> Iterator[str]:
    for run in document.runs:
        if run.state != "analysed" and run.state not in SKIP_REASONS:
            yield f"skips text for an unknown reason: {run.state}"


def addresses_are_unique(document: Document) -> Iterator[str]:
    seen = Counter(provision.xpath for provision in document.walk())
    for xpath, count in seen.items():
        if count > 1:
            yield f"has {count} provisions at {xpath}"
        if not _STEP.match(xpath):
            yield f"has an address that is no path: {xpath}"


def provisions_have_kinds_and_labels(document: Document) -> Iterator[str]:
    for provision in document.walk():
        if provision.kind not in KINDS:
            yield f"has a provision of unknown kind {provision.kind} at {provision.xpath}"
        if not provision.label:
            yield f"has a provision without a label at {provision.xpath}"


def texts_lead_back_to_the_source(document: Document) -> Iterator[str]:
    for provision in document.walk():
        for text in (provision.heading, provision.intro, provision.wrap_up):
            for at, origin, length in text.segments:
                here, there = text.string[at : at + length], document.stream[origin : origin + length]
                if here != _WHITE.sub(" ", there):
                    yield f"has text at {provision.xpath} that is not in the source: {here[:40]!r}"


def mentions_stand_in_provisions(document: Document) -> Iterator[str]:
    for mention in document.mentions:
        if mention.xpath not in document.by_xpath:
            yield f"has a reference in no provision: {mention.text!r}"
        if not document.stream[mention.start : mention.end].strip():
            yield f"has a reference without words at {mention.xpath}"


def quotations_are_marked_all_the_way_down(document: Document) -> Iterator[str]:
    for provision in document.walk():
        above = document.parents.get(provision.xpath)
        if above is not None and above.inserted_into is not None and provision.inserted_into is None:
            yield f"has quoted text that is not marked as inserted at {provision.xpath}"


CHECKS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "ledger": ledger_balances,
    "reasons": reasons_are_on_the_list,
    "addresses": addresses_are_unique,
    "kinds and labels": provisions_have_kinds_and_labels,
    "texts": texts_lead_back_to_the_source,
    "mentions": mentions_stand_in_provisions,
    "quotations": quotations_are_marked_all_the_way_down,
}


@dataclass
class Tally:
    documents: int = 0
    characters: int = 0
    analysed: int = 0
    metadata_only: int = 0
    provisions: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    not_text: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def count(self, document: Document) -> None:
        ledger = document.ledger
        self.documents += 1
        self.metadata_only += not document.has_text
        self.provisions += len(document.by_xpath)
        if ledger is not None:
            self.characters += ledger.characters
            self.analysed += ledger.analysed
            self.skipped.update({reason: characters for reason, (characters, _) in ledger.skipped.items()})
            self.not_text.update(ledger.not_text)

    def add(self, other: Tally) -> None:
        for name in ("documents", "characters", "analysed", "metadata_only", "provisions"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("skipped", "not_text", "refused"):
            getattr(self, name).update(getattr(other, name))
        self.problems += other.problems

    def line(self, name: str) -> str:
        accounted = self.analysed + self.skipped.total()
        share = 100 * accounted / self.characters if self.characters else 100
        parts = [
            f"{name}: {self.documents} documents, {self.provisions:,} provisions, {self.characters:,} characters",
            f"{share:.4f}% accounted for, {self.analysed:,} analysed",
            "skipped " + (_listed(self.skipped) or "nothing"),
            f"{self.metadata_only} with metadata only",
            "refused " + (_listed(self.refused) or "none"),
        ]
        if self.not_text:
            parts.append("not text: " + _listed(self.not_text))
        return "; ".join([*parts, f"{len(self.problems)} problems"])


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


def check_folder(folder: Path) -> Tally:
    tally = Tally()
    for path in sorted(folder.rglob("*.xml")):
        name = path.relative_to(folder.parent).as_posix()
        try:
            document = parse(read_source(str(path)))
        except SourceError as error:
            tally.refused[error.reason] += 1
            tally.problems.append(f"{name}: refused ({error.reason}): {error}")
            continue
        tally.count(document)
        for check, problems in CHECKS.items():
            tally.problems += [f"{name}: {check}: {problem}" for problem in problems(document)]
    return tally


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared", help="the folder that holds corpus/ (default: ../shared)")
    corpus = Path(parser.parse_args(arguments).shared) / "corpus"
    if not corpus.is_dir():
        print(f"corpus-check: no folder {corpus}; give the one that holds corpus/ with --shared", file=sys.stderr)
        return 2
    total = Tally()
    for name in FOLDERS:
        tally = check_folder(corpus / name)
        print(tally.line(name))
        if not tally.documents:
            tally.problems.append(f"{name}: holds no document that can be read")
        for problem in tally.problems[:SHOWN]:
            print("  " + problem)
        if len(tally.problems) > SHOWN:
            print(f"  … and {len(tally.problems) - SHOWN} more")
        total.add(tally)
    print(total.line("total"))
    return 1 if total.problems else 0


if __name__ == "__main__":
    sys.exit(main())
