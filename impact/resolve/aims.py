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
from impact.resolve.titles import short_name
from impact.resolve.uris import KNOWN

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


_REMEMBERED = 60


@dataclass(slots=True)
class Memory:
    """What "that section" and "that Act" mean at a point of the document, and the short names of Acts."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    last: Aim = Aim()
    act: str | None = None
    recent: list[Aim] = field(default_factory=list)

    def title(self, reference: ParsedReference) -> str | None:
        """The title of the Act that an "act" level cites; "the Act" is the last one unless the document names it so."""
        if reference.anchor == "this":
            return THIS
        if reference.anchor == "there":
            return self.last.act or self.act
        if reference.act is None:
            return self.act
        name = reference.act.title
        return self.aliases.get(name, self.act if reference.act.generic else name)

    def note(self, aim: Aim) -> None:
        """Keep in mind what was spoken of."""
        self.last = aim
        if aim.act and aim.act != THIS:
            self.act = aim.act
        if aim.path:
            self.recent = [aim, *self.recent[: _REMEMBERED - 1]]

    def forget(self) -> None:
        """A new section starts: "that subsection" is none of the section before."""
        self.last = Aim()
        self.recent = []

    def latest(self, unit: str, plural: bool) -> Aim | None:
        """The last place of a kind that was spoken of: for "that Article" an article, whatever came after it."""
        latest: Aim | None = None
        for aim in self.recent:
            paths = aim.paths if plural else aim.paths[-1:]
            found = tuple(dict.fromkeys(cut for path in paths if (cut := _up_to(path, unit))))
            if latest is not None and found and aim.act == latest.act:
                return Aim(aim.act, tuple(dict.fromkeys((*found, *latest.paths))))
            if found and latest is None:
                latest = Aim(aim.act, found)
                if not plural or len(found) > 1:
                    break
        return latest


#: Unit → the prefixes of the step of an address that "that `unit`" may mean; those of lists are at any depth.
_PREFIXES = {
    "section": ("sec",),
    "clause": ("sec",),
    "article": ("art",),
    "regulation": ("reg",),
    "rule": ("rule",),
    "schedule": ("sched", "annex"),
    "annex": ("annex", "sched"),
    "part": ("pt",),
    "chapter": ("chp",),
    "subsection": ("subsec",),
    "paragraph": ("para",),
    "point": ("para",),
    "subparagraph": ("subpara", "para"),
}


def _up_to(path: Path, unit: str) -> Path:
    """A path as far as its last step of a unit; nothing if it has none."""
    prefixes = _PREFIXES.get(unit, ())
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        if step.prefix in prefixes and (unit != "subparagraph" or step.rank > PRINCIPAL):
            return path[:depth]
    return ()


def aimed(reference: ParsedReference, base: Aim, memory: Memory) -> Aim:
    """What a reference means when it is read at `base`; the memory then holds it."""
    levels = list(reference.levels())
    outermost = levels[-1]
    aim = replace(base, heading=False)
    if outermost.unit == "act":
        act = memory.title(outermost)
        aim = Aim(act)
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
        if level.unit in ("schedule", "annex") and not level.numbers and not level.anchor:
            paths: tuple[Path, ...] = (descend((), level.unit, ""),)  # "the Schedule to the Sample Act 1960"
        else:
            paths = tuple(path for start in aim.paths for path in _numbered(level, start))
        aim = Aim(aim.act, paths or aim.paths)
    aim = replace(aim, textual=base.textual)
    memory.note(aim)
    return aim


def _anchored(level: ParsedReference, base: Aim, memory: Memory) -> Aim:
    """“this section” is the document's own; “that section” is the last one that was spoken of."""
    if level.anchor != "that":
        return Aim(THIS)
    latest = memory.latest(level.unit, level.plural)
    if latest is not None:
        return Aim(latest.act or base.act, latest.paths)
    rank = _RANKS.get(level.unit, PRINCIPAL)
    source = memory.last if memory.last.path else base
    paths = source.paths if level.plural else source.paths[-1:]
    if level.unit in ("paragraph", "point", "subparagraph"):
        return Aim(source.act or base.act, paths)
    kept = tuple(dict.fromkeys(tuple(step for step in path if step.rank <= rank) for path in paths))
    if level.unit in ("article", "regulation", "rule") and not any(_up_to(path, level.unit) for path in kept):
        return Aim(None)  # "those rules" that somebody is to make
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
_MEANS = re.compile(
    r"[“\"‘](?P<alias>[^“”\"‘’]{1,60})[”\"’](?: \([“\"‘][^()]{1,60}\))?,? "
    r"(?:(?:shall )?means?|(?:is|are|shall be construed as) (?:a )?references? to) (?:the )?(?=[A-Z])"
)
_REFERRED = re.compile(
    r"\((?:in this [\w ]{1,40} "
    r"|hereinafter |hereafter )?(?:referred to (?:in this [\w ]{1,30} )?as )?(?:the )?[“\"‘](?P<alias>[^“”\"‘’()]{1,60})[”\"’]\)"
)
_OF_A_KIND = re.compile(r"(?:Directive|Regulation|Decision)$")
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
            if text and any(
                word in text for word in (" Act", " Order", "Regulation", "Directive", " Rules", " Scheme")
            ):
                _names_in(text, provision.terms, names, years)
    for name, candidates in years.items():
        if len(candidates) == 1:
            names.setdefault(name, next(iter(candidates)))
    return names


