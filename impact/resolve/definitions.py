"""Definitions: which term means what, and in how much of the document.

Read from the markup of definitions, from prose ("In this section “X” means …", "(referred to in this Part as “X”)",
"references to X
include …"), and from index sections. The nearest scope wins; two at one distance that do not lead to the same words
win nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from impact.document import Document, Provision
from impact.report import Definition
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import find_references
from impact.resolve.located import here, holder

_TERM = r"[“\"](?P<{0}>[^“”\"]{{1,120}})[”\"]"
_QUOTED = re.compile(r"“([^“”]{1,120})[”“]")
#: A term whose closing quotation mark is missing in the source: “relevant service means—.
_UNCLOSED = re.compile(r"“(?P<terms>[^“”]{1,60}?) (?P<verb>means?|includes?)\b(?=[^“”]*$)")
_VERB = (
    r"(?P<verb>means?\b|includes?\b|does not include\b|(?:has|have) (?:the )?(?:same |respective )?meanings?\b"
    r"|(?:is|are) to be (?:read|construed)\b"
    r"|(?:shall|must) be (?:read|construed)\b|is (?:a reference|defined)\b|(?:has|have) effect as\b)"
)
#: “X” means, “X” and “Y” have the meanings, “X”, in relation to Y, means.
_DEFINED = re.compile(
    r"(?P<terms>“[^“”]{1,120}[”“](?:(?:,? and |,? or |, )“[^“”]{1,120}”){0,8})"
    r"(?P<related>(?:,? (?:in relation to|in respect of|with respect to|for the purposes of|when used|as respects"
    r"|in the case of)[^“”—;]{1,240}?,?| \([^()“”]{1,120}\)))?,? " + _VERB
)
_AFTER_TERM = re.compile(r"^(?P<related>[^“”—;]{0,240}?)\s*" + _VERB)
_REFERRED = re.compile(
    r"\((?:(?:hereafter |hereinafter )?(?:in this [\w ]{1,30} )?(?:is "
    r"|are )?referred to (?:in this [\w ]{1,30} )?as )?(?:the |a |an )?“(?P<term>[^“”()]{1,80})”\)"
)
_REFERENCES = re.compile(
    r"\b[Rr]eferences? (?:in this [\w ]{1,30} |in (?:that|the) [\w ]{1,30} )?to (?:a |an "
    r"|the )?(?P<term>[^,;—“”()]{2,80}?) (?P<verb>includes?|(?:is|are) to be (?:read|construed)"
    r"|(?:is|are) (?:a )?references? to|(?:is|are) to)\b"
)
_SCOPE = re.compile(
    r"\b(?:[Ii]n|[Ff]or the purposes? of) (?:this|these|the present) (?P<unit>sub-?section|section|Part|Chapter"
    r"|Schedule|Act|Bill|Measure|Order|Regulations|Rules|Scheme"
    r"|[Rr]egulation|[Aa]rticle|[Rr]ule|sub-?paragraph|paragraph|Annex|clause)\b"
)
_LISTED_SCOPE = re.compile(
    r"\b(?:[Ii]n|[Ff]or the purposes? of) (?=(?:sub-?)?(?:sections?|paragraphs?|regulations?|articles?|rules?"
    r"|Parts?|Chapters?)\b)"
)
_SAME = re.compile(
    r"^(?:(?:has|have) (?:the )?(?:same |respective )?meanings?|(?:is|are) to be (?:read|construed)|(?:shall"
    r"|must) be (?:read|construed)|is defined)"
    r" ?(?:as (?:it (?:has|does) |they have |is given )?in |(?:respectively )?(?:given|assigned"
    r"|ascribed)(?: to (?:it|them|that term|that expression))? (?:by|in) |in accordance with ?"
    r"|within the meaning of |by |in )(?P<place>[^—:].+)$"
)
_INDEX = re.compile(r"\b(?:[Ii]ndex of defined|[Dd]efined (?:expressions|terms)|[Ii]ndex of (?:terms|expressions))\b")
_WHOLE = frozenset("act bill measure order regulations rules scheme instrument".split())
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_LETTERS = re.compile(r"^[A-Z][A-Z0-9]{0,3}$")


@dataclass(frozen=True, slots=True)
class _Scope:
    name: str
    within: str | None


@lru_cache(maxsize=20_000)
def normal(term: str) -> str:
    """A term as it is compared: lower case, without article, singular."""
    words = _ARTICLE.sub("", " ".join(term.split()))
    if not _LETTERS.match(words):
        words = words.lower()
    if words.endswith("ies") and len(words) > 4:
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "us", "is")) and len(words) > 3 else words


def find_definitions(document: Document) -> tuple[Definition, ...]:
    """Every definition, in document order; a list of sections as scope gives one for each."""
    places = addresses(document)
    found: list[Definition] = []
    for provision in document.walk():
        if provision.status == "not-law" or provision.kind == "note":
            continue
        marked = list(_marked(provision))
        read = marked or list(_prose(provision))
        for term, text, same_as, before in (
            *read,
            *_named(provision),
            *_gloss(provision),
            *_indexed(provision, document),
        ):
            found.extend(
                Definition(term, scope.name, provision.xpath, text, same_as, scope.within)
                for scope in _scopes(provision, before, document, places)
            )
    return tuple(dict.fromkeys(found))


_Read = tuple[str, str | None, str | None, str]  # term, text, same_as, the words before it


def _marked(provision: Provision) -> Iterator[_Read]:
    """The terms of a marked-up definition."""
    text = provision.intro.string
    if provision.kind != "definition" or not text:
        return
    if text.startswith("“"):
        yield from _prose(provision)
        return
    terms = provision.terms
    rest = next((text[len(term) :] for term in terms if text.startswith(term)), text)
    match = _AFTER_TERM.match(rest)
    words = rest[match.start("verb") :] if match else rest
    body = _with_children(words, provision)
    for term in terms:
        yield (term, *_meaning(words, body), "")


def _prose(provision: Provision) -> Iterator[_Read]:
    """“‘X’ means …” wherever it stands in the provision's own words."""
    text = provision.intro.string
    if "“" not in text:
        return
    matches = list(_DEFINED.finditer(text)) or list(_UNCLOSED.finditer(text))
    for index, match in enumerate(matches):
        last = index + 1 == len(matches)
        end = len(text) if last else matches[index + 1].start()
        words = text[match.start("verb") : end].strip(" ,;")
        for joint in (" and", " or"):
            words = words.removesuffix(joint) if not last else words
        body = _with_children(words, provision) if last else words
        for term in _QUOTED.findall(match["terms"]) or [match["terms"]]:
            yield (term, *_meaning(words, body), text[: match.start()])


