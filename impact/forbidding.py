"""What a document forbids of a wanted flow: bars, offences, and what it takes out of the clauses that carry it."""

from __future__ import annotations

from collections.abc import Iterable

from impact.bodies import bodies_in, compared_words, mentions
from impact.meant import meant_party
from impact.parties import content, reached
from impact.report import Finding, Slot
from impact.routes import BARS, SAME, Reading, Wanted, about, meaning_of, share
from impact.rulebase.model import Body

#: Without one of these a limit on passing information on says only how it may be used.
_NO = frozenset({"not", "no", "nor", "cannot"})
#: Words of a bar on those who have the information from somebody.
_RECEIVING = ("receive", "obtain", "acquire", "disclosed to", "supplied to", "provided to", "given to", "to whom")
#: Words of an offence of breaking a bar that stands elsewhere, and of a clause that takes something out only on a condition.
_BREAKING = ("contraven", "breach", "fail")
_UNLESS = frozenset({"unless", "without", "except"})


def bars(wanted: Wanted, reading: Reading) -> tuple[Finding, ...]:
    """The clauses that forbid a wanted flow, one for each subsection."""
    telling: dict[str, Finding] = {}
    for finding in reading.setting.findings:
        if finding.effect in BARS and _NO & set(compared_words(reading.words(finding))):
            unit = reading.setting.unit(finding)
            if unit not in telling or _stated(finding) > _stated(telling[unit]):
                telling[unit] = finding
    return tuple(finding for finding in telling.values() if _forbids(wanted, finding, reading))


def offences(wanted: Wanted, reading: Reading) -> tuple[Finding, ...]:
    """The offences of disclosing that forbid a wanted flow by themselves, and not because a bar forbids it."""
    return tuple(
        finding
        for finding in reading.setting.findings
        if finding.effect == "disclosure-offence"
        and not any(word in reading.words(finding) for word in _BREAKING)
        and _forbids(wanted, finding, reading)
    )


def _stated(finding: Finding) -> int:
    """How many slots of a finding have words: of two findings in one subsection the one that says more is read."""
    return sum(bool(slot.text) for slot in finding.slots.values())


def _forbids(wanted: Wanted, bar: Finding, reading: Reading) -> bool:
    """Whether a bar binds whoever would give, towards whoever would receive, for the wanted information."""
    recipient = reached(wanted.recipient, meant_party(bar, "to", reading.setting)[0], reading.bodies)
    if recipient is None or recipient.how == "regulations":
        return False
    sources = [finding for _, finding in reading.flows if reading.concerns(bar, finding)]
    text = bar.slots["from"].text
    if not text or any(phrase in text for phrase in _RECEIVING):
        handed = any(_names(wanted.sender, finding.slots["to"], reading) for finding in sources)
        if not handed and (text or sources):
            return False
    elif not _names(wanted.sender, meant_party(bar, "from", reading.setting)[0], reading):
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
    words = about(wanted, reading)
    if not words:
        return True
    if content(slot.text, reading.bodies):
        return share(words, meaning_of(slot)) >= SAME
    told = [meaning_of(source.slots["info"]) for source in sources]
    if told:
        return any(share(words, text) >= SAME for text in told)
    return bool(slot.text and bar.slots["from"].text)


def _origins(text: str, bodies: tuple[Body, ...]) -> frozenset[Body]:
    """The bodies that information comes from: "disclosed under section 1 by the Land Board"."""
    found = [each for each in mentions(text, bodies) if each.is_certain]
    return frozenset(
        each.bodies[0] for each in found if text[: each.start].endswith(("by ", "by the ", "from ", "from the "))
    )


def carve_outs(wanted: Wanted, finding: Finding, reading: Reading) -> tuple[Finding, ...]:
    """The clauses that take the wanted information, or its recipient, out of a clause."""
    words = about(wanted, reading)
    return tuple(
        other
        for other in reading.setting.findings
        if other.effect == "carve-out"
        and reading.concerns(other, finding)
        and (
            (words and share(words, reading.words(other)) >= SAME)
            or (other.slots["to"].text and _names(wanted.recipient, other.slots["to"], reading))
        )
    )


def is_conditional(carve_out: Finding, reading: Reading) -> bool:
    """Whether a clause takes something out only as long as a condition is not met."""
    return bool(_UNLESS.intersection(compared_words(reading.words(carve_out))))
