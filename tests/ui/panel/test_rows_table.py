"""The table of rows by code: nothing in it is cut as long as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from leadready.ui import theme
from leadready.ui.panel.rows_table import Row, RowsTable


@pytest.mark.parametrize("size", [100, 200])
def test_columns_have_room_for_their_words_and_half_of_the_width_however_long_the_titles(qtbot, size):
    theme.apply("light", size)
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(900, 600)
    table = RowsTable(("Change", "Would enter"), "Weights", around)
    title = "Leading a change with people from other professions who did not at first agree with it"
    table.set_rows([Row(f"{title} {n}", ("a tenth more", ""), ("a", 0)) for n in range(12)])
    table.resize(900, 400)
    around.show()
    QApplication.processEvents()
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.verticalHeader().width() <= 450
    theme.apply("light", 100)
