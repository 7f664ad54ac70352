"""How many people have which score: bars over 0 to 100, with the cuts of the levels."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Drawing, Line, Shape, Text
from leadready.locales import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN, _HEIGHT, _FOOT, _SIZE = 12.0, 56.0, 16.0, 10.0
_HUNDRED = 100
_WIDEST, _NARROWEST = 16.0, 2.0
"""Of a bar for one score, in points; the widest still fits into the margin at 0 and at 100."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people have a score from `low` to `high`; both are the same where one score is counted by itself."""

    low: Fraction
    high: Fraction
    count: int


def distribution(
    bars: Sequence[Bar], cuts: Sequence[Fraction], *, width: float, description: str, marks: Sequence[Fraction] = ()
) -> Drawing:
    """Draw counts of scores.

    Args:
        bars: The counts, from the lowest score.
        cuts: Where levels begin, on 0 to 100.
        width: Width of the drawing in points.
        description: What it shows, in words.
        marks: Scores to point out.
    """
    inner = width - 2 * _MARGIN
    most = max((bar.count for bar in bars), default=0) or 1
    base = _HEIGHT + 2
    alone = _width_of_one(bars, inner)
    shapes: list[Shape] = []
    for bar in bars:
        left, right = (_MARGIN + inner * float(end) / _HUNDRED for end in (bar.low, bar.high))
        wide = alone if bar.low == bar.high else right - left - 1
        height = _HEIGHT * bar.count / most
        if bar.count:
            shapes.append(Box((left + right - wide) / 2, base - height, wide, height, "accent", opacity=0.75))
    shapes.append(Line(_MARGIN, base, width - _MARGIN, base, "line"))
    for cut in cuts:
        x = _MARGIN + inner * float(cut) / _HUNDRED
        shapes.append(Line(x, 2, x, base + 3, "line"))
        shapes.append(Text(x, base + _FOOT - 3, numbers(f"{float(cut):g}"), "muted", _SIZE, anchor="middle"))
    for mark in marks:
        x = _MARGIN + inner * float(mark) / _HUNDRED
        shapes.append(Line(x, 2, x, base, "danger", 1.5))
    return Drawing(width, base + _FOOT, tuple(shapes), description)


def _width_of_one(bars: Sequence[Bar], inner: float) -> float:
    """Give the width of a bar that counts one score: so that those closest to each other do not touch."""
    gaps = [float(other.low - one.high) for one, other in pairwise(bars)]
    room = inner * min(gaps, default=float(_HUNDRED)) / _HUNDRED - 1
    return max(_NARROWEST, min(_WIDEST, room))
