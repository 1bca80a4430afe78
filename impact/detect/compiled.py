"""A rule ready to run: its patterns as chains of stretches, with the words that each cannot do without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impact.detect.chains import Chain, chain, links
from impact.detect.searched import Searched
from impact.detect.triggers import lettered
from impact.rulebase.model import Pattern, Rule


@dataclass(frozen=True, slots=True)
class CompiledChain:
    """A chain with the words that it cannot do without."""

    chain: Chain
    triggers: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run: its patterns as chains, and the chains of what blocks or admits a match.

    `guards` are the chains of `unless`, `absent` and `requires`: they are tried only once a pattern has matched. `beside` are the
    chains that are looked for around the sentence (groups "headed", "earlier" and "quoted"), not in it.
    """

    rule: Rule
    chains: tuple[CompiledChain, ...]
    guards: tuple[Chain, ...]
    beside: tuple[Chain, ...] = ()

    def occurs(self, group: str, text: Searched) -> bool:
        """Whether a pattern of a group of `beside` is in a text."""
        return any(next(links(one, text), None) is not None for one in self.beside if one.group == group)


def compiled_rule(rule: Rule) -> CompiledRule:
    """The chains of a rule's patterns, of what blocks a match, and of what is looked for around the sentence."""
    asked = rule.match
    chains = tuple(
        CompiledChain(one, tuple(filter(None, map(lettered, pattern.triggers[number]))))
        for pattern in asked.patterns
        for number, one in enumerate(_chains(match=(pattern,)))
    )
    guards = _chains(unless=asked.unless, absent=asked.absent, requires=asked.requires)
    beside = _chains(headed=asked.headed, earlier=asked.earlier, quoted=asked.quoted)
    return CompiledRule(rule, chains, guards, beside)


def _chains(**groups: Sequence[Pattern]) -> tuple[Chain, ...]:
    return tuple(
        chain(group, pattern, number)
        for group, patterns in groups.items()
        for pattern in patterns
        for number in range(len(pattern.tokens))
    )
