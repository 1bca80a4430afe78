"""Two phrases with one end: “to, or to a person working for, the Board” names the Board and a person working for the Board.

Drafters let two phrases share what stands last. Read as one stretch they name nobody; each is told here in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: “or to a person working for, the Board”: what stands before the first comma is gone, or is a preposition alone.
_SHARED = re.compile(
    r"^(?:(?:to|by|from|with|for|of),\s+)?(?:or|and)\s+(?:(?:to|by|from|with|for|of)\s+)?"
    r"(?P<one>[^,;()]*\b(?:to|by|for|of|with|from|under)),\s+(?P<other>\S.*)$",
    re.DOTALL,
)


def in_full(text: str) -> Iterator[str]:
    """The phrases of a text in which two share an end, each in full; the text itself where none do."""
    shared = _SHARED.match(text)
    if shared is None:
        yield text
        return
    yield shared["other"]
    yield f"{shared['one']} {shared['other']}"
