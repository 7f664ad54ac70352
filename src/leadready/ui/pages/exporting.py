"""Something leaves the window as a file: where to, as what, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
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
from leadready.workflow.export import ACCOUNT_ENDINGS, PLAN_ENDINGS, export_accounts, export_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadready.errors import LeadreadyError
    from leadready.planning.account import Account
    from leadready.report.document import PlanDocument
    from leadready.ui.journey import Journey
    from leadready.ui.page import Page


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be written, and how it is spoken of.

    Attributes:
        title: Of the dialog that asks where to.
        name: Of the file, unless somebody types another.
        kinds: The kinds of file in the words of a file dialog, each with its ending; the first is the usual one.
        prepare: Takes what is to be written from the page, and gives what writes it to a file away from the page.
        written: What is said then.
        not_written: What is said if it fails.
    """

    title: str
    name: str
    kinds: dict[str, str]
    prepare: Callable[[], Callable[[Path], Path]]
    written: str
    not_written: str


class FileExport(QObject):
    """Exports what one page shows.

    Signals:
        begun: A file is being written.
        ended: Something is to be said about it: a notice.
    """

    begun = Signal()
    ended = Signal(object)

    def __init__(self, journey: Journey, errand: Errand, page: Page) -> None:
        super().__init__(page)
        self._journey = journey
        self._page = page
        self._errand = errand
        self._target = Path()

    @Slot()
    def ask(self) -> None:
        """Ask where it goes and as what, and write it there."""
        folder = self._journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / self._name()
        kinds = self._errand.kinds
        chosen, kind = QFileDialog.getSaveFileName(self._page, self._errand.title, str(suggested), ";;".join(kinds))
        if chosen:
            self._write_as(Path(chosen), kinds.get(kind, next(iter(kinds.values()))))

    def _name(self) -> str:
        return self._errand.name

    def write_to(self, target: Path) -> None:
        """Write it in the background and say where it is."""
        self.begun.emit()
        run = partial(self._errand.prepare(), target)
        self._journey.runner.start(Operation(run, self._on_written, self._on_not_written))

    def _write_as(self, chosen: Path, ending: str) -> None:
        """Write under the chosen name, with the ending of the chosen kind where none that we know was typed."""
        # A name may have dots of its own, such as "plan v1.2".
        known = chosen.suffix.lower() in self._errand.kinds.values()
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
        self.ended.emit(Notice(self._errand.written, str(target), action=file, also=folder, parent=self._page))

    def _on_not_written(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self._page:
            self.ended.emit(error_notice(self._errand.not_written, error))

    @Slot()
    def _on_open(self) -> None:
        open_path(self._target)

    @Slot()
    def _on_open_folder(self) -> None:
        open_path(self._target.parent)


class PlanExport(FileExport):
    """Exports a plan.

    Attributes:
        edition: How the plan is written.
    """

    def __init__(self, journey: Journey, document: PlanDocument, page: Page) -> None:
        self._document = document
        self.edition = WHOLE
        day = journey.services.clock().date().isoformat()
        errand = Errand(
            title=_("Export the plan"),
            name=_("Development plan {day}.pdf").format(day=day),
            kinds=_kinds(),
            prepare=self._prepare,
            written=_("Your plan is written"),
            not_written=_("The plan was not written"),
        )
        super().__init__(journey, errand, page)

    def _name(self) -> str:
        """Name the version to share otherwise: neither may be taken for the other, nor take its place."""
        day = self._journey.services.clock().date().isoformat()
        return (
            super()._name() if self.edition.shows_scores else _("Development plan to share {day}.pdf").format(day=day)
        )

    def _prepare(self) -> Callable[[Path], Path]:
        return partial(export_plan, self._document, edition=self.edition)


def accounts_export(journey: Journey, accounts: Callable[[], Sequence[Account]], page: Page) -> FileExport:
    """Export accounts of the evidence bank: those that `accounts` gives once somebody has chosen a file."""
    words = (_("Text, to paste into a portfolio (*.txt)"), _("Data, for another program (*.json)"))
    errand = Errand(
        title=_("Save evidence as a file"),
        name=_("Evidence {day}.txt").format(day=journey.services.clock().date().isoformat()),
        kinds=dict(zip(words, ACCOUNT_ENDINGS, strict=True)),
        prepare=lambda: partial(export_accounts, accounts()),
        written=_("Your evidence is written"),
        not_written=_("The evidence was not written"),
    )
    return FileExport(journey, errand, page)


def _kinds() -> dict[str, str]:
    """Name the kinds of file in the words of a file dialog, each with its ending."""
    words = (
        _("PDF, to print or to send (*.pdf)"),
        _("Word document, to go on writing in (*.docx)"),
        _("Web page, for a screen reader or a phone (*.html)"),
        _("Text, to paste into a portfolio (*.txt)"),
        _("Dates for a calendar (*.ics)"),
    )
    return dict(zip(words, PLAN_ENDINGS, strict=True))
