"""From bytes to a `Document`: `load` or `read_source`, then `parse`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from impact.document import Document, Source
from impact.parse import akn, clml, paper
from impact.parse.drafts import Dialect, Draft, Element, walk
from impact.parse.facts import Facts, akn_facts, clml_facts, paper_facts
from impact.parse.freeze import freeze, mentions_of, runs_of, settle
from impact.parse.labels import label
from impact.parse.ledger import prove
from impact.parse.places import place
from impact.parse.source import examine, load, read_source, refuse

__all__ = ["load", "parse", "read_source"]


@dataclass(frozen=True, slots=True)
class _Reader:
    facts: Callable[[Element], Facts]
    dialect: Callable[[Element], Dialect]
    printed: Callable[[Draft, str], str]


_READERS = {
    "clml": _Reader(clml_facts, lambda _root: clml.DIALECT, clml.printed),
    "akn": _Reader(akn_facts, akn.dialect, akn.printed),
    "paper": _Reader(paper_facts, lambda _root: paper.DIALECT, paper.printed),
}


def parse(source: Source) -> Document:
    """The document in a source, with its ledger; raises `SourceError` with what to do when it cannot be read.

    A document whose ledger does not balance is returned, not refused: the ledger says what is wrong.
    """
    witness = examine(source)
    root = _tree(source)
    reader = _READERS[witness.format]
    facts = reader.facts(root)
    walked = walk(root, reader.dialect(root), facts.unit, facts.language)
    settle(walked.root, reader.printed)
    label(walked.root, facts.section)
    place(walked)
    body = freeze(walked.root)
    document = Document(
        source=source,
        format="akn" if witness.format == "akn" else "clml" if witness.format == "clml" else "other",
        kind=facts.kind,
        type=facts.type,
        id=facts.id,
        title=facts.title,
        number=facts.number,
        version=facts.version,
        stage=facts.stage,
        date=facts.date,
        language=facts.language,
        extent=facts.extent,
        body=body,
        stream=walked.stream,
        runs=runs_of(walked),
        mentions=mentions_of(walked),
    )
    warnings = tuple(
        f"unknown element <{name}> ({count} {'time' if count == 1 else 'times'}): its text is analysed"
        for name, count in sorted(walked.unknown.items())
    )
    if document.begins_at:
        rest = "what is said not to be found may stand in the rest"
        warnings += (f"the source begins at {document.begins_at}: it holds a part of its law only, and {rest}",)
    ledger = prove(document, witness, walked.not_text, warnings)
    has_text = bool(ledger.analysed or "other-language" in ledger.skipped)
    return replace(document, ledger=ledger, has_text=has_text)


def _tree(source: Source) -> Element:
    """The tree, with nothing resolved and nothing fetched; a path is never given to lxml, which would unpack gzip."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
        strip_cdata=True,
    )
    try:
        return etree.fromstring(source.content, parser)
    except etree.XMLSyntaxError as error:
        reason = "encoding" if "encoding" in str(error).lower() else "not-well-formed"
        refuse(reason, f"{source.name}:{error.lineno}: not well-formed XML ({error.msg}); fetch or export it again")
    except (ValueError, LookupError) as error:
        refuse("not-well-formed", f"{source.name}: cannot be read as XML ({error}); fetch or export it again")
