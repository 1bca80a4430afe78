"""Drafts of the provisions of an example clause, and how they become a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from impact.document import Place, Provision, Run, Text, readable

_DASHES = ("—", "–", ":", "-")
_STOPS = (".", ";", ",", *_DASHES, " or", " and")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the clause and their offset in the stream."""

    words: str
    start: int


class Stream:
    """The words of the clause one after the other, a line each."""

    __slots__ = ("length", "pieces")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, words: str) -> Piece:
        """The words as the next piece of the stream."""
        piece = Piece(words, self.length)
        self.pieces.append(piece)
        self.length += len(words) + 1
        return piece

    @property
    def text(self) -> str:
        """The whole stream: a line feed ends each piece."""
        return "".join(f"{piece.words}\n" for piece in self.pieces)


@dataclass(slots=True)
class Draft:
    """A provision in the making. `indent` is the column of its line, -1 for what indentation does not close."""

    kind: str
    indent: int = -1
    line: int = 0
    parent: Draft | None = None
    number: Piece | None = None
    cited: str = ""
    word: str = ""
    style: str = ""
    heading: Piece | None = None
    intro: list[Piece] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    wrap_up: list[Piece] = field(default_factory=list)
    terms: tuple[str, ...] = ()
    act: str | None = None
    xpath: str = ""
    label: str = ""

    def say(self, piece: Piece) -> None:
        """Add words: opening ones before there is a list, closing ones after it."""
        (self.wrap_up if self.children else self.intro).append(piece)

    def add(self, child: Draft) -> None:
        """Add a child; closing words that it comes after were words between children."""
        if self.wrap_up:
            between = Draft("text", parent=self, line=child.line, intro=self.wrap_up)
            self.children.append(between)
            self.wrap_up = []
        self.children.append(child)

    @property
    def leads_on(self) -> bool:
        """Whether its opening words announce a list."""
        return bool(self.intro) and self.intro[-1].words.endswith(_DASHES)

    @property
    def ends_with_stop(self) -> bool:
        """Whether its words could be the end of an entry in a list."""
        return bool(self.intro) and self.intro[-1].words.endswith(_STOPS)

    def walk(self) -> Iterator[Draft]:
        """This draft and all below it, in reading order."""
        waiting = [self]
        while waiting:
            draft = waiting.pop()
            yield draft
            waiting.extend(reversed(draft.children))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a label builds on: the words before it, the Schedule it stands in, the unit so far."""

    before: str = ""
    schedule: str = ""
    unit: str = ""
    label: str = ""
    place: Place | None = None


def freeze(root: Draft) -> tuple[tuple[Provision, ...], tuple[Run, ...]]:
    """The provisions below a root, addressed and labelled, and the run of the stream that each of their words is."""
    contexts = _address(root)
    done: dict[int, Provision] = {}
    holders: dict[int, tuple[int, str]] = {}
    for draft in reversed(list(root.walk())):
        if draft is root:
            continue
        done[id(draft)] = _provision(draft, contexts[id(draft)].place, done)
        for piece in (draft.number, draft.heading, *draft.intro, *draft.wrap_up):
            if piece is not None:
                holders[piece.start] = (piece.start + len(piece.words) + 1, draft.xpath)
    runs = tuple(Run(start, end, "analysed", xpath) for start, (end, xpath) in sorted(holders.items()))
    return tuple(done[id(child)] for child in root.children), runs


def _provision(draft: Draft, place: Place | None, done: Mapping[int, Provision]) -> Provision:
    number = draft.number
    return Provision(
        xpath=draft.xpath,
        id=None,
        kind=draft.kind,
        number=number.words if number else "",
        label=draft.label,
        heading=_text([draft.heading] if draft.heading else []),
        intro=_text(draft.intro),
        children=tuple(done[id(child)] for child in draft.children),
        wrap_up=_text(draft.wrap_up),
        line=draft.line,
        inserted_into=place,
        terms=draft.terms,
        number_at=((number.start, number.start + len(number.words)),) if number else (),
    )


def _text(pieces: list[Piece]) -> Text:
    """The pieces as one text; each line feed between them is a space."""
    return readable((f"{piece.words}\n", piece.start) for piece in pieces)


def _address(root: Draft) -> dict[int, _Context]:
    """Give every draft below the root its address and label; returns the context of each."""
    contexts = {id(root): _Context()}
    root.xpath = f"/{root.kind}"
    for parent in root.walk():
        seen: dict[str, int] = {}
        for child in parent.children:
            seen[child.kind] = seen.get(child.kind, 0) + 1
            child.xpath = f"{parent.xpath}/{child.kind}[{seen[child.kind]}]"
            context = _LABELS.get(child.kind, _numbered)(child, contexts[id(parent)], seen[child.kind])
            contexts[id(child)] = context
            child.label = context.label
    return contexts


def _group(draft: Draft, context: _Context, _position: int) -> _Context:
    word = {"schedule": "Sch.", "part": "Pt.", "chapter": "Ch."}[draft.kind]
    where = context.before if draft.kind == "schedule" or not context.label else f"{context.label} "
    name = f"{where}{word} {draft.cited}".strip()
    if draft.kind == "schedule":
        return replace(context, schedule=name, unit="", label=name)
    return replace(context, unit="", label=name)


def _unit(draft: Draft, context: _Context, _position: int) -> _Context:
    where = f"{context.schedule} " if context.schedule else context.before
    name = f"{where}{draft.word} {draft.cited}"
    return replace(context, unit=name, label=name)


def _numbered(draft: Draft, context: _Context, _position: int) -> _Context:
    if draft.word:
        return _unit(draft, context, _position)
    base = context.unit or (f"{context.schedule} para. " if context.schedule else context.before)
    name = f"{base}({draft.cited})" if context.unit or not context.schedule else f"{base}{draft.cited}"
    return replace(context, unit=name, label=name)


def _definition(draft: Draft, context: _Context, _position: int) -> _Context:
    name = f"{context.unit or context.label} “{draft.terms[0]}”".strip()
    return replace(context, unit=name, label=name)


def _quotation(draft: Draft, context: _Context, _position: int) -> _Context:
    name = f"{context.label} ⟨inserts⟩".strip()
    return _Context(before=f"{name} ", label=name, place=Place(act=draft.act))


def _table(_draft: Draft, context: _Context, _position: int) -> _Context:
    name = f"{context.label} table".strip()
    return replace(context, unit=name, label=name)


def _row(_draft: Draft, context: _Context, position: int) -> _Context:
    name = f"{context.label} row {position}"
    return replace(context, unit=name, label=name)


def _same(_draft: Draft, context: _Context, _position: int) -> _Context:
    return context


_LABELS: Mapping[str, Callable[[Draft, _Context, int], _Context]] = {
    **dict.fromkeys(("schedule", "part", "chapter"), _group),
    **dict.fromkeys(("section", "article", "regulation", "rule"), _unit),
    "definition": _definition,
    "quotation": _quotation,
    "table": _table,
    "row": _row,
    "cell": _same,
    "text": _same,
}
