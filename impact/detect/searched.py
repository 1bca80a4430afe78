"""A text that is searched for stretches: each is looked for once, however many rules ask for it.

Nearly every stretch is plain words one after another, and a table of where each word stands finds those faster than a matcher
does. The few that have optional words, or that ask how a word is written, are left to spaCy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from impact.detect.tokens import language
from impact.rulebase.model import TokenPattern

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_BOUNDARIES = frozenset({".", ";"})
#: Words that open what a sentence says by the way, between commas: “the owner shall, if he sells the boat, inform …”.
_OPENS_ASIDE = frozenset(
    "if where when whenever unless until once subject notwithstanding on in at within before after by without having being "
    "so during upon pursuant".split()
)
_LONGEST_ASIDE = 45

#: An occurrence of a stretch: `(start, end, which pattern token each word is)`.
Place = tuple[int, int, Sequence[int]]
#: Occurrences of stretches, by the stretch's key, each by start.
Occurrences = Mapping[str, Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Step:
    """One token of a stretch: a word of these, or with `others` any word but these."""

    words: frozenset[str]
    others: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Adjacent tokens of a pattern and their marks; `key` is the same for the same tokens.

    `steps` is the same tokens as plain words; none if they cannot be told that way. `needed` is sets of which one word each
    must be in the text.
    """

    key: str
    tokens: TokenPattern
    marks: tuple[str, ...]
    steps: tuple[Step, ...] | None
    needed: tuple[frozenset[str], ...]


class Searched:
    """A text cut into tokens, and what was found in it so far."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self._found: dict[str, Sequence[Place]] = {}
        self._at: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            self._at.setdefault(word, []).append(position)
        self._vocabulary = frozenset(self._at)

    @cached_property
    def limits(self) -> Sequence[int]:
        """How many boundaries stand before each token: no gap may hold one."""
        return (0, *accumulate(word in _BOUNDARIES for word in self.words))

    @cached_property
    def reached(self) -> Sequence[int]:
        """How many words stand before each token, those of asides not counted: a long gap reaches over an aside."""
        return (0, *accumulate(not aside for aside in asides(self.words)))

    def all(self, stretches: Sequence[Stretch]) -> Occurrences | None:
        """Where each of some stretches occurs; none if any of them is not there."""
        found: dict[str, Sequence[Place]] = {}
        for stretch in stretches:
            places = self.places(stretch)
            if not places:
                return None
            found[stretch.key] = places
        return found

    def places(self, stretch: Stretch) -> Sequence[Place]:
        """Where a stretch occurs, by start then end."""
        known = self._found.get(stretch.key)
        if known is None:
            if any(self._vocabulary.isdisjoint(words) for words in stretch.needed):
                known = ()
            elif stretch.steps is None:
                known = _matched(stretch.key, self.doc)
            else:
                known = tuple(self._walked(stretch.steps))
            self._found[stretch.key] = known
        return known

    def _walked(self, steps: tuple[Step, ...]) -> Iterator[Place]:
        length, words = len(steps), self.words
        shape = range(length)
        for start in self._starts(steps):
            if 0 <= start <= len(words) - length and all(
                (words[start + offset] in step.words) is not step.others for offset, step in enumerate(steps)
            ):
                yield start, start + length, shape

    def _starts(self, steps: tuple[Step, ...]) -> Sequence[int]:
        """Where the stretch could begin: told from the step whose words are fewest in the text."""
        told = [
            (sum(len(self._at[word]) for word in here), offset, here)
            for offset, step in enumerate(steps)
            if not step.others
            for here in (step.words & self._vocabulary,)
        ]
        if not told:
            return range(len(self.words))
        _, offset, here = min(told, key=lambda one: one[:2])
        return sorted(position - offset for word in here for position in self._at[word])


def asides(words: Sequence[str]) -> list[bool]:
    """Which words are said by the way: between two commas, and opened by a preposition or a conjunction."""
    aside = [False] * len(words)
    comma: int | None = None
    for position, word in enumerate(words):
        if word in _BOUNDARIES:
            comma = None
        elif word == ",":
            opened = comma is not None and words[comma + 1] in _OPENS_ASIDE
            if comma is not None and opened and position - comma <= _LONGEST_ASIDE:
                aside[comma : position + 1] = [True] * (position + 1 - comma)
            comma = position
    return aside


def stretch_of(tokens: TokenPattern, marks: tuple[str, ...]) -> Stretch:
    """A stretch of these tokens."""
    steps = [_step(token) for token in tokens]
    plain = tuple(step for step in steps if step is not None)
    return Stretch(
        json.dumps(tokens, sort_keys=True),
        tokens,
        marks,
        plain if len(plain) == len(steps) else None,
        tuple(step.words for step in plain if not step.others),
    )


def _step(token: Mapping[str, object]) -> Step | None:
    """A token as plain words; none if it is optional or asks for more than the word."""
    if not token:
        return Step(frozenset(), others=True)
    if set(token) != {"LOWER"}:
        return None
    asked = token["LOWER"]
    if isinstance(asked, str):
        return Step(_words((asked,)))
    if isinstance(asked, Mapping) and len(asked) == 1:
        if "IN" in asked:
            return Step(_words(tuple(asked["IN"])))
        if "NOT_IN" in asked:
            return Step(_words(tuple(asked["NOT_IN"])), others=True)
    return None


@cache
def _words(words: tuple[str, ...]) -> frozenset[str]:
    """The set of some words: one set for a list that many patterns use."""
    return frozenset(words)


def _matched(key: str, doc: Doc) -> Sequence[Place]:
    # The stubs do not know that alignments come as a fourth value.
    hits = cast("list[tuple[int, int, int, list[int]]]", _matcher(key)(doc, with_alignments=True))
    return sorted(((start, end, alignment) for _, start, end, alignment in hits), key=lambda place: place[:2])


@cache
def _matcher(key: str) -> Matcher:
    """The spaCy matcher of one stretch, made when it is first needed."""
    from spacy.matcher import Matcher

    matcher = Matcher(language().vocab)
    matcher.add(key, [json.loads(key)])
    return matcher
