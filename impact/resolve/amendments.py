"""Textual amendments: every instruction of a document to change another Act, with its target.

A lead-in ("In section 27B—") aims what stands below it, "The Sample Act 2004 is amended as follows" what comes after
it, a heading that is
the title of an Act what stands under it. Text between quotation marks and quoted provisions belong to the other Act
and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from impact.document import Document, Provision
from impact.report import Amendment
from impact.resolve.addresses import PRINCIPAL, Path, in_schedule
from impact.resolve.aims import THIS, Aim, Memory, act_uris, aimed, short_names
from impact.resolve.changes import Change, all_of
from impact.resolve.citations import act_titles, find_references
from impact.resolve.instructions import read_instruction
from impact.resolve.quotations import set_aside
from impact.resolve.repeals import is_repeal_schedule, repealed_rows, revoked_titles

#: What is read for instructions: not another Act's text, not notes, not the front of the document.
_NOT_READ = frozenset("quotation note preface preamble recital".split())
#: Groups without a number of their own: an Act that is amended "as follows" below one stays the aim after it.
_LOOSE = frozenset("crossheading group".split())
_BEARING = frozenset("part chapter crossheading schedule group".split())
_CHAPTER_NUMBER = re.compile(r"\s*\((?:c|asp|nia|anaw|asc|S\.I\.|S\.S\.I\.|S\.R\.)[^()]{0,40}\)\s*$", re.IGNORECASE)
_AMENDING_HEADING = re.compile(
    r"^(?:Further |Consequential |Minor )?(?:[Aa]mendments?|[Mm]odifications?) (?:of|to) (?:the )?"
)
#: A text without any of these words changes nothing and aims at nothing.
_WORTH_READING = re.compile(
    r"insert|substitut|omit|repeal|revo[ck]|delet|replac|amend|modif|becom|renumber|re-number|\badd"
    r"|leave out|cease|as if|existing (?:text|provision|words)"
    r"|— ?$|: ?$",
    re.IGNORECASE,
)


#: An item that is words of the place above, not a place of its own.
_WORDS_ALONE = re.compile(r"(?:the )?(?:words?|definitions?|entry|entries|references?|proviso)\b(?! in )")
_SPACED = re.compile(r"(?<=\d|\)) (?=\((?:\d{1,2}[A-Z]{0,2}|[a-z]|[ivx]{1,5}[A-Z]?|[a-z]{2})\)(?![ ]?[A-Z]))")
_HYPHEN = re.compile(r"(?<=[\w)”’])\s?[-–]\s*$")
_CLINGING = re.compile(r"(?<=\b[12]\d{3})(?=(?:is|are|shall)\b)")
_EACH_OF = re.compile(
    r"\beach of (?=(?:[Ss]ub-?)?(?:section|paragraph|regulation|article|rule|schedule)s )", re.IGNORECASE
)
#: A lead-in whose last word is the first of each paragraph below it.
_IN_EACH = re.compile(r"(?:^|[,—] ?)[Ii]n[—:-]\s*$")


@dataclass(slots=True)
class _Level:
    """The children of one provision that are still to be read, and the aim that holds among them."""

    children: Iterator[Provision]
    aim: Aim
    loose: bool = False
    listing: Change | None = None
    opening: str = ""


@dataclass(slots=True)
class AmendingText:
    """What a walk over the document found: changes by provision, and the aim at which each text was read."""

    changes: list[tuple[Provision, Change]] = field(default_factory=list)
    aims: dict[str, Aim] = field(default_factory=dict)


def find_amendments(document: Document) -> tuple[Amendment, ...]:
    """Every textual amendment of another Act or instrument, in document order.

    `target` is an address like `sec_72__subsec_5__para_a` or `sec_215B__title`; several are joined by commas; None is
    the whole Act.
    """
    uris = act_uris(document)
    return tuple(_amendment(provision, change, uris) for provision, change in read_amending_text(document).changes)


def _amendment(provision: Provision, change: Change, uris: Mapping[str, str]) -> Amendment:
    act = change.aim.act
    return Amendment(
        xpath=provision.xpath,
        id=provision.id,
        label=provision.label,
        operation=change.operation,
        act=act,
        uri=uris.get(act or ""),
        target=change.aim.target,
        position=change.position,
        whole_provision=change.whole,
        old=change.old,
        new=change.new,
        textual=change.aim.textual,
    )


def read_amending_text(document: Document) -> AmendingText:
    """Walk the document once, level by level, with the aims that lead-ins, carriers and headings set."""
    found = AmendingText()
    memory = Memory(short_names(document))
    levels = [_Level(iter(document.body), Aim())]
    while levels:
        level = levels[-1]
        provision = next(level.children, None)
        if provision is None:
            levels.pop()
            if level.loose and levels:
                levels[-1].aim = level.aim
            continue
        if provision.kind in _NOT_READ or provision.status == "not-law" or provision.inserted_into is not None:
            continue
        if (
            provision.kind in ("schedule", "section", "article", "regulation", "rule", "part")
            and provision.kind not in _LOOSE
        ):
            memory.last = Aim()
        if is_repeal_schedule(provision):
            found.changes.extend(repealed_rows(provision, memory))
            found.changes.extend(revoked_titles(provision, memory))
        levels.append(_read(provision, level, memory, found))
    return found


def _read(provision: Provision, level: _Level, memory: Memory, found: AmendingText) -> _Level:
    """Read one provision's own words; the level of its children comes back."""
    aim = _under_heading(provision, level.aim, memory)
    listing = None
    text = _mended(provision.intro.string)
    if level.opening and text[:1].islower():
        text = level.opening + text
    if text and provision.kind not in ("table", "row", "cell") and not _is_numbering(provision):
        found.aims[provision.xpath] = aim
        listed = _listed(text, level.listing, aim, memory)
        if listed is not None:
            found.changes.append((provision, listed))
        elif _WORTH_READING.search(text):
            instruction = read_instruction(text, aim, memory)
            found.changes.extend(
                (provision, replace(change, aim=_in_schedule(change.aim, memory))) for change in instruction.changes
            )
            aim, listing = _in_schedule(instruction.aim, memory), instruction.listing
            if text[:3].lower() == "in " and text.rstrip().endswith("—") and not instruction.changes:
                listing = listing or level.listing
            if instruction.carried is not None:
                level.aim = aim = instruction.carried
                level.listing = instruction.listing
        else:
            listing = level.listing
    if provision.wrap_up:
        closing = read_instruction(provision.wrap_up.string, aim, memory)
        found.changes.extend((provision, change) for change in closing.changes)
    opening = "In " if _IN_EACH.search(text) else ""
    return _Level(iter(provision.children), aim, provision.kind in _LOOSE, listing, opening)


