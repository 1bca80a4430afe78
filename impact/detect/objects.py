"""What stands after a verb: the information, whoever receives it, and the agent of a passive."""

from __future__ import annotations

from impact.detect import phrases
from impact.detect.clauses import Clause
from impact.detect.lexicon import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    INFORMATION,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TYING,
)
from impact.detect.phrases import Span, Words
from impact.detect.references import conditional_object, information_before

Slots = dict[str, Span]

#: Verbs that take the recipient without "to": "give the Board a copy".
_DITRANSITIVE = frozenset(
    "give gives given giving send sends sent sending provide provides provided providing supply supplies supplied "
    "supplying furnish furnishes furnished show offer issue serve tell allow grant submit return hand deliver make "
    "pay".split()
)
_SHARING = frozenset("share shares shared sharing exchange exchanges exchanged exchanging".split())
_TIMES = (
    ("in", "each|every|respect|writing"),
    ("for", "each|every"),
    ("without", "delay"),
    ("without", "undue|unreasonable|unnecessary", "delay"),
    ("as", "soon"),
    ("at", "least|the"),
    ("by", "notice"),
    ("forthwith|immediately|promptly",),
    ("free", "of", "charge"),
)
#: What a paper says or of what it is, behind whoever gets it: “to the Board stating …”, “notify the Board thereof”.
_SAYING_WHAT = frozenset(
    "stating containing indicating showing specifying explaining describing identifying requesting thereof together".split()
)
#: “pass it on”, “hand over the records”: the particle is no part of what is given.
_PARTICLES = frozenset("on over along up out".split())
_PARTICLE_VERBS = ("pass", "hand", "turn")
#: What opens, behind a comma, what is told to a recipient: “to the Board, giving reasons”.
_REASONS = "giving|stating|explaining|setting"
#: What does things in a sentence and is nobody: it neither gives nor receives.
_THINGS = frozenset("tasks powers".split())
_SECOND_VERBS = "publish|send|supply|provide|submit|lay|maintain|give|produce|furnish"
_LOOKING = "examine|transcribe|copy|inspect|search"
_MANNERS = "manner|form|times|intervals|way|format"
_NO_AGENT = frozenset("virtue reason notice reference means way regulations order post such".split())


def put(found: Slots, slot: str, span: Span | None) -> None:
    """Fill a slot, if there is anything to fill it with."""
    if span is not None and span[0] < span[1]:
        found[slot] = span


def information(clause: Clause, span: Span | None) -> Span | None:
    """What is given; a bare pronoun is put back to the information that it stands for."""
    if span is not None and span[1] - span[0] == 1 and clause.words[span[0]] in PRONOUNS:
        before = clause.governor if clause.governor is not None else clause.verb
        return information_before(clause, before) or conditional_object(clause) or span
    return span


def agent(clause: Clause, after: int) -> Span | None:
    """Who does it, in a passive: “by …” after the verb, unless what is by is a means or a time."""
    words = clause.words
    for at in range(after, clause.high - 1):
        if words[at] in {"if", "unless", "where", ";"}:
            return None
        tied = words[at - 1] in TYING and at - 1 != clause.verb
        if words[at] != "by" or tied or words[at + 1] in _NO_AGENT:
            continue
        relative = phrases.last(words, RELATIVES, after, at)
        if relative is not None and phrases.first(words, FINITE, relative, at) is not None:
            continue  # “to any person to whom disclosure is permitted by the rules”
        following = words[at + 1]
        if following.endswith("ing") or following[:1].isdigit() or phrases.comes(words, at + 1, "the", "end|day|date"):
            continue
        stops = {"under", "to", "in", "as", "by", "at", "without"}
        return at + 1, phrases.phrase_end(words, at + 1, clause.high, stops=stops, breaks=clause.breaks)
    return None


