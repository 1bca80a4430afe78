"""Who gives what to whom, and for what: slots read from made-up sentences, one habit of drafting each."""

from __future__ import annotations

from impact.detect.slots import FRAMES, read
from impact.detect.tokens import language, straightened


def slots(frame: str, text: str, verb: str, paragraphs: tuple[str, ...] = ()) -> dict[str, str]:
    """The slots of the last occurrence of a verb, as text; `paragraphs` are beginnings of paragraphs of the sentence."""
    doc = language().make_doc(straightened(text))
    anchor = [token.i for token in doc if token.lower_ == verb][-1]
    starts = {text.index(words) for words in paragraphs}
    breaks = frozenset(token.i for token in doc if token.idx in starts)
    spans = read(frame, [token.text for token in doc], anchor, breaks)
    return {slot: doc[first:last].text for slot, (first, last) in spans.items()}


# --- Who it is said of ---------------------------------------------------------------------------------------------------------


def test_the_subject_of_a_giving_verb_gives() -> None:
    found = slots("give", "The Harbour Board may disclose tonnage data to a pilot.", "disclose")
    assert found == {"from": "The Harbour Board", "info": "tonnage data", "to": "a pilot"}


def test_a_condition_that_opens_the_sentence_is_not_the_subject() -> None:
    found = slots("give", "If a vessel sinks, the owner must give particulars of it to the Board.", "give")
    assert found["from"] == "the owner"


def test_a_subject_is_found_where_no_comma_marks_off_what_opens_the_sentence() -> None:
    found = slots("give", "On the registrar closing an entry the keeper must send a copy to the Board.", "send")
    assert found["from"] == "the keeper"


def test_a_name_is_a_subject_where_no_comma_marks_it_off() -> None:
    found = slots("give", "On refusing a pilot application HarbourCo must send a copy to the Board.", "send")
    assert found["from"] == "HarbourCo"


def test_an_aside_between_subject_and_modal_is_left_out() -> None:
    found = slots("give", "The Board, after consulting the pilots, may provide data to the port.", "provide")
    assert found["from"] == "The Board"


def test_a_subject_keeps_its_relative_clause() -> None:
    found = slots("give", "A person who holds tidal data must give it to the Board.", "give")
    assert found["from"] == "A person who holds tidal data"


def test_a_pronoun_goes_back_to_the_subject_of_the_condition() -> None:
    found = slots("publish", "Where the Board closes a berth, it must publish the reasons report.", "publish")
    assert found["from"] == "the Board"


def test_the_closing_words_of_a_list_begin_the_main_clause() -> None:
    text = "If the pilot is satisfied that the vessel is safe the pilot must send a report to the Board."
    found = slots("give", text, "send", paragraphs=("that the vessel", "the pilot must"))
    assert found["from"] == "the pilot"


def test_is_to_rules_a_verb_like_a_modal() -> None:
    assert slots("give", "The managers are to supply the list to the Board.", "supply")["from"] == "The managers"


def test_has_power_to_rules_a_verb_like_a_modal() -> None:
    assert slots("give", "A port has power to supply tide data to the Board.", "supply")["from"] == "A port"


def test_a_modal_inside_a_relative_clause_has_its_own_subject() -> None:
    text = "The purposes set out below are purposes for which the Board may supply data to a port."
    found = slots("give", text, "supply")
    assert found["from"] == "the Board"
    assert found["purpose"] == "The purposes set out below"


def test_a_condition_that_is_named_has_its_own_subject() -> None:
    text = "The condition referred to in rule 2 is that the pilot shall furnish the Board with details of any voyage."
    assert slots("give", text, "furnish")["from"] == "the pilot"


def test_a_bracket_that_is_open_holds_the_subject() -> None:
    text = "The aims listed in the order (aims for which a port may supply data to the Board) are these."
    assert slots("give", text, "supply")["from"] == "a port"


def test_whoever_is_kept_from_disclosing_gives() -> None:
    found = slots("give", "Nothing in this rule prevents a pilot from disclosing charts to the Board.", "disclosing")
    assert found == {"from": "a pilot", "info": "charts", "to": "the Board"}


def test_whoever_it_is_lawful_for_gives() -> None:
    found = slots("give", "It is lawful for a port to give charts to the Board.", "give")
    assert found["from"] == "a port"


def test_whoever_has_the_duty_gives() -> None:
    found = slots("give", "It is the duty of every master to give the Board details of the cargo.", "give")
    assert found == {"from": "every master", "to": "the Board", "info": "details of the cargo"}


