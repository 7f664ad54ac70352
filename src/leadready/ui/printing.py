"""Printing: the pages of a PDF document, as they are, on the printer that the person chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from leadready.errors import LeadreadyError
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

FINEST = 600
"""Dots an inch. Printers name up to 2,400 and text looks no better for it; at 1,200 a page takes half a gigabyte."""


def printer_for(content: bytes) -> QPrinter:
    """Give the usual printer of this computer, set to the paper of a document."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(min(printer.resolution(), FINEST))
    printer.setPageLayout(_layout(_open(content).pagePointSize(0)))
    printer.setFullPage(True)  # the pages have margins of their own
    return printer


def ask_how(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Let the person choose printer and pages; returns whether to print."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def print_pages(content: bytes, printer: QPrinter) -> Iterator[tuple[int, int]]:
    """Print the pages that the printer is set to; gives after each how many are done, and of how many.

    It may run on a worker: Qt lets a printer be painted on there.

    Raises:
        LeadreadyError: the printer does not take them.
    """
    document = _open(content)
    wanted = _wanted(printer, document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    try:
        for done, page in enumerate(wanted, start=1):
            if done > 1 and not printer.newPage():
                raise _refused(printer)
            _paint(document, page, painter, printer)
            yield done, len(wanted)
    finally:
        painter.end()


def _open(content: bytes) -> QPdfDocument:
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    source = QBuffer(document)
    source.setData(content)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(source)
    return document


def _layout(size: QSizeF) -> QPageLayout:
    """Give the layout for a page in points, without margins."""
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF())


def _wanted(printer: QPrinter, count: int) -> list[int]:
    """List the pages that are wanted, from 0, in their order, once for each copy that the printer leaves to us."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return pages * (1 if printer.supportsMultipleCopies() else printer.copyCount())


def _paint(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    """Paint one page in the middle of the sheet, as large as it fits."""
    sheet = QRectF(printer.paperRect(printer.Unit.DevicePixel))
    size = document.pagePointSize(page).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(
        (sheet.width() - size.width()) / 2, (sheet.height() - size.height()) / 2, size.width(), size.height()
    )
    finer = max(printer.resolution() / FINEST, 1)  # some printers keep their own resolution
    pixels = QSize(round(size.width() / finer), round(size.height() / finer))
    painter.drawImage(target, document.render(page, pixels))


def _refused(printer: QPrinter) -> LeadreadyError:
    what = _("The printer did not take the document.")
    advice = _("See whether it is switched on and has paper, or export the PDF and print that.")
    return LeadreadyError(what, where=printer.printerName() or printer.outputFileName(), advice=advice)
