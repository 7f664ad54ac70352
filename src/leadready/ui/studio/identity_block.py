"""The id of something: it changes everywhere at once, and only when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.ui.studio.blocks import Shaped
from leadready.ui.studio.cells import LineCell
from leadready.ui.studio.shapes import Identity
from leadready.ui.widgets.fields import TextLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.studio.desk import Desk
    from leadready.ui.studio.outline import Place


class IdentityBlock(Shaped[Identity]):
    """An id. It changes everywhere at once, and only when it is whole: on Enter, or when the keyboard leaves."""

    def build(self) -> None:
        """Make the line."""
        if self.shape.of in {"item", "score"}:
            cell: LineCell | IdentityLine = IdentityLine(self.desk, self.place, self.shape.of, self)
        else:
            cell = LineCell(self.desk, self.place, self)
        self.hold(cell, cell)


class IdentityLine(TextLine):
    """The key of an item or score."""

    def __init__(self, desk: Desk, place: Place, of: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._desk = desk
        self._of = of
        self.refresh()
        self.editingFinished.connect(self._on_finished)

    def refresh(self) -> None:
        """Show the id as it is."""
        if not self.hasFocus():
            self.setText(str(self.place.keys[-1]))

    @Slot()
    def _on_finished(self) -> None:
        old, new = str(self.place.keys[-1]), self.text().strip()
        if new == old or not new:
            return
        stays = self.hasFocus()  # Enter was pressed; otherwise the person is on the way to somewhere else
        if self._of == "item":
            done = self._desk.rename_item(old, new)
        else:
            done = self._desk.rename_score(self.place.file, old, new)
        if not done:
            self.setText(old)
        elif stays:
            self._desk.led_to.emit(self.place.parent.at(new))