def test_whoever_is_given_an_opportunity_gives_to_the_other() -> None:
    found = slots(
        "give", "The Board must give the master an opportunity to provide information about the cargo.", "provide"
    )
    assert (found["from"], found["to"]) == ("the master", "The Board")


# --- Passives ------------------------------------------------------------------------------------------------------------------


def test_a_passive_turns_the_frame_round() -> None:
    found = slots("give", "Charts held under this rule may be supplied by a port to the Board.", "supplied")
    assert found == {"info": "Charts held under this rule", "from": "a port", "to": "the Board"}


def test_by_virtue_of_names_no_party() -> None:
    found = slots("give", "Charts may be supplied by virtue of this rule to the Board.", "supplied")
    assert "from" not in found


def test_a_participle_that_ties_a_party_to_the_information_is_no_agent() -> None:
    found = slots("give", "The charts are to be sent to a pilot employed by the port.", "sent")
    assert "from" not in found


def test_whoever_holds_the_information_gives_where_nobody_else_is_named() -> None:
    found = slots("give", "Information held by the Board may be disclosed to a port.", "disclosed")
    assert found["from"] == "the Board"


def test_whoever_must_ensure_a_passive_gives() -> None:
    found = slots("give", "The operator must ensure that reports of a spill are passed on to the port.", "passed")
    assert found == {"from": "The operator", "info": "reports of a spill", "to": "the port"}


def test_must_does_not_become_part_of_what_is_given() -> None:
    assert slots("give", "The yearly charts must be sent to the Board.", "sent")["info"] == "The yearly charts"


def test_is_to_does_not_become_part_of_what_is_given() -> None:
    assert slots("give", "A copy of the chart is to be sent to the Board.", "sent")["info"] == "A copy of the chart"


def test_it_in_a_passive_goes_back_to_the_information() -> None:
    text = "Where information supplied under this rule has been used, it is lawful for it to be supplied to a port."
    assert slots("give", text, "supplied")["info"] == "information supplied under this rule"


# --- Objects and recipients ----------------------------------------------------------------------------------------------------


def test_a_recipient_may_stand_before_with() -> None:
    found = slots("give", "The port must provide the Board with particulars of each berth.", "provide")
    assert found == {"from": "The port", "to": "the Board", "info": "particulars of each berth"}


def test_a_recipient_may_stand_before_its_information_without_a_preposition() -> None:
    found = slots("give", "The port must send the Board a copy of the chart.", "send")
    assert (found["to"], found["info"]) == ("the Board", "a copy of the chart")


def test_a_recipient_with_a_name_needs_no_article() -> None:
    found = slots("give", "The port must give HarbourCo information about each berth.", "give")
    assert (found["to"], found["info"]) == ("HarbourCo", "information about each berth")


def test_a_recipient_may_stand_between_verb_and_information() -> None:
    found = slots("give", "The port must send to the Board a copy of the chart.", "send")
    assert (found["to"], found["info"]) == ("the Board", "a copy of the chart")


def test_a_purpose_may_stand_between_recipient_and_information() -> None:
    text = "The port must send to the Board for registration in the roll a copy of the chart."
    found = slots("give", text, "send", paragraphs=("a copy",))
    assert found["to"] == "the Board"
    assert found["info"] == "a copy of the chart"
    assert found["purpose"] == "for registration in the roll"


def test_a_time_limit_between_verb_and_object_is_passed_over() -> None:
    found = slots("give", "The port must send, within seven days, a copy of the chart to the Board.", "send")
    assert (found["info"], found["to"]) == ("a copy of the chart", "the Board")


def test_a_manner_between_verb_and_object_is_passed_over() -> None:
    found = slots(
        "give", "The port shall furnish in such manner as the Board may settle such data as it asks for.", "furnish"
    )
    assert found["info"] == "such data as it asks for"


def test_a_pronoun_between_verb_and_information_receives() -> None:
    found = slots("give", "The port must consult the Board and forward to it a copy of the chart.", "forward")
    assert (found["to"], found["info"]) == ("it", "a copy of the chart")


def test_supply_to_somebody_is_a_verb() -> None:
    found = slots("give", "The port must supply to the Board copies of any chart.", "supply")
    assert found == {"from": "The port", "to": "the Board", "info": "copies of any chart"}


