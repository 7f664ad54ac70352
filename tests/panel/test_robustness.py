from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel import redraws
from leadready.panel.campaign import Weights
from leadready.panel.merit import merits
from leadready.panel.ranking import ranking
from leadready.panel.redraws import DRAWS, RankInterval, rank_intervals, unsure
from leadready.panel.robustness import line, near_the_line, shortlist, standard_error, under_other_weights
from leadready.panel.stopping import Stopped
from leadready.rubric.model import CutScore
from tests.panel.rounds import Round, rated

ONE_PLACE = CutScore(method="places", places=1)
MARKS = st.dictionaries(
    st.sampled_from(["A1", "B2", "C3", "D4", "E5"]),
    st.tuples(*[st.tuples(st.integers(1, 5), st.integers(1, 5))] * 2),
    min_size=1,
)


def moved(made):
    return {
        f"{one.criterion or one.part} {'+' if one.more else '-'}": (set(one.enters), set(one.leaves))
        for one in under_other_weights(made.view())
    }


def test_other_weights_say_who_would_enter_and_leave():
    # A: led 75, why 37.5: (225 + 37.5) / 4 = 65.625. B: led 62.5, why 75: (187.5 + 75) / 4 = 65.625. Both are in.
    made = rated({"A1": [(4, 3), (4, 2)], "B2": [(3, 4), (4, 4)]}, cut=ONE_PLACE, tie_breaks=())
    assert moved(made) == {
        "led +": (set(), {"B2"}),
        "led -": (set(), {"A1"}),
        "why +": (set(), {"A1"}),
        "why -": (set(), {"B2"}),
    }
    # B leads by more than a tenth of any weight moves.
    made = rated({"A1": [(5, 1), (4, 1)], "B2": [(3, 5), (4, 5)]}, cut=ONE_PLACE)
    assert all(change == (set(), set()) for change in moved(made).values())


def test_the_share_of_the_exercises_is_moved_too_and_the_evidence_gives_it():
    """A: evidence 50, exercises 100: 0.8 * 50 + 0.2 * 100 = 60. B: evidence 62.5, exercises 50: 50 + 10 = 60.

    With exercises at 22 %: A 39 + 22 = 61, B 48.75 + 11 = 59.75; at 18 %: A 41 + 18 = 59, B 51.25 + 9 = 60.25.
    """
    weights = Weights(evidence=Decimal(80), objective=Decimal(20))
    made = rated({"A1": [(3, 3)] * 2, "B2": [(3, 3), (4, 4)]}, cut=ONE_PLACE, tie_breaks=(), weights=weights)
    made.write("lea", "exercises", {"objective": "100", "self_report": None}, about="A1")
    made.write("lea", "exercises", {"objective": "50", "self_report": None}, about="B2")
    found = moved(made)
    assert (found["objective +"], found["objective -"]) == ((set(), {"B2"}), (set(), {"A1"}))
    assert "self_report +" not in found


def test_the_standard_error_is_that_of_raters_totals():
    """A1: totals 100 and 50, variance 1250; B2: 50 and 50, variance 0; pooled 625; two raters each: sqrt(312.5)."""
    made = rated({"A1": [(5, 5), (3, 3)], "B2": [(3, 3), (3, 3)]}, cut=ONE_PLACE)
    found = merits(made.view())
    assert standard_error(made.campaign, found) == pytest.approx(312.5**0.5)
    assert near_the_line(made.campaign, found) == ("A1",)  # the line is 75 with one place; B2 is 25 below it
    assert standard_error(made.campaign, {}) is None
    assert near_the_line(made.campaign, {}) == ()


def test_the_standard_error_of_a_total_is_the_evidences_share_of_it():
    weights = Weights(evidence=Decimal(80), objective=Decimal(20))
    made = rated({"A1": [(5, 5), (3, 3)], "B2": [(3, 3), (3, 3)]}, weights=weights)
    assert standard_error(made.campaign, merits(made.view())) == pytest.approx(0.8 * 312.5**0.5)


def test_an_application_exactly_one_standard_error_from_the_line_is_near_it():
    """All totals differ by 25 between two raters: variance 312.5, error sqrt(156.25) = 12.5. B2 is 12.5 below the line."""
    fixed = CutScore(method="fixed", at=Decimal(50))
    made = rated({"A1": [(3, 3), (4, 4)], "B2": [(2, 2), (3, 3)], "C3": [(1, 1), (2, 2)]}, cut=fixed)
    found = merits(made.view())
    assert standard_error(made.campaign, found) == 12.5
    assert {code: one.total for code, one in found.items()} == {
        "A1": Fraction(125, 2),
        "B2": Fraction(75, 2),
        "C3": Fraction(25, 2),
    }
    assert near_the_line(made.campaign, found) == ("A1", "B2")


def test_where_everybody_has_a_place_there_is_no_line():
    made = rated({"A1": [(5, 5), (3, 3)], "B2": [(3, 3), (3, 3)]})
    found = merits(made.view())
    assert line(made.campaign, found) is None
    assert near_the_line(made.campaign, found) == ()


def test_redraws_by_hand():
    """Two applications, one criterion's worth of doubt: A's raters give 100 and 75, B's 50 and 50.

    Departures: +-12.5 stretched by sqrt(2), twice, and 0 twice. A mean of two draws moves a total by at most 17.7, so
    A (87.5) never comes below B (50): the order is sure, although A's raters differ.
    """
    made = rated({"A1": [(5, 5), (4, 4)], "B2": [(3, 3), (3, 3)]}, cut=ONE_PLACE)
    ranks = rank_intervals(made.campaign, merits(made.view()))
    assert ranks == {"A1": RankInterval(1, 1, 1.0), "B2": RankInterval(2, 2, 0.0)}


