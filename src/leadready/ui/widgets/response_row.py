"""One item: its stem and its options as wide targets, each with its digit; the chosen one carries a tick.

Short options share a row; long ones stand one under the other and begin new lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from leadready.language import _
from leadready.scoring.responses import Absence, Answer
from leadready.ui import theme
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from leadready.instrument.model import Item, OptionValue, ResponseScale

_GAP = 8


class ResponseRow(Card):
    """Emits `answered(item_id)` when the person chooses; `answer` tells what. `entered(item_id)`: the keyboard came.

    Attributes:
        digits: The digit of each option, in order; "0" is "not applicable".
    """

    answered = Signal(str)
    entered = Signal(str)

    def __init__(self, item: Item, scale: ResponseScale, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent, padding=14, gap=10)
        self.item_id = item.id
        self._values: list[OptionValue | Absence] = [option.value for option in scale.choices]
        self.digits = [str(place) for place in range(1, len(self._values) + 1)]
        labels = [option.label for option in scale.choices]
        if scale.not_applicable:
            self._values.append(Absence.NOT_APPLICABLE)
            self.digits.append("0")
            labels.append(scale.not_applicable)
        self.stem = Text(item.stem, "stem", self)
        self.column.addWidget(self.stem)
        self._group = QButtonGroup(self)
        self._buttons = [self._button(place, label, item.stem) for place, label in enumerate(labels)]
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(_GAP))
        self.column.addLayout(self._grid)
        self._shape = 0, False
        self._show(answer)
        self._group.idClicked.connect(self._on_clicked)
        self.setAccessibleName(item.stem)
        self._arrange()

    @property
    def answer(self) -> Answer:
        """The answer that is shown."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else Absence.MISSING

    def choose(self, digit: str) -> bool:
        """Choose by digit; False when no option has it."""
        if digit not in self.digits:
            return False
        self._buttons[self.digits.index(digit)].click()
        return True

    def set_stem(self, stem: str) -> None:
        """Put it in other words: an answer that the stem takes in has changed."""
        self.stem.setText(stem)
        self.setAccessibleName(stem)
        for button in self._buttons:
            button.setAccessibleDescription(stem)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - a setter
        """Outline the item that digits answer."""
        self.set_kind("current" if current else "plain")

    def focus_target(self) -> Option:
        """Where the keyboard goes in this item: the chosen option, or the first."""
        return self._buttons[max(self._group.checkedId(), 0)]

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the options out for the width."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Need the width of one column, however the options stand now.

        A width asked for that depended on the width given would send a scroll area round for ever.
        """
        margins = self.column.contentsMargins()
        widest = max(part.minimumSizeHint().width() for part in (self.stem, *self._buttons))
        return QSize(margins.left() + widest + margins.right(), super().minimumSizeHint().height())

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return tuple(self._buttons)

    def _button(self, place: int, label: str, stem: str) -> Option:
        button = Option(label, self.digits[place], parent=self)
        button.setAccessibleName(_("{label}, option {digit}").format(label=label, digit=self.digits[place]))
        button.setAccessibleDescription(stem)
        button.entered.connect(self._on_entered)
        self._group.addButton(button, place)
        return button

    def _show(self, answer: Answer) -> None:
        if answer in self._values:
            self._buttons[self._values.index(answer)].setChecked(True)

    @Slot(int)
    def _on_clicked(self, _place: int) -> None:
        self.answered.emit(self.item_id)

    @Slot()
    def _on_entered(self) -> None:
        self.entered.emit(self.item_id)

    def _arrange(self) -> None:
        """One row where all options fit; otherwise equal columns, fewer where room is short, down to one.

        In one column, options that are longer than the row begin new lines.
        """
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        gap = theme.px(_GAP)
        needs = [button.room_in_a_row for button in self._buttons]
        count = len(needs)
        columns = count
        if sum(needs) + gap * (count - 1) > room:
            fitting = max((n for n in range(1, count) if n * max(needs) + (n - 1) * gap <= room), default=1)
            columns = -(-count // -(-count // fitting))  # as few rows as fit, filled evenly
        # Options of one row share one width where they can.
        equal = columns < count or count * max(needs) + gap * (count - 1) <= room
        if (columns, equal) == self._shape:
            return
        self._shape = columns, equal
        for column in range(count):
            self._grid.setColumnStretch(column, int(column < columns) if equal else needs[column])
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
