"""The plan as a document: seen page by page, exported, printed."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from leadready.errors import LeadreadyError
from leadready.report import plan_pdf
from leadready.report.edition import USUAL, Edition, Paper, Part
from leadready.ui.pages import exporting
from leadready.ui.pages.preview import PreviewPage
from leadready.ui.widgets.fields import Tick
from leadready.ui.widgets.notice import Notice
from leadready.workflow.plans import open_plan
from tests.ui.test_pages import button, settle, sitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

__all__ = ["sitting"]

OLD = b"The plan of last year."


@pytest.fixture
def page(journey: Journey, sitting: Sitting) -> PreviewPage:
    journey.document(sitting.id)
    settle()
    assert isinstance(journey.window.page, PreviewPage)
    return journey.window.page


def said(page: PreviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_from_the_plan_its_document_is_seen_with_the_last_word_typed(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    journey.window.page._cards[0]._title.setPlainText("Chair the falls group")
    journey.window.page._name.setText("Dr Rhiannon Pugh")
    button(journey.window, "See the document").click()
    settle()
    pages = journey.window.page.pages
    assert "Dr Rhiannon Pugh" in pages.words.toPlainText()
    while "Chair the falls group" not in pages.words.toPlainText():
        assert pages.page < pages.page_count
        pages.next()


def test_the_keyboard_turns_and_enlarges_pages(journey: Journey, page: PreviewPage, qtbot: QtBot):
    with qtbot.waitActive(journey.window):
        journey.window.activateWindow()
    pages, view = page.pages, page.pages.picture
    total = pages.page_count
    assert total > 5
    assert journey.window.focusWidget() is view
    assert f"Page 1 of {total}" in said(page)
    assert not button(page, "Previous page").isEnabled()
    met: list[int] = []
    for key in (
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_End,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(view, key)
        met.append(pages.page)
    assert met == [2, 3, 2, 1, 1, total, total, 1]
    pages.next()
    fitted, control = view.verticalScrollBar().maximum(), Qt.KeyboardModifier.ControlModifier
    for _step in range(5):
        QTest.keyClick(view, Qt.Key.Key_Plus, control)
    assert pages.page == 2  # larger, and still the same
    assert view.verticalScrollBar().maximum() > fitted
    for _step in range(6):
        QTest.keyClick(view, Qt.Key.Key_Minus, control)
    assert view.verticalScrollBar().maximum() < fitted
    QTest.keyClick(view, Qt.Key.Key_0, control)
    assert view.verticalScrollBar().maximum() == fitted
    assert view.horizontalScrollBar().maximum() == 0  # as wide as there is room
    assert pages.page == 2
    button(page, "Next page").setFocus()
    for _step in range(total - 1):
        QTest.keyClick(journey.window.focusWidget(), Qt.Key.Key_Return)
    assert pages.page == total
    assert journey.window.focusWidget() is view  # and not on the button after it
    pages.first()
    button(journey.window, "Export plan").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)  # wherever the keyboard is
    assert pages.page == 2


def test_a_screen_reader_gets_place_and_words_of_every_page(
    journey: Journey, page: PreviewPage, monkeypatch: pytest.MonkeyPatch
):
    heard: list[str] = []
    monkeypatch.setattr("leadready.ui.widgets.document_view.announce", lambda _about, words: heard.append(words))
    pages = page.pages
    pages.next()
    assert pages.picture.accessibleName() == f"Page 2 of {pages.page_count}"
    assert pages.picture.accessibleDescription().startswith("Summary\nYou\nWhat you told us about yourself.\n")
    assert heard == [f"Page 2 of {pages.page_count}"]
    assert not pages.words.isVisible()
    button(page, "Read as text").click()
    assert pages.words.isVisible()
    assert pages.words.isReadOnly()
    assert journey.window.focusWidget() is pages.words
    assert pages.words.toPlainText() == pages.picture.accessibleDescription()
    button(page, "Next page").click()
    assert pages.words.accessibleName() == f"Page 3 of {pages.page_count}"
    button(page, "See the pages").click()
    assert journey.window.focusWidget() is pages.picture


def test_a_document_that_changes_stays_open_at_its_page(journey: Journey, page: PreviewPage):
    pages, content = page.pages, page._content
    pages.last()
    total = pages.page
    pages.show_content(content)
    assert (pages.page, pages.page_count) == (total, total)
    with pytest.raises(LeadreadyError, match="cannot be shown"):
        pages.show_content(b"%PDF-1.7 and nothing else")


def test_pages_of_another_width_stay_where_they_are(journey: Journey, page: PreviewPage):
    button(page, "Next page").click()
    button(page, "Next page").click()
    height = page.pages.picture.verticalScrollBar().value()
    journey.window.resize(980, 800)
    settle()
    assert page.pages.page == 3
    assert page.pages.picture.verticalScrollBar().value() < height
    button(page, "Previous page").click()
    button(page, "Next page").click()
    there = page.pages.picture.verticalScrollBar().value()
    journey.window.resize(1180, 800)
    settle()
    assert page.pages.picture.verticalScrollBar().value() == height > there


def tick(page: PreviewPage, words: str) -> Tick:
    return next(one for one in page.findChildren(Tick) if one.accessibleName() == words)


def test_parts_paper_and_version_are_chosen_and_the_pages_follow(
    journey: Journey, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def text() -> str:
        return "".join(page.pages.document.getAllText(one).text() for one in range(page.pages.page_count))

    assert not page._card.isVisible()
    button(page, "Choose its parts").click()
    assert page._card.isVisible()
    whole = page.pages.page_count
    assert page.pages.document.pagePointSize(0).toSize() == QSize(595, 842)
    assert "Established" in text()
    tick(page, "Version to share: no scores, levels or answers").click()
    settle()
    assert page.pages.page_count < whole
    assert "Established" not in text()
    assert not tick(page, "Profile").isEnabled()
    tick(page, "Goals").click()
    page._card._paper.setCurrentIndex(1)
    page._card._paper.activated.emit(1)
    settle()
    assert page.pages.document.pagePointSize(0).toSize() == QSize(612, 792)
    assert "If-then" not in text()
    page.exporting.write_to(tmp_path / "shared.pdf")
    settle()
    chosen = Edition(USUAL - {Part.GOALS}, Paper.LETTER, shows_scores=False)
    assert (tmp_path / "shared.pdf").read_bytes() == plan_pdf.plan_pdf(page._document, chosen)
    button(page, "Hide the choice").click()
    assert not page._card.isVisible()
    suggested: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: suggested.append(args[2]) or ("", ""))
    page.exporting.ask()
    journey.document(page._sitting.id)
    settle()
    journey.window.page.exporting.ask()
    assert [Path(one).name for one in suggested] == [
        "Development plan to share 2026-11-24.pdf",
        "Development plan 2026-11-24.pdf",
    ]
    assert journey.window.page.pages.document.pagePointSize(0).toSize() == QSize(
        612, 792
    )  # the same paper as last time


def test_what_is_chosen_while_a_document_is_written_is_written_next_and_nothing_between(
    page: PreviewPage, monkeypatch: pytest.MonkeyPatch
):
    written: list[frozenset[Part]] = []
    real = plan_pdf.plan_pdf

    def write(document: object, edition: Edition) -> bytes:
        written.append(USUAL - edition.parts)
        return real(document, edition)

    monkeypatch.setattr(plan_pdf, "plan_pdf", write)
    for words in ("Cover", "Dates", "Goals"):  # faster than it can be written
        tick(page, words).click()
    settle()
    assert written == [{Part.COVER}, {Part.COVER, Part.DATES, Part.GOALS}]
    assert button(page.window(), "Print").isEnabled()


def test_a_click_on_the_paper_opens_nothing(page: PreviewPage, monkeypatch: pytest.MonkeyPatch):
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    QTest.mouseClick(page.pages.picture.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert opened == []
    assert page.pages.page == 1


def test_a_document_that_cannot_be_shown_is_said_and_may_still_be_exported(
    journey: Journey, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken:
        broken.setattr(plan_pdf, "plan_pdf", lambda *_args: b"nothing")
        journey.document(sitting.id)
        settle()
    page = journey.window.page
    assert said(page)[-3:] == [
        "The document is not shown",
        "The document cannot be shown here.",
        "It can be exported all the same.",
    ]
    assert not button(journey.window, "Print").isEnabled()
    page.exporting.write_to(tmp_path / "plan.pdf")
    settle()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_plan_that_cannot_be_read_has_a_page_of_its_own(journey: Journey, sitting: Sitting):
    open_plan(journey.services, sitting)
    journey.services.store.plans.save(sitting.id, "{", journey.services.clock())
    journey.document(sitting.id)
    assert journey.window.page.title.text() == "This could not be opened"


def test_an_export_says_where_it_is_and_opens_file_and_folder(
    journey: Journey, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Path] = []
    monkeypatch.setattr(exporting, "open_path", opened.append)
    journey.window.activateWindow()
    page.exporting.write_to(tmp_path / "plan.pdf")
    settle()
    assert (tmp_path / "plan.pdf").read_bytes() == page._content
    assert str(tmp_path / "plan.pdf") in said(page)
    assert journey.window.focusWidget() is button(journey.window, "Export plan")
    assert journey.preferences.export_folder == tmp_path
    button(page, "Open the file").click()
    button(page, "Open the folder").click()
    assert opened == [tmp_path / "plan.pdf", tmp_path]


def full(_handle: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def held(_from: Path, _to: Path) -> None:
    """What Windows says of a file that another program has open."""
    raise PermissionError(errno.EACCES, "The process cannot access the file because it is being used")


def read_only(**_options: object) -> tuple[int, str]:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def forbidden(**_options: object) -> tuple[int, str]:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize(
    ("place", "name", "fails", "words"),
    [
        (os, "fsync", full, ["The disk is full.", "Make room, or choose another folder."]),
        (
            Path,
            "replace",
            held,
            ["It may not be written here.", "Close it if it is open elsewhere, or choose another folder."],
        ),
        (tempfile, "mkstemp", read_only, ["This disk is read-only.", "Choose another folder."]),
        (
            tempfile,
            "mkstemp",
            forbidden,
            ["It may not be written here.", "Close it if it is open elsewhere, or choose another folder."],
        ),
    ],
    ids=["full disk", "open elsewhere", "read-only disk", "forbidden folder"],
)
def test_an_export_that_fails_says_why_and_keeps_the_old_file(
    page: PreviewPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: object,
    name: str,
    fails: Callable[..., object],
    words: list[str],
):
    target = tmp_path / "plans" / "plan.pdf"
    target.parent.mkdir()
    target.write_bytes(OLD)
    with monkeypatch.context() as broken:
        broken.setattr(place, name, fails)
        page.exporting.write_to(target)
        settle()
    assert said(page)[-4:] == ["The plan was not written", *words, f"({target})"]
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]
    page.exporting.write_to(target)  # and it can be tried again
    settle()
    assert target.read_bytes() == page._content
    assert len([one for one in page.findChildren(Notice) if one.isVisible()]) == 1


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
def test_a_file_that_the_system_cuts_off_is_not_left_behind(page: PreviewPage, tmp_path: Path):
    import resource

    target = tmp_path / "plans" / "plan.pdf"
    target.parent.mkdir()
    target.write_bytes(OLD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        page.exporting.write_to(target)
        settle()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "The plan was not written" in said(page)
    assert "The file could not be written: File too large." in said(page)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_is_gone_is_named(page: PreviewPage, tmp_path: Path):
    page.exporting.write_to(tmp_path / "nowhere" / "plan.pdf")
    settle()
    assert "The folder does not exist." in said(page)


@pytest.mark.parametrize(
    ("typed", "kind", "written", "begins"),
    [
        ("plan", "Web page", "plan.html", b"<!DOCTYPE html>"),
        ("plan v1.2", "Text", "plan v1.2.txt", b"Development plan"),
        ("plan", "Word", "plan.docx", b"PK"),
        ("plan", "Dates", "plan.ics", b"BEGIN:VCALENDAR"),
        ("plan.ics", "PDF", "plan.ics", b"BEGIN:VCALENDAR"),  # what is typed goes before what is chosen
        ("plan", "", "plan.pdf", b"%PDF"),
    ],
)
def test_the_kind_that_is_chosen_is_written(
    journey: Journey, sitting: Sitting, tmp_path, monkeypatch: pytest.MonkeyPatch, typed, kind, written, begins
):
    folder = tmp_path / "plans"
    folder.mkdir()

    def choose(_parent, _title, _suggested, kinds: str) -> tuple[str, str]:
        return str(folder / typed), next(one for one in [*kinds.split(";;"), ""] if one.startswith(kind))

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    journey.document(sitting.id)
    journey.window.page.exporting.ask()
    settle()
    assert [one.name for one in folder.iterdir()] == [written]
    assert (folder / written).read_bytes().startswith(begins)


def test_a_file_that_the_dialog_did_not_ask_about_is_replaced_only_when_told(
    journey: Journey, sitting: Sitting, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    there = tmp_path / "plan.txt"
    there.write_text("Mine.", encoding="utf-8")

    def choose(_parent, _title, _suggested, kinds: str) -> tuple[str, str]:
        return str(tmp_path / "plan"), next(kind for kind in kinds.split(";;") if ".txt" in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    journey.document(sitting.id)
    journey.window.page.exporting.ask()
    settle()
    assert there.read_text(encoding="utf-8") == "Mine."
    button(journey.window.page, "Replace it").click()
    settle()
    assert there.read_text(encoding="utf-8").startswith("Development plan")


def test_history_exports_a_plan(journey: Journey, sitting: Sitting, tmp_path, monkeypatch: pytest.MonkeyPatch):
    chosen = str(tmp_path / "from history.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))
    journey.history()
    button(journey.window.page, "Export plan").click()
    settle()
    assert (tmp_path / "from history.pdf").read_bytes().startswith(b"%PDF")
