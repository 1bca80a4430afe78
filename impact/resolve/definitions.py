"""Definitions: which term means what, and in how much of the document.

The nearest scope wins; two at one distance that do not lead to the same words win nothing. What only adds to a meaning
("includes", "does not include") or says how references are to be read never competes with it: it is told with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from impact.document import Document, Provision
from impact.report import Definition
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import find_references
from impact.resolve.forms import INCLUDES, MEANS, NAMED, READS, forms
from impact.resolve.located import here
from impact.resolve.scopes import INSERTED, Scope, lent, scopes

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_LETTERS = re.compile(r"^[A-Z][A-Z0-9]{0,3}$")
#: What the words that insert a definition call the section that takes it in: "section 45 (interpretation)".
_OF_DEFINITIONS = re.compile(r"\((?:[\w ]{0,40} )?(?:[Ii]nterpretation|[Dd]efinitions?|[Dd]efined terms)\b[^()]*\)")
_LIMITED = re.compile(
    r"means?,? (?P<related>(?:in relation to|in the case of|as respects|as regards|in respect of) [^,;—]{2,120})[,—]"
)
_GENITIVE = re.compile(r"[’'](?:s\b)?$")
_OTHER_PLURALS = {"people": "person", "children": "child", "women": "woman", "men": "man"}
#: Which of several definitions at one scope is the meaning itself.
_RANKS = (MEANS, READS, NAMED)


@lru_cache(maxsize=20_000)
def normal(term: str) -> str:
    """A term in lower case, without article, singular; as it is shown to be one with another."""
    words = _GENITIVE.sub("", _ARTICLE.sub("", " ".join(term.split())))
    return _singular(words if _LETTERS.match(words) else words.lower())


@lru_cache(maxsize=20_000)
def compared(term: str) -> str:
    """A term as it is compared: like `normal`, and every word of it singular ("members of the team")."""
    return " ".join(_singular(word) for word in normal(term.replace("’", "'")).split())


def _singular(word: str) -> str:
    if word in _OTHER_PLURALS:
        return _OTHER_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def find_definitions(document: Document) -> tuple[Definition, ...]:
    """Every definition, in document order; a list of sections as scope gives one for each."""
    places = addresses(document)
    found: list[Definition] = []
    for provision in document.walk():
        if provision.status == "not-law" or provision.kind == "note":
            continue
        for form in forms(provision, document):
            found.extend(
                Definition(
                    form.term,
                    scope.name,
                    provision.xpath,
                    form.text,
                    form.same_as,
                    scope.within,
                    form.nature,
                    form.related,
                )
                for scope in scopes(provision, form.before, document, places)
            )
    return tuple(dict.fromkeys(_put_to_use(found, document, lent(document, places))))


def _put_to_use(found: Sequence[Definition], document: Document, uses: Mapping[str, Scope]) -> Iterator[Definition]:
    """Definitions with the scope that other words give to the Schedule or Annex in which they stand."""
    for definition in found:
        above = (up.xpath for up in document.ancestors(document.by_xpath[definition.where]))
        wider = next((uses[xpath] for xpath in above if xpath in uses), None) if uses else None
        yield definition if wider is None else replace(definition, scope=wider.name, within=wider.within)


def lookup(
    term: str,
    provision: Provision,
    document: Document,
    definitions: Sequence[Definition],
    trace: list[str] | None = None,
) -> Definition | None:
    """The definition that holds for a term in a provision, or None.

    Nearest scope wins, a tie of different meanings is none. `trace` receives a sentence that says why there is none.
    """
    found = meanings(term, provision, document, by_term(definitions), trace)
    return found[0] if found else None


def by_term(definitions: Sequence[Definition]) -> Mapping[str, Sequence[Definition]]:
    """Definitions under their terms as compared."""
    found: dict[str, list[Definition]] = {}
    for definition in definitions:
        found.setdefault(compared(definition.term), []).append(definition)
    return found


def meanings(
    term: str,
    provision: Provision,
    document: Document,
    known: Mapping[str, Sequence[Definition]],
    trace: list[str] | None = None,
    places: Addresses | None = None,
) -> tuple[Definition, ...]:
    """All that holds for a term in a provision: its meaning, then what adds to it or takes from it.

    Several meanings only where each says for what it holds ("in relation to England").
    """
    wanted = compared(term)
    near = _by_distance(term, provision, document, known.get(wanted, ()))
    added: list[Definition] = []
    for distance in sorted(near):
        candidates = near[distance]
        added += [each for each in candidates if each.nature == INCLUDES]
        nature = next((rank for rank in _RANKS if any(each.nature == rank for each in candidates)), None)
        if nature is None:
            continue
        main = [each for each in candidates if each.nature == nature]
        chosen = (
            tuple(main) if nature == READS else _settled(_with_article(main, term), provision, document, known, places)
        )
        if not chosen:
            if trace is not None:
                labels = ", ".join(dict.fromkeys(document.by_xpath[each.where].label for each in main))
                trace.append(f"“{main[0].term}” is defined more than once at the same scope ({labels}): none is taken")
            return ()
        read = [each for each in candidates if each.nature == READS and nature == MEANS]
        return tuple(dict.fromkeys((*chosen, *read, *added)))
    return tuple(dict.fromkeys(added))


def _by_distance(
    term: str, provision: Provision, document: Document, definitions: Sequence[Definition]
) -> dict[int, list[Definition]]:
    """The definitions that reach a provision, by how far above it the end of their scope lies."""
    above = [provision, *document.ancestors(provision)]
    quoted = next((at for at, up in enumerate(above) if up.kind == "quotation"), None)
    reached = (
        above if quoted is None else above[: quoted + 1]
    )  # text for another Act knows nothing of what surrounds it here
    distances = {up.xpath: distance for distance, up in enumerate(reached)}
    near: dict[int, list[Definition]] = {}
    for definition in definitions:
        if _is_a_name(definition.term) and term[:1].islower() and not _capital(term):
            continue
        if definition.within is None:
            if quoted is None:
                near.setdefault(len(above), []).append(definition)
        elif definition.within in distances:
            near.setdefault(distances[definition.within], []).append(definition)
        elif quoted is not None:
            further = _elsewhere_in_that_act(definition, provision, document)
            if further:
                near.setdefault(len(above) + further, []).append(definition)
    return near


def _is_a_name(term: str) -> bool:
    """Whether a term is a name of one word: “the Commissioner”, which “a commissioner for oaths” is not."""
    words = term.split()
    return len(words) == 2 and words[0].lower() == "the" and words[1][:1].isupper()


def _capital(term: str) -> bool:
    return any(word[:1].isupper() for word in term.split())


def _elsewhere_in_that_act(definition: Definition, provision: Provision, document: Document) -> int:
    """How far away a definition is that is inserted into the same Act elsewhere: 1 the same section, 2 the Act, 0 unknown."""
    other = document.by_xpath.get(definition.within or "")
    if other is None or other.kind != "quotation" or other.inserted_into is None or provision.inserted_into is None:
        return 0
    one, two = other.inserted_into, provision.inserted_into
    if one.act is None or one.act != two.act:
        return 0
    if definition.scope != INSERTED or (definition.nature == MEANS and _among_definitions(other, document)):
        return 2 if definition.scope in ("Act", INSERTED) and definition.nature != NAMED else 0
    sections = [(place.provision or "").split("__")[0] for place in (one, two)]
    return 1 if sections[0] and sections[0] == sections[1] else 0


def _among_definitions(quotation: Provision, document: Document) -> bool:
    """Whether text is inserted into a provision that defines terms for the whole Act, as the words that insert it say."""
    leads = (up.intro.string for up in document.ancestors(quotation))
    return any(_OF_DEFINITIONS.search(lead) for lead in leads)


def _with_article(main: Sequence[Definition], term: str) -> Sequence[Definition]:
    """Of “mental nurse” and “the mental nurse” the one that is written with "the", or without it, as the words are."""
    alike = [each for each in main if each.term.lower().startswith("the ") == term.lower().startswith("the ")]
    return alike or main


def _settled(
    main: Sequence[Definition],
    provision: Provision,
    document: Document,
    known: Mapping[str, Sequence[Definition]],
    places: Addresses | None,
) -> tuple[Definition, ...]:
    """The one meaning among several at one scope; all of them where each is for something else; none for a tie."""
    if len(main) == 1:
        return tuple(main)
    if all(each.nature == NAMED for each in main):
        depths = {each: _shared(each, provision, document) for each in main}
        main = [each for each in main if depths[each] == max(depths.values())]
    ends = {_end(each, document, known, places) for each in main}
    if len(ends) == 1:
        return (next((each for each in main if each.text is not None), main[-1]),)
    related = {limited(each) for each in main}
    if "" not in related and len(related) == len(main):
        return tuple(main)
    return ()


def _shared(definition: Definition, provision: Provision, document: Document) -> int:
    """How many provisions hold both a definition and another provision."""
    above = {provision.xpath, *(up.xpath for up in document.ancestors(provision))}
    return sum(up.xpath in above for up in document.ancestors(document.by_xpath[definition.where]))


def _end(
    definition: Definition, document: Document, known: Mapping[str, Sequence[Definition]], places: Addresses | None
) -> tuple[str, str]:
    """Where a definition leads in the end: the words that settle it, and the xpath where they are not the same."""
    last = follow(definition, document, known.get(compared(definition.term), ()), places)[-1]
    return (limited(last), " ".join((last.text or last.same_as or "").split()))


def follow(
    definition: Definition, document: Document, definitions: Sequence[Definition], places: Addresses | None = None
) -> tuple[Definition, ...]:
    """A definition and those that it leads to ("has the meaning given by section 48"), as far as this document goes.

    Where the place that is named has no definition of the term but words of its own, these are the last link.
    """
    return chains(definition, document, definitions, places)[0]


def chains(
    definition: Definition, document: Document, definitions: Sequence[Definition], places: Addresses | None = None
) -> tuple[tuple[Definition, ...], ...]:
    """The chain of a definition, and one for each other definition of the term where it leads ("in relation to Wales")."""
    if definition.same_as is None:
        return ((definition,),)
    chain, others = [definition], []
    places = places or addresses(document)
    while chain[-1].same_as is not None and len(chain) < 8:
        last = chain[-1]
        origin = document.by_xpath[last.where]
        reference = next(iter(find_references(last.same_as or "")), None)
        targets = here(reference, origin, document, places) if reference else ()
        steps = _definitions_at(last, targets, document, definitions, chain)
        if not steps:
            break
        others += [(*chain, other) for other in steps[1:]]
        chain.append(steps[0])
    return (tuple(chain), *others)


def _definitions_at(
    definition: Definition,
    targets: tuple[str, ...],
    document: Document,
    definitions: Sequence[Definition],
    chain: list[Definition],
) -> Sequence[Definition]:
    """The definitions of the same term at or below the targets, the meaning first; else the words of the only target."""
    wanted = compared(definition.term)
    same = [other for other in definitions if compared(other.term) == wanted]
    below = {provision.xpath for target in targets for provision in document.by_xpath[target].walk()}
    there = [other for other in same if other.where in below]
    found = sorted((other for other in there if other not in chain), key=lambda other: _order(other.nature))
    if there:
        return [
            other for at, other in enumerate(found) if not at or limited(other) or other.nature in (READS, INCLUDES)
        ]
    if len(targets) == 1:
        provision = document.by_xpath[targets[0]]
        if provision.kind not in ("part", "chapter", "schedule"):
            return [replace(definition, where=provision.xpath, text=provision.text, same_as=None)]
    return []


def limited(definition: Definition) -> str:
    """What a meaning is limited to, whether that stands before or after its verb: "in relation to Wales"; "" if nothing."""
    match = _LIMITED.match(definition.text or "")
    return definition.related or (match["related"] if match else "")


def _order(nature: str) -> int:
    return (*_RANKS, INCLUDES).index(nature)
