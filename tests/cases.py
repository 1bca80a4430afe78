"""Small documents with the structure of real provisions, through the whole line: `python -m tests.cases [--update] [case…]`.

A case of `corpora/made/cases` says what should come of each unit: its effects, words of its slots, what the slots stand for, the
units that a reader might take for flows and that are silent, results of checks, and flows. A unit that a case does not name
is silent too. What differs stands in `known` of the same file, so that it is seen in review when it appears and when it goes.
Words of a slot after “=” are the whole slot; an empty slot is one that the law leaves open. What a slot stands for may be several
things, each of which must be found. A result of a check may say where it is found: “elsewhere s. 6(2)”. A case that amends an Act
may give the Act: then `shifts` and `changes` say what that does to the Act's terms and flows.
Prints every difference and the totals; `--update` rewrites `known`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from impact.changes import with_acts
from impact.detect import Recogniser, recogniser
from impact.document import Document, Provision
from impact.pipeline import report_on
from impact.report import Check, Finding, Flow, Report, Slot
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rulebase

ROOT = Path(__file__).parent.parent / "corpora" / "made" / "cases"
_UNITS = frozenset({"section", "regulation", "article", "rule", "subsection"})
_KNOWN = "known:"
#: Key of a row → the total that it counts in.
_TOTALS = {
    "missed": "effects",
    "slot": "slots",
    "resolved": "resolved slots",
    "silent": "silent units",
    "check": "checks",
    "flow": "flows",
    "shift": "changes of Acts",
    "change": "changes of Acts",
}
_PARTIES = ("from", "to", "info", "purpose")


@dataclass(frozen=True)
class Met:
    """One expectation: the row that stands in `known` when it is not met, and words that say what was found instead."""

    row: Mapping[str, str]
    holds: bool
    found: str = ""


def paths() -> list[Path]:
    """The files of all cases, in the order of their names."""
    return sorted(ROOT.glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """One case as it is written."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def outcome(case: Mapping[str, Any], base: Rulebase, compiled: Recogniser) -> Report:
    """What the whole line makes of the case's text."""
    found = report_on(_document(case, case["name"]), base, compiled=compiled)
    if "act" not in case:
        return found
    act = case["act"]
    return with_acts(found, [report_on(_document(act, act["title"]), base, compiled=compiled)], base, compiled)


def _document(text: Mapping[str, Any], title: str) -> Document:
    made = {"kind": text.get("kind", "act"), "date": str(text["made"]), "title": title}
    return replace(clause_document(text["clause"]), **made)


def held(case: Mapping[str, Any], found: Report) -> list[Met]:
    """Every expectation of a case, met or not, in the order in which the case states them; then what is extra."""
    expected = {row["at"]: row for row in case.get("expect", [])}
    silent = case.get("silent", [])
    by_unit: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found.findings:
        by_unit[_unit(found.document, finding, {*expected, *silent})].append(finding)
    labels = {provision.label for provision in found.document.walk()}
    absent = [label for label in (*expected, *silent) if label not in labels]
    if absent:
        raise ValueError(f"{case['name']}: the clause has no {', '.join(absent)}.")
    rows: list[Met] = []
    for at, row in expected.items():
        rows += _effects(at, row, by_unit[at])
    for at in silent:
        rows.append(Met({"silent": at, **({"extra": _names(by_unit[at])} if by_unit[at] else {})}, not by_unit[at]))
    for at, findings in by_unit.items():
        if at in silent:
            continue
        surplus = {finding.effect for finding in findings} - set(expected.get(at, {}).get("effects", []))
        rows += [Met({"at": at, "extra": effect}, holds=False) for effect in sorted(surplus)]
    return [
        *rows,
        *_checks(case.get("checks", {}), found.checks, found.document),
        *_flows(case.get("flows", []), found.flows),
        *_acts(case, found),
    ]


