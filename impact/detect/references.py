"""What a clause goes back to in its sentence: who asked, and what “it” stands for."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, finite
from impact.detect.lexicon import (
    ADVERBS,
    CONDITIONALS,
    DETERMINERS,
    FINITE,
    INFORMATION,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from impact.detect.phrases import Span

_DIRECTING = frozenset("direct require specify determine request prescribe".split())
#: Verbs of coming by information, which no noun phrase for it begins with.
_GETTING = frozenset(
    "given receives received receiving obtains obtained obtaining acquires acquired acquiring gets got getting has had having "
    "holds held holding processes processing collects collected collecting keeps keeping".split()
)
_ASKING = frozenset("requests request requires require asks ask".split())


def asker(clause: Clause) -> Span | None:
    """Who asks, where something is done on request: “If a member requests …”, “if so required by the Board”."""
    words = clause.words
    for at in range(clause.low, clause.high - 1):
        if words[at] in _ASKING and at < clause.verb:
            opener = phrases.last(words, CONDITIONALS, clause.low, at)
            if opener is not None and phrases.first(words, FINITE | {","}, opener + 1, at) is None:
                start, end = opener + 1, at
                while end > start and (words[end - 1] in ADVERBS or words[end - 1] == "so"):
                    end -= 1
                return (start, end) if start < end and words[start] not in PRONOUNS else None
        by = words[at] in {"requested", "required", "asked", "request"} and words[at + 1] == "by"
        if by or (words[at] == "request" and words[at + 1] == "from"):
            comma = None if by else phrases.first(words, {","}, at + 2, clause.high)
            high = clause.high if comma is None else comma
            return at + 2, phrases.phrase_end(words, at + 2, high, stops={"under", "in", "to"}, breaks=clause.breaks)
    return None


def hearer(clause: Clause, span: Span | None) -> Span | None:
    """Who “him” or “them” is, to whom something is given: whoever asks for it, or says how it is to be given."""
    if span is None or span[1] - span[0] != 1 or clause.words[span[0]] not in PRONOUNS:
        return span
    return asker(clause) or _director(clause) or span


def _director(clause: Clause) -> Span | None:
    """Who “may direct”, in “at such times as the Board may direct”."""
    words = clause.words
    for at in range(clause.low, clause.verb):
        modal = phrases.first(words, {"may"}, at + 2, min(at + 10, clause.verb)) if words[at] == "as" else None
        if modal is not None and words[modal + 1] in _DIRECTING and words[at + 1] in DETERMINERS:
            return at + 1, modal
    return None


def conditional_object(clause: Clause) -> Span | None:
    """What “it” stands for in “if A finds a defect, report it to B”: the object of the condition."""
    words = clause.words
    opener = phrases.last(words, CONDITIONALS, clause.low, clause.verb)
    verb = finite(words, opener + 1, clause.verb) if opener is not None else None
    if verb is None or words[verb + 1] not in DETERMINERS - {"that", "such"}:
        return None
    comma = phrases.first(words, {","}, verb, clause.verb)
    high = comma if comma is not None else clause.verb
    return verb + 1, phrases.phrase_end(words, verb + 1, high, stops={"as", "under"}, breaks=clause.breaks)


def information_before(clause: Clause, at: int) -> Span | None:
    """The information that a pronoun at `at` stands for: the first noun phrase of that kind in the sentence."""
    words = clause.words
    start = phrases.information_start(words, clause.low, at)
    if start is None:
        head = phrases.first(words, INFORMATION, clause.low, at)
        start = phrases.noun_phrase_start(words, head, clause.low) if head is not None else None
    if start is None:
        return None
    head = phrases.first(words, INFORMATION, start, at) or start
    got = phrases.last(words, _GETTING, start, head)
    start = start if got is None else got + 1  # “a person who was given information”, “receiving information”
    depth = 0
    for end in range(start + 1, at):
        depth += (words[end] == "(") - (words[end] == ")")
        anew = words[end] in {"the", "a", "an"} and end > head and words[end - 1] not in PREPOSITIONS
        if depth < 0 or anew or words[end] in FINITE | RELATIVES | {",", "for", "—"} or end in clause.breaks:
            return start, end - (words[end - 1] in {"and", "or", "but"})
    return start, at - (words[at - 1] in {"and", "or", "but"})
