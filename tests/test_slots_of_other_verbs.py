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
