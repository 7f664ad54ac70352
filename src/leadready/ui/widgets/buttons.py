"""Buttons: one primary action a page, all of them usable by Enter and Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from leadready.ui import theme
from leadready.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent


_PICTURES = {"primary": "on_accent", "quiet": "accent", "rail": "muted"}
"""The colour of a picture by the role of its button."""


class Button(QPushButton):
    """A button with words; `role` is primary, plain, quiet, danger or rail."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object],
        *,
        role: str = "plain",
        picture: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button. `on_click` must be a bound method of a QObject, so that Qt ends the connection with it."""
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # words are never cut off
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture = picture
        self._picture_role = _PICTURES.get(role, "ink")
        self._show_picture()
        self.clicked.connect(on_click)

    def set_picture_role(self, role: str) -> None:
        """Colour the picture."""
        self._picture_role = role
        self._show_picture()

    def _show_picture(self) -> None:
        """Draw the picture in its colour, or in that of the words where the button cannot be pressed."""
        if self.picture:
            self.setIcon(icon(self.picture, self._picture_role if self.isEnabled() else "muted"))
            self.setIconSize(QSize(theme.px(20), theme.px(20)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow whether it can be pressed."""
        super().changeEvent(event)
        if event.type() == event.Type.EnabledChange:
            self._show_picture()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on in a second line where the words do not fit: other languages need more room."""
        super().resizeEvent(event)
        words = self.text()
        if self.width() < self.sizeHint().width() - 1 and " " in words and "\n" not in words:
            self.setAccessibleName(self.accessibleName() or words)
            middle = len(words) / 2
            place = min((at for at, letter in enumerate(words) if letter == " "), key=lambda at: abs(at - middle))
            self.setText(f"{words[:place]}\n{words[place + 1 :]}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def picture_button(picture: str, words: str, on_click: Callable[[], object], parent: QWidget) -> Button:
    """Make a button with a picture only, named for those who do not see it."""
    button = Button("", on_click, role="picture", picture=picture, parent=parent)
    button.set_picture_role("accent")
    button.setAccessibleName(words)
    button.setToolTip(words)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
