"""The clinician's whole journey, through the real window, by keyboard only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from leadready.ui.pages.before import BeforePage
from leadready.ui.pages.check import CheckPage
from leadready.ui.pages.items import ItemsPage
from leadready.ui.pages.plan import PlanPage
from leadready.ui.pages.preview import PreviewPage
from leadready.ui.pages.profile import ProfilePage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from leadready.ui.journey import Journey


def press(journey: Journey, key: Qt.Key | str) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(journey.window.focusWidget() or journey.window, key)
    QApplication.processEvents()


def test_from_the_first_start_to_a_plan_in_the_hand(journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    window = journey.window
    window.activateWindow()
    press(journey, Qt.Key.Key_Return)  # home: choose
    while window.focusWidget().accessibleDescription() != "Clinical leadership and improvement readiness":
        press(journey, Qt.Key.Key_Tab)  # past the assessments before it
    press(journey, Qt.Key.Key_Return)
    assert isinstance(window.page, BeforePage)
    press(journey, Qt.Key.Key_Space)  # consent
    press(journey, Qt.Key.Key_Tab)  # back
    press(journey, Qt.Key.Key_Tab)  # start
    press(journey, Qt.Key.Key_Return)
    assert window.page.title.text() == "About your work"
    press(journey, Qt.Key.Key_Return)  # it is optional
    pages = 0
    while isinstance(window.page, ItemsPage):
        for _item in window.page.rows:
            press(journey, "2" if pages % 3 else "4")
        if pages == 2:  # leave and come back: nothing is lost, and it goes on where it stopped
            journey.home()
            assert any(label.text().startswith("12 of 72 answered") for label in window.page.findChildren(QLabel))
            press(journey, Qt.Key.Key_Return)
            assert window.page.title.text() == "Desire to lead"
            press(journey, Qt.Key.Key_Backspace)
            assert window.page.rows[0].answer == 2
            press(journey, Qt.Key.Key_Return)
            for _item in window.page.rows:
                press(journey, "3")
        press(journey, Qt.Key.Key_Return)
        pages += 1
    assert isinstance(window.page, CheckPage)
    press(journey, Qt.Key.Key_Return)
    assert isinstance(window.page, ProfilePage)
    press(journey, Qt.Key.Key_Return)
    assert isinstance(window.page, PlanPage)
    assert 1 <= len(window.page.plan.goals) <= 3
    press(journey, Qt.Key.Key_Return)
    assert isinstance(window.page, PreviewPage)
    QApplication.processEvents()
    assert window.page.pages.place.startswith("Page 1 of ")
    press(journey, Qt.Key.Key_PageDown)
    assert window.page.pages.place.startswith("Page 2 of ")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "plan.pdf"), ""))
    for _step in range(3):  # the plan, print, export
        press(journey, Qt.Key.Key_Tab)
    press(journey, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert (tmp_path / "plan.pdf").stat().st_size > 10_000
    (summary,) = journey.services.store.administrations.summaries()
    assert (summary.answered, summary.is_complete) == (72, True)


def test_blank_items_are_marked_and_one_jump_away(journey: Journey):
    journey.before("clinical-leadership")
    journey.window.page._consent.setChecked(True)
    journey.window.page._on_start()
    journey.window.page._on_continue()  # about the work: optional
    press(journey, "5")
    press(journey, Qt.Key.Key_Tab)  # another way to move
    journey.window.page._on_continue()
    sitting = journey.window.page._answering
    journey.check(sitting.id)
    said = [label.text() for label in journey.window.page.findChildren(QLabel)]
    assert "71 items are not answered" in said
    assert said.count("Not answered") >= 71
    next(one for one in journey.window.page.findChildren(type(journey.window.page._jump))).go()
    assert isinstance(journey.window.page, ItemsPage)
    assert journey.window.page.rows[journey.window.page._current].item_id == "a2-1"
