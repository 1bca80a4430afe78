r"""Patterns as rule writers write them, compiled to spaCy token patterns and to the words that trigger them.

Elements stand apart by blanks and are matched without regard to capitals:

    word          that word; `co-operate`, `board's` and `cannot` are cut as the text is cut
    a|b|$list     one of these words, or of a vocabulary list
    !a|$list      any word but these;  `_` any word
    .. ..5 ...    a gap within the sentence: up to 12, 5 or 40 tokens, none of them “.” or “;”
    (a b|c d)     one of these sequences; inside parentheses each “|” divides sequences
    x?            optional: a word, a list, a group or a slot
    ^x            the operative verb, of a group its first word; left out, the last token that must occur
    <to: …>       what matches inside is the slot
    \( \) \|      the character itself; other punctuation is written as it is, a token each
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from impact.report import SLOTS
from impact.rulebase.fields import nearest, printable
from impact.rulebase.model import Pattern
from impact.rulebase.native import listed_words, read_tokens, show_tokens
from impact.rulebase.tokens import (
    MAX_ALTERNATIVES,
    STRAIGHT,
    Alternative,
    PatternError,
    Token,
    Vocabulary,
    compiled,
    gap,
    of_words,
    optional,
    pieces,
)

MAX_NESTING = 8
DEFAULT_GAP = 12
WIDE_GAP = 40

_LEXEME = re.compile(
    r"(?P<blank>\s+)|(?P<open>\()|(?P<close>\)\??)|(?P<slot><\s*[^\s:<>()|]*\s*:)|(?P<end>>\??)|(?P<or>\|)|(?P<anchor>\^)"
    r"|(?P<word>(?:\\.|[^\s()<>|^\\])+)|(?P<other>.)"
)
_GAP = re.compile(r"\.\.(\d{0,3})\Z")
_ESCAPE = re.compile(r"\\(.)")


def compile_pattern(name: str, source: str | Sequence[object], vocabulary: Vocabulary) -> Pattern:
    """One pattern from shorthand, or from a list of spaCy token dicts (with `SLOT` and `ANCHOR` as further keys).

    Raises `PatternError`. `triggers` holds, for each alternative, the words of every token that must occur.
    """
    if not isinstance(source, str):
        return compiled(name, show_tokens(source), (read_tokens(source, vocabulary),))
    if printable(source) != source:
        raise PatternError(f"It has a character that cannot be seen: {printable(source)}. Remove it.")
    alternatives = _Reader(source.translate(STRAIGHT), vocabulary).read()
    return compiled(name, " ".join(source.split()), alternatives)


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str


class _Reader:
    """One pattern being read from left to right."""

    __slots__ = ("at", "lexemes", "vocabulary")

    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexemes = tuple(_Lexeme(str(found.lastgroup), found.group()) for found in _LEXEME.finditer(source))
        self.at = 0

    def read(self) -> tuple[Alternative, ...]:
        """All alternatives of the whole pattern."""
        alternatives = self._sequence(depth=0, slot="", in_group=False)
        if (rest := self._peek()) is not None:
            raise PatternError(f"“{rest.text}” closes nothing. Remove it, or write “\\{rest.text}” for the character.")
        if alternatives == ((),):
            raise PatternError("It is empty. Write at least one word.")
        return alternatives

    def _peek(self) -> _Lexeme | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None

    def _take(self) -> _Lexeme | None:
        lexeme = self._peek()
        self.at += lexeme is not None
        return lexeme

    def _sequence(self, depth: int, slot: str, in_group: bool) -> tuple[Alternative, ...]:
        """Elements up to the end of the pattern or of the enclosure; leaves what closes it."""
        found: tuple[Alternative, ...] = ((),)
        while (lexeme := self._peek()) is not None:
            if lexeme.kind in {"close", "end"} or (lexeme.kind == "or" and in_group):
                break
            if lexeme.kind == "blank":
                self.at += 1
                continue
            found = _product(found, self._element(depth, slot, in_group))
            if (following := self._peek()) is not None and following.kind in {"open", "slot", "word", "anchor"}:
                raise PatternError(f"Put a blank before “{following.text}”, or “\\” if the character itself is meant.")
        return found

    def _element(self, depth: int, slot: str, in_group: bool) -> tuple[Alternative, ...]:
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme.kind == "anchor":
            return self._operative(depth, slot, in_group)
        if lexeme.kind == "open":
            return self._group(depth + 1, slot)
        if lexeme.kind == "slot":
            return self._slot(lexeme, depth + 1, slot)
        if lexeme.kind == "word":
            return self._words(lexeme.text, slot, in_group)
        if lexeme.kind == "or":
            raise PatternError(
                "“|” stands between words without blanks (a|b), or between sequences in parentheses (a b|c d)."
            )
        raise PatternError(f"“{lexeme.text}” means nothing here. Write “\\{lexeme.text}” for the character.")

    def _operative(self, depth: int, slot: str, in_group: bool) -> tuple[Alternative, ...]:
        """The element after `^`: its first token is the operative verb."""
        following = self._peek()
        if following is None or following.kind not in {"open", "slot", "word"}:
            raise PatternError("“^” must stand right before the operative verb.")
        marked = []
        for alternative in self._element(depth, slot, in_group):
            if not alternative or not alternative[0].is_required:
                raise PatternError("The operative verb cannot be optional. Put “^” before a word that must occur.")
            first = alternative[0]
            marked.append((replace(first, mark=f"{first.mark}^"), *alternative[1:]))
        return tuple(marked)

    def _group(self, depth: int, slot: str) -> tuple[Alternative, ...]:
        """`(a b|c d)` after its opening; each sequence is an alternative."""
        if depth > MAX_NESTING:
            raise PatternError(f"Parentheses are nested more than {MAX_NESTING} deep. Make it two patterns.")
        found: list[Alternative] = []
        while True:
            sequence = self._sequence(depth, slot, in_group=True)
            if sequence == ((),):
                raise PatternError("There is nothing between “(”, “|” and “)”. For “or nothing” write “( … )?”.")
            found.extend(sequence)
            lexeme = self._take()
            if lexeme is None:
                raise PatternError("“(” is not closed. Add “)”, or write “\\(” for the character.")
            if lexeme.kind == "close":
                alternatives = _merged(found)
                return _or_nothing(alternatives) if lexeme.text.endswith("?") else alternatives
            if lexeme.kind != "or":
                raise PatternError(f"“{lexeme.text}” closes nothing here. Close “(” first.")

    def _slot(self, lexeme: _Lexeme, depth: int, slot: str) -> tuple[Alternative, ...]:
        """`<to: …>` after its opening: what is inside is marked with the slot."""
        name = lexeme.text[1:-1].strip()
        if name not in SLOTS:
            raise PatternError(f"“{name}” is not a slot. {nearest(name, SLOTS)}")
        if slot:
            raise PatternError(f"The slot “{name}” is inside another slot. Close the first one before it.")
        alternatives = self._sequence(depth, name, in_group=False)
        closing = self._take()
        if closing is None or closing.kind != "end":
            raise PatternError(f"“<{name}:” is not closed. Add “>”.")
        if alternatives == ((),):
            raise PatternError(f"The slot “{name}” is empty. Write what belongs to it.")
        return _or_nothing(alternatives) if closing.text.endswith("?") else alternatives

    def _words(self, text: str, slot: str, in_group: bool) -> tuple[Alternative, ...]:
        """A word, list, gap, `_` or `!…`, with the alternatives that follow it after `|`."""
        texts = [text]
        while not in_group and (following := self._peek()) is not None and following.kind == "or":
            self.at += 1
            word = self._take()
            if word is None or word.kind != "word":
                raise PatternError(
                    "After “|” there must be a word or $list without a blank. For sequences write (a b|c d)."
                )
            texts.append(word.text)
        is_optional = _has_question_mark(texts[-1])
        if is_optional:
            texts[-1] = texts[-1][:-1]
        alternatives = self._choices(texts, is_optional)
        return tuple(tuple(replace(token, mark=slot) for token in alternative) for alternative in alternatives)

    def _choices(self, texts: list[str], is_optional: bool) -> tuple[Alternative, ...]:
        first = texts[0]
        if first == "..." or _GAP.match(first):
            if len(texts) > 1 or is_optional:
                raise PatternError(f"“{first}” is a gap: it has no alternatives and is optional already.")
            return ((gap(_gap_length(first)),),)
        if first == "_":
            token = Token({})
        elif first.startswith("!") and len(first) > 1:
            token = Token({"LOWER": {"NOT_IN": sorted(self._none_of(texts))}})
        else:
            return self._any_of(texts, is_optional)
        return ((optional(token) if is_optional else token,),)

    def _any_of(self, texts: Iterable[str], is_optional: bool) -> tuple[Alternative, ...]:
        """One token for all single words, and an alternative for each word that is several tokens."""
        single: set[str] = set()
        longer: list[Alternative] = []
        for text in texts:
            if text.startswith("$") and len(text) > 1:
                single |= listed_words(text, self.vocabulary)
                continue
            tokens = pieces(_literal(text))
            if len(tokens) == 1:
                single.add(tokens[0])
            else:
                longer.append(tuple(of_words([token]) for token in tokens))
        if not longer:
            token = of_words(single)
            return ((optional(token) if is_optional else token,),)
        alternatives = (((of_words(single),),) if single else ()) + tuple(longer)
        return _or_nothing(alternatives) if is_optional else alternatives

    def _none_of(self, texts: Sequence[str]) -> set[str]:
        words: set[str] = set()
        for text in [texts[0][1:], *texts[1:]]:
            if text.startswith("$"):
                words |= listed_words(text, self.vocabulary)
                continue
            tokens = pieces(_literal(text))
            if len(tokens) > 1:
                raise PatternError(f"“{text}” is several tokens and cannot be excluded by “!”. Use `unless`.")
            words.update(tokens)
        return words


def _has_question_mark(text: str) -> bool:
    return len(text) > 1 and text.endswith("?") and not text.endswith("\\?")


def _literal(text: str) -> str:
    """A word with its escapes undone."""
    if text.startswith(".."):
        raise PatternError(f"“{text}” is not a gap. Write “..”, “..5” or “...”, apart from other words.")
    if _has_question_mark(text):
        raise PatternError(f"“{text}” has “?” too early. Only the last alternative carries it, for all of them.")
    if text == "_":
        raise PatternError("“_” is any word and has no alternatives.")
    return _ESCAPE.sub(r"\1", text)


def _gap_length(text: str) -> int:
    if text == "...":
        return WIDE_GAP
    return int(text[2:] or DEFAULT_GAP)


def _product(left: tuple[Alternative, ...], right: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """Every alternative of one followed by every alternative of the other."""
    if len(left) * len(right) > MAX_ALTERNATIVES:
        raise PatternError(f"It stands for more than {MAX_ALTERNATIVES} alternatives. Make it two patterns.")
    return tuple((*before, *after) for before in left for after in right)


def _or_nothing(alternatives: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """The alternatives, or none of them; a single token becomes optional, which costs no alternative."""
    if len(alternatives) == 1 and len(alternatives[0]) == 1 and not alternatives[0][0].mark.endswith("^"):
        token = alternatives[0][0]
        return ((optional(token) if token.is_required else token,),)
    return (*alternatives, ())


def _merged(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Alternatives that are one plain word each become one token: fewer patterns for the same text."""
    words: dict[str, set[str]] = {}
    merged: list[Alternative | str] = []
    for alternative in found:
        token = alternative[0] if len(alternative) == 1 else None
        if token is None or token.words is None or not token.is_required:
            merged.append(alternative)
            continue
        if token.mark not in words:
            merged.append(token.mark)
        words.setdefault(token.mark, set()).update(token.words)
    alternatives = tuple(
        (replace(of_words(words[entry]), mark=entry),) if isinstance(entry, str) else entry for entry in merged
    )
    if len(alternatives) > MAX_ALTERNATIVES:
        raise PatternError(f"It stands for more than {MAX_ALTERNATIVES} alternatives. Make it two patterns.")
    return alternatives
