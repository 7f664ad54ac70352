"""Looking through the answers beside the window, and writing them down for whoever reads them before the raters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from leadready.errors import LeadreadyError
from leadready.ui.tasks import Series
from leadready.workflow.panel.gathering import drafted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.panel.record import Statement
    from leadready.ui.panel.panel_page import PanelPage
    from leadready.ui.tasks import Running
    from leadready.workflow.panel.gathering import Drafted

AT_ONCE = 100
"""Answers that are written down in one go."""


class LookingThrough(QObject):
    """Goes on as long as its page is shown; what is left when somebody goes is made up later.

    Signals:
        finished: Every answer waits to be read.
        failed: Something could not be kept; with the error.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(self, page: PanelPage) -> None:
        super().__init__(page)
        self._page, self._panel = page, page.panel
        self._running: Running[Drafted] | None = None
        self._made: Drafted | None = None
        self._answers: list[Statement] = []

    @property
    def is_busy(self) -> bool:
        """Whether answers are looked through, or still to be written down."""
        return self._running is not None or bool(self._answers)

    def start(self) -> None:
        """Begin, with the answers as they are now."""
        run: Callable[[Callable[[], bool]], Iterator[Drafted]] = partial(drafted, self._panel.view, self._panel.log)
        series = Series(run, self._on_drafted, self._on_end, self._on_failed)
        self._running = self._page.rounds.journey.runner.start_series(series)

    def cancel(self) -> None:
        """End soon; what is written stays."""
        if self._running is not None:
            self._running.cancel()

    @property
    def _is_wanted(self) -> bool:
        return self._page.is_shown and self._page.rounds.panel is self._panel

    def _on_drafted(self, made: Drafted) -> None:
        self._made = made

    def _on_end(self) -> None:
        self._running = None
        made, self._made = self._made, None
        if made is None or not self._is_wanted:
            return
        if self._panel.log is not made.log:  # somebody wrote meanwhile
            self.start()
            return
        self._answers = made.answers
        self._write_some()

    @Slot()
    def _write_some(self) -> None:
        """Write the next answers down, and let the window go on."""
        some, self._answers = self._answers[:AT_ONCE], self._answers[AT_ONCE:]
        if not self._is_wanted:
            self._answers = []
            return
        try:
            self._panel.say(some)
        except LeadreadyError as error:
            self._on_failed(error)
            return
        if self._answers:
            QTimer.singleShot(0, self, self._write_some)
        else:
            self.finished.emit()

    def _on_failed(self, error: LeadreadyError) -> None:
        self._running, self._answers = None, []
        self.failed.emit(error)
