"""The rules base: what is read, from which files, and YAML without surprises."""

import time
from pathlib import Path

import pytest
from made_rules import EFFECTS, GOOD, RULE, RULE_FILE, line_of, problems, written

from impact.errors import RulebaseError
from impact.rulebase.loader import default_rules, load
from impact.rulebase.model import Rule, Rulebase
from impact.rulebase.scaffold import new_rule


@pytest.fixture
def good(tmp_path: Path) -> Rulebase:
    return load(written(tmp_path / "rules", GOOD))


# --- what is read ---------------------------------------------------------------------------------


def test_a_rule_is_read_with_everything_it_says(good: Rulebase) -> None:
    (rule,) = good.rules
    assert (rule.id, rule.effect, rule.kind, rule.force) == ("power-to-share", "gateway", "overseas", "power")
    assert (rule.status, rule.since, rule.severity, rule.confidence) == ("stable", "0.1.0", "medium", "high")
    assert rule.message == "{from} may give {info} to {to}"
    assert rule.references == ({"title": "Land Act 1925 section 3", "url": "https://www.example.org/land"},)
    assert rule.formerly == ("power-to-give",)
    assert rule.evidence == {"documents": 3, "hits": 12, "right": 11, "wrong": 1, "note": "one was about water"}
    assert rule.file == RULE_FILE


def test_the_match_of_a_rule_is_compiled(good: Rulebase) -> None:
    match = good.rules[0].match
    assert [pattern.name for pattern in match.patterns] == ["active"]
    assert match.patterns[0].triggers[0][2] == frozenset({"information", "data"})
    assert [pattern.name for pattern in match.unless + match.absent + match.requires] == [
        "negated",
        "false-words",
        "info",
    ]
    assert match.where == frozenset({"body", "schedules"})
    assert (match.frame, match.slots, match.absorbs) == ("give", {"purpose": "purpose"}, {"prohibition", "creates"})


def test_examples_keep_their_group_line_and_lines_of_a_clause(good: Rulebase) -> None:
    examples = good.rules[0].examples
    assert [example.group for example in examples] == ["flagged"] * 3 + ["clear"] * 3 + ["inapplicable", "todo"]
    assert examples[0].slots == {"from": "The Board", "to": "a council"}
    assert examples[2].is_clause
    assert examples[2].text == "(1) The Board may disclose information to—\n  (a) a council, or\n  (b) the Agency."
    assert examples[2].at == "(1)"
    assert examples[2].line == line_of(RULE, "clause: |")
    assert examples[7].expect == "flagged"


def test_a_rule_knows_the_lines_of_its_keys_and_patterns(good: Rulebase) -> None:
    lines = good.rules[0].lines
    assert lines["severity"] == line_of(RULE, "severity:")
    assert lines["patterns.active"] == line_of(RULE, "active:")
    assert lines["unless.negated"] == line_of(RULE, "negated:")


def test_a_check_is_read_with_everything_it_says(good: Rulebase) -> None:
    (check,) = good.checks
    assert (check.id, check.number, check.within, check.judge) == ("gateway-without-bar", 3, "part", "reach")
    assert (check.find, check.without, check.with_) == ({"gateway"}, {"prohibition"}, {"power-to-share"})
    assert check.made == ("from", "2025-08-20")
    assert check.default == {"from": "2025-08-20", "by": "Land Act 1925 section 5"}
    assert [pattern.name for pattern in check.words] == ["shared"]
    assert [(example.is_clause, example.made) for example in check.examples] == [(True, "2025-09-01"), (True, None)]


def test_lists_include_other_lists_and_bodies_are_records(good: Rulebase) -> None:
    assert good.vocabulary["information"] == {"information", "data"}
    (body,) = good.bodies
    assert (body.name, body.aliases, body.nations) == ("Land Board", ("the Board",), ("England",))


def test_effects_and_version_are_read(good: Rulebase) -> None:
    assert good.version == "0.3.0"
    assert good.effects["gateway"].kinds == ("function-wide", "overseas")
    assert good.effects["prohibition"].direction == "blocks"
    assert not good.effects["prohibition"].slots


def test_the_rules_that_ship_are_found_beside_the_package_and_load() -> None:
    assert (default_rules() / "effects.yaml").is_file()
    rulebase = load()
    assert len(rulebase.effects) == 36
    assert {"may", "disclose", "information"} <= rulebase.vocabulary.keys()


