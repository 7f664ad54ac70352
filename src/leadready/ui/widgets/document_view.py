"""A PDF document as it will be printed, page by page; or the text of its pages, for those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedLayout, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.announcing import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_LEAST_HEIGHT = 320  # pixels at every text size: the page around it scrolls
_STEP = 1.25
_ZOOM = (0.25, 6.0)
_MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease}


class DocumentView(QWidget):
    """Pages under each other, as wide as there is room; the keyboard turns them.

    Attributes:
        document: What is shown.
        picture: Its pages as they look.
        words: The text of the page in view.

    Signals:
        turned: Another page is in view, or another document.
    """

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Load QtPdf, which nothing else in the window needs."""
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        super().__init__(parent)
        self._source = QBuffer(self)  # before the document, which reads from it until its end
        self.document = QPdfDocument(self)
        self._modes = QPdfView.ZoomMode
        self._kept = 1
        self._is_moving = False
        self.picture = QPdfView(self)
        self.picture.setDocument(self.document)
        self.picture.setPageMode(QPdfView.PageMode.MultiPage)
        self.picture.setZoomMode(self._modes.FitToWidth)
        self.picture.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # A bar that comes and goes changes the width, and so the height, and so whether a bar is needed.
        self.picture.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.picture.viewport().installEventFilter(self)
        self.picture.pageNavigator().currentPageChanged.connect(self._on_turned)
        palette = self.picture.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("sunken"))  # what it paints around the pages
        self.picture.setPalette(palette)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.picture)
        self._layers.addWidget(self.words)
        self._keys()

    @property
    def page_count(self) -> int:
        """How many pages there are; none before a document is shown."""
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The number of the page in view, from 1."""
        return self.picture.pageNavigator().currentPage() + 1

    @property
    def place(self) -> str:
        """Say where the person is."""
        words = ngettext("Page {n} of {total}", "Page {n} of {total}", self.page_count)
        return words.format(n=self.page, total=self.page_count)

    def show_content(self, content: bytes) -> None:
        """Show the document of a PDF file, from the page on that was in view before.

        Raises:
            LeadreadyError: it is no PDF document, or a damaged one.
        """
        page = self.page
        self.document.close()
        self._source.close()
        self._source.setData(content)
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._source)
        if self.document.error() != self.document.Error.None_:
            raise LeadreadyError(_("The document cannot be shown here."), advice=_("It can be exported all the same."))
        self._go_back_to(min(page, self.page_count))
        self._on_turned()

    def show_words(self, *, wanted: bool) -> None:
        """Show the text of the page in view instead of its picture, or the picture again."""
        self._layers.setCurrentWidget(self.words if wanted else self.picture)
        self.take_focus()

    def take_focus(self) -> None:
        """Bring the keyboard to what is seen."""
        seen = self.words if self.shows_words else self.picture
        seen.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_words(self) -> bool:
        """Whether the text of the page is shown instead of its picture."""
        return self._layers.currentWidget() is self.words

    @Slot()
    def next(self) -> None:
        """Turn to the next page."""
        self._go_to(self.page + 1)

    @Slot()
    def previous(self) -> None:
        """Turn to the page before."""
        self._go_to(self.page - 1)

    @Slot()
    def first(self) -> None:
        """Turn to the first page."""
        self._go_to(1)

    @Slot()
    def last(self) -> None:
        """Turn to the last page."""
        self._go_to(self.page_count)

    @Slot()
    def larger(self) -> None:
        """Enlarge the pages."""
        self._zoom(_STEP)

    @Slot()
    def smaller(self) -> None:
        """Reduce the pages."""
        self._zoom(1 / _STEP)

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as there is room."""
        page = self.page
        self.picture.setZoomMode(self._modes.FitToWidth)
        self._go_back_to(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay at the page: pages of another width have another height, and all below would move."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._go_back_to(self._kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow clicks: a link in a document must open nothing by itself. Remember the page before sizes change."""
        if event.type() == QEvent.Type.Resize:
            self._kept = self.page
        return event.type() in _MOUSE or super().eventFilter(watched, event)

    def _keys(self) -> None:
        """Page keys and zoom work on the whole page of the window, arrows where its pages have the keyboard."""
        standard, window = QKeySequence.StandardKey, Qt.ShortcutContext.WindowShortcut
        onward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            onward, back = back, onward
        for key, turn in ((Qt.Key.Key_PageDown, self.next), (Qt.Key.Key_PageUp, self.previous)):
            self._key(QKeySequence(key), turn, window)
        zoom: tuple[tuple[QKeySequence.StandardKey | str, Callable[[], None]], ...] = (
            (standard.ZoomIn, self.larger),
            ("Ctrl+=", self.larger),  # the same key without Shift
            (standard.ZoomOut, self.smaller),
            ("Ctrl+0", self.fit_width),
        )
        for keys, change in zoom:
            self._key(QKeySequence(keys), change, window)
        inside = (
            (onward, self.next),
            (back, self.previous),
            (Qt.Key.Key_Home, self.first),
            (Qt.Key.Key_End, self.last),
        )
        for key, turn in inside:
            self._key(QKeySequence(key), turn, Qt.ShortcutContext.WidgetShortcut)

    def _key(self, keys: QKeySequence, action: Callable[[], None], context: Qt.ShortcutContext) -> None:
        shortcut = QShortcut(keys, self.picture if context == Qt.ShortcutContext.WidgetShortcut else self)
        shortcut.setContext(context)
        shortcut.activated.connect(action)

    def _go_to(self, page: int) -> None:
        if 1 <= page <= self.page_count:
            self.picture.pageNavigator().jump(page - 1, QPointF())

    def _go_back_to(self, page: int) -> None:
        """Show a page from its top again: the view goes nowhere while it takes itself to be there already."""
        if page == self.page and self.page_count > 1:
            self._is_moving = True
            self._go_to(page - 1 if page > 1 else page + 1)
            self._is_moving = False
        self._go_to(page)

    def _zoom(self, factor: float) -> None:
        page = self.page
        if self.page_count and self.picture.zoomMode() == self._modes.FitToWidth:
            margins = self.picture.documentMargins()
            room = self.picture.viewport().width() - margins.left() - margins.right()
            inches = self.document.pagePointSize(self.page - 1).width() / 72
            self.picture.setZoomFactor(room / (inches * self.picture.logicalDpiX()))
            self.picture.setZoomMode(self._modes.Custom)
        least, most = _ZOOM
        self.picture.setZoomFactor(min(max(self.picture.zoomFactor() * factor, least), most))
        self._go_back_to(page)

    @Slot()
    def _on_turned(self) -> None:
        if self._is_moving:
            return
        text = self.document.getAllText(self.page - 1).text().replace("\r\n", "\n")
        self.words.setPlainText(text)
        for one in (self.picture, self.words):
            one.setAccessibleName(self.place)
        self.picture.setAccessibleDescription(text)
        self.turned.emit()
        announce(self, self.place)
