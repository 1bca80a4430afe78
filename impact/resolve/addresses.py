"""Addresses of provisions in the form that Lawmaker's eIds have.

`sec_212__subsec_8`, `sched_7__para_10__subpara_4__para_a`.

One ladder serves for the words of a reference and for the structure of a document, so that both meet at the same
address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from impact.document import Document, Provision
from impact.resolve.numerals import ORDINAL, arabic, figure

SCHEDULE, PART, CHAPTER, PRINCIPAL, FIRST, SECOND, THIRD, FOURTH = range(8)

#: Units whose rank does not depend on their number.
_FIXED = {
    "schedule": (SCHEDULE, "sched"),
    "annex": (SCHEDULE, "annex"),
    "part": (PART, "pt"),
    "chapter": (CHAPTER, "chp"),
    "section": (PRINCIPAL, "sec"),
    "clause": (PRINCIPAL, "sec"),
    "article": (PRINCIPAL, "art"),
    "regulation": (PRINCIPAL, "reg"),
    "rule": (PRINCIPAL, "rule"),
}
_LOWER = {SECOND: "para", THIRD: "subpara", FOURTH: "subsubpara"}
_NUMERIC = re.compile(r"[A-Z]{0,3}\d")
_ROMAN = re.compile(r"[ivxl]+[A-Z]{0,2}")
_FIRST_ROMAN = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())
_LONG_ROMAN = re.compile(r"[ivxl]{2,}[A-Z]{0,2}")
_PLAIN = re.compile(r"[^\w.]+|\.+$")

#: Kinds of provision that the structure of a document leaves out of addresses.
STEPLESS = frozenset(
    "crossheading group table row cell quotation preface preamble recital text note definition".split()
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: its rank on the ladder, its prefix and its bare label."""

    rank: int
    prefix: str
    label: str


Path = tuple[Step, ...]


def address(path: Path) -> str:
    """The address as one string, e.g. `sec_72__subsec_5__para_a`."""
    return "__".join(f"{step.prefix}_{step.label}" if step.label else step.prefix for step in path)


def in_schedule(path: Path) -> bool:
    """Whether the path leads into a Schedule."""
    return bool(path) and path[0].rank == SCHEDULE


def _principal(path: Path) -> str | None:
    """The prefix of the section, article, regulation or rule that the path goes through."""
    return next((step.prefix for step in path if step.rank == PRINCIPAL), None)


def _rank(path: Path, unit: str | None, label: str, chained: bool) -> int:
    """The rank of a unit below the principal one, from its name, its number and what holds it."""
    bare = label.strip("()")
    if unit == "subsection":
        return FIRST
    if not label.startswith("("):
        return FIRST if _principal(path) not in (None, "para") else PRINCIPAL
    if _NUMERIC.match(bare):
        rank = SECOND if unit == "point" else FIRST
    elif bare[:1].isupper():
        rank = FOURTH
    elif _ROMAN.fullmatch(bare) and (unit == "subparagraph" and _principal(path) not in ("art", "reg", "rule")):
        rank = THIRD
    elif unit == "paragraph" and _LONG_ROMAN.fullmatch(bare) and path and path[-1].rank == SECOND and not chained:
        rank = SECOND if _ROMAN.fullmatch(path[-1].label) else THIRD  # "in subsection (2)(a), after paragraph (iii)"
    elif chained and path and path[-1].rank >= SECOND:
        rank = path[-1].rank + 1
    else:
        rank = SECOND
    if chained and path:
        rank = max(rank, path[-1].rank + 1)
    return rank


def descend(path: Path, unit: str | None, label: str, chained: bool = False) -> Path:
    """The path to `unit label` as it reads from `path`.

    Steps of `path` that lie at or below the rank of the new step are left; a section leaves everything. `chained` is
    for the second
    and further labels of one number ("(a)(ii)") and for the structure of a document, where the new step always lies
    below.
    """
    bare = _PLAIN.sub("", label)
    if unit in _FIXED:
        rank, prefix = _FIXED[unit]
        if rank in (SCHEDULE, PRINCIPAL):
            return (Step(rank, prefix, bare),)
        kept = tuple(step for step in path if step.rank < rank and (step.rank == SCHEDULE or rank == CHAPTER))
        return (*kept, Step(rank, prefix, bare))
    rank = _rank(path, unit, label, chained)
    if unit == "ground":
        return (*(step for step in path if step.rank < PRINCIPAL), Step(PRINCIPAL, "ground", bare))
    kept = tuple(step for step in path if step.rank < rank)
    if rank == PRINCIPAL:
        return (*(step for step in kept if step.rank == SCHEDULE), Step(rank, "para", bare))
    if rank == FIRST:
        within = _principal(path)
        prefix = "subpara" if within == "para" else "para" if within in ("art", "reg", "rule") else "subsec"
        if unit == "subparagraph" and within is None:
            prefix = "subpara"
    else:
        prefix = _LOWER.get(rank, "subsubpara")
    if _principal(kept):
        kept = tuple(step for step in kept if step.rank not in (PART, CHAPTER))
    return (*kept, Step(min(rank, FOURTH), prefix, bare))


