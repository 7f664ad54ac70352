"""Raters' marks of one answer on one track, each named above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.chart.drawing import LETTER, Box, Disc, Drawing, Line, Shape, Text, inwards, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARGIN, _BAR, _SIZE = 12.0, 8.0, 12.0
_NAMED, _LINE, _DOT = 20.0, 15.0, 7.0


def marks_track(
    marks: Mapping[str, float], low: int, high: int, *, width: float, description: str, settled: float | None = None
) -> Drawing:
    """Draw raters' marks of one answer as dots on one track, each named above it, and what was settled as a bar.

    Names that would run into each other stand on lines of their own.

    Args:
        marks: Marks by the raters' names.
        low: The lowest mark.
        high: The highest.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
        settled: What the panel settled on, if it did.
    """

    def x(mark: float) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * (mark - low) / (high - low)

    at: dict[float, list[str]] = {}
    for name, mark in marks.items():
        at.setdefault(mark, []).append(name)
    named = _in_lines([_name(", ".join(names), x(mark), width) for mark, names in sorted(at.items())])
    top = _NAMED + _LINE * max(line for line, _text in named)
    middle = top + 10
    shapes: list[Shape] = [Box(_MARGIN, middle - _BAR / 2, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2)]
    if len(at) > 1:
        shapes.append(Line(x(min(at)), middle, x(max(at)), middle, "warm", 3))
    for mark in range(low, high + 1):
        shapes.append(Line(x(mark), middle - 6, x(mark), middle + 6, "line"))
        shapes.append(Text(x(mark), middle + 22, str(mark), "muted", _SIZE, anchor="middle"))
    if settled is not None:
        shapes.append(Line(x(settled), middle - 12, x(settled), middle + 12, "ink", 4))
    shapes += [Disc(x(mark), middle, _DOT, "accent", "surface", 2) for mark in sorted(at)]
    shapes += [replace(text, y=top - 4 - _LINE * line) for line, text in named]
    return Drawing(width, middle + 28, tuple(shapes), description)


def _in_lines(names: Sequence[Text]) -> list[tuple[int, Text]]:
    """Put names, from the left to the right, each on the lowest line that has room for it; 0 is the lowest."""
    ends: list[float] = []
    placed: list[tuple[int, Text]] = []
    for text in names:
        wide = text_width(text)
        start = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
        line = next((line for line, end in enumerate(ends) if end + _SIZE <= start), len(ends))
        ends[line : line + 1] = [start + wide]
        placed.append((line, text))
    return placed


def _name(words: str, x: float, width: float) -> Text:
    """Write a name over a place, or inwards of it where it would leave the drawing; long ones are cut."""
    most = max(int(width / (_SIZE * LETTER)) - 1, 1)
    words = words if len(words) <= most else words[: most - 1] + "…"
    return inwards(Text(x, 0, words, "ink", _SIZE, 600), width)
