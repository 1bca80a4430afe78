"""What changed for data flows between two versions of a document.

Clauses are matched by their words (`impact.comparison`). A clause that keeps its words may still do something else: because a term
that it uses has another meaning, because a list to which it leads has other entries, or because it refers to another provision.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from impact.changes.compared import has_reach, judged
from impact.changes.reach import reach
from impact.changes.shifts import Shift, Terms, meaning
from impact.comparison import (
    WORDS_CHANGED,
    Change,
    clause_words,
    likeness,
    match,
    plain_words,
    provision_words,
    reading_order,
    shown_words,
    sign_of_words,
    turned,
    without_numbers,
)
from impact.document import Document, Provision
from impact.report import SLOTS, Check, Definition, DefinitionShift, Finding, Reference, Report, TermUse
from impact.resolve.definitions import normal
from impact.rulebase.model import Effect

#: Clauses of different effects that are at least this much alike are one clause: a power that became a duty.
_ONE_CLAUSE = 0.8
#: Provisions with fewer words than this are alike by chance, and two documents that share less than this are two laws.
_LEAST_WORDS, _LEAST_SHARED = 6, 0.1
#: Words of a title that change on the way from a bill to an Act.
_STAGE_WORDS = frozenset("bill act the and of no hl regulations order rules draft as amended in committee".split())
#: How many words stand around a difference, how many differences are shown, and how long one may be.
_NEAR, _MOST_SHOWN, _LONGEST = 4, 3, 160
_ENTRIES = re.compile(r"(?<=[;.])\s+|\s+(?=\([a-z]{1,3}\)\s)")


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A compound check whose answer is not what it was: `kind` is gained, lost or changed."""

    kind: str
    old: Check | None
    new: Check | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and what is different; `unchanged` counts the findings that are the same in the same place.

    `shifts` are the terms and lists that say something else now, each with the clauses that use it and were there before.
    `unlike` says that the two are hardly versions of one law.
    """

    old: Report
    new: Report
    changes: tuple[Change, ...]
    checks: tuple[CheckChange, ...]
    unchanged: int
    shifts: tuple[DefinitionShift, ...] = ()
    unlike: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is different."""
        return not self.changes and not self.checks and not self.shifts


_Pairs = Sequence[tuple[Finding, Finding]]


def compare(old: Report, new: Report, effects: Mapping[str, Effect]) -> Comparison:
    """Match the findings of two reports and say what was gained, lost, widened, narrowed, changed or moved."""
    found = match(old.document, old.findings, new.document, new.findings)
    same = _same_provisions(old.document, new.document)
    shifts = tuple(_shifts(old, new, found.pairs))
    referring = {change.new.id: change for change in _referring(old, new, found.pairs, same) if change.new}
    differing = {change.new.id for change in found.changes if change.kind != "moved" and change.new}
    changes = [change for change in found.changes if not (change.new and change.new.id in referring.keys() - differing)]
    changes += [change for key, change in referring.items() if key not in differing]
    told = {shift.label for shift in shifts if not shift.is_list}
    changes = [change for change in changes if not _is_told(change, told)]
    judge = _Judge(old.document, new.document, {name: effect.direction for name, effect in effects.items()})
    renamed = {before.id: after.id for before, after in found.pairs}
    return Comparison(
        old,
        new,
        tuple(sorted((judge(each) for each in turned(changes, judge.are_one)), key=reading_order)),
        tuple(_checks(old.checks, new.checks, renamed)),
        len(found.pairs) - sum(change.old is not None and change.new is not None for change in changes),
        shifts,
        _are_unlike(old.document, new.document, same),
    )


def _is_told(change: Change, told: Collection[str]) -> bool:
    """Whether a definition that says something else is told with the clauses that use it."""
    is_definition = change.effect == "information-definition" and change.kind not in {"gained", "lost", "moved"}
    return is_definition and change.new is not None and change.new.provision.label in told


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says how far clauses reach, by what they say in two documents; `directions` are those of the effects."""

    old: Document
    new: Document
    directions: Mapping[str, str]

    def __call__(self, change: Change) -> Change:
        """A change with what its words say of how far the clause reaches."""
        if change.old is None or change.new is None or change.kind == "moved":
            return change
        before, after = _said(self.old, change.old), _said(self.new, change.new)
        found = judged(change, without_numbers(before), without_numbers(after))
        is_reaching = change.effect == "information-definition" or has_reach(self.directions, change.effect)
        kind = found.kind if is_reaching else change.kind
        notes = [note for note in change.notes if note != WORDS_CHANGED]
        if WORDS_CHANGED in change.notes or kind != change.kind:
            notes += differences(before, after)
        return replace(change, kind=kind, notes=tuple(notes))

    def are_one(self, lost: Finding, gained: Finding) -> bool:
        """Whether clauses of two effects are the same clause but for a word."""
        words = clause_words(self.old, lost), clause_words(self.new, gained)
        return likeness(*words) >= _ONE_CLAUSE


def _said(document: Document, finding: Finding) -> str:
    """The words of a finding's provision."""
    provision = document.by_xpath[finding.provision.xpath]
    return provision.text.removeprefix(provision.number).strip()


