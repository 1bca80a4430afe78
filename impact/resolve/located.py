"""What a reference in a provision leads to in the same document."""

from __future__ import annotations

from impact.document import Document, Provision
from impact.resolve.addresses import PRINCIPAL, Addresses, Path
from impact.resolve.aims import Aim, Memory, aimed
from impact.resolve.citations import ParsedReference

#: The kinds of provision that "this section" and the like may mean.
KINDS_OF = {
    "section": ("section", "article", "regulation", "rule"),
    "clause": ("section",),
    "article": ("article", "section"),
    "regulation": ("regulation", "section"),
    "rule": ("rule", "section"),
    "subsection": ("subsection",),
    "paragraph": ("paragraph", "subsection"),
    "subparagraph": ("subparagraph", "paragraph", "subsection"),
    "part": ("part",),
    "chapter": ("chapter",),
    "schedule": ("schedule",),
    "annex": ("schedule",),
}


def holder(document: Document, provision: Provision, unit: str) -> Provision | None:
    """The provision that "this `unit`" means in a provision.

    Itself or the nearest above it of that kind, within one quotation.
    """
    kinds = KINDS_OF.get(unit, ())
    for candidate in (provision, *document.ancestors(provision)):
        if candidate.kind in kinds:
            return candidate
        if candidate.kind == "quotation":
            return None
    return None


def here(reference: ParsedReference, provision: Provision, document: Document, places: Addresses) -> tuple[str, ...]:
    """The xpaths that an internal reference means when it stands in `provision`.

    None if it leads nowhere or to another Act.
    """
    outermost = reference.outermost
    if outermost.unit == "act" and outermost.anchor != "this":
        return ()
    if outermost.anchor == "that":
        return ()
    if outermost.anchor == "this" and outermost is reference:
        found = holder(document, provision, reference.unit)
        return (found.xpath,) if found else ()
    home = places.homes.get(provision.xpath, "")
    start = places.paths.get(provision.xpath, ())
    base: tuple[Path, ...] = (start, ())
    if outermost.anchor == "this" and outermost.unit != "act":
        held = holder(document, provision, outermost.unit)
        base = (places.paths.get(held.xpath, ()),) if held else ()
    for path in base:
        xpaths = _reached(reference, path, places, home)
        if xpaths:
            return xpaths
    return ()


def _reached(reference: ParsedReference, start: Path, places: Addresses, home: str) -> tuple[str, ...]:
    """The xpaths of the paths that a reference has when it is read at `start`."""
    levels = [level for level in reference.levels() if not level.anchor]
    if not levels or (levels[-1].unit in ("section", "clause") and _in_rules(start)):
        return ()
    plain = without_anchor(reference)
    if plain is None:
        return ()
    aim = aimed(plain, Aim(None, (start,)), Memory())
    return tuple(xpath for path in aim.paths if (xpath := places.find(path, home)) is not None)


def _in_rules(path: Path) -> bool:
    """Whether a path lies in regulations, articles or rules, where "section 5" is another Act's."""
    return any(step.rank == PRINCIPAL and step.prefix in ("reg", "art", "rule") for step in path)


def without_anchor(reference: ParsedReference) -> ParsedReference | None:
    """The reference without its last level, if that is "this Act" or "this Part"."""
    levels = list(reference.levels())
    if levels[-1].anchor:
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
