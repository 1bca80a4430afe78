"""Definitions whose meaning an amendment changes, and every finding that uses the term, straight or through other definitions.

The clause that uses a term keeps its words, so nobody who reads the amendment sees that it does something else now.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from impact.document import Document, Provision
from impact.report import Amendment, Definition, Finding, Report, TermUse
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.aims import Aim, Memory, aimed, short_names
from impact.resolve.citations import find_references
from impact.resolve.definitions import find_definitions, follow, lookup, normal

_MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class Shift:
    """A definition before and after; either may be missing."""

    old: Definition | None
    new: Definition | None
    before: str | None = None  # what it says, None if there is no such definition
    after: str | None = None

    @property
    def term(self) -> str:
        """The term as it is written."""
        return (self.old or self.new or _NONE).term

    @property
    def where(self) -> str:
        """The xpath of the provision that defines it."""
        return (self.old or self.new or _NONE).where

    @property
    def within(self) -> str | None:
        """The xpath of what it holds for, None for the whole Act."""
        return (self.old or self.new or _NONE).within


_NONE = Definition("", "", "")
#: Quotation marks stand in the words of some definitions and in the markup of others.
_UNQUOTED = re.compile(r"[“”]")
#: What shows that an occurrence of a term belongs to a name: “the Herons’ Trust”, “Grey Heron”.
_NAME_BEFORE, _NAME_AFTER = (
    re.compile(r"(?:^|[\s(])[A-Z][\w’'-]*[,’']? (?:and |of )?$"),
    re.compile(r"^[’']?s?[’']? [A-Z]"),
)


def shifted(
    act: Document, before: Iterable[Definition], after: Document, concerned: Iterable[str]
) -> tuple[Shift, ...]:
    """The definitions that say something else afterwards; `concerned` are the xpaths of the provisions that were amended.

    `before` are the definitions of the whole Act, `after` is the document of the amended provisions.
    """
    inside = set(concerned)
    old: defaultdict[tuple[str, str], list[Definition]] = defaultdict(list)
    new: defaultdict[tuple[str, str], list[Definition]] = defaultdict(list)
    held: defaultdict[str, set[str]] = defaultdict(set)
    for definition in before:
        if definition.where in inside:
            old[normal(definition.term), definition.where].append(definition)
            held[definition.where].add(normal(definition.term))
    for definition in find_definitions(after):
        new[normal(definition.term), definition.where].append(definition)
        held[definition.where].add(normal(definition.term))
    found = []
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key, []), new.get(key, [])
        if sorted(map(meaning, one)) != sorted(map(meaning, other)):
            found.append(_shift(one, other))
        elif len(held[key[1]]) == 1:
            was, now = _words(act, key[1]), _words(after, key[1])
            if was != now:
                found.append(Shift(one[0], other[0], was, now))
    return tuple(_rejoined(found))


def _shift(one: Sequence[Definition], other: Sequence[Definition]) -> Shift:
    return Shift(
        one[0] if one else None,
        other[0] if other else None,
        meaning(one[0]) if one else None,
        meaning(other[0]) if other else None,
    )


def _words(document: Document, where: str) -> str:
    """The own words of a provision that defines one term, with what stands between the term and its meaning."""
    provision = document.by_xpath.get(where)
    return _UNQUOTED.sub("", " ".join(provision.intro.string.split())).rstrip(" ,;.—") if provision else ""


def _rejoined(shifts: Sequence[Shift]) -> list[Shift]:
    """A term that is lost in one place and defined anew for the same part of the Act in another is one shift, or none at all."""
    waiting = {(normal(shift.term), shift.within): shift for shift in shifts if shift.old is None}
    joined: list[Shift] = []
    for shift in shifts:
        key = normal(shift.term), shift.within
        if shift.old is None:
            continue
        twin = waiting.pop(key, None) if shift.new is None else None
        if twin is None or twin.new is None:
            joined.append(shift)
        elif meaning(shift.old) != meaning(twin.new):
            joined.append(Shift(shift.old, twin.new, shift.before, twin.after))
    return [*joined, *waiting.values()]


def meaning(definition: Definition) -> str:
    """What a definition says, in one line."""
    said = (
        definition.text if definition.text is not None else f"as in {definition.same_as}" if definition.same_as else ""
    )
    return " ".join(said.split())


@dataclass(frozen=True)
class Terms:
    """The defined terms of an Act, and the words of its findings in which they may occur."""

    report: Report

    @property
    def document(self) -> Document:
        """The Act."""
        return self.report.document

    @cached_property
    def places(self) -> Addresses:
        """Where its provisions lie."""
        return addresses(self.document)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of each finding: its provision, the lead-ins and closing words that it rests on, its slots."""
        return {finding.id: self._words(finding) for finding in self.report.findings}

    @cached_property
    def followed(self) -> Mapping[int, frozenset[str]]:
        """For each definition that leads elsewhere (by its place in the list), the xpaths that it leads to."""
        found = {}
        for at, definition in enumerate(self.report.definitions):
            if definition.same_as is not None:
                chain = follow(definition, self.document, self.report.definitions, self.places)
                found[at] = frozenset(link.where for link in chain[1:])
        return found

    def uses(self, shift: Shift) -> tuple[TermUse, ...]:
        """The findings of this Act that use the term of a definition of this Act, and those that do so through others."""
        return self._through([(shift, ())])

    def borrowed(self, shift: Shift, act: Terms, names: frozenset[str]) -> tuple[TermUse, ...]:
        """The findings of this Act that use a term which it takes from a definition of another; `names` are the other's titles."""
        title = " ".join(self.document.title.split())
        start: list[tuple[Shift, tuple[str, ...]]] = [
            (Shift(definition, None), (definition.term,))
            for definition in self.report.definitions
            if self._borrows(definition, shift, act, names)
        ]
        return tuple(TermUse(use.finding, use.through, title) for use in self._through(start))

    def _through(self, start: list[tuple[Shift, tuple[str, ...]]]) -> tuple[TermUse, ...]:
        found: dict[str, TermUse] = {}
        seen = {(normal(shift.term), shift.where) for shift, _ in start}
        waiting = list(start)
        while waiting:
            shift, through = waiting.pop(0)
            for finding in self.report.findings:
                if finding.id not in found and self._is_used(shift, finding):
                    found[finding.id] = TermUse(finding, through)
            if len(through) >= _MOST_LINKS:
                continue
            for at, definition in enumerate(self.report.definitions):
                key = (normal(definition.term), definition.where)
                if key not in seen and self._rests_on(at, definition, shift):
                    seen.add(key)
                    waiting.append((Shift(definition, None), (*through, definition.term)))
        return tuple(sorted(found.values(), key=lambda use: (use.finding.order, use.finding.id)))

    def _is_used(self, shift: Shift, finding: Finding) -> bool:
        place = self.document.by_xpath.get(finding.provision.xpath)
        if place is None or finding.provision.status in {"repealed", "not-law"}:
            return False
        if shift.where == place.xpath or any(above.xpath == shift.where for above in self.document.ancestors(place)):
            return False
        return self._occurs(shift.term, self.words[finding.id]) and self._holds(shift, place)

    def _rests_on(self, at: int, definition: Definition, shift: Shift) -> bool:
        """Whether the meaning of a definition depends on that of a shifted one."""
        if definition.same_as is not None and definition.text is None:
            return shift.where in self.followed.get(at, frozenset()) and normal(definition.term) == normal(shift.term)
        if definition.text is None or (
            definition.where == shift.where and normal(definition.term) == normal(shift.term)
        ):
            return False
        place = self.document.by_xpath.get(definition.where)
        return place is not None and self._occurs(shift.term, definition.text) and self._holds(shift, place)

    def _holds(self, shift: Shift, place: Provision) -> bool:
        """Whether the shifted definition is the one that a term has in a provision."""
        if shift.old is not None:
            chosen = lookup(shift.term, place, self.document, self.report.definitions)
            if chosen is not None:
                return chosen.where == shift.old.where or self._leads_to(chosen, shift.old.where)
        above = {place.xpath, *(up.xpath for up in self.document.ancestors(place))}
        return shift.within is None or shift.within in above

    def _leads_to(self, definition: Definition, where: str) -> bool:
        at = next((at for at, each in enumerate(self.report.definitions) if each == definition), -1)
        return where in self.followed.get(at, frozenset())

    def _borrows(self, definition: Definition, shift: Shift, act: Terms, names: frozenset[str]) -> bool:
        """Whether a definition of this Act takes its meaning from the provision of another Act that is shifted."""
        said = definition.same_as or definition.text or ""
        same = normal(definition.term) == normal(shift.term)
        if not same and not self._occurs(shift.term, said):
            return False
        memory = Memory(short_names(self.document))
        for reference in find_references(said):
            aim = aimed(reference, Aim(), memory)
            if aim.act is None or aim.act.lower() not in names:
                continue
            if aim.target is None:
                return True
            held = [act.places.find(path) for path in aim.paths]
            if any(xpath and (shift.where == xpath or shift.where.startswith(f"{xpath}/")) for xpath in held):
                return True
        return False

    def _occurs(self, term: str, words: str) -> bool:
        """Whether a term is in some words by itself, and not only inside a longer defined term."""
        if not occurs(term, words):
            return False
        bare = normal(term)
        longer = [each for each in self._names if bare in each and each != bare]
        for each in sorted(longer, key=lambda name: (-len(name), name)):
            words = _pattern(each).sub(" ", words)
        return occurs(term, words)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(normal(definition.term) for definition in self.report.definitions)

    def _words(self, finding: Finding) -> str:
        place = self.document.by_xpath.get(finding.provision.xpath)
        pieces = [place.text] if place is not None else []
        for xpath in dict.fromkeys(evidence.xpath for evidence in finding.evidence):
            other = self.document.by_xpath.get(xpath)
            if other is not None and other is not place:
                pieces += [other.intro.string, other.wrap_up.string]
        pieces += [slot.text for slot in finding.slots.values()]
        return " ".join(piece for piece in pieces if piece)


