"""What each rule hits on real legislation: `python -m tests.evidence [--shared ../shared] [--sample 10] [--out FILE]`.

Runs every rule over every readable document under ../shared/corpus (excerpts included) and prints, for each rule, in how many
documents it hits how often, with a sample spread evenly over the hits: document, label, the words that matched, the sentence.
Somebody then reads the sample and writes the figures into the rule's `evidence:` (documents, hits, read, right, wrong, note).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from impact.detect import detect, recogniser
from impact.errors import SourceError
from impact.parse import parse, read_source
from impact.rulebase.loader import load

FOLDERS = ("clml", "akn-bills", "akn-acts", "fragments", "other", "excerpts")


def main() -> int:
    """Collect the hits of every rule and write them, with a sample of each, as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sample", type=int, default=10)
    parser.add_argument("--out", type=Path, help="write one JSON line a rule there instead of printing")
    arguments = parser.parse_args()
    corpus = arguments.shared / "corpus"
    if not corpus.is_dir():
        print(f"{corpus}: no such folder. Give it with --shared.", file=sys.stderr)
        return 2
    base = load()
    compiled = recogniser(base.rules)
    hits: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for path in sorted(path for folder in FOLDERS for path in (corpus / folder).rglob("*.xml")):
        try:
            document = parse(read_source(str(path)))
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        for finding in detect(document, compiled, base.effects, every_rule=True):
            words = " … ".join(" ".join(e.text.split()) for e in finding.evidence if e.role in {"primary", "lead-in"})
            text = document.by_xpath[finding.provision.xpath].text
            place = {"document": path.name, "label": finding.provision.label, "words": words, "text": text[:700]}
            hits[finding.rule].append(place)
    lines = []
    for rule in base.rules:
        found = hits[rule.id]
        step = max(len(found) / arguments.sample, 1) if found else 1
        sample = [found[int(position * step)] for position in range(min(arguments.sample, len(found)))]
        documents = len({hit["document"] for hit in found})
        lines.append(
            {"rule": rule.id, "effect": rule.effect, "documents": documents, "hits": len(found), "sample": sample}
        )
    if arguments.out:
        arguments.out.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
        )
        return 0
    for line in lines:
        print(f"{line['rule']} ({line['effect']}): {line['hits']} hits in {line['documents']} documents")
        for hit in line["sample"]:
            print(f"    {hit['document']} {hit['label']}: {hit['words']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
