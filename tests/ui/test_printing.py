"""Printing, seen in the file that Qt's own PDF printer writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from leadready.errors import LeadreadyError
from leadready.ui.pages import preview
from leadready.ui.printing import FINEST, ask_how, print_pages, printer_for
from leadready.ui.tasks import Runner
from tests.ui.test_pages import button, settle, sitting
from tests.ui.test_preview import page, said

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from leadready.ui.journey import Journey
    from leadready.ui.pages.preview import PreviewPage

__all__ = ["page", "sitting"]

A4, LETTER = (595, 842), (612, 792)


def pages_of(size: tuple[int, int], count: int = 3) -> bytes:
    """A document of empty pages, each with a black square a tenth as wide as it in its upper left corner."""
    from io import BytesIO

    width, height = size
    document = Pdf.new()
    for _page in range(count):
        document.add_blank_page(page_size=size)
        square = f"0 0 0 rg 0 {height - width / 10} {width / 10} {width / 10} re f".encode()
        document.pages[-1].Contents = document.make_stream(square)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def to_file(printer: QPrinter, file: Path, dots: int = 72) -> QPrinter:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(dots)
    return printer


def sheets(file: Path) -> list[tuple[int, int]]:
    """The sizes of the pages of a file, in points."""
    with Pdf.open(file) as document:
        boxes = [[float(side) for side in one.mediabox] for one in document.pages]
    return [(round(right - left), round(top - bottom)) for left, bottom, right, top in boxes]


def share_of_black(file: Path, page: int = 0) -> float:
    """How much of a page is black, looking at a picture of it."""
    document = QPdfDocument()
    document.load(str(file))
    picture = document.render(page, document.pagePointSize(page).toSize())
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128 and picture.pixelColor(x, y).alpha() > 128
        for x in range(picture.width())
        for y in range(picture.height())
    )
    return dark / (picture.width() * picture.height())


@pytest.mark.parametrize("size", [A4, LETTER, A4[::-1]], ids=["A4", "Letter", "landscape"])
def test_the_paper_is_that_of_the_document(qapp: object, tmp_path: Path, size: tuple[int, int]):
    content = pages_of(size)
    printer = to_file(printer_for(content), tmp_path / "out.pdf")
    assert list(print_pages(content, printer)) == [(1, 3), (2, 3), (3, 3)]
    assert sheets(tmp_path / "out.pdf") == [size] * 3
    width, height = size
    assert share_of_black(tmp_path / "out.pdf") == pytest.approx((width / 10) ** 2 / (width * height), rel=0.05)


def test_on_other_paper_nothing_is_cut_off(qapp: object, tmp_path: Path):
    content = pages_of(A4)
    printer = to_file(printer_for(content), tmp_path / "out.pdf")
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setFullPage(True)
    list(print_pages(content, printer))
    assert sheets(tmp_path / "out.pdf")[0] == (420, 595)
    assert share_of_black(tmp_path / "out.pdf") == pytest.approx(59.5**2 / (595 * 842), rel=0.1)


def test_only_the_wanted_pages_are_printed(qapp: object, tmp_path: Path):
    content = pages_of(A4, 9)
    printer = to_file(printer_for(content), tmp_path / "out.pdf")
    printer.setPageRanges(QPageRanges.fromString("2-3,7"))
    assert [done for done, _total in print_pages(content, printer)] == [1, 2, 3]
    assert len(sheets(tmp_path / "out.pdf")) == 3


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says so itself too
def test_a_printer_that_takes_nothing_is_named(qapp: object, tmp_path: Path):
    content = pages_of(A4)
    printer = to_file(printer_for(content), tmp_path / "nowhere" / "out.pdf")
    with pytest.raises(LeadreadyError, match="did not take the document") as caught:
        list(print_pages(content, printer))
    assert caught.value.where == str(tmp_path / "nowhere" / "out.pdf")


def test_a_fine_printer_is_asked_for_no_more_than_the_eye_sees(qapp: object):
    assert printer_for(pages_of(A4)).resolution() <= FINEST


def test_the_dialog_offers_the_pages_of_the_document(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    shown: list[tuple[int, int, bool]] = []

    def accept(dialog: QPrintDialog) -> int:
        ranges = dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        shown.append((dialog.minPage(), dialog.maxPage(), ranges))
        return QPrintDialog.DialogCode.Accepted

    window = QWidget()
    qtbot.addWidget(window)
    printer = printer_for(pages_of(A4, 9))
    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert ask_how(printer, 9, window)
    assert shown == [(1, 9, True)]
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    assert not ask_how(printer, 9, window)


def test_from_the_page_the_plan_is_printed_while_the_window_lives_on(
    journey: Journey, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    asked: list[int] = []

    def choose(printer: QPrinter, pages: int, parent: object) -> bool:
        to_file(printer, tmp_path / "out.pdf")
        asked.append(pages)
        return parent is page

    monkeypatch.setattr(preview, "ask_how", choose)
    real = Runner(journey)
    journey.runner = real
    try:
        button(journey.window, "Print").click()
        assert not button(journey.window, "Print").isEnabled()
        qtbot.waitUntil(lambda: "Your plan is with the printer" in said(page), timeout=30_000)
    finally:
        real.stop()
    assert button(journey.window, "Print").isEnabled()
    assert journey.window.focusWidget() is page.pages.picture  # nothing takes the keyboard away while one reads on
    assert asked == [page.pages.page_count]
    assert sheets(tmp_path / "out.pdf") == [A4] * page.pages.page_count


def test_a_window_that_closes_lets_the_print_end(
    journey: Journey, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(preview, "ask_how", lambda printer, *_args: bool(to_file(printer, tmp_path / "out.pdf")))
    total = page.pages.page_count
    real = journey.runner = Runner(journey)
    button(journey.window, "Print").click()
    journey.window.close()
    real.stop()
    assert len(sheets(tmp_path / "out.pdf")) == total


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_print_that_fails_says_why(
    journey: Journey, page: PreviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def choose(printer: QPrinter, _pages: int, _parent: object) -> bool:
        return bool(to_file(printer, tmp_path / "nowhere" / "out.pdf"))

    monkeypatch.setattr(preview, "ask_how", choose)
    button(journey.window, "Print").click()
    settle()
    assert "The plan was not printed" in said(page)
    monkeypatch.setattr(preview, "ask_how", lambda *_args: False)
    button(journey.window, "Print").click()  # thought better of it
    assert button(journey.window, "Print").isEnabled()
