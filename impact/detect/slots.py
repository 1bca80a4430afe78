"""Who gives what to whom, and for what: slots read from the words around an operative verb.

A rule names a frame, which says how the parties stand around its verb: the subject of "disclose" gives, that of "obtain"
receives. Passives turn the frame round ("information may be disclosed by A to B"). What the words do not say stays open; nothing
is supplied from outside the sentence here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from impact.detect import phrases
from impact.detect.phrases import Span, Words

#: Verbs that take the recipient without "to": "give the Board a copy".
_DITRANSITIVE = frozenset(
    "give gives given giving send sends sent sending provide provides provided providing supply supplies supplied supplying furnish "
    "furnishes furnished show pay offer issue serve tell allow grant submit return hand deliver".split()
)
_GIVING = frozenset(
    "give provide supply furnish send produce disclose answer submit deliver make attend notify inform state permit allow return show "
    "tell report transmit communicate furnishing keep hand prepare create furnish explain identify assist".split()
)
_NOMINAL_ENDINGS = ("ure", "ion", "ly", "ing", "nge", "sal")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb in its sentence: `low:high` bound the sentence, `verb` is the operative word, `modal` what governs it."""

    words: Words
    low: int
    high: int
    verb: int
    modal: int | None
    passive: bool


Slots = dict[str, Span]


def clause_at(words: Words, verb: int) -> Clause:
    """The clause around an operative verb."""
    low, high = phrases.sentence(words, verb)
    return Clause(words, low, high, verb, phrases.modal_before(words, low, verb), phrases.passive(words, low, verb))


def read(frame: str, words: Words, verb: int) -> Slots:
    """The slots of a verb in a frame: name → token span; absent means not stated."""
    clause = clause_at(words, verb)
    found = _FRAMES[frame](clause)
    if "purpose" not in found and frame != "none":
        span = phrases.purpose(words, verb + 1, clause.high)
        if span is None and clause.passive and clause.modal is not None:
            span = phrases.purpose(words, clause.low, clause.modal)
        if span is None and words[clause.low] == "for":
            span = _opening_purpose(clause)
        if span is not None:
            found["purpose"] = span
    return {slot: (start, end) for slot, (start, last) in found.items() if start < (end := _ended(words, start, last))}


def _ended(words: Words, start: int, end: int) -> int:
    """The end of a phrase without the "or" or comma that leads to the next paragraph."""
    while end > start and words[end - 1] in {",", "or", "and", "\u2014", ":"}:
        end -= 1
    return end


def _opening_purpose(clause: Clause) -> Span | None:
    """A purpose that opens the sentence: "For the purposes of …, a council may"."""
    if not phrases.opens_purpose(clause.words, clause.low, clause.high):
        return None
    for position in range(clause.low, clause.verb):
        if clause.words[position] == ",":
            return clause.low, position
    return None


def _subject(clause: Clause) -> Span | None:
    before = clause.modal if clause.modal is not None else clause.verb
    return phrases.subject(clause.words, clause.low, before)


def _agent(clause: Clause, after: int) -> Span | None:
    """Who does it, in a passive: "by …" after the verb, unless what is by is a means or a time."""
    words = clause.words
    for position in range(after, clause.high - 1):
        if words[position] == "by" and words[position + 1] not in {"virtue", "reason", "notice", "reference", "means", "way", "regulations", "order", "the" if words[position + 2 : position + 3] == ["end"] else "\0"}:
            if words[position + 1].endswith("ing"):
                continue
            return position + 1, phrases.phrase_end(words, position + 1, clause.high, stops=frozenset({"under", "to", "in", "as", "by"}))
        if words[position] in {"if", "unless", "where"}:
            return None
    return None


def _recipient(clause: Clause, after: int) -> Span | None:
    words = clause.words
    for position in range(after, clause.high):
        if phrases.opens_recipient(words, position, clause.low, clause.high):
            return position + 1, _recipient_end(words, position + 1, clause.high)
        if words[position] in {"if", "unless", "except"}:
            return None
    return None


def _recipient_end(words: Words, start: int, high: int) -> int:
    return phrases.phrase_end(words, start, high, stops=frozenset({"such", "in", "at", "with", "as"}) - ({"such"} if words[start : start + 1] == ["such"] else set()), recipients=False)


