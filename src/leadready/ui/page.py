"""The base of all pages: a title, a column of content, and a footer with actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leadready.ui import theme
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.text import Text

COLUMN = 860
_MARGINS = (32, 28, 32, 24)  # at every text size: large text needs the room


class Page(QWidget):
    """What a person sees at one moment. It is made when it is opened and deleted when it is left.

    Attributes:
        name: Which rail entry it belongs to.
        help_text: What F1 says.
        body: Where content goes.
        footer: The bar below; None when the page has no actions there.
    """

    name = "home"
    help_text = ""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body")
        self.footer: QWidget | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*_MARGINS)
        column = QWidget(self)
        column.setMaximumWidth(theme.px(COLUMN))
        outer.addStretch(1)
        outer.addWidget(column, 1000)
        outer.addStretch(1)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(16))
        self.title = Text(title, "title", column)
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.title)
        if subtitle:
            self.body.addWidget(Text(subtitle, "muted", column))
        self.setAccessibleName(title)

    def set_footer(self, *start: QWidget, end: tuple[QWidget, ...] = ()) -> None:
        """Put actions below the page: some at the start, the primary one at the very end."""
        self.footer = QWidget()
        line = QHBoxLayout(self.footer)
        line.setContentsMargins(_MARGINS[0], theme.px(12), _MARGINS[2], theme.px(12))
        line.setSpacing(theme.px(8))
        for widget in start:
            line.addWidget(widget, 1 if isinstance(widget, Text) else 0)
        line.addStretch(1)
        for widget in end:
            line.addWidget(widget)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes on arrival: the primary action, unless a page knows better."""
        if self.footer is not None:
            primary = [one for one in self.footer.findChildren(Button) if one.property("role") == "primary"]
            if primary:
                return primary[0]
        buttons = self.findChildren(Button)
        return buttons[0] if buttons else None

    def leaving(self) -> None:
        """Keep what is not kept yet; called before the page goes."""
