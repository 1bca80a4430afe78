"""Frames of publishing, keeping, using, telling and seeing."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, clause_at, subject
from impact.detect.giving import GIVING, ensurer, give, given, make_available, named_agent
from impact.detect.lexicon import INFORMATION, PERSONS, SUBORDINATORS
from impact.detect.objects import Slots, agent, information, objects, put, recipient
from impact.detect.phrases import Span, Words
from impact.detect.references import asker

_PLACES = "website|websites|internet|gazette|newspaper|newspapers|manner|way|form|journal|least|intervals"
_REGISTERS = frozenset("register registers list lists roll rolls index indexes database databases".split())
_GIVEN = frozenset("informed told given supplied provided sent".split())
_KEEPING = frozenset("up and or keep maintain operate compile publish establish , prepare revise".split())
_TELLING = ("notif", "inform", "tell", "told", "advis", "alert")
_OPEN = frozenset("available open accessible deposited kept lodged deposit lodge keep".split())


def publish(clause: Clause) -> Slots:
    """“A must publish B”, “B must be published by A”, “A must make B available to the public”."""
    if clause.words[clause.verb] == "available":
        return make_available(clause)
    if clause.words[clause.verb] == "publication":
        return _nominal_publication(clause)
    found: Slots = {}
    if clause.passive:
        put(found, "info", information(clause, given(clause)))
        put(found, "from", agent(clause, clause.verb + 1) or ensurer(clause))
        return found
    put(found, "from", subject(clause))
    start = _after_adverbial(clause, clause.verb + 1)
    if start < clause.high and not _stops(clause.words, start, clause.high):
        stops = {"as", "available"} - {clause.words[start]}
        end = phrases.phrase_end(clause.words, start, clause.high, stops=stops, recipients=False, breaks=clause.breaks)
        end = next((at for at in range(start + 1, end) if _is_place(clause.words, at)), end)
        put(found, "info", information(clause, (start, end)))
    return found


def _is_place(words: Words, at: int) -> bool:
    """Whether “on its website”, “in the Gazette” or “in the prescribed manner” begins here."""
    return words[at] in {"in", "on", "at"} and any(phrases.comes(words, at + ahead, _PLACES) for ahead in (1, 2, 3))


def _nominal_publication(clause: Clause) -> Slots:
    """“send a notice to A for publication”: A publishes; “arrange for the publication of B”."""
    words, found, at = clause.words, Slots(), clause.verb
    if phrases.comes(words, at + 1, "of"):
        put(found, "from", ensurer(clause))
        put(
            found,
            "info",
            (at + 2, phrases.phrase_end(words, at + 2, clause.high, stops={"in", "by"}, breaks=clause.breaks)),
        )
        return found
    send = phrases.last(words, GIVING, clause.low, at)
    if send is not None:
        given = give(clause_at(clause.shown, send, clause.breaks))
        put(found, "info", given.get("info"))
        put(found, "from", given.get("to"))
    return found


def _after_adverbial(clause: Clause, start: int) -> int:
    """Where the object begins after “publish”, behind “, as soon as possible,” or “on its website”."""
    words, high = clause.words, clause.high
    if start < high and words[start] in {",", "—"}:
        closing = phrases.first(words, {","}, start + 1, min(start + 25, high))
        adverbial = start + 1 < high and words[start + 1] in SUBORDINATORS | {"in", "without"}
        return closing + 1 if adverbial and closing is not None else start + 1
    if start < high and words[start] in {"on", "in"}:
        head = phrases.first(words, INFORMATION, start, high)
        if head is not None and (words[start] == "on" or phrases.comes(words, start + 1, "such|a|any|the")):
            return phrases.noun_phrase_start(words, head, start + 2)
    return start


def _stops(words: Words, at: int, high: int) -> bool:
    return words[at] in {"if", "unless", "where", "by", "in", "under"} or phrases.opens_purpose(words, at, high)


def keep(clause: Clause) -> Slots:
    """“A must keep a register of B”: A keeps it; the information is B, unless the register has a name."""
    words, found = clause.words, Slots()
    after = _after_keeping(clause)
    if clause.passive:
        put(found, "to", agent(clause, after) or ensurer(clause))
        span = given(clause)
    else:
        put(found, "to", subject(clause))
        span = (
            (after, phrases.phrase_end(words, after, clause.high, recipients=False, breaks=clause.breaks))
            if after < clause.high
            else None
        )
    if span is None:
        return found
    for at in range(span[0], span[1] - 1):
        if words[at] not in _REGISTERS or clause.is_name(at):
            continue
        of = phrases.first(words, {"of", "containing"}, at + 1, min(at + 6, span[1] - 1))
        if of is not None:
            found["info"] = (of + 1, span[1])
            return found
    put(found, "info", information(clause, span))
    return found


def _after_keeping(clause: Clause) -> int:
    """Where the object of “set up and keep (or secure that there is kept)” begins."""
    words, at = clause.words, clause.verb + 1
    while at < clause.high and (words[at] in _KEEPING or words[at] == "("):
        at = phrases.after_brackets(words, at, clause.high) if words[at] == "(" else at + 1
    return at


def use(clause: Clause) -> Slots:
    """“A may use B”, “B may be used by A”: whoever uses it has it."""
    found: Slots = {}
    if clause.passive:
        info = information(clause, given(clause))
        put(found, "info", info)
        put(found, "to", named_agent(clause, info))
        return found
    put(found, "to", subject(clause))
    _, info = objects(clause, clause.verb + 1)
    put(found, "info", information(clause, info))
    return found


def contents(clause: Clause) -> Slots:
    """“A register must contain B”, “B must be included in it”: only what it holds is read."""
    found: Slots = {}
    if clause.passive:
        put(found, "info", information(clause, given(clause)))
        return found
    _, info = objects(clause, clause.verb + 1)
    put(found, "info", information(clause, info))
    return found


def notify(clause: Clause) -> Slots:
    """“A must notify B of C”; “A must give notice of C to B”; “A must report C to B”."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    verb = words[clause.verb]
    if verb.startswith(_TELLING):
        return _tell(clause)
    if verb in {"report", "refer", "declare", "disclose", "bring", "reported", "referred"}:
        return _report_fact(clause)
    put(found, "from", agent(clause, after) if clause.passive else subject(clause))
    to, _ = objects(clause, after)
    notice = phrases.first(words, {"notice", "notification", "intimation"}, clause.low, clause.high)
    put(found, "to", _person_only(clause, to or recipient(clause, after)))
    start = max(after, notice + 1) if notice is not None else after
    put(found, "info", _topic(clause, start, found.get("to")))
    return found


