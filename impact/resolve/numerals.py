"""Numbers in words and in Roman figures: “section fourteen”, “the First Schedule”, “Part IV”."""

from __future__ import annotations

import re

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_FIGURES = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: number for number, word in enumerate(_TEENS, 10)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
}
_ROMAN_FIGURES = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,4})(?:ix|iv|v?i{0,4})", re.IGNORECASE)

_UNIT = "|".join(_UNITS)
#: "one hundred and twenty-three", "thirty-two", "fourteen", "nine".
CARDINAL = (
    rf"(?:(?:{_UNIT}) hundred(?: and)? )?(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_UNIT}))?|{'|'.join(_TEENS)}|(?:{_UNIT}))\b"
)
ORDINAL = rf"(?:{'|'.join(word.capitalize() for word in _ORDINALS)}|{'|'.join(_ORDINALS)})"


def figure(words: str) -> str | None:
    """A number in words as figures ("thirty-two" → "32", "Second" → "2"); None for anything else."""
    total = 0
    for word in re.split(r"[- ]+", words.strip().lower()):
        if word == "hundred":
            total *= 100
        elif word in _FIGURES:
            total += _FIGURES[word]
        elif word != "and":
            return None
    return str(total) if total else None


def arabic(label: str) -> str:
    """A number of a Part or Schedule in one form: Roman figures and words as Arabic ones, anything else as it is.

    "IV" → "4", "First" → "1", "IIB" → "2B", "2A" → "2A".
    """
    found = _ROMAN.match(label)
    if found and found[0] and re.fullmatch(r"[A-HJKM-Z]?", label[found.end() :]):
        return f"{_roman(found[0])}{label[found.end() :]}"
    return (figure(label) or label) if label.isalpha() and len(label) > 2 else label


def _roman(figures: str) -> int:
    total = before = 0
    for character in reversed(figures.lower()):
        value = _ROMAN_FIGURES[character]
        total += value if value >= before else -value
        before = max(before, value)
    return total
