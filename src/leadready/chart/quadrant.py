"""Two scores seen together: a cross over four named fields, with its arms as long as the intervals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text
from leadready.language import _
from leadready.locales import numbers
from leadready.rubric.quadrant import FIELD_NAMES
from leadready.scoring.display import exact, half_up
from leadready.scoring.quadrant import axes_words, where_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.chart.drawing import Anchor
    from leadready.rubric.quadrant import FieldName
    from leadready.scoring.quadrant import Placement
    from leadready.scoring.score import Score

WIDEST = 460.0
NARROWEST = 220.0
"""The width for which room is kept for the names; in less, what is too long for two lines of them is cut."""
HEIGHT = 180.0
_LEFT, _RIGHT = 30.0, 10.0
_SIZE, _LINE, _LINES = 13.0, 17.0, 3
_ARM, _DOT, _GAP = 8.0, 8.0, 2.0
_HUNDRED = 100
_BOLD = 0.58
"""Width of a bold letter as a share of its size, on average."""


def quadrant(
    placement: Placement, names: Mapping[str, str], *, width: float, size: float = _SIZE, height: float = HEIGHT
) -> Drawing:
    """Draw where somebody lies.

    The names of the fields stand outside them, so that nothing is ever drawn over a word; those in which the person may
    lie are bold and have an edge.

    Args:
        placement: The two scores among the fields.
        names: Titles of scores, by id.
        width: The most that it takes; it never takes more than `WIDEST`.
        size: Of the letters.
        height: Of the fields alone.
    """
    pen = _Pen(placement, min(width, WIDEST), size, height)
    across, up = names[placement.quadrant.across], names[placement.quadrant.up]
    shapes = (*pen.fields(), *pen.cross(), *pen.axes(across, up), *pen.titles())
    return Drawing(pen.width, pen.height, shapes, describe_quadrant(placement, names))


def describe_quadrant(placement: Placement, names: Mapping[str, str]) -> str:
    """Say what the drawing shows."""
    scores = (
        _score_words(placement.across, names[placement.quadrant.across]),
        _score_words(placement.up, names[placement.quadrant.up]),
    )
    return " ".join((*scores, axes_words(placement, names), where_words(placement)))


def _score_words(score: Score, name: str) -> str:
    value = half_up(score.value)
    if score.interval is None:
        return _("{name}: {value} of 100.").format(name=name, value=value)
    low, high = (half_up(end) for end in score.interval)
    words = _("{name}: {value} of 100, probably between {low} and {high}.")
    return words.format(name=name, value=value, low=low, high=high)


class _Pen:
    """Knows where everything stands, in a width and with letters of a size."""

    def __init__(self, placement: Placement, width: float, size: float, fields_height: float) -> None:
        self.width = width
        self._fields_height = fields_height
        self._placement = placement
        self._size, self._line = size, size * _LINE / _SIZE
        self._rows: dict[FieldName, tuple[str, ...]] = {name: self._broken(name, width) for name in FIELD_NAMES}
        room: dict[FieldName, int] = {name: len(self._broken(name, NARROWEST)) for name in FIELD_NAMES}
        self._top = self._line * (1 + max(room["up"], room["both"])) + 6
        self._below = self._line * max(room["neither"], room["across"]) + 6
        self._cut = float(placement.quadrant.cut)

    @property
    def height(self) -> float:
        """Of the whole drawing; it does not depend on the width."""
        return self._top + self._fields_height + self._line + self._below + 4

    def _x(self, points: float) -> float:
        return _LEFT + (self.width - _LEFT - _RIGHT) * points / _HUNDRED

    def _y(self, points: float) -> float:
        return self._top + self._fields_height * (1 - points / _HUNDRED)

    def fields(self) -> tuple[Shape, ...]:
        """Draw the four fields, and the two lines between them."""
        x, y = self._x(self._cut), self._y(self._cut)
        lines = (Line(x, self._y(100), x, self._y(0), "line"), Line(self._x(0), y, self._x(100), y, "line"))
        return (*(self._field(name) for name in FIELD_NAMES), *lines)

    def _field(self, name: FieldName) -> Shape:
        left, right = (self._cut, 100.0) if name in {"across", "both"} else (0.0, self._cut)
        lower, upper = (self._cut, 100.0) if name in {"up", "both"} else (0.0, self._cut)
        x, y = self._x(left) + _GAP / 2, self._y(upper) + _GAP / 2
        wide = max(self._x(right) - self._x(left) - _GAP, 1)  # the cut may lie near an end
        high = max(self._y(lower) - self._y(upper) - _GAP, 1)
        mine = name in self._placement.possible
        return Box(x, y, wide, high, "accent_soft" if mine else "sunken", 3, outline_role="accent" if mine else None)

    def cross(self) -> tuple[Shape, ...]:
        """Draw the two scores, each with its interval, as a cross."""
        across, up = self._placement.across, self._placement.up
        x, y = self._x(float(across.value)), self._y(float(up.value))
        arms: list[Shape] = []
        if across.interval is not None:
            low, high = (self._x(float(end)) for end in across.interval)
            half = min(_ARM, high - low) / 2
            arms.append(Line(low + half, y, high - half, y, "accent", _ARM, 0.4))
        if up.interval is not None:
            high, low = (self._y(float(end)) for end in up.interval)
            half = min(_ARM, high - low) / 2
            arms.append(Line(x, low + half, x, high - half, "accent", _ARM, 0.4))
        return (*arms, Disc(x, y, _DOT, "accent", "surface", 2))

    def axes(self, across: str, up: str) -> tuple[Shape, ...]:
        """Name the axes, and number the one upwards; both run from 0 to 100 and have their cut at the same score."""
        cut = numbers(exact(Fraction(self._placement.quadrant.cut)))
        numbered = tuple(
            Text(_LEFT - 6, self._y(points) + drop, words, "muted", self._size - 2, anchor="end")
            for points, words, drop in ((0.0, "0", 0.0), (self._cut, cut, 4.0), (100.0, "100", self._size - 2))
        )
        room = self._letters(self.width - _RIGHT)
        upwards = Text(0, self._size, _cut_off(up, room), "ink", self._size, 600)
        foot = self.height - 4
        sideways = Text(self.width - _RIGHT, foot, _cut_off(across, room), "ink", self._size, 600, "end")
        return (*numbered, upwards, sideways)

    def titles(self) -> tuple[Shape, ...]:
        """Name the fields: the upper ones above, the lower ones below."""
        above = self._top - 8
        below = self._y(0) + self._line
        places: dict[FieldName, tuple[float, float, Anchor]] = {
            "up": (_LEFT, above - self._line * (len(self._rows["up"]) - 1), "start"),
            "both": (self.width - _RIGHT, above - self._line * (len(self._rows["both"]) - 1), "end"),
            "neither": (_LEFT, below, "start"),
            "across": (self.width - _RIGHT, below, "end"),
        }
        return tuple(
            Text(x, y + self._line * row, words, "ink", self._size, 600, anchor)
            if name in self._placement.possible
            else Text(x, y + self._line * row, words, "muted", self._size, 400, anchor)
            for name, (x, y, anchor) in places.items()
            for row, words in enumerate(self._rows[name])
        )

    def _broken(self, name: FieldName, width: float) -> tuple[str, ...]:
        """Break the name of a field into lines for half the width; what three lines cannot hold ends in dots."""
        most = self._letters((width - _LEFT - _RIGHT - 12) / 2)
        lines: list[str] = []
        for word in self._placement.quadrant.fields.named(name).title.split():
            if lines and len(lines[-1]) + 1 + len(word) <= most:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        kept = [_cut_off(line, most) for line in lines[:_LINES]]
        if len(lines) > _LINES:
            kept[-1] = _cut_off(f"{kept[-1]} …", most)
        return tuple(kept)

    def _letters(self, room: float) -> int:
        """Say how many bold letters find room."""
        return max(int(room / (_BOLD * self._size)), 4)


def _cut_off(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
