"""Which bodies a clause names, which of them it is about, and what follows for flows."""

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from made_rules import BODIES, GOOD, line_of, problems

from impact.bodies import bodies_in, is_about, is_kind_of, known_classes, mentions, party_class
from impact.cli import cli
from impact.detect import detect, recogniser
from impact.flows import between, flows
from impact.memo.content import Table
from impact.memo.flows import local_government
from impact.memo.front import involves_local_authority
from impact.pipeline import report_on
from impact.report import Report
from impact.resolve import resolve
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Body, Rulebase

BILL = Path(__file__).parent.parent / "corpora/made/care-charging-bill/bill.xml"
SOME = (
    Body("Land Board", ("Board of Land",), ("regulator",), in_context=("Board",)),
    Body("Water Board", (), ("regulator", "utility"), in_context=("Board",)),
    Body("local authority", (), ("local authority",), in_context=("council",)),
    Body("county council", (), ("local authority", "county council")),
    Body("county council in Wales", (), ("local authority",)),
    Body("HM Wardens", ("His Majesty’s Wardens of Maps", "Wardens"), ("department",)),
    Body("person providing services", ("contractor",), ("service provider",)),
)


@cache
def base() -> Rulebase:
    return load()


def report(clause: str) -> Report:
    """The report on a clause, by the rules that ship."""
    rules = base()
    return report_on(clause_document(clause), rules)


def names(text: str) -> list[str]:
    return [body.name for body in bodies_in(text, SOME)]


# -- the words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["the Land Board", "a land board", "Land Boards", "THE LAND BOARD", "the Land Board’s staff"]
)
def test_a_name_of_several_words_is_found_in_any_case_and_number(text: str) -> None:
    assert names(text) == ["Land Board"]


def test_a_name_of_one_word_keeps_its_capital() -> None:
    assert names("the Wardens") == ["HM Wardens"]
    assert names("prison wardens") == []


def test_the_longest_name_wins() -> None:
    assert names("a county council in Wales") == ["county council in Wales"]


def test_a_name_inside_another_word_is_not_a_name() -> None:
    assert names("the Inland Boarding School") == []


def test_his_and_her_majesty_and_hm_are_one() -> None:
    for name in ("HM Wardens of Maps", "Her Majesty's Wardens of Maps", "His Majesty’s Wardens of Maps"):
        assert names(name) == ["HM Wardens"]


def test_a_name_that_several_bodies_use_names_none_but_keeps_what_they_share() -> None:
    (found,) = mentions("the Board", SOME)
    assert not found.is_certain
    assert [body.name for body in found.bodies] == ["Land Board", "Water Board"]
    assert names("the Board") == []
    assert party_class("the Board", SOME) == ("regulator",)


@pytest.mark.parametrize(
    "text",
    [
        "a person acting for a county council",
        "a person acting for a land board or a county council",
        "anyone other than a county council",
        "a person who is employed by a county council",
        "a person advising a county council",
        "a county council officer",
        "a body working with, or on behalf of, a county council",
    ],
)
def test_a_body_that_is_only_mentioned_is_no_party(text: str) -> None:
    assert "local authority" not in party_class(text, SOME)
    assert "county council" in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "each county council",
        "a participating county council",
        "a Land Board, or a county council",
        "a person advising the Land Board, or a county council",
        "means (a) a Land Board; (b) a county council",
        "regulators, including a county council",
        "an officer of a county council",
        "to a county council that has asked",
    ],
)
def test_a_body_that_the_words_are_about_is_a_party(text: str) -> None:
    assert "local authority" in party_class(text, SOME)


def test_a_contractor_of_a_council_is_not_a_council() -> None:
    assert party_class("a person providing services to a county council", SOME) == ("service provider",)


def test_a_term_counts_only_where_the_words_are_about_it() -> None:
    assert is_about("a listed body or a friend", "listed body")
    assert not is_about("a person providing services to a listed body", "listed body")
    assert not is_about("a friend", "listed body")


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_mentions_stay_in_order_inside_it(text: str) -> None:
    found = mentions(text, SOME)
    ends = [0, *(mention.end for mention in found)]
    assert all(end <= mention.start < mention.end <= len(text) for end, mention in zip(ends, found, strict=False))


# -- the vocabulary that ships ------------------------------------------------------------------------------------------


def test_no_name_in_the_vocabulary_stands_for_two_bodies() -> None:
    for body in base().bodies:
        for name in (body.name, *body.aliases):
            found = mentions(name, base().bodies)
            assert [mention.bodies for mention in found if mention.end - mention.start > len(name) // 2] == [(body,)], (
                name
            )


def test_every_body_has_a_class_and_a_source() -> None:
    assert len(base().bodies) > 300
    assert [body.name for body in base().bodies if not body.classes or not body.source] == []


def test_a_body_that_others_are_kinds_of_is_in_its_own_class() -> None:
    classes = known_classes(base().bodies)
    assert [body.name for body in base().bodies if body.name in classes and body.name not in body.classes] == []


