"""Slots that reach over what stands between: an earlier verb, a pronoun, two verbs before one object."""

from __future__ import annotations

from tests.test_slots import slots


def test_an_earlier_verb_has_a_subject_of_its_own() -> None:
    text = "Selection must be on merit, and the panel must send a report to the Board."
    assert slots("give", text, "send")["from"] == "the panel"


def test_one_subject_serves_two_verbs_with_modals() -> None:
    text = "The pilot must moor the boat and, if it leaks, must send a report to the Board."
    assert slots("give", text, "send")["from"] == "The pilot"


def test_whoever_must_do_what_a_condition_of_a_licence_says_gives() -> None:
    text = "It is a condition of every licence that the holder shall send a return to the Board."
    assert slots("give", text, "send")["from"] == "the holder"


def test_a_duty_reaches_its_second_infinitive() -> None:
    text = "It shall be the duty of the Commissioners to collect and publish statistics about tides."
    assert slots("publish", text, "publish")["from"] == "the Commissioners"


def test_a_recipient_ends_before_what_the_paper_says() -> None:
    text = "The panel must send a report to the Minister stating who was chosen."
    assert slots("give", text, "send")["to"] == "the Minister"


def test_him_is_whoever_may_direct() -> None:
    text = "Every pilot shall, at such times as the Harbour Board may direct, transmit to him such particulars."
    assert slots("give", text, "transmit")["to"] == "the Harbour Board"


def test_whoever_causes_a_register_to_be_kept_keeps_it() -> None:
    found = slots("keep", "The harbour master shall cause to be kept a register of moorings.", "kept")
    assert found == {"to": "The harbour master", "info": "moorings"}


def test_one_object_serves_verbs_of_looking() -> None:
    text = "An inspector may inspect, examine and take copies of any document."
    assert slots("receive", text, "inspect")["info"] == "any document"


def test_information_is_used_to_do_something() -> None:
    found = slots("use", "The Board must use the returns to compare its results.", "use")
    assert (found["info"], found["purpose"]) == ("the returns", "to compare its results")


def test_what_information_must_be_needed_for_is_its_purpose() -> None:
    text = "The pilot shall furnish such particulars as are necessary for the audit."
    assert slots("give", text, "furnish")["purpose"] == "for the audit"


def test_a_relative_clause_in_brackets_is_beside_the_sentence() -> None:
    text = "Where a pilot sails in waters that touch (or which also touch) those of another port, PA must tell PB that fact."
    assert slots("notify", text, "tell")["from"] == "PA"


def test_a_title_before_a_colon_is_no_party() -> None:
    assert slots("give", "Standard 160: You must give the Commissioner a return.", "give")["from"] == "You"


def test_you_is_nobody_else() -> None:
    text = "If a caller asks to have the answer in writing you must send a copy to the Board."
    assert slots("give", text, "send")["from"] == "you"


def test_a_minister_of_several_words_is_named_whole_behind_what_opens_the_sentence() -> None:
    text = "On receiving the tide tables the Secretary of State may send information to a pilot."
    assert slots("give", text, "send")["from"] == "the Secretary of State"


def test_a_noun_before_the_information_is_no_recipient() -> None:
    found = slots("give", "A pilot may provide individual mooring information to the Board.", "provide")
    assert (found["to"], found["info"]) == ("the Board", "individual mooring information")


def test_a_plural_without_an_article_is_a_recipient() -> None:
    found = slots("give", "The Board may give inspectors information about the tides.", "give")
    assert (found["to"], found["info"]) == ("inspectors", "information about the tides")


def test_by_it_is_whoever_got_the_information() -> None:
    text = "Information that the Harbour Service got for its functions may be disclosed by it to a pilot."
    assert slots("give", text, "disclosed")["from"] == "the Harbour Service"


def test_a_purpose_stands_behind_by_it() -> None:
    text = "Information that the Service got may be disclosed by it for the proper discharge of those functions."
    assert slots("give", text, "disclosed")["purpose"] == "for the proper discharge of those functions"


