"""Whether a clause reaches further or less far once its words have changed.

Words that are added open an alternative (a further paragraph of a list, “or …”) or set a condition (“if …”, “with the
consent of …”). An alternative widens and a condition narrows; behind “unless” and its like it is the other way round. What is
taken out counts the opposite way. Where one change says this and another says that, nothing is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\([a-zA-Z]{1,4}\)|\(\d{1,3}[A-Z]{0,2}\)|[\w’'-]+|[.;—]")
_NUMBER = re.compile(r"\(?\d")
_ITEM = re.compile(r"\([a-zA-Z]{1,4}\)")
_JOINERS = frozenset({"and", "or", "nor"})
#: Words that begin a condition, and words before which it would be a sentence of its own.
_CONDITION = re.compile(
    r"(?:(?:if|unless|except|excepting|excluding|subject|where|only|but|not|until|so far as|to the extent|other than)\b"
    r"|provided (?:that|the|a|an|it|he|she|they|each|no)\b"
    r"|(?:with|after obtaining|on) (?:the )?(?:\w+ )?(?:consent|agreement|approval|authority|permission)\b)"
)
_WITHOUT = re.compile(
    r"\b(?:without|unless|except(?: where| if)?|excepting|excluding|other than|not (?:authori[sz]ed|permitted|required|allowed))\b"
)
_CONDITIONAL = frozenset({"if", "where", "when", "that", "unless", "until", "except"})
#: Words that only point: a noun in place of “that” or “those” changes nothing by itself.
_POINTING = frozenset(
    "the a an this that these those such any some said his her its their he she it they him them of in to".split()
)
#: Two items of a list less alike than this are two items.
_ALIKE = 0.6
_MOST_SHOWN = 3
_MOST_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a clause reaches now: `kind` is widened, narrowed, reworded if it reaches as far, or changed if nothing is decided.

    `notes` say what was added and taken out.
    """

    kind: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that are only in one of two texts, with the place where they begin in it."""

    words: Sequence[str]
    text: Sequence[str]
    at: int

    @property
    def said(self) -> str:
        """The words in one line, without the word that joined them to what stood before."""
        said = " ".join(self.words).replace(" — ", "— ").strip(" —;.")
        return said if len(said) <= _MOST_CHARACTERS else f"{said[:_MOST_CHARACTERS].rsplit(' ', 1)[0]} […]"


def reach(before: str, after: str, *, of_exception: bool = False) -> Reach:
    """Compare the words of one clause before and after; of an exception, “except” does not turn what stands behind it round."""
    if of_exception:
        before, after = (_WITHOUT.sub("for", text) for text in (before, after))
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    items: set[int | None] = set()
    inside: set[int | None] = set()
    notes: list[str] = []
    for mine, other in _paired(old, new):
        numbers = _of_numbers(old[mine[0] : mine[1]], new[other[0] : other[1]])
        if numbers is not None:
            inside.add(numbers)
            continue
        is_item = mine[0] == mine[1] or other[0] == other[1]
        for gone, come in _differences((old, mine), (new, other)):
            (items if is_item else inside).add(_sign(gone, come))
            notes += [f"− “{gone.said}”"] if gone else []
            notes += [f"+ “{come.said}”"] if come else []
    shown = notes[:_MOST_SHOWN] + ([f"and {len(notes) - _MOST_SHOWN} more"] if len(notes) > _MOST_SHOWN else [])
    return Reach(_kind(items, inside), ("; ".join(shown),) if shown else ())


def _of_numbers(old: Sequence[str], new: Sequence[str]) -> int | None:
    """The sign of a stretch in which only numbers of provisions are added or taken out; None for any other difference."""
    bare = [[word for word in text if not _NUMBER.match(word) and word.lower() not in _JOINERS] for text in (old, new)]
    before, after = ({word for word in text if _NUMBER.match(word)} for text in (old, new))
    if bare[0] != bare[1] or before == after or not (before < after or after < before):
        return None
    longer, fewer = (new, before) if before < after else (old, after)
    at = next(place for place, word in enumerate(longer) if _NUMBER.match(word) and word not in fewer)
    return _turned(1 if before < after else -1, _Piece(longer[at : at + 1], longer, at))


def _kind(items: set[int | None], inside: set[int | None]) -> str:
    """What the signs of whole items and of words inside them come to: a further item counts, however another is put now."""
    signs = (items | inside) - {0}
    if not signs and items | inside:
        return "reworded"
    if items - {0, None} and None not in items:
        signs -= {None}
    return "widened" if signs == {1} else "narrowed" if signs == {-1} else "changed"


_Span = tuple[int, int]


def _differences(
    old: tuple[Sequence[str], _Span], new: tuple[Sequence[str], _Span]
) -> Iterator[tuple[_Piece | None, _Piece | None]]:
    """What is only in a stretch of one text, and what is in its place in that of the other."""
    (one, (low, high)), (two, (start, end)) = old, new
    before, after = ([word.lower() for word in text] for text in (one[low:high], two[start:end]))
    for name, *bounds in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        gone, come = _piece(one, low + bounds[0], low + bounds[1]), _piece(two, start + bounds[2], start + bounds[3])
        if gone is not None or come is not None:
            yield gone, come


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[_Span, _Span]]:
    """The stretches of two texts that belong together, an empty one for what has no counterpart: items of lists, by their words."""
    mine, others = _items(old), _items(new)
    if len(mine) == 1 or len(others) == 1:
        return [((0, len(old)), (0, len(new)))]
    found: dict[_Span, _Span] = {mine[0]: others[0]}
    waiting = others[1:]
    for least in (1.0, _ALIKE):
        for span in mine[1:]:
            twin = next(
                (each for each in waiting if span not in found and _likeness(old, span, new, each) >= least), None
            )
            if twin is not None:
                found[span] = twin
                waiting.remove(twin)
    pairs = [(span, found.get(span, (others[0][1], others[0][1]))) for span in mine]
    return pairs + [((mine[0][1], mine[0][1]), span) for span in waiting]


def _items(text: Sequence[str]) -> list[_Span]:
    """The stretches of a text: what leads to a list, then its items."""
    starts = [
        0,
        *(
            at
            for at, word in enumerate(text)
            if at and _ITEM.fullmatch(word) and word[1].islower() and "—" in text[:at]
        ),
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _likeness(old: Sequence[str], span: _Span, new: Sequence[str], other: _Span) -> float:
    one, two = (
        [word.lower() for word in text[start:end] if word[0].isalnum() and word.lower() not in _JOINERS]
        for text, (start, end) in ((old, span), (new, other))
    )
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _piece(text: Sequence[str], start: int, end: int) -> _Piece | None:
    """The words between two places without stops, dashes and joining words at their ends; None if nothing is left."""
    while end > start and (
        text[end - 1].lower() in _JOINERS or text[end - 1] in {".", ";", "—"} or _is_number(text[end - 1])
    ):
        end -= 1
    begin = start
    while begin < end and text[begin] in {".", ";", "—"}:
        begin += 1
    if all(word.lower() in _JOINERS or _is_number(word) for word in text[begin:end]):
        return None
    return _Piece(text[begin:end], text, begin)


def _is_number(word: str) -> bool:
    return _ITEM.fullmatch(word) is not None


def _sign(gone: _Piece | None, come: _Piece | None) -> int | None:
    """1 for words that let the clause reach further, -1 for less far, 0 for neither, None where that cannot be told."""
    if gone is not None and come is not None:
        return _of_replaced(gone, come)
    if come is not None:
        return _of_added(come)
    assert gone is not None
    sign = _of_added(gone)
    return None if sign is None else -sign


def _of_replaced(gone: _Piece, come: _Piece) -> int | None:
    old, new = ([word.lower() for word in piece.words if word.isalnum()] for piece in (gone, come))
    if old != ["any"] and new == ["any"]:
        return _turned(1, come)
    if old == ["any"]:
        return _turned(-1, gone)
    if not set(old) - set(new) - _POINTING:
        rest = [word for word in new if word not in old]
        joined = [word for word in rest if word not in _POINTING]
        return 0 if not joined or (set(old) & _POINTING and not set(rest) & _JOINERS) else _added_behind(come)
    if not set(new) - set(old) - _POINTING:
        sign = _added_behind(gone)
        return None if sign is None else -sign
    return None


def _added_behind(piece: _Piece) -> int | None:
    """The sign of a piece that repeats the old words and adds others to them with “or” or “and”."""
    words = [word.lower() for word in piece.words]
    return _turned(1, piece) if _JOINERS & set(words) else None


def _of_added(piece: _Piece) -> int | None:
    if all(word.lower() in _POINTING or word.isdigit() for word in piece.words):
        return 0
    lead = _lead_in(piece)
    if lead is not None:
        word = lead[-1].lower() if lead else ""
        sign = 1
        if word in _CONDITIONAL:
            sign = -1 if _joiner(piece) == "and" else 1
        return -sign if _WITHOUT.search(_since_stop(lead)) else sign
    bare = [word for word in piece.words if not _is_number(word)]
    if bare and bare[0].lower() in _JOINERS:
        following = " ".join(bare[1:]).lower()
        return -1 if _CONDITION.match(following) else _turned(1, piece)
    if _CONDITION.match(" ".join(bare).lower()):
        return _turned(-1, piece) if not _WITHOUT.match(" ".join(bare).lower()) else -1
    before = piece.text[piece.at - 1].lower() if piece.at else ""
    after = piece.text[piece.at + len(piece.words) : piece.at + len(piece.words) + 1]
    is_joined = before in _JOINERS or (after and after[0].lower() in _JOINERS)
    return _turned(1, piece) if is_joined else None


def _turned(sign: int, piece: _Piece) -> int:
    """The sign, turned round if the piece stands in an exception: “without the consent of A or B”."""
    return -sign if _WITHOUT.search(_since_stop(piece.text[: piece.at])) else sign


def _since_stop(words: Sequence[str]) -> str:
    """The words since the last full stop or semicolon, in small letters."""
    at = max((place for place, word in enumerate(words) if word in {".", ";"}), default=-1)
    return " ".join(words[at + 1 :]).lower()


def _lead_in(piece: _Piece) -> Sequence[str] | None:
    """The words that lead to the list of which a piece is an item; None if it is none."""
    first = next(
        (word for word in (*piece.text[max(0, piece.at - 1) : piece.at], *piece.words[:2]) if _is_number(word)), None
    )
    if first is None or "—" not in piece.text[: piece.at]:
        return None
    dash = max(place for place, word in enumerate(piece.text[: piece.at]) if word == "—")
    return piece.text[:dash]


def _joiner(piece: _Piece) -> str:
    """The word that joins the items of the list around a piece, "" if none is found."""
    return next(_joiners(piece), "")


def _joiners(piece: _Piece) -> Iterator[str]:
    start = max(place for place, word in enumerate(piece.text[: piece.at]) if word == "—")
    for word, following in zip(piece.text[start:], piece.text[start + 1 :], strict=False):
        if word.lower() in _JOINERS and _is_number(following):
            yield word.lower()
