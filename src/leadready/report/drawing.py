"""Paints a pure drawing on paper; the window paints the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text
from leadready.report import paper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_WEIGHTS = {400: paper.REGULAR, 600: paper.SEMIBOLD, 700: paper.BOLD}


class Picture(Flowable):  # type: ignore[misc]
    """A drawing that takes its place in the flow.

    Attributes:
        alternative: What it shows, in words.
    """

    role = "figure"

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.alternative = drawing.description
        self.width, self.height = drawing.width, drawing.height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the drawing's own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint shape after shape; on paper y grows upwards."""
        canvas: Canvas = self.canv
        canvas.saveState()
        for shape in self.drawing.shapes:
            paint(canvas, shape, self.height)
        canvas.restoreState()


def paint(canvas: Canvas, shape: Shape, height: float) -> None:
    """Paint one shape of a drawing whose top is at `height`."""
    match shape:
        case Line():
            canvas.setLineCap(1)
            canvas.setLineWidth(shape.width)
            canvas.setStrokeColor(_mixed(shape.role, shape.opacity))
            canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)
        case Box():
            canvas.setFillColor(_mixed(shape.role, shape.opacity))
            y = height - shape.y - shape.height
            canvas.roundRect(shape.x, y, shape.width, shape.height, shape.radius, stroke=0, fill=1)
        case Disc():
            canvas.setFillColor(paper.colour(shape.role))
            canvas.setStrokeColor(paper.colour(shape.outline_role or shape.role))
            canvas.setLineWidth(shape.outline_width)
            canvas.circle(shape.cx, height - shape.cy, shape.radius, stroke=int(shape.outline_role is not None), fill=1)
        case Text():
            canvas.setFillColor(paper.colour(shape.role))
            canvas.setFont(_WEIGHTS[shape.weight], shape.size)
            draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
            draw[shape.anchor](shape.x, height - shape.y, shape.text)


def _mixed(role: str, opacity: float) -> Color:
    """Mix a colour with the white of the paper: transparency would make the file depend on its reader."""
    full = paper.colour(role)
    return Color(*(1 - opacity * (1 - part) for part in (full.red, full.green, full.blue)))
