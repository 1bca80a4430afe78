"""What the words of a slot stand for: definitions of the terms in them, and the lists that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from impact.document import Document, Provision
from impact.report import Definition, Resolved
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import find_references
from impact.resolve.definitions import follow, lookup, normal
from impact.resolve.located import here

_LISTED = re.compile(
    r"\b(?:specified|listed|set out|described|mentioned|named|included) (?:for the time being )?(?:in|under) (?=\S)"
    r"|\b(?:falls |falling |who (?:is|are) |which (?:is|are) )?within (?=(?:subsection|(?:sub-?)?paragraph)s? )"
)
_WORD = re.compile(r"[\w’'-]+")
_ENTRIES = 80  # beyond this a list is shown by its place alone
_UNITS = frozenset("paragraph subparagraph level row subsection".split())


def resolve_slot_text(
    text: str,
    provision: Provision,
    document: Document,
    definitions: Sequence[Definition],
    trace: list[str] | None = None,
    places: Addresses | None = None,
) -> tuple[Resolved, ...]:
    """What a slot's words mean in a provision.

    One `Resolved` for each definition, and one for each entry of a list that it names.

    Longer terms come first and keep their words. Nothing is guessed: a term with two meanings at one scope stays
    open, and `trace` says so.
    """
    places = places or addresses(document)
    found: list[Resolved] = []
    for term in _terms_in(text, definitions):
        definition = lookup(term, provision, document, definitions, trace)
        if definition is None or definition.where == provision.xpath:
            continue
        found.extend(replace(each, term=term) for each in _defined(definition, document, definitions, places))
    found.extend(_listed(text, provision, document, places, how=""))
    return tuple(dict.fromkeys(found))


def _terms_in(text: str, definitions: Sequence[Definition]) -> list[str]:
    """The defined terms that occur in a text as whole words, longest first, none inside another."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    known: dict[str, str] = {}
    longest = 1
    for definition in definitions:
        known.setdefault(normal(definition.term), definition.term)
        longest = max(longest, len(definition.term.split()))
    found: list[str] = []
    index = 0
    while index < len(words):
        for size in range(min(longest, len(words) - index), 0, -1):
            piece = text[words[index][0] : words[index + size - 1][1]]
            if normal(piece) in known:
                found.append(piece)
                index += size - 1
                break
        index += 1
    return list(dict.fromkeys(found))


def _defined(
    definition: Definition, document: Document, definitions: Sequence[Definition], places: Addresses
) -> tuple[Resolved, ...]:
    """A definition, followed to where its words are, with the list that they name."""
    chain = follow(definition, document, definitions, places)
    labels = [document.by_xpath[link.where].label or document.title for link in chain]
    how = f"“{definition.term}” is defined in {labels[0]}"
    for label in labels[1:]:
        how += f", which leads to {label}"
    last = chain[-1]
    if last.text is None:
        return (Resolved(f"has its meaning from {last.same_as}", labels[-1], how),)
    entries = _listed(last.text, document.by_xpath[last.where], document, places, how)
    return (Resolved(last.text, labels[-1], how), *entries)


def _listed(text: str, provision: Provision, document: Document, places: Addresses, how: str) -> tuple[Resolved, ...]:
    """The entries of the lists that a text names: "specified in Schedule 4", "listed in subsection (3)"."""
    found: list[Resolved] = []
    for match in _LISTED.finditer(text):
        reference = next(iter(find_references(text[match.end() :])), None)
        if reference is None or reference.start > 0:
            continue
        for target in here(reference, provision, document, places):
            named = text[match.start() : match.end() + reference.end]
            chain = f"{how}; {named}" if how else named
            found.extend(replace(each, term=named) for each in _entries(document.by_xpath[target], chain))
    return tuple(found)


def _entries(holder: Provision, how: str) -> list[Resolved]:
    """The entries of a Schedule, table or list: the outermost items below it that have words of their own."""
    items: list[Provision] = []
    waiting = list(reversed(holder.children))
    while waiting:
        below = waiting.pop()
        if below.kind in _UNITS and (below.intro or below.kind == "row"):
            items.append(below)
        elif below.kind != "quotation":
            waiting.extend(reversed(below.children))
    if not items and holder.intro:
        return [Resolved(holder.text, holder.label, how)]
    if len(items) > _ENTRIES:
        return [Resolved(f"{len(items)} entries", holder.label, how)]
    return [Resolved(item.text, item.label, how) for item in items]
