"""One part of an account, open to be written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _, ngettext
from leadready.planning.account import Part, part_name, word_count
from leadready.ui import theme
from leadready.ui.widgets.card import row
from leadready.ui.widgets.fields import TextArea
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.text import Text


class PartField(QWidget):
    """One part of an account: its name, what belongs there, how many words stand there.

    Signals:
        edited: Something was typed.

    Attributes:
        part: Which part.
        area: Where it is written.
    """

    edited = Signal()

    def __init__(self, part: Part, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        name, about = part_name(part), part_help(part)
        caption = Text(name, "strong", self)
        self._count = Text("", "muted", self, wrap=False)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(caption, stretch=False)
        line.addWidget(self._count, 1)
        column.addLayout(line)
        column.addWidget(Text(about, "muted", self))
        self.area = TextArea(text, self, lines=2)
        self.area.setAccessibleName(name)
        self.area.setAccessibleDescription(about)
        caption.setBuddy(self.area)
        column.addWidget(self.area)
        column.addWidget(IdentifyingNote(self.area, self))
        self.area.textChanged.connect(self._on_changed)
        self._show_count()

    def _show_count(self) -> None:
        words = word_count(self.area.toPlainText())
        self._count.setText(ngettext("{n} word", "{n} words", words).format(n=words) if words else "")

    @Slot()
    def _on_changed(self) -> None:
        self._show_count()
        self.edited.emit()


def part_help(part: Part) -> str:
    """Say what belongs into a part."""
    words = {
        Part.SITUATION: _("What was wrong, for whom, and how you knew."),
        Part.TASK: _("What you took on, what was not yours, and who else had to agree."),
        Part.ACTION: _("What you did yourself. Say “I” where it was you, and “we” where it was all."),
        Part.RESULT: _("What changed, with a figure or an example, and what did not."),
        Part.REFLECTION: _("What you learned, and what you do differently because of it."),
    }
    return words[part]
