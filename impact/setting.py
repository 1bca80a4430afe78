"""What stands around a finding: its section and Part, what reaches it from elsewhere, and when its words were made.

A saving in another section helps only if it reaches: because it names the section, the Part or the Act, because it names nothing
and so speaks of everything in its Part, or because the section itself refers to it. "Nothing in this section" helps its own section
alone. A Schedule belongs to the sections that it is named by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from impact.commencement import APPOINTED, Commencement, commencement
from impact.document import Document, Place, Provision
from impact.flows import slot_classes
from impact.reaching import Reach, own_words, reach_of
from impact.report import Definition, Finding, Flow
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import ParsedReference
from impact.resolve.located import here
from impact.rulebase.model import Body
from impact.territory import extent_of, stated_extent

#: A bill becomes law after any date that a check knows; so does what gives no date.
FUTURE = "9999-12-31"
_SECTIONS = frozenset({"section", "article", "regulation", "rule"})
_WIDER = frozenset({"part", "chapter", "schedule"})
_ABOVE_PARAGRAPHS = _WIDER | {"crossheading", "group"}
#: "183A", "16LA": a number that was fitted in between others, so that its text came later.
_FITTED_IN = re.compile(r"\d+[A-Z]+\b")
_YEAR = re.compile(r"\b(1[2-9]\d\d|20\d\d)\b")


@dataclass(frozen=True)
class Setting:
    """A document and its findings, filed for look-up. Findings that are not law any more, or never were, are left out."""

    document: Document
    everything: Sequence[Finding]
    flows: Sequence[Flow] = ()
    definitions: Sequence[Definition] = ()
    bodies: tuple[Body, ...] = ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that count, in document order."""
        return tuple(finding for finding in self.everything if finding.provision.status not in {"repealed", "not-law"})

    def classes(self, finding: Finding, side: str) -> frozenset[str]:
        """The classes of the parties on one side ("from" or "to") of a finding, as far as the bodies are known."""
        key = (finding.id, side)
        if key not in self._classes:  # pairs of flows ask again and again
            self._classes[key] = frozenset(slot_classes(finding.slots[side], self.bodies))
        return self._classes[key]

    def home(self, finding: Finding) -> str:
        """The xpath of the section that a finding stands in (see `home_of`)."""
        return self._homes[finding.id]

    def home_of(self, xpath: str) -> str:
        """The xpath of the section that a provision stands in."""
        return home_of(self.document, xpath)

    def beside(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings of the same section, itself included."""
        return tuple(self._by_home[self._homes[finding.id]])

    def within(self, finding: Finding, scope: str) -> Iterator[Finding]:
        """The other findings within a scope (provision, section, part, document) that reach this one.

        Text for another Act is apart from the Act that carries it, and from text for a third.
        """
        if scope == "provision":
            yield from (
                other
                for other in self.beside(finding)
                if other.id != finding.id and other.provision.xpath.startswith(finding.provision.xpath)
            )
            return
        for other in self.findings if scope in {"part", "document"} else self.beside(finding):
            if other.id != finding.id and self.is_near(other, finding, scope) and self.reaches(other, finding):
                yield other

    def is_near(self, other: Finding, finding: Finding, scope: str) -> bool:
        """Whether another finding stands within the scope, whatever it is about."""
        if self.home(other) == self.home(finding):
            return True
        if scope == "section" or not _same_law(other.provision.inserted_into, finding.provision.inserted_into):
            return False
        return scope == "document" or self.belong_together(self.home(other), self.home(finding))

    def belong_together(self, one: str, other: str) -> bool:
        """Whether two sections share a Part, or one stands in a Schedule that the Part of the other brings in."""
        return self.same_part(one, other) or any(
            self.same_part(bringing, section)
            for schedule, section in ((one, other), (other, one))
            for bringing in self.bringing_in(schedule)
        )

    def bringing_in(self, home: str) -> tuple[str, ...]:
        """The sections that name the Schedule in which a paragraph stands (xpaths); none for what stands in no Schedule."""
        schedule = self._schedule(home)
        return () if schedule is None else self._bringing_in.get(schedule, ())

    def same_part(self, one: str, other: str) -> bool:
        """Whether two sections share a Part, Chapter or Schedule; those outside all Parts are one Part together."""
        first, second = self.holders(one), self.holders(other)
        return bool(first & second) or not (first or second)

    def holders(self, xpath: str) -> frozenset[str]:
        """The Parts, Chapters and Schedules that hold a provision (xpaths)."""
        if xpath not in self._holders:
            above = self.document.ancestors(self.document.by_xpath[xpath])
            self._holders[xpath] = frozenset(provision.xpath for provision in above if provision.kind in _WIDER)
        return self._holders[xpath]

    def reaches(self, companion: Finding, finding: Finding) -> bool:
        """Whether the words of a companion are about the section of a finding, or that section refers to them.

        Texts that are inserted apart into one Act are about each other only if they say so: they may be far apart there.
        """
        home = self.home(finding)
        if self.home(companion) == home:
            return True
        unit = self.unit(companion)
        reach = self.reach(unit)
        homes = (home, *self.bringing_in(home))
        if reach.is_whole or any(_meets(each, xpath) for each in homes for xpath in reach.xpaths):
            return True
        if self.quotation(companion) != self.quotation(finding):
            return self._cites(unit, home)
        if reach.is_wide:
            return self.belong_together(self.home(companion), home) and not self._stands_apart(
                self.home(companion), home
            )
        return any(
            _holds(xpath, companion.provision.xpath) and not self._is_of_its_own(unit, xpath)
            for xpath in self._pointed(home)
        )

    def _pointed(self, home: str) -> tuple[str, ...]:
        """What a section refers to outside itself; a Part or Chapter only if the section is subject to it."""
        reach, kinds = self.reach(home), {"part", "chapter"}
        return tuple(
            xpath
            for xpath in reach.xpaths
            if not _holds(xpath, home) and (self.document.by_xpath[xpath].kind not in kinds or xpath in reach.yields_to)
        )

    def _is_of_its_own(self, unit: str, named: str) -> bool:
        """Whether a subsection of a section that is named as a whole speaks only of other subsections there."""
        home = home_of(self.document, unit)
        own = self.reach(unit).xpaths
        return _holds(named, home) and bool(own) and all(xpath != home and _holds(home, xpath) for xpath in own)

    def _stands_apart(self, companion: str, home: str) -> bool:
        """Whether a companion stands in a Schedule that neither the section nor a provision for its whole Part is subject to."""
        schedule = self._schedule(companion)
        if schedule is None or _holds(schedule, home):
            return False
        return not any(
            bringing == home or schedule in self.reach(bringing).yields_to
            for bringing in self._bringing_in.get(schedule, ())
        )

    def _schedule(self, xpath: str) -> str | None:
        """The Schedule that holds a provision (xpath)."""
        above = self.document.ancestors(self.document.by_xpath[xpath])
        return next((provision.xpath for provision in above if provision.kind == "schedule"), None)

    def speaks_of(self, unit: str, finding: Finding) -> bool:
        """Whether a subsection of another section is about that of a finding: it names it, or is referred to there.

        One that names the Part or the Act speaks of all that is in it only if it is about information at all.
        """
        home, reach = self.home(finding), self.reach(unit)
        if any(_holds(home, xpath) for xpath in reach.xpaths):
            return True
        if reach.is_of_the_matter and (reach.is_whole or any(_holds(xpath, home) for xpath in reach.xpaths)):
            return True
        return any(_meets(unit, xpath) and not self._is_of_its_own(unit, xpath) for xpath in self._pointed(home))

    def is_said_of(self, unit: str, finding: Finding) -> bool:
        """Whether a subsection is about that of a finding in the same section: it names it, or names none of that section.

        What is named may lead there: "subsection (2)" is about subsection (1) if it speaks of disclosures under that.
        """
        home, own = self.home(finding), self.unit(finding)
        named = frozenset(xpath for xpath in self.reach(unit).xpaths if _holds(home, xpath))
        if unit == own or not named or home in named:
            return True
        leading = {xpath for each in named for xpath in (each, *self.reach(each).xpaths) if xpath != home}
        pointed = {xpath for xpath in self.reach(own).xpaths if _holds(home, xpath) and xpath != home}
        return any(_meets(own, xpath) for xpath in leading) or any(
            _meets(xpath, near) for xpath in pointed for near in (*named, unit)
        )

    def units(self, section: str) -> tuple[str, ...]:
        """The subsections of a section, or the section itself if it has none."""
        below = tuple(child.xpath for child in self.document.by_xpath[section].children if child.kind == "subsection")
        return below or (section,)

    def reach(self, xpath: str) -> Reach:
        """What the words of a provision are about."""
        if xpath not in self._reaches:
            self._reaches[xpath] = self._reach(xpath)
        return self._reaches[xpath]

    def unit(self, finding: Finding) -> str:
        """The xpath of the subsection (or section without subsections) that a finding stands in."""
        home = self.home(finding)
        provision = self.document.by_xpath[finding.provision.xpath]
        line = [provision, *self.document.ancestors(provision)]
        for below, above in pairwise(line):
            if above.xpath == home:
                return below.xpath if below.kind == "subsection" else home
        return home

    def words(self, xpath: str) -> str:
        """The whole text of a provision."""
        if xpath not in self._texts:
            self._texts[xpath] = self.document.by_xpath[xpath].text
        return self._texts[xpath]

    def own_words(self, xpath: str) -> str:
        """The text of a provision without what it quotes for insertion into another Act."""
        if xpath not in self._own_texts:
            self._own_texts[xpath] = own_words(self.document.by_xpath[xpath])
        return self._own_texts[xpath]

    def section(self, finding: Finding) -> str:
        """The whole text of the section that a finding stands in."""
        return self.words(self.home(finding))

    def sections(self, finding: Finding, scope: str) -> Iterator[str]:
        """The xpaths of the other sections within a scope."""
        home, inserted = self.home(finding), finding.provision.inserted_into
        for other in self.all_sections:
            place = self.document.by_xpath[other].inserted_into
            if other != home and _same_law(inserted, place) and (scope == "document" or self.same_part(other, home)):
                yield other

    def made(self, finding: Finding) -> str:
        """The day on which the words of a finding became law, as an ISO date; `FUTURE` for bills.

        A section that was fitted in later ("183A") counts from the day on which it took effect, the nearest that the markup says.
        """
        document = self.document
        if document.kind in {"bill", "amendment-paper"}:
            return FUTURE
        date = document.date or _year_end(document.title)
        provision = document.by_xpath[finding.provision.xpath]
        if provision.start_date and provision.start_date > date:
            line = [provision, *document.ancestors(provision)]
            if any(above.kind in _SECTIONS | _WIDER and _FITTED_IN.search(above.number) for above in line):
                return provision.start_date
        return date

    @cached_property
    def opening_words(self) -> tuple[str, ...]:
        """The texts in which an instrument says by which powers it is made; of other documents none."""
        if self.document.kind != "instrument":
            return ()
        return tuple(
            self.words(provision.xpath) if provision.kind in {"preface", "preamble"} else provision.intro.string
            for provision in self.document.walk()
            if provision.kind in {"preface", "preamble"} or "conferred" in provision.intro.string
        )

    def extent(self, finding: Finding) -> frozenset[str] | None:
        """The nations to which a finding's provision extends; None if nothing says."""
        return extent_of(self.document, self.document.by_xpath[finding.provision.xpath], self._stated_extent)

    def starts(self, finding: Finding) -> int | None:
        """When the subsection of a finding comes into force, as a number that grows with time; None if nothing says."""
        if finding.provision.inserted_into is not None:
            return None
        if finding.provision.status == "prospective":
            return APPOINTED
        return self._commencement.time(self.unit(finding))

    @cached_property
    def _stated_extent(self) -> frozenset[str] | None:
        return stated_extent(self.document)

    @cached_property
    def _commencement(self) -> Commencement:
        return commencement(self.document, self._targets)

    @cached_property
    def _classes(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return {finding.id: home_of(self.document, finding.provision.xpath) for finding in self.findings}

    @cached_property
    def _by_home(self) -> Mapping[str, list[Finding]]:
        grouped: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            grouped[self._homes[finding.id]].append(finding)
        return grouped

    @cached_property
    def all_sections(self) -> tuple[str, ...]:
        """Every section of the document, in its order."""
        found = (home_of(self.document, provision.xpath) for provision in self.document.walk() if provision.intro)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _bringing_in(self) -> Mapping[str, tuple[str, ...]]:
        """Schedule → the sections outside it whose words name it."""
        schedules = {provision.xpath for provision in self.document.walk() if provision.kind == "schedule"}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for section in self.all_sections if schedules else ():
            for xpath in sorted(self.reach(section).xpaths & schedules):
                if not _holds(xpath, section):
                    found[xpath].append(section)
        return {schedule: tuple(sections) for schedule, sections in found.items()}

    @cached_property
    def _places(self) -> Addresses:
        return addresses(self.document)

    @cached_property
    def _holders(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _reaches(self) -> dict[str, Reach]:
        return {}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    @cached_property
    def _own_texts(self) -> dict[str, str]:
        return {}

    def quotation(self, finding: Finding) -> str:
        """The quotation that a finding stands in, "" if none."""
        return self._places.homes.get(finding.provision.xpath, "")

    def _cites(self, unit: str, home: str) -> bool:
        """Whether words in one quotation give the number of a section in another."""
        number = re.escape(self.document.by_xpath[home].number.strip(" .()"))
        return (
            bool(number) and re.search(rf"\b[Ss]ections? (?:[^.;]{{0,60}}\b)?{number}\b", self.words(unit)) is not None
        )

    def _reach(self, xpath: str) -> Reach:
        provision = self.document.by_xpath[xpath]
        return reach_of(self.own_words(xpath), lambda reference: self._targets(reference, provision))

    def _targets(self, reference: ParsedReference, provision: Provision) -> tuple[str, ...]:
        if reference.anchor == "this" and reference.plural:
            return ()  # "these Regulations" are the whole instrument
        return here(reference, provision, self.document, self._places)


def home_of(document: Document, xpath: str) -> str:
    """The xpath of the section (article, regulation, paragraph of a Schedule…) that holds a provision.

    Fragments quoted for insertion into one section elsewhere are a section together: their quotation.
    """
    provision = document.by_xpath[xpath]
    line = [provision, *document.ancestors(provision)]
    for below, above in zip(line, [*line[1:], None], strict=True):
        if below.kind in _SECTIONS or above is None or above.kind in _ABOVE_PARAGRAPHS:
            return below.xpath
        if above.kind == "quotation":
            return above.xpath if below.kind not in _ABOVE_PARAGRAPHS else below.xpath
    return xpath


def _meets(home: str, xpath: str) -> bool:
    """Whether a reference to `xpath` is one to a section, to something in it, or to what holds it."""
    return _holds(xpath, home) or _holds(home, xpath)


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")


def _same_law(one: Place | None, other: Place | None) -> bool:
    """Whether two provisions are of the document's own law, or text for one and the same other Act."""
    if one is None or other is None:
        return one is other
    return bool(one.act) and one.act == other.act


def _year_end(title: str) -> str:
    found = _YEAR.findall(title)
    return f"{found[-1]}-12-31" if found else FUTURE
