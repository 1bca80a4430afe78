"""Bytes that claim to be legislation: read within limits, examined by expat before lxml sees them.

The examination is also the second, independent count of the text (`Witness`) that the ledger is proven against.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from impact.document import Source
from impact.errors import SourceError

#: The largest whole Acts are about 6 MB; this leaves room and bounds memory (about 5 times the file).
MAXIMUM_BYTES = 256 * 1024 * 1024
#: libxml2's own limit without `huge_tree`; the deepest real document has 34.
MAXIMUM_DEPTH = 256
#: The largest whole Acts have about 200,000; a million provisions take a few gigabytes.
MAXIMUM_ELEMENTS = 1_000_000
#: Reading many attributes of one element takes quadratic time in lxml; real elements have 23 at most.
MAXIMUM_ATTRIBUTES = 200

CLML_NAMESPACES = frozenset(
    {
        "http://www.legislation.gov.uk/namespaces/legislation",
        "http://www.tso.co.uk/assets/namespace/legislation",
    }
)
AKN_NAMESPACES = frozenset(
    {
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17",
    }
)
ATOM = "http://www.w3.org/2005/Atom"

_FORMATS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "clml": (CLML_NAMESPACES, frozenset({"Legislation", "Fragment", "EN"})),
    "akn": (AKN_NAMESPACES, frozenset({"akomaNtoso"})),
    "paper": (frozenset({""}), frozenset({"Amendments.Commons", "Amendments.Lords", "Amendments"})),
}

#: First bytes that show that something is not an XML document, and what to do instead.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
    (b"PK\x03\x04", "is a zip archive (or a Word or OpenDocument file); unpack it and give the XML inside"),
    (b"\xfd7zXZ\x00", "is compressed with xz; unpack it first"),
    (b"BZh", "is compressed with bzip2; unpack it first"),
    (b"%PDF", "is a PDF; ask the publisher for the XML (on legislation.gov.uk, add /data.xml to the address)"),
    (b"\xd0\xcf\x11\xe0", "is an old Word document; save the bill as XML from the drafting system"),
    (b"{", "is JSON; give the legislation as XML"),
    (b"[", "is JSON; give the legislation as XML"),
)


@dataclass(frozen=True, slots=True)
class Witness:
    """What the second parser saw: characters other than white space, their SHA-256, and the format of the root."""

    characters: int
    sha256: str
    format: str


def refuse(reason: str, message: str) -> NoReturn:
    """Raise a `SourceError` with a message of one line."""
    raise SourceError(reason, " ".join(message.split()))


def squash(text: str) -> str:
    """The text without white space, as both parsers count it."""
    return "".join(text.split())


def load(name: str, content: bytes) -> Source:
    """A `Source` from bytes; raises `SourceError` when they are too many, none, or plainly not XML."""
    if len(content) > MAXIMUM_BYTES:
        refuse("too-large", f"{name}: larger than {MAXIMUM_BYTES >> 20} MB; give one bill, Act or instrument at a time")
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        refuse("not-xml", f"{name}: is empty; give the XML of a bill, an Act or an instrument")
    for magic, advice in _MAGIC:
        if start.startswith(magic):
            refuse("not-xml", f"{name}: {advice}")
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        refuse(
            "unexpected-root",
            f"{name}: is a web page; give the XML (on legislation.gov.uk, add /data.xml to the address)",
        )
    return Source(name, hashlib.sha256(content).hexdigest(), content)


def read_source(path: str) -> Source:
    """The source at `path` (`-` is standard input); raises `SourceError`. Of an absolute path only the end is shown."""
    if path == "-":
        return load("standard input", _read(sys.stdin.buffer, "standard input"))
    name = Path(path).name if Path(path).is_absolute() else path
    try:
        with Path(path).open("rb") as stream:
            return load(name, _read(stream, name))
    except FileNotFoundError:
        refuse("not-found", f"{name}: no such file; check the path")
    except IsADirectoryError:
        refuse("not-found", f"{name}: is a folder; give the XML files in it")
    except OSError as error:
        refuse("not-found", f"{name}: cannot be read ({error.strerror}); check that it is a file that you may read")
    except ValueError:
        refuse("not-found", "the path holds a character that no file name can have; check it")


def _read(stream: BinaryIO, name: str) -> bytes:
    content = stream.read(MAXIMUM_BYTES + 1)
    if len(content) > MAXIMUM_BYTES:
        refuse("too-large", f"{name}: larger than {MAXIMUM_BYTES >> 20} MB; give one bill, Act or instrument at a time")
    return content


def format_of(name: str, tag: str) -> str:
    """Which dialect a root element starts (`tag` is "namespace local" as expat gives it); raises `SourceError`."""
    namespace, _, local = tag.rpartition(" ")
    for dialect, (namespaces, locals_) in _FORMATS.items():
        if namespace in namespaces and local in locals_:
            return dialect
    if namespace == ATOM:
        refuse(
            "unexpected-root",
            f"{name}: is an Atom feed (a list of documents), not a document; give the documents that it lists",
        )
    if local.lower() == "html":
        refuse(
            "unexpected-root",
            f"{name}: is a web page; give the XML (on legislation.gov.uk, add /data.xml to the address)",
        )
    where = f"namespace {namespace}" if namespace else "no namespace"
    refuse(
        "unexpected-root",
        f"{name}: begins with <{local}> ({where}), which is not legislation; "
        "give CLML (<Legislation>) or Akoma Ntoso (<akomaNtoso>)",
    )


def examine(source: Source) -> Witness:
    """Read the bytes with expat: enforce the limits, count and hash the text; raises `SourceError`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    pieces: list[str] = []
    state = _Examination(source.name, parser)
    parser.CharacterDataHandler = pieces.append
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.EntityDeclHandler = state.entity
    parser.SkippedEntityHandler = state.entity
    _feed(parser.Parse, source)
    text = squash("".join(pieces))
    return Witness(len(text), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), state.format)


