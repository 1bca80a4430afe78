"""Words between quotation marks, set aside from the words around them."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "“‘", {"“": "”", "‘": "’"}
#: Stands on both sides of the number of a quotation that was set aside.
MARK = "\x02"
_KEPT = re.compile(
    r"\d{1,3}[A-Z]{0,3}|[A-Z]{1,3}\d{1,3}[A-Z]?|[a-z]{1,3}|[ivxl]{1,6}[A-Z]{0,2}|[a-z]{1,2}[A-Z]{1,2}|[A-Z]{1,2}"
)

#: Brackets, with none in them but those of a number: "(inserted by section 5(2))".
_INNER = re.compile(rf" ?\((?P<inside>(?:[^()]|\((?:{_KEPT.pattern})\))*)\)")


def set_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each quotation replaced by a mark and descriptions in brackets left out; and the words quoted.

    A quotation that is not closed runs to the end: its rest stands in the provisions below.
    """
    plain: list[str] = []
    quoted: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in _OPEN and not (character == "‘" and position and text[position - 1].isalnum()):
            end = _closing(text, position)
            quoted.append(text[position + 1 : end])
            plain.append(f"{MARK}{len(quoted) - 1}{MARK}")
            position = end + 1
        else:
            plain.append(character)
            position += 1
    return _without_descriptions("".join(plain)), tuple(quoted)


def _closing(text: str, start: int) -> int:
    """The offset of the mark that closes the quotation opened at `start`; the end of the text if there is none."""
    opened, closed, depth = text[start], _CLOSE[text[start]], 0
    for position in range(start, len(text)):
        if text[position] == opened:
            depth += 1
        elif text[position] == closed:
            depth -= 1
            if depth == 0:
                return position
    # An opening mark too many: take the nearest closing one.
    nearest = text.find(closed, start)
    return len(text) if nearest < 0 or text.count(opened) == 1 else nearest


def _without_descriptions(text: str) -> str:
    for _ in range(3):
        parts, position = [], 0
        for match in _INNER.finditer(text):
            if not _belongs(text, match):
                parts.append(text[position : match.start()])
                position = match.end()
        shorter = "".join((*parts, text[position:]))
        if shorter == text:
            break
        text = shorter
    return text


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether brackets belong to a number or to the title of an Act."""
    inside = match["inside"]
    if _KEPT.fullmatch(inside):
        return True
    if inside[:1].isupper() and re.match(r" (?:[A-Z]|\([A-Z]|\d{4}\b)", text[match.end() : match.end() + 6]):
        before = text[: match.start()]
        return bool(re.search(r"[A-Za-z.)]$", before) or _of_an_order(before, text[match.end() :]))
    return bool(re.match(r"E[CU]\b|EEC\b|S\.I\.", inside))


def _of_an_order(before: str, after: str) -> bool:
    """Whether brackets stand between the title of an Act and "Order", as in "Sample Act 1998 (Changes) Order"."""
    follows = re.match(r" (?:\([^()]{1,60}\) ){0,2}(?:Order|Regulations|Rules) ", after)
    return bool(re.search(r"Act \d{4}$", before) and follows)


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that stand between quotation marks, marks included."""
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        if text[position] == "“":
            end = _closing(text, position)
            spans.append((position, min(end + 1, len(text))))
            position = end
        position += 1
    return tuple(spans)
