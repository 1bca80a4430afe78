"""Public bodies in the words of a clause: which are named, and which of them the words are about.

"A local authority" is a party; in "a person providing services to a local authority" it is only mentioned. Names are compared
without "the", in any case, singular or plural; a name of one word only in the case in which the vocabulary has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from impact.rulebase.model import Body

#: One word or one mark; no part of it can match in two ways.
_PIECE = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = frozenset("'’‘`")
_ARTICLES = frozenset({"the", "a", "an"})
#: Marks and words that end one party and may begin another.
_BOUNDARIES = frozenset(",;:.—–()[]/") | {"or", "and", "nor"}
#: Of those, the ones that leave the words before them behind; after a bare "or" the sentence may still be inside a phrase.
_BREAKS = frozenset(",;:.—–()[]")
#: Words between a party and a body that is only mentioned ("a person *acting for* a council", "anyone *other than* …").
_LINKS = frozenset(
    "of to by for from with on in at under than who whom which that whose behalf about concerning regarding against within "
    "through as if where unless except excluding not whether".split()
)
#: These may open a party after "or": "…, or to a person".
_OPENERS = frozenset("to by from with between against".split())
#: The people of a body stand for it: "an officer of Revenue and Customs".
_STAFF = frozenset("officer official employee member staff servant representative chief executive director".split())
_DETERMINERS = _ARTICLES | frozenset("any each every no that this those these such another some one".split())
#: What may follow a name without making it part of a longer one ("a council" is a party, "a council officer" is not). A verb such
#: as "must" may not: a sentence about a body, in a list that a slot leads to, is no entry of the list.
_FOLLOWERS = (
    _BOUNDARIES
    | _LINKS
    | frozenset(
        "is are was were has have established constituted other acting concerned so otherwise "
        "when before after whichever together jointly outside elsewhere if both itself themselves".split()
    )
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word as written, as compared, and where it stands in the text."""

    written: str
    compared: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A body in a text: `text[start:end]`.

    `bodies` is the one that the name means, or all that it may mean in one Act or another (`is_certain` False). `is_party` says
    that the words are about the body, not about somebody who has to do with it.
    """

    start: int
    end: int
    bodies: tuple[Body, ...]
    is_certain: bool
    is_party: bool

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that the body has, whichever of those it may be it is."""
        first, *others = self.bodies
        return tuple(name for name in first.classes if all(name in other.classes for other in others))


def bodies_in(text: str, bodies: tuple[Body, ...]) -> tuple[Body, ...]:
    """The bodies that a text names beyond doubt, in the order of the text; the longest name wins."""
    return tuple(dict.fromkeys(found.bodies[0] for found in mentions(text, bodies) if found.is_certain))


def party_class(text: str, bodies: tuple[Body, ...]) -> tuple[str, ...]:
    """The classes of the parties that a text is about, in the order of the text."""
    return tuple(dict.fromkeys(name for found in mentions(text, bodies) if found.is_party for name in found.classes))


def known_classes(bodies: Iterable[Body]) -> tuple[str, ...]:
    """Every class that some body has, in alphabetical order."""
    return tuple(sorted({name for body in bodies for name in body.classes}))


def is_kind_of(body: Body, other: Body) -> bool:
    """Whether a body is one of those that another stands for in general: its name is among the body's classes."""
    return body != other and other.name in body.classes


def mentions(text: str, bodies: tuple[Body, ...]) -> tuple[Mention, ...]:
    """Every body that a text names or may name, none inside another, in the order of the text."""
    words, index = _words(text), _index(bodies)
    found: list[Mention] = []
    phrase = _Phrase()
    at = 0
    while at < len(words):
        name = _name_at(words, at, index)
        if name is None:
            phrase.add(words[at].compared)
            at += 1
            continue
        end = at + len(name.words)
        party = phrase.opens_party() and _may_follow(words[end] if end < len(words) else None)
        found.append(Mention(words[at].start, words[end - 1].end, name.bodies, name.is_certain, party))
        phrase.name(party)
        at = end
    return tuple(found)


def compared_words(text: str) -> tuple[str, ...]:
    """The words and marks of a text as names are compared: small letters, singular, genitives as their nouns."""
    return tuple(word.compared for word in _words(text))


def is_about(text: str, term: str) -> bool:
    """Whether a text is about what a term of it stands for, rather than about somebody who has to do with that."""
    words, wanted = _words(text), [word.compared for word in _words(term)]
    phrase = _Phrase()
    for at, word in enumerate(words):
        if wanted and [following.compared for following in words[at : at + len(wanted)]] == wanted:
            follower = words[at + len(wanted)] if at + len(wanted) < len(words) else None
            return phrase.opens_party() and _may_follow(follower)
        phrase.add(word.compared)
    return False


def _may_follow(word: _Word | None) -> bool:
    if word is None or word.compared in _FOLLOWERS or not word.compared[0].isalpha():
        return True
    return word.written.endswith("ed")  # "an authority listed in …"


