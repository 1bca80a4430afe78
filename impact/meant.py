"""Who is meant where a clause names no party: the authority named before, another of those, whoever holds the information."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from impact.bodies import compared_words
from impact.report import Finding, Resolved, Slot
from impact.resolve.definitions import lookup
from impact.setting import Setting

_NOUNS = frozenset("authority body council board department commission agency service trust".split())
_POINTING = frozenset({"the", "that", "such"})
#: "information which is held by the Board or by a person providing services to it for the purposes of …"
_HELD = re.compile(
    r"\bheld (?:for the purposes of [^.;—]{1,80} )?by[,—]? (?:\(a\) )?(?P<holder>\w[^.;,—(]{2,120}?)"
    r"(?= (?:for|in|under|by virtue|and|which|that|who|or (?:by )?a person)\b|[.;,—(]|$)"
)

#: "an education authority", and not "the request of an education authority"
_LONGER_NAME = r"\b(?:an?|the|each|any|every) ((?:(?!(?:an?|the|of|by|from|to|at|for|in)\b)[\w’'-]+ ){{1,4}}?{noun})\b"

Meant = tuple[Slot, tuple[str, ...]]


def meant_party(finding: Finding, side: str, setting: Setting) -> Meant:
    """The slot of the party on one side ("from" or "to") as it is meant, and what a reader should know of that, in words."""
    slot = finding.slots[side]
    if not slot.text:
        return _holder(finding) if side == "from" else (slot, ())
    return _another(finding, side) or _named_before(finding, side, setting) or (slot, ())


def _holder(finding: Finding) -> Meant:
    """Who holds the information, where a clause says no more of who gives it: “Information held by the Board may be disclosed”."""
    info = finding.slots["info"]
    for text in (info.text, *(resolved.text for resolved in info.resolved)):
        match = _HELD.search(text)
        if match is not None:
            holder = match["holder"].strip()
            held = replace(finding.slots["from"], text=holder, items=(holder,))
            return held, (f"The clause does not say who gives it; the information is what “{holder}” holds.",)
    return finding.slots["from"], ()


def _another(finding: Finding, side: str) -> Meant | None:
    """Those on the other side, where a clause runs between them: “another person listed in that subsection”."""
    slot, other = finding.slots[side], finding.slots["to" if side == "from" else "from"]
    words, theirs = compared_words(slot.text), compared_words(other.text)
    if len(words) < 2 or words[0] != "another" or len(theirs) < 2 or not other.resolved:
        return None
    if words[1:3] != theirs[1:3] or slot.resolved:
        return None
    return other, (f"“{slot.text}” is taken as another of those meant by “{other.text}”.",)


def _named_before(finding: Finding, side: str, setting: Setting) -> Meant | None:
    """“The authority”, where the sentence or the section named one authority before; “the Regulator”, where the law has one."""
    slot = finding.slots[side]
    words = compared_words(slot.text)
    if len(words) != 2 or words[0] not in _POINTING:
        return None
    noun = words[1]
    if noun in _NOUNS:
        found = _in_sentence(finding, slot, noun, setting) or _in_slots(
            setting.beside(finding), noun, before=finding.order
        )
    elif slot.text.split()[-1][:1].isupper():
        found = _in_slots(setting.findings, noun)
    else:
        return None
    if len(found) != 1:
        return None
    (meant,) = found.values()
    return meant, (f"“{slot.text}” is taken as “{meant.text}”, named before it.",)


def _in_slots(findings: Iterable[Finding], noun: str, before: int | None = None) -> dict[str, Slot]:
    """The parties with a longer name that ends in a noun, one for each name; `before` an offset in the document."""
    found: dict[str, Slot] = {}
    for other in findings:
        if before is not None and other.order > before:
            break
        for named in (other.slots["from"], other.slots["to"]):
            for item in named.items:
                words = compared_words(item)
                if len(words) > 2 and words[-1] == noun and words[0] not in _POINTING - {"the"}:
                    found.setdefault(" ".join(words[1:]), replace(named, text=item, items=(item,)))
    return found


def _in_sentence(finding: Finding, slot: Slot, noun: str, setting: Setting) -> dict[str, Slot]:
    """The same for the words of a clause that stand before the party: “at the request of a water authority, … that authority”."""
    words = setting.words(setting.unit(finding)).partition(slot.text)[0]
    found: dict[str, Slot] = {}
    for match in re.finditer(_LONGER_NAME.format(noun=noun), words, re.IGNORECASE):
        term = match[1]
        definition = lookup(
            term, setting.document.by_xpath[setting.unit(finding)], setting.document, setting.definitions
        )
        resolved: tuple[Resolved, ...] = ()
        if definition is not None and definition.text:
            where = setting.document.by_xpath[definition.where].label
            resolved = (Resolved(definition.text, where, f"“{definition.term}” is defined in {where}", term),)
        found.setdefault(term.lower(), Slot(match[0], (match[0],), "resolved" if resolved else "stated", resolved))
    return found
