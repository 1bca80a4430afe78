"""Crown Legislation Markup Language: provisions, labels, definitions, amendments, what is left out."""

from __future__ import annotations

import pytest

from impact.document import Document, Place, Provision
from impact.parse import load, parse

CLML = "http://www.legislation.gov.uk/namespaces/legislation"
UKM = "http://www.legislation.gov.uk/namespaces/metadata"
DC = "http://purl.org/dc/elements/1.1/"


def read(inside: str, attributes: str = "") -> Document:
    content = f'<Legislation xmlns="{CLML}" {attributes}>{inside}</Legislation>'
    document = parse(load("made.xml", content.encode()))
    assert document.ledger is not None
    assert document.ledger.problems == ()
    return document


def act(body: str) -> Document:
    return read(f"<Primary><Body>{body}</Body></Primary>", 'IdURI="http://www.legislation.gov.uk/id/ukpga/2031/7"')


def instrument(body: str, minor: str = "regulation") -> Document:
    metadata = f'<m:Metadata xmlns:m="{UKM}"><m:DocumentMinorType Value="{minor}"/></m:Metadata>'
    uri = 'IdURI="http://www.legislation.gov.uk/id/uksi/2031/7"'
    return read(f"{metadata}<Secondary><Body>{body}</Body></Secondary>", uri)


def at(document: Document, label: str) -> Provision:
    found = [provision for provision in document.walk() if provision.label == label and provision.kind != "text"]
    assert found, f"no {label} among {[provision.label for provision in document.walk()]}"
    return found[0]


def schedule(inside: str, number: str = "SCHEDULE 4") -> Document:
    return read(
        f"<Primary><Schedules><Schedule><Number>{number}</Number><TitleBlock><Title>Bodies</Title></TitleBlock>"
        f"<Reference>Section 9</Reference><ScheduleBody>{inside}</ScheduleBody></Schedule></Schedules></Primary>"
    )


SHARING = """<P1group><Title>Sharing</Title><P1 id="section-5"><Pnumber>5</Pnumber><P1para>
<P2 id="section-5-2"><Pnumber>2</Pnumber><P2para><Text>The Board may disclose—</Text>
<P3><Pnumber>a</Pnumber><P3para><Text>to a council,</Text></P3para></P3>
<P3><Pnumber>b</Pnumber><P3para><Text>to a court,</Text></P3para></P3>
<Text>any record of income.</Text></P2para></P2></P1para></P1></P1group>"""


def test_a_list_has_lead_in_paragraphs_and_closing_words() -> None:
    subsection = at(act(SHARING), "s. 5(2)")
    assert subsection.intro.string == "The Board may disclose—"
    assert [child.intro.string for child in subsection.children] == ["to a council,", "to a court,"]
    assert subsection.wrap_up.string == "any record of income."


def test_the_title_of_a_group_is_the_heading_of_its_only_section() -> None:
    section = at(act(SHARING), "s. 5")
    assert (section.kind, section.heading.string, section.id) == ("section", "Sharing", "section-5")


def test_a_group_of_two_sections_keeps_its_heading_for_both() -> None:
    one = "<P1><Pnumber>{}</Pnumber><P1para><Text>Words.</Text></P1para></P1>"
    document = act(f"<P1group><Title>Forms</Title>{one.format(8)}{one.format(9)}</P1group>")
    (group,) = document.body
    assert (group.kind, group.heading.string) == ("group", "Forms")
    assert [child.label for child in group.children] == ["s. 8", "s. 9"]


def test_numbers_are_printed_with_brackets_and_stand_outside_the_text() -> None:
    document = act(SHARING)
    assert [p.number for p in document.walk()] == ["5", "(2)", "(a)", "(b)"]
    assert document.quote(*at(document, "s. 5(2)(a)").number_at[0]) == "a"


def test_addresses_are_those_of_lxml() -> None:
    assert at(act(SHARING), "s. 5(2)(b)").xpath == "/*/*/*/*/*[2]/*[2]/*/*[2]/*[3]"


@pytest.mark.parametrize(
    ("minor", "label"), [("regulation", "reg. 3(1)(a)"), ("order", "art. 3(1)(a)"), ("rule", "r. 3(1)(a)")]
)
def test_units_of_instruments_are_named_by_their_kind(minor: str, label: str) -> None:
    body = """<P1><Pnumber>3</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para><Text>A person—</Text>
    <P3><Pnumber>a</Pnumber><P3para><Text>who asks.</Text></P3para></P3></P2para></P2></P1para></P1>"""
    assert at(instrument(body, minor), label).intro.string == "who asks."


