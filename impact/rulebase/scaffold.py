"""The text of a new rule, examples first: it starts with what should be flagged and what should not."""

from __future__ import annotations

from impact.errors import ImpactError
from impact.rulebase.common import ID
from impact.rulebase.model import Effect

_TEMPLATE = """\
# Write the examples first, then the pattern that tells them apart; `impact rules test {path}` says what is missing.
# Example sentences are your own, never copied from a statute.
id: {identity}
title:
effect: {effect}{kinds}
status: experimental      # stable needs 3 flagged and 3 clear examples, and a look at every hit on the corpora
since: {version}

examples:
  flagged:
    - text:
    # - clause: |         # a list, as drafted; `at` is the number that holds the operative words
    #     (1) The Board may …—
    #       (a) …, or
    #       (b) ….
    #   at: "(1)"
  clear:
    - text:
      why:
  inapplicable:           # looks right in the wrong place
    - text:
      why:

match:
  frame: none             # give, receive, require, publish, keep, use, notify, access, none
  patterns:
    active:

why: >                    # one or two plain sentences: what follows for the people who run the service

message:
questions:                # to a policy team: one sentence each, answerable by a named person
  -
severity: medium          # about the world: info, low, medium, high, critical
confidence: medium        # about the words: low, medium, high
references:
  - title:
    url:
false_alarms: []
"""


def new_rule(identity: str, folder: str, effect: Effect, version: str = "0.1.0") -> str:
    """The text of `<folder>/<identity>.yaml`; the loader then names each thing that is still to be written.

    `version` is that of the rules base which will first have it. Raises `ImpactError` if the id is not made of words.
    """
    if not ID.match(identity):
        raise ImpactError(f"“{identity}” is not an id. Use small letters, digits and hyphens, such as duty-to-publish.")
    kinds = f"\n# kind:                 # {', '.join(effect.kinds)}" if effect.kinds else ""
    path = f"{folder}/{identity}.yaml"
    return _TEMPLATE.format(path=path, identity=identity, effect=effect.name, kinds=kinds, version=version)
