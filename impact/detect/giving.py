"""Frames of giving and asking: who gives what to whom around “disclose”, “make available”, “report”, “obtain” and “require”."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, clause_at
from impact.detect.doing import do_so, ensuring
from impact.detect.lexicon import ADVERBS, CONDITIONALS, DETERMINERS, FINITE, MODALS, PERSONS, PRONOUNS
from impact.detect.objects import Slots, agent, information, objects, put, recipient
from impact.detect.phrases import Span, Words
from impact.detect.pronouns import subject
from impact.detect.references import asker, hearer, information_before
from impact.detect.telling import notify

_NOMINAL_ENDINGS = ("ure", "ion", "ly", "ing", "nge", "sal")
#: Verbs of doing what is required.
GIVING = frozenset(
    "give provide supply furnish send produce disclose answer submit deliver make attend notify inform state permit "
    "allow return show tell report transmit communicate keep hand prepare create explain identify assist share "
    "forward pass transfer".split()
)
_HANDED = "supplied|provided|given|disclosed|produced|sent|shared|furnished|transmitted"
_HOLDS = frozenset(
    "holds hold held has have had keeps kept obtains obtained acquires acquired receives received collects collected "
    "gets got".split()
)
_TELLING = frozenset("inform notify tell".split())
_NOT_PERSONS = frozenset("notice requirement power request direction order warrant regulations notices".split())


def give(clause: Clause) -> Slots:
    """“A may give B to C”, “B may be given by A to C”, “the disclosure of B by A to C”."""
    if _nominal(clause):
        return _nominal_give(clause)
    if clause.words[clause.verb] == "available":
        return make_available(clause)
    if clause.words[clause.verb] in {"report", "reporting"}:
        return report(clause)
    if clause.words[clause.verb] in {"comply", "respond"}:
        return _comply(clause)
    if phrases.comes(clause.words, clause.verb, "do", "so"):
        return do_so(clause, GIVING)
    found: Slots = {}
    after = clause.verb + 1
    if clause.passive:
        info = information(clause, given(clause))
        put(found, "info", info)
        put(found, "from", named_agent(clause, info) or ensurer(clause) or holder(clause, info))
        put(found, "to", recipient(clause, after))
        return found
    put(found, "from", subject(clause))
    let = _let_be(clause)
    if let is not None:
        put(found, "info", (after, let))
        seen = clause_at(clause.shown, min(let + 2, clause.high - 1), clause.breaks)
        put(found, "to", agent(seen, let + 3) or recipient(seen, let + 3))
        return found
    sight = phrases.first(clause.words, {"access"}, after, min(after + 3, clause.high - 1))
    if sight is not None and clause.words[sight + 1] == "to":
        end = phrases.phrase_end(clause.words, sight + 2, clause.high, breaks=clause.breaks)
        put(found, "info", (sight + 2, end))
        public = clause.words[sight - 1] == "public"
        put(found, "to", (sight - 1, sight) if public else recipient(clause, end))
        return found
    to, info = objects(clause, after)
    put(found, "info", information(clause, info))
    behind = after if info is None or info[0] in clause.breaks else info[1]
    put(found, "to", hearer(clause, to or recipient(clause, behind)) or _who_hears(clause) or asker(clause))
    return found


def _let_be(clause: Clause) -> int | None:
    """The “to be” of “permit B to be seen by C”, for a verb of permitting."""
    if clause.words[clause.verb] not in {"permit", "allow", "cause"}:
        return None
    high = clause.high - 2
    return next((at for at in range(clause.verb + 1, high) if phrases.comes(clause.words, at, "to", "be")), None)


def _comply(clause: Clause) -> Slots:
    """“Whoever is asked for B must comply with the request”."""
    found: Slots = {}
    put(found, "from", subject(clause))
    put(found, "info", information_before(clause, clause.verb))
    return found


def _who_hears(clause: Clause) -> Span | None:
    """Who gives an opportunity to give information, and so receives it."""
    words = clause.words
    if not phrases.comes(words, clause.verb - 2, "opportunity|chance", "to"):
        return None
    giver = phrases.last(words, {"give", "gives"}, clause.low, clause.verb)
    return subject(clause_at(clause.shown, giver, clause.breaks)) if giver is not None else None


def named_agent(clause: Clause, info: Span | None) -> Span | None:
    """Who does it in a passive; “by them” goes back to whoever holds the information."""
    by = agent(clause, clause.verb + 1)
    if by is not None and clause.words[by[0]] in PRONOUNS:
        return holder(clause, info) or by
    return by


def holder(clause: Clause, info: Span | None) -> Span | None:
    """Who holds what is given: “information held by A”, “information which A holds”."""
    words = clause.words
    if info is None:
        return None
    relative = phrases.first(words, {"which", "that"}, *info)
    holds = phrases.first(words, FINITE | _HOLDS, relative + 1, info[1]) if relative is not None else None
    if relative is not None and holds is not None and holds > relative + 1 and words[holds] in _HOLDS:
        return (relative + 1, holds) if words[relative + 1] not in PRONOUNS else None
    at = phrases.first(words, {"held", "kept", "acquired", "obtained", "collected"}, *info)
    if at is None or not phrases.comes(words, at + 1, "by") or words[at + 2] in PRONOUNS:
        return None
    return at + 2, min(
        info[1], phrases.phrase_end(words, at + 2, info[1], stops={"in", "under", "as"}, breaks=clause.breaks)
    )


def given(clause: Clause) -> Span | None:
    """What is given in a passive: its subject, after “ensure that”."""
    ensured = _ensured(clause)
    if ensured is None:
        return subject(clause)
    end = phrases.last(clause.words, {"is", "are", "be", "may", "must"}, ensured, clause.verb)
    if end is not None and clause.words[end - 1] == "to":
        end -= 1  # as in “arrange for a report to be published”
    return (ensured, end) if end is not None and ensured < end else None


def _ensured(clause: Clause) -> int | None:
    """The place after the last “that” of “must ensure that … and that …”."""
    words = clause.words
    if ensuring(words, clause.low, clause.verb) is None:
        return None
    that = phrases.last(words, {"that"}, clause.low, clause.verb)
    if that is None and phrases.comes(words, clause.verb - 2, "to", "be"):
        that = phrases.last(words, {"for"}, clause.low, clause.verb)
    return that + 1 if that is not None else None


def ensurer(clause: Clause) -> Span | None:
    """Who must ensure that something is given."""
    ensure = ensuring(clause.words, clause.low, clause.verb)
    return subject(clause_at(clause.shown, ensure, clause.breaks)) if ensure is not None else None


def make_available(clause: Clause) -> Slots:
    """“A must make B available to C”, “B is to be made available to C by A”."""
    words, found, at = clause.words, Slots(), clause.verb
    make = phrases.last(words, {"make", "making", "makes", "made", "keep", "kept"}, clause.low, at)
    passive = make is None or phrases.last(words, {"be", "is", "are"}, max(clause.low, make - 3), make + 1) is not None
    if make is None or passive:
        ensured = _ensured(clause)
        auxiliary = phrases.first(
            words, {"is", "are", "be"} | MODALS, ensured if ensured is not None else clause.low, at
        )
        if ensured is not None and auxiliary is not None:
            put(found, "info", (ensured, auxiliary))
            put(found, "from", ensurer(clause))
        elif auxiliary is not None:
            put(found, "info", subject(clause_at(clause.shown, auxiliary, clause.breaks)))
            put(found, "from", agent(clause, at + 1))
    else:
        put(found, "from", subject(clause_at(clause.shown, make, clause.breaks)))
        end = at - 1 if words[at - 1] in {"publicly", "freely", "readily"} else at
        put(found, "info", information(clause, (make + 1, end)))
    put(found, "to", recipient(clause, at + 1))
    if "info" not in found and make is not None:
        start = found["to"][1] if "to" in found else at + 1
        head = phrases.information_start(words, start, clause.high)
        if head is not None:
            put(found, "info", (head, phrases.phrase_end(words, head, clause.high, breaks=clause.breaks)))
    return found


def report(clause: Clause) -> Slots:
    """“A must report to B on C”, “A must report C to B”."""
    words, found, after = clause.words, Slots(), clause.verb + 1
    put(found, "from", subject(clause))
    to = recipient(clause, after)
    put(
        found,
        "to",
        (to[0], min(to[1], phrases.first(words, {"on", "about"}, *to) or to[1])) if to is not None else None,
    )
    start = after
    if to is not None and to[0] - 1 == after:
        topic = phrases.first(words, {"on", "about", "that"}, after, clause.high)
        start = topic + 1 if topic is not None else clause.high
    if start < clause.high:
        put(
            found,
            "info",
            information(clause, (start, phrases.phrase_end(words, start, clause.high, breaks=clause.breaks))),
        )
    return found


def _nominal(clause: Clause) -> bool:
    """Whether the operative word is a noun: “the disclosure of information by A to B”."""
    words, verb = clause.words, clause.verb
    if clause.passive or not words[verb].endswith(_NOMINAL_ENDINGS) or not phrases.comes(words, verb + 1, "of|by|to"):
        return False
    return words[verb] != "supply" or words[verb + 1] == "of" or (verb > 0 and words[verb - 1] in DETERMINERS)


def _nominal_give(clause: Clause) -> Slots:
    words, found = clause.words, Slots()
    after = clause.verb + 1
    if words[after : after + 1] == ["of"]:
        stops = {"by", "is", "does", "under", "are", "between", "may", "must"}
        put(
            found,
            "info",
            (after + 1, phrases.phrase_end(words, after + 1, clause.high, stops=stops, breaks=clause.breaks)),
        )
    giver = agent(clause, after)
    if giver is not None:
        end = phrases.first(words, {"is", "are", "does"}, *giver)
        put(found, "from", (giver[0], end if end is not None else giver[1]))
    to = recipient(clause, after)
    if to is not None:
        end = phrases.first(words, {"is", "are", "does", "by"}, *to)
        put(found, "to", (to[0], end if end is not None else to[1]))
    return found


def receive(clause: Clause) -> Slots:
    """“A may obtain B from C”: A receives."""
    found: Slots = {}
    words, after = clause.words, clause.verb + 1
    if clause.passive:
        put(found, "info", information(clause, subject(clause)))
        put(found, "to", agent(clause, after))
    else:
        put(found, "to", subject(clause))
        _, info = objects(clause, after)
        if info is not None:
            origin = phrases.first(words, {"from"}, info[0] + 1, info[1])
            info = (info[0], origin if origin is not None else info[1])
        put(found, "info", information(clause, info))
    put(found, "from", source(clause, after))
    return found


def source(clause: Clause, after: int) -> Span | None:
    """Whoever stands after “from”."""
    words = clause.words
    at = phrases.first(words, {"from"}, after, clause.high - 1)
    if at is None or words[at + 1] == "," or words[at + 1].endswith("ing"):
        return None
    return at + 1, phrases.phrase_end(
        words, at + 1, clause.high, stops={"such", "in", "as"} - {words[at + 1]}, breaks=clause.breaks
    )


def require(clause: Clause) -> Slots:
    """“A may require B to give information”: A receives, B gives."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    answered = _answer(clause)
    if answered is not None:
        return give(clause_at(clause.shown, answered, clause.breaks))
    giving = _giving_verb(clause, after)
    if clause.passive:
        put(found, "from", subject(clause))
        demander = agent(clause, after) if giving is None else agent(clause, giving)
    else:
        demander = subject(clause)
        if giving is not None:
            put(found, "from", _required(clause, after, giving - 1))
    if demander is not None and not _NOT_PERSONS.isdisjoint(words[demander[0] : min(demander[1], demander[0] + 3)]):
        demander = None
    if giving is None:
        _require_noun(clause, after, found)
    else:
        inner = clause_at(clause.shown, giving, clause.breaks)
        to, info = objects(inner, giving + 1)
        if words[giving] in _TELLING:
            told = notify(inner)
            to, info = told.get("to"), told.get("info")
        put(found, "info", info)
        to = to or recipient(inner, info[1] if info is not None else giving + 1)
        put(found, "to", to)
    if "to" not in found or words[found["to"][0]] in PRONOUNS or _is_same(words, found["to"], demander):
        put(found, "to", demander)
    return found


