"""Patterns with gaps, matched without trying every way through the gap.

spaCy's matcher follows every path through an optional token, so a gap of twenty words costs more than anybody can wait for. A
pattern is therefore cut at its gaps into *stretches* of adjacent tokens. The stretches are looked for one by one (`searched`),
and they are joined here: in order, no further apart than the gap allows (an aside between commas is no distance: “the owner shall,
if he sells the boat, inform …”), no full stop or semicolon between. The cost is bounded by stretches × occurrences; nothing can
backtrack without end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from impact.detect.searched import Occurrences, Place, Searched, Stretch, stretch_of
from impact.rulebase.model import Pattern, TokenPattern

_GAP = re.compile(r"\{0,(\d+)\}")
#: How many ways to continue from one beginning are kept: enough to get past one that an `unless` blocks.
_WAYS = 6
#: Gaps of so many words and more reach over what is said by the way; a shorter one holds a phrase together.
_OVER_ASIDES = 8
#: Where a place begins.
_START = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Chain:
    """One alternative of a pattern: its stretches, and after each but the last the most words that may lie between.

    `gap_marks` are the slots that the gaps belong to. `group` is match, unless, absent or requires.
    """

    group: str
    name: str
    stretches: tuple[Stretch, ...]
    gaps: tuple[int, ...]
    gap_marks: tuple[str, ...]

    def first(self, length: int) -> Chain:
        """The chain of the first stretches only."""
        return replace(
            self,
            stretches=self.stretches[:length],
            gaps=self.gaps[: length - 1],
            gap_marks=self.gap_marks[: length - 1],
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A chain found in a text: token offsets, the verb's token, slots."""

    start: int
    end: int
    anchor: int
    slots: tuple[tuple[str, int, int], ...]


def chain(group: str, pattern: Pattern, number: int) -> Chain:
    """The chain of one alternative of a pattern. A gap at either end says nothing and is left out."""
    tokens, marks = pattern.tokens[number], pattern.marks[number]
    stretches: list[Stretch] = []
    gaps: list[int] = []
    gap_marks: list[str] = []
    held: list[int] = []
    pending, pending_mark = 0, ""
    for position, token in enumerate(tokens):
        length = _gap(token)
        if length is None:
            if not held and stretches:
                gaps.append(pending)
                gap_marks.append(pending_mark)
                pending, pending_mark = 0, ""
            held.append(position)
            continue
        if held:
            stretches.append(_stretch(tokens, marks, held))
            held = []
            pending = 0
        pending += length
        pending_mark = pending_mark or marks[position].rstrip("^")
    if held:
        stretches.append(_stretch(tokens, marks, held))
    return Chain(group, pattern.name, tuple(stretches), tuple(gaps), tuple(gap_marks))


def _gap(token: Mapping[str, object]) -> int | None:
    found = _GAP.fullmatch(str(token.get("OP", "")))
    return int(found.group(1)) if found and isinstance(token.get("TEXT"), Mapping) else None


def _stretch(tokens: TokenPattern, marks: Sequence[str], held: Sequence[int]) -> Stretch:
    return stretch_of(tuple(tokens[position] for position in held), tuple(marks[position] for position in held))


def links(one: Chain, text: Searched) -> Iterator[Link]:
    """Where a chain is in a text."""
    found = text.all(one.stretches)
    if found is not None:
        yield from joined(one, found, text.limits, text.reached)


def joined(one: Chain, found: Occurrences, limits: Sequence[int], reached: Sequence[int]) -> Iterator[Link]:
    """Every beginning of a chain with its nearest continuations (at most a few for each beginning)."""
    places = [found[stretch.key] for stretch in one.stretches]
    for first in places[0]:
        ways = 0
        tried: set[tuple[int, int]] = set()  # how a chain goes on does not depend on how it got here
        waiting: list[tuple[Place, ...]] = [(first,)]
        while waiting and ways < _WAYS:
            path = waiting.pop()
            depth = len(path)
            if depth == len(places):
                ways += 1
                yield _link(one, path)
                continue
            after = path[-1][1]
            if (depth, after) in tried:
                continue
            tried.add((depth, after))
            gap = one.gaps[depth - 1]
            count = reached if gap >= _OVER_ASIDES else range(len(limits))
            reach = count[after] + gap
            options = places[depth]
            nexts = []
            for number in range(bisect_left(options, after, key=_START), len(options)):
                place = options[number]
                if count[place[0]] > reach or limits[place[0]] != limits[after]:
                    break  # later places are further off still
                nexts.append(place)
            waiting.extend((*path, place) for place in reversed(nexts))


def _link(one: Chain, path: Sequence[Place]) -> Link:
    anchor = path[-1][1] - 1
    slots: dict[str, tuple[int, int]] = {}
    for number, (stretch, (start, end, alignment)) in enumerate(zip(one.stretches, path, strict=True)):
        for offset, token in enumerate(alignment):
            mark = stretch.marks[token]
            if mark.endswith("^"):
                anchor = start + offset
                mark = mark[:-1]
            if mark:
                slots[mark] = (slots.get(mark, (start + offset, 0))[0], start + offset + 1)
        mark = one.gap_marks[number] if number < len(one.gap_marks) else ""
        if mark and path[number + 1][0] > end:
            slots[mark] = (slots.get(mark, (end, 0))[0], path[number + 1][0])
    return Link(
        path[0][0], path[-1][1], anchor, tuple(sorted((slot, first, last) for slot, (first, last) in slots.items()))
    )