def _names_in(text: str, terms: tuple[str, ...], names: dict[str, str], years: dict[str, set[str]]) -> None:
    """The short names that one text gives to Acts, and the Acts that it cites by year."""
    every = [act for act in act_titles(text) if act.act and not act.act.generic]
    # Only titles that end in a year: "the UK GDPR" is a better name than "Regulation (EU) 2016/679".
    titles = [act for act in every if act.act and _DATED.search(act.act.title)]
    for title in titles:
        assert title.act is not None
        word = title.act.title.split(" ")[-2] if " " in title.act.title else ""
        if word in ("Act", "Order", "Regulations", "Measure"):
            years.setdefault(f"{title.act.year} {word}", set()).add(title.act.title)
        number = _CHAPTER_NUMBER.match(text, title.end)
        after = _REFERRED.match(text, number.end() if number else title.end + 1)
        if after:
            names.setdefault(short_name(after["alias"]), title.act.title)
        for term in terms:
            if title.start <= len(term) + 24:
                names.setdefault(short_name(term), title.act.title)
    for match in _MEANS.finditer(text):
        known = every if _OF_A_KIND.search(match["alias"]) else titles
        found = next((title.act.title for title in known if title.act and title.start == match.end()), None)
        if found:
            names.setdefault(short_name(match["alias"]), found)


def act_uri(target: str | None) -> str | None:
    """The URI of the Act in a link to legislation.gov.uk, without the provision and the version.

    None for anything else.
    """
    match = _URI.search(target or "")
    return f"https://www.legislation.gov.uk/{match['act']}" if match else None


def act_uris(document: Document) -> dict[str, str]:
    """Titles of Acts with their URIs: by the numbers beside the titles, else by the document's own links, else as is known.

    A link to an Act of another year than the title has is a slip of the publisher.
    """
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for mention in document.mentions:
        uri = act_uri(mention.target)
        if uri is None:
            continue
        words = " ".join(mention.text.split())
        titles = act_titles(words if words.startswith(("the ", "The ")) else f"the {words}")
        if len(titles) == 1 and titles[0].act and not titles[0].act.generic:
            title, year = titles[0].act.title, titles[0].act.year
            if year and _LINKED_YEAR.search(uri) and f"/{year}/" not in uri:
                continue
            (found if year and not title[0].isdigit() else names).setdefault(title, uri)
    numbered: dict[str, str] = {}
    for provision in document.walk():
        for text in (provision.heading.string, provision.intro.string, provision.wrap_up.string):
            if _HAS_NUMBER.search(text):
                for each in act_titles(text):
                    if each.act and each.act.uri:
                        numbered.setdefault(each.act.title, each.act.uri)
    return KNOWN | names | found | numbered


_LINKED_YEAR = re.compile(r"/[12]\d{3}/\d+$")
_HAS_NUMBER = re.compile(r"\((?:c|ch|asp|anaw|asc|nawm|nia|S)\b|\b(?:19|20)\d\d (?:c\.|asp)|\d/\d")