def test_rules_of_an_extra_folder_are_added(tmp_path: Path) -> None:
    base = written(tmp_path / "rules", GOOD)
    mine = RULE.replace("power-to-share", "my-power").replace("formerly: [power-to-give]\n", "")
    extra = written(
        tmp_path / "mine", {"my-power.yaml": mine.replace("$more", "$own"), "_vocabulary/own.yaml": "own: [facts]\n"}
    )
    rulebase = load(base, [extra])
    assert [rule.id for rule in rulebase.rules] == ["my-power", "power-to-share"]
    assert rulebase.rules[0].file == "mine/my-power.yaml"
    assert rulebase.version == "0.3.0"


def test_the_hash_changes_with_any_content_or_name_and_with_nothing_else(tmp_path: Path) -> None:
    first = load(written(tmp_path / "a" / "rules", GOOD)).sha256
    assert load(written(tmp_path / "b" / "rules", {**GOOD, "README.md": "not a rule"})).sha256 == first
    assert load(written(tmp_path / "c" / "rules", {**GOOD, "rulebase.yaml": "version: 0.3.1\n"})).sha256 != first
    moved = {**GOOD, "mine/power-to-share.yaml": RULE}
    del moved["creates/power-to-share.yaml"]
    assert load(written(tmp_path / "d" / "rules", moved)).sha256 != first


# --- YAML without surprises -----------------------------------------------------------------------


TEXT_ALL_THE_SAME = [
    "no",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "n",
    "1.10",
    "12:30",
    "010",
    "0x1f",
    "1_000",
    "2025-08-20",
    "1e3",
    ".inf",
    "~",
    "True",
    "FALSE",
    "Null",
    "=",
    "0o17",
    "+1",
    "null-like",
]


@pytest.mark.parametrize("word", TEXT_ALL_THE_SAME)
def test_plain_words_that_only_look_like_values_stay_text(tmp_path: Path, word: str) -> None:
    changed = RULE.replace("why: It opens a way for information.", f"why: {word}")
    rulebase = load(written(tmp_path / "rules", {**GOOD, "creates/power-to-share.yaml": changed}))
    assert rulebase.rules[0].why == word


@pytest.mark.parametrize("word", ["true", "12", "null", "-"])
def test_quotes_make_any_value_text(tmp_path: Path, word: str) -> None:
    changed = RULE.replace("why: It opens a way for information.", f'why: "{word}"')
    rulebase = load(written(tmp_path / "rules", {**GOOD, "creates/power-to-share.yaml": changed}))
    assert rulebase.rules[0].why == word


@pytest.mark.parametrize("scalar", ["true", "false", "null", "12", "-3", "0", "", "[a]", "{a: b}"])
def test_values_that_are_not_text_are_refused_where_text_is_due(tmp_path: Path, scalar: str) -> None:
    changed = RULE.replace("why: It opens a way for information.", f"why: {scalar}")
    found = problems(tmp_path, {"creates/power-to-share.yaml": changed})
    assert {(problem.file, problem.line) for problem in found} == {(RULE_FILE, line_of(RULE, "why:"))}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("a: &x b\n", 1, "anchor"),
        ("a: b\nc: *x\n", 2, "alias"),
        ("a: b\nc: !!str d\n", 2, "tag"),
        ("a: !!python/object/apply:os.system [echo]\n", 1, "tag"),
        ("a: !own b\n", 1, "tag"),
        ("a:\n  <<: {b: c}\n", 2, "merge key"),
        ("a: b\n---\nc: d\n", 2, "second document"),
        ("a: b\nc: d\na: e\n", 3, "second time (first on line 1)"),
        ("a: {b: c,\n d: e,\n b: f}\n", 3, "second time (first on line 1)"),
        ("a: b\n? [c]\n: d\n", 2, "A key must be a word"),
        ("a: [b\n", 2, "not YAML"),
        ("a: b\n\tc: d\n", 2, "not YAML"),
        ("", 1, "is empty"),
        ("# only a comment\n", 1, "is empty"),
        ("- a\n", 1, "should be a mapping"),
        (b"a: b\nc: \xff\n", 2, "not UTF-8"),
        (b"a: b\x00\n", 1, "not YAML"),
        ("a: '" + "x" * 1_000_001 + "'\n", 1, "larger than"),
        ("a: " + "[" * 51 + "]" * 51 + "\n", 1, "nested more than 50"),
        ("a: " + "[" * 20_000, 1, "nesting"),
        ("a: [" + "b, " * 10_001 + "]\n", 1, "more than 10,000"),
    ],
)
def test_yaml_that_surprises_or_explodes_is_refused_at_its_line(
    tmp_path: Path, content: str | bytes, line: int, reason: str
) -> None:
    found = problems(tmp_path, {"creates/odd.yaml": content})
    assert any(
        problem.file == "rules/creates/odd.yaml" and problem.line == line and reason in problem.message
        for problem in found
    )


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    levels = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    levels += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    start = time.perf_counter()
    found = problems(tmp_path, {"creates/bomb.yaml": "\n".join(levels)})
    assert time.perf_counter() - start < 1
    assert "anchor" in found[0].message


