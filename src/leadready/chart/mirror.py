"""One scale in the mirror: the person's own score as on its track, the colleagues' mean as an upright bar over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.chart.drawing import Disc, Drawing, Line, Shape, Text
from leadready.chart.track import position
from leadready.language import _
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from fractions import Fraction

_REACH, _WIDTH, _EDGE = 12.0, 5.0, 9.0
_KEY_SIZE, _KEY_HEIGHT, _KEY_GAP, _LETTER = 13.0, 20.0, 26.0, 0.55


def with_colleagues(own: Drawing, mean: Fraction | None, *, thin: bool = False) -> Drawing:
    """Draw the colleagues' mean over the track of the person's own score.

    Args:
        own: The track, with its description.
        mean: From 0 to 100; None where it must not be shown.
        thin: Whether the track is drawn at half its height.
    """
    if mean is None:
        words = _("{own} Fewer than three colleagues: nothing of theirs is shown.").format(own=own.description)
        return replace(own, description=words)
    words = _("{own} Mean of the colleagues: {value} of 100.").format(own=own.description, value=half_up(mean))
    bar = _bar(position(float(mean), own.width), own.height / 2, 0.5 if thin else 1.0)
    # Under the dot: where both are the same, the bar still stands out above and below it.
    under = [shape for shape in own.shapes if not isinstance(shape, Disc)]
    over = [shape for shape in own.shapes if isinstance(shape, Disc)]
    return replace(own, shapes=(*under, *bar, *over), description=words)


def mirror_key(*, width: float, size: float = _KEY_SIZE) -> Drawing:
    """Say what the dot and the bar stand for; it goes above the drawings."""
    scale = size / _KEY_SIZE
    middle = _KEY_HEIGHT * scale / 2
    base = middle + size * 0.35
    you, they = _("You"), _("Your colleagues")
    first = _EDGE + 12 * scale
    second = first + len(you) * size * _LETTER + _KEY_GAP * scale
    shapes: tuple[Shape, ...] = (
        Disc(_EDGE, middle, 6 * scale, "accent", "surface", 1),
        Text(first, base, you, "muted", size),
        Line(second, middle - 6 * scale, second, middle + 6 * scale, "ink", _WIDTH * scale),
        Text(second + 10 * scale, base, they, "muted", size),
    )
    words = _("The dot is your own score, the upright bar the mean of your colleagues.")
    return Drawing(width, _KEY_HEIGHT * scale, shapes, words)


def _bar(x: float, middle: float, size: float) -> tuple[Shape, ...]:
    """Draw an upright bar with an edge, so that it is seen on the dot too."""
    reach = _REACH * size
    return (
        Line(x, middle - reach, x, middle + reach, "surface", (_WIDTH + 3) * size),
        Line(x, middle - reach, x, middle + reach, "ink", _WIDTH * size),
    )
