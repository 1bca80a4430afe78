from __future__ import annotations

import pytest

from impact.document import Document
from impact.report import Reference
from impact.resolve.citations import ParsedReference, find_references
from impact.resolve.references import resolve_references
from tests.provisions import document, unit


def spelled(reference: ParsedReference) -> str:
    """A parsed reference in one line, innermost level first."""
    levels = []
    for level in reference.levels():
        numbers = ", ".join("".join(n.labels) + (f"–{''.join(n.to)}" if n.to else "") for n in level.numbers)
        name = level.act.title if level.act else f"{level.anchor} {level.unit}".strip()
        levels.append(f"{name} {numbers}".strip())
    return " < ".join(levels)


def read(text: str) -> list[str]:
    return [spelled(reference) for reference in find_references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under subsection (1)", ["subsection (1)"]),
        ("subsections (2) to (4)", ["subsection (2)–(4)"]),
        ("paragraph (a) or (b) of that subsection", ["paragraph (a), (b) < that subsection"]),
        ("sub-paragraph (2)(c)", ["subparagraph (2)(c)"]),
        ("section 18(1) of the Sample Revenue Act 2005", ["section 18(1) < Sample Revenue Act 2005"]),
        ("regulation 5(3)", ["regulation 5(3)"]),
        ("Regulations 5 and 6", ["regulation 5, 6"]),
        ("Article 6(1)(f) of the UK GDPR", ["article 6(1)(f) < UK GDPR"]),
        ("Part 5 of Schedule 2", ["part 5 < schedule 2"]),
        ("Schedule 4 to this Act", ["schedule 4 < this act"]),
        ("this section", ["this section"]),
        ("section 12 or 13", ["section 12, 13"]),
        ("section 4 of the 2018 Act", ["section 4 < 2018 Act"]),
        ("(S.I. 2012/1483)", ["S.I. 2012/1483"]),
        ("section 3(1), (2)(a) and (b)", ["section 3(1), 3(2)(a), 3(2)(b)"]),
        (
            "section 1 of, or Schedule 3 to, the Sample Act 1988",
            ["section 1 < Sample Act 1988", "schedule 3 < Sample Act 1988"],
        ),
        ("Regulation (EU) 2016/679", ["Regulation (EU) 2016/679"]),
        ("point (11) of paragraph 1(1)", ["point (11) < paragraph 1(1)"]),
    ],
)
def test_a_reference_is_read_as_a_tree(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_the_span_of_a_reference_is_its_words() -> None:
    text = "See section 4(2) of the Sample (Scotland) Act 2001 for this."
    (reference,) = find_references(text)
    assert text[reference.start : reference.end] == "section 4(2) of the Sample (Scotland) Act 2001"


def test_a_description_in_brackets_does_not_part_a_section_from_its_act() -> None:
    assert read("Section 7 (trees and hedges) of the Sample Act 1990") == ["section 7 < Sample Act 1990"]


def test_a_title_does_not_take_in_the_words_before_it() -> None:
    assert read("by the Secretary of State under the Sample Act 1990") == ["Sample Act 1990"]
    assert read("section 5 of the Courts and Ponds Act 1990") == ["section 5 < Courts and Ponds Act 1990"]


def test_a_period_of_time_is_not_the_next_section() -> None:
    assert read("under section 18 and 3 months later") == ["section 18"]


def test_two_places_side_by_side_stay_apart() -> None:
    assert read("In subsection (9), in paragraph (a), omit") == ["subsection (9)", "paragraph (a)"]


def test_a_long_run_of_openings_is_read_in_linear_time() -> None:
    text = "section 1(" * 20_000 + "Act " * 20_000 + "of the " * 20_000
    assert len(find_references(text)) == 20_000


def resolved(sample: Document, words: str) -> list[Reference]:
    return [reference for reference in resolve_references(sample) if reference.text == words]


def targets(sample: Document, words: str) -> list[str | None]:
    return [reference.provision for reference in resolved(sample, words)]


def test_a_subsection_is_the_one_of_the_section_that_speaks() -> None:
    sample = document(
        unit("section", "1", "", unit("subsection", "(1)", "A heron may fish.")),
        unit(
            "section",
            "2",
            "",
            unit("subsection", "(1)", "A duck may swim."),
            unit("subsection", "(2)", "But see subsection (1)."),
        ),
    )
    assert targets(sample, "subsection (1)") == ["/bill/section[2]/subsection[1]"]


def test_a_paragraph_is_the_one_of_the_subsection_that_speaks() -> None:
    items = (unit("paragraph", "(a)", "a pond;"), unit("paragraph", "(b)", "a lake within paragraph (a)."))
    sample = document(
        unit(
            "section", "1", "", unit("subsection", "(1)", "These—", *items), unit("subsection", "(2)", "Those—", *items)
        )
    )
    assert targets(sample, "paragraph (a)") == [
        "/bill/section[1]/subsection[1]/paragraph[1]",
        "/bill/section[1]/subsection[2]/paragraph[1]",
    ]


def test_a_range_names_every_provision_in_it() -> None:
    subsections = [unit("subsection", f"({n})", "Ponds.") for n in (1, 2, 3)]
    sample = document(
        unit("section", "1", "", *subsections, unit("subsection", "(4)", "Subsections (1) to (3) apply."))
    )
    assert targets(sample, "Subsections (1) to (3)") == [f"/bill/section[1]/subsection[{n}]" for n in (1, 2, 3)]


def test_that_subsection_is_the_one_spoken_of_last() -> None:
    sample = document(
        unit(
            "section",
            "3",
            "",
            unit("subsection", "(1)", "A pond."),
            unit("subsection", "(2)", "A lake."),
            unit("subsection", "(3)", "A power under subsection (2) is not limited by anything in that subsection."),
        )
    )
    assert targets(sample, "that subsection") == ["/bill/section[1]/subsection[2]"]


def test_a_paragraph_of_a_schedule_is_found_from_the_body() -> None:
    sample = document(
        unit("section", "1", "See paragraph 2(1) of Schedule 1."),
        unit(
            "schedule",
            "Schedule 1",
            "",
            unit("part", "Part 1", "", unit("paragraph", "2", "", unit("subparagraph", "(1)", "Reeds."))),
        ),
    )
    assert targets(sample, "paragraph 2(1) of Schedule 1") == ["/bill/schedule[2]/part[1]/paragraph[1]/subparagraph[1]"]


def test_this_part_is_the_part_that_holds_the_section() -> None:
    sample = document(unit("part", "Part 1", "", unit("section", "1", "This Part binds herons.")))
    assert targets(sample, "This Part") == ["/bill/part[1]"]


def test_a_section_of_another_act_has_that_act_and_an_address() -> None:
    sample = document(unit("section", "1", "See section 4(2)(a) of the Sample Act 2001."))
    (reference,) = resolved(sample, "section 4(2)(a) of the Sample Act 2001")
    assert (reference.document, reference.provision, reference.resolved) == (
        "Sample Act 2001",
        "sec_4__subsec_2__para_a",
        True,
    )


def test_a_short_name_stands_for_the_act_that_it_was_given_to() -> None:
    sample = document(
        unit("section", "1", "In this Act “the 2001 Act” means the Sample Act 2001."),
        unit("section", "2", "See section 9 of the 2001 Act."),
    )
    assert resolved(sample, "section 9 of the 2001 Act")[0].document == "Sample Act 2001"


def test_a_place_that_does_not_exist_is_said_to_be_unresolved() -> None:
    sample = document(unit("section", "1", "", unit("subsection", "(1)", "Subject to subsection (9).")))
    (reference,) = resolved(sample, "subsection (9)")
    assert (reference.document, reference.provision, reference.resolved) == (None, None, False)


def test_in_an_instruction_to_amend_a_subsection_is_the_other_acts() -> None:
    sample = document(
        unit(
            "section",
            "1",
            "",
            unit("subsection", "(1)", "The Sample Act 2001 is amended as follows."),
            unit("subsection", "(2)", "In section 5, omit subsection (1)."),
        )
    )
    (reference,) = resolved(sample, "subsection (1)")
    assert (reference.document, reference.provision) == ("Sample Act 2001", "sec_5__subsec_1")


def test_in_a_quoted_provision_this_act_is_the_act_that_is_amended() -> None:
    quoted = unit("quotation", "", "", unit("section", "5A", "This section has effect for this Act and section 2."))
    sample = document(
        unit("section", "1", "In the Sample Act 2001, after section 5 insert—", quoted), unit("section", "2", "Ponds.")
    )
    found = {reference.text: (reference.document, reference.provision) for reference in resolve_references(sample)}
    assert found["this Act"] == ("Sample Act 2001", None)
    assert found["section 2"] == ("Sample Act 2001", "sec_2")
    assert found["This section"] == (None, "/bill/section[1]/quotation[1]/section[1]")
