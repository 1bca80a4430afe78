"""The account of every character: that it balances, and that the alarm rings when it should not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from impact.document import SKIP_REASONS, Document, Provision, Run, Text
from impact.errors import SourceError
from impact.parse import load, parse
from impact.parse.ledger import prove
from impact.parse.source import AKN_NAMESPACES, CLML_NAMESPACES, MAXIMUM_DEPTH, examine

CLML = "http://www.legislation.gov.uk/namespaces/legislation"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

ACT = f"""<Legislation xmlns="{CLML}"><m:Metadata xmlns:m="http://www.legislation.gov.uk/namespaces/metadata">
<m:Note>Note</m:Note></m:Metadata>
<Contents><ContentsTitle>Contents</ContentsTitle></Contents>
<Primary><PrimaryPrelims><Title>Made Act</Title><LongTitle>An Act about data.</LongTitle></PrimaryPrelims>
<Body><Part><Number>Part 1</Number><Title>Data</Title><P1group><Title>Sharing</Title><P1 id="section-1">
<Pnumber>1</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>The Board may, under the <Citation>Records Act</Citation>, give—</Text>
<P3><Pnumber>a</Pnumber><P3para><Text>income <Emphasis>data</Emphasis>,</Text></P3para></P3>
<P3><Pnumber>b</Pnumber><P3para><Text>records,</Text></P3para></P3><Text>to a council.</Text></P2para></P2>
<Text>But</Text><P2><Pnumber>2</Pnumber><P2para><Text>In section 4 insert—</Text><BlockAmendment><P1>
<Pnumber>4A</Pnumber><P1para>
<Text>The Board must reply.</Text></P1para></P1></BlockAmendment><AppendText>.</AppendText></P2para></P2></P1para>
</P1></P1group></Part></Body>
<Schedules><Schedule><Number>SCHEDULE</Number><Reference>Section 1</Reference><ScheduleBody><Tabular>
<table xmlns="http://www.w3.org/1999/xhtml">
<tr><td>Board</td><td>all</td></tr></table></Tabular></ScheduleBody></Schedule></Schedules></Primary>
<Footnotes><Footnote><FootnoteText><Para><Text>2030 c. 1.</Text></Para></FootnoteText></Footnote></Footnotes>
<Commentaries><Commentary><Para><Text>Words omitted.</Text></Para></Commentary></Commentaries></Legislation>"""

BILL = f"""<akomaNtoso xmlns="{AKN}"><bill name="ukpubb"><meta><note>Note</note></meta>
<coverPage><toc><tocItem>1</tocItem></toc></coverPage><preface><longTitle><p>A Bill about data.</p></longTitle>
</preface>
<body><section><num>1<authorialNote><p>note</p></authorialNote></num><heading>Sharing</heading><subsection>
<num>(1)</num>
<intro><p>The Board may give<authorialNote><p>a footnote</p></authorialNote>—</p></intro><level><num>(a)</num>
<content><p>income <b>data</b>,</p>
</content></level><wrapUp><p>to a council.</p></wrapUp></subsection><subsection><num>(2)</num><content><p>
<mod>After section 4 insert—
<quotedStructure><section><num>4A</num><content><p>The Board must reply.</p></content></section></quotedStructure>
<inline name="AppendText">;
and</inline></mod></p></content></subsection></section><hcontainer name="schedule"><num>Schedule 1</num><content>
<table><tr><td><p>Board</p></td>
</tr></table></content></hcontainer></body></bill></akomaNtoso>"""

SAMPLES = pytest.mark.parametrize("sample", [ACT, BILL], ids=["act", "bill"])


def read(content: str | bytes) -> Document:
    return parse(load("made.xml", content.encode() if isinstance(content, str) else content))


def proof(document: Document) -> tuple[str, ...]:
    """The problems of a document as it stands, measured anew against its own source."""
    return prove(document, examine(document.source)).problems


def texts(document: Document) -> list[tuple[str, ...]]:
    """What the provisions say, without the addresses, which follow prefixes."""
    return [
        (p.kind, p.number, p.label, p.heading.string, p.intro.string, p.wrap_up.string, *p.terms)
        for p in document.walk()
    ]


@SAMPLES
def test_every_character_is_analysed_or_left_out_for_a_reason(sample: str) -> None:
    document = read(sample)
    ledger = document.ledger
    assert ledger is not None
    assert ledger.balanced
    assert ledger.problems == ()
    assert ledger.accounted == ledger.characters == len("".join(document.stream.split()))
    assert set(ledger.skipped) <= set(SKIP_REASONS)


@SAMPLES
def test_the_runs_rebuild_the_stream(sample: str) -> None:
    document = read(sample)
    assert "".join(document.stream[run.start : run.end] for run in document.runs) == document.stream
    assert document.stream == "".join(map(str, etree.fromstring(sample.encode()).itertext()))


@SAMPLES
def test_analysed_runs_lead_to_their_provision(sample: str) -> None:
    document = read(sample)
    for run in document.runs:
        if run.state == "analysed" and document.stream[run.start : run.end].strip():
            assert run.xpath in document.by_xpath


@SAMPLES
def test_addresses_are_those_of_lxml(sample: str) -> None:
    tree = etree.fromstring(sample.encode()).getroottree()
    paths = {tree.getpath(element) for element in tree.iter()}
    document = read(sample)
    assert {provision.xpath for provision in document.walk()} <= paths
    assert len(document.by_xpath) == sum(1 for _ in document.walk())


def without(provision: Provision, xpath: str) -> Provision:
    """The provision without the one at `xpath` below it."""
    kept = tuple(without(child, xpath) for child in provision.children if child.xpath != xpath)
    return replace(provision, children=kept)


def own(provision: Provision) -> bool:
    return bool(provision.number_at or provision.heading or provision.intro or provision.wrap_up or provision.children)


@SAMPLES
def test_the_alarm_rings_when_a_provision_is_dropped(sample: str) -> None:
    document = read(sample)
    dropped = [provision.xpath for provision in document.walk() if own(provision)]
    assert len(dropped) > 10
    for xpath in dropped:
        body = tuple(without(top, xpath) for top in document.body if top.xpath != xpath)
        ledger = prove(replace(document, body=body), examine(document.source))
        assert not ledger.balanced, xpath
        assert "in no provision" in ledger.problems[0]


def altered(provision: Provision, xpath: str, **fields: object) -> Provision:
    children = tuple(altered(child, xpath, **fields) for child in provision.children)
    changed = replace(provision, children=children)
    return replace(changed, **fields) if provision.xpath == xpath else changed  # type: ignore[arg-type]


@SAMPLES
@pytest.mark.parametrize("part", ["heading", "intro", "wrap_up"])
def test_the_alarm_rings_when_a_text_is_lost(sample: str, part: str) -> None:
    document = read(sample)
    held = [provision.xpath for provision in document.walk() if getattr(provision, part)]
    assert held
    for xpath in held:
        assert proof(replace(document, body=tuple(altered(top, xpath, **{part: Text()}) for top in document.body)))


@SAMPLES
def test_the_alarm_rings_when_a_number_is_lost(sample: str) -> None:
    document = read(sample)
    for provision in document.walk():
        if provision.number_at:
            body = tuple(altered(top, provision.xpath, number_at=()) for top in document.body)
            assert proof(replace(document, body=body))


@SAMPLES
def test_the_alarm_rings_when_one_character_is_lost(sample: str) -> None:
    document = read(sample)
    for provision in document.walk():
        if len(provision.intro.string) > 1:
            shorter = provision.intro.slice(0, len(provision.intro.string) - 1)
            assert proof(
                replace(document, body=tuple(altered(top, provision.xpath, intro=shorter) for top in document.body))
            )


@SAMPLES
def test_the_alarm_rings_when_a_text_is_held_twice(sample: str) -> None:
    document = read(sample)
    problems = proof(replace(document, body=(*document.body, document.body[-1])))
    assert "hold the same text" in problems[0]


@SAMPLES
def test_the_alarm_rings_when_a_run_is_lost_or_out_of_place(sample: str) -> None:
    document = read(sample)
    for index in range(len(document.runs)):
        assert proof(replace(document, runs=document.runs[:index] + document.runs[index + 1 :]))
    assert proof(replace(document, runs=tuple(reversed(document.runs))))


@SAMPLES
def test_the_alarm_rings_when_text_is_skipped_for_an_unknown_reason(sample: str) -> None:
    document = read(sample)
    runs = tuple(replace(run, state="dull") if run.state != "analysed" else run for run in document.runs)
    assert any("not on the list: dull" in problem for problem in proof(replace(document, runs=runs)))


@SAMPLES
def test_the_alarm_rings_when_held_text_is_called_skipped(sample: str) -> None:
    document = read(sample)
    runs = tuple(Run(run.start, run.end, "metadata", run.xpath) for run in document.runs)
    assert any("was to be left out" in problem for problem in proof(replace(document, runs=runs)))


@SAMPLES
def test_the_alarm_rings_when_the_parsers_read_different_text(sample: str) -> None:
    document = read(sample)
    other = examine(load("other.xml", sample.replace("Board", "Trust").encode()))
    assert any("different text of the same length" in problem for problem in prove(document, other).problems)
    longer = examine(load("other.xml", sample.replace("Board", "Office").encode()))
    assert any("count differently" in problem for problem in prove(document, longer).problems)


NEEDLE = "A council may share income data."


def with_needles(sample: str) -> Iterator[bytes]:
    """The sample with a sentence at each place where character data can stand, one at a time."""
    count = sum(1 for _ in etree.fromstring(sample.encode()).iter())
    for index in range(count):
        for end in (False, True):
            root = etree.fromstring(sample.encode())
            element = list(root.iter())[index]
            if not end:
                element.text = f"{element.text or ''} {NEEDLE} "
            elif element.getparent() is not None:
                element.tail = f" {NEEDLE} {element.tail or ''}"
            yield etree.tostring(root)


@SAMPLES
def test_a_sentence_planted_anywhere_is_read_or_listed_as_left_out(sample: str) -> None:
    for planted in with_needles(sample):
        document = read(planted)
        assert document.ledger is not None
        assert document.ledger.balanced, document.ledger.problems
        if NEEDLE not in document.stream:
            continue
        found = any(
            NEEDLE in text.string for p in document.walk() for text in (p.heading, p.intro, p.wrap_up) if text.string
        )
        skipped = any(
            NEEDLE in document.stream[run.start : run.end] for run in document.runs if run.state != "analysed"
        )
        assert found or skipped, planted.decode()


def renamed(sample: str) -> str:
    """The sample with its default namespace bound to a prefix."""
    namespace = re.search(r'xmlns="([^"]+)"', sample)
    assert namespace
    html = sample.replace('xmlns="http://www.w3.org/1999/xhtml"', 'xmlns:h="http://www.w3.org/1999/xhtml"')
    prefixed = re.sub(r"<(/?)(?!m:|h:)([A-Za-z])", r"<\1x:\2", html)
    prefixed = re.sub(r"<(/?)x:(table|tr|td)\b", r"<\1h:\2", prefixed) if html != sample else prefixed
    return prefixed.replace(f'xmlns="{namespace[1]}"', f'xmlns:x="{namespace[1]}"')


@SAMPLES
@pytest.mark.parametrize(
    "change",
    [
        renamed,
        lambda sample: re.sub(r">([^<>]*\w[^<>]*)<", r"><![CDATA[\1]]><", sample),
        lambda sample: re.sub(r"(?<=\w) (?=\w+[^<>]*<)", "<!-- note --> <?L 1?>", re.sub(r"\s+", " ", sample)),
        lambda sample: re.sub(r">(\w)(\w)", r">\1<?L 9?>\2", sample),
        lambda sample: re.sub(r" ", "  \n", sample),
    ],
    ids=["prefixes", "cdata", "comments", "instructions", "spaces"],
)
def test_a_change_that_no_reader_sees_changes_no_text(sample: str, change: object) -> None:
    assert callable(change)
    changed = change(sample)
    assert changed != sample
    assert texts(read(changed)) == texts(read(sample))


@SAMPLES
def test_another_encoding_changes_no_text(sample: str) -> None:
    encoded = f'<?xml version="1.0" encoding="utf-16"?>{sample}'.encode("utf-16")
    assert texts(read(encoded)) == texts(read(sample))


def test_invisible_characters_are_accounted_for_though_no_reader_sees_them() -> None:
    document = read(ACT.replace("income ", "in\u00adcome\u200b "))
    assert document.ledger is not None
    assert document.ledger.balanced
    assert any(provision.intro.string == "income data," for provision in document.walk())


NAMES = st.sampled_from(
    "Legislation Primary Body Part P1group P1 P1para P2 P2para Pnumber Number Title Text ListItem UnorderedList "
    "OrderedList "
    "BlockAmendment Tabular Term Citation Footnote Metadata Contents Commentaries Versions Character Strange "
    "akomaNtoso bill "
    "meta body section subsection level num heading intro content wrapUp p quotedStructure hcontainer "
    "authorialNote table tr td "
    "def ref mref toc preface longTitle conclusions tblock blockList item amendment math".split()
)
WORDS = st.text(alphabet="may give data.…“”()1aA \n\u00ad\u200b\u00a0", max_size=12)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["id", "eId", "Status", "Match", "name", "class", "Class", "Type", "Decoration", "href", "URI", "PuncBefore"]
    ),
    st.sampled_from(["definition", "schedule", "alpha", "roman", "para1", "false", "cy", "Prospective", "(", ""]),
    max_size=2,
)
TREES = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, WORDS, st.just(()), WORDS),
    lambda children: st.tuples(NAMES, ATTRIBUTES, WORDS, st.lists(children, max_size=4).map(tuple), WORDS),
    max_leaves=25,
)
ROOTS = st.sampled_from(
    [
        *((namespace, name) for namespace in sorted(CLML_NAMESPACES) for name in ("Legislation", "Fragment", "EN")),
        *((namespace, "akomaNtoso") for namespace in sorted(AKN_NAMESPACES)),
        ("", "Amendments.Commons"),
    ]
)


def grow(parent: etree._Element, tree: tuple[object, ...], namespace: str) -> None:
    name, attributes, text, children, tail = tree
    assert isinstance(attributes, dict)
    assert isinstance(children, tuple)
    element = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else str(name), attributes)
    element.text, element.tail = str(text), str(tail)
    for child in children:
        grow(element, child, namespace)


@settings(max_examples=150, deadline=None)
@given(ROOTS, st.lists(TREES, max_size=3))
def test_any_well_formed_document_with_a_known_root_is_read_and_balances(
    root: tuple[str, str], trees: list[tuple[object, ...]]
) -> None:
    namespace, name = root
    element = etree.Element(
        f"{{{namespace}}}{name}" if namespace else name, nsmap={None: namespace} if namespace else None
    )
    for tree in trees:
        grow(element, tree, namespace)
    document = read(etree.tostring(element))
    assert document.ledger is not None
    assert document.ledger.problems == ()
    assert all(provision.label for provision in document.walk())
    assert len(document.by_xpath) == sum(1 for _ in document.walk())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(min_value=0, max_value=len(ACT)))
def test_damaged_bytes_are_read_whole_or_refused(damage: bytes, at: int) -> None:
    whole = ACT.encode()
    refused = ""
    try:
        document = read(whole[:at] + damage + whole[at + len(damage) :])
    except SourceError as error:
        refused = error.reason
    assert f"`{refused}`" in str(SourceError.__doc__) if refused else proof(document) == ()


def test_depth_is_not_bounded_by_the_interpreter() -> None:
    script = f"""
import sys
from impact.parse import load, parse
depth = {MAXIMUM_DEPTH} - 3
inside = "<level><num>(a)</num><intro><p>x</p></intro>" * (depth - 2) + "</level>" * (depth - 2)
content = '<akomaNtoso xmlns="{AKN}"><bill name="ukpubb"><body>' + inside + "</body></bill></akomaNtoso>"
parse(load("warm.xml", content.replace("(a)", "(b)").encode()))
sys.setrecursionlimit(100)
document = parse(load("deep.xml", content.encode()))
assert document.ledger.balanced
assert document.body[0].text.count("x") == depth - 2
print("read")
"""
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr
