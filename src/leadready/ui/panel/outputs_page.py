"""What comes out of a round: letters, the report, tables, what is kept about one applicant, and the audit pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui.desktop import open_path
from leadready.ui.pages.plan_run import stop_wanted
from leadready.ui.panel.letter_report import LetterReport
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.tasks import Operation, Series
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.acts import note, note_files
from leadready.workflow.panel.letters import letter_desk, letters_there, write_letters
from leadready.workflow.panel.outputs import (
    read_pack,
    write_contest,
    write_pack,
    write_report,
    write_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.panel.kinds import Act
    from leadready.report.letter import LetterDocument
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.tasks import Running
    from leadready.workflow.panel.letters import LetterOutcome
    from leadready.workflow.panel.panel import Panel


class OutputsPage(StandingsPage):
    """A card for each thing that leaves the round; each is one step.

    Attributes:
        report: How far the writing of letters is.
        code: The application of which all that is kept is wanted.
        names: Whether tables have names.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Letters, report and packs"), _("Everything that leaves the round is a file that you give away.")
        )
        self.help_text = _(
            "Letters go out only when somebody has read them. The report has no applicant's name in it. Anyone can "
            "check an audit pack without a key."
        )
        self._running: Running[LetterOutcome] | None = None
        self._of, self._count = self.panel, 0  # whose letters are written, and how many are
        self._folder = Path.home()
        if self.may_see:
            self._begin()

    def _begin(self) -> None:
        self._desk = letter_desk(self.panel.view, self.rounds.today())
        self.report = LetterReport(self)
        self.report.hide()
        self.body.addWidget(self.report)
        self._letters()
        self._report_card()
        self._tables()
        self._contest()
        self._audit()
        self.body.addStretch(1)
        self._cancel = Button(_("Stop"), self.cancel)
        self._cancel.hide()
        self.set_footer(self.back_to_desk(), end=(self._cancel,))

    def first_focus(self) -> QWidget | None:
        """Begin with the letters."""
        if not self.may_see:
            return super().first_focus()
        return self._read if self._read.isEnabled() else self._save_report

    def may_leave(self) -> bool:
        """Ask before letters are left half-way."""
        if self._running is None:
            return True
        if not stop_wanted(self):
            return False
        self._running.cancel()
        return True

    def _letters(self) -> None:
        desk = self._desk
        waiting, ready = len(desk.to_review), len(desk.to_send)
        undecided = len(desk.of_state("undecided"))
        card = self._card(
            _("Letters"),
            _("Every applicant gets one: their own scores and how to contest. Somebody reads each first."),
        )
        said = [
            ngettext("{n} waits to be read.", "{n} wait to be read.", waiting).format(n=number(waiting)),
            ngettext("{n} is released.", "{n} are released.", ready).format(n=number(ready)),
        ]
        changed = len(desk.of_state("changed"))
        if changed:
            words = ngettext(
                "{n} was released and has changed since.", "{n} were released and have changed since.", changed
            )
            said.append(words.format(n=number(changed)))
        if undecided:
            words = ngettext("{n} application is not decided.", "{n} applications are not decided.", undecided)
            said.append(words.format(n=number(undecided)))
        card.column.addWidget(Text(" ".join(said), "strong", card))
        role = "primary" if waiting else "plain"
        self._read = Button(_("Read and release"), self.rounds.office.letters, role=role, parent=card)
        self._read.setEnabled(bool(waiting))
        self._write = Button(
            _("Write the released letters"),
            self._on_write,
            role="plain" if waiting else "primary",
            picture="export",
            parent=card,
        )
        self._write.setEnabled(bool(ready))
        card.column.addLayout(Flow(self._read, self._write))

    def _report_card(self) -> None:
        card = self._card(
            _("Report"),
            _(
                "What was published, numbers, agreement, ranking, moderation, robustness and decisions, with charts. "
                "No applicant's name."
            ),
        )
        self._save_report = Button(_("Save the report"), self._on_report, picture="export", parent=card)
        card.column.addLayout(Flow(self._save_report))

    def _tables(self) -> None:
        card = self._card(_("Tables"), _("Applications, marks, moderations, decisions and agenda, for a spreadsheet."))
        self.names = Tick(_("With names and contacts of applicants"), card)
        card.column.addWidget(self.names)
        book = Button(_("Save as a workbook"), self._on_workbook, parent=card)
        files = Button(_("Save as CSV files"), self._on_csv, parent=card)
        card.column.addLayout(Flow(book, files))

    def _contest(self) -> None:
        card = self._card(
            _("All that is kept about one applicant"),
            _(
                "For somebody who asks or contests: their answers, marks with reasons, moderation, outcome, method and "
                "every record, as PDF and as data. Raters have numbers; what is withheld is named."
            ),
        )
        self.code = TextLine("", card)
        card.column.addWidget(LabelledField(_("Code of the application"), self.code, card))
        self.code.returnPressed.connect(self._on_contest)
        card.column.addLayout(Flow(Button(_("Save it"), self._on_contest, parent=card)))

    def _audit(self) -> None:
        card = self._card(
            _("Audit pack"),
            _("What a stranger needs to work the ranking out again, to the same bytes; no names, no answers."),
        )
        card.column.addLayout(
            Flow(
                Button(_("Save the audit pack"), self._on_pack, parent=card),
                Button(_("Check an audit pack"), self._on_check, parent=card),
            )
        )

    def _card(self, heading: str, text: str) -> Card:
        card = Card(parent=self)
        card.column.addWidget(Text(heading, "heading", card))
        card.column.addWidget(Text(text, parent=card))
        self.body.addWidget(card)
        return card

    @Slot()
    def _on_write(self) -> None:
        folder = self._ask_folder(_("Choose a folder for the letters"))
        if folder is not None:
            self.write_into(folder)

    def write_into(self, folder: Path) -> None:
        """Write the released letters, unless some would take the place of others."""
        self._folder = folder
        there = letters_there(self._desk.to_send, folder)
        if not there:
            self._run()
            return
        words = ngettext("{n} letter is there already", "{n} letters are there already", there)
        again = (_("Replace them"), self._run)
        self.say(Notice(words.format(n=number(there)), str(folder), action=again, parent=self))

    @Slot()
    def _run(self) -> None:
        documents: Sequence[LetterDocument] = self._desk.to_send
        self._count = 0
        self.say(None)
        self.report.begin(len(documents))
        self._show_running(running=True)
        run = partial(write_letters, documents, self._folder)
        self._running = self.rounds.journey.runner.start_series(
            Series(run, self._on_outcome, self._on_end, self._on_fault)
        )

    @Slot()
    def cancel(self) -> None:
        """Stop soon; what is written stays."""
        if self._running is not None:
            self._running.cancel()
            self._cancel.setEnabled(False)
            self.report.stopping()

    def _on_outcome(self, outcome: LetterOutcome) -> None:
        self._count += bool(outcome.files)
        if self.is_shown:
            self.report.count(outcome.reference, outcome.why, is_done=bool(outcome.files))

    def _on_end(self) -> None:
        if self.is_shown:
            self._show_running(running=False)
            self.report.end()
            self.say(Notice(*self.report.summary(), action=(_("Open the folder"), self._on_open), parent=self))
        if self.rounds.panel is self._of and self._count:
            self.rounds.noted(partial(note, self._of, "letters-written", count=self._count))

    def _on_fault(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._show_running(running=False)
            self.report.end()
            self.say(error_notice(_("The letters were not written"), error))

    def _show_running(self, *, running: bool) -> None:
        if not running:
            self._running = None
        self._write.setEnabled(not running)
        self._read.setEnabled(not running and bool(self._desk.to_review))
        self._cancel.setVisible(running)
        self._cancel.setEnabled(running)
        (self._cancel if running else self._write).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        open_path(self._folder)

    @Slot()
    def _on_report(self) -> None:
        target = self._ask_file(_("Save the report"), _("report.pdf"), _("Report (*.pdf *.txt)"))
        if target is not None:
            self.save_report(target)

    def save_report(self, target: Path) -> None:
        """Write the report in the background."""
        work = partial(write_report, self.panel.view, target, self.rounds.today())
        self._start(work, _("The report is written"), "report-written")

    @Slot()
    def _on_workbook(self) -> None:
        target = self._ask_file(_("Save as a workbook"), _("round.xlsx"), _("Workbook (*.xlsx)"))
        if target is not None:
            self.save_tables(target)

    @Slot()
    def _on_csv(self) -> None:
        folder = self._ask_folder(_("Choose a folder for the tables"))
        if folder is not None:
            self.save_tables(folder)

    def save_tables(self, target: Path) -> None:
        """Write the tables in the background."""
        work = partial(write_tables, self.panel.view, target, names=self.names.isChecked())
        self._start(work, _("The tables are written"), "table-written")

    @Slot()
    def _on_contest(self) -> None:
        if not self.code.text().strip():
            self.say(Notice(_("Which application?"), _("Type its code first."), error=True, parent=self))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        folder = self._ask_folder(_("Choose a folder for it"))
        if folder is not None:
            self.save_contest(folder)

    def save_contest(self, folder: Path) -> None:
        """Write all that is kept about the applicant whose code was typed, in the background."""
        code = self.code.text().strip().upper()
        work = partial(write_contest, self.panel.view, self.panel.log, code, folder, self.rounds.today())
        self._start(work, _("All that is kept about {code} is written").format(code=code), "contest-written", code)

    @Slot()
    def _on_pack(self) -> None:
        target = self._ask_file(_("Save the audit pack"), _("audit.json"), _("Audit pack (*.json)"))
        if target is not None:
            self.save_pack(target)

    def save_pack(self, target: Path) -> None:
        """Write the audit pack."""
        try:
            write_pack(self.panel, target)
        except LeadreadyError as error:
            self.say(error_notice(_("It was not written"), error))
        else:
            self._written(self.panel, _("The audit pack is written"), "audit-written", "", (target,))

    @Slot()
    def _on_check(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Check an audit pack"), str(self._usual()), _("Audit pack (*.json)")
        )
        if chosen:
            self.check_pack(Path(chosen))

    def check_pack(self, file: Path) -> None:
        """Check a pack in the background: every signature and hash, and the outcome worked out again."""
        self.rounds.journey.runner.start(Operation(partial(read_pack, file), self._on_checked, self._on_not_checked))

    def _on_checked(self, count: int) -> None:
        if self.is_shown:
            words = ngettext(
                "{n} application, worked out again to the same bytes.",
                "{n} applications, worked out again to the same bytes.",
                count,
            )
            self.say(Notice(_("Everything in the pack holds"), words.format(n=number(count)), parent=self))

    def _on_not_checked(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("The pack does not hold"), error))

    def _start(self, work: Callable[[], Sequence[Path]], done: str, act: Act, about: str = "") -> None:
        self.say(Notice(_("Being written…"), parent=self))
        written = partial(self._written, self.panel, done, act, about)
        self.rounds.journey.runner.start(Operation(work, written, self._on_not_written))

    def _written(self, panel: Panel, words: str, act: Act, about: str, files: Sequence[Path]) -> None:
        if self.is_shown:
            self._folder = files[0].parent
            open_it = (_("Open the folder"), self._on_open)
            self.say(Notice(words, "\n".join(str(file) for file in files), action=open_it, parent=self))
        if self.rounds.panel is panel:  # otherwise the round is closed by now
            self.rounds.noted(partial(note_files, panel, act, files, about=about))

    def _on_not_written(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("It was not written"), error))

    def _ask_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._usual()))
        return self._remembered(Path(chosen)) if chosen else None

    def _ask_file(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(self._usual() / name), kinds)
        if not chosen:
            return None
        target = Path(chosen)
        self._remembered(target.parent)
        return target if target.suffix else target.with_name(target.name + Path(name).suffix)

    def _usual(self) -> Path:
        folder = self.rounds.journey.preferences.export_folder
        return folder if folder.is_dir() else Path.home()

    def _remembered(self, folder: Path) -> Path:
        self.rounds.journey.preferences.export_folder = folder
        return folder
