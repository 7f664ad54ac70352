from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from leadready.ui.widgets.table import Table
from leadready.ui.widgets.table_model import Column, Line, TableModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
COLUMNS = (Column("Code"), Column("Marks", is_number=True))


def line(id_, mark):
    return Line(id_, (id_, str(mark)), (id_, mark))


def model_of(*pairs):
    made = TableModel(COLUMNS, [line(*pair) for pair in pairs])
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


def ids(model):
    return [model.id_at(row) for row in range(model.rowCount())]


@pytest.mark.usefixtures("preferences")
class TestModel:
    def test_numbers_sort_as_numbers_and_equal_ones_stay_in_order(self):
        model = model_of(("A", 10), ("B", 9), ("C", 10), ("D", 2))
        model.sort(1, UP)
        assert ids(model) == ["D", "B", "A", "C"]
        model.sort(1, DOWN)
        assert ids(model) == ["A", "C", "B", "D"]
        model.sort(7, UP)
        model.sort(-1, UP)
        assert ids(model) == ["A", "C", "B", "D"]

    def test_every_word_must_stand_in_the_row_and_nothing_brings_all_back(self):
        model = model_of(("Alpha", 10), ("Beta", 20), ("ALPINE", 20))
        model.set_filter("alp")
        assert ids(model) == ["Alpha", "ALPINE"]
        model.set_filter(" ALP  20 ")
        assert ids(model) == ["ALPINE"]
        model.set_filter("straße")
        assert ids(model) == []
        assert model.total == 3
        model.set_filter("  ")
        assert ids(model) == ["Alpha", "Beta", "ALPINE"]

    def test_what_is_chosen_stays_chosen_when_it_is_sorted(self):
        model = model_of(*((f"R{n}", n * 7 % 10) for n in range(10)))
        held = [QPersistentModelIndex(model.index(row, 1)) for row in (0, 4, 9)]
        before = [model.id_at(index.row()) for index in held]
        for column, order in ((1, UP), (0, DOWN), (1, DOWN)):
            model.sort(column, order)
            assert [model.id_at(index.row()) for index in held] == before
            assert [index.column() for index in held] == [1, 1, 1]

    def test_rows_that_come_later_stand_where_they_belong(self):
        model = model_of(("A", 1))
        model.add_lines([])
        model.add_lines([line("C", 3), line("B", 2)])
        assert ids(model) == ["A", "C", "B"]
        model.sort(0, DOWN)
        model.add_lines([line("D", 4)])
        assert ids(model) == ["D", "C", "B", "A"]
        model.set_filter("4")
        model.add_lines([line("E", 4), line("F", 5)])
        assert ids(model) == ["E", "D"]

    def test_one_row_says_something_else_and_stays_where_it_stands(self):
        model = model_of(("A", 1), ("B", 2))
        model.sort(1, DOWN)
        model.set_filter("b")
        model.set_line(line("B", 0))
        model.set_line(line("A", 5))
        model.set_line(line("Z", 5))
        assert model.index(0, 1).data() == "0"
        model.set_filter("")
        assert ids(model) == ["B", "A"]
        assert model.index(1, 1).data() == "5"
        model.sort(1, DOWN)
        assert ids(model) == ["A", "B"]

    def test_other_columns_begin_unsorted_and_are_named(self):
        model = model_of(("A", 1), ("B", 2))
        model.sort(1, DOWN)
        named = (Column("Code"), Column("Name"), Column("Marks", is_number=True))
        model.set_lines(
            [Line("A", ("A", "Jo", "1"), ("A", "jo", 1)), Line("B", ("B", "Sam", "2"), ("B", "sam", 2))], named
        )
        assert ids(model) == ["A", "B"]
        titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
        assert titles == ["Code", "Name", "Marks", None]
        assert model.headerData(0, Qt.Orientation.Vertical) is None

    def test_figures_stand_at_the_end_and_words_at_the_start(self):
        model = model_of(("A", 1))
        role = Qt.ItemDataRole.TextAlignmentRole
        assert model.data(model.index(0, 1), role) & Qt.AlignmentFlag.AlignTrailing
        assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeading
        assert model.headerData(1, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignTrailing
        assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
        assert model.index(5, 0).data() is None

    def test_an_empty_one_is_a_model_too(self):
        model = model_of()
        model.sort(0, UP)
        model.set_filter("x")
        assert (model.rowCount(), model.total, model.row_of("A")) == (0, 0, None)

    @given(
        st.lists(st.tuples(st.text("ab c", max_size=4), st.integers(0, 3)), max_size=12),
        st.lists(
            st.tuples(st.sampled_from(["sort", "filter"]), st.integers(0, 1), st.text("ab c", max_size=2)), max_size=6
        ),
    )
    def test_it_always_shows_what_a_plain_sort_and_filter_would(self, pairs, doings):
        lines = [Line(str(at), (words, str(mark)), (words, mark)) for at, (words, mark) in enumerate(pairs)]
        model = TableModel(COLUMNS, lines)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
        expected, words = lines, ()
        for doing, column, text in doings:
            if doing == "sort":
                order = (UP, DOWN)[len(text) % 2]
                model.sort(column, order)
                expected = sorted(lines, key=lambda one: one.keys[column], reverse=order == DOWN)
            else:
                model.set_filter(text)
                words = tuple(text.split())
            shown = [one.id for one in expected if all(word in "\n".join(one.cells) for word in words)]
            assert ids(model) == shown


@pytest.mark.usefixtures("preferences")
def test_the_table_is_walked_through_by_keys_and_says_which_row_is_chosen(qtbot):
    table = Table(model_of(("A", 1), ("B", 3), ("C", 2)), "Marks")
    qtbot.addWidget(table)
    chosen, opened = [], []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    assert table.accessibleName() == "Marks"
    assert table.choose("B")
    assert not table.choose("Z")
    table.sortByColumn(1, DOWN)
    assert table.current_id() == "B"
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (chosen, opened) == (["B", "C"], ["C"])
    table.table_model.set_filter("nothing")
    assert table.current_id() == ""
    assert chosen[-1] == ""
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["C"]


@pytest.mark.usefixtures("preferences")
def test_the_first_column_stays_in_sight_where_the_table_is_too_narrow(qtbot):
    columns = (Column("Code"), *(Column(f"Column {n}") for n in range(12)))
    lines = [Line(f"C{n:03}", (f"C{n:03}", *["Some words"] * 12), (n,) * 13) for n in range(60)]
    table = Table(TableModel(columns, lines), "Applications")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    qtbot.waitUntil(table._first.isVisible)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    table.verticalScrollBar().setValue(500)
    assert table._first.verticalScrollBar().value() == table.verticalScrollBar().value()
    assert table._first.geometry().left() == table.viewport().geometry().left()
    assert table._first.indexAt(table._first.viewport().rect().center()).column() == 0
    table.choose("C030")
    assert table._first.selectionModel().currentIndex().row() == 30
    table._first.horizontalHeader().sectionClicked.emit(0)
    table._first.horizontalHeader().sectionClicked.emit(0)
    assert table.table_model.id_at(0) == "C059"
    assert table.current_id() == "C030"
    table.resize(3000, 300)
    qtbot.waitUntil(lambda: not table._first.isVisible())
