"""A drawing is painted where it says, with y turned round."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import pytest

from leadready.chart.drawing import Box, Disc, Drawing, Line, Text
from leadready.report import paper
from leadready.report.drawing import Picture

if TYPE_CHECKING:
    from leadready.chart.drawing import Shape


class Noting:
    """Stands for a canvas and notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple] = []

    def __getattr__(self, name: str):
        return lambda *args, **options: self.told.append((name, *args, *options.values()))

    def marked(self, *_args) -> AbstractContextManager[None]:
        return nullcontext()


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        (Line(1, 2, 3, 4, "line", width=5), ("line", 101, 498, 103, 496)),
        (Line(1, 2, 3, 4, "line", width=5), ("setLineWidth", 5)),
        (Box(1, 2, 30, 10, "sunken", radius=4), ("roundRect", 101, 488, 30, 10, 4, 0, 1)),
        (Disc(7, 8, 3, "accent"), ("circle", 107, 492, 3, 0, 1)),
        (Disc(7, 8, 3, "accent", "surface", 2), ("circle", 107, 492, 3, 1, 1)),
    ],
)
def test_shapes_are_painted_in_their_places(shape: Shape, told: tuple):
    canvas = Noting()
    Picture(Drawing(200, 50, (shape,), "")).paint(canvas, 100, 500)
    assert told in canvas.told


def test_a_drawing_may_hang_left_of_the_text():
    canvas = Noting()
    Picture(Drawing(200, 50, (Disc(9, 8, 3, "accent"),), ""), hangs=9).paint(canvas, 100, 500)
    assert ("circle", 100, 492, 3, 0, 1) in canvas.told


@pytest.mark.parametrize(("anchor", "left"), [("start", 150), ("middle", 145), ("end", 140)])
def test_texts_keep_to_their_anchor(anchor, left: float):
    from io import BytesIO

    from leadready.report.marking import MarkingCanvas
    from tests.report.reading import pages

    paper.prepare()
    target = BytesIO()
    canvas = MarkingCanvas(target, invariant=1)
    size = 10 / paper.advances(paper.REGULAR)["W"]  # one W is ten points wide
    Picture(Drawing(200, 50, (Text(50, 20, "W", "ink", size, 400, anchor),), "")).paint(canvas, 100, 500)
    canvas.save()
    (drawn,) = pages(target.getvalue())[0].strings
    assert (drawn.x, drawn.y) == (pytest.approx(left, abs=0.1), pytest.approx(480, abs=0.01))


def test_pale_colours_are_mixed_with_white():
    full, half, none = (paper.colour("ink", opacity) for opacity in (1.0, 0.5, 0.0))
    assert (none.red, none.green, none.blue) == (1, 1, 1)
    assert half.red == pytest.approx((1 + full.red) / 2)
