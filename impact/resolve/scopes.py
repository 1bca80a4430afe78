"""For how much of a document a definition holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.resolve.addresses import Addresses
from impact.resolve.citations import find_references
from impact.resolve.located import here, holder

_SCOPE = re.compile(
    r"\b(?:[Ii]n|[Ff]or the (?:purposes?|interpretation) of(?: (?:the )?application of)?|[Uu]nder|[Ww]ithin|[Tt]hroughout) "
    r"(?P<these>this|these|the present) "
    r"(?P<unit>sub-?section|section|Part|part|Chapter|chapter|Schedule|schedule|Act|Bill|Measure|Order|Regulations?|Rules?|Scheme"
    r"|regulations?|articles?|Articles?|rules?|sub-?paragraph|paragraph|Annex|[Cc]lause|Directive|Decision|Agreement|Convention"
    r"|Protocol|Treaty|Charter|Code|Byelaws|[Ii]nstrument|Section|Subsection|Title)\b"
)
_LISTED_SCOPE = re.compile(
    r"\b(?:[Ii]n|[Ff]or the purposes? of) (?=(?:sub-?)?(?:sections?|paragraphs?|regulations?|articles?|rules?"
    r"|Parts?|Chapters?|Schedules?)\b)"
)
_AND_LISTED = re.compile(
    r"(?: \([^()]{1,80}\))?(?:,| and(?: in)?| or(?: in)?) (?=(?:sub-?)?(?:sections?|paragraphs?|regulations?|articles?)\b)"
)
#: Units that are the whole document: "this Act", "these rules".
_WHOLE = frozenset(
    "act bill measure order regulations rules scheme directive decision agreement convention protocol treaty charter code byelaws "
    "instrument".split()
)
_ACT = frozenset({"act", "bill", "measure"})
_FOR_ALL = re.compile(
    r"\b(?:[Ii]nterpretation|[Dd]efinitions?|[Mm]eaning of|[Gg]lossary|[Dd]efined (?:terms|expressions))\b"
)
_SECTIONS = re.compile(r"\b[Ss]ections? (?=\d)")
#: Definitions that stand apart from the words that put them to use: "the definitions set out in Annex III shall apply".
_SET_OUT = re.compile(
    r"\bdefinitions?\b[^.;]{0,80}?\b(?:set out|laid down|contained|given|listed) in "
    r"(?P<place>(?=Annex|Schedule|Part|[Aa]rticle)[^.;]*?)"
    r",? (?:shall |are to )?(?:apply|have effect)\b"
)
_OF_A_PART = re.compile(r"\b(?P<unit>Part|Chapter|Schedule|section)\b", re.IGNORECASE)
#: The scope of a definition that is inserted among others: it is what the provision that takes it in says.
INSERTED = "inserted text"
_TOP = ("section", "article", "regulation", "rule", "schedule", "part")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a definition holds for: its name, and the xpath of the provision, None for the whole document."""

    name: str
    within: str | None


def scopes(provision: Provision, before: str, document: Document, places: Addresses) -> Iterator[Scope]:
    """For how much a definition holds: its own words say so, or those of a lead-in above it, or it is its section."""
    quotation = _quotation(provision, document)
    whole = Scope(INSERTED, quotation.xpath) if quotation else Scope("Act", None)
    for lead in (before, *_leads(provision, document)):
        found = tuple(_written(lead, provision, document, places, quotation))
        if found:
            yield from found
            return
    held = holder(document, provision, "section") or holder(document, provision, "schedule")
    if held is None:
        yield whole
        return
    heading = held.heading.string
    if held.kind == "schedule":
        held = _principal_paragraph(provision, document) or held
    elif _FOR_ALL.search(heading):
        yield from _for_all(held, provision, document, places) or (whole,)
        return
    yield Scope(_name(held), held.xpath)


def _for_all(held: Provision, provision: Provision, document: Document, places: Addresses) -> tuple[Scope, ...]:
    """What a section of definitions is for, as its heading says: "Sections 5 to 9: interpretation", "Interpretation of Part 2"."""
    heading = held.heading.string
    sections = _SECTIONS.search(heading)
    found = tuple(_cited(heading[sections.start() :], provision, document, places)) if sections else ()
    unit = _OF_A_PART.search(heading)
    larger = holder(document, provision, unit["unit"].lower()) if unit and not found else None
    return found or ((Scope(_name(larger), larger.xpath),) if larger else ())