def _tell(clause: Clause) -> Slots:
    words, found, after = clause.words, Slots(), clause.verb + 1
    if clause.passive:
        put(found, "to", subject(clause))
        put(found, "from", agent(clause, after))
        put(found, "info", _topic(clause, after, None))
        return found
    put(found, "from", subject(clause))
    start = after
    if phrases.comes(words, start, "in", "accordance", "with"):
        person = phrases.first(words, {"the", "that", "any", "each"}, start + 3, clause.high)
        start = person if person is not None else start
    elif phrases.comes(words, start, "in", "writing"):
        start += 2
    if start < clause.high and words[start] not in {"of", "that"}:
        told = (start, _told_end(clause, start))
        behind = recipient(clause, told[0])
        if behind is not None and behind[0] <= told[1] + 1 and not _is_person(clause, told):
            put(found, "to", behind)  # as in “notify the decision to the Board”
            put(found, "info", (told[0], behind[0] - 1))
            return found
        put(found, "to", _person_only(clause, told))
    put(found, "info", _topic(clause, found["to"][1] if "to" in found else start, None))
    return found


_AFTER_PERSON = frozenset(
    "of that about in as within whether when and accordingly by forthwith immediately to why how what if".split()
) - {"and"}


def _told_end(clause: Clause, start: int) -> int:
    """Where whoever is told ends; the “of” of a name, as in “Secretary of State”, is part of it."""
    at = start
    while True:
        end = phrases.phrase_end(clause.words, at, clause.high, stops=_AFTER_PERSON, breaks=clause.breaks)
        if (
            end + 1 >= clause.high
            or clause.words[end] != "of"
            or not (clause.is_name(end - 1) and clause.is_name(end + 1))
        ):
            return end
        at = end + 1


def _person_only(clause: Clause, span: Span | None) -> Span | None:
    """A recipient without the topic that follows it."""
    if span is None:
        return None
    for at in range(span[0] + 1, span[1]):
        if clause.words[at] in {"that", "about", "notice", "notification"} or (
            clause.words[at] == "of" and clause.words[at - 1] == "writing"
        ):
            end = at - 1 if clause.words[at - 1] in {"written", "a", "the"} else at
            return span[0], end
    return span


def _topic(clause: Clause, after: int, to: Span | None) -> Span | None:
    """What somebody is told: after “of”, “that”, “about”, “as to”, “whether”."""
    words, high = clause.words, clause.high
    for at in range(after, high - 1):
        if to is not None and to[0] <= at < to[1]:
            continue
        word = words[at]
        if word in {"that", "whether"}:
            return at, phrases.purpose_end(words, at, high, clause.breaks)
        if word in {"of", "about"} or (word == "as" and words[at + 1] == "to"):
            start = at + 2 if word == "as" else at + 1
            return start, phrases.phrase_end(words, start, high, stops={"as"}, breaks=clause.breaks)
    return None


def _report_fact(clause: Clause) -> Slots:
    """“A must report the matter to B”; “A must bring C to the attention of B”."""
    words, found, after = clause.words, Slots(), clause.verb + 1
    if clause.passive:
        put(found, "info", information(clause, subject(clause)))
        put(found, "from", agent(clause, after))
        put(found, "to", recipient(clause, after))
        return found
    put(found, "from", subject(clause))
    to, info = objects(clause, after)
    put(found, "info", information(clause, info))
    to = to or recipient(clause, info[1] if info is not None else after)
    if to is not None and phrases.comes(words, to[0], "the", "attention|notice", "of"):
        to = (to[0] + 3, to[1])
    put(found, "to", to)
    return found


