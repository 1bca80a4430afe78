"""An Act before and after its amendments, provision by provision: what each clause did to flows, and what it does now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from impact.changes.apply import Amended, Applied
from impact.changes.lists import inside
from impact.changes.reach import reach
from impact.changes.units import Unit
from impact.comparison import WORDS_CHANGED, Change, changed, match, turned
from impact.document import Document, Provision
from impact.report import ActChange, AppliedAmendment, DefinitionShift, Finding, FlowChange, Report
from impact.resolve.addresses import address

_LOOSE = re.compile(r"[\s,;.]*(?:\b(?:and|or))?[\s,;.]*\Z")
_WHOLE_ACT = "the whole Act"


@dataclass(frozen=True)
class View:
    """An Act and what became of it: `homes` are the provisions concerned, `after` the document of them as they are now."""

    act: Report
    result: Amended
    homes: Sequence[Unit]
    after: Document
    findings: Sequence[Finding]  # those of `after`
    directions: Mapping[str, str]  # effects with what they do to a flow

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


def act_changes_of(view: View, shifts: Sequence[DefinitionShift] = ()) -> tuple[ActChange, ...]:
    """What happens to each provision concerned, and the amendments whose provision the Act does not have.

    What the definitions that shift under other clauses say is told with `shifts`, and is no change of a clause as well.
    """
    by_home: dict[str, list[FlowChange]] = {}
    for change in turned(_changes(view), _in_one_place):
        if _is_told(change, shifts):
            continue
        by_home.setdefault(_owner(view, change), []).append(_flow_change(view, change))
    if view.result.repealed:
        return (_whole_act(view, [flow for flows in by_home.values() for flow in flows]),)
    return (*(_change(view, home, by_home.get(home.xpath, [])) for home in view.homes), *_missing(view.result))


def _is_told(change: Change, shifts: Sequence[DefinitionShift]) -> bool:
    finding = change.old or change.new
    if change.effect != "information-definition" or finding is None:
        return False
    return any(shift.uses and not shift.is_list and shift.label == finding.provision.label for shift in shifts)


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
        if _said(view.act.document, finding) != _said(view.after, twin):
            changes.append(changed(finding, twin))
        elif finding.provision.label != twin.provision.label:
            changes.append(Change("moved", twin.effect, finding, twin, (f"was {finding.provision.label}",)))
    # Here a reference to another provision is changed because somebody wants it to be, and not because a bill was renumbered.
    rest = match(
        view.act.document,
        [finding for finding in view.old if finding.id not in before],
        view.after,
        [finding for finding in view.new if finding.id not in after],
    )
    return [_judged(view, change) for change in (*changes, *rest.changes)]


def _said(document: Document, finding: Finding) -> list[str]:
    """The words of a finding's provision, without paragraph numbers and stops."""
    return [
        word for text in texts(document.by_xpath[finding.provision.xpath]) for word in re.findall(r"\w+", text.lower())
    ]


def _judged(view: View, change: Change) -> Change:
    """The change with what its words say of how far the clause reaches."""
    if (
        change.old is None
        or change.new is None
        or change.kind == "moved"
        or not has_reach(view.directions, change.effect)
    ):
        return change
    old, new = (view.act.document.by_xpath[change.old.provision.xpath], view.after.by_xpath[change.new.provision.xpath])
    return judged(change, old.text.removeprefix(old.number), new.text.removeprefix(new.number))


def judged(change: Change, before: str, after: str) -> Change:
    """The change of a clause with what its words before and after say, where the parties and the like do not say it already."""
    found = reach(before, after, of_exception=change.effect == "disclosure-exception")
    kind = change.kind if found.kind == "changed" else found.kind
    if ("changed" not in {change.kind, found.kind} and change.kind != found.kind) or kind == "reworded":
        kind = "changed"
    notes = tuple(note for note in change.notes if note != WORDS_CHANGED)
    return replace(change, kind=kind, notes=notes if len(notes) == len(change.notes) else (*notes, *found.notes))


