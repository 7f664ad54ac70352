"""Counts as bars beside each other: a line for each thing that is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Drawing, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE, _BAR, _SIZE, _NUMBER = 17.0, 10.0, 10.0, 40.0
_LEAST = 1.5
"""Of a bar that counts anything, in points, so that it is seen."""


def counts(counted: Sequence[tuple[str, int]], *, width: float, names: float, description: str) -> Drawing:
    """Draw counts.

    Args:
        counted: Name and count of each, in the order in which they are read.
        width: Of the whole drawing, in points.
        names: How much of it the names take.
        description: What it shows, in words.
    """
    room = width - names - _NUMBER
    most = max((count for _name, count in counted), default=0) or 1
    shapes: list[Shape] = []
    for place, (name, count) in enumerate(counted):
        top = place * _LINE
        baseline = top + _LINE / 2 + 0.35 * _SIZE
        length = max(room * count / most, _LEAST) if count else 0.0
        shapes.append(Text(0, baseline, name, "ink", _SIZE))
        if count:
            shapes.append(Box(names, top + (_LINE - _BAR) / 2, length, _BAR, "accent", opacity=0.75))
        shapes.append(Text(names + length + 5, baseline, str(count), "ink", _SIZE, 600))
    return Drawing(width, _LINE * len(counted), tuple(shapes), description)
