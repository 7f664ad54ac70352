"""A run that writes many files, as a page watches it: how far it is, what was not written, and how it is stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leadready.language import _
from leadready.ui.desktop import open_path
from leadready.ui.tasks import Series
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.question import is_sure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.ui.journey import Journey
    from leadready.ui.page import Page
    from leadready.ui.tasks import Running
    from leadready.ui.widgets.run_report import Outcome, RunReport


class WritingRun(QObject):
    """One run after the other, into a folder. What is written stays when it is stopped.

    Attributes:
        report: How far it is; the page shows it where it likes.
        stop: The button for the page's footer; it shows while a run does.
        running: The run; None when there is none.
        written: How many it has written, counted also when the page is left.

    Signals:
        changed: A run has begun, or is over.
        said: A notice for the page to show.
    """

    changed = Signal()
    said = Signal(object)

    def __init__(self, journey: Journey, page: Page, report: RunReport) -> None:
        super().__init__(page)
        self._journey = journey
        self._page = page
        self._folder = Path()
        self.report = report
        self.report.hide()
        self.stop = Button(_("Stop"), self.cancel)
        self.stop.hide()
        self.running: Running[Outcome] | None = None
        self.written = 0

    def start(
        self,
        run: Callable[[Callable[[], bool]], Iterator[Outcome]],
        total: int,
        folder: Path,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Start a run.

        Args:
            run: Writes one after the other, on a worker (`Series.run`).
            total: How many it will write.
            folder: Where to.
            then: What to do at the end, also when the page is left by then; not after a fault.
        """
        self._folder, self.written = folder, 0
        self.said.emit(None)
        self.report.begin(total)

        def end() -> None:
            self._on_end()
            if then is not None:
                then()

        self.running = self._journey.runner.start_series(Series(run, self._on_outcome, end, self._on_fault))
        self._show_running()

    @Slot()
    def cancel(self) -> None:
        """Stop soon."""
        if self.running is not None:
            self.running.cancel()
            self.stop.setEnabled(False)
            self.report.stopping()

    def may_leave(self) -> bool:
        """Ask before a run is left half-way; it is stopped then."""
        if self.running is None:
            return True
        if not stop_wanted(self._page, self.report.under_way()):
            return False
        self.running.cancel()
        return True

    @property
    def _is_shown(self) -> bool:
        return self._journey.window.page is self._page

    def _on_outcome(self, outcome: Outcome) -> None:
        self.written += outcome.is_written
        if self._is_shown:
            self.report.add(outcome)

    def _on_end(self) -> None:
        if self._is_shown:
            self._over()
            action = (_("Open the folder"), self._on_open)
            self.said.emit(Notice(*self.report.summary(), action=action, parent=self._page))

    def _on_fault(self, error: LeadreadyError) -> None:
        if self._is_shown:
            self._over()
            self.said.emit(error_notice(self.report.none_written(), error))

    def _over(self) -> None:
        self.running = None
        self._show_running()
        self.report.end()

    def _show_running(self) -> None:
        is_running = self.running is not None
        self.stop.setVisible(is_running)
        self.stop.setEnabled(is_running)
        self.changed.emit()
        if is_running:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        open_path(self._folder)


def stop_wanted(parent: QWidget, words: str) -> bool:
    """Ask whether a run is to be stopped; going on is the safe answer."""
    more = _("Those that are written stay. The others will not be begun.")
    return is_sure(parent, words, more, do=_("Stop"), leave=_("Go on writing"))