def recipient(clause: Clause, after: int) -> Span | None:
    """Whoever stands after “to” (or “with”, after a verb of sharing)."""
    words = clause.words
    for at in range(after, clause.high):
        if phrases.opens_recipient(words, at, clause.low, clause.high) or _shares_with(clause, at):
            start = listed_start(clause, at + 1)
            return start, recipient_end(clause, start)
        if words[at] in {"if", "unless", "except"}:
            return None
    return None


def _shares_with(clause: Clause, at: int) -> bool:
    words = clause.words
    return (
        words[at] == "with"
        and words[clause.verb] in _SHARING
        and at + 1 < clause.high
        and not phrases.comes(words, at + 1, "a", "view")
    )


def recipient_end(clause: Clause, start: int) -> int:
    """Where a recipient ends: at what is given, at a manner or at a purpose."""
    asides = {"such", "in", "at", "with", "as", "under", "by", "during", "on", "without", "about", "concerning"}
    stops = (asides | _SAYING_WHAT) - {clause.words[start]}
    end = phrases.phrase_end(clause.words, start, clause.high, stops=stops, recipients=False, breaks=clause.breaks)
    return next((at for at in range(start + 1, end) if phrases.comes(clause.words, at, ",", _REASONS)), end)


def is_a_thing(words: Words, span: Span) -> bool:
    """Whether what stands where a party would is none: “The powers may include …”, “Those tasks are …”."""
    end = phrases.first(words, PREPOSITIONS | RELATIVES | {",", "("}, *span) or span[1]
    return end > span[0] and words[end - 1] in _THINGS


def objects(clause: Clause, after: int) -> tuple[Span | None, Span | None]:
    """`(recipient, information)` after an active verb; the recipient only where it stands before the information."""
    words, high = clause.words, clause.high
    start = _object_start(clause, after)
    if start >= high:
        return None, None
    if phrases.opens_recipient(words, start, after, high) or (start == after and _shares_with(clause, start)):
        return _recipient_first(clause, start + 1)
    head = _head(clause, start)
    if head is None:
        if _opens_nothing(words, start, high):
            return None, None
        return None, _info(clause, start)
    giving = words[clause.verb] in _DITRANSITIVE
    beside = _with(words, start, head) if giving else None
    if beside is not None:
        return (start, party_end(words, start, _comma_before(words, start, beside))), _info(clause, beside + 1)
    split = _split(clause, start, head) if giving else None
    if split is not None:
        return (start, party_end(words, start, _comma_before(words, start, split))), _info(clause, split)
    return None, _info(clause, start if start < head else phrases.noun_phrase_start(words, head, start))


def party_end(words: Words, start: int, end: int) -> int:
    """Where a party ends before when and how it is told: “the Board in each year”, “the Board without delay”."""
    return next(
        (
            at
            for at in range(start + 1, end)
            if words[at] in _SAYING_WHAT or any(phrases.comes(words, at, *aside) for aside in _TIMES)
        ),
        end,
    )


def _object_start(clause: Clause, after: int) -> int:
    """Where the object begins, behind adverbs and “, within 7 days,”."""
    words, high, start = clause.words, clause.high, after
    while start < high:
        particle = words[start] in _PARTICLES and start == after and words[after - 1].startswith(_PARTICLE_VERBS)
        if particle or words[start] in ADVERBS or words[start] == "—":
            start += 1
        elif words[start] == ",":
            closing = phrases.first(words, {","}, start + 1, min(start + 25, high))
            aside = start + 1 < high and words[start + 1] in SUBORDINATORS and closing is not None
            start = closing + 1 if aside and closing is not None else start + 1
        elif words[start] == "(":
            start = phrases.after_brackets(words, start, high)
        elif start == after and phrases.comes(words, start, "and|or", _SECOND_VERBS):
            start += 2  # “prepare and publish a report”
        elif words[start] in {"examine", "transcribe"}:
            start += 1
        elif phrases.comes(words, start, "and|or", _LOOKING):
            start += 2  # “inspect, examine and copy any record”
        elif phrases.comes(words, start, "and|or", "take|make", "copies|extracts|copy", "of|from"):
            start += 4
        elif phrases.comes(words, start, "copies|copy|extracts", "of|from", ",", "or|and", "take|make") and (
            closing := phrases.first(words, {","}, start + 3, min(start + 12, high))
        ):
            start = closing + 1  # “make copies of, or take extracts from, a document”
        elif phrases.comes(words, start, "in", "respect", "of"):
            listed = min((at for at in clause.breaks if start < at < high), default=None)
            comma = phrases.first(words, {","}, start, high)
            if listed is None and comma is None:
                return start
            start = listed if listed is not None else start + 1 if comma is None else comma + 1
        elif words[start] == "without" or phrases.comes(words, start, "in|at", "such|the|a|any|each", _MANNERS):
            head = phrases.first(words, INFORMATION, start, high)
            return phrases.noun_phrase_start(words, head, start + 2) if head is not None else high
        else:
            return start
    return start


