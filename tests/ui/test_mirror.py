"""The mirror in the real window: ask, answer three times as colleagues, take the replies, close, and see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from leadready.ui.pages.home import HomePage
from leadready.ui.pages.mirror import MirrorPage
from leadready.ui.pages.mirror_card import MirrorCard
from leadready.ui.pages.observing import ObservingPage, ReplyPage, RequestPage
from leadready.ui.pages.profile import ProfilePage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from tests.ui.test_pages import button, settle
from tests.workflow.mirrors import asked, finished, keyed, write_reply

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from leadready.assessment.model import Assessment
    from leadready.ui.journey import Journey
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting


@pytest.fixture
def sitting(services: Services, flagship: Assessment) -> Sitting:
    return finished(services, flagship)


def page(journey: Journey, kind: type[QWidget]) -> QWidget:
    settle()
    assert isinstance(journey.window.page, kind)
    return journey.window.page


def words(widget: QWidget) -> list[str]:
    return [text.text() for text in widget.findChildren(Text) if not text.isHidden()]


def press(journey: Journey, name: str) -> None:
    window = journey.window
    found = [one for one in window.findChildren(Button) if name in {one.text(), one.accessibleName()}]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)
    settle()


def agree_to(monkeypatch: pytest.MonkeyPatch, label: str) -> list[str]:
    """Answer every box of the window by the button with this label; gives what was asked."""
    said: list[str] = []

    def execute(box: QMessageBox) -> int:
        said.append(box.text())
        chosen = next(one for one in box.buttons() if one.text() == label)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _box: chosen)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return said


def answer_as_colleague(journey: Journey, request: Path, key: Qt.Key, target: Path) -> None:
    """Open a request, answer every item by one key, and save the reply."""
    journey.observe(request)
    page(journey, RequestPage)
    press(journey, "Start")
    while isinstance(journey.window.page, ObservingPage):
        shown = journey.window.page
        for _row in shown.rows:
            QTest.keyClick(QApplication.focusWidget(), key)
        QTest.keyClick(shown, Qt.Key.Key_Return)
        settle()
    reply = page(journey, ReplyPage)
    assert isinstance(reply, ReplyPage)
    reply.save_to(target)
    settle()
    assert "Your reply is written" in words(journey.window)


def test_the_whole_mirror(
    journey: Journey, sitting: Sitting, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    request = tmp_path / "ask.lrmirror"
    journey.profile(sitting.id)
    press(journey, "Ask colleagues")
    shown = page(journey, MirrorPage)
    assert isinstance(shown, MirrorPage)
    assert not button(shown, "Open replies").isEnabled()
    shown._name.setText("Dr Rhiannon Pugh")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(request.with_suffix("")), ""))
    press(journey, "Save the request")
    assert "The file for your colleagues is written" in words(journey.window)
    assert json.loads(request.read_text(encoding="utf-8"))["asked_by"] == "Dr Rhiannon Pugh"

    before = services.store.file.read_bytes()
    targets = [tmp_path / f"reply-{number}.lrreply" for number in range(3)]
    for key, target in zip((Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_5), targets, strict=True):
        answer_as_colleague(journey, request, key, target)
    assert services.store.file.read_bytes() == before

    journey.mirror(sitting.id)
    shown = page(journey, MirrorPage)
    assert isinstance(shown, MirrorPage)
    shown.take(targets[:2])
    assert "2 of 3 replies are in." in words(page(journey, MirrorPage))
    assert not button(page(journey, MirrorPage), "Close and see").isEnabled()
    shown = page(journey, MirrorPage)
    assert isinstance(shown, MirrorPage)
    shown.take([tmp_path])
    said = words(page(journey, MirrorPage))
    assert {"1 reply came in.", "2 files brought nothing new.", "3 replies are in."} <= set(said)
    assert not any("of 100" in one for one in said)

    asked_first = agree_to(monkeypatch, "Close and see")
    press(journey, "Close and see")
    assert asked_first == ["Close the request?"]
    shown = page(journey, MirrorPage)
    assert "What your colleagues see" in words(shown)
    assert sum("Your colleagues:" in one for one in words(shown)) == 9
    press(journey, "Back to the profile")
    (card,) = page(journey, ProfilePage).findChildren(MirrorCard)
    assert "3 colleagues replied by 24 November 2026." in words(card)
    drawings = [one.accessibleName() for one in card.findChildren(DrawingView)]
    assert drawings[0] == "The dot is your own score, the upright bar the mean of your colleagues."
    # Self-awareness has three items as they are and one turned round: 62.5, 62.5 and 75.
    assert drawings[1].endswith("Mean of the colleagues: 67 of 100.")


def test_a_colleague_who_leaves_is_asked_first(
    journey: Journey, sitting: Sitting, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked(services, sitting, tmp_path)
    journey.observe(tmp_path / "ask.lrmirror")
    press(journey, "Start")
    page(journey, ObservingPage)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    said = agree_to(monkeypatch, "Stay here")
    press(journey, "Leave")
    page(journey, ObservingPage)
    assert said == ["Your reply is not saved."]
    agree_to(monkeypatch, "Discard")
    press(journey, "Leave")
    page(journey, HomePage)


def test_turning_pages_asks_nothing_and_keeps_every_answer(
    journey: Journey, sitting: Sitting, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    said = agree_to(monkeypatch, "Discard")  # when the window closes, not before
    asked(services, sitting, tmp_path)
    journey.observe(tmp_path / "ask.lrmirror")
    press(journey, "Start")
    first = page(journey, ObservingPage)
    assert isinstance(first, ObservingPage)
    for key in (Qt.Key.Key_3, Qt.Key.Key_0):
        QTest.keyClick(QApplication.focusWidget(), key)
    QTest.keyClick(first, Qt.Key.Key_Return)
    second = page(journey, ObservingPage)
    QTest.keyClick(second, Qt.Key.Key_Backspace)
    back = page(journey, ObservingPage)
    assert isinstance(back, ObservingPage)
    assert next(row.answer for row in back.rows) == 3
    assert said == []
    assert "About" not in back.subtitle(back._answering, 0)  # the person chose to show no name


def test_half_a_reply_cannot_be_saved(journey: Journey, sitting: Sitting, services: Services, tmp_path: Path):
    asked(services, sitting, tmp_path)
    journey.observe(tmp_path / "ask.lrmirror")
    press(journey, "Start")
    while isinstance(journey.window.page, ObservingPage):
        QTest.keyClick(journey.window.page, Qt.Key.Key_Return)
        settle()
    reply = page(journey, ReplyPage)
    assert "36 items are not answered" in words(reply)
    assert journey.window.page is not None
    assert journey.window.page.footer is not None
    assert not button(journey.window.page.footer, "Save my reply").isEnabled()
    press(journey, "Go to the first")
    page(journey, ObservingPage)


def test_files_are_dropped_on_the_window(
    journey: Journey, sitting: Sitting, services: Services, flagship: Assessment, tmp_path: Path, qtbot: QtBot
):
    request = asked(services, sitting, tmp_path, "Sam")
    reply = write_reply(tmp_path, request, keyed(request, flagship, 4), 1)

    def drop(*paths: Path) -> None:
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        with qtbot.waitSignal(journey.window.dropped):
            journey.window.dropEvent(event)
        settle()

    drop(reply)
    page(journey, HomePage)  # nobody waits for a reply here
    drop(tmp_path / "ask.lrmirror")
    assert "Sam asks what you see of how they work." in words(page(journey, RequestPage))
    journey.mirror(sitting.id)
    drop(reply)
    assert "1 of 3 replies is in." in words(page(journey, MirrorPage))


def test_a_hostile_request_is_said_plainly(journey: Journey, tmp_path: Path):
    path = tmp_path / "a.lrmirror"
    path.write_text('{"format": "leadready/mirror-request/9"}', encoding="utf-8")
    journey.observe(path)
    settle()
    assert journey.window.page is not None
    said = words(journey.window.page)
    assert "This file was made by a newer leadready (format 9). Install the newest leadready, then try again." in said


def test_refused_files_are_named_and_the_rest_counted(
    journey: Journey, sitting: Sitting, services: Services, flagship: Assessment, tmp_path: Path
):
    request = asked(services, sitting, tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    write_reply(folder, request, keyed(request, flagship, 4), 1)
    for number in range(7):
        (folder / f"<b>bad{number}.lrreply").write_text("[]", encoding="utf-8")
    journey.mirror(sitting.id)
    shown = page(journey, MirrorPage)
    assert isinstance(shown, MirrorPage)
    shown.take([folder])
    notices = [one.accessibleName() for one in page(journey, MirrorPage).findChildren(Notice)]
    assert notices[0] == "1 reply came in."
    assert notices[1] == "“<b>bad0.lrreply” was not taken"
    assert notices[-1] == "2 more files were not taken."


def test_withdrawing_asks_and_forgets(
    journey: Journey, sitting: Sitting, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked(services, sitting, tmp_path)
    journey.mirror(sitting.id)
    settle()
    agree_to(monkeypatch, "Stay here")
    press(journey, "Withdraw the request")
    assert services.store.mirrors.of(sitting.id) is not None
    agree_to(monkeypatch, "Delete")
    press(journey, "Withdraw the request")
    assert services.store.mirrors.of(sitting.id) is None
    assert "Save the request" in [one.text() for one in page(journey, MirrorPage).findChildren(Button)]


def test_an_assessment_without_a_mirror_offers_none(journey: Journey, services: Services):
    from leadready.workflow.shelf import open_package
    from leadready.workflow.sitting import begin

    other = begin(services, open_package(services.packages, "character-strengths"))
    journey.profile(other.id)
    assert page(journey, ProfilePage).findChildren(MirrorCard) == []
