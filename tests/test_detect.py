"""Detection: from readings to findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.detect import Recogniser, detect, recogniser
from impact.detect.matching import rule_matches
from impact.detect.searched import Searched
from impact.document import Document
from impact.parse import parse, read_source
from impact.readings import readings
from impact.report import Finding
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import load
from impact.rulebase.model import Rule, Rulebase

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(str(path) for path in (ROOT / "corpora").glob("*/*/*.xml"))


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load()


@pytest.fixture(scope="module")
def compiled(base: Rulebase) -> Recogniser:
    return recogniser(base.rules)


@pytest.fixture
def gateways(base: Rulebase, compiled: Recogniser):  # noqa: ANN201 — a function of a clause
    def found(clause: str) -> list[Finding]:
        return [f for f in detect(clause_document(clause), compiled, base.effects) if f.effect == "gateway"]

    return found


def test_a_match_in_the_lead_in_is_reported_once(gateways) -> None:  # noqa: ANN001
    clause = "(1) The Board may disclose information about a tenant—\n  (a) to a council, or\n  (b) to the Agency."
    (finding,) = gateways(clause)
    assert finding.provision.label == "s. 1(1)"
    assert finding.slots["to"].items == ("a council", "the Agency")


def test_leaves_that_differ_only_in_what_they_name_are_one_finding_with_a_list(gateways) -> None:  # noqa: ANN001
    clause = (
        "(1) The Board may disclose to a council—\n  (a) information about a tenant, or\n  (b) records of payments."
    )
    (finding,) = gateways(clause)
    assert len(finding.slots["info"].items) == 2


def test_what_a_later_paragraph_calls_it_is_what_an_earlier_one_names(gateways) -> None:  # noqa: ANN001
    clause = "(1) The Board may—\n  (a) use the rent records to detect fraud, or\n  (b) send them to a council."
    (finding,) = gateways(clause)
    assert (finding.slots["info"].text, finding.slots["to"].text) == ("the rent records", "a council")


def test_what_another_rule_reads_of_more_paragraphs_is_told(gateways) -> None:  # noqa: ANN001
    clause = (
        "(1) Information may be disclosed by the Board—\n  (a) for the conduct of an inquiry,\n"
        "  (b) for the prevention or detection of crime, or\n  (c) for criminal proceedings."
    )
    (finding,) = gateways(clause)
    assert finding.slots["purpose"].items == (
        "for the conduct of an inquiry",
        "for the prevention or detection of crime",
        "for criminal proceedings",
    )


@pytest.mark.parametrize("joint", ["and", "or"])
def test_a_message_joins_what_paragraphs_list_with_the_word_of_the_law(gateways, joint: str) -> None:  # noqa: ANN001
    (finding,) = gateways(f"(1) The Board may disclose maps—\n  (a) to a council, {joint}\n  (b) to the Agency.")
    assert finding.message.endswith(f" to a council {joint} the Agency")


def test_a_defined_term_is_told_whole(base: Rulebase, compiled: Recogniser) -> None:
    clause = '(1) In this Part "boat record" means a record about a boat.'
    (finding,) = detect(clause_document(clause), compiled, base.effects)
    assert finding.slots["info"].text == "boat record"
    assert finding.message == "“boat record” is given a meaning"


def test_every_piece_of_evidence_is_the_exact_source_slice(base: Rulebase, compiled: Recogniser) -> None:
    for path in DOCUMENTS:
        document = parse(read_source(path))
        for finding in detect(document, compiled, base.effects):
            assert finding.evidence
            for piece in finding.evidence:
                assert document.stream[piece.start : piece.end] == piece.text
                assert piece.text.strip()


def test_ids_are_unique_and_do_not_depend_on_what_stands_elsewhere(base: Rulebase, compiled: Recogniser) -> None:
    one = "s. 4 Sharing\n(1) The Board may disclose information to a council."
    alone = detect(clause_document(one), compiled, base.effects)
    more = detect(
        clause_document("s. 3 Other\n(1) The Board may supply records to the Agency.\n" + one), compiled, base.effects
    )
    assert {finding.id for finding in alone} <= {finding.id for finding in more}
    assert len({finding.id for finding in more}) == len(more)


def _findings(
    document: Document, base: Rulebase, compiled: Recogniser, *, prefilter: bool
) -> list[tuple[str, str, str]]:
    found = detect(document, compiled, base.effects, prefilter=prefilter)
    return [(finding.id, finding.message, finding.provision.xpath) for finding in found]


@pytest.mark.parametrize("path", DOCUMENTS, ids=[Path(path).parent.name for path in DOCUMENTS])
def test_the_trigger_stage_loses_nothing_on_real_documents(path: str, base: Rulebase, compiled: Recogniser) -> None:
    document = parse(read_source(path))
    assert _findings(document, base, compiled, prefilter=True) == _findings(document, base, compiled, prefilter=False)


_WORDS = (
    "the a Board may must not shall disclose disclosed supply information data records to of for purposes council person require "
    "regulations provide that notice publish register keep consent only be used except if , . ; cannot offence section"
).split()


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40))
def test_the_trigger_stage_loses_nothing_on_generated_texts(words: list[str]) -> None:
    base, compiled = _SHARED
    document = clause_document("(1) " + " ".join(words))
    assert _findings(document, base, compiled, prefilter=True) == _findings(document, base, compiled, prefilter=False)


def _shared() -> tuple[Rulebase, Recogniser]:
    base = load()
    return base, recogniser(base.rules)


_SHARED = _shared()


def test_invisible_characters_inside_words_do_not_hide_a_gateway(base: Rulebase, compiled: Recogniser) -> None:
    source = (ROOT / "corpora/made/care-charging-bill/bill.xml").read_bytes()
    hidden = source.replace(b"may disclose income", "may dis\u00adclose in\u200bcome".encode())
    assert hidden != source
    from impact.parse import load as load_source

    document = parse(load_source("bill.xml", hidden))
    found = [f for f in detect(document, compiled, base.effects) if f.effect == "gateway"]
    plain = [f for f in detect(parse(load_source("bill.xml", source)), compiled, base.effects) if f.effect == "gateway"]
    assert len(found) == len(plain)
    assert any("\u00ad" in piece.text for finding in found for piece in finding.evidence)


def test_a_long_text_with_many_ways_through_its_gaps_ends(base: Rulebase, compiled: Recogniser) -> None:
    # Every word opens or continues some pattern: what once took minutes must stay a matter of the text's length.
    text = "(1) The Board may disclose information, " + "and may disclose information to a council about records " * 120
    document = clause_document(text)
    for reading in readings(document):
        doc = compiled.tokens(reading)
        assert sum(1 for rule in compiled.rules for _ in rule_matches(rule, Searched(doc))) >= 1


def test_a_rule_may_absorb_a_whole_direction(base: Rulebase) -> None:
    gateway = next(rule for rule in base.rules if rule.id == "power-to-disclose")
    speaker = next(rule for rule in base.rules if rule.id == "regulations-about-information")
    deaf = replace(speaker, match=replace(speaker.match, absorbs=frozenset()))
    wide = replace(speaker, match=replace(speaker.match, absorbs=frozenset({"creates"})))
    document = clause_document(
        "The Secretary of State may by regulations make provision for the sharing of information, "
        "and the Board may disclose records to a council."
    )

    def effects(*rules: Rule) -> set[str]:
        return {finding.effect for finding in detect(document, recogniser(rules), base.effects)}

    assert effects(gateway, deaf) == {"gateway", "delegated-flow"}
    assert effects(gateway, wide) == {"delegated-flow"}


@pytest.mark.parametrize(
    ("clause", "effect"),
    [
        ("The register is not to be open to public inspection.", "access-right"),
        ("A person is not entitled to have a copy of an entry in the register.", "access-right"),
        ("The Board must not send a return to the Minister.", "reporting-duty"),
    ],
)
def test_what_is_denied_moves_nothing(base: Rulebase, compiled: Recogniser, clause: str, effect: str) -> None:
    assert effect not in {finding.effect for finding in detect(clause_document(clause), compiled, base.effects)}


@pytest.mark.parametrize(
    "clause",
    [
        "A carrier is not prohibited by this Act from passing data to a council.",
        "The Board must, not later than 1 May, give information to a council.",
    ],
)
def test_what_is_only_turned_round_still_moves(base: Rulebase, compiled: Recogniser, clause: str) -> None:
    found = {finding.effect for finding in detect(clause_document(clause), compiled, base.effects)}
    assert found & {"disclosure-duty", "gateway"}