def _object(clause: Clause, after: int) -> tuple[Span | None, Span | None]:
    """`(recipient without "to", information)` after an active verb."""
    words, high = clause.words, clause.high
    start = after
    while start < high and (words[start] in {"also", "—", "to", ","} and not phrases.opens_recipient(words, start, after, high)):
        start += 1
    if start >= high:
        return None, None
    head = phrases.information_start(words, start, high)
    if head is None:
        return None, (start, phrases.phrase_end(words, start, high)) if not _stops(words, start, high) else None
    if phrases.opens_recipient(words, start, after, high):
        head = _after_recipient(words, start, high)
        return (start + 1, head), (head, phrases.phrase_end(words, head, high))
    if head > start:
        before = words[start:head]
        if words[head - 1] == "with":
            return (start, head - 1), (head, phrases.phrase_end(words, head, high))
        if words[clause.verb] in _DITRANSITIVE and words[start] in phrases.DETERMINERS | {"him", "it", "them", "persons"} and not set(before) & {"of", "to", ",", "that"}:
            return (start, head), (head, phrases.phrase_end(words, head, high))
        if "with" in before and words[clause.verb] in _DITRANSITIVE:
            at = start + list(before).index("with")
            return (start, at), (at + 1, phrases.phrase_end(words, at + 1, high))
        return None, (start, phrases.phrase_end(words, start, high))
    return None, (head, phrases.phrase_end(words, head, high))


def _after_recipient(words: Words, opening: int, high: int) -> int:
    """Where the information begins in "disclose to the person information about …": at its noun, or the determiner just before."""
    noun = next(position for position in range(opening + 1, high) if words[position] in phrases.INFORMATION)
    for start in (noun - 2, noun - 1):
        if start > opening + 1 and words[start] in phrases.DETERMINERS:
            return start
    return noun


def _stops(words: Words, at: int, high: int) -> bool:
    return words[at] in {"if", "unless", "where", "by", "in", "under"} or phrases.opens_purpose(words, at, high)


def _give(clause: Clause) -> Slots:
    if _nominal(clause):
        return _nominal_give(clause)
    found: Slots = {}
    if clause.passive:
        _put(found, "info", _subject(clause))
        _put(found, "from", _agent(clause, clause.verb + 1))
        _put(found, "to", _recipient(clause, clause.verb + 1))
        return found
    _put(found, "from", _subject(clause))
    direct, info = _object(clause, clause.verb + 1)
    _put(found, "info", info)
    _put(found, "to", direct or _recipient(clause, clause.verb + 1))
    return found


def _nominal(clause: Clause) -> bool:
    """Whether the operative word is a noun: "the disclosure of information by A to B"."""
    word = clause.words[clause.verb]
    following = clause.words[clause.verb + 1 : clause.verb + 2]
    return word.endswith(_NOMINAL_ENDINGS) and following in (["of"], ["by"], ["to"]) and not clause.passive


def _nominal_give(clause: Clause) -> Slots:
    words, found = clause.words, Slots()
    after = clause.verb + 1
    if words[after : after + 1] == ["of"]:
        found["info"] = (after + 1, phrases.phrase_end(words, after + 1, clause.high, stops=frozenset({"by", "is", "does", "under", "which"})))
    _put(found, "from", _agent(clause, after))
    _put(found, "to", _recipient(clause, after))
    return found


def _receive(clause: Clause) -> Slots:
    found: Slots = {}
    words = clause.words
    if clause.passive:
        _put(found, "info", _subject(clause))
        _put(found, "to", _agent(clause, clause.verb + 1))
    else:
        _put(found, "to", _subject(clause))
        _, info = _object(clause, clause.verb + 1)
        if info is not None:
            info = (info[0], _before(words, info, "from"))
        _put(found, "info", info)
    for position in range(clause.verb + 1, clause.high - 1):
        if words[position] == "from":
            found["from"] = (position + 1, phrases.phrase_end(words, position + 1, clause.high, stops=frozenset({"any", "such", "in", "as"}) - {words[position + 1]}))
            break
    return found


def _before(words: Words, span: Span, stop: str) -> int:
    for position in range(span[0] + 1, span[1]):
        if words[position] == stop:
            return position
    return span[1]