def _answer(clause: Clause) -> int | None:
    """The verb of doing what is asked, in “B must, if A asks for it in writing, give A information”."""
    words = clause.words
    modal = phrases.last(words, MODALS, clause.low, clause.verb)
    opener = phrases.last(words, CONDITIONALS, clause.low, clause.verb)
    if clause.governor is not None or clause.passive or modal is None or opener is None or opener != modal + 2:
        return None
    closing = phrases.first(words, {","}, clause.verb, clause.high - 1)
    return closing + 1 if words[modal + 1] == "," and closing is not None and words[closing + 1] in GIVING else None


def _is_same(words: Words, named: Span, demander: Span | None) -> bool:
    """Whether “the officer” is the officer who demands."""
    if demander is None or words[named[0]] != "the" or named[1] - named[0] != 2:
        return False
    return words[named[0] + 1] in words[demander[0] : demander[0] + 4]


def _required(clause: Clause, start: int, to: int) -> Span | None:
    """Who is required: “by notice” and the like are passed over; “requiring the person” goes back to whom the notice was given."""
    words = clause.words
    if phrases.comes(words, start, ","):
        start += 1
    if start < to and words[start] in {"by", "in"}:
        comma = phrases.first(words, {","}, start, to)
        person = phrases.first(words, PERSONS, start, to)
        if comma is not None:
            start = comma + 1
        elif person is not None:
            start = phrases.noun_phrase_start(words, person, start + 1)
    if start >= to:
        return None
    end = phrases.phrase_end(words, start, to, recipients=False, stops={"by", "—"}, breaks=())
    if words[start:end] in (["the", "person"], ["that", "person"], ["him"], ["them"], ["it"], ["the", "recipient"]):
        given = (
            recipient(clause, clause.low)
            if phrases.first(words, {"notice"}, clause.low, clause.verb) is not None
            else None
        )
        if given is not None and given[0] < clause.verb:
            return given[0], min(given[1], clause.verb)
    return start, end


