"""One item answered in words of one's own: a field that grows, how much room is left, and perhaps "does not apply"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QWidget

from leadready.language import _, ngettext
from leadready.scoring.responses import Absence, Answer
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import TextArea
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from leadready.instrument.model import Item, ResponseScale

PAUSE = 700
"""Milliseconds without a key after which what was typed is kept."""


class TextRow(Card):
    """Emits `edited(item_id)` at every change and `written(item_id)` when the text is to be kept.

    `entered(item_id)`: the keyboard came.

    Attributes:
        digits: None: digits are typed here, they choose nothing.
    """

    edited = Signal(str)
    written = Signal(str)
    entered = Signal(str)
    digits: tuple[str, ...] = ()

    def __init__(self, item: Item, scale: ResponseScale, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent, padding=14, gap=10)
        self.item_id = item.id
        self._most = scale.text or 0
        self._said: Answer = Absence.MISSING if answer is Absence.NOT_SEEN else answer
        self.stem = Text(item.stem, "stem", self)
        self.column.addWidget(self.stem)
        self.area = _Writing(answer if isinstance(answer, str) else "", self._most, self)
        self.column.addWidget(self.area)
        self._room = Text("", "muted", self)
        self.column.addWidget(self._room)
        self._identifying = IdentifyingNote(self.area, self)
        self.column.addWidget(self._identifying)
        self._does_not_apply: QCheckBox | None = None
        if scale.not_applicable:
            self._does_not_apply = QCheckBox(scale.not_applicable.replace("&", "&&"), self)
            self._does_not_apply.setChecked(answer is Absence.NOT_APPLICABLE)
            self._does_not_apply.toggled.connect(self._on_does_not_apply)
            self.column.addWidget(self._does_not_apply)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        self.set_stem(item.stem)
        self._show_room()
        self.area.setEnabled(answer is not Absence.NOT_APPLICABLE)
        self.area.textChanged.connect(self._on_changed)
        self.area.left.connect(self.keep)
        self.area.entered.connect(self._on_entered)

    @property
    def answer(self) -> Answer:
        """What is written, without blanks at either end."""
        if self._does_not_apply is not None and self._does_not_apply.isChecked():
            return Absence.NOT_APPLICABLE
        return self.area.toPlainText().strip() or Absence.MISSING

    def choose(self, digit: str) -> bool:  # noqa: ARG002 - as in ResponseRow
        """Choose nothing: there are no options."""
        return False

    def set_stem(self, stem: str) -> None:
        """Put it in other words: an answer that the stem takes in has changed."""
        self.stem.setText(stem)
        self.setAccessibleName(stem)
        self.area.setAccessibleName(stem)
        most = ngettext("At most {n} character.", "At most {n} characters.", self._most).format(n=self._most)
        self.area.setAccessibleDescription(most)
        if self._does_not_apply is not None:
            self._does_not_apply.setAccessibleDescription(stem)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - a setter
        """Outline the item that the keyboard is in."""
        self.set_kind("current" if current else "plain")

    def focus_target(self) -> QWidget:
        """Where the keyboard goes in this item."""
        return self.area if self.area.isEnabled() or self._does_not_apply is None else self._does_not_apply

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return (self.area,) if self._does_not_apply is None else (self.area, self._does_not_apply)

    @Slot()
    def keep(self) -> None:
        """Ask for what was typed to be kept, if it is not yet."""
        self._timer.stop()
        if self.answer != self._said:
            self._said = self.answer
            self.written.emit(self.item_id)

    @Slot()
    def _on_changed(self) -> None:
        self._show_room()
        self._timer.start()
        self.edited.emit(self.item_id)

    @Slot()
    def _on_entered(self) -> None:
        self.entered.emit(self.item_id)

    @Slot(bool)
    def _on_does_not_apply(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        # What was typed stays to be seen, and counts again when the tick is taken away.
        self.area.setEnabled(not ticked)
        self.keep()

    def _show_room(self) -> None:
        left = self._most - len(self.area.toPlainText())
        words = ngettext("{n} character left", "{n} characters left", left).format(n=left)
        if self.area.was_cut:
            words = _("{words}. The end of what was put in did not fit.").format(words=words)
        self._room.setText(words)
        self._room.set_role("warm" if self.area.was_cut else "muted")


class _Writing(TextArea):
    """A field that takes a limited number of characters, so that all that is seen in it can be kept.

    Signals:
        entered: The keyboard came here.
        left: The keyboard went elsewhere.

    Attributes:
        was_cut: Whether the last thing put in was longer than the room left.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, text: str, most: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._most = most
        self.was_cut = False
        self._cutting = False
        self.document().contentsChange.connect(self._on_contents)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard left."""
        super().focusOutEvent(event)
        self.left.emit()

    @Slot(int, int, int)
    def _on_contents(self, place: int, _removed: int, added: int) -> None:
        """Take away what is too much, from the end of what was put in: what stood there before is never lost."""
        if self._cutting:
            return
        over = len(self.toPlainText()) - self._most
        self.was_cut = over > 0 and added > 1
        if over <= 0:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        end = min(place + added, self.document().characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        put_in = cursor.selectedText()
        self._cutting = True
        cursor.insertText(put_in[: max(len(put_in) - over, 0)])
        self._cutting = False
