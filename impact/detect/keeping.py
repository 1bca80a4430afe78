"""Frames of publishing, keeping, using and seeing."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, clause_at
from impact.detect.giving import GIVING, ensurer, give, given, make_available, named_agent, require
from impact.detect.lexicon import BOUND_TO, INFINITIVES, INFORMATION, SUBORDINATORS
from impact.detect.objects import Slots, agent, information, listed_start, objects, put, recipient
from impact.detect.phrases import MODALS, Span, Words
from impact.detect.pronouns import subject
from impact.detect.references import asker, information_before
from impact.detect.seeing import asked_of, given_access
from impact.detect.telling import is_person

_PLACES = "website|websites|internet|gazette|newspaper|newspapers|manner|way|form|journal|least|intervals"
_REGISTERS = frozenset("register registers list lists schedule roll rolls index indexes database databases".split())
_GIVEN = frozenset("informed told given supplied provided sent".split())
_KEEPING = frozenset("up and or keep maintain operate run compile publish establish , prepare revise".split())
_LETTING = frozenset("permit permits allow allows enable enables let".split())
#: What information is used to do, beside the verbs that any “to” may open.
_AIMS = frozenset("compare analyse evaluate plan inform decide target calculate estimate detect research".split())
_HOLDING = frozenset("contain include show specify state record".split())
_STATES = (("up", "to", "date"), ("to", "be", "made|kept|recorded|entered"), ("himself|herself|itself|themselves",))
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
        if head is not None and (words[start] == "on" or phrases.comes(words, start + 1, "such|a|any|the|each|every")):
            return phrases.noun_phrase_start(words, head, start + 2)
    return start


def _stops(words: Words, at: int, high: int) -> bool:
    return words[at] in {"if", "unless", "where", "by", "in", "under"} or phrases.opens_purpose(words, at, high)


def keep(clause: Clause) -> Slots:
    """“A must keep a register of B”: A keeps it; the information is B, unless the register has a name."""
    words, found = clause.words, Slots()
    after = _after_keeping(clause)
    cause = phrases.last(words, {"cause", "causes"}, clause.low, clause.verb)
    if clause.passive and cause is not None and phrases.comes(words, cause + 1, "to", "be"):
        put(found, "to", subject(clause_at(clause.shown, cause, clause.breaks)))
        span = (after, _kept_end(clause, after)) if after < clause.high else None
    elif clause.passive:
        put(found, "to", agent(clause, after) or ensurer(clause))
        span = given(clause)
        if span is not None and words[span[0]] == "there":
            span = (after, _kept_end(clause, after)) if after < clause.high else None
    else:
        keeper = subject(clause)
        put(found, "to", None if keeper is None or words[keeper[0]] == "there" else keeper)
        after = listed_start(clause, after)
        span = (after, _kept_end(clause, after)) if after < clause.high else None
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


def _kept_end(clause: Clause, start: int) -> int:
    """Where what is kept ends: not behind the “up to date” of “keep it up to date”."""
    end = phrases.phrase_end(clause.words, start, clause.high, recipients=False, breaks=clause.breaks)
    return next(
        (at for at in range(start + 1, end) if any(phrases.comes(clause.words, at, *each) for each in _STATES)), end
    )


def _after_keeping(clause: Clause) -> int:
    """Where the object of “set up and keep (or secure that there is kept)” begins."""
    words, at = clause.words, clause.verb + 1
    while at < clause.high and (words[at] in _KEEPING or words[at] == "("):
        at = phrases.after_brackets(words, at, clause.high) if words[at] == "(" else at + 1
    closing = phrases.first(words, {","}, at, clause.high)
    if words[at - 1] == "," and closing is not None and at < clause.high and words[at] in SUBORDINATORS:
        return closing + 1  # as in “keep, in such form as it thinks fit, a list”
    return _behind_register(clause, at)


def _behind_register(clause: Clause, at: int) -> int:
    """Where what is entered begins, in “enter in the register A's name”."""
    words, high = clause.words, clause.high
    if at >= high or words[at] not in {"in", "on", "into"}:
        return at
    register = phrases.first(words, _REGISTERS, at, min(at + 6, high))
    if register is None and not phrases.comes(words, at, "in", "respect"):
        return at
    register = at if register is None else register
    listed = min((start for start in clause.breaks if register < start < high), default=None)
    head = phrases.information_start(words, register + 1, high)
    return listed if listed is not None else head if head is not None else high


def use(clause: Clause) -> Slots:
    """“A may use B”, “B may be used by A”: whoever uses it has it."""
    found: Slots = {}
    if clause.passive:
        handed = phrases.comes(clause.words, clause.verb - 3, ",", "to", "be")  # “may supply B to C, to be used for …”
        info = information_before(clause, clause.verb) if handed else information(clause, given(clause))
        put(found, "info", info)
        put(found, "to", named_agent(clause, info))
        return found
    put(found, "to", subject(clause))
    _, info = objects(clause, clause.verb + 1)
    aim = _aim(clause, info) if info is not None else None
    if aim is not None and info is not None:
        info = (info[0], min(info[1], aim))
        put(found, "purpose", (aim, phrases.purpose_end(clause.words, aim, clause.high)))
    put(found, "info", information(clause, info))
    return found


