"""Tokens of a statute: spaCy's tokeniser with the punctuation habits of legislation.

spaCy's own English rules fuse `disclose—(a)` into one token and cut "wed" into "we" and "d"; here every punctuation mark is a
token, a possessive is a token, and no word is ever cut.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_MARKS = r"""[\u2014\u2013\-/()\[\]{}:;,"'\u2018\u2019\u201c\u201d\u2026%&*+=<>|!?#@\u2022\u00a7]"""
_PREFIX = re.compile(rf"^(?:\.{{2,}}|{_MARKS}|\.(?=\D))")
_SUFFIX = re.compile(rf"(?:'s|\.{{2,}}|{_MARKS}|(?<![A-Z]\.[A-Z])\.)$")
_INFIX = re.compile(rf"'s\b|{_MARKS}|\.(?=[A-Z][a-z])")
#: Abbreviations whose full stop does not end anything; `S.I.`-like ones are kept whole by `_ABBREVIATION`.
_ABBREVIATIONS = (
    "No.",
    "Nos.",
    "c.",
    "s.",
    "ss.",
    "para.",
    "paras.",
    "art.",
    "Art.",
    "reg.",
    "Sch.",
    "Pt.",
    "etc.",
    "p.",
    "pp.",
    "vol.",
    "O.J.",
)
_ABBREVIATION = re.compile(r"^(?:[A-Za-z]\.){2,}$")

#: One-to-one, so that offsets stay what they are.
_STRAIGHT = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u2010": "-", "\u2212": "-"}
)


def straightened(text: str) -> str:
    """The text with curly quotes and odd hyphens made plain, character for character."""
    return text.translate(_STRAIGHT)


@lru_cache(maxsize=1)
def language() -> Language:
    """The spaCy pipeline that cuts readings into tokens: no statistical part, so nothing depends on a model."""
    import spacy  # half a second: only when something is matched
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={**{word: [{65: word}] for word in _ABBREVIATIONS}, "cannot": [{65: "can"}, {65: "not"}]},  # 65: ORTH
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        token_match=_ABBREVIATION.match,
    )
    return nlp
