"""What can be wrong with rules, checks and word lists: each thing is said at its line, with what to write instead."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rules import BODIES, CHECK, CHECK_FILE, EFFECTS, GOOD, RULE, RULE_FILE, line_of, problems, written

from impact.errors import Problem, RulebaseError
from impact.rulebase.loader import default_rules, load
from impact.rulebase.model import Effect
from impact.rulebase.rule_file import read_rule
from impact.rulebase.yaml_source import Node, read_yaml

# --- rules ----------------------------------------------------------------------------------------

Change = Callable[[str], str]


def swap(old: str, new: str) -> Change:
    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return changed


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("id: power-to-share", "id: power-to-shared", "id:", "file is named “power-to-share”"),
        ("id: power-to-share", "id: Power_To", "id:", "is not an id"),
        ("severity: medium", "severty: medium", "severty", "Did you mean “severity”"),
        ("severity: medium", "severity: mediun", "severity", "Did you mean “medium”"),
        ("confidence: high", "confidence: certain", "confidence", "Write one of: high, low, medium"),
        ("status: stable", "status: ready", "status", "is not a status"),
        ("since: 0.1.0", "since: 0.1", "since", "is not a version"),
        ("effect: gateway", "effect: gatway", "effect", "Did you mean “gateway”"),
        ("effect: gateway\nkind: overseas", "effect: prohibition", "effect", "Move it to “blocks”"),
        ("kind: overseas", "kind: oversea", "kind", "Did you mean “overseas”"),
        ("force: power", "force: will", "force", "is not a force"),
        ("frame: give", "frame: giv", "frame", "Did you mean “give”"),
        ("where: [body, schedules]", "where: [body, schedule]", "where", "Did you mean “schedules”"),
        ("absorbs: [prohibition", "absorbs: [prohibitions", "absorbs", "Did you mean “prohibition”"),
        ("slots: {purpose: purpose}", "slots: {purpos: purpose}", "slots: {purpos", "Did you mean “purpose”"),
        ("why: It opens a way for information.\n", "", "id:", "has no “why”"),
        ("questions:\n  - Who may receive {info}?\n", "", "id:", "has no “questions”"),
        ("  - Who may receive {info}?\n", "  -\n", "  -\nreferences", "is empty"),
        ("  - Who may receive {info}?\n", "  - Who?\n  - Who?\n", "  - Who?\nreferences", "twice"),
        ("{info} to {to}", "{info} to {whom}", "message", "“{whom}” in “message” is not a slot"),
        ("{info} to {to}", "{info.__class__} to {to}", "message", "is not a slot"),
        ("{info} to {to}", "{{info}} to {to}", "message", "is not a slot"),
        ("Who may receive {info}?", "Who may receive {0}?", "questions", "“{0}” in “questions” is not a slot"),
        ("  frame: give\n", "", "message", "“{from}” in “message” is set by no pattern"),
        ('url: "https://www.example.org/land"', "url: javascript:alert(1)", "  - {title: Land", "https://"),
        ('url: "https://www.example.org/land"', "url: http://www.example.org/", "  - {title: Land", "https://"),
        ("title: Land Act 1925 section 3, ", "", "  - {url", "A reference has no “title”"),
        ("$may ..8", "$mai ..8", "active", "Did you mean “$may”"),
        ("$may ..8", "$may .. ..8 (", "active", "is not closed"),
        ('"$may ..8 ^$disclose ..12 $information"', '", _"', "active", "no word that must occur"),
        ('"$may ..8 ^$disclose ..12 $information"', "12", "active", "should be text in quotes"),
        ('"$may ..8 ^$disclose ..12 $information"', "[{LOWER: {REGEX: '(a+)+$'}}]", "active", "REGEX is not allowed"),
        ("    active:", "    Active One:", "Active One", "is not a name for a pattern"),
        ('"$may not"', '"$may not (a"', "negated", "is not closed"),
        ("evidence: {documents: 3", "evidence: {document: 3", "evidence", "Did you mean “documents”"),
        ("evidence: {documents: 3", "evidence: {documents: many", "evidence", "should be a whole number"),
        ("status: stable", "status: deprecated", "id:", "has no “replaced_by”"),
        ("status: stable", "status: deprecated\nreplaced_by: power-to-sharing", "replaced_by", "is not a rule"),
        ("formerly: [power-to-give]", "formerly: [power-to-share]", "id:", "already used"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, at: str, reason: str
) -> None:
    changed = swap(old, new)(RULE)
    found = problems(tmp_path, {"creates/power-to-share.yaml": changed})
    assert [problem for problem in found if problem.file == RULE_FILE and reason in problem.message], found
    lines = {problem.line for problem in found if reason in problem.message}
    assert line_of(changed, at) in lines, (lines, found)


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("    - text: A council may supply data to the Board.\n", "", "  flagged", "at least 3 “flagged”"),
        ("    - text: The Board may sell land.\n      why: no information\n", "", "  clear", "at least 3 “clear”"),
        ("      why: goods\n", "", "    - text: The Board may supply water", "has no “why”"),
        ("      why: a bar\n", "", "    - text: The Board may not", "has no “why”"),
        ("      expect: flagged\n", "", "    - text: It is open", "has no “expect”"),
        ("expect: flagged", "expect: maybe", "expect", "is not a expect"),
        (
            "      why: goods",
            "      why: goods\n      expect: clear",
            "      expect: clear",
            "is for examples in “todo”",
        ),
        ("      why: goods", '      why: goods\n      at: "(1)"', '      at: "(1)"\n  todo', "is for a “clause”"),
        ("    - text: A council may", "    - txt: A council may", "    - txt", "Did you mean “text”"),
        ("    - text: A council may supply data to the Board.", "    - {}", "    - {}", "either “text”"),
        ("    - text: A council may supply data to the Board.", "    - text:", "    - text:\n", "has no “text”"),
        ("slots: {from: The Board", "slots: {form: The Board", "slots: {form", "Did you mean “from”"),
        (
            "text: A council may supply data to the Board.",
            "text: The Board may sell land.",
            "    - text: The Board may sell land.\n      why",
            "twice",
        ),
        ('at: "(1)"', 'at: "(2)"', 'at: "(2)"', "The clause has no “(2)”"),
        ("          (b) the Agency.", "        »", "clause: |", "closes nothing"),
        ("      why: goods", "      why: goods\n      made: 2025-09-01", "      made", "has no “made”"),
        ("  inapplicable:", "  inaplicable:", "  inaplicable", "Did you mean “inapplicable”"),
    ],
)
def test_what_is_wrong_with_an_example_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, at: str, reason: str
) -> None:
    changed = swap(old, new)(RULE)
    found = problems(tmp_path, {"creates/power-to-share.yaml": changed})
    lines = {problem.line for problem in found if reason in problem.message}
    assert line_of(changed, at) in lines, (lines, found)


def test_an_experimental_rule_needs_one_flagged_and_one_clear_example(tmp_path: Path) -> None:
    few = RULE.split("examples:")[0].replace("status: stable", "status: experimental")
    few += "examples:\n  flagged:\n    - text: It may disclose data.\n  clear:\n    - {text: No., why: nothing}\n"
    written(tmp_path / "rules", {**GOOD, "creates/power-to-share.yaml": few})
    assert load(tmp_path / "rules").rules[0].status == "experimental"
    without = few.replace("  clear:\n    - {text: No., why: nothing}\n", "")
    (found,) = problems(tmp_path, {"creates/power-to-share.yaml": without})
    assert "at least 1 “clear”" in found.message


def test_an_id_is_used_once_in_all_files_and_for_ever(tmp_path: Path) -> None:
    same = RULE.replace("formerly: [power-to-give]\n", "")
    (found,) = problems(tmp_path, {"delegates_too/power-to-share.yaml": same})
    assert found.message.startswith(f"The id “power-to-share” is already used by {RULE_FILE}")
    revived = same.replace("power-to-share", "power-to-give")
    (found,) = problems(tmp_path / "b", {"mine/power-to-give.yaml": revived})
    assert "“power-to-give” is already used" in found.message
    clash = CHECK.replace("gateway-without-bar", "power-to-give").replace("  with: [power-to-share]\n", "")
    (found,) = problems(tmp_path / "c", {"checks/power-to-give.yaml": clash})
    assert "“power-to-give” is already used" in found.message


def test_one_bad_rule_hides_nothing_of_the_others(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {
            "creates/power-to-share.yaml": "a: [",
            "creates/second.yaml": RULE.replace("severity: medium", "severty: medium"),
            "checks/gateway-without-bar.yaml": CHECK.replace("within: part", "within: parts"),
            "_vocabulary/more.yaml": "other: [two words]\n",
        },
    )
    assert {problem.file for problem in found} == {
        RULE_FILE,
        "rules/creates/second.yaml",
        CHECK_FILE,
        "rules/_vocabulary/more.yaml",
    }
    in_second = [problem.message for problem in found if problem.file == "rules/creates/second.yaml"]
    assert len(in_second) == 3  # unknown key, missing severity, id and file name differ
    assert list(found) == sorted(found)


def test_a_problem_reads_as_file_line_and_what_to_write(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"creates/power-to-share.yaml": RULE.replace("frame: give", "frame: giv")})
    assert str(found) == f"{RULE_FILE}:{line_of(RULE, 'frame:')}: “giv” is not a frame. Did you mean “give”?"


# --- checks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("find: [gateway]", "find: [gatway]", "  find", "neither an effect nor a rule"),
        ("without: [prohibition]", "without: [prohibitions]", "  without", "Did you mean “prohibition”"),
        ("with: [power-to-share]", "with: [power-to-shar]", "  with:", "Did you mean “power-to-share”"),
        ("  find: [gateway]\n", "", "when", "has no “find”"),
        ("within: part", "within: chapter", "  within", "is not a within"),
        ("made: {from: 2025-08-20}", "made: {after: 2025-08-20}", "  made", "“made” has no “after”"),
        ("made: {from: 2025-08-20}", "made: {from: 2025-08-20, before: 2026-01-01}", "  made", "Keep one"),
        ("made: {from: 2025-08-20}", "made: {from: August 2025}", "  made", "is not a date"),
        (
            "default: {from: 2025-08-20, by: Land Act 1925 section 5}",
            "default: {from: 2025-08-20}",
            "  default",
            "has no “by”",
        ),
        ("judge: reach", "judge: os.system", "  judge", "is not the name of a function"),
        ('words: {shared: "share|$disclose"}', 'words: {shared: "(share"}', "  words", "is not closed"),
        ("made: 2025-09-01", "made: today", "      made", "is not a date"),
        ("number: 3", "number: three", "number", "should be a whole number"),
        ("when:", "whn:", "whn", "Did you mean “when”"),
    ],
)
def test_what_is_wrong_with_a_check_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, at: str, reason: str
) -> None:
    changed = swap(old, new)(CHECK)
    found = problems(tmp_path, {"checks/gateway-without-bar.yaml": changed})
    lines = {problem.line for problem in found if reason in problem.message}
    assert line_of(changed, at) in lines, (lines, found)


# --- vocabulary, effects, folder ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("a: [x, $nope]\n", 1, "“$nope”, which does not exist"),
        ("a: [x, $b]\nb: [y, $c]\nc: [$a]\n", 3, "includes itself"),
        ("a: [x, $a]\n", 1, "includes itself"),
        ("may: [might]\n", 1, "already in rules/_vocabulary/words.yaml:1"),
        ("a:\n  - x\n  - X\n", 3, "twice (first on line 2)"),
        ("a:\n  - make available\n", 2, "several tokens"),
        ("a:\n  - co-operate\n", 2, "several tokens"),
        ("a: [no, true]\n", 1, "should be text, not “true”"),
        ("a: []\n", 1, "is empty"),
        ("A list: [x]\n", 1, "is not a name for a list"),
    ],
)
def test_what_is_wrong_with_a_word_list_is_said_at_its_line(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    found = problems(tmp_path, {"_vocabulary/zeal.yaml": content})
    assert [problem for problem in found if problem.line == line and reason in problem.message], found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("classes: [public body], ", "", "has no “classes”"),
        ("nations: [England]", "nations: [Mercia]", "“Mercia” cannot be in “nations”"),
        ("aliases: [the Board]", "alias: [the Board]", "Did you mean “aliases”"),
        ("made up}", "made up}\n  - {name: The Board, classes: [x]}", "already stands for a body (line 2)"),
        ("bodies:", "body:", "Did you mean “bodies”"),
    ],
)
def test_what_is_wrong_with_a_body_is_said(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = problems(tmp_path, {"_vocabulary/bodies.yaml": swap(old, new)(BODIES)})
    assert any(reason in problem.message for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("direction: creates", "direction: create", "Did you mean “creates”"),
        ("core: true", "core: yes", "should be true or false"),
        ("    direction: blocks\n", "", "has no “direction”"),
        ("means: Giving", "mean: Giving", "Did you mean “means”"),
    ],
)
def test_what_is_wrong_with_an_effect_is_said(tmp_path: Path, old: str, new: str, reason: str) -> None:
    found = problems(tmp_path, {"effects.yaml": swap(old, new)(EFFECTS)})
    assert any(problem.file == "rules/effects.yaml" and reason in problem.message for problem in found), found


# --- keys -----------------------------------------------------------------------------------------

#: Below these the names of keys are the writer's own.
_OWN = {"patterns", "unless", "absent", "requires", "headed", "earlier", "quoted", "words"}


def _keys(root: Node) -> Iterator[tuple[str, int]]:
    """Every key whose name is laid down, with its line."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, tuple):
            waiting.extend(node.value)
        elif isinstance(node.value, Mapping):
            yield from node.key_lines.items()
            waiting.extend(value for key, value in node.value.items() if key not in _OWN)


