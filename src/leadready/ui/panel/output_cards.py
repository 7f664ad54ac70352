"""A card for each thing but letters that leaves a round: what it is, and the button that writes it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.outputs import read_pack, write_contest, write_pack, write_report, write_tables

if TYPE_CHECKING:
    from leadready.ui.panel.outputs_page import OutputsPage


class OutputCard(Card):
    """A heading and what it is for; the page writes."""

    def __init__(self, page: OutputsPage, heading: str, words: str) -> None:
        super().__init__(parent=page)
        self._page = page
        self.column.addWidget(Text(heading, "heading", self))
        self.column.addWidget(Text(words, parent=self))


class ReportCard(OutputCard):
    """The report on the round.

    Attributes:
        save: The button.
    """

    def __init__(self, page: OutputsPage) -> None:
        words = _(
            "What was published, numbers, agreement, ranking, moderation, robustness and decisions, with charts. "
            "No applicant's name."
        )
        super().__init__(page, _("Report"), words)
        self.save = Button(_("Save the report"), self._on_save, picture="export", parent=self)
        self.column.addLayout(Flow(self.save))

    @Slot()
    def _on_save(self) -> None:
        target = self._page.ask_file(_("Save the report"), _("report.pdf"), _("Report (*.pdf *.txt)"))
        if target is not None:
            self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Write the report in the background."""
        work = partial(write_report, self._page.panel.view, target, self._page.rounds.today())
        self._page.write(work, _("The report is written"), "report-written")


class TablesCard(OutputCard):
    """Tables for a spreadsheet.

    Attributes:
        names: Whether they have names.
    """

    def __init__(self, page: OutputsPage) -> None:
        words = _("Applications, marks, moderations, decisions and agenda, for a spreadsheet.")
        super().__init__(page, _("Tables"), words)
        self.names = Tick(_("With names and contacts of applicants"), self)
        self.column.addWidget(self.names)
        book = Button(_("Save as a workbook"), self._on_workbook, parent=self)
        files = Button(_("Save as CSV files"), self._on_csv, parent=self)
        self.column.addLayout(Flow(book, files))

    @Slot()
    def _on_workbook(self) -> None:
        target = self._page.ask_file(_("Save as a workbook"), _("round.xlsx"), _("Workbook (*.xlsx)"))
        if target is not None:
            self.save_as(target)

    @Slot()
    def _on_csv(self) -> None:
        folder = self._page.ask_folder(_("Choose a folder for the tables"))
        if folder is not None:
            self.save_as(folder)

    def save_as(self, target: Path) -> None:
        """Write the tables in the background: one workbook, or files into a folder."""
        work = partial(write_tables, self._page.panel.view, target, names=self.names.isChecked())
        self._page.write(work, _("The tables are written"), "table-written")


class ContestCard(OutputCard):
    """All that is kept about one applicant, for that applicant.

    Attributes:
        code: The code of their application.
    """

    def __init__(self, page: OutputsPage) -> None:
        words = _(
            "For somebody who asks or contests: their answers, marks with reasons, moderation, outcome, method and "
            "every record, as PDF and as data. Raters have numbers; what is withheld is named."
        )
        super().__init__(page, _("All that is kept about one applicant"), words)
        self.code = TextLine("", self)
        self.column.addWidget(LabelledField(_("Code of the application"), self.code, self))
        self.code.returnPressed.connect(self._on_save)
        self.column.addLayout(Flow(Button(_("Save it"), self._on_save, parent=self)))

    @Slot()
    def _on_save(self) -> None:
        page = self._page
        if not self.code.text().strip():
            page.say(Notice(_("Which application?"), _("Type its code first."), error=True, parent=page))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder = page.ask_folder(_("Choose a folder for it"))
        if folder is not None:
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Write all that is kept about the applicant whose code was typed, in the background."""
        panel, code = self._page.panel, self.code.text().strip().upper()
        work = partial(write_contest, panel.view, panel.log, code, folder, self._page.rounds.today())
        self._page.write(work, _("All that is kept about {code} is written").format(code=code), "contest-written", code)


class AuditCard(OutputCard):
    """What a stranger needs to work the ranking out again, and checking such a pack."""

    def __init__(self, page: OutputsPage) -> None:
        words = _("What a stranger needs to work the ranking out again, to the same bytes; no names, no answers.")
        super().__init__(page, _("Audit pack"), words)
        save = Button(_("Save the audit pack"), self._on_save, parent=self)
        check = Button(_("Check an audit pack"), self._on_check, parent=self)
        self.column.addLayout(Flow(save, check))

    @Slot()
    def _on_save(self) -> None:
        target = self._page.ask_file(_("Save the audit pack"), _("audit.json"), _("Audit pack (*.json)"))
        if target is not None:
            self.save_as(target)

    def save_as(self, target: Path) -> None:
        """Write the audit pack."""
        panel = self._page.panel
        try:
            write_pack(panel, target)
        except LeadreadyError as error:
            self._page.say(error_notice(_("It was not written"), error))
        else:
            self._page.written(panel, _("The audit pack is written"), "audit-written", "", (target,))

    @Slot()
    def _on_check(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Check an audit pack"), str(self._page.usual_folder()), _("Audit pack (*.json)")
        )
        if chosen:
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """Check a pack in the background: every signature and hash, and the outcome worked out again."""
        runner = self._page.rounds.journey.runner
        runner.start(Operation(partial(read_pack, file), self._on_checked, self._on_not_checked))

    def _on_checked(self, count: int) -> None:
        if self._page.is_shown:
            words = ngettext(
                "{n} application, worked out again to the same bytes.",
                "{n} applications, worked out again to the same bytes.",
                count,
            )
            heading = _("Everything in the pack holds")
            self._page.say(Notice(heading, words.format(n=number(count)), parent=self._page))

    def _on_not_checked(self, error: LeadreadyError) -> None:
        if self._page.is_shown:
            self._page.say(error_notice(_("The pack does not hold"), error))
