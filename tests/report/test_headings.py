"""Levels of headings, from the ranks that authors of sections give them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.report.headings import Headings


def levels(*ranks: int) -> list[int]:
    headings = Headings()
    return [headings.level(rank) for rank in ranks]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((0, 1, 2, 3), [1, 2, 3, 4]),
        ((0, 1, 3, 3), [1, 2, 3, 3]),
        ((0, 1, 3, 2, 3), [1, 2, 3, 3, 4]),
        ((1, 2, 3, 1), [1, 2, 3, 1]),
        ((3, 2, 1), [1, 1, 1]),
        ((0, 1, 2, 1, 3), [1, 2, 3, 2, 3]),
    ],
)
def test_a_heading_is_one_deeper_than_the_one_it_stands_under(ranks: tuple[int, ...], expected: list[int]):
    assert levels(*ranks) == expected


def test_what_comes_after_a_group_does_not_stand_under_its_headings():
    headings = Headings()
    assert [headings.level(0), headings.level(1)] == [1, 2]
    with headings.apart():
        assert [headings.level(2), headings.level(3)] == [3, 4]
    assert headings.level(3) == 3


@given(st.lists(st.integers(0, 3), min_size=1))
def test_no_level_is_skipped_and_equals_that_follow_each_other_are_equal(ranks: list[int]):
    found = levels(*ranks)
    assert found[0] == 1
    for (rank, level), (other, below) in pairwise(zip(ranks, found, strict=True)):
        assert below <= level + 1
        assert (rank == other) <= (level == below)
        assert (rank < other) == (below == level + 1)