def _info(clause: Clause, start: int) -> Span:
    start = listed_start(clause, start)
    if clause.words[start] in {"it", "them"}:
        return start, start + 1
    stops = {"with"} if clause.words[clause.verb] in _SHARING else set()
    end = phrases.phrase_end(clause.words, start, clause.high, stops=stops, breaks=clause.breaks)
    if (
        clause.words[clause.verb].startswith(_PARTICLE_VERBS)
        and clause.words[end - 1] in _PARTICLES
        and end - 1 > start
    ):
        end -= 1
    return start, end


def listed_start(clause: Clause, start: int) -> int:
    """The paragraph that “the following” announces, if that is what stands at `start`."""
    listed = min((at for at in clause.breaks if at > start), default=None)
    return listed if listed is not None and phrases.comes(clause.words, start, "the", "following") else start


def _head(clause: Clause, start: int) -> int | None:
    """The noun for information after `start`, not beyond a condition."""
    for at in range(start, clause.high):
        if clause.words[at] in INFORMATION:
            return at
        if clause.words[at] in {"if", "unless", "where", "except"}:
            return None
    return None


def _opens_nothing(words: Words, at: int, high: int) -> bool:
    return words[at] in {"if", "unless", "where", "by", "in", "under", "with", "that"} or phrases.opens_purpose(
        words, at, high
    )


def _with(words: Words, start: int, head: int) -> int | None:
    """The “with” of “provide the Board with information”."""
    at = phrases.first(words, {"with"}, start + 1, head)
    return at if at is not None and words[at - 1] not in {"accordance", "connection", "together", "comply"} else None


def _split(clause: Clause, start: int, head: int) -> int | None:
    """Where the information begins in “give the Board information”, if somebody stands before it."""
    words = clause.words
    if words[start] in PRONOUNS:
        return start + 1 if words[start + 1] in DETERMINERS | INFORMATION else None
    begin = phrases.noun_phrase_start(words, head, start)
    if begin > start:
        before = words[begin - 1]
        if before == "of" and clause.is_name(begin) and clause.is_name(begin - 2):
            begin = next((at for at in range(begin, head + 1) if not clause.is_name(at)), begin)
            return begin if words[begin - 1] not in PREPOSITIONS else None  # “the Secretary of State documents”
        if before in PREPOSITIONS or (before in {",", ")"} and begin - start > 12):
            return None
        return begin if _somebody(clause, start, begin) or _plain_party(words, start, begin) else None
    for at in range(head - 1, start - 1, -1):
        if _is_party(clause, at) and not _is_party(clause, at + 1):
            # “individual pupil information”: one noun without an article is nobody, unless it is a name.
            return at + 1 if at > start or clause.is_name(at) or words[at].endswith("s") else None
    return None


def _plain_party(words: Words, start: int, begin: int) -> bool:
    """Whether a short noun phrase stands before another: “the adult a copy”."""
    short = (
        2 <= begin - start <= 4 and words[start] in DETERMINERS and words[begin] in {"a", "an", "the", "any", "such"}
    )
    return short and FINITE.isdisjoint(words[start:begin]) and RELATIVES.isdisjoint(words[start:begin])


