"""What shifts under clauses that keep their words: definitions, lists to which they lead, and what is said beside a definition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from impact.changes.compared import View, texts, within
from impact.changes.lists import causes, inside, list_shifts
from impact.changes.reach import reach
from impact.changes.shifts import Shift, Terms, occurs, rows_of, shifted
from impact.changes.units import HOLDERS, Unit
from impact.document import Provision
from impact.report import Amendment, Definition, DefinitionShift, Report, TermUse
from impact.resolve.definitions import normal

#: “It does not include …” after a definition: words that add to it or take from it.
_ADDING = re.compile(
    r"(?:It|They|This|That (?:term|expression|definition)|The (?:term|expression)) (?:also )?"
    r"(?P<verb>does not include|do not include|excludes?|includes?)\b"
)
_TAKING = frozenset({"does not include", "do not include", "exclude", "excludes"})
#: “is to be treated as a heron”: what comes before the term.
_VERBS = re.compile(r"\b(?:treated|regarded|deemed|taken|counted)\b")
_TREATED = (
    r"\b(?P<verb>(?:not )?(?:to be |be )?(?:treated|regarded|deemed|taken|counted))\b"
    r"(?: [\w ]{1,60})?,? (?:as|to be) (?:being )?(?:a |an |the )?"
)


def shifts_of(view: View, others: Sequence[Report], names: frozenset[str]) -> tuple[DefinitionShift, ...]:
    """Every definition that says something else afterwards, with the findings of this Act and of the others that use it.

    `names` are the titles by which the others may cite this Act.
    """
    if view.result.repealed:
        return ()
    terms, borrowers = Terms(view.act), [Terms(other) for other in others]
    found = shifted(view.act.document, view.act.definitions, view.after, view.owner_before)
    made = []
    for shift in found:
        borrowed = tuple(use for other in borrowers for use in other.borrowed(shift, terms, names))
        made.append(
            DefinitionShift(
                term=shift.term,
                label=_label(view, shift.where),
                before=shift.before,
                after=shift.after,
                amendments=_causes(view, shift),
                uses=(*_still(view, shift, terms.uses(shift)), *borrowed),
                kind=_of_shift(shift),
            )
        )
    return (*made, *_lists(view, terms, found), *_beside(view, terms, found))


def _still(view: View, shift: Shift, uses: Iterable[TermUse]) -> Iterator[TermUse]:
    """The uses of a term in clauses that have it still: one that loses it is a clause that changes."""
    for use in uses:
        clause = view.after.by_xpath.get(use.finding.provision.xpath)
        if (
            use.through
            or clause is None
            or occurs(shift.term, clause.text)
            or not occurs(shift.term, _before(view, use))
        ):
            yield use


def _before(view: View, use: TermUse) -> str:
    return view.act.document.by_xpath[use.finding.provision.xpath].text


def _lists(view: View, terms: Terms, told: Sequence[Shift]) -> Iterator[DefinitionShift]:
    """Lists that changed under the definitions and clauses that refer to them."""
    for each in list_shifts(terms, view.result, told):
        old, now = view.act.document.by_xpath.get(each.where), view.result.act.by_xpath.get(each.where)
        if old is not None and now is not None and view.result.act.holds(now) and _same_words(old, now):
            continue
        yield DefinitionShift(
            term=each.term,
            label=old.label if old else "",
            before=old.text if old else None,
            after=now.text if now is not None and view.result.act.holds(now) else None,
            amendments=tuple(cause.amendment for cause in causes(view.result, each.where)),
            uses=each.uses,
            is_list=not each.is_meaning,
            kind=_of_list(old, now if now is not None and view.result.act.holds(now) else None)
            if not each.is_meaning
            else "changed",
        )


def _of_shift(shift: Shift) -> str:
    """What happens to a definition."""
    if shift.old is None or shift.new is None:
        return "gained" if shift.old is None else "lost"
    kind = reach(shift.before or "", shift.after or "").kind
    return "changed" if kind == "reworded" else kind


def _of_list(old: Provision | None, now: Unit | None) -> str:
    """Whether a list has more entries or fewer than it had."""
    if now is None:
        return "lost"
    before, after = Counter(texts(old)), Counter(texts(now))
    if before - after and after - before:
        return "changed"
    return "narrowed" if before - after else "widened"


def _same_words(old: Provision, now: Unit) -> bool:
    """Whether a list differs in its numbers only."""
    return texts(old) == texts(now)


def _label(view: View, where: str) -> str:
    provision = view.act.document.by_xpath.get(where) or view.after.by_xpath.get(where)
    return provision.label if provision else ""


def _causes(view: View, shift: Shift) -> tuple[Amendment, ...]:
    home = view.owner_before.get(shift.where) or view.owner_after.get(shift.where)
    owners = [unit for unit in view.homes if unit.xpath == home]
    rows = [
        (each.amendment, frozenset(unit.xpath for unit in each.touched))
        for each in view.result.applied
        if any(within(own, unit) for own in each.homes for unit in owners)
    ]
    return rows_of(shift, rows)


def _beside(view: View, terms: Terms, told: Sequence[Shift]) -> Iterator[DefinitionShift]:
    """Provisions that add to a definition or take from it, and that amendments change, put in or take out."""
    known = {(normal(shift.term), shift.where) for shift in told}
    for old, new in _clauses(view):
        before, after = (" ".join(texts(each)) for each in (old, new))
        place = old or new
        if before == after or place is None:
            continue
        for definition in view.act.definitions:
            key = normal(definition.term), definition.where
            if key in known or inside(place.xpath, definition.where):
                continue
            said = _addition(view, definition, place, (before, after))
            if said is not None:
                known.add(key)
                yield DefinitionShift(
                    term=definition.term,
                    label=place.label,
                    before=before or None,
                    after=after or None,
                    amendments=tuple(each.amendment for each in causes(view.result, place.xpath)),
                    uses=terms.uses(Shift(definition, definition)),
                    kind=_of_addition(before, after, said),
                )


def _clauses(view: View) -> Iterator[tuple[Provision | None, Unit | None]]:
    """The subsections (or sections without any) that amendments touched, before and after."""
    act = view.result.act
    seen: set[str] = set()
    for each in view.result.applied:
        is_heading = (each.amendment.target or "").endswith("__title")
        for unit in each.touched if each.problem is None and not is_heading else ():
            if unit.kind in HOLDERS:
                continue
            line = [unit, *unit.above()]
            home = unit.home()
            at = next(place for place, above in enumerate(line) if above is home)
            clause = line[at - 1] if at else unit
            if clause.xpath not in seen:
                seen.add(clause.xpath)
                now = act.by_xpath.get(clause.xpath)
                yield view.act.document.by_xpath.get(clause.xpath), now if now is not None and act.holds(now) else None


def _addition(view: View, definition: Definition, place: Provision | Unit, said: tuple[str, str]) -> str | None:
    """The verb by which a provision adds to a definition or takes from it; None if it does neither."""
    term = normal(definition.term)
    for words in said:
        match: re.Match[str] | None = None
        if term.lower() in words.lower() and _VERBS.search(words):
            match = re.search(rf"{_TREATED}{re.escape(term)}\b", words, re.IGNORECASE)
        match = match or _ADDING.match(words)
        if match is not None and match.re is _ADDING and not _stands_after(view, definition, place):
            match = None
        if match is not None:
            return match["verb"]
    return None


def _stands_after(view: View, definition: Definition, place: Provision | Unit) -> bool:
    """Whether a provision comes next after the one that holds a definition."""
    unit, holder = view.result.act.by_xpath.get(place.xpath), view.act.document.by_xpath.get(definition.where)
    if unit is None or unit.parent is None or holder is None:
        return False
    before = view.act.document.by_xpath.get(unit.parent.xpath)
    siblings = [each.xpath for each in before.children] if before is not None else []
    if holder.xpath not in siblings:
        return False
    return unit.xpath not in siblings or siblings.index(unit.xpath) == siblings.index(holder.xpath) + 1


def _of_addition(before: str, after: str, verb: str) -> str:
    """What a provision that comes or goes does to the meaning of a term."""
    if before and after:
        return "changed"
    takes = verb.lower() in _TAKING or verb.startswith("not ")
    return "narrowed" if takes == bool(after) else "widened"
