"""Akoma Ntoso from Lawmaker and from legislation.gov.uk, and the older amendment papers."""

from __future__ import annotations

import pytest

from impact.document import Document, Place, Provision
from impact.parse import load, parse

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UK = "https://www.legislation.gov.uk/namespaces/UK-AKN"
HTML = "http://www.w3.org/1999/xhtml"


def read(inside: str) -> Document:
    content = f'<akomaNtoso xmlns="{AKN}" xmlns:ukl="{UK}">{inside}</akomaNtoso>'
    document = parse(load("made.xml", content.encode()))
    assert document.ledger is not None
    assert document.ledger.problems == ()
    return document


def bill(body: str, name: str = "ukpubb", meta: str = "") -> Document:
    return read(f'<bill name="{name}"><meta>{meta}</meta><body>{body}</body></bill>')


def at(document: Document, label: str) -> Provision:
    found = [provision for provision in document.walk() if provision.label == label and provision.kind != "text"]
    assert found, f"no {label} among {[provision.label for provision in document.walk()]}"
    return found[0]


SHARING = """<section class="prov1" eId="sec_88"><num><?L 119-1?>88</num><heading>Sharing</heading>
<subsection class="prov2" eId="sec_88__subsec_1"><num>(1)</num><intro><p>The Board may dis<?L 119-2?>close<!-- x -->
</p></intro>
<level class="para1" eId="sec_88__subsec_1__para_a"><num>(<?L 119-3?>a)</num><content><p>to a council,</p></content>
</level>
<wrapUp><p>any record.</p></wrapUp></subsection></section>"""


def test_a_clause_is_a_section_with_the_number_of_its_line_removed() -> None:
    clause = at(bill(SHARING), "cl. 88")
    assert (clause.kind, clause.number, clause.heading.string, clause.id) == ("section", "88", "Sharing", "sec_88")


def test_processing_instructions_and_comments_leave_words_whole() -> None:
    subsection = at(bill(SHARING), "cl. 88(1)")
    assert subsection.intro.string == "The Board may disclose"
    assert subsection.wrap_up.string == "any record."
    assert [(child.number, child.kind) for child in subsection.children] == [("(a)", "paragraph")]


@pytest.mark.parametrize(
    ("name", "label"),
    [("ukpubb", "cl. 88(1)(a)"), ("nipubb", "cl. 88(1)(a)"), ("sppubb", "s. 88(1)(a)"), ("scpubb", "s. 88(1)(a)")],
)
def test_bills_have_clauses_but_scottish_and_welsh_bills_sections(name: str, label: str) -> None:
    assert at(bill(SHARING, name), label).intro.string == "to a council,"


def test_title_stage_and_version_come_from_the_references() -> None:
    document = bill(
        SHARING,
        meta="<identification><FRBRWork><FRBRthis value='#varWork'/>"
        "<FRBRdate date='2031-03-07' name='published'/></FRBRWork>"
        "<FRBRExpression><FRBRversionNumber value='introd'/><FRBRlanguage language='eng'/>"
        "</FRBRExpression></identification>"
        "<references><TLCConcept eId='varBillTitle' showAs='Made Bill '/><TLCConcept eId='varBillNo' showAs='Bill 9'/>"
        "<TLCProcess eId='varStageVersion' showAs='As Introduced'/>"
        "<TLCProcess eId='varWork' showAs='urn:made'/></references>",
    )
    assert (document.title, document.stage, document.number, document.version) == (
        "Made Bill",
        "As Introduced",
        "Bill 9",
        "introd",
    )
    assert (document.kind, document.type, document.id, document.date, document.language) == (
        "bill",
        "ukpubb",
        "urn:made",
        "2031-03-07",
        "en",
    )