class _Phrase:
    """What has been read since the last party could begin."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.is_inside = False  # after "a person acting for a council", "or a board" is still about that person
        self.has_party = False

    def add(self, word: str) -> None:
        """Read a word that belongs to no name."""
        if word not in _BOUNDARIES:
            self.words.append(word)
            return
        dangling = bool(self.words) and self.words[-1] in _LINKS
        if word in _BREAKS:
            self.is_inside = dangling
        else:
            self.is_inside = dangling or self.is_inside
        self.words = []
        self.has_party = False

    def name(self, is_party: bool) -> None:
        """Read the name of a body."""
        self.is_inside = not is_party
        self.has_party = True

    def opens_party(self) -> bool:
        """Whether a name that comes now is what the words are about."""
        if self.is_inside or self.has_party:
            return False
        words = self.words[1:] if self.words[:1] and self.words[0] in _OPENERS else self.words
        for at, word in enumerate(words):
            if word == "as" and words[at - 1 : at] == ["such"]:
                continue
            if word == "of" and at and all(before in _STAFF | _DETERMINERS for before in words[:at]):
                continue
            if word in _LINKS and not (word == "that" and at == 0):
                return False
            if (
                word.endswith("ing")
                and words[at + 1 : at + 2]
                and words[at + 1] in _DETERMINERS
                and word != "including"
            ):
                return False
        return True


def _words(text: str) -> list[_Word]:
    """The words and marks of a text; a genitive is its noun, "HM" is two words."""
    found: list[_Word] = []
    pieces = [(piece[0], piece.start(), piece.end()) for piece in _PIECE.finditer(text)]
    for at, (written, start, end) in enumerate(pieces):
        after_apostrophe = at > 0 and pieces[at - 1][0] in _APOSTROPHES and pieces[at - 1][2] == start
        if written in _APOSTROPHES or written == "-" or (written == "s" and after_apostrophe):
            continue
        if written == "." and found and found[-1].compared == "etc":
            continue
        if written == "HM":
            found += (_Word("His", "his", start, end), _Word("Majesty", "majesty", start, end))
            continue
        compared = {"&": "and"}.get(written, _singular(written.lower()))
        if compared == "majesty" and found and found[-1].compared == "her":
            found[-1] = _Word("His", "his", found[-1].start, found[-1].end)
        found.append(_Word(written, compared, start, end))
    return found


def _singular(word: str) -> str:
    """A word without the ending of its plural; names and texts are cut alike, so that it need not be a word."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of one body, or of several; `written` is a name of one word as the vocabulary has it."""

    words: tuple[str, ...]
    written: str | None
    bodies: tuple[Body, ...]
    is_certain: bool


_Index = Mapping[str, Sequence[_Name]]


@lru_cache(maxsize=8)
def _index(bodies: tuple[Body, ...]) -> _Index:
    """Every name under its first word, the longest first; of two that are the same, the one that is certain."""
    certain = _gathered((name, body) for body in bodies for name in (body.name, *body.aliases))
    possible = _gathered((name, body) for body in bodies for name in body.in_context)
    index: dict[str, list[_Name]] = {}
    for (words, written), owners in {**possible, **certain}.items():
        is_certain = (words, written) in certain and len(owners) == 1
        index.setdefault(words[0], []).append(_Name(words, written, owners, is_certain))
    return {
        first: sorted(names, key=lambda name: (-len(name.words), not name.is_certain)) for first, names in index.items()
    }


def _gathered(named: Iterable[tuple[str, Body]]) -> dict[tuple[tuple[str, ...], str | None], tuple[Body, ...]]:
    gathered: dict[tuple[tuple[str, ...], str | None], tuple[Body, ...]] = {}
    for name, body in named:
        key = _compared(name)
        gathered[key] = tuple(dict.fromkeys((*gathered.get(key, ()), body)))
    return gathered


def _compared(name: str) -> tuple[tuple[str, ...], str | None]:
    words = list(_without_article(_words(name)))
    return tuple(word.compared for word in words), words[0].written if len(words) == 1 else None


def _without_article(words: Sequence[_Word]) -> Iterator[_Word]:
    yield from words[1:] if len(words) > 1 and words[0].compared in _ARTICLES else words


def _name_at(words: Sequence[_Word], at: int, index: _Index) -> _Name | None:
    for name in index.get(words[at].compared, ()):
        if name.written is not None:
            if _same_case(words[at], name.written, opens=at == 0):
                return name
        elif tuple(word.compared for word in words[at : at + len(name.words)]) == name.words:
            return name
    return None


def _same_case(word: _Word, name: str, *, opens: bool) -> bool:
    """Whether a word is a name of one word: capitals as written; small letters also in the plural and at the very start."""
    if not name.islower():
        return word.written == name
    return word.written.islower() or (opens and word.written[1:].islower())