def _somebody(clause: Clause, start: int, end: int) -> bool:
    return any(_is_party(clause, at) for at in range(start, end)) or clause.words[start] in {"him", "it", "them"}


def _is_party(clause: Clause, at: int) -> bool:
    return clause.words[at] in PERSONS or (clause.is_name(at) and clause.words[at] not in INFORMATION)


def _recipient_first(clause: Clause, start: int) -> tuple[Span | None, Span | None]:
    """“disclose to the Board information about …”: the recipient ends where the information begins."""
    words, high = clause.words, clause.high
    beside = _beside(clause, start)
    if beside is not None:
        return (start, beside), _info(clause, beside)
    end = (
        start + 1
        if words[start] in PRONOUNS and words[start + 1 : start + 2] != ["and"]
        else recipient_end(clause, start)
    )
    behind = _behind_purpose(clause, end) or start + 1
    head = next((at for at in range(behind, high) if words[at] in INFORMATION and not _in_name(clause, at)), None)
    if head is None:
        fact = _fact(words, start, end)
        if fact is not None:
            return (start, fact), (fact, phrases.purpose_end(words, fact, high, clause.breaks))
        return (start, end), None
    if words[start] in PRONOUNS:
        return (start, end), _info(clause, phrases.noun_phrase_start(words, head, end))
    begin = after_recipient(clause, behind - 2, head) if behind > end else after_recipient(clause, start, head)
    if begin >= high:
        return (start, end), None
    return (start, min(end, _comma_before(words, start, begin))), _info(clause, begin)


def _behind_purpose(clause: Clause, at: int) -> int | None:
    """The place behind a purpose right after a recipient: “to the Board for a survey B”, “to the Board, for a survey, B”."""
    words, high = clause.words, clause.high
    if phrases.opens_purpose(words, at, high):
        return phrases.purpose_end(words, at, high, clause.breaks)
    if phrases.comes(words, at, ",") and phrases.opens_purpose(words, at + 1, high):
        closing = phrases.first(words, {","}, at + 1, high - 1)
        return closing + 1 if closing is not None else None
    return None


def _in_name(clause: Clause, at: int) -> bool:
    """Whether a word ends a name of several words, as “Records” in “the Keeper of Tidal Records”."""
    return clause.is_name(at) and clause.is_name(at - 1)


def _fact(words: Words, start: int, end: int) -> int | None:
    """The “that” of a fact told to a recipient, as in “reveal to the master that it is void”."""
    return next(
        (at for at in range(start + 1, end - 1) if words[at] == "that" and words[at + 1] in PRONOUNS | DETERMINERS),
        None,
    )


def _beside(clause: Clause, start: int) -> int | None:
    """Where information begins right behind a recipient: “to the person information relating to …”."""
    for at in range(start + 1, min(recipient_end(clause, start), clause.high - 1)):
        if not _is_party(clause, at - 1) or clause.is_name(at):
            continue
        if clause.words[at] in INFORMATION or (
            clause.words[at] in {"a", "any"} and clause.words[at + 1] in INFORMATION
        ):
            return at
    return None


def _comma_before(words: Words, start: int, at: int) -> int:
    opening = phrases.first(words, {",", "("}, start, at)
    if opening is not None and opening + 1 < at and (words[opening + 1] in SUBORDINATORS or words[opening] == "("):
        return opening
    while at > start and words[at - 1] == ",":
        at -= 1
    return at


def after_recipient(clause: Clause, start: int, head: int) -> int:
    """Where the information begins behind a recipient: at the determiner of its noun, or right after the last name."""
    words = clause.words
    for at in range(head, start, -1):
        if words[at - 1] in PREPOSITIONS or words[at - 1] in {",", ")"} or _is_party(clause, at - 1):
            return at
        if words[at] in DETERMINERS and at > start + 1:
            return at - 1 if words[at - 1] in {"such", "all", "any"} else at
    return head
