"""Totals around the line of a shortlist: a dot for each, the line, and how far a total is uncertain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, SupportsFloat

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN, _STACK, _FOOT, _HUNDRED = 12.0, 60.0, 18.0, 100
_LARGEST, _SMALLEST, _COLUMN = 4.5, 1.5, 7.0
"""Of a dot, the radius it has, and the least that can be seen; the width of what stands for a pile of smaller ones."""


def line_band(
    totals: Sequence[SupportsFloat],
    line: SupportsFloat | None,
    error: float | None,
    *,
    width: float,
    description: str,
    size: float = 12.0,
) -> Drawing:
    """Draw every total as a dot over 0 to 100, the line, and one standard error to both sides of it.

    Totals that lie within a dot's width of each other are piled up; where the dots of the highest pile could not be
    seen, piles are columns.

    Args:
        totals: From 0 to 100, in any order.
        line: The total on the line; None where there is none.
        error: The standard error of a total, in points, if it is known.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
        size: Of its numbers, in points.
    """

    def x(points: SupportsFloat) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * min(max(float(points), 0.0), 100.0) / _HUNDRED

    shapes: list[Shape] = []
    if line is not None and error:
        left, right = x(float(line) - error), x(float(line) + error)
        # In high contrast the edge alone shows.
        shapes.append(Box(left, 2, right - left, _STACK - 2, "warm_soft", outline_role="warm"))
    shapes.append(Line(_MARGIN, _STACK, width - _MARGIN, _STACK, "line"))
    for mark in range(0, _HUNDRED + 1, 25):
        shapes.append(Line(x(mark), _STACK, x(mark), _STACK + 4, "line"))
        shapes.append(Text(x(mark), _STACK + _FOOT - 2, str(mark), "muted", size, anchor="middle"))
    shapes += _piled(Counter(round(x(total) / (2 * _LARGEST)) for total in totals))
    if line is not None:
        shapes.append(Line(x(line), 2, x(line), _STACK + 4, "ink", 2))
    return Drawing(width, _STACK + _FOOT, tuple(shapes), description)


def _piled(piles: Counter[int]) -> list[Shape]:
    """Draw piles by their places, counted in widths of a dot from the left; the highest finds room."""
    highest, room = max(piles.values(), default=1), _STACK - 6
    radius = min(_LARGEST, room / (2 * highest))
    shapes: list[Shape] = []
    for place, count in sorted(piles.items()):
        middle = place * 2 * _LARGEST
        if radius < _SMALLEST:
            height = room * count / highest
            shapes.append(Box(middle - _COLUMN / 2, _STACK - 2 - height, _COLUMN, height, "accent"))
            continue
        heights = (_STACK - 2 - radius * (2 * step + 1) for step in range(count))
        shapes += [Disc(middle, height, radius, "accent") for height in heights]
    return shapes