def test_schedule_paragraphs_are_cited_by_schedule() -> None:
    document = schedule(
        "<Part><Number>Part 1</Number><Title>Central</Title><P1><Pnumber>3</Pnumber><P1para>"
        "<P2><Pnumber>1</Pnumber><P2para><Text>The Office must keep a list.</Text></P2para></P2></P1para></P1></Part>"
    )
    assert at(document, "Sch. 4").heading.string == "Bodies"
    assert at(document, "Sch. 4 Pt. 1").heading.string == "Central"
    assert at(document, "Sch. 4 para. 3").kind == "paragraph"
    assert at(document, "Sch. 4 para. 3(1)").kind == "subparagraph"


@pytest.mark.parametrize(
    ("number", "label"), [("SCHEDULE", "Sch."), ("First Schedule", "Sch. 1"), ("ANNEX II", "Annex II")]
)
def test_schedules_are_numbered_as_printed(number: str, label: str) -> None:
    assert at(schedule("<P><Text>Words.</Text></P>", number), label).kind == "schedule"


def test_parts_and_chapters_are_cited_from_the_part_down() -> None:
    document = act(
        "<Part><Number>Part 2</Number><Title>Data</Title><Chapter><Number>Chapter 1</Number><Title>Users</Title>"
        "<Pblock><Title>General</Title><P1><Pnumber>9</Pnumber><P1para><Text>Words.</Text></P1para></P1></Pblock>"
        "</Chapter></Part>"
    )
    labels = [provision.label for provision in document.walk()]
    assert labels == ["Pt. 2", "Pt. 2 Ch. 1", "Pt. 2 Ch. 1 heading “General”", "s. 9"]


def test_inline_elements_do_not_break_a_sentence() -> None:
    document = act(
        "<P1><Pnumber>1</Pnumber><P1para><Text>A <Emphasis>coun</Emphasis>cil <Addition>may</Addition>, under the "
        '<Citation URI="http://www.legislation.gov.uk/id/ukpga/2030/1">Records Act 2030<FootnoteRef '
        'Ref="f1"/></Citation>'
        ", ask<Character Name='NonBreakingSpace'/>HMRC.</Text></P1para></P1>"
    )
    assert at(document, "s. 1").intro.string == "A council may, under the Records Act 2030, ask HMRC."


def test_a_reference_is_kept_with_its_offsets_and_target() -> None:
    uri = "http://www.legislation.gov.uk/id/ukpga/2030/1/section/4"
    document = act(
        f"<P1><Pnumber>1</Pnumber><P1para>"
        f"<Text>See <CitationSubRef URI='{uri}'>section  4</CitationSubRef>.</Text></P1para></P1>"
    )
    (mention,) = document.mentions
    assert (mention.text, mention.target, mention.xpath) == ("section 4", uri, at(document, "s. 1").xpath)
    assert document.quote(mention.start, mention.end) == "section  4"


def test_a_definition_list_gives_definitions_with_terms() -> None:
    document = act(
        "<P1><Pnumber>2</Pnumber><P1para><Text>In this Act—</Text><UnorderedList Class='Definition'>"
        "<ListItem><Para><Text>“<Term id='t'>income data</Term>” means data about income;</Text></Para></ListItem>"
        "<ListItem><Para><Text>“record” and “entry” include a copy.</Text></Para></ListItem>"
        "</UnorderedList></P1para></P1>"
    )
    first, second = at(document, "s. 2").children
    assert (first.kind, first.terms, first.label) == ("definition", ("income data",), "s. 2 “income data”")
    assert second.terms == ("record", "entry")
    assert first.intro.string == "“income data” means data about income;"


def test_list_items_are_numbered_as_they_are_printed() -> None:
    document = act(
        "<P1><Pnumber>2</Pnumber><P1para><Text>Either—</Text><OrderedList Type='alpha' Decoration='parens'>"
        "<ListItem><Para><Text>one, or</Text></Para></ListItem><ListItem><Para><Text>two:</Text>"
        "<OrderedList Type='roman' Decoration='parens'><ListItem><Para><Text>three.</Text></Para>"
        "</ListItem></OrderedList>"
        "</Para></ListItem></OrderedList></P1para></P1>"
    )
    assert at(document, "s. 2(b)").intro.string == "two:"
    assert at(document, "s. 2(b)(i)").intro.string == "three."