def test_two_whose_raters_differ_may_change_places_and_the_doubt_is_shared():
    """A (62.5) and B (50) change places only if B rises and A falls: both draws of each from +-17.7, 0, 0, +-17.7."""
    made = rated({"A1": [(3, 3), (4, 4)], "B2": [(2, 2), (4, 4)], "C3": [(1, 1), (1, 1)]}, cut=ONE_PLACE)
    found = merits(made.view())
    ranks = rank_intervals(made.campaign, found)
    assert (ranks["A1"].low, ranks["A1"].high, ranks["B2"].low, ranks["B2"].high) == (1, 2, 1, 2)
    # C's own raters agree, and yet the doubt of marks is the panel's: it is drawn from all.
    assert ranks["C3"].low == 3
    assert 0.5 < ranks["A1"].shortlisted < 1
    assert ranks["A1"].shortlisted + ranks["B2"].shortlisted >= 1
    found_unsure = unsure(made.campaign, found, ranks)
    assert [code for code, _share in found_unsure.leaves] == ["A1"]
    assert [code for code, _share in found_unsure.enters] == ["B2"]
    assert found_unsure.enters[0][1] == ranks["B2"].shortlisted


def test_moderated_marks_do_not_move_in_the_redraws():
    made = rated({"A1": [(5, 3), (1, 3)], "B2": [(3, 3), (3, 3)]}, cut=ONE_PLACE)
    made.moderate("A1", "led", 4)
    made.moderate("A1", "why", 3)
    made.moderate("B2", "led", 3)
    made.moderate("B2", "why", 3)
    ranks = rank_intervals(made.campaign, merits(made.view()))
    assert ranks == {"A1": RankInterval(1, 1, 1.0), "B2": RankInterval(2, 2, 0.0)}


def test_a_fixed_line_is_met_by_totals_and_not_by_ranks():
    made = rated({"A1": [(5, 5), (5, 5)], "B2": [(5, 5), (5, 5)]}, cut=CutScore(method="fixed", at=Decimal(60)))
    ranks = rank_intervals(made.campaign, merits(made.view()))
    assert {one.shortlisted for one in ranks.values()} == {1.0}
    assert {(one.low, one.high) for one in ranks.values()} == {(1, 1)}  # a tie is a tie: both are first


def four():
    """Four applications, of which the panel settled one criterion of one."""
    made = rated(
        {"A1": [(5, 3), (3, 4)], "B2": [(4, 3), (2, 4), (5, 5)], "C3": [(3, 3), (4, 2)], "D4": [(2, 5), (4, 3)]}
    )
    made.moderate("C3", "led", 4)
    return made


def test_redraws_stay_as_they_were_published():
    made = four()
    assert rank_intervals(made.campaign, merits(made.view())) == {
        "A1": RankInterval(1, 4, 0.641),
        "B2": RankInterval(1, 4, 0.625),
        "C3": RankInterval(1, 4, 0.491),
        "D4": RankInterval(1, 4, 0.243),
    }


def test_what_a_departure_adds_is_worked_out_once_for_each_set_of_open_criteria(monkeypatch):
    """Not once for each application: with thousands that is thousands of thousands."""
    asked = []
    effects = redraws._effects
    monkeypatch.setattr(redraws, "_effects", lambda *given: asked.append(given[1]) or effects(*given))
    made = four()
    rank_intervals(made.campaign, merits(made.view()))
    assert asked == [("led", "why"), ("why",)]


@pytest.mark.parametrize("last", [2, 4 + 500])
def test_redraws_that_nobody_waits_for_end_at_the_next_step(last):
    """In the four applications, and in the thousand redraws."""
    made, went_on = four(), []

    def go_on():
        went_on.append(1)
        if len(went_on) == last:
            raise Stopped

    with pytest.raises(Stopped):
        rank_intervals(made.campaign, merits(made.view()), go_on)
    assert len(went_on) == last


def test_nothing_is_redrawn_where_nobody_has_two_raters():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 4, 4)
    assert rank_intervals(made.campaign, merits(made.view())) == {}
    assert rank_intervals(made.campaign, {}) == {}


@given(MARKS)
def test_p12_the_order_in_which_applications_come_changes_nothing(marks):
    made = rated(marks)
    found = merits(made.view())
    turned = dict(reversed(list(found.items())))
    assert ranking(made.campaign, found.values()) == ranking(made.campaign, turned.values())
    assert shortlist(made.campaign, found) == shortlist(made.campaign, turned)
    if len(marks) <= 2:  # a thousand redraws
        assert rank_intervals(made.campaign, found) == rank_intervals(made.campaign, turned)


@given(MARKS, st.permutations(["A1", "B2", "C3", "D4", "E5"]))
def test_p12_other_codes_for_the_same_marks_give_the_same_ranks(marks, names):
    """Codes part nobody: after renaming, whoever had a rank has it still. Only the lot, which names codes, may change."""
    renamed = dict(zip(["A1", "B2", "C3", "D4", "E5"], names, strict=True))
    one, other = rated(marks), rated({renamed[code]: both for code, both in marks.items()})
    before = {place.reference: place.rank for place in ranking(one.campaign, merits(one.view()).values())}
    after = {place.reference: place.rank for place in ranking(other.campaign, merits(other.view()).values())}
    assert after == {renamed[code]: rank for code, rank in before.items()}


@given(MARKS)
def test_intervals_hold_ranks_that_exist(marks):
    made = rated(dict(list(marks.items())[:3]))
    found = merits(made.view())
    for one in rank_intervals(made.campaign, found).values():
        assert 1 <= one.low <= one.high <= len(found)
        assert one.shortlisted * DRAWS == round(one.shortlisted * DRAWS)
