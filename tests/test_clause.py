"""Example clauses: lines as a drafter writes them become the same kind of document as parsed legislation."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.document import Document
from impact.rulebase.clause import ClauseError, clause_document, provision_at


def outline(text: str) -> list[str]:
    """Label, kind and words of every provision that has any."""
    return [
        f"{provision.label} [{provision.kind}] {provision.intro.string}"
        + f" … {provision.wrap_up.string}" * bool(provision.wrap_up)
        for provision in clause_document(text).walk()
        if provision.intro or provision.wrap_up
    ]


def test_a_sentence_is_one_section() -> None:
    assert outline("The Board may disclose information.") == ["s. 1 [section] The Board may disclose information."]


def test_lines_without_numbers_run_on() -> None:
    assert outline("The Board may\ndisclose information.") == ["s. 1 [section] The Board may disclose information."]


def test_numbers_nest_by_indentation() -> None:
    assert outline(
        "(1) It may give it to—\n  (a) a council, or\n  (b) a body—\n    (i) in Wales, or\n    (ii) at sea.\n(2) No."
    ) == [
        "s. 1(1) [subsection] It may give it to—",
        "s. 1(1)(a) [paragraph] a council, or",
        "s. 1(1)(b) [paragraph] a body—",
        "s. 1(1)(b)(i) [subparagraph] in Wales, or",
        "s. 1(1)(b)(ii) [subparagraph] at sea.",
        "s. 1(2) [subsection] No.",
    ]


def test_numbers_nest_by_their_style_where_indentation_is_equal() -> None:
    labels = [
        line.split(" [")[0] for line in outline("(1) A—\n(a) b—\n(i) c,\n(ii) d,\n(b) e.\n(2) f—\n(h) g,\n(i) h.")
    ]
    assert labels == [
        "s. 1(1)",
        "s. 1(1)(a)",
        "s. 1(1)(a)(i)",
        "s. 1(1)(a)(ii)",
        "s. 1(1)(b)",
        "s. 1(2)",
        "s. 1(2)(h)",
        "s. 1(2)(i)",
    ]


def test_several_numbers_may_open_on_one_line() -> None:
    assert outline("(1)(a) one,\n   (b) two.")[0] == "s. 1(1)(a) [paragraph] one,"


@pytest.mark.parametrize("closing", ["for a purpose.", "  for a purpose."])
def test_words_after_a_list_close_the_provision_that_holds_it(closing: str) -> None:
    lines = outline(f"(1) It may give it to—\n  (a) a council, or\n  (b) a body,\n{closing}")
    assert lines[0] == "s. 1(1) [subsection] It may give it to— … for a purpose."


def test_closing_words_after_a_nested_list_close_the_right_one() -> None:
    text = "(1) It may give it to—\n  (a) a body—\n    (i) on land,\n    (ii) at sea,\n  that asks,\nfor a purpose."
    assert outline(text)[:2] == [
        "s. 1(1) [subsection] It may give it to— … for a purpose.",
        "s. 1(1)(a) [paragraph] a body— … that asks,",
    ]


def test_words_between_paragraphs_stand_between_them() -> None:
    text = "(1) It must—\n  (a) keep,\n  and may—\n  (b) give."
    assert [line for line in outline(text) if "[text]" in line] == ["s. 1(1) [text] and may—"]


def test_a_further_line_of_a_paragraph_runs_on() -> None:
    assert outline("(1) It may give\n    information away.") == ["s. 1(1) [subsection] It may give information away."]
    assert outline("(1) It may give\ninformation away.")[0].endswith("information away.")


def test_definitions_are_provisions_with_their_term() -> None:
    document = clause_document(
        '(1) In this Act—\n  "council" means—\n    (a) a county, or\n    (b) a town;\n'
        "  “the Board” has the same meaning as in section 3."
    )
    definitions = [provision for provision in document.walk() if provision.kind == "definition"]
    assert [provision.terms for provision in definitions] == [("council",), ("the Board",)]
    assert [child.label for child in definitions[0].children] == ["s. 1(1) “council”(a)", "s. 1(1) “council”(b)"]


def test_quoted_words_that_define_nothing_are_a_sentence() -> None:
    assert outline('"Private" land may be entered.')[0].startswith("s. 1 [section]")


def test_sections_parts_and_schedules_are_opened_by_their_lines() -> None:
    document = clause_document(
        "Part 2 Sharing\nChapter 1\ns. 12 Disclosure\n(1) It may.\ns. 13 It must not.\n"
        "Schedule 1 Bodies\npara. 3 The Board.\n  (1) Yes."
    )
    assert [(provision.label, provision.kind, provision.heading.string) for provision in document.walk()] == [
        ("Pt. 2", "part", "Sharing"),
        ("Pt. 2 Ch. 1", "chapter", ""),
        ("s. 12", "section", "Disclosure"),
        ("s. 12(1)", "subsection", ""),
        ("s. 13", "section", ""),
        ("Sch. 1", "schedule", "Bodies"),
        ("Sch. 1 para. 3", "paragraph", ""),
        ("Sch. 1 para. 3(1)", "subparagraph", ""),
    ]


@pytest.mark.parametrize(
    ("line", "label", "kind"),
    [
        ("cl. 4 Aim", "cl. 4", "section"),
        ("reg. 5 Aim", "reg. 5", "regulation"),
        ("art. 6 Aim", "art. 6", "article"),
        ("r. 7 Aim", "r. 7", "rule"),
    ],
)
def test_units_of_other_documents_have_their_own_word(line: str, label: str, kind: str) -> None:
    (unit,) = clause_document(f"{line}\nIt may.").body
    assert (unit.label, unit.kind, unit.heading.string, unit.intro.string) == (label, kind, "Aim", "It may.")


@pytest.mark.parametrize("sentence", ["Part 2 applies to the Board.", "Schedule 1 has effect.", "s. 12 applies."])
def test_a_lone_sentence_is_never_a_heading(sentence: str) -> None:
    assert outline(sentence) == [f"s. 1 [section] {sentence}"]


def test_quoted_text_is_inserted_into_the_act_that_is_named() -> None:
    document = clause_document(
        "(1) After section 3 insert—\n  « Roads Act 1988\n  s. 3A Records\n  (1) It must keep records.\n  »\n(2) No."
    )
    inserted = [provision for provision in document.walk() if provision.inserted_into]
    assert [provision.label for provision in inserted] == [
        "s. 1(1) ⟨inserts⟩",
        "s. 1(1) ⟨inserts⟩ s. 3A",
        "s. 1(1) ⟨inserts⟩ s. 3A(1)",
    ]
    assert {provision.inserted_into.act for provision in inserted if provision.inserted_into} == {"Roads Act 1988"}
    assert provision_at(document, "(2)") is not None


def test_quoted_text_without_an_act_goes_nowhere_named() -> None:
    document = clause_document("It reads—\n«\nThe Board may.\n»")
    (quotation,) = document.body[0].children
    assert (quotation.kind, quotation.intro.string) == ("quotation", "The Board may.")
    assert quotation.inserted_into is not None
    assert quotation.inserted_into.act is None


def test_rows_make_a_table() -> None:
    document = clause_document("(1) The bodies are—\n| Body | Records |\n| Board | Land |")
    cells = [(provision.label, provision.intro.string) for provision in document.walk() if provision.kind == "cell"]
    assert cells == [
        ("s. 1(1) table row 1", "Body"),
        ("s. 1(1) table row 1", "Records"),
        ("s. 1(1) table row 2", "Board"),
        ("s. 1(1) table row 2", "Land"),
    ]


def test_first_lines_may_say_what_document_it_is() -> None:
    document = clause_document("kind: instrument\ndate: 2025-09-01\ntitle: Roads Rules\nreg. 1 Name\nIt may.")
    assert (document.kind, document.date, document.title) == ("instrument", "2025-09-01", "Roads Rules")
    assert [provision.label for provision in document.walk()] == ["reg. 1"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no words"),
        (" \n\n", "no words"),
        ("a\n«\nb", "line 3: “«” is not closed"),
        ("a\n»", "line 2: “»” closes nothing"),
        ("date: soon\na", "line 1: “soon” is not a date"),
        ("kind: poem\na", "line 1: “poem” is not a kind"),
    ],
)
def test_a_clause_that_cannot_be_read_says_why_and_where(text: str, reason: str) -> None:
    with pytest.raises(ClauseError, match=reason):
        clause_document(text)


@pytest.mark.parametrize(
    ("at", "label"),
    [
        ("(1)", "s. 2(1)"),
        ("(1)(b)", "s. 2(1)(b)"),
        ("(a)", None),
        ("s. 3", "s. 3"),
        ("s. 3(1)", "s. 3(1)"),
        ("s. 3(9)", None),
        ("Sch. 1 para. 4", "Sch. 1 para. 4"),
    ],
)
def test_a_provision_is_pointed_at_by_number_or_label(at: str, label: str | None) -> None:
    document = clause_document("s. 2 One\n(1) A—\n  (a) b,\n  (b) c.\ns. 3 Two\n(1) D.\nSchedule 1\npara. 4 E.")
    found = provision_at(document, at)
    assert (found and found.label) == label


# --- for any lines --------------------------------------------------------------------------------

LINES = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(
            [
                "",
                "(1) ",
                "(2)",
                "(a) ",
                "(b) ",
                "(i) ",
                "(v) ",
                "(A) ",
                "(1)(a) ",
                "s. 2 ",
                "Part 1 ",
                "Schedule 2",
                "« Roads Act",
                "»",
                '"x" means ',
            ]
        ),
        st.sampled_from(["", "the Board may give—", "a council,", "or a body.", "Zeal"]),
    ),
    min_size=1,
    max_size=12,
).map(lambda lines: "\n".join("  " * indent + number + words for indent, number, words in lines))


def _read(text: str) -> Document | None:
    try:
        return clause_document(text)
    except ClauseError:
        return None


@given(LINES)
def test_every_word_is_a_source_slice_at_one_address(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    provisions = list(document.walk())
    assert len({provision.xpath for provision in provisions}) == len(provisions)
    for provision in provisions:
        for part in (provision.heading, provision.intro, provision.wrap_up):
            if part:
                span = part.source(0, len(part.string))
                assert span is not None
                assert document.quote(*span).split() == part.string.split()


@given(LINES)
def test_the_runs_cover_the_stream_and_the_ledger_balances(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    ends = [0]
    for run in document.runs:
        assert run.start == ends[-1]
        assert run.xpath in document.by_xpath
        ends.append(run.end)
    assert ends[-1] == len(document.stream)
    assert document.ledger is not None
    assert (
        document.ledger.accounted == document.ledger.characters == sum(not each.isspace() for each in document.stream)
    )


@given(st.text(alphabet='ab(1)ia«»|"—.\n ', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    document = _read(text)
    assert document is None or document.stream.strip()


def test_depth_costs_no_recursion() -> None:
    text = "\n".join(" " * depth + "(a) b—" for depth in range(300)) + "\n" + "(a)" * 300
    limit = sys.getrecursionlimit()
    depth = len(_frames())
    sys.setrecursionlimit(depth + 60)
    try:
        document = clause_document(text)
    finally:
        sys.setrecursionlimit(limit)
    assert max(provision.xpath.count("/") for provision in document.walk()) >= 300


def _frames() -> list[object]:
    frames: list[object] = []
    frame = sys._getframe()
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back  # type: ignore[assignment]
    return frames
