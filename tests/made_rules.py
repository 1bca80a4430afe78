"""A small rules base in which all is well, and what is wrong with it after a change."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from impact.errors import Problem, RulebaseError
from impact.rulebase.loader import load

EFFECTS = """\
effects:
  gateway:
    direction: creates
    core: true
    slots: true
    kinds: [function-wide, overseas]
    means: One party may give information to another.
  prohibition:
    direction: blocks
    core: true
    means: Giving information is forbidden.
"""
WORDS = """\
may: [may]
disclose: [disclose, supply]
information: [information, $more]
more: [data]
"""
BODIES = """\
bodies:
  - {name: Land Board, aliases: [the Board], classes: [public body], nations: [England], source: made up}
"""
RULE = """\
id: power-to-share
title: One party may give information to another
effect: gateway
kind: overseas
force: power
status: stable
since: 0.1.0
severity: medium
confidence: high
why: It opens a way for information.
message: "{from} may give {info} to {to}"
questions:
  - Who may receive {info}?
references:
  - {title: Land Act 1925 section 3, url: "https://www.example.org/land"}
assumptions:
  - Disclosing is meant in the ordinary sense.
false_alarms:
  - Supply of goods.
formerly: [power-to-give]
evidence: {documents: 3, hits: 12, right: 11, wrong: 1, note: one was about water}
match:
  where: [body, schedules]
  frame: give
  patterns:
    active: "$may ..8 ^$disclose ..12 $information"
  unless:
    negated: "$may not"
  absent:
    false-words: "false"
  requires:
    info: "$information"
  slots: {purpose: purpose}
  absorbs: [prohibition, creates]
examples:
  flagged:
    - text: The Board may disclose information to a council.
      slots: {from: The Board, to: a council}
    - text: A council may supply data to the Board.
    - clause: |
        (1) The Board may disclose information to—
          (a) a council, or
          (b) the Agency.
      at: "(1)"
  clear:
    - text: The Board may not disclose information.
      why: a bar
    - text: The Board may sell land.
      why: no information
    - text: The Board must keep data.
      why: nobody receives it
  inapplicable:
    - text: The Board may supply water.
      why: goods
  todo:
    - text: It is open to the Board to share data.
      expect: flagged
      why: these words are not read yet
"""
CHECK = """\
id: gateway-without-bar
title: A gateway with no bar on passing it on
number: 3
severity: high
status: experimental
since: 0.1.0
why: Without a bar the recipient may pass it on.
message: Nothing limits what {to} may do with {info}
questions:
  - Should {to} be able to pass it on?
references:
  - {title: Land Act 1925 section 4}
when:
  find: [gateway]
  without: [prohibition]
  with: [power-to-share]
  within: part
  words: {shared: "share|$disclose"}
  made: {from: 2025-08-20}
  default: {from: 2025-08-20, by: Land Act 1925 section 5}
  judge: reach
examples:
  flagged:
    - clause: |
        s. 1 The Board may disclose information to a council.
        s. 2 A council must keep a register.
      made: 2025-09-01
  clear:
    - clause: |
        s. 1 The Board may disclose information to a council.
        s. 2 A council must not disclose information.
      why: the bar stands beside it
"""
GOOD: Mapping[str, str] = {
    "rulebase.yaml": "version: 0.3.0\n",
    "effects.yaml": EFFECTS,
    "_vocabulary/words.yaml": WORDS,
    "_vocabulary/bodies.yaml": BODIES,
    "creates/power-to-share.yaml": RULE,
    "checks/gateway-without-bar.yaml": CHECK,
}
RULE_FILE = "rules/creates/power-to-share.yaml"
CHECK_FILE = "rules/checks/gateway-without-bar.yaml"


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A rules folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def problems(folder: Path, changes: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """What is wrong with the good rules base after these changes."""
    with pytest.raises(RulebaseError) as raised:
        load(written(folder / "rules", {**GOOD, **changes}))
    return raised.value.problems


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1
