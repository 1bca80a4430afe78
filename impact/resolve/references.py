"""References resolved: to a provision of this document, to another Act, or said to be unresolved.

Words come first, because they are what the law says; the links of the publisher serve where the words alone lead
nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from impact.document import Document, Mention, Provision, Text
from impact.report import Reference
from impact.resolve.addresses import CHAPTER, FIRST, PART, PRINCIPAL, SCHEDULE, Addresses, address, addresses
from impact.resolve.aims import THIS, Aim, Memory, act_uri, act_uris, aimed, short_names
from impact.resolve.amendments import read_amending_text
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.located import here, without_anchor
from impact.resolve.quotations import quoted_spans

__all__ = ["ParsedReference", "find_references", "resolve_references"]


def resolve_references(document: Document) -> tuple[Reference, ...]:
    """Every reference in the text of provisions, in document order; one for each provision that a list names.

    In an instruction to amend, and in quoted provisions, what is not said to be elsewhere is in the Act that is
    amended. Words quoted in the
    middle of an instruction are not read: their place in that Act is not certain.
    """
    context = _Context(document)
    found: list[Reference] = []
    for provision in document.walk():
        if provision.kind in ("section", "article", "regulation", "rule", "schedule", "quotation"):
            context.memory.last = Aim()
        for text in (provision.heading, provision.intro, provision.wrap_up):
            if text:
                found.extend(_in_text(text, provision, context))
    return tuple(found)


class _Context:
    """What is known of a document while its references are read in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = addresses(document)
        self.uris = act_uris(document)
        self.memory = Memory(short_names(document))
        self.mentions = sorted(document.mentions, key=lambda mention: mention.start)
        self.starts = [mention.start for mention in self.mentions]
        self.bases = _bases(document, self.places)

    def of(self, aim: Aim) -> str:
        """The URI of the Act of an aim, or its title."""
        return self.uris.get(aim.act or "", aim.act or "")

    def mentioned(self, text: Text, start: int, end: int) -> Iterator[Mention]:
        """The publisher's links within a stretch of a text."""
        source = text.source(start, end)
        if source is None or not self.mentions:
            return
        index = bisect_left(self.starts, source[0])
        while index < len(self.mentions) and self.mentions[index].start < source[1]:
            yield self.mentions[index]
            index += 1


def _bases(document: Document, places: Addresses) -> dict[str, Aim]:
    """Where the references of instructions to amend, and of the provisions that they quote, are read.

    An Act and a path in it.
    """
    amending = read_amending_text(document)
    bases: dict[str, Aim] = {}
    containers: dict[str, Aim] = {}
    for provision, change in amending.changes:
        base = amending.aims.get(provision.xpath, Aim())
        bases.setdefault(provision.xpath, base if base.act else Aim(change.aim.act))
        if change.operation != "deletion":
            keep = (
                change.aim.path
                if change.new is not None or change.position in ("end", "start")
                else change.aim.path[:-1]
            )
            containers.setdefault(provision.xpath, Aim(change.aim.act, (keep,)))
        for above in document.ancestors(provision):
            if above.xpath in amending.aims:
                bases.setdefault(above.xpath, amending.aims[above.xpath])
    for provision in document.walk():
        parent = document.parents.get(provision.xpath)
        if provision.kind == "quotation":
            chain = [above.xpath for above in document.ancestors(provision)]
            found = next((containers[xpath] for xpath in chain if xpath in containers), None)
            if found is not None:
                containers[provision.xpath] = found
                bases[provision.xpath] = found
        elif parent is not None and places.homes.get(provision.xpath) and places.homes[provision.xpath] in bases:
            container = containers[places.homes[provision.xpath]]
            own = places.paths.get(provision.xpath, ())
            kept = tuple(step for step in container.path if own and step.rank < own[0].rank) if own else container.path
            bases[provision.xpath] = Aim(
                container.act,
                ((*(() if own and own[0].rank == PRINCIPAL and own[0].prefix != "para" else kept), *own),),
            )
    return bases


def _in_text(text: Text, provision: Provision, context: _Context) -> Iterator[Reference]:
    """The references of one text."""
    string = text.string
    base = context.bases.get(provision.xpath)
    quoting = base is not None and not context.places.homes.get(provision.xpath)
    hidden = quoted_spans(string) if quoting else ()
    for reference in find_references(string):
        if any(start <= reference.start < end for start, end in hidden):
            continue
        words = string[reference.start : reference.end]
        yield from _resolved(reference, words, text, provision, base, context)
        if quoting and context.memory.last.act not in (None, THIS):
            # "In section 5 of the Sample Act, in subsection (1)": the second lies in the first.
            base = context.memory.last


