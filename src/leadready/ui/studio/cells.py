"""Cells: the smallest controls, each bound to one place of the draft.

A cell writes what is typed or chosen to the desk, and `refresh` shows what the desk says. The draft alone keeps what
can be undone: Ctrl+Z belongs to it in every cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.widgets.fields import Choice, TextArea, TextLine

if TYPE_CHECKING:
    from leadready.ui.studio.desk import Desk
    from leadready.ui.studio.known import Names
    from leadready.ui.studio.outline import Place
    from leadready.ui.studio.shapes import Offer

SHORT = 110
"""Width of a cell for a number, in pixels at 100 %."""


class Cell(Protocol):
    """Something that shows one place."""

    place: Place

    def refresh(self) -> None:
        """Show what the desk says."""

    def setFocus(self) -> None:
        """Take the keyboard."""


def is_undo(event: QEvent) -> bool:
    """Whether a key is for undo or redo, which a control must leave to the draft."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))


class LineCell(TextLine):
    """One line of text or a number."""

    def __init__(self, desk: Desk, place: Place, parent: QWidget, *, thing: Place | None = None) -> None:
        """Show a place. With `thing` the place may be absent: emptied, it goes from the file."""
        super().__init__(parent)
        self.place = place
        self._desk = desk
        self._thing = thing
        self.refresh()
        self.textEdited.connect(self._on_edited)

    def refresh(self) -> None:
        """Show what the desk says, without moving the caret where that is what stands here."""
        said = self._desk.value(self.place)
        text = said if isinstance(said, str) else ""
        if text != self.text():
            self.setText(text)
        self.setCursorPosition(0 if not self.hasFocus() else self.cursorPosition())

    def event(self, event: QEvent) -> bool:
        """Leave undo to the draft."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if self._thing is not None and not text.strip():
            self._desk.clear(self.place, self._thing)
        else:
            self._desk.type(self.place, text)


class ProseCell(TextArea):
    """Several lines of text."""

    def __init__(
        self, desk: Desk, place: Place, parent: QWidget, *, thing: Place | None = None, lines: int = 2
    ) -> None:
        """Show a place. With `thing` the place may be absent: emptied, it goes from the file."""
        super().__init__("", parent, lines=lines)
        self.place = place
        self._desk = desk
        self._thing = thing
        self._showing = False
        self.setUndoRedoEnabled(False)
        self.refresh()
        self.textChanged.connect(self._on_changed)

    def refresh(self) -> None:
        """Show what the desk says."""
        said = self._desk.value(self.place)
        text = said.removesuffix("\n") if isinstance(said, str) else ""
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def event(self, event: QEvent) -> bool:
        """Leave undo to the draft."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    @Slot()
    def _on_changed(self) -> None:
        if self._showing:
            return
        text = self.toPlainText()
        if self._thing is not None and not text.strip():
            self._desk.clear(self.place, self._thing)
        else:
            self._desk.type(self.place, text)


class PickCell(Choice):
    """One of several, by its words; what is written but not offered is shown too."""

    def __init__(
        self, desk: Desk, place: Place, offer: Offer, parent: QWidget, *, absent: str = "", thing: Place | None = None
    ) -> None:
        super().__init__((), -1, parent)
        self.place = place
        self._desk = desk
        self._offer = offer
        self._absent = absent
        self._thing = thing or place.parent
        self._ids: list[str] = []
        self.refresh()
        self.activated.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show what the desk says, among what can be chosen now."""
        said = self._desk.value(self.place)
        names = self._offer(self._desk.known, self.place)
        entries = {"": self._absent} if self._absent else {}
        entries |= {one: words_for(one, words) for one, words in names.items()}
        if isinstance(said, str) and said not in entries:
            entries[said] = _("{name} (not known)").format(name=said)
        elif said is None and "" not in entries:
            entries = {"": _("Choose"), **entries}
        show_entries(self, list(entries.values()))
        self._ids = list(entries)
        self.setCurrentIndex(self._ids.index(said if isinstance(said, str) else ""))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        chosen = self._ids[number]
        if chosen:
            self._desk.write(self.place, chosen)
        elif self._absent:
            self._desk.clear(self.place, self._thing)


class TickCell(QCheckBox):
    """Yes or no; `false` is what nothing says."""

    def __init__(self, desk: Desk, place: Place, words: str, parent: QWidget, *, thing: Place) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self.place = place
        self._desk = desk
        self._thing = thing
        self.refresh()
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Show what the desk says."""
        self.setChecked(self._desk.value(self.place) == "true")

    @Slot(bool)
    def _on_clicked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if ticked:
            self._desk.write(self.place, "true")
        else:
            self._desk.clear(self.place, self._thing)


def show_entries(choice: Choice, words: list[str]) -> None:
    """Change what a choice offers, where it is not that already."""
    if [choice.itemText(number) for number in range(choice.count())] != words:
        choice.clear()
        choice.addItems(words)


def words_for(name: str, words: str) -> str:
    """Say a name in words, with the id before them where the words alone could be long or the same as another's."""
    return words if not words or not name or len(words) <= _WORDS else f"{name}: {words}"


_WORDS = 48


def short(cell: LineCell) -> LineCell:
    """Give a cell the width of a number."""
    cell.setMaximumWidth(theme.px(SHORT))
    return cell


def unused(names: Names, taken: list[str]) -> Names:
    """Leave out what was chosen already."""
    return {one: words for one, words in names.items() if one not in taken}
