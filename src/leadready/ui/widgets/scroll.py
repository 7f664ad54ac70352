"""A column that scrolls up and down."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from leadready.ui import theme

_ROOM = 24


class Scrolled(QScrollArea):
    """Keeps the room of its scroll bar free, whether one is needed or not.

    A bar that comes and goes changes the width, the width changes how options are laid out, and that changes the
    height: where a narrower page is a lower one, Qt goes round for ever and the program with it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The stylesheet draws none where all is in view.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def replace(self, widget: QWidget) -> None:
        """Show another widget from its top. The one before goes later: it may be what has just been pressed."""
        before = cast("QWidget | None", self.takeWidget())
        if before is not None:
            before.setParent(self)  # without one it would be Python's, and gone with the last name for it
            before.hide()
            before.deleteLater()
        self.setWidget(widget)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget inside, unless all of it is in view.

        Places are reckoned from the widget that scrolls. To ask for the viewport, which Qt has made, would load every
        kind of widget that there is, to find out which this is.
        """
        page = cast("QWidget", self.widget())
        top = page.y() + widget.mapTo(page, QPoint()).y()
        if top < 0 or top + widget.height() > self.maximumViewportSize().height():
            self.ensureWidgetVisible(widget, 0, theme.px(_ROOM))

    def turn(self, pages: int) -> None:
        """Move by what is in view, down or, below 0, up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