def test_relating_to_opens_no_recipient() -> None:
    found = slots("give", "The port may disclose information relating to a berth to the Board.", "disclose")
    assert (found["info"], found["to"]) == ("information relating to a berth", "the Board")


def test_to_a_verb_opens_no_recipient() -> None:
    found = slots("give", "The port may disclose information to prevent a collision.", "disclose")
    assert "to" not in found
    assert found["purpose"] == "to prevent a collision"


def test_information_is_shared_with_its_recipient() -> None:
    found = slots("give", "The port may share information with a pilot.", "share")
    assert (found["info"], found["to"]) == ("information", "a pilot")


def test_a_recipient_keeps_what_specifies_it() -> None:
    found = slots(
        "give", "The port may supply data to a person specified in the Schedule for use in an inquiry.", "supply"
    )
    assert found["to"] == "a person specified in the Schedule"
    assert found["purpose"] == "for use in an inquiry"


def test_a_recipient_keeps_to_whom_it_relates() -> None:
    assert (
        slots("give", "The chart must be sent to the person to whom it relates.", "sent")["to"]
        == "the person to whom it relates"
    )


def test_information_ends_at_its_time_limit() -> None:
    found = slots("give", "The port must provide the charts within the period of ten days.", "provide")
    assert found["info"] == "the charts"


def test_the_following_means_the_paragraph() -> None:
    text = "The port must send the following information to the Board the number of berths;"
    found = slots("give", text, "send", paragraphs=("the number",))
    assert (found["info"], found["to"]) == ("the number of berths", "the Board")


def test_a_phrase_ends_where_a_paragraph_begins() -> None:
    text = "The port may supply charts to the Board the tide tables being left out."
    assert slots("give", text, "supply", paragraphs=("the tide",))["to"] == "the Board"


def test_it_goes_back_to_information_named_before() -> None:
    text = "A port that holds tidal records for a survey may use them for another survey or supply them to a pilot."
    assert slots("give", text, "supply")["info"] == "tidal records"


def test_whoever_asks_receives() -> None:
    found = slots("give", "If a pilot requests a chart, the port must provide a copy without delay.", "provide")
    assert found["to"] == "a pilot"


def test_a_noun_of_disclosure_names_its_parties() -> None:
    text = "The disclosure of data by a port to the Board for the purposes of an inquiry is authorised."
    found = slots("give", text, "disclosure")
    assert (found["info"], found["from"], found["to"]) == ("data", "a port", "the Board")


# --- Purposes ------------------------------------------------------------------------------------------------------------------


def test_a_purpose_between_modal_and_verb_is_read() -> None:
    found = slots("give", "The port may, for the purposes of an inquiry, give charts to the Board.", "give")
    assert found["purpose"] == "for the purposes of an inquiry"


def test_a_purpose_that_opens_the_sentence_is_read() -> None:
    found = slots("give", "For the purpose of a survey, the port may give charts to the Board.", "give")
    assert found["purpose"] == "For the purpose of a survey"


def test_a_purpose_that_belongs_to_the_information_is_not_the_purpose_of_the_gift() -> None:
    text = "A port may disclose data that it holds for the purposes of its functions to a pilot for the purposes of a voyage."
    found = slots("give", text, "disclose")
    assert found["info"] == "data that it holds for the purposes of its functions"
    assert found["purpose"] == "for the purposes of a voyage"


def test_a_purpose_ends_at_a_condition() -> None:
    found = slots("give", "The port may give charts to the Board for use in a survey if the master agrees.", "give")
    assert found["purpose"] == "for use in a survey"


# --- Asking --------------------------------------------------------------------------------------------------------------------


def test_whoever_requires_receives() -> None:
    found = slots("require", "The Board may require a port to provide information about its berths.", "require")
    assert found == {"to": "The Board", "from": "a port", "info": "information about its berths"}


def test_by_notice_is_not_who_is_required() -> None:
    found = slots("require", "The Board may by notice require any port to produce its charts data.", "require")
    assert found["from"] == "any port"


def test_a_named_recipient_of_what_is_required_receives() -> None:
    text = "An officer may require a port to give the Board details of its berths."
    assert slots("require", text, "require")["to"] == "the Board"


def test_them_means_whoever_requires() -> None:
    text = "The Ministers may require the managers of a port to provide them with a statement of its berths."
    found = slots("require", text, "require")
    assert found["to"] == "The Ministers"
    assert found["info"] == "a statement of its berths"


