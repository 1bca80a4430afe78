"""What a sentence cites, and what is said there: “a person who contravenes subsection (1) commits an offence”.

Such a sentence says nothing of data itself. What it does depends on the provision that its words send the reader to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from impact.document import Document, Provision
from impact.readings import Reading
from impact.report import Finding
from impact.resolve.addresses import Addresses, addresses
from impact.resolve.citations import find_references
from impact.resolve.located import here

#: A reference to one of these is to too much: a Part with a gateway in it is not about that gateway.
_TOO_WIDE = frozenset("part chapter schedule group crossheading quotation".split())
#: Up to these a finding at a provision is also one of the paragraph below it that is cited.
_WHOLE = frozenset("section article regulation rule schedule part chapter quotation".split())


@dataclass(slots=True)
class Said:
    """The effects and directions found so far, by the place where they were found and by every place above it."""

    _at: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _within: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, findings: Iterable[Finding]) -> None:
        """Take these findings into account."""
        for finding in findings:
            xpath = finding.provision.xpath
            self._at[xpath] |= {finding.effect, finding.direction}
            for above in accumulate(xpath.split("/"), lambda path, step: f"{path}/{step}"):
                self._within[above] |= {finding.effect, finding.direction}

    def any_of(self, wanted: frozenset[str], cited: Provision, document: Document) -> bool:
        """Whether a cited provision has one of these effects: itself, below, or in the words that lead into it."""
        if not wanted.isdisjoint(self._within.get(cited.xpath, ())):
            return True
        for above in document.ancestors(cited) if cited.kind not in _WHOLE else ():
            if above.kind in _WHOLE:
                break
            if not wanted.isdisjoint(self._at.get(above.xpath, ())):
                return True
        return False


class Citing:
    """A document asked where its sentences send the reader."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _places(self) -> Addresses:
        return addresses(self.document)

    def cited(self, reading: Reading, low: int, high: int) -> tuple[Provision, ...]:
        """The provisions that the characters `low:high` of a reading refer to; those wider than a section are left out."""
        return tuple(dict.fromkeys(self._cited(reading, low, high)))

    def _cited(self, reading: Reading, low: int, high: int) -> Iterator[Provision]:
        for part in reading.parts:
            provision = self.document.by_xpath.get(part.xpath)
            if provision is None or part.start >= high or part.start + len(part.text.string) <= low:
                continue
            for reference in find_references(part.text.string):
                if low <= part.start + reference.start < high:
                    for xpath in here(reference, provision, self.document, self._places):
                        if self.document.by_xpath[xpath].kind not in _TOO_WIDE:
                            yield self.document.by_xpath[xpath]
