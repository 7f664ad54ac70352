"""Every page of the office in the smallest window, with large and long words: named for everyone, nothing cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from leadready.panel.kinds import Moderated
from leadready.panel.record import Statement
from leadready.pseudo import LONG, MIRRORED
from leadready.ui import theme
from leadready.ui.panel.applicant_card import Unfolding
from leadready.ui.panel.receive_page import ReceivePage
from leadready.ui.speech import speak
from leadready.workflow.panel import office
from tests.accessibility import audit
from tests.ui.test_languages import cut_off
from tests.ui.test_pages import settle
from tests.workflow.panel.test_round import PEOPLE, Round

NAME = "Professor Anastasia-Konstantina Papadopoulou-Featherstonehaugh"


@pytest.fixture
def made(journey, tmp_path):
    found = Round(tmp_path)
    journey.rounds.keys = PEOPLE["lea"]
    journey.rounds.panel = found.lea
    yield found
    journey.rounds.panel = None
    found.close()


def pages(journey, made):
    """Every page with nothing on it, and then with a little of everything."""
    rounds = journey.rounds
    every = (
        rounds.desk,
        rounds.office.receive,
        rounds.office.redact,
        rounds.office.assign,
        rounds.office.people,
        rounds.office.applicants,
        rounds.office.contradictions,
    )
    yield from every
    path = made.apply(NAME, text=f"I am {NAME}, and I led the change. " * 8)
    yield lambda: rounds.office.take_applications([path])
    yield rounds.office.redact
    made.receive()
    jo = made.reference_of(NAME)
    office.release_names(made.lea)
    made.declare("ann", Professor="managed")
    made.declare("bob")
    for mark in (2, 4):
        said = Moderated(mark=mark, why=f"View {mark} of this. " * 9, people=(NAME,))
        made.lea.say([Statement("moderated", said.model_dump(mode="json"), jo, "led-change")])
    yield from every
    yield lambda: unfolded(journey, rounds.office.applicants)
    yield lambda: unfolded(journey, rounds.office.people)
    yield lambda: unfolded(journey, rounds.office.contradictions)
    yield lambda: (rounds.office.people(), journey.window.page.joining.begin("ann"))


def unfolded(journey, show):
    """Show a page and unfold all that it folds."""
    show()
    for one in journey.window.page.findChildren(Unfolding):
        one.button.click()


@pytest.mark.parametrize(("spoken", "size"), [("en", 200), ("cy", 200), (LONG, 200), (MIRRORED, 100)])
def test_every_page_fits_the_smallest_window_and_is_named(journey, made, spoken, size, qtbot):
    speak(QApplication.instance(), spoken)
    theme.apply("light", size)
    try:
        journey.fill_rail()
        journey.window.resize(900, 600)
        for show in pages(journey, made):
            show()
            page = journey.window.page
            if isinstance(page, ReceivePage):
                qtbot.waitUntil(lambda page=page: not page.is_busy)
            settle()
            name = type(journey.window.page).__name__
            assert audit(journey.window) == [], name
            assert journey.window.width() == 900, name
            assert cut_off(journey.window) == [], name
    finally:
        speak(QApplication.instance(), "en")
        theme.apply("light", 100)
        journey.fill_rail()


def test_tab_comes_to_what_was_unfolded_after_what_unfolds_it(journey, made):
    made.apply("Jo One")
    made.receive()
    unfolded(journey, journey.rounds.office.applicants)
    settle()
    for one in journey.window.page.findChildren(Unfolding):
        inside = [part for part in one.inner.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        at = one.button
        for part in inside:
            at = at.nextInFocusChain()
            while not at.focusPolicy() & Qt.FocusPolicy.TabFocus:
                at = at.nextInFocusChain()
            assert at is part


def test_tab_goes_down_the_page_on_which_answers_are_read(journey, made):
    made.apply("Jo One")
    made.receive()
    journey.rounds.office.redact()
    settle()
    page = journey.window.page
    page.all.click()
    settle()
    page.all.setFocus()
    for words in ("", "Hide them (H)", "Show them (S)"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is page.answer if not words else QApplication.focusWidget().text() == words


def test_an_empty_round_puts_the_keyboard_where_something_can_be_pressed(journey, made):
    for show in (*journey.rounds.settling.pages.values(), *journey.rounds.office.pages.values()):
        show()
        settle()
        assert QApplication.focusWidget() is not None, journey.window.page
        assert QApplication.focusWidget().isVisible(), journey.window.page