def test_the_person_of_a_notice_is_whoever_the_notice_is_given_to() -> None:
    text = "An officer may give notice to a pilot requiring the person to provide the Board with information."
    found = slots("require", text, "requiring")
    assert (found["from"], found["to"]) == ("a pilot", "the Board")


def test_a_notice_receives_nothing() -> None:
    found = slots("require", "The notice may require the production of documents to the Board.", "require")
    assert (found["to"], found["info"]) == ("the Board", "documents")


def test_whoever_obtains_receives() -> None:
    found = slots("receive", "The Board may obtain charts data from a port.", "obtain")
    assert found == {"to": "The Board", "info": "charts data", "from": "a port"}


# --- Publishing, keeping, telling, seeing ----------------------------------------------------------------------------------------


def test_made_available_names_all_three() -> None:
    found = slots("give", "The port must make its charts available to the Board.", "available")
    assert found == {"from": "The port", "info": "its charts", "to": "the Board"}


def test_publicly_is_no_part_of_what_is_published() -> None:
    found = slots("publish", "The port must make the roll publicly available.", "available")
    assert found == {"from": "The port", "info": "the roll"}


def test_the_place_of_publication_is_left_out() -> None:
    found = slots("publish", "The port must publish on its website a list of its berths.", "publish")
    assert found["info"] == "a list of its berths"


def test_the_topic_of_a_report_is_kept() -> None:
    found = slots("publish", "The port must publish a report on its work in such manner as it thinks fit.", "publish")
    assert found["info"] == "a report on its work"


def test_whoever_is_sent_something_for_publication_publishes_it() -> None:
    found = slots(
        "publish", "The port must send a notice of closure to the Board for publication in the roll.", "publication"
    )
    assert found["from"] == "the Board"


def test_a_body_reports_on_something_to_another() -> None:
    found = slots("give", "The port must report to the Board on the state of its berths.", "report")
    assert found == {"from": "The port", "to": "the Board", "info": "the state of its berths"}


def test_a_register_is_of_something() -> None:
    found = slots("keep", "The Board must keep a register of pilots.", "keep")
    assert found == {"to": "The Board", "info": "pilots"}


def test_a_register_with_a_name_is_named() -> None:
    found = slots("keep", "The Board must keep a register to be known as the Register of Pilots.", "keep")
    assert "Register of Pilots" in found["info"]


def test_a_pronoun_for_a_defect_goes_back_to_the_condition() -> None:
    found = slots("notify", "If a pilot finds any fault in a buoy, the pilot must report it to the port.", "report")
    assert (found["info"], found["to"]) == ("any fault in a buoy", "the port")


def test_a_body_is_told_of_something() -> None:
    found = slots("notify", "The master must notify the Board in writing of any collision.", "notify")
    assert found == {"from": "The master", "to": "the Board", "info": "any collision"}


def test_the_of_of_a_name_is_part_of_whoever_is_told() -> None:
    found = slots("notify", "The master must inform the Secretary of State of any collision.", "inform")
    assert (found["to"], found["info"]) == ("the Secretary of State", "any collision")


def test_a_fact_may_be_notified_to_a_body() -> None:
    found = slots("notify", "The port shall notify its draft rates to the Board.", "notify")
    assert (found["to"], found["info"]) == ("the Board", "its draft rates")


def test_notice_of_something_is_given_to_a_body() -> None:
    found = slots("notify", "The master shall give notice of the collision to the Board.", "give")
    assert (found["to"], found["info"]) == ("the Board", "the collision")


def test_a_matter_is_brought_to_somebodys_attention() -> None:
    found = slots("notify", "The pilot must bring any hazard to the attention of the Board.", "bring")
    assert (found["info"], found["to"]) == ("any hazard", "the Board")


def test_what_is_open_to_inspection_is_seen_by_the_public() -> None:
    found = slots("access", "The Board must make the roll available for public inspection.", "available")
    assert found == {"from": "The Board", "info": "the roll", "to": "public"}


def test_access_to_records_is_given_to_somebody() -> None:
    found = slots("access", "The Board must give access to the records to a port.", "give")
    assert found == {"from": "The Board", "info": "the records", "to": "a port"}


def test_somebody_may_be_allowed_access_to_records() -> None:
    found = slots("access", "The Board must allow a pilot access to the records.", "allow")
    assert found == {"from": "The Board", "to": "a pilot", "info": "the records"}


