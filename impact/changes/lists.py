"""Lists that an amendment changes while the clause that refers to them keeps its words: “a body listed in Schedule 4”.

A definition may lead to the list, or the clause itself. Either way the clause reaches other people, other information or other
purposes than before, and nothing at the clause shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from impact.changes.apply import Amended, Applied
from impact.changes.shifts import Shift, Terms
from impact.changes.units import SECTIONS
from impact.document import Document, Provision
from impact.report import Definition, Finding, TermUse
from impact.resolve.addresses import Addresses
from impact.resolve.citations import find_references
from impact.resolve.definitions import normal
from impact.resolve.located import here

#: Words before a reference that make it one to a list: “a person specified in”, “within any of”.
_LISTED = re.compile(
    r"\b(?:(?:listed|specified|set out|described|mentioned|named|identified|referred to|contained|included|falls?|falling|comes?"
    r"|coming|appears?|appearing|entered) (?:for the time being )?(?:in|within|by)|within|entry in|list in|table in)"
    r" (?:(?:any|one|some) (?:or more )?of )?(?:column \w+ of )?(?:the (?:list|table|entries?) in )?(?:or under )?\Z"
)
_SCHEDULE = re.compile(
    r"(?:\b[Ii]n|\b[Ww]ithin|\b[Bb]y|\(see(?: also)?) (?:Part \w+ of |paragraphs? [\w() ,]{1,40} of )?\Z"
)
_APPLIES = re.compile(
    r"(?:This (?:section|regulation|article)|Subsections? \(\w+\)|Paragraph \(\w+\)) appl(?:ies|y) (?:only )?(?:to|if|where|in)"
)


@dataclass(frozen=True, slots=True)
class ListShift:
    """A list (the xpath of its provision) that changes, what leads to it, and the findings that depend on it.

    `term` is the defined term that means what is in the list, "" if a clause refers to the list itself.
    """

    where: str
    term: str
    uses: tuple[TermUse, ...]
    is_meaning: bool = False  # the provision is no list but says what the term means


def list_shifts(terms: Terms, result: Amended, shifts: Sequence[Shift]) -> tuple[ListShift, ...]:
    """The lists of an Act that amendments change, each with the findings that reach it; `shifts` are told already."""
    told = {(shift.term, shift.where) for shift in shifts}
    touched = _touched(result)
    document = terms.document
    found: list[ListShift] = []
    for definition in terms.report.definitions:
        if (definition.term, definition.where) in told:
            continue
        provision = document.by_xpath.get(definition.where)
        if provision is None or provision.status in {"repealed", "not-law"}:
            continue
        is_meaning = definition.text is None
        for where in _led_to(definition, provision, terms):
            is_told = is_meaning and any(inside(shift.where, where) for shift in shifts)
            is_of_another = is_meaning and _defines_another(document.by_xpath[where].text, definition.term)
            if is_told or is_of_another or inside(definition.where, where):
                continue
            if _is_changed(where, touched):
                uses = terms.uses(Shift(definition, definition))
                found.append(ListShift(where, definition.term, uses, is_meaning))
    return (*found, *_direct(terms, touched, found))


def _led_to(definition: Definition, provision: Provision, terms: Terms) -> Iterator[str]:
    """The xpaths to which a definition leads: lists, or the provision that says what the term means."""
    if definition.text is not None:
        return _lists(definition.text, provision, terms.document, terms.places)
    references = find_references(definition.same_as or "")
    return (where for each in references for where in here(each, provision, terms.document, terms.places))


def _defines_another(text: str, term: str) -> bool:
    """Whether a text has quoted terms, and a term is not one of them: “have the meanings given by subsections (2) and (3)”."""
    quoted = {normal(each) for each in re.findall(r"“([^“”]+)”", text)}
    return bool(quoted) and normal(term) not in quoted


def causes(result: Amended, where: str) -> Iterator[Applied]:
    """The amendments that changed a list."""
    return (
        each
        for each in result.applied
        if each.problem is None and any(inside(unit.xpath, where) for unit in each.touched)
    )


def _direct(terms: Terms, touched: frozenset[str], told: Sequence[ListShift]) -> Iterator[ListShift]:
    """The lists to which findings refer in their own words."""
    known = {(each.where, use.finding.id) for each in told for use in each.uses}
    by_list: dict[str, list[TermUse]] = {}
    for finding in terms.report.findings:
        provision = terms.document.by_xpath.get(finding.provision.xpath)
        if provision is None or finding.provision.status in {"repealed", "not-law"}:
            continue
        for where in dict.fromkeys(_referred(finding, provision, terms)):
            if _is_changed(where, touched) and not inside(provision.xpath, where) and (where, finding.id) not in known:
                by_list.setdefault(where, []).append(TermUse(finding))
    return (ListShift(where, "", tuple(uses)) for where, uses in by_list.items())


def _referred(finding: Finding, provision: Provision, terms: Terms) -> Iterator[str]:
    """The lists that the words of a finding name: those of its provision and of the lead-ins and closing words above it."""
    document = terms.document
    for below in provision.walk():
        for text in (below.intro.string, below.wrap_up.string):
            yield from _lists(text, below, document, terms.places)
    for beside in _applying(provision, document):
        yield from _lists(beside.text, beside, document, terms.places)
    for xpath in dict.fromkeys(evidence.xpath for evidence in finding.evidence):
        other = document.by_xpath.get(xpath)
        if other is not None and other is not provision:
            yield from _lists(other.intro.string, other, document, terms.places)


def _applying(provision: Provision, document: Document) -> Iterator[Provision]:
    """The other subsections that say to what a provision applies: “This section applies to a body listed in Schedule 2”."""
    line = [provision, *document.ancestors(provision)]
    for below, above in pairwise(line):
        if above.kind in SECTIONS:
            yield from (each for each in above.children if each is not below and _APPLIES.match(each.intro.string))


def _lists(text: str, provision: Provision, document: Document, places: Addresses) -> Iterator[str]:
    """The xpaths of the lists of this document to which some words of a provision refer."""
    for reference in find_references(text):
        before = text[max(0, reference.start - 120) : reference.start]
        is_schedule = reference.outermost.unit == "schedule" or reference.unit == "schedule"
        if _LISTED.search(before) or (is_schedule and _SCHEDULE.search(before)):
            yield from here(reference, provision, document, places)


def _touched(result: Amended) -> frozenset[str]:
    """The xpaths of what amendments changed, put in or took out."""
    return frozenset(unit.xpath for each in result.applied if each.problem is None for unit in each.touched)


def _is_changed(where: str, touched: frozenset[str]) -> bool:
    return any(inside(xpath, where) for xpath in touched)


def inside(xpath: str, where: str) -> bool:
    """Whether a provision is another or lies in it."""
    return xpath == where or xpath.startswith(f"{where}/")
