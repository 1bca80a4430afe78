"""The amendments of a bill applied to the text of an Act, one after the other; what cannot be applied is kept with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from impact.changes.units import HOLDERS, SECTIONS, Act, Unit, act_of, defines
from impact.changes.wording import EACH, JOINERS, Wording, wordings
from impact.changes.words import change_heading, change_words, has_joiner, slots_of, without_joiner
from impact.document import Document, Provision
from impact.report import Amendment
from impact.resolve.addresses import addresses, whole

#: What is cited by itself; below it a document may call the same thing a paragraph or a level.
_CITED = SECTIONS | HOLDERS
_TITLE = "__title"
_HEADING_BEFORE = "xhdg_"


@dataclass(slots=True)
class Applied:
    """One amendment after it was tried: `problem` is a key of `report.PROBLEMS`, or None if its text was changed.

    `homes` are the sections (or Schedule paragraphs, or larger units) concerned; `touched` the units whose own words changed, which
    came in or which went.
    """

    amendment: Amendment
    problem: str | None = None
    homes: list[Unit] = field(default_factory=list)
    touched: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Amended:
    """An Act after a bill: its units, what was tried, and the units as they were before anything changed."""

    act: Act
    applied: tuple[Applied, ...]
    repealed: bool = False  # the whole Act goes


@dataclass(slots=True)
class _Quotations:
    """The quoted provisions of a bill, each used once: several amendments may stand in one provision (`rows` says how many)."""

    document: Document
    rows: Mapping[str, int]
    used: set[str] = field(default_factory=set)

    def below(self, xpath: str) -> tuple[Provision, ...] | None:
        """The next quotation of a provision that no amendment has used; None if there is none left."""
        for child in self.document.by_xpath[xpath].children:
            if child.kind == "quotation" and child.xpath not in self.used:
                self.used.add(child.xpath)
                return _content(child)
        return None


def _content(quotation: Provision) -> tuple[Provision, ...]:
    """What a quotation holds; notes in the margin are no text of the Act, and an "or" before a paragraph is no provision."""
    held = tuple(child for child in quotation.children if child.kind != "note" and child.status != "not-law")
    words = quotation.intro.string.strip(" ,;.")
    if not words or (held and words in JOINERS):
        return held
    return (Provision(quotation.xpath, None, "text", intro=quotation.intro), *held)


def amended(bill: Document, act: Document, amendments: Sequence[Amendment]) -> Amended:
    """The Act with the amendments applied in the order of the bill; `amendments` are those of the bill that are about this Act."""
    units = act_of(act, addresses(act))
    quotations = _Quotations(bill, Counter(amendment.xpath for amendment in amendments))
    said = wordings(bill, amendments)
    tried = tuple(
        _tried(units, amendment, wording, quotations) for amendment, wording in zip(amendments, said, strict=True)
    )
    gone = (_is_whole_act(amendment, wording) for amendment, wording in zip(amendments, said, strict=True))
    return Amended(
        units, tried, any(is_gone and each.problem is None for is_gone, each in zip(gone, tried, strict=True))
    )


def _is_whole_act(amendment: Amendment, wording: Wording) -> bool:
    is_about_words = wording.reach != "" or wording.unread or wording.definition is not None
    return amendment.operation == "deletion" and not amendment.target and not is_about_words


def _tried(act: Act, amendment: Amendment, wording: Wording, quotations: _Quotations) -> Applied:
    result = Applied(amendment)
    if not amendment.textual:
        result.problem = "not-textual"
        result.homes = [unit.home() for unit in _units(act, amendment, wording)]
        return result
    if _is_whole_act(amendment, wording):
        return result
    targets = (amendment.target or "").split(",")
    found = _units(act, amendment, wording)
    result.homes = [unit.home() for unit in found if not amendment.target or not amendment.target.endswith(_TITLE)]
    if len(found) < len(targets):
        result.problem = "no-provision"
        if not found:
            return result
    problem = _change(act, amendment, wording, found, quotations, result)
    result.problem = problem or result.problem
    result.homes = list(dict.fromkeys(act.by_xpath[unit.xpath] for unit in result.homes))
    return result


def _units(act: Act, amendment: Amendment, wording: Wording) -> list[Unit]:
    """The units that an amendment is aimed at, as far as the Act has them; all of it for words that change wherever they occur."""
    if not amendment.target and wording.reach == "words" and wording.occurrence == EACH:
        return [unit for unit in act.cited() if any(wording.first in slot.text for slot in slots_of(unit))]
    found = []
    for target in (amendment.target or "").split(","):
        bare = target.removesuffix(_TITLE)
        if bare.startswith(_HEADING_BEFORE):
            unit = _heading_before(act, bare.removeprefix(_HEADING_BEFORE))
        else:
            unit = act.find(bare, wording.definition)
        if unit is not None:
            found.append(unit)
    return found


def _heading_before(act: Act, number: str) -> Unit | None:
    """The heading that stands before a section: the group that the section is the first of."""
    first = next((unit for prefix in ("sec", "art", "reg", "rule") if (unit := act.find(f"{prefix}_{number}"))), None)
    if (
        first is None
        or first.parent is None
        or first.parent.kind not in HOLDERS
        or first.parent.children[0] is not first
    ):
        return None
    return first.parent


def _change(
    act: Act, amendment: Amendment, wording: Wording, found: list[Unit], quotations: _Quotations, result: Applied
) -> str | None:
    """Carry one amendment out; a problem or None."""
    if (amendment.target or "").endswith(_TITLE):
        content = quotations.below(amendment.xpath)
        if content:
            wording = Wording(new=" ".join(each.heading.string or each.text for each in content))
        problem: str | None = None
        for unit in found:
            trouble, touched = change_heading(unit, wording)
            result.touched += touched
            if unit.kind not in HOLDERS:
                result.homes.append(unit.home())
            problem = problem or trouble
        return problem
    if wording.renumbered is not None:
        problem = _renumber(act, *wording.renumbered, found, result)
        content = quotations.below(amendment.xpath) if quotations.rows[amendment.xpath] == 1 else None
        return _follow(act, found[0], content, result) if content and problem is None else problem
    if wording.reach and not (wording.reach in {"end", "start"} and not wording.new):
        return _change_words(act, amendment, wording, found, quotations, result)
    if amendment.operation != "insertion" and wording.definition is None and _is_part(act, amendment, wording, found):
        return "not-read"
    if amendment.operation == "deletion":
        return _remove(act, wording, found, result)
    content = quotations.below(amendment.xpath)
    if content is None:
        return "no-text" if not amendment.new else "not-read"
    if not content:
        return "no-text"
    if amendment.operation == "substitution":
        return _replace(act, wording, found, content, result)
    return _insert(act, amendment, wording, found[0], content, result)


def _is_part(act: Act, amendment: Amendment, wording: Wording, found: Sequence[Unit]) -> bool:
    """Whether only something in the provisions is meant ("the second sentence"), so that they must not go as a whole."""
    is_whole = all(whole(act.paths.get(unit, ())) for unit in found)
    return wording.unread or (is_whole and not amendment.whole_provision)


def _change_words(
    act: Act, amendment: Amendment, wording: Wording, found: list[Unit], quotations: _Quotations, result: Applied
) -> str | None:
    content = quotations.below(amendment.xpath)
    problem: str | None = None
    for unit in found:
        if content and wording.reach == "end":
            trouble, touched = change_words(unit, wording, lambda _: [])
            if trouble is None:
                problem = problem or _insert(act, amendment, Wording(reach="end"), unit, content, result)
        else:
            trouble, touched = change_words(unit, wording, lambda holder: act.adopt(content or (), holder, None))
        result.touched += touched
        problem = problem or trouble
    return problem


def _renumber(act: Act, kind: str, number: str, found: Sequence[Unit], result: Applied) -> str | None:
    """Another number for a provision, or one for its text ("the text of section 6 becomes subsection (1)"): no words change."""
    if len(found) != 1 or not found[0].number:
        return "not-read"
    unit = found[0]
    if kind in {"subsection", "subparagraph"} and (unit.kind in SECTIONS or unit.home() is unit):
        if any(child.kind == kind and child.number == number for child in unit.children):
            return "already"
        act.wrap(unit, number)
    elif unit.number.strip("(). ") == number.strip("()"):
        return "already"
    else:
        act.renumber(unit, number)
    result.touched.append(unit)
    return None


def _follow(act: Act, unit: Unit, content: Sequence[Provision], result: Applied) -> str | None:
    """What is inserted after the text that became a subsection: "becomes subsection (1), and after that subsection insert"."""
    last = unit.children[-1] if unit.kind in SECTIONS and unit.children else unit
    siblings = act.siblings(last)
    if any(_has(siblings, new) for new in content):
        return "already"
    made = act.adopt(content, last.parent, last)
    at = next(place for place, each in enumerate(siblings) if each is last)
    siblings[at + 1 : at + 1] = made
    result.touched += made
    return None


def _remove(act: Act, wording: Wording, found: list[Unit], result: Applied) -> str | None:
    found = _meant(wording, found)
    if not found:
        return "no-words"
    if all(_is_spent(unit) for unit in found):
        return "already"
    for unit in found:
        siblings = act.siblings(unit)
        at = next(place for place, each in enumerate(siblings) if each is unit)
        if wording.loose_end == "before" and at:
            without_joiner(siblings[at - 1])
        del siblings[at]
        result.touched.append(unit)
    return None


def _meant(wording: Wording, found: list[Unit]) -> list[Unit]:
    """The units that go: those that are aimed at, or the definition in them; paragraphs of a definition are aimed at themselves."""
    term = wording.definition
    if term is None or all(any(_is_about(above, term) for above in unit.above()) for unit in found):
        return found
    return [each for unit in found for each in unit.walk() if defines(each, term)][:1]


def _is_about(unit: Unit, term: str) -> bool:
    return defines(unit, term) or re.search(rf"[“\"]{re.escape(term)}[”\"]", unit.intro) is not None


def _is_spent(unit: Unit) -> bool:
    """Whether nothing but numbers and dots is left of a unit, as of one that is repealed."""
    return not any(character.isalpha() for slot in slots_of(unit) for character in slot.text)


def _replace(
    act: Act, wording: Wording, found: list[Unit], content: Sequence[Provision], result: Applied
) -> str | None:
    found = _meant(wording, found)
    if not found:
        return "no-words"
    first = found[0]
    siblings = act.siblings(first)
    at = next(place for place, each in enumerate(siblings) if each is first)
    made = act.adopt(content, first.parent, first)
    for new in made:
        old = next((unit for unit in found if _is_twin(new, unit)), None)
        if old is not None or (len(made) == len(found) == 1):
            _succeed(act, new, old or first)
    for unit in found:
        place = act.siblings(unit)
        del place[next(index for index, each in enumerate(place) if each is unit)]
    siblings[at:at] = made
    result.touched += [*found, *made]
    _home_again(act, result, made)
    return None


def _succeed(act: Act, new: Unit, old: Unit) -> None:
    """The same provision with other words: what comes in the place of a provision keeps its address, and so do its parts."""
    pairs = [(new, old)]
    while pairs:
        fresh, gone = pairs.pop()
        fresh.xpath, fresh.label = gone.xpath, gone.label
        act.by_xpath[fresh.xpath] = fresh
        for child in fresh.children:
            twin = next((each for each in gone.children if _is_twin(child, each)), None)
            if twin is not None:
                pairs.append((child, twin))


def _is_twin(new: Unit, old: Unit) -> bool:
    """Whether two units are one provision, by number or by the term that they define."""
    if new.kind == "definition" or old.kind == "definition":
        return new.kind == old.kind and any(defines(old, term) for term in new.origin.terms)
    return bool(new.number) and new.number == old.number and (new.kind in _CITED) == (old.kind in _CITED)


def _home_again(act: Act, result: Applied, made: Iterable[Unit]) -> None:
    """New units that are cited by themselves are concerned in their own right: sections, and Parts and Schedules as a whole."""
    waiting = list(reversed(list(made)))
    while waiting:
        unit = waiting.pop()
        if unit.kind in {"crossheading", "group"} and unit.children:
            waiting.extend(reversed(unit.children))
        elif unit.home() is unit:
            result.homes.append(unit)


def _insert(
    act: Act, amendment: Amendment, wording: Wording, target: Unit, content: Sequence[Provision], result: Applied
) -> str | None:
    parent, at, beside = _place(act, amendment, wording, target, content)
    if parent is None and beside is None:
        return "no-words"
    siblings = parent.children if parent is not None else act.tops
    if any(_has(siblings, new) for new in content):
        return "already"
    if content[0].kind == "table" and parent is not None:
        tables = [each for each in parent.walk() if each.kind == "table"]
        if tables:
            content, parent = tuple(row for table in content for row in table.children), tables[0]
            siblings, at = parent.children, len(parent.children)
    made = act.adopt(content, parent, beside)
    loose = ""
    if beside is not None and at and siblings[at - 1] is beside and amendment.position == "after":
        loose = without_joiner(beside) if beside.style and made[-1].style == beside.style else ""
    siblings[at:at] = made
    if loose and not has_joiner(made[-1]):
        _append(made[-1], loose)
    result.touched += made
    if not any(each.home() is each for each in made):
        result.homes.append(target.home())
    else:
        result.homes = [home for home in result.homes if home is not target.home()]
        _home_again(act, result, made)
    return None


def _place(
    act: Act, amendment: Amendment, wording: Wording, target: Unit, content: Sequence[Provision]
) -> tuple[Unit | None, int, Unit | None]:
    """Where new provisions go: below which unit, at which place, and beside which of their kind."""
    if wording.beside is not None:
        target = next((each for each in target.walk() if defines(each, wording.beside)), target)
    elif wording.fitted or _goes_inside(amendment, target, content):
        at = 0 if amendment.position == "start" else _fitting(target, content)
        return target, at, target.children[at - 1] if at else (target.children[0] if target.children else None)
    siblings = act.siblings(target)
    at = next(place for place, each in enumerate(siblings) if each is target)
    return target.parent, at if amendment.position == "before" else at + 1, target


def _goes_inside(amendment: Amendment, target: Unit, content: Sequence[Provision]) -> bool:
    """Whether “at the end insert” means inside the target; a paragraph after the last words of a paragraph stands beside it."""
    if amendment.position not in {"end", "start"}:
        return False
    new = Unit(content[0], number=content[0].number)
    if target.kind in {"paragraph", "subparagraph", "subsection"} and new.style:
        return new.style != target.style or (new.kind != target.kind and bool(target.children))
    return True


def _fitting(target: Unit, content: Sequence[Provision]) -> int:
    """The place of a definition in alphabetical order; the end for anything else."""
    if content[0].kind != "definition" or not content[0].terms:
        return len(target.children)
    term = content[0].terms[0].lower().removeprefix("the ")
    for at, child in enumerate(target.children):
        if (
            child.kind == "definition"
            and child.origin.terms
            and child.origin.terms[0].lower().removeprefix("the ") > term
        ):
            return at
    return len(target.children)


def _has(siblings: Sequence[Unit], new: Provision) -> bool:
    """Whether a provision of the same number (a definition of the same term) is there already."""
    return any(_is_twin(Unit(new, number=new.number), each) for each in siblings)


def _append(unit: Unit, joiner: str) -> None:
    """Put the "or" that stood at the end of a list's item at the end of the one that now follows."""
    last = unit
    while last.children and not last.wrap_up:
        last = last.children[-1]
    name = "wrap_up" if last.wrap_up else "intro"
    words = getattr(last, name).rstrip()
    setattr(last, name, f"{words[:-1]},{joiner}" if words.endswith(".") else f"{words}{joiner}")
