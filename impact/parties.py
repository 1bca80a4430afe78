"""Whether the party that somebody has in mind is one that a clause names, and whether their words speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from impact.bodies import Mention, compared_words, is_about, is_kind_of, mentions
from impact.report import Resolved, Slot
from impact.rulebase.model import Body

#: How a clause reaches a party, the best first: by name; because it says "any person"; only a kind of it; only through
#: regulations; or it may, because the clause does not say who.
REACHES = ("named", "anybody", "some", "regulations", "open")

_DETERMINERS = frozenset("a an the any each every no such that this another some other relevant".split())
_ANYBODY = frozenset("person anyone anybody everybody everyone body else member public individual".split())
_REGULATIONS = frozenset({"prescribed", "regulation"})
#: Those who work for a body, in everyday words.
_WORKERS = frozenset(
    "company firm contractor supplier provider business agent agency organisation charity body person".split()
)
_PRONOUNS = frozenset({"one", "it", "them"})
#: Words that say nothing of what information is about or is for.
_EMPTY = _DETERMINERS | frozenset(
    "of to by for from with on in at under than who whom which what whose when where whether how much if or and nor not but "
    "as so it its they them their he she his her there is are was were be been being has have had may must shall will can "
    "could would should do does did into out up about concerning relating relate related respect regarding connection "
    "connected purpose use used using enable enabling order information data document detail particular record item hold "
    "held receive received disclose disclosed disclosure supply supplied give given obtain obtained provide provided share "
    "shared person people individual section subsection act paragraph part schedule reasonably need request describe "
    "case anything something all only also whoever mean include find found know known get got tell told".split()
)
#: What any information that a body has is held for.
FUNCTIONS = frozenset("function functions exercise".split())
#: Forms of a word that its beginning does not show.
_IRREGULAR = {
    "paid": "pay",
    "bought": "buy",
    "sold": "sell",
    "taught": "teach",
    "spent": "spend",
    "lent": "lend",
    "built": "build",
}
_ENDINGS = frozenset("s d ed ing er ers ment ments ion ions ation ity ly al y es".split())


@dataclass(frozen=True, slots=True)
class Reached:
    """How a clause reaches a party (one of `REACHES`), and what a reader should know of it, in words."""

    how: str
    notes: tuple[str, ...] = ()


def reached(party: str, slot: Slot, bodies: tuple[Body, ...]) -> Reached | None:
    """How the parties of a slot reach a party; None if they do not."""
    items = [item for item in slot.items or (slot.text,) if item]
    if not items:
        return Reached("open")
    found = [one for item in items for one in _item(party, item, slot, bodies)]
    return min(found, key=lambda one: (REACHES.index(one.how), len(one.notes)), default=None)


def _item(party: str, item: str, slot: Slot, bodies: tuple[Body, ...]) -> Iterator[Reached]:
    """Every way in which one item of a slot reaches a party."""
    bare, said = _bare(party), _bare(item)
    if bare == said or is_about(item, " ".join(bare)) or _meaning_words(bare) == _meaning_words(said) != frozenset():
        yield Reached("named")
    yield from _by_bodies(party, item, bodies)
    yield from _by_work(party, item, slot, bodies)
    yield from _by_words(party, item, bodies)
    for resolved in slot.resolved:
        if is_about(item, resolved.term):
            yield from _by_meaning(party, resolved, bodies)
    if said and set(said) <= _ANYBODY:
        yield Reached("anybody", (f"The clause says “{item}”, whoever that is.",))
    elif _REGULATIONS.intersection(compared_words(item)):
        yield Reached("regulations", (f"“{item}” leaves it to regulations who that is.",))


def _by_bodies(party: str, item: str, bodies: tuple[Body, ...]) -> Iterator[Reached]:
    """Both name the same body, or one names a kind of the other."""
    for wanted in _parties(party, bodies):
        for named in _parties(item, bodies):
            words = item[named.start : named.end]
            shared = tuple(body for body in wanted.bodies if body in named.bodies)
            if shared and wanted.is_certain and named.is_certain:
                yield Reached("named")
            elif shared:
                yield Reached("named", (_in_context(words, shared),))
            if not (wanted.is_certain and named.is_certain):
                continue
            if is_kind_of(wanted.bodies[0], named.bodies[0]):
                yield Reached("named", (f"“{words}” includes {wanted.bodies[0].name}.",))
            elif is_kind_of(named.bodies[0], wanted.bodies[0]):
                yield Reached("some", (f"The clause reaches only some: “{item}”.",))


def _in_context(words: str, meant: tuple[Body, ...]) -> str:
    if len(meant) == 1:
        return f"“{words}” is read as {meant[0].name}; the clause itself does not say so."
    return f"“{words}” may be {len(meant)} different bodies; the clause itself does not say which."


def _by_work(party: str, item: str, slot: Slot, bodies: tuple[Body, ...]) -> Iterator[Reached]:
    """Both are somebody who works for the same body: "a firm that does assessments for a council"."""
    workers = [found for found in _parties(item, bodies) if "service provider" in found.classes]
    wanted = [found for found in mentions(party, bodies) if found.is_certain]
    if not workers or not set(compared_words(party)[:4]) & _WORKERS:
        return
    employers = [found.bodies[0] for found in wanted if not found.is_party]
    named = [found for found in mentions(item, bodies) if not found.is_party]
    if _PRONOUNS & set(compared_words(item)):
        named += [found for each in slot.items for found in _parties(each, bodies) if found not in workers]
    for employer in employers:
        for found in named:
            if employer in found.bodies or any(is_kind_of(employer, body) for body in found.bodies):
                yield Reached("named", (f"“{item}” is taken to hold “{party}”.",))


def _by_words(party: str, item: str, bodies: tuple[Body, ...]) -> Iterator[Reached]:
    """Neither is a body that is known, and most of their words are the same."""
    if any(found.is_certain for text in (party, item) for found in _parties(text, bodies)):
        return
    ours, theirs = content(party, bodies) - _ANYBODY, content(item, bodies) - _ANYBODY
    smaller, larger = sorted((ours, theirs), key=len)
    if smaller and 3 * len(alike(smaller, larger)) >= 2 * len(smaller):
        yield Reached("named", () if ours == theirs else (f"The clause says “{item}”.",))


def _by_meaning(party: str, resolved: Resolved, bodies: tuple[Body, ...]) -> Iterator[Reached]:
    """A definition or list that a term of the clause leads to reaches the party."""
    term, where = " ".join(_without_article(resolved.term)), resolved.where
    if is_about(resolved.text, " ".join(_bare(party))):
        yield Reached("named", (f"“{term}” includes it ({where}).",))
    for found in _by_bodies(party, resolved.text, bodies):
        if found.how == "named":
            yield Reached("named", (f"“{term}” includes it ({where}).", *found.notes))
        else:
            yield Reached(found.how, (f"“{term}” reaches only some of them ({where}).",))
    if _REGULATIONS.intersection(compared_words(resolved.text)):
        note = f"“{term}” leaves it to regulations who that is ({where})."
        yield Reached("regulations", (note,))


def _parties(text: str, bodies: tuple[Body, ...]) -> list[Mention]:
    return [found for found in mentions(text, bodies) if found.is_party]


def _without_article(text: str) -> list[str]:
    words = text.split()
    return words[1:] if len(words) > 1 and words[0].lower() in {"a", "an", "the"} else words


def _bare(text: str) -> tuple[str, ...]:
    """The words of a party without the determiners that open it."""
    words = list(compared_words(text))
    while len(words) > 1 and words[0] in _DETERMINERS:
        del words[0]
    return tuple(words)


def _meaning_words(words: Iterable[str]) -> frozenset[str]:
    """Words in any order without those that only join them: "the governing body of a school", "school governing bodies"."""
    return frozenset(words) - (_EMPTY - _ANYBODY)


def content(text: str, bodies: tuple[Body, ...] = ()) -> frozenset[str]:
    """The words of a text that say what it is about; names of bodies and words such as "information" are left out."""
    kept, at = "", 0
    for found in mentions(text, bodies):
        kept, at = f"{kept}{text[at : found.start]} ", found.end
    words = compared_words(kept + text[at:])
    return frozenset(word for word in words if word.isalpha() and len(word) > 1 and word not in _EMPTY)


def alike(wanted: Iterable[str], found: Iterable[str]) -> frozenset[str]:
    """The wanted words that are among the found ones, in any form."""
    known = sorted(found)
    return frozenset(word for word in wanted if any(_same_word(word, other) for other in known))


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "assess" and "assessment", "decide" and "deciding", "paid" and "payment"."""
    one, other = _IRREGULAR.get(one, one), _IRREGULAR.get(other, other)
    shorter, longer = sorted((one, other), key=len)
    stem = shorter.removesuffix("e")
    if len(stem) >= 3 and longer.startswith(stem) and longer[len(stem) :] in _ENDINGS | {"", "e"}:
        return True
    return len(shorter) > 6 and shorter[:6] == longer[:6]