def _pattern(term: str) -> re.Pattern[str]:
    """A term in the singular or plural."""
    bare = normal(term)
    stem, ends = (re.escape(bare[:-1]), "(?:y|ies)") if bare.endswith("y") else (re.escape(bare), "(?:s|es)?")
    return re.compile(rf"(?<!\w){stem}{ends}(?!\w)", 0 if bare.isupper() else re.IGNORECASE)


def occurs(term: str, words: str) -> bool:
    """Whether a term occurs in some words; a term in small letters does not in a name with capitals."""
    has_capital = term[:1].isupper()
    for match in _pattern(term).finditer(words):
        in_name = not has_capital and match[0][:1].isupper() and _is_name(words, match)
        if not in_name:
            return True
    return False


def _is_name(words: str, match: re.Match[str]) -> bool:
    return bool(_NAME_AFTER.match(words[match.end() :]) or _NAME_BEFORE.search(words[: match.start()]))


def rows_of(shift: Shift, rows: Sequence[tuple[Amendment, frozenset[str]]]) -> tuple[Amendment, ...]:
    """The amendments that caused a shift: those that touched its own words, else all of its provision.

    `rows` are the amendments of the provision with the xpaths that each touched.
    """
    near = [
        amendment
        for amendment, touched in rows
        if any(
            _meets(xpath, each)
            for xpath in touched
            for each in {shift.where, shift.new.where if shift.new else shift.where}
        )
    ]
    return tuple(near or [amendment for amendment, _ in rows])


def _meets(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
