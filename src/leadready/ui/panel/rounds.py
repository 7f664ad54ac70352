"""The part of the journey about selection rounds: which page leads to which, whose keys are open, which round is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.panel.office import Office
from leadready.ui.panel.rating import Rating
from leadready.ui.panel.settling import Settling
from leadready.ui.panel.setup import SettingUp
from leadready.workflow.panel.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from leadready.exchange.keys import Keys
    from leadready.ui.journey import Journey
    from leadready.ui.page import Page
    from leadready.workflow.panel.entering import Entering
    from leadready.workflow.panel.panel import Panel, ReadRecords


class Rounds(QObject):
    """Opens the pages about rounds.

    Attributes:
        journey: The rest of the journey.
        shelf: Where keys and rounds lie.
        keys: The person's keys; None until their six words were typed.
        panel: The round that is open; None where none is.
        setting_up: The pages of keys and drafts.
        rating: The pages of a rater.
        office: The pages on which a round is run, and what comes out of it.
        settling: The pages that a lead sees once marks are locked.
        pages: What opens the page of each step of a desk, by the step's id (`workflow/panel/steps.py`).
    """

    def __init__(self, journey: Journey) -> None:
        super().__init__(journey)
        self.journey = journey
        self.shelf = shelf(journey.services)
        self.keys: Keys | None = None
        self.panel: Panel | None = None
        self.setting_up = SettingUp(self)
        self.rating = Rating(self)
        self.office = Office(self)
        self.settling = Settling(self)
        self.pages: dict[str, Callable[[], object]] = {
            "take": self.take_in,
            **self.rating.pages,
            **self.office.pages,
            **self.settling.pages,
        }
        journey.window.closed.connect(self.close_round)

    @Slot()
    def all(self) -> None:
        """See the rounds on this computer."""
        from leadready.ui.panel.rounds_page import RoundsPage

        self.show(lambda: RoundsPage(self))

    @Slot()
    def make_key(self) -> None:
        """Make a key of one's own, then look at it."""
        self.make_key_for(self.setting_up.keys)

    def make_key_for(self, go_on: Callable[[], object]) -> None:
        """Make a key for something that needs one."""
        from leadready.ui.panel.key_page import KeyPage

        self.show(lambda: KeyPage(self, go_on))

    def with_keys(self, go_on: Callable[[], object]) -> None:
        """Do something that needs the keys: they are opened first, or made where there are none."""
        from leadready.ui.panel.unlock_page import UnlockPage

        if self.keys is not None:
            go_on()
        elif self.shelf.key_path.exists():
            self.show(lambda: UnlockPage(self, go_on))
        else:
            self.make_key_for(go_on)

    def open_dropped(self, files: list[Path]) -> None:
        """Give files that were dropped on the window to the page, or open the first that there is a page for."""
        from leadready.exchange.bundle_file import SUFFIX as BUNDLE_SUFFIX
        from leadready.exchange.campaign_file import SUFFIX
        from leadready.exchange.submission_file import SUFFIX as SUBMISSION
        from leadready.ui.panel.panel_page import RoundsPart
        from leadready.workflow.panel.setting_up import TRIAL_SUFFIX

        page = self.journey.window.page
        if isinstance(page, RoundsPart) and page.take_files(files):
            return
        bundles = [file for file in files if file.suffix.lower() == BUNDLE_SUFFIX]
        if bundles:
            self._take_dropped(bundles)
            return
        opens = {TRIAL_SUFFIX: self.setting_up.open_test, SUFFIX: self.take_campaign}
        applications = [file for file in files if file.suffix.lower() == SUBMISSION]
        if applications and self.panel is not None and self.panel.me.opens_submissions:
            self.office.take_applications(applications)
            return
        known = next((file for file in files if file.suffix.lower() in opens), None)
        if known is not None:
            opens[known.suffix.lower()](known)

    @Slot()
    def choose_campaign(self) -> None:
        """Ask for a campaign file, and take part in it."""
        folder = self.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Campaign (*.lrcampaign)")
        chosen, _filter = QFileDialog.getOpenFileName(self.journey.window, _("Open a campaign"), str(folder), kinds)
        if chosen:
            self.begin(Path(chosen))

    def begin(self, file: Path) -> None:
        """Take a round on this computer, by its campaign file."""
        self.with_keys(lambda: self.show(lambda: self._begun(file)))

    def open(self, folder: Path) -> None:
        """Open a round that is on this computer."""
        self.with_keys(lambda: self.show(lambda: self._entrance(folder)))

    @Slot()
    def choose_application(self) -> None:
        """Ask for a campaign file, and apply to its round."""
        folder = self.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Campaign (*.lrcampaign)")
        chosen, _filter = QFileDialog.getOpenFileName(self.journey.window, _("Open a campaign"), str(folder), kinds)
        if chosen:
            self.apply(Path(chosen))

    def apply(self, file: Path) -> None:
        """Apply to the round of a campaign file, from where the person left off."""
        from leadready.ui.panel.applying import open_applying

        try:
            applying = open_applying(self, file)
        except LeadreadyError as error:
            self.journey.trouble(error)
        else:
            applying.begin()

    def take_campaign(self, file: Path) -> None:
        """Open a campaign file that was dropped: who has a part in the round takes part, everybody else applies."""
        from leadready.ui.panel.applying import has_part

        if has_part(self.shelf, file):
            self.begin(file)
        else:
            self.apply(file)

    @Slot()
    def impact(self) -> None:
        """See how groups came through a round, with its equality key."""
        from leadready.ui.panel.impact_page import ImpactPage

        self.with_keys(lambda: self.show(lambda: ImpactPage(self)))

    @Slot()
    def desk(self) -> None:
        """See what there is to do in the round that is open."""
        from leadready.ui.panel.desk_page import DeskPage

        if self.panel is None:
            self.all()
        else:
            self.show(lambda: DeskPage(self))

    @Slot()
    def take_in(self) -> None:
        """Take in what somebody sent."""
        self.take_files(())

    def take_files(self, files: Sequence[Path]) -> None:
        """Take these files in."""
        from leadready.ui.panel.take_page import TakePage

        page = self.journey.window.page
        if isinstance(page, TakePage):
            page.take(files)
        else:
            self.show(lambda: TakePage(self, files))

    def _take_dropped(self, files: Sequence[Path]) -> None:
        """Take in what was dropped on the window; without an open round one is chosen first."""
        from leadready.ui.widgets.notice import Notice

        if self.panel is not None:
            self.take_files(files)
            return
        self.all()
        page = self.journey.window.page
        if page is not None:
            words = _("Then drop the file once more, or choose it there.")
            late = _("If you join the round late, open its campaign file, with this file in the same folder.")
            page.body.insertWidget(1, Notice(_("Open the round that the file is for first"), words, late, parent=page))

    def today(self) -> date:
        """The day, where the person is."""
        return self.journey.services.clock().astimezone().date()

    def noted(self, write_down: Callable[[], object]) -> None:
        """Write down what was done outside the records; where that fails, the page says so."""
        from leadready.ui.panel.panel_page import RoundsPart
        from leadready.ui.widgets.notice import error_notice

        try:
            write_down()
        except LeadreadyError as error:
            page = self.journey.window.page
            if isinstance(page, RoundsPart):
                page.say(error_notice(_("It was done, and could not be noted in the round"), error))

    @Slot()
    def close_round(self) -> None:
        """Let go of the round that is open."""
        if self.panel is not None:
            self.panel.close()
            self.panel = None

    def show(self, make: Callable[[], Page]) -> None:
        """Show a page; see `Journey.show`."""
        self.journey.show(make)

    def _begun(self, file: Path) -> Page:
        from leadready.workflow.panel.shelf import begin_round

        return self._desk_of(lambda keys: begin_round(self.shelf, file, keys, self.journey.services.clock))

    def _entrance(self, folder: Path) -> Page:
        from leadready.ui.panel.entering_page import EnteringPage

        self.close_round()
        return EnteringPage(self, folder)

    def enter(self, entering: Entering, read: ReadRecords) -> None:
        """Show the desk of a round whose records were read."""
        from leadready.workflow.panel.shelf import enter_round

        self.show(lambda: self._desk_of(lambda keys: enter_round(entering, keys, read)))

    def _desk_of(self, make: Callable[[Keys], Panel]) -> Page:
        from leadready.ui.panel.desk_page import DeskPage

        self.close_round()
        if self.keys is None:
            raise RuntimeError
        self.panel = make(self.keys)
        return DeskPage(self)