def test_an_amendment_is_a_quotation_that_goes_into_another_act() -> None:
    uri = "http://www.legislation.gov.uk/id/ukpga/2030/1"
    document = act(
        f"<P1><Pnumber>7</Pnumber><P1para><Text>In the <Citation URI='{uri}'>Records Act 2030</Citation>, after "
        f"<CitationSubRef URI='{uri}/section/4'>section 4</CitationSubRef> insert—</Text>"
        "<BlockAmendment TargetClass='primary' Context='main'><P1group><Title>Copies</Title><P1>"
        "<Pnumber>4A</Pnumber><P1para>"
        "<P2><Pnumber>1</Pnumber><P2para><Text>The Board must publish copies.</Text></P2para></P2>"
        "</P1para></P1></P1group>"
        "</BlockAmendment><AppendText>.</AppendText></P1para></P1>"
    )
    place = Place("Records Act 2030", "https://www.legislation.gov.uk/ukpga/2030/1", "section-4")
    assert at(document, "s. 7 ⟨inserts⟩").kind == "quotation"
    assert at(document, "s. 7 ⟨inserts⟩ s. 4A").heading.string == "Copies"
    assert at(document, "s. 7 ⟨inserts⟩ s. 4A(1)").inserted_into == place
    assert at(document, "s. 7").inserted_into is None
    assert at(document, "s. 7").wrap_up.string == "."


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ("Context='schedule'", "s. 7 ⟨inserts⟩ para. 4A"),
        ("Context='main' TargetClass='primary'", "s. 7 ⟨inserts⟩ s. 4A"),
        ("Context='main' TargetClass='secondary' TargetSubClass='order'", "s. 7 ⟨inserts⟩ art. 4A"),
        ("Context='main' TargetClass='secondary' TargetSubClass='regulation'", "s. 7 ⟨inserts⟩ reg. 4A"),
    ],
)
def test_inserted_units_are_named_for_where_they_go(attributes: str, label: str) -> None:
    document = act(
        f"<P1><Pnumber>7</Pnumber><P1para><Text>Insert—</Text><BlockAmendment {attributes}><P1><Pnumber>4A</Pnumber>"
        "<P1para><Text>Words.</Text></P1para></P1></BlockAmendment></P1para></P1>"
    )
    assert at(document, label).intro.string == "Words."


def test_units_that_an_order_inserts_without_saying_where_are_articles() -> None:
    document = instrument(
        "<P1><Pnumber>7</Pnumber><P1para><Text>Insert—</Text><BlockAmendment><P1><Pnumber>4A</Pnumber><P1para>"
        "<Text>Words.</Text></P1para></P1></BlockAmendment></P1para></P1>",
        "order",
    )
    assert at(document, "art. 7 ⟨inserts⟩ art. 4A").intro.string == "Words."


@pytest.mark.parametrize(
    ("number", "printed", "heading"),
    [
        ("Part I: Hops and seeds", "Part I:", "Hops and seeds"),
        ("2 The Board may ask", "2", "The Board may ask"),
        ("Schedule 2ZA", "Schedule 2ZA", ""),
        ("– – –", "– – –", ""),
    ],
)
def test_words_after_a_number_start_the_heading(number: str, printed: str, heading: str) -> None:
    (part,) = act(f"<Part><Number>{number}</Number><P><Text>Words.</Text></P></Part>").body
    assert (part.number, part.heading.string) == (printed, heading)


def test_prose_between_children_is_a_text_of_its_own() -> None:
    document = act(
        "<P1><Pnumber>7</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para><Text>One.</Text></P2para>"
        "</P2><Text>But</Text>"
        "<P2><Pnumber>2</Pnumber><P2para><Text>two.</Text></P2para></P2></P1para></P1>"
    )
    kinds = [(child.kind, child.intro.string) for child in at(document, "s. 7").children]
    assert kinds == [("subsection", "One."), ("text", "But"), ("subsection", "two.")]


def test_tables_become_rows_and_cells_with_empty_cells_kept() -> None:
    html = "http://www.w3.org/1999/xhtml"
    document = schedule(
        f"<Tabular><Number>Table 1</Number><Title>Bodies</Title><table xmlns='{html}'><thead><tr>"
        f"<th>Body</th><th/></tr></thead>"
        f"<tbody><tr><td>The Board</td><td><Para xmlns='{CLML}'><Text>income data</Text></Para></td></tr>"
        f"</tbody></table></Tabular>"
    )
    table = next(provision for provision in document.walk() if provision.kind == "table")
    assert (table.number, table.heading.string, len(table.children)) == ("Table 1", "Bodies", 2)
    assert [[cell.intro.string for cell in row.children] for row in table.children] == [
        ["Body", ""],
        ["The Board", "income data"],
    ]
    assert table.children[1].label == "Sch. 4 table row 2"


