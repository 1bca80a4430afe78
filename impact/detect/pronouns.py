"""Who “it”, “he” and “they” are, where the sentence says it."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, finite, noun_phrase_before, said_of
from impact.detect.lexicon import CONDITIONALS, PRONOUNS, RELATIVES
from impact.detect.phrases import Span, Words

_NUMBER = 3  # characters of a subsection’s number or letter: “(2)”, “(2A)”, “(iii)”


def subject(clause: Clause) -> Span | None:
    """Whoever the verb says it of, with pronouns put back to what they stand for where the sentence says it."""
    found = said_of(clause)
    if found is not None and found[1] - found[0] == 1 and clause.words[found[0]] in PRONOUNS:
        return _antecedent(clause, found[0]) or offender(clause, found[0]) or found
    return found


def offender(clause: Clause, pronoun: int) -> Span | None:
    """Whom “he” means in “A commits an offence if he discloses it”, or in “A is guilty of an offence if he …”."""
    words = clause.words
    offence = phrases.first(words, {"offence"}, clause.low, pronoun)
    if offence is None:
        return None
    verb = phrases.last(words, {"commits", "commit", "is", "are", "shall"}, clause.low, offence)
    return noun_phrase_before(clause, verb) if verb is not None and verb > clause.low else None


def _antecedent(clause: Clause, pronoun: int) -> Span | None:
    """What “it” or “they” stands for: the subject of the clause that opens the sentence."""
    words = clause.words
    opener = phrases.last(words, CONDITIONALS, clause.low, pronoun)
    if opener is None:
        return None
    start = opener + 1
    verb = finite(words, start, pronoun)
    if verb is None or verb == start:
        return None
    end = phrases.first(words, RELATIVES | {","}, start, verb)
    end = end if end is not None and end > start else verb
    return start, _before_an_aside(words, start, end)


def _before_an_aside(words: Words, start: int, end: int) -> int:
    """Where words end before a bracket that is not part of a number: “supplied under subsection (2) above (in writing)”."""
    at = start
    while at < end:
        if words[at] == "(" and not (phrases.comes(words, at + 2, ")") and len(words[at + 1]) <= _NUMBER):
            return at if at > start else end
        at += 3 if words[at] == "(" else 1
    return end
