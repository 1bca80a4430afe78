"""What changed for data flows between two versions of a document.

A clause is the same clause when its words are the same, wherever it stands now: numbers in cross-references are left out
of account, so that a bill that was only renumbered shows nothing but moves. What is not the same is matched by place, then
by likeness; the rest was gained or lost.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from impact.document import Document
from impact.report import Check, Finding, Report

#: What may have happened to a clause, in the order in which a reader wants to know.
KINDS = ("gained", "lost", "widened", "narrowed", "changed", "moved")
WORDS_CHANGED = "its words changed"
#: Two clauses less alike than this are two clauses.
_ALIKE = 0.55
#: More of these in a clause widens it: more people, more information, more purposes.
_WIDENING = ("from", "to", "info", "purpose")
_JOINER = re.compile(r"[\s,;]*(?:\b(?:and|or))?[\s,;]*\Z")
_REFERENCE = re.compile(
    r"\b((?:sub-?)?(?:section|paragraph|clause|regulation|article|rule|part|chapter|schedule)s?)\s+"
    r"\(?\d{1,4}[a-z]{0,3}\)?(?:\s?\(\w{1,5}\)){0,4}(?:(?:,|\s(?:and|or|to))\s{1,2}\(?\d{0,4}[a-z]{0,3}\)?(?:\(\w{1,5}\)){0,4}){0,6}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not what or where it was. `notes` say in words what is different."""

    kind: str
    effect: str
    old: Finding | None
    new: Finding | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A compound check whose answer is not what it was: `kind` is gained, lost or changed."""

    kind: str
    old: Check | None
    new: Check | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and what is different; `unchanged` counts the findings that are the same in the same place."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
    checks: tuple[CheckChange, ...]
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether nothing is different."""
        return not self.changes and not self.checks


@dataclass(frozen=True, slots=True)
class Matching:
    """Findings of two documents matched: what is different, and the pairs that are one clause."""

    changes: tuple[Change, ...]
    pairs: tuple[tuple[Finding, Finding], ...]
    unchanged: int


def compare(old: Report, new: Report) -> Comparison:
    """Match the findings of two reports and say what was gained, lost, widened, narrowed, changed or moved."""
    found = match(old.document, old.findings, new.document, new.findings)
    renamed = {before.id: after.id for before, after in found.pairs}
    return Comparison(old, new, found.changes, tuple(_checks(old.checks, new.checks, renamed)), found.unchanged)


def match(old: Document, old_findings: Sequence[Finding], new: Document, new_findings: Sequence[Finding]) -> Matching:
    """Match the findings of two documents, or of parts of them, clause by clause."""
    old_words = {finding.id: clause_words(old, finding) for finding in old_findings}
    new_words = {finding.id: clause_words(new, finding) for finding in new_findings}
    pairs, old_rest, new_rest = _same_words(old_findings, new_findings, old_words, new_words)
    unchanged = sum(before.provision.label == after.provision.label for before, after in pairs)
    changes = [
        Change("moved", after.effect, before, after, (f"was {before.provision.label}",))
        for before, after in pairs
        if before.provision.label != after.provision.label
    ]
    for matched in (_same_place, _alike):
        found, old_rest, new_rest = matched(old_rest, new_rest, old_words, new_words)
        pairs.extend(found)
        changes.extend(changed(before, after) for before, after in found)
    changes.extend(Change("lost", finding.effect, finding, None) for finding in old_rest)
    changes.extend(Change("gained", finding.effect, None, finding) for finding in new_rest)
    changes.sort(key=_order)
    return Matching(tuple(changes), tuple(pairs), unchanged)


def clause_words(document: Document, finding: Finding) -> tuple[str, ...]:
    """The words of a finding's provision, cross-reference numbers and paragraph numbers left out."""
    below = document.by_xpath[finding.provision.xpath].walk()
    text = " ".join(part.string for provision in below for part in (provision.intro, provision.wrap_up) if part)
    return tuple(re.findall(r"[a-z]+|\d+", _REFERENCE.sub(r"\1", text).lower()))


_Pairs = list[tuple[Finding, Finding]]
_Words = dict[str, tuple[str, ...]]


def _same_words(
    old: Sequence[Finding], new: Sequence[Finding], old_words: _Words, new_words: _Words
) -> tuple[_Pairs, list[Finding], list[Finding]]:
    waiting: defaultdict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for finding in new:
        waiting[finding.effect, new_words[finding.id]].append(finding)
    pairs, rest = [], []
    for finding in old:
        candidates = waiting[finding.effect, old_words[finding.id]]
        if candidates:
            same = next((c for c in candidates if c.provision.label == finding.provision.label), candidates[0])
            candidates.remove(same)
            pairs.append((finding, same))
        else:
            rest.append(finding)
    left = {finding.id for candidates in waiting.values() for finding in candidates}
    return pairs, rest, [finding for finding in new if finding.id in left]


