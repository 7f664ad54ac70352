"""People's scores as dots over 0 to 100, one above the other where they are the same; very many are columns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_MARGIN, _HEIGHT, _BAR = 9.0, 64.0, 10.0
_LARGEST, _HUNDRED = 5.0, 100
_SMALLEST, _COLUMN = 1.5, 2.0
"""Of a dot that can still be seen, its radius; and the width of what stands for a pile of smaller ones, in points."""


def people(
    scores: Sequence[Fraction], cuts: Sequence[Fraction], *, width: float, description: str, mean: Fraction | None
) -> Drawing:
    """Draw each person's score.

    Args:
        scores: From 0 to 100, in any order.
        cuts: Where levels begin, on 0 to 100.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
        mean: A line at the mean; None where it must not be shown.

    So many at one score that their dots could not be seen are drawn as columns, one a score.
    """
    base = _HEIGHT - _BAR
    shapes: list[Shape] = [Box(_MARGIN, base, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2)]
    shapes.extend(Line(_x(cut, width), base - 2, _x(cut, width), _HEIGHT, "line") for cut in cuts if cut > 0)
    if mean is not None:
        shapes.append(Line(_x(mean, width), 2, _x(mean, width), _HEIGHT - 1, "ink", 2))
    piles = Counter(scores)
    # The highest pile must find room above the bar.
    radius = min(_LARGEST, (base - 2) / (2 * max(piles.values(), default=1)))
    if radius < _SMALLEST:
        tall = (base - 2) / max(piles.values())
        shapes.extend(
            Box(_x(score, width) - _COLUMN / 2, base - tall * count, _COLUMN, tall * count, "accent")
            for score, count in sorted(piles.items())
        )
        return Drawing(width, _HEIGHT, tuple(shapes), description)
    for score, count in sorted(piles.items()):
        middles = (base - radius * (2 * place + 1) for place in range(count))
        shapes.extend(Disc(_x(score, width), middle, radius, "accent", "surface", 1) for middle in middles)
    return Drawing(width, _HEIGHT, tuple(shapes), description)


def _x(points: Fraction, width: float) -> float:
    return _MARGIN + (width - 2 * _MARGIN) * float(points) / _HUNDRED
