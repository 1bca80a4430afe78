"""The ways in which a document lets information go from one party to another, or forbids it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from impact.bodies import compared_words, is_kind_of, mentions
from impact.meant import meant_party
from impact.parties import FUNCTIONS, Reached, alike, content, reached
from impact.report import Finding, Flow, Report, Slot
from impact.rulebase.model import Body
from impact.setting import Setting

#: From this share of the wanted words on, a clause speaks of the same information; below it, of some of it.
SAME, _SOME = 0.6, 0.3
#: A purpose is put in more different words than anything else.
_SAME_PURPOSE = 1 / 3
BARS = frozenset({"prohibition", "onward-limit"})
#: In these the recipient is whoever looks.
_PUBLIC_EFFECTS = frozenset({"publication", "access-right"})
#: In these the information is an event or a count, which the whole sentence describes.
_TELLING = frozenset({"notification-duty", "reporting-duty"})
#: Words that open "that information", which is whatever was named before.
_BACKWARD = frozenset({"that", "this", "these", "those", "it", "them", "such", "the"})
_INFORMATION = frozenset("information data document record particular detail".split())
#: “… obtained from landlords”
_ORIGIN = re.compile(
    r",? (?:that (?:was|were) )?(?:obtained|received|collected|supplied|provided|disclosed|given) (?:from|by) .*\Z"
)
_GIVERS = ("by whom", "who may disclose", "who must", "may be required to")
_RECIPIENTS = ("to whom", "recipient", "may be disclosed to", "who may receive")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A flow that somebody has in mind, in their own words; `force` is may, must or must not."""

    sender: str
    recipient: str
    info: str
    purpose: str
    force: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One clause that carries a wanted flow. `gaps` are what is wanted and not there, `notes` what a reader should know.

    `clauses` are the labels of the clause and of those that limit it; `share` is how much of the information it speaks of.
    """

    finding: Finding
    clauses: tuple[str, ...]
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Reading:
    """A report, read for what it says about one flow or another."""

    report: Report
    bodies: tuple[Body, ...] = ()

    @cached_property
    def setting(self) -> Setting:
        """What stands around each finding."""
        report = self.report
        return Setting(report.document, report.findings, report.flows, report.definitions)

    @cached_property
    def flows(self) -> tuple[tuple[Flow, Finding], ...]:
        """Each flow that may or must happen, with its finding."""
        by_id = {finding.id: finding for finding in self.setting.findings}
        return tuple(
            (flow, by_id[key])
            for flow in self.report.flows
            for key in flow.findings
            if key in by_id and flow.force != "prohibition"
        )

    def words(self, finding: Finding) -> str:
        """The subsection that a finding stands in, without its number."""
        unit = self.setting.document.by_xpath[self.setting.unit(finding)]
        return self.setting.words(unit.xpath).removeprefix(unit.label).removeprefix(unit.number).strip()

    def concerns(self, other: Finding, finding: Finding) -> bool:
        """Whether a finding is about the clause of another: it stands in the same section, names it, or is named by it."""
        setting, home = self.setting, self.setting.home(finding)
        if setting.home(other) == home:
            return True
        if not setting.is_near(other, finding, "document"):
            return False
        reach = setting.reach(setting.unit(other))
        if reach.is_whole or any(_holds(xpath, home) or _holds(home, xpath) for xpath in reach.xpaths):
            return True
        named = setting.reach(home).xpaths
        return any(_holds(xpath, other.provision.xpath) for xpath in named if not _holds(xpath, home))


def routes(wanted: Wanted, reading: Reading) -> tuple[Route, ...]:
    """The clauses that carry a wanted flow, the ones with the fewest gaps first."""
    found = [route for flow, finding in reading.flows if (route := _route(wanted, flow, finding, reading)) is not None]
    return tuple(sorted(found, key=lambda route: (len(route.gaps), -route.share, route.finding.order)))


def between(wanted: Wanted, reading: Reading) -> tuple[Finding, ...]:
    """The clauses that carry other information between the two parties, by their names."""
    found = (
        finding
        for _, finding in reading.flows
        if all(
            side is not None and side.how == "named"
            for side in (
                _side(wanted.sender, finding, "from", reading),
                _side(wanted.recipient, finding, "to", reading),
            )
        )
    )
    return tuple({finding.provision.xpath: finding for finding in found}.values())


def _route(wanted: Wanted, flow: Flow, finding: Finding, reading: Reading) -> Route | None:
    part, gaps, notes = _information(wanted, finding, reading)
    if part < _SOME:
        return None
    clauses = [finding.provision.label]
    sides = [_side(wanted.sender, finding, "from", reading), _side(wanted.recipient, finding, "to", reading)]
    if all(side is None or side.how in {"open", "regulations"} for side in sides):
        return None
    for side, party, name in zip(sides, (wanted.sender, wanted.recipient), ("from", "to"), strict=True):
        if side is None:
            power = _power_to_add(finding, name, reading)
            if power is None or part < SAME:
                return None
            clauses.append(power)
            gaps.append(f"“{party}” is not among those named; only regulations under {power} could add it.")
        elif side.how == "open":
            if part < SAME or not alike(about(wanted, reading), content(meaning_of(finding.slots["info"]))):
                return None
            gaps.append(f"The clause does not say who {'gives' if name == 'from' else 'receives'} it.")
        elif side.how in {"some", "regulations"}:
            gaps += side.notes
        else:
            notes += side.notes
    gaps += _force(wanted, flow, finding)
    gaps += _purpose(wanted, finding, reading)
    for label, gap, note in _limits(wanted, finding, reading):
        clauses += label
        gaps += gap
        notes += note
    return Route(finding, tuple(dict.fromkeys(clauses)), tuple(gaps), tuple(dict.fromkeys(notes)), part)


def _side(party: str, finding: Finding, side: str, reading: Reading) -> Reached | None:
    """How a clause reaches a party on one side."""
    slot, notes = meant_party(finding, side, reading.setting)
    if side == "to" and not slot.text and finding.effect in _PUBLIC_EFFECTS:
        return Reached("named") if "public" in compared_words(party) else None
    found = reached(party, slot, reading.bodies)
    return replace(found, notes=(*notes, *found.notes)) if found else None


def _information(wanted: Wanted, finding: Finding, reading: Reading) -> tuple[float, list[str], list[str]]:
    """`(share, gaps, notes)`: how far a clause speaks of the wanted information."""
    slot = finding.slots["info"]
    words = about(wanted, reading)
    if not words:
        return 1.0, [], []
    if not slot.text:
        return share(words, reading.words(finding)), [], []
    if not content(meaning_of(slot)) - FUNCTIONS:
        if compared_words(slot.text)[0] not in _BACKWARD:
            return SAME, [], [f"The clause says only “{slot.text}”, which may be any information."]
        if share(words, f"{reading.words(finding)} {_named_information(finding)}") >= SAME:
            return SAME, [], []
        return SAME, [f"“{slot.text}” refers to words before it, which may mean other information."], []
    part = share(words, meaning_of(slot))
    if finding.effect in _TELLING:
        part = max(part, share(words, reading.words(finding)))
    gap = [f"The clause gives “{slot.text}”, which may be less than is wanted."] if _SOME <= part < SAME else []
    return part, gap, []


def _named_information(finding: Finding) -> str:
    """What a clause says elsewhere of information: “a body that holds relevant information may supply that information”."""
    resolved = (each for slot in finding.slots.values() for each in slot.resolved)
    return " ".join(each.text for each in resolved if _INFORMATION.intersection(compared_words(each.term)))


def about(wanted: Wanted, reading: Reading) -> frozenset[str]:
    """The words of the wanted information that say what it is about, and not from whom it came."""
    return content(_ORIGIN.sub("", wanted.info), reading.bodies) or content(wanted.info, reading.bodies)


def _purpose(wanted: Wanted, finding: Finding, reading: Reading) -> Iterator[str]:
    words = content(wanted.purpose, reading.bodies)
    slot = finding.slots["purpose"]
    if not words or not content(slot.text) or share(words, meaning_of(slot)) >= _SAME_PURPOSE:
        return
    if "prescribed" in compared_words(slot.text):
        yield f"The clause leaves its purposes to regulations: “{slot.text}”."
    else:
        yield f"The clause is for another purpose: “{slot.text}”."


def _force(wanted: Wanted, flow: Flow, finding: Finding) -> Iterator[str]:
    if wanted.force == "must" and flow.force == "power" and finding.effect != "information-power":
        yield "The clause allows it and does not require it."


def share(words: Iterable[str], text: str) -> float:
    """How many of some words are in a text."""
    wanted = frozenset(words)
    return len(alike(wanted, content(text))) / len(wanted)


def meaning_of(slot: Slot) -> str:
    """The words of a slot with what they stand for."""
    return "; ".join((slot.text, *(resolved.text for resolved in slot.resolved)))


def _limits(
    wanted: Wanted, finding: Finding, reading: Reading
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """For each wanted limit `(labels, gaps, notes)`: where it binds the clause, or that it does not."""
    for effect in wanted.limits:
        found = [other for other in reading.setting.findings if other.effect == effect and other.id != finding.id]
        binding = _labels(other for other in found if _binds(other, finding, reading))
        if binding:
            yield binding, (), (f"{effect}: {', '.join(binding)}.",)
            continue
        beside = _labels(other for other in found if reading.setting.is_near(other, finding, "document"))
        more = f"; {', '.join(beside)} has one and does not say that it is about this clause" if beside else ""
        yield (), (f"No {effect} binds {finding.provision.label}{more}.",), ()


def _labels(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.provision.label for finding in findings))


def _binds(limit: Finding, finding: Finding, reading: Reading) -> bool:
    """Whether a limit is about a clause, or about a limit that is (an offence of breaking a bar on passing it on)."""
    if reading.concerns(limit, finding):
        return True
    named = reading.setting.reach(reading.setting.unit(limit)).xpaths
    return any(
        any(_holds(xpath, between.provision.xpath) or _holds(between.provision.xpath, xpath) for xpath in named)
        and reading.concerns(between, finding)
        for between in reading.setting.findings
        if between.effect in BARS | {"purpose-limit", "disclosure-duty", "information-power"}
    )


def _power_to_add(finding: Finding, side: str, reading: Reading) -> str | None:
    """The label of a power to add by regulations to those who give or receive under a clause."""
    setting = reading.setting
    places = {resolved.where for resolved in finding.slots[side].resolved}
    for power in setting.findings:
        if power.effect != "delegated-flow" or not setting.is_near(power, finding, "document"):
            continue
        words = reading.words(power)
        if not any(phrase in words for phrase in (_GIVERS if side == "from" else _RECIPIENTS)):
            continue
        named = setting.reach(setting.unit(power)).xpaths
        lists = [xpath for xpath, provision in setting.document.by_xpath.items() if provision.label in places]
        if reading.concerns(power, finding) or any(_holds(xpath, place) for xpath in named for place in lists):
            return power.provision.label
    return None


def powers(wanted: Wanted, reading: Reading) -> tuple[Finding, ...]:
    """The powers under which regulations could let the wanted flow happen: they speak of its information and of a party to it."""
    words = about(wanted, reading)
    return tuple(
        finding
        for finding in reading.setting.findings
        if finding.effect == "delegated-flow"
        and words
        and share(words, reading.words(finding)) >= SAME
        and any(
            _is_mentioned(party, reading.words(finding), reading.bodies) for party in (wanted.sender, wanted.recipient)
        )
    )


def _is_mentioned(party: str, text: str, bodies: tuple[Body, ...]) -> bool:
    """Whether a text names a party, or a kind of it."""
    wanted = [body for each in mentions(party, bodies) if each.is_certain for body in each.bodies]
    named = [body for each in mentions(text, bodies) if each.is_certain for body in each.bodies]
    if any(one is other or is_kind_of(one, other) for one in wanted for other in named):
        return True
    words = content(party, bodies)
    return not wanted and bool(words) and len(alike(words, content(text, bodies))) == len(words)


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")
