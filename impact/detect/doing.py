"""Verbs that stand for others: “do so”, which gives what was spoken of before, and “see to it that”, which is to ensure."""

from __future__ import annotations

from dataclasses import replace

from impact.detect import phrases
from impact.detect.clauses import Clause, clause_at
from impact.detect.lexicon import MODALS, PRONOUNS
from impact.detect.objects import Slots, information, objects, put, recipient
from impact.detect.phrases import Span, Words
from impact.detect.pronouns import subject

_ENSURING = frozenset("ensure ensures secure secures arrange arranges see sees".split())
#: A test that a power to “do so” must meet; patterns may end there.
_TESTS = frozenset("necessary expedient appropriate desirable".split())


def ensuring(words: Words, low: int, verb: int) -> int | None:
    """The verb of ensuring before another: “must ensure that”, “must see to it that”, “is to arrange for”."""
    for at in range(low, verb):
        if words[at] in _ENSURING and (words[at] not in {"see", "sees"} or phrases.comes(words, at + 1, "to", "it")):
            return at
    return None


def operative(shown: Words, verb: int) -> int:
    """The “do” of “power to do so where it is expedient”, if a pattern ends at the test; else the verb itself."""
    if shown[verb] not in _TESTS:
        return verb
    low, _ = phrases.sentence(shown, verb)
    return next((at for at in range(verb - 1, low, -1) if phrases.comes(shown, at - 1, "to", "do", "so")), verb)


def do_so(clause: Clause, giving: frozenset[str]) -> Slots:
    """“If A asks B to supply C to it, B must do so”, “who have no power to disclose C to A shall have power to do so”."""
    found: Slots = {}
    put(found, "from", subject(clause))
    meant = phrases.last(clause.words, giving, clause.low, clause.verb)
    if meant is None:
        return found
    end = _end(clause, meant)
    inner = replace(clause_at(clause.shown, meant, clause.breaks), high=end)
    to, info = objects(inner, meant + 1)
    put(found, "info", information(inner, info))
    to = to or recipient(inner, info[1] if info is not None else meant + 1)
    put(found, "to", _asking(clause, meant) if to is None or clause.words[to[0]] in PRONOUNS else to)
    return found


def _end(clause: Clause, meant: int) -> int:
    """Where the clause of the verb that is meant ends: at the comma before the subject or modal of “do so”."""
    words = clause.words
    modal = phrases.last(words, MODALS, meant, clause.verb)
    end = modal if modal is not None else clause.verb
    comma = phrases.last(words, {","}, meant, end)
    return comma if comma is not None else end


def _asking(clause: Clause, meant: int) -> Span | None:
    """Who asks for what is then done: the subject of “asks B to supply”."""
    asks = phrases.last(clause.words, {"asks", "requests", "requires", "directs"}, clause.low, meant)
    return subject(clause_at(clause.shown, asks, clause.breaks)) if asks is not None else None
