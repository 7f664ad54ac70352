"""A table of thousands of rows: what is shown, sorted and searched is worked out once, and nothing for each cell.

Sorting goes by keys and filtering by one text a row; both are made when the rows are given. A cell costs two look-ups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

Index: TypeAlias = QModelIndex | QPersistentModelIndex
# Qt asks with plain numbers, and to look a member of an enumeration up takes longer than to find the cell.
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole.value
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole.value
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_HORIZONTAL = Qt.Orientation.Horizontal


class Column(NamedTuple):
    """A column.

    Attributes:
        title: Its heading, which a screen reader says before each cell.
        is_number: Whether its cells stand at the end of their room, as figures do.
    """

    title: str
    is_number: bool = False


class Line(NamedTuple):
    """A row.

    Attributes:
        id: What it is of.
        cells: The words of each cell.
        keys: What each cell is sorted by: within a column values that can be compared with each other.
    """

    id: str
    cells: tuple[str, ...]
    keys: tuple[Any, ...]


class TableModel(QAbstractTableModel):
    """Rows that can be sorted by any column and filtered by words; equal ones stay in the order they were given in."""

    def __init__(self, columns: Sequence[Column], lines: Sequence[Line] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._words: tuple[str, ...] = ()
        self._take(lines)

    def _take(self, lines: Sequence[Line]) -> None:
        self._lines = list(lines)
        self._needles = ["\n".join(line.cells).casefold() for line in self._lines]
        self._order = list(range(len(self._lines)))
        self._sort_order()
        self._filter()

    def _sort_order(self) -> None:
        if self._sorted_by is None:
            return
        column, order = self._sorted_by
        keys = [line.keys[column] for line in self._lines]
        self._order = sorted(range(len(keys)), key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)

    def _filter(self) -> None:
        needles = self._needles
        shown = self._order
        for word in self._words:
            shown = [at for at in shown if word in needles[at]]
        self._shown = shown
        lines = self._lines
        self._cells = [lines[at].cells for at in shown]

    def set_lines(self, lines: Sequence[Line], columns: Sequence[Column] | None = None) -> None:
        """Show other rows, perhaps under other columns, sorted and filtered as before."""
        self.beginResetModel()
        if columns is not None and tuple(columns) != self._columns:
            self._columns, self._sorted_by = tuple(columns), None
        self._take(lines)
        self.endResetModel()

    def set_line(self, line: Line) -> None:
        """Show other words in the row of something; it stays where it stands until the table is sorted again."""
        at = next((at for at, one in enumerate(self._lines) if one.id == line.id), None)
        if at is None:
            return
        self._lines[at] = line
        self._needles[at] = "\n".join(line.cells).casefold()
        if at in self._shown:
            row = self._shown.index(at)
            self._cells[row] = line.cells
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Add rows at the end; only while nothing is sorted or filtered they come to stand there."""
        if not lines:
            return
        if self._sorted_by is not None or self._words:
            self.set_lines([*self._lines, *lines])
            return
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._lines += lines
        self._needles += ["\n".join(line.cells).casefold() for line in lines]
        self._order += range(first, len(self._lines))
        self._shown = self._order
        self._cells += [line.cells for line in lines]
        self.endInsertRows()

    def set_filter(self, text: str) -> None:
        """Show only rows in which each of these words stands, in small letters or large."""
        words = tuple(text.casefold().split())
        if words == self._words:
            return
        self.beginResetModel()
        self._words = words
        self._filter()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what is chosen stays chosen."""
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [self._shown[index.row()] for index in held]
        self._sorted_by = column, order
        self._sort_order()
        self._filter()
        if held:
            places = {at: row for row, at in enumerate(self._shown)}
            moved = [self.index(places[at], index.column()) for at, index in zip(rows, held, strict=True)]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def id_at(self, row: int) -> str:
        """Give what a row that is shown is of."""
        return self._lines[self._shown[row]].id

    def row_of(self, id_: str) -> int | None:
        """Find the row of something; None where it is not shown."""
        lines = self._lines
        return next((row for row, at in enumerate(self._shown) if lines[at].id == id_), None)

    @property
    def total(self) -> int:
        """How many rows there are, with those that the filter hides."""
        return len(self._lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Count the rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt has it
        """Give the words of a cell, and where they stand."""
        if role in (_DISPLAY, _TOOL_TIP):
            return self._cells[index.row()][index.column()] if index.isValid() else None
        if role == _ALIGNMENT and index.isValid():
            return _END if self._columns[index.column()].is_number else _START
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - as Qt has it
        """Give the heading of a column."""
        if orientation != _HORIZONTAL or not 0 <= section < len(self._columns):
            return None
        if role == _DISPLAY:
            return self._columns[section].title
        if role == _ALIGNMENT:
            return _END if self._columns[section].is_number else _START
        return None
