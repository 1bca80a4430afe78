"""Whether a clause reaches further or less far once its words have changed."""

from __future__ import annotations

import pytest

from impact.changes.reach import reach

WIDER = [
    (
        "may share records for the purposes of— (a) counting herons, or (b) feeding ducks.",
        "may share records for the purposes of— (a) counting herons, (aa) ringing geese, or (b) feeding ducks.",
    ),
    ("may share records with the Board if the Board asks.", "may share records with the Board."),
    ("may share nest information with a club.", "may share any information with a club."),
    (
        "A keeper employed by the Board commits an offence",
        "A keeper employed by the Board, or by a club, commits an offence",
    ),
    ("may share records with the Board and the Agency.", "may share records with the Board, the Trust and the Agency."),
    ("may share records if the warden agrees.", "may share records if the warden agrees or a court so orders."),
    (
        "may use it— (a) for a purpose of Parts 1 to 4, or (b) for the study of ducks under any of those Parts.",
        "may use it— (a) for a purpose of Parts 1 to 4, (aa) for art, or (b) for the study of ducks under any of Parts 1 to 4.",
    ),
]
NARROWER = [
    (
        "may share records for the purposes of— (a) counting herons, or (b) feeding all the ducks.",
        "may share records for the purposes of feeding all the ducks.",
    ),
    ("may share records with a club.", "may, with the consent of the warden, share records with a club."),
    (
        "must not share records without the consent of the Board.",
        "must not share records without the consent of the Board or a club.",
    ),
    (
        "must not share records except— (a) with a court, or (b) with a warden.",
        "must not share records except— (a) with a court, (b) with a warden, or (c) with a club.",
    ),
    (
        "may share records only if— (a) it is needed, and (b) it is fair.",
        "may share records only if— (a) it is needed, (b) it is fair, and (c) the warden agrees.",
    ),
    (
        "must give the Board a copy unless— (a) it is old.",
        "must give the Board a copy unless— (a) it is old, or (b) it is torn.",
    ),
    ("may share records with the Board.", "may share records with the Board, but not with a contractor of the Board."),
    (
        "shares records and is not authorised by section 2 or 3.",
        "shares records and is not authorised by section 2, 3 or 3A.",
    ),
]
UNDECIDED = [
    ("may share the records with a warden.", "may share the records with a ranger."),
    ("must give a copy within 14 days.", "must give a copy within 21 days."),
    (
        "may share records with— (a) the Board, or (b) a club.",
        "may share records with— (a) the Trust, (b) a zoo and (c) a club if it asks.",
    ),
]


@pytest.mark.parametrize(("before", "after"), WIDER)
def test_a_further_alternative_or_a_lost_condition_widens(before: str, after: str) -> None:
    assert reach(before, after).kind == "widened"


@pytest.mark.parametrize(("before", "after"), WIDER)
def test_the_way_back_is_never_called_wider(before: str, after: str) -> None:
    assert reach(after, before).kind != "widened"


@pytest.mark.parametrize(("before", "after"), NARROWER)
def test_a_condition_or_a_further_exception_narrows(before: str, after: str) -> None:
    assert reach(before, after).kind == "narrowed"


@pytest.mark.parametrize(("before", "after"), UNDECIDED)
def test_what_replaces_other_words_decides_nothing(before: str, after: str) -> None:
    assert reach(before, after).kind == "changed"


def test_words_that_only_point_change_nothing() -> None:
    assert reach("may share any of the records", "may share the records").kind == "reworded"


def test_an_exception_widens_with_what_it_lets_through() -> None:
    before, after = (
        "must not share except— (a) with a court.",
        "must not share except— (a) with a court, or (b) with a club.",
    )
    assert reach(before, after, of_exception=True).kind == "widened"


def test_what_was_added_and_taken_out_is_said() -> None:
    said = reach("may share records with a club.", "may share eggs with a club, if it asks.")
    assert said.notes == ("− “records”; + “eggs”; + “if it asks”",)
