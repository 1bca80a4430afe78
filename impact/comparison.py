"""Clauses of two texts matched, and what is different between two that are one.

A clause is the same clause when its words are the same, wherever it stands now: numbers in cross-references are left out
of account, so that a bill that was only renumbered shows nothing but moves. What is not the same is matched by likeness, and
by place where it was written anew; the rest was gained or lost.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from impact.document import Document, Provision
from impact.report import Finding

#: What may have happened to a clause, in the order in which a reader wants to know.
KINDS = ("gained", "lost", "widened", "narrowed", "changed", "moved")
WORDS_CHANGED = "its words changed"
#: Two clauses less alike than this are two clauses.
_ALIKE = 0.55
#: Two clauses in one place under one heading are one that was written anew, unless they have less in common than this.
_SOMEWHAT_ALIKE = 0.15
#: How much likeness it is worth to stand in the same place.
_SAME_PLACE = 0.05
#: More of these in a clause widens it: more people, more information, more purposes.
_WIDENING = ("from", "to", "info", "purpose")
_SECTION = re.compile(r"\d+[A-Z]*")
_JOINER = re.compile(r"[\s,;]*(?:\b(?:and|or))?[\s,;]*\Z")
_REFERENCE = re.compile(
    r"\b((?:sub-?)?(?:section|paragraph|clause|regulation|article|rule|part|chapter|schedule)s?)\s+"
    r"\(?\d{1,4}[a-z]{0,3}\)?(?:\s?\(\w{1,5}\)){0,4}(?:(?:,|\s(?:and|or|to))\s{1,2}\(?\d{0,4}[a-z]{0,3}\)?(?:\(\w{1,5}\)){0,4}){0,6}",
    re.IGNORECASE,
)


#: “subsection (1)” becomes “section 12(1)” when a section is split.
_ANY_REFERENCE = "reference"
_REFERENCE_OR_WORD = re.compile(rf"{_REFERENCE.pattern}|\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not what or where it was. `notes` say in words what is different."""

    kind: str
    effect: str
    old: Finding | None
    new: Finding | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Findings of two documents matched: what is different, and the pairs that are one clause."""

    changes: tuple[Change, ...]
    pairs: tuple[tuple[Finding, Finding], ...]
    unchanged: int


def match(old: Document, old_findings: Sequence[Finding], new: Document, new_findings: Sequence[Finding]) -> Matching:
    """Match the findings of two documents, or of parts of them, clause by clause."""
    old_words = {finding.id: clause_words(old, finding) for finding in old_findings}
    new_words = {finding.id: clause_words(new, finding) for finding in new_findings}
    pairs, old_rest, new_rest = _same_words(old_findings, new_findings, old_words, new_words, _heading)
    close, old_rest, new_rest = _likest(old_rest, new_rest, old_words, new_words, _is_in_place)
    same, old_rest, new_rest = _same_words(old_rest, new_rest, old_words, new_words, _anywhere)
    pairs += same
    unchanged = sum(before.provision.label == after.provision.label for before, after in pairs)
    changes = [
        Change("moved", after.effect, before, after, (f"was {before.provision.label}",))
        for before, after in pairs
        if before.provision.label != after.provision.label
    ]
    for is_likely in (_is_alike, _is_written_anew):
        found, old_rest, new_rest = _likest(old_rest, new_rest, old_words, new_words, is_likely)
        close += found
    pairs += close
    changes.extend(changed(before, after) for before, after in close)
    changes.extend(Change("lost", finding.effect, finding, None) for finding in old_rest)
    changes.extend(Change("gained", finding.effect, None, finding) for finding in new_rest)
    changes.sort(key=reading_order)
    return Matching(tuple(changes), tuple(pairs), unchanged)


def clause_words(document: Document, finding: Finding) -> tuple[str, ...]:
    """The words of a finding's provision, cross-reference numbers and paragraph numbers left out."""
    return provision_words(document.by_xpath[finding.provision.xpath])


