"""Readings: the sentences that a list-shaped provision really says.

Legislation is drafted as lists. One sentence runs over the words that open a provision (the lead-in), one of its paragraphs
(the leaf) and its closing words (the tail). A reading is one such sentence, with the way back to the provisions that hold its
parts. Every leaf stands in exactly one reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from impact.document import Document, Provision, Text

#: Kinds that open a new sentence whatever stands above them.
_FRESH = frozenset(
    "part chapter crossheading schedule section article regulation rule quotation preface preamble recital note group table".split()
)
#: Kinds whose own words are never a lead-in for what is below.
_CONTAINERS = frozenset("part chapter crossheading schedule quotation group table preface preamble note".split())

_DASH_AT_END = re.compile(r"[\s\u2014\u2013:-]+$")
_JOINER_AT_END = re.compile(r"(?:[\s,;\u2014\u2013]+(?:and|or|but)?)[\s\u2014\u2013]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a reading: `role` is lead-in, leaf, tail, heading or row; `start` its offset in the reading's text."""

    role: str
    xpath: str
    text: Text
    start: int


@dataclass(frozen=True)
class Reading:
    """One sentence over a lead-in, a leaf and closing words.

    `text.string` is what is matched; `place` is body, schedules, inserted, definitions, tables, headings, preface or notes.
    `unit` is the xpath of the provision that opens the sentence: readings with one `unit` share their lead-in.
    """

    text: Text
    parts: tuple[Part, ...]
    leaf: Provision
    unit: str
    place: str
    inserted: bool = False

    def part_at(self, offset: int) -> Part:
        """The part that holds an offset of the reading's text (a separator belongs to the part before it)."""
        held = self.parts[0]
        for part in self.parts:
            if part.start > offset:
                break
            held = part
        return held

    @cached_property
    def words(self) -> frozenset[str]:
        """The lower-case words of the text: what the trigger stage looks at."""
        return frozenset(_WORD.findall(self.text.string.lower()))


_WORD = re.compile(r"[a-z]+")
#: Places that are read only by rules that ask for them: a clause that moves information rarely stands there.
SELDOM_READ = ("headings", "definitions", "preface", "notes")


def seldom_read(document: Document) -> dict[str, int]:
    """How many characters, white space not counted, stand in each of the places that few rules read."""
    counted: Counter[str] = Counter()
    for reading in readings(document):
        if reading.place in SELDOM_READ:
            own = (part.text.string for part in reading.parts if part.role not in ("lead-in", "tail"))
            counted[reading.place] += sum(len("".join(text.split())) for text in own)
    return {place: counted[place] for place in SELDOM_READ if counted[place]}


def readings(document: Document) -> Iterator[Reading]:
    """Every reading of a document, in document order; headings are readings of their own."""
    waiting: list[tuple[Provision, _Context]] = [(top, _Context()) for top in reversed(document.body)]
    while waiting:
        provision, context = waiting.pop()
        context = context.into(provision)
        if provision.heading:
            yield _compose(
                (("heading", provision.xpath, provision.heading),),
                provision,
                provision.xpath,
                "headings",
                context.inserted,
            )
        if provision.kind == "row":
            yield from _row(provision, context)
            continue
        running = [child for child in provision.children if _runs_on(provision, child)]
        if provision.intro and not running:
            yield _sentence(
                provision, provision.intro, context, provision.wrap_up if not provision.children else Text()
            )
        below = context.below(provision, running)
        if provision.wrap_up and (provision.children or not provision.intro) and not _closes(provision, running):
            # Closing words that start a sentence of their own come after the children.
            waiting.append((_closing(provision), context.alone()))
        goes_on = {child.xpath for child in running}
        waiting.extend(
            (child, below if child.xpath in goes_on else context.alone()) for child in reversed(provision.children)
        )


