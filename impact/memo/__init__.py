"""The content of an impact memo, built once from a report and shown by every format.

`build` is pure: the same report gives the same memo.
"""

from __future__ import annotations

from impact.memo import annexes, changes, clauses, flows, front
from impact.memo.content import Memo, Section
from impact.memo.words import DISCLAIMER, DOCUMENT_KINDS
from impact.report import Report

#: (anchor, title, what fills it), in the order of the memo.
_NUMBERED = (
    ("flows", "Who can give what to whom", flows.table),
    ("diagram", "The flows as a diagram", flows.diagram),
    ("clauses", "Clause by clause", clauses.entries),
    ("changes", "Changes to the existing map", changes.changes),
    ("limits", "Blocks and safeguards", clauses.limits),
    ("safeguards", "Safeguards of each flow", flows.safeguards),
    ("delegated", "Delegated powers", clauses.delegated),
    ("interoperability", "Interoperability", clauses.interoperability),
    ("local-government", "Local government", flows.local_government),
    ("checks", "Checks", clauses.checks),
    ("amended", "Amendments to other law", clauses.amended),
    ("questions", "Questions", clauses.questions),
)
_ANNEXES = (
    ("evidence", "Evidence", annexes.evidence),
    ("rules", "Rules that fired", annexes.rules),
    ("terms", "Terms and references", annexes.terms),
    ("amendments", "Textual amendments", clauses.amendments),
    ("glossary", "Glossary", annexes.glossary),
    ("provenance", "How this memo was made", annexes.provenance),
)


def build(report: Report) -> Memo:
    """The memo of one report."""
    document = report.document
    kind = DOCUMENT_KINDS.get(document.kind, document.kind)
    numbered = tuple(
        Section(anchor, str(place), title, fill(report)) for place, (anchor, title, fill) in enumerate(_NUMBERED, 1)
    )
    lettered = tuple(
        Section(anchor, letter, title, fill(report))
        for letter, (anchor, title, fill) in zip("ABCDEF", _ANNEXES, strict=True)
    )
    return Memo(
        title=" ".join(document.title.split()) or document.source.name,
        subtitle=f"Impact memo: flows of information in this {kind if kind.startswith('EU') else kind.lower()}",
        complete=report.complete,
        date=document.source.retrieved or document.date,
        edition=" · ".join(
            part for part in (document.number, document.version, document.stage, front.day(document.date)) if part
        ),
        front=front.sections(report),
        sections=numbered + lettered,
        disclaimer=DISCLAIMER,
    )
