from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.agreement.adjusting import Effect, adjusted_total, effects
from leadready.panel.agreement.bands import band, reach
from leadready.panel.agreement.of_round import locked_ratings, round_agreement
from leadready.panel.agreement.ratings import Ratings
from leadready.panel.campaign import Weights
from leadready.panel.merit import merits
from leadready.panel.ranking import ranking
from tests.panel.rounds import rated


def criterion(**marks):
    return Ratings.of({(applicant, rater): mark for rater, row in marks.items() for applicant, mark in row.items()})


def known(**marks):
    return {rater: Effect(rater, mark, 10, linked=True) for rater, mark in marks.items()}


def test_two_raters_a_mark_apart_are_each_half_a_mark_from_what_is_meant():
    found = effects({"led": criterion(ann={"a": 2, "b": 3}, bob={"a": 3, "b": 4})})
    assert (found["ann"].marks, found["bob"].marks) == (-0.5, 0.5)
    assert (found["ann"].applicants, found["ann"].linked) == (2, True)
    # Both adjusted marks of an answer are then the same, and their mean is the mean of the marks.
    assert 2 - found["ann"].marks == 3 - found["bob"].marks == 2.5


def test_one_odd_mark_moves_nobody():
    marks = {f"a{n}": 3 for n in range(9)}
    found = effects({"led": criterion(ann=marks | {"z": 1}, bob=marks | {"z": 5})})
    assert {one.marks for one in found.values()} == {0}


def test_a_severe_rater_is_found_through_others():
    """Ann reads with Bob, Bob with Cat; Bob is a mark milder than both. Ann -1/3, Bob 2/3, Cat -1/3."""
    found = effects({
        "led": criterion(
            ann={"a": 2, "b": 3},
            bob={"a": 3, "b": 4, "c": 3, "d": 5},
            cat={"c": 2, "d": 4},
        )
    })  # fmt: skip
    assert [round(one.marks, 9) for one in found.values()] == [round(x, 9) for x in (-1 / 3, 2 / 3, -1 / 3)]


def test_raters_without_a_link_are_known_to_nobody():
    marks = {f"a{n}": 3 for n in range(10)}
    other = {f"b{n}": 3 for n in range(10)}
    found = effects({"led": criterion(ann=marks, bob=marks, cat=other, dan=other)})
    assert {one.is_known_enough for one in found.values()} == {False}
    assert {one.applicants for one in found.values()} == {10}


@pytest.mark.parametrize(("shared", "expected"), [(9, False), (10, True)])
def test_enough_is_ten_applicants_whatever_the_number_of_criteria(shared, expected):
    marks = criterion(ann={f"a{n}": 2 for n in range(shared)}, bob={f"a{n}": 3 for n in range(shared)})
    assert effects({"led": marks, "why": marks})["ann"].is_known_enough is expected


def test_nothing_shared_is_nothing_known():
    assert effects({"led": criterion(ann={"a": 2}, bob={"b": 3})}) == {}
    assert effects({}) == {}


def test_an_adjusted_total_by_hand():
    """Ann adds -1, Bob 0: half a mark of 25 points each on both criteria. 56.25 becomes 68.75."""
    made = rated({"A1": [(4, 2), (3, 3)]})
    merit = merits(made.view())["A1"]
    assert merit.total == Fraction(225, 4)
    assert adjusted_total(made.campaign, merit, known(ann=-1.0, bob=0.0)) == pytest.approx(68.75)
    assert adjusted_total(made.campaign, merit, known(ann=-1.0)) is None
    assert adjusted_total(made.campaign, merit, {**known(ann=-1.0), "bob": Effect("bob", 0.0, 9, linked=True)}) is None


def test_a_moderated_mark_is_not_adjusted_and_only_the_evidence_is():
    """Exercises take a fifth; `led` (weight 3 of 4) is settled, so half of 25 points on `why` counts 0.8 / 4 = 2.5."""
    weights = Weights(evidence=Decimal(80), objective=Decimal(20))
    made = rated({"A1": [(5, 2), (1, 3)]}, weights=weights)
    made.moderate("A1", "led", 3)
    merit = merits(made.view())["A1"]
    assert adjusted_total(made.campaign, merit, known(ann=-1.0, bob=0.0)) == pytest.approx(float(merit.total) + 2.5)


def test_the_round_goes_by_locked_marks_before_moderation():
    made = rated({f"A{n}": [(4, 3), (3, 3)] for n in range(10)})
    made.receive("Z9")
    made.rate("ann", "Z9", 1, 1, lock=False)
    before = round_agreement(made.view())
    made.moderate("A1", "led", 1)
    after = round_agreement(made.view())
    assert after.panel == before.panel
    assert set(locked_ratings(made.view())["led"].applicants) == {f"A{n}" for n in range(10)}
    assert [one.marks for one in after.effects.values()] == [0.25, -0.25]  # .5 on one criterion, 0 on the other: median
    raw = {one.reference: one.raw for one in before.beside}
    assert raw == {f"A{n}": Fraction(125 * 3, 2 * 4) + Fraction(50, 4) for n in range(10)}
    assert {one.adjusted for one in before.beside} == {float(raw["A1"])}  # both raters of all: nothing moves


@given(
    st.dictionaries(
        st.sampled_from(["A1", "B2", "C3", "D4"]),
        st.tuples(*[st.tuples(st.integers(1, 5), st.integers(1, 5))] * 3),
        min_size=1,
    )
)
def test_effects_have_the_mean_0_and_never_touch_the_ranking(marks):
    made = rated(marks)
    view = made.view()
    found = effects(locked_ratings(view))
    assert sum(one.marks for one in found.values()) == pytest.approx(0, abs=1e-9)
    before = ranking(made.campaign, merits(view).values())
    for merit in merits(view).values():
        adjusted_total(made.campaign, merit, found)
    assert ranking(made.campaign, merits(view).values()) == before


@pytest.mark.parametrize(
    ("coefficient", "value", "expected"),
    [
        ("icc-2-1", 0.4999, "poor"),
        ("icc-2-1", 0.5, "moderate"),
        ("icc-2-k", 0.75, "good"),
        ("icc-1-1", 0.9, "good"),
        ("icc-1-1", 0.9001, "excellent"),
        ("icc-1-1", -0.2, "poor"),
        ("alpha-ordinal", 0.666, "unreliable"),
        ("alpha-ordinal", 0.667, "tentative"),
        ("alpha-ordinal", 0.8, "reliable"),
        ("weighted-kappa", 0.9, None),
        ("fleiss-kappa", 0.9, None),
    ],
)
def test_bands_are_those_of_the_field(coefficient, value, expected):
    assert band(coefficient, value) == expected


def test_an_interval_reaches_over_bands():
    assert reach("icc-2-1", 0.3, 0.8) == ("poor", "good")
    assert reach("weighted-kappa", 0.3, 0.8) is None
