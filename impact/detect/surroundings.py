"""What stands around a sentence: its heading, the words that open a section of amendments, earlier paragraphs, quoted text.

An amendment seldom says what it is about. "In subsection (5), after paragraph (a) insert—" is about records because the clause is
headed so, because subsection (1) says "Section 45 (records) is amended as follows", or because the inserted words are about
records. Nor does a paragraph that goes on from another: "(a) use the records, or (b) send them to a constable".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from impact.detect.compiled import CompiledRule
from impact.detect.searched import Searched
from impact.detect.tokens import language, straightened
from impact.document import Document, Provision
from impact.readings import Reading

_AMENDS = re.compile(r"\b(?:amend|modif|(?:has|have) effect)", re.IGNORECASE)
#: What holds sentences that begin anew: nothing above it opens them.
_HOLDERS = frozenset("part chapter crossheading schedule group quotation preface".split())
#: What is read by itself when it is quoted, whatever its number.
_WHOLE = frozenset("part chapter crossheading schedule section article regulation rule subsection group".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A document asked what stands around its sentences; a text is cut into tokens once, and asked once for each rule."""

    document: Document
    _texts: dict[str, Searched] = field(default_factory=dict)
    _answers: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    def admit(self, compiled: CompiledRule, reading: Reading) -> bool:
        """Whether the heading, the opening words and the quoted text are what the rule asks for."""
        asked = compiled.rule.match
        if asked.quotes and not all(quoted == asked.quotes for quoted in map(_what, _quotations(reading.leaf))):
            return False
        if asked.headed and not any(self._has("headed", compiled, text) for text in self._above(reading.leaf)):
            return False
        if asked.earlier and not any(self._has("earlier", compiled, text) for text in self._earlier(reading)):
            return False
        return not asked.quoted or any(
            compiled.occurs("quoted", self._text(quotation.text)) for quotation in _quotations(reading.leaf)
        )

    def _above(self, provision: Provision) -> Iterator[str]:
        """The nearest heading, then the openings of the lists of amendments that the provision is in."""
        holders = (self.document.by_xpath.get(provision.xpath, provision), *self.document.ancestors(provision))
        heading = next((holder.heading.string for holder in holders if holder.heading), "")
        if heading:
            yield f"{heading}."  # an end, so that a pattern can ask what does not follow a word
        for holder, above in pairwise(holders):
            if holder.kind in _HOLDERS or above.kind in _HOLDERS:
                return
            first = above.children[0]
            if first.xpath != holder.xpath and _AMENDS.search(first.intro.string):
                yield first.intro.string

    def _earlier(self, reading: Reading) -> Iterator[str]:
        """The paragraphs before this one in the list of one sentence, the nearest first."""
        leaf = self.document.by_xpath.get(reading.leaf.xpath, reading.leaf)
        above = next(iter(self.document.ancestors(leaf)), None)
        if above is None or reading.unit == leaf.xpath:
            return
        before = [child.intro.string for child in takewhile(lambda child: child.xpath != leaf.xpath, above.children)]
        yield from reversed(before)

    def _has(self, group: str, compiled: CompiledRule, text: str) -> bool:
        question = group, compiled.rule.id, text
        if question not in self._answers:
            self._answers[question] = compiled.occurs(group, self._text(text))
        return self._answers[question]

    def _text(self, text: str) -> Searched:
        if text not in self._texts:
            self._texts[text] = Searched(language().make_doc(straightened(text)))
        return self._texts[text]


def _quotations(leaf: Provision) -> Iterator[Provision]:
    return (child for child in leaf.children if child.kind == "quotation")


def _what(quotation: Provision) -> str:
    """One of `QUOTES`: a number without letters before its digits ("4A", "(3)") is that of a provision."""
    whole = any(child.kind in _WHOLE or child.number.lstrip("([“\"' ")[:1].isdigit() for child in quotation.children)
    return "provisions" if whole else "fragments"