def _aim(clause: Clause, info: Span) -> int | None:
    """The “to” of what somebody uses information to do: “must use the data to compare its results”."""
    words = clause.words
    return next(
        (
            at
            for at in range(info[0] + 1, min(info[1] + 1, clause.high - 1))
            if words[at] == "to"
            and words[at + 1] in (INFINITIVES | _AIMS) - {"which"}
            and words[at - 1] not in BOUND_TO
        ),
        None,
    )


def contents(clause: Clause) -> Slots:
    """“A register must contain B”, “B must be included in it”: only what it holds is read."""
    found: Slots = {}
    if clause.passive:
        put(found, "info", information(clause, given(clause)))
        return found
    _, info = objects(clause, _holding(clause) + 1)
    put(found, "info", information(clause, info))
    return found


def _holding(clause: Clause) -> int:
    """The verb of holding, where the operative word is the noun: “an entry in the register must show B”."""
    words, verb = clause.words, clause.verb
    if phrases.comes(words, verb + 1, "so", "as", "to"):
        return min(verb + 4, clause.high - 1)
    if words[verb] not in INFORMATION:
        return verb
    modal = phrases.first(words, MODALS | {"is", "are"}, verb + 1, clause.high - 1)
    if modal is None:
        return verb
    holding = phrases.first(words, _HOLDING, modal, min(modal + 10, clause.high - 1))
    if holding is not None:
        return holding
    return modal + 2 if words[modal + 1] == "to" and modal + 2 < clause.high else modal + 1


def access(clause: Clause) -> Slots:
    """“A may inspect B”, “B is open to inspection by A”, “C must give access to B to A”: A sees, B is what is seen."""
    words, found = clause.words, Slots()
    after, verb = clause.verb + 1, words[clause.verb]
    if verb in _OPEN:
        return _open_to(clause)
    seen = given_access(clause)
    if seen is not None:
        return seen
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
    if verb in {"require", "request", "requires", "requests"} and not clause.passive:
        return require(clause)
    party = subject(clause)
    if clause.passive and not (party is not None and verb in _GIVEN and is_person(clause, party)):
        put(found, "info", party)
        put(found, "to", agent(clause, after) or recipient(clause, after))
        return found
    put(found, "to", party)
    put(found, "from", _lets(clause))
    asked = asked_of(clause, party)
    if asked:
        return asked | found
    sight = next(
        (at for at in range(after - 1, min(after + 5, clause.high)) if phrases.comes(words, at, "access", "to")), None
    )
    if sight is not None:
        begin = sight + 2
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
    _, info = objects(clause, _behind_copying(words, after))
    put(found, "info", info)
    return found


def _behind_copying(words: Words, after: int) -> int:
    """Where the object of “inspect and take copies of the roll” begins."""
    if not phrases.comes(words, after, "and|or", "take|make|copy|remove"):
        return after
    of = phrases.first(words, {"of", "from"}, after, min(after + 8, len(words)))
    return of + 1 if of is not None else after + 2


def _lets(clause: Clause) -> Span | None:
    """Who lets somebody see: “A must permit B to inspect C”, “A must ensure that B can inspect C”."""
    words = clause.words
    letting = phrases.last(words, _LETTING, clause.low, clause.verb)
    if (
        letting is not None
        and phrases.comes(words, clause.verb - 1, "to")
        and phrases.first(words, {",", "that"}, letting, clause.verb) is None
    ):
        return subject(clause_at(clause.shown, letting, clause.breaks))
    return ensurer(clause)


def _open_to(clause: Clause) -> Slots:
    """“B is open to inspection by A”; “C must make B available for inspection by A”."""
    words, at = clause.words, clause.verb
    found = make_available(clause)
    found.pop("to", None)
    if words[at] == "open":
        found.pop("from", None)  # whoever it is open to inspection by does not give
    by = agent(clause, at + 1)
    to = recipient(clause, at + 1)
    named = to if to is not None and words[at] == "available" and is_person(clause, to) else None
    put(found, "to", by or _public(words, at, clause.high) or named)
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


def _without_aside(words: Words, start: int, end: int) -> Span:
    """A party without “, on request,” behind it."""
    comma = phrases.first(words, {","}, start, end)
    aside = comma is not None and comma + 1 < end and words[comma + 1] in SUBORDINATORS
    return (start, comma) if aside and comma is not None else (start, end)


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
        put(found, "to", _without_aside(words, after, verb - 1))
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
