"""Phrases of a statutory sentence, found by walking its words from left to right.

A statistical parser attaches "disclose information held for … to a local authority" wrongly more often than not; in statutes the
order of the phrases is stable, so a phrase is found by what opens it and by what must end it. All offsets are token offsets into
one sentence, given as lower-case words; a span is `(first, last + 1)`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from impact.detect.lexicon import (
    ADVERBS,
    BOUND_TO,
    CONDITION_WORDS,
    DETERMINERS,
    FINITE,
    INFINITIVES,
    INFORMATION,
    MODALS,
    NEW_AFTER_COMMA,
    PERSONS,
    PREPOSITIONS,
    PURPOSE_INFINITIVES,
    PURPOSE_NOUNS,
    PURPOSE_QUALIFIERS,
    RELATIVES,
    TYING,
)

__all__ = ["MODALS", "Span", "Words", "sentence"]

Span = tuple[int, int]
Words = Sequence[str]

_ENDS = frozenset(". ;".split())
_NOT_IN_NOUN_PHRASE = (PREPOSITIONS - {"and", "or"}) | FINITE | RELATIVES | ADVERBS | {",", "(", ")", "—"}
_NATIONS = "england|scotland|wales|northern|great|ireland|united"
_NO_DOING = frozenset("being during making taking hearing meeting building rating living sharing".split())
#: What is “for doing” something by its nature, and is no purpose of what is given: “grounds for suspecting”.
_WHAT_FOR = frozenset(
    "grounds ground reason reasons procedure procedures arrangements arrangement plan plans period time provision provisions "
    "measures measure responsible responsibility fee fees date conditions criteria rules method methods mechanism requirement "
    "requirements liable payable guidance scheme facilities opportunity opportunities need needs case has have entity "
    "officer body person liability power powers form forms timetable proposals strategy policy system process basis sanctions "
    "sanction code codes limits limit ways".split()
)
#: What else somebody does who gives: “send the Keeper a copy and direct the Keeper to …”, “a copy of it and notify them”.
_SECOND_ACTS = "direct|invite|notify|inform|publish|ask|require|determine|consider|tell|advise"
_FORMS = frozenset("form forms manner format time times terms circumstances accordance".split())


def sentence(words: Words, at: int) -> Span:
    """The stretch around a token that no full stop or semicolon crosses."""
    low = at
    while low > 0 and words[low - 1] not in _ENDS:
        low -= 1
    high = at
    while high < len(words) and words[high] not in _ENDS:
        high += 1
    return low, high


def comes(words: Words, at: int, *expected: str) -> bool:
    """Whether these words stand at `at`; each may be alternatives divided by bars."""
    if at < 0 or at + len(expected) > len(words):
        return False
    return all(words[at + offset] in choice.split("|") for offset, choice in enumerate(expected))


def last(words: Words, wanted: Collection[str], low: int, high: int) -> int | None:
    """The last place of one of some words in a stretch."""
    return next((at for at in range(high - 1, low - 1, -1) if words[at] in wanted), None)


def first(words: Words, wanted: Collection[str], low: int, high: int) -> int | None:
    """The first place of one of some words in a stretch."""
    return next((at for at in range(low, high) if words[at] in wanted), None)


def after_brackets(words: Words, at: int, high: int) -> int:
    """The place after a bracket that opens at `at`; `at` itself if none does."""
    if at >= high or words[at] != "(":
        return at
    depth = 0
    for position in range(at, high):
        depth += (words[position] == "(") - (words[position] == ")")
        if depth == 0:
            return position + 1
    return high


def opens_purpose(words: Words, at: int, high: int) -> bool:
    """Whether a phrase of purpose begins here: “for the purposes of”, “in order to”, “to enable”."""
    if at + 1 >= high:
        return False
    word, following = words[at], words[at + 1]
    if word == "for":
        return _for_purpose(words, at + 1, min(at + 8, high)) or (
            _for_doing(words, at + 1, min(at + 5, high)) and words[at - 1] not in _WHAT_FOR
        )
    if word == "in":
        return (
            following == "order"
            or comes(words, at + 1, "connection", "with")
            or comes(words, at + 1, "the", "exercise|discharge|performance", "of")
        )
    if word == "so" and not (at and words[at - 1] == "not"):
        return comes(words, at + 1, "as", "to") or following == "that"
    if word == "with":
        return comes(words, at + 1, "a", "view", "to")
    if comes(words, at, "to", "be", "used", "for|in|by"):
        return True
    return (
        word == "to"
        and following in PURPOSE_INFINITIVES
        and not (at and words[at - 1] in BOUND_TO - {"necessary", "required"})
    )


def _for_purpose(words: Words, start: int, high: int) -> bool:
    for position in range(start, high):
        word = words[position]
        if word in PURPOSE_NOUNS:
            return position > start or word not in {"entry", "registration"} or comes(words, position + 1, "in|by|on")
        if word not in DETERMINERS and word not in PURPOSE_QUALIFIERS:
            return False
    return False


def _for_doing(words: Words, start: int, high: int) -> bool:
    """Whether “for” is followed by a doing: “for administering an allowance”, “for the watching and study of the tides”."""
    at = start + 1 if words[start] == "the" and start + 2 < high else start
    doing = words[at].endswith("ing") and words[at] not in _NO_DOING
    return doing and (at == start or comes(words, at + 1, "of|and"))


def purpose(words: Words, after: int, high: int) -> Span | None:
    """The first phrase of purpose after a token, to the end of its clause."""
    for position in range(after, high):
        if opens_purpose(words, position, high) and not ties(words, position, after):
            return position, purpose_end(words, position, high)
    return None


def ties(words: Words, at: int, low: int) -> bool:
    """Whether a purpose at `at` belongs to a participle right before it: “information held for the purposes of …”."""
    if at <= low or words[at] == "to":
        return False
    if comes(words, at - 2, "is|are|was|were|be", "disclosed|supplied|provided|given|used|shared"):
        return not RELATIVES.isdisjoint(words[max(low, at - 5) : at - 2])
    by_it = at - 2 > low and comes(words, at - 2, "by", "it|them|him")
    given = by_it and comes(words, at - 4, "be", "disclosed|supplied|provided|given|used|shared|passed")
    return words[at - 1] in TYING or (by_it and not given)


def purpose_end(words: Words, start: int, high: int, breaks: Collection[int] = ()) -> int:
    """Where a phrase of purpose ends: at a condition, or at a comma that opens something new."""
    for position in range(start + 2, high):
        word = words[position]
        if position in breaks and not _runs_over(words, position):
            return _trimmed(words, start, position)
        if (
            word in {"if", "unless", "except"}
            or (words[position - 1] in {"purpose", "purposes"} and opens_recipient(words, position, start, high))
            or _proviso(words, position)
            or comes(words, position, "in", "contravention|breach|reliance")
            or (word == "(" and comes(words, position + 1, "but|see"))
            or comes(words, position, "without", "breaching|contravening|prejudice|the")
        ):
            return _trimmed(words, start, position)
        if (
            word == ","
            and comes_new(words, position, high)
            and not comes(words, position + 1, "for|in|and|or|which|including")
        ):
            return position
        if word == "," and comes(words, position + 1, "and") and position + 2 < high and words[position + 2] in MODALS:
            return position
        if comes(words, position, ",", "or|and", ","):
            return position
    return _trimmed(words, start, high)


def sentence_end(words: Words, start: int, high: int, breaks: Collection[int]) -> int:
    """Where a clause that opens at `start` ends: at a paragraph that does not go on with it, or at “, but”."""
    for position in range(start + 1, high):
        opens = position in breaks and position > start + 1 and not _runs_over(words, position)
        if opens or comes(words, position, ",", "but") or comes(words, position, ",", "and", "may|must|shall"):
            return _trimmed(words, start, position)
    return high


def _proviso(words: Words, at: int) -> bool:
    return comes(words, at, "provided", "that|always") or (words[at] == "provided" and words[at - 1] == ",")


def comes_new(words: Words, comma: int, high: int) -> bool:
    """Whether the word after a comma opens a new phrase rather than going on with a list."""
    return comma + 1 >= high or words[comma + 1] in NEW_AFTER_COMMA


def _trimmed(words: Words, start: int, end: int) -> int:
    while end > start and words[end - 1] in {",", "and", "or", "only", "solely"}:
        end -= 1
    return end


def _runs_over(words: Words, at: int) -> bool:
    """Whether a phrase goes on over a paragraph's beginning: its last word cannot end it, or the next is its object or relative."""
    before = words[at - 1]
    return (
        before in PREPOSITIONS
        or before in DETERMINERS
        or before
        in {"which", "who", "that", "whom", ",", "following", "—", "is", "are", "be", "not", "containing", "showing"}
    )


