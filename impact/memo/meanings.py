"""What fills a slot, with what its words stand for: each meaning once in full, the entries of one list on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from itertools import groupby

from impact.memo.content import Cell, Words, cell, joined, plain
from impact.memo.front import link
from impact.memo.words import NOT_STATED, brief
from impact.report import Finding, Resolved, Slot
from impact.rulebase.message import told_once

#: Meanings that were told, with the finding under which they stand in full: what a word stands for and where it says so.
Told = MutableMapping[tuple[str, str], Finding]

_MEANS = re.compile(r"^means\b[\s—:-]*")
_ENTRY = re.compile(r"^\(\w{1,4}\)\s")
_JOINT = re.compile(r"[\s;,.]+(?:(?:and|or)\s*)?$")
#: A definition whose place is labelled by the term itself: “boat” is defined in s. 2 “boat”.
_TWICE = re.compile(r"(“(?P<term>[^”]+)” is defined in [^“;]*?) “(?P=term)”")
_LONG = 100  # characters of a meaning that is worth a reference to where it stands in full
_REMINDER = 60  # characters that are repeated of it


def slot_cell(slot: Slot, finding: Finding | None = None, told: Told | None = None) -> Cell:
    """What fills a slot, and where its meaning was found if that is elsewhere; what was told before only in its first words."""
    if slot.state == "open":
        return cell(NOT_STATED)
    lines: list[Words | str] = ["; ".join(told_once(slot.items)) or slot.text]
    for _, alike in groupby(slot.resolved, key=lambda each: (each.how, bool(_ENTRY.match(each.text)))):
        lines.extend(_meanings(list(alike), finding, {} if told is None else told))
    lines += [f"not settled: {reason}" for reason in slot.unsettled]
    return cell(*lines)


def _meanings(alike: list[Resolved], finding: Finding | None, told: Told) -> Iterator[Words | str]:
    """One line for the entries of one list, or one for each meaning."""
    if len(alike) > 1 and _ENTRY.match(alike[0].text):
        text = "; ".join(_JOINT.sub("", each.text) for each in alike)
        places = f"{alike[0].where} to {alike[-1].where}"
        alike = [Resolved(text, places, alike[0].how)]
    for meaning in alike:
        text = _MEANS.sub("", meaning.text)
        named = _TWICE.sub(r"\1", meaning.source)
        source = f" ({named}" if named else ""
        first = told.get((text, meaning.where))
        if first is not None and first is finding:
            continue  # another slot of the clause has said so
        if first is None or finding is None or len(text) <= _LONG:
            if finding is not None:
                told.setdefault((text, meaning.where), finding)
            yield f"that is: {text}{source + ')' if source else ''}"
            continue
        opening = plain(f"that is: {brief(text, _REMINDER)}{source or ' ('}; in full")
        yield (*joined((opening, plain("at"), link(first)), " "), *plain(")"))