def has_reach(directions: Mapping[str, str], effect: str) -> bool:
    """Whether it can be said of an effect that it reaches further or less far."""
    return effect == "disclosure-exception" or directions.get(effect) in {"creates", "blocks", "restricts"}


def _in_one_place(lost: Finding, gained: Finding) -> bool:
    return lost.provision.xpath == gained.provision.xpath


def _owner(view: View, change: Change) -> str:
    if change.new is not None:
        return view.owner_after[change.new.provision.xpath]
    assert change.old is not None
    return view.owner_before[change.old.provision.xpath]


def _flow_change(view: View, change: Change) -> FlowChange:
    """A change with the words before and after; of a clause that went, what its subsection says now."""
    old = _clause(view, view.act.document, change.old.provision.xpath) if change.old else None
    new = _clause(view, view.after, change.new.provision.xpath) if change.new else None
    before = old or (view.act.document.by_xpath.get(new.xpath) if new else None)
    after = new or (view.after.by_xpath.get(old.xpath) if old and old.xpath in view.owner_after else None)
    words = (before.text if before else "", after.text if after else "")
    places = {provision.xpath for provision in (before, after) if provision}
    return FlowChange(
        change.kind,
        change.effect,
        change.old,
        change.new,
        change.notes,
        *words,
        heading=_heading(view, places),
        amendments=tuple(each.amendment for each in view.result.applied if _touches(each, places)),
    )


def _touches(each: Applied, places: Iterable[str]) -> bool:
    """Whether an amendment changed one of some provisions, what is below it or what holds it; a heading is no part of them."""
    if (each.amendment.target or "").endswith("__title"):
        return False
    touched = [unit.xpath for unit in each.touched]
    return any(inside(xpath, place) or inside(place, xpath) for xpath in touched for place in places)


def _heading(view: View, places: Iterable[str]) -> str:
    """The heading of the section in which some provisions stand."""
    units = (view.result.act.by_xpath.get(place) for place in places)
    return next((unit.home().heading for unit in units if unit is not None and unit.home().heading), "")


def _change(view: View, home: Unit, flows: Sequence[FlowChange]) -> ActChange:
    tried = [each for each in view.result.applied if any(within(own, home) for own in each.homes)]
    old = view.act.document.by_xpath.get(home.xpath)
    changed = [each for each in tried if each.problem != "not-textual"]
    is_unknown = bool(changed) and all(_failed(each) and not each.touched for each in changed)
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


def _failed(each: Applied) -> bool:
    return AppliedAmendment(each.amendment, each.problem).failed


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


def texts(item: Provision | Unit | None) -> list[str]:
    """The texts below a provision without numbers, and without the "or" or stop at their ends."""
    found = [] if item is None else [text for each in item.walk() for text in (each.intro, each.wrap_up)]
    words = (text if isinstance(text, str) else text.string for text in found)
    return [_LOOSE.sub("", " ".join(said.split())) for said in words if said]


def _owners(document: Document, homes: Sequence[Unit]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for home in homes:
        provision = document.by_xpath.get(home.xpath)
        if provision is not None:
            owners.update(dict.fromkeys((below.xpath for below in provision.walk()), home.xpath))
    return owners


def _clause(view: View, document: Document, xpath: str) -> Provision:
    """The subsection (or section without subsections) in which a finding stands."""
    provision = document.by_xpath[xpath]
    line = [provision, *document.ancestors(provision)]
    home = view.result.act.by_xpath[xpath].home().xpath
    at = next((place for place, above in enumerate(line) if above.xpath == home), 0)
    return line[at - 1] if at else provision


def within(unit: Unit, home: Unit) -> bool:
    """Whether a unit is another or lies in it."""
    return unit is home or any(above is home for above in unit.above())


def _principal(target: str | None) -> str:
    """The address up to the section, or the paragraph of a Schedule."""
    steps = (target or "").split(",")[0].removesuffix("__title").split("__")
    kept = [step for step in steps if step.split("_")[0] in {"sched", "annex", "pt", "chp"}]
    rest = [step for step in steps if step not in kept]
    return "__".join([*kept, *rest[:1]])
