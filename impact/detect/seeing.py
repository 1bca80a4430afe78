"""Access that somebody is given: “A must see to it that access to B is given to C”, “whoever asks A for B is to be told”."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, clause_at
from impact.detect.giving import ensurer
from impact.detect.lexicon import BE, MODALS
from impact.detect.objects import Slots, agent, put, recipient_end
from impact.detect.phrases import Span
from impact.detect.pronouns import subject

_ALLOWED = frozenset("given provided allowed granted afforded".split())


def given_access(clause: Clause) -> Slots | None:
    """“A must see to it that access to B is given to C”: from “access”, or from the “see” that makes sure of it."""
    words, high = clause.words, clause.high
    sees = phrases.comes(words, clause.verb, "see", "to", "it", "that")
    at = phrases.first(words, {"access"}, clause.verb, min(clause.verb + 7, high)) if sees else clause.verb
    if at is None or not phrases.comes(words, at, "access", "to"):
        return None
    given = next((to for to in range(at + 2, high) if words[to] in _ALLOWED and words[to - 1] in BE), None)
    if given is None:
        return None
    found: Slots = {}
    auxiliary = phrases.first(words, BE | MODALS, at + 2, given)
    put(found, "info", (at + 2, auxiliary if auxiliary is not None else given))
    if phrases.comes(words, given + 1, "to"):
        put(found, "to", (given + 2, recipient_end(clause, given + 2)))
    ensured = subject(clause) if sees else ensurer(clause_at(clause.shown, given, clause.breaks))
    put(found, "from", agent(clause, given + 1) or ensured)
    return found


def asked_of(clause: Clause, party: Span | None) -> Slots:
    """Whom a party asks for what, if it is told so: “anybody who asks A for B”, “a person making a request for B to A”."""
    words, found = clause.words, Slots()
    if party is None:
        return found
    asks = phrases.first(words, {"asks", "ask", "asking"}, *party)
    wanted = phrases.first(words, {"for"}, asks + 1, party[1]) if asks is not None else None
    if asks is not None and wanted is not None and wanted > asks + 1:
        put(found, "from", (asks + 1, wanted))
        put(found, "info", (wanted + 1, party[1]))
    request = phrases.first(words, {"request", "requests"}, *party)
    if asks is None and request is not None and phrases.comes(words, request + 1, "for"):
        to = next((at for at in range(request + 2, party[1]) if words[at] in {"to", "from"}), None)
        put(found, "info", (request + 2, to if to is not None else party[1]))
        put(found, "from", (to + 1, party[1]) if to is not None else None)
    return found
