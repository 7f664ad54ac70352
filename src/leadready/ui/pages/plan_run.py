"""The plans of many people in one run: what of, where to, how far it is, and what had no plan in the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.language import _, ngettext
from leadready.ui.page import Page
from leadready.ui.pages.plan_report import PlanReport
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.edition_card import EditionCard
from leadready.ui.widgets.fields import Choice, LabelledField
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, NoticePlace
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.ui.writing_run import WritingRun
from leadready.workflow.export import mappings_of
from leadready.workflow.plan_run import plans_there, records_in, runs_on_offer, write_plans
from leadready.workflow.respondents import PlanOrder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey


class PlanRunPage(Page):
    """Everything is chosen first and then done in one go; what is written by then stays when it is stopped."""

    name = "assessments"

    def __init__(self, journey: Journey) -> None:
        super().__init__(
            _("Plans for many people"),
            _("For programmes: a suggested plan from each file of answers that people handed in."),
        )
        self.help_text = _(
            "Choose the assessment, the files of answers and a folder for the plans. Each plan is a PDF named as its "
            "file. A file that cannot be used is listed with the reason and stops no other."
        )
        self._journey = journey
        self._offers = runs_on_offer(journey.services)
        self._records: list[Path] = []
        self._folder: Path | None = None
        self._notices = NoticePlace(self.body, self.body.count())
        self.run = WritingRun(journey, self, PlanReport(self))
        self.run.said.connect(self._say)
        self.run.changed.connect(self._on_run_changed)
        self.body.addWidget(self.run.report)
        self._choose()
        self.edition_card = EditionCard(journey.preferences, self)
        self.edition_card.hide()
        self.body.addWidget(self.edition_card)
        self.body.addStretch(1)
        self._write = Button(_("Write the plans"), self.start, role="primary", picture="export")
        self.set_footer(Button(_("Back"), journey.choose), end=(self.run.stop, self._write))
        self._show_chosen()

    def first_focus(self) -> QWidget:
        """Begin with the assessment."""
        return self._assessment

    def may_leave(self) -> bool:
        """Ask before a run is stopped half-way."""
        return self.run.may_leave()

    def _choose(self) -> None:
        self._card = card = Card(parent=self)
        self._assessment = Choice([offer.title for offer in self._offers], 0, card)
        card.column.addWidget(LabelledField(_("Assessment"), self._assessment, card))
        card.column.addWidget(Text(_("Files of answers"), "strong", card))
        self._chosen_records = Text("", parent=card)
        card.column.addWidget(self._chosen_records)
        self._none = Button(_("Choose none"), self._on_none, role="quiet", parent=card)
        files = Button(_("Add files"), self._on_files, picture="add", parent=card)
        folder = Button(_("Add a whole folder"), self._on_folder_of_files, picture="folder", parent=card)
        card.column.addLayout(Flow(files, folder, self._none))
        card.column.addWidget(Text(_("Folder for the plans"), "strong", card))
        self._chosen_folder = Text("", parent=card)
        card.column.addWidget(self._chosen_folder)
        self._parts = Button(_("Choose their parts"), self._on_parts, role="quiet", parent=card)
        card.column.addLayout(
            Flow(Button(_("Choose a folder"), self._on_folder, picture="folder", parent=card), self._parts)
        )
        self.body.addWidget(card)

    @Slot()
    def _on_files(self) -> None:
        kinds = _("Answers or plan of one person (*.json *.pdf)")
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Add files of answers"), self._usual(), kinds)
        self.add_records([Path(name) for name in chosen])

    @Slot()
    def _on_folder_of_files(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Add a folder of answers"), self._usual())
        if chosen:
            self.add_records(records_in(Path(chosen)))

    @Slot()
    def _on_none(self) -> None:
        self._records = []
        self._show_chosen()

    @Slot()
    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder for the plans"), self._usual())
        if chosen:
            self.write_into(Path(chosen))

    @Slot()
    def _on_parts(self) -> None:
        self.edition_card.setVisible(self.edition_card.isHidden())
        self._parts.setText(_("Choose their parts") if self.edition_card.isHidden() else _("Hide the choice"))

    def add_records(self, records: list[Path]) -> None:
        """Take some more files of answers; each once."""
        self._records = list(dict.fromkeys((*self._records, *records)))
        self._show_chosen()

    def write_into(self, folder: Path) -> None:
        """Take a folder for the plans."""
        self._folder = folder
        self._journey.preferences.export_folder = folder
        self._show_chosen()

    def _usual(self) -> str:
        folder = self._journey.preferences.export_folder
        return str(folder if folder.is_dir() else Path.home())

    def _show_chosen(self) -> None:
        count = len(self._records)
        words = ngettext("{n} file", "{n} files", count) if count else _("None yet")
        self._chosen_records.setText(words.format(n=number(count)))
        self._chosen_folder.setText(str(self._folder) if self._folder else _("None yet"))
        self._none.setEnabled(bool(count))
        self._write.setEnabled(bool(count and self._folder and self._offers))

    @Slot()
    def start(self) -> None:
        """Write the plans, unless some would take the place of others."""
        if self._folder is None:
            return
        there = plans_there(self._records, self._folder)
        if not there:
            self._run()
            return
        words = ngettext("{n} plan is there already", "{n} plans are there already", there).format(n=number(there))
        self._say(Notice(words, str(self._folder), action=(_("Replace them"), self._run), parent=self))

    @Slot()
    def _run(self) -> None:
        if self._folder is None:
            return
        offer = self._offers[self._assessment.currentIndex()]
        today = self._journey.services.clock().astimezone().date()
        mappings = mappings_of(self._journey.services.packages, offer.assessment)
        order = PlanOrder(offer.assessment, offer.rubric, today, self.edition_card.edition, mappings)
        records = tuple(self._records)
        self.run.start(partial(write_plans, order, records, self._folder), len(records), self._folder)

    @Slot(object)
    def _say(self, notice: Notice | None) -> None:
        self._notices.say(notice)

    @Slot()
    def _on_run_changed(self) -> None:
        """While it runs nothing else can be chosen."""
        is_idle = self.run.running is None
        self._card.setVisible(is_idle)
        self.edition_card.setVisible(is_idle and self._parts.text() == _("Hide the choice"))
        self._write.setVisible(is_idle)
        if is_idle:
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)
