"""How long each stage takes, in one run: `python -m tests.benchmark [SOURCE…] [--rules N,N,N] [--repeat 3]`.

Prints CPU seconds of parse, ledger, readings, detection and the whole line for each source, as the best of a few repeats, and
each as a share of the whole; with `--rules` the whole analysis with that many generated rules. Compare figures of one run only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from impact.detect import detect, recogniser
from impact.document import Source
from impact.parse import parse, read_source
from impact.parse.ledger import prove
from impact.parse.source import examine
from impact.pipeline import analyse
from impact.readings import readings
from impact.rulebase.loader import load
from impact.rulebase.model import Rule, Rulebase
from impact.rulebase.shorthand import compile_pattern

_LARGEST = (
    "../shared/corpus/akn-bills/Data-Protection-and-Digital-Information-No.-2-Bill---As-Introduced--ukpubb.xml",
    "../shared/corpus/akn-acts/ukpga-2023-29-2024-11-01.xml",
    "corpora/made/care-charging-bill/bill.xml",
)


def main() -> None:
    """Time the stages of the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument(
        "--rules", default="", help="numbers of generated rules to time the whole analysis with, e.g. 10,100,1000"
    )
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    sources = [read_source(path) for path in arguments.sources or [path for path in _LARGEST if Path(path).is_file()]]
    base = load()
    if arguments.rules:
        _time_rules(sources, base, [int(number) for number in arguments.rules.split(",")], arguments.repeat)
        return
    compiled = recogniser(base.rules)
    for source in sources:
        document, witness = parse(source), examine(source)
        stages: dict[str, Callable[[], object]] = {
            "parse and ledger": lambda source=source: parse(source),
            "of it: second count (expat)": lambda source=source: examine(source),
            "of it: proof of the ledger": lambda document=document, witness=witness: prove(document, witness),
            "readings": lambda document=document: list(readings(document)),
            "detection (readings included)": lambda document=document: detect(document, compiled, base.effects),
            "everything": lambda source=source: analyse(source, base, compiled=compiled),
        }
        times = {name: _best(run, arguments.repeat) for name, run in stages.items()}
        print(f"{source.name}: {len(source.content):,} bytes, {len(document.stream):,} characters")
        for name, seconds in times.items():
            print(f"  {name:30s} {seconds:7.3f} s  {seconds / times['everything']:5.2f} of everything")


def _best(run: Callable[[], object], repeat: int) -> float:
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def _time_rules(sources: Sequence[Source], base: Rulebase, numbers: Sequence[int], repeat: int) -> None:
    """The whole analysis with generated rules only, then as a ratio to the first number."""
    first = None
    for number in numbers:
        rules = tuple(_generated(base, position) for position in range(number))
        trial = replace(base, rules=rules, checks=())
        compiled = recogniser(rules)
        seconds = _best(
            lambda trial=trial, compiled=compiled: [analyse(s, trial, compiled=compiled) for s in sources], repeat
        )
        first = first or seconds
        print(f"{number:6d} generated rules  {seconds:7.3f} s  {seconds / first:5.2f} × {numbers[0]} rules")


#: Verbs and nouns of statutes about other things; a generated rule looks for one pair of them.
_VERBS = """approve build carry cease charge clean close convey dredge drive erect fence fish graze hire hunt insure lease
license mine""".split()
_NOUNS = """bridge canal cattle ditch drain engine ferry fence gate harbour hedge horse land lorry moor path quarry river road
sheep""".split()


def _generated(base: Rulebase, number: int) -> Rule:
    """A rule of realistic shape: a modal, a gap, a verb, a gap, a noun, some of which occur in any long Act."""
    verb, noun = _VERBS[number % 20], _NOUNS[number // 20 % 20]
    pattern = f"$may|must ..6 ^{verb} ..12 {noun} ..8 word{number // 400}|the"
    compiled = compile_pattern("only", pattern, base.vocabulary)
    model = base.rules[number % len(base.rules)]
    return replace(
        model,
        id=f"generated-{number}",
        match=replace(model.match, patterns=(compiled,), unless=(), absent=(), requires=()),
    )


if __name__ == "__main__":
    sys.exit(main())
