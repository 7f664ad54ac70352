"""The level of a score as a row of lamps, where people see levels only: nothing in it can be read as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Disc, Drawing, Line, Shape
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 30.0
_MARGIN, _APART = 12.0, 34.0
_LIT, _DARK = 10.0, 6.0


def steps(level: int | None, titles: Sequence[str], *, name: str, thin: bool = False) -> Drawing:
    """Draw the levels as lamps of which one is lit.

    The lit one is larger, and its colour goes from warm for the lowest to the accent for the highest: place, size and
    the words beside it say the same.

    Args:
        level: Place of the level, from 0; None where not scored, and then no lamp is lit.
        titles: Of all levels, from the lowest.
        name: Title of the score, for the description.
        thin: Draw everything smaller, for the dense page of a document.
    """
    size = 0.6 if thin else 1.0
    middle = HEIGHT * size / 2
    places = [_MARGIN * size + _APART * size * place for place in range(len(titles))]
    shapes: list[Shape] = [Line(places[0], middle, places[-1], middle, "line", width=size)]
    for place, x in enumerate(places):
        if place == level:
            shapes.append(Disc(x, middle, _LIT * size, _role(place, len(titles)), "surface", 2 * size))
        else:
            shapes.append(Disc(x, middle, _DARK * size, "sunken", "line", size))
    return Drawing(places[-1] + _MARGIN * size, HEIGHT * size, tuple(shapes), describe_steps(level, titles, name))


def describe_steps(level: int | None, titles: Sequence[str], name: str) -> str:
    """Say what the lamps show."""
    if level is None:
        return _("{name}: not scored.").format(name=name)
    words = _("{name}: {level}, step {n} of {total}.")
    return words.format(name=name, level=titles[level], n=level + 1, total=len(titles))


def _role(place: int, count: int) -> str:
    if place == count - 1:
        return "accent"
    return "muted" if place else "warm"