def _resolved(
    reference: ParsedReference, words: str, text: Text, provision: Provision, base: Aim | None, context: _Context
) -> Iterator[Reference]:
    """A reference resolved by its words, else by the links inside it, else not at all."""
    quoted = bool(context.places.homes.get(provision.xpath))
    outermost = reference.outermost
    if outermost.unit == "act" and outermost.anchor != "this":
        yield from _elsewhere(aimed(reference, base or Aim(), context.memory), words, provision, context)
        return
    if outermost.anchor == "that":
        yield from _remembered(aimed(reference, base or Aim(), context.memory), words, provision, context)
        return
    if base is not None and not quoted and outermost.anchor != "this" and not _own(reference, text):
        yield from _elsewhere(aimed(reference, base, context.memory), words, provision, context)
        return
    if reference.unit == "act":
        yield Reference(
            provision.xpath,
            words,
            context.of(base) if quoted and base else None,
            None,
            resolved=not quoted or base is not None,
        )
        return
    targets = here(reference, provision, context.document, context.places)
    if targets:
        context.memory.last = Aim(THIS, tuple(context.places.paths[target] for target in targets))
        for target in targets:
            yield Reference(provision.xpath, words, None, target, resolved=True)
    elif quoted and base is not None:
        yield from _elsewhere(_in_amended(reference, base), words, provision, context)
    else:
        yield from _linked(reference, words, text, provision, context)


_ACCORDANCE = re.compile(r"\b(?:in accordance with|by|in consequence of the amendments? made by) $")


def _own(reference: ParsedReference, text: Text) -> bool:
    """Whether an instruction speaks of its own document: "is amended in accordance with subsections (2) to (4)"."""
    return bool(_ACCORDANCE.search(text.string[max(0, reference.start - 50) : reference.start]))


def _in_amended(reference: ParsedReference, base: Aim) -> Aim:
    """A reference of a quoted provision, read in the Act that is amended."""
    outermost = reference.outermost
    if outermost.anchor != "this":
        return aimed(reference, base, Memory())
    if outermost.unit == "act":
        held = Aim(base.act)
    else:
        ranks = {"schedule": SCHEDULE, "annex": SCHEDULE, "part": PART, "chapter": CHAPTER, "subsection": FIRST}
        rank = ranks.get(outermost.unit, PRINCIPAL)
        kept = tuple(step for step in base.path if step.rank <= rank)
        held = Aim(base.act, (kept if kept and kept[-1].rank == rank else (),))
    inner = without_anchor(reference)
    return held if inner is None else aimed(inner, held, Memory())


def _elsewhere(aim: Aim, words: str, provision: Provision, context: _Context) -> Iterator[Reference]:
    """Places in another Act; unresolved if no words say which."""
    if aim.act in (None, THIS):
        yield Reference(provision.xpath, words, None, None, resolved=aim.act == THIS)
        return
    for path in aim.paths:
        yield Reference(provision.xpath, words, context.of(aim), address(path) or None, resolved=True)


def _remembered(aim: Aim, words: str, provision: Provision, context: _Context) -> Iterator[Reference]:
    """“that subsection”: the provision that was spoken of last."""
    if aim.act not in (None, THIS):
        yield from _elsewhere(aim, words, provision, context)
        return
    home = context.places.homes.get(provision.xpath, "")
    targets = [found for path in aim.paths if path and (found := context.places.find(path, home)) is not None]
    for target in targets:
        yield Reference(provision.xpath, words, None, target, resolved=True)
    if not targets:
        yield Reference(provision.xpath, words, None, None, resolved=False)


def _linked(
    reference: ParsedReference, words: str, text: Text, provision: Provision, context: _Context
) -> Iterator[Reference]:
    """What the publisher's links inside a reference lead to; unresolved if there are none."""
    for mention in context.mentioned(text, reference.start, reference.own_end):
        target = mention.target or ""
        if target.startswith("#") and target[1:] in context.places.ids:
            yield Reference(provision.xpath, words, None, context.places.ids[target[1:]], resolved=True)
            return
        uri = act_uri(target)
        if uri is not None:
            _, _, fragment = target.partition("#")
            yield Reference(provision.xpath, words, uri, fragment or None, resolved=True)
            return
    yield Reference(provision.xpath, words, None, None, resolved=False)