def differences(before: str, after: str) -> tuple[str, ...]:
    """Where two texts differ, each with a few words around it: “the name [and → , age and] address”."""
    one, other = shown_words(before), shown_words(after)
    mine, theirs = ([key for key, _ in words] for words in (one, other))
    found = []
    for name, low, high, start, end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if name == "equal" or not any(map(str.isalnum, "".join((*mine[low:high], *theirs[start:end])))):
            continue
        gone, come = _cut(one[low:high]), _cut(other[start:end])
        inside = f"{gone} → {come}" if gone and come else f"+ {come}" if come else f"− {gone}"
        around = (
            " ".join(shown for _, shown in words)
            for words in (other[max(0, start - _NEAR) : start], other[end : end + _NEAR])
        )
        led, followed = around
        found.append("“" + " ".join(part for part in (led, f"[{inside}]", followed) if part) + "”")
    more = len(found) - _MOST_SHOWN
    return (*found[:_MOST_SHOWN], f"and {more} more") if more > 0 else tuple(found) or (WORDS_CHANGED,)


def _cut(words: Sequence[tuple[str, str]]) -> str:
    said = " ".join(shown for _, shown in words)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"


def _same_provisions(old: Document, new: Document) -> dict[str, str]:
    """The provisions (xpaths) of two documents that say the same in as many words, in order where several do."""
    waiting: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for provision in new.walk():
        waiting[provision_words(provision)].append(provision.xpath)
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for provision in old.walk():
        found[provision_words(provision)].append(provision.xpath)
    return {
        one: other
        for words, places in found.items()
        if words and len(places) == len(waiting[words])
        for one, other in zip(places, waiting[words], strict=True)
    }


def _referring(old: Report, new: Report, pairs: _Pairs, same: Mapping[str, str]) -> Iterator[Change]:
    """Clauses that refer to another provision than they did, however it is numbered now."""
    known = frozenset(same.values())
    before, after = _references(old), _references(new)
    for one, other in pairs:
        mine, theirs = _of_provision(one, old, before), _of_provision(other, new, after)
        if len(mine) != len(theirs):
            continue
        notes = [
            f"refers to “{now.text}”, and referred to “{was.text}”"
            for was, now in zip(mine, theirs, strict=True)
            if _is_another(was, now, same, known)
        ]
        if notes:
            place = [f"was {one.provision.label}"] if one.provision.label != other.provision.label else []
            yield Change("changed", other.effect, one, other, (*place, *dict.fromkeys(notes)))


def _references(report: Report) -> dict[str, list[Reference]]:
    found: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in report.references:
        found[reference.xpath].append(reference)
    return found


def _of_provision(finding: Finding, report: Report, references: Mapping[str, list[Reference]]) -> list[Reference]:
    below = report.document.by_xpath[finding.provision.xpath].walk()
    return [reference for provision in below for reference in references.get(provision.xpath, ())]


def _is_another(was: Reference, now: Reference, same: Mapping[str, str], known: frozenset[str]) -> bool:
    """Whether two references lead to two provisions that both documents have, or to two provisions of another law."""
    if not (was.resolved and now.resolved) or was.document != now.document or was.text == now.text:
        return False
    one, other = was.provision or "", now.provision or ""
    if was.document is None:
        if one not in same or other not in known:
            return False
        one = same[one]
    return not (_is_within(one, other) or _is_within(other, one))


def _is_within(one: str, other: str) -> bool:
    """Whether an xpath or an address lies in another, or is it."""
    return one.startswith(other) and one[len(other) : len(other) + 1] in {"", "/", "_"}


def _shifts(old: Report, new: Report, pairs: _Pairs) -> Iterator[DefinitionShift]:
    """The terms and lists that say something else now, if a clause that was there before uses them."""
    told = tuple(_term_shifts(old, new, pairs))
    yield from told
    known = {(normal(shift.term), use.finding.id) for shift in told for use in shift.uses}
    through = {(normal(term), use.finding.id) for shift in told for use in shift.uses for term in use.through}
    yield from _list_shifts(pairs, known | through)


def _term_shifts(old: Report, new: Report, pairs: _Pairs) -> Iterator[DefinitionShift]:
    before, after = _by_term(old.definitions), _by_term(new.definitions)
    there, here = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    terms, old_terms = Terms(new), Terms(old)
    said = _said_on_the_way(old_terms, there) + _said_on_the_way(terms, here)
    for name in dict.fromkeys((*after, *before)):
        if name.lower() not in said:
            continue
        gone, come = _unlike_meanings(before.get(name, []), after.get(name, []))
        for was, now in zip_longest(gone, come):
            chosen, shown = (terms, here) if now is not None else (old_terms, there)
            uses = tuple(use for use in chosen.uses(Shift(now or was, None)) if use.finding.id in shown)
            if uses:
                yield _shift(was, now, uses, (new if now is not None else old).document)


