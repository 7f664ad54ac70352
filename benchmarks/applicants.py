"""The table of applications with 10,000 rows against an equal bare Qt model: a frame of scrolling, a sort, a filter.

Both stand in the same view, under the same look, and take turns, so that a busy moment of the machine meets both.
"""

from __future__ import annotations

import os
from fractions import Fraction
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSortFilterProxyModel
    from PySide6.QtWidgets import QTableView

    from leadready.ui.widgets.table import Table

ROWS = 10_000
FRAMES, SORTS, FILTERS = 400, 30, 60
_WORDS = ("late", "a", "", "offered", "2 of 3", "zz")


class _Side(NamedTuple):
    """One of the two tables: its view, and what filters it."""

    view: QTableView
    filter: Callable[[str], object]


def run() -> list[Figure]:
    """Measure for some seconds; the slowest of a hundred counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from leadready.ui import theme

    application = QApplication.instance() or QApplication([])
    theme.load_fonts()
    theme.apply("light", 100)
    ours, bare = _ours(), _bare()
    for side in (ours, bare):
        side.view.resize(1180, 800)
        side.view.show()
    application.processEvents()
    baseline = "a bare Qt model in the same view, p99"
    figures: list[Figure] = []
    for title, times, act in (
        (f"a frame of scrolling {ROWS} applications, p99", FRAMES, _scroll),
        ("a sort of them, and the frame after, p99", SORTS, _sort),
        ("a filter of them, and the frame after, p99", FILTERS, _filter),
    ):
        taken: tuple[list[float], list[float]] = [], []
        for number in range(-3, times):  # the first ones are not counted
            for side, into in zip((ours, bare), taken, strict=True):
                begun = perf_counter()
                act(side, number)
                side.view.viewport().repaint()
                if number >= 0:
                    into.append(perf_counter() - begun)
                application.processEvents()
        mine, theirs = (_p99(one) * 1000 for one in taken)
        figures.append(Figure(title, mine, theirs, "ms", baseline, 2))
    for side in (ours, bare):
        side.view.close()
        side.view.deleteLater()
    return figures


def _scroll(side: _Side, number: int) -> None:
    bar = side.view.verticalScrollBar()
    bar.setValue((number * 7919 * 13) % max(bar.maximum(), 1))


def _sort(side: _Side, number: int) -> None:
    from PySide6.QtCore import Qt

    side.view.sortByColumn(number % 10, (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)[number % 2])


def _filter(side: _Side, number: int) -> None:
    side.filter(_WORDS[number % len(_WORDS)])


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * 99 // 100)]


def _ours() -> _Side:
    table = _table()
    return _Side(table, table.table_model.set_filter)


def _table() -> Table:
    from leadready.ui.panel.applicants_table import columns, lines
    from leadready.ui.widgets.table import Table
    from leadready.ui.widgets.table_model import TableModel
    from leadready.workflow.panel.applicants import Row

    rows = [
        Row(
            reference=f"{number * 7919 % 10**6:06}",
            came=f"2027-01-{number % 28 + 1:02}T10:00:00Z",
            state=("in-time", "in-time", "late", "replaced")[number % 4],
            passed=number % 4,
            confirmed=0,
            gates=3,
            assigned=2,
            locked=number % 3,
            conflicts=number % 2,
            contradictions=0,
            total=Fraction(number * 7919 % 1000, 10) if number % 3 == 2 else None,  # noqa: PLR2004 - both have locked
            outcome=(None, "offered", "reserve")[number % 3],
        )
        for number in range(ROWS)
    ]
    return Table(TableModel(columns(named=False), lines(rows)), "Applications")


def _bare() -> _Side:
    """The same words in Qt's own model, behind Qt's own sorting and filtering."""
    from PySide6.QtCore import QSortFilterProxyModel, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    mine = _table()
    source = QStandardItemModel(0, mine.table_model.columnCount())
    for row in range(mine.table_model.rowCount()):
        items = [QStandardItem(mine.table_model.index(row, c).data()) for c in range(source.columnCount())]
        source.appendRow(items)
    proxy: QSortFilterProxyModel = QSortFilterProxyModel()
    proxy.setSourceModel(source)
    source.setParent(proxy)
    proxy.setFilterKeyColumn(-1)
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view = QTableView()
    proxy.setParent(view)
    view.setModel(proxy)
    view.setSortingEnabled(True)
    view.setSelectionBehavior(mine.selectionBehavior())
    view.setVerticalScrollMode(mine.verticalScrollMode())
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(mine.verticalHeader().sectionResizeMode(0))
    view.verticalHeader().setDefaultSectionSize(mine.verticalHeader().defaultSectionSize())
    for column in range(source.columnCount()):
        view.setColumnWidth(column, mine.columnWidth(column))
    mine.deleteLater()
    return _Side(view, proxy.setFilterFixedString)
