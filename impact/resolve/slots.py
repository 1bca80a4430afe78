"""What the words of a slot stand for: definitions of the terms in them, and the lists that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from impact.document import Document, Provision
from impact.report import Definition, Resolved
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import find_references
from impact.resolve.definitions import by_term, chains, compared, meanings
from impact.resolve.forms import READS, levelled
from impact.resolve.lists import entries
from impact.resolve.located import here

_LISTED = re.compile(
    r"\b(?:specified|listed|set out|described|mentioned|named|included|prescribed)"
    r"(?:, or of a (?:description|kind) (?:specified|listed|described),?)? (?:for the time being )?(?:in|under|by) (?=\S)"
    r"|\b(?:falls |falling |fall |who (?:is|are) |which (?:is|are) )?within "
    r"(?=(?:subsection|(?:sub-?)?paragraph|Part|regulation|article)s? |(?:the )?(?:\w+ )?(?:column|entr|table))"
)
#: "the first column of the table in": what stands before the place of a list.
_OF_A_TABLE = re.compile(
    r"(?:(?:any (?:row|entry) (?:of|in) )?(?:the (?P<ordinal>first|second|third|fourth) column|column (?P<number>\d)) (?:of|in) )?"
    r"(?:the )?(?:[Tt]ables?(?: \d)?|[Ll]ists?|entries|column) (?:(?:in|at|set out in|of|under|contained in|at the end of) )?(?=\S)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WORD = re.compile(r"[\w’'-]+")
_DEPTH = 4  # links from the words of a slot to those of an entry
#: What may stand before a term that an entry or a definition consists of: "(a) a specified authority", "means any".
_BEFORE_TERM = re.compile(
    r"^(?:\(?\w{1,4}\)|\d{1,3}[A-Z]?\.?)?\s*(?:(?:means|includes|is|are)\b[\s—]*)?(?:(?:an?|the|any|every|each|all|such) )?",
    re.IGNORECASE,
)
_JOINT = re.compile(r",? (?:and|or) (?:(?:an?|the|any) )?|, (?:(?:an?|the|any) )?")
_AFTER_TERM = re.compile(r"(?:[’']s?)?(?:$|[;,.—]| (?:or|and|who|which|that|in|for|of|within|falling)\b)")
_AFTER_NAME = re.compile(
    r" (?:is|was|has|may|must|shall|does|did|who|to|or|and|in|for|from|by|as|of|at|if|where|when|on|under|with|wishes"
    r"|holds|gives)\b"
)
#: What is left out of a definition, or is only the case in which it holds, is no list that it names.
_LEFT_OUT = re.compile(
    r"\b(?:excluding|except|other than|not|disregarding|without|contain\w*|in (?:the|a|any) case|where|if|unless)\b|—"
)
_CAPITAL = re.compile(r"\b[A-Z]")
_NAME_BEFORE, _NAME_AFTER = (
    re.compile(r"(?!The |A |An |Any |Every |Each |No )\b[A-Z][\w’'-]+ (?:and |of |for )?$"),
    re.compile(r" [A-Z]\w"),
)
_PLURAL_VERB, _VERB = re.compile(r"(?:are|include|have|do not)\b"), re.compile(r"(?:is|includes|has|does|shall|must)\b")


@dataclass(frozen=True)
class Resolving:
    """A document with what is needed to say what words of it stand for; `trace` receives why a term stays open."""

    document: Document
    definitions: Sequence[Definition]
    places: Addresses
    trace: list[str] = field(default_factory=list)
    known: Mapping[str, Sequence[Definition]] = field(init=False)
    longest: int = field(init=False)  # words of the longest term, with an article

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", by_term(self.definitions))
        object.__setattr__(self, "longest", 1 + max((len(term.split()) for term in self.known), default=0))


def resolve_slot_text(
    text: str,
    provision: Provision,
    document: Document,
    definitions: Sequence[Definition],
    trace: list[str] | None = None,
    places: Addresses | None = None,
) -> tuple[Resolved, ...]:
    """What a slot's words mean in a provision: `resolve_words` for one text."""
    resolving = Resolving(document, definitions, places or addresses(document), trace if trace is not None else [])
    return resolve_words(text, provision, resolving)


def resolve_words(text: str, provision: Provision, resolving: Resolving) -> tuple[Resolved, ...]:
    """One `Resolved` for each meaning of the terms in some words, and one for each entry of a list that they name.

    Longer terms come first and keep their words. Nothing is guessed: a term with two meanings at one scope stays
    open, and `trace` says so.
    """
    found: list[Resolved] = []
    for term, held in _terms_in(text, provision, resolving):
        for definition in held:
            found.extend(replace(each, term=term) for each in _defined(definition, resolving, _DEPTH))
    found.extend(_listed(text, provision, resolving, "", _DEPTH))
    unique = {(each.text, each.where, each.term): each for each in reversed(found)}
    return tuple(reversed(unique.values()))


