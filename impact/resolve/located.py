"""What a reference in a provision leads to in the same document."""

from __future__ import annotations

from collections.abc import Iterator

from impact.document import Document, Provision
from impact.resolve.addresses import PRINCIPAL, STEPLESS, Addresses, Path
from impact.resolve.aims import Aim, Memory, aimed
from impact.resolve.citations import Numeral, ParsedReference

#: The kinds of provision that "this section" and the like may mean.
KINDS_OF = {
    "section": ("section", "article", "regulation", "rule"),
    "clause": ("section",),
    "article": ("article", "section", "regulation", "rule"),
    "regulation": ("regulation", "section", "article", "rule"),
    "rule": ("rule", "section", "article", "regulation"),
    "subsection": ("subsection",),
    "paragraph": ("paragraph", "subsection"),
    "subparagraph": ("subparagraph", "paragraph", "subsection"),
    "part": ("part",),
    "chapter": ("chapter",),
    "schedule": ("schedule",),
    "annex": ("schedule",),
}
_SECTIONS = frozenset({"section", "article", "regulation", "rule", "schedule", "quotation"})
#: Units whose numbers are looked for in the lists around the reference when no address leads to them, and what these are made of.
_ITEMS = frozenset({"paragraph", "subparagraph", "level"})
_KINDS_BELOW = {"paragraph": _ITEMS, "subparagraph": _ITEMS, "point": _ITEMS, "subsection": frozenset({"subsection"})}


def holder(document: Document, provision: Provision, unit: str) -> Provision | None:
    """The provision that "this `unit`" means in a provision.

    Itself or the nearest above it of that kind, within one quotation; for prose after a subsection (a proviso) that subsection.
    """
    kinds = KINDS_OF.get(unit, ())
    for candidate in (provision, *document.ancestors(provision)):
        if candidate.kind in kinds:
            return candidate
        if candidate.kind == "quotation":
            return None
        if candidate.kind == "text" and unit in _KINDS_BELOW:
            before = [each for each in _siblings(document, candidate)[0] if each.kind in kinds]
            if before:
                return before[-1]
    return None


def here(reference: ParsedReference, provision: Provision, document: Document, places: Addresses) -> tuple[str, ...]:
    """The xpaths that an internal reference means when it stands in `provision`.

    None if it leads nowhere or to another Act.
    """
    outermost = reference.outermost
    if outermost.anchor in ("that", "there") or (outermost.unit == "act" and outermost.anchor != "this"):
        return ()
    home = places.homes.get(provision.xpath, "")
    start = places.paths.get(provision.xpath, ())
    if outermost.anchor in ("preceding", "following"):
        held = _beside(outermost, provision, document, places)
        if outermost is reference:
            return held
        bases = tuple(places.paths.get(xpath, ()) for xpath in held)
    elif reference.anchor == "this" and outermost.anchor == "this" and reference.unit != "act":
        found = holder(document, provision, reference.unit)
        return (found.xpath,) if found else ()
    elif outermost.anchor == "this" and outermost.unit != "act":
        held_by = holder(document, provision, outermost.unit)
        bases = (places.paths.get(held_by.xpath, ()),) if held_by else ()
    else:
        bases = (start, ())
    for path in bases:
        xpaths = _reached(reference, path, places, home)
        if xpaths:
            return xpaths
    return _around(reference, provision, document) if not reference.of or outermost.anchor == "this" else ()


def in_document(reference: ParsedReference, places: Addresses) -> tuple[str, ...]:
    """The xpaths that a reference means which names the document itself by its title."""
    return _reached(reference, (), places, "")


def _siblings(document: Document, provision: Provision) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    """The provisions beside one, before it and after it."""
    parent = document.parents.get(provision.xpath)
    every = parent.children if parent else document.body
    at = next((index for index, each in enumerate(every) if each.xpath == provision.xpath), len(every))
    return every[:at], every[at + 1 :]


def _beside(reference: ParsedReference, provision: Provision, document: Document, places: Addresses) -> tuple[str, ...]:
    """“the preceding subsection”, “the next following section”: the one before or after, of several all before."""
    held = holder(document, provision, reference.unit)
    if held is None:
        return ()
    line = places.like(places.paths.get(held.xpath, ()), places.homes.get(held.xpath, ""))
    at = line.index(held.xpath) if held.xpath in line else -1
    if at < 0:
        return ()
    if reference.anchor == "following":
        return tuple(line[at + 1 : at + 2])
    return tuple(line[:at] if reference.plural else line[max(0, at - 1) : at])