def quoting(inside: str, context: str = "body", words: str = "After section 4 insert—") -> Document:
    return bill(
        f'<section class="prov1"><num>3</num><subsection class="prov2"><num>(2)</num><content><p><mod>{words}'
        f'<quotedStructure startQuote="“" endQuote="”" ukl:context="{context}" '
        f'ukl:docName="ukpga">{inside}</quotedStructure>'
        '<inline name="AppendText">.</inline></mod></p></content></subsection></section>'
    )


INSERTED = (
    '<section class="prov1"><num>16LA</num><heading>Copies</heading><subsection class="prov2"><num>(2)</num>'
    "<content><p>The Board must publish it.</p></content></subsection></section>"
)


def test_quoted_structure_is_cited_from_the_amending_clause() -> None:
    document = quoting(INSERTED)
    assert at(document, "cl. 3(2)").intro.string == "After section 4 insert—"
    assert at(document, "cl. 3(2)").wrap_up.string == "."
    assert at(document, "cl. 3(2) ⟨inserts⟩ s. 16LA(2)").inserted_into == Place()
    assert at(document, "cl. 3(2)").inserted_into is None


def test_quoted_structure_goes_where_the_marked_references_point() -> None:
    base = "https://www.legislation.gov.uk/ukpga/2030/1"
    words = f'In the <ref href="{base}">Records Act 2030</ref>, after <ref href="{base}#sec_4">section 4</ref> insert—'
    inserted = at(quoting(INSERTED, words=words), "cl. 3(2) ⟨inserts⟩ s. 16LA")
    assert inserted.inserted_into == Place("Records Act 2030", base, "sec_4")


@pytest.mark.parametrize(
    ("inside", "context", "label"),
    [
        ('<subsection class="prov2"><num>(1A)</num><content><p>W</p></content></subsection>', "body", "(1A)"),
        ('<paragraph class="schProv1"><num>5A</num><content><p>W</p></content></paragraph>', "schedule", "para. 5A"),
        ('<paragraph class="EUProv2"><num>3.</num><content><p>W</p></content></paragraph>', "body", "(3)"),
        ('<article class="EUProv1"><num>Article 8A</num><content><p>W</p></content></article>', "body", "art. 8A"),
        (
            (
                '<hcontainer name="schedule"><num>Schedule 2ZA</num><paragraph class="schProv1">'
                "<num>1</num><content><p>W</p>"
                "</content></paragraph></hcontainer>"
            ),
            "schedule",
            "Sch. 2ZA para. 1",
        ),
    ],
)
def test_quoted_fragments_are_cited_as_they_will_be(inside: str, context: str, label: str) -> None:
    assert at(quoting(inside, context), f"cl. 3(2) ⟨inserts⟩ {label}").intro.string == "W"


def test_schedules_parts_and_paragraphs_are_cited() -> None:
    document = bill(
        '<hcontainer name="schedules"><heading>Schedules</heading>'
        '<hcontainer name="schedule" class="sch"><num>Schedule 4'
        '<authorialNote class="referenceNote"><p>Section 9</p></authorialNote></num><heading>Bodies</heading>'
        '<part class="schGroup2"><num>Part 1</num><hcontainer name="crossheading"><heading>General</heading>'
        '<paragraph class="schProv1"><num>3</num><subparagraph class="schProv2"><num>(1)</num><content>'
        "<p>Words.</p></content>"
        "</subparagraph></paragraph></hcontainer></part></hcontainer></hcontainer>"
    )
    assert at(document, "Sch. 4").number == "Schedule 4"
    assert at(document, "Sch. 4 Pt. 1").kind == "part"
    assert at(document, "Sch. 4 para. 3(1)").intro.string == "Words."
    assert at(document, "Sch. 4 note").intro.string == "Section 9"


def test_definitions_take_their_term_from_the_markup() -> None:
    document = bill(
        '<section class="prov1"><num>2</num><intro><p>In this Act—</p></intro>'
        '<hcontainer name="definition"><content><p>'
        '<def ukl:startQuote="“" ukl:endQuote="”">income data</def> means data about income;</p></content>'
        "</hcontainer></section>"
    )
    definition = at(document, "cl. 2 “income data”")
    assert (definition.kind, definition.terms) == ("definition", ("income data",))
    assert definition.intro.string == "income data means data about income;"