# --- the folder -----------------------------------------------------------------------------------


def test_links_are_refused_and_files_of_other_kinds_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n")
    folder = written(tmp_path / "rules", {**GOOD, "creates/notes.txt": "a: ["})
    (folder / "creates" / "link.yaml").symlink_to(secret)
    (folder / "outside").symlink_to(tmp_path)
    with pytest.raises(RulebaseError) as raised:
        load(folder)
    assert [problem.file for problem in raised.value.problems] == ["rules/creates/link.yaml", "rules/outside"]
    assert "hunter2" not in str(raised.value)


def test_a_yml_file_and_an_unknown_underscore_folder_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    found = problems(tmp_path, {"creates/rule.yml": RULE, "_drafts/idea.yaml": "a: b\n"})
    assert [problem.file for problem in found] == ["rules/_drafts/idea.yaml", "rules/creates/rule.yml"]


def test_a_folder_without_effects_or_version_or_at_all_is_a_problem(tmp_path: Path) -> None:
    bare = {name: text for name, text in GOOD.items() if name not in {"effects.yaml", "rulebase.yaml"}}
    with pytest.raises(RulebaseError) as raised:
        load(written(tmp_path / "rules", bare))
    assert {"There is no effects.yaml in the folder.", "There is no rulebase.yaml in the folder."} <= {
        problem.message for problem in raised.value.problems
    }
    with pytest.raises(RulebaseError, match="no folder of rules"):
        load(tmp_path / "nowhere")


def test_an_extra_folder_cannot_add_effects_or_take_an_id(tmp_path: Path) -> None:
    base = written(tmp_path / "rules", GOOD)
    extra = written(tmp_path / "mine", {"effects.yaml": EFFECTS, "power-to-share.yaml": RULE})
    with pytest.raises(RulebaseError) as raised:
        load(base, [extra])
    messages = [problem.message for problem in raised.value.problems]
    assert any("closed list" in message for message in messages)
    assert any("already used" in message for message in messages)


def test_problems_hold_no_absolute_path_and_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    changed = RULE.replace("why: It opens a way for information.", r'why: "It \e[31mopens\u202e a way\u009b."')
    found = problems(tmp_path, {"creates/power-to-share.yaml": changed})
    text = "\n".join(map(str, found))
    assert "cannot be seen" in text
    assert text.isprintable()
    assert str(tmp_path) not in text


# --- scaffold -------------------------------------------------------------------------------------


def test_a_new_rule_starts_with_examples_and_says_what_is_missing(tmp_path: Path, good: Rulebase) -> None:
    text = new_rule("power-to-lend", "creates", good.effects["gateway"])
    assert text.index("examples:") < text.index("match:")
    found = problems(tmp_path / "b", {"creates/power-to-lend.yaml": text})
    missing = " ".join(problem.message for problem in found)
    for key in ("title", "message", "why", "text"):
        assert f"“{key}”" in missing
    assert {problem.file for problem in found} == {"rules/creates/power-to-lend.yaml"}
    assert "is not a" not in missing


def test_a_new_rule_that_is_filled_in_loads(tmp_path: Path, good: Rulebase) -> None:
    text = new_rule("power-to-lend", "creates", good.effects["gateway"])
    filled = {
        "title:\neffect": "title: Lending\neffect",
        "    - text:\n    #": "    - text: It may disclose data.\n    #",
        "    - text:\n      why:\n  inapplicable": "    - {text: It may not., why: a bar}\n  inapplicable",
        "    - text:\n      why:\n\n": "    - {text: It may supply water., why: goods}\n\n",
        "    active:": '    active: "$may $disclose"',
        "people who run the service\n": "people who run the service\n  Something follows.\n",
        "message:": "message: Somebody may lend",
        "  -\n": "  - Who lends?\n",
        "  - title:\n    url:": "  - title: Land Act 1925",
    }
    for old, new in filled.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    rulebase = load(written(tmp_path / "b" / "rules", {**GOOD, "creates/power-to-lend.yaml": text}))
    rule: Rule = rulebase.rules[0]
    assert (rule.id, rule.status, rule.why) == ("power-to-lend", "experimental", "Something follows.")
