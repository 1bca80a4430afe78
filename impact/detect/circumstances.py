"""On what conditions and about whom: slots that every frame reads in the same way."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause, noun_phrase_before
from impact.detect.lexicon import FINITE, INFORMATION, MODALS, PERSONS
from impact.detect.objects import Slots
from impact.detect.phrases import Span, Words

_PEOPLE = PERSONS | frozenset(
    "people pupil pupils student students learner learners children young patients claimants taxpayer taxpayers "
    "resident residents victim victims witness witnesses offender offenders prisoner prisoners donor donors family "
    "families household households candidate candidates voter voters passenger passengers driver drivers "
    "practitioners workers users".split()
)
#: Openers that stand anywhere in a clause; each may be alternatives divided by bars.
_CONDITIONS = (
    ("if",),
    ("unless",),
    ("subject", "to"),
    ("with|without", "the|his|her|their|its", "consent|agreement|approval|authority|permission|leave"),
    ("with|without", "the", "written|prior", "consent|agreement|approval|authority|permission"),
    ("provided", "that"),
)
_EMPTY = frozenset("any applicable necessary possible appropriate not relevant".split())
_CONNECTED = (
    ("relating|relates|relate|related", "to"),
    ("about|concerning|regarding",),
    ("in|with", "respect", "of|to"),
)


def condition(clause: Clause, found: Slots) -> Span | None:
    """The first condition of a verb's sentence, as it stands: “if the Board asks”, “subject to rule 3”, “where a port closes”."""
    for at in range(clause.low, clause.high - 1):
        if at == clause.verb or not _opens(clause, at) or any(start <= at < end for start, end in found.values()):
            continue
        if any(start == at + 1 for start, _ in found.values()) and phrases.comes(clause.words, at, "if|where"):
            continue  # “inform the Board if a ship sinks”: the sinking is what is told
        span = at, _condition_end(clause, at)
        if span[1] - at > 1:
            return span
    return None


def _opens(clause: Clause, at: int) -> bool:
    words = clause.words
    if phrases.comes(words, at, "where"):
        opens = at == clause.low or words[at - 1] in {",", "—"} or at in clause.breaks
        return opens and not _is_empty(clause, at)
    if not any(phrases.comes(words, at, *opener) for opener in _CONDITIONS):
        return False
    if at > clause.low and words[at - 1] in {"as", "even", "whether", "or", "is", "are", "be", "was", "were", "not"}:
        return False
    return not _is_empty(clause, at)


def _is_empty(clause: Clause, at: int) -> bool:
    """Whether nothing is said of when: “if any”, “where applicable,”, “if so, the amount”."""
    words = clause.words
    if words[at + 1] == "so":
        return not phrases.comes(words, at + 2, "required|requested|asked|directed|instructed|ordered")
    return words[at + 1] in _EMPTY and (at + 2 >= clause.high or words[at + 2] in {",", ")"})


def _condition_end(clause: Clause, at: int) -> int:
    words, verb, high = clause.words, clause.verb, _bracket_end(clause, at)
    if high <= verb:
        return high
    if at < verb and phrases.first(words, MODALS, clause.low, at) is None:
        party = noun_phrase_before(clause, clause.governor) if clause.governor is not None else None
        if party is not None and party[0] > at + 1:
            return _before_comma(words, at, party[0])
        comma = phrases.first(words, {","}, at, verb)
        return comma if comma is not None else verb
    if at < verb:
        comma = phrases.last(words, {","}, at, verb) or phrases.first(words, {","}, verb, high)
        return comma if comma is not None else high
    end = phrases.sentence_end(words, at, high, clause.breaks)
    opens = words[at - 1] == "," or at in clause.breaks
    finite = phrases.first(words, FINITE, at, end) if opens else None
    comma = phrases.first(words, {","}, finite, end) if finite is not None else None
    if comma is not None:
        return comma  # an aside, or what opens a paragraph: “if gas is used, a certificate”
    if words[at] in {"if", "unless", "provided"}:
        return end
    stop = next((to for to in range(at + 2, end) if words[to] == "," and phrases.comes_new(words, to, end)), end)
    return next((to for to in range(at + 2, stop) if words[to] in {"if", "unless"}), stop)


def _before_comma(words: Words, start: int, end: int) -> int:
    while end > start + 1 and words[end - 1] in {",", "—", "and", "or", "then"}:
        end -= 1
    return end


def _bracket_end(clause: Clause, at: int) -> int:
    """Where the bracket around a condition closes; else the end of the sentence."""
    depth = 0
    for position in range(at, clause.high):
        depth += (clause.words[position] == "(") - (clause.words[position] == ")")
        if depth < 0:
            return position
    return clause.high


def about(clause: Clause, info: Span | None) -> Span | None:
    """Who the information is about: “information relating to a pupil”, if it is somebody."""
    if info is None:
        return None
    words = clause.words
    head = phrases.first(words, INFORMATION, *info)
    for at in range(head + 1 if head is not None else info[1], info[1]):
        for opener in _CONNECTED:
            start = at + len(opener)
            if not phrases.comes(words, at, *opener) or start >= info[1]:
                continue
            stops = {"which", "that", "held", "as", "in", "under", "by", "whose"} - {words[start]}
            end = min(info[1], phrases.phrase_end(words, start, info[1], stops=stops, breaks=clause.breaks))
            span = start, _person_end(words, start, end)
            return span if _is_somebody(words, span) else None
    return None


def _person_end(words: Words, start: int, end: int) -> int:
    """Where somebody ends: before a verb, and before a relative clause that is not whole."""
    relative = phrases.first(words, {"who", "whom"}, start, end)
    if relative is None:
        main = phrases.first(words, FINITE, start, end)
        return main if main is not None else end
    broken = phrases.first(words, {","}, relative, end) is not None
    return relative if broken and words[relative] == "who" else end


def _is_somebody(words: Words, span: Span) -> bool:
    """Whether the head of a phrase is a noun for people: before any “of” or “who”, and not what is somebody's."""
    end = phrases.first(words, {"of", "who", "whom", "to", "for", "and", "or"}, *span)
    if words[span[0]] in {"which", "whom"} or "'s" in words[span[0] : span[1]] or "'" in words[span[0] : span[1]]:
        return False
    return any(words[at] in _PEOPLE or words[at] in {"him", "her", "them"} for at in range(span[0], end or span[1]))
