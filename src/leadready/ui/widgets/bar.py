"""A plain progress bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leadready.ui import theme

_HEIGHT = 8


class Bar(QWidget):
    """A filled track from 0 to 1."""

    def __init__(self, share: float, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, name: str) -> None:
        """Show another share."""
        if (share, name) == (self._share, self.accessibleName()):
            return
        self._share = share
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the bar."""
        return QSize(theme.px(60), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and filling."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme.colour("hairline" if theme.current().name != "contrast" else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._share > 0:
            painter.setBrush(theme.colour("accent"))
            filled = QRectF(0, 0, max(self.width() * min(self._share, 1.0), self.height()), self.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                filled.moveRight(self.width())
            painter.drawRoundedRect(filled, radius, radius)
