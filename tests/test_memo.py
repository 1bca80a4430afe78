"""The memo says what a minister's private office has to know, in words that it knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from reports import care_report, empty_report

from impact.document import SKIP_REASONS, Ledger, readable
from impact.memo import build
from impact.memo.content import (
    Cell,
    Diagram,
    Entry,
    Facts,
    Items,
    Memo,
    Paragraph,
    Section,
    Subheading,
    Table,
    anchor_of,
    text_of,
)
from impact.memo.front import day, is_local_authority
from impact.memo.quotation import CONTEXT, marked, quotations
from impact.memo.words import (
    DIRECTIONS,
    EFFECTS,
    KINDS,
    LICENCES,
    RESULTS,
    brief,
    extent_words,
    listed,
    number,
    place_words,
    sentence,
)
from impact.report import COMPANION_RESULTS, Evidence, Flow, Report

EFFECTS_FILE = yaml.safe_load(Path("rules/effects.yaml").read_text(encoding="utf-8"))["effects"]


def section(memo: Memo, anchor: str) -> Section:
    return next(part for part in memo.parts if part.anchor == anchor)


def rows(memo: Memo, anchor: str) -> list[list[str]]:
    table = next(block for block in section(memo, anchor).blocks if isinstance(block, Table))
    return [[said(cell) for cell in row] for row in table.rows]


def said(cell: Cell) -> str:
    return " / ".join(text_of(words) for words in cell)


def prose(part: Section) -> str:
    """All paragraphs and points of a section."""
    words: list[str] = []
    for block in part.blocks:
        if isinstance(block, Paragraph):
            words.append(text_of(block.words))
        if isinstance(block, Items):
            words.extend(text_of(item) for item in block.items)
        if isinstance(block, Facts):
            words.extend(f"{name}: {said(cell)}" for name, cell in block.rows)
    return "\n".join(words)


def entries(memo: Memo) -> dict[str, Entry]:
    return {block.id: block for block in section(memo, "clauses").blocks if isinstance(block, Entry)}


def facts(entry: Entry) -> dict[str, str]:
    return {name: said(cell) for name, cell in entry.facts.rows}


def changed(report: Report, place: int, **fields: Any) -> Report:
    """The report with one finding changed."""
    findings = list(report.findings)
    findings[place] = replace(findings[place], **fields)
    return replace(report, findings=tuple(findings))


# words


def test_every_effect_of_the_rules_base_has_a_plain_name() -> None:
    assert set(EFFECTS) == set(EFFECTS_FILE)
    assert len({words.name for words in EFFECTS.values()}) == len(EFFECTS)


def test_the_effects_with_parties_are_those_that_carry_slots() -> None:
    assert {name for name, words in EFFECTS.items() if words.parties} == {
        name for name, made in EFFECTS_FILE.items() if made.get("slots")
    }


def test_every_direction_of_the_rules_base_is_explained() -> None:
    assert set(DIRECTIONS) == {made["direction"] for made in EFFECTS_FILE.values()}


def test_no_kind_of_effect_shows_with_hyphens_or_the_language_of_rules() -> None:
    kinds = {kind for made in EFFECTS_FILE.values() for kind in made.get("kinds", ())}
    assert set(KINDS) <= kinds
    assert {kind for kind in kinds - set(KINDS) if "-" in kind} == {"data-protection-legislation"}


def test_every_result_of_a_check_has_words() -> None:
    assert set(RESULTS) == set(COMPANION_RESULTS)


@pytest.mark.parametrize(("count", "words"), [(0, "no flows"), (1, "1 flow"), (2, "2 flows"), (1204, "1,204 flows")])
def test_counts_read_as_english(count: int, words: str) -> None:
    assert number(count, "flow") == words


def test_lists_read_as_english() -> None:
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "", "b", "c"])) == (
        "",
        "a",
        "a and b",
        "a, b and c",
    )


def test_a_message_becomes_a_sentence() -> None:
    assert (sentence("the Board  may ask"), sentence("Why?"), sentence(" ")) == ("The Board may ask.", "Why?", "")


def test_long_words_are_cut_at_a_blank_in_a_table() -> None:
    assert brief("word " * 100, 22) == "word word word word […]"
    assert brief("word word", 22) == "word word"


def test_an_extent_is_named_and_anything_else_is_left_as_it_is() -> None:
    assert extent_words("E+W+S+N.I.") == "England, Wales, Scotland and Northern Ireland"
    assert extent_words("the whole realm") == "the whole realm"
    assert extent_words(None) == ""


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("sec_27B__subsec_2__para_b", "section 27B(2)(b)"),
        ("sched_7__para_10__subpara_4__para_a", "Schedule 7 paragraph 10(4)(a)"),
        ("sched", "Schedule"),
        ("sched_4__pt_2__para_3", "Schedule 4 Part 2 paragraph 3"),
        ("reg_5__para_3", "regulation 5(3)"),
        ("dfn_x__para_3", "dfn_x__para_3"),
        ("the heading", "the heading"),
    ],
)
def test_an_address_reads_as_a_person_cites_it(target: str, words: str) -> None:
    assert place_words(target) == words


def test_a_date_is_written_out_and_anything_else_is_left_as_it_is() -> None:
    assert day("2026-09-04") == "4 September 2026"
    assert day("September 2026") == "September 2026"
    assert day("2026-13-04") == "2026-13-04"


@pytest.mark.parametrize(
    "party",
    [
        "a local authority",
        "county councils in England",
        "the council",
        "a combined county authority",
        "each London borough council",
        "Leeds City Council",
        "the local housing authority",
        "a billing authority",
        "the Council of the Isles of Scilly",
    ],
)
def test_a_local_authority_is_known_by_its_words(party: str) -> None:
    assert is_local_authority(party)


@pytest.mark.parametrize(
    "party",
    [
        "the Privy Council",
        "an Order in Council",
        "the General Medical Council",
        "the tax authority",
        "the Medical Research Council",
        "a person",
    ],
)
def test_other_councils_and_authorities_are_not_local(party: str) -> None:
    assert not is_local_authority(party)


# the front page


def test_the_headline_is_three_sentences() -> None:
    points = section(build(care_report()), "summary").blocks[0]
    assert isinstance(points, Items)
    first, second, third = map(text_of, points.items)
    assert first == (
        "In 14 places this bill acts on information: 6 open a flow, 5 block or limit one, 1 adds a condition or a "
        "safeguard and 1 leaves detail to later law."
    )
    assert second == (
        "Together they make 5 flows between parties (2 that must happen, 2 that may happen and 1 that must not "
        "happen); a local authority gives information in 1 and receives information in 1."
    )
    assert third == "4 points need attention before anything else."


def test_the_screening_question_is_answered_with_the_clauses() -> None:
    summary = prose(section(build(care_report()), "summary"))
    assert summary.splitlines()[3:5] == [
        "Does this measure create, change or remove any provision about collecting, using or disclosing information?",
        "Yes.",
    ]
    assert "See s. 1, s. 2, s. 3, s. 4, s. 5, s. 6, s. 7, s. 8, s. 9, s. 10, s. 11." in summary


def test_the_answer_is_no_only_if_everything_was_analysed() -> None:
    assert "\nNo. None was found by these rules" in prose(section(build(empty_report()), "summary"))
    assert "\nCannot be answered: none was found, but not everything was analysed." in prose(
        section(build(empty_report(complete=False)), "summary")
    )


def test_a_source_without_text_is_not_answered_with_no() -> None:
    report = empty_report()
    bare = replace(report, document=replace(report.document, has_text=False))
    assert "Cannot be answered: the source holds no text." in prose(section(build(bare), "summary"))


def test_what_needs_attention_is_of_high_severity_and_the_gravest_comes_first() -> None:
    report = changed(care_report(), 11, severity="critical")
    assert [row[0] for row in rows(build(report), "attention")] == ["Critical", "High", "High", "High"]


def test_a_finding_that_was_decided_needs_no_attention_and_asks_nothing() -> None:
    memo = build(changed(care_report(), 4, decision="handled: agreed with the Board"))
    assert len(rows(memo, "attention")) == 3
    assert "1 finding has been decided already" in prose(section(memo, "attention"))
    assert not [row for row in rows(memo, "questions") if row[1] == "Is s. 5(1) meant to go this far?"]
    assert facts(entries(memo)["override-1"])["Decided"] == "handled: agreed with the Board"


def test_what_is_said_of_several_provisions_in_the_same_words_is_one_point() -> None:
    twice = changed(care_report(), 4, message="Too wide", questions=("Why?",), effect="gateway", severity="high")
    twice = changed(twice, 5, message="Too wide", questions=("Why?",), effect="gateway", severity="high")
    (point,) = [row for row in rows(build(twice), "attention") if "Too wide" in row[1]]
    assert point[2] == ", ".join(twice.findings[at].provision.label for at in (4, 5))


def test_the_counts_by_direction_add_up_to_the_findings() -> None:
    report = care_report()
    assert sum(int(row[1]) for row in rows(build(report), "counts")) == len(report.findings)


def test_the_account_of_the_text_names_the_document_the_rules_and_the_model() -> None:
    report = care_report()
    account = prose(section(build(report), "coverage"))
    assert report.document.source.sha256 in account
    assert report.provenance.rules_sha256 in account
    assert "impact 0.1.0 / Language model: en_core_web_sm 3.8.0" in account
    assert "Not text, and so not analysed: 1 image." in account


def test_the_account_adds_up_to_every_character() -> None:
    *parts, total = rows(build(care_report()), "coverage")
    parts = [row for row in parts if not row[0].startswith("of which")]
    assert sum(int(row[1].replace(",", "")) for row in parts) == int(total[1].replace(",", ""))


def test_characters_that_nobody_accounts_for_are_shown() -> None:
    report = care_report()
    ledger = Ledger(100, 90, {"metadata": (7, 1)}, balanced=False, problems=("3 characters have no fate",))
    memo = build(replace(report, document=replace(report.document, ledger=ledger)))
    assert ["Not accounted for", "3", "3.0%", ""] in rows(memo, "coverage")
    assert "INCOMPLETE" in prose(section(memo, "coverage"))
    assert "3 characters have no fate" in prose(section(memo, "coverage"))


def test_almost_all_is_not_shown_as_all_nor_a_little_as_nothing() -> None:
    report = care_report()
    ledger = Ledger(100_000, 99_999, {"metadata": (1, 1)}, balanced=True)
    memo = build(replace(report, document=replace(report.document, ledger=ledger)))
    account = [row for row in rows(memo, "coverage") if not row[0].startswith("of which")]
    assert account[:2] == [
        ["Analysed", "99,999", "99.9%", ""],
        ["Left out: metadata about the document, not its text", "1", "under 0.1%", "1 place"],
    ]


def test_the_account_says_how_much_only_few_rules_read() -> None:
    (headings,) = [row for row in rows(build(care_report()), "coverage") if row[0].startswith("of which headings")]
    assert 0 < int(headings[1]) < 1000


def test_every_reason_for_leaving_text_out_is_said_in_words() -> None:
    report = care_report()
    ledger = Ledger(len(SKIP_REASONS), 0, dict.fromkeys(SKIP_REASONS, (1, 1)), balanced=True)
    table = rows(build(replace(report, document=replace(report.document, ledger=ledger))), "coverage")
    assert {row[0] for row in table} >= {f"Left out: {why}" for why in SKIP_REASONS.values()}


# flows


def test_each_flow_is_a_row_and_what_the_law_does_not_say_reads_not_stated() -> None:
    table = rows(build(care_report()), "flows")
    assert len(table) == 5
    assert table[1] == [
        "a local authority",
        "must",
        "the Board",
        "particulars of a care home placement",
        "not stated",
        "not stated",
        "none found",
        "s. 2(1)",
    ]


def test_the_limits_of_a_flow_are_named_with_their_clauses() -> None:
    assert (
        rows(build(care_report()), "flows")[0][6]
        == "Limit on use: s. 6(1) / Limit on passing on: s. 6(2) / Left out: s. 8(1)"
    )


def test_a_safeguard_that_nobody_looked_for_is_not_shown_as_missing() -> None:
    first, *_ = rows(build(care_report()), "safeguards")
    assert first[1:] == [
        "Yes, elsewhere",
        "Not found",
        "Not checked",
        "Yes, elsewhere",
        "Yes, elsewhere",
        "Yes, elsewhere",
        "Yes, elsewhere",
        "Not found",
    ]


def test_a_safeguard_that_the_memo_does_not_know_gets_its_own_column() -> None:
    report = care_report()
    further = replace(report, flows=(Flow("f", (), (), (), (), (), None, (), safeguards={"code-of-practice": "here"}),))
    table = next(block for block in section(build(further), "safeguards").blocks if isinstance(block, Table))
    assert table.columns[-1] == "Code of practice"
    assert said(table.rows[0][-1]) == "Yes, here"


def test_local_government_sees_its_own_flows() -> None:
    assert [(row[0], row[1]) for row in rows(build(care_report()), "local-government")] == [
        ("Receives", "The Care Funding Board"),
        ("Gives", "the Board"),
    ]


def test_a_flow_to_nobody_in_particular_is_pointed_out_to_local_government() -> None:
    report = care_report()
    open_ended = replace(report, flows=(Flow("f", ("the Board",), (), ("data",), (), (), "power", ("gateway-1",)),))
    assert "1 flow does not say who may receive the information" in prose(
        section(build(open_ended), "local-government")
    )


def test_the_diagram_stops_at_forty_and_the_memo_says_where_the_rest_is() -> None:
    report = care_report()
    memo = build(replace(report, flows=report.flows * 9))
    diagram = next(block for block in section(memo, "diagram").blocks if isinstance(block, Diagram))
    assert (len(diagram.arrows), diagram.more) == (40, 5)
    assert "5 more flows are in the table of section 1." in prose(section(memo, "diagram"))


# clauses


def test_every_finding_has_one_entry_in_the_order_of_the_document() -> None:
    report = care_report()
    shuffled = replace(report, findings=tuple(reversed(report.findings)))
    assert list(entries(build(shuffled))) == [finding.id for finding in report.findings]


def test_amendments_of_one_kind_in_one_clause_share_an_entry() -> None:
    report = care_report()
    like = replace(report.findings[0], effect="flow-amendment", direction="structure", slots={}, force=None)
    twins = tuple(replace(like, id=f"change-{number}", message=f"Change {number}") for number in (1, 2, 3))
    other = replace(like, id="change-4", rule="another-rule")
    twins = (twins[0], replace(twins[1], pattern="another"), twins[2])
    memo = build(replace(report, findings=(*twins, other), checks=(), flows=()))
    fellows = {entry.id: [fellow.id for fellow in entry.fellows] for entry in entries(memo).values()}
    assert fellows == {"change-1": ["change-2", "change-3"], "change-4": []}
    assert [fellow.means for fellow in entries(memo)["change-1"].fellows] == ["Change 2.", "Change 3."]
    assert "pattern" not in facts(entries(memo)["change-1"])["Severity, confidence"]


def test_amendments_of_which_different_things_are_true_stand_apart() -> None:
    report = care_report()
    like = replace(report.findings[0], effect="flow-amendment", direction="structure", slots={})
    unlike = (replace(like, id="change-1", force="power"), replace(like, id="change-2", force="duty"))
    memo = build(replace(report, findings=unlike, checks=(), flows=()))
    assert list(entries(memo)) == ["change-1", "change-2"]


def test_an_entry_that_gives_parties_stands_alone() -> None:
    report = care_report()
    twins = tuple(replace(report.findings[0], id=f"gateway-{number}") for number in (1, 2))
    memo = build(replace(report, findings=twins, checks=(), flows=()))
    assert list(entries(memo)) == ["gateway-1", "gateway-2"]


def test_entries_stand_under_the_section_that_holds_them() -> None:
    titles = [block.text for block in section(build(care_report()), "clauses").blocks if isinstance(block, Subheading)]
    assert titles[:2] == ["s. 1 Power to supply financial information", "s. 2 Duty to answer a request"]
    assert len(titles) == 11


def test_inserted_text_stands_under_the_clause_of_the_bill_and_names_the_act() -> None:
    blocks = section(build(care_report()), "clauses").blocks
    place = next(at for at, block in enumerate(blocks) if isinstance(block, Entry) and block.id == "inserted-1")
    above = blocks[place - 1]
    assert isinstance(above, Subheading)
    assert above.text == "s. 11"
    assert facts(blocks[place])["Inserted into"] == "Care Records Act 2014, section 20A"  # type: ignore[arg-type]


def test_an_entry_says_who_what_and_what_the_law_leaves_open() -> None:
    shown = facts(entries(build(care_report()))["gateway-1"])
    assert shown["Giver"] == "The Care Funding Board"
    assert shown["Recipient"] == "a local authority; a person providing services to a local authority"
    assert shown["Not stated"] == "About whom"


def test_an_entry_says_where_the_meaning_of_a_word_was_found() -> None:
    shown = facts(entries(build(care_report()))["gateway-1"])
    assert shown["Information"] == (
        "relevant information / that is: information about a person’s income, savings or benefits "
        "(s. 12(1), definition, whole Act)"
    )


def test_an_entry_says_why_it_is_there() -> None:
    shown = facts(entries(build(care_report()))["inserted-1"])
    assert shown["Severity, confidence"] == "Medium; medium: rule rule-for-gateway, pattern active"
    assert shown["Effect"] == "Power to share · Opens a flow · may / Lets one party give information to another."


def test_a_power_to_change_later_says_what_it_can_make() -> None:
    memo = build(care_report())
    assert rows(memo, "delegated")[0][2] == "Power to share / Standard for suppliers"
    assert "May yet be made: Standard for suppliers" in [row[1] for row in rows(memo, "interoperability")]


def test_blocks_and_safeguards_are_listed_with_their_words() -> None:
    table = rows(build(care_report()), "limits")
    assert ["s. 6(2)", "Limit on passing on", "Limits a flow", "“must not pass the information on”"] in table
    assert len(table) == 6


def test_a_check_says_what_was_looked_for_and_where_it_was_found() -> None:
    table = rows(build(care_report()), "checks")
    assert table[0][0] == "High"
    assert table[-1][3] == "Stands elsewhere / at s. 5(2)"


def test_checks_of_an_extract_say_that_it_is_one() -> None:
    report = care_report()
    whole = prose(section(build(report), "checks"))
    body = tuple(replace(one, number=one.number.replace("1", "31")) for one in report.document.body)
    extract = prose(section(build(replace(report, document=replace(report.document, body=body))), "checks"))
    assert "it is a part of its law" not in whole
    assert "it is a part of its law" in extract


def test_the_laws_that_are_amended_are_counted() -> None:
    report = care_report()
    twice = replace(report, amendments=(*report.amendments, replace(report.amendments[0], operation="deletion")))
    assert rows(build(twice), "amended") == [["Care Records Act 2014", "1", "0", "1", "2"]]


def test_an_amendment_names_the_act_and_the_place() -> None:
    assert rows(build(care_report()), "amendments") == [
        ["s. 11", "Inserts", "Care Records Act 2014", "after section 20 (whole provision)", "New: 20A …"]
    ]


def test_a_question_that_several_clauses_raise_is_asked_once() -> None:
    report = care_report()
    question = "Who keeps the record?"
    asked = changed(changed(report, 0, questions=(question,)), 1, questions=(question,))
    assert [row[3] for row in rows(build(asked), "questions") if row[1] == question] == ["s. 1, s. 2(1)"]


def test_questions_are_numbered_with_the_most_pressing_first() -> None:
    table = rows(build(care_report()), "questions")
    assert [row[0] for row in table] == [str(place) for place in range(1, len(table) + 1)]
    assert [row[2] for row in table] == sorted(
        (row[2] for row in table), key=["High", "Medium", "Low", "For information"].index
    )


# annexes


def test_the_evidence_is_every_quotation_with_its_place() -> None:
    report = care_report()
    table = rows(build(report), "evidence")
    assert len(table) == len(report.findings)
    for finding, (name, words, place) in zip(sorted(report.findings, key=lambda f: f.order), table, strict=True):
        assert name.endswith(finding.id)
        assert len(words.split(" / ")) == len(finding.evidence)
        assert all(" ".join(piece.text.split()) in words for piece in finding.evidence)
        assert all(f"{piece.start}-{piece.end}" in place for piece in finding.evidence)
    assert table[0][0] == "s. 1 / gateway-1"
    assert table[0][1].startswith("Matched words: may supply relevant information")


def test_a_rule_says_why_it_matters_and_what_to_ask_once() -> None:
    report = care_report()
    twin = replace(report.findings[0], id="gateway-twin", order=report.findings[0].order + 1)
    memo = build(replace(report, findings=(*report.findings, twin)))
    found = entries(memo)
    first, again = found["gateway-1"], found["gateway-twin"]
    assert first.questions
    assert not again.questions
    assert again.quotations == first.quotations
    assert "Why it matters" in dict(first.facts.rows)
    told = said(dict(again.facts.rows)["Severity, confidence"])
    assert f"rule {twin.rule}" in told
    assert "why, and what to ask: as at s. 1" in told


def test_a_reference_that_could_not_be_followed_is_listed() -> None:
    tables = [block for block in section(build(care_report()), "terms").blocks if isinstance(block, Table)]
    assert [said(cell) for cell in tables[-1].rows[0]] == ["section 20 of the Care Records Act 2014", "1"]


def test_the_glossary_explains_each_effect_that_the_memo_names() -> None:
    report = care_report()
    named = {words for finding in report.findings for words in (finding.effect, *finding.delegates)}
    assert {row[2] for row in rows(build(report), "glossary")} == named


@pytest.mark.parametrize("kind", LICENCES)
def test_each_kind_of_source_has_its_licence_line(kind: str) -> None:
    report = care_report()
    shown = prose(section(build(replace(report, document=replace(report.document, kind=kind))), "provenance"))
    assert LICENCES[kind] in shown
    assert "This is a drafting aid, not legal advice." in shown


# quotations and anchors


def test_a_quotation_shows_lead_in_paragraphs_and_closing_words_each_with_its_label() -> None:
    report = care_report()
    lines = quotations(report.document, report.findings[0])
    assert [(line.label, text_of(line.words)) for line in lines] == [
        ("s. 1", "The Care Funding Board may supply relevant information to—"),
        ("s. 1(a)", "a local authority, or"),
        ("s. 1(b)", "a person providing services to a local authority,"),
        ("s. 1", "for the purpose of working out what a person must pay towards the cost of care."),
    ]


def test_the_marked_words_are_those_of_the_evidence() -> None:
    report = care_report()
    matched = [
        span.text
        for line in quotations(report.document, report.findings[0])
        for span in line.words
        if span.style == "match"
    ]
    assert matched == ["may supply relevant information"]


def test_evidence_that_no_text_holds_is_quoted_by_itself() -> None:
    report = care_report()
    stray = Evidence("/nowhere", 0, 8, report.document.stream[0:8], "primary")
    lines = quotations(report.document, replace(report.findings[0], evidence=(stray,)))
    assert [(line.label, text_of(line.words)) for line in lines] == [("s. 1", "care-cha")]


def test_a_long_text_is_cut_far_from_the_marked_words_only() -> None:
    words = f"{'before ' * 300}may give {'after ' * 300}".strip()
    text = readable([(words, 0)])
    start = words.index("may give")
    shown = text_of(marked(text, (Evidence("/", start, start + 8, "may give", "primary"),)))
    assert len(shown) < 2 * CONTEXT + 40
    assert shown.count("[…]") == 2
    assert "before may give after" in shown


def test_what_stands_between_two_marked_words_is_kept_near_both() -> None:
    words = f"may give {'between ' * 300}to him"
    evidence = (Evidence("/", 0, 8, "may give", "primary"), Evidence("/", len(words) - 3, len(words), "him", "slot"))
    shown = text_of(marked(readable([(words, 0)]), evidence))
    assert shown.startswith("may give between between")
    assert shown.endswith("between to him")
    assert shown.count("[…]") == 1


def test_an_anchor_is_short_and_one_for_each_id() -> None:
    ids = ["gateway-1", "a b", "a-b", "a_b", "é", "x" * 80, "x" * 81, "", "<script>"]
    anchors = [anchor_of(identity) for identity in ids]
    assert len(set(anchors)) == len(ids)
    assert all(len(anchor) <= 40 and anchor.replace("-", "").isalnum() and anchor.isascii() for anchor in anchors)


def test_the_same_report_gives_the_same_memo() -> None:
    assert build(care_report()) == build(care_report())


def test_every_link_of_the_memo_leads_to_an_entry() -> None:
    memo = build(care_report())
    targets = {
        span.target
        for part in memo.parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for words in cell
        for span in words
        if span.target
    }
    assert targets
    assert targets <= {entry.anchor for entry in entries(memo).values()}
