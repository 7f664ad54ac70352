"""The base of all pages: a title, a column of content, and a footer with actions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from leadready.ui import theme
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

COLUMN = 860
_MARGINS = (32, 28, 32, 24)  # at every text size: large text needs the room


class Page(QWidget):
    """What a person sees at one moment. It is made when it is opened and deleted when it is left.

    Attributes:
        name: Which rail entry it belongs to.
        column_width: The most that its column takes, in pixels at 100 %; None takes all there is.
        help_text: What F1 says.
        body: Where content goes.
        footer: The bar below; None when the page has no actions there.
    """

    name = "home"
    help_text = ""
    column_width: int | None = COLUMN

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body")
        self.footer: QWidget | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*_MARGINS)
        column = QWidget(self)
        if self.column_width is not None:
            column.setMaximumWidth(theme.px(self.column_width))
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

    def add_card(self, heading: str, *sentences: str, role: str = "body", beside: Button | None = None) -> Card:
        """Add a card that begins with a heading and what it is about; a sentence that is empty is left out.

        Args:
            heading: What stands at its top.
            sentences: What stands below.
            role: Their role.
            beside: What can be done with all of it, at the end of the heading's line.
        """
        card = Card(parent=self)
        card.set_heading(heading, beside)
        for sentence in filter(None, sentences):
            card.column.addWidget(Text(sentence, role, card))
        self.body.addWidget(card)
        return card

    def set_footer(self, *start: QWidget, end: tuple[QWidget, ...] = ()) -> None:
        """Put actions below the page: some at the start, the primary one at the very end."""
        self.footer = Footer(start, end)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes on arrival: the primary action, unless a page knows better."""
        if self.footer is not None:
            below = _usable(self.footer)
            primary = [one for one in below if one.property("role") == "primary"]
            if primary:
                return primary[0]
        else:
            below = []
        return next(iter([*_usable(self), *below]), None)

    def may_leave(self) -> bool:
        """Whether the person may go elsewhere now; a page may ask first what becomes of what is not saved."""
        return True

    def leaving(self) -> None:
        """Keep what is not kept yet; called before the page goes."""

    @property
    def is_held(self) -> bool:
        """Whether something on it could not be kept, so that it must stay to be seen and tried again."""
        return False


def _usable(part: QWidget) -> list[Button]:
    return [one for one in part.findChildren(Button) if one.isVisibleTo(part) and one.isEnabled()]


def tab_through(controls: Iterable[QWidget]) -> None:
    """Let Tab go from control to control in this order; Qt's own is the order in which they were made."""
    for one, following in pairwise(controls):
        QWidget.setTabOrder(one, following)


class Footer(QWidget):
    """Actions side by side; where they do not fit, those at the end stand below the others."""

    def __init__(self, start: tuple[QWidget, ...], end: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(_MARGINS[0], theme.px(12), _MARGINS[2], theme.px(12))
        self._line.setSpacing(theme.px(8))
        self._parts = [QHBoxLayout(), QHBoxLayout()]
        for part, widgets in zip(self._parts, (start, end), strict=True):
            part.setSpacing(theme.px(8))
            for widget in widgets:
                part.addWidget(widget, 1 if part is self._parts[0] and isinstance(widget, Text) else 0)
        speaks = any(isinstance(widget, Text) for widget in start)  # words take the room that buttons leave
        if not speaks:
            self._parts[0].addStretch(1)
        self._parts[1].insertStretch(0, 1)
        self._line.addLayout(self._parts[0], 1 if speaks else 0)
        self._line.addLayout(self._parts[1])

    def minimumSizeHint(self) -> QSize:
        """Need no more width than the wider of the two parts, so that the window may be narrower than both."""
        widths = [part.minimumSize().width() for part in self._parts]
        return QSize(max(widths) + _MARGINS[0] + _MARGINS[2], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below each other where room is short."""
        super().resizeEvent(event)
        need = sum(part.minimumSize().width() for part in self._parts) + theme.px(8) + _MARGINS[0] + _MARGINS[2]
        fits = self.width() >= need
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
