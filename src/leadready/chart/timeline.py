"""A timeline: days on a line from a first to a last one, with their names under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.chart.drawing import Disc, Drawing, Line, Shape, Text
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

HEIGHT = 46.0
_MARGIN = 14.0
_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class Moment:
    """One day on the line; `strong` days are goals' reviews, the others actions."""

    day: date
    label: str
    strong: bool = False


def timeline(start: date, moments: Sequence[Moment], *, width: float, description: str) -> Drawing:
    """Draw the days after `start`, with marks every 30 days."""
    last = max((moment.day for moment in moments), default=start)
    span = max((last - start).days, 90)

    def x(days: int) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * days / span

    middle = 14.0
    shapes: list[Shape] = [Line(x(0), middle, x(span), middle, "line", width=2)]
    for days in range(0, span + 1, 30):
        shapes.append(Line(x(days), middle - 5, x(days), middle + 5, "line"))
        label = _("day {n}").format(n=days) if days else _("start")
        shapes.append(Text(x(days), middle + 26, label, "muted", _SIZE, 400, "middle"))
    for moment in sorted(moments, key=lambda one: one.strong):
        place = x(max((moment.day - start).days, 0))
        if moment.strong:
            shapes.append(Disc(place, middle, 5.5, "accent", "surface", 1.5))
        else:
            shapes.append(Disc(place, middle, 3.5, "surface", "accent", 1.5))
    return Drawing(width, HEIGHT, tuple(shapes), description)