def _reached(reference: ParsedReference, start: Path, places: Addresses, home: str) -> tuple[str, ...]:
    """The xpaths of the paths that a reference has when it is read at `start`."""
    levels = [level for level in reference.levels() if not level.anchor and level.unit != "act"]
    if not levels or (levels[-1].unit in ("section", "clause") and _in_rules(start)):
        return ()
    plain = without_anchor(reference)
    if plain is None:
        return ()
    found: list[str] = []
    for each in _each_number(plain):
        aim = aimed(each, Aim(None, (start,)), Memory())
        xpaths = [xpath for path in aim.paths if (xpath := places.find(path, home)) is not None]
        if each.numbers and each.numbers[0].to and len(xpaths) > 1:
            line = places.like(places.paths[xpaths[0]], home)
            if xpaths[0] in line and xpaths[-1] in line:
                # "subsections (2) to (4)" are all that stand there, and so (2A) too
                xpaths = line[line.index(xpaths[0]) : line.index(xpaths[-1]) + 1] or xpaths
        found += xpaths
    return tuple(dict.fromkeys(found))


def _each_number(reference: ParsedReference) -> Iterator[ParsedReference]:
    """A reference once for each of the numbers at its innermost level."""
    if len(reference.numbers) < 2:
        yield reference
        return
    for number in reference.numbers:
        yield ParsedReference(
            reference.unit,
            (number,),
            reference.start,
            reference.end,
            reference.own_end,
            of=reference.of,
            act=reference.act,
            plural=reference.plural,
        )


def _around(reference: ParsedReference, provision: Provision, document: Document) -> tuple[str, ...]:
    """What the numbers of a reference are in the lists around it, nearest first, however deep these are."""
    if reference.unit not in _KINDS_BELOW:
        return ()
    for above in (provision, *document.ancestors(provision)):
        if above.kind in ("part", "chapter", "crossheading", "group"):
            break
        listed = _numbered(above)
        found = [xpath for number in reference.numbers for xpath in _listed(listed, number, reference.unit)]
        if found:
            return tuple(dict.fromkeys(found))
        if above.kind in _SECTIONS:
            break
    return ()


def _bare(label: str) -> str:
    return label.strip("().:- ")


def _numbered(holder: Provision) -> list[Provision]:
    """The numbered provisions directly below one, through those that are no step of an address."""
    found: list[Provision] = []
    waiting = list(reversed(holder.children))
    while waiting:
        child = waiting.pop()
        if child.kind not in STEPLESS and child.number:
            found.append(child)
        elif child.kind in STEPLESS and child.kind not in ("quotation", "table"):
            waiting.extend(reversed(child.children))
    return found


def _listed(items: list[Provision], number: Numeral, unit: str) -> list[str]:
    """The items of a list that one number or range means."""
    ends = []
    for labels in (number.labels, number.to):
        level, item, kinds = items, None, _KINDS_BELOW[unit]
        for label in labels or ():
            item = next((each for each in level if _bare(each.number) == _bare(label) and each.kind in kinds), None)
            if item is None:
                return []
            level, kinds = _numbered(item), _KINDS_BELOW["paragraph"]
        if item is not None:
            ends.append(item)
    if len(ends) == 2 and ends[0] in items and ends[1] in items:
        return [item.xpath for item in items[items.index(ends[0]) : items.index(ends[1]) + 1]]
    return [item.xpath for item in ends]


def _in_rules(path: Path) -> bool:
    """Whether a path lies in regulations, articles or rules, where "section 5" is another Act's."""
    return any(step.rank == PRINCIPAL and step.prefix in ("reg", "art", "rule") for step in path)


def without_anchor(reference: ParsedReference) -> ParsedReference | None:
    """The reference without its last level, if that is "this Act", "this Part" or the title of an Act."""
    levels = list(reference.levels())
    if levels[-1].anchor or levels[-1].unit == "act":
        levels.pop()
    rebuilt: ParsedReference | None = None
    for level in reversed(levels):
        rebuilt = ParsedReference(
            level.unit,
            level.numbers,
            level.start,
            level.end,
            level.own_end,
            of=rebuilt,
            act=level.act,
            plural=level.plural,
        )
    return rebuilt
