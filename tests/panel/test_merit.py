from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.campaign import Weights
from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.ranking import lot, ranking
from leadready.panel.robustness import line, shortlist
from leadready.rubric.model import CutScore
from tests.panel.rounds import Round, rated


def test_a_total_by_hand():
    """led: (4+3)/2 = 3.5 on 1-5 is 62.5; why: (2+3)/2 = 2.5 is 37.5; weights 3 and 1: (187.5 + 37.5) / 4 = 56.25."""
    found = merits(rated({"A1": [(4, 2), (3, 3)]}).view())["A1"]
    assert found.criteria["led"].scaled == Fraction(125, 2)
    assert found.criteria["why"].scaled == Fraction(75, 2)
    assert (found.evidence, found.total) == (Fraction(225, 4), Fraction(225, 4))


def test_a_moderated_mark_takes_the_place_of_the_mean_and_the_marks_stay():
    made = rated({"A1": [(5, 3), (1, 3)]})
    made.moderate("A1", "led", 2)
    led = merits(made.view())["A1"].criteria["led"]
    assert (led.marks, led.moderated, led.scaled) == ({"ann": 5, "bob": 1}, 2, 25)


def test_the_exercises_count_by_their_share():
    weights = Weights(
        evidence=Decimal(70), objective=Decimal(20), self_report=Decimal(10), reason="The board asked for it."
    )
    made = rated({"A1": [(5, 5), (5, 5)], "B2": [(5, 5), (5, 5)], "C3": [(5, 5), (5, 5)]}, weights=weights)
    made.write("lea", "exercises", {"objective": "125/2", "self_report": "40"}, about="A1")
    made.write("lea", "exercises", {"objective": None, "self_report": None}, about="B2")
    found = merits(made.view())
    assert found["A1"].total == 70 + Fraction(20 * 125, 200) + 4
    assert found["B2"].total == 80  # no profile: its share goes to the evidence; exercises left out count nothing
    assert found["C3"].total == 80


def test_without_all_marks_there_is_no_total():
    made = Round()
    made.receive("A1", "B2")
    made.write("ann", "rated", {"mark": 3}, about="A1", part="led")
    made.write("ann", "locked", about="A1")
    found = merits(made.view())
    assert (found["A1"].total, found["B2"].total) == (None, None)
    assert ranking(made.campaign, found.values()) == ()


def test_ties_are_parted_by_the_ladder_and_shown_as_ties_after_it():
    made = rated({
        "A1": [(3, 3), (3, 3)],              # led 50, why 50: total 50
        "B2": [(3, 3), (3, 3)],              # the same
        "C3": [(2, 5), (3, 5)],              # led 37.5, why 100: (112.5 + 100) / 4 = 53.125
        "D4": [(4, 1), (3, 2)],              # led 62.5, why 12.5: (187.5 + 12.5) / 4 = 50
    })  # fmt: skip
    places = {place.reference: place for place in ranking(made.campaign, merits(made.view()).values())}
    assert {reference: place.rank for reference, place in places.items()} == {"C3": 1, "A1": 2, "B2": 2, "D4": 4}
    assert places["A1"].tied == ("B2",)
    assert sorted((places["A1"].lot, places["B2"].lot)) == [1, 2]
    assert (places["A1"].lot == 1) == (lot("5" * 32, "A1") < lot("5" * 32, "B2"))
    assert places["D4"].parted_by == "why"
    assert places["C3"].parted_by is None


def test_the_lot_is_one_that_anyone_can_draw():
    from hashlib import sha256

    assert lot("abc", "A1") == sha256(b"abc/lot/A1").hexdigest()


@given(
    st.dictionaries(
        st.sampled_from(["A1", "B2", "C3", "D4", "E5"]),
        st.tuples(*[st.tuples(st.integers(1, 5), st.integers(1, 5))] * 2),
        min_size=1,
    )
)
def test_p12_the_ranking_hangs_on_marks_and_seed_alone(marks):
    made = rated(marks)
    found = merits(made.view())
    places = ranking(made.campaign, found.values())
    assert places == ranking(made.campaign, reversed(list(found.values())))
    assert [place.rank for place in places] == sorted(place.rank for place in places)
    for place in places:
        better = sum(found[other.reference].total > found[place.reference].total for other in places)
        assert place.rank >= better + 1
        assert place.rank + len(place.tied) <= len(places)


def test_discrepancies_near_the_line_come_first_and_settled_ones_last():
    made = rated({"A1": [(5, 5), (3, 5)], "B2": [(3, 3), (3, 3)], "C3": [(1, 4), (4, 4)], "D4": [(4, 1), (4, 2)]})
    found = merits(made.view())
    at = line(made.campaign, found)
    listed = discrepancies(made.campaign, found, at)
    # A1: led 5/3 differ by 2 and totals by 37.5; C3: led 1/4; totals by 56.25; D4: a lowest mark on why.
    assert {(one.reference, one.criterion, one.reason) for one in listed} == {
        ("A1", "led", "marks"), ("A1", "", "total"), ("C3", "led", "marks"), ("C3", "", "total"), ("D4", "why", "lowest"),
    }  # fmt: skip
    assert [one.from_line for one in listed] == sorted(one.from_line for one in listed)
    made.moderate("A1", "led", 4)
    listed = discrepancies(made.campaign, merits(made.view()), at)
    assert (listed[-1].reference, listed[-1].criterion, listed[-1].settled) == ("A1", "led", True)


def test_the_shortlist_holds_all_who_are_tied_across_the_last_place():
    made = rated({"A1": [(5, 5), (5, 5)], "B2": [(3, 3), (3, 3)], "C3": [(3, 3), (3, 3)], "D4": [(1, 1), (1, 1)]})
    found = merits(made.view())
    assert shortlist(made.campaign, found) == {"A1", "B2", "C3"}
    assert line(made.campaign, found) == 50


def test_a_total_exactly_on_a_fixed_line_is_above_it():
    made = rated({"A1": [(3, 3), (3, 3)], "B2": [(3, 3), (3, 2)]}, cut=CutScore(method="fixed", at=Decimal(50)))
    assert shortlist(made.campaign, merits(made.view())) == {"A1"}
