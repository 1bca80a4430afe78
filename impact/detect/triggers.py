"""Which rules can match a text at all, told from its words alone.

Each compiled pattern says which words it cannot do without (`Pattern.triggers`). The index below finds the patterns whose sets
are all met by the words of a reading; the rest are not tried. Because the sets are derived from the patterns, nothing is lost,
and a rule whose words do not occur costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from impact.rulebase.model import Pattern, Rule

#: Words in so many readings that they tell nothing; a pattern is filed under a set without them, if it has one.
_COMMON = frozenset(
    "a an and any are as at be been by for from has have if in into is it may must no not of on or other shall such that the "
    "this to under which who with person persons section subsection paragraph act provision".split()
)


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """Patterns filed under words that they need.

    `filed`: word → indices into `needs`; `always`: indices of patterns that need no word. `needs[i]` is the sets of which one
    word each must be there, and the rule (by position) that they belong to.
    """

    filed: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    needs: tuple[tuple[tuple[frozenset[str], ...], int], ...]

    def candidates(self, words: frozenset[str]) -> list[int]:
        """Positions of the rules that could match a text with these words, ascending."""
        found: set[int] = {self.needs[entry][1] for entry in self.always}
        filed = self.filed
        for word in words & filed.keys():
            for entry in filed[word]:
                sets, rule = self.needs[entry]
                if rule not in found and not any(needed.isdisjoint(words) for needed in sets):
                    found.add(rule)
        return sorted(found)


def index(rules: Iterable[Rule]) -> TriggerIndex:
    """The trigger index of some rules, by their position."""
    filed: defaultdict[str, list[int]] = defaultdict(list)
    always: list[int] = []
    needs: list[tuple[tuple[frozenset[str], ...], int]] = []
    for position, rule in enumerate(rules):
        required = _sets(rule.match.requires)
        for pattern in rule.match.patterns:
            for triggers in pattern.triggers:
                sets = tuple(kept for kept in (lettered(words) for words in triggers) if kept) + required
                needs.append((sets, position))
                if not sets:
                    always.append(len(needs) - 1)
                    continue
                for word in min(sets, key=_commonness):
                    filed[word].append(len(needs) - 1)
    return TriggerIndex({word: tuple(entries) for word, entries in filed.items()}, tuple(always), tuple(needs))


def _sets(patterns: tuple[Pattern, ...]) -> tuple[frozenset[str], ...]:
    """What a `requires` adds: a word of any of its alternatives, where each alternative needs one."""
    alternatives = [
        min(certain, key=_commonness) if certain else None
        for pattern in patterns
        for certain in ([kept for kept in map(lettered, triggers_of) if kept] for triggers_of in pattern.triggers)
    ]
    named = [words for words in alternatives if words is not None]
    return (frozenset().union(*named),) if named and len(named) == len(alternatives) else ()


def lettered(words: frozenset[str]) -> frozenset[str]:
    """The set, if all its words are plain letters: only those are sure to be seen as words of the text; else nothing."""
    return words if all(word.isascii() and word.isalpha() for word in words) else frozenset()


def _commonness(words: frozenset[str]) -> tuple[int, int, list[str]]:
    return (len(words & _COMMON), len(words), sorted(words))
