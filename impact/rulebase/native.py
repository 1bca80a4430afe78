"""Patterns written as spaCy token dicts, for what the shorthand cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from impact.report import SLOTS
from impact.rulebase.fields import printable
from impact.rulebase.tokens import MAX_GAP, STRAIGHT, Alternative, PatternError, Token, Vocabulary

#: Attributes that need no trained model.
_STRINGS = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "SHAPE"})
_FLAGS = frozenset({
    "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_STOP", "LIKE_NUM", "SPACY",
})  # fmt: skip
_MODEL = frozenset({
    "POS", "TAG", "MORPH", "DEP", "LEMMA", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "IS_SENT_START", "SENT_START",
})  # fmt: skip
_KNOWN = _STRINGS | _FLAGS | {"LENGTH", "OP", "SLOT", "ANCHOR"}
_BOUNDS = re.compile(r"\{(\d{1,2})(?:,(\d{1,2}))?\}\Z|\{,(\d{1,2})\}\Z")
_COMPARISONS = frozenset({"==", "!=", ">=", "<=", ">", "<"})


def read_tokens(source: Sequence[object], vocabulary: Vocabulary) -> Alternative:
    """The tokens of a native pattern. Raises `PatternError`."""
    if not source:
        raise PatternError("It is empty. Write at least one word.")
    return tuple(_token(item, vocabulary) for item in source)


def show_tokens(source: Sequence[object]) -> str:
    """A native pattern on one line."""
    return json.dumps(list(source), ensure_ascii=False, sort_keys=True)


def _token(item: object, vocabulary: Vocabulary) -> Token:
    if not isinstance(item, Mapping):
        raise PatternError("A token should be a mapping such as {LOWER: may}.")
    constraint: dict[str, object] = {}
    words: frozenset[str] | None = None
    for key, value in item.items():
        if key in {"SLOT", "ANCHOR", "OP"}:
            continue
        _known_attribute(str(key))
        constraint[key] = checked = _value(str(key), value, vocabulary)
        if key == "LOWER" and (listed := _listed(checked)):
            words = listed
    required, is_gap = True, False
    if "OP" in item:
        constraint["OP"], lowest, highest = _operator(item["OP"])
        required, is_gap = lowest > 0, lowest == 0 and highest > 1
    return Token(constraint, words=words, mark=_mark(item, required), is_gap=is_gap, is_required=required)


def _known_attribute(key: str) -> None:
    if key in _MODEL:
        raise PatternError(
            f"“{key}” needs a trained model, which rules cannot count on. Use LOWER with a list of words."
        )
    if key not in _KNOWN:
        close = get_close_matches(key, sorted(_KNOWN), n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Write one of: {', '.join(sorted(_KNOWN))}."
        raise PatternError(f"“{key}” is not a token attribute. {hint}")


def _value(key: str, value: object, vocabulary: Vocabulary) -> object:
    """The value of an attribute, with the words of `$list` put in."""
    if key in _FLAGS:
        if not isinstance(value, bool):
            raise PatternError(f"“{key}” should be true or false.")
        return value
    if key == "LENGTH":
        return _length(value)
    if isinstance(value, str):
        return _word(key, value)
    if isinstance(value, Mapping) and len(value) == 1:
        ((predicate, listed),) = value.items()
        if predicate in {"REGEX", "FUZZY"}:
            raise PatternError(f"{predicate} is not allowed: it can run away or guess. Write the words in a list.")
        if predicate in {"IN", "NOT_IN"}:
            return {predicate: _words(key, listed, vocabulary)}
    raise PatternError(f"“{key}” should be a word, {{IN: [words]}}, {{IN: $list}} or {{NOT_IN: [words]}}.")


def _word(key: str, value: object) -> str:
    if not isinstance(value, str) or not value or value.split() != [value]:
        raise PatternError(f"“{value}” in “{key}” should be one word.")
    if printable(value) != value:
        raise PatternError(f"“{printable(value)}” has a character that cannot be seen. Remove it.")
    word = value.translate(STRAIGHT)
    if key == "LOWER" and word != word.lower():
        raise PatternError(f"“{value}” can never be in LOWER. Write “{word.lower()}”.")
    return word


def _words(key: str, listed: object, vocabulary: Vocabulary) -> list[str]:
    if isinstance(listed, str) and listed.startswith("$"):
        return sorted(listed_words(listed, vocabulary))
    if not isinstance(listed, list) or not listed:
        raise PatternError(f"“{key}” should have a list of words, or $list.")
    return sorted({_word(key, word) for word in listed})


def listed_words(reference: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The words of a vocabulary list, `$name`. Raises `PatternError` if there is none of that name."""
    name = reference[1:]
    if name not in vocabulary:
        close = get_close_matches(name, sorted(vocabulary), n=1)
        hint = f"Did you mean “${close[0]}”?" if close else "Add it to rules/_vocabulary."
        raise PatternError(f"There is no list “{reference}”. {hint}")
    return vocabulary[name]


def _listed(value: object) -> frozenset[str] | None:
    """The words of which a token must be one."""
    if isinstance(value, str):
        return frozenset({value})
    if isinstance(value, dict) and "IN" in value:
        return frozenset(value["IN"])
    return None


def _length(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if (
        isinstance(value, Mapping)
        and value
        and all(key in _COMPARISONS and isinstance(bound, int) for key, bound in value.items())
    ):
        return dict(value)
    raise PatternError("“LENGTH” should be a number or a comparison such as {'>=': 3}.")


def _operator(value: object) -> tuple[str, int, int]:
    """An operator with its bounds: how often a token may stand there."""
    if value == "?":
        return "?", 0, 1
    if value == "1":
        return "1", 1, 1
    if value == "+":
        return "+", 1, MAX_GAP
    if isinstance(value, str) and (found := _BOUNDS.match(value)):
        exact, most, only_most = found.groups()
        lowest = int(exact) if exact is not None else 0
        highest = int(only_most if only_most is not None else most if most is not None else exact)
        if lowest <= highest and 1 <= highest <= MAX_GAP:
            return value, lowest, highest
    raise PatternError(f"“{value}” is not an operator. Write ?, + or bounds such as {{0,12}} (at most {MAX_GAP}).")


def _mark(item: Mapping[str, object], required: bool) -> str:
    slot = item.get("SLOT", "")
    if slot and slot not in SLOTS:
        raise PatternError(f"“{slot}” is not a slot. Write one of: {', '.join(SLOTS)}.")
    anchor = item.get("ANCHOR", False)
    if not isinstance(anchor, bool):
        raise PatternError("“ANCHOR” should be true or false.")
    if anchor and not required:
        raise PatternError("The operative verb cannot be optional. Mark a token that must occur.")
    return f"{slot}^" if anchor else str(slot)
