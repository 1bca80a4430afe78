"""What may be read, and what is refused with which words."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zipfile
from pathlib import Path

import pytest

from impact.errors import SourceError
from impact.parse import load, parse, read_source, source

CLML = "http://www.legislation.gov.uk/namespaces/legislation"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ACT = f"""<Legislation xmlns="{CLML}"><Primary><Body><P1group><Title>Sharing</Title>
<P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>The Board may give data to a council.</Text></P1para></P1>
</P1group></Body></Primary></Legislation>"""


def refusal(content: bytes | str, name: str = "made.xml") -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse(load(name, content.encode() if isinstance(content, str) else content))
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)
    return caught.value


def words(content: bytes | str) -> str:
    document = parse(load("made.xml", content.encode() if isinstance(content, str) else content))
    assert document.ledger is not None
    assert document.ledger.balanced
    return " ".join(provision.text for provision in document.body)


def test_a_source_carries_its_name_and_the_hash_of_its_bytes() -> None:
    made = load("bill.xml", ACT.encode())
    assert (made.name, made.content) == ("bill.xml", ACT.encode())
    assert made.sha256 == hashlib.sha256(ACT.encode()).hexdigest()


def test_a_relative_path_is_shown_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bills").mkdir()
    (tmp_path / "bills" / "act.xml").write_text(ACT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_source("bills/act.xml").name == "bills/act.xml"


def test_an_absolute_path_is_shown_by_its_last_part(tmp_path: Path) -> None:
    (tmp_path / "act.xml").write_text(ACT, encoding="utf-8")
    assert read_source(str(tmp_path / "act.xml")).name == "act.xml"


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ACT.encode())))
    made = read_source("-")
    assert made.name == "standard input"
    assert made.content == ACT.encode()


@pytest.mark.parametrize("path", ["no-such-file.xml", "no\0such.xml"])
def test_a_file_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.reason == "not-found"


def test_a_folder_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder; give the XML files in it") as caught:
        read_source(str(tmp_path))
    assert str(tmp_path) not in str(caught.value)


def test_gzip_is_refused_and_never_unpacked() -> None:
    refused = refusal(gzip.compress(ACT.encode()))
    assert refused.reason == "not-xml"
    assert "unpack it first" in str(refused)


def test_a_zip_archive_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("act.xml", ACT)
    assert refusal(packed.getvalue()).reason == "not-xml"


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"%PDF-1.7", b'{"title": "Act"}', b"[1]"])
def test_what_is_plainly_no_xml_is_refused(content: bytes) -> None:
    assert refusal(content).reason == "not-xml"


@pytest.mark.parametrize("content", ["<!DOCTYPE html><html/>", "<html><body/></html>", "<!-- x --><html/>"])
def test_a_web_page_is_refused_as_one(content: str) -> None:
    refused = refusal(content)
    assert refused.reason == "unexpected-root"
    assert "web page" in str(refused)


def test_a_feed_is_recognised_and_refused_as_a_feed() -> None:
    refused = refusal('<feed xmlns="http://www.w3.org/2005/Atom"><title>New</title></feed>')
    assert refused.reason == "unexpected-root"
    assert "Atom feed" in str(refused)


@pytest.mark.parametrize(
    "root",
    [
        "<Legislation/>",
        f'<P1 xmlns="{CLML}"/>',
        f'<Legislation xmlns="{AKN}"/>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/2.0"/>',
        '<x:Legislation xmlns:x="urn:other"/>',
    ],
)
def test_an_unknown_root_is_refused_by_name(root: str) -> None:
    assert refusal(root).reason == "unexpected-root"


@pytest.mark.parametrize("namespace", sorted(source.CLML_NAMESPACES))
def test_both_namespaces_of_clml_are_read(namespace: str) -> None:
    assert "may give data" in words(ACT.replace(CLML, namespace))


@pytest.mark.parametrize("namespace", sorted(source.AKN_NAMESPACES))
def test_both_namespaces_of_akoma_ntoso_are_read(namespace: str) -> None:
    act = f'<akomaNtoso xmlns="{namespace}"><act name="ukpga"><body><p>A council may ask.</p></body></act></akomaNtoso>'
    assert words(act) == "A council may ask."


def test_a_document_cut_anywhere_is_refused() -> None:
    whole = ACT.encode()
    for end in range(1, len(whole)):
        assert refusal(whole[:end]).reason in ("not-well-formed", "unexpected-root", "not-xml")


def test_a_broken_document_is_refused_with_its_line() -> None:
    refused = refusal(ACT.replace("</Text>", ""))
    assert refused.reason == "not-well-formed"
    assert str(refused).startswith("made.xml:2:")


def test_entities_that_multiply_are_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE Legislation [<!ENTITY l0 "ha">{laughs}]>{ACT.replace("data", "&l9;")}'
    assert refusal(bomb).reason == "dtd-entities"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x "disclose">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;',
        '<!ENTITY % x "<!ELEMENT P ANY>">',
        '<!NOTATION g SYSTEM "g"><!ENTITY x SYSTEM "x.gif" NDATA g>',
    ],
)
def test_a_document_that_declares_entities_is_refused(declaration: str) -> None:
    refused = refusal(f"<!DOCTYPE Legislation [{declaration}]>{ACT}")
    assert refused.reason == "dtd-entities"


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE Legislation SYSTEM "nowhere.dtd">'])
def test_an_entity_that_is_not_declared_is_refused(doctype: str) -> None:
    assert refusal(doctype + ACT.replace("may give", "may&nbsp;give")).reason == "dtd-entities"


def test_a_doctype_with_an_external_dtd_only_is_read_without_it() -> None:
    doctype = '<!DOCTYPE Legislation SYSTEM "file:///no/such/drafting.dtd" [<!-- none --><?Fm Validation Off?>]>'
    assert words(doctype + ACT) == words(ACT)


def nested(depth: int) -> str:
    inner = depth - 3
    return (
        f'<Legislation xmlns="{CLML}"><Primary><Body>{"<P>" * inner}deep{"</P>" * inner}</Body></Primary></Legislation>'
    )


def test_elements_may_be_nested_256_deep() -> None:
    assert words(nested(256)) == "deep"


@pytest.mark.parametrize("depth", [257, 5_000])
def test_deeper_nesting_is_refused(depth: int) -> None:
    assert refusal(nested(depth)).reason == "too-deep"


def test_two_hundred_attributes_are_read_and_one_more_is_refused() -> None:
    def act(count: int) -> str:
        return ACT.replace('id="section-1"', " ".join(f'a{n}="x"' for n in range(count)))

    assert "may give data" in words(act(200))
    assert refusal(act(201)).reason == "too-many-attributes"


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAXIMUM_ELEMENTS", 5)
    assert refusal(ACT).reason == "too-large"


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAXIMUM_BYTES", 100)
    assert refusal(ACT).reason == "too-large"
    (tmp_path / "act.xml").write_text(ACT, encoding="utf-8")
    with pytest.raises(SourceError, match="larger than"):
        read_source(str(tmp_path / "act.xml"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encodings_give_the_same_words(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    act = f'<?xml version="1.0" encoding="{declared}"?>' + ACT.replace("council", "café")
    assert words(act.encode(encoding)) == words(ACT.replace("council", "café"))


@pytest.mark.parametrize("declared", ["x-klingon", "utf-7", "rot13", "utf-16"])
def test_an_encoding_that_cannot_be_read_is_refused(declared: str) -> None:
    assert refusal(f'<?xml version="1.0" encoding="{declared}"?>{ACT}').reason in ("encoding", "not-well-formed")


def test_bytes_that_are_not_utf_8_are_refused_and_not_replaced() -> None:
    assert refusal(ACT.encode().replace(b"council", b"caf\xe9")).reason in ("encoding", "not-well-formed")


def test_a_text_of_more_than_ten_million_characters_is_refused_and_not_cut() -> None:
    refused = refusal(ACT.replace("data", "d" * 10_000_001))
    assert refused.reason in ("not-well-formed", "too-large")
