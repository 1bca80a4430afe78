"""Who gives what to whom, and for what: slots read from the words around an operative verb.

A rule names a frame, which says how the parties stand around its verb: the subject of "disclose" gives, that of "obtain"
receives. Passives turn the frame round ("information may be disclosed by A to B"). What the words do not say stays open; nothing
is supplied from outside the sentence here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from impact.detect import phrases
from impact.detect.circumstances import about, condition
from impact.detect.clauses import Clause, clause_at
from impact.detect.doing import operative
from impact.detect.giving import GIVING, give, receive, require
from impact.detect.keeping import access, contents, keep, publish, use
from impact.detect.lexicon import CONDITIONALS, PRONOUNS
from impact.detect.objects import Slots, is_a_thing, put
from impact.detect.phrases import MODALS, Span, Words
from impact.detect.pronouns import offender, subject
from impact.detect.telling import notify


def read(frame: str, shown: Words, verb: int, breaks: Collection[int] = frozenset()) -> Slots:
    """The slots of a verb in a frame: name → token span; absent means not stated.

    `shown` is the sentence's tokens as they are written (capitals tell names), `breaks` the tokens that begin a paragraph.
    """
    clause = clause_at(shown, operative(shown, _not_a_name(shown, verb)), breaks)
    found = {slot: span for slot, span in _FRAMES[frame](clause).items() if span[0] < span[1]}
    found = {
        slot: span for slot, span in found.items() if slot not in {"from", "to"} or not is_a_thing(clause.words, span)
    }
    if "purpose" not in found and frame != "none":
        span = _purpose(clause, found)
        if span is not None and not _of_an_exception(clause, span):
            start, end = _said_before(clause, span)
            found["purpose"] = start, _before_what_follows(clause, start, end, found)
    if frame != "none":
        put(found, "subject", about(clause, found.get("info")))
        put(found, "conditions", condition(clause, found))
    return found


def meant(shown: Words, span: Span, breaks: Collection[int] = frozenset()) -> Span:
    """A span that a pattern marks, or the whole term that it is part of; a pronoun who offends is whoever it stands for."""
    if span[1] - span[0] != 1 or shown[span[0]].lower() not in PRONOUNS:
        return _term(shown, span)
    return offender(clause_at(shown, span[0], breaks), span[0]) or span


def _term(shown: Words, span: Span) -> Span:
    """The term in quotation marks that a span ends: the “information” of “benefit information”."""
    if span[1] >= len(shown) or shown[span[1]] not in _QUOTES:
        return span
    opening = next((at for at in range(span[0] - 1, max(span[0] - _TERM, 0) - 1, -1) if shown[at] in _QUOTES), None)
    if opening is None:
        return span
    # What is inserted often begins with a joint: “after “letters” insert “or documents””.
    return next((at for at in range(opening + 1, span[0]) if shown[at].lower() not in _JOINTS), span[0]), span[1]


def _not_a_name(shown: Words, verb: int) -> int:
    """The operative verb, or the next verb of giving where the word is part of a name: “State” in “Secretary of State”."""
    if verb == 0 or not (shown[verb][:1].isupper() and shown[verb - 1] == "of"):
        return verb
    _, high = phrases.sentence(shown, verb)
    return phrases.first(shown, GIVING, verb, high) or verb


def _purpose(clause: Clause, found: Slots) -> Span | None:
    """What it is for: said between modal and verb, after what is given, or at the beginning of the sentence."""
    words, verb = clause.words, clause.verb
    governor = clause.governor
    if governor is None and words[verb].endswith("ing"):
        governor = phrases.first(words, MODALS, clause.low, verb)
    if governor is not None and not clause.passive:
        span = phrases.purpose(words, governor + 1, verb)
        if span is not None:
            return span[0], min(phrases.purpose_end(words, span[0], verb, clause.breaks), verb)
    after = max([verb + 1, *(end for slot, (start, end) in found.items() if start > verb and slot != "from")])
    for start in sorted({after, verb + 1}, reverse=True):
        span = phrases.purpose(words, start, clause.high)
        if span is not None:
            return span[0], phrases.purpose_end(words, span[0], clause.high, clause.breaks)
    return _needed_for(clause, found) or _opening_purpose(clause) or _conditional_purpose(clause)


def _of_an_exception(clause: Clause, span: Span) -> bool:
    """Whether a purpose is that of what a bar leaves out: “shall not be disclosed unless it is supplied for the purposes of …”."""
    return phrases.first(clause.words, {"unless"}, clause.verb, span[0]) is not None


def _before_what_follows(clause: Clause, start: int, end: int, found: Slots) -> int:
    """Where a purpose ends before what is given: “disclose to A, for inclusion in the index, the particulars of B”."""
    inside = [begin for slot, (begin, _) in found.items() if slot in {"info", "to"} and start < begin < end]
    if not inside or clause.words[min(inside) - 1] != ",":
        return end
    return min(inside) - 1


def _said_before(clause: Clause, span: Span) -> Span:
    """What “that purpose” is, if it is named before: “must, for the purpose of a survey, …, and may for that purpose …”."""
    words, low = clause.words, clause.low
    if span[1] - span[0] != 3 or not phrases.comes(words, span[0] + 1, "that|those", "purpose|purposes"):
        return span
    before = next(
        (at for at in range(low, span[0]) if phrases.comes(words, at, "for", "the", "purpose|purposes", "of")), None
    )
    if before is None:
        return span
    comma = phrases.first(words, {","}, before, span[0])
    end = phrases.purpose_end(words, before, span[0], clause.breaks)
    return before, min(end, comma if comma is not None else end)


def _needed_for(clause: Clause, found: Slots) -> Span | None:
    """What the information must be needed for: “such particulars as are necessary for the audit”, “relevant to its functions”."""
    words = clause.words
    low = found["info"][0] if "info" in found and found["info"][0] > clause.verb else clause.verb + 1
    for at in range(low, clause.high - 2):
        if phrases.comes(words, at, "necessary|required|needed|requires|needs", "for|by|to") and words[at + 1] == "for":
            return at + 1, phrases.purpose_end(words, at + 1, clause.high, clause.breaks)
        if phrases.comes(words, at, "needs|need|requires|require", "to") and words[at - 1] != "or":
            return at + 1, phrases.purpose_end(words, at + 1, clause.high, clause.breaks)
        if phrases.comes(words, at, "relevant", "to|for"):
            return at, phrases.purpose_end(words, at, clause.high, clause.breaks)
    return None


def _conditional_purpose(clause: Clause) -> Span | None:
    """What it is needed for: “Where the Board needs a chart in order to plan a survey, it may require …”."""
    words, low, verb = clause.words, clause.low, clause.verb
    if words[low] not in CONDITIONALS:
        return None
    at = next((at for at in range(low, verb) if phrases.comes(words, at, "in", "order", "to")), None)
    if at is None:
        return None
    comma = phrases.first(words, {","}, at, verb)
    end = min(comma if comma is not None else verb, phrases.purpose_end(words, at, verb, clause.breaks))
    return (at, end) if comma is not None or end < verb else None


def _opening_purpose(clause: Clause) -> Span | None:
    """A purpose that opens the sentence: “For the purposes of …, a council may”; “In making a decision, the Board is to use”."""
    words, low = clause.words, clause.low
    listed = min((at for at in clause.breaks if low < at < clause.high), default=None)
    if listed is not None and (
        phrases.comes(words, low, "these", "purposes") or phrases.comes(words, low, "the", "following", "purposes")
    ):
        return listed, clause.high
    if phrases.first(words, {"purposes", "purpose"}, low, min(low + 3, clause.high)) is not None and words[low] not in {
        "for",
        "to",
    }:
        end = next(
            (
                at
                for at in range(low, clause.high)
                if words[at] in {"are", "is"} or phrases.comes(words, at, "(", "purposes|persons")
            ),
            None,
        )
        return (low, end) if end is not None else None
    opens = phrases.opens_purpose(words, low, clause.high) or (
        words[low] in {"in", "to"}
        and (words[low] == "to" or (words[low + 1 : low + 2] and words[low + 1].endswith("ing")))
    )
    if not opens:
        return None
    comma = phrases.first(words, {","}, low, clause.verb)
    if comma is not None:
        return low, comma
    party = subject(clause)
    return (low, party[0]) if party is not None and party[0] > low else None


_QUOTES = frozenset('"“”')
_JOINTS = frozenset({",", "and", "or"})
_TERM = 8  # words of a defined term

_FRAMES: Mapping[str, Callable[[Clause], Slots]] = {
    "give": give,
    "receive": receive,
    "require": require,
    "publish": publish,
    "keep": keep,
    "use": use,
    "notify": notify,
    "access": access,
    "contents": contents,
    "none": lambda clause: {},
}

#: The frames that a rule may name.
FRAMES = tuple(_FRAMES)
