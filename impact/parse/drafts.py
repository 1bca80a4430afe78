"""From elements to drafts of provisions, in one walk that gives every character of the stream a fate.

A dialect says what each element is (`Role`); the walk does the rest and knows nothing of any dialect. It keeps its own
stack, so depth is bounded by the source's limits and not by Python's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from impact.document import Mention, Place, readable

Element = etree._Element  # noqa: SLF001 - the only name that lxml has for it
Piece = tuple[str, int] | None
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: The offset of characters that the stream does not hold.
IMPLIED = -1
#: Dots alone stand where words were repealed.
_DOTS = re.compile(r"\s*(?:[.…]\s*){3,}\Z|\s*…\s*\Z")


@dataclass(frozen=True, slots=True)
class Role:
    """What an element is to the walk.

    `action`: open (a provision of kind `kind`), note (a provision out of the line of reading), number, heading, block,
    inline, space, skip (for the reason `kind`). `mention` and `term` mark references and defined words, `not_text`
    something that cannot be analysed, such as an image. `quoted` marks words whose quotation marks may stand in
    attributes only.
    """

    action: str
    kind: str = ""
    mention: bool = False
    term: bool = False
    not_text: str = ""
    quoted: bool = False


@dataclass(slots=True)
class Passage:
    """Prose in one place: pieces for `readable`, the provision that holds it, the block of its first words."""

    pieces: list[Piece] = field(default_factory=list)
    holder: str = ""
    block: str = ""

    @property
    def empty(self) -> bool:
        """Whether it holds nothing but white space."""
        return not any(piece is not None and piece[1] != IMPLIED and piece[0].strip() for piece in self.pieces)

    def add(self, text: str, at: int, block: str) -> None:
        """Take a piece of the stream that starts at `at`."""
        if not self.block and text.strip():
            self.block = block
        self.pieces.append((text, at))

    def mark(self, mark: str) -> None:
        """Take a quotation mark that stands in no character of the stream."""
        self.pieces.append((mark, IMPLIED))

    def pause(self) -> None:
        """Put a break between blocks, once."""
        if self.pieces and self.pieces[-1] is not None:
            self.pieces.append(None)


@dataclass(slots=True)
class Draft:
    """A provision in the making; `parts` are passages and drafts in reading order, `notes` what stands outside it."""

    element: Element
    local: str
    kind: str
    xpath: str
    parent: Draft | None
    number: Passage = field(default_factory=Passage)
    heading: Passage = field(default_factory=Passage)
    parts: list[Passage | Draft] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    printed: str = ""  # the number, once it is known
    number_at: tuple[tuple[int, int], ...] = ()
    cited: str = ""  # the number as cited
    label: str = ""
    context: str = ""  # of a quotation: whether it goes into a Schedule, as the markup says
    place: Place | None = None
    extent: str | None = None
    status: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    position: int = 1  # among neighbours of the same name in the same list
    unit: str = ""  # of the root: what the numbered units of the document are called

    @property
    def line(self) -> int:
        """The line of the element in the source; 0 if it is not known."""
        return cast("int | None", self.element.sourceline) or 0

    @property
    def begun(self) -> bool:
        """Whether there is prose or a child already."""
        return any(isinstance(part, Draft) or not part.empty for part in self.parts)

    def passage(self) -> Passage:
        """The passage that prose goes to now."""
        if not self.parts or isinstance(self.parts[-1], Draft):
            self.parts.append(Passage())
        last = self.parts[-1]
        assert isinstance(last, Passage)
        return last

    def ancestors(self) -> Iterator[Draft]:
        """The drafts that hold this one, innermost first."""
        draft = self.parent
        while draft is not None:
            yield draft
            draft = draft.parent

    def children(self) -> Iterator[Draft]:
        """Child drafts in reading order, notes last."""
        for part in self.parts:
            if isinstance(part, Draft):
                yield part
        yield from self.notes

    def walk(self) -> Iterator[Draft]:
        """This draft and all below it, in reading order."""
        waiting = [self]
        while waiting:
            draft = waiting.pop()
            yield draft
            waiting.extend(reversed(list(draft.children())))


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the walk must be told: the role of an element, and how its attributes describe a provision that it opens."""

    role: Callable[[Element, str, str, Draft], Role | None]
    describe: Callable[[Element, Draft], None]


@dataclass(slots=True)
class Walked:
    """The outcome: the stream, its runs `(start, end, state, passage or xpath)`, mentions, and what was met."""

    root: Draft
    stream: str
    runs: list[tuple[int, int, str, Passage | str]]
    mentions: list[tuple[Mention, Draft, Passage | None]]
    unknown: Mapping[str, int]
    not_text: Mapping[str, int]


