"""The ways in which a document lets information go from one party to another, or forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from impact.bodies import bodies_in, compared_words, mentions
from impact.parties import Reached, alike, content, reached
from impact.report import Finding, Flow, Report, Slot
from impact.rulebase.model import Body
from impact.setting import Setting

#: From this share of the wanted words on, a clause speaks of the same information; below it, of some of it.
_SAME, _SOME = 0.6, 0.3
#: A purpose is put in more different words than anything else.
_SAME_PURPOSE = 1 / 3
_BARS = frozenset({"prohibition", "onward-limit"})
#: Without one of these a limit on passing information on says only how it may be used.
_NO = frozenset({"not", "no", "nor", "cannot"})
#: In these the recipient is whoever looks.
_PUBLIC_EFFECTS = frozenset({"publication", "access-right"})
#: In these the information is an event or a count, which the whole sentence describes.
_TELLING = frozenset({"notification-duty", "reporting-duty"})
#: Words of a bar on those who have the information from somebody.
_RECEIVING = ("receive", "obtain", "acquire", "disclosed to", "supplied to", "provided to", "given to", "to whom")
#: Words that open "that information", which is whatever was named before.
_BACKWARD = frozenset({"that", "this", "these", "those", "it", "them", "such", "the"})
_NOUNS = frozenset("authority body council board department commission agency service trust".split())
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
        return self.setting.words(unit.xpath).removeprefix(unit.number).strip()

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

    def party(self, finding: Finding, side: str) -> tuple[Slot, tuple[str, ...]]:
        """A party's slot, "the authority" replaced by the only authority that the section named before."""
        slot = finding.slots[side]
        words = compared_words(slot.text)
        if len(words) != 2 or words[0] not in {"the", "that", "such"} or words[1] not in _NOUNS:
            return slot, ()
        found: dict[str, Slot] = {}
        for other in self.setting.beside(finding):
            if other.order > finding.order:
                break
            for named in (other.slots["from"], other.slots["to"]):
                for item in named.items:
                    if len(compared_words(item)) > 2 and compared_words(item)[-1] == words[1]:
                        found.setdefault(" ".join(compared_words(item)[1:]), replace(named, text=item, items=(item,)))
        if len(found) != 1:
            return slot, ()
        (meant,) = found.values()
        return meant, (f"“{slot.text}” is taken as “{meant.text}”, named before it.",)


def routes(wanted: Wanted, reading: Reading) -> tuple[Route, ...]:
    """The clauses that carry a wanted flow, the ones with the fewest gaps first."""
    found = [route for flow, finding in reading.flows if (route := _route(wanted, flow, finding, reading)) is not None]
    return tuple(sorted(found, key=lambda route: (len(route.gaps), -route.share, route.finding.order)))


def _route(wanted: Wanted, flow: Flow, finding: Finding, reading: Reading) -> Route | None:
    share, gaps, notes = _information(wanted, finding, reading)
    if share < _SOME:
        return None
    clauses = [finding.provision.label]
    sides = [_side(wanted.sender, finding, "from", reading), _side(wanted.recipient, finding, "to", reading)]
    if all(side is None or side.how in {"open", "regulations"} for side in sides):
        return None
    for side, party, name in zip(sides, (wanted.sender, wanted.recipient), ("from", "to"), strict=True):
        if side is None:
            power = _power_to_add(finding, name, reading)
            if power is None or share < _SAME:
                return None
            clauses.append(power)
            gaps.append(f"“{party}” is not among those named; only regulations under {power} could add it.")
        elif side.how == "open":
            if share < _SAME or not alike(
                content(wanted.info, reading.bodies), content(_meaning(finding.slots["info"]))
            ):
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
    return Route(finding, tuple(dict.fromkeys(clauses)), tuple(gaps), tuple(dict.fromkeys(notes)), share)


def _side(party: str, finding: Finding, side: str, reading: Reading) -> Reached | None:
    """How a clause reaches a party on one side."""
    slot, notes = reading.party(finding, side)
    if side == "to" and not slot.text and finding.effect in _PUBLIC_EFFECTS:
        return Reached("named") if "public" in compared_words(party) else None
    found = reached(party, slot, reading.bodies)
    return replace(found, notes=(*notes, *found.notes)) if found else None


def _information(wanted: Wanted, finding: Finding, reading: Reading) -> tuple[float, list[str], list[str]]:
    """`(share, gaps, notes)`: how far a clause speaks of the wanted information."""
    slot = finding.slots["info"]
    words = content(wanted.info, reading.bodies)
    if not words:
        return 1.0, [], []
    if not slot.text:
        return _share(words, reading.words(finding)), [], []
    if not content(_meaning(slot)):
        if compared_words(slot.text)[0] not in _BACKWARD:
            return _SAME, [], [f"The clause says only “{slot.text}”, which may be any information."]
        if _share(words, reading.words(finding)) >= _SAME:
            return _SAME, [], []
        return _SAME, [f"“{slot.text}” refers to words before it, which may mean other information."], []
    share = _share(words, _meaning(slot))
    if finding.effect in _TELLING:
        share = max(share, _share(words, reading.words(finding)))
    gap = [f"The clause gives “{slot.text}”, which may be less than is wanted."] if _SOME <= share < _SAME else []
    return share, gap, []


