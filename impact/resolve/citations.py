"""References as the words give them: "paragraph (a) or (b) of section 18(1) of the Sample Act 2005" as a small tree.

Bounded patterns find units with their numbers; `titles` finds the Acts; a third step joins them where only "of" or "to" (and a
description in brackets) stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from impact.resolve.numerals import CARDINAL, ORDINAL, figure
from impact.resolve.titles import ActTitle, find_titles

UNITS = {
    "section": "section",
    "subsection": "subsection",
    "paragraph": "paragraph",
    "subparagraph": "subparagraph",
    "subsubparagraph": "subparagraph",
    "part": "part",
    "chapter": "chapter",
    "schedule": "schedule",
    "regulation": "regulation",
    "article": "article",
    "rule": "rule",
    "clause": "clause",
    "point": "point",
    "annex": "annex",
    "ground": "ground",
    "head": "subparagraph",
    "item": "subparagraph",
    "limb": "subparagraph",
    "act": "act",
    "measure": "act",
    "order": "act",
    "bill": "act",
    "instrument": "act",
    "directive": "act",
    "decision": "act",
    "title": "title",
    "definition": "definition",
}

_UNIT = (
    r"(?:sub-sub-?|sub-?)?paragraphs?|sub-?sections?|[Ss]ections?|[Cc]lauses?|[Rr]egulations?|[Aa]rticles?|[Rr]ules?"
    r"|Parts?|Chapters?|[Ss]chedules?|Grounds?|Annex(?:es)?|[Pp]oints?|Paragraphs?|Sub-?paragraphs?|Sub-?sections?"
    r"|(?:[Hh]eads?|[Ii]tems?|[Ll]imbs?)(?= ?\()"
)
#: Units that old drafters count in words: "sections nine and ten".
_WORDED = r"(?:[Ss]ub-?sections?|[Ss]ections?|[Pp]aragraphs?|[Aa]rticles?|[Rr]egulations?|[Rr]ules?|[Cc]lauses?)"
_BRACKET = (
    r"\((?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,3}\d{1,3}[A-Z]?"
    r"|[a-z]{1,3}|[ivxl]{1,6}[A-Z]{0,2}|[a-z]{1,2}[A-Z]{1,2}|[A-Z]{1,2})\)"
)
_LABEL = (
    r"(?:\d{1,3}(?:\.[A-Z0-9]{1,3}){1,3}|[A-Z]{1,2}\.\d{1,2}[A-Z]{0,2}|\d{1,4}(?:[a-z]{1,2}|[A-Z]{0,4}(?:\d{1,2}[A-Z]{0,2})?)"
    r"|[A-Z]{1,3}\d{1,4}[A-Z]{0,3}|[IVXL]{1,8}[A-Z]?|[A-Z]{1,2})(?!\w)"
)
_NUMBER = rf"(?:{_LABEL}(?:{_BRACKET}){{0,6}}|(?:{_BRACKET}){{1,6}})"
_NEXT = (
    rf"(?:(?P<joint>,? (?:and|or|to|and/or)|,(?: and| or)?) ?)(?P<number>{_NUMBER})"
    r"(?! (?:days?|weeks?|months?|years?|hours?)\b)"
)
_CITED = re.compile(rf"\b(?P<unit>{_UNIT}) ?(?P<number>(?<= ){_NUMBER}|{_BRACKET}(?:{_BRACKET}){{0,5}})")
_IN_WORDS = re.compile(
    rf"\b(?P<unit>{_WORDED}) (?P<first>{CARDINAL})(?P<more>(?:(?:,| and| or| to|, and|, or) {CARDINAL}){{0,12}})"
    r"(?! (?:days?|weeks?|months?|years?|hours?|or more)\b)"
)
_IN_ORDER = re.compile(
    rf"\b(?:[Tt]he )?(?P<first>{ORDINAL})(?P<more>(?:(?:,| and|, and| or) (?:the )?{ORDINAL}){{0,6}}) (?P<unit>[Ss]chedules?)\b"
)
_MORE = re.compile(_NEXT)
_ANCHORED = re.compile(
    r"\b(?P<anchor>[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Tt]he said"
    r"|[Tt]he (?:(?:last|next|immediately) )?(?:preceding|foregoing)|[Tt]he (?:next|immediately) following)"
    r" (?P<unit>sub-?sections?|sub-?paragraphs?"
    r"|paragraphs?|sections?|Parts?|part(?= of th(?:is|ese) )|Chapters?"
    r"|Schedules?|schedules?|regulations?|Regulations?|articles?|Articles?|rules?|Rules|clauses?|points?|Annex|Act|Measure"
    r"|Order|Bill|instrument|Directive|Decision)\b(?! ?\((?:\d{1,3}[A-Z]{0,2}|[a-z]{1,2}|[ivx]+)\))"
    r"|\b(?P<only>[Tt]he (?:Schedule|Annex)|(?<=[Ii]n )the schedule(?=,|—| to )|(?<=of )the schedule(?! of| to the [a-z]))"
    r"\b(?! [\dIVX])"
    r"|(?<=[\w).] )(?P<there>thereto|thereof)\b"
)
_LABELS = re.compile(rf"{_BRACKET}|{_LABEL}")

_JOIN = re.compile(r"^\.?(?: \([^()]{1,300}\))?(?: above| below)?(?:,? (?:of|to),?| in)(?: the| each of the)? ?$")
_TO = re.compile(r"\bto\b")
_SHARED = re.compile(r"^ (?:of|to),? (?:and|or) (?:of |to )?(?:the )?$")
_BESIDE = re.compile(r"^,? (?:and|or) $")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a reference as its labels ("18", "(1)", "(a)"), or the first of a range up to `to`."""

    labels: tuple[str, ...]
    to: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference in words: "section" 18(1), of what, of which Act.

    `anchor` is "this", "that", "there" ("thereto"), "preceding" or "following"; offsets into the text that was read.

    `unit` is "act" for an Act that is cited as a whole. `own_end` is where the words of this level end, before "of …".
    """

    unit: str
    numbers: tuple[Numeral, ...]
    start: int
    end: int
    own_end: int
    of: ParsedReference | None = None
    act: ActTitle | None = None
    anchor: str = ""
    plural: bool = False

    def levels(self) -> Iterator[ParsedReference]:
        """This level and those that hold it, innermost first."""
        level: ParsedReference | None = self
        while level is not None:
            yield level
            level = level.of

    @property
    def outermost(self) -> ParsedReference:
        """The last level: usually the Act."""
        *_, last = self.levels()
        return last


def find_references(text: str) -> tuple[ParsedReference, ...]:
    """Every reference in a text, in order.

    A level that another reference goes through ("of section 5") is not given twice; "the Act" alone says nothing.
    """
    acts = act_titles(text)
    taken = [(act.start, act.end) for act in acts]
    pieces = [piece for piece in (*_cited(text), *_worded(text), *_anchored(text)) if not _inside(piece, taken)]
    trees = _joined(text, sorted([*acts, *pieces], key=lambda piece: (piece.start, -piece.end)))
    return tuple(tree for tree in trees if not (tree.act and tree.act.generic) and tree.anchor != "there")


def act_titles(text: str) -> tuple[ParsedReference, ...]:
    """The Acts and instruments that a text cites, alone; offsets without "the"."""
    return tuple(
        ParsedReference("act", (), title.start, title.end, title.end, act=title.act) for title in find_titles(text)
    )


def _inside(piece: ParsedReference, spans: list[tuple[int, int]]) -> bool:
    return any(start <= piece.start and piece.own_end <= end for start, end in spans)


def unit_of(word: str) -> str:
    """The unit that a word stands for, singular and without hyphens."""
    lower = word.lower().replace("-", "")
    if word in ("Regulations", "Rules"):
        return "act"
    return UNITS.get(lower) or UNITS.get(lower.removesuffix("s")) or UNITS.get(lower.removesuffix("es"), lower)


def _cited(text: str) -> Iterator[ParsedReference]:
    """Units with numbers: "sections 12, 13(1) and 15 to 17"."""
    end = 0
    for match in _CITED.finditer(text):
        if match.start() < end or _OF_YEAR.search(text, match.start() - 5, match.end()):
            continue
        numbers = [Numeral(tuple(_LABELS.findall(match["number"])))]
        end = match.end()
        for _ in range(60):
            more = _MORE.match(text, end)
            if more is None or not _same_series(numbers[0].labels, more["number"]):
                break
            labels = tuple(_LABELS.findall(more["number"]))
            before = numbers[-1]
            if labels[0].startswith("("):
                labels = _completed(before.to or before.labels, labels)
            if more["joint"].endswith("to"):
                numbers[-1] = replace(before, to=labels)
            else:
                numbers.append(Numeral(labels))
            end = more.end()
        unit = unit_of(match["unit"][:1].lower() + match["unit"][1:])
        start = match.start() - _SAID if text.endswith(("the said ", "The said "), 0, match.start()) else match.start()
        yield ParsedReference(unit, tuple(numbers), start, end, end, plural=match["unit"].endswith("s"))


#: "2022 Chapter 21" is how an Act is numbered.
_OF_YEAR = re.compile(r"\b\d{4} Chapter")
_SAID = len("the said ")


def _worded(text: str) -> Iterator[ParsedReference]:
    """Units that are counted in words: "section fourteen", "sections nine to eleven", "the First and Second Schedules"."""
    for pattern in (_IN_WORDS, _IN_ORDER):
        for match in pattern.finditer(text):
            numbers = [Numeral((figure(match["first"]) or "",))]
            for joint, words in re.findall(rf"(,? ?(?:and|or|to)?) (?:the )?({CARDINAL}|{ORDINAL})", match["more"]):
                labels = (figure(words) or "",)
                if joint.strip() == "to":
                    numbers[-1] = replace(numbers[-1], to=labels)
                else:
                    numbers.append(Numeral(labels))
            unit = unit_of(match["unit"].lower())
            yield ParsedReference(
                unit, tuple(numbers), match.start(), match.end(), match.end(), plural=len(numbers) > 1
            )


def _same_series(first: tuple[str, ...], number: str) -> bool:
    """Whether a number may go on a list: "(1) or (2)", "12 or 13", "18(1) and (2)", not "(a) and 5"."""
    return number.startswith("(") or not first[0].startswith("(")


def _completed(before: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
    """The full number of "(3)" after "18(1)(a)", or of "(b)" after "(4)(a)(i)".

    The labels of the number before it, up to the deepest level where the new one fits.
    """
    for position in range(len(before) - 1, -1, -1):
        above = before[position - 1] if position else ""
        if before[position].startswith("(") and _sort(before[position], above) in _sorts(labels[0]):
            return (*before[:position], *labels)
    return labels if before[0].startswith("(") else (*before[:1], *labels)


_ROMAN = re.compile(r"[ivxl]+[A-Z]{0,2}")


def _sort(label: str, above: str) -> str:
    """The kind of series that a label belongs to; "(i)" below "(a)" is Roman, below "(1)" a letter."""
    bare = label.strip("()")
    if any(character.isdigit() for character in bare):
        return "digit"
    if bare[:1].isupper():
        return "upper"
    is_below_letter = above.strip("()")[:1].islower()
    return "roman" if _ROMAN.fullmatch(bare) and (is_below_letter or len(bare) > 1) else "lower"


def _sorts(label: str) -> frozenset[str]:
    """The kinds of series that a label can go on: "(v)" may be a letter or a Roman figure."""
    sort = _sort(label, "(a)")
    return frozenset({"roman", "lower"}) if sort == "roman" and len(label) == 3 else frozenset({sort})


_PRECEDING, _FOLLOWING = ("preceding", "foregoing"), ("following",)


def _anchored(text: str) -> Iterator[ParsedReference]:
    """“this Part”, “that subsection”, “the preceding section”, “the Schedule”, “thereto”."""
    for match in _ANCHORED.finditer(text):
        if match["there"]:
            yield ParsedReference("act", (), match.start(), match.end(), match.end(), anchor="there")
            continue
        word = match["unit"] or match["only"].split(" ")[1]
        said = (match["anchor"] or "").lower()
        if match["only"]:
            anchor = ""
        elif said.endswith(_PRECEDING):
            anchor = "preceding"
        elif said.endswith(_FOLLOWING):
            anchor = "following"
        else:
            anchor = "this" if said in ("this", "these") else "that"
        unit = unit_of(word)
        yield ParsedReference(
            unit, (), match.start(), match.end(), match.end(), anchor=anchor, plural=word.endswith("s")
        )


def _joined(text: str, pieces: list[ParsedReference]) -> tuple[ParsedReference, ...]:
    """The pieces as trees, joined from the right."""
    whole: list[ParsedReference] = []
    following: ParsedReference | None = None
    for piece in reversed(pieces):
        tree = piece
        if following is not None and piece.unit != "act":
            gap = text[piece.own_end : following.start]
            if _holds(piece, following, gap):
                tree = replace(piece, of=following, end=following.end)
                whole.pop()
            elif _SHARED.match(gap) and following.of is not None:
                tree = replace(piece, of=following.of)
            elif _BESIDE.match(gap):
                tree = replace(piece, of=_beside(piece, following))
        whole.append(tree)
        following = tree
    return tuple(reversed(whole))


def _beside(piece: ParsedReference, following: ParsedReference) -> ParsedReference | None:
    """What holds the Parts in "Parts 1 to 7 or Chapter 1 of Part 9 of the Sample Act": what holds the like of them."""
    levels = list(following.levels())[1:]
    return next(
        (level.of for level in levels if level.unit == piece.unit and piece.unit in ("part", "subsection")), None
    )


_ORDER = {
    "point": 5,
    "subparagraph": 5,
    "paragraph": 4,
    "subsection": 4,
    "section": 3,
    "article": 3,
    "regulation": 3,
    "rule": 3,
    "clause": 3,
    "ground": 3,
}
_ORDER |= {"chapter": 2, "part": 1, "schedule": 0, "annex": 0, "act": -1}


def _holds(inner: ParsedReference, outer: ParsedReference, gap: str) -> bool:
    """Whether `outer` can be what holds `inner`: "of" or "to" between them, and the units in order."""
    if outer.anchor == "there":
        return gap == " "
    if _TO.search(gap) and outer.unit != "act" and inner.unit not in ("schedule", "annex"):
        return False  # "the reference in subsection (5) to section 25"
    if not _JOIN.match(gap):
        return False
    fits = _ORDER.get(inner.unit, 9) >= _ORDER.get(outer.unit, 9) or inner.unit in ("part", "chapter")
    if gap.strip() == "in" and _ORDER.get(inner.unit, 9) == _ORDER.get(outer.unit, 9):
        return False  # "in subsection (3) in paragraph (a)" goes down, not up
    return fits and not (gap.strip().endswith("in") and outer.unit == "act" and inner.unit == "schedule")
