"""What one rater adds to every mark, or takes from it."""

from __future__ import annotations

from leadready.chart.drawing import Box, Drawing, Line, Shape

_MARGIN, _BAR, _HEIGHT = 12.0, 8.0, 22.0


def severity_track(added: float, reach: float, *, width: float, description: str) -> Drawing:
    """Draw what a rater adds to every mark as a bar from the middle: to the left is severe.

    Args:
        added: In marks.
        reach: What the ends of the track stand for, in marks; above 0.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
    """
    middle, centre = _HEIGHT / 2, width / 2
    end = centre + (width / 2 - _MARGIN) * min(max(added / reach, -1.0), 1.0)
    left, right = sorted((centre, end))
    shapes: list[Shape] = [
        Box(_MARGIN, middle - _BAR / 2, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2),
        Box(left, middle - _BAR / 2, right - left, _BAR, "accent"),
        Line(centre, 1, centre, _HEIGHT - 1, "ink", 1.5),
    ]
    return Drawing(width, _HEIGHT, tuple(shapes), description)
