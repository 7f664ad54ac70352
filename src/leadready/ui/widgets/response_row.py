"""One item: its stem and its options as wide targets, each with its digit; the chosen one carries a tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from leadready.language import _
from leadready.scoring.responses import Absence, Answer
from leadready.ui import theme
from leadready.ui.icons import icon
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.instrument.model import Item, OptionValue, ResponseScale

_GAP = 8
_TICK = 18
_EDGE = 10


class ResponseRow(Card):
    """Emits `answered(item_id)` when the person chooses; `answer` tells what.

    Attributes:
        digits: The digit of each option, in order; "0" is "not applicable".
    """

    answered = Signal(str)

    def __init__(self, item: Item, scale: ResponseScale, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__("plain", parent, padding=14, gap=10)
        self.item_id = item.id
        self._values: list[OptionValue | Absence] = [option.value for option in scale.choices]
        self.digits = [str(place) for place in range(1, len(self._values) + 1)]
        self._labels = [option.label for option in scale.choices]
        if scale.not_applicable:
            self._values.append(Absence.NOT_APPLICABLE)
            self.digits.append("0")
            self._labels.append(scale.not_applicable)
        self.stem = Text(item.stem, "stem", self)
        self.column.addWidget(self.stem)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)
        self._buttons = [self._button(place, label, item.stem) for place, label in enumerate(self._labels)]
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(_GAP))
        self.column.addLayout(self._grid)
        self._columns = 0
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

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - a setter
        """Outline the item that digits answer."""
        self.set_kind("current" if current else "plain")

    def focus_target(self) -> QRadioButton:
        """Where the keyboard goes in this item: the chosen option, or the first."""
        return self._buttons[max(self._group.checkedId(), 0)]

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the options out for the width."""
        super().resizeEvent(event)
        self._arrange()

    def _button(self, place: int, label: str, stem: str) -> QRadioButton:
        button = QRadioButton(self._words(place, label), self)
        button.setAccessibleName(_("{label}, option {digit}").format(label=label, digit=self.digits[place]))
        button.setAccessibleDescription(stem)
        button.setIconSize(QSize(theme.px(_TICK), theme.px(_TICK)))
        # Bold and a tick take more room than a digit: it is kept free, so that choosing moves nothing.
        bold = QFontMetrics(theme.font(theme.BODY, 600)).horizontalAdvance(label)
        button.setMinimumWidth(bold + theme.px(_TICK) + 2 * theme.px(_EDGE) + theme.px(10))
        self._group.addButton(button, place)
        return button

    def _words(self, place: int, label: str) -> str:
        return f"{self.digits[place]}   {label}".replace("&", "&&")

    def _show(self, answer: Answer) -> None:
        if answer in self._values:
            self._buttons[self._values.index(answer)].setChecked(True)

    @Slot(int, bool)
    def _on_toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        button = self._group.button(place)
        label = self._labels[place]
        button.setText(label.replace("&", "&&") if checked else self._words(place, label))
        button.setIcon(icon("tick", "on_accent") if checked else QIcon())

    @Slot(int)
    def _on_clicked(self, _place: int) -> None:
        self.answered.emit(self.item_id)

    def _arrange(self) -> None:
        """One row where all options fit; otherwise equal columns, fewer where room is short, down to one."""
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        gap = theme.px(_GAP)
        needs = [button.minimumWidth() for button in self._buttons]
        count = len(needs)
        columns = count
        if sum(needs) + gap * (count - 1) > room:
            fitting = max((n for n in range(1, count) if n * max(needs) + (n - 1) * gap <= room), default=1)
            columns = -(-count // -(-count // fitting))  # as few rows as fit, filled evenly
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(count):
            self._grid.setColumnStretch(column, needs[column] if columns == count else int(column < columns))
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