def test_a_record_is_inspected_by_somebody() -> None:
    found = slots("access", "The Board must allow the roll to be inspected by a pilot.", "allow")
    assert found == {"from": "The Board", "info": "the roll", "to": "a pilot"}


def test_whoever_uses_information_is_its_recipient() -> None:
    found = slots("use", "Tide data may be used by the Board in connection with a survey.", "used")
    assert found == {"info": "Tide data", "to": "the Board", "purpose": "in connection with a survey"}


# --- Where a phrase begins and ends --------------------------------------------------------------------------------------------


def test_a_recipient_ends_where_information_without_an_article_begins() -> None:
    text = "A port may disclose to the keeper information relating to a wreck for the purpose of raising it."
    found = slots("give", text, "disclose")
    assert (found["to"], found["info"]) == ("the keeper", "information relating to a wreck")
    assert found["purpose"] == "for the purpose of raising it"


def test_a_recipient_keeps_its_nation() -> None:
    found = slots("give", "The Board may supply charts to a port in Wales in such manner as it thinks fit.", "supply")
    assert found["to"] == "a port in Wales"


def test_a_recipient_of_any_name_may_stand_before_its_copy() -> None:
    found = slots("access", "The Board must, if the helmsman asks, give the helmsman a copy of the chart.", "give")
    assert (found["to"], found["info"]) == ("the helmsman", "a copy of the chart")


def test_on_is_no_part_of_what_is_passed_on() -> None:
    found = slots("give", "A pilot who receives a warning must not pass it on to a port.", "pass")
    assert (found["info"], found["to"]) == ("it", "a port")


def test_over_is_no_part_of_what_is_handed_over() -> None:
    for text in (
        "A master must hand over the papers to the Board.",
        "A master must hand the papers over to the Board.",
    ):
        found = slots("give", text, "hand")
        assert (found["info"], found["to"]) == ("the papers", "the Board")


def test_only_is_no_part_of_whoever_uses() -> None:
    found = slots(
        "use", "Charts may be used by the pilot to whom they are sent only for the purpose of a voyage.", "used"
    )
    assert found["to"] == "the pilot to whom they are sent"


def test_information_ends_at_what_the_giver_knows() -> None:
    found = slots(
        "give", "A pilot commits an offence if the pilot discloses a chart knowing that it is secret.", "discloses"
    )
    assert found["info"] == "a chart"


def test_a_purpose_ends_before_an_alternative_that_is_none() -> None:
    text = "A port may use charts for the purposes of a salvage, or, with the consent of the master, for a race."
    assert slots("use", text, "use")["purpose"] == "for the purposes of a salvage"


def test_a_breach_is_no_purpose() -> None:
    found = slots("give", "A pilot who discloses charts in contravention of this rule is liable.", "discloses")
    assert found["info"] == "charts"
    assert "purpose" not in found


def test_reliance_is_no_purpose() -> None:
    assert "purpose" not in slots("give", "Charts may not be disclosed in reliance on rule 2.", "disclosed")


def test_a_purpose_of_disclosing_may_stand_in_the_condition() -> None:
    text = "Any pilot may disclose charts to a port if the charts are disclosed for the purpose of a rescue."
    assert slots("give", text, "disclose")["purpose"] == "for the purpose of a rescue"


def test_a_purpose_behind_by_them_is_the_purpose_of_the_use() -> None:
    text = "Charts acquired by the port in connection with a wreck may be used by them in connection with a survey."
    found = slots("use", text, "used")
    assert (found["to"], found["purpose"]) == ("the port", "in connection with a survey")


# --- Clauses inside clauses ----------------------------------------------------------------------------------------------------


def test_whoever_asks_for_what_must_be_given_receives_it() -> None:
    text = "A port must, if the Board asks for it in writing, give the Board such charts data as it needs."
    assert slots("require", text, "asks") == {
        "from": "A port",
        "to": "the Board",
        "info": "such charts data as it needs",
        "conditions": "if the Board asks for it in writing",
    }


def test_a_lead_in_and_a_relative_clause_leave_the_subject_whole() -> None:
    text = (
        "In the case of a storm notice neither the port nor a pilot to whom the notice is given may publish the notice."
    )
    found = slots("publish", text, "publish")
    assert found["from"] == "neither the port nor a pilot to whom the notice is given"


def test_whoever_permits_an_inspection_gives() -> None:
    found = slots("access", "A port must permit a diver to inspect the charts.", "inspect")
    assert found == {"from": "A port", "to": "a diver", "info": "the charts"}