def _with_children(words: str, provision: Provision) -> str:
    """The words of a definition with the list that follows them."""
    parts = [
        words,
        *(child.text for child in provision.children if child.kind != "quotation"),
        provision.wrap_up.string,
    ]
    return " ".join(part for part in parts if part)


def _meaning(words: str, body: str) -> tuple[str | None, str | None]:
    """A definition's text, or the place that has it."""
    match = _SAME.match(words)
    if match and len(words) == len(body) and not words.endswith("—"):
        return None, match["place"].strip(" .;,")
    return body.strip(" .;,"), None


def _named(provision: Provision) -> Iterator[_Read]:
    """“a local authority (‘LA1’)”, “the register (referred to in this Part as ‘the register’)”."""
    text = provision.intro.string
    if "“" not in text:
        return
    for match in _REFERRED.finditer(text):
        before = re.split(r"[;—.]\s", text[: match.start()])[-1].strip()
        if before:
            yield match["term"], before[-240:], None, match[0]


def _gloss(provision: Provision) -> Iterator[_Read]:
    """“References in this Part to disclosure include …”."""
    text = provision.intro.string
    if "eference" not in text:
        return
    for match in _REFERENCES.finditer(text):
        words = text[match.start("verb") :]
        yield match["term"], _with_children(words, provision).strip(" .;"), None, text[: match.end()]


def _indexed(provision: Provision, document: Document) -> Iterator[_Read]:
    """The rows of an index of defined expressions."""
    if provision.kind != "row" or len(provision.children) < 2:
        return
    above = next(
        (
            up
            for up in document.ancestors(provision)
            if up.kind in ("section", "regulation", "article", "rule", "paragraph")
        ),
        None,
    )
    if above is None or not (_INDEX.search(above.heading.string) or _INDEX.search(above.intro.string)):
        return
    term, place = provision.children[0].text.strip(" “”"), provision.children[-1].text.strip()
    if term and place and find_references(place):
        yield term, None, place, above.intro.string


