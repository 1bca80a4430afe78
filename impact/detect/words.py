"""Do these words occur? Patterns of the rules base tried on a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from impact.detect.chains import Chain, boundaries, chain, joined, occurrences
from impact.detect.tokens import language, straightened
from impact.detect.triggers import lettered
from impact.rulebase.model import Pattern

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_WORD = re.compile(r"[a-z]+")


class Wording:
    """Patterns that are tried on many texts; compiled when the first text comes."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._known: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def occurs(self, text: str) -> bool:
        """Whether any of the patterns matches somewhere in the text."""
        if text not in self._known:
            self._known[text] = self._tried(text)
        return self._known[text]

    def _tried(self, text: str) -> bool:
        if not text or not self._may_occur(_words(text)):
            return False
        doc = _cut(text)
        found = occurrences(self._matcher, doc)
        limits = boundaries(doc)
        return any(
            next(joined(one, found, limits), None) is not None
            for one in self._chains
            if all(stretch.key in found for stretch in one.stretches)
        )

    def _may_occur(self, words: frozenset[str]) -> bool:
        """Whether the words that some alternative cannot do without are there."""
        return any(
            all(words & asked for asked in map(lettered, triggers) if asked)
            for pattern in self.patterns
            for triggers in pattern.triggers
        )

    @cached_property
    def _chains(self) -> tuple[Chain, ...]:
        return tuple(
            chain("words", pattern, number) for pattern in self.patterns for number in range(len(pattern.tokens))
        )

    @cached_property
    def _matcher(self) -> Matcher:
        from spacy.matcher import Matcher

        matcher = Matcher(language().vocab)
        for stretch in {stretch.key: stretch for one in self._chains for stretch in one.stretches}.values():
            matcher.add(stretch.key, [[dict(token) for token in stretch.tokens]])
        return matcher


@lru_cache(maxsize=1024)
def _cut(text: str) -> Doc:
    """The text as tokens; many checks look at one section."""
    return language().make_doc(straightened(text))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(straightened(text).lower()))


def occurs(patterns: Sequence[Pattern], text: str) -> bool:
    """Whether any of the patterns matches somewhere in the text."""
    return Wording(patterns).occurs(text)
