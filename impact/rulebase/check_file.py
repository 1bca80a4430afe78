"""One compound check, read from its file in `checks/`: what a rule has, with `when` in the place of a match.

when:
  find: [gateway]                  effects, `effect/kind`, directions or rule ids: each such finding starts the check
  without: [data-protection-saving]   it fires if none of these is within the scope
  lacks: {consent: "consent of"}   and none of these words is, in the section or where another section speaks of it
  beside: {purpose: "purpose"}     nor these in the section: words too common to be an answer from further away
  each: {an appeal: {lacks: {appeal: "appeal"}}}   several answers, each looked for by itself; the message names what is missing
  with: [disclosure-offence]       it fires only if one of these is
  within: part                     provision, section, part or document
  words: {shared: "share"}         only if the provision's own words match one of these patterns
  unless: {public: "the public"}   not if they match one of these
  slots: {to: {any: "any person"}} only if the words of these slots match one of their patterns
  parties: {from: [tax authority]} only if the parties of the slot are of one of these classes
  open: [purpose]                  only if the law leaves these slots open
  made: {from: 2025-08-20}         only for law made from (or before) this date
  default: {from: 2025-08-20, by: Data Protection Act 2018 s. 183A}   what the law supplies from then on
  judge: reach                     a function of `judgements` for what cannot be said here
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from impact.errors import Problem
from impact.report import SEVERITIES, SLOTS
from impact.rulebase.common import (
    check_templates,
    read_date,
    read_examples,
    read_identity,
    read_patterns,
    read_references,
    read_status,
)
from impact.rulebase.fields import Fields
from impact.rulebase.model import SCOPES, Answer, CheckRule, Pattern
from impact.rulebase.tokens import Vocabulary
from impact.rulebase.yaml_source import Node

_NEEDED = (
    "id",
    "title",
    "severity",
    "status",
    "since",
    "why",
    "message",
    "questions",
    "references",
    "when",
    "examples",
)
KEYS = (*_NEEDED, "number")
_WHEN_KEYS = (
    "find",
    "without",
    "lacks",
    "beside",
    "each",
    "with",
    "within",
    "words",
    "unless",
    "slots",
    "parties",
    "open",
    "made",
    "default",
    "judge",
)
_DEFAULT_KEYS = ("from", "by", "url", "note")
_FUNCTION = re.compile(r"[a-z][a-z0-9_]*\Z")


def read_check(root: Node, file: str, vocabulary: Vocabulary, problems: list[Problem]) -> CheckRule | None:
    """A check, or None if its file is not even a mapping. Whether what it finds exists is for the loader to say."""
    fields = Fields(root, "A check", file, problems)
    if not fields.entries:
        return None
    fields.only(KEYS)
    fields.need(*_NEEDED)
    status = read_status(fields)
    when = fields.within("when", "“when”")
    when.only(_WHEN_KEYS)
    if when.entries:
        when.need("find", "within")
    message, questions = fields.text("message"), fields.texts("questions")
    check_templates(fields, [("message", message), *(("questions", question) for question in questions)], SLOTS)
    return CheckRule(
        id=read_identity(fields, PurePosixPath(file).stem, "the check"),
        title=fields.text("title"),
        severity=fields.choice("severity", SEVERITIES),
        status=status,
        since=fields.text("since"),
        why=fields.text("why"),
        message=message,
        questions=questions,
        references=read_references(fields),
        find=frozenset(when.texts("find")),
        without=frozenset(when.texts("without")),
        with_=frozenset(when.texts("with")),
        within=when.choice("within", SCOPES),
        words=read_patterns(when, "words", vocabulary),
        made=_read_made(when),
        default=_read_default(when),
        judge=_read_judge(when),
        examples=read_examples(fields, status, of_check=True),
        file=file,
        number=fields.number("number"),
        lacks=read_patterns(when, "lacks", vocabulary),
        beside=read_patterns(when, "beside", vocabulary),
        each=_read_answers(when, vocabulary),
        slots=_read_slots(when, vocabulary),
        open=when.choices("open", SLOTS),
        parties=_read_parties(when),
        unless=read_patterns(when, "unless", vocabulary),
    )


def _read_slots(when: Fields, vocabulary: Vocabulary) -> dict[str, tuple[Pattern, ...]]:
    inner = when.within("slots", "“slots”")
    inner.only(SLOTS)
    return {slot: read_patterns(inner, slot, vocabulary) for slot in SLOTS if slot in inner.entries}


def _read_answers(when: Fields, vocabulary: Vocabulary) -> tuple[Answer, ...]:
    inner = when.within("each", "“each”")
    answers = []
    for name in inner.entries:
        sought = inner.within(name, f"“{name}”")
        sought.only(("without", "lacks", "said"))
        lacks, said = (read_patterns(sought, key, vocabulary) for key in ("lacks", "said"))
        answers.append(Answer(name, frozenset(sought.texts("without")), lacks, said))
    return tuple(answers)


def _read_parties(when: Fields) -> dict[str, frozenset[str]]:
    inner = when.within("parties", "“parties”")
    inner.only(("from", "to"))
    return {side: frozenset(inner.texts(side)) for side in ("from", "to") if side in inner.entries}


def _read_made(when: Fields) -> tuple[str, str] | None:
    inner = when.within("made", "“made”")
    inner.only(("before", "from"))
    if not inner.entries:
        return None
    if len(inner.entries) > 1:
        inner.problem("“made” has either “before” or “from”. Keep one.")
    word = next(iter(inner.entries))
    return word, read_date(inner, word)


def _read_default(when: Fields) -> dict[str, str] | None:
    inner = when.within("default", "“default”")
    inner.only(_DEFAULT_KEYS)
    if not inner.entries:
        return None
    inner.need("from", "by")
    return {
        key: read_date(inner, key) if key == "from" else inner.text(key)
        for key in _DEFAULT_KEYS
        if key in inner.entries
    }


def _read_judge(when: Fields) -> str | None:
    judge = when.optional("judge")
    if judge and not _FUNCTION.match(judge):
        when.problem(f"“{judge}” is not the name of a function in assess.", "judge")
    return judge
