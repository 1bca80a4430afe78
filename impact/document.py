"""The document as a lawyer sees it: provisions, their text, and where every character of the source went.

Everything is measured in offsets into one *stream*: the concatenation of all character data of the source in document
order, exactly as the XML parser reported it. A `Text` is a readable string cut from the stream, with a table that leads
every character back, so that a quotation can always be taken from the source itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

#: Why a run of character data may be left out of the analysis; anything else must be analysed.
SKIP_REASONS: Mapping[str, str] = {
    "metadata": "metadata about the document, not its text",
    "table-of-contents": "a table of contents, which repeats headings",
    "editorial-commentary": "notes by the publisher on changes made to the text",
    "signature-block": "names, offices and dates of signature",
    "duplicate-of": "an alternative version of a provision that is read where it stands",
    "other-language": "text in a language that the rules do not cover",
    "math-symbol": "the symbols of a formula",
    "repealed-dots": "dots in the place of repealed words",
}

#: What a provision may be. `text` is prose between or after children; `note` is not law (explanatory notes).
KINDS = frozenset(
    "part chapter crossheading schedule section article regulation rule subsection paragraph subparagraph level "
    "definition table row cell quotation preface preamble recital text note group".split()
)


@dataclass(frozen=True, slots=True)
class Text:
    """A readable string and the way back to the stream.

    `segments` holds `(offset in string, offset in stream, length)`, ascending in both; characters of the string that
    lie in no segment are separators that the reader supplied (a space between two blocks).
    """

    string: str = ""
    segments: tuple[tuple[int, int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.string)

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """Stream offsets `(start, end)` of the source slice behind `string[start:end]`; None for separators only."""
        first = last = None
        index = max(bisect_right(self.segments, (start, 1 << 60, 0)) - 1, 0)
        for at, origin, length in self.segments[index:]:
            if at >= end:
                break
            low, high = max(start, at), min(end, at + length)
            if low < high:
                if first is None:
                    first = origin + low - at
                last = origin + high - at
        return None if first is None or last is None else (first, last)

    def slice(self, start: int, end: int) -> Text:
        """The part of this text between two offsets of its string, segments included."""
        kept = []
        for at, origin, length in self.segments:
            low, high = max(start, at), min(end, at + length)
            if low < high:
                kept.append((low - start, origin + low - at, high - low))
        return Text(self.string[start:end], tuple(kept))

    @staticmethod
    def join(parts: Iterable[Text], separator: str = " ") -> Text:
        """One text from several, with `separator` (which belongs to no source) between those that are not empty."""
        string = ""
        segments: list[tuple[int, int, int]] = []
        for part in parts:
            if not part.string:
                continue
            if string:
                string += separator
            segments.extend((len(string) + at, origin, length) for at, origin, length in part.segments)
            string += part.string
        return Text(string, tuple(segments))


#: Characters that are present in the source but not in what a reader sees.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPACES = (
    " \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a"
    "\\u2028\\u2029\\u202f\\u205f\\u3000"
)
_WORD = f"[^{_SPACES}{''.join(sorted(INVISIBLE))}]+"
#: Words with single spaces between them, which stay as they are, or white space; invisible characters are neither.
_STRETCH = re.compile(f"(?P<words>{_WORD}(?: {_WORD})*)|[{_SPACES}]+")


def readable(pieces: Iterable[tuple[str, int] | None]) -> Text:
    """One `Text` from pieces of the stream: `(characters, offset in stream)`, or None for a break between blocks.

    White space of any kind becomes one space, invisible characters (soft hyphen, zero-width space) vanish, and the ends
    are trimmed. A space for a break belongs to no source, nor do characters at a negative offset (quotation marks that
    the markup only implies).
    """
    string: list[str] = []
    segments: list[tuple[int, int, int]] = []
    length = 0
    spaced = True  # nothing yet, or a space at the end: another would be one too many
    for piece in pieces:
        if piece is None:
            if not spaced:
                string.append(" ")
                length += 1
                spaced = True
            continue
        characters, origin = piece
        for stretch in _STRETCH.finditer(characters):
            words: str | None = stretch["words"]
            if words is None:
                if spaced:
                    continue
                words = " "
            spaced = words == " "
            source, size = origin + stretch.start(), len(words)
            string.append(words)
            if origin < 0:
                length += size
                continue
            at, begins, reach = segments[-1] if segments else (0, -1, 0)
            if at + reach == length and begins + reach == source:
                segments[-1] = (at, begins, reach + size)
            else:
                segments.append((length, source, size))
            length += size
    if string and spaced:
        string.pop()
        at, source, size = segments[-1] if segments else (0, -1, 0)
        if segments and at + size == length:  # the last space has a source
            segments[-1:] = [(at, source, size - 1)] if size > 1 else []
    return Text("".join(string), tuple(segments))


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted text goes: the Act it is inserted into, as far as the markup or the words say."""

    act: str | None = None
    uri: str | None = None
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of text with an address.

    `xpath` is lxml's `getpath` of its element and always exists; `id` is the element's own id, if it has one. `number`
    is as printed ("54", "(2)", "(a)"); `label` as a person cites it ("s. 54(2)(b)"). `intro`, `children` and `wrap_up`
    are in reading order; prose between children is a child of kind `text`. `inserted_into` is set on the quotation and
    on everything inside it. `status` is None, "prospective", "repealed" or "not-law" (an explanatory note).
    `terms` are the words that a `definition` defines, as marked up. `number_at` are the stream slices of the number.
    """

    xpath: str
    id: str | None
    kind: str
    number: str = ""
    label: str = ""
    heading: Text = Text()
    intro: Text = Text()
    children: tuple[Provision, ...] = ()
    wrap_up: Text = Text()
    line: int = 0
    extent: str | None = None
    status: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    inserted_into: Place | None = None
    terms: tuple[str, ...] = ()
    number_at: tuple[tuple[int, int], ...] = ()

    def walk(self) -> Iterator[Provision]:
        """This provision and all below it, in document order."""
        waiting = [self]
        while waiting:
            provision = waiting.pop()
            yield provision
            waiting.extend(reversed(provision.children))

    @property
    def text(self) -> str:
        """The whole text below, numbers included, as one line."""
        pieces: list[str] = []
        waiting: list[Provision | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                pieces.append(item)
                continue
            pieces += (item.number, item.intro.string)
            waiting.append(item.wrap_up.string)
            waiting.extend(reversed(item.children))
        return " ".join(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the stream with one fate: `state` is "analysed" or a reason from `SKIP_REASONS`.

    `xpath` is the provision that holds analysed text, or the element that was skipped.
    """

    start: int
    end: int
    state: str
    xpath: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as marked up in the source: stream offsets, its words, its target as written (href or URI)."""

    start: int
    end: int
    xpath: str
    text: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of every character. Counts leave out white space.

    `characters` is what the second, independent parser counted; `analysed` + the skipped sums must equal it, and both
    parsers must agree on the hash of the text: if not, `balanced` is False and the document is incomplete.
    """

    characters: int
    analysed: int
    skipped: Mapping[str, tuple[int, int]]  # reason → (characters, runs)
    balanced: bool
    not_text: Mapping[str, int] = field(default_factory=dict)  # images, formulae, PDF links: kind → count
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()  # what does not balance, in words

    @property
    def accounted(self) -> int:
        """Characters with a fate: analysed, or skipped for a reason."""
        return self.analysed + sum(characters for characters, _ in self.skipped.values())


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that were read: display name (never an absolute path), SHA-256, and the bytes."""

    name: str
    sha256: str
    content: bytes = field(repr=False)
    uri: str | None = None
    retrieved: str | None = None


#: Provisions that are numbered through a law; what it puts into another law stands in a quotation.
_NUMBERED = frozenset({"section", "regulation", "article", "rule", "quotation"})


@dataclass(frozen=True)
class Document:
    """One bill, Act or instrument.

    `kind` is "bill", "act", "instrument", "eu-instrument", "explanatory-note", "amendment-paper" or "other"; `type` is
    the publisher's own word (`ukpga`, `ukpubb`, `uksi`…); `format` is "clml", "akn" or, for the older amendment papers,
    "other". `body` are the top-level provisions in document order (front matter included).
    """

    source: Source
    format: str
    kind: str
    type: str | None
    id: str | None
    title: str
    number: str | None
    version: str | None
    stage: str | None
    date: str | None
    language: str | None
    extent: str | None
    body: tuple[Provision, ...]
    stream: str = field(repr=False)
    runs: tuple[Run, ...] = field(repr=False)
    mentions: tuple[Mention, ...] = field(repr=False, default=())
    ledger: Ledger | None = None
    has_text: bool = True
    by_xpath: Mapping[str, Provision] = field(init=False, repr=False, compare=False)
    parents: Mapping[str, Provision] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_xpath: dict[str, Provision] = {}
        parents: dict[str, Provision] = {}
        for provision in self.walk():
            by_xpath[provision.xpath] = provision
            for child in provision.children:
                parents[child.xpath] = provision
        object.__setattr__(self, "by_xpath", by_xpath)
        object.__setattr__(self, "parents", parents)

    def walk(self) -> Iterator[Provision]:
        """Every provision in document order."""
        for top in self.body:
            yield from top.walk()

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        """The provisions that hold this one, innermost first."""
        parent = self.parents.get(provision.xpath)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent.xpath)

    @property
    def begins_at(self) -> str:
        """The label of the first section where it is not the first of its law, as in an extract; empty otherwise."""
        first = next((provision for provision in self.walk() if provision.kind in _NUMBERED), None)
        number = re.match(r"\d+", first.number) if first else None
        law = self.kind in {"bill", "act", "instrument", "eu-instrument"}
        return first.label if first and number and law and int(number[0]) > 1 and not first.inserted_into else ""

    def quote(self, start: int, end: int) -> str:
        """The exact source slice between two stream offsets."""
        return self.stream[start:end]
