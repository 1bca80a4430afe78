"""Small documents by hand: `unit("section", "5", "Words—", unit("paragraph", "(a)", "more"))`."""

from __future__ import annotations

from dataclasses import replace

from impact.document import Document, Provision, Source, Text


def unit(
    kind: str, number: str = "", words: str = "", *children: Provision, heading: str = "", after: str = ""
) -> Provision:
    return Provision(
        xpath="",
        id=None,
        kind=kind,
        number=number,
        heading=Text(heading),
        intro=Text(words),
        children=children,
        wrap_up=Text(after),
    )


def document(*tops: Provision, title: str = "Sample Bill", kind: str = "bill") -> Document:
    """A document whose provisions have xpaths from their places and ids from their numbers."""
    body = tuple(_addressed(top, f"/bill/{top.kind}[{index}]", "") for index, top in enumerate(tops, 1))
    return Document(
        source=Source("sample.xml", "0" * 64, b""),
        format="akn",
        kind=kind,
        type=None,
        id=None,
        title=title,
        number=None,
        version=None,
        stage=None,
        date=None,
        language="en",
        extent=None,
        body=body,
        stream="",
        runs=(),
    )


def _addressed(provision: Provision, xpath: str, label: str) -> Provision:
    own = f"{label} {provision.kind} {provision.number}".strip()
    children = tuple(
        _addressed(child, f"{xpath}/{child.kind}[{n}]", own) for n, child in enumerate(provision.children, 1)
    )
    return replace(provision, xpath=xpath, label=own, id=xpath.removeprefix("/bill/"), children=children)
