"""Paints a pure drawing with the colours of the theme, and gives its description to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leadready.chart.drawing import Box, Disc, Drawing, Line, Shape, Text
from leadready.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable


class DrawingView(QWidget):
    """A drawing that is made anew for every width."""

    def __init__(self, draw: Callable[[float], Drawing], parent: QWidget | None = None) -> None:
        """Show what `draw` makes for a width in points at 100 %."""
        super().__init__(parent)
        self._draw = draw
        sample = draw(300.0)
        self._height = sample.height
        self.setAccessibleName(sample.description)
        self.setToolTip("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Prefer a readable width."""
        return QSize(theme.px(260), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Stay readable."""
        return QSize(theme.px(120), theme.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the drawing has at this width."""
        super().resizeEvent(event)
        height = self._draw(self.width() * 100 / theme.current().text_size).height
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shape after shape."""
        scale = theme.current().text_size / 100
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        drawing = self._draw(self.width() / scale)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            drawing = drawing.mirrored()
        for shape in drawing.shapes:
            paint(painter, shape)


def paint(painter: QPainter, shape: Shape) -> None:
    """Paint one shape."""
    match shape:
        case Line():
            pen = QPen(_colour(shape.role, shape.opacity), shape.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Box():
            painter.setPen(QPen(theme.colour(shape.outline_role)) if shape.outline_role else Qt.PenStyle.NoPen)
            painter.setBrush(_colour(shape.role, shape.opacity))
            box = QRectF(shape.x, shape.y, shape.width, shape.height)
            painter.drawRoundedRect(box, shape.radius, shape.radius)
        case Disc():
            ring = QPen(theme.colour(shape.outline_role), shape.outline_width) if shape.outline_role else None
            painter.setPen(ring or Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(shape.role))
            painter.drawEllipse(QPointF(shape.cx, shape.cy), shape.radius, shape.radius)
        case Text():
            _paint_text(painter, shape)


def _paint_text(painter: QPainter, text: Text) -> None:
    face = theme.font(text.size, text.weight)
    face.setPixelSize(round(text.size))  # the painter is scaled already
    painter.setFont(face)
    painter.setPen(theme.colour(text.role))
    width = QFontMetricsF(face).horizontalAdvance(text.text)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    painter.drawText(QPointF(text.x - shift, text.y), text.text)


def _colour(role: str, opacity: float) -> QColor:
    colour = theme.colour(role)
    colour.setAlphaF(opacity)
    return colour