def _principal_paragraph(provision: Provision, document: Document) -> Provision | None:
    """The numbered paragraph of a Schedule that a provision belongs to, unless that paragraph interprets the Schedule."""
    paragraphs = []
    for up in (provision, *document.ancestors(provision)):
        if up.kind == "quotation":
            break
        if up.kind == "paragraph":
            paragraphs.append(up)
    if not paragraphs or _FOR_ALL.search(paragraphs[-1].heading.string):
        return None
    above = document.parents.get(paragraphs[-1].xpath)
    return None if above is not None and _FOR_ALL.search(above.heading.string) else paragraphs[-1]


def _leads(provision: Provision, document: Document) -> Iterator[str]:
    """The lead-ins above a provision, up to its section and within its quotation."""
    for up in document.ancestors(provision):
        if up.kind == "quotation":
            return
        yield up.intro.string
        if up.kind in _TOP:
            return


def _written(
    lead: str, provision: Provision, document: Document, places: Addresses, quotation: Provision | None
) -> Iterator[Scope]:
    """The scopes that a lead-in writes out: "in this Part", "in this section and section 4", "in subsections (1) and (2)"."""
    match = _SCOPE.search(lead)
    listed = _LISTED_SCOPE.search(lead)
    if listed and (match is None or listed.start() < match.start()):
        found = tuple(_cited(lead[listed.end() :], provision, document, places))
        if not found and "eference" in lead and find_references(lead[listed.end() :]):
            found = (
                Scope(provision.kind, provision.xpath),
            )  # how to read a provision of another Act: no concern of this one
        if found:
            yield from found
            return
    if match is None:
        return
    yield from _this(match, provision, document, quotation)
    further = _AND_LISTED.match(lead, match.end())
    if further:
        yield from _cited(lead[further.end() :], provision, document, places)


def _this(
    match: re.Match[str], provision: Provision, document: Document, quotation: Provision | None
) -> Iterator[Scope]:
    """The scope of "this section", "this Act", "these rules"."""
    written, unit = match["unit"], match["unit"].lower().replace("-", "")
    plural = match["these"].lower() == "these"
    inside = quotation.xpath if quotation else None
    european = written == "Regulation" and not any(
        up.kind in {"regulation", "section"} for up in document.ancestors(provision)
    )
    if european or (unit in _WHOLE and (plural or written[0].isupper())):
        yield Scope("Act" if unit in _ACT else written, inside)
        return
    held = _grouping(written, provision, document) or holder(document, provision, unit)
    if held is not None:
        yield Scope(_name(held), held.xpath)
    elif quotation is not None:
        yield Scope(written, quotation.xpath)
    elif written in ("Regulation", "Rule"):
        yield Scope(written, None)


def _grouping(unit: str, provision: Provision, document: Document) -> Provision | None:
    """The Section, Title or Subsection of a European act that holds a provision; they differ in their numbers alone."""
    if unit not in ("Section", "Subsection", "Title"):
        return None
    return next((up for up in document.ancestors(provision) if up.number.lower().startswith(unit.lower())), None)


def _cited(words: str, provision: Provision, document: Document, places: Addresses) -> Iterator[Scope]:
    """The provisions of this document that stand at the beginning of some words."""
    reference = next(iter(find_references(words)), None)
    if reference is None or reference.start > 0:
        return
    for target in here(reference, provision, document, places):
        yield Scope(_name(document.by_xpath[target]), target)


def _name(provision: Provision) -> str:
    """A scope in words: "section", "Part 2"."""
    if provision.kind in ("part", "chapter", "schedule"):
        number = re.sub(r"^(?:Part|Chapter|Schedule)\s*", "", provision.number, flags=re.IGNORECASE).strip()
        return f"{provision.kind.capitalize()} {number}".strip()
    return provision.kind


def lent(document: Document, places: Addresses) -> dict[str, Scope]:
    """Provisions whose definitions other words put to use, with what these say that they hold for."""
    found: dict[str, Scope] = {}
    for provision in document.walk():
        text = provision.intro.string
        match = _SET_OUT.search(text) if "efinition" in text else None
        if match is None:
            continue
        held = next(_written(text[: match.start()], provision, document, places, _quotation(provision, document)), None)
        if held is not None:
            found |= {
                place.within: held for place in _cited(match["place"], provision, document, places) if place.within
            }
    return found


def _quotation(provision: Provision, document: Document) -> Provision | None:
    return next((up for up in (provision, *document.ancestors(provision)) if up.kind == "quotation"), None)
