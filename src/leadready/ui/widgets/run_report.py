"""How far a long run is, and what could not be done and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from leadready.language import _
from leadready.ui import theme
from leadready.ui.announcing import announce
from leadready.ui.widgets.progress_card import ProgressCard
from leadready.ui.words import number

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_TOLD = 10
"""How often a screen reader is told how far it is, from beginning to end."""
_MOST_HEIGHT = 320


class Outcome(Protocol):
    """What became of one of the many: its name, and the reason where it was not written."""

    @property
    def name(self) -> str:
        """What people know it by."""
        ...

    @property
    def is_written(self) -> bool:
        """Whether it was written."""
        ...

    @property
    def why(self) -> str:
        """Why it was not written, in sentences; empty where it was."""
        ...


class RunReport(ProgressCard):
    """A bar, its number in words, and a table of what was not written; what is written says each run's own report.

    Attributes:
        failures: The table.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = self._written = self._failed = 0
        self.failures = self._failure_table()
        self.column.addWidget(self.failures)

    def begin(self, total: int) -> None:
        """Show that nothing of so many is done yet."""
        self._total, self._written, self._failed = total, 0, 0
        self.failures.clear_all()
        self._show()
        self.show()

    def add(self, outcome: Outcome) -> None:
        """Count one more, and list it by name with the reason if it was not written."""
        self._written += outcome.is_written
        self._failed += not outcome.is_written
        if not outcome.is_written:
            self.failures.add(outcome.name, outcome.why)
        self._show()
        done = self._written + self._failed
        if done * _TOLD // self._total > (done - 1) * _TOLD // self._total:
            announce(self, self._so_far())

    def stopping(self) -> None:
        """Say that it will end soon."""
        self.say(_("Stopping; what is under way is finished…"))

    def end(self) -> None:
        """Show how far it came."""
        self._show()

    def summary(self) -> tuple[str, ...]:
        """Say what became of all: a heading, then sentences."""
        said = [self._written_words(self._written)]
        if self._failed:
            said.append(self._failed_words(self._failed))
        left = self._total - self._written - self._failed
        if left:
            said.append(self._left_words(left))
        return tuple(said)

    def under_way(self) -> str:
        """Say that it is not over, for whoever wants to leave."""
        raise NotImplementedError

    def none_written(self) -> str:
        """Say that it came to nothing."""
        raise NotImplementedError

    def _failure_table(self) -> FailureTable:
        raise NotImplementedError

    def _written_words(self, count: int) -> str:
        raise NotImplementedError

    def _failed_words(self, count: int) -> str:
        raise NotImplementedError

    def _left_words(self, count: int) -> str:
        raise NotImplementedError

    def _so_far(self) -> str:
        return _("{n} of {total}").format(n=number(self._written + self._failed), total=number(self._total))

    def _show(self) -> None:
        self.show_share(self._written + self._failed, self._total, self._so_far())
        self.failures.setVisible(bool(self._failed))


class FailureTable(QTableWidget):
    """File and reason, in the order in which they came."""

    def __init__(self, parent: QWidget, what: str, why: str, name: str) -> None:
        super().__init__(0, 2, parent)
        self.setHorizontalHeaderLabels([what, why])
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.setMinimumHeight(theme.px(_MOST_HEIGHT) // 2)
        self.setMaximumHeight(theme.px(_MOST_HEIGHT))

    def clear_all(self) -> None:
        """Forget all rows."""
        self.setRowCount(0)

    def add(self, file: str, why: str) -> None:
        """Add a row."""
        row = self.rowCount()
        self.insertRow(row)
        for column, words in enumerate((file, why)):
            self.setItem(row, column, QTableWidgetItem(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names of files a third of the width."""
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width() // 3)
