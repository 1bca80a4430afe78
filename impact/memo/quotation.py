"""The words of a finding where they stand: the text of each provision involved, with the matched words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impact.document import Document, Provision, Text
from impact.memo.content import Quotation, Span, Words, plain
from impact.report import Evidence, Finding

#: How an evidence's role shows; the stronger style wins where two overlap.
STYLES = {"primary": "match", "slot": "slot"}
_STRENGTH = {"": 0, "slot": 1, "match": 2}
#: Characters kept on either side of marked words in a long text (a recital may run to pages).
CONTEXT = 360
CUT = " […] "


def quotations(document: Document, finding: Finding) -> tuple[Quotation, ...]:
    """The lines that a finding rests on, in document order, with its words marked.

    A line is a heading, an introduction or closing words of a provision. Evidence in no such text is quoted by itself.
    """
    lines: dict[tuple[int, str], tuple[Provision, Text]] = {}
    loose: list[Evidence] = []
    for evidence in finding.evidence:
        holder = document.by_xpath.get(evidence.xpath)
        found = list(_texts(holder, evidence.start, evidence.end)) if holder else []
        for provision, text in found:
            lines[text.segments[0][1], provision.xpath] = (provision, text)
        if not found:
            loose.append(evidence)
    quoted = [
        (at, Quotation(provision.label or provision.number, marked(text, finding.evidence)))
        for (at, _), (provision, text) in lines.items()
    ]
    quoted += [
        (evidence.start, Quotation(finding.provision.label, plain(evidence.text, STYLES.get(evidence.role, ""))))
        for evidence in loose
    ]
    return tuple(quotation for _, quotation in sorted(quoted, key=lambda pair: pair[0]))


def _texts(holder: Provision, start: int, end: int) -> Iterator[tuple[Provision, Text]]:
    """The texts of a provision, or of those below it, that share characters with a slice of the stream."""
    for provision in holder.walk():
        for text in (provision.heading, provision.intro, provision.wrap_up):
            if any(origin < end and start < origin + length for _, origin, length in text.segments):
                yield provision, text


def marked(text: Text, evidence: Sequence[Evidence]) -> Words:
    """The words of a text, those of the evidence styled, and what lies far from any of them cut."""
    styles = [""] * len(text.string)
    for piece in evidence:
        style = STYLES.get(piece.role, "")
        for at, origin, length in text.segments:
            low, high = max(piece.start, origin), min(piece.end, origin + length)
            for position in range(at + low - origin, at + high - origin):
                if _STRENGTH[style] > _STRENGTH[styles[position]]:
                    styles[position] = style
    return tuple(_spans(text.string, styles))


def _spans(string: str, styles: Sequence[str]) -> Iterator[Span]:
    """Runs of one style; a long run without style keeps only what is near its marked neighbours."""
    start = 0
    for position in range(1, len(string) + 1):
        if position < len(string) and styles[position] == styles[start]:
            continue
        run = string[start:position]
        if not styles[start] and len(run) > 2 * CONTEXT + len(CUT):
            head = run[:CONTEXT].rsplit(" ", 1)[0] if start else ""
            tail = run[-CONTEXT:].split(" ", 1)[-1] if position < len(string) else ""
            run = f"{head}{CUT}{tail}" if head or tail else run[: 2 * CONTEXT].rsplit(" ", 1)[0] + CUT.rstrip()
        yield Span(run, styles[start])
        start = position


def provision_label(document: Document, xpath: str) -> str:
    """The label of a provision; its address if it has none or is not in the document."""
    provision = document.by_xpath.get(xpath)
    return (provision.label or provision.number or xpath) if provision else xpath


#: Kinds that only hold provisions: the unit that a reader looks up lies below them.
_CONTAINERS = frozenset({"part", "chapter", "crossheading", "schedule", "group", "preface", "preamble", "note"})


def unit(document: Document, xpath: str) -> Provision | None:
    """The section, regulation or Schedule paragraph that holds a provision; the bill's own, for inserted text."""
    provision = document.by_xpath.get(xpath)
    if provision is None:
        return None
    line = [provision, *document.ancestors(provision)]
    return next((above for above in reversed(line) if above.kind not in _CONTAINERS), provision)
