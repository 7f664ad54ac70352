"""A line under a field that warns when what was typed may identify a patient or a person. It bars nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from leadready.identifying import warning
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PAUSE = 600  # milliseconds without a key: nobody is warned in the middle of a word


class IdentifyingNote(Text):
    """Stays out of sight while there is nothing to say."""

    def __init__(self, area: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__("", "warm", parent)
        self._area = area
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)
        area.textChanged.connect(self._timer.start)
        self.look()

    @Slot()
    def look(self) -> None:
        """Look at the text now. A screen reader hears the warning as the description of the field."""
        said = warning(self._area.toPlainText())
        if said == self.text() and said:
            return
        before = self.text()
        self.setText(said)
        self.setVisible(bool(said))
        kept = (
            self._area.accessibleDescription().removesuffix(before).strip()
            if before
            else self._area.accessibleDescription()
        )
        self._area.setAccessibleDescription(" ".join(part for part in (kept, said) if part))
