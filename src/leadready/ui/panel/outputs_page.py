"""What comes out of a round: letters, the report, tables, what is kept about one applicant, and the audit pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from leadready.language import _
from leadready.ui.desktop import open_path
from leadready.ui.panel.letters_card import LettersCard
from leadready.ui.panel.output_cards import AuditCard, ContestCard, ReportCard, TablesCard
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.workflow.panel.acts import note_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadready.errors import LeadreadyError
    from leadready.panel.kinds import Act
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.panel import Panel


class OutputsPage(StandingsPage):
    """A card for each thing that leaves the round; each is one step.

    Attributes:
        letters: Letters to applicants.
        report: The report on the round.
        tables: Tables for a spreadsheet.
        contest: All that is kept about one applicant.
        audit: What a stranger needs to check the round.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Letters, report and packs"), _("Everything that leaves the round is a file that you give away.")
        )
        self.help_text = _(
            "Letters go out only when somebody has read them. The report has no applicant's name in it. Anyone can "
            "check an audit pack without a key."
        )
        self._folder = Path.home()
        if self.may_see:
            self._begin()

    def _begin(self) -> None:
        self.letters = LettersCard(self)
        self.report = ReportCard(self)
        self.tables = TablesCard(self)
        self.contest = ContestCard(self)
        self.audit = AuditCard(self)
        self.body.addWidget(self.letters.run.report)
        for card in (self.letters, self.report, self.tables, self.contest, self.audit):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk(), end=(self.letters.run.stop,))

    def first_focus(self) -> QWidget | None:
        """Begin with the letters."""
        if not self.may_see:
            return super().first_focus()
        read = self.letters.read
        return read if read is not None and read.isEnabled() else self.report.save

    def letters_came(self, read: QWidget) -> None:
        """Let the keyboard begin with the letters after all, unless the person has gone elsewhere meanwhile."""
        QWidget.setTabOrder(read, self.report.save)
        if read.isEnabled() and self.report.save.hasFocus():
            read.show()  # Qt shows it a moment later, and gives the keyboard to nothing that is hidden
            read.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        """Ask before letters are left half-way."""
        return not self.may_see or self.letters.run.may_leave()

    def write(self, work: Callable[[], Sequence[Path]], done: str, act: Act, about: str = "") -> None:
        """Write files in the background, say where they are, and note it in the log.

        Args:
            work: Writes them, and gives their paths.
            done: What to say then.
            act: What was done.
            about: The code of the applicant that it is about.
        """
        self.say(Notice(_("Being written…"), parent=self))
        written = partial(self.written, self.panel, done, act, about)
        self.rounds.journey.runner.start(Operation(work, written, self._on_not_written))

    def written(self, panel: Panel, words: str, act: Act, about: str, files: Sequence[Path]) -> None:
        """Say where files are that were written, and note it in the log of their round while that is open."""
        if self.is_shown:
            self._folder = files[0].parent
            open_it = (_("Open the folder"), self._on_open)
            self.say(Notice(words, "\n".join(str(file) for file in files), action=open_it, parent=self))
        if self.rounds.panel is panel:
            self.rounds.noted(partial(note_files, panel, act, files, about=about))

    def _on_not_written(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("It was not written"), error))

    @Slot()
    def _on_open(self) -> None:
        open_path(self._folder)

    def ask_folder(self, title: str) -> Path | None:
        """Ask for a folder to write into; None where somebody thought better of it."""
        chosen = QFileDialog.getExistingDirectory(self, title, str(self.usual_folder()))
        return self._remembered(Path(chosen)) if chosen else None

    def ask_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask for a file to write, with a name to begin with; one without an ending gets that of the name."""
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(self.usual_folder() / name), kinds)
        if not chosen:
            return None
        target = Path(chosen)
        self._remembered(target.parent)
        return target if target.suffix else target.with_name(target.name + Path(name).suffix)

    def usual_folder(self) -> Path:
        """Give the folder that files were last written to."""
        folder = self.rounds.journey.preferences.export_folder
        return folder if folder.is_dir() else Path.home()

    def _remembered(self, folder: Path) -> Path:
        self.rounds.journey.preferences.export_folder = folder
        return folder