def test_what_is_set_up_and_run_is_kept() -> None:
    assert slots("keep", "The Board may set up and run a register of moorings itself.", "set")["info"] == "moorings"


def test_whoever_is_asked_for_information_lets_the_asker_have_it() -> None:
    text = "Anybody who asks a harbour for information is entitled to be told whether it has any."
    found = slots("access", text, "told")
    assert (found["from"], found["info"]) == ("a harbour", "information")


def test_a_request_made_to_somebody_says_who_has_the_information() -> None:
    text = "A person making a request for charts to the Board is entitled to be told whether it has any."
    found = slots("access", text, "told")
    assert (found["from"], found["info"]) == ("the Board", "charts")


def test_information_is_needed_to_do_something() -> None:
    text = "The Board may require a pilot to provide it with information that it needs to plan a survey."
    assert slots("require", text, "require")["purpose"] == "to plan a survey"


def test_it_is_the_information_without_how_it_was_got() -> None:
    text = "A pilot who was given charts and information under section 9 must not disclose it."
    assert slots("give", text, "disclose")["info"].endswith("information under section 9")
    text = "On receiving mooring information the Secretary of State may provide it to a pilot."
    assert slots("give", text, "provide")["info"] == "mooring information"


def test_it_is_the_information_without_a_verb_before_it() -> None:
    text = "Where a pilot processes information under this Part, the pilot shall process it for a survey."
    assert slots("use", text, "process")["info"] == "information under this Part"


def test_a_purpose_between_recipient_and_information_is_neither() -> None:
    text = "A pilot must disclose to the Board, for inclusion in the index, the particulars of each vessel."
    found = slots("give", text, "disclose")
    assert (found["purpose"], found["info"]) == ("for inclusion in the index", "the particulars of each vessel")


def test_what_must_not_come_about_is_no_purpose() -> None:
    text = "The Board may give information to any pilot, but not so that a vessel can be identified."
    assert "purpose" not in slots("give", text, "give")


def test_whoever_permits_in_a_relative_clause_does_not_give() -> None:
    text = "The information may be disclosed to any pilot to whom disclosure is permitted by the rules."
    assert "from" not in slots("give", text, "disclosed")


def test_whoever_uses_it_ends_before_what_for() -> None:
    text = "Information that the Board got for one function may be used by the Board for any other of its functions."
    found = slots("use", text, "used")
    assert (found["to"], found["purpose"]) == ("the Board", "for any other of its functions")


def test_whoever_would_commit_an_offence_gives() -> None:
    text = "It is an offence for a pilot to disclose information in breach of the rule."
    assert slots("give", text, "disclose")["from"] == "a pilot"


def test_a_subject_of_two_verbs_ends_before_what_joins_them() -> None:
    text = "A pilot who has information by virtue of section 2 and discloses it commits an offence."
    assert slots("give", text, "discloses")["from"] == "A pilot who has information by virtue of section 2"


def test_extracts_are_taken_from_what_stands_behind_them() -> None:
    text = "An officer may make copies of, or take extracts from, a chart that is produced."
    found = slots("receive", text, "make")
    assert found == {"to": "An officer", "info": "a chart that is produced"}


def test_what_is_handed_over_to_be_used_is_what_is_used() -> None:
    text = "A pilot that holds tide data may supply it to the Board, to be used for a survey."
    assert slots("use", text, "used")["info"] == "tide data"


def test_powers_and_tasks_are_no_party() -> None:
    assert "to" not in slots("receive", "The powers may include obtaining information from a pilot.", "obtaining")


def test_undue_delay_is_no_part_of_the_recipient() -> None:
    text = "The pilot must send a return to the Board without undue delay."
    assert slots("give", text, "send")["to"] == "the Board"


def test_giving_reasons_is_no_part_of_the_recipient() -> None:
    text = "The pilot must send the return to the Board, giving reasons for any gap."
    assert slots("give", text, "send")["to"] == "the Board"