def _unit(document: Document, finding: Finding, named: set[str]) -> str:
    """The unit of a finding: the nearest provision that the case names, or else the nearest that is a unit by its kind."""
    provision = document.by_xpath[finding.provision.xpath]
    lineage = (provision, *document.ancestors(provision))
    for holder in lineage:
        if holder.label in named:
            return holder.label
    return next((holder.label for holder in lineage if _is_unit(holder, document)), provision.label)


def _is_unit(provision: Provision, document: Document) -> bool:
    """Whether it is a subsection, a section, or a numbered paragraph of a Schedule."""
    if provision.kind in _UNITS:
        return True
    above = next(iter(document.ancestors(provision)), None)
    return provision.kind == "paragraph" and above is not None and above.kind in {"schedule", "part", "chapter"}


def _effects(at: str, row: Mapping[str, Any], findings: Sequence[Finding]) -> Iterator[Met]:
    """The effects of a unit, then words of their slots and of what the slots stand for; one finding suffices for each."""
    got = {finding.effect for finding in findings}
    for effect in row.get("effects", []):
        yield Met({"at": at, "missed": effect}, effect in got)
    slots = [(name, slot) for finding in findings for name, slot in finding.slots.items()]
    for name, words in row.get("slots", {}).items():
        texts = [slot.text for key, slot in slots if key == name]
        holds = any(_says(text, words) for text in texts) if words else bool(texts) and not any(texts)
        yield Met({"at": at, "slot": name}, holds, " | ".join(dict.fromkeys(texts)))
    for name, words in row.get("resolved", {}).items():
        texts = [text for key, slot in slots if key == name for text in _stands_for(slot)]
        wanted = [words] if isinstance(words, str) else words
        holds = all(any(_contains(text, each) for text in texts) for each in wanted)
        yield Met({"at": at, "resolved": name}, holds, " | ".join(dict.fromkeys(texts)))


def _stands_for(slot: Slot) -> list[str]:
    return [f"{each.text} ({each.where})" for each in slot.resolved]


def _checks(wanted: Mapping[str, Any], checks: Sequence[Check], document: Document) -> Iterator[Met]:
    """Results of checks that must come, and checks that must not ask anything (one that is settled elsewhere does not ask)."""
    results: defaultdict[str, list[str]] = defaultdict(list)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for check in checks:
        results[check.check].append(check.result)
        told[check.check] += [f"{check.result} {_label(document, xpath)}" for xpath in check.where]
    for name, result in wanted.get("must", {}).items():
        found = [*results[name], *told[name]]
        yield Met({"check": name, "must": result}, result in found, ", ".join(found) or "nothing")
    for name in wanted.get("must_not", []):
        asked = [result for result in results[name] if result != "elsewhere"]
        yield Met({"check": name, "must": "not ask"}, not asked, ", ".join(asked))


def _flows(wanted: Sequence[Mapping[str, Any]], streams: Sequence[Flow]) -> Iterator[Met]:
    """Flows that must be put together: their parties, force and safeguards."""
    for number, row in enumerate(wanted, 1):
        yield Met({"flow": str(number)}, any(_is_flow(row, flow) for flow in streams))


def _acts(case: Mapping[str, Any], found: Report) -> Iterator[Met]:
    """What the case does to the Act that it gives: terms that shift, with all that use them, and flows that change."""
    shifts = [shift for act in found.acts for shift in act.shifts]
    for row in case.get("shifts", []):
        named = [shift for shift in shifts if shift.term == row["term"] and shift.kind == row["kind"]]
        used = [use.finding.provision.label for shift in named for use in shift.uses]
        yield Met({"shift": row["term"]}, bool(named) and set(row["used"]) <= set(used), ", ".join(used) or "nothing")
    changes = [
        f"{change.label} {flow.kind} {flow.effect}"
        for act in found.acts
        for change in act.changes
        for flow in change.flows
    ]
    for words in case.get("changes", []):
        yield Met({"change": words}, words in changes, ", ".join(changes) or "nothing")


