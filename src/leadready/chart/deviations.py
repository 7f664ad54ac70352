"""Who lies how far from the others: a line for each, a dot to the left or right of the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Disc, Drawing, Line, Shape, Text
from leadready.locales import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE, _SIZE, _FOOT, _RADIUS, _EDGE = 18.0, 10.0, 16.0, 4.5, 12.0


def deviations(
    found: Sequence[tuple[str, float | None, bool]], reach: float, *, width: float, names: float, description: str
) -> Drawing:
    """Draw distances from the others.

    Args:
        found: Name, distance (None where it is not known), and whether enough is known to go by it: a ring where not.
        reach: The distance at either edge; what lies farther is drawn there.
        width: Of the whole drawing, in points.
        names: How much of it the names take.
        description: What it shows, in words.
    """
    left, right = names + _EDGE, width - _EDGE
    middle, half = (left + right) / 2, (right - left) / 2
    bottom = _LINE * len(found)
    shapes: list[Shape] = [Line(middle, 0, middle, bottom, "line")]
    for place, (name, distance, is_known) in enumerate(found):
        y = (place + 0.5) * _LINE
        shapes += [
            Text(0, y + 0.35 * _SIZE, name, "ink", _SIZE),
            Line(left, y, right, y, "hairline", 0.5),
        ]
        if distance is not None:
            x = middle + half * max(-1.0, min(1.0, distance / reach))
            shapes.append(Disc(x, y, _RADIUS, "accent" if is_known else "surface", "accent", 1.5))
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        words = numbers(f"{share * reach:+g}") if share else "0"
        shapes.append(Text(middle + half * share, bottom + _FOOT - 4, words, "muted", _SIZE - 1, anchor="middle"))
    return Drawing(width, bottom + _FOOT, tuple(shapes), description)
