"""The one value that every renderer shows: findings, flows, checks and the account of the text.

The JSON form of these dataclasses is the contract `impact/1` (`render/schema.json`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from impact.document import Document, Place

#: Order matters: a level is "at or above" those before it.
SEVERITIES = ("info", "low", "medium", "high", "critical")
CONFIDENCES = ("low", "medium", "high")
SLOTS = ("from", "to", "info", "subject", "purpose", "conditions")
COMPANION_RESULTS = ("here", "elsewhere", "default", "not found", "undetermined")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of the source: `text == document.stream[start:end]`. `role` is primary, lead-in, slot or context."""

    xpath: str
    start: int
    end: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a slot's words stand for: `where` is the label of the provision that says so, `how` the chain that led there.

    `term` are the words of the slot that stand for it.
    """

    text: str
    where: str
    how: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """Who, what, for what. `state` is stated (in the words), resolved (by reference) or open (the law does not say here)."""

    text: str = ""
    items: tuple[str, ...] = ()
    state: str = "open"
    resolved: tuple[Resolved, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """The provision of a finding, as the JSON shows it."""

    xpath: str
    id: str | None
    label: str
    heading: str
    line: int
    inserted_into: Place | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause that does something to a flow of data."""

    id: str
    rule: str
    effect: str
    direction: str
    kind: str | None
    force: str | None
    severity: str
    confidence: str
    message: str
    questions: tuple[str, ...]
    why: str
    provision: Located
    evidence: tuple[Evidence, ...]
    slots: Mapping[str, Slot]
    delegates: tuple[str, ...] = ()
    pattern: str = ""  # the name of the pattern that matched
    order: int = 0  # stream offset of the primary evidence
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Who may, must or must not give what to whom, for what; ids lead to the findings, limits are findings too."""

    id: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    info: tuple[str, ...]
    subject: tuple[str, ...]
    purpose: tuple[str, ...]
    force: str | None
    findings: tuple[str, ...]
    limits: tuple[str, ...] = ()
    safeguards: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "from" and "to" → classes of the parties


@dataclass(frozen=True, slots=True)
class Check:
    """A question that arises from several clauses together, or from one that is missing.

    `result` is here, elsewhere, default (statutory), not found, or undetermined; `where` are xpaths.
    """

    check: str
    title: str
    severity: str
    result: str
    findings: tuple[str, ...]
    where: tuple[str, ...]
    message: str
    questions: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment. `operation` is insertion, substitution or deletion; `target` an eId-like address in the Act.

    Several targets are joined by commas. `textual` is False where the Act only "has effect as if" it were amended.
    """

    xpath: str
    id: str | None
    label: str
    operation: str
    act: str | None
    uri: str | None
    target: str | None
    position: str  # before, after, replace, start, end
    whole_provision: bool
    old: str | None = None
    new: str | None = None
    textual: bool = True


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term: `scope` as written ("section", "Part 2", "Act"…), `where` the xpath of its words; `text` or `same_as`.

    `within` is the xpath of the provision for which it holds, None for the whole document.
    """

    term: str
    scope: str
    where: str
    text: str | None = None
    same_as: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another provision.

    `document` None is this document; `provision` None is the whole of it; neither is known if `resolved` is False.
    """

    xpath: str
    text: str
    document: str | None
    provision: str | None
    resolved: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """What produced the report; nothing here depends on the clock or on where files lie."""

    tool: str
    rules_version: str
    rules_sha256: str
    rules_count: int
    model: Mapping[str, str]
    libraries: Mapping[str, str]
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is known about one document."""

    document: Document
    provenance: Provenance
    findings: tuple[Finding, ...]
    flows: tuple[Flow, ...] = ()
    checks: tuple[Check, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()  # what was not analysed, beyond the ledger

    @property
    def complete(self) -> bool:
        """Whether every character was accounted for and nothing was left out on the way."""
        ledger = self.document.ledger
        return bool(ledger and ledger.balanced and not self.warnings)
