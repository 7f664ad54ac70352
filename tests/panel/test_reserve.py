from __future__ import annotations

from typing import get_args

from leadready.panel.kinds import Reserve, ReserveState
from leadready.panel.order import order_of
from leadready.panel.record import record_id
from leadready.panel.reserve import (
    FOLLOWING,
    TIMED,
    ReserveEntry,
    history,
    next_up,
    out_of_order,
    overdue,
    reserve_list,
)
from tests.panel.rounds import rated

MARKS = {"A1": [(5, 5)] * 2, "B2": [(4, 4)] * 2, "C3": [(4, 4)] * 2, "D4": [(2, 2)] * 2}
NOON = "2027-03-01T12:00:00Z"


def entry(reference, place, state="waiting", until=None):
    return ReserveEntry(reference, Reserve(place=place, state=state, until=until), NOON)


def test_the_list_is_in_the_order_of_its_places_and_ends_with_an_erased_application():
    made = rated(MARKS)
    for place, reference in ((3, "D4"), (1, "B2"), (2, "C3")):
        made.write("lea", "reserve", {"place": place, "state": "waiting"}, about=reference)
    assert [one.reference for one in reserve_list(made.view())] == ["B2", "C3", "D4"]
    made.write("lea", "erase", {"why": "Asked.", "person": "Dr Lea"}, about="C3")
    assert [one.reference for one in reserve_list(made.view())] == ["B2", "D4"]


def test_history_keeps_every_step_and_nobody_but_a_lead_writes_one():
    made = rated(MARKS)
    first = made.write("lea", "reserve", {"place": 1, "state": "waiting", "person": "Lea"}, about="B2")
    second = made.write(
        "lea",
        "reserve",
        {"place": 1, "state": "offered", "until": NOON, "person": "Lea", "why": "A place came free."},
        about="B2",
        supersedes=[record_id(first)],
    )
    made.write("lea", "reserve", {"place": 1, "state": "declined"}, about="B2", supersedes=[record_id(second)])
    made.write("ann", "reserve", {"place": 1, "state": "accepted"}, about="B2")
    view, log = made.view(), made.log()
    assert [one.said.state for one in history(view, log, "B2")] == ["waiting", "offered", "declined"]
    assert history(view, log, "B2")[1].said.why == "A place came free."
    assert [one.said.state for one in reserve_list(view)] == ["declined"]
    assert history(view, log, "C3") == ()


def test_a_clock_has_run_out_a_second_after_its_end_and_only_while_an_offer_holds():
    entries = [
        entry("A1", 1, "offered", "2027-03-01T11:59:59Z"),
        entry("B2", 2, "offered", NOON),
        entry("C3", 3, "held", "2027-02-01T00:00:00Z"),
        entry("D4", 4, "accepted", "2027-02-01T00:00:00Z"),
        entry("E5", 5),
    ]
    assert [one.reference for one in overdue(entries, NOON)] == ["C3", "A1"]


def test_the_next_is_the_first_who_waits_and_is_only_said():
    entries = [entry("A1", 1, "declined"), entry("B2", 2, "offered", NOON), entry("C3", 3), entry("D4", 4)]
    assert next_up(entries).reference == "C3"
    assert next_up(entries[:2]) is None


def test_places_against_the_ranking_are_named_and_a_tie_goes_by_the_lot():
    places = order_of(rated(MARKS).view()).places
    assert out_of_order(places, [entry("A1", 1)], "D4", 2) == ()
    assert out_of_order(places, [entry("A1", 2)], "D4", 1) == ("A1",)
    lots = {place.reference: place.lot for place in places if place.reference in {"B2", "C3"}}
    first, second = sorted(lots, key=lots.get)
    assert out_of_order(places, [entry(first, 1)], second, 2) == ()
    assert out_of_order(places, [entry(second, 1)], first, 2) == (second,)
    assert out_of_order(places, [entry("A1", 1)], "Z9", 2) == ()  # without a total nothing is departed from


def test_every_state_can_be_left_and_nobody_waits_again_or_stays_by_a_step():
    assert set(FOLLOWING) == set(get_args(ReserveState))
    assert {"offered", "held"} == TIMED
    for state, following in FOLLOWING.items():
        assert following
        assert {state, "waiting"}.isdisjoint(following)