@dataclass(frozen=True, slots=True)
class _Context:
    """What a provision inherits from those above it."""

    leads: tuple[tuple[str, Text], ...] = ()
    tails: tuple[tuple[str, Text], ...] = ()
    unit: str = ""
    schedule: bool = False
    inserted: bool = False
    definition: bool = False
    table: bool = False
    note: bool = False
    preface: bool = False

    def into(self, provision: Provision) -> _Context:
        kind = provision.kind
        return _Context(
            self.leads,
            self.tails,
            self.unit,
            self.schedule or kind == "schedule",
            self.inserted or kind == "quotation" or provision.inserted_into is not None,
            self.definition or kind == "definition",
            self.table or kind == "table",
            self.note or kind == "note" or provision.status == "not-law",
            self.preface or kind in {"preface", "preamble"},
        )

    def below(self, provision: Provision, running: list[Provision]) -> _Context:
        leads = (*self.leads, (provision.xpath, provision.intro)) if provision.intro else self.leads
        tails = self.tails
        if provision.wrap_up and _closes(provision, running):
            tails = ((provision.xpath, provision.wrap_up), *tails)
        return self._with(leads, tails, self.unit or provision.xpath)

    def alone(self) -> _Context:
        return self._with((), (), "")

    def _with(self, leads: tuple[tuple[str, Text], ...], tails: tuple[tuple[str, Text], ...], unit: str) -> _Context:
        return _Context(
            leads, tails, unit, self.schedule, self.inserted, self.definition, self.table, self.note, self.preface
        )

    @property
    def place(self) -> str:
        for name, holds in (
            ("notes", self.note),
            ("preface", self.preface),
            ("tables", self.table),
            ("definitions", self.definition),
            ("inserted", self.inserted),
            ("schedules", self.schedule),
        ):
            if holds:
                return name
        return "body"


def _runs_on(parent: Provision, child: Provision) -> bool:
    """Whether the sentence that the parent opens goes on in the child."""
    if child.kind in _FRESH or parent.kind in _CONTAINERS:
        return False
    if not parent.intro:
        return child.kind != "subsection" and bool(parent.wrap_up)
    ending = parent.intro.string.rstrip()
    if child.kind == "subsection":
        return ending.endswith(("\u2014", "\u2013", ":", "-"))
    return not ending.endswith((".", ";"))


def _closes(provision: Provision, running: list[Provision]) -> bool:
    """Whether the closing words end the sentence that the last child is in."""
    if not running:
        return False
    last = running[-1]
    while last.children and not last.wrap_up:
        last = last.children[-1]
    ending = (last.wrap_up or last.intro).string.rstrip()
    return not (ending.endswith(".") and provision.wrap_up.string[:1].isupper())


def _closing(provision: Provision) -> Provision:
    """The closing words as a provision of their own, at the same address."""
    return Provision(
        provision.xpath,
        provision.id,
        "text",
        label=provision.label,
        intro=provision.wrap_up,
        line=provision.line,
        status=provision.status,
        inserted_into=provision.inserted_into,
    )


def _sentence(leaf: Provision, words: Text, context: _Context, wrap_up: Text) -> Reading:
    pieces: list[tuple[str, str, Text]] = [
        ("lead-in", xpath, _trimmed(text, _DASH_AT_END)) for xpath, text in context.leads
    ]
    tails = ((leaf.xpath, wrap_up), *context.tails) if wrap_up else context.tails
    pieces.append(("leaf", leaf.xpath, _trimmed(words, _JOINER_AT_END) if tails else words))
    pieces.extend(("tail", xpath, text) for xpath, text in tails)
    return _compose(tuple(pieces), leaf, context.unit or leaf.xpath, context.place, context.inserted)


def _row(row: Provision, context: _Context) -> Iterator[Reading]:
    """A table row is read across, cell after cell."""
    cells = [(cell.xpath, text) for cell in row.walk() for text in (cell.heading, cell.intro, cell.wrap_up) if text]
    if cells:
        yield _compose(
            tuple(("row", xpath, text) for xpath, text in cells), row, row.xpath, context.place, context.inserted
        )


def _compose(
    pieces: tuple[tuple[str, str, Text], ...], leaf: Provision, unit: str, place: str, inserted: bool
) -> Reading:
    parts, at = [], 0
    for role, xpath, text in pieces:
        if not text.string:
            continue
        parts.append(Part(role, xpath, text, at))
        at += len(text.string) + 1
    return Reading(Text.join(part.text for part in parts), tuple(parts), leaf, unit, place, inserted)


def _trimmed(text: Text, ending: re.Pattern[str]) -> Text:
    found = ending.search(text.string)
    return text.slice(0, found.start()) if found and found.start() else text
