"""A coefficient of agreement from 0 to 1: its interval, and the bands it is called by."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text, inwards
from leadready.locales import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN, _BAR, _SIZE, _HEIGHT = 12.0, 8.0, 12.0, 22.0


def coefficient_track(
    value: float | None, ends: tuple[float, float] | None, cuts: Sequence[float], *, width: float, description: str
) -> Drawing:
    """Draw a coefficient from 0 to 1, its 95 % interval and the edges of its bands; what lies below 0 stands at 0."""

    def x(one: float) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * min(max(one, 0.0), 1.0)

    middle = _HEIGHT / 2
    shapes: list[Shape] = [Box(_MARGIN, middle - _BAR / 2, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2)]
    shapes += [Line(x(cut), middle - 8, x(cut), middle + 8, "line") for cut in cuts]
    if value is not None:
        if ends is not None:
            low, high = x(ends[0]), x(ends[1])
            half = min(3.0, (high - low) / 2)
            shapes.append(Line(low + half, middle, high - half, middle, "accent", 6, opacity=0.4))
        shapes.append(Disc(x(value), middle, 6, "accent", "surface", 2))
    return Drawing(width, _HEIGHT, tuple(shapes), description)


def bands_caption(cuts: Sequence[float], titles: Sequence[str], *, width: float) -> Drawing:
    """Name the bands, each over its own stretch of the tracks below, on two lines in turn: some are narrow."""
    edges = [0.0, *cuts, 1.0]
    inner = width - 2 * _MARGIN
    middles = [_MARGIN + inner * (one + other) / 2 for one, other in pairwise(edges)]
    shapes = tuple(
        inwards(Text(middle, _SIZE * (1 + 1.25 * (place % 2)), title, "muted", _SIZE), width)
        for place, (title, middle) in enumerate(zip(titles, middles, strict=True))
    )
    words = ", ".join(f"{title} {numbers(f'{edge:g}')}" for title, edge in zip(titles, edges, strict=False))
    return Drawing(width, _SIZE * 2.9, shapes, words)
