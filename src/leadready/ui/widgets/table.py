"""A table to read: chosen by row, sorted by its headings, walked through by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from leadready.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent
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

    Where it is too narrow for its columns, the first one stays in sight while the others move.

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
        self._first = _FirstColumn(self)
        self.horizontalScrollBar().rangeChanged.connect(self._place_first)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first column in its place."""
        super().resizeEvent(event)
        self._place_first()

    @Slot()
    def _place_first(self) -> None:
        self._first.setVisible(self.horizontalScrollBar().maximum() > 0)
        self._first.place()

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


class _FirstColumn(QTableView):
    """The first column once more, above the table at its start. The keyboard and screen readers stay with the table."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(table.accessibleName())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; padding: 0; }")
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(table.editTriggers())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setModel(table.table_model)
        self.setSelectionModel(table.selectionModel())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._on_heading)
        theirs, mine = table.verticalScrollBar(), self.verticalScrollBar()
        theirs.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(theirs.setValue)
        self.doubleClicked.connect(table.doubleClicked)
        self.hide()

    def place(self) -> None:
        """Lie exactly over the first column."""
        table, width = self._table, self._table.columnWidth(0)
        for column in range(1, self._table.table_model.columnCount()):
            self.setColumnHidden(column, True)
        self.setColumnWidth(0, width)
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        view = table.viewport().geometry()
        top = table.horizontalHeader().geometry().top()
        self.setGeometry(view.left(), top, width, view.bottom() - top + 1)

    @Slot(int)
    def _on_heading(self, column: int) -> None:
        table = self._table.horizontalHeader()
        is_up = table.sortIndicatorSection() == column and table.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self._table.sortByColumn(column, Qt.SortOrder.DescendingOrder if is_up else Qt.SortOrder.AscendingOrder)
