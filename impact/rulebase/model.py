"""What a rules base holds once it has been read and found good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: How the parties of a flow stand around the verb.
FRAMES = ("give", "receive", "require", "publish", "keep", "use", "notify", "access", "contents", "none")
STATUSES = ("experimental", "stable", "deprecated")
FORCES = ("power", "duty", "prohibition", "right")
#: Kinds of place where a rule may look; headings and notes only when asked for.
PLACES = ("body", "schedules", "inserted", "definitions", "tables", "headings", "preface", "notes")
SCOPES = ("provision", "section", "part", "document")
#: What the text that a sentence quotes below itself may be: words and paragraphs, or whole provisions that are read by themselves.
QUOTES = ("fragments", "provisions")

#: A spaCy token pattern: one mapping a token (`LOWER`, `ORTH`, `IS_PUNCT`, `OP`…).
TokenPattern = tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One named pattern of a rule, compiled to one or more spaCy token patterns.

    `tokens` are the alternatives (a group in the shorthand is expanded). `marks` gives, for each alternative, the mark of each
    token: "" or the name of a slot, with "^" for the operative verb. `triggers` gives, for each alternative, sets of words of
    which at least one each must occur in a text that can match: derived from the tokens that are not optional, so that the
    trigger stage loses nothing.
    """

    name: str
    source: str
    tokens: tuple[TokenPattern, ...]
    marks: tuple[tuple[str, ...], ...]
    triggers: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where and what a rule looks for.

    `patterns`: any may match. `unless`: a match that overlaps one of these is dropped. `absent`: dropped if one of these is
    anywhere in the reading. `requires`: dropped unless one of these is anywhere in the reading. `where`: kinds of place.
    `frame`: how the parties stand around the verb (see `detect/slots.py`). `slots`: slot → name of an extractor, beyond the frame.
    `absorbs`: effects or directions of other rules whose matches after this one, in the same sentence, are only what this
    clause talks about. For sentences that do not say themselves what they are about: `headed`: dropped unless one of these is in
    the nearest heading or in the words that open the section's amendments; `earlier`: dropped unless one of these is in an
    earlier paragraph of the same list; `quoted`: dropped unless one of these is in the text quoted below; `quotes`: dropped if
    what is quoted below is something else (nothing quoted is neither); `cites`: effects or
    directions, dropped unless a provision of the same document that the sentence refers to has one of them.
    """

    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    absent: tuple[Pattern, ...] = ()
    requires: tuple[Pattern, ...] = ()
    where: frozenset[str] = frozenset({"body", "schedules", "inserted", "tables"})
    frame: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    absorbs: frozenset[str] = frozenset()
    headed: tuple[Pattern, ...] = ()
    earlier: tuple[Pattern, ...] = ()
    quoted: tuple[Pattern, ...] = ()
    quotes: str | None = None
    cites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the rule must make of it.

    `group` is flagged, clear, inapplicable or todo. `text` is a sentence; or `clause` is numbered lines of a provision as
    drafted, and `at` the number where the finding stands. `expect` (todo only) is flagged or clear.
    """

    group: str
    text: str
    line: int
    at: str | None = None
    is_clause: bool = False
    why: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    expect: str | None = None
    made: str | None = None  # compound checks: the date of the Act that the example is read as


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for, with why it matters and what to ask."""

    id: str
    title: str
    effect: str
    kind: str | None
    force: str | None
    status: str
    since: str
    severity: str
    confidence: str
    why: str
    message: str
    questions: tuple[str, ...]
    references: tuple[Mapping[str, str], ...]
    assumptions: tuple[str, ...]
    false_alarms: tuple[str, ...]
    match: Match
    examples: tuple[Example, ...]
    file: str
    lines: Mapping[str, int]
    formerly: tuple[str, ...] = ()
    replaced_by: str | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of several things that a check looks for apart: its name in the message, and the findings or words that are it.

    The words of `said` are an answer anywhere in the Part, whatever else the provision names.
    """

    name: str
    without: frozenset[str]
    lacks: tuple[Pattern, ...] = ()
    said: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A compound check: for each finding `find`, something that must stand (or must not) within a scope.

    `find`: effects, kinds, directions or rule ids, any of which starts the check. `without`: it fires when none of
    these is within the scope, and `lacks` when none of these words is, nor those of `beside` in its section; `each`
    when one of several answers is missing; `with_`: it fires only when one of these is. `within`: provision, section,
    part, document. `words` and `unless`: what the provision must and must not say; `slots`, `open`, `parties`: what
    slots say or leave open, and which classes of `bodies.yaml` the parties are of. `made`: "before" or "from" a date,
    `(word, ISO date)`. `default`: a statutory default that turns "not found" into "default" from a date. `judge`: the
    name of a function for what YAML cannot say.
    """

    id: str
    title: str
    severity: str
    status: str
    since: str
    why: str
    message: str
    questions: tuple[str, ...]
    references: tuple[Mapping[str, str], ...]
    find: frozenset[str]
    without: frozenset[str]
    with_: frozenset[str]
    within: str
    words: tuple[Pattern, ...]  # the finding's own words must match one of these, if any are given
    made: tuple[str, str] | None
    default: Mapping[str, str] | None
    judge: str | None
    examples: tuple[Example, ...]
    file: str
    number: int | None = None
    lacks: tuple[Pattern, ...] = ()
    beside: tuple[Pattern, ...] = ()
    each: tuple[Answer, ...] = ()
    slots: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    parties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect of the closed list (`rules/effects.yaml`)."""

    name: str
    direction: str
    core: bool
    slots: bool
    kinds: tuple[str, ...]
    means: str


@dataclass(frozen=True, slots=True)
class Body:
    """A public body or class of bodies: canonical name, aliases, class ("local authority", "department"…), nations.

    `in_context` are names that mean this body in some Acts and another elsewhere. `counterparts` name the bodies that do the
    same work in another nation.
    """

    name: str
    aliases: tuple[str, ...]
    classes: tuple[str, ...]
    nations: tuple[str, ...] = ()
    source: str = ""
    in_context: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rulebase:
    """Everything read from one rules folder."""

    version: str
    sha256: str
    rules: tuple[Rule, ...]
    checks: tuple[CheckRule, ...]
    effects: Mapping[str, Effect]
    vocabulary: Mapping[str, frozenset[str]]
    bodies: tuple[Body, ...] = ()
