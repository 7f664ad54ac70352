"""The window: a rail at the left, one page, and the page's actions below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from leadready.ui import theme
from leadready.ui.announcing import announce
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import empty
from leadready.ui.widgets.scroll import Scrolled
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from leadready.ui.page import Page

SMALLEST = (900, 600)
RAIL = 218
NARROW = 1000
"""Below this width, in pixels at 100 % text, the rail shows pictures only."""

Entry = tuple[str, str, str, Callable[[], object]]
"""Name, words, picture, what it does."""


class Window(QMainWindow):
    """Shows one page at a time.

    Signals:
        help_wanted: F1 was pressed.
        painted: It was painted for the first time; what can wait until a person sees something starts here.
        dropped: Files or folders of this computer were dropped on it; with their paths.
        closed: It was closed, after all on it was kept.
    """

    help_wanted = Signal()
    painted = Signal()
    dropped = Signal(list)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("leadready")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._page: Page | None = None
        self._seen = False
        self._entries: dict[str, tuple[Button, str]] = {}
        centre = QWidget(self)
        self.setCentralWidget(centre)
        line = QHBoxLayout(centre)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._rail = QFrame(centre)
        self._rail.setObjectName("rail")
        self._rail_column = QVBoxLayout(self._rail)
        line.addWidget(self._rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        line.addLayout(right, 1)
        self._area = Scrolled(centre)
        right.addWidget(self._area, 1)
        self._footer = QFrame(centre)
        self._footer.setObjectName("footer")
        self._footer_line = QHBoxLayout(self._footer)
        self._footer_line.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._footer)
        self.painted.connect(self._listen_to_keys)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def set_rail(self, upper: Sequence[Entry], lower: Sequence[Entry]) -> None:
        """Fill the rail; Ctrl and a digit opens an entry, in order."""
        empty(self._rail_column)
        self._entries.clear()
        edge = theme.px(12)
        # The ends are the same at every text size: in the smallest window large text needs the room.
        self._rail_column.setContentsMargins(edge, 20, edge, 16)
        self._rail_column.setSpacing(theme.px(4))
        self._brand = Text("leadready", "heading", self._rail, wrap=False)
        self._brand.setContentsMargins(edge, 0, 0, theme.px(8))
        self._rail_column.addWidget(self._brand)
        for place, entry in enumerate((*upper, *lower)):
            if place == len(upper):
                self._rail_column.addStretch(1)
            self._add_entry(*entry)
        self._fit_rail()

    def _add_entry(self, name: str, words: str, picture: str, action: Callable[[], object]) -> None:
        button = Button(words, action, role="rail", picture=picture, parent=self._rail)
        button.setCheckable(True)
        button.setAccessibleName(words)
        self._entries[name] = (button, words)
        self._rail_column.addWidget(button)

    @Slot()
    def _listen_to_keys(self) -> None:
        """Take F1, and Ctrl with a digit for the entries of the rail; nobody presses a key before the first paint."""
        from PySide6.QtGui import QKeySequence, QShortcut

        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self).activated.connect(self.help_wanted)
        for place in range(9):
            # Not the button's own shortcut: that one waits for a tenth of a second to show itself pressed.
            QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self).activated.connect(partial(self._press, place))

    def _press(self, place: int) -> None:
        """Press an entry of the rail, counted from 0; nothing happens where there is none."""
        buttons = [button for button, _words in self._entries.values()]
        if place < len(buttons):
            buttons[place].click()

    def show_page(self, page: Page) -> None:
        """Show a page in the place of the one before, which is left first and then deleted."""
        self.leave_page()
        if self._page is not None:
            empty(self._footer_line)
        self._page = page
        self._area.replace(page)
        # After the page, so that Tab goes from its last control to its actions.
        if page.footer is not None:
            self._footer_line.addWidget(page.footer)
        self._footer.setVisible(page.footer is not None)
        self.mark_rail()
        page.show()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isVisible():  # a window that opens is announced by its name
            announce(self, page.title.text())

    def reveal(self, widget: QWidget) -> None:
        """Scroll the page to something in it, unless all of that is in view, or the page has been left meanwhile."""
        if self._page is not None and self._page.isAncestorOf(widget):
            self._area.reveal(widget)

    def turn(self, pages: int) -> None:
        """Move the page by what is in view, down or, below 0, up."""
        self._area.turn(pages)

    def mark_rail(self) -> None:
        """Mark the entry of the page that is shown: a click on another one that leads nowhere has moved the mark."""
        place = self._page.name if self._page is not None else ""
        for name, (button, _words) in self._entries.items():
            button.setChecked(name == place)
            button.set_picture_role("accent" if name == place else "muted")

    def leave_page(self) -> None:
        """Let the page keep what it has not kept yet."""
        if self._page is not None:
            self._page.leaving()

    @Slot()
    def bring_forward(self) -> None:
        """Come to the front, because someone started leadready again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def when_painted(self, work: Callable[[], object]) -> None:
        """Do something that can wait until a person sees the window; at once where it was painted already."""
        if self._seen:
            work()
        else:
            self.painted.connect(work)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the first paint is done, once the page has been painted too."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the rail where room is short."""
        super().resizeEvent(event)
        self._fit_rail()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if _local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped, once the drop is over: what follows may ask something."""
        paths = _local_paths(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, then close, unless the page has something to settle first."""
        if self._page is not None and not self._page.may_leave():
            event.ignore()
            return
        self.leave_page()
        super().closeEvent(event)
        self.closed.emit()

    def _fit_rail(self) -> None:
        if not self._entries:
            return
        narrow = self.width() < theme.px(NARROW)
        self._rail.setFixedWidth(theme.px(76 if narrow else RAIL))
        self._brand.setText("lr" if narrow else "leadready")
        for button, words in self._entries.values():
            button.setText("" if narrow else words)
            button.setToolTip(words if narrow else "")


def _local_paths(dragged: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
