"""How often each mark was given: a row for each criterion, a bar above each mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Drawing, Line, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROW, _BAR, _SIZE, _FOOT = 31.0, 16.0, 10.0, 14.0


def mark_spread(
    rows: Sequence[tuple[str, Mapping[int, int]]],
    marks: Sequence[int],
    *,
    width: float,
    names: float,
    description: str,
) -> Drawing:
    """Draw counts of marks.

    Args:
        rows: Name of each criterion, and how often each mark was given.
        marks: All marks that there are.
        width: Of the whole drawing, in points.
        names: How much of it the names take.
        description: What it shows, in words.
    """
    step = (width - names) / max(len(marks), 1)
    most = max((count for _name, given in rows for count in given.values()), default=0) or 1
    shapes: list[Shape] = []
    for place, (name, given) in enumerate(rows):
        base = (place + 1) * _ROW - 2
        shapes.append(Text(0, base - 4, name, "ink", _SIZE))
        shapes.append(Line(names, base, width, base, "hairline", 0.5))
        for column, mark in enumerate(marks):
            count = given.get(mark, 0)
            if count:
                height = max(_BAR * count / most, 1)
                left, middle = names + (column + 0.2) * step, names + (column + 0.5) * step
                shapes.append(Box(left, base - height, 0.6 * step, height, "accent", opacity=0.75))
                shapes.append(Text(middle, base - height - 3, str(count), "ink", _SIZE - 1, anchor="middle"))
    bottom = len(rows) * _ROW
    shapes += [
        Text(names + (column + 0.5) * step, bottom + _FOOT - 3, str(mark), "muted", _SIZE, anchor="middle")
        for column, mark in enumerate(marks)
    ]
    return Drawing(width, bottom + _FOOT, tuple(shapes), description)
