"""The text of an Act as units that can be changed, and the document that they make afterwards.

A unit keeps the address and label of the provision that it comes from, so that what did not change is found again; what is inserted
gets an address of its own below the unit that holds it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from impact.document import Document, Ledger, Provision, Run, Text
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


def document_of(act: Act, kept: Sequence[Unit]) -> Document:
    """A document of some units as they are now, inside the Parts and Schedules (headings only) that hold them.

    Its stream is laid out anew: every offset is one into the words of these units.
    """
    wanted = set(kept)
    holders = {above for unit in kept for above in unit.above()}
    pieces: list[str] = []
    runs: list[Run] = []
    body = _frozen(act.tops, wanted, holders, pieces, runs)
    stream = "".join(pieces)
    characters = sum(not character.isspace() for character in stream)
    content = stream.encode("utf-8", "surrogatepass")
    source = replace(act.document.source, sha256=hashlib.sha256(content).hexdigest(), content=content)
    return replace(
        act.document,
        source=source,
        body=body,
        stream=stream,
        runs=tuple(runs),
        mentions=(),
        ledger=Ledger(characters, characters, {}, balanced=True),
    )


def _frozen(
    tops: Sequence[Unit], wanted: set[Unit], holders: set[Unit], pieces: list[str], runs: list[Run]
) -> tuple[Provision, ...]:
    """Provisions of the wanted units and their holders; their words go into the stream in reading order."""
    length = 0

    def lay(words: str, unit: Unit) -> Text:
        nonlocal length
        if not words:
            return Text()
        start = length
        pieces.append(f"{words}\n")
        length += len(words) + 1
        runs.append(Run(start, length, "analysed", unit.xpath))
        return Text(words, ((0, start, len(words)),))

    done: list[list[Provision]] = [[]]
    # An open unit waits below its children with what was laid out before them.
    waiting: list[tuple[Unit, bool, tuple[Text, Text, tuple[tuple[int, int], ...]] | None]] = [
        (top, False, None) for top in reversed(tops)
    ]
    while waiting:
        unit, whole, begun = waiting.pop()
        if begun is not None:
            closing = lay(unit.wrap_up, unit) if whole else Text()
            children = tuple(done.pop())
            heading, intro, number_at = begun
            done[-1].append(
                replace(
                    unit.origin,
                    xpath=unit.xpath,
                    number=unit.number,
                    label=unit.label,
                    heading=heading,
                    intro=intro,
                    children=children,
                    wrap_up=closing,
                    number_at=number_at,
                    inserted_into=None if unit.is_new else unit.origin.inserted_into,
                )
            )
            continue
        is_whole = whole or unit in wanted
        if not is_whole and unit not in holders:
            continue
        start = length
        number = lay(unit.number, unit)
        heading = lay(unit.heading, unit)
        intro = lay(unit.intro, unit) if is_whole else Text()
        at = ((start, start + len(unit.number)),) if number else ()
        waiting.append((unit, is_whole, (heading, intro, at)))
        done.append([])
        waiting.extend((child, is_whole, None) for child in reversed(unit.children))
    return tuple(done[0])
