"""References resolved: to a provision of this document, to another Act, or said to be unresolved.

Words come first, because they are what the law says; the links of the publisher serve where the words alone lead
nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from impact.document import Document, Mention, Provision, Text
from impact.report import Reference
from impact.resolve.addresses import CHAPTER, FIRST, PART, PRINCIPAL, SCHEDULE, Addresses, address, addresses
from impact.resolve.aims import THIS, Aim, Memory, act_uri, act_uris, aimed, short_names
from impact.resolve.amendments import read_amending_text
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.contexts import (
    AS_IF,
    BEFORE_ITEM,
    BETWEEN_ITEMS,
    Footnote,
    in_list,
    is_footnote,
    items_below,
    list_aim,
    own_titles,
    table_columns,
)
from impact.resolve.located import here, in_document, without_anchor
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
            context.memory.forget()
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
        self.titles = own_titles(document)
        self.bases = _bases(document, self.places)
        self.lists = table_columns(document, self.memory)

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
    listed = None if quoting else context.lists.get(provision.xpath)  # an instruction has the aim of its own lead-in
    footnote = Footnote() if is_footnote(provision, context.document) else None
    last: ParsedReference | None = None
    for found in find_references(string):
        if any(start <= found.start < end for start, end in hidden) or _is_own_number(found, provision):
            continue
        words, gap = string[found.start : found.end], string[last.end if last else 0 : found.start]
        reference = last = _as_document(found, words, provision, base, context)
        if not AS_IF.search(gap) and not (BETWEEN_ITEMS if found.start > len(gap) else BEFORE_ITEM).match(gap):
            listed = None
        if AS_IF.search(gap) and context.memory.last.path and not quoting:
            listed = context.memory.last
        around = in_list(reference, listed)
        if footnote and (about := footnote.about(reference, gap, context.memory)):
            yield from _elsewhere(about, words, provision, context)
        elif around is not None and around.act != THIS:
            listed = aimed(reference, around, context.memory)
            yield from _elsewhere(listed, words, provision, context)
        elif around is not None and (targets := _within(reference, around, provision, context)):
            yield from _targets_of(targets, words, provision)
        else:
            yield from _resolved(reference, words, text, provision, base, context)
        if quoting and context.memory.last.act not in (None, THIS) and not _ASIDE.search(string[: found.start]):
            # "In section 5 of the Sample Act, in subsection (1)": the second lies in the first.
            base = context.memory.last
    aim = list_aim(string, last, context.memory) if provision.children else None
    if aim is not None:
        homes = context.places.homes
        home = homes.get(provision.xpath)
        context.lists.update((below.xpath, aim) for below in items_below(provision) if homes.get(below.xpath) == home)


#: "Before the commencement of section 5 of the Sample Act, paragraph 7 is amended": of another Act than paragraph 7.
_ASIDE = re.compile(
    r"\b(?:into force of|commencement of|under|virtue of|meaning (?:of|given by)|purposes of|pursuant to|accordance with"
    r"|(?:inserted|substituted|amended|made|conferred|added|repealed) by)(?: the)? $"
)


def _within(reference: ParsedReference, around: Aim, provision: Provision, context: _Context) -> tuple[str, ...]:
    """The xpaths of the subsections of a section of the document that a lead-in names."""
    home = context.places.homes.get(provision.xpath, "")
    paths = aimed(reference, around, Memory()).paths
    return tuple(found for path in paths if (found := context.places.find(path, home)) is not None)


def _targets_of(xpaths: Iterable[str], words: str, provision: Provision) -> Iterator[Reference]:
    """One reference for each provision of the document that the words lead to; one that is open for none."""
    found = [Reference(provision.xpath, words, None, xpath, resolved=True) for xpath in xpaths]
    yield from found or [Reference(provision.xpath, words, None, None, resolved=False)]


def _is_own_number(reference: ParsedReference, provision: Provision) -> bool:
    """Whether "2017 asp 1" only says which Act this is, above its title."""
    return provision.kind == "preface" and reference.act is not None and reference.act.title[:4].isdigit()


def _as_document(
    reference: ParsedReference, words: str, provision: Provision, base: Aim | None, context: _Context
) -> ParsedReference:
    """The reference with "this Regulation" as the whole of an EU regulation: there, a regulation is no part of anything."""
    outermost = reference.outermost
    if outermost.unit not in ("regulation", "rule") or outermost.anchor not in ("this", "that"):
        return reference
    if outermost.plural:
        return _whole(reference) if outermost.anchor == "this" else reference
    quoted = bool(context.places.homes.get(provision.xpath))
    act = (base.act or "") if base is not None and quoted else ""
    if not words.endswith("Regulation") or not (context.document.kind == "eu-instrument" or _UNION.search(act)):
        return reference
    return _whole(reference)


def _whole(reference: ParsedReference) -> ParsedReference:
    """A reference with its outermost level as a whole document: "these rules" are the instrument."""
    rebuilt = replace(reference.outermost, unit="act")
    for level in list(reversed(list(reference.levels())))[1:]:
        rebuilt = replace(level, of=rebuilt)
    return rebuilt


_UNION = re.compile(r"GDPR$|Regulation|Directive")


def _resolved(
    reference: ParsedReference, words: str, text: Text, provision: Provision, base: Aim | None, context: _Context
) -> Iterator[Reference]:
    """A reference resolved by its words, else by the links inside it, else not at all."""
    quoted = bool(context.places.homes.get(provision.xpath))
    outermost = reference.outermost
    if outermost.unit == "act" and outermost.anchor != "this":
        yield from _of_an_act(reference, words, provision, base, context)
        return
    if outermost.anchor == "that":
        yield from _elsewhere(aimed(reference, base or Aim(), context.memory), words, provision, context)
        return
    if base is not None and not quoted and not outermost.anchor and not _own(reference, text):
        yield from _elsewhere(aimed(reference, base, context.memory), words, provision, context)
        return
    if reference.unit == "act":
        context.memory.last = Aim(base.act if quoted and base else THIS)
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
        context.memory.note(Aim(THIS, tuple(context.places.paths[target] for target in targets)))
        yield from _targets_of(targets, words, provision)
    elif quoted and base is not None and outermost.anchor not in ("preceding", "following"):
        yield from _elsewhere(_in_amended(reference, base, context.memory), words, provision, context)
    else:
        yield from _linked(reference, words, text, provision, context)


def _of_an_act(
    reference: ParsedReference, words: str, provision: Provision, base: Aim | None, context: _Context
) -> Iterator[Reference]:
    """A reference that ends in an Act: another one, or the document by its own title."""
    act = reference.outermost.act
    is_unknown = act is not None and act.generic and act.title not in context.memory.aliases
    if act is not None and is_unknown and provision.kind == "note" and context.document.title.find(act.title) >= 0:
        yield from _targets_of(
            in_document(reference, context.places), words, provision
        )  # a note on "the Regulations" themselves
    elif act is not None and is_unknown:
        if base is not None and base.act and f" {act.title}" in base.act:
            inner = without_anchor(reference)
            yield from _elsewhere(
                aimed(inner, Aim(base.act), context.memory) if inner else base, words, provision, context
            )
            return
        context.memory.note(Aim(None))
        yield Reference(provision.xpath, words, None, None, resolved=False)
    elif act is not None and act.title in context.titles:
        context.memory.act = THIS
        if reference.unit == "act":
            yield Reference(provision.xpath, words, None, None, resolved=True)
            return
        targets = in_document(reference, context.places)
        context.memory.note(Aim(THIS, tuple(context.places.paths[target] for target in targets)))
        yield from _targets_of(targets, words, provision)
    elif reference.outermost.anchor == "there" and context.memory.title(reference.outermost) in (None, THIS):
        is_own = context.memory.last.act == THIS
        yield from _targets_of(in_document(reference, context.places) if is_own else (), words, provision)
    else:
        yield from _elsewhere(aimed(reference, base or Aim(), context.memory), words, provision, context)


_ACCORDANCE = re.compile(r"\b(?:in accordance with|by|in consequence of the amendments? made by) $")


def _own(reference: ParsedReference, text: Text) -> bool:
    """Whether an instruction speaks of its own document: "is amended in accordance with subsections (2) to (4)"."""
    return bool(_ACCORDANCE.search(text.string[max(0, reference.start - 50) : reference.start]))


def _in_amended(reference: ParsedReference, base: Aim, memory: Memory) -> Aim | None:
    """A reference of a quoted provision, read in the Act that is amended; None for "this Part", if nothing says which."""
    outermost = reference.outermost
    if outermost.anchor != "this":
        return aimed(reference, base, memory)
    if outermost.unit == "act":
        held = Aim(base.act)
    else:
        ranks = {"schedule": SCHEDULE, "annex": SCHEDULE, "part": PART, "chapter": CHAPTER, "subsection": FIRST}
        rank = ranks.get(outermost.unit, PRINCIPAL)
        kept = tuple(step for step in base.path if step.rank <= rank)
        if not kept or kept[-1].rank != rank:
            return None
        held = Aim(base.act, (kept,))
    inner = without_anchor(reference)
    if inner is not None:
        return aimed(inner, held, memory)
    memory.note(held)
    return held


def _elsewhere(aim: Aim | None, words: str, provision: Provision, context: _Context) -> Iterator[Reference]:
    """Places in another Act, or in the document where that was spoken of; unresolved if no words say which Act."""
    if aim is not None and aim.act == THIS and aim.path:
        home = context.places.homes.get(provision.xpath, "")
        found = (context.places.find(path, home) or context.places.find(path) for path in aim.paths if path)
        yield from _targets_of((xpath for xpath in found if xpath is not None), words, provision)
    elif aim is None or aim.act in (None, THIS) or _UNNAMED.match(aim.act or ""):
        yield Reference(provision.xpath, words, None, None, resolved=aim is not None and aim.act == THIS)
    else:
        for path in aim.paths:
            yield Reference(provision.xpath, words, context.of(aim), address(path) or None, resolved=True)


#: "the 1863 Act", where nothing says which Act of that year it is.
_UNNAMED = re.compile(r"\d{4} \w+$|[Pp]rincipal \w+$")


def _linked(
    reference: ParsedReference, words: str, text: Text, provision: Provision, context: _Context
) -> Iterator[Reference]:
    """What the publisher's links inside a reference lead to; unresolved if there are none."""
    context.memory.note(Aim(None))
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
