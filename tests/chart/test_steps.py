"""Lamps instead of a track, where people see levels only."""

from __future__ import annotations

import pytest

from leadready.chart.drawing import Disc
from leadready.chart.steps import steps

TITLES = ("Likely lower", "Likely middle", "Likely higher")


@pytest.mark.parametrize(("level", "colour"), [(0, "warm"), (1, "muted"), (2, "accent")])
def test_one_lamp_is_lit_by_place_size_colour_and_word(level: int, colour: str):
    drawing = steps(level, TITLES, name="Desire")
    lamps = [shape for shape in drawing.shapes if isinstance(shape, Disc)]
    lit = [place for place, lamp in enumerate(lamps) if lamp.radius > min(one.radius for one in lamps)]
    assert (lit, lamps[level].role) == ([level], colour)
    assert drawing.description == f"Desire: {TITLES[level]}, step {level + 1} of 3."
    assert all(lamp.radius <= lamp.cx <= drawing.width - lamp.radius for lamp in lamps)


def test_where_two_scores_share_a_level_their_pictures_are_alike():
    assert steps(1, TITLES, name="A").shapes == steps(1, TITLES, name="B").shapes


def test_without_a_score_no_lamp_is_lit():
    drawing = steps(None, TITLES, name="Desire")
    assert {shape.role for shape in drawing.shapes} == {"line", "sunken"}
    assert drawing.description == "Desire: not scored."
