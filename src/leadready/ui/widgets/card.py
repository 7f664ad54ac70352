"""A card: a sheet on the canvas that holds what belongs together."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leadready.ui import theme
from leadready.ui.widgets.text import Text

Kind: TypeAlias = Literal["plain", "current", "flat", "note", "error"]
_EDGE = {
    "plain": ("surface", "hairline", 1),
    "current": ("surface", "accent", 2),
    "flat": ("canvas", "hairline", 1),  # what asks for nothing now
    "note": ("warm_soft", "warm_soft", 1),
}
_EDGE["error"] = ("surface", "danger", 2)
_RADIUS = 12


class Card(QFrame):
    """Painted here rather than by the stylesheet: the outline moves at every answer and must not restyle the page."""

    def __init__(
        self, kind: Kind = "plain", parent: QWidget | None = None, *, padding: int = 20, gap: int = 10
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.column = QVBoxLayout(self)
        edge = theme.px(padding)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.px(gap))

    def set_heading(self, heading: str, beside: QWidget | None = None) -> None:
        """Begin with a heading, and perhaps something at the end of its line."""
        title = Text(heading, "heading", self)
        if beside is None:
            self.column.addWidget(title)
            return
        from leadready.ui.widgets.side_by_side import SideBySide  # not before a page wants it

        self.column.addLayout(SideBySide((title, 1), (beside, 0)))

    def set_kind(self, kind: Kind) -> None:
        """Change its look."""
        if kind == self._kind:
            return
        same_sheet = _EDGE[kind][0] == _EDGE[self._kind][0]
        self._kind = kind
        self.update(self._outline() if same_sheet else QRegion(self.rect()))

    def _outline(self) -> QRegion:
        """Give the frame that the edge is drawn in: what lies inside need not be painted again."""
        edge = theme.px(_RADIUS) + 1
        return QRegion(self.rect()) - QRegion(self.rect().adjusted(edge, edge, -edge, -edge))

    @property
    def kind(self) -> Kind:
        """Its look."""
        return self._kind

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet and its edge."""
        fill, edge, width = _EDGE[self._kind]
        if self._kind == "note" and theme.current().name == "contrast":
            edge = "line"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour(fill))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.px(_RADIUS), theme.px(_RADIUS), Qt.SizeMode.AbsoluteSize)


def row(*widgets: QWidget, gap: int = 10, stretch: bool = True) -> QHBoxLayout:
    """Lay widgets side by side, from the start."""
    line = QHBoxLayout()
    line.setSpacing(theme.px(gap))
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line


def empty(layout: QBoxLayout) -> None:
    """Remove and delete everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QBoxLayout):
            empty(inner)
            inner.deleteLater()
