"""A table of rows by reference code: the code stays in view while the rest moves sideways."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from leadready.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_MEASURED = 8
"""Of how many different words of a column the width is measured: the longest need not be the widest."""
_MOST_HEIGHT, _LEAST_HEIGHT, _WIDEST = 420, 160, 300


class Row(NamedTuple):
    """One application: its code, its cells in words, and what each is sorted by."""

    reference: str
    cells: tuple[str, ...]
    keys: tuple[Any, ...]


class Rows(QAbstractTableModel):
    """Holds the rows; sorting puts what has no value last."""

    def __init__(self, header: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._header = tuple(header)
        self._given: list[Row] = []
        self.rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order given."""
        self.beginResetModel()
        self._given = list(rows)
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self._header)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell; a screen reader hears the code and the column with them."""
        row = self.rows[index.row()]
        words = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.reference}, {self._header[index.column()]}: {words or '–'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name columns by what they say and rows by their code."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._header[section] if orientation == Qt.Orientation.Horizontal else self.rows[section].reference

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows stay as they were given. Without a column, all do."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        references = [self.rows[index.row()].reference for index in held]
        self.rows = list(self._given)
        if column >= 0:
            known = [row for row in self.rows if row.keys[column] is not None]
            known.sort(key=lambda row: row.keys[column], reverse=order == Qt.SortOrder.DescendingOrder)
            self.rows = [*known, *(row for row in self.rows if row.keys[column] is None)]
        places = {row.reference: place for place, row in enumerate(self.rows)}
        moved = [self.index(places[one], index.column()) for one, index in zip(references, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()


class RowsTable(QTableView):
    """Arrow keys move, Enter chooses a row, a click on a heading sorts; Tab leaves it.

    Signals:
        moved: Another row is the current one; with its code.
        entered_row: Enter was pressed on a row; with its code.
    """

    moved = Signal(str)
    entered_row = Signal(str)

    def __init__(self, header: Sequence[str], name: str, parent: QWidget, *, most_height: int = _MOST_HEIGHT) -> None:
        super().__init__(parent)
        self._most_height = most_height
        self.model_of_rows = Rows(header, self)
        self.setModel(self.model_of_rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMaximumSectionSize(theme.px(_WIDEST))
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.activated.connect(self._on_activated)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the first becomes the current one."""
        self.ensurePolished()  # before that, columns are measured without the room at the sides of a cell
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)  # after that: it sorts at once by what the heading says
        self.model_of_rows.set_rows(rows)
        height = self.fontMetrics().height() + theme.px(14)
        self.verticalHeader().setDefaultSectionSize(height)
        self.resizeColumnsToContents()
        whole = height * (len(rows) + 1) + self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(max(theme.px(_LEAST_HEIGHT), min(whole, theme.px(self._most_height))))
        if rows:
            self.setCurrentIndex(self.model_of_rows.index(0, 0))

    def sizeHintForColumn(self, column: int) -> int:
        """Need what the longest words of a column need; Qt would measure every cell of a thousand rows each time."""
        rows = self.model_of_rows.rows
        places = {row.cells[column]: place for place, row in enumerate(rows)}
        longest = nlargest(_MEASURED, places, key=len)
        widths = (self.sizeHintForIndex(self.model_of_rows.index(places[words], column)).width() for words in longest)
        return max(widths, default=0) + self.showGrid()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave half of the width to the cells, however long what the rows are of is called."""
        super().resizeEvent(event)
        self.verticalHeader().setMaximumWidth(self.width() // 2)

    @property
    def current(self) -> str:
        """The code of the current row; empty where there is none."""
        row = self.currentIndex().row()
        return self.model_of_rows.rows[row].reference if 0 <= row < len(self.model_of_rows.rows) else ""

    def go_to(self, reference: str) -> None:
        """Make the row of a code the current one, if there is one."""
        for place, row in enumerate(self.model_of_rows.rows):
            if row.reference == reference:
                self.setCurrentIndex(self.model_of_rows.index(place, 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row is the current one."""
        super().currentChanged(current, previous)
        if self.current:
            self.moved.emit(self.current)

    @Slot()
    def _on_activated(self) -> None:
        if self.current:
            self.entered_row.emit(self.current)