def _shortened(text: str, letters: int) -> Iterator[tuple[str, str]]:
    """The text with one letter taken from one key, for each of the first `letters` letters of each key."""
    lines = text.splitlines()
    root = read_yaml(text.encode(), "x", [])
    assert root is not None
    for key, line in _keys(root):
        for at in range(min(letters, len(key))):
            shorter = lines[line - 1].replace(f"{key}:", f"{key[:at]}{key[at + 1 :]}:", 1)
            assert shorter != lines[line - 1]
            yield f"{key} on line {line}", "\n".join([*lines[: line - 1], shorter, *lines[line:]]) + "\n"


@pytest.mark.parametrize("name", ["creates/power-to-share.yaml", "checks/gateway-without-bar.yaml"])
def test_a_key_with_any_letter_missing_is_rejected(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "rules", GOOD)
    tried = list(_shortened(GOOD[name], letters=20))
    assert len(tried) > 100
    for key, changed in tried:
        (folder / name).write_text(changed)
        try:
            load(folder)
        except RulebaseError:
            continue
        pytest.fail(f"{key} was accepted with a letter missing")


def test_no_shipped_rule_is_accepted_with_a_letter_missing_from_a_key() -> None:
    rulebase = load()
    accepted = []
    for rule in rulebase.rules:
        path = default_rules().parent / rule.file
        for key, changed in _shortened(path.read_text(encoding="utf-8"), letters=1):
            found: list[Problem] = []
            root = read_yaml(changed.encode(), rule.file, found)
            assert root is not None
            read_rule(root, rule.file, rulebase.effects, rulebase.vocabulary, found)
            if not found:
                accepted.append(f"{rule.file}: {key}")
    assert not accepted


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_rule_is_read_or_refused_with_problems_on_its_lines(data: st.DataObject) -> None:
    text = RULE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        inserted = data.draw(st.text(alphabet="ab:{}[]-\"'|>&*!#%@`\n \t0\\\x1b$()<>^?._,", max_size=3))
        text = text[:at] + inserted + text[at + data.draw(st.integers(0, 30)) :]
        text = text or "x"
    found: list[Problem] = []
    root = read_yaml(text.encode(), RULE_FILE, found)
    effects = {"gateway": Effect("gateway", "creates", core=True, slots=True, kinds=("overseas",), means="")}
    rule = read_rule(root, RULE_FILE, effects, {"may": frozenset({"may"})}, found) if root else None
    assert found or (rule is not None and rule.id)
    assert all(1 <= problem.line <= text.count("\n") + 1 and problem.file == RULE_FILE for problem in found)
