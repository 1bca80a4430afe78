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
#: Why an amendment could not be applied to the text of the Act that it amends.
PROBLEMS: Mapping[str, str] = {
    "no-provision": "the text that was read has no such provision: it is another version, or only part of the Act",
    "no-words": "the words are not there in the Act that was read, which may be an earlier or a later version",
    "several": "the words occur more than once, and the amendment does not say which are meant",
    "already": "the Act that was read is a later version and says so already",
    "not-textual": "the text stays as it is: the Act only has effect as if it were amended",
    "no-text": "the new text does not stand with the amendment",
    "spread": "the words run over several paragraphs",
    "not-read": "the instruction has a form that is not read",
}
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

    @property
    def source(self) -> str:
        """The chain and the provision that it ends at, in one phrase."""
        if not self.how or self.where in self.how:
            return self.how or self.where
        return ", ".join(part for part in (self.where, self.how) if part)


@dataclass(frozen=True, slots=True)
class Slot:
    """Who, what, for what. `state` is stated (in the words), resolved (by reference) or open (the law does not say here).

    `unsettled` says which terms of the words have two meanings at one scope, so that none is taken.
    """

    text: str = ""
    items: tuple[str, ...] = ()
    state: str = "open"
    resolved: tuple[Resolved, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Who or what it is: as the words name it, or by reference where they name nothing."""
        return self.items or (() if self.text else tuple(dict.fromkeys(resolved.text for resolved in self.resolved)))


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
    """Who may, must or must not give what to whom, for what; ids lead to the findings, limits are findings too.

    `conditions` are provisions (xpaths) that only cite the flow, to say when it does not apply or what it is subject to.
    """

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
    conditions: tuple[str, ...] = ()


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

    `within` is the xpath of the provision for which it holds, None for the whole document. `nature` is "means", "reads" (how
    references are to be read), "named" (a short name in brackets) or "includes" (adds to a meaning or takes from it). `related` is
    what the meaning is limited to: "in relation to Wales".
    """

    term: str
    scope: str
    where: str
    text: str | None = None
    same_as: str | None = None
    within: str | None = None
    nature: str = "means"
    related: str = ""


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
class AppliedAmendment:
    """One amendment tried on the text of the Act: `problem` is None, or the key in `PROBLEMS` of why it could not be applied."""

    amendment: Amendment
    problem: str | None = None

    @property
    def failed(self) -> bool:
        """Whether it should have changed the text and could not be applied."""
        return self.problem not in {None, "already", "not-textual"}


@dataclass(frozen=True, slots=True)
class FlowChange:
    """A clause of an amended Act that does something else to a flow than it did.

    `kind` is gained, lost, widened, narrowed, changed or moved; `notes` say in words what is different. `before` and `after` are
    the words of the subsection (or section) that the clause stands in, "" where there is none. `heading` is that of its section,
    `amendments` are those that touch it.
    """

    kind: str
    effect: str
    old: Finding | None
    new: Finding | None
    notes: tuple[str, ...]
    before: str
    after: str
    heading: str = ""
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class ActChange:
    """What the amendments of one provision of an Act do: to its text, and to what its text does to flows.

    `provision` is an address (`sec_212`), `label` as a person cites it. `before` is None where the Act has no such provision, ""
    for a new one; `after` is "" for one that is repealed, and None where no amendment of it could be applied (`amendments` say
    why). Where some could be applied and others not, `after` is the text with those that could.
    """

    provision: str
    label: str
    heading: str
    amendments: tuple[AppliedAmendment, ...]
    before: str | None
    after: str | None
    findings_before: tuple[Finding, ...] = ()
    findings_after: tuple[Finding, ...] = ()
    flows: tuple[FlowChange, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether an amendment of its text could not be applied, so that `after` is not what the law will say."""
        return any(each.failed for each in self.amendments)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A finding that uses a term whose meaning shifts: directly, or `through` other terms that are defined by it.

    `act` is the title of another Act that borrows the term, None for the amended Act itself.
    """

    finding: Finding
    through: tuple[str, ...] = ()
    act: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionShift:
    """A defined term whose meaning an amendment changes, and every finding that uses it.

    `before` is None for a term that had no meaning of its own, `after` for one that has none any more. With `is_list` it is not the
    definition that changes but a list (at `label`) to which the definition of `term` leads, or the uses themselves if `term` is "".
    `kind` is gained, lost, widened, narrowed or changed.
    """

    term: str
    label: str  # the provision that defines it
    before: str | None
    after: str | None
    amendments: tuple[Amendment, ...]
    uses: tuple[TermUse, ...] = ()
    is_list: bool = False
    kind: str = "changed"


@dataclass(frozen=True, slots=True)
class AmendedAct:
    """An Act that a document amends, and what that does to the flows of the Act.

    `source` is the file that was read, None if the Act was not at hand: then nothing of it was checked.
    """

    title: str
    uri: str | None
    amendments: tuple[AppliedAmendment, ...]
    source: str | None = None
    sha256: str | None = None
    changes: tuple[ActChange, ...] = ()
    shifts: tuple[DefinitionShift, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether the text of the Act was read."""
        return self.source is not None

    @property
    def applied(self) -> int:
        """How many amendments could be applied to its text."""
        return sum(each.problem is None for each in self.amendments) if self.checked else 0

    @property
    def failed(self) -> tuple[AppliedAmendment, ...]:
        """The amendments of its text that could not be applied."""
        return tuple(each for each in self.amendments if each.failed)

    @property
    def untouched(self) -> bool:
        """Whether no amendment changed anything in its text."""
        return not self.applied and all(change.after in {None, change.before} for change in self.changes)

    @property
    def made(self) -> tuple[AppliedAmendment, ...]:
        """The amendments that were made already in the text that was read."""
        return tuple(each for each in self.amendments if each.problem == "already")

    @property
    def not_textual(self) -> tuple[AppliedAmendment, ...]:
        """What leaves the text as it is, and only says how it has effect."""
        return tuple(each for each in self.amendments if self.checked and each.problem == "not-textual")


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
    acts: tuple[AmendedAct, ...] = ()  # the amended Acts that were at hand

    @property
    def complete(self) -> bool:
        """Whether every character was accounted for and nothing was left out on the way."""
        ledger = self.document.ledger
        return bool(ledger and ledger.balanced and not self.warnings)

    @property
    def amended_acts(self) -> tuple[AmendedAct, ...]:
        """Every Act that the document amends: those that were at hand, then those of which nothing was checked."""
        known = {each.amendment for act in self.acts for each in act.amendments}
        rest: dict[str, list[Amendment]] = {}
        for amendment in self.amendments:
            if amendment not in known:
                rest.setdefault(amendment.act or "", []).append(amendment)
        return (
            *self.acts,
            *(
                AmendedAct(
                    title,
                    next((amendment.uri for amendment in found if amendment.uri), None),
                    tuple(AppliedAmendment(amendment) for amendment in found),
                )
                for title, found in rest.items()
            ),
        )
