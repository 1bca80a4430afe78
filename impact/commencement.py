"""When the sections of a document come into force, as its commencement clause puts them in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.resolve.citations import ParsedReference, find_references

#: Later than any number of months: on a day that somebody is to appoint.
APPOINTED = 10_000_000
_NOT_YET = 1000  # a date that is written out, later dates later: after all that comes by itself, before what is to be appointed
_FORCE = re.compile(r"\bc(?:ome|omes|oming) into (?:force|operation|effect)\b")
#: "made before the day on which this section comes into force": a time that is told by it, not when it is.
_TOLD_BY = re.compile(
    r"\b(?:(?:on|at|in|from|by|after|before|since|upon) which|when|until|before|after|once|since)\b[^,;.]*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:[Tt]he (?:other|remaining|rest of the) provisions|[Tt]he rest of this|[Tt]he remainder|[Tt]his (?:Act|Part) comes?)\b"
)
#: "so far as …": only part of a section, so that nothing is said of the section.
_IN_PART = re.compile(r"\b(?:so far as|to the extent|for the purposes? of)\b")
_ON_PASSING = re.compile(
    r"\bday on which this Act (?:is passed|receives)|\bon the passing\b|\bday after (?:the day|Royal Assent|that)|\bRoyal Assent\b"
)
_MONTHS = re.compile(r"\b(?P<number>\w+) months?\b")
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December),? (?P<year>\d{4})\b"
)
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_APPOINTED = re.compile(r"\bappoint|\bby (?:regulations|order)\b|\bprescribed\b")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split())}


@dataclass(frozen=True, slots=True)
class Commencement:
    """Sections and other provisions (xpaths) with the time at which each comes into force, and that of all the rest.

    A time is a number that grows: 0 on passing, then months, dates, a day to be appointed. `rest` is None if nothing is said.
    """

    times: tuple[tuple[str, int], ...]
    rest: int | None

    def time(self, xpath: str) -> int | None:
        """When a section or subsection comes into force, by what names it most narrowly; None if the document does not say."""
        named = [(name, time) for name, time in self.times if xpath == name or xpath.startswith(f"{name}/")]
        return max(named, key=lambda each: len(each[0]))[1] if named else self.rest


def commencement(document: Document, targets: Callable[[ParsedReference, Provision], Iterable[str]]) -> Commencement:
    """What the commencement clauses of a document say. `targets` finds the xpaths that a reference means."""
    times: list[tuple[str, int]] = []
    rest: int | None = None
    for provision in _units(document):
        text = provision.text
        time = _time(text)
        if time is None or _IN_PART.search(text):
            continue
        named = [xpath for reference in find_references(text) for xpath in targets(reference, provision)]
        times += [(xpath, time) for xpath in named]
        if _REST.search(text) or not named:
            rest = time if rest is None else max(rest, time)
    return Commencement(tuple(times), rest)


def _units(document: Document) -> Iterable[Provision]:
    """The subsections (or sections without any) whose own words speak of coming into force."""
    for provision in document.walk():
        own = f"{provision.intro.string} {provision.wrap_up.string}"
        if provision.inserted_into is None and provision.kind in _UNITS and _says_when(own):
            yield provision


def _says_when(text: str) -> bool:
    """Whether words say when something comes into force, instead of telling another time by it."""
    return any(not _TOLD_BY.search(text[: found.start()]) for found in _FORCE.finditer(text))


_UNITS = frozenset("section subsection article regulation rule paragraph subparagraph".split())


def _time(text: str) -> int | None:
    if _ON_PASSING.search(text) and not _MONTHS.search(text):
        return 0
    if _APPOINTED.search(text):
        return APPOINTED
    found = _MONTHS.search(text)
    if found:
        word = found["number"].lower()
        return _NUMBERS.get(word, int(word) if word.isdigit() else 1)
    dated = _DATE.search(text)
    if dated is None:
        return _NOT_YET
    return _NOT_YET + int(dated["year"]) * 372 + _MONTH_NAMES.index(dated["month"]) * 31 + int(dated["day"])