def test_counterparts_are_in_another_nation_or_have_a_narrower_one() -> None:
    by_name = {body.name: body for body in base().bodies}
    same = [
        (body.name, other)
        for body in base().bodies
        for other in body.counterparts
        if body.nations and by_name[other].nations == body.nations
    ]
    assert same == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Commissioners for Her Majesty’s Revenue and Customs", "HM Revenue and Customs"),
        ("the Secretary of State for Work and Pensions", "Department for Work and Pensions"),
        ("the council of a London borough", "London borough council"),
        (
            "a council constituted under section 2 of the Local Government etc. (Scotland) Act 1994",
            "Scottish local authority",
        ),
        ("the Office of Communications", "Ofcom"),
        ("the Information Commissioner", "Information Commission"),
        ("a chief officer of police", "police"),
    ],
)
def test_the_vocabulary_knows_how_statutes_name_bodies(words: str, name: str) -> None:
    assert [body.name for body in bodies_in(words, base().bodies)] == [name]


def test_the_secretary_of_state_is_some_department_and_no_particular_one() -> None:
    (found,) = mentions("the Secretary of State", base().bodies)
    assert not found.is_certain
    assert "Department for Work and Pensions" in {body.name for body in found.bodies}
    assert found.classes == ("department",)


def test_kinds_of_council_are_kinds_of_local_authority() -> None:
    by_name = {body.name: body for body in base().bodies}
    assert is_kind_of(by_name["London borough council"], by_name["English local authority"])
    assert not is_kind_of(by_name["English local authority"], by_name["Scottish local authority"])
    assert not is_kind_of(by_name["local authority"], by_name["local authority"])


def test_a_counterpart_that_is_no_body_is_reported_at_its_line(tmp_path: Path) -> None:
    text = BODIES.replace("source: made up}", "source: made up,\n     counterparts: [Land Bord]}")
    (problem,) = problems(tmp_path, {"_vocabulary/bodies.yaml": text})
    assert problem.line == line_of(text, "counterparts")
    assert "Did you mean “Land Board”?" in problem.message


def test_names_in_context_may_be_shared(tmp_path: Path) -> None:
    more = "  - {name: Sea Board, in_context: [the Board], classes: [public body], note: At sea only.}\n"
    text = BODIES.replace("aliases", "in_context") + more
    folder = tmp_path / "rules"
    for name, content in {**GOOD, "_vocabulary/bodies.yaml": text}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    assert [body.in_context for body in load(folder).bodies] == [("the Board",), ("the Board",)]


# -- flows ----------------------------------------------------------------------------------------------------------------

SHARING = """\
    s. 1 Sharing
    (1) The Secretary of State may disclose income information to—
      (a) a relevant council, or
      (b) a person providing services to a relevant council.
    (2) A relevant council must give information about its decisions to the Secretary of State.
    s. 2 Interpretation
    In this Act—
      "relevant council" means a county council or a London borough council.
"""


def test_a_flow_has_the_classes_of_its_parties_and_of_what_their_names_stand_for() -> None:
    first, *_ = report(SHARING).flows
    assert first.classes["from"] == ("department",)
    assert set(first.classes["to"]) >= {"local authority", "county council", "service provider"}


def test_the_definition_of_a_council_says_nothing_about_its_contractors() -> None:
    clause = SHARING.replace(
        "(a) a relevant council, or\n      (b) ", "(a) a person acting for a relevant council, or\n      (b) "
    )
    first, *_ = report(clause).flows
    assert "local authority" not in first.classes["to"]


def test_a_body_may_be_described_by_its_work() -> None:
    bodies = base().bodies
    assert party_class("a body that provides health services or social care", bodies) == ("health body",)
    assert party_class("a body that publishes maps of health", bodies) == ()


def test_nobody_gives_to_themselves() -> None:
    clause = "A school must comply with a request for information from the Board."
    assert all(flow.sender != flow.recipient for flow in report(clause).flows if flow.force == "duty")


def test_a_rules_base_without_bodies_gives_no_classes(tmp_path: Path) -> None:
    rules = base()
    plain = Rulebase(rules.version, rules.sha256, rules.rules, rules.checks, rules.effects, rules.vocabulary)
    document = clause_document(SHARING)
    resolved = resolve(document, detect(document, recogniser(rules.rules), rules.effects))
    assert [flow.classes for flow in flows(resolved.findings, plain)] == [{}, {}]


def test_flows_between_two_classes_keep_their_findings() -> None:
    whole = report(SHARING)
    narrowed = between(whole, "local authority", "department")
    assert [flow.sender for flow in narrowed.flows] == [("A relevant council",)]
    assert [finding.provision.label for finding in narrowed.findings] == ["s. 1(2)"]
    assert between(whole, None, None) is whole


def test_the_memo_counts_councils_by_definition() -> None:
    found = report(SHARING.replace("relevant council", "relevant body"))
    first, second, *_ = found.flows
    assert involves_local_authority(first, "to")
    assert involves_local_authority(second, "from")
    table = local_government(found)[0]
    assert isinstance(table, Table)
    assert len(table.rows) == len(found.flows)


# -- the command line -------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["check", str(BILL), *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_check_shows_only_what_councils_give() -> None:
    code, out, _ = run("--gives", "local authority", "--format", "json")
    assert code == 0
    shown = json.loads(out)
    assert shown["flows"]
    assert all("local authority" in flow["classes"]["from"] for flow in shown["flows"])
    kept = {finding["id"] for finding in shown["findings"]}
    assert {key for flow in shown["flows"] for key in flow["findings"]} <= kept


def test_a_class_that_does_not_exist_is_refused_with_the_nearest() -> None:
    code, out, error = run("--receives", "local authorty")
    assert code == 2
    assert out == ""
    assert "Did you mean “local authority”?" in error