def _same_place(
    old: Sequence[Finding], new: Sequence[Finding], old_words: _Words, new_words: _Words
) -> tuple[_Pairs, list[Finding], list[Finding]]:
    """Clauses of one effect at one place, if their words have enough in common."""
    waiting: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in new:
        waiting[finding.effect, finding.provision.label].append(finding)
    pairs, rest = [], []
    for finding in old:
        candidates = waiting[finding.effect, finding.provision.label]
        match = next((c for c in candidates if likeness(old_words[finding.id], new_words[c.id]) >= _ALIKE), None)
        if match is None:
            rest.append(finding)
        else:
            candidates.remove(match)
            pairs.append((finding, match))
    left = {finding.id for candidates in waiting.values() for finding in candidates}
    return pairs, rest, [finding for finding in new if finding.id in left]


def _alike(
    old: Sequence[Finding], new: Sequence[Finding], old_words: _Words, new_words: _Words
) -> tuple[_Pairs, list[Finding], list[Finding]]:
    """The likest clauses of one effect anywhere, best first."""
    scored = sorted(
        (-likeness(old_words[before.id], new_words[after.id]), before.order, after.order, before.id, after.id)
        for before in old
        for after in new
        if before.effect == after.effect
    )
    taken_old: set[str] = set()
    taken_new: dict[str, str] = {}
    for score, _, _, before_id, after_id in scored:
        if -score < _ALIKE:
            break
        if before_id not in taken_old and after_id not in taken_new:
            taken_old.add(before_id)
            taken_new[after_id] = before_id
    by_id = {finding.id: finding for finding in old}
    pairs = [(by_id[taken_new[finding.id]], finding) for finding in new if finding.id in taken_new]
    return pairs, [f for f in old if f.id not in taken_old], [f for f in new if f.id not in taken_new]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two clauses are, 0 to 1: shared words first, because that is cheap, then their order."""
    total = len(one) + len(other)
    if not total:
        return 1.0
    shared = 2 * sum((Counter(one) & Counter(other)).values()) / total
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if shared >= _ALIKE else 0.0


def changed(before: Finding, after: Finding) -> Change:
    """What is different between two findings that are one clause; call it for clauses with different words."""
    notes: list[str] = []
    signs: set[str] = set()
    if before.provision.label != after.provision.label:
        notes.append(f"was {before.provision.label}")
    if before.force != after.force:
        notes.append(f"{before.force or 'no force'} became {after.force or 'no force'}")
    for slot in _WIDENING:
        one, other = before.slots[slot], after.slots[slot]
        added = _without(other.items, one.items)
        gone = _without(one.items, other.items)
        if not added and not gone:
            continue
        signs.add(_sign(one.text, other.text, added, gone))
        notes.append(f"{_SLOT_NAMES[slot]}: {_difference(added, gone)}")
    kind = signs.pop() if len(signs) == 1 else "changed"
    if not notes:
        notes.append(WORDS_CHANGED)
    return Change(kind, after.effect, before, after, tuple(notes))


def _without(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """The items that are not among the others; an "or" at the end only says that another item follows."""
    known = {_JOINER.sub("", other) for other in others}
    return [item for item in items if _JOINER.sub("", item) not in known]


_SLOT_NAMES = {"from": "who gives", "to": "who receives", "info": "what", "purpose": "for what"}


def _sign(one: str, other: str, added: Sequence[str], gone: Sequence[str]) -> str:
    if added and not gone and one:
        return "widened"
    if gone and not added and other:
        return "narrowed"
    before, after = Counter(one.lower().split()), Counter(other.lower().split())
    if before and not before - after:
        return "widened"
    if after and not after - before:
        return "narrowed"
    return "changed"


def _difference(added: Iterable[str], gone: Iterable[str]) -> str:
    pieces = [f"+ “{item}”" for item in added] + [f"− “{item}”" for item in gone]
    return "; ".join(pieces)


def _order(change: Change) -> tuple[int, int, str]:
    finding = change.new or change.old
    return (KINDS.index(change.kind), finding.order if finding else 0, change.effect)


def _checks(old: Sequence[Check], new: Sequence[Check], renamed: dict[str, str]) -> Iterator[CheckChange]:
    """Checks matched by the findings that they rest on."""
    waiting: defaultdict[str, list[Check]] = defaultdict(list)
    for check in new:
        waiting[check.check].append(check)
    for check in old:
        followed = {renamed.get(finding) for finding in check.findings} - {None}
        match = next((c for c in waiting[check.check] if followed & set(c.findings)), None)
        if match is None:
            yield CheckChange("lost", check, None)
            continue
        waiting[check.check].remove(match)
        if match.result != check.result:
            yield CheckChange("changed", check, match)
    for rest in waiting.values():
        for check in rest:
            yield CheckChange("gained", None, check)
