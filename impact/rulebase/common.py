"""What rules and compound checks have in common: id, reasons, questions, references, patterns and examples."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from impact.report import SLOTS
from impact.rulebase.clause import ClauseError, clause_document, provision_at
from impact.rulebase.fields import Fields, plain
from impact.rulebase.message import named_slots, strangers
from impact.rulebase.model import STATUSES, Example, Pattern
from impact.rulebase.shorthand import compile_pattern
from impact.rulebase.tokens import PatternError, Vocabulary
from impact.rulebase.yaml_source import Node

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_VERSION = re.compile(r"\d+\.\d+\.\d+\Z")
_URL = re.compile(r"https://[\w.-]+(?:/[^\s\"'<>`{}|\\^\[\]]*)?\Z")
GROUPS = ("flagged", "clear", "inapplicable", "todo")
_EXAMPLE_KEYS = ("text", "clause", "at", "why", "slots", "expect")
_CHECK_EXAMPLE_KEYS = (*_EXAMPLE_KEYS, "made")
_OUTCOMES = ("flagged", "clear")
_STABLE_EXAMPLES = 3
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z")


def read_identity(fields: Fields, stem: str, what: str) -> str:
    """The id, which must be the name of the file and made of words."""
    identity = fields.text("id")
    if identity and not ID.match(identity):
        fields.problem(f"“{identity}” is not an id. Use small letters, digits and hyphens.", "id")
    elif identity and identity != stem:
        fields.problem(f"The id is “{identity}” but the file is named “{stem}”. Rename {what} or the file.", "id")
    return identity


def read_status(fields: Fields) -> str:
    """The status; `since` must be a version."""
    since = fields.text("since")
    if since and not _VERSION.match(since):
        fields.problem(f"“{since}” is not a version. Write three numbers, such as 0.1.0.", "since")
    return fields.choice("status", STATUSES)


def read_references(fields: Fields) -> tuple[Mapping[str, str], ...]:
    """References: a title and, if there is one, an https address."""
    references = []
    for node in fields.items("references"):
        entry = Fields(node, "A reference", fields.file, fields.problems)
        entry.only(("title", "url"))
        entry.need("title")
        url = entry.text("url")
        if url and not _URL.match(url):
            entry.problem(
                f"“{url}” is not an address that a memo can link to. Write one that starts with https://.", "url"
            )
        references.append({key: value for key, value in (("title", entry.text("title")), ("url", url)) if value})
    return tuple(references)


def check_templates(fields: Fields, texts: Iterable[tuple[str, str]], available: Collection[str]) -> None:
    """Only slots that something sets may be named in `(key, text)`."""
    for key, text in texts:
        for stranger in strangers(text):
            fields.problem(f"“{stranger}” in “{key}” is not a slot. Only {', '.join(SLOTS)} can stand in braces.", key)
        for slot in sorted(named_slots(text) - set(available)):
            fields.problem(f"“{{{slot}}}” in “{key}” is set by no pattern, slot or frame of this rule.", key)


def read_date(fields: Fields, key: str) -> str:
    """A date as year, month and day."""
    date = fields.text(key)
    if date and not _DATE.match(date):
        fields.problem(f"“{date}” is not a date. Write year, month and day: 2025-08-20.", key)
    return date


def read_patterns(fields: Fields, key: str, vocabulary: Vocabulary, needs_trigger: bool = False) -> tuple[Pattern, ...]:
    """Named patterns under a key; each that cannot be compiled is a problem at its own line."""
    inner = fields.within(key, f"“{key}”")
    patterns = []
    for name, node in inner.entries.items():
        source = plain(node)
        if not ID.match(name):
            inner.problem(f"“{name}” is not a name for a pattern. Use small letters, digits and hyphens.", name)
        if not isinstance(source, str | list):
            inner.problem(f"The pattern “{name}” should be text in quotes, or a list of token patterns.", name)
            continue
        try:
            pattern = compile_pattern(name, source, vocabulary)
        except PatternError as error:
            inner.problem(f"The pattern “{name}” cannot be read: {error}", name)
            continue
        if needs_trigger and not all(pattern.triggers):
            inner.problem(
                f"The pattern “{name}” has no word that must occur. Add one, so that it need not be tried everywhere.",
                name,
            )
        patterns.append(pattern)
    return tuple(patterns)


def read_examples(fields: Fields, status: str, *, of_check: bool = False) -> tuple[Example, ...]:
    """The examples of all groups, enough of them for the status."""
    inner = fields.within("examples", "“examples”")
    inner.only(GROUPS)
    examples = [_read_example(inner, node, group, of_check) for group in GROUPS for node in inner.items(group)]
    seen: dict[str, int] = {}
    for example in examples:
        if example.text and (first := seen.setdefault(example.text, example.line)) != example.line:
            inner.problem(f"This example is here twice (first on line {first}). Remove one.", line=example.line)
    needed = _STABLE_EXAMPLES if status == "stable" else 1
    for group in _OUTCOMES:
        count = sum(example.group == group for example in examples)
        if count < needed:
            why = "A stable one needs" if needed > 1 else "It needs"
            inner.problem(f"{why} at least {needed} “{group}” examples and has {count}. Write more.", group)
    return tuple(examples)


def _read_example(group_fields: Fields, node: Node, group: str, of_check: bool) -> Example:
    fields = Fields(node, f"An example in “{group}”", group_fields.file, group_fields.problems)
    fields.only(_CHECK_EXAMPLE_KEYS if of_check else _EXAMPLE_KEYS)
    if isinstance(node.value, Mapping) and ("text" in fields.entries) == ("clause" in fields.entries):
        fields.problem("An example has either “text” (a sentence) or “clause” (numbered lines). Write one of them.")
    is_clause = "clause" in fields.entries
    text = fields.text("text")
    if is_clause and fields.entries["clause"].value is not None:
        text = fields.string(fields.entries["clause"], "“clause”", fold=False).rstrip()
    fields.need(*{"text", "clause"} & fields.entries.keys())
    if group != "flagged":
        fields.need("why")
    if "at" in fields.entries and not is_clause:
        fields.problem("“at” is for a “clause”, which has numbers. Remove it.", "at")
    if group == "todo":
        fields.need("expect")
    elif "expect" in fields.entries:
        fields.problem("“expect” is for examples in “todo”. Remove it.", "expect")
    if is_clause and text:
        _check_clause(fields, text, fields.text("at"))
    slot_fields = fields.within("slots", "“slots”")
    slot_fields.only(SLOTS)
    return Example(
        group=group,
        text=text,
        line=node.line,
        at=fields.optional("at"),
        is_clause=is_clause,
        why=fields.optional("why"),
        slots={slot: slot_fields.text(slot) for slot in SLOTS if slot in slot_fields.entries},
        expect=fields.choice("expect", _OUTCOMES) or None,
        made=read_date(fields, "made") or None,
    )


def _check_clause(fields: Fields, text: str, at: str) -> None:
    """The clause can be read, and has the number that the example points at."""
    try:
        document = clause_document(text)
    except ClauseError as error:
        fields.problem(f"The clause cannot be read: {error}", "clause")
        return
    if at and provision_at(document, at) is None:
        labels = ", ".join(dict.fromkeys(provision.label for provision in document.walk() if provision.number))
        fields.problem(f"The clause has no “{at}”. It has {labels or 'no numbers'}.", "at")
