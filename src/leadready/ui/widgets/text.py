"""Text: always plain. What people or authors typed is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LONG, _PIECE = 24, 12
MAY_BREAK = "\u200b"


class Text(QLabel):
    """A label in one of the roles of the stylesheet.

    Title, heading, stem, strong, muted, warm, danger, eyebrow, chip, or body. A word that no line has room for goes on
    in the next: a label cannot be narrower than its longest word, and would push all of its page out of sight.
    """

    def __init__(self, text: str, role: str = "body", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        # Qt would go by the letters of each label; names and places in other letters must not stand apart.
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("role", role)
        self.setWordWrap(wrap and role != "chip")
        if role == "chip":
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if role in {"title", "heading"}:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        """Show other words."""
        self._words = text
        super().setText(breakable(text))

    def text(self) -> str:
        """Give the words as they were set."""
        return self._words

    def set_role(self, role: str) -> None:
        """Change the role of a label that is already shown."""
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)


def breakable(text: str) -> str:
    """Let lines end inside words that are too long for one, such as an address; other words stay whole."""
    if len(text) <= _LONG:
        return text
    found = {word for word in text.split() if len(word) > _LONG}
    for word in sorted(found, key=len, reverse=True):
        text = text.replace(word, _in_pieces(word))
    return text


def _in_pieces(word: str) -> str:
    """Mark where a word may break: behind a hyphen or a slash, and inside what is too long between them."""
    parts = word.replace("-", f"-{MAY_BREAK}").replace("/", f"/{MAY_BREAK}").split(MAY_BREAK)
    return MAY_BREAK.join(piece for part in parts for piece in ([part] if len(part) <= _LONG else _cut(part)))


def _cut(part: str) -> list[str]:
    """Cut what is too long for a line, never before a mark that belongs to the letter before it."""
    from unicodedata import category  # not before there is such a word

    pieces = [part[:_PIECE]]
    for letter in part[_PIECE:]:
        if len(pieces[-1]) >= _PIECE and category(letter)[0] not in "MC":
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