def _feed(parse: Callable[[bytes, bool], int], source: Source) -> None:
    try:
        parse(source.content, True)
    except expat.ExpatError as error:
        code = expat.errors.messages[error.code]
        if code in (expat.errors.XML_ERROR_UNKNOWN_ENCODING, expat.errors.XML_ERROR_INCORRECT_ENCODING):
            refuse("encoding", f"{source.name}:{error.lineno}: {code}; save it as UTF-8")
        if code == expat.errors.XML_ERROR_UNDEFINED_ENTITY:
            refuse(
                "dtd-entities",
                f"{source.name}:{error.lineno}: uses an entity that is not declared; put the character itself",
            )
        refuse(
            "not-well-formed",
            f"{source.name}:{error.lineno}:{error.offset + 1}: not well-formed XML ({code}); fetch or export it again",
        )
    except (LookupError, UnicodeError, ValueError) as error:
        # pyexpat asks Python's codecs for encodings that expat does not know.
        refuse("encoding", f"{source.name}: the declared encoding cannot be read ({error}); save it as UTF-8")


class _Examination:
    """The limits, as they stand while expat reads."""

    def __init__(self, name: str, parser: expat.XMLParserType) -> None:
        self.name, self.parser = name, parser
        self.depth = self.elements = 0
        self.format = ""

    def start(self, tag: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements == 1:
            self.format = format_of(self.name, tag)
        where = f"{self.name}:{self.parser.CurrentLineNumber}"
        if self.depth > MAXIMUM_DEPTH:
            refuse(
                "too-deep",
                f"{where}: elements nested more than {MAXIMUM_DEPTH} deep, as in no real document; check the file",
            )
        if self.elements > MAXIMUM_ELEMENTS:
            refuse(
                "too-large",
                f"{where}: more than {MAXIMUM_ELEMENTS:,} elements; give one bill, Act or instrument at a time",
            )
        if len(attributes) > 2 * MAXIMUM_ATTRIBUTES:
            refuse(
                "too-many-attributes",
                f"{where}: more than {MAXIMUM_ATTRIBUTES} attributes on one element; check the file",
            )

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def entity(self, *_declaration: object) -> None:
        where = f"{self.name}:{self.parser.CurrentLineNumber}"
        refuse(
            "dtd-entities",
            f"{where}: declares or uses entities, which can hide text; save it again with the characters themselves",
        )
