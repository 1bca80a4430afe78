"""Patterns: what the shorthand compiles to, what is refused, and that triggers lose nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.detect.tokens import language
from impact.rulebase.model import Pattern
from impact.rulebase.shorthand import compile_pattern
from impact.rulebase.tokens import MAX_ALTERNATIVES, PatternError, pieces

VOCABULARY = {
    "may": frozenset({"may"}),
    "disclose": frozenset({"disclose", "supply"}),
    "information": frozenset({"data", "information"}),
}
GAP = {"NOT_IN": [".", ";"]}


def compiled(source: object) -> Pattern:
    return compile_pattern("tried", source, VOCABULARY)  # type: ignore[arg-type]


def only(source: object) -> list[dict[str, object]]:
    """The tokens of a pattern that has one alternative."""
    (tokens,) = compiled(source).tokens
    return [dict(token) for token in tokens]


def in_short(source: str) -> list[str]:
    """Each alternative of a pattern of plain words, as text."""
    return [" ".join(str(token["LOWER"]) for token in tokens) for tokens in compiled(source).tokens]


def matches(pattern: Pattern, text: str) -> list[tuple[int, str]]:
    """The alternatives that match, with the words they match."""
    from spacy.matcher import Matcher

    matcher = Matcher(language().vocab, validate=True)
    for number, tokens in enumerate(pattern.tokens):
        matcher.add(str(number), [[dict(token) for token in tokens]])
    doc = language().make_doc(text)
    return [(int(doc.vocab.strings[key]), doc[start:end].text) for key, start, end in matcher(doc)]


# --- what it compiles to --------------------------------------------------------------------------


def test_a_word_is_one_token_in_small_letters() -> None:
    assert only("May") == [{"LOWER": "may"}]


def test_words_with_bars_are_one_token_in_order() -> None:
    assert only("must|may|shall") == [{"LOWER": {"IN": ["may", "must", "shall"]}}]


def test_a_list_is_replaced_by_its_words_and_may_stand_beside_others() -> None:
    assert only("$information|records") == [{"LOWER": {"IN": ["data", "information", "records"]}}]


def test_a_word_can_be_excluded_and_any_word_allowed() -> None:
    assert only("!not|$may _ give") == [{"LOWER": {"NOT_IN": ["may", "not"]}}, {}, {"LOWER": "give"}]


@pytest.mark.parametrize(("gap", "length"), [("..", 12), ("..5", 5), ("..30", 30), ("...", 40)])
def test_a_gap_stays_within_the_sentence(gap: str, length: int) -> None:
    assert only(f"may {gap} give")[1] == {"TEXT": GAP, "OP": f"{{0,{length}}}"}


def test_a_question_mark_makes_a_word_a_list_or_a_group_optional() -> None:
    assert only("may also? give")[1] == {"LOWER": "also", "OP": "?"}
    assert only("may also|$disclose? give")[1]["OP"] == "?"
    assert in_short("may (at once|so far)? give") == ["may at once give", "may so far give", "may give"]


def test_groups_expand_in_order_also_when_nested() -> None:
    assert in_short("(a b|c (d e|f g)) h") == ["a b h", "c d e h", "c f g h"]


def test_single_words_of_a_group_become_one_token() -> None:
    assert only("(may|$disclose|must) x")[0] == {"LOWER": {"IN": ["disclose", "may", "must", "supply"]}}


def test_the_same_alternative_twice_is_kept_once() -> None:
    assert in_short("(a b|c d|a b)") == ["a b", "c d"]


def test_a_hyphenated_word_is_three_tokens() -> None:
    assert in_short("co-operate") == ["co - operate"]


def test_a_hyphenated_word_among_others_is_an_alternative_of_its_own() -> None:
    assert in_short("cooperate|co-operate now") == ["cooperate now", "co - operate now"]


def test_a_possessive_is_a_token_of_its_own() -> None:
    assert in_short("board's data") == ["board 's data"]
    assert in_short("board’s data") == ["board 's data"]


def test_cannot_is_two_tokens() -> None:
    assert in_short("cannot") == ["can not"]


def test_escaped_brackets_and_bars_are_characters() -> None:
    assert in_short(r"section \( 1 \) \| x") == ["section ( 1 ) | x"]


def test_curly_quotes_are_straightened() -> None:
    assert in_short("“ personal data ”") == ['" personal data "']


def test_punctuation_is_a_token() -> None:
    assert in_short("a , b") == ["a , b"]
    assert in_short("a, b") == ["a , b"]


# --- marks ----------------------------------------------------------------------------------------


def test_the_operative_verb_is_the_marked_one_or_the_last_that_must_occur() -> None:
    assert compiled("may ..8 ^disclose .. data").marks == (("", "", "^", "", ""),)
    assert compiled("may ..8 disclose now?").marks == (("", "", "^", ""),)


def test_slots_are_marked_and_can_hold_the_operative_verb() -> None:
    assert compiled("may ^give data to <to: the? council>").marks == (("", "^", "", "", "to", "to"),)
    assert compiled("<purpose: for ^use>").marks == (("purpose", "purpose^"),)


def test_a_marked_group_has_its_verb_in_each_alternative() -> None:
    assert compiled("may ^(make available|let see)").marks == (("", "^", ""), ("", "^", ""))


def test_a_slot_may_end_with_a_gap() -> None:
    assert compiled("^give data to <to: ..6>").marks == (("^", "", "", "to"),)


# --- triggers -------------------------------------------------------------------------------------


def test_triggers_are_the_words_of_tokens_that_must_occur() -> None:
    assert compiled("$may ..8 also? ^$disclose !not _ , data").triggers == (
        (frozenset({"may"}), frozenset({"disclose", "supply"}), frozenset({"data"})),
    )


def test_each_alternative_has_its_own_triggers() -> None:
    assert compiled("(a b|c d)").triggers == (
        (frozenset({"a"}), frozenset({"b"})),
        (frozenset({"c"}), frozenset({"d"})),
    )


def test_a_word_that_may_be_punctuation_triggers_nothing() -> None:
    assert compiled("a ,|and b").triggers == ((frozenset({"a"}), frozenset({"b"})),)


def test_halves_of_cannot_trigger_nothing_because_the_text_holds_them_as_one_word() -> None:
    pattern = compiled("can not disclose")
    assert pattern.triggers == ((frozenset({"disclose"}),),)
    assert matches(pattern, "The Board cannot disclose it.") == [(0, "cannot disclose")]


WORDS = ["may", "must", "give", "data", "board", "council"]
ATOMS = st.one_of(
    st.sampled_from([*WORDS, "$information", "$disclose", "_", "board's", "co-operate", "cannot", ","]),
    st.sampled_from(["may|must", "give|$disclose", "!not", "data|co-operate", "must|board's"]),
)
OPTIONAL = st.one_of(
    ATOMS, st.sampled_from([*WORDS, "$disclose", "may|must", "co-operate"]).map(lambda word: word + "?")
)
GROUPS = st.lists(st.lists(OPTIONAL, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from(["({})", "({})?"]).map(lambda form: form.format("|".join(parts)))
)
SLOTTED = ATOMS.map(lambda atom: f"<to: {atom}>")
SOURCES = st.lists(st.one_of(OPTIONAL, GROUPS, SLOTTED, st.sampled_from(["..", "..2"])), min_size=1, max_size=5).map(
    " ".join
)
TEXTS = st.lists(
    st.sampled_from(
        [*WORDS, "information", "supply", "disclose", "board's", "co-operate", "cannot", "not", ",", ".", "Data"]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(source=SOURCES, text=TEXTS)
def test_a_text_that_matches_has_a_word_of_every_trigger_set(source: str, text: str) -> None:
    try:
        pattern = compiled(source)
    except PatternError:
        return
    words = frozenset(re.findall("[a-z]+", text.lower()))
    for number, _ in matches(pattern, text):
        for needed in pattern.triggers[number]:
            assert {word for word in needed if word.isalpha()} & words or not all(word.isalpha() for word in needed)


@settings(max_examples=200, deadline=None)
@given(source=SOURCES)
def test_what_compiles_is_accepted_by_spacy_and_marks_one_verb_in_each_alternative(source: str) -> None:
    try:
        pattern = compiled(source)
    except PatternError:
        return
    matches(pattern, "a text")
    assert 1 <= len(pattern.tokens) <= MAX_ALTERNATIVES
    assert len(pattern.tokens) == len(pattern.marks) == len(pattern.triggers)
    for tokens, marks in zip(pattern.tokens, pattern.marks, strict=True):
        assert len(tokens) == len(marks)
        assert sum(mark.endswith("^") for mark in marks) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab|()<>:^?!$_.\\ -'“,to", max_size=24))
def test_whatever_is_written_compiles_or_is_refused_with_a_reason(source: str) -> None:
    try:
        outcome = compiled(source).source
    except PatternError as error:
        outcome = str(error)
    assert outcome


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["board", "co", "person", "records", "12", "b", "s183a"]),
            st.sampled_from(["-", "/", ",", "(", ")", ")("]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "act", "it's", "board's"]),
)
def test_words_are_cut_as_the_text_is_cut(parts: list[tuple[str, str]], last: str) -> None:
    word = "".join(before + mark for before, mark in parts) + last
    assert pieces(word) == tuple(token.lower_ for token in language().make_doc(word))


@pytest.mark.parametrize(
    "word", ["e.g.", "s.", "paras.", "council.", "u.k.", "cannot", "1.5", "R&D", "students'", "s.183a", "..."]
)
def test_stops_and_other_odd_words_are_cut_as_the_text_is_cut(word: str) -> None:
    assert pieces(word) == tuple(token.lower_ for token in language().make_doc(word))


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty"),
        ("..", "Nothing in it must occur"),
        ("also?", "Nothing in it must occur"),
        ("(also)?", "Nothing in it must occur"),
        (".. give", "starts with a gap"),
        ("give ..", "ends with a gap"),
        ("..0 give", "out of bounds"),
        ("a ..99 b", "out of bounds"),
        ("a ..x b", "is not a gap"),
        ("a ..5? b", "is optional already"),
        ("a|..5 b", "is not a gap"),
        ("(a b", "is not closed"),
        ("a b)", "closes nothing"),
        ("a >", "closes nothing"),
        ("(a >)", "closes nothing here"),
        ("()", "nothing between"),
        ("(a|)", "nothing between"),
        ("a | b", "without blanks"),
        ("a| b", "without a blank"),
        ("a?|b", "too early"),
        ("a|_", "has no alternatives"),
        ("person(s)", "Put a blank before"),
        ("^also?", "cannot be optional"),
        ("^(a b)?", "cannot be optional"),
        ("^ give", "right before"),
        ("give^", "Put a blank before"),
        ("^give ^take", "more than once"),
        ("<whom: council>", "is not a slot"),
        ("<to: council", "is not closed"),
        ("<to: >", "is empty"),
        ("<to: <from: x>>", "inside another slot"),
        ("$informaton", "Did you mean “$information”"),
        ("$nothing-like-it", "There is no list"),
        ("!co-operate a", "cannot be excluded"),
        ("a\\", "means nothing here"),
        ("gi\x1bve", "cannot be seen"),
        ("((((((((((a b))))))))))", "nested more than"),
        (" ".join(["(a b|c d)"] * 7), "more than 64 alternatives"),
        ("(" + "|".join(f"a{n} b" for n in range(65)) + ")", "more than 64 alternatives"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(PatternError, match=re.escape(reason)):
        compiled(source)


def test_an_explosion_of_alternatives_is_refused_before_it_happens() -> None:
    with pytest.raises(PatternError, match="more than 64"):
        compiled(" ".join(["(a b|c d|e f|g h)"] * 200))


# --- spaCy token patterns -------------------------------------------------------------------------


def test_token_dicts_are_taken_with_slot_and_anchor() -> None:
    pattern = compiled(
        [
            {"LOWER": {"IN": "$may"}},
            {"LOWER": {"NOT_IN": ["not"]}, "OP": "{0,4}"},
            {"LOWER": "give", "ANCHOR": True},
            {"IS_TITLE": True, "OP": "+", "SLOT": "to"},
        ]
    )
    assert pattern.marks == (("", "", "^", "to"),)
    assert pattern.triggers == ((frozenset({"may"}), frozenset({"give"})),)
    assert matches(pattern, "It may then give Ministers money.") == [(0, "may then give Ministers")]


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ({"LOWR": "may"}, "Did you mean LOWER"),
        ({"LEMMA": "give"}, "needs a trained model"),
        ({"LOWER": {"REGEX": "(a+)+$"}}, "REGEX is not allowed"),
        ({"LOWER": {"FUZZY": "give"}}, "FUZZY is not allowed"),
        ({"LOWER": "Give"}, "can never be in LOWER"),
        ({"LOWER": "two words"}, "should be one word"),
        ({"LOWER": {"IN": []}}, "a list of words"),
        ({"LOWER": {"IN": "$nope"}}, "There is no list"),
        ({"LOWER": 3}, "should be a word"),
        ({"LOWER": "a", "OP": "*"}, "is not an operator"),
        ({"LOWER": "a", "OP": "{3,}"}, "is not an operator"),
        ({"LOWER": "a", "OP": "{5,2}"}, "is not an operator"),
        ({"LOWER": "a", "OP": "!"}, "is not an operator"),
        ({"LOWER": "a", "SLOT": "whom"}, "is not a slot"),
        ({"LOWER": "a", "ANCHOR": "yes"}, "true or false"),
        ({"LOWER": "a", "OP": "?", "ANCHOR": True}, "cannot be optional"),
        ({"IS_ALPHA": "yes"}, "true or false"),
        ({"LENGTH": "long"}, "should be a number"),
        ("may", "should be a mapping"),
    ],
)
def test_token_dicts_that_cannot_be_read_are_refused(token: object, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        compiled([{"LOWER": "x"}, token, {"LOWER": "y"}])


def test_a_trigger_comes_from_tokens_that_must_occur_at_least_once() -> None:
    pattern = compiled([{"LOWER": "a", "OP": "{2,3}"}, {"LOWER": "b", "OP": "{0,1}"}, {"LOWER": "c", "OP": "+"}])
    assert pattern.triggers == ((frozenset({"a"}), frozenset({"c"})),)
