from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.decisions import Departure, departing, departures_of
from leadready.panel.order import order_of
from tests.panel.rounds import rated

MARKS = {"A1": [(5, 5)] * 2, "B2": [(4, 4)] * 2, "C3": [(4, 4)] * 2, "D4": [(2, 2)] * 2}


def places_of(view):
    return order_of(view).places


def all_departures(view):
    """Say by code how each outcome that departs does."""
    places = places_of(view)
    return {
        code: departures_of(view, places, code, view.applicants[code].outcome.outcome)
        for code in departing(view, places)
    }


def decided(**outcomes):
    made = rated(MARKS)
    for reference, outcome in outcomes.items():
        payload = {"outcome": outcome.replace("_", "-"), "person": "Dr Lea", "why": "Read twice."}
        made.write("lea", "decided", payload, about=reference)
    return made.view()


def test_to_pass_over_somebody_is_a_departure_once_both_are_decided():
    nobody = decided()
    assert departures_of(nobody, places_of(nobody), "D4", "offered") == ()
    view = decided(A1="reserve")
    places = places_of(view)
    assert departures_of(view, places, "D4", "offered") == (Departure("over", ("A1",)),)
    assert departures_of(view, places, "D4", "reserve") == ()
    assert departures_of(view, places, "D4", "not-appointed") == ()
    assert departures_of(decided(D4="offered"), places, "A1", "reserve") == (Departure("under", ("D4",)),)


def test_to_part_a_tie_is_a_departure():
    view = decided(B2="offered")
    assert departures_of(view, places_of(view), "C3", "reserve") == (Departure("tie", ("B2",)),)
    assert departures_of(view, places_of(view), "C3", "offered") == ()


def test_whoever_withdrew_is_passed_by_nobody():
    view = decided(A1="withdrawn")
    assert departures_of(view, places_of(view), "D4", "offered") == ()
    view = decided(D4="offered")
    assert departures_of(view, places_of(view), "A1", "ineligible") == ()


def test_to_go_on_past_a_gate_is_a_departure():
    made = rated(MARKS)
    made.write("lea", "gate", {"passed": False}, about="A1", part="time")
    view = made.view()
    assert departures_of(view, places_of(view), "A1", "offered") == (Departure("gate", ("time",)),)
    assert departures_of(view, places_of(view), "A1", "not-appointed") == ()


def test_all_departures_are_listed_from_both_sides():
    assert all_departures(decided(A1="reserve", D4="offered")) == {
        "A1": (Departure("under", ("D4",)),),
        "D4": (Departure("over", ("A1",)),),
    }
    assert all_departures(decided(A1="offered", B2="reserve", C3="reserve", D4="not_appointed")) == {}


@given(
    st.fixed_dictionaries(
        {code: st.sampled_from(["offered", "reserve", "not_appointed", "withdrawn"]) for code in MARKS}
    )
)
def test_a_departure_has_another_side(outcomes):
    found = all_departures(decided(**outcomes))
    other = {"over": "under", "under": "over", "tie": "tie"}
    for reference, departures in found.items():
        for one in departures:
            for code in one.others:
                back = {back.kind: back.others for back in found[code]}
                assert reference in back[other[one.kind]]


@given(
    st.fixed_dictionaries(
        {code: st.sampled_from(["offered", "reserve", "not_appointed", "withdrawn"]) for code in MARKS}
    )
)
def test_all_departures_are_those_of_each(outcomes):
    view = decided(**outcomes)
    places = places_of(view)
    each = {code: departures_of(view, places, code, said.replace("_", "-")) for code, said in outcomes.items()}
    assert all_departures(view) == {code: found for code, found in each.items() if found}
