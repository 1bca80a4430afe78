"""Where quoted provisions go: the Act and the place that the amendment which introduces them is aimed at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from impact.document import Document, Place, Provision
from impact.report import Amendment


def insertion_places(document: Document, amendments: Sequence[Amendment]) -> Mapping[str, Place]:
    """The place of every quotation, by xpath.

    From the amendment in the provision that holds it, the one without quoted words first.

    A quotation that no amendment introduces keeps what the markup says.
    """
    by_source: dict[str, list[Amendment]] = {}
    for amendment in amendments:
        if amendment.operation != "deletion":
            by_source.setdefault(amendment.xpath, []).append(amendment)
    places: dict[str, Place] = {}
    for provision in document.walk():
        if provision.kind != "quotation":
            continue
        for above in document.ancestors(provision):
            if above.kind == "quotation":
                break
            sources = by_source.get(above.xpath)
            if sources:
                amendment = next((source for source in sources if source.new is None), sources[-1])
                marked = provision.inserted_into or Place()
                places[provision.xpath] = Place(
                    amendment.act or marked.act, amendment.uri or marked.uri, amendment.target
                )
                break
    return places


def with_targets(document: Document, amendments: Sequence[Amendment]) -> Document:
    """The document with `inserted_into` filled for quotations and all below them, as far as amendments say."""
    places = insertion_places(document, amendments)
    if not places:
        return document
    rebuilt: dict[str, Provision] = {}
    homes: dict[str, Place] = {}
    order = list(document.walk())
    for provision in order:
        parent = document.parents.get(provision.xpath)
        home = places.get(provision.xpath) or (homes.get(parent.xpath) if parent else None)
        if home is not None:
            homes[provision.xpath] = home
    for provision in reversed(order):
        children = tuple(rebuilt[child.xpath] for child in provision.children)
        place = homes.get(provision.xpath, provision.inserted_into)
        if place == provision.inserted_into and all(
            new is old for new, old in zip(children, provision.children, strict=True)
        ):
            rebuilt[provision.xpath] = provision
        else:
            rebuilt[provision.xpath] = replace(provision, children=children, inserted_into=place)
    return replace(document, body=tuple(rebuilt[top.xpath] for top in document.body))