def _purpose(wanted: Wanted, finding: Finding, reading: Reading) -> Iterator[str]:
    words = content(wanted.purpose, reading.bodies)
    slot = finding.slots["purpose"]
    if not words or not content(slot.text) or _share(words, _meaning(slot)) >= _SAME_PURPOSE:
        return
    if "prescribed" in compared_words(slot.text):
        yield f"The clause leaves its purposes to regulations: “{slot.text}”."
    else:
        yield f"The clause is for another purpose: “{slot.text}”."


def _force(wanted: Wanted, flow: Flow, finding: Finding) -> Iterator[str]:
    if wanted.force == "must" and flow.force == "power" and finding.effect != "information-power":
        yield "The clause allows it and does not require it."


def _share(words: Iterable[str], text: str) -> float:
    """How many of some words are in a text."""
    wanted = frozenset(words)
    return len(alike(wanted, content(text))) / len(wanted)


def _meaning(slot: Slot) -> str:
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
        if between.effect in _BARS | {"purpose-limit", "disclosure-duty", "information-power"}
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


def bars(wanted: Wanted, reading: Reading) -> tuple[Finding, ...]:
    """The clauses that forbid a wanted flow, one for each subsection."""
    telling: dict[str, Finding] = {}
    for finding in reading.setting.findings:
        if finding.effect in _BARS and _NO & set(compared_words(reading.words(finding))):
            unit = reading.setting.unit(finding)
            if unit not in telling or _stated(finding) > _stated(telling[unit]):
                telling[unit] = finding
    return tuple(finding for finding in telling.values() if _forbids(wanted, finding, reading))


def _stated(finding: Finding) -> int:
    """How many slots of a finding have words: of two findings in one subsection the one that says more is read."""
    return sum(bool(slot.text) for slot in finding.slots.values())


def _forbids(wanted: Wanted, bar: Finding, reading: Reading) -> bool:
    """Whether a bar binds whoever would give, towards whoever would receive, for the wanted information."""
    recipient = reached(wanted.recipient, bar.slots["to"], reading.bodies)
    if recipient is None or recipient.how == "regulations":
        return False
    sources = [finding for _, finding in reading.flows if reading.concerns(bar, finding)]
    text = bar.slots["from"].text
    if not text or any(phrase in text for phrase in _RECEIVING):
        handed = any(_names(wanted.sender, finding.slots["to"], reading) for finding in sources)
        if not handed and (text or sources):
            return False
    elif not _names(wanted.sender, bar.slots["from"], reading):
        return False
    return _bars_information(wanted, bar, sources, reading)


def _names(party: str, slot: Slot, reading: Reading) -> bool:
    found = reached(party, slot, reading.bodies)
    return found is not None and found.how in {"named", "anybody", "some"}


def _bars_information(wanted: Wanted, bar: Finding, sources: Iterable[Finding], reading: Reading) -> bool:
    """Whether a bar is about the wanted information: its own words, else what the clauses that it is about let go."""
    slot = bar.slots["info"]
    ours = bodies_in(wanted.info, reading.bodies)
    theirs = _origins(slot.text or reading.words(bar), reading.bodies)
    if ours and theirs and not theirs.intersection(ours):
        return False
    words = content(wanted.info, reading.bodies)
    if not words:
        return True
    if content(slot.text, reading.bodies):
        return _share(words, _meaning(slot)) >= _SAME
    told = [_meaning(source.slots["info"]) for source in sources]
    if told:
        return any(_share(words, text) >= _SAME for text in told)
    return bool(slot.text and bar.slots["from"].text)


def _origins(text: str, bodies: tuple[Body, ...]) -> frozenset[Body]:
    """The bodies that information comes from: "disclosed under section 1 by the Land Board"."""
    found = [each for each in mentions(text, bodies) if each.is_certain]
    return frozenset(
        each.bodies[0] for each in found if text[: each.start].endswith(("by ", "by the ", "from ", "from the "))
    )


def carve_outs(wanted: Wanted, finding: Finding, reading: Reading) -> tuple[Finding, ...]:
    """The clauses that take the wanted information, or its recipient, out of a clause."""
    words = content(wanted.info, reading.bodies)
    return tuple(
        other
        for other in reading.setting.findings
        if other.effect == "carve-out"
        and reading.concerns(other, finding)
        and (
            (words and _share(words, reading.words(other)) >= _SAME)
            or (other.slots["to"].text and _names(wanted.recipient, other.slots["to"], reading))
        )
    )


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")
