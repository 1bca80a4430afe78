"""Phrases of a statutory sentence, found by walking its words from left to right.

A statistical parser attaches "disclose information held for … to a local authority" wrongly more often than not; in
statutes the order of the phrases is stable, so a phrase is found by what opens it and by what must end it. All offsets are token
offsets into one sentence, given as lower-case words; a span is `(first, last + 1)`.
"""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
Words = Sequence[str]

DETERMINERS = frozenset(
    "a an the any each every all such that those this these another other some no its his her their it him them whichever "
    "either both certain".split()
)
MODALS = frozenset("may must shall will can should cannot".split())
BE = frozenset("is are was were be been being".split())
SUBORDINATORS = frozenset(
    "if where when whenever before after on as subject unless until for in without notwithstanding despite except to by within "
    "under once during following with upon so once so at from pursuant".split()
)
INFORMATION = frozenset(
    "information data document documents record records particulars evidence details material returns return statistics statement "
    "statements account accounts copy copies report reports results result intelligence explanation explanations list lists "
    "certificate certificates estimate estimates metadata notice notices notification matters matter anything recommendation "
    "recommendations assessment plan summary register registers database identity name names address addresses fact entry entries "
    "extract extracts extent findings representations answer answers assistance observations advice so file files correspondence".split()
)
#: A "to" after one of these opens no recipient.
_BOUND_TO = frozenset(
    "relating relates relate related relation subject according regard respect due applicable applies apply access pursuant "
    "reference references contrary prior connected comes came came available belongs amounts equal similar addition rise effect "
    "entitled responses response respond liable right able required requires necessary likely appropriate reasonable proposes intends "
    "object objection opposed owed party attributable material close next".split()
)
_INFINITIVES = frozenset(
    "be have do make enable assist allow help ensure secure facilitate prevent determine establish decide give provide supply furnish "
    "send produce disclose publish notify inform tell answer attend permit comply keep maintain use obtain carry exercise discharge "
    "perform consider take meet identify protect verify improve monitor support promote act which include whom that assess "
    "investigate calculate confirm check complete submit prepare apply impose process collect".split()
)
_PURPOSE_NOUNS = frozenset("purpose purposes use".split())
_PURPOSE_INFINITIVES = frozenset("enable assist allow help facilitate ensure secure enabling establish determine verify permit".split())
_ENDS = frozenset(". ;".split())
_CONDITION_WORDS = frozenset("if unless where when except before until whenever provided otherwise but save".split())
_LISTING = frozenset("and or".split())
_NEW_CLAUSE_AFTER_COMMA = frozenset(
    "if unless where when except before until in as subject but so and which whether within by with under for must may shall on "
    "notwithstanding despite at provided save together including without".split()
)


def sentence(words: Words, at: int) -> Span:
    """The stretch around a token that no full stop or semicolon crosses."""
    low = at
    while low > 0 and words[low - 1] not in _ENDS:
        low -= 1
    high = at
    while high < len(words) and words[high] not in _ENDS:
        high += 1
    return low, high


def modal_before(words: Words, low: int, at: int) -> int | None:
    """The modal or auxiliary that governs the verb at `at`: the nearest one to its left in the sentence."""
    for position in range(at - 1, low - 1, -1):
        if words[position] in MODALS:
            return position
    for position in range(at - 1, max(low, at - 4) - 1, -1):
        if words[position] in BE:
            return position
    return None


def passive(words: Words, low: int, at: int) -> bool:
    """Whether the verb at `at` is a participle after a form of "be"."""
    word = words[at]
    if not word.endswith(("ed", "en", "wn", "nt", "pt", "ld", "ne", "de", "lt", "ut", "ht")):
        return False
    for position in range(at - 1, max(low, at - 5) - 1, -1):
        if words[position] in {"be", "been", "is", "are", "was", "were", "being"}:
            return True
        if words[position] in MODALS or words[position] in {",", "to"}:
            return False
    return False


def subject(words: Words, low: int, before: int) -> Span | None:
    """The noun phrase that ends before `before` (a modal or verb), without a conditional clause that opens the sentence."""
    start = low
    while start < before and (words[start] in {",", "but", "and", "or", "that", "(", ")", '"'} or words[start].isdigit()):
        start += 1
    if start >= before:
        return None
    if words[start] in SUBORDINATORS:
        comma = _last(words, ",", start, before)
        if comma is None:
            return None
        start = comma + 1
        if words[start] in SUBORDINATORS and start < before:
            # "…, subject to subsection (2), the Board": the last phrase before the modal is an aside.
            earlier = _last(words, ",", low, comma)
            if earlier is not None:
                start = earlier + 1
                before = comma if comma > start else before
    end = before
    aside = _first_aside(words, start, end)
    if aside is not None:
        end = aside
    while end > start and words[end - 1] in {",", "(", ")"}:
        end -= 1
    return (start, end) if end > start else None


def _first_aside(words: Words, start: int, end: int) -> int | None:
    """Where ", subject to …," or ", if …," begins inside a subject."""
    for position in range(start + 1, end - 1):
        if words[position] == "," and words[position + 1] in {"subject", "if", "in", "for", "as", "on", "within", "where", "before", "after", "at"}:
            return position
    return None


