"""Messages and questions of rules: text in which only the names of slots in braces are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from impact.report import SLOTS

_SLOT = re.compile(r"\{(" + "|".join(SLOTS) + r")\}")
_BRACED = re.compile(r"\{([^{}]*)\}|[{}]")


def fill(message: str, slots: Mapping[str, str]) -> str:
    """The message with the words of the slots; an open slot shows as its name in brackets.

    One pass over the fixed names: what a slot holds is never read as a template, and neither is anything else.
    """
    return _SLOT.sub(lambda found: slots.get(found[1]) or f"[{found[1]}]", message)


def named_slots(message: str) -> frozenset[str]:
    """The slots that a message names."""
    return frozenset(_SLOT.findall(message))


def strangers(message: str) -> Iterator[str]:
    """What stands in braces and is not the name of a slot."""
    for found in _BRACED.finditer(message):
        if found[1] not in SLOTS:
            yield found.group()
