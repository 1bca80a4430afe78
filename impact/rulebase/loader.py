"""A whole rules base, read from its folder, with everything that is wrong in it reported at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from impact.errors import Problem, RulebaseError
from impact.rulebase.check_file import read_check
from impact.rulebase.fields import Fields, nearest, printable
from impact.rulebase.model import Body, CheckRule, Effect, Rule, Rulebase
from impact.rulebase.rule_file import read_rule
from impact.rulebase.vocabulary import BODIES, WordList, read_bodies, read_lists, resolve_lists
from impact.rulebase.yaml_source import MAX_BYTES, Node, read_yaml

VOCABULARY_FOLDER = "_vocabulary"
CHECKS_FOLDER = "checks"
_EFFECTS_FILE = "effects.yaml"
_RULEBASE_FILE = "rulebase.yaml"
DIRECTIONS = frozenset(
    {"creates", "conditions", "safeguards", "restricts", "blocks", "standardises", "delegates", "structure", "neutral"}
)


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the rules base: `shown` is its path from the parent of the rules folder, with slashes."""

    shown: str
    inside: PurePosixPath
    content: bytes
    is_extra: bool


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    problems: list[Problem] = field(default_factory=list)
    lists: list[WordList] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    effects: dict[str, Effect] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    checks: list[CheckRule] = field(default_factory=list)
    version: str = ""
    trees: dict[str, Node] = field(default_factory=dict)


def default_rules() -> Path:
    """The rules folder that belongs to this package: inside an installed one, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load(folder: Path | None = None, extra: Sequence[Path] = ()) -> Rulebase:
    """The rules base in `folder` (default: the built-in one) with the rules of the `extra` folders.

    Raises `RulebaseError` with every problem in every file. `sha256` covers the path and content of all files.
    """
    reading = _Reading()
    base = default_rules() if folder is None else folder
    files = _files(base, False, reading.problems)
    for more in extra:
        files.extend(_files(more, True, reading.problems))
    _read_all(files, reading)
    if reading.problems:
        raise RulebaseError(dict.fromkeys(_shown(problem) for problem in reading.problems))
    return Rulebase(
        version=reading.version,
        sha256=_digest(files),
        rules=tuple(sorted(reading.rules, key=lambda rule: rule.id)),
        checks=tuple(sorted(reading.checks, key=lambda check: (check.number or 0, check.id))),
        effects=reading.effects,
        vocabulary=resolve_lists(reading.lists, []),
        bodies=tuple(reading.bodies),
    )


def _shown(problem: Problem) -> Problem:
    """The problem on one line, without anything from the file that could steer a terminal."""
    return Problem(printable(problem.file), problem.line, printable(" ".join(problem.message.split())))


def _files(folder: Path, is_extra: bool, problems: list[Problem]) -> list[_File]:
    """The YAML files of a folder in a fixed order; links are refused, other files are not read."""
    name = folder.resolve().name
    if not folder.is_dir():
        problems.append(Problem(folder.name or str(folder), 1, "There is no folder of rules here."))
        return []
    found: list[_File] = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for entry in sorted([*folders, *names]):
            path = Path(parent, entry)
            inside = PurePosixPath(path.relative_to(folder).as_posix())
            shown = f"{name}/{inside}"
            if path.is_symlink():
                problems.append(Problem(shown, 1, "This is a link. Rules are read from files inside the folder only."))
            elif entry in names and path.suffix == ".yaml":
                found.append(_File(shown, inside, _content(path, shown, problems), is_extra))
            elif entry in names and path.suffix == ".yml":
                problems.append(Problem(shown, 1, "The name ends with .yml and would not be read. Rename it to .yaml."))
        folders[:] = [entry for entry in folders if not entry.startswith(".") and not Path(parent, entry).is_symlink()]
    return sorted(found, key=lambda file: file.inside.parts)


def _content(path: Path, shown: str, problems: list[Problem]) -> bytes:
    """At most one byte more than is allowed, so that an endless file does no harm."""
    if not path.is_file():
        problems.append(Problem(shown, 1, "This is not a file."))
        return b""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(Problem(shown, 1, f"The file cannot be read: {error.strerror}."))
        return b""


def _digest(files: Iterable[_File]) -> str:
    """SHA-256 over `(path, content)` of all files, each with its length, so that no two look the same."""
    digest = hashlib.sha256()
    for path, content in sorted((file.shown if file.is_extra else str(file.inside), file.content) for file in files):
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def _read_all(files: Sequence[_File], reading: _Reading) -> None:
    """Lists and effects first, then the rules and checks that use them, then what they say of each other."""
    trees = [
        (file, tree) for file in files if (tree := read_yaml(file.content, file.shown, reading.problems)) is not None
    ]
    rest: list[tuple[_File, Node]] = []
    for file, tree in trees:
        if not _read_supporting(file, tree, reading):
            rest.append((file, tree))
    for name in (_EFFECTS_FILE, _RULEBASE_FILE):
        if files and not any(file.inside == PurePosixPath(name) for file in files):
            reading.problems.append(Problem(files[0].shown.split("/")[0], 1, f"There is no {name} in the folder."))
    vocabulary = resolve_lists(reading.lists, reading.problems)
    for file, tree in rest:
        reading.trees[file.shown] = tree
        if file.inside.parts[0] == CHECKS_FOLDER:
            check = read_check(tree, file.shown, vocabulary, reading.problems)
            reading.checks.extend([check] if check else [])
        else:
            rule = read_rule(tree, file.shown, reading.effects, vocabulary, reading.problems)
            reading.rules.extend([rule] if rule else [])
    _check_ids(reading)
    _check_names(reading)


def _read_supporting(file: _File, tree: Node, reading: _Reading) -> bool:
    """Whether the file is something other than a rule or check; if so, it is read."""
    if file.inside.parts[0].startswith("_"):
        if file.inside.parts[0] != VOCABULARY_FOLDER:
            message = f"Nothing in “{file.inside.parts[0]}” is read. Move the file out of it."
            reading.problems.append(Problem(file.shown, 1, message))
        elif file.inside.stem == BODIES:
            reading.bodies.extend(read_bodies(tree, file.shown, reading.problems))
        else:
            reading.lists.extend(read_lists(tree, file.shown, reading.problems))
        return True
    if str(file.inside) == _EFFECTS_FILE:
        _read_effects(file, tree, reading)
        return True
    if str(file.inside) == _RULEBASE_FILE:
        _read_version(file, tree, reading)
        return True
    return False


def _read_version(file: _File, tree: Node, reading: _Reading) -> None:
    fields = Fields(tree, "rulebase.yaml", file.shown, reading.problems)
    fields.only(("version", "engine"))
    fields.need("version")
    if not file.is_extra:
        reading.version = fields.text("version")


def _read_effects(file: _File, tree: Node, reading: _Reading) -> None:
    """The closed list of effects; rules of the user's own cannot add to it."""
    fields = Fields(tree, "effects.yaml", file.shown, reading.problems)
    if file.is_extra:
        fields.problem("Effects are a closed list. Remove this file and use the effects that exist.")
        return
    fields.only(("effects",))
    fields.need("effects")
    inner = fields.within("effects", "“effects”")
    for name in inner.entries:
        entry = inner.within(name, f"The effect “{name}”")
        entry.only(("direction", "core", "slots", "kinds", "means", "delegates"))
        entry.need("direction", "means", "core")
        entry.flag("delegates")
        reading.effects[name] = Effect(
            name=name,
            direction=entry.choice("direction", DIRECTIONS),
            core=entry.flag("core"),
            slots=entry.flag("slots"),
            kinds=entry.texts("kinds"),
            means=entry.text("means"),
        )


