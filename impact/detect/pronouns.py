"""Who “it”, “he” and “they” are, where the sentence says it."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, finite, noun_phrase_before, said_of
from impact.detect.lexicon import CONDITIONALS, PRONOUNS, RELATIVES
from impact.detect.phrases import Span


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
    end = phrases.first(words, RELATIVES | {",", "("}, start, verb)
    return start, end if end is not None and end > start else verb