def test_an_aside_is_no_part_of_whoever_is_permitted() -> None:
    found = slots("access", "A port must permit a diver, on request, to inspect the charts.", "permit")
    assert found["to"] == "a diver"


def test_whoever_is_made_able_to_edit_a_database_sees_it() -> None:
    found = slots("access", "The Board must ensure that ports are able to edit the database.", "edit")
    assert found == {"from": "The Board", "to": "ports", "info": "the database"}


def test_a_right_of_access_is_to_documents() -> None:
    found = slots("access", "Any pilot shall have a right of access to documents of the Board.", "have")
    assert (found["to"], found["info"]) == ("Any pilot", "documents of the Board")


def test_what_is_required_to_be_supplied_goes_to_the_other_body() -> None:
    found = slots("require", "The Board may require charts data held by a port to be supplied to a pilot.", "require")
    assert found == {"info": "charts data held by a port", "from": "a port", "to": "a pilot"}


def test_what_somebody_is_required_to_be_told_is_the_topic() -> None:
    found = slots("require", "The Board shall require each pilot to inform it of any grounding.", "require")
    assert (found["from"], found["to"], found["info"]) == ("each pilot", "The Board", "any grounding")


# --- More of what stands around a verb -----------------------------------------------------------------------------------------


def test_two_verbs_may_share_a_subject() -> None:
    found = slots("access", "An officer may enter a port, and may inspect and take copies of the charts.", "inspect")
    assert found == {"to": "An officer", "info": "the charts"}


def test_taking_extracts_is_no_part_of_what_is_inspected() -> None:
    found = slots("access", "An officer may inspect the roll and take extracts from it.", "inspect")
    assert found["info"] == "the roll"


def test_whoever_a_roll_is_open_to_does_not_give() -> None:
    found = slots("access", "The roll shall be open to inspection by any person, free of charge.", "open")
    assert found == {"info": "The roll", "to": "any person"}


def test_there_is_no_keeper() -> None:
    text = "There shall be entered in the register in respect of each pilot the date of the licence;"
    found = slots("keep", text, "entered", paragraphs=("the date",))
    assert found == {"info": "the date of the licence"}


def test_in_respect_of_is_no_part_of_what_a_register_holds() -> None:
    text = "The register must contain in respect of each pilot the date of the licence;"
    assert slots("contents", text, "contain", paragraphs=("the date",))["info"] == "the date of the licence"


def test_what_notice_is_given_of_may_stand_behind_its_recipient() -> None:
    found = slots("notify", "The master shall give notice in writing to the Keeper of any change in it.", "give")
    assert (found["to"], found["info"]) == ("the Keeper", "any change in it")


def test_what_else_must_be_done_is_no_part_of_the_information() -> None:
    text = "The Board may require a port to furnish it with such data as it needs, and to produce any chart."
    assert slots("require", text, "require")["info"] == "such data as it needs"


def test_nobody_is_to_be_permitted_to_see_a_file() -> None:
    found = slots("give", "The Board shall not permit a salvage file to be inspected by any diver.", "permit")
    assert found == {"from": "The Board", "info": "a salvage file", "to": "any diver"}


def test_a_fact_may_be_revealed_to_somebody() -> None:
    found = slots("give", "A pilot shall not reveal to the master that he has been questioned.", "reveal")
    assert (found["to"], found["info"]) == ("the master", "that he has been questioned")


def test_when_something_is_sent_is_no_part_of_its_recipient() -> None:
    found = slots("give", "The port must send the Board in respect of each quarter a return of its charts.", "send")
    assert (found["to"], found["info"]) == ("the Board", "a return of its charts")


def test_without_delay_is_no_part_of_whoever_is_told() -> None:
    found = slots("notify", "The port must notify the Board without delay of any wreck.", "notify")
    assert (found["to"], found["info"]) == ("the Board", "any wreck")


def test_what_is_published_each_year_is_published() -> None:
    assert slots("publish", "The Board shall publish in each year a list of pilots.", "publish")["info"] == (
        "a list of pilots"
    )


def test_whoever_may_ask_for_a_copy_sees_it() -> None:
    found = slots("access", "A master may require the Board to supply him with a copy of the chart.", "require")
    assert found == {"to": "A master", "from": "the Board", "info": "a copy of the chart"}


def test_a_word_of_a_name_is_not_the_information() -> None:
    found = slots("give", "A port shall deliver to the Keeper of Tidal Records a copy of the chart.", "deliver")
    assert (found["to"], found["info"]) == ("the Keeper of Tidal Records", "a copy of the chart")


