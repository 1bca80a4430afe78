"""Text made safe to show: what comes from a document, a file name or a rule must stay text wherever it lands.

XML lets C1 controls and the marks that turn the direction of writing through, and a name or a rule may hold anything.
"""

from __future__ import annotations

import re

#: C0 but for tab and line ends, DEL, C1, lone surrogates and the two non-characters that XML forbids.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Embeddings, overrides and isolates (Unicode TR 9): they reorder the words around them (CVE-2021-42574).
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def printable(text: str) -> str:
    """Text for a document: what it may not hold becomes U+FFFD, what turns the writing becomes its code in brackets."""
    return _TURNING.sub(_code, _ILLEGAL.sub("\ufffd", text))


def unbroken(text: str) -> str:
    """The label of a provision with its unit and number on one line: “s.” does not end a line and leave “12” to the next."""
    return _UNIT.sub("\\1\u00a0", text)


def visible(text: str) -> str:
    """Text for a terminal: every control character becomes its code in brackets, so that none reaches the terminal."""
    return _CONTROL.sub(_code, text.replace("\t", " "))


def escaped_controls(json: str) -> str:
    """JSON text with the controls that JSON itself lets through written as escapes; lone surrogates become U+FFFD."""
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]",
        lambda found: f"\\u{ord(found.group()):04x}",
        _SURROGATE.sub("\ufffd", json),
    )


_UNIT = re.compile(r"\b((?:cl|ss?|regs?|arts?|paras?|r|Sch|Pt|Ch)\.) (?=\w)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _code(found: re.Match[str]) -> str:
    return f"[U+{ord(found.group()):04X}]"