def test_front_matter_and_long_title_are_read() -> None:
    document = read(
        "<Primary><PrimaryPrelims><Title>Made Act 2031</Title><Number>2031 CHAPTER 7</Number>"
        "<LongTitle>An Act to let the Board give data.</LongTitle><PrimaryPreamble><EnactingText><Para>"
        "<Text>Be it enacted:</Text>"
        "</Para></EnactingText></PrimaryPreamble></PrimaryPrelims></Primary>"
    )
    assert at(document, "long title").intro.string == "An Act to let the Board give data."
    assert at(document, "preamble").intro.string == "Be it enacted:"


def test_recitals_of_european_law_are_recitals_and_its_units_articles() -> None:
    document = read(
        "<EURetained><EUPrelims><EUPreamble><Division><Number>(1)</Number><P>"
        "<Text>Data are useful.</Text></P></Division>"
        "</EUPreamble></EUPrelims><EUBody><P1><Pnumber>Article 6</Pnumber><P1para><P2>"
        "<Pnumber PuncBefore='' PuncAfter='.'>1</Pnumber>"
        "<P2para><Text>A body shall reply:</Text><P3><Pnumber>f</Pnumber><P3para><Text>in writing.</Text>"
        "</P3para></P3></P2para></P2>"
        "</P1para></P1></EUBody></EURetained>",
        'IdURI="http://www.legislation.gov.uk/id/eur/2016/9"',
    )
    assert at(document, "recital 1").intro.string == "Data are useful."
    assert at(document, "art. 6(1)(f)").intro.string == "in writing."
    assert at(document, "art. 6(1)").number == "1."


def test_explanatory_notes_are_read_but_are_not_law() -> None:
    document = instrument("<P1><Pnumber>1</Pnumber><P1para><Text>Words.</Text></P1para></P1>")
    notes = read(
        "<Secondary><ExplanatoryNotes><P><Text>These Regulations share data.</Text></P></ExplanatoryNotes></Secondary>"
    )
    assert {provision.status for provision in notes.walk()} == {"not-law"}
    assert {provision.kind for provision in notes.walk()} == {"note"}
    assert at(document, "reg. 1").status is None


def test_footnotes_are_read_as_notes() -> None:
    document = read(
        "<Footnotes><Footnote id='f1'><FootnoteText><Para><Text>2030 c. 1.</Text></Para></FootnoteText>"
        "</Footnote></Footnotes>"
    )
    (note,) = document.body
    assert (note.kind, note.status, note.id, note.intro.string) == ("note", "not-law", "f1", "2030 c. 1.")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<Contents><ContentsItem><ContentsTitle>Words</ContentsTitle></ContentsItem></Contents>", "table-of-contents"),
        (
            "<Commentaries><Commentary><Para><Text>Words</Text></Para></Commentary></Commentaries>",
            "editorial-commentary",
        ),
        ("<Versions><Version><P1><P1para><Text>Words</Text></P1para></P1></Version></Versions>", "duplicate-of"),
        (
            (
                "<Secondary><Body><SignedSection><Signatory><Para>Words</Para></Signatory>"
                "</SignedSection></Body></Secondary>"
            ),
            "signature-block",
        ),
        (f"<m:Metadata xmlns:m='{UKM}'><m:Note>Words</m:Note></m:Metadata>", "metadata"),
        ("<Primary><Body><P xml:lang='cy'><Text>Words</Text></P></Body></Primary>", "other-language"),
        ("<Primary><Body><P><Text>. . . . .</Text></P></Body></Primary>", "repealed-dots"),
        (
            (
                "<Primary><Body><P><Formula><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>Words</mi></math>"
                "</Formula></P></Body></Primary>"
            ),
            "math-symbol",
        ),
    ],
)
def test_what_is_left_out_is_left_out_for_a_reason(inside: str, reason: str) -> None:
    document = read(inside)
    assert document.ledger is not None
    assert list(document.ledger.skipped) == [reason]
    assert document.ledger.analysed == 0


def test_welsh_words_in_an_english_sentence_are_kept() -> None:
    document = act(
        "<P1><Pnumber>1</Pnumber><P1para><Text>Called <Span xml:lang='cy'>Llais</Span> in Welsh.</Text></P1para></P1>"
    )
    assert at(document, "s. 1").intro.string == "Called Llais in Welsh."


def test_english_inside_welsh_is_read() -> None:
    document = act("<P xml:lang='cy'><Text>Geiriau.</Text><BlockText xml:lang='en'>Words.</BlockText></P>")
    assert [provision.text for provision in document.walk()] == ["Words."]


