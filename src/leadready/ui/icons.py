"""Icons by name, in the colour of a role: the files in resources/icons are drawn in black and recoloured here."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QGuiApplication, QIcon, QPixmap

from leadready import assets
from leadready.ui import theme

_DIRECTED = {"back", "next", "right"}
"""Pictures that point the way one reads: mirrored where that is from right to left."""
_DRAWN_AT = 64  # pixels; Qt scales down from here


def icon(name: str, role: str = "ink") -> QIcon:
    """Give an icon in the colour that a role has now."""
    turned = name in _DIRECTED and QGuiApplication.isRightToLeft()
    return _coloured(name, theme.current().colours[role], turned=turned)


@cache
def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(_pixmap(_source("leadready")))


@cache
def _coloured(name: str, colour: str, *, turned: bool) -> QIcon:
    pixmap = _pixmap(_source(name).replace("#000", colour))
    return QIcon(_mirrored(pixmap) if turned else pixmap)


def _source(name: str) -> str:
    return (assets.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _pixmap(source: str) -> QPixmap:
    """Draw a picture with Qt's reader of images, which needs no module of its own in Python."""
    sized = source.replace("<svg ", f'<svg width="{_DRAWN_AT}" height="{_DRAWN_AT}" ', 1)
    pixmap = QPixmap()
    pixmap.loadFromData(sized.encode(), "SVG")
    return pixmap


def _mirrored(pixmap: QPixmap) -> QPixmap:
    from PySide6.QtGui import QTransform

    return pixmap.transformed(QTransform().scale(-1, 1))
