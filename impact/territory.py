"""Where provisions extend to, from the markup or from the words of an extent clause."""

from __future__ import annotations

import re
from collections.abc import Mapping

from impact.document import Document, Provision

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_LETTERS: Mapping[str, str] = {
    "E": "England",
    "W": "Wales",
    "S": "Scotland",
    "N.I.": "Northern Ireland",
    "NI": "Northern Ireland",
}
#: Kinds of document that make law for one nation.
_OF_ONE_NATION: Mapping[str, str] = {
    "asp": "Scotland", "ssi": "Scotland", "sdsi": "Scotland", "sppubb": "Scotland", "sppb": "Scotland",
    "anaw": "Wales", "asc": "Wales", "mwa": "Wales", "wsi": "Wales",
    "nia": "Northern Ireland", "nisr": "Northern Ireland", "nisi": "Northern Ireland",
}  # fmt: skip
_PLACE = r"(?:the United Kingdom|England(?: and Wales)?|Wales|Scotland|Northern Ireland)"
_EXTENDS = re.compile(rf"\bextends? (?:only )?to (?P<places>{_PLACE}(?:(?:,| and|, and| or) {_PLACE})*)")
_WHOLE = re.compile(r"\b[Tt]h(?:is|ese) (?:Act|Measure|Bill|Order|Regulations|Rules|Scheme)\b[^.;]{0,80}$")


def legislature(document: Document) -> str | None:
    """The nation whose legislature or ministers made the document; None for the United Kingdom's."""
    return _OF_ONE_NATION.get(document.type or "")


def extent_of(document: Document, provision: Provision, stated: frozenset[str] | None) -> frozenset[str] | None:
    """The nations to which a provision extends: by the markup of it or of what holds it, or as `stated`; None if nothing says."""
    for above in (provision, *document.ancestors(provision)):
        if above.extent:
            return _marked(above.extent)
    return _marked(document.extent) if document.extent else stated


def stated_extent(document: Document) -> frozenset[str] | None:
    """The nations to which the document as a whole extends by its extent clause; None if it has none."""
    for provision in document.walk():
        if provision.inserted_into is not None:
            continue
        for text in (provision.intro.string, provision.wrap_up.string):
            for found in _EXTENDS.finditer(text):
                if _WHOLE.search(text[: found.start()]):
                    return _named(found["places"])
    return None


def _marked(letters: str) -> frozenset[str]:
    return frozenset(_LETTERS[letter] for letter in letters.split("+") if letter in _LETTERS)


def _named(places: str) -> frozenset[str]:
    return (
        frozenset(NATIONS)
        if "United Kingdom" in places
        else frozenset(nation for nation in NATIONS if nation in places)
    )
