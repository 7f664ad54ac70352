"""Against published examples, and against figures that other programs gave for the same tables."""

from __future__ import annotations

import json
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.agreement.distributions import beta_share, f_below, f_point
from leadready.panel.agreement.interval import DRAWS, Redraws
from leadready.panel.agreement.intraclass import intraclass
from leadready.panel.agreement.kappa import exact_and_within_one, fleiss_kappa, weighted_kappa
from leadready.panel.agreement.krippendorff import MEASUREMENTS, alpha
from leadready.panel.agreement.ratings import Ratings
from leadready.panel.agreement.report import criterion_agreement
from leadready.panel.stopping import Stopped

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "agreement.json").read_text(encoding="utf-8"))
FORMS = {
    "icc-1-1": "ICC(1,1)",
    "icc-2-1": "ICC(A,1)",
    "icc-3-1": "ICC(C,1)",
    "icc-1-k": "ICC(1,k)",
    "icc-2-k": "ICC(A,k)",
    "icc-3-k": "ICC(C,k)",
}
# Shrout and Fleiss 1979, table 2: four judges, six targets.
SHROUT = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Krippendorff 2011, section C: four observers, twelve units, with gaps.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def ratings(rows):
    return Ratings.of(
        {(f"a{a:03}", f"r{r}"): mark for a, row in enumerate(rows) for r, mark in enumerate(row) if mark is not None}
    )


def alpha_of(table, measurement, seed):
    return alpha(table, Redraws(table, seed))[measurement]


def kappa_of(table, seed):
    return fleiss_kappa(table, Redraws(table, seed))


def by_id(rows):
    return {found.id: found for found in intraclass(ratings(rows))}


def test_the_example_of_shrout_and_fleiss():
    found = {id_: round(one.value, 2) for id_, one in by_id(SHROUT).items()}
    assert found == {
        "icc-1-1": 0.17,
        "icc-1-k": 0.44,
        "icc-2-1": 0.29,
        "icc-2-k": 0.62,
        "icc-3-1": 0.71,
        "icc-3-k": 0.91,
    }


@pytest.mark.parametrize("case", VECTORS["complete"])
def test_intraclass_correlations_and_their_intervals(case):
    found = by_id(case["table"])
    for id_, name in FORMS.items():
        value, (low, high) = case["icc"][name]
        assert isclose(found[id_].value, value, abs_tol=1e-9), id_
        assert abs(found[id_].low - low) <= 0.0051, id_
        assert abs(found[id_].high - high) <= 0.0051, id_
        assert (found[id_].applicants, found[id_].raters) == (len(case["table"]), len(case["table"][0]))


@pytest.mark.parametrize("case", [*VECTORS["complete"], *VECTORS["gaps"]])
@pytest.mark.parametrize("measurement", MEASUREMENTS)
def test_alpha(case, measurement):
    assert isclose(alpha_of(ratings(case["table"]), measurement, 1).value, case["alpha"][measurement], abs_tol=1e-9)


def test_the_example_of_krippendorff():
    rows = [list(unit) for unit in zip(*KRIPPENDORFF, strict=True)]
    found = {measurement: round(alpha_of(ratings(rows), measurement, 1).value, 3) for measurement in MEASUREMENTS}
    assert found == {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}


@pytest.mark.parametrize("case", VECTORS["kappa"])
def test_weighted_kappa_and_its_interval(case):
    found = weighted_kappa(ratings(case["table"]), "r0", "r1", (1, 2, 3, 4, 5))
    assert isclose(found.value, case["kappa"], abs_tol=1e-9)
    assert isclose(found.low, max(-1, case["low"]), abs_tol=1e-6)
    assert isclose(found.high, min(1, case["high"]), abs_tol=1e-6)


@pytest.mark.parametrize("case", VECTORS["complete"])
def test_fleiss_kappa(case):
    assert isclose(kappa_of(ratings(case["table"]), 1).value, case["fleiss"], abs_tol=1e-9)


@pytest.mark.parametrize(("probability", "above", "below", "point"), VECTORS["f"])
def test_the_f_distribution(probability, above, below, point):
    assert isclose(f_point(probability, above, below), point, rel_tol=1e-9)
    assert isclose(f_below(point, above, below), probability, rel_tol=1e-9)


@given(st.floats(0.5, 80), st.floats(0.5, 80), st.floats(0, 1))
def test_the_incomplete_beta_function_is_a_distribution(a, b, x):
    found = beta_share(a, b, x)
    assert -1e-12 <= found <= 1 + 1e-12
    assert isclose(found + beta_share(b, a, 1 - x), 1, abs_tol=1e-9)
    assert beta_share(a, b, x * 0.9) <= found + 1e-12