def _last(words: Words, word: str, low: int, high: int) -> int | None:
    for position in range(high - 1, low - 1, -1):
        if words[position] == word:
            return position
    return None


def opens_purpose(words: Words, at: int, high: int) -> bool:
    """Whether a phrase of purpose begins here: "for the purposes of", "for use in", "in order to", "to enable"…"""
    word = words[at]
    ahead = words[at + 1 : min(at + 7, high)]
    if not ahead:
        return False
    if word == "for":
        for following in ahead[:6]:
            if following in _PURPOSE_NOUNS:
                return True
            if following not in DETERMINERS and following not in {"one", "or", "more", "of", "following", "specified", "prescribed", "statutory", "purpose", "permitted", "relevant", "statistical", "operational"}:
                return False
        return False
    if word == "in":
        return ahead[0] == "order" or ahead[:2] == ["connection", "with"]
    if word == "so":
        return ahead[:2] == ["as", "to"] or (ahead[0] == "that")
    if word == "with":
        return ahead[:3] == ["a", "view", "to"]
    if word == "to":
        return ahead[0] in _PURPOSE_INFINITIVES
    return False


def purpose(words: Words, after: int, high: int) -> Span | None:
    """The first phrase of purpose after a token, to the end of its clause."""
    for position in range(after, high):
        if opens_purpose(words, position, high):
            return position, purpose_end(words, position, high)
    return None


def purpose_end(words: Words, start: int, high: int) -> int:
    """Where a phrase of purpose ends: at a condition, or at a comma that opens something new."""
    for position in range(start + 2, high):
        word = words[position]
        if word in {"if", "unless", "except", "provided"} or (word == "(" and words[position + 1 : position + 2] in (["but"], ["see"])):
            return _without_comma(words, start, position)
        if word == "," and words[position + 1 : position + 2] and words[position + 1] in _NEW_CLAUSE_AFTER_COMMA - {"for", "in", "and", "or", "which", "including"}:
            return position
        if word == "," and words[position + 1 : position + 3] and words[position + 2 : position + 3] and words[position + 1] == "and" and words[position + 2] in MODALS:
            return position
    return high


def _without_comma(words: Words, start: int, end: int) -> int:
    while end > start and words[end - 1] == ",":
        end -= 1
    return end


def opens_recipient(words: Words, at: int, low: int, high: int) -> bool:
    """Whether the "to" (or "with") at `at` is followed by somebody, not by a verb."""
    if words[at] != "to" or at + 1 >= high:
        return False
    if at > low and words[at - 1] in _BOUND_TO:
        return False
    following = words[at + 1]
    if following in _INFINITIVES:
        return False
    return following in DETERMINERS or following in {"persons", "person", "one", "(", "him", "or"} or not following.endswith(("ify", "ate", "ise"))


def phrase_end(words: Words, start: int, high: int, *, stops: frozenset[str] = frozenset(), recipients: bool = True) -> int:
    """Where a noun phrase that starts at `start` ends.

    It ends at a purpose, a condition, a recipient (unless told otherwise), a word of `stops`, or a comma that does not go on
    with a list.
    """
    depth = 0
    for position in range(start, high):
        word = words[position]
        if word == "(":
            depth += 1
        elif word == ")":
            if depth == 0:
                return position
            depth -= 1
        if depth or position == start:
            continue
        if opens_purpose(words, position, high) or word in _CONDITION_WORDS or word in stops:
            return _without_comma(words, start, position)
        if word == "as" and words[position + 1 : position + 2] == ["soon"]:
            return _without_comma(words, start, position)
        if word == "in" and words[position + 1 : position + 2] in (["accordance"], ["such"], ["a"], ["any"]) and words[position + 2 : position + 3] in (["form"], ["with"], ["manner"]):
            return _without_comma(words, start, position)
        if word == "within" and words[position + 1 : position + 2] and (words[position + 1] in {"the", "a", "such"} or words[position + 1][0].isdigit()):
            return _without_comma(words, start, position)
        if recipients and word == "to" and opens_recipient(words, position, start, high):
            return position
        if word == "," and _breaks_list(words, position, high):
            return position
        if word == "—":
            return position
    return high


def _breaks_list(words: Words, comma: int, high: int) -> bool:
    following = words[comma + 1] if comma + 1 < high else ""
    if not following or following in _NEW_CLAUSE_AFTER_COMMA - {"and", "whether", "including", "together", "which"}:
        return True
    return following == "and" and comma + 2 < high and (words[comma + 2] in MODALS or words[comma + 2] in {"in", "for", "if"})


def information_start(words: Words, after: int, high: int) -> int | None:
    """The first token of the noun phrase whose head is a word for information, at or after a token."""
    for position in range(after, high):
        if words[position] in INFORMATION and not (words[position] == "so" and words[position - 1] != "do"):
            start = position
            for earlier in range(position - 1, max(after, position - 6) - 1, -1):
                if words[earlier] in DETERMINERS:
                    start = earlier
                    if earlier - 1 >= after and words[earlier - 1] in {"all", "such", "any"}:
                        start = earlier - 1
                    break
                if words[earlier] in {"to", "with", "of", ",", "by", "for", "from", "(", ")", "and", "or"}:
                    start = earlier + 1
                    break
                start = earlier
            return start
        if words[position] in _CONDITION_WORDS:
            return None
    return None
