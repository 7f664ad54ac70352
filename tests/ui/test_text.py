"""Labels: whatever is written in them, they need no more width than there is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from leadready.ui import theme
from leadready.ui.widgets.fields import Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text, breakable

WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaf"


def test_short_words_stay_as_they_are():
    for text in ("", "Two raters mark each.", "Llanfairpwllgwyngyllgoge", "a" * 24 + " " + "b" * 24):
        assert breakable(text) == text


def test_a_long_word_may_break_and_is_given_as_it_was_set(qapp):
    theme.apply("light", 200)
    label = Text(f"On {WORD} ward.")
    assert label.minimumSizeHint().width() < theme.px(250)
    assert label.text() == f"On {WORD} ward."
    assert breakable(WORD).replace("\u200b", "") == WORD
    assert max(map(len, breakable(WORD).split("\u200b"))) == 12
    theme.apply("light", 100)


def test_a_name_breaks_at_its_hyphens_first():
    assert breakable("Papadopoulou-Featherstonehaugh").split("\u200b") == ["Papadopoulou-", "Featherstonehaugh"]


def test_a_letter_keeps_its_marks():
    word = "e\u0301" * 30  # an accent of its own after each letter
    assert all(piece[0] == "e" for piece in breakable(word).split("\u200b"))


def test_a_word_in_a_longer_one_is_broken_once():
    long, longer = "a" * 30, "a" * 40
    assert breakable(f"{long} {longer}").replace("\u200b", "") == f"{long} {longer}"


def test_a_box_to_tick_needs_no_more_than_a_label(qtbot):
    theme.apply("light", 200)
    window = QWidget()
    qtbot.addWidget(window)
    tick = Tick(f"{WORD} of the ward", window)
    assert tick.minimumSizeHint().width() < theme.px(300)
    tick.resize(theme.px(250), 100)
    window.show()
    assert tick.text().replace("\n", "").replace(" ", "") == f"{WORD}oftheward"
    assert max(map(tick.fontMetrics().horizontalAdvance, tick.text().splitlines())) <= theme.px(250)
    theme.apply("light", 100)


def test_a_box_in_a_line_is_as_wide_as_its_words_as_long_as_there_is_room(qtbot):
    theme.apply("light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1300, 400)
    around = QWidget(window)
    long = Tick("Professor Anastasia-Konstantina Maria-Magdalena Papadopoulou-Featherstonehaugh", around)
    around.setLayout(Flow(Tick("Bob", around), long))
    for width, goes_on in ((1200, False), (300, True), (1200, False)):
        around.resize(width, 300)
        window.show()
        QApplication.processEvents()
        assert ("\n" in long.text()) == goes_on
        assert long.width() == min(long.room_in_a_row, width)