def _terms_in(text: str, provision: Provision, resolving: Resolving) -> Iterator[tuple[str, tuple[Definition, ...]]]:
    """The defined terms that occur in a text as whole words with what they mean, longest first, none inside another."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    seen: set[str] = set()
    index = 0
    while index < len(words):
        for size in range(min(resolving.longest, len(words) - index), 0, -1):
            piece = text[words[index][0] : words[index + size - 1][1]]
            start, end = words[index][0], words[index + size - 1][1]
            if compared(piece) not in resolving.known or _is_an_article(piece, text[end:]):
                continue
            if _in_a_name(text, start, end, resolving.known[compared(piece)]):
                continue
            ties = len(resolving.trace)
            held = meanings(piece, provision, resolving.document, resolving.known, resolving.trace, resolving.places)
            if not held and len(resolving.trace) == ties:
                continue
            if held and piece not in seen and not _defines(provision, piece, held):
                seen.add(piece)
                yield piece, held
            index += size - 1
            break
        index += 1


def _is_an_article(piece: str, after: str) -> bool:
    """Whether “A” is no person but the first word of “A duty”."""
    return piece == "A" and re.match(r" [a-z]", after) is not None and _AFTER_NAME.match(after) is None


def _in_a_name(text: str, start: int, end: int, definitions: Sequence[Definition]) -> bool:
    """Whether a term in small letters stands in a name with capitals: “children” in "the Adopted Children Register"."""
    if not text[start].isupper() or any(_CAPITAL.search(definition.term) for definition in definitions):
        return False
    return bool(_NAME_BEFORE.search(text[:start]) or (start > 0 and _NAME_AFTER.match(text[end:])))


def _defines(provision: Provision, term: str, held: Sequence[Definition]) -> bool:
    """Whether a provision uses a term only to define it."""
    if all(each.where != provision.xpath for each in held):
        return False
    if provision.kind == "definition":
        return True
    words = re.sub(r"“[^“”]*[”“]", " ", levelled(provision.intro.string))
    return compared(term) not in " ".join(compared(word) for word in _WORD.findall(words))


def _defined(definition: Definition, resolving: Resolving, depth: int) -> Iterator[Resolved]:
    """A definition, followed to where its words are, with the list that they name."""
    same = resolving.known.get(compared(definition.term), ())
    for chain in chains(definition, resolving.document, same, resolving.places):
        yield from _told(chain, resolving, depth)


def _told(chain: Sequence[Definition], resolving: Resolving, depth: int) -> Iterator[Resolved]:
    """The words at the end of a chain of definitions, and what they lead to."""
    document = resolving.document
    labels = [document.by_xpath[link.where].label or document.title for link in chain]
    how = f"“{chain[0].term}” is defined in {labels[0]}"
    for label in labels[1:]:
        how += f", which leads to {label}"
    last = chain[-1]
    related = f"{last.related or chain[0].related}, " if last.related or chain[0].related else ""
    if last.text is None:
        yield Resolved(f"{related}has its meaning from {last.same_as}", labels[-1], how)
        return
    yield Resolved(f"{related}{_of_references(last)}{last.text}", labels[-1], how)
    place = document.by_xpath[last.where]
    left_out = _LEFT_OUT.search(last.text)
    listed = _listed(last.text[: left_out.start() if left_out else None], place, resolving, how, depth)
    yield from listed or _further(last.text, place, resolving, how, depth)


def _of_references(definition: Definition) -> str:
    """What stands before the words that say how references to a term are to be read."""
    if _PLURAL_VERB.match(definition.text or ""):
        return "references to it "
    return "a reference to it " if definition.nature == READS and _VERB.match(definition.text or "") else ""


def _further(text: str, provision: Provision, resolving: Resolving, how: str, depth: int) -> Iterator[Resolved]:
    """What the terms stand for of which an entry or a definition consists: "(a) a specified authority", "means X or Y"."""
    if depth <= 1:
        return
    opening = _BEFORE_TERM.match(text)
    rest = text[opening.end() :] if opening else text
    while rest:
        piece = _term_at_start(rest, resolving)
        if piece is None:
            return
        for definition in meanings(
            piece, provision, resolving.document, resolving.known, resolving.trace, resolving.places
        ):
            if definition.where != provision.xpath and f"“{definition.term}”" not in how:
                for each in _defined(definition, resolving, depth - 1):
                    yield replace(each, how=f"{how}; {each.how}" if how else each.how)
        joint = _JOINT.match(rest, len(piece))
        rest = rest[joint.end() :] if joint else ""


def _term_at_start(text: str, resolving: Resolving) -> str | None:
    """The longest defined term that a text begins with, as a whole phrase."""
    words = list(_WORD.finditer(text[:200]))[: resolving.longest]
    for last in reversed(words if words and words[0].start() == 0 else []):
        piece = text[: last.end()]
        if compared(piece) in resolving.known and _AFTER_TERM.match(text, last.end()):
            return piece
    return None


def _listed(text: str, provision: Provision, resolving: Resolving, how: str, depth: int) -> tuple[Resolved, ...]:
    """The entries of the lists that a text names: "specified in Schedule 4", "listed in subsection (3)"."""
    found: list[Resolved] = []
    for match in _LISTED.finditer(text):
        table = _OF_A_TABLE.match(text, match.end())
        start = table.end() if table else match.end()
        reference = next(iter(find_references(text[start:])), None)
        if reference is None or reference.start > 0 or depth <= 0:
            continue
        column = int(table["number"] or 0) or _ORDINALS.get(table["ordinal"] or "", 0) if table else 0
        named = text[match.start() : start + reference.end]
        chain = f"{how}; {named}" if how else named
        for target in here(reference, provision, resolving.document, resolving.places):
            if target == provision.xpath or (how and target.startswith(f"{provision.xpath}/")):
                continue  # the words themselves, or the list that a definition has of its own
            for entry in entries(resolving.document.by_xpath[target], resolving.document, chain, column):
                found.append(replace(entry.resolved, term=named))
                if depth > 1 and entry.provision is not None:
                    further = _further(entry.resolved.text, entry.provision, resolving, chain, depth - 1)
                    found.extend(replace(each, term=named) for each in further)
    return tuple(found)
