"""Messages and questions of rules: text in which only the names of slots in braces are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from impact.report import SLOTS

_SLOT = re.compile(r"\{(" + "|".join(SLOTS) + r")\}")
_ARTICLE = re.compile(r"(?:The|An?|Any|Each|Every|No|Such|This|That|These|Those|You|Your)(?:\s|$)")
#: Words that are no names although they opened a sentence: neither initials nor the adjective of a nation.
_COMMON = re.compile(r"(?!\w+sh\b)[A-Z][a-z-]+\s+(?:[a-z(]|$)|[A-Z][a-z]+$")
_BRACED = re.compile(r"\{([^{}]*)\}|[{}]")


#: What a message says for a slot that the words leave open.
_OPEN = {
    "from": "a person not named here",
    "to": "a recipient not named here",
    "info": "information",
    "subject": "persons not named here",
    "purpose": "a purpose not stated",
    "conditions": "conditions not stated",
}


def fill(message: str, slots: Mapping[str, str]) -> str:
    """The message with the words of the slots; of an open one it says that it is.

    One pass over the fixed names: what a slot holds is never read as a template, and neither is anything else. Words that
    opened a sentence of the law lose the capital of their article inside a sentence of ours, and so does information.
    """

    def filled(found: re.Match[str]) -> str:
        words = slots.get(found[1]) or _OPEN[found[1]]
        inside = message[: found.start()].rstrip()[-1:] not in {"", ".", "?", "!"}
        return _inside(found[1], words) if inside else words

    return _SLOT.sub(filled, message)


def retold(text: str, slot: str, before: str, after: str) -> str:
    """A filled message or question in which a slot says more: `before` is what filled it, "" if it was open."""
    said = before or _OPEN[slot]
    either = f"[{re.escape(said[0].upper() + said[0].lower())}]{re.escape(said[1:])}"

    def fuller(found: re.Match[str]) -> str:
        opens = found[0][0].isupper() and found.start() == 0
        return after[0].upper() + after[1:] if opens else _inside(slot, after)

    return re.sub(rf"(?<!\w){either}(?!\w)", fuller, text)


def any_of(items: Sequence[str]) -> str:
    """Parties as a sentence names them: “a, b or c”."""
    told = told_once(items)
    return f"{', '.join(told[:-1])} or {told[-1]}" if len(told) > 1 else "".join(told)


def _inside(slot: str, words: str) -> str:
    """Words of the law inside a sentence of ours: without the capital that opened a sentence there."""
    common = _ARTICLE.match(words) or (slot == "info" and _COMMON.match(words))
    return words[0].lower() + words[1:] if common else words


def named_slots(message: str) -> frozenset[str]:
    """The slots that a message names."""
    return frozenset(_SLOT.findall(message))


def strangers(message: str) -> Iterator[str]:
    """What stands in braces and is not the name of a slot."""
    for found in _BRACED.finditer(message):
        if found[1] not in SLOTS:
            yield found.group()


def told_once(items: Sequence[str]) -> list[str]:
    """Items of a list with the words that all begin with in the first only: “copies of the deed”, “the plan”."""
    split = [item.split() for item in items]
    shared = 0
    while split and all(len(words) > shared + 1 and words[shared] == split[0][shared] for words in split):
        shared += 1
    if len(items) < 2 or shared < 2:
        return list(items)
    return [items[0], *(" ".join(words[shared:]) for words in split[1:])]
