"""The charts of the report on a round: what is drawn where, worked by hand, and nothing outside the picture."""

from __future__ import annotations

from fractions import Fraction

import pytest

from leadready.chart.counts import counts
from leadready.chart.deviations import deviations
from leadready.chart.drawing import Box, Disc, Drawing, Line, Text
from leadready.chart.line_band import line_band
from leadready.chart.mark_spread import mark_spread


def shapes(drawing: Drawing, kind):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def inside(drawing: Drawing) -> bool:
    boxes = shapes(drawing, Box)
    return all(
        -0.01 <= box.x <= box.x + box.width <= drawing.width + 0.01
        and -0.01 <= box.y <= box.y + box.height <= drawing.height + 0.01
        for box in boxes
    )


def test_counts_have_bars_as_long_as_they_are_many_and_none_for_none():
    made = counts([("a", 4), ("b", 2), ("c", 0), ("d", 1)], width=340, names=100, description="x")
    assert [box.width for box in shapes(made, Box)] == [200, 100, 50]
    assert [text.text for text in shapes(made, Text)] == ["a", "4", "b", "2", "c", "0", "d", "1"]
    assert inside(made)
    assert counts([], width=340, names=100, description="x").shapes == ()


@pytest.mark.parametrize("error", [None, 5.0, 500.0])
def test_the_band_lies_around_the_line_and_never_outside(error):
    totals = [Fraction(0), Fraction(50), Fraction(50), Fraction(100)]
    made = line_band(totals, Fraction(50), error, width=224, description="x")
    bands = [box for box in shapes(made, Box) if box.role == "warm_soft"]
    # 200 points of track: 5 of 100 to each side are 10 points each.
    expected = {None: [], 5.0: [(102.0, 20.0)], 500.0: [(12.0, 200.0)]}
    assert [(box.x, box.width) for box in bands] == expected[error]
    assert len(shapes(made, Disc)) == 4
    assert inside(made)


def test_so_many_at_one_score_that_dots_would_vanish_are_columns():
    totals = [*[Fraction(50)] * 40, *[Fraction(25)] * 10]
    made = line_band(totals, None, None, width=222, description="x")
    columns = [box for box in shapes(made, Box) if box.role == "accent"]
    # 54 points of room for 40: 10 take 13.5. Piles are 9 points wide: 61.5 is in the 7th, in the middle of which is 63,
    # and 111 in the 12th, 108. Every column stands on the axis.
    assert [(box.x, box.width, box.height) for box in columns] == [(59.5, 7.0, 13.5), (104.5, 7.0, 54.0)]
    assert {box.y + box.height for box in columns} == {58.0}
    assert not shapes(made, Disc)
    assert inside(made)


def test_without_a_line_there_is_none():
    made = line_band([Fraction(50)], None, 5.0, width=218, description="x")
    assert not [box for box in shapes(made, Box) if box.role == "warm_soft"]
    assert not [line for line in shapes(made, Line) if line.role == "ink"]


def test_deviations_lie_left_for_the_severe_and_stop_at_the_edge():
    found = [("a", -1.0, True), ("b", 0.0, False), ("c", 9.0, True), ("d", None, False)]
    made = deviations(found, 2.0, width=324, names=100, description="x")
    # The middle of 112 to 312 is 212; one mark of two is 50 points.
    assert [(disc.cx, disc.role) for disc in shapes(made, Disc)] == [
        (162.0, "accent"),
        (212.0, "surface"),
        (312.0, "accent"),
    ]
    assert [text.text for text in shapes(made, Text)][-5:] == ["-2", "-1", "0", "+1", "+2"]


def test_marks_have_bars_in_their_columns_as_high_as_they_are_many():
    made = mark_spread([("a", {1: 4, 3: 2}), ("b", {})], [1, 2, 3], width=400, names=100, description="x")
    assert [(box.x, box.width, box.height) for box in shapes(made, Box)] == [(120, 60, 16), (320, 60, 8)]
    assert inside(made)
    assert mark_spread([], [], width=400, names=100, description="x").description == "x"
