"""The part of the rounds' journey that sets one up: which page of a draft leads to which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.language import _
from leadready.workflow.panel.draft import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.panel.setup_page import SetupPage
    from leadready.workflow.panel.draft import SetupStep
    from leadready.workflow.panel.drafts import KeptDraft
    from leadready.workflow.panel.publishing import Published


class SettingUp(QObject):
    """Opens the pages of keys and drafts.

    Attributes:
        rounds: The other pages about rounds.
        seen: Steps of drafts that were left once: from then on what is missing there is said beside its field.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds)
        self.rounds = rounds
        self.seen: set[tuple[str, SetupStep]] = set()

    @Slot()
    def keys(self) -> None:
        """See one's key and look after it."""
        from leadready.ui.panel.keys_page import KeysPage

        if not self.rounds.shelf.key_path.exists():
            self.rounds.make_key()
            return
        self.rounds.show(lambda: KeysPage(self.rounds))

    @Slot()
    def lost(self) -> None:
        """See what can be done when the six words are lost."""
        from leadready.ui.panel.lost_page import LostPage

        self.rounds.show(lambda: LostPage(self.rounds))

    @Slot()
    def rescue(self) -> None:
        """Open applications by the recovery sheet alone."""
        from leadready.ui.panel.rescue_page import RescuePage

        self.rounds.show(lambda: RescuePage(self.rounds))

    @Slot()
    def backup(self) -> None:
        """Use a backup of one's key."""
        from leadready.ui.panel.backup_page import BackupPage

        self.rounds.show(lambda: BackupPage(self.rounds))

    def words(self, keys: Keys, words: str, go_on: Callable[[], object]) -> None:
        """Show six words, and ask two of them back."""
        from leadready.ui.panel.words_page import KeyWordsPage

        self.rounds.show(lambda: KeyWordsPage(self.rounds, keys, words, go_on))

    @Slot()
    def begin(self) -> None:
        """Begin a new round."""
        from leadready.ui.panel.new_round_page import NewRoundPage

        self.rounds.with_keys(lambda: self.rounds.show(lambda: NewRoundPage(self.rounds)))

    def open(self, folder: Path) -> None:
        """Go on with a draft, where something is still open."""
        from leadready.workflow.panel.drafts import open_draft

        self.rounds.with_keys(lambda: self.rounds.show(lambda: self._page(open_draft(folder), None)))

    def step(self, kept: KeptDraft, step: SetupStep) -> None:
        """Settle one step of a draft."""
        self.rounds.show(lambda: self._page(kept, step))

    def criterion(self, kept: KeptDraft, id_: str) -> None:
        """Adapt a criterion and the prompt that it judges."""
        from leadready.ui.panel.criterion_page import CriterionPage

        self.rounds.show(lambda: CriterionPage(self.rounds, kept, id_))

    def benchmark(self, kept: KeptDraft, id_: str) -> None:
        """Write a benchmark answer."""
        from leadready.ui.panel.benchmark_page import BenchmarkPage

        self.rounds.show(lambda: BenchmarkPage(self.rounds, kept, id_))

    def recovery(self, kept: KeptDraft) -> None:
        """Make the recovery key, print it, and type it back."""
        from leadready.ui.panel.recovery_page import RecoveryPage

        self.rounds.show(lambda: RecoveryPage(self.rounds, kept))

    def tests(self, kept: KeptDraft) -> None:
        """Let everyone open a test, then publish."""
        from leadready.ui.panel.trial_page import TrialPage

        self.rounds.show(lambda: TrialPage(self.rounds, kept))

    def published(self, published: Published) -> None:
        """See the six words of a round that was just published."""
        from leadready.ui.panel.published_page import PublishedPage

        self.rounds.show(lambda: PublishedPage(self.rounds, published))

    @Slot()
    def choose_test(self) -> None:
        """Ask for the test that a lead sent, and open it."""
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Tests (*.lrtrial)")
        chosen, _filter = QFileDialog.getOpenFileName(self.rounds.journey.window, _("Open a test"), str(folder), kinds)
        if chosen:
            self.open_test(Path(chosen))

    def open_test(self, file: Path) -> None:
        """Open a test that a lead sent."""
        from leadready.ui.panel.open_trial_page import OpenTrialPage

        self.rounds.with_keys(lambda: self.rounds.show(lambda: OpenTrialPage(self.rounds, file)))

    @Slot()
    def correct(self) -> None:
        """Correct words of the round that is open."""
        from leadready.ui.panel.correct_page import CorrectPage

        self.rounds.show(lambda: CorrectPage(self.rounds))

    def _page(self, kept: KeptDraft, step: SetupStep | None) -> SetupPage:
        from leadready.ui.panel.setup_steps import PAGES
        from leadready.workflow.panel.draft import step_of

        wrong = {step_of(fault.field) for fault in kept.faults} if step is None else {step}
        page = next((PAGES[one] for one in STEPS if one in wrong), PAGES["check"])
        return page(self.rounds, kept)
