"""Words put in, taken out or replaced in a unit of an Act, where an instruction says so.

Words are found only whole: "hazard" is not in "hazards". What cannot be done for certain is not done, and the reason comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from impact.changes.units import Unit, defines
from impact.changes.wording import EACH, JOINERS, LAST, Wording

_SAME = str.maketrans("‘’“”‑–", "''\"\"--")
#: Fewer characters of new words that are found in the text prove nothing, unless they are a number.
_TELLING = 7
_BEFORE_SPACE = re.compile(r" +([,;.)])")
_TWICE = re.compile(r"(?<![.,;])([.,;])\1(?![.,;])")
_STOP = re.compile(r"[.;,](?: (?:and|or|but))?\Z| (?:and|or|but)\Z")
_JOINED = re.compile(r",? (?:and|or|but|nor)\Z|(?<=;) (?:and|or|but|nor)\Z")


@dataclass(slots=True)
class Slot:
    """One text of a unit: its heading, its opening or its closing words."""

    unit: Unit
    name: str

    @property
    def text(self) -> str:
        """The words that are there now."""
        words: str = getattr(self.unit, self.name)
        return words

    @text.setter
    def text(self, words: str) -> None:
        setattr(self.unit, self.name, _tidy(words))


def slots_of(unit: Unit, part: str = "") -> list[Slot]:
    """The texts below a unit in reading order, headings apart; only opening or closing words if a part is named."""
    if part:
        return [Slot(unit, "intro" if part == "opening" else "wrap_up")]
    found: list[Slot] = []
    waiting: list[tuple[Unit, bool]] = [(unit, False)]
    while waiting:
        each, closing = waiting.pop()
        if closing:
            if each.wrap_up:
                found.append(Slot(each, "wrap_up"))
            continue
        if each.intro:
            found.append(Slot(each, "intro"))
        waiting.append((each, True))
        waiting.extend((child, False) for child in reversed(each.children))
    return found


def change_words(unit: Unit, wording: Wording, added: Callable[[Unit], list[Unit]]) -> tuple[str | None, list[Unit]]:
    """Do to the words of a unit what an instruction says: a key of `report.PROBLEMS` or None, and the units that were touched.

    `added` makes the units of quoted provisions that follow the new words, below the unit it is given; most often there are none.
    """
    term = wording.definition
    if term is not None and not any(defines(each, term) for each in (unit, *unit.above())):
        slots = _in_definition(unit, term) or []
    else:
        slots = slots_of(unit, wording.part)
    if not slots:
        return "no-words", []
    return _MOVES[wording.reach](slots, wording, added)


def change_heading(unit: Unit, wording: Wording) -> tuple[str | None, list[Unit]]:
    """The same for the heading of a unit; without words looked for, the whole heading is what changes."""
    slot = Slot(unit, "heading")
    if wording.reach in {"", "opening", "closing"}:
        slot.text = wording.new
        return None, [unit]
    problem, _ = _MOVES[wording.reach]([slot], wording, lambda _: [])
    return problem, [] if problem else [unit]


_Outcome = tuple[str | None, list[Unit]]
_Added = Callable[[Unit], list[Unit]]


def _in_definition(unit: Unit, term: str) -> list[Slot] | None:
    """The texts of the definition of a term below a unit: its own unit, or the text that has the words “term”."""
    for each in unit.walk():
        if defines(each, term):
            return slots_of(each)
    for each in unit.walk():
        if re.search(rf"[“\"]{re.escape(term)}[”\"]", each.intro):
            return slots_of(each)
    return None


def _found(slots: Sequence[Slot], words: str) -> list[tuple[int, int, int]]:
    """Every place of some words: (slot, start, end)."""
    plain = words.translate(_SAME).strip()
    if not plain:
        return []
    head = r"(?<!\w)" if plain[0].isalnum() else ""
    tail = r"(?!\w)" if plain[-1].isalnum() else ""
    pattern = re.compile(head + re.escape(plain) + tail)
    return [
        (at, match.start(), match.end())
        for at, slot in enumerate(slots)
        for match in pattern.finditer(slot.text.translate(_SAME))
    ]


def _chosen(places: Sequence[tuple[int, int, int]], occurrence: int | None) -> list[tuple[int, int, int]] | str:
    """The places that an instruction means, or why that is not known."""
    if not places:
        return "no-words"
    if occurrence == EACH:
        return list(places)
    if occurrence == LAST:
        return [places[-1]]
    if occurrence is not None:
        return [places[occurrence - 1]] if occurrence <= len(places) else "no-words"
    return list(places) if len(places) == 1 else "several"


def _missing(slots: Sequence[Slot], wording: Wording) -> str:
    """Why words are not there: the new ones may be there already."""
    is_telling = len(wording.new) > _TELLING or any(character.isdigit() for character in wording.new)
    return "already" if is_telling and _found(slots, wording.new) else "no-words"


def _on_words(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    chosen = _chosen(_found(slots, wording.first), wording.occurrence)
    if isinstance(chosen, str):
        return (_missing(slots, wording) if chosen == "no-words" else chosen), []
    touched = []
    chosen = [place for place in chosen if not _is_done(slots[place[0]].text, place, wording)]
    if not chosen:
        return "already", []
    for at, first, last in reversed(chosen):
        slot = slots[at]
        start, end = {"replace": (first, last), "after": (last, last), "before": (first, first)}[wording.place]
        spaced = _spaced(wording.new, wording.place)
        _put(slot, _joined(slot.text[:start], spaced), _apart(spaced, slot.text[end:]), added(slot.unit))
        touched.append(slot.unit)
    return None, touched


def _is_done(text: str, place: tuple[int, int, int], wording: Wording) -> bool:
    """Whether the new words already stand beside the words after or before which they are to be put."""
    new, plain = wording.new.translate(_SAME).strip(), text.translate(_SAME)
    if wording.place == "replace" or not new:
        return False
    return (
        plain[place[2] :].lstrip().startswith(new)
        if wording.place == "after"
        else plain[: place[1]].rstrip().endswith(new)
    )


def _spaced(new: str, place: str) -> str:
    """New words with a space on the side where words stand already."""
    if not new or place == "replace":
        return new
    return f" {new}" if place == "after" else f"{new} "


def _joined(before: str, after: str) -> str:
    """Two pieces of text with a space between them where two words would grow together: “hens, ducks” less “, ducks” plus “or”."""
    return before + _apart(before, after)


def _apart(before: str, after: str) -> str:
    """The second of two pieces of text, with a space before it if a word ends the first and a word begins it."""
    return f" {after}" if before[-1:].isalnum() and after[:1].isalnum() else after


def _put(slot: Slot, before: str, after: str, provisions: list[Unit]) -> None:
    """New text in a slot; provisions that follow the new words come between it and what stood after."""
    if not provisions:
        slot.text = before + after
        return
    unit = slot.unit
    slot.text = before
    rest = after.strip()
    if rest in {".", ",", ";"}:
        _stop(provisions[-1], rest)
        rest = ""
    if slot.name == "wrap_up":
        unit.children.extend(provisions)  # closing words that end in a list: the list is the last thing there is
        if rest:
            provisions[-1].wrap_up = _tidy(f"{provisions[-1].wrap_up} {rest}")
        return
    if not unit.children:
        unit.wrap_up = _tidy(f"{rest} {unit.wrap_up}")
    elif rest:
        provisions[-1].wrap_up = _tidy(f"{provisions[-1].wrap_up} {rest}")
    unit.children[:0] = provisions


def _stop(unit: Unit, stop: str) -> None:
    """Put a stop at the end of a unit's words, unless there is one."""
    last = next(reversed(slots_of(unit)), None)
    if last is not None and not last.text.endswith((".", ",", ";")):
        last.text += stop


