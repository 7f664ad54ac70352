"""Totals around the line of a shortlist: a dot for each, the line, and how far a total is uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Drawing, Line, Text
from leadready.chart.people import people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_MARGIN, _FOOT, _SIZE, _HUNDRED = 9.0, 16.0, 9.0, 100.0


def line_band(
    totals: Sequence[Fraction], line: Fraction | None, error: float | None, *, width: float, description: str
) -> Drawing:
    """Draw totals.

    Args:
        totals: From 0 to 100.
        line: The total on the line; None where there is none.
        error: The standard error of a total, in points, which the band reaches to each side of the line.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
    """
    dots = people(totals, (), width=width, description=description, mean=line)
    behind: list[Box] = []
    if line is not None and error:
        left, right = (_x(float(line) + side * error, width) for side in (-1, 1))
        behind.append(Box(left, 0, right - left, dots.height, "warm_soft"))
    ticks = tuple(
        Text(_x(place, width), dots.height + _FOOT - 4, str(place), "muted", _SIZE, anchor="middle")
        for place in (0, 25, 50, 75, 100)
    )
    marks = tuple(
        Line(_x(place, width), dots.height, _x(place, width), dots.height + 3, "line") for place in (0, 50, 100)
    )
    return Drawing(width, dots.height + _FOOT, (*behind, *dots.shapes, *marks, *ticks), description)


def _x(points: float, width: float) -> float:
    return _MARGIN + (width - 2 * _MARGIN) * min(max(points, 0.0), _HUNDRED) / _HUNDRED
