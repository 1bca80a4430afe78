"""An Act before and after its amendments, provision by provision: what each clause did to flows, and what it does now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from impact.changes.apply import Amended, Applied
from impact.changes.shifts import Shift, Terms, meaning, rows_of, shifted
from impact.changes.units import Unit
from impact.comparison import Change, changed, clause_words, match
from impact.document import Document, Provision
from impact.report import ActChange, Amendment, AppliedAmendment, DefinitionShift, Finding, FlowChange, Report
from impact.resolve.addresses import address

_WHOLE_ACT = "the whole Act"


@dataclass(frozen=True)
class View:
    """An Act and what became of it: `homes` are the provisions concerned, `after` the document of them as they are now."""

    act: Report
    result: Amended
    homes: Sequence[Unit]
    after: Document
    findings: Sequence[Finding]  # those of `after`

    @cached_property
    def owner_before(self) -> Mapping[str, str]:
        """For each provision of the Act (xpath) the provision concerned that it is part of."""
        return _owners(self.act.document, self.homes)

    @cached_property
    def owner_after(self) -> Mapping[str, str]:
        """The same for the document afterwards."""
        return {} if self.result.repealed else _owners(self.after, self.homes)

    @cached_property
    def old(self) -> tuple[Finding, ...]:
        """The findings in the provisions concerned as they were."""
        return tuple(finding for finding in self.act.findings if finding.provision.xpath in self.owner_before)

    @cached_property
    def new(self) -> tuple[Finding, ...]:
        """The findings in them as they are afterwards."""
        return tuple(finding for finding in self.findings if finding.provision.xpath in self.owner_after)


def homes_of(result: Amended) -> list[Unit]:
    """The provisions concerned, in the order of the Act; what lies in another that is concerned is part of it."""
    if result.repealed:
        return list(result.act.tops)
    named = {home: None for each in result.applied for home in each.homes}
    chosen = [home for home in named if not any(above in named for above in home.above())]
    before = {provision.xpath: at for at, provision in enumerate(result.act.document.walk())}
    order: dict[Unit, tuple[int, int]] = {}
    last = 0
    for at, unit in enumerate(unit for top in result.act.tops for unit in top.walk()):
        last = before.get(unit.xpath, last)
        order[unit] = (last, at)
    return sorted(chosen, key=lambda home: order.get(home, (before.get(home.xpath, 0), -1)))


def act_changes_of(view: View) -> tuple[ActChange, ...]:
    """What happens to each provision concerned, and the amendments whose provision the Act does not have."""
    by_home: dict[str, list[FlowChange]] = {}
    for change in _changes(view):
        if change.kind != "moved":
            by_home.setdefault(_owner(view, change), []).append(_flow_change(view, change))
    if view.result.repealed:
        return (_whole_act(view, [flow for flows in by_home.values() for flow in flows]),)
    return (*(_change(view, home, by_home.get(home.xpath, [])) for home in view.homes), *_missing(view.result))


def _changes(view: View) -> list[Change]:
    """The clauses that changed: what has one effect in one place before and after is one clause, however much was put into it."""
    there: dict[tuple[str, str, str | None], Finding] = {}
    for finding in view.new:
        there.setdefault((finding.effect, finding.provision.xpath, finding.force), finding)
    changes: list[Change] = []
    before, after = set[str](), set[str]()
    for finding in view.old:
        twin = there.get((finding.effect, finding.provision.xpath, finding.force))
        if twin is None or twin.id in after:
            continue
        before.add(finding.id)
        after.add(twin.id)
        if clause_words(view.act.document, finding) != clause_words(view.after, twin):
            changes.append(changed(finding, twin))
    rest = match(
        view.act.document,
        [finding for finding in view.old if finding.id not in before],
        view.after,
        [finding for finding in view.new if finding.id not in after],
    )
    return [*changes, *rest.changes]


def _owner(view: View, change: Change) -> str:
    if change.new is not None:
        return view.owner_after[change.new.provision.xpath]
    assert change.old is not None
    return view.owner_before[change.old.provision.xpath]


def _flow_change(view: View, change: Change) -> FlowChange:
    """A change with the words before and after; of a clause that went, what its subsection says now."""
    old = _clause(view.act.document, change.old.provision.xpath, view.owner_before) if change.old else None
    new = _clause(view.after, change.new.provision.xpath, view.owner_after) if change.new else None
    before = old or (view.act.document.by_xpath.get(new.xpath) if new else None)
    after = new or (view.after.by_xpath.get(old.xpath) if old and old.xpath in view.owner_after else None)
    words = (before.text if before else "", after.text if after else "")
    return FlowChange(change.kind, change.effect, change.old, change.new, change.notes, *words)


def _change(view: View, home: Unit, flows: Sequence[FlowChange]) -> ActChange:
    tried = [each for each in view.result.applied if any(_within(own, home) for own in each.homes)]
    old = view.act.document.by_xpath.get(home.xpath)
    changed = [each for each in tried if each.problem != "not-textual"]
    is_unknown = bool(changed) and all(each.problem is not None and not each.touched for each in changed)
    return ActChange(
        provision=address(view.result.act.paths.get(home, ())),
        label=home.label,
        heading=home.heading,
        amendments=_amendments(tried),
        before=old.text if old else "",
        after=None if is_unknown else home.text if view.result.act.holds(home) else "",
        findings_before=tuple(f for f in view.old if view.owner_before[f.provision.xpath] == home.xpath),
        findings_after=tuple(f for f in view.new if view.owner_after[f.provision.xpath] == home.xpath),
        flows=tuple(flows),
    )


def _whole_act(view: View, flows: Sequence[FlowChange]) -> ActChange:
    """The repeal of the whole Act."""
    return ActChange(
        provision="",
        label=_WHOLE_ACT,
        heading="",
        amendments=_amendments(view.result.applied),
        before=" ".join(top.text for top in view.act.document.body),
        after="",
        findings_before=view.old,
        flows=tuple(flows),
    )


def _missing(result: Amended) -> tuple[ActChange, ...]:
    """Amendments of provisions that the Act does not have, and of headings that stand by themselves."""
    grouped: dict[str, list[Applied]] = {}
    for each in result.applied:
        if not each.homes:
            grouped.setdefault(_principal(each.amendment.target), []).append(each)
    return tuple(
        ActChange(provision=target, label="", heading="", amendments=_amendments(group), before=None, after=None)
        for target, group in grouped.items()
    )


def _amendments(tried: Sequence[Applied]) -> tuple[AppliedAmendment, ...]:
    return tuple(AppliedAmendment(each.amendment, each.problem) for each in tried)


def shifts_of(view: View, others: Sequence[Report], names: frozenset[str]) -> tuple[DefinitionShift, ...]:
    """Every definition that says something else afterwards, with the findings of this Act and of the others that use it.

    `names` are the titles by which the others may cite this Act.
    """
    if view.result.repealed:
        return ()
    terms, borrowers = Terms(view.act), [Terms(other) for other in others]
    made = []
    for shift in shifted(view.act.definitions, view.after, view.owner_before):
        borrowed = tuple(use for other in borrowers for use in other.borrowed(shift, terms, names))
        made.append(
            DefinitionShift(
                term=shift.term,
                label=_label(view, shift),
                before=meaning(shift.old) if shift.old else None,
                after=meaning(shift.new) if shift.new else None,
                amendments=_causes(view, shift),
                uses=(*terms.uses(shift), *borrowed),
            )
        )
    return tuple(made)


def _label(view: View, shift: Shift) -> str:
    provision = view.act.document.by_xpath.get(shift.where) or view.after.by_xpath.get(shift.where)
    return provision.label if provision else ""


def _causes(view: View, shift: Shift) -> tuple[Amendment, ...]:
    home = view.owner_before.get(shift.where) or view.owner_after.get(shift.where)
    owners = [unit for unit in view.homes if unit.xpath == home]
    rows = [
        (each.amendment, frozenset(unit.xpath for unit in each.touched))
        for each in view.result.applied
        if any(_within(own, unit) for own in each.homes for unit in owners)
    ]
    return rows_of(shift, rows)


def _owners(document: Document, homes: Sequence[Unit]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for home in homes:
        provision = document.by_xpath.get(home.xpath)
        if provision is not None:
            owners.update(dict.fromkeys((below.xpath for below in provision.walk()), home.xpath))
    return owners


def _clause(document: Document, xpath: str, owners: Mapping[str, str]) -> Provision:
    """The subsection (or section without subsections) in which a finding stands."""
    provision = document.by_xpath[xpath]
    line = [provision, *document.ancestors(provision)]
    at = next(place for place, above in enumerate(line) if above.xpath == owners[xpath])
    return line[at - 1] if at else provision


def _within(unit: Unit, home: Unit) -> bool:
    return unit is home or any(above is home for above in unit.above())


def _principal(target: str | None) -> str:
    """The address up to the section, or the paragraph of a Schedule."""
    steps = (target or "").split(",")[0].removesuffix("__title").split("__")
    kept = [step for step in steps if step.split("_")[0] in {"sched", "annex", "pt", "chp"}]
    rest = [step for step in steps if step not in kept]
    return "__".join([*kept, *rest[:1]])
