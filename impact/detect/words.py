"""Do these words occur? Patterns of the rules base tried on a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from impact.detect.chains import Chain, chain, links
from impact.detect.searched import Searched
from impact.detect.tokens import language, straightened
from impact.detect.triggers import lettered
from impact.rulebase.model import Pattern

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
        cut = _cut(text)
        return any(next(links(one, cut), None) is not None for one in self._chains)

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


@lru_cache(maxsize=1024)
def _cut(text: str) -> Searched:
    """The text as tokens; many checks look at one section."""
    return Searched(language().make_doc(straightened(text)))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(straightened(text).lower()))


def occurs(patterns: Sequence[Pattern], text: str) -> bool:
    """Whether any of the patterns matches somewhere in the text."""
    return Wording(patterns).occurs(text)
