"""Pieces of a page, and the one that paints a pure drawing; the window paints the same drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from leadready.chart.drawing import Box, Disc, Drawing, Line, Text
from leadready.report import paper
from leadready.report.writing import draw_line

if TYPE_CHECKING:
    from leadready.chart.drawing import Shape
    from leadready.report.tags import Element

_WEIGHTS = {400: paper.REGULAR, 600: paper.SEMIBOLD, 700: paper.BOLD}
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Piece(Flowable):  # type: ignore[misc]
    """Something that takes its place on a page: it knows its height, can be parted, and paints itself below a point.

    Attributes:
        heads: It must not be the last on its page.
    """

    heads = False

    def measure(self, width: float) -> float:
        """Take its place in a column of a width; gives the height and remembers both."""
        self.width = width
        return float(self.height)

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Draw it with its upper left corner at a point."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Answer reportlab's question for the size."""
        return width, self.measure(width)

    def split(self, _width: float, _height: float) -> list[Piece]:
        """Part it into what fits and what is left; nothing where it cannot be parted."""
        return []

    def draw(self) -> None:
        """Answer reportlab's call to draw."""
        self.paint(self.canv, 0, self.height)


class Picture(Piece):
    """A drawing; `element` is its part in the document."""

    def __init__(self, drawing: Drawing, hangs: float = 0.0, element: Element | None = None) -> None:
        super().__init__()
        self._hangs = hangs
        self.drawing = drawing
        self.element = element
        self.height = drawing.height

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Paint shape after shape; on paper y grows upwards."""
        left = x - self._hangs
        with canvas.marked(self.element, (left, top - self.drawing.height, left + self.drawing.width, top)):
            for shape in self.drawing.shapes:
                _paint(canvas, shape, left, top)


def _paint(canvas: Any, shape: Shape, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
    match shape:
        case Line():
            canvas.setLineCap(1)
            canvas.setLineWidth(shape.width)
            canvas.setStrokeColor(paper.colour(shape.role, shape.opacity))
            canvas.line(x + shape.x1, top - shape.y1, x + shape.x2, top - shape.y2)
        case Box():
            canvas.setFillColor(paper.colour(shape.role, shape.opacity))
            canvas.setStrokeColor(paper.colour(shape.outline_role or shape.role))
            canvas.setLineWidth(1)
            lower, edge = top - shape.y - shape.height, int(shape.outline_role is not None)
            canvas.roundRect(x + shape.x, lower, shape.width, shape.height, shape.radius, stroke=edge, fill=1)
        case Disc():
            canvas.setFillColor(paper.colour(shape.role))
            canvas.setStrokeColor(paper.colour(shape.outline_role or shape.role))
            canvas.setLineWidth(shape.outline_width)
            stroke = int(shape.outline_role is not None)
            canvas.circle(x + shape.cx, top - shape.cy, shape.radius, stroke=stroke, fill=1)
        case Text():
            style = paper.Style(_WEIGHTS[shape.weight], shape.size, shape.size, shape.role)
            draw_line(canvas, shape.text, style, x + shape.x, top - shape.y, share=_SHARES[shape.anchor])
