"""What is typed on a page is kept by itself, a moment after the last key, and the page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from leadready.ui.page import Page

_PAUSE = 400  # milliseconds without a keystroke before what was typed is kept


class Autosave(QObject):
    """Keeps what a page holds.

    Attributes:
        said: The line for the footer: "Saved 14:03".
    """

    def __init__(self, page: Page, keep: Callable[[], datetime]) -> None:
        """Begin; `keep` keeps all that is on the page, gives the time at which it was on disk, or raises."""
        super().__init__(page)
        self.said = Text("", "muted")
        self._page = page
        self._keep = keep
        self._is_kept = True
        self._notices = NoticePlace(page.body, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.now)

    @Slot()
    def soon(self) -> None:
        """Keep the page once no key has been pressed for a moment."""
        self._is_kept = False
        self.said.setText(_("Saving…"))
        self._timer.start()

    def at_once(self) -> None:
        """Keep the page now, for what was done to it is no typing."""
        self._is_kept = False
        self.now()

    @Slot()
    def now(self) -> None:
        """Keep what is not kept yet; where that fails, say so on the page, which stays to be tried again."""
        self._timer.stop()
        if self._is_kept:
            return
        try:
            at = self._keep()
        except LeadreadyError as error:
            self.said.setText(_("Not saved"))
            words = _("Your last change is not saved yet. It stays on this page.")
            self.say(error_notice(words, error, (_("Try again"), self.now)))
        else:
            self._is_kept = True
            self.said.setText(_("Saved {time}").format(time=clock_time(at)))
            self.say(None)

    def forget(self) -> None:
        """Keep nothing more: what was on the page is gone."""
        self._timer.stop()
        self._is_kept = True

    @property
    def is_held(self) -> bool:
        """Whether something could not be kept."""
        return not self._is_kept

    def say(self, notice: Notice | None) -> None:
        """Say something at the top of the page, in the place of what was said before."""
        self._notices.say(notice)
