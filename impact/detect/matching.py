"""Rules matched against readings with spaCy: from a rules base to raw matches.

A rule's patterns are tried only on readings that have the words they need. A match remembers which token is the operative verb
and which tokens are slots, because spaCy says which pattern token matched which word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.detect.chains import Chain, boundaries, chain, joined, occurrences
from impact.detect.tokens import language, straightened
from impact.detect.triggers import TriggerIndex, index
from impact.readings import Reading
from impact.rulebase.model import Pattern, Rule

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class RawMatch:
    """One rule's patterns on one reading: token offsets `start:end`, the verb's token, slot name → tokens `(first, last + 1)`."""

    rule: Rule
    pattern: str
    start: int
    end: int
    anchor: int
    slots: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run: one spaCy matcher for the stretches of all its patterns, and how the stretches join."""

    rule: Rule
    matcher: Matcher
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A rules base compiled for matching; made once, used for every document."""

    rules: tuple[CompiledRule, ...]
    triggers: TriggerIndex

    def tokens(self, reading: Reading) -> Doc:
        """The reading cut into tokens; offsets are those of its text."""
        return language().make_doc(straightened(reading.text.string))

    def candidates(self, reading: Reading) -> list[CompiledRule]:
        """The rules whose words are there and whose places include the reading's."""
        return [
            self.rules[position]
            for position in self.triggers.candidates(reading.words)
            if reading.place in self.rules[position].rule.match.where
        ]

    def matches(self, reading: Reading, *, prefilter: bool = True) -> tuple[Doc | None, list[RawMatch]]:
        """The tokens of a reading and every match, ordered by place then rule; no tokens if nothing could match.

        With `prefilter` off every rule is tried: the result must be the same (tests prove it).
        """
        if prefilter:
            tried = self.candidates(reading)
        else:
            tried = [compiled for compiled in self.rules if reading.place in compiled.rule.match.where]
        if not tried:
            return None, []
        doc = self.tokens(reading)
        found = [match for compiled in tried for match in rule_matches(compiled, doc)]
        found.sort(key=lambda match: (match.start, match.anchor, match.rule.id))
        return doc, found


def recogniser(rules: Sequence[Rule]) -> Recogniser:
    """Compile rules for matching. Deprecated rules are left out."""
    live = [rule for rule in rules if rule.status != "deprecated"]
    return Recogniser(tuple(_compiled(rule) for rule in live), index(live))


def _compiled(rule: Rule) -> CompiledRule:
    from spacy.matcher import Matcher

    matcher = Matcher(language().vocab)
    chains = [
        chain(group, pattern, number)
        for group, patterns in (
            ("match", rule.match.patterns),
            ("unless", rule.match.unless),
            ("absent", rule.match.absent),
            ("requires", rule.match.requires),
        )
        for pattern in patterns
        for number in range(len(pattern.tokens))
    ]
    stretches = {stretch.key: stretch for one in chains for stretch in one.stretches}
    for key, stretch in stretches.items():
        matcher.add(key, [[dict(token) for token in stretch.tokens]])
    return CompiledRule(rule, matcher, tuple(chains))


def rule_matches(compiled: CompiledRule, doc: Doc) -> Iterator[RawMatch]:
    """The matches of one rule on one reading: blocked ones dropped, of overlapping ones the first and shortest kept."""
    found = occurrences(compiled.matcher, doc)
    if not found:
        return
    limits = boundaries(doc)
    hits: list[RawMatch] = []
    blocked: list[tuple[int, int]] = []
    required = not compiled.rule.match.requires
    for one in compiled.chains:
        if any(stretch.key not in found for stretch in one.stretches):
            continue
        for link in joined(one, found, limits):
            if one.group == "match":
                hits.append(RawMatch(compiled.rule, one.name, link.start, link.end, link.anchor, link.slots))
            elif one.group == "unless":
                blocked.append((link.start, link.end))
            elif one.group == "absent":
                return
            else:
                required = True
                break
    if not required:
        return
    hits.sort(key=lambda match: (match.start, match.anchor, match.end, match.pattern))
    upto = -1
    for match in hits:
        if match.start >= upto and not any(low < match.end and match.start < high for low, high in blocked):
            upto = match.end
            yield match


def pattern_progress(pattern: Pattern, doc: Doc) -> tuple[int, int, str]:
    """How far a pattern got on a text: `(stretches matched, stretches in all, word where it stopped)`.

    Tries the alternatives of the pattern and keeps the one that got furthest; used to say why something was not flagged.
    """
    from spacy.matcher import Matcher

    limits = boundaries(doc)
    best = (0, 1, doc[0].text if len(doc) else "the end")
    for number in range(len(pattern.tokens)):
        whole = chain("match", pattern, number)
        matcher = Matcher(doc.vocab)
        for stretch in whole.stretches:
            matcher.add(stretch.key, [[dict(token) for token in stretch.tokens]])
        found = occurrences(matcher, doc)
        for length in range(len(whole.stretches), 0, -1):
            part = whole.first(length)
            links = list(joined(part, found, limits)) if all(s.key in found for s in part.stretches) else []
            if links:
                stop = min(link.end for link in links)
                if length > best[0]:
                    best = (length, len(whole.stretches), doc[stop].text if stop < len(doc) else "the end")
                break
    return best
