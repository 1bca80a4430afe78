"""What both ways of writing a pattern share: tokens, the operative verb, and the words that trigger it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from impact.errors import ImpactError
from impact.rulebase.model import Pattern

MAX_ALTERNATIVES = 64
MAX_GAP = 60
MAX_TOKENS = 200

Vocabulary = Mapping[str, frozenset[str]]

#: Curly punctuation is straightened in the text that is matched, so it is here too.
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})

#: How the text is cut (`detect/tokens.py`, and a test that both agree): each mark is a token, and so is a possessive.
_MARK = r"""[\u2014\u2013\-/()\[\]{}:;,"'\u2026%&*+=<>|!?#@\u2022\u00a7]"""
_PIECES = re.compile(rf"'s\b|{_MARK}|\A\.{{2,}}|\.{{2,}}\Z|\.(?=\.*\Z)|(?:(?!'s\b|{_MARK}|\.+\Z).)+")
_ABBREVIATION = re.compile(r"(?:(?:nos?|c|ss?|paras?|art|reg|sch|pt|etc|pp?|vol|o\.j)\.|(?:[a-z]\.){2,})\Z")
_LETTER = re.compile(r"\w")
#: The one word that is cut although it is written as one; a text may hold it without holding its halves as words.
_CUT = {"cannot": ("can", "not")}
_HALVES = frozenset(half for halves in _CUT.values() for half in halves)


class PatternError(ImpactError):
    """A pattern that cannot be compiled; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a pattern: what spaCy is told, the words of which it must be one (None: any), and its mark."""

    constraint: Mapping[str, object]
    words: frozenset[str] | None = None
    mark: str = ""
    is_gap: bool = False
    is_required: bool = True


Alternative = tuple[Token, ...]


def pieces(word: str) -> tuple[str, ...]:
    """The tokens that a word is cut into: `co-operate` is three, `board's` and `cannot` two, `e.g.` one."""
    lower = word.lower()
    if lower in _CUT:
        return _CUT[lower]
    return (lower,) if _ABBREVIATION.match(lower) else tuple(_PIECES.findall(lower))


def of_words(words: Iterable[str]) -> Token:
    """A token that must be one of these words."""
    chosen = sorted(set(words))
    constraint = {"LOWER": chosen[0]} if len(chosen) == 1 else {"LOWER": {"IN": chosen}}
    return Token(constraint, words=frozenset(chosen))


def optional(token: Token) -> Token:
    """The same token, which may be left out."""
    return replace(token, constraint={**token.constraint, "OP": "?"}, is_required=False)


def gap(length: int) -> Token:
    """Up to `length` tokens within the sentence."""
    if not 1 <= length <= MAX_GAP:
        raise PatternError(f"A gap of {length} is out of bounds. Write 1 to {MAX_GAP}.")
    constraint = {"TEXT": {"NOT_IN": [".", ";"]}, "OP": f"{{0,{length}}}"}
    return Token(constraint, is_gap=True, is_required=False)


def compiled(name: str, source: str, alternatives: Sequence[Alternative]) -> Pattern:
    """A `Pattern` from its alternatives, each with exactly one operative verb. Raises `PatternError`."""
    if len(alternatives) > MAX_ALTERNATIVES:
        raise PatternError(
            f"It stands for {len(alternatives)} alternatives; {MAX_ALTERNATIVES} is the most. Make it two patterns."
        )
    unique: dict[str, Alternative] = {}
    for alternative in alternatives:
        anchored = _anchored(alternative)
        unique.setdefault(repr(anchored), anchored)
    finished = tuple(unique.values())
    return Pattern(
        name=name,
        source=source,
        tokens=tuple(tuple(token.constraint for token in alternative) for alternative in finished),
        marks=tuple(tuple(token.mark for token in alternative) for alternative in finished),
        triggers=tuple(_triggers(alternative) for alternative in finished),
    )


def _anchored(alternative: Alternative) -> Alternative:
    """The alternative with its operative verb marked: the one that is written, else the last token that must occur."""
    if len(alternative) > MAX_TOKENS:
        raise PatternError(f"It has {len(alternative)} tokens; {MAX_TOKENS} is the most. Shorten it.")
    solid = [at for at, token in enumerate(alternative) if token.is_required and not token.is_gap]
    if not solid:
        raise PatternError("Nothing in it must occur, so it would match anywhere. Add a word that is not optional.")
    for end, where in ((alternative[0], "starts"), (alternative[-1], "ends")):
        if end.is_gap and not end.mark:
            raise PatternError(f"It {where} with a gap, which changes nothing. Remove the gap.")
    anchors = [at for at, token in enumerate(alternative) if token.mark.endswith("^")]
    if len(anchors) > 1:
        raise PatternError("“^” is there more than once. Mark one operative verb.")
    if anchors:
        return alternative
    at = solid[-1]
    token = replace(alternative[at], mark=alternative[at].mark + "^")
    return (*alternative[:at], token, *alternative[at + 1 :])


def _triggers(alternative: Alternative) -> tuple[frozenset[str], ...]:
    """The words of each token that must occur, unless they can be punctuation or half of a word."""
    found: dict[frozenset[str], None] = {}
    for token in alternative:
        words = token.words
        if token.is_required and words and words.isdisjoint(_HALVES) and all(_LETTER.search(word) for word in words):
            found[words] = None
    return tuple(found)
