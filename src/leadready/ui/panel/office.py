"""The part of the rounds' journey on which a round is run: what comes in, who takes part, and what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from leadready.report.letter import LetterDocument
    from leadready.ui.page import Page
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.widgets.notice import Notice


class Office(QObject):
    """Opens the pages of those who run a round.

    Attributes:
        rounds: The other pages about rounds.
        pages: What opens the page of each step, by the step's id (`workflow/panel/office_steps.py`).
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds)
        self.rounds = rounds
        self.pages: dict[str, Callable[[], object]] = {
            "receive": self.receive,
            "redact": self.redact,
            "assign": self.assign,
            "people": self.people,
            "applicants": self.applicants,
            "contradictions": self.contradictions,
            "calibration": self.calibration,
            "equality": self.equality_piles,
            "outputs": self.outputs,
            "log": self.log,
            "retention": self.retention,
        }

    @Slot()
    def receive(self) -> None:
        """Take applications in."""
        self.take_applications([])

    def take_applications(self, files: list[Path]) -> None:
        """Take these applications in, and those that lie in folders."""
        from leadready.ui.panel.receive_page import ReceivePage

        self.rounds.show(lambda: ReceivePage(self.rounds))
        page = self.rounds.journey.window.page
        if files and isinstance(page, ReceivePage):
            page.take(files)

    @Slot()
    def redact(self) -> None:
        """Read the answers before the raters do."""
        from leadready.ui.panel.redaction_page import RedactionPage

        self.rounds.show(lambda: RedactionPage(self.rounds))

    @Slot()
    def people(self) -> None:
        """See who takes part, and write their packs."""
        from leadready.ui.panel.people_page import PeoplePage

        self.rounds.show(lambda: PeoplePage(self.rounds))

    @Slot()
    def assign(self) -> None:
        """Give names out, and assign raters."""
        from leadready.ui.panel.assign_page import AssignPage

        self.rounds.show(lambda: AssignPage(self.rounds))

    @Slot()
    def applicants(self) -> None:
        """See the applications."""
        from leadready.ui.panel.applicants_page import ApplicantsPage

        self.rounds.show(lambda: ApplicantsPage(self.rounds))

    @Slot()
    def contradictions(self) -> None:
        """Settle what contradicts itself."""
        from leadready.ui.panel.settling_page import SettlingPage

        self.rounds.show(lambda: SettlingPage(self.rounds))

    @Slot()
    def calibration(self) -> None:
        """See how everyone marked the benchmark answers."""
        from leadready.ui.panel.calibration_page import CalibrationPage

        self.rounds.show(lambda: CalibrationPage(self.rounds))

    @Slot()
    def equality_piles(self) -> None:
        """Hand the equality analyst what each application reached."""
        from leadready.ui.panel.equality_piles_page import EqualityPilesPage

        self.rounds.show(lambda: EqualityPilesPage(self.rounds))

    @Slot()
    def outputs(self) -> None:
        """See what comes out of the round: letters, report, tables, packs."""
        from leadready.ui.panel.outputs_page import OutputsPage

        self.rounds.show(lambda: OutputsPage(self.rounds))

    def letter(self, waiting: Sequence[LetterDocument], at: int) -> None:
        """Read a letter of those that wait; where none does, see what comes out of the round."""
        from leadready.ui.panel.letter_page import LetterPage

        if waiting:
            self.rounds.show(lambda: LetterPage(self.rounds, waiting, min(at, len(waiting) - 1)))
        else:
            self.outputs()

    @Slot()
    def log(self) -> None:
        """See every act of the round."""
        from leadready.ui.panel.log_page import LogPage

        self.rounds.show(lambda: LogPage(self.rounds))

    def retention(self, said: Callable[[], Notice] | None = None) -> None:
        """See how long everything may be kept; perhaps with something to say."""
        from leadready.ui.panel.retention_page import RetentionPage

        def make() -> Page:
            page = RetentionPage(self.rounds)
            if said is not None:
                page.say(said())
            return page

        self.rounds.show(make)
