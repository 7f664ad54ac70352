"""A table to read: chosen by row, sorted by its headings, walked through by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from leadready.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from leadready.ui.widgets.table_model import TableModel

_ROW = 34
_SAMPLE = 200
"""Rows that are measured for the width of their columns: all of them would take a second where there are thousands."""
_WIDEST = 320
_EDGES, _ARROW = 20, 14
"""Room at both sides of a cell, and for the arrow that says what is sorted by."""


class Table(QTableView):
    """Shows a `TableModel`. All rows have one height, so that none need be asked for its own.

    Signals:
        chosen: Another row is current; with its id, or an empty text.
        opened: Enter was pressed on a row, or it was clicked twice; with its id.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: TableModel, name: str, parent: QWidget | None = None, *, rows: int = 10) -> None:
        super().__init__(parent)
        self.table_model = model
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setModel(model)
        across, down = self.horizontalHeader(), self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.px(_ROW))
        across.setStretchLastSection(True)
        across.setHighlightSections(False)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setMinimumHeight(theme.px(_ROW) * rows + theme.px(_ROW))
        self.doubleClicked.connect(self._on_opened)
        model.modelReset.connect(self._on_reset)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the room that its words need, within bounds."""
        plain, bold = self.fontMetrics(), QFontMetrics(theme.font(theme.BODY, 600))
        model, horizontal = self.table_model, Qt.Orientation.Horizontal
        for column in range(model.columnCount()):
            words = (str(model.index(row, column).data()) for row in range(min(model.rowCount(), _SAMPLE)))
            widest = max((plain.horizontalAdvance(one) for one in words), default=0) + theme.px(_EDGES)
            heading = bold.horizontalAdvance(str(model.headerData(column, horizontal))) + theme.px(_EDGES + _ARROW)
            self.setColumnWidth(column, min(max(widest, heading), theme.px(_WIDEST)))

    def current_id(self) -> str:
        """Give what the current row is of; empty where there is none."""
        index = self.currentIndex()
        return self.table_model.id_at(index.row()) if index.isValid() else ""

    def choose(self, id_: str) -> bool:
        """Make the row of something current, if it is shown."""
        row = self.table_model.row_of(id_)
        if row is not None:
            self.setCurrentIndex(self.table_model.index(row, 0))
        return row is not None

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say which row is current."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter; the arrow keys, Home and End move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    @Slot("QModelIndex")
    def _on_opened(self, _index: QModelIndex) -> None:
        self.opened.emit(self.current_id())

    @Slot()
    def _on_reset(self) -> None:
        self.chosen.emit(self.current_id())
