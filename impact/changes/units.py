"""The text of an Act as units that can be changed.

A unit keeps the address and label of the provision that it comes from, so that what did not change is found again; what is inserted
gets an address of its own below the unit that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from impact.document import Document, Provision
from impact.resolve.addresses import STEPLESS, Addresses, Path, address, structural

SECTIONS = frozenset({"section", "article", "regulation", "rule"})
#: What holds provisions that are cited by themselves.
HOLDERS = frozenset({"part", "chapter", "schedule", "crossheading", "group"})
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})\Z")
_ROMAN_SIGNS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_GROUP_STEP = re.compile(
    r"\b(?P<unit>sched|pt|chp)_(?:(?P<number>\d{1,2})(?P<letters>[A-Z]*)|(?P<roman>[IVXL]+[A-H]?))(?=__|$)"
)
_LOOSE_MARK = re.compile(r"\A“|”[;,.]?\Z")
_WORDS = {"section": "s.", "article": "art.", "regulation": "reg.", "rule": "r.", "part": "Pt.", "chapter": "Ch."} | {
    "schedule": "Sch."
}


@dataclass(slots=True, eq=False)
class Unit:
    """One provision while it is being amended; `origin` is what it was read from."""

    origin: Provision
    parent: Unit | None = None
    number: str = ""
    label: str = ""
    xpath: str = ""
    heading: str = ""
    intro: str = ""
    wrap_up: str = ""
    children: list[Unit] = field(default_factory=list)
    is_new: bool = False

    @property
    def kind(self) -> str:
        """The kind of the provision (`impact.document.KINDS`)."""
        return self.origin.kind

    @property
    def style(self) -> str:
        """How it is numbered: digit, upper, roman, alpha, or "" without a number."""
        bare = self.number.strip("().“” ")
        if not bare:
            return ""
        if any(character.isdigit() for character in bare):
            return "digit"
        if bare[0].isupper():
            return "upper"
        return "roman" if _ROMAN.match(bare) and bare not in {"v", "x"} else "alpha"

    def walk(self) -> Iterator[Unit]:
        """This unit and all below it, in reading order."""
        waiting = [self]
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting.extend(reversed(unit.children))

    def above(self) -> Iterator[Unit]:
        """The units that hold this one, innermost first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def text(self) -> str:
        """The whole text below, numbers included, as one line."""
        pieces: list[str] = []
        waiting: list[Unit | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                pieces.append(item)
                continue
            pieces += (item.number, item.intro)
            waiting.append(item.wrap_up)
            waiting.extend(reversed(item.children))
        return " ".join(piece for piece in pieces if piece)

    def home(self) -> Unit:
        """The section, paragraph of a Schedule or larger unit that is cited by itself and holds this one, or is it."""
        last = self
        for unit in (self, *self.above()):
            if unit.kind in SECTIONS or unit.kind in HOLDERS:
                return unit if unit.kind in SECTIONS or unit is self else last
            last = unit
        return last


@dataclass(slots=True)
class Act:
    """An Act as units, with the way from an address to the units that have it."""

    document: Document
    tops: list[Unit]
    by_xpath: dict[str, Unit]
    places: dict[str, list[Unit]]
    paths: dict[Unit, Path]
    made: int = 0

    def find(self, target: str, term: str | None = None) -> Unit | None:
        """The unit at an address; of several, the one in the definition of a term if one is named."""
        found = [unit for unit in self._at(target) if self.holds(unit)]
        if term is not None:
            inside = [unit for unit in found if any(defines(above, term) for above in unit.above())]
            found = inside or found
        return found[0] if found else None

    def cited(self) -> list[Unit]:
        """The units that are cited by themselves and hold text, in reading order."""
        return [unit for top in self.tops for unit in top.walk() if unit.home() is unit and unit.kind not in HOLDERS]

    def _at(self, target: str) -> Sequence[Unit]:
        """The units at an address, whether Schedules, Parts and Chapters are numbered "2" or "II"."""
        if target in self.places:
            return self.places[target]
        for numbered in (_in_roman, _in_arabic):
            other = _GROUP_STEP.sub(numbered, target)
            if other in self.places:
                return self.places[other]
        return ()

    def holds(self, unit: Unit) -> bool:
        """Whether a unit is still part of the Act."""
        line = [unit, *unit.above()]
        linked = all(any(child is below for child in above.children) for below, above in pairwise(line))
        return linked and any(top is line[-1] for top in self.tops)

    def siblings(self, unit: Unit) -> list[Unit]:
        """The list that a unit stands in."""
        return unit.parent.children if unit.parent is not None else self.tops

    def adopt(self, provisions: Iterable[Provision], parent: Unit | None, beside: Unit | None) -> list[Unit]:
        """Units for provisions quoted in a bill, ready to stand below a parent; `beside` lends its label."""
        made = []
        for provision in provisions:
            unit = _grown(provision)
            for each in unit.walk():
                each.intro = _marked(each)
            self.made += 1
            unit.parent = parent
            base = parent.xpath if parent is not None else f"/{self.document.kind}"
            unit.xpath = f"{base}/inserted[{self.made}]"
            unit.label = _label(unit, parent, beside)
            _settle(unit)
            self.enter(unit, self.paths.get(parent, ()) if parent is not None else ())
            made.append(unit)
        return made

    def enter(self, unit: Unit, path: Path) -> None:
        """Give a new unit and all below it their addresses; `path` is that of what holds it."""
        waiting = [(unit, path)]
        while waiting:
            each, above = waiting.pop()
            own = above
            if each.kind not in STEPLESS and (each.number or each.kind == "schedule"):
                own = structural(above, replace(each.origin, number=each.number))
                self.places.setdefault(address(own), []).append(each)
            self.paths[each] = own
            self.by_xpath[each.xpath] = each
            waiting.extend((child, own) for child in reversed(each.children))

    def renumber(self, unit: Unit, number: str) -> None:
        """Give a unit another number; its label, its address and those of all below it follow, its xpath stays."""
        for each in unit.walk():
            at = self.places.get(address(self.paths.get(each, ())), [])
            at[:] = [other for other in at if other is not each]
        bare, printed = number.strip("()"), unit.number.strip("(). ")
        before, bracketed = unit.label, unit.number.startswith("(")
        unit.number = f"({bare})" if bracketed else bare
        unit.label = (
            f"{before[: before.rindex(printed)]}{bare}{')' if bracketed else ''}" if printed in before else before
        )
        for each in unit.walk():
            if each is not unit and each.label.startswith(before):
                each.label = unit.label + each.label[len(before) :]
        self.enter(unit, self.paths.get(unit.parent, ()) if unit.parent is not None else ())

    def wrap(self, unit: Unit, number: str) -> None:
        """Put all the text of a unit into a new subsection (or subparagraph) of it."""
        kind = "subparagraph" if unit.kind == "paragraph" else "subsection"
        inner = Unit(
            Provision("", None, kind), unit, number, f"{unit.label}{number}", intro=unit.intro, wrap_up=unit.wrap_up
        )
        self.made += 1
        inner.xpath = f"{unit.xpath}/inserted[{self.made}]"
        inner.children, unit.children = unit.children, [inner]
        unit.intro = unit.wrap_up = ""
        for child in inner.children:
            child.parent = inner
            for each in child.walk():
                at = self.places.get(address(self.paths.get(each, ())), [])
                at[:] = [other for other in at if other is not each]
                if each.label.startswith(unit.label):
                    each.label = inner.label + each.label[len(unit.label) :]
        self.enter(inner, self.paths.get(unit, ()))


def _in_roman(step: re.Match[str]) -> str:
    number, digits = int(step["number"] or 0), ""
    for value, sign in _ROMAN_SIGNS:
        digits += sign * (number // value)
        number %= value
    return f"{step['unit']}_{digits}{step['letters'] or ''}" if digits else step[0]


def _in_arabic(step: re.Match[str]) -> str:
    roman, number = step["roman"] or "", 0
    for value, sign in _ROMAN_SIGNS:
        while roman.startswith(sign):
            number, roman = number + value, roman.removeprefix(sign)
    return f"{step['unit']}_{number}{roman}" if number else step[0]


def defines(unit: Unit, term: str) -> bool:
    """Whether a unit is the definition of a term, or the entry of a table or list that has it as its name."""
    wanted = term.strip(" “”").lower()
    if unit.kind == "definition":
        named = any(each.strip(" “”").lower() == wanted for each in unit.origin.terms)
        return named or unit.intro.lower().startswith(f"“{wanted}”")
    if unit.kind == "row":
        return bool(unit.children) and unit.children[0].text.strip(" “”").lower() == wanted
    return not unit.number and unit.parent is not None and unit.intro.strip(" .,;").lower() in {wanted, f"the {wanted}"}


def act_of(document: Document, places: Addresses) -> Act:
    """The units of a whole document."""
    tops = [_grown(top) for top in document.body]
    act = Act(document, tops, {}, {}, {})
    for top in tops:
        for unit in top.walk():
            act.by_xpath[unit.xpath] = unit
            path = places.paths.get(unit.xpath, ())
            act.paths[unit] = path
            if places.homes.get(unit.xpath):
                continue
            if unit.kind not in STEPLESS and (unit.number or unit.kind == "schedule"):
                act.places.setdefault(address(path), []).append(unit)
    return act


def _grown(root: Provision) -> Unit:
    """A unit for a provision and all below it."""
    first = _unit(root, None)
    waiting = [first]
    while waiting:
        unit = waiting.pop()
        unit.children = [_unit(child, unit) for child in unit.origin.children]
        waiting.extend(unit.children)
    return first


def _unit(provision: Provision, parent: Unit | None) -> Unit:
    """The unit of one provision without what is below it."""
    return Unit(
        provision,
        parent,
        provision.number,
        provision.label,
        provision.xpath,
        provision.heading.string,
        provision.intro.string,
        provision.wrap_up.string,
    )


def _marked(unit: Unit) -> str:
    """The words of a unit; a definition gets the quotation marks that some bills keep in their markup, a cell loses a loose one."""
    if unit.kind == "cell":
        return _LOOSE_MARK.sub("", unit.intro) if ("“" in unit.intro) != ("”" in unit.intro) else unit.intro
    term = next((term for term in unit.origin.terms if unit.intro.startswith(term)), None)
    if unit.kind != "definition" or term is None:
        return unit.intro
    return f"“{term}”{unit.intro[len(term) :]}"


def _settle(root: Unit) -> None:
    """Addresses and labels below a new unit, from those of the unit itself."""
    waiting = [root]
    root.is_new = True
    while waiting:
        unit = waiting.pop()
        for at, child in enumerate(unit.children, 1):
            child.is_new = True
            child.xpath = f"{unit.xpath}/{child.kind}[{at}]"
            child.label = _label(child, unit, None)
            waiting.append(child)


def _label(unit: Unit, parent: Unit | None, beside: Unit | None) -> str:
    """As a person cites it, on the model of a sibling if there is one."""
    bare = re.sub(r"^(?:Part|Chapter|Schedule)\s*", "", unit.number, flags=re.IGNORECASE).strip(" .")
    while parent is not None and parent.kind in {"crossheading", "group"}:
        parent = parent.parent
    if unit.kind == "definition" and unit.origin.terms:
        return f"{parent.label if parent else ''} “{unit.origin.terms[0]}”".strip()
    if not bare:
        return parent.label if parent is not None else unit.label
    if beside is not None and beside.kind == unit.kind:
        old = re.sub(r"^(?:Part|Chapter|Schedule)\s*", "", beside.number, flags=re.IGNORECASE).strip(" .")
        if old and beside.label.endswith(old):
            return beside.label[: -len(old)] + bare
    if unit.kind in _WORDS:
        within = (
            parent.label
            if parent is not None and parent.kind in {"part", "schedule"} and unit.kind not in SECTIONS
            else ""
        )
        return f"{within} {_WORDS[unit.kind]} {bare}".strip()
    if parent is None:
        return bare
    if parent.kind in HOLDERS:
        return f"{parent.label} para. {bare}" if "Sch." in parent.label else f"{parent.label} {bare}"
    return f"{parent.label}{bare if bare.startswith('(') else f'({bare})'}"
