"""A month: its name and its year, side by side; open until a name is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from leadready.language import _
from leadready.locales import locale
from leadready.ui.widgets.fields import Choice, Number
from leadready.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from datetime import date

_FIRST_YEAR = 1950


class MonthField(QWidget):
    """Signals: changed."""

    changed = Signal()

    def __init__(self, value: str | None, today: date, parent: QWidget | None = None) -> None:
        """Show a month such as 2026-03, or that it is open."""
        super().__init__(parent)
        year, month = map(int, value.split("-")) if value else (today.year, 0)
        self._month = Choice(("–", *locale().months), month, self)
        self._month.setAccessibleName(_("Month"))
        self._year = Number(self)
        self._year.setRange(min(_FIRST_YEAR, year), max(today.year, year))
        self._year.setValue(year)
        self._year.setAccessibleName(_("Year"))
        self.setLayout(Flow(self._month, self._year))
        self.setFocusProxy(self._month)
        self._month.currentIndexChanged.connect(self._on_changed)
        self._year.valueChanged.connect(self._on_changed)

    def value(self) -> str | None:
        """The year and the month, such as 2026-03; None while it is open."""
        month = self._month.currentIndex()
        return f"{self._year.value():04}-{month:02}" if month else None

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return self._month, self._year

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
