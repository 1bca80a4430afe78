"""Reading typed values out of a YAML mapping, with a problem for everything that is not as it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from impact.errors import Problem
from impact.rulebase.yaml_source import Node

#: Control characters and marks that steer a terminal or hide in text; line feed and tab are white space.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


#: More names than this tell nobody anything.
_LISTED = 40


def printable(text: str) -> str:
    """The text with every character that cannot be seen written as its number."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def nearest(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word: the nearest known one, or all of them."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    if not names:
        return "There are none yet."
    if len(names) > _LISTED:
        return f"None of the {len(names)} known names is near it."
    return f"Write one of: {', '.join(names)}."


def plain(node: Node) -> object:
    """A node as plain lists, dicts and scalars, without its lines. Depth is capped by the reader of the file."""
    value = node.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


class Fields:
    """One mapping of a rules file, and where to report what is wrong with it."""

    __slots__ = ("entries", "file", "key_lines", "line", "problems", "what")

    def __init__(self, node: Node | None, what: str, file: str, problems: list[Problem]) -> None:
        self.what, self.file, self.problems = what, file, problems
        self.line = node.line if node is not None else 1
        self.entries: Mapping[str, Node] = {}
        self.key_lines: Mapping[str, int] = {}
        if node is None:
            return
        if isinstance(node.value, Mapping):
            self.entries, self.key_lines = node.value, node.key_lines
        else:
            self.problem(f"{what} should be a mapping of names to values.")

    def problem(self, message: str, key: str | None = None, line: int | None = None) -> None:
        """Report something at a line, at a key, or else at the start of this mapping."""
        if line is None:
            line = self.key_lines.get(key, self.line) if key is not None else self.line
        self.problems.append(Problem(self.file, line, message))

    def only(self, known: Collection[str]) -> None:
        """Every key must be a known one."""
        for key in self.entries:
            if key not in known:
                self.problem(f"{self.what} has no “{key}”. {nearest(key, known)}", key)

    def need(self, *keys: str) -> None:
        """Each of these keys must be there and not empty."""
        for key in keys:
            if key not in self.entries or self.entries[key].value is None:
                self.problem(f"{self.what} has no “{key}”. Add one.", key)

    def text(self, key: str, default: str = "") -> str:
        """A string on one line; anything else is a problem."""
        node = self.entries.get(key)
        return default if node is None or node.value is None else self.string(node, f"“{key}”") or default

    def string(self, node: Node, name: str, fold: bool = True) -> str:
        """The string of a node, white space folded if `fold`; "" and a problem if it is something else."""
        if node.value is None:
            self.problem(f"{name} is empty.", line=node.line)
            return ""
        if not isinstance(node.value, str):
            shown = "a list or mapping" if isinstance(node.value, tuple | Mapping) else f"“{plain(node)}”".lower()
            self.problem(f"{name} should be text, not {shown}. Put it in quotes.", line=node.line)
            return ""
        if _UNSEEN.search(node.value):
            self.problem(
                f"{name} has a character that cannot be seen: {printable(node.value)}. Remove it.", line=node.line
            )
        string = " ".join(node.value.split()) if fold else node.value
        if not string.strip():
            self.problem(f"{name} is empty.", line=node.line)
        return string

    def optional(self, key: str) -> str | None:
        """A string, or None when the key is not there."""
        return self.text(key) or None

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of a list; a single value counts as a list of one."""
        node = self.entries.get(key)
        if node is None or node.value is None:
            return ()
        return node.value if isinstance(node.value, tuple) else (node,)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, none twice."""
        seen: dict[str, int] = {}
        for node in self.items(key):
            string = self.string(node, f"An entry of “{key}”")
            if string in seen:
                self.problem(
                    f"“{string}” is in “{key}” twice (first on line {seen[string]}). Remove one.", line=node.line
                )
            elif string:
                seen[string] = node.line
        return tuple(seen)

    def choice(self, key: str, known: Collection[str], default: str = "") -> str:
        """A word from a closed list."""
        word = self.text(key)
        if word and word not in known:
            self.problem(f"“{word}” is not a {key}. {nearest(word, known)}", key)
            return default
        return word or default

    def choices(self, key: str, known: Collection[str]) -> frozenset[str]:
        """Words from a closed list."""
        words = self.texts(key)
        for word in words:
            if word not in known:
                self.problem(f"“{word}” cannot be in “{key}”. {nearest(word, known)}", key)
        return frozenset(words) & frozenset(known)

    def flag(self, key: str) -> bool:
        """A truth value, `true` or `false`; false when the key is not there."""
        node = self.entries.get(key)
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.problem(f"“{key}” should be true or false.", key)
            return False
        return node.value

    def number(self, key: str) -> int | None:
        """A whole number, or None when the key is not there."""
        node = self.entries.get(key)
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.problem(f"“{key}” should be a whole number.", key)
            return None
        return node.value

    def within(self, key: str, what: str) -> Fields:
        """The mapping under a key; an empty one when the key is not there."""
        node = self.entries.get(key)
        inner = Fields(None if node is None or node.value is None else node, what, self.file, self.problems)
        inner.line = self.key_lines.get(key, self.line)
        return inner