def _check_ids(reading: _Reading) -> None:
    """An id is used once, for ever: what a rule was formerly called counts too."""
    owners: dict[str, str] = {}
    items: list[Rule | CheckRule] = [*reading.rules, *reading.checks]
    for item in sorted(items, key=lambda item: item.file):
        names = (item.id, *(item.formerly if isinstance(item, Rule) else ()))
        for name in filter(None, names):
            if name in owners:
                line = _line_of(reading.trees[item.file], name)
                message = f"The id “{name}” is already used by {owners[name]}. Choose another."
                reading.problems.append(Problem(item.file, line, message))
            owners.setdefault(name, item.file)


def _check_names(reading: _Reading) -> None:
    """What rules and checks say of each other must exist."""
    rules = {rule.id for rule in reading.rules}
    for rule in reading.rules:
        if rule.replaced_by and rule.replaced_by not in rules:
            message = f"“{rule.replaced_by}” is not a rule. {nearest(rule.replaced_by, rules)}"
            reading.problems.append(Problem(rule.file, rule.lines.get("replaced_by", 1), message))
    kinds = [f"{effect.name}/{kind}" for effect in reading.effects.values() for kind in effect.kinds]
    directions = sorted({effect.direction for effect in reading.effects.values()})
    known: Mapping[str, object] = dict.fromkeys([*reading.effects, *kinds, *directions, *sorted(rules)])
    classes = {name for body in reading.bodies for name in body.classes}
    for check in reading.checks:
        without = check.without.union(*(answer.without for answer in check.each))
        for key, names in (("find", check.find), ("without", without), ("with", check.with_)):
            for name in sorted(names - known.keys()):
                message = f"“{name}” in “{key}” is neither an effect nor a rule. {nearest(name, known)}"
                reading.problems.append(Problem(check.file, _line_of(reading.trees[check.file], name), message))
        for name in sorted(frozenset().union(*check.parties.values()) - classes):
            message = f"“{name}” in “parties” is not a class of any body. {nearest(name, classes)}"
            reading.problems.append(Problem(check.file, _line_of(reading.trees[check.file], name), message))


def _line_of(tree: Node, word: str) -> int:
    """The line on which a word stands as a value; the first line if it stands nowhere."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.value == word:
            return node.line
        if isinstance(node.value, tuple):
            waiting.extend(reversed(node.value))
        elif isinstance(node.value, Mapping):
            waiting.extend(reversed(tuple(node.value.values())))
    return tree.line
