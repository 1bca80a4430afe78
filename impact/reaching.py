"""What the words of a provision are about: provisions, everything beside it, or all of the law that it is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from impact.document import Provision
from impact.resolve.citations import ParsedReference, find_references

_LAW = r"[Tt]h(?:is|ese) (?:Act|Measure|Bill|Order|Regulations|Rules|Scheme|instrument)\b"
_WHOLE = re.compile(rf"\b{_LAW}")
#: "subsection (1), or otherwise under this Act": all of the law as well as the provision that is named first.
_ALSO_WHOLE = re.compile(
    rf"\b(?:or|and) (?:(?:any|other|another|otherwise|rest|remainder|the|provisions?|under|in|of|by|virtue) ){{1,8}}{_LAW}"
)
#: "software specified for the purposes of this subsection" says what is specified, not what the subsection is about.
_SPECIFIED_FOR = re.compile(r"\b(?:specified|described|prescribed|designated)\b[^.;]{0,60}\bfor the purposes? of $")
_SUBJECT_TO = re.compile(r"\b[Ss]ubject to\b[^.;]{0,80}$")
#: "Unless— (a) …; or (b) it is supplied under section 5": what a bar lets through is not what it is about.
_LET_THROUGH = re.compile(
    r"\b(?:unless|except|otherwise than|other than)\b(?:[^.;]|; (?:(?:or|and) )?\(\w{1,4}\)){0,800}$"
)
#: What a provision about flows of information, or about the power to provide for them, speaks of.
_MATTER = re.compile(
    r"\b(?:information|data|disclos\w+|notices?|documents?|records?|registers?|entry|entries|identifiers?|suppl(?:y|ied)|shar(?:e|ing))\b"
    r"|\bregulations\b|\border\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the words of a provision are about: provisions, or everything beside it, or all of the law that it is in."""

    xpaths: frozenset[str]
    is_wide: bool
    is_whole: bool
    is_of_the_matter: bool = True
    yields_to: frozenset[str] = frozenset()  # those of the xpaths that it is subject to


def lets_through(before: str) -> bool:
    """Whether what follows these words of a provision is only let through by it."""
    return _LET_THROUGH.search(before) is not None


def own_words(provision: Provision) -> str:
    """The whole text of a provision as one line, without what it quotes for insertion into other law."""
    pieces: list[str] = []
    waiting: list[Provision | str] = [provision]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.inserted_into == provision.inserted_into:
            pieces += (item.number, item.intro.string)
            waiting.append(item.wrap_up.string)
            waiting.extend(reversed(item.children))
    return " ".join(piece for piece in pieces if piece)


def reach_of(text: str, targets: Callable[[ParsedReference], Iterable[str]]) -> Reach:
    """What a provision with these words is about. `targets` finds the xpaths that a reference means.

    Whoever names a provision first and mentions "this Act" later speaks of that provision, and not of the whole Act.
    """
    found: set[str] = set()
    above: set[str] = set()
    first = len(text)
    is_wide = True
    for reference in find_references(text):
        named = () if _SPECIFIED_FOR.search(text[: reference.start]) else tuple(targets(reference))
        is_wide = is_wide and not named
        if named and lets_through(text[: reference.start]):
            continue
        found.update(named)
        if _SUBJECT_TO.search(text[: reference.start]):
            above.update(named)
        if named:
            first = min(first, reference.start)
    whole = _WHOLE.search(text)
    return Reach(
        frozenset(found),
        is_wide=is_wide,
        is_whole=whole is not None and (whole.start() < first or _ALSO_WHOLE.search(text) is not None),
        is_of_the_matter=_MATTER.search(text) is not None,
        yields_to=frozenset(above),
    )
