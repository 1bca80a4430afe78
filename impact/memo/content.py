"""What a memo is made of: sections of a few kinds of block, which each format knows how to show.

The memo is content only. Every format shows every block, so none can leave out what another has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words. `style` is "", match (what a rule matched), slot (what says who or what), strong or code.

    `target` is the anchor of the place in the memo that the words lead to.
    """

    text: str
    style: str = ""
    target: str | None = None


Words = tuple[Span, ...]
#: The lines of one cell of a table.
Cell = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose. `role` is "", lead (an answer in large type), notice, or warning (something is missing or unsafe)."""

    words: Words
    role: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    caption: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; `widths` are shares of the width, `wide` asks for a landscape page."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """One flow in the diagram: who, with what force, what, to whom. `blocked` flows must not happen."""

    giver: str
    force: str
    info: str
    recipient: str
    blocked: bool
    clause: str

    @property
    def sentence(self) -> str:
        """The flow in words."""
        return " ".join(f"{self.giver} {self.force} give {self.info} to {self.recipient} ({self.clause}).".split())


@dataclass(frozen=True, slots=True)
class Diagram:
    """The flows as arrows; `more` flows are in the table only."""

    title: str
    arrows: tuple[Arrow, ...]
    more: int

    @property
    def description(self) -> str:
        """What the arrows show, in words."""
        return " ".join(arrow.sentence for arrow in self.arrows) or "No flow of information was found."

    def parts(self, size: int = 8) -> Iterator[Diagram]:
        """The diagram in pieces of at most `size` arrows, the last with what is left out."""
        pieces = [self.arrows[at : at + size] for at in range(0, len(self.arrows), size)] or [()]
        for place, piece in enumerate(pieces, 1):
            title = f"{self.title}, part {place} of {len(pieces)}" if len(pieces) > 1 else self.title
            yield Diagram(title, piece, self.more if place == len(pieces) else 0)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One line quoted from the source: the label of the provision, and its words with the matched ones marked."""

    label: str
    words: Words


@dataclass(frozen=True, slots=True)
class Fellow:
    """Another finding of which all that an entry says is true, with its own place and words."""

    id: str
    anchor: str
    title: str
    means: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, as a reader meets it; `fellows` are more of the same clause, of which nothing else is to be said."""

    id: str
    anchor: str
    title: str
    effect: str
    severity: str  # as in the report, for a format that wants to style it
    means: str
    quotations: tuple[Quotation, ...]
    facts: Facts
    questions: tuple[str, ...]
    fellows: tuple[Fellow, ...] = ()


Block = Paragraph | Items | Facts | Table | Diagram | Subheading | Entry


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the memo; `number` is "" on the front page, "3" or "A" after it."""

    anchor: str
    number: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        """The heading as printed: "3. Clause by clause", "Annex A. Evidence"."""
        if not self.number:
            return self.title
        return f"{self.number}. {self.title}" if self.number.isdigit() else f"Annex {self.number}. {self.title}"


@dataclass(frozen=True, slots=True)
class Memo:
    """The whole memo. `edition` says which print it is about; `front` are the sections of the front page."""

    title: str
    subtitle: str
    complete: bool
    date: str | None  # of the source or of its retrieval, never of the run
    edition: str
    front: tuple[Section, ...]
    sections: tuple[Section, ...]
    disclaimer: str

    @property
    def parts(self) -> tuple[Section, ...]:
        """Every section in reading order, front page included."""
        return self.front + self.sections


def plain(text: str, style: str = "", target: str | None = None) -> Words:
    """Words of one style, white space of any kind made one space."""
    return (Span(" ".join(text.split()), style, target),) if text and text.strip() else ()


def cell(*lines: str | Words) -> Cell:
    """A cell from lines, empty ones left out."""
    made = (plain(line) if isinstance(line, str) else line for line in lines)
    return tuple(line for line in made if line)


def joined(parts: Iterable[Words], separator: str = ", ") -> Words:
    """Several runs of words as one, with a separator between them."""
    words: list[Span] = []
    for part in parts:
        if part and words:
            words.append(Span(separator))
        words.extend(part)
    return tuple(words)


def text_of(words: Words) -> str:
    """The words without their styles."""
    return "".join(span.text for span in words)


def anchor_of(identity: str, prefix: str = "f") -> str:
    """An anchor that HTML and Word both accept: letters, digits, hyphens, at most 40 characters; one for each id."""
    slug = re.sub(r"[^A-Za-z0-9]+", "-", identity).strip("-")
    name = f"{prefix}-{slug}"
    if slug == identity and len(name) <= 40:
        return name
    return f"{name[:29]}-{sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