def test_agreement_of_pairs_is_counted():
    rows = [[3, 3, 4], [1, 5, None], [2, None, None], [2, 3, 3]]
    assert exact_and_within_one(ratings(rows)) == (7, 2, 6)


def test_intervals_by_bootstrap_hold_the_value_and_repeat_with_their_seed():
    table = ratings(VECTORS["complete"][3]["table"])
    one, again, other = (alpha_of(table, "ordinal", seed) for seed in (1, 1, 2))
    assert one == again
    assert (one.low, one.high) != (other.low, other.high)
    assert one.low < one.value < one.high
    many = kappa_of(table, 1)
    assert many.low < many.value < many.high


def test_intervals_by_bootstrap_stay_as_they_were_published():
    """Of the seed 1, to the last bit: a report that was signed must come out the same again."""
    table = ratings(VECTORS["complete"][3]["table"])
    redraws = Redraws(table, 1)
    found = {measurement: (one.low, one.high) for measurement, one in alpha(table, redraws).items()}
    assert found == {
        "nominal": (0.0437916496668026, 0.31646869042381576),
        "ordinal": (0.2555145572817986, 0.7072478083107285),
        "interval": (0.24213222207752738, 0.7204345321372727),
        "ratio": (0.15996064020796041, 0.6810577204388928),
    }
    many = fleiss_kappa(table, redraws)
    assert (many.low, many.high) == (0.031687746498028045, 0.3078163953658894)


def test_the_redraws_of_a_criterion_are_made_once_for_all_coefficients(monkeypatch):
    made = []
    draw = Redraws._draw
    monkeypatch.setattr(Redraws, "_draw", lambda self: made.append(1) or draw(self))
    criterion_agreement("led", ratings(VECTORS["complete"][3]["table"]), (1, 5), 1)
    assert made == [1]


def test_a_bootstrap_that_nobody_waits_for_ends_between_two_redraws():
    went_on = []

    def go_on():
        went_on.append(1)
        if len(went_on) == 7:
            raise Stopped

    with pytest.raises(Stopped):
        criterion_agreement("led", ratings(VECTORS["complete"][3]["table"]), (1, 5), 1, go_on)
    assert len(went_on) == 7 < DRAWS


def test_without_variance_there_is_no_coefficient():
    flat = ratings([[3, 3], [3, 3], [3, 3]])
    assert [found.value for found in intraclass(flat)] == [None] * 6
    assert alpha_of(flat, "ordinal", 1).value is None
    assert weighted_kappa(flat, "r0", "r1", (1, 5)).value is None
    assert kappa_of(flat, 1).value is None


def test_perfect_agreement_is_one():
    perfect = ratings([[1, 1], [3, 3], [5, 5], [2, 2]])
    assert [found.value for found in intraclass(perfect)] == [1.0] * 6
    assert alpha_of(perfect, "interval", 1).value == 1
    assert weighted_kappa(perfect, "r0", "r1", (1, 5)).value == 1
    assert kappa_of(perfect, 1).value == 1


def test_too_little_gives_none_and_never_fails():
    for rows in ([], [[3]], [[3, 4]], [[3], [4]], [[3, None], [None, 4]]):
        few = ratings(rows)
        assert all(found.value is None for found in intraclass(few))
        assert alpha_of(few, "nominal", 1).value in {None, 0.0}
        assert weighted_kappa(few, "r0", "r1", (1, 5)).value in {None, 0.0}
        assert kappa_of(few, 1).value is None or len(rows) == 1


def test_with_gaps_only_the_first_form_is_given():
    rows = [[3, 4, None], [None, 2, 1], [5, None, 4], [2, 2, None]]
    found = by_id(rows)
    assert set(found) == {"icc-1-1", "icc-1-k"}
    # By hand: means 3.5 1.5 4.5 2, grand 23/8; rows SS 11.375, df 3; within SS 1.5, df 4; k 2.
    rows_square, within = 2 * sum((m - 23 / 8) ** 2 for m in (3.5, 1.5, 4.5, 2)) / 3, 1.5 / 4
    assert isclose(found["icc-1-1"].value, (rows_square - within) / (rows_square + within))
    assert isclose(found["icc-1-k"].value, 1 - within / rows_square)


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3), max_size=12))
def test_any_ratings_give_numbers_in_range_or_none(rows):
    table = ratings(rows)
    for found in (*intraclass(table), weighted_kappa(table, "r0", "r1", range(1, 6))):
        assert found.value is None or found.value <= 1 + 1e-12
        if found.low is not None:
            assert found.low <= found.value + 1e-12 <= found.high + 2e-12