@dataclass(slots=True)
class _Open:
    element: Element
    children: Iterator[tuple[Element, str]]
    path: str
    block: str
    role: Role
    draft: Draft
    passage: Passage | None  # number or heading; None is the draft's prose
    skip: tuple[str, str] | None
    start: int


def addresses(path: str, children: list[Element]) -> Iterator[tuple[Element, str]]:
    """Children with their `getpath` addresses, comments and processing instructions with an empty one.

    `getpath` counts siblings anew for each element, which takes quadratic time over a long table. An element in a
    default namespace is `*` and counted among all elements, any other by its prefixed name.
    """
    names = [_step(child) if isinstance(child.tag, str) else "" for child in children]
    totals = Counter(names)
    elements = sum(totals.values()) - totals[""]
    seen: Counter[str] = Counter()
    position = 0
    for child, name in zip(children, names, strict=True):
        if not name:
            yield child, ""
            continue
        position += 1
        seen[name] += 1
        number, total = (position, elements) if name == "*" else (seen[name], totals[name])
        yield child, f"{path}/{name}[{number}]" if total > 1 else f"{path}/{name}"


def _step(element: Element) -> str:
    tag = element.tag
    local = tag.rpartition("}")[2]
    if not tag.startswith("{"):
        return str(local)
    return f"{element.prefix}:{local}" if element.prefix else "*"