def _said_on_the_way(terms: Terms, findings: Collection[str]) -> str:
    """The words of some findings in small letters, with those of the definitions to which they may lead."""
    said = " ".join(words for key, words in terms.words.items() if key in findings).lower()
    waiting = list(terms.report.definitions)
    while reached := [each for each in waiting if normal(each.term).lower() in said]:
        waiting = [each for each in waiting if normal(each.term).lower() not in said]
        said += "".join(f" {meaning(each).lower()}" for each in reached)
    return said


def _by_term(definitions: Sequence[Definition]) -> dict[str, list[Definition]]:
    found: defaultdict[str, list[Definition]] = defaultdict(list)
    for definition in definitions:
        found[normal(definition.term)].append(definition)
    return found


def _unlike_meanings(
    one: Sequence[Definition], other: Sequence[Definition]
) -> tuple[list[Definition], list[Definition]]:
    """The definitions of one term on either side that say what none on the other side says."""
    mine, theirs = ([plain_words(meaning(each)) for each in side] for side in (one, other))
    return (
        [each for each, words in zip(one, mine, strict=True) if words not in theirs],
        [each for each, words in zip(other, theirs, strict=True) if words not in mine],
    )


def _shift(
    was: Definition | None, now: Definition | None, uses: tuple[TermUse, ...], document: Document
) -> DefinitionShift:
    shown = now or was
    assert shown is not None
    before, after = (meaning(each) if each else None for each in (was, now))
    place = document.by_xpath.get(shown.where)
    return DefinitionShift(
        shown.term,
        place.label if place else "",
        before,
        after,
        (),
        uses,
        kind=_kind(before, after, reach_of_words=True),
    )


def _list_shifts(pairs: _Pairs, told: set[tuple[str, str]]) -> Iterator[DefinitionShift]:
    """Lists to which clauses lead, told once for all of them."""
    found: dict[tuple[str, str, str, str], list[TermUse]] = {}
    for one, other in pairs:
        for slot in SLOTS:
            before, after = _resolved(one, slot), _resolved(other, slot)
            for term in before.keys() & after.keys():
                was, now = before[term], after[term]
                if (normal(term), other.id) in told or plain_words(was[1]) == plain_words(now[1]):
                    continue
                uses = found.setdefault((term, now[0], was[1], now[1]), [])
                if all(use.finding is not other for use in uses):
                    uses.append(TermUse(other))
    for (term, where, said, says), uses in sorted(found.items(), key=lambda item: item[1][0].finding.order):
        kind = _kind(said, says, reach_of_words=False)
        yield DefinitionShift(term, where, said, says, (), tuple(uses), is_list=True, kind=kind)


def _resolved(finding: Finding, slot: str) -> dict[str, tuple[str, str]]:
    """For each term of a slot the last place to which it leads, and all that is said on the way."""
    found: dict[str, tuple[str, str]] = {}
    for each in finding.slots[slot].resolved:
        if each.term:
            _, said = found.get(each.term, ("", ""))
            found[each.term] = (each.where, f"{said} {each.text}".strip())
    return found


def _kind(before: str | None, after: str | None, *, reach_of_words: bool) -> str:
    """What happens to a definition or, by its entries, to a list."""
    if before is None or after is None:
        return "gained" if before is None else "lost"
    if reach_of_words:
        kind = reach(without_numbers(before), without_numbers(after)).kind
        return sign_of_words(before, after) if kind == "changed" else "changed" if kind == "reworded" else kind
    one, other = (Counter(plain_words(piece) for piece in _ENTRIES.split(text)) for text in (before, after))
    if bool(one - other) == bool(other - one):
        return "changed"
    return "narrowed" if one - other else "widened"


def _checks(old: Sequence[Check], new: Sequence[Check], renamed: Mapping[str, str]) -> Iterator[CheckChange]:
    """Checks matched by the findings that they rest on."""
    waiting: defaultdict[str, list[Check]] = defaultdict(list)
    for check in new:
        waiting[check.check].append(check)
    for check in old:
        followed = {renamed.get(finding) for finding in check.findings} - {None}
        twin = next((c for c in waiting[check.check] if followed & set(c.findings)), None)
        if twin is None:
            yield CheckChange("lost", check, None)
            continue
        waiting[check.check].remove(twin)
        if twin.result != check.result:
            yield CheckChange("changed", check, twin)
    for rest in waiting.values():
        for check in rest:
            yield CheckChange("gained", None, check)


def _are_unlike(old: Document, new: Document, same: Mapping[str, str]) -> bool:
    """Whether two documents have other titles and next to nothing in common."""
    one, other = (frozenset(plain_words(document.title)) - _STAGE_WORDS for document in (old, new))
    if 2 * len(one & other) > min(len(one), len(other)):
        return False
    sizes = [sum(_is_long(provision) for provision in document.walk()) for document in (old, new)]
    shared = sum(_is_long(old.by_xpath[xpath]) for xpath in same)
    return shared < _LEAST_SHARED * min(sizes) or not all(sizes)


def _is_long(provision: Provision) -> bool:
    return bool(provision.label) and len(provision.intro.string.split()) >= _LEAST_WORDS