def test_information_may_stand_behind_whoever_it_is_shared_with() -> None:
    found = slots("give", "A port may share with another authority evidence that it holds.", "share")
    assert (found["to"], found["info"]) == ("another authority", "evidence that it holds")


def test_two_verbs_share_a_subject_over_a_relative_clause() -> None:
    text = (
        "An officer may enter a port, other than a dock, at which he believes that charts are kept, and may inspect it."
    )
    assert slots("access", text, "inspect")["to"] == "An officer"


def test_a_notice_that_requires_is_whoever_gives_it() -> None:
    text = "Where this rule applies, the Board may give a notice to a pilot requiring that person to produce any chart."
    found = slots("require", text, "requiring")
    assert (found["to"], found["from"]) == ("the Board", "a pilot")


def test_a_pronoun_inside_a_subject_is_not_the_subject() -> None:
    text = "For the purposes of an inquiry the person conducting it may require a pilot to produce any chart."
    assert slots("require", text, "require")["to"] == "the person conducting it"


def test_access_that_is_given_is_to_something() -> None:
    found = slots("give", "A port must not provide public access to salvage data.", "provide")
    assert found == {"from": "A port", "to": "public", "info": "salvage data"}


def test_what_is_made_available_to_somebody_is_seen_by_them() -> None:
    found = slots("access", "A copy of the report shall be made available to the officer concerned.", "available")
    assert found == {"info": "A copy of the report", "to": "the officer concerned"}


def test_a_recipient_keeps_the_tenancy_that_it_is_under() -> None:
    found = slots("give", "A port may disclose charts to a tenant under a long lease if the tenant asks.", "disclose")
    assert found["to"] == "a tenant under a long lease"


def test_a_recipient_keeps_of_such_a_body() -> None:
    found = slots("give", "Charts may be supplied to a person exercising a function of such a port.", "supplied")
    assert found["to"] == "a person exercising a function of such a port"


def test_a_word_of_a_name_is_no_verb() -> None:
    text = "A port must, if the Secretary of Tides asks for it, give the Board such charts data as it needs."
    found = slots("give", text, "tides")
    assert (found["from"], found["to"], found["info"]) == ("A port", "the Board", "such charts data as it needs")


def test_a_purpose_may_stand_in_the_condition() -> None:
    text = "Where the Board needs a chart in order to plan a survey, it may require a port to produce the chart."
    assert slots("require", text, "require")["purpose"] == "in order to plan a survey"


def test_what_notice_is_of_may_stand_before_the_verb() -> None:
    found = slots("notify", "Notice of any wreck must be given to the Board within a day of the storm.", "given")
    assert (found["info"], found["to"]) == ("any wreck", "the Board")


def test_a_time_limit_is_not_what_notice_is_given_of() -> None:
    found = slots("notify", "Notification must be given within ten days of the storm.", "given")
    assert "info" not in found


def test_what_a_register_is_kept_to_contain_is_its_contents() -> None:
    text = "The Register shall be kept so as to contain, in a convenient form, information relating to each berth."
    assert slots("contents", text, "register")["info"] == "information relating to each berth"


def test_a_register_kept_so_as_to_contain_something_holds_it() -> None:
    text = "The roll shall be set up and kept so as to contain, in a convenient form, the names of pilots."
    assert slots("contents", text, "kept")["info"] == "the names of pilots"


def test_a_second_verb_is_no_part_of_what_is_prepared() -> None:
    assert slots("give", "The port must prepare and publish a report on its berths.", "prepare")["info"] == (
        "a report on its berths"
    )


def test_what_is_arranged_to_be_published_is_published() -> None:
    found = slots("publish", "The Board may arrange for a report on a wreck to be published.", "published")
    assert found == {"from": "The Board", "info": "a report on a wreck"}


def test_what_is_caused_to_be_made_is_the_paragraph() -> None:
    text = "The clerk shall cause the following indexes to be made an index of pilots;"
    assert slots("keep", text, "cause", paragraphs=("an index",))["info"] == "pilots"


def test_a_verb_is_no_part_of_the_information_that_it_gives() -> None:
    found = slots("give", "A pilot who is asked to supply information must comply with the request.", "comply")
    assert found["info"] == "information"


# --- On what conditions and about whom -----------------------------------------------------------------------------------------


