"""Which flow a limit or a safeguard is about: the one whose provision its words cite, or that is subject to it.

"Subsection (1) does not apply to …" is about subsection (1) and no other flow of its section. A flow "subject to section 49" has
what is said there. What cites nothing is about everything that stands in its section.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from impact.reaching import lets_through
from impact.report import Finding, Reference
from impact.setting import Setting, home_of

#: "Except as provided by section 49": what a flow is bound by, and not what it only mentions.
_BOUND_BY = re.compile(
    r"\b(?:[Ss]ubject (?:also )?to|in accordance with|in compliance with|[Ee]xcept (?:as|so far as|where|in|to|under)|unless"
    r"|(?:but )?see(?: also)?|compl(?:y|ies|ied|ying) with|requirements? (?:of|in|under)"
    r"|conditions? (?:of|in|under|specified in|set out in|mentioned in)|restrictions? (?:of|in|on|under|imposed by)"
    r"|limit(?:s|ations?)? (?:in|of|imposed by)|permitted by|prohibited by|contravene)\b[^.;]{0,100}$"
)
_SUBJECT_TO = re.compile(
    r"\bsubject (?:also |always )?to (?:[^.;,]{0,60} (?:of|in) )?"
    r"(?:(?:sub-?)?(?:section|paragraph|regulation|article|part|schedule)s? [\w() ]{1,30}(?:,| and| or) (?:to )?){0,4}$",
    re.IGNORECASE,
)
#: "Information disclosed under section 5": what another section lets happen.
_DONE_UNDER = (
    r"\b(?:under|by virtue of|in pursuance of|pursuant to|in reliance on|as permitted by|authorised by|required by"
    r"|in contravention of|contravenes?) (?:any of )?"
)
#: "subsection (1), or otherwise under this Act".
_ALSO_WHOLE = re.compile(
    r"\b(?:or|and) (?:(?:any|other|otherwise|another|the|rest|provisions?|under|of|by|virtue) ){1,6}[Tt]h(?:is|ese) [A-Z]"
)
_SWITCH_WORDS = re.compile(
    r"\b(?:not (?:to )?(?:apply|have effect|extend)|no (?:effect|application)|appl(?:y|ies) only|subject to)\b"
)
#: "Subsection (1)" + " does not apply to …"; what is subject to a procedure or to changes is not a flow.
_SWITCHED = re.compile(
    r"(?: \([^()]*\))?(?: (?:above|below))?,?(?: (?:also|accordingly|however),?)?"
    r" (?:(?:does|do|shall|will|is|are) not (?:to )?(?:apply|have effect|extend)"
    r"|(?:ha(?:s|ve)|shall have) no (?:effect|application)|appl(?:y|ies) only"
    r"|(?:is|are|has effect|have effect|applies|apply) subject to(?!.{0,40}(?:modif|annul|procedure|resolution)))\b"
)
#: "Where subsection (1) does not apply, …" says what follows then; "regulations under section 5 are subject to …" is not about it.
_GIVEN = re.compile(
    r"\b(?:[Ii]f|[Ww]here|[Ww]hen(?:ever)?|(?:to|in) wh(?:om|ich)|that|case) $"
    r"|(?<!duty )(?<!duties )(?<!power )(?<!powers )(?<!requirement )(?<!requirements )(?<!prohibition )(?<!restriction )"
    r"(?<!obligation )(?<!right )(?<!imposed )(?<!conferred )(?<!Nothing )(?<!exception )\b(?:under|by|in|of|to|with|for|from|on) $"
)
_COUNTED = re.compile(r"\(?\d")
_WIDE = frozenset({"part", "chapter", "schedule"})


class Bindings:
    """A setting and the references of its document, asked what binds which flow."""

    def __init__(self, setting: Setting, references: Sequence[Reference]) -> None:
        self.setting = setting
        self._all = references

    def binds(self, other: Finding, flow: Finding) -> bool:
        """Whether a limit or safeguard is about a flow."""
        setting = self.setting
        home, place = setting.home(flow), flow.provision.xpath
        unit = self._unit(other.provision.xpath, setting.home(other))
        named = [target for target, _ in self._named(unit) if target and _holds(home, target)]
        if setting.home(other) == home:
            if unit == self._unit(place, home):
                return True
            return self._is_about(named, unit, place, home) if named else not self._is_about_others(unit, home)
        if named and self._governs(unit, setting.home(other), home):
            return self._is_about(named, unit, place, home)
        return setting.speaks_of(unit, flow) and (self._is_wide(unit, home) or self._yields(flow, home, unit))

    def conditions(self, flow: Finding) -> tuple[str, ...]:
        """The provisions (xpaths) that cite a flow to say when it does not apply, and those that it is subject to.

        Of a whole section only its subsections that cite nothing narrower; in document order.
        """
        home, place = self.setting.home(flow), flow.provision.xpath
        own = self._unit(place, home)
        found = {xpath for xpath, target in self._switches if _holds(target, place) or _holds(place, target)}
        for xpath in self._references:
            if _holds(own, xpath) and _meets(xpath, place):
                found.update(target for target in self._subject_to(xpath) if not _meets(target, place))
        order = {xpath: at for at, xpath in enumerate(self.setting.document.by_xpath)}
        return tuple(sorted(found - {place, own}, key=order.__getitem__))

    def _subject_to(self, xpath: str) -> Iterator[str]:
        """The provisions that the words of one say it is subject to."""
        provision = self.setting.document.by_xpath[xpath]
        text = f"{provision.intro.string} {provision.wrap_up.string}"
        for reference in self._references[xpath]:
            starts = (match.start() for match in re.finditer(re.escape(reference.text), text))
            if reference.provision and any(_SUBJECT_TO.search(text[:start]) for start in starts):
                yield reference.provision

    @cached_property
    def _switches(self) -> tuple[tuple[str, str], ...]:
        """Every provision that says when another does not apply, with that other."""
        found = []
        for xpath, references in self._references.items():
            provision = self.setting.document.by_xpath[xpath]
            text = f"{provision.intro.string} {provision.wrap_up.string}"
            if not _SWITCH_WORDS.search(text):
                continue
            for reference in references:
                starts = [match.start() for match in re.finditer(re.escape(reference.text), text)]
                if reference.provision and any(
                    _SWITCHED.match(text[start + len(reference.text) :]) and not _GIVEN.search(text[:start])
                    for start in starts
                ):
                    found.append((xpath, reference.provision))
        return tuple(dict.fromkeys(found))

    def _is_about(self, named: Sequence[str], unit: str, place: str, home: str) -> bool:
        """Whether what a unit names of a section, in order, leads to a place in it: the narrow before the whole."""
        if named[0] == home:
            return True
        narrow = [target for target in named if target != home and not _holds(unit, target)]
        if not narrow:
            return True
        leading = [*narrow, *(further for target in narrow for further in self._led_to(target, home))]
        pointed = [
            target for target, _ in self._named(self._unit(place, home)) if _holds(home, target) and target != home
        ]
        return any(_meets(place, target) for target in leading) or any(_meets(unit, target) for target in pointed)

    def _unit(self, place: str, home: str) -> str:
        """The subsection of a section, or the numbered paragraph of a regulation, in which a place is."""
        return next((unit for unit in self._units_of(home) if _holds(unit, place)), home)

    def _units_of(self, home: str) -> tuple[str, ...]:
        below = self.setting.document.by_xpath[home].children
        return tuple(child.xpath for child in below if _COUNTED.match(child.number)) or (home,)

    def _led_to(self, target: str, home: str) -> Iterator[str]:
        """What a cited subsection is itself about: that of which it speaks first."""
        first = next((further for further, _ in self._named(target) if _holds(home, further) and further != home), None)
        if first is not None:
            yield first

    def _governs(self, unit: str, own_home: str, home: str) -> bool:
        """Whether a unit that names another section speaks of that one, and does not merely let it through ("unless under …")."""
        every = self._named(unit)
        if not _holds(own_home, every[0][0] or own_home):
            return True
        words = self.setting.words(unit)
        return any(
            re.search(_DONE_UNDER + re.escape(said), words[: each.end()]) is not None
            and not lets_through(words[: each.start()])
            for target, said in every
            if target and _holds(home, target)
            for each in re.finditer(re.escape(said), words)
        )

    def _is_about_others(self, unit: str, home: str) -> bool:
        """Whether a unit speaks of what is done under another section that has flows of its own."""
        words = self.setting.words(unit)
        return any(
            any(_meets(target, moving) and not _holds(home, moving) for moving in self._moving)
            and re.search(_DONE_UNDER + re.escape(said), words) is not None
            for target, said in self._named(unit)
            if target and not _holds(home, target) and not _holds(target, home)
        )

    def _is_wide(self, unit: str, home: str) -> bool:
        """Whether a unit speaks of the Part or the Act in which a section stands, before anything narrower or beside it."""
        named = [target for target, _ in self._named(unit)]
        first = named[0] if named else None
        return first is not None and (
            not first
            or _holds(first, home)
            or ("" in named and _ALSO_WHOLE.search(self.setting.words(unit)) is not None)
        )

    def _yields(self, flow: Finding, home: str, unit: str) -> bool:
        """Whether the subsection of a flow is subject to another unit, or another subsection says that it is."""
        others = self._named(unit)
        if others and others[0][0] and not _holds(home_of(self.setting.document, unit), others[0][0]):
            return False  # that unit is about a section of its own choice
        own = self._unit(flow.provision.xpath, home)
        for each in self._units_of(home):
            bound = [
                said
                for target, said in self._named(each)
                if target and _meets(unit, target) and self._is_bound_by(each, said, target, each != own)
            ]
            if bound:
                named = [target for target, _ in self._named(each) if target and _holds(home, target)]
                if each == own or (named and self._is_about(named, each, flow.provision.xpath, home)):
                    return True
        return False

    def _is_bound_by(self, unit: str, said: str, target: str, only_subject: bool) -> bool:
        words = self.setting.words(unit)
        found = [match.start() for match in re.finditer(re.escape(said), words)]
        if only_subject or self.setting.document.by_xpath[target].kind in _WIDE:
            return any(_SUBJECT_TO.search(words[:start]) for start in found)
        return any(_BOUND_BY.search(words[:start]) for start in found)

    def _named(self, unit: str) -> list[tuple[str, str]]:
        """The provisions of the document that a unit names, in its order, with the words; "" is "this Act"."""
        if unit not in self._units:
            below = self.setting.document.by_xpath[unit].walk()
            self._units[unit] = [
                (reference.provision or "", reference.text)
                for provision in below
                for reference in self._references.get(provision.xpath, ())
                if reference.provision is None or not _holds(unit, reference.provision)
            ]
        return self._units[unit]

    @cached_property
    def _units(self) -> dict[str, list[tuple[str, str]]]:
        return {}

    @cached_property
    def _references(self) -> Mapping[str, list[Reference]]:
        """The references to this document, by the provision that they stand in."""
        found: defaultdict[str, list[Reference]] = defaultdict(list)
        for reference in self._all:
            if reference.resolved and reference.document is None:
                found[reference.xpath].append(reference)
        return found

    @cached_property
    def _moving(self) -> frozenset[str]:
        """The provisions of flows."""
        by_id = {finding.id: finding for finding in self.setting.findings}
        return frozenset(
            by_id[flow.findings[0]].provision.xpath for flow in self.setting.flows if flow.findings[0] in by_id
        )


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")


def _meets(one: str, other: str) -> bool:
    return _holds(one, other) or _holds(other, one)
