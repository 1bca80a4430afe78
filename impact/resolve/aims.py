"""Where an amendment is aimed: an Act and a path in it, as a lead-in, a heading or an earlier subsection says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from impact.document import Document
from impact.resolve.addresses import (
    CHAPTER,
    FIRST,
    PART,
    PRINCIPAL,
    SCHEDULE,
    SECOND,
    THIRD,
    Path,
    address,
    descend,
    label_range,
)
from impact.resolve.citations import ParsedReference, act_titles

_RANKS = {
    "schedule": SCHEDULE,
    "annex": SCHEDULE,
    "part": PART,
    "chapter": CHAPTER,
    "section": PRINCIPAL,
    "article": PRINCIPAL,
    "regulation": PRINCIPAL,
    "rule": PRINCIPAL,
    "subsection": FIRST,
    "paragraph": SECOND,
    "point": SECOND,
    "subparagraph": THIRD,
}
THIS = "this"  # the document itself, in place of a title


@dataclass(frozen=True, slots=True)
class Aim:
    """One or several places in one Act; `act` is a title, `THIS`, or None if no words have said it yet.

    `heading` aims at the heading; `textual` is False below "has effect as if".
    """

    act: str | None = None
    paths: tuple[Path, ...] = ((),)
    heading: bool = False
    textual: bool = True

    @property
    def path(self) -> Path:
        """The first path."""
        return self.paths[0] if self.paths else ()

    @property
    def target(self) -> str | None:
        """The address, several joined by commas; None for the whole Act."""
        found = [address(path) for path in self.paths if path]
        if self.heading:
            found = [f"{place}__title" for place in found]
        return ",".join(found) or None


@dataclass(slots=True)
class Memory:
    """What "that section" and "that Act" mean at a point of the document, and the short names of Acts."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    last: Aim = Aim()
    act: str | None = None

    def title(self, reference: ParsedReference) -> str | None:
        """The title of the Act that an "act" level cites."""
        if reference.anchor == "this":
            return THIS
        if reference.act is None:
            return self.act
        return self.aliases.get(reference.act.title, reference.act.title)


def aimed(reference: ParsedReference, base: Aim, memory: Memory) -> Aim:
    """What a reference means when it is read at `base`; the memory then holds it."""
    levels = list(reference.levels())
    outermost = levels[-1]
    aim = replace(base, heading=False)
    if outermost.unit == "act":
        act = memory.title(outermost)
        aim = Aim(act)
        if act != THIS:
            memory.act = act
        levels.pop()
    elif outermost.anchor and levels[0].anchor == "that":
        # "that Part of that Schedule"
        aim = _anchored(levels[0], base, memory)
        levels.clear()
    elif outermost.anchor:
        aim = _anchored(outermost, base, memory)
        levels.pop()
    elif outermost.unit in ("schedule", "annex") and not outermost.numbers:
        held = base.path[:1] if base.path and base.path[0].rank == SCHEDULE else descend((), outermost.unit, "")
        aim = Aim(base.act, (held,))
        levels.pop()
    for level in reversed(levels):
        paths = tuple(path for start in aim.paths for path in _numbered(level, start))
        aim = Aim(aim.act, paths or aim.paths)
    aim = replace(aim, textual=base.textual)
    memory.last = aim
    if aim.act and aim.act != THIS:
        memory.act = aim.act
    return aim


def _anchored(level: ParsedReference, base: Aim, memory: Memory) -> Aim:
    """“this section” is the document's own; “that section” is the last one that was spoken of."""
    if level.anchor == "this":
        return Aim(THIS)
    rank = _RANKS.get(level.unit, PRINCIPAL)
    source = memory.last if memory.last.path else base
    paths = source.paths if level.plural else source.paths[-1:]
    if level.unit in ("paragraph", "point", "subparagraph"):
        return Aim(source.act or base.act, paths)
    kept = tuple(dict.fromkeys(tuple(step for step in path if step.rank <= rank) for path in paths))
    return Aim(source.act or base.act, kept)


def _numbered(level: ParsedReference, start: Path) -> list[Path]:
    """The paths of every number of one level, ranges counted out where the series is plain."""
    paths: list[Path] = []
    for number in level.numbers:
        series = label_range(number.labels, number.to) if number.to else (number.labels,)
        for labels in series:
            path = descend(start, level.unit, labels[0])
            for label in labels[1:]:
                path = descend(path, None, label, chained=True)
            paths.append(path)
    return paths


_DATED = re.compile(r"^\D.*[a-z].* \d{4}$")
_MEANS = re.compile(r"“(?:the )?(?P<alias>[^“”]{1,60})” means (?:the )?(?=[A-Z])")
_REFERRED = re.compile(
    r"\((?:in this [\w ]{1,40} "
    r"|hereinafter )?(?:referred to (?:in this [\w ]{1,30} )?as )?“(?:the )?(?P<alias>[^“”()]{1,60})”\)"
)
_CHAPTER_NUMBER = re.compile(r" \((?:c\.|asp|anaw|asc|nia|S\.I\.|S\.S\.I\.|S\.R\.)[^()]{0,30}\) ")
_URI = re.compile(r"legislation\.gov\.uk/(?:id/)?(?P<act>[a-z]{3,6}/(?:\d{4}|[A-Z][\w]{1,12}/[\d-]{1,9})/\d{1,5})")


def short_names(document: Document) -> dict[str, str]:
    """The short names of Acts that the document defines ("2018 Act" → its title).

    "1988 Act" where one cited Act has that year.
    """
    names: dict[str, str] = {}
    years: dict[str, set[str]] = {}
    for provision in document.walk():
        for text in (provision.intro.string, provision.wrap_up.string):
            if not text or (" Act" not in text and " Order" not in text and "Regulation" not in text):
                continue
            # Only titles that end in a year: "the UK GDPR" is a better name than "Regulation (EU) 2016/679".
            titles = [act for act in act_titles(text) if act.act and _DATED.search(act.act.title)]
            for title in titles:
                assert title.act is not None
                word = title.act.title.split(" ")[-2] if " " in title.act.title else ""
                if word in ("Act", "Order", "Regulations", "Measure"):
                    years.setdefault(f"{title.act.year} {word}", set()).add(title.act.title)
                number = _CHAPTER_NUMBER.match(text, title.end)
                after = _REFERRED.match(text, number.end() if number else title.end + 1)
                if after:
                    names.setdefault(after["alias"], title.act.title)
                for term in provision.terms:
                    if title.start <= len(term) + 24:
                        names.setdefault(term.removeprefix("the "), title.act.title)
            for match in _MEANS.finditer(text):
                found = next((title.act.title for title in titles if title.act and title.start == match.end()), None)
                if found:
                    names.setdefault(match["alias"], found)
    for name, candidates in years.items():
        if len(candidates) == 1:
            names.setdefault(name, next(iter(candidates)))
    return names


def act_uri(target: str | None) -> str | None:
    """The URI of the Act in a link to legislation.gov.uk, without the provision and the version.

    None for anything else.
    """
    match = _URI.search(target or "")
    return f"https://www.legislation.gov.uk/{match['act']}" if match else None


def act_uris(document: Document) -> dict[str, str]:
    """Titles of Acts with the URIs that the document's own links give them."""
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for mention in document.mentions:
        uri = act_uri(mention.target)
        if uri is None:
            continue
        words = " ".join(mention.text.split())
        titles = act_titles(words if words.startswith(("the ", "The ")) else f"the {words}")
        if len(titles) == 1 and titles[0].act:
            title = titles[0].act.title
            (found if titles[0].act.year and not title[0].isdigit() else names).setdefault(title, uri)
    return names | found