def _is_flow(row: Mapping[str, Any], flow: Flow) -> bool:
    parties = {"from": flow.sender, "to": flow.recipient, "info": flow.info, "purpose": flow.purpose}
    return (
        all(_contains("; ".join(parties[side]), row[side]) for side in _PARTIES if side in row)
        and row.get("force", flow.force) == flow.force
        and all(flow.safeguards.get(name) == result for name, result in row.get("safeguards", {}).items())
    )


def _label(document: Document, xpath: str) -> str:
    return document.by_xpath[xpath].label if xpath in document.by_xpath else xpath


def _says(text: str, words: str) -> bool:
    """Whether a slot has these words; after “=” they are the whole of it."""
    whole = words.removeprefix("=")
    return text.casefold() == whole.casefold() if whole != words else _contains(text, words)


def _contains(text: str, words: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(text.split()).casefold()


def _names(findings: Sequence[Finding]) -> str:
    return ", ".join(sorted({finding.effect for finding in findings}))


def differences(rows: Sequence[Met]) -> list[dict[str, str]]:
    """The rows of the expectations that are not met, as `known` has them."""
    return [dict(met.row) for met in rows if not met.holds]


def unknown_names(case: Mapping[str, Any], base: Rulebase) -> list[str]:
    """Effects and checks that a case names and the rules base does not have."""
    effects = [effect for row in case.get("expect", []) for effect in row.get("effects", [])]
    wanted = case.get("checks", {})
    checks = [*wanted.get("must", {}), *wanted.get("must_not", [])]
    known = {check.id for check in base.checks}
    return [name for name in effects if name not in base.effects] + [name for name in checks if name not in known]


def write_known(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Put `known` at the end of a case's file; the rest of the file stays as a person wrote it."""
    text = path.read_text(encoding="utf-8")
    kept = text.partition(f"\n{_KNOWN}")[0].rstrip("\n") + "\n"
    lines = [
        yaml.safe_dump(dict(row), default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000)
        for row in rows
    ]
    added = "".join(f"  - {line}" for line in lines)
    path.write_text(f"{kept}{_KNOWN}\n{added}" if rows else kept, encoding="utf-8")


def main() -> None:
    """Print what differs, case by case, and the totals; with --update, write the differences down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write the differences into the cases")
    parser.add_argument("case", nargs="*", help="the start of a file name, such as 08")
    arguments = parser.parse_args()
    base = load()
    compiled = recogniser(base.rules)
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    chosen = [path for path in paths() if not arguments.case or path.name.startswith(tuple(arguments.case))]
    if not chosen:
        parser.error("no file of a case begins so")
    extra = known = whole = 0
    for path in chosen:
        case = read(path)
        rows = held(case, outcome(case, base, compiled))
        differing = differences(rows)
        whole += not differing
        known += len(differing)
        extra += sum("extra" in row for row in differing)
        for row in rows:
            if (kind := _kind(row)) is not None:
                totals[kind][0] += row.holds
                totals[kind][1] += 1
        print(f"{path.stem}: {len(differing) or 'no'} differences")
        for met in rows:
            if not met.holds:
                print(
                    "   ",
                    *(f"{key}: {value}" for key, value in met.row.items()),
                    f"(found: {met.found})" if met.found else "",
                )
        if arguments.update:
            write_known(path, differing)
    _print_totals(totals, len(chosen), whole, extra, known)


def _kind(met: Met) -> str | None:
    """Which total an expectation counts in; None for what is extra, which nobody expected."""
    return next((kind for key, kind in _TOTALS.items() if key in met.row), None)


def _print_totals(totals: Mapping[str, Sequence[int]], cases: int, whole: int, extra: int, known: int) -> None:
    met, all_ = (sum(column) for column in zip(*totals.values(), strict=True))
    for kind, (holds, count) in totals.items():
        print(f"{kind:14s} {holds:4d} of {count}")
    print(f"{cases} cases, {whole} without a difference; {met} of {all_} expectations hold ({met / all_:.1%})")
    print(f"{known} known differences, {extra} of them units with effects that nobody expects")


if __name__ == "__main__":
    main()
