"""Word lists and public bodies: `rules/_vocabulary/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from impact.errors import Problem
from impact.rulebase.fields import Fields, nearest
from impact.rulebase.model import Body
from impact.rulebase.tokens import STRAIGHT, pieces
from impact.rulebase.yaml_source import Node

BODIES = "bodies"
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class WordList:
    """One list as written: its words, the lists it includes, and where it stands."""

    name: str
    words: tuple[str, ...]
    includes: tuple[tuple[str, int], ...]
    file: str
    line: int


def read_lists(root: Node, file: str, problems: list[Problem]) -> list[WordList]:
    """The word lists of one vocabulary file."""
    fields = Fields(root, "A vocabulary file", file, problems)
    return [_read_list(fields, name) for name in fields.entries]


def _read_list(fields: Fields, name: str) -> WordList:
    if not _NAME.match(name):
        fields.problem(f"“{name}” is not a name for a list. Use small letters, digits and hyphens.", name)
    words: dict[str, int] = {}
    includes: list[tuple[str, int]] = []
    items = fields.items(name)
    if not items:
        fields.problem(f"The list “{name}” is empty. Add a word or remove the list.", name)
    for node in items:
        word = fields.string(node, f"A word of “{name}”").translate(STRAIGHT).lower()
        if word.startswith("$") and len(word) > 1:
            includes.append((word[1:], node.line))
        elif word in words:
            fields.problem(f"“{word}” is in “{name}” twice (first on line {words[word]}). Remove one.", line=node.line)
        elif word:
            words[word] = node.line
            _check_word(fields, word, name, node.line)
    return WordList(name, tuple(words), tuple(includes), fields.file, fields.key_lines[name])


def _check_word(fields: Fields, word: str, name: str, line: int) -> None:
    """A word of a list must be one token, or it would never match."""
    if len(word.split()) != 1 or len(pieces(word)) != 1:
        fields.problem(
            f"“{word}” in “{name}” is several tokens and can never match. Write it out in a pattern.", line=line
        )


def resolve_lists(lists: list[WordList], problems: list[Problem]) -> Mapping[str, frozenset[str]]:
    """All lists with the words of those they include; unknown, repeated and circular ones are problems."""
    by_name: dict[str, WordList] = {}
    for word_list in lists:
        if (first := by_name.setdefault(word_list.name, word_list)) is not word_list:
            message = f"The list “{word_list.name}” is already in {first.file}:{first.line}. Join the two."
            problems.append(Problem(word_list.file, word_list.line, message))
    for word_list in by_name.values():
        for included, line in word_list.includes:
            if included not in by_name:
                message = (
                    f"“{word_list.name}” includes “${included}”, which does not exist. {nearest(included, by_name)}"
                )
                problems.append(Problem(word_list.file, line, message))
            elif word_list.name in _reached(included, by_name):
                message = f"“{word_list.name}” includes itself by way of “${included}”. Break the circle."
                problems.append(Problem(word_list.file, line, message))
    return {
        name: frozenset(word for reached in _reached(name, by_name) for word in by_name[reached].words)
        for name in sorted(by_name)
    }


def _reached(name: str, by_name: Mapping[str, WordList]) -> frozenset[str]:
    """A list and all that it includes, directly or not; circles do no harm."""
    reached = {name}
    waiting = [name]
    while waiting:
        for included, _ in by_name[waiting.pop()].includes:
            if included in by_name and included not in reached:
                reached.add(included)
                waiting.append(included)
    return frozenset(reached)


def read_bodies(root: Node, file: str, problems: list[Problem]) -> tuple[Body, ...]:
    """Public bodies: a list `bodies` of names with what `Body` holds, no name or alias twice, every counterpart among them."""
    fields = Fields(root, "The file of bodies", file, problems)
    fields.only(("bodies",))
    fields.need("bodies")
    bodies: list[Body] = []
    entries: list[Fields] = []
    seen: dict[str, int] = {}
    for node in fields.items("bodies"):
        entry = Fields(node, "A body", file, problems)
        entry.only(("name", "aliases", "in_context", "classes", "nations", "counterparts", "source", "note"))
        entry.need("name", "classes")
        entry.choices("nations", NATIONS)
        body = Body(
            name=entry.text("name"),
            aliases=entry.texts("aliases"),
            classes=entry.texts("classes"),
            nations=entry.texts("nations"),
            source=entry.text("source"),
            in_context=entry.texts("in_context"),
            counterparts=entry.texts("counterparts"),
            note=entry.text("note"),
        )
        for name in (body.name, *body.aliases):
            first = seen.setdefault(name.lower(), node.line)
            if name and first != node.line:
                entry.problem(f"“{name}” already stands for a body (line {first}). Keep it in one place.")
        bodies.append(body)
        entries.append(entry)
    names = {body.name for body in bodies}
    for body, entry in zip(bodies, entries, strict=True):
        for name in body.counterparts:
            if name not in names:
                near = get_close_matches(name, sorted(names), n=1)
                hint = f"Did you mean “{near[0]}”?" if near else "Name a body that is in this file."
                entry.problem(f"The counterpart “{name}” is not a body. {hint}", "counterparts")
    return tuple(bodies)