def opens_recipient(words: Words, at: int, low: int, high: int) -> bool:
    """Whether the “to” at `at` is followed by somebody, not by a verb."""
    if (
        words[at] != "to"
        or at + 1 >= high
        or (at > low and words[at - 1] in BOUND_TO and not comes(words, at - 2, "give|provide|grant|allow", "access"))
    ):
        return False
    following = words[at + 1]
    if following in INFINITIVES | {"whom", "which"} or (
        following in {"a", "the", "such", "any", "that"} and comes(words, at + 2, "extent|effect|degree")
    ):
        return False
    return (
        following in DETERMINERS
        or following in PERSONS
        or following == "("
        or not following.endswith(("ify", "ate", "ise"))
    )


def phrase_end(
    words: Words,
    start: int,
    high: int,
    *,
    stops: Collection[str] = (),
    recipients: bool = True,
    breaks: Collection[int] = (),
) -> int:
    """Where a noun phrase that starts at `start` ends.

    It ends at a purpose, a condition, a recipient (unless told otherwise), a word of `stops`, the beginning of a
    paragraph (`breaks`), or a comma that does not go on with a list.
    """
    depth = 0
    for position in range(start, high):
        word = words[position]
        if word == ")" and depth == 0:
            return _trimmed(words, start, position)
        depth += (word == "(") - (word == ")")
        if depth or word == ")" or position == start:
            continue
        if (
            word == "—"
            or (word in CONDITION_WORDS and (word != "provided" or _proviso(words, position)))
            or (word in stops and not _goes_on(words, position))
            or (position in breaks and not _runs_over(words, position))
            or (opens_purpose(words, position, high) and not ties(words, position, start))
            or (recipients and word == "to" and opens_recipient(words, position, start, high))
            or _ends_here(words, position, high)
        ):
            return _trimmed(words, start, position)
    return _trimmed(words, start, high)


