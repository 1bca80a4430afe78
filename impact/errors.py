"""What can go wrong, in words for the person who has to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ImpactError(Exception):
    """What was asked could not be done (exit code 2); the message says where, what, and what to do."""


class SourceError(ImpactError):
    """A source that cannot be read as legislation; `reason` is a word from a closed list.

    Reasons: `not-found`, `too-large`, `not-xml`, `not-well-formed`, `dtd-entities`, `encoding`, `unexpected-root`,
    `too-deep`, `too-many-attributes`, `no-text`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a rules base: `file:line`, what, and what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class RulebaseError(ImpactError):
    """A rules base that cannot be used; `problems` lists everything wrong in all its files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
