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
#: “the owner and to any creditor”: the second “to” says that each is a recipient.
_AND_TO = re.compile(
    r",?\s+(?:and|or)\s+(?:also\s+)?to\s+(?=(?:the|an?|any|each|every|all|such|that|those|[A-Z]\w*)\b)"
)


def recipients(text: str) -> Iterator[str]:
    """Whoever a text names as recipients, each in full: what two phrases share is told with both, and “and to” parts two."""
    for phrase in in_full(text):
        yield from _AND_TO.split(phrase)


def in_full(text: str) -> Iterator[str]:
    """The phrases of a text in which two share an end, each in full; the text itself where none do."""
    shared = _SHARED.match(text)
    if shared is None:
        yield text
        return
    yield shared["other"]
    yield f"{shared['one']} {shared['other']}"
