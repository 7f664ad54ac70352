"""Fields: a control is born with its label, its help and its accessible name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from leadready.ui import theme
from leadready.ui.widgets.text import MAY_BREAK, Text, breakable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

_MOST_LINES = 14

W = TypeVar("W", bound=QWidget)


class LabelledField(QWidget, Generic[W]):
    """A label over a control, and below it help if there is any.

    Attributes:
        control: The control itself.
    """

    def __init__(self, label: str, control: W, parent: QWidget | None = None, *, help_text: str = "") -> None:
        super().__init__(parent)
        self.control: W = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        caption = Text(label, "strong", self)
        caption.setBuddy(control)
        column.addWidget(caption)
        column.addWidget(control)
        control.setAccessibleName(label)
        if help_text:
            column.addWidget(Text(help_text, "muted", self))
            control.setAccessibleDescription(help_text)


class TextLine(QLineEdit):
    """One line of text."""


class TextArea(QPlainTextEdit):
    """Several lines; it grows with what is typed, and Tab leaves it."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 2) -> None:
        super().__init__(text, parent)
        self._least = lines
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        wanted = max(int(self.document().size().height()), self._least)
        lines = min(wanted, _MOST_LINES)
        shown = wanted > lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        room = theme.px(7) * 2 + 6 + round(self.document().documentMargin() * 2)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit another width: it decides how many lines the text has."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class DateField(QDateEdit):
    """A date that may be open: shown as a dash until one is chosen. Delete opens it again."""

    changed = Signal()
    _OPEN = QDate(2000, 1, 1)

    def __init__(self, value: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setMinimumDate(self._OPEN)
        self.setSpecialValueText("–")
        self.set_value(value)
        self.dateChanged.connect(self._on_changed)

    def set_value(self, value: date | None) -> None:
        """Show a date; None opens it."""
        self.setDate(QDate(value.year, value.month, value.day) if value else self._OPEN)

    def value(self) -> date | None:
        """The date; None while it is open."""
        chosen = self.date()
        return None if chosen == self._OPEN else date(chosen.year(), chosen.month(), chosen.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete opens the date."""
        if event.key() == Qt.Key.Key_Delete:
            self.setDate(self._OPEN)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a date."""
        event.ignore()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()


class Choice(QComboBox):
    """One of several; not editable, which screen readers handle best."""

    def __init__(self, labels: Sequence[str], chosen: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(labels))
        self.setCurrentIndex(chosen)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a choice."""
        event.ignore()


class Tick(QCheckBox):
    """A box to tick. Its words go on in a new line where room is short, which Qt's own do not."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # it may be narrower than its words

    @property
    def room_in_a_row(self) -> int:
        """The width in pixels that all words take on one line, however many there are now."""
        return self.fontMetrics().horizontalAdvance(" ".join(self._words.split())) + self._box()

    def minimumSizeHint(self) -> QSize:
        """Need no more than the longest word."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(piece) for _start, piece in self._pieces())
        return QSize(longest + self._box(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words for the width."""
        super().resizeEvent(event)
        metrics, room = self.fontMetrics(), self.width() - self._box()
        lines: list[str] = []
        for start, piece in self._pieces():
            if lines and metrics.horizontalAdvance(lines[-1] + start + piece) <= room:
                lines[-1] += start + piece
            else:
                lines.append(piece)
        self.setText("\n".join(lines).replace("&", "&&"))

    def _pieces(self) -> Iterator[tuple[str, str]]:
        """Give all that stays on one line, and what parts it from what stands before: nothing within a long word."""
        for word in self._words.split():
            for place, piece in enumerate(breakable(word).split(MAY_BREAK)):
                yield "" if place else " ", piece

    def _box(self) -> int:
        """Give the width of what is not words: the box, the space beside it, and the edges."""
        return theme.px(22 + 10) + 2 * (theme.px(8) + 6)


class Number(QSpinBox):
    """A whole number; the arrow keys change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        # The stylesheet's padding does not reach the line inside, where the number stands.
        self.lineEdit().setTextMargins(theme.px(9), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a number."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Leave room for four digits."""
        return QSize(theme.px(110), super().sizeHint().height())