def _goes_on(words: Words, at: int) -> bool:
    """Whether a word that could stop a phrase belongs to what is around it: “specified in”, “another such”, “to whom”."""
    if at + 1 < len(words) and words[at + 1] in {"whom", "which"}:
        return True
    if words[at] == "to" and words[at - 1] in BOUND_TO:
        return True
    if comes(words, at, "under", "a|an") and not comes(words, at + 2, "power|duty|provision|requirement"):
        return True  # “a landlord under a tenancy”
    if words[at] == "in" and comes(words, at + 2 if comes(words, at + 1, "the") else at + 1, _NATIONS):
        return True
    return (words[at] in {"in", "at", "under", "by"} and words[at - 1] in TYING) or (
        words[at] == "such" and (words[at - 1] in DETERMINERS or words[at - 1] in PREPOSITIONS - {"and", "or"})
    )


def _ends_here(words: Words, at: int, high: int) -> bool:
    word = words[at]
    if word == ",":
        following = words[at + 1] if at + 1 < high else ""
        if following == "and":
            return at + 2 < high and (words[at + 2] in MODALS or words[at + 2] in {"in", "for", "if", "to"})
        if following == "which" and any(word in MODALS for word in words[at + 2 : min(at + 8, high)]):
            return True  # “the exemptions granted, which the Board shall publish”
        return comes_new(words, at, high) and following not in {"whether", "including", "together", "which"}
    if word in {"and", "or"}:
        return comes(words, at + 1, "take|make|remove|retain|lay|lodge|shall|must|may") or comes(
            words, at + 1, _SECOND_ACTS, "the|a|an|any|each|every|them|it|him|that|those|such"
        )
    if word == "as":
        return comes(words, at + 1, "soon") or comes(words, at + 1, "if")
    if word == "knowing":
        return True
    if word == "in":
        if comes(words, at + 1, "contravention|breach|reliance|pursuance|response|consequence"):
            return words[at - 1] not in TYING
        return (at + 2 < high and comes(words, at + 1, "such|a|any|the") and words[at + 2] in _FORMS) or comes(
            words, at + 1, "accordance", "with"
        )
    if word in {"no", "not"}:
        return comes(words, at + 1, "later|more|less", "than")
    if word == "within" and comes(words, at + 1, "the|a|such|that", "period|time"):
        return True
    if word in {"within", "before", "after"}:
        return (
            words[at - 1] not in TYING
            and at + 1 < high
            and (words[at + 1] in {"the", "a", "such", "that"} or words[at + 1][:1].isdigit())
        )
    return (word == "by" and comes(words, at + 1, "such|the|no", "date|end|later")) or (
        word == "on" and comes(words, at + 1, "or", "before")
    )


def information_start(words: Words, after: int, high: int) -> int | None:
    """The first token of the noun phrase whose head is a word for information, at or after a token."""
    for position in range(after, high):
        if words[position] in INFORMATION:
            return noun_phrase_start(words, position, after)
        if words[position] in CONDITION_WORDS:
            return None
    return None


def noun_phrase_start(words: Words, head: int, low: int) -> int:
    """Where the noun phrase of a head noun begins: at its determiner, or after what cannot be part of it."""
    start = head
    for earlier in range(head - 1, max(low, head - 7) - 1, -1):
        word = words[earlier]
        if word in DETERMINERS:
            start = earlier
            while start > low and words[start - 1] in {"all", "such", "any", "other", "each"}:
                start -= 1
            return start
        if word == "to" and start < head and words[start] in INFINITIVES:
            return start + 1  # “to supply information”
        if word in _NOT_IN_NOUN_PHRASE or (word in {"and", "or"} and earlier == low):
            return earlier + 1
        start = earlier
    return start
