from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.campaign import Weights
from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.ranking import lot, ranking
from leadready.panel.robustness import (
    line,
    near_the_line,
    rank_intervals,
    shortlist,
    standard_error,
    under_other_weights,
)
from leadready.rubric.model import CutScore
from tests.panel.rounds import Round, campaign


def rated(marks, **changes):
    """Marks by code: for each rater (led, why)."""
    made = Round(campaign(**changes))
    made.receive(*marks)
    for reference, both in marks.items():
        for name, (led, why) in zip(("ann", "bob"), both, strict=True):
            made.rate(name, reference, led, why)
    return made


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


def test_other_weights_say_who_would_enter_and_leave():
    # A: led 75, why 37.5: (225 + 37.5) / 4 = 65.625. B: led 62.5, why 75: (187.5 + 75) / 4 = 65.625. Both are in.
    made = rated(
        {"A1": [(4, 3), (4, 2)], "B2": [(3, 4), (4, 4)]}, cut=CutScore(method="places", places=1), tie_breaks=()
    )
    nobody = frozenset()
    assert under_other_weights(made.view()) == {
        "led +10%": (nobody, {"B2"}),
        "led -10%": (nobody, {"A1"}),
        "why +10%": (nobody, {"A1"}),
        "why -10%": (nobody, {"B2"}),
    }
    # B leads by more than a tenth of any weight moves.
    made = rated({"A1": [(5, 1), (4, 1)], "B2": [(3, 5), (4, 5)]}, cut=CutScore(method="places", places=1))
    assert set(under_other_weights(made.view()).values()) == {(nobody, nobody)}


def test_the_standard_error_is_that_of_raters_totals():
    """A1: totals 100 and 50, variance 1250; B2: 50 and 50, variance 0; pooled 625; two raters each: sqrt(312.5)."""
    made = rated({"A1": [(5, 5), (3, 3)], "B2": [(3, 3), (3, 3)]})
    found = merits(made.view())
    assert standard_error(made.campaign, found) == pytest.approx(312.5**0.5)
    assert near_the_line(made.campaign, found) == ("B2",)  # the line is 50 with two places; A1 is 75
    assert standard_error(made.campaign, {}) is None
    assert near_the_line(made.campaign, {}) == ()


def test_rank_intervals_are_narrow_where_raters_agree_and_repeat():
    made = rated({"A1": [(5, 5), (5, 5)], "B2": [(4, 4), (2, 2)], "C3": [(3, 3), (3, 3)]})
    found = merits(made.view())
    ranks = rank_intervals(made.campaign, found, seed=1)
    assert (ranks["A1"].low, ranks["A1"].high, ranks["A1"].shortlisted) == (1, 1, 1.0)
    assert (ranks["B2"].low, ranks["B2"].high) == (2, 3)
    assert 0.5 < ranks["B2"].shortlisted < 1
    assert ranks == rank_intervals(made.campaign, found, seed=1)


def test_a_moderated_mark_does_not_move_in_the_redraws():
    made = rated({"A1": [(5, 3), (1, 3)], "B2": [(3, 3), (3, 3)]})
    made.moderate("A1", "led", 4)
    ranks = rank_intervals(made.campaign, merits(made.view()), seed=1)
    assert (ranks["A1"].low, ranks["A1"].high) == (1, 1)
