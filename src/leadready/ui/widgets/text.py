"""Text: always plain. What people or authors typed is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Text(QLabel):
    """A label in one of the roles of the stylesheet.

    Title, heading, stem, strong, muted, warm, danger, eyebrow, chip, or body.
    """

    def __init__(self, text: str, role: str = "body", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # Qt would go by the letters of each label; names and places in other letters must not stand apart.
            self.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )
        self.setProperty("role", role)
        self.setWordWrap(wrap and role != "chip")
        if role == "chip":
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if role in {"title", "heading"}:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_role(self, role: str) -> None:
        """Change the role of a label that is already shown."""
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