def _require_noun(clause: Clause, after: int, found: Slots) -> None:
    """“require information from B”, “require the production of documents to C”."""
    words = clause.words
    nominal = next(
        (
            at
            for at in range(after, min(after + 5, clause.high - 1))
            if words[at] in {"production", "provision", "disclosure", "supply"} and words[at + 1] == "of"
        ),
        None,
    )
    head = nominal + 2 if nominal is not None else phrases.information_start(words, after, clause.high)
    if head is None:
        return
    end = phrases.phrase_end(words, head, clause.high, stops={"from"}, breaks=clause.breaks)
    handed = next((at for at in range(head, clause.high - 2) if phrases.comes(words, at, "to", "be", _HANDED)), None)
    if handed is not None and handed <= end + 1:
        put(found, "info", (head, handed))
        put(found, "from", agent(clause_at(clause.shown, handed + 2, clause.breaks), handed + 3))
        put(found, "from", found.get("from") or holder(clause, (head, handed)))
        put(found, "to", recipient(clause, handed + 3))
        return
    put(found, "info", (head, end))
    if nominal is not None:
        put(found, "to", recipient(clause, end))
    if not clause.passive:
        put(found, "from", found.get("from") or source(clause, head))


def _giving_verb(clause: Clause, after: int) -> int | None:
    words = clause.words
    for position in range(after, clause.high - 1):
        if words[position] != "to":
            continue
        following = position + 1
        while following < clause.high - 1 and (words[following] in ADVERBS or words[following] in {"—", ","}):
            following += 1
        if words[following] in GIVING:
            return following
    return None
