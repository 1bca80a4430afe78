"""References as the words give them: "paragraph (a) or (b) of section 18(1) of the Sample Act 2005" as a small tree.

Two passes of bounded patterns find units with their numbers and the titles of Acts; a third step joins them where
only "of" or
"to" (and a description in brackets) stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    "act": "act",
    "measure": "act",
    "order": "act",
    "bill": "act",
    "instrument": "act",
    "title": "title",
    "definition": "definition",
}

_UNIT = (
    r"(?:sub-sub-?|sub-?)?paragraphs?|sub-?sections?|[Ss]ections?|[Cc]lauses?|[Rr]egulations?|[Aa]rticles?|[Rr]ules?"
    r"|Parts?|Chapters?|[Ss]chedules?|Grounds?|Annex(?:es)?|[Pp]oints?|Paragraphs?|Sub-?paragraphs?|Sub-?sections?"
)
_BRACKET = (
    r"\((?:\d{1,3}[A-Z]{0,3}|[A-Z]{1,3}\d{1,3}[A-Z]?"
    r"|[a-z]{1,3}|[ivxl]{1,6}[A-Z]{0,2}|[a-z]{1,2}[A-Z]{1,2}|[A-Z]{1,2})\)"
)
_LABEL = (
    r"(?:\d{1,3}(?:\.[A-Z0-9]{1,3}){1,3}|\d{1,4}(?:[a-z]{1,2}|[A-Z]{0,4}(?:\d{1,2}[A-Z]{0,2})?)"
    r"|[A-Z]{1,3}\d{1,4}[A-Z]{0,3}|[IVXL]{1,8}[A-Z]?|[A-Z]{1,2})(?!\w)"
)
_NUMBER = rf"(?:{_LABEL}(?:{_BRACKET}){{0,6}}|(?:{_BRACKET}){{1,6}})"
_NEXT = (
    rf"(?:(?P<joint>,? (?:and|or|to|and/or)|,(?: and| or)?) ?)(?P<number>{_NUMBER})"
    r"(?! (?:days?|weeks?|months?|years?|hours?)\b)"
)
_CITED = re.compile(rf"\b(?P<unit>{_UNIT}) ?(?P<number>(?<= ){_NUMBER}|{_BRACKET}(?:{_BRACKET}){{0,5}})")
_MORE = re.compile(_NEXT)
_ANCHORED = re.compile(
    r"\b(?P<anchor>[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Tt]he said) (?P<unit>sub-?sections?|sub-?paragraphs?"
    r"|paragraphs?|sections?|Parts?|Chapters?"
    r"|Schedules?|regulations?|Regulations|articles?|Articles?|rules?|Rules|clauses?|points?|Annex|Act|Measure"
    r"|Order|Bill|instrument)\b"
    r"|\b(?P<only>[Tt]he (?:Schedule|Annex)|(?:(?<=[Ii]n )|(?<=of ))the schedule(?=,|—| to ))\b(?! [\dIVX])"
)
_LABELS = re.compile(rf"{_BRACKET}|{_LABEL}")

#: "Act 2005", "Regulations (Northern Ireland) 2007": the end of a title, from which the title is read backwards.
_TITLE_END = re.compile(
    r"\b(?:Act|Measure|Order|Regulations|Rules|Scheme|Directions"
    r"|Code)(?: \([A-Z][^()]{0,60}\)){0,2} (?P<year>1[2-9]\d\d|20\d\d)\b"
)
_ALIAS = re.compile(
    r"\b[Tt]he (?P<alias>(?P<year>1[2-9]\d\d|20\d\d) (?:Act|Order|Regulations|Measure|Rules)|[Pp]rincipal (?:Act"
    r"|Regulations|Order)"
    r"|[a-z]?[A-Z][\w&-]{0,30} (?:(?:(?:and|of"
    r"|for) )?[A-Z][\w&-]{0,30} ){0,4}(?:\([A-Z][^()]{0,60}\) ){0,2}(?:Act|Regulations?|Order|GDPR|Directive"
    r"|Rules|Code)(?! \([A-Z]| \d))\b"
)
#: "SMPA 1999": the initials of an Act with its year, as tax and finance Acts name others.
_INITIALS = re.compile(r"(?<![\w&])(?P<alias>[A-Z]{1,8}A (?P<year>1[89]\d\d|20\d\d))\b")
_UNION = re.compile(
    r"\b(?:(?:Council|Commission|Implementing|Delegated) ){0,3}(?:Regulation|Directive|Decision) (?:\((?:EU|EC"
    r"|EEC|Euratom)[^()]{0,12}\) )?"
    r"(?:No\.? )?(?P<number>\d{1,4}/\d{1,4}(?:/[A-Z]{2,4})?)"
)
_INSTRUMENT = re.compile(
    r"\b(?P<series>S\. ?I\.|S\. ?S\. ?I\.|SI|SSI|S\. ?R\.(?: \(N\. ?I\.\))?)(?: No\.?)? ?(?P<number>\d{4}/\d{1,5})"
)
_CONNECTING = frozenset("of and for to in on from with by at etc or as into the &".split())
_NOT_IN_TITLE = re.compile(r"\d|[;:—“”\"]|\.$|^[IVXL]+$")
_UNIT_WORD = re.compile(
    rf"^(?:{_UNIT}|In|Under|After|Before|Of|To|For|By|Omit|From|With|And|Or|See|Where|Until|Despite|Without)$"
)
_JOIN = re.compile(
    r"^(?: \([^()]{1,300}\))?(?:,? (?:of|to),?| in)(?: the| each of the)? ?$|^ (?=that|this|the said"
    r"|the (?:Schedule|Annex))$"
)
_SHARED = re.compile(r"^ (?:of|to),? (?:and|or) (?:of |to )?(?:the )?$")


@dataclass(frozen=True, slots=True)
class ActTitle:
    """An Act or instrument as cited.

    Its title or short name ("2018 Act", "UK GDPR"), year and number as far as given.
    """

    title: str
    year: int | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a reference as its labels ("18", "(1)", "(a)"), or the first of a range up to `to`."""

    labels: tuple[str, ...]
    to: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference in words: "section" 18(1), of what, of which Act.

    `anchor` is "this" or "that"; offsets into the text that was read.

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

    A level that another reference goes through ("of section 5") is not given twice.
    """
    acts = list(_acts(text))
    taken = [(act.start, act.end) for act in acts]
    pieces = [piece for piece in (*_cited(text), *_anchored(text)) if not _inside(piece, taken)]
    return _joined(text, sorted([*acts, *pieces], key=lambda piece: (piece.start, -piece.end)))


def act_titles(text: str) -> tuple[ParsedReference, ...]:
    """The Acts and instruments that a text cites, alone; offsets without "the"."""
    return tuple(_acts(text))


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
        if match.start() < end:
            continue
        numbers = [Numeral(tuple(_LABELS.findall(match["number"])))]
        end = match.end()
        for _ in range(60):
            more = _MORE.match(text, end)
            if more is None or not _same_series(numbers[0].labels, more["number"]):
                break
            labels = tuple(_LABELS.findall(more["number"]))
            before = numbers[-1]
            if labels[0].startswith("(") and not numbers[0].labels[0].startswith("("):
                labels = _completed(before.to or before.labels, labels)
            if more["joint"].endswith("to"):
                numbers[-1] = replace(before, to=labels)
            else:
                numbers.append(Numeral(labels))
            end = more.end()
        unit = unit_of(match["unit"][:1].lower() + match["unit"][1:])
        yield ParsedReference(unit, tuple(numbers), match.start(), end, end, plural=match["unit"].endswith("s"))


def _same_series(first: tuple[str, ...], number: str) -> bool:
    """Whether a number may go on a list: "(1) or (2)", "12 or 13", "18(1) and (2)", not "(a) and 5"."""
    return number.startswith("(") or not first[0].startswith("(")


def _completed(before: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
    """The full number of "(3)" after "18(1)(a)".

    The labels of the number before it, up to the level where the new one fits.
    """
    sort = _sort(labels[0])
    for position in range(len(before) - 1, 0, -1):
        if _sort(before[position]) == sort:
            return (*before[:position], *labels)
    return (*before[:1], *labels)


def _sort(label: str) -> str:
    bare = label.strip("()")
    return "digit" if any(character.isdigit() for character in bare) else "upper" if bare[:1].isupper() else "lower"


def _anchored(text: str) -> Iterator[ParsedReference]:
    """“this Part”, “that subsection”, “the Schedule”."""
    for match in _ANCHORED.finditer(text):
        word = match["unit"] or match["only"].split(" ")[1]
        anchor = "" if match["only"] else "this" if match["anchor"].lower() in ("this", "these") else "that"
        unit = unit_of(word)
        yield ParsedReference(
            unit, (), match.start(), match.end(), match.end(), anchor=anchor, plural=word.endswith("s")
        )


def _acts(text: str) -> Iterator[ParsedReference]:
    """Titles of Acts and instruments, short names, EU instruments and S.I. numbers, none inside another."""
    found: list[ParsedReference] = []
    for match in _TITLE_END.finditer(text):
        start = _title_start(text, match.start())
        if start < match.start():
            title = ActTitle(text[start : match.end()], int(match["year"]))
            found.append(ParsedReference("act", (), start, match.end(), match.end(), act=title))
    for pattern in (_UNION, _INSTRUMENT):
        for match in pattern.finditer(text):
            title = ActTitle(
                match[0], int(match["number"][:4]) if match["number"][:4].isdigit() else None, match["number"]
            )
            found.append(ParsedReference("act", (), match.start(), match.end(), match.end(), act=title))
    for pattern in (_ALIAS, _INITIALS):
        for match in pattern.finditer(text):
            year = int(match["year"]) if match["year"] else None
            start, end = match.span("alias")
            found.append(ParsedReference("act", (), start, end, end, act=ActTitle(match["alias"], year)))
    last = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= last:
            yield piece
            last = piece.end


def _title_start(text: str, end: int) -> int:
    """Where the title starts that ends in "Act 2005", found by walking back over its words (at most 24.

    200 characters).
    """
    low = max(0, end - 200)
    words = [(match.start() + low, match[0]) for match in re.finditer(r"\([^()]{1,80}\)|[^\s()]+", text[low:end])][-24:]
    start, index = end, len(words) - 1
    while index >= 0:
        at, word = words[index]
        bare = word.rstrip(",")
        if re.fullmatch(r"\d{4}", word) and index and words[index - 1][1] == "Act":
            pass  # "the Sample Act 1998 (Consequential Changes) Order 1999"
        elif word.startswith("("):
            if not word[1:2].isupper():
                break
        elif bare.rstrip(".") in _CONNECTING:
            if index == 0 or not _goes_on(words, index):
                break
        elif not _in_title(words, index):
            break
        start = at
        index -= 1
    first = text[start:end].split(" ", 1)
    while len(first) == 2 and first[0].rstrip(",") in _CONNECTING:
        start += len(first[0]) + 1
        first = first[1].split(" ", 1)
    return start


def _goes_on(words: list[tuple[int, str]], index: int) -> bool:
    """Whether a title goes on before a connecting word.

    "Representation of the People", not "section 5 of the Housing".
    """
    while index >= 0 and words[index][1].rstrip(",.") in _CONNECTING:
        if words[index][1] == "the" and (
            index == 0 or words[index - 1][1] not in ("of", "to", "from", "for", "in", "on")
        ):
            return False
        index -= 1
    if index < 0:
        return False
    return _in_title(words, index)


def _in_title(words: list[tuple[int, str]], index: int) -> bool:
    """Whether a word can stand in a title; "Regulation" can where it counts nothing ("Regulation of Herons Act")."""
    bare = words[index][1].rstrip(",")
    if not bare[:1].isupper() or _NOT_IN_TITLE.search(bare) or bare in ("The", "That"):
        return False
    following = words[index + 1][1] if index + 1 < len(words) else ""
    return not _UNIT_WORD.match(bare) or (bare == "Regulation" and following in ("of", "and"))


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
        whole.append(tree)
        following = tree
    return tuple(reversed(whole))


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
    if not _JOIN.match(gap):
        return False
    fits = _ORDER.get(inner.unit, 9) >= _ORDER.get(outer.unit, 9) or inner.unit in ("part", "chapter")
    if gap.strip() == "in" and _ORDER.get(inner.unit, 9) == _ORDER.get(outer.unit, 9):
        return False  # "in subsection (3) in paragraph (a)" goes down, not up
    return fits and not (gap.strip().endswith("in") and outer.unit == "act" and inner.unit == "schedule")
