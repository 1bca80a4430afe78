"""The phrase that a short name in brackets stands for: “a person to whom notice was given (‘the recipient’)”."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[;—:]\s|(?<![A-Z]\.[A-Z])\.\s(?=[A-Z])")
_DETERMINER = re.compile(
    r"\b(?:an?|the|any|each|every|such|another|one or more|some|all|his|her|its|their|those|these)\b(?= )",
    re.IGNORECASE,
)
_PREPOSITIONS = (
    "of in under by for with on at to from between within about against into than concerning including".split()
)
#: After these a phrase goes on: "the council *of* a county", "a person *holding* a licence".
_GOES_ON = re.compile(
    rf"(?:\b(?:{'|'.join(word for word in _PREPOSITIONS if word not in ('to', 'from'))})"
    r"|\b\w+(?:ing|ed) (?:to|from|as|by)|\b\w{3,}ing|\bto [a-z]+|\b(?:or|and)) $"
)
#: In words that end before an article: "a person that holds a", not "tell the council that a".
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where|that (?!they |it |he |she |there )(?=\w))")
#: Words that a noun phrase has only in a clause of its own.
_FINITE = re.compile(
    r",|\b(?:may|must|shall|will|is|are|was|were|has|have|considers?|thinks?|proposes?|believes?|makes?|gives?|decides?|does)\b"
)
_CUT = re.compile(rf"(?:,|\b(?:{'|'.join(_PREPOSITIONS)}|may|must|shall|give|gives|(?<!one )or|and)) ")
_NAMED_BEFORE = re.compile(r" ?\((?:[^()]*“[^“”]*”)\)")
_SYMBOL = re.compile(r"^[A-Z]{1,3}\d?$")
_PERSON = re.compile(
    r"^(?:\w+ ){1,4}?(?:person|individual|child|adult|authority|body|council|officer|landlord|tenant|company|claimant|creditor"
    r"|debtor|patient|applicant|member|employer|employee|undertaking|provider|parent|carer|trustee|charity|school)\b"
)
_THING = re.compile(
    r"\b(?:notice|report|statement|information|period|day|date|amount|order|plan|scheme|register|list|record|certificate|application"
    r"|determination|decision|document|data|requirement|agreement|instrument|rate|case|copy|question)s?\b",
    re.IGNORECASE,
)
_TO, _POINTS_BACK = re.compile(r"\b(?:to|from) $"), re.compile(r"(?:such|those|these) [\w-]+(?: [\w-]+)?$")
_PLURAL, _SINGLE = re.compile(r"\w{3}(?<!s)s$"), re.compile(r"(?:an?|each|every|another) ")
_OF_SEVERAL = re.compile(r"\bof \n(?:the|those|any) (?:\w+ )?\w{2,}s\b")
_LONGEST, _FARTHEST = 240, 1_200  # characters: of a phrase as it is told, and looked at to find it


def closest(before: str, term: str) -> str:
    """The noun phrase at the end of the words before a name; the whole clause where its beginning is not certain."""
    clause = _NAMED_BEFORE.sub("", _CLAUSE.split(before[-_FARTHEST:])[-1]).strip(" ,")
    starts = [match.start() for match in _DETERMINER.finditer(clause)]
    if _SYMBOL.match(term):
        start = next((at for at in reversed(starts) if _PERSON.match(clause[at:])), None)
    else:
        start = _by_head(clause, term, starts)
        if start is None:
            start = _by_place(clause, starts, term)
    if start is not None and _POINTS_BACK.match(clause[start:]):
        start = None
    return _shortened(clause if start is None else clause[start:])


def _by_head(clause: str, term: str, starts: list[int]) -> int | None:
    """Where the phrase begins whose noun the name repeats: “a written notice of refusal (‘the notice’)”."""
    words = re.split(rf" (?:{'|'.join(_PREPOSITIONS)}) ", term)[0].split()
    head = words[-1].lower() if words else ""
    found = clause.lower().rfind(f" {head}") if len(head) > 2 else -1
    if found < 0:
        return None
    leading = [start for start in starts if start <= found and not _FINITE.search(clause[start:found])]
    near = [start for start in leading if not _CUT.search(clause[start : found + 1])]
    if near:
        return near[-1]
    cuts = [match.end() for match in _CUT.finditer(clause[: found + 1])]
    return cuts[-1] if cuts else None


def _by_place(clause: str, starts: list[int], term: str) -> int | None:
    """Where the last phrase begins that is not part of a longer one; None if that is not certain.

    What is given to somebody is not that somebody: for a thing a phrase after "to" or "from" is passed over. A name in the plural
    stands for no single thing: “a register of persons who fish (‘the fishers’)”.
    """
    is_thing, is_plural = bool(_THING.search(term)), bool(_PLURAL.search(term))
    for at in range(len(starts) - 1, -1, -1):
        start = starts[at]
        if is_thing and _TO.search(clause[:start]):
            continue
        goes_on = _GOES_ON.search(clause[:start]) is not None
        if goes_on and not (is_plural and _OF_SEVERAL.search(clause[:start] + "\n" + clause[start:])):
            continue
        earlier = clause[starts[at - 1] : start] if at else ""
        if _RELATIVE.search(earlier) and "," not in earlier:
            continue
        if is_plural and _SINGLE.match(clause[start:]):
            return None
        phrase = clause[start:]
        relative = re.search(r"\b(?:who|whom|whose|which|that|where|in relation to)\b", phrase)
        return None if _FINITE.search(phrase[: relative.start()] if relative else phrase) else start
    return None


def _shortened(phrase: str) -> str:
    return phrase if len(phrase) <= _LONGEST else "… " + phrase[-_LONGEST:].split(" ", 1)[-1]
