"""Answering in a real window: what is asked follows the answers, long options begin new lines, words are never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from leadready.errors import StoreFull
from leadready.scoring.responses import Absence
from leadready.ui import theme
from leadready.ui.pages.before import BeforePage
from leadready.ui.pages.check import CheckPage
from leadready.ui.pages.items import ItemsPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.widgets.text_row import TextRow
from leadready.workflow.services import Services
from leadready.workflow.sitting import Sitting, begin
from tests.accessibility import audit
from tests.conftest import NOW
from tests.workflow.branching import FILES, branching, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from leadready.store.database import Store
    from leadready.ui.journey import Journey

SIZES = [("light", 100), ("dark", 200), ("contrast", 150)]


@pytest.fixture
def services(store: Store, tmp_path: Path) -> Services:
    """Use cases on an empty record, with one assessment."""
    packages = tmp_path / "packages"
    write(packages)
    return Services(store, (packages, tmp_path / "own"), lambda: NOW)


@pytest.fixture
def sitting(journey: Journey) -> Sitting:
    journey.window.activateWindow()
    return begin(journey.services, branching(journey.services.packages[0]))


@pytest.fixture
def small_window(journey: Journey) -> Iterator[Journey]:
    journey.window.resize(900, 600)
    yield journey
    theme.apply("light", 100)


def shown(journey: Journey) -> ItemsPage:
    page = journey.window.page
    assert isinstance(page, ItemsPage)
    return page


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def press(journey: Journey, key: Qt.Key | str) -> None:
    QTest.keyClick(journey.window.focusWidget() or journey.window, key)
    QApplication.processEvents()


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def button(widget: QWidget, words: str) -> Button:
    return next(one for one in widget.findChildren(Button) if words in {one.text(), one.accessibleName()})


def area(page: ItemsPage, item_id: str) -> QWidget:
    row = next(one for one in page.rows if one.item_id == item_id)
    assert isinstance(row, TextRow)
    return row.area


def test_an_answer_brings_an_item_to_the_same_page_and_takes_it_away(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    page = shown(journey)
    assert [row.item_id for row in page.rows] == ["size", "change"]
    kept = page.rows[1]
    press(journey, "2")  # large: now the team matters
    assert [row.item_id for row in page.rows] == ["size", "team", "change"]
    assert page.rows[2] is kept
    assert [row.kind for row in page.rows] == ["plain", "current", "plain"]
    assert journey.window.focusWidget() is page.rows[1].focus_target()
    press(journey, "1")
    assert sitting.answers["team"] == "yes-i-do"
    page.rows[0].take_focus()
    press(journey, "1")  # small after all
    settle()
    assert [row.item_id for row in page.rows] == ["size", "change"]
    assert "Your practice" in said(page)  # its bar has come
    assert len(page.findChildren(ResponseRow)) == 1


def test_tab_goes_down_the_page_also_through_what_came_later(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    page = shown(journey)
    press(journey, "2")
    page.rows[0].take_focus()
    order = []
    for _step in range(4):
        order.append(next((row.item_id for row in page.rows if row.isAncestorOf(journey.window.focusWidget())), "else"))
        press(journey, Qt.Key.Key_Tab)
    assert order == ["size", "team", "change", "else"]


def test_pages_that_are_for_others_are_passed_by_in_both_directions(journey: Journey, sitting: Sitting):
    sitting.answer("size", "large")
    sitting.answer("team", "no-i-do-not")
    journey.turn(sitting, 0)
    shown(journey)._on_continue()
    assert [row.item_id for row in shown(journey).rows] == ["c1", "c2"]
    assert "Part 1 of 1" in said(shown(journey))
    press(journey, Qt.Key.Key_Backspace)
    assert shown(journey).title.text() == "Your work"
    journey.answer(sitting.id, 1)  # a page that is not for them: the nearest that is
    assert [row.item_id for row in shown(journey).rows] == ["c1", "c2"]


def test_words_of_ones_own_are_taken_into_later_texts(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    press(journey, "1")
    for key in "<b>5 waits</b>":
        press(journey, key)
    shown(journey)._on_continue()
    texts = said(shown(journey))
    assert "Answer with “<b>5 waits</b>” in mind." in texts
    assert "In your practice, and for <b>5 waits</b>:" in texts
    shown(journey)._on_continue()
    assert "My partners back <b>5 waits</b>." in said(shown(journey))
    assert audit(journey.window) == []


def test_in_a_field_digits_enter_and_backspace_only_edit(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    page = shown(journey)
    press(journey, "1")
    field = area(page, "change")
    assert journey.window.focusWidget() is field
    press(journey, Qt.Key.Key_Backspace)  # nothing to delete: it must not go back either
    for key in (*"1 2", Qt.Key.Key_Return, "3", Qt.Key.Key_Backspace, "4"):
        press(journey, key)
    assert journey.window.page is page
    assert field.toPlainText() == "1 2\n4"
    assert sitting.answers == {"size": "small"}
    press(journey, Qt.Key.Key_Tab)
    assert sitting.answers == {"size": "small", "change": "1 2\n4"}
    assert page._saved.text().startswith("Saved")


def test_what_is_typed_is_kept_after_a_pause(journey: Journey, sitting: Sitting, qtbot: QtBot):
    journey.turn(sitting, 0)
    page = shown(journey)
    field = area(page, "change")
    field.setFocus()
    QTest.keyClicks(field, "Handover")
    assert page._saved.text() == "Saving…"
    assert "32 characters left" in said(page)
    qtbot.waitUntil(lambda: sitting.answers.get("change") == "Handover")
    assert page._saved.text().startswith("Saved")
    assert journey.window.focusWidget() is field
    field.clear()
    journey.home()  # leaving at once keeps it, too
    assert Sitting(journey.services, sitting.id).answers["change"] is Absence.MISSING


def test_an_answer_in_words_is_looked_at_for_what_may_identify_somebody(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    field = area(shown(journey), "change")
    (note,) = [one for one in shown(journey).findChildren(IdentifyingNote) if one._area is field]
    field.setPlainText("Rounds with Mrs Evans")
    note._timer.timeout.emit()
    assert note.isVisible()
    assert "somebody's name" in note.text()


@pytest.mark.parametrize("way", ["home", "continue", "back", "close"])
def test_no_way_out_loses_the_last_keys(journey: Journey, sitting: Sitting, way: str):
    sitting.answer("size", "small")
    journey.turn(sitting, 6)
    field = area(shown(journey), "remark")
    field.setFocus()
    QTest.keyClicks(field, "  Last words ")
    ways = {
        "home": journey.home,
        "continue": shown(journey)._on_continue,
        "back": shown(journey)._on_back,
        "close": journey.window.close,
    }
    ways[way]()
    assert Sitting(journey.services, sitting.id).answers["remark"] == "Last words"


def test_too_much_is_cut_where_it_came_in(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 0)
    page = shown(journey)
    field = area(page, "change")
    field.setPlainText("0123456789" * 4)
    assert "0 characters left" in said(page)
    field.moveCursor(field.textCursor().MoveOperation.Start)
    field.setFocus()
    QTest.keyClick(field, "x")
    assert field.toPlainText() == "0123456789" * 4  # full: what stood there stays
    field.setPlainText("ab")
    field.moveCursor(field.textCursor().MoveOperation.Start)
    field.insertPlainText("🙂" * 50)
    assert field.toPlainText() == "🙂" * 38 + "ab"
    assert "0 characters left. The end of what was put in did not fit." in said(page)
    page.leaving()
    assert sitting.answers["change"] == "🙂" * 38 + "ab"


def test_words_that_cannot_be_kept_stay_on_the_page(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    journey.turn(sitting, 0)
    page = shown(journey)
    field = area(page, "change")
    field.setFocus()

    def refuse(*_args: object, **_options: object) -> None:
        raise StoreFull("The disk is full.", advice="Make room.")

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.administrations), "record", refuse)
        QTest.keyClicks(field, "Handover")
        for leave in (journey.home, page._on_continue, page._on_leave, page._on_back):
            leave()
            assert journey.window.page is page
        assert page._saved.text() == "Not saved"
    assert field.toPlainText() == "Handover"
    button(page, "Try again").click()
    journey.home()
    assert journey.window.page is not page
    assert Sitting(journey.services, sitting.id).answers["change"] == "Handover"


def test_a_text_that_does_not_apply(journey: Journey, tmp_path: Path):
    instrument = FILES["instrument.yaml"].replace("words: {text: 40}", "words: {text: 40, not_applicable: None of it}")
    sitting = begin(journey.services, branching(tmp_path / "other", FILES | {"instrument.yaml": instrument}))
    journey.turn(sitting, 0)
    row = shown(journey).rows[-1]
    assert isinstance(row, TextRow)
    row.area.setPlainText("Handover")
    row._does_not_apply.click()
    assert sitting.answers["change"] is Absence.NOT_APPLICABLE
    assert not row.area.isEnabled()
    assert audit(journey.window) == []
    row._does_not_apply.click()
    assert sitting.answers["change"] == "Handover"
    row._does_not_apply.click()
    journey.turn(sitting, 0)
    again = shown(journey).rows[-1]
    assert again.answer is Absence.NOT_APPLICABLE
    assert again.focus_target() is again._does_not_apply


@pytest.mark.parametrize(("look", "size"), SIZES)
def test_long_options_begin_new_lines_and_short_ones_share_a_row(
    small_window: Journey, sitting: Sitting, look: str, size: int
):
    theme.apply(look, size)
    journey = small_window
    journey.fill_rail()
    journey.turn(sitting, 4)
    settle()
    page = shown(journey)
    options = page.rows[0].findChildren(Option)
    assert len(options) == 4
    assert len({one.x() for one in options}) == 1
    assert len({one.width() for one in options}) == 1
    heights = [one.height() for one in options]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in options)
    assert heights[1] > heights[2]  # a sentence takes more than one line here, three words do not
    before = [(one.geometry().x(), one.y(), one.height()) for one in options]
    assert page.rows[0].choose("2")
    settle()
    assert [(one.geometry().x(), one.y(), one.height()) for one in options] == before  # choosing moves nothing
    interface = QAccessible.queryAccessibleInterface(options[1])
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name).endswith("ups and downs of a busy service, option 2")
    assert interface.state().checked
    assert audit(journey.window) == []
    assert journey.window.width() == 900
    viewport = journey.window.findChild(QScrollArea).viewport()
    assert page.width() <= viewport.width()


def test_the_words_of_a_long_option_are_painted_to_their_end(journey: Journey, sitting: Sitting):
    """Ink must stand on every line: compare with the same box without its last words."""
    words = "A run chart, so that shifts and trends stand out from the ordinary ups and downs"
    pictures = []
    for text in (words, words.removesuffix(" downs")):
        option = Option(text, "2", parent=journey.window)
        option.resize(300, option.heightForWidth(300))
        assert option.heightForWidth(300) > option.heightForWidth(900)
        pictures.append(option.grab().toImage())
        option.deleteLater()
    whole, shorter = pictures
    last_line = range(whole.height() - theme.px(32), whole.height())
    assert any(
        whole.pixel(x, y) != shorter.pixel(x, min(y, shorter.height() - 1)) for y in last_line for x in range(300)
    )


def test_options_are_mirrored_where_a_language_is(journey: Journey):
    option = Option("Yes", "1", parent=journey.window)
    option.resize(400, 60)

    def inked() -> tuple[int, int]:
        picture = option.grab().toImage()
        empty = picture.pixel(200, 30)
        columns = [x for x in range(20, 380) if any(picture.pixel(x, y) != empty for y in range(12, 48))]
        return min(columns), max(columns)

    left = inked()
    option.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = inked()
    assert left[1] < 150
    assert right[0] > 250
    option.deleteLater()


def test_the_outline_follows_the_keyboard(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 4)
    page = shown(journey)
    page.rows[1].take_focus()
    QApplication.processEvents()
    assert [row.kind for row in page.rows] == ["plain", "current"]
    press(journey, "2")
    assert sitting.answers == {"k2": "b"}


def test_a_section_is_skipped_in_one_action_and_nothing_is_told_while_answering(journey: Journey, sitting: Sitting):
    journey.turn(sitting, 4)
    page = shown(journey)
    before = said(page)
    press(journey, "3")  # a wrong answer: nothing says so
    changed = set(said(page)) - set(before)
    assert {text for text in changed if not text.startswith("Saved")} == set()
    button(page, "Skip this section").click()
    assert shown(journey).title.text() == "About you"
    assert set(sitting.answers) == {"k1"}
    button(shown(journey), "Skip this section").click()
    page = journey.window.page
    assert isinstance(page, CheckPage)
    texts = said(page)
    assert "1 of 3 answered, optional" in texts
    assert "The best week" in texts
    assert "3 items are not answered" in texts
    assert not any(isinstance(one, Button) and one.text() == "Skip this section" for one in page.findChildren(Button))


def test_the_check_page_asks_for_what_is_for_this_person(journey: Journey, sitting: Sitting):
    sitting.answer("size", "large")
    sitting.answer("team", "yes-i-do")
    sitting.answer("t1", 2)
    sitting.answer("size", "small")
    journey.check(sitting.id)
    texts = said(journey.window.page)
    assert "My team speaks up." not in texts
    assert "I can decide what to change." in texts
    assert "4 items are not answered" in texts
    button(journey.window.page, "Change: I have time to lead.").click()
    assert shown(journey).rows[shown(journey)._current].item_id == "p2"


def test_a_person_chooses_how_their_answers_are_read(journey: Journey):
    journey.before("branching")
    page = journey.window.page
    assert isinstance(page, BeforePage)
    options = page.findChildren(Option)
    assert [one.accessibleName() for one in options] == ["Your own development", "A stricter look"]
    assert [one.isChecked() for one in options] == [True, False]
    assert any("3 to 9 items" in text for text in said(page))
    assert audit(journey.window) == []
    options[0].setFocus()
    press(journey, Qt.Key.Key_Down)
    if not options[1].isChecked():
        press(journey, Qt.Key.Key_Space)
    assert options[1].isChecked()
    page._consent.setChecked(True)
    page._on_start()
    (summary,) = journey.services.store.administrations.summaries()
    assert summary.administration.rubric_id == "strict"


def test_one_rubric_is_not_asked_about_and_none_is_refused(journey: Journey):
    packages = journey.services.packages[0]
    (packages / "branching" / "rubrics" / "strict.yaml").unlink()
    journey.before("branching")
    assert not journey.window.page.findChildren(Option)
    (packages / "branching" / "rubrics" / "development.yaml").unlink()
    journey.before("branching")
    page = journey.window.page
    assert "You cannot begin this assessment by yourself" in said(page)
    assert not page._consent.isVisible()
    assert not page._start.isEnabled()
    assert journey.window.focusWidget() is page._back


PAGES = {
    "work": lambda journey, sitting: journey.turn(sitting, 0),
    "knowledge": lambda journey, sitting: journey.turn(sitting, 4),
    "judgement": lambda journey, sitting: journey.turn(sitting, 5),
    "text": lambda journey, sitting: journey.turn(sitting, 6),
    "check": lambda journey, sitting: journey.check(sitting.id),
    "before": lambda journey, _sitting: journey.before("branching"),
}


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off(small_window: Journey, sitting: Sitting, name: str, size: int):
    theme.apply("light", size)
    journey = small_window
    journey.fill_rail()
    PAGES[name](journey, sitting)
    settle()
    assert audit(journey.window) == []
    assert journey.window.width() == 900
    assert journey.window.page.width() <= journey.window.findChild(QScrollArea).viewport().width()
    for one in journey.window.findChildren(Button):
        if one.isVisible():
            assert one.width() >= one.sizeHint().width(), one.text()
            assert one.mapTo(journey.window, one.rect().bottomRight()).x() < 900
    for label in journey.window.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_whole_way_by_keyboard_alone(journey: Journey):
    """A person of a small practice writes, answers, skips the test and finishes without a mouse."""
    journey.window.activateWindow()
    journey.before("branching")
    press(journey, Qt.Key.Key_Space)
    press(journey, Qt.Key.Key_Tab)
    press(journey, Qt.Key.Key_Tab)
    press(journey, Qt.Key.Key_Return)
    press(journey, "1")
    for key in "Waits":
        press(journey, key)
    press(journey, Qt.Key.Key_Tab)  # out of the field
    while journey.window.focusWidget() is not shown(journey)._continue:
        press(journey, Qt.Key.Key_Tab)
    press(journey, Qt.Key.Key_Return)
    for key in ("3", "0", Qt.Key.Key_Return, "2", Qt.Key.Key_Return):
        press(journey, key)
    skipped = []
    while isinstance(journey.window.page, ItemsPage):
        page = shown(journey)
        skipped.append(page.title.text())
        while journey.window.focusWidget() is not button(page, "Skip this section"):
            press(journey, Qt.Key.Key_Backtab)
        press(journey, Qt.Key.Key_Return)
    assert skipped == ["Knowledge", "About you"]
    press(journey, Qt.Key.Key_Return)
    (summary,) = journey.services.store.administrations.summaries()
    assert (summary.answered, summary.administration.items, summary.is_complete) == (5, 5, True)
    sitting = Sitting(journey.services, summary.administration.id)
    assert sitting.answers == {"size": "small", "change": "Waits", "p1": 3, "p2": Absence.NOT_APPLICABLE, "c1": 2}
    profile = sitting.reading().profile
    assert profile["around"].value == 75  # p1 3 and c1 2 of 1 to 3: 2 + 1 of 4
    assert not profile["knowing"].is_scored