class _Walk:
    """The state of one walk."""

    def __init__(self, dialect: Dialect, root: Element) -> None:
        self.dialect = dialect
        self.stream: list[str] = []
        self.at = 0
        self.runs: list[tuple[int, int, str, Passage | str]] = []
        self.mentions: list[tuple[Mention, Draft, Passage | None]] = []
        self.unknown: Counter[str] = Counter()
        self.not_text: Counter[str] = Counter()
        self.stack: list[_Open] = []
        self.root = Draft(root, "", "group", "", None)
        self.welsh = False
        self.namespace = root.tag[1:].rpartition("}")[0]

    def enter(self, element: Element, path: str) -> None:
        above = self.stack[-1] if self.stack else None
        draft = above.draft if above else self.root
        passage = above.passage if above else None
        skip = above.skip if above else None
        tag = element.tag
        namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        role = self.dialect.role(element, namespace, local, draft) or self.stranger(element, namespace, local, skip)
        if role.not_text:
            self.not_text[role.not_text] += 1
        skip = self.fate(element, role, skip, path)
        if skip is None:
            if role.action in ("open", "note"):
                draft, passage = self.begin(element, local, role, path, draft), None
            elif role.action in ("number", "heading"):
                passage = self.aside(role, draft, passage)
        if role.action not in ("inline", "note"):
            self.pause(above)
        block = path if role.action != "inline" or above is None else above.block
        self.stack.append(
            _Open(element, addresses(path, list(element)), path, block, role, draft, passage, skip, self.at)
        )
        if role.quoted and skip is None:
            self.imply(element.get("startQuote"), element.text)
        self.characters(element.text)

    def imply(self, mark: str | None, following: str | None) -> None:
        """Put in a quotation mark that an attribute gives, unless the characters on one of its sides have it."""
        top = self.stack[-1]
        before = "".join(self.stream[-2:]).rstrip()
        if mark and not before.endswith(mark) and not (following or "").lstrip().startswith(mark):
            (top.passage or top.draft.passage()).mark(mark)

    def stranger(self, element: Element, namespace: str, local: str, skip: tuple[str, str] | None) -> Role:
        """The role of an element that no table knows: analysed; a break unless it stands among words."""
        if skip is None:
            strange = namespace and self.stack and namespace != self.namespace
            self.unknown[f"{local}> of <{namespace}" if strange else local] += 1
        parent = element.getparent()
        among_words = (parent is not None and (parent.text or "").strip()) or (element.tail or "").strip()
        return Role("inline" if among_words else "block")

    def fate(self, element: Element, role: Role, skip: tuple[str, str] | None, path: str) -> tuple[str, str] | None:
        if role.action == "skip":
            return (role.kind, path)
        if self.welsh and not self.stack:
            return ("other-language", path)
        language = element.get(XML_LANG)
        if language and role.action != "inline":
            if language.lower().startswith(("cy", "cym")):
                return skip or ("other-language", path)
            if skip is not None and skip[0] == "other-language":
                return None
        return skip

    def begin(self, element: Element, local: str, role: Role, path: str, parent: Draft) -> Draft:
        draft = Draft(element, local, role.kind, path, parent)
        draft.extent, draft.status = parent.extent, parent.status
        draft.start_date, draft.end_date = parent.start_date, parent.end_date
        draft.number.holder = draft.heading.holder = path
        before = next((part for part in reversed(parent.parts) if isinstance(part, Draft)), None)
        if before is not None and before.local == local and before.element.getparent() is element.getparent():
            draft.position = before.position + 1
        (parent.notes if role.action == "note" else parent.parts).append(draft)
        self.dialect.describe(element, draft)
        return draft

    def aside(self, role: Role, draft: Draft, passage: Passage | None) -> Passage | None:
        """Where a number or heading goes: to the provision, unless that has begun already or is the document itself."""
        if passage is not None or draft is self.root or draft.begun:
            return passage
        if role.action == "heading":
            return draft.heading
        return draft.number if draft.number.empty else None

    def pause(self, above: _Open | None) -> None:
        if above is None or above.skip is not None:
            return
        if above.passage is not None:
            above.passage.pause()
        elif above.draft.parts and isinstance(above.draft.parts[-1], Passage):
            above.draft.parts[-1].pause()

    def characters(self, text: str | None) -> None:
        if not text:
            return
        start = self.at
        self.at += len(text)
        self.stream.append(text)
        top = self.stack[-1]
        if top.skip is not None:
            self.run(start, *top.skip)
        elif _DOTS.match(text) and top.passage is not top.draft.number:
            self.run(start, "repealed-dots", top.path)
        elif (
            not text.strip() and top.passage is None and (not top.draft.parts or isinstance(top.draft.parts[-1], Draft))
        ):
            self.run(start, "analysed", top.draft.xpath or top.path)
        else:
            passage = top.passage or top.draft.passage()
            passage.add(text, start, top.block)
            self.run(start, "analysed", passage)

    def run(self, start: int, state: str, holder: Passage | str) -> None:
        if self.runs:
            last = self.runs[-1]
            if last[2] == state and last[3] is holder:
                self.runs[-1] = (last[0], self.at, state, holder)
                return
        self.runs.append((start, self.at, state, holder))

    def leave(self) -> None:
        top = self.stack.pop()
        above = self.stack[-1] if self.stack else None
        if top.skip is None and self.at > top.start and (top.role.mention or top.role.term):
            self.mark(top)
        if top.role.quoted and top.skip is None:
            self.imply(top.element.get("endQuote"), top.element.tail)
        if top.role.action not in ("inline", "note"):
            self.pause(top)
            self.pause(above)
        if above is not None:
            self.characters(top.element.tail)

    def mark(self, top: _Open) -> None:
        words = readable([(self.since(top.start), top.start)]).string
        if top.role.term and words:
            top.draft.terms.append(words)
        if top.role.mention and words:
            passage = top.passage
            if passage is None and top.draft.parts and isinstance(top.draft.parts[-1], Passage):
                passage = top.draft.parts[-1]
            mention = Mention(top.start, self.at, top.draft.xpath, words, target_of(top.element))
            self.mentions.append((mention, top.draft, passage))

    def since(self, start: int) -> str:
        """The stream from an offset on, from its last pieces."""
        pieces: list[str] = []
        length = self.at - start
        for piece in reversed(self.stream):
            if length <= 0:
                break
            pieces.append(piece)
            length -= len(piece)
        text = "".join(reversed(pieces))
        return text[len(text) - (self.at - start) :]


def target_of(element: Element) -> str | None:
    """The target of a reference as written; a range is its two ends with a space between."""
    for name in ("URI", "href", "Ref", "IdURI"):
        value = element.get(name)
        if value:
            return value
    first, last = element.get("from"), element.get("upTo")
    return f"{first} {last}" if first and last else first or last


def walk(root: Element, dialect: Dialect, unit: str, language: str | None) -> Walked:
    """Walk the tree below `root` once and draft its provisions; `unit` is what its numbered units are called."""
    state = _Walk(dialect, root)
    state.root.unit = unit
    state.welsh = (language or "").lower().startswith(("cy", "wel"))
    state.enter(root, "/" + _step(root))
    while state.stack:
        following = next(state.stack[-1].children, None)
        if following is None:
            state.leave()
        elif following[1]:
            state.enter(*following)
        else:
            state.characters(following[0].tail)
    return Walked(state.root, "".join(state.stream), state.runs, state.mentions, state.unknown, state.not_text)
