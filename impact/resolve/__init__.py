"""What the words stand for: definitions, references, amendments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impact.document import Document
from impact.report import Amendment, Definition, Finding, Reference


@dataclass(frozen=True, slots=True)
class Resolution:
    """A document and its findings with what they refer to."""

    document: Document
    findings: tuple[Finding, ...]
    amendments: tuple[Amendment, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


def resolve(document: Document, findings: Sequence[Finding]) -> Resolution:
    """Definitions, references and amendments of a document, and its findings with their slots resolved."""
    return Resolution(document, tuple(findings))
