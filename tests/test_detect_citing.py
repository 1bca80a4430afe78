"""Rules that ask what is said in a provision that the sentence cites."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from impact.detect import detect, recogniser
from impact.rulebase.clause import clause_document
from impact.rulebase.loader import default_rules, load

BAR = "(1) An examiner must not disclose a return to anybody."
DUTY = "(1) An examiner must give the Board a return each year."
OFFENCE = "(2) A person who contravenes subsection (1) commits an offence."
DEFENCE = "(3) It is a defence for a person charged with an offence under subsection (2) to prove reasonable care."

Effects = Callable[[str], dict[str, set[str]]]


@pytest.fixture(scope="module")
def effects_of() -> Effects:
    base = load(default_rules())
    compiled = recogniser(base.rules)

    def effects(clause: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for finding in detect(clause_document(clause), compiled, base.effects):
            found.setdefault(finding.provision.label, set()).add(finding.effect)
        return found

    return effects


def test_an_offence_is_what_the_provision_that_it_cites_makes_it(effects_of: Effects) -> None:
    assert effects_of(f"s. 9 Examiners\n{BAR}\n{OFFENCE}")["s. 9(2)"] == {"disclosure-offence"}
    assert effects_of(f"s. 9 Examiners\n{DUTY}\n{OFFENCE}")["s. 9(2)"] == {"compliance-sanction"}


def test_what_is_cited_is_surer_than_what_a_heading_suggests(effects_of: Effects) -> None:
    assert effects_of(f"s. 9 Information from examiners\n{BAR}\n{OFFENCE}")["s. 9(2)"] == {"disclosure-offence"}


def test_a_flow_that_is_cited_depends_on_whoever_may_object_to_it(effects_of: Effects) -> None:
    clause = f"s. 9 Examiners\n{DUTY}\n(2) Subsection (1) does not apply if the pupil objects."
    assert effects_of(clause)["s. 9(2)"] == {"consent-condition"}


def test_a_defence_follows_an_offence_that_follows_a_bar(effects_of: Effects) -> None:
    assert effects_of(f"s. 9 Examiners\n{BAR}\n{OFFENCE}\n{DEFENCE}")["s. 9(3)"] == {"disclosure-exception"}


def test_an_offence_against_something_else_says_nothing(effects_of: Effects) -> None:
    assert list(effects_of(f"s. 9 Examiners\n(1) An examiner must not swim.\n{OFFENCE}\n{DEFENCE}")) == []


def test_what_leads_into_a_paragraph_that_is_cited_counts(effects_of: Effects) -> None:
    clause = "s. 9 Examiners\n(1) An examiner must not disclose—\n  (a) a return, or\n  (b) a receipt.\n"
    assert "s. 9(2)" in effects_of(clause + OFFENCE.replace("subsection (1)", "subsection (1)(b)"))


def test_a_section_is_cited_for_what_stands_in_its_subsections(effects_of: Effects) -> None:
    clause = f"s. 9 Examiners\n{BAR}\ns. 10 Offences\n(1) A person who contravenes section 9 commits an offence."
    assert effects_of(clause)["s. 10(1)"] == {"disclosure-offence"}


def test_a_part_is_too_wide_to_be_about_one_thing(effects_of: Effects) -> None:
    clause = f"Part 2 Examiners\ns. 9 Examiners\n{BAR}\ns. 10 Offences\n(1) A person who contravenes Part 2 commits an offence."
    assert "s. 10(1)" not in effects_of(clause)


def test_only_what_the_sentence_itself_cites_counts(effects_of: Effects) -> None:
    offence = "(2) A person who contravenes subsection (4) commits an offence. Subsection (1) is not law."
    clause = f"s. 9 Examiners\n{BAR}\n{offence}\n(4) An examiner must not swim."
    assert "s. 9(2)" not in effects_of(clause)
