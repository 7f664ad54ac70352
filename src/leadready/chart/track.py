"""The track of a score: 0 to 100 with the cuts of the levels, the 95 % interval, and the score as a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text
from leadready.language import _
from leadready.scoring.display import half_up
from leadready.scoring.plan import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from leadready.scoring.score import Score

HEIGHT = 30.0
_MARGIN = 9.0
_BAR = 10.0
_CUT = 9.0
_INTERVAL = 8.0
_CAPTION_SIZE = 13.0
LETTER = 0.55
"""Width of a letter as a share of its size: level names are taken to need no more, on average."""


def track(
    score: Score, cuts: Sequence[Fraction], *, width: float, name: str, level: str, thin: bool = False
) -> Drawing:
    """Draw one score.

    Args:
        score: What to draw; where it is not scored, only the empty track.
        cuts: Where levels begin, on 0 to 100.
        width: Of the whole drawing.
        name: Title of the score, for the description.
        level: Its level in words, for the description.
        thin: Draw everything at half its height, for the dense page of a document.
    """
    size = 0.5 if thin else 1.0
    height = HEIGHT * size
    middle, bar, reach = height / 2, _BAR * size, _CUT * size
    shapes: list[Shape] = [Box(_MARGIN, middle - bar / 2, width - 2 * _MARGIN, bar, "sunken", radius=bar / 2)]
    for cut in cuts:
        if cut > LOWEST:
            x = position(float(cut), width)
            shapes.append(Line(x, middle - reach, x, middle + reach, "line", width=size))
    shapes.extend(_mark(score, width, middle, size))
    return Drawing(width, height, tuple(shapes), describe(score, name, level))


def _mark(score: Score, width: float, middle: float, size: float) -> list[Shape]:
    if not score.is_scored:
        return []
    marks: list[Shape] = []
    if score.interval is not None:
        # Round ends reach half the line's width beyond it: they are drawn so that the line ends where the interval
        # does.
        low, high = (position(float(end), width) for end in score.interval)
        half = min(_INTERVAL * size, high - low) / 2
        marks.append(Line(low + half, middle, high - half, middle, "accent", width=_INTERVAL * size, opacity=0.4))
    marks.append(Disc(position(float(score.value), width), middle, 8 * size, "accent", "surface", 2 * size))
    return marks


def crowded(cuts: Sequence[Fraction], titles: Sequence[str], *, width: float, size: float = _CAPTION_SIZE) -> bool:
    """Whether names of levels would touch if they stood on one line."""
    ends = [*cuts[1:], HIGHEST]
    middles = [
        (position(float(cut), width) + position(float(end), width)) / 2 for cut, end in zip(cuts, ends, strict=True)
    ]
    halves = [len(title) * LETTER * size / 2 for title in titles]
    gaps = zip(middles, middles[1:], halves, halves[1:], strict=False)
    return any(after - before < one + other + size / 2 for before, after, one, other in gaps)


def scale_caption(
    cuts: Sequence[Fraction], titles: Sequence[str], *, width: float, size: float = _CAPTION_SIZE, lines: int = 1
) -> Drawing:
    """Name the levels, each over its own stretch of the tracks below.

    Args:
        cuts: Where levels begin.
        titles: Their names.
        width: Of the tracks below.
        size: Of the letters, in points.
        lines: On how many lines the names take turns, where the stretches are narrow.
    """
    ends = [*cuts[1:], HIGHEST]
    shapes = [
        Text(
            (position(float(cut), width) + position(float(end), width)) / 2,
            size * (1 + 1.2 * (place % lines)),
            title,
            "muted",
            size,
            400,
            "middle",
        )
        for place, (cut, end, title) in enumerate(zip(cuts, ends, titles, strict=True))
    ]
    words = ", ".join(
        _("{level} from {start}").format(level=title, start=half_up(cut))
        for cut, title in zip(cuts, titles, strict=True)
    )
    return Drawing(width, size * (0.2 + 1.2 * lines), tuple(shapes), words)


def describe(score: Score, name: str, level: str) -> str:
    """Say what the track shows."""
    if not score.is_scored:
        return _("{name}: not scored.").format(name=name)
    value = half_up(score.value)
    if score.interval is None:
        return _("{name}: {value} of 100, {level}.").format(name=name, value=value, level=level)
    low, high = (half_up(end) for end in score.interval)
    sentence = _("{name}: {value} of 100, probably between {low} and {high}, {level}.")
    return sentence.format(name=name, value=value, low=low, high=high, level=level)


def position(points: float, width: float) -> float:
    """Say where points from 0 to 100 lie on a track of a width."""
    return _MARGIN + (width - 2 * _MARGIN) * points / HIGHEST