def test_a_footnote_does_not_cut_the_sentence_that_it_hangs_on() -> None:
    document = bill(
        '<section class="prov1"><num>2</num><content>'
        '<p>Under the Records Act 2030<authorialNote class="footnote"><p>2030 c. 1.'
        "</p></authorialNote>, the Board may ask.</p></content></section>"
    )
    section = at(document, "cl. 2")
    assert section.intro.string == "Under the Records Act 2030, the Board may ask."
    assert [(note.kind, note.status, note.intro.string) for note in section.children] == [
        ("note", "not-law", "2030 c. 1.")
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th><p>Body</p></th></tr><tr><td><p>The Board</p></td></tr></table>",
        (
            f'<tblock class="table"><foreign><table xmlns="{HTML}"><tbody><tr><th>Body</th></tr><tr><td>'
            f'<p xmlns="{AKN}">The Board</p></td></tr>'
            "</tbody></table></foreign></tblock>"
        ),
        (
            f'<tblock class="table"><foreign><table xmlns="{HTML}"><tr><td><p>Body</p></td></tr><tr><td>'
            f'<p>The <ref href="#a">Board</ref></p></td>'
            "</tr></table></foreign></tblock>"
        ),
    ],
)
def test_both_kinds_of_table_become_rows_and_cells(table: str) -> None:
    document = bill(f'<section class="prov1"><num>2</num><content><p>Bodies:</p>{table}</content></section>')
    found = [provision for provision in document.walk() if provision.kind == "table"]
    assert len(found) == 1
    assert [[cell.intro.string for cell in row.children] for row in found[0].children] == [["Body"], ["The Board"]]


def test_brackets_that_the_publisher_leaves_out_are_printed() -> None:
    document = read(
        '<act name="ukpga"><body><section><num>5</num><subsection><num>1</num><intro><p>Give—</p>'
        "</intro><level><num>a</num>"
        "<content><p>data.</p></content></level></subsection></section></body></act>"
    )
    assert [provision.number for provision in document.walk()] == ["5", "(1)", "(a)"]
    assert at(document, "s. 5(1)(a)").intro.string == "data."


def test_levels_without_a_class_are_told_apart_by_depth() -> None:
    document = read(
        '<act name="ukpga"><body><section><num>5</num><level><num>a</num><intro><p>to—</p></intro><level><num>i</num>'
        "<content><p>a council.</p></content></level></level></section></body></act>"
    )
    assert [(provision.kind, provision.label) for provision in document.walk()] == [
        ("section", "s. 5"),
        ("paragraph", "s. 5(a)"),
        ("subparagraph", "s. 5(a)(i)"),
    ]


@pytest.mark.parametrize(
    ("container", "label"),
    [
        ('<hcontainer name="regulation"><num>5</num>{}</hcontainer>', "reg. 5(3)"),
        ('<hcontainer name="rule"><num>5</num>{}</hcontainer>', "r. 5(3)"),
        ("<article><num>5.</num>{}</article>", "art. 5(3)"),
    ],
)
def test_units_of_instruments_are_cited_by_kind(container: str, label: str) -> None:
    inside = "<paragraph><num>3</num><content><p>Words.</p></content></paragraph>"
    document = read(f'<act name="uksi"><body>{container.format(inside)}</body></act>')
    assert document.kind == "instrument"
    assert at(document, label).number == "(3)"


@pytest.mark.parametrize(
    ("title", "label"),
    [("Made Regulations 2031", "reg. 1"), ("Made Order 2031", "art. 1"), ("Made Rules 2031", "r. 1")],
)
def test_units_of_a_draft_instrument_are_named_by_its_title(title: str, label: str) -> None:
    document = bill(
        '<article class="prov1"><num>1.</num><content><p>Words.</p></content></article>',
        "uksi",
        f"<references><TLCConcept eId='varSITitle' showAs='{title}'/></references>",
    )
    assert document.title == title
    assert at(document, label).intro.string == "Words."


