"""Do these words occur? Patterns of the rules base tried on a plain text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from impact.detect.tokens import language, straightened
from impact.rulebase.model import Pattern

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc


class Wording:
    """Patterns that are tried on many texts; compiled when the first text comes."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def occurs(self, text: str) -> bool:
        """Whether any of the patterns matches somewhere in the text."""
        return bool(text) and bool(self._matcher(_cut(text)))

    @cached_property
    def _matcher(self) -> Matcher:
        from spacy.matcher import Matcher

        matcher = Matcher(language().vocab)
        for pattern in self.patterns:
            for number, tokens in enumerate(pattern.tokens):
                matcher.add(f"{pattern.name}/{number}", [[dict(token) for token in tokens]])
        return matcher


@lru_cache(maxsize=1024)
def _cut(text: str) -> Doc:
    """The text as tokens; many checks look at one section."""
    return language().make_doc(straightened(text))


def occurs(patterns: Sequence[Pattern], text: str) -> bool:
    """Whether any of the patterns matches somewhere in the text."""
    return Wording(patterns).occurs(text)
