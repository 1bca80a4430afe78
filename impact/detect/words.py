"""Do these words occur? Patterns of the rules base tried on a plain text."""

from __future__ import annotations

from collections.abc import Sequence

from impact.detect.tokens import language, straightened
from impact.rulebase.model import Pattern


def occurs(patterns: Sequence[Pattern], text: str) -> bool:
    """Whether any of the patterns matches somewhere in the text."""
    from spacy.matcher import Matcher

    nlp = language()
    matcher = Matcher(nlp.vocab)
    for pattern in patterns:
        for number, tokens in enumerate(pattern.tokens):
            matcher.add(f"{pattern.name}/{number}", [[dict(token) for token in tokens]])
    return bool(matcher(nlp.make_doc(straightened(text))))
