"""Drawings for a panel, place by place: a drawing of 124 points has 100 between its margins of 12."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.chart.coefficient import bands_caption, coefficient_track
from leadready.chart.drawing import Box, Disc, Line, Text
from leadready.chart.line_band import line_band
from leadready.chart.marks_track import marks_track
from leadready.chart.severity import severity_track

WIDE = 124.0


def of(drawing, kind):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def test_marks_stand_at_their_places_with_names_above_and_what_was_settled_as_a_bar():
    found = marks_track({"Ann": 2, "Bob": 4, "Cat": 4}, 1, 5, width=WIDE, description="d", settled=3)
    assert [disc.cx for disc in of(found, Disc)] == [12 + 25, 12 + 75]
    assert [text.text for text in of(found, Text)] == ["1", "2", "3", "4", "5", "Ann", "Bob, Cat"]
    warm = [line for line in of(found, Line) if line.role == "warm"]
    assert [(line.x1, line.x2) for line in warm] == [(37, 87)]
    assert [line.x1 for line in of(found, Line) if line.width == 4] == [62]
    assert found.description == "d"


def test_marks_that_agree_have_no_line_between_them():
    found = marks_track({"Ann": 3, "Bob": 3}, 1, 5, width=WIDE, description="")
    assert [line for line in of(found, Line) if line.role == "warm"] == []
    assert len(of(found, Disc)) == 1


@given(
    st.dictionaries(st.text(st.characters(codec="ascii"), min_size=1, max_size=30), st.integers(1, 5), min_size=1),
    st.floats(200, 900),
)
def test_names_of_several_marks_never_run_into_each_other(marks, width):
    found = marks_track(marks, 1, 5, width=width, description="")
    placed = []
    for text in of(found, Text)[5:]:
        wide = len(text.text) * 12 * 0.55
        left = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
        assert all(y != text.y or left >= end + 12 or left + wide + 12 <= start for y, start, end in placed)
        placed.append((text.y, left, left + wide))
    assert min(text.y for text in of(found, Text)) > 12


@given(st.text(min_size=1, max_size=60), st.integers(1, 5), st.floats(60, 900))
def test_names_stay_in_the_drawing(name, mark, width):
    found = marks_track({name: mark}, 1, 5, width=width, description="")
    text = of(found, Text)[-1]
    half = len(text.text) * 12 * 0.55
    left = {"start": text.x, "middle": text.x - half / 2, "end": text.x - half}[text.anchor]
    assert left >= -1e-9
    assert left + half <= width + 12 * 0.55


@pytest.mark.parametrize(("value", "at"), [(0.0, 12), (0.5, 62), (1.0, 112), (-0.4, 12)])
def test_a_coefficient_lies_between_0_and_1_and_below_0_at_0(value, at):
    found = coefficient_track(value, (value - 0.1, min(value + 0.1, 1)), (0.5,), width=WIDE, description="")
    assert [disc.cx for disc in of(found, Disc)] == [at]
    assert [line.x1 for line in of(found, Line) if line.role == "line"] == [62]


def test_without_a_value_there_is_the_track_alone():
    found = coefficient_track(None, None, (0.5, 0.75), width=WIDE, description="")
    assert (len(of(found, Disc)), len(of(found, Line)), len(of(found, Box))) == (0, 2, 1)


def test_bands_are_named_over_their_stretches():
    found = bands_caption((0.5, 0.75, 0.9), ("poor", "moderate", "good", "excellent"), width=1012)
    assert [(text.text, text.x) for text in of(found, Text)][:2] == [("poor", 12 + 247), ("moderate", 12 + 617.5)]
    assert found.description == "poor 0, moderate 0.5, good 0.75, excellent 0.9"


@pytest.mark.parametrize(("added", "left", "width"), [(0.5, 62, 25), (-0.5, 37, 25), (-9, 12, 50), (0, 62, 0)])
def test_severity_goes_from_the_middle_to_its_side(added, left, width):
    bar = of(severity_track(added, 1.0, width=WIDE, description=""), Box)[1]
    assert (bar.x, bar.width) == (left, width)


def test_the_line_has_its_error_to_both_sides_and_every_total_a_dot():
    found = line_band([50, 50, 75], 50, 10, width=WIDE, description="")
    band = of(found, Box)[0]
    assert (band.x, band.width) == (52, 20)
    assert band.outline_role == "warm"  # in high contrast the inside is as black as the card
    assert len(of(found, Disc)) == 3
    assert [line.x1 for line in of(found, Line) if line.role == "ink"] == [62]


def test_without_a_line_there_is_no_band():
    found = line_band([50], None, 10, width=WIDE, description="")
    assert (of(found, Box), [line for line in of(found, Line) if line.role == "ink"]) == ([], [])


@given(st.lists(st.floats(0, 100), max_size=300))
def test_the_highest_pile_stays_in_the_drawing(totals):
    for disc in of(line_band(totals, 50, 5, width=400, description=""), Disc):
        assert disc.cy - disc.radius >= 0