def test_status_and_extent_come_from_the_analysis_by_id() -> None:
    document = read(
        '<act name="ukpga"><meta><analysis><restrictions><restriction refersTo="#e" />'
        '<restriction href="#s1" refersTo="#s"/>'
        '</restrictions><otherAnalysis><ukl:status href="#s2" refersTo="#p"/></otherAnalysis></analysis><references>'
        '<TLCLocation eId="e" showAs="E+W"/><TLCLocation eId="s" showAs="S"/><TLCConcept eId="p" showAs="Prospective"/>'
        '</references></meta><body><section eId="s1"><num>1</num><content><p>W</p></content></section>'
        '<section eId="s2"><num>2</num>'
        "<content><p>W</p></content></section></body></act>"
    )
    assert [(section.extent, section.status) for section in document.body] == [("S", None), ("E+W", "prospective")]
    assert document.extent == "E+W"


def test_dates_come_from_the_periods_of_the_metadata() -> None:
    document = read(
        '<act name="ukpga"><meta><lifecycle><eventRef eId="d1" date="2023-06-29"/><eventRef eId="d2" date="2024-02-07"/>'
        '</lifecycle><analysis><restrictions><restriction href="#s1" refersTo="#p1"/><restriction href="#s2" refersTo="#p2"/>'
        '</restrictions><otherAnalysis><ukl:match href="#s1" value="false"/><ukl:match href="#s2" value="false"/></otherAnalysis>'
        '</analysis><temporalData><temporalGroup eId="p1"><timeInterval start="#d1"/></temporalGroup>'
        '<temporalGroup eId="p2"><timeInterval start="#d1" end="#d2"/></temporalGroup></temporalData></meta>'
        '<body><section eId="s1"><num>1</num><subsection eId="s1-1"><num>1</num><content><p>W</p></content></subsection></section>'
        '<section eId="s2"><num>2</num><content><p>W</p></content></section></body></act>'
    )
    first, below, second = (one for one in document.walk() if one.number)
    assert (first.start_date, first.end_date, first.status) == ("2023-06-29", None, "prospective")
    assert below.start_date == "2023-06-29"
    assert (second.start_date, second.end_date, second.status) == ("2023-06-29", "2024-02-07", "repealed")


def test_contents_are_left_out_and_front_matter_is_read() -> None:
    document = read(
        '<bill name="ukpubb"><coverPage><block name="ToCHeading">Contents</block><toc><tocItem href="#a">'
        '<inline name="tocNum">1</inline>'
        "</tocItem></toc></coverPage><preface><longTitle><p>A Bill to share data.</p></longTitle></preface>"
        '<preamble><formula name="enactingText"><p><inline name="dropCap">B</inline>e it enacted:</p>'
        "</formula></preamble></bill>"
    )
    assert document.ledger is not None
    assert document.ledger.skipped == {"table-of-contents": (9, 2)}
    assert at(document, "long title").intro.string == "A Bill to share data."
    assert at(document, "preamble").intro.string == "Be it enacted:"


def test_quoted_welsh_is_left_out() -> None:
    document = quoting('<p xml:lang="cy-GB">Geiriau.</p>')
    assert document.ledger is not None
    assert document.ledger.skipped == {"other-language": (8, 1)}


def test_a_welsh_document_is_recognised_by_its_expression() -> None:
    meta = "<identification><FRBRExpression><FRBRlanguage language='cym'/></FRBRExpression></identification>"
    document = bill(SHARING, meta=meta)
    assert (document.language, document.body) == ("cy", ())


