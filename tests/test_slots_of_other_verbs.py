"""Slots of verbs that stand for others, and of what somebody holds: made-up sentences, one habit of drafting each."""

from __future__ import annotations

from test_slots import slots

from impact.detect.slots import read


def test_doing_so_is_what_was_asked_for() -> None:
    text = "If the Harbour Board asks a pilot to supply tide data to it, the pilot must do so within a week."
    found = slots("give", text, "do")
    assert (found["from"], found["to"], found["info"]) == ("the pilot", "the Harbour Board", "tide data")


def test_power_to_do_so_is_power_to_give_what_was_spoken_of() -> None:
    text = "Whoever has no other power to disclose tide data to a pilot, or to a port, shall have power to do so."
    found = slots("give", text, "do")
    assert (found["info"], found["to"]) == ("tide data", "a pilot, or to a port")


def test_a_test_of_the_power_to_do_so_is_not_its_verb() -> None:
    words = "Any port that cannot disclose data to a pilot shall have power to do so where it is expedient".split()
    spans = read("give", words, words.index("expedient"))
    first, last = spans["info"]
    assert words[first:last] == ["data"]


def test_who_holds_information_gives_it_in_a_passive() -> None:
    found = slots("give", "Tide data which the Harbour Board holds may be supplied to a pilot.", "supplied")
    assert (found["from"], found["to"]) == ("the Harbour Board", "a pilot")


def test_who_holds_it_is_not_named_by_a_pronoun() -> None:
    assert "from" not in slots("give", "Tide data that it holds may be supplied to a pilot.", "supplied")


def test_seeing_to_it_is_ensuring() -> None:
    found = slots("give", "The port must see to it that tide data are disclosed to a pilot.", "disclosed")
    assert (found["from"], found["info"], found["to"]) == ("The port", "tide data", "a pilot")


def test_a_name_with_of_ends_before_what_is_given() -> None:
    text = "A port must give the Keeper of Harbours documents that are needed to find out its depth."
    found = slots("give", text, "give")
    assert (found["to"], found["info"].split()[0]) == ("the Keeper of Harbours", "documents")


def test_access_that_is_given_has_a_giver_and_somebody_who_sees() -> None:
    text = "The Board must see to it that access to what the tide roll holds is given to a pilot."
    assert slots("access", text, "see") == {"from": "The Board", "info": "what the tide roll holds", "to": "a pilot"}


def test_access_that_must_be_given_by_somebody() -> None:
    text = "Access to the tide roll must be given to a pilot by the Board."
    assert slots("access", text, "access") == {"from": "the Board", "info": "the tide roll", "to": "a pilot"}


def test_these_purposes_are_those_of_the_list() -> None:
    text = "These purposes are specified, for which the Board may supply tide data to a pilot, planning a voyage"
    assert slots("give", text, "supply", paragraphs=("planning",))["purpose"] == "planning a voyage"


# --- What it is for --------------------------------------------------------------------------------------------------------------


def test_a_doing_after_for_is_a_purpose() -> None:
    found = slots("give", "A port may supply tide data to the Board for planning a voyage.", "supply")
    assert (found["to"], found["purpose"]) == ("the Board", "for planning a voyage")


def test_a_doing_with_an_article_is_a_purpose() -> None:
    found = slots("use", "Tide data may be used for the watching and study of storms.", "used")
    assert found["purpose"] == "for the watching and study of storms"


def test_grounds_for_doing_something_are_no_purpose() -> None:
    text = "A port must report to the Board any grounds for suspecting a theft."
    assert "purpose" not in slots("give", text, "report")


def test_what_is_prevented_or_studied_is_a_purpose() -> None:
    found = slots("give", "A port may disclose tide data to the Board for the prevention of theft.", "disclose")
    assert (found["to"], found["purpose"]) == ("the Board", "for the prevention of theft")


def test_what_is_to_be_used_for_something_is_for_that() -> None:
    text = "A port may supply the Board with tide data held by it, to be used for anything about storms."
    assert slots("give", text, "supply")["purpose"] == "to be used for anything about storms"


def test_that_purpose_is_the_one_that_the_sentence_names() -> None:
    text = "The Board must, for the purpose of a survey, keep a roll, and may for that purpose require a port to supply data."
    assert slots("require", text, "require")["purpose"] == "for the purpose of a survey"


def test_a_purpose_ends_at_without() -> None:
    text = "A port may disclose data for the purposes of a survey without breaching any duty of silence."
    assert slots("give", text, "disclose")["purpose"] == "for the purposes of a survey"


def test_a_purpose_ends_at_a_recipient() -> None:
    found = slots("give", "The Board may supply tide data for those purposes to a pilot.", "supply")
    assert (found["to"], found["purpose"]) == ("a pilot", "for those purposes")


def test_because_of_opens_no_clause() -> None:
    text = "Tide data that a port holds because of its functions may be disclosed to a pilot."
    found = slots("give", text, "disclosed")
    assert (found["from"], found["info"]) == ("a port", "Tide data that a port holds because of its functions")