def _on_range(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    starts = _found(slots, wording.first)
    chosen = _chosen(starts[:1] if wording.occurrence is None else starts, wording.occurrence)
    if isinstance(chosen, str):
        return _missing(slots, wording), []
    touched: list[Unit] = []
    for at, start, end in reversed(chosen):
        last = next((place for place in _found(slots, wording.last) if (place[0], place[1]) >= (at, end)), None)
        if last is None:
            return _missing(slots, wording), []
        if last[0] == at:
            _put(slots[at], slots[at].text[:start] + wording.new, slots[at].text[last[2] :], added(slots[at].unit))
        elif not _cut(slots, at, start, last[0], last[2], wording.new, added):
            return "spread", []
        touched.append(slots[at].unit)
    return None, touched


def _on_onwards(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    """From some words (or what follows them) to the end."""
    starts = _found(slots, wording.first)
    chosen = _chosen(starts[:1] if wording.occurrence is None else starts, wording.occurrence)
    if isinstance(chosen, str):
        return _missing(slots, wording), []
    at, start, end = chosen[0]
    cut = start if wording.reach == "onwards" else end
    new = wording.new if wording.reach == "onwards" else f" {wording.new}"
    final = _full_stop(slots[-1].text, wording.new)
    if not _cut(slots, at, cut, len(slots) - 1, len(slots[-1].text), new + final, added):
        return "spread", []
    return None, [slots[at].unit]


def _full_stop(old: str, new: str) -> str:
    """The stop or the joining word at the end of what goes, which stays unless the new words have one."""
    match = _STOP.search(old)
    return match[0] if match and (not new or new[-1] not in ".;,—:-") else ""


def _cut(slots: list[Slot], at: int, start: int, last: int, end: int, new: str, added: _Added) -> bool:
    """Replace what lies between two places, lists in between included; False if a list would be torn."""
    first, final = slots[at], slots[last]
    unit = first.unit
    if at == last:
        _put(first, first.text[:start] + new, first.text[end:], added(unit))
        return True
    rest = final.text[end:]
    inside = {slot.unit for slot in slots[at + 1 : last + 1]} - {unit}
    removed = [child for child in unit.children if any(each in inside for each in child.walk())]
    below = {each for child in removed for each in child.walk() if each.intro or each.wrap_up}
    if inside - below or below - inside:
        return False
    unit.children[:] = [child for child in unit.children if child not in removed]
    if final.unit is unit:
        final.text = rest
        rest = ""
    _put(first, first.text[:start] + new, f" {rest}" if rest else "", added(unit))
    return True


def _on_until(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    """From the beginning to some words, or up to them."""
    words = wording.last or wording.first
    chosen = _chosen(_found(slots, words)[:1], None)
    if isinstance(chosen, str):
        return _missing(slots, wording), []
    at, start, end = chosen[0]
    if at != 0:
        return "spread", []
    kept = slots[0].text[end if wording.reach == "until" else start :]
    _put(slots[0], f"{wording.new} " if wording.new else "", kept.lstrip(), added(slots[0].unit))
    return None, [slots[0].unit]


def _on_part(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    """All the opening, or all the closing words of the unit."""
    unit = slots[0].unit
    slot = Slot(unit, "intro" if wording.reach == "opening" else "wrap_up")
    if not slot.text:
        return "no-words", []
    _put(slot, wording.new, "", added(unit))
    return None, [unit]


def _on_joiner(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    """The "and" at the end of a paragraph."""
    word = wording.first.strip(" ,;")
    for slot in reversed(slots):
        if not slot.text:
            continue
        found = re.search(rf"(?:,| ) ?{re.escape(word)}\Z", slot.text)
        if found:
            slot.text = slot.text[: found.start()] + ("," if slot.text[found.start()] == "," else "")
            return None, [slot.unit]
        break
    return "no-words", []


def _on_end(slots: list[Slot], wording: Wording, added: _Added) -> _Outcome:
    """Words at the end (before its stop, if they bring none) or at the start."""
    if not wording.new:
        return "no-text", []
    if wording.reach == "start":
        slots[0].text = f"{wording.new} {slots[0].text}"
        return None, [slots[0].unit]
    slot, new = slots[-1], wording.new
    if slot.text.translate(_SAME).endswith(new.translate(_SAME)):
        return "already", []
    if new.strip() in JOINERS:
        slot.text = f"{slot.text} {new}"
        return None, [slot.unit]
    stop = _STOP.search(slot.text)
    base = slot.text[: stop.start()] if stop else slot.text
    ending = stop[0] if stop and not _STOP.search(f"{new}") and new[-1] != "—" else ""
    slot.text = f"{base}{'' if new[0] in ',;.' else ' '}{new}{ending}"
    return None, [slot.unit]


_MOVES: Mapping[str, Callable[[list[Slot], Wording, _Added], _Outcome]] = {
    "words": _on_words,
    "range": _on_range,
    "onwards": _on_onwards,
    "after": _on_onwards,
    "until": _on_until,
    "prior": _on_until,
    "opening": _on_part,
    "closing": _on_part,
    "joiner": _on_joiner,
    "end": _on_end,
    "start": _on_end,
}


def has_joiner(unit: Unit) -> bool:
    """Whether a unit's words end in "or" or the like."""
    last = next(reversed(slots_of(unit)), None)
    return last is not None and _JOINED.search(last.text) is not None


def without_joiner(unit: Unit) -> str:
    """Take the "or" off the end of a unit's words; what was taken, " or" or ""."""
    last = next(reversed(slots_of(unit)), None)
    if last is None:
        return ""
    match = _JOINED.search(last.text)
    if match is None:
        return ""
    last.text = last.text[: match.start()] + ("," if match[0].startswith(",") else "")
    return match[0].lstrip(",")


def _tidy(text: str) -> str:
    """Single spaces, none before a comma or stop, and one stop where the new words brought another."""
    return _TWICE.sub(r"\1", _BEFORE_SPACE.sub(r"\1", " ".join(text.split()))).replace("( ", "(")