def test_a_list_of_amendments_is_an_amendment_paper() -> None:
    document = read(
        '<amendmentList name="hcamnds"><collectionBody><component><amendment name="hcamnd">'
        "<amendmentBody><amendmentHeading>"
        '<block name="supporters"><docProponent>Ann Made</docProponent><docProponent>Bob Made</docProponent>'
        "</block></amendmentHeading>"
        "<amendmentContent><tblock><num>NC1</num><block><mod>To move the following Clause—<quotedStructure>"
        f"{INSERTED.replace('16LA', '')}</quotedStructure></mod></block></tblock></amendmentContent>"
        f"<amendmentJustification>"
        "<blockContainer class='explanatoryStatement'><p>It helps.</p></blockContainer>"
        "</amendmentJustification></amendmentBody>"
        "</amendment></component></collectionBody></amendmentList>"
    )
    assert document.kind == "amendment-paper"
    assert at(document, "NC1 ⟨inserts⟩ (2)").intro.string == "The Board must publish it."
    assert "Ann Made Bob Made" in document.body[0].text
    assert [provision.status for provision in document.walk() if "helps" in provision.intro.string] == ["not-law"]


def test_explanatory_notes_are_not_law() -> None:
    document = read(
        '<doc name="ExplanatoryNotes"><mainBody><section><heading>Overview</heading><paragraph><num>(1)</num>'
        "<content><p>It shares.</p>"
        "</content></paragraph></section></mainBody></doc>"
    )
    assert document.kind == "explanatory-note"
    assert {(provision.kind, provision.status) for provision in document.walk()} == {("note", "not-law")}
    assert at(document, "note para. 1").intro.string == "It shares."


def test_the_older_amendment_papers_are_read_with_numbers_from_attributes() -> None:
    content = """<!DOCTYPE Amendments.Commons SYSTEM "file:///C:/Drafting.dtd" [<?Fm Validation Off?>]>
<Amendments.Commons><Head><ShortTitle><STText>Made Bill</STText></ShortTitle></Head><Report><NewClause.Report>
<Amendment.Number>NC7</Amendment.Number><Move><Text>To move the following Clause—</Text></Move><Clause Number="">
<ClauseTitle>Data</ClauseTitle>
<ClauseText><SubSection Number="2"><Text>The Board may </Text><LineStart Number="4"/><Text>give data to—</Text>
<Para Number="a"><Text>a council.</Text></Para></SubSection></ClauseText></Clause></NewClause.Report></Report>
</Amendments.Commons>"""
    document = parse(load("paper.xml", content.encode()))
    assert document.ledger is not None
    assert document.ledger.balanced
    assert (document.kind, document.title, document.format) == ("amendment-paper", "Made Bill", "other")
    assert at(document, "NC7(2)").intro.string == "The Board may give data to—"
    assert at(document, "NC7(2)(a)").intro.string == "a council."


def amending(words: str) -> Provision:
    """Subsection (2) of a section, with an instruction in marked-up words."""
    return at(
        bill(
            '<section class="prov1"><num>4</num><subsection class="prov2"><num>(2)</num><content><p><mod>'
            f"{words}</mod></p></content></subsection></section>"
        ),
        "cl. 4(2)",
    )


def test_quotation_marks_that_only_attributes_give_are_read() -> None:
    quoted = '<quotedText startQuote="“" endQuote="”">{}</quotedText>'
    read = amending(f"for {quoted.format('eel')} substitute {quoted.format('<b>elver</b>')}.").intro
    assert read.string == "for “eel” substitute “elver”."
    assert "".join(read.string[at : at + length] for at, _, length in read.segments) == "for eel substitute elver."


def test_quotation_marks_that_stand_in_the_text_are_not_doubled() -> None:
    words = 'for “<quotedText startQuote="“" endQuote="”">eel</quotedText>” substitute <quotedText startQuote="“"'
    words += ' endQuote="”">“elver”</quotedText>.'
    assert amending(words).intro.string == "for “eel” substitute “elver”."


def test_a_quotation_that_only_opens_gets_one_mark() -> None:
    words = 'at the end insert <quotedText startQuote="“">, or</quotedText>'
    assert amending(words).intro.string == "at the end insert “, or"