def test_a_condition_behind_the_verb_is_read_to_its_end() -> None:
    found = slots("give", "The port must give the Board a copy of the chart if the Board has asked for one.", "give")
    assert found["conditions"] == "if the Board has asked for one"


def test_a_condition_that_opens_the_sentence_ends_before_the_subject() -> None:
    text = "Where a pilot, a master or a diver finds a wreck, the port must send a report to the Board."
    assert slots("give", text, "send")["conditions"] == "Where a pilot, a master or a diver finds a wreck"


def test_an_aside_between_modal_and_verb_may_be_the_condition() -> None:
    text = "A port may, subject to rule 4, give charts to a pilot unless the master objects."
    assert slots("give", text, "give")["conditions"] == "subject to rule 4"


def test_consent_is_a_condition() -> None:
    found = slots("give", "A port may give charts to a pilot only with the consent of the master.", "give")
    assert found["conditions"] == "with the consent of the master"


def test_where_inside_a_place_is_no_condition() -> None:
    assert "conditions" not in slots("access", "A pilot may inspect charts at a place where they are kept.", "inspect")


def test_if_any_is_no_condition() -> None:
    assert "conditions" not in slots("give", "A port must send the chart, if any, to the Board.", "send")


def test_a_condition_in_brackets_ends_with_them() -> None:
    text = "The port must (if the Board asks) send the chart to the Board."
    assert slots("give", text, "send")["conditions"] == "if the Board asks"


def test_a_condition_that_opens_a_paragraph_ends_at_its_comma() -> None:
    text = "The port must send the Board if gas is carried, a certificate of the tank;"
    assert slots("give", text, "send", paragraphs=("if gas",))["conditions"] == "if gas is carried"


def test_the_event_that_is_told_is_no_condition() -> None:
    assert "conditions" not in slots("notify", "The master must inform the Board if a pilot leaves the port.", "inform")


def test_information_is_about_a_person() -> None:
    found = slots("give", "A port may disclose information relating to a passenger to the Board.", "disclose")
    assert (found["info"], found["subject"]) == ("information relating to a passenger", "a passenger")


def test_information_about_a_thing_is_about_nobody() -> None:
    assert "subject" not in slots(
        "give", "A port may disclose information relating to a berth to the Board.", "disclose"
    )


def test_what_is_somebodys_is_about_nobody() -> None:
    found = slots("give", "A port may disclose information relating to a master's charts to the Board.", "disclose")
    assert "subject" not in found


# --- Registers and news --------------------------------------------------------------------------------------------------------


def test_what_is_entered_in_a_register_is_the_paragraph() -> None:
    text = "The clerk must enter in the register the name of each pilot;"
    found = slots("keep", text, "enter", paragraphs=("the name",))
    assert found == {"to": "The clerk", "info": "the name of each pilot"}


def test_what_a_database_contains_is_the_paragraph() -> None:
    text = "The Board must keep a database containing entries for each berth;"
    assert slots("keep", text, "keep", paragraphs=("entries",))["info"] == "entries for each berth"


def test_the_manner_of_keeping_is_passed_over() -> None:
    found = slots("keep", "The Board must keep, in such form as it thinks fit, a schedule of all pilots.", "keep")
    assert found["info"] == "all pilots"


def test_up_to_date_is_no_part_of_what_is_kept() -> None:
    assert slots("keep", "A pilot must keep the entry up to date.", "keep")["info"] == "the entry"


def test_what_an_entry_must_show_is_behind_its_verb() -> None:
    found = slots("contents", "An entry in the register must show the name of the pilot.", "entry")
    assert found == {"info": "the name of the pilot"}


def test_the_event_of_which_a_body_is_told_is_the_information() -> None:
    text = "The master must inform the Board without delay if a pilot of whom it has a record leaves the port."
    assert slots("notify", text, "inform")["info"] == "a pilot of whom it has a record leaves the port"


def test_which_of_them_is_no_topic() -> None:
    text = "The master must inform the Board or the port, depending on which of them sent it, that it was wrong."
    found = slots("notify", text, "inform")
    assert (found["to"], found["info"]) == ("the Board or the port", "that it was wrong")


def test_the_frame_of_nothing_reads_nothing() -> None:
    assert slots("none", "The Board may disclose charts to a pilot.", "disclose") == {}


def test_no_frame_fails_on_a_single_word() -> None:
    assert all(read(frame, ["disclose"], 0) is not None for frame in FRAMES)