def whole(path: Path) -> bool:
    """Whether the path ends at a section, a paragraph of a Schedule, or something larger."""
    return bool(path) and path[-1].rank <= PRINCIPAL


#: What the numbers of these are printed in (Roman figures, words) does not matter, nor whether a Schedule is an Annex.
_ONE_FORM = {"sched": "sched", "annex": "sched", "pt": "pt", "chp": "chp"}
#: The markup does not always say whether an instrument counts articles, regulations or rules.
_SAME = {"art": "art", "reg": "art", "rule": "art"}


def key(path: Path) -> str:
    """The address by which a path is looked up: "Part II of Annex I" and "Part 2 of Schedule 1" are one."""
    return address(tuple(map(_in_one_form, path)))


def _in_one_form(step: Step) -> Step:
    if step.prefix in _ONE_FORM:
        return Step(step.rank, _ONE_FORM[step.prefix], arabic(step.label))
    return Step(step.rank, _SAME.get(step.prefix, step.prefix), step.label)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the provisions of one document lie: path by xpath, xpath by address.

    `home` is the quotation that holds a provision, or "". `series` are the provisions of one kind in one holder, in order.
    """

    paths: dict[str, Path]
    homes: dict[str, str]
    places: dict[tuple[str, str], str]  # (home, key of the address) → xpath
    ids: dict[str, str]
    series: dict[tuple[str, str, str], list[str]]  # (home, key of the holder, prefix) → xpaths

    def find(self, path: Path, home: str = "") -> str | None:
        """The xpath of the provision at `path`, in the document itself or in one quotation."""
        return self.places.get((home, key(path)))

    def like(self, path: Path, home: str = "") -> list[str]:
        """The provisions of the same kind in the same holder as the one at `path`, in document order."""
        return self.series.get(_series(path, home), []) if path else []


def _series(path: Path, home: str) -> tuple[str, str, str]:
    return home, key(path[:-1]), _SAME.get(path[-1].prefix, path[-1].prefix)


def addresses(document: Document) -> Addresses:
    """The addresses of every provision, from kinds and numbers alone; the first of two equal addresses keeps it."""
    paths: dict[str, Path] = {}
    homes: dict[str, str] = {}
    places: dict[tuple[str, str], str] = {}
    ids: dict[str, str] = {}
    series: dict[tuple[str, str, str], list[str]] = {}
    waiting: list[tuple[Provision, Path, str]] = [(top, (), "") for top in reversed(document.body)]
    while waiting:
        provision, path, home = waiting.pop()
        if provision.kind == "quotation":
            path, home = (), provision.xpath
        elif provision.kind not in STEPLESS and (provision.number or provision.kind == "schedule"):
            path = structural(path, provision)
            places.setdefault((home, key(path)), provision.xpath)
            series.setdefault(_series(path, home), []).append(provision.xpath)
        paths[provision.xpath] = path
        homes[provision.xpath] = home
        if provision.id:
            ids.setdefault(provision.id, provision.xpath)
        waiting.extend((child, path, home) for child in reversed(provision.children))
    return Addresses(paths, homes, places, ids, series)


_LEADING_UNIT = re.compile(r"^(?:Part|Chapter|Schedule|Article|Section|Annex|Regulation|Rule)\b\s*", re.IGNORECASE)
_IN_ORDER = re.compile(rf"^(?:the )?({ORDINAL}) schedule\b", re.IGNORECASE)


def structural(path: Path, provision: Provision) -> Path:
    """The path of a provision below the path of what holds it."""
    worded = _IN_ORDER.match(provision.number.strip())
    label = figure(worded[1]) or "" if worded else _LEADING_UNIT.sub("", provision.number.strip()).strip(" .:[]“”\"'")
    if provision.kind in _FIXED:
        return descend(path, provision.kind, label)
    if provision.kind == "subsection" and not label.startswith("("):
        label = f"({label})"
    unit = "subsection" if provision.kind == "subsection" and not in_schedule(path) else None
    principal = _principal(path)
    if principal is None and not label.startswith("("):
        return descend(path, None, label)
    if not label.startswith("(") and principal == "para":
        label = f"({label})"
    return descend(path, unit, label, chained=principal is not None)


def label_range(first: tuple[str, ...], last: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The numbers from `first` to `last`, both included, where the series is plain ("2" to "4", "(a)" to "(c)").

    Else the ends.
    """
    full = (*first[: len(first) - len(last)], *last) if len(last) < len(first) else last
    if first[:-1] != full[:-1]:
        return (first, full)
    low, high = first[-1].strip("()"), full[-1].strip("()")
    bracket = "({})" if first[-1].startswith("(") else "{}"
    labels: list[str] = []
    if low.isdigit() and high.isdigit() and 0 < int(high) - int(low) <= 200:
        labels = [str(number) for number in range(int(low), int(high) + 1)]
    elif low == "i" and high in _FIRST_ROMAN:
        labels = list(_FIRST_ROMAN[: _FIRST_ROMAN.index(high) + 1])
    elif len(low) == len(high) == 1 and low.isalpha() and high.isalpha() and low < high:
        labels = [chr(code) for code in range(ord(low), ord(high) + 1)]
    if not labels:
        return (first, full)
    return tuple((*first[:-1], bracket.format(label)) for label in labels)
