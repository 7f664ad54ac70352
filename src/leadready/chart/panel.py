"""Drawings for a panel: marks on one track, a coefficient and its interval, raters' severity, totals at the line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.chart.drawing import Anchor, Box, Disc, Drawing, Line, Shape, Text
from leadready.locales import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARGIN, _BAR, _SIZE, _LETTER = 12.0, 8.0, 12.0, 0.55
_NAMED, _LINE, _DOT = 20.0, 15.0, 7.0
_COEFFICIENT = 22.0
_STACK, _FOOT, _LARGEST = 60.0, 18.0, 4.5
_HUNDRED = 100


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
        wide = len(text.text) * _SIZE * _LETTER
        start = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
        line = next((line for line, end in enumerate(ends) if end + _SIZE <= start), len(ends))
        ends[line : line + 1] = [start + wide]
        placed.append((line, text))
    return placed


def _name(words: str, x: float, width: float) -> Text:
    """Write a name over a place, or inwards of it where it would leave the drawing; long ones are cut."""
    most = max(int(width / (_SIZE * _LETTER)) - 1, 1)
    words = words if len(words) <= most else words[: most - 1] + "…"
    half = len(words) * _SIZE * _LETTER / 2
    anchor: Anchor = "start" if x < half else "end" if x > width - half else "middle"
    place = {"start": 0.0, "middle": x, "end": width}[anchor]
    return Text(place, 0, words, "ink", _SIZE, 600, anchor)


def coefficient_track(
    value: float | None, ends: tuple[float, float] | None, cuts: Sequence[float], *, width: float, description: str
) -> Drawing:
    """Draw a coefficient from 0 to 1, its 95 % interval and the edges of its bands; what lies below 0 stands at 0."""

    def x(one: float) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * min(max(one, 0.0), 1.0)

    middle = _COEFFICIENT / 2
    shapes: list[Shape] = [Box(_MARGIN, middle - _BAR / 2, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2)]
    shapes += [Line(x(cut), middle - 8, x(cut), middle + 8, "line") for cut in cuts]
    if value is not None:
        if ends is not None:
            low, high = x(ends[0]), x(ends[1])
            half = min(3.0, (high - low) / 2)
            shapes.append(Line(low + half, middle, high - half, middle, "accent", 6, opacity=0.4))
        shapes.append(Disc(x(value), middle, 6, "accent", "surface", 2))
    return Drawing(width, _COEFFICIENT, tuple(shapes), description)


def bands_caption(cuts: Sequence[float], titles: Sequence[str], *, width: float) -> Drawing:
    """Name the bands, each over its own stretch of the tracks below, on two lines in turn: some are narrow."""
    edges = [0.0, *cuts, 1.0]
    inner = width - 2 * _MARGIN
    middles = [_MARGIN + inner * (one + other) / 2 for one, other in pairwise(edges)]
    shapes = tuple(
        _placed(title, middle, _SIZE * (1 + 1.25 * (place % 2)), width)
        for place, (title, middle) in enumerate(zip(titles, middles, strict=True))
    )
    words = ", ".join(f"{title} {numbers(f'{edge:g}')}" for title, edge in zip(titles, edges, strict=False))
    return Drawing(width, _SIZE * 2.9, shapes, words)


def _placed(title: str, x: float, y: float, width: float) -> Text:
    half = len(title) * _SIZE * _LETTER / 2
    anchor: Anchor = "start" if x < half else "end" if x > width - half else "middle"
    return Text({"start": 0.0, "middle": x, "end": width}[anchor], y, title, "muted", _SIZE, 400, anchor)


def severity_track(added: float, reach: float, *, width: float, description: str) -> Drawing:
    """Draw what a rater adds to every mark as a bar from the middle: to the left is severe.

    Args:
        added: In marks.
        reach: What the ends of the track stand for, in marks; above 0.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
    """
    middle, centre = _COEFFICIENT / 2, width / 2
    end = centre + (width / 2 - _MARGIN) * min(max(added / reach, -1.0), 1.0)
    left, right = sorted((centre, end))
    shapes: list[Shape] = [
        Box(_MARGIN, middle - _BAR / 2, width - 2 * _MARGIN, _BAR, "sunken", radius=_BAR / 2),
        Box(left, middle - _BAR / 2, right - left, _BAR, "accent"),
        Line(centre, 1, centre, _COEFFICIENT - 1, "ink", 1.5),
    ]
    return Drawing(width, _COEFFICIENT, tuple(shapes), description)


def line_chart(
    totals: Sequence[float], at: float | None, error: float | None, *, width: float, description: str
) -> Drawing:
    """Draw every total as a dot over 0 to 100, the line, and one standard error to both sides of it.

    Args:
        totals: From 0 to 100, in any order.
        at: The total on the line, if there is one.
        error: The standard error of a total, if it is known.
        width: Of the whole drawing, in points.
        description: What it shows, in words.
    """

    def x(points: float) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * min(max(points, 0.0), 100.0) / _HUNDRED

    base = _STACK
    shapes: list[Shape] = []
    if at is not None and error:
        band = x(at - error), 2, x(at + error) - x(at - error), base - 2
        shapes.append(Box(*band, "warm_soft", outline_role="warm"))  # the edge alone shows in high contrast
    shapes.append(Line(_MARGIN, base, width - _MARGIN, base, "line"))
    for mark in range(0, _HUNDRED + 1, 25):
        shapes.append(Line(x(mark), base, x(mark), base + 4, "line"))
        shapes.append(Text(x(mark), base + _FOOT - 2, str(mark), "muted", _SIZE, anchor="middle"))
    piles = Counter(round(x(total) / (2 * _LARGEST)) for total in totals)
    radius = min(_LARGEST, (base - 6) / (2 * max(piles.values(), default=1)))
    for column, count in sorted(piles.items()):
        middles = (base - 2 - radius * (2 * place + 1) for place in range(count))
        shapes += [Disc(column * 2 * _LARGEST, middle, radius, "accent") for middle in middles]
    if at is not None:
        shapes.append(Line(x(at), 2, x(at), base + 4, "ink", 2))
    return Drawing(width, base + _FOOT, tuple(shapes), description)