def _in_schedule(aim: Aim, memory: Memory) -> Aim:
    """An aim at "paragraph 3" of an Act as one in the Schedule last spoken of: Acts have numbered paragraphs nowhere else."""
    if not aim.path or aim.path[0].prefix != "para" or aim.path[0].rank != PRINCIPAL:
        return aim
    last = next((near.path[:1] for near in memory.recent if near.act == aim.act and in_schedule(near.path)), ())
    return replace(aim, paths=tuple((*last, *path) for path in aim.paths))


def _mended(text: str) -> str:
    """A text without slips of printing (a hyphen for a dash, a word that clings to a year, "2 (1)") and "each of".

    The words are read as "paragraph (a) of sections 5 and 6" then.
    """
    return _SPACED.sub("", _EACH_OF.sub("", _CLINGING.sub(" ", _HYPHEN.sub("—", text))))


def _is_numbering(provision: Provision) -> bool:
    return provision.kind == "definition"


def _under_heading(provision: Provision, aim: Aim, memory: Memory) -> Aim:
    """The aim under a heading that is the title of an Act, alone or after "Amendments of"."""
    if provision.kind not in _BEARING or not provision.heading:
        return aim
    heading = _AMENDING_HEADING.sub("", _CHAPTER_NUMBER.sub("", provision.heading.string))
    titles = act_titles(f"the {heading.removeprefix('The ')}")
    if (
        len(titles) == 1
        and titles[0].act
        and titles[0].start == 4
        and titles[0].end >= len(heading.removeprefix("The ")) + 3
    ):
        return Aim(memory.title(titles[0]))
    return aim if provision.kind in _LOOSE else replace(aim, heading=False)


def _listed(text: str, listing: Change | None, aim: Aim, memory: Memory) -> Change | None:
    """The change to an item of a list whose lead-in says what happens to all.

    "The following are repealed— (a) section 5".
    """
    if listing is None:
        return None
    if text.rstrip().endswith(("—", ":")):
        return None
    plain, quoted = set_aside(text)
    if _WORTH_READING.search(plain.rstrip("—: ")) is not None:
        return None
    references = find_references(plain)
    if aim.path and aim.act not in (None, THIS) and _WORDS_ALONE.match(plain):
        return replace(listing, aim=aim, whole=False, old=quoted[0] if quoted else None)
    if not references:
        return None
    if "heading" in plain and listing.operation == "deletion":
        changes = read_instruction(f"Omit {text}", aim, memory).changes
        return changes[0] if changes else None
    found = aimed(references[0], aim, memory)
    for reference in references[1:]:
        if found.act == THIS:
            found = aimed(reference, aim, memory)
            continue
        more = aimed(reference, found, memory)
        if more.act == found.act and not re.match(r"[Ii]n ", plain):
            found = Aim(found.act, (*found.paths, *more.paths))
        elif more.act == found.act:
            found = more
    if found.act in (None, THIS):
        return None
    found = replace(found, paths=tuple(path for path in found.paths if not _holds_another(path, found.paths)))
    words = bool(quoted) or listing.old is not None or " words " in f" {plain.lower()} "
    return replace(
        listing,
        aim=found,
        whole=all_of(listing.operation, found) and not words,
        old=quoted[0] if quoted else listing.old,
    )


def _holds_another(path: Path, paths: Sequence[Path]) -> bool:
    """Whether a path only leads to another one: "Schedule 2, paragraph 5"."""
    return any(len(other) > len(path) and other[: len(path)] == path for other in paths)
