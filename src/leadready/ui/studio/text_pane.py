"""A file as text: for what has no fields, and for those who like to see it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.studio.cells import is_undo
from leadready.ui.studio.outline import Place
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.ui.studio.desk import Desk


class TextPane(QWidget):
    """The text of one file.

    Attributes:
        file: Its name.
        text: The control.
    """

    def __init__(self, desk: Desk, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self._desk = desk
        column = QVBoxLayout(self)
        edge = theme.px(12)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(Text(file, "heading", self))
        self.text = FileText(desk, file, self)
        column.addWidget(self.text, 1)
        self._line = Text("", "muted", self)
        column.addWidget(self._line)
        self.text.cursorPositionChanged.connect(self._on_moved)
        self._on_moved()

    def refresh(self) -> None:
        """Show the text as it is."""
        self.text.refresh()

    def go_to(self, line: int) -> None:
        """Bring the keyboard to a line, counted from 1."""
        self.text.go_to(line)

    @Slot()
    def _on_moved(self) -> None:
        self._line.setText(_("Line {n}").format(n=self.text.textCursor().blockNumber() + 1))


class FileText(QPlainTextEdit):
    """What a file says, letter by letter."""

    def __init__(self, desk: Desk, file: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = file
        self._showing = False
        self.setAccessibleName(_("Text of {file}").format(file=file))
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setReadOnly(file in desk.draft.fixed)
        self.refresh()
        self.textChanged.connect(self._on_changed)

    def minimumSizeHint(self) -> QSize:
        """Stay usable where room is short."""
        return QSize(theme.px(120), theme.px(160))

    def refresh(self) -> None:
        """Show the text as it is, the caret where it was."""
        text = self._desk.text(self._file)
        if text == self.toPlainText():
            return
        position = self.textCursor().position()
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(text)))
        self.setTextCursor(cursor)

    def go_to(self, line: int) -> None:
        """Bring the keyboard to a line, counted from 1."""
        block = self.document().findBlockByNumber(max(line - 1, 0))
        cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the draft."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    @Slot()
    def _on_changed(self) -> None:
        if not self._showing:
            self._desk.type(Place(self._file), self.toPlainText())
