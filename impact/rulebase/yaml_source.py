"""YAML as a tree that knows its lines, without the parts of YAML that surprise or explode."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from impact.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_NODES = 10_000

#: The only plain words that are not strings. YAML 1.1 would also make `no` false, `1.10` 1.1 and `12:30` 750.
_LITERALS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")

Scalar = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value, the line it starts on, and for a mapping the line of each key.

    `value` is a scalar, a tuple of nodes, or a mapping from key to node.
    """

    value: Scalar | tuple[Node, ...] | Mapping[str, Node]
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A sequence or mapping that is still being read."""

    line: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None
    awaits_value: bool = False

    def close(self) -> Node:
        """The finished node."""
        return Node(self.entries, self.line, self.key_lines) if self.is_mapping else Node(tuple(self.items), self.line)


class _RefusedError(Exception):
    """The text cannot be read on from here."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_yaml(content: bytes, file: str, problems: list[Problem]) -> Node | None:
    """The tree of one YAML document; None, and an entry in `problems`, if it cannot be read.

    Anchors, aliases, tags, merge keys and repeated keys are refused, and more than 1 MB, 50 levels or 10,000
    values. Plain `true`, `false`, `null` and whole numbers are values; everything else is a string.
    """
    if len(content) > MAX_BYTES:
        problems.append(Problem(file, 1, f"The file is larger than {MAX_BYTES:,} bytes. Split it."))
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(file, line, "The file is not UTF-8. Save it as UTF-8."))
        return None
    try:
        root = _tree(text, file, problems)
    except _RefusedError as refusal:
        problems.append(Problem(file, refusal.line, refusal.message))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        problems.append(Problem(file, line, f"This is not YAML that can be read: {reason}."))
        return None
    if root is None:
        problems.append(Problem(file, 1, "The file is empty."))
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    """Parsing events, by libyaml where PyYAML has it: several times faster, with the same marks."""
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _tree(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The tree, built from events with a stack of its own, so that depth costs nothing."""
    root: Node | None = None
    stack: list[_Open] = []
    nodes = documents = 0
    for event in _events(text):
        line = _line(event)
        if isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().close()
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
            nodes += 1
            if nodes > MAX_NODES:
                raise _RefusedError(line, f"The file holds more than {MAX_NODES:,} values. Split it.")
            if not isinstance(event, yaml.ScalarEvent):
                stack.append(_opened(event, stack, line))
                continue
            _refuse_machinery(event, line)
            node = _scalar(event, line)
        else:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _RefusedError(line, "There is a second document after “---”. Keep one document a file.")
            continue
        if stack:
            _place(node, stack[-1], event, file, problems)
        else:
            root = node
    return root


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _opened(event: yaml.CollectionStartEvent | yaml.AliasEvent, stack: list[_Open], line: int) -> _Open:
    """The sequence or mapping that starts here, if it may."""
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError(line, f"“*{event.anchor}” is an alias. Write the value out.")
    _refuse_machinery(event, line)
    if len(stack) >= MAX_DEPTH:
        raise _RefusedError(line, f"Values are nested more than {MAX_DEPTH} deep. Flatten them.")
    if stack and stack[-1].is_mapping and not stack[-1].awaits_value:
        raise _RefusedError(
            line, "A key must be a word, not a list or mapping. Text that starts with “[” or “{” needs quotes."
        )
    return _Open(line, isinstance(event, yaml.MappingStartEvent))


def _refuse_machinery(event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
    if event.anchor:
        raise _RefusedError(
            line, f"“&{event.anchor}” is an anchor. Remove it and write the value out where it is used."
        )
    if event.tag is not None:
        raise _RefusedError(line, f"“{event.tag}” is a tag. Remove it; put a value in quotes to make it a string.")


def _scalar(event: yaml.ScalarEvent, line: int) -> Node:
    """The value of a scalar: only plain ones can be anything but a string."""
    text: str = event.value
    if event.style:
        return Node(text, line)
    if text in _LITERALS:
        return Node(_LITERALS[text], line)
    if _INTEGER.match(text):
        return Node(int(text), line)
    return Node(text, line)


def _place(node: Node, parent: _Open, event: yaml.Event, file: str, problems: list[Problem]) -> None:
    """Put a finished node into its parent; a repeated key is a problem and the first value stays."""
    if not parent.is_mapping:
        parent.items.append(node)
        return
    if not parent.awaits_value:
        parent.awaits_value = True
        parent.key = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if parent.key == "<<":
            raise _RefusedError(node.line, "“<<” is a merge key. Write the values out.")
        if parent.key in parent.key_lines:
            first = parent.key_lines[parent.key]
            problems.append(
                Problem(file, node.line, f"“{parent.key}” is here a second time (first on line {first}). Remove one.")
            )
            parent.key = None
        else:
            parent.key_lines[parent.key] = node.line
        return
    parent.awaits_value = False
    if parent.key is not None:
        parent.entries[parent.key] = node