@pytest.mark.parametrize("where", [f"<d:language xmlns:d='{DC}'>cy</d:language>", ""])
def test_a_welsh_document_is_not_analysed(where: str) -> None:
    inside = (
        f"<m:Metadata xmlns:m='{UKM}'>{where}</m:Metadata><Primary><Body><P><Text>Geiriau.</Text></P></Body></Primary>"
    )
    document = read(inside, "" if where else "xml:lang='cy'")
    assert document.body == ()
    assert document.ledger is not None
    assert document.ledger.skipped["other-language"][0] >= len("Geiriau.")
    assert document.has_text


@pytest.mark.parametrize(
    ("attributes", "status"),
    [
        ("Status='Prospective'", "prospective"),
        ("Status='Repealed' Match='false'", "repealed"),
        ("Match='false' RestrictStartDate='2020-01-01' RestrictEndDate='2021-01-01'", "repealed"),
        ("Match='false' RestrictStartDate='2040-01-01'", "prospective"),
        ("", None),
    ],
)
def test_status_and_extent_are_inherited(attributes: str, status: str | None) -> None:
    document = act(
        f"<Part RestrictExtent='E+W' {attributes}><Number>Part 1</Number><P1><Pnumber>1</Pnumber>"
        f"<P1para><Text>Words.</Text>"
        "</P1para></P1></Part>"
    )
    section = at(document, "s. 1")
    assert (section.status, section.extent) == (status, "E+W")


def test_an_unknown_element_is_read_with_a_warning_for_each() -> None:
    document = act(
        "<P1><Pnumber>1</Pnumber><P1para><Sentence>The Board may ask.</Sentence>"
        "<Sentence>And tell.</Sentence></P1para></P1>"
    )
    assert at(document, "s. 1").intro.string == "The Board may ask. And tell."
    assert document.ledger is not None
    assert document.ledger.warnings == ("unknown element <Sentence> (2 times): its text is analysed",)


@pytest.mark.parametrize(("number", "noted"), [("12", True), ("1", False), ("A1", False)])
def test_a_source_that_begins_in_the_middle_of_a_law_is_noted(number: str, noted: bool) -> None:
    document = act(f"<P1><Pnumber>{number}</Pnumber><P1para><Text>The Board may ask.</Text></P1para></P1>")
    assert document.begins_at == ("s. 12" if noted else "")
    assert document.ledger is not None
    assert any("begins at s. 12" in warning for warning in document.ledger.warnings) == noted


def test_an_unknown_element_among_words_does_not_cut_them() -> None:
    document = act("<P1><Pnumber>1</Pnumber><P1para><Text>in<Glow>for</Glow>mation</Text></P1para></P1>")
    assert at(document, "s. 1").intro.string == "information"


def test_what_is_not_text_is_counted() -> None:
    document = act(
        "<P1><Pnumber>1</Pnumber><P1para><Text><Acronym Expansion='Data Office'>DO</Acronym></Text>"
        "<Figure><Image/><Image/></Figure><Form><IncludedDocument/></Form></P1para></P1>"
    )
    assert document.ledger is not None
    assert document.ledger.not_text == {"attribute-text": 1, "image": 2, "included-document": 1}


def test_facts_come_from_the_metadata() -> None:
    document = read(
        f"<m:Metadata xmlns:m='{UKM}' xmlns:d='{DC}'><d:title>Made Act 2031</d:title><d:language>en</d:language>"
        "<m:PrimaryMetadata><m:DocumentCategory Value='primary'/><m:Year Value='2031'/><m:Number Value='7'/>"
        "<m:EnactmentDate Date='2031-02-03'/></m:PrimaryMetadata></m:Metadata>",
        'IdURI="http://www.legislation.gov.uk/id/asp/2031/7" '
        'DocumentURI="http://www.legislation.gov.uk/asp/2031/7/enacted" '
        'RestrictExtent="S"',
    )
    facts = (document.kind, document.type, document.title, document.number, document.version, document.date)
    assert facts == ("act", "asp", "Made Act 2031", "2031 asp 7", "enacted", "2031-02-03")
    assert (document.extent, document.language, document.format) == ("S", "en", "clml")


def test_a_document_with_metadata_only_has_no_text() -> None:
    assert not read(f"<m:Metadata xmlns:m='{UKM}'><m:Note>Print only.</m:Note></m:Metadata>").has_text


def test_a_long_number_is_prose_in_the_wrong_place() -> None:
    words = "The Board may disclose any record of income to any council in Great Britain"
    document = act(f"<P1><Pnumber>{words}</Pnumber><P1para><Text>Words.</Text></P1para></P1>")
    (section,) = document.body
    assert (section.number, section.heading.string) == ("", words)