def provision_words(provision: Provision) -> tuple[str, ...]:
    """The words of a provision and all below it, cross-reference numbers and paragraph numbers left out."""
    parts = (part for below in provision.walk() for part in (below.intro, below.wrap_up))
    return plain_words(" ".join(part.string for part in parts if part))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, every cross-reference as one word."""
    return tuple(re.findall(r"[^\W\d_]+|\d+", _REFERENCE.sub(_ANY_REFERENCE, text).lower().replace("’", "'")))


def shown_words(text: str) -> list[tuple[str, str]]:
    """The words of a text as they are compared and as they are written; a cross-reference is one word, whatever its number."""
    found = []
    for match in _REFERENCE_OR_WORD.finditer(text):
        key = _ANY_REFERENCE if match[1] else match[0]
        found.append((key.lower().replace("’", "'").rstrip(".,;:—"), match[0]))
    return found


def without_numbers(text: str) -> str:
    """A text without the numbers of its cross-references, which change whenever a bill is renumbered."""
    return _REFERENCE.sub(r"\1", text)


_Pairs = list[tuple[Finding, Finding]]
_Words = dict[str, tuple[str, ...]]


def _heading(finding: Finding) -> str:
    return finding.provision.heading


def _anywhere(finding: Finding) -> str:
    return ""


def _same_words(
    old: Sequence[Finding],
    new: Sequence[Finding],
    old_words: _Words,
    new_words: _Words,
    place: Callable[[Finding], str],
) -> tuple[_Pairs, list[Finding], list[Finding]]:
    """Clauses of one effect and the same words, in one place."""
    waiting: defaultdict[tuple[str, str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for finding in new:
        waiting[place(finding), finding.effect, new_words[finding.id]].append(finding)
    pairs, rest = [], []
    for finding in old:
        candidates = waiting[place(finding), finding.effect, old_words[finding.id]]
        if candidates:
            same = next((c for c in candidates if c.provision.label == finding.provision.label), candidates[0])
            candidates.remove(same)
            pairs.append((finding, same))
        else:
            rest.append(finding)
    left = {finding.id for candidates in waiting.values() for finding in candidates}
    return pairs, rest, [finding for finding in new if finding.id in left]


def _is_in_place(before: Finding, after: Finding, likeness: float) -> bool:
    """Whether two clauses that are alike have one place in one section, whatever its number is now."""
    one, other = (_SECTION.sub("", each.provision.label, count=1) for each in (before, after))
    return likeness >= _ALIKE and one == other and before.provision.heading == after.provision.heading != ""


def _is_alike(before: Finding, after: Finding, likeness: float) -> bool:
    return likeness >= _ALIKE


def _is_written_anew(before: Finding, after: Finding, likeness: float) -> bool:
    """Whether two clauses have one place under one heading, and still something in common."""
    one, other = before.provision, after.provision
    return likeness >= _SOMEWHAT_ALIKE and (one.label, one.heading) == (other.label, other.heading)


def _likest(
    old: Sequence[Finding],
    new: Sequence[Finding],
    old_words: _Words,
    new_words: _Words,
    is_likely: Callable[[Finding, Finding, float], bool],
) -> tuple[_Pairs, list[Finding], list[Finding]]:
    """The likest clauses of one effect anywhere, best first; of two that are as like, the one in the same place."""
    scored = []
    mine, theirs = (
        {each.id: Counter(words[each.id]) for each in side} for side, words in ((old, old_words), (new, new_words))
    )
    for before in old:
        for after in new:
            most = shared_words(mine[before.id], theirs[after.id]) if before.effect == after.effect else 0.0
            if is_likely(before, after, most):
                score = likeness(old_words[before.id], new_words[after.id])
                if is_likely(before, after, score):
                    bonus = _SAME_PLACE if before.provision.label == after.provision.label else 0.0
                    scored.append((-score - bonus, before.order, after.order, before.id, after.id))
    taken_old: set[str] = set()
    taken_new: dict[str, str] = {}
    for *_, before_id, after_id in sorted(scored):
        if before_id not in taken_old and after_id not in taken_new:
            taken_old.add(before_id)
            taken_new[after_id] = before_id
    by_id = {finding.id: finding for finding in old}
    pairs = [(by_id[taken_new[finding.id]], finding) for finding in new if finding.id in taken_new]
    return pairs, [f for f in old if f.id not in taken_old], [f for f in new if f.id not in taken_new]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two clauses are, 0 to 1: their words and the order of these."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one or other else 1.0


def shared_words(one: Counter[str], other: Counter[str]) -> float:
    """How many words of two clauses are in both, 0 to 1: they are never more alike than this, and it is told sooner."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


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
    if not signs and before.force == after.force:
        notes.append(WORDS_CHANGED)
    kind = signs.pop() if len(signs) == 1 else "changed"
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
    if len(added) == len(gone) == 1:
        return sign_of_words(gone[0], added[0])
    return "changed"


def sign_of_words(one: str, other: str) -> str:
    """What it comes to that something is put in other words: what is joined to it widens it, what describes it narrows it."""
    before, after = (re.findall(r"[\w’'-]+|,", item.lower()) for item in (one, other))
    if not Counter(before) - Counter(after):
        return "widened" if _joined(Counter(after) - Counter(before)) else "narrowed"
    if not Counter(after) - Counter(before):
        return "narrowed" if _joined(Counter(before) - Counter(after)) else "widened"
    return "changed"


def _joined(words: Iterable[str]) -> bool:
    return bool({"and", "or", ",", "any"}.intersection(words))


def _difference(added: Iterable[str], gone: Iterable[str]) -> str:
    pieces = [f"+ “{item}”" for item in added] + [f"− “{item}”" for item in gone]
    return "; ".join(pieces)


def reading_order(change: Change) -> tuple[int, int, str]:
    """The key that puts changes in the order in which a reader wants to know them."""
    finding = change.new or change.old
    return (KINDS.index(change.kind), finding.order if finding else 0, change.effect)


#: Effects between which one word decides, with what they are called.
_TURNING = {
    "gateway": "a power to share",
    "disclosure-duty": "a duty to share",
    "reporting-duty": "a duty to report",
    "notification-duty": "a duty to notify",
}


def turned(changes: Iterable[Change], is_one: Callable[[Finding, Finding], bool]) -> list[Change]:
    """The changes, with a power that became a duty (or the other way round) as one and not as a loss and a gain.

    `is_one` says whether a clause that was lost and one that was gained are the same clause.
    """
    found = list(changes)
    for lost in [change for change in found if change.kind == "lost" and change.effect in _TURNING]:
        twin = next((change for change in found if _may_be_turned(lost, change, is_one)), None)
        if twin is not None:
            note = f"{_TURNING[lost.effect]} became {_TURNING[twin.effect]}"
            one = Change("changed", twin.effect, lost.old, twin.new, (note,))
            found = [one if change is twin else change for change in found if change is not lost]
    return found


def _may_be_turned(lost: Change, change: Change, is_one: Callable[[Finding, Finding], bool]) -> bool:
    if change.kind != "gained" or change.effect not in _TURNING or change.effect == lost.effect:
        return False
    return bool(lost.old and change.new and is_one(lost.old, change.new))
