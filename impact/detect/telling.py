"""Frames of telling: who notifies whom, of what."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause
from impact.detect.lexicon import PERSONS
from impact.detect.objects import Slots, agent, information, objects, party_end, put, recipient
from impact.detect.phrases import Span
from impact.detect.pronouns import subject

_TELLING = ("notif", "inform", "tell", "told", "advis", "alert")
#: Words that end whoever is told, if they stand right after.
_AFTER_PERSON = frozenset(
    "of that about in as within whether when and accordingly by forthwith immediately to why how what if".split()
) - {"and"}
_ANYBODY = frozenset("anybody anyone everybody everyone whoever somebody someone".split())


def notify(clause: Clause) -> Slots:
    """“A must notify B of C”; “A must give notice of C to B”; “A must report C to B”."""
    words, found = clause.words, Slots()
    after = clause.verb + 1
    verb = words[clause.verb]
    if verb.startswith(_TELLING):
        return tell(clause)
    if verb in {"report", "refer", "declare", "disclose", "bring", "reported", "referred"}:
        return _report_fact(clause)
    put(found, "from", agent(clause, after) if clause.passive else subject(clause))
    to, _ = objects(clause, after)
    notice = phrases.first(words, {"notice", "notification", "intimation"}, clause.low, clause.high)
    to = _person_only(clause, to or recipient(clause, after))
    start = max(after, notice + 1) if notice is not None else after
    topic = _noticed(clause, notice) if clause.passive else _topic(clause, start, to)
    of = _of_within(clause, to) if to is not None and (topic is None or topic[0] > to[1]) else None
    if of is not None and to is not None:
        # as in “give notice to the Board of any change”
        to, topic = (to[0], of), (of + 1, phrases.phrase_end(words, of + 1, clause.high, breaks=clause.breaks))
    put(found, "to", to)
    put(found, "info", topic)
    return found


def _noticed(clause: Clause, notice: int | None) -> Span | None:
    """What “notice of A must be given” is of, before the verb or right after it."""
    words, verb = clause.words, clause.verb
    before = notice is not None and notice < verb and phrases.comes(words, notice + 1, "of|about|that")
    if before and notice is not None and clause.governor is not None and notice + 2 < clause.governor:
        return notice + 2, clause.governor
    late = phrases.first(words, {"within", "before", "later", "after"}, verb, clause.high)
    topic = _topic(clause, verb + 1, None)
    return topic if topic is not None and (late is None or topic[0] < late) else None


def _of_within(clause: Clause, to: Span) -> int | None:
    """The “of” of a topic behind whoever is told, if it is not part of the name."""
    words = clause.words
    return next(
        (
            at
            for at in range(to[0] + 1, to[1] - 1)
            if phrases.comes(words, at, "of", "any|every|each|such|its|their|his|that")
        ),
        None,
    )


def tell(clause: Clause) -> Slots:
    """“A must inform B of C”; “B must be told of C”."""
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
        if behind is not None and behind[0] <= told[1] + 1 and not is_person(clause, told):
            put(found, "to", behind)  # as in “notify the decision to the Board”
            put(found, "info", (told[0], behind[0] - 1))
            return found
        put(found, "to", _person_only(clause, told))
    put(found, "info", _topic(clause, found["to"][1] if "to" in found else start, None))
    return found


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
    return span[0], party_end(clause.words, *span)


def _topic(clause: Clause, after: int, to: Span | None) -> Span | None:
    """What somebody is told: after “of”, “that”, “about”, “as to”, “whether”."""
    words, high = clause.words, clause.high
    for at in range(after, high - 1):
        if to is not None and to[0] <= at < to[1]:
            continue
        word = words[at]
        if word in {"if", "when", "whenever"}:
            return at + 1, phrases.purpose_end(words, at + 1, high, clause.breaks)
        if word == "of" and words[at - 1] in {"which", "one", "any", "each"}:
            continue
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


def is_person(clause: Clause, span: Span) -> bool:
    """Whether a phrase begins with somebody."""
    return any(clause.words[at] in PERSONS | _ANYBODY for at in range(span[0], min(span[1], span[0] + 5)))
