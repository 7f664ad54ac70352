"""Icons by name, in the colour of a role: the files in resources/icons are drawn in black and recoloured here."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from leadready import assets
from leadready.ui import theme

_DIRECTED = {"back", "next", "right"}
"""Pictures that point the way one reads: mirrored where that is from right to left."""
_DRAWN_AT = 64  # pixels; Qt scales down from here


def icon(name: str, role: str = "ink") -> QIcon:
    """Give an icon in the colour that a role has now."""
    turned = name in _DIRECTED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _coloured(name, theme.current().colours[role], turned=turned)


@cache
def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(_pixmap(_source("leadready")))


@cache
def _coloured(name: str, colour: str, *, turned: bool) -> QIcon:
    pixmap = _pixmap(_source(name).replace("#000", colour))
    return QIcon(pixmap.transformed(QTransform().scale(-1, 1)) if turned else pixmap)


def _source(name: str) -> str:
    return (assets.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _pixmap(source: str) -> QPixmap:
    pixmap = QPixmap(_DRAWN_AT, _DRAWN_AT)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, _DRAWN_AT, _DRAWN_AT))
    painter.end()
    return pixmap
