"""Rules matched against readings: from a rules base to raw matches.

A rule's patterns are tried only on readings that have the words they need. A match remembers which token is the operative verb
and which tokens are slots, because it is known which pattern token matched which word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.detect.chains import chain, links
from impact.detect.compiled import CompiledRule, compiled_rule
from impact.detect.lexicon import MODALS
from impact.detect.searched import Searched
from impact.detect.surroundings import Surroundings
from impact.detect.tokens import language, straightened
from impact.detect.triggers import TriggerIndex, index
from impact.readings import Reading
from impact.rulebase.model import Pattern, Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc


#: What joins a clause with a modal of its own to the one before it, and how many words its subject may have.
_CONJOINED = frozenset({"and", "but"})
_SUBJECT = 7


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

    def matches(
        self, reading: Reading, around: Surroundings | None = None, *, prefilter: bool = True
    ) -> tuple[Doc | None, list[RawMatch]]:
        """The tokens of a reading and every match, ordered by place then rule; no tokens if nothing could match.

        Without the surroundings of its document, what rules ask of headings and quoted text is not asked. With `prefilter` off
        every rule is tried: the result must be the same (tests prove it).
        """
        if prefilter:
            tried = self.candidates(reading)
        else:
            tried = [compiled for compiled in self.rules if reading.place in compiled.rule.match.where]
        if not tried:
            return None, []
        doc = self.tokens(reading)
        text = Searched(doc)
        found: list[RawMatch] = []
        for compiled in tried:
            if around is None or around.admit(compiled, reading):
                found.extend(rule_matches(compiled, text, reading.words if prefilter else None))
        found.sort(key=lambda match: (match.start, match.anchor, match.rule.id))
        return doc, found


def recogniser(rules: Sequence[Rule]) -> Recogniser:
    """Compile rules for matching. Deprecated rules are left out."""
    live = [rule for rule in rules if rule.status != "deprecated"]
    return Recogniser(tuple(compiled_rule(rule) for rule in live), index(live))


def rule_matches(compiled: CompiledRule, text: Searched, words: frozenset[str] | None = None) -> Iterator[RawMatch]:
    """The matches of one rule on one reading: blocked ones dropped, of overlapping ones the first and shortest kept.

    With the words of the reading, patterns that need others are not tried.
    """
    hits = [
        RawMatch(compiled.rule, one.chain.name, link.start, link.end, link.anchor, link.slots)
        for one in compiled.chains
        if words is None or not any(needed.isdisjoint(words) for needed in one.triggers)
        for link in links(one.chain, text)
    ]
    if not hits:
        return
    blocked = _blocked(compiled, text)
    if blocked is None:
        return
    hits.sort(key=lambda match: (match.start, match.anchor, match.end, match.pattern))
    upto = -1
    for match in hits:
        if match.start >= upto and not any(_speaks_of(match, low, high, text.words) for low, high in blocked):
            upto = match.end
            yield match


def _speaks_of(match: RawMatch, low: int, high: int, words: Sequence[str]) -> bool:
    """Whether what an `unless` found is about the match: it overlaps it, and no clause begins between it and the verb.

    “… shall send a return, and no fee shall be paid” says nothing against the return; a verb inside the stretch is always meant.
    """
    if high <= match.start or match.end <= low:
        return False
    first, last = (high, match.anchor) if high <= match.anchor else (match.anchor, low)
    return not any(
        words[position] in _CONJOINED and _has_own_modal(words[position + 1 : position + 1 + _SUBJECT])
        for position in range(first, last)
    )


def _has_own_modal(words: Sequence[str]) -> bool:
    """Whether a clause that opens with these words has a subject and a modal: “and may relate to” has no subject of its own."""
    return words[0] not in MODALS and not MODALS.isdisjoint(words)


def _blocked(compiled: CompiledRule, text: Searched) -> list[tuple[int, int]] | None:
    """The stretches that an `unless` blocks; None if the whole reading is ruled out."""
    blocked: list[tuple[int, int]] = []
    required = not compiled.rule.match.requires
    for one in compiled.guards:
        for link in links(one, text):
            if one.group == "unless":
                blocked.append((link.start, link.end))
            elif one.group == "absent":
                return None
            else:
                required = True
                break
    return blocked if required else None


def pattern_progress(pattern: Pattern, doc: Doc) -> tuple[int, int, str]:
    """How far a pattern got on a text: `(stretches matched, stretches in all, word where it stopped)`.

    Tries the alternatives of the pattern and keeps the one that got furthest; used to say why something was not flagged.
    """
    text = Searched(doc)
    best = (0, 1, doc[0].text if len(doc) else "the end")
    for number in range(len(pattern.tokens)):
        whole = chain("match", pattern, number)
        for length in range(len(whole.stretches), 0, -1):
            ends = [link.end for link in links(whole.first(length), text)]
            if ends:
                stop = min(ends)
                if length > best[0]:
                    best = (length, len(whole.stretches), doc[stop].text if stop < len(doc) else "the end")
                break
    return best
