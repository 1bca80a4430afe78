"""Readings say what a list-shaped provision says, and every leaf is in exactly one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from impact.document import Document, Provision, Source, Text
from impact.readings import SELDOM_READ, Reading, readings, seldom_read
from impact.rulebase.clause import clause_document
from impact.rulebase.model import PLACES, Match

_WORDS = st.lists(
    st.sampled_from(["may", "disclose", "information", "a council", "the Board", "records"]), min_size=1, max_size=5
)


class _Builder:
    """Builds a tree of provisions whose texts stand one after the other in a stream."""

    def __init__(self) -> None:
        self.stream = ""
        self.count = 0

    def text(self, words: list[str], ending: str = "") -> Text:
        string = " ".join(words) + ending
        start = len(self.stream)
        self.stream += string
        return Text(string, ((0, start, len(string)),))

    def provision(self, kind: str, **parts: object) -> Provision:
        self.count += 1
        return Provision(f"/p[{self.count}]", None, kind, **parts)  # type: ignore[arg-type]

    def document(self, body: tuple[Provision, ...]) -> Document:
        source = Source("x.xml", "0" * 64, b"")
        return Document(
            source, "akn", "bill", None, None, "X", None, None, None, None, "en", None, body, self.stream, ()
        )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of sections with lists nested up to three deep, with and without closing words."""
    builder = _Builder()

    def level(depth: int) -> Provision:
        kind = ("section", "paragraph", "subparagraph", "level")[depth]
        deeper = depth < 3 and draw(st.booleans())
        intro = builder.text(draw(_WORDS), "\u2014" if deeper else draw(st.sampled_from([",", ";", ", and", ", or"])))
        children = tuple(level(depth + 1) for _ in range(draw(st.integers(1, 3)))) if deeper else ()
        wrap_up = builder.text(draw(_WORDS), ".") if deeper and draw(st.booleans()) else Text()
        return builder.provision(kind, intro=intro, children=children, wrap_up=wrap_up)

    body = tuple(level(0) for _ in range(draw(st.integers(1, 3))))
    return builder.document(body)


def _rebuilt(reading: Reading) -> str:
    return " ".join(part.text.string for part in reading.parts)


@given(documents())
def test_the_parts_of_a_reading_rebuild_its_text(document: Document) -> None:
    for reading in readings(document):
        assert _rebuilt(reading) == reading.text.string
        for part in reading.parts:
            assert reading.text.string[part.start : part.start + len(part.text.string)] == part.text.string


@given(documents())
def test_every_leaf_is_in_exactly_one_reading(document: Document) -> None:
    leaves = [provision.xpath for provision in document.walk() if not provision.children]
    found = [part.xpath for reading in readings(document) for part in reading.parts if part.role == "leaf"]
    assert sorted(found) == sorted(leaves)


@given(documents())
def test_every_word_of_a_reading_leads_back_to_the_same_word_of_the_source(document: Document) -> None:
    for reading in readings(document):
        for at, character in enumerate(reading.text.string):
            span = reading.text.source(at, at + 1)
            if span is not None:
                assert document.quote(*span) == character


@given(documents())
def test_all_words_of_a_document_are_read(document: Document) -> None:
    read = {
        offset
        for reading in readings(document)
        for _, origin, length in reading.text.segments
        for offset in range(origin, origin + length)
    }
    unread = "".join(character for offset, character in enumerate(document.stream) if offset not in read)
    # Only what joins the parts of a list is left out: dashes, and the comma, semicolon or conjunction before closing words.
    assert set(unread.replace("and", "").replace("or", "")) <= set("\u2014,; ")


def _strings(clause: str) -> list[str]:
    return [reading.text.string for reading in readings(clause_document(clause)) if reading.place != "headings"]


def test_a_list_reads_as_one_sentence_a_paragraph() -> None:
    clause = "(1) The Board may—\n  (a) keep records, and\n  (b) share them,\nfor the purposes of an inquiry."
    assert _strings(clause) == [
        "The Board may keep records for the purposes of an inquiry.",
        "The Board may share them for the purposes of an inquiry.",
    ]


def test_a_lead_in_that_ends_in_a_full_stop_is_a_sentence_of_its_own() -> None:
    builder = _Builder()
    child = builder.provision("paragraph", intro=builder.text(["share records"], "."))
    top = builder.provision("section", intro=builder.text(["The Board exists"], "."), children=(child,))
    assert [reading.text.string for reading in readings(builder.document((top,)))] == [
        "The Board exists.",
        "share records.",
    ]


def test_closing_words_that_start_a_new_sentence_are_read_alone() -> None:
    builder = _Builder()
    child = builder.provision("paragraph", intro=builder.text(["records"], "."))
    top = builder.provision(
        "section",
        intro=builder.text(["The Board keeps"], "\u2014"),
        children=(child,),
        wrap_up=builder.text(["It may share them"], "."),
    )
    assert [reading.text.string for reading in readings(builder.document((top,)))] == [
        "The Board keeps records.",
        "It may share them.",
    ]


def test_quoted_text_does_not_run_on_from_the_words_that_insert_it() -> None:
    clause = "(1) After section 4 insert—\n«\n(4A) The council must keep a register.\n»"
    assert _strings(clause) == ["After section 4 insert—", "The council must keep a register."]


def test_a_subsection_never_runs_on_from_its_section() -> None:
    assert _strings("(1) The Board may keep records.\n(2) A council may inspect them.") == [
        "The Board may keep records.",
        "A council may inspect them.",
    ]


def test_the_places_that_few_rules_read_are_counted_by_their_own_words() -> None:
    clause = 's. 4 On file\n(1) The Board may keep it.\n(2) In this section—\n  "file" means a folder.'
    words = {"headings": "On file", "definitions": '"file" means a folder.'}
    assert seldom_read(clause_document(clause)) == {place: len(text.replace(" ", "")) for place, text in words.items()}


def test_the_places_that_few_rules_read_are_those_that_a_rule_must_ask_for() -> None:
    assert set(SELDOM_READ) == set(PLACES) - Match(()).where
