"""A plan leaves the window as a file: where to, as what, and what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.language import _
from leadready.report.edition import WHOLE
from leadready.ui.desktop import open_path
from leadready.ui.tasks import Operation
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.workflow.export import PLAN_ENDINGS, export_plan

if TYPE_CHECKING:
    from leadready.errors import LeadreadyError
    from leadready.report.document import PlanDocument
    from leadready.ui.journey import Journey
    from leadready.ui.page import Page


class PlanExport(QObject):
    """Exports what one page shows.

    Attributes:
        edition: How the plan is written.

    Signals:
        begun: A file is being written.
        ended: Something is to be said about it: a notice.
    """

    begun = Signal()
    ended = Signal(object)

    def __init__(self, journey: Journey, document: PlanDocument, page: Page) -> None:
        super().__init__(page)
        self._journey = journey
        self._page = page
        self._document = document
        self.edition = WHOLE
        self._target = Path()

    @Slot()
    def ask(self) -> None:
        """Ask where the plan goes and as what, and write it there."""
        folder = self._journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        day = self._journey.services.clock().date().isoformat()
        suggested = folder / _("Development plan {day}.pdf").format(day=day)
        kinds = _kinds()
        chosen, kind = QFileDialog.getSaveFileName(self._page, _("Export the plan"), str(suggested), ";;".join(kinds))
        if chosen:
            self._write_as(Path(chosen), kinds.get(kind, PLAN_ENDINGS[0]))

    def write_to(self, target: Path) -> None:
        """Write the plan in the background and say where it is."""
        self.begun.emit()
        run = partial(export_plan, self._document, target, self.edition)
        self._journey.runner.start(Operation(run, self._on_written, self._on_not_written))

    def _write_as(self, chosen: Path, ending: str) -> None:
        """Write under the chosen name, with the ending of the chosen kind where none that we know was typed."""
        # A name may have dots of its own, such as "plan v1.2".
        known = chosen.suffix.lower() in PLAN_ENDINGS
        self._target = chosen if known else chosen.with_name(f"{chosen.name}{ending}")
        if known or not self._target.exists():
            self.write_to(self._target)
            return
        # The dialog asked about the name as it was typed, not about this one.
        words = _("There is a file of that name already.")
        replace = (_("Replace it"), self._on_replace)
        self.ended.emit(Notice(words, str(self._target), action=replace, parent=self._page))

    @Slot()
    def _on_replace(self) -> None:
        self.write_to(self._target)

    def _on_written(self, target: Path) -> None:
        if self._journey.window.page is not self._page:
            return
        self._target = target
        self._journey.preferences.export_folder = target.parent
        file, folder = (_("Open the file"), self._on_open), (_("Open the folder"), self._on_open_folder)
        self.ended.emit(Notice(_("Your plan is written"), str(target), action=file, also=folder, parent=self._page))

    def _on_not_written(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self._page:
            self.ended.emit(error_notice(_("The plan was not written"), error))

    @Slot()
    def _on_open(self) -> None:
        open_path(self._target)

    @Slot()
    def _on_open_folder(self) -> None:
        open_path(self._target.parent)


def _kinds() -> dict[str, str]:
    """Name the kinds of file in the words of a file dialog, each with its ending."""
    words = (
        _("PDF, to print or to send (*.pdf)"),
        _("Web page, for a screen reader or a phone (*.html)"),
        _("Text, to paste into a portfolio (*.txt)"),
        _("Dates for a calendar (*.ics)"),
    )
    return dict(zip(words, PLAN_ENDINGS, strict=True))
