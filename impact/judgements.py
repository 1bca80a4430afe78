"""What a compound check cannot say in YAML: named functions, each a question about one finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from impact.document import Document
from impact.report import Definition, Finding, Flow


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and all that a judgement may look at."""

    document: Document
    finding: Finding
    findings: tuple[Finding, ...]
    flows: Sequence[Flow]
    definitions: Sequence[Definition]


#: The functions that a check may name with `judge:`; True means that the check applies.
JUDGEMENTS: Mapping[str, Callable[[Case], bool]] = {}