def _require(clause: Clause) -> Slots:
    """ "A may require B to give information": A receives, B gives."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    giving = _giving_verb(clause, after)
    if clause.passive:
        _put(found, "from", _subject(clause))
        _put(found, "to", _agent(clause, after) if giving is None else None)
    else:
        _put(found, "to", _subject(clause))
        start = after
        if words[start : start + 1] == [","]:
            start += 1
        if words[start : start + 1] == ["by"]:
            comma = words.index(",", start, clause.high) if "," in words[start : clause.high] else start
            start = comma + 1
        if giving is not None and giving - 1 > start:
            end = phrases.phrase_end(words, start, giving - 1, recipients=False, stops=frozenset({"by", ","}))
            found["from"] = (start, end)
    if giving is not None:
        direct, info = _object(Clause(words, clause.low, clause.high, giving, None, False), giving + 1)
        _put(found, "info", info)
        if "to" not in found:
            _put(found, "to", direct or _recipient(clause, giving + 1))
        return found
    head = phrases.information_start(words, after, clause.high)
    if head is not None:
        found["info"] = (head, phrases.phrase_end(words, head, clause.high, stops=frozenset({"from"})))
        for position in range(head, clause.high - 1):
            if words[position] in {"from", "by"} and not clause.passive:
                found["from"] = (position + 1, phrases.phrase_end(words, position + 1, clause.high, recipients=False))
                break
    return found


def _giving_verb(clause: Clause, after: int) -> int | None:
    words = clause.words
    for position in range(after, clause.high - 1):
        if words[position] == "to" and words[position + 1] in _GIVING:
            return position + 1
        if words[position] == "to" and words[position + 1] in {"—", ","}:
            for following in range(position + 2, min(position + 4, clause.high)):
                if words[following] in _GIVING:
                    return following
    return None


def _publish(clause: Clause) -> Slots:
    found: Slots = {}
    if clause.passive:
        _put(found, "info", _subject(clause))
        _put(found, "from", _agent(clause, clause.verb + 1))
        return found
    _put(found, "from", _subject(clause))
    start = clause.verb + 1
    while start < clause.high and clause.words[start] in {",", "—"}:
        comma = phrases._last(clause.words, ",", start + 1, min(start + 20, clause.high))
        start = (comma if comma is not None else start) + 1
    if start < clause.high and not _stops(clause.words, start, clause.high):
        found["info"] = (start, phrases.phrase_end(clause.words, start, clause.high, stops=frozenset({"in", "on", "as", "available"}) - {clause.words[start]}, recipients=False))
    return found


_REGISTER_NOUNS = frozenset("register registers list lists roll rolls record records database index record".split())


def _keep(clause: Clause) -> Slots:
    """ "A must keep a register of B": A keeps it; the information is B."""
    words, found = clause.words, Slots()
    low = clause.low
    if clause.passive:
        _put(found, "to", _agent(clause, clause.verb + 1))
        span = _subject(clause)
    else:
        _put(found, "to", _subject(clause))
        span = (clause.verb + 1, phrases.phrase_end(words, clause.verb + 1, clause.high, recipients=False)) if clause.verb + 1 < clause.high else None
    if span is None:
        return found
    for position in range(max(span[0], low), span[1] - 1):
        if words[position] in _REGISTER_NOUNS:
            for following in range(position + 1, min(position + 6, span[1] - 1)):
                if words[following] in {"of", "containing"}:
                    found["info"] = (following + 1, span[1])
                    return found
    found["info"] = span
    return found


def _use(clause: Clause) -> Slots:
    found: Slots = {}
    if clause.passive:
        _put(found, "info", _subject(clause))
        _put(found, "to", _agent(clause, clause.verb + 1))
        return found
    _put(found, "to", _subject(clause))
    _, info = _object(clause, clause.verb + 1)
    _put(found, "info", info)
    return found


def _notify(clause: Clause) -> Slots:
    """ "A must notify B of C"; "A must give notice of C to B"."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    verb = words[clause.verb]
    if verb.startswith(("notif", "inform", "tell", "told", "advis")):
        if clause.passive:
            _put(found, "to", _subject(clause))
            _put(found, "from", _agent(clause, after))
        else:
            _put(found, "from", _subject(clause))
            end = phrases.phrase_end(words, after, clause.high, stops=frozenset({"of", "that", "about", "in", "as", "within", "whether", "when", "and"}), recipients=False) if after < clause.high else after
            found["to"] = (after, end)
    else:
        _put(found, "from", _subject(clause) if not clause.passive else _agent(clause, after))
        direct, _ = _object(clause, after)
        _put(found, "to", _recipient(clause, after) or direct)
    for position in range(after, clause.high - 1):
        if words[position] in {"of", "that", "about"} or (words[position] == "as" and words[position + 1] == "to"):
            start = position + (0 if words[position] == "that" else 2 if words[position] == "as" else 1)
            found["info"] = (start, phrases.phrase_end(words, start, clause.high, stops=frozenset({"as", "within"})))
            break
    return found


def _access(clause: Clause) -> Slots:
    """ "A may inspect B", "B is open to inspection by A": A sees, B is what is seen."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    if clause.passive:
        _put(found, "info", _subject(clause))
        _put(found, "to", _agent(clause, after) or _recipient(clause, after))
        return found
    if words[clause.verb] in {"give", "provide", "allow", "permit", "afford", "ensure"}:
        _put(found, "from", _subject(clause))
        direct, info = _object(clause, after)
        _put(found, "info", info)
        _put(found, "to", _recipient(clause, after) or direct)
        return found
    _put(found, "to", _subject(clause))
    _, info = _object(clause, after)
    _put(found, "info", info)
    return found


def _put(found: Slots, slot: str, span: Span | None) -> None:
    if span is not None and span[0] < span[1]:
        found[slot] = span


_FRAMES: Mapping[str, Callable[[Clause], Slots]] = {
    "give": _give,
    "receive": _receive,
    "require": _require,
    "publish": _publish,
    "keep": _keep,
    "use": _use,
    "notify": _notify,
    "access": _access,
    "none": lambda clause: {},
}

#: The frames that a rule may name.
FRAMES = tuple(_FRAMES)