def access(clause: Clause) -> Slots:
    """“A may inspect B”, “B is open to inspection by A”, “C must give access to B to A”: A sees, B is what is seen."""
    words, found = clause.words, Slots()
    after, verb = clause.verb + 1, words[clause.verb]
    if verb in _OPEN:
        return _open_to(clause)
    if verb == "access" and phrases.comes(words, after, "to") and clause.governor is None:
        put(
            found,
            "info",
            (
                after + 1,
                phrases.phrase_end(
                    words, after + 1, clause.high, stops={"shall", "must", "is"}, recipients=False, breaks=clause.breaks
                ),
            ),
        )
        return found
    if (
        verb
        in {"give", "provide", "allow", "permit", "afford", "grant", "secure", "supply", "furnish", "send", "enable"}
        and not clause.passive
    ):
        return _let_see(clause)
    party = subject(clause)
    if clause.passive and not (party is not None and verb in _GIVEN and _is_person(clause, party)):
        put(found, "info", party)
        put(found, "to", agent(clause, after) or recipient(clause, after))
        return found
    put(found, "to", party)
    start = (
        phrases.first(words, {"to"}, after, min(after + 3, clause.high))
        if phrases.comes(words, after, "of", "access")
        else None
    )
    if start is not None or phrases.comes(words, after, "access", "to"):
        begin = (start if start is not None else after + 1) + 1
        put(
            found,
            "info",
            (
                begin,
                phrases.phrase_end(
                    words, begin, clause.high, stops={"in", "by"}, recipients=False, breaks=clause.breaks
                ),
            ),
        )
        return found
    _, info = objects(clause, after)
    put(found, "info", info)
    return found


def _is_person(clause: Clause, span: Span) -> bool:
    return any(clause.words[at] in PERSONS for at in range(span[0], min(span[1], span[0] + 5)))


def _open_to(clause: Clause) -> Slots:
    """“B is open to inspection by A”; “C must make B available for inspection by A”."""
    words, at = clause.words, clause.verb
    found = make_available(clause)
    found.pop("to", None)
    by = agent(clause, at + 1)
    put(found, "to", by or _public(words, at, clause.high))
    if "info" not in found:
        head = phrases.information_start(words, at + 1, clause.high)
        if head is not None:
            put(found, "info", (head, phrases.phrase_end(words, head, clause.high, stops={"at"}, breaks=clause.breaks)))
    return found


def _public(words: Words, after: int, high: int) -> Span | None:
    for at in range(after, min(after + 16, high)):
        if phrases.comes(words, at, "members", "of", "the", "public"):
            return at, at + 4
    public = phrases.first(words, {"public"}, after, min(after + 6, high))
    return (public, public + 1) if public is not None else recipient_person(words, after, high)


def recipient_person(words: Words, after: int, high: int) -> Span | None:
    """“to any person who asks for it” after “available”."""
    for at in range(after, high - 2):
        if phrases.comes(words, at, "to", "any|every|a|the", "person|persons|member|one"):
            return at + 1, phrases.phrase_end(words, at + 1, high, recipients=False)
    return None


def _let_see(clause: Clause) -> Slots:
    """“A must give access to B to C”, “A must allow C access to B”, “A must allow B to be inspected by C”."""
    words, found, after = clause.words, Slots(), clause.verb + 1
    put(found, "from", subject(clause))
    inspected = phrases.first(words, {"inspected", "examined"}, after, clause.high)
    if inspected is not None and phrases.comes(words, inspected - 2, "to", "be"):
        put(found, "info", (after, inspected - 2))
        put(found, "to", agent(clause, inspected + 1))
        return found
    at = phrases.first(words, {"access"}, after, clause.high)
    if at is not None and phrases.comes(words, at + 1, "to"):
        public = phrases.comes(words, at - 1, "public")
        end = phrases.phrase_end(words, at + 2, clause.high, breaks=clause.breaks)
        put(found, "info", (at + 2, end))
        put(found, "to", (at - 1, at) if public else (after, at) if at > after else recipient(clause, end))
        return found
    verb = phrases.first(
        words, {"inspect", "examine", "gain", "have", "obtain", "view", "search", "take"}, after, clause.high
    )
    if verb is not None and words[verb - 1] == "to":
        put(found, "to", (after, verb - 1))
        begin = phrases.first(words, {"of"}, verb + 1, min(verb + 4, clause.high)) if words[verb] == "take" else None
        start = (begin if begin is not None else verb) + 1
        if phrases.comes(words, start, "access", "to"):
            start += 2
        put(
            found,
            "info",
            (start, phrases.phrase_end(words, start, clause.high, recipients=False, breaks=clause.breaks)),
        )
        return found
    to, info = objects(clause, after)
    put(found, "info", info)
    put(found, "to", to or recipient(clause, info[1] if info is not None else after) or asker(clause))
    return found
