"""How many people have which score: bars over 0 to 100, with the cuts of the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Drawing, Line, Shape, Text
from leadready.locales import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_MARGIN, _HEIGHT, _FOOT, _SIZE = 8.0, 56.0, 16.0, 10.0
_HUNDRED = 100


def distribution(
    counts: Sequence[int], cuts: Sequence[Fraction], *, width: float, description: str, marks: Sequence[Fraction] = ()
) -> Drawing:
    """Draw counts of scores.

    Args:
        counts: How many scores lie in each of equally wide parts of 0 to 100.
        cuts: Where levels begin, on 0 to 100.
        width: Width of the drawing in points.
        description: What it shows, in words.
        marks: Scores to point out.
    """
    inner = width - 2 * _MARGIN
    most = max(counts, default=0) or 1
    base = _HEIGHT + 2
    step = inner / len(counts)
    shapes: list[Shape] = []
    for place, count in enumerate(counts):
        height = _HEIGHT * count / most
        if count:
            shapes.append(Box(_MARGIN + place * step + 0.5, base - height, step - 1, height, "accent", opacity=0.75))
    shapes.append(Line(_MARGIN, base, width - _MARGIN, base, "line"))
    for cut in cuts:
        x = _MARGIN + inner * float(cut) / _HUNDRED
        shapes.append(Line(x, 2, x, base + 3, "line"))
        shapes.append(Text(x, base + _FOOT - 3, numbers(f"{float(cut):g}"), "muted", _SIZE, anchor="middle"))
    for mark in marks:
        x = _MARGIN + inner * float(mark) / _HUNDRED
        shapes.append(Line(x, 2, x, base, "danger", 1.5))
    return Drawing(width, base + _FOOT, tuple(shapes), description)
