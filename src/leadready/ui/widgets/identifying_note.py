"""A line under a field that warns when what was typed may identify a patient or a person. It bars nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from leadready.identifying import warning
from leadready.ui.announcing import announce
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
        """Look at the text now. A screen reader says the warning once, and again with the field's description."""
        before, said = self.text(), warning(self._area.toPlainText())
        self.setText(said)
        self.setVisible(bool(said))
        own = self._area.accessibleDescription().removesuffix(before).strip()
        self._area.setAccessibleDescription(f"{own} {said}".strip())
        if said and said != before:
            announce(self._area, said)
