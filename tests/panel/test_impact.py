from __future__ import annotations

import json
from fractions import Fraction
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.impact import SMALLEST, fisher_exact, outcomes

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "agreement.json").read_text(encoding="utf-8"))


def test_the_worked_example_a_low_ratio_that_chance_explains():
    men, women = outcomes({"men": (12, 40), "women": (6, 30)})
    assert (men.ratio, men.p) == (None, None)
    assert women.ratio == Fraction(2, 3)
    assert round(women.p, 2) == 0.41
    assert women.is_below_four_fifths
    # By hand: ln(2/3) ± 1.96 √(1/6 - 1/30 + 1/12 - 1/40)
    assert (round(women.low, 2), round(women.high, 2)) == (0.28, 1.57)


@pytest.mark.parametrize(("table", "p"), VECTORS["fisher"])
def test_fishers_exact_p(table, p):
    (a, b), (c, d) = table
    assert isclose(fisher_exact((a, a + b), (c, c + d)), p, rel_tol=1e-9)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_p_is_the_same_whichever_group_comes_first(a, b, c, d):
    found = fisher_exact((a, a + b), (c, c + d))
    assert 0 < found <= 1
    assert found == fisher_exact((c, c + d), (a, a + b))
    assert found == fisher_exact((b, a + b), (d, c + d))


def test_exactly_four_fifths_is_not_below():
    _all, some = outcomes({"all": (10, 20), "some": (8, 20)})
    assert some.ratio == Fraction(4, 5)
    assert not some.is_below_four_fifths


def test_small_groups_are_not_shown_and_cannot_be_worked_out():
    found = {one.group: one.people for one in outcomes({"a": (5, 50), "b": (3, SMALLEST - 1), "c": (4, 20)})}
    assert found == {"a": 50, "b": None, "c": None}
    found = {one.group: one.people for one in outcomes({"a": (5, 50), "b": (3, 5), "c": (4, 4)})}
    assert found == {"a": 50, "b": None, "c": None}
    assert [one.people for one in outcomes({"a": (1, 3)})] == [None]


def test_nobody_selected_is_no_ratio():
    one, other = outcomes({"a": (0, 20), "b": (0, 30)})
    assert (one.ratio, other.ratio) == (None, None)
    zero, some = outcomes({"a": (0, 20), "b": (3, 30)})
    assert (zero.ratio, zero.low, some.ratio) == (0, None, None)


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="a"):
        outcomes({"a": (3, 2)})