def _scopes(provision: Provision, before: str, document: Document, places: Addresses) -> Iterator[_Scope]:
    """For how much a definition holds: its own words say so, or those of a lead-in above it, or it is its section."""
    quotation = next((up for up in document.ancestors(provision) if up.kind == "quotation"), None)
    leads = [before]
    for up in document.ancestors(provision):
        if up.kind == "quotation":
            break
        leads.append(up.intro.string)
        if up.kind in ("section", "article", "regulation", "rule", "schedule", "part"):
            break
    for lead in leads:
        match = _SCOPE.search(lead)
        listed = _LISTED_SCOPE.search(lead)
        if listed and (match is None or listed.start() < match.start()):
            reference = next(iter(find_references(lead[listed.end() :])), None)
            targets = here(reference, provision, document, places) if reference and reference.start == 0 else ()
            if targets:
                yield from (_Scope(_name(document.by_xpath[target]), target) for target in targets)
                return
        if match is None:
            continue
        unit = match["unit"].lower().replace("-", "")
        if unit in _WHOLE and match["unit"][0].isupper():
            yield _Scope(
                "Act" if unit in ("act", "bill", "measure") else match["unit"], quotation.xpath if quotation else None
            )
            return
        held = holder(document, provision, unit)
        if held is not None:
            yield _Scope(_name(held), held.xpath)
            return
        if quotation is not None:
            yield _Scope(match["unit"], quotation.xpath)
            return
    held = holder(document, provision, "section") or holder(document, provision, "schedule")
    if held is not None:
        yield _Scope(_name(held), held.xpath)
    else:
        yield _Scope("Act", quotation.xpath if quotation else None)


def _name(provision: Provision) -> str:
    """A scope in words: "section", "Part 2"."""
    if provision.kind in ("part", "chapter", "schedule"):
        number = re.sub(r"^(?:Part|Chapter|Schedule)\s*", "", provision.number, flags=re.IGNORECASE).strip()
        return f"{provision.kind.capitalize()} {number}".strip()
    return provision.kind


def lookup(
    term: str,
    provision: Provision,
    document: Document,
    definitions: Sequence[Definition],
    trace: list[str] | None = None,
) -> Definition | None:
    """The definition that holds for a term in a provision, or None.

    Nearest scope wins, a tie of different meanings is none.

    `trace` receives a sentence that says why there is none.
    """
    wanted = normal(term)
    above = [provision.xpath, *(up.xpath for up in document.ancestors(provision))]
    quoted = provision.kind == "quotation" or any(document.by_xpath[xpath].kind == "quotation" for xpath in above[1:])
    distances = {xpath: distance for distance, xpath in enumerate(above)}
    nearest: dict[int, list[Definition]] = {}
    for definition in definitions:
        if normal(definition.term) != wanted:
            continue
        if definition.within is None:
            if not quoted:
                nearest.setdefault(len(above), []).append(definition)
        elif definition.within in distances:
            nearest.setdefault(distances[definition.within], []).append(definition)
    if not nearest:
        return None
    candidates = nearest[min(nearest)]
    if len(candidates) == 1:
        return candidates[0]
    ends = {_end(candidate, document, definitions): candidate for candidate in candidates}
    if len(ends) == 1:
        return next(candidate for candidate in candidates if candidate.text is not None or candidate is candidates[-1])
    if trace is not None:
        labels = ", ".join(document.by_xpath[candidate.where].label for candidate in candidates)
        trace.append(f"“{term}” is defined more than once at the same scope ({labels}): none is taken")
    return None


def _end(definition: Definition, document: Document, definitions: Sequence[Definition]) -> tuple[str, str]:
    """Where a definition leads in the end: the xpath and words that settle it."""
    chain = follow(definition, document, definitions)
    return chain[-1].where, chain[-1].text or chain[-1].same_as or ""


def follow(
    definition: Definition, document: Document, definitions: Sequence[Definition], places: Addresses | None = None
) -> tuple[Definition, ...]:
    """A definition and those that it leads to ("has the meaning given by section 48"), as far as this document goes.

    Where the place that is named has no definition of the term but words of its own, these are the last link.
    """
    chain = [definition]
    if definition.same_as is None:
        return (definition,)
    places = places or addresses(document)
    while chain[-1].same_as is not None and len(chain) < 8:
        last = chain[-1]
        origin = document.by_xpath[last.where]
        reference = next(iter(find_references(last.same_as or "")), None)
        targets = here(reference, origin, document, places) if reference else ()
        step = _definition_at(last, targets, document, definitions, chain)
        if step is None:
            break
        chain.append(step)
    return tuple(chain)


def _definition_at(
    definition: Definition,
    targets: tuple[str, ...],
    document: Document,
    definitions: Sequence[Definition],
    chain: list[Definition],
) -> Definition | None:
    """The definition of the same term at or below one of the targets, else the words of the only target."""
    wanted = normal(definition.term)
    for target in targets:
        below = {provision.xpath for provision in document.by_xpath[target].walk()}
        found = [
            other
            for other in definitions
            if other.where in below and normal(other.term) == wanted and other not in chain
        ]
        if found:
            return found[0]
        if any(other.where in below and normal(other.term) == wanted for other in definitions):
            return None
    if len(targets) == 1:
        provision = document.by_xpath[targets[0]]
        if provision.kind not in ("part", "chapter", "schedule"):
            return replace(definition, where=provision.xpath, text=provision.text, same_as=None)
    return None
