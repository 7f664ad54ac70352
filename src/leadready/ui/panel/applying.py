"""An applicant's way through an application: which page leads to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import read_campaign
from leadready.instrument.text_files import read_text
from leadready.workflow.panel.own_application import FOLDER, open_application, own_applications
from leadready.workflow.panel.shelf import LARGEST, bundles_beside

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.ui.page import Page
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.own_application import OwnApplication
    from leadready.workflow.panel.sharing import SittingOffer
    from leadready.workflow.panel.shelf import Shelf


class Applying(QObject):
    """Opens the pages of one application.

    Attributes:
        rounds: The rest of the pages about rounds.
        own: The application.
    """

    def __init__(self, rounds: Rounds, own: OwnApplication) -> None:
        super().__init__(rounds)
        self.rounds = rounds
        self.own = own

    def begin(self) -> None:
        """Go where there is something to do: the receipt of what was sent, or the first thing that is open."""
        own = self.own
        if own.last is not None and own.kept.is_checked and own.kept.is_read:
            self.receipt()
        else:
            self.step(own.first_open())

    def step(self, step: str) -> None:
        """Go to one step; those before the privacy notice was read come first whatever is asked for."""
        self.rounds.show(lambda: self._page(self.own.allowed(step)))

    def after(self, step: str) -> None:
        """Go on behind a step."""
        steps = self.own.steps
        self.step(steps[min(steps.index(step) + 1, len(steps) - 1)])

    def before(self, step: str) -> None:
        """Go back from a step; from the first, to all rounds."""
        steps = self.own.steps
        place = steps.index(step)
        if place == 0:
            self.rounds.all()
        else:
            self.step(steps[place - 1])

    @Slot()
    def check(self) -> None:
        """See exactly what will be shared."""
        self.step("check")

    @Slot()
    def receipt(self) -> None:
        """See the receipt of what was sent last, and what can be done next."""
        from leadready.ui.panel.apply_receipt_page import ReceiptPage

        self.rounds.show(lambda: ReceiptPage(self))

    def sealed(self, path: Path) -> None:
        """Show the receipt of a file that was just written."""
        from leadready.ui.panel.apply_receipt_page import ReceiptPage

        self.rounds.show(lambda: ReceiptPage(self, path))

    @Slot()
    def equality(self) -> None:
        """Answer questions for equality monitoring, apart from the application."""
        from leadready.ui.panel.apply_equality_page import EqualityPage

        self.rounds.show(lambda: EqualityPage(self))

    def offers(self) -> tuple[SittingOffer, ...]:
        """List the sittings whose answers may be shared; raises LeadreadyError."""
        from leadready.workflow.panel.sharing import offers

        return offers(self.rounds.journey.services, self.own.campaign)

    def offer(self) -> SittingOffer | None:
        """Give the sitting that was chosen; None where none was, or it is there no more; raises LeadreadyError."""
        if not self.own.shares_answers or not self.own.kept.draft.sitting:
            return None
        return next((one for one in self.offers() if one.sitting == self.own.kept.draft.sitting), None)

    def _page(self, step: str) -> Page:
        from leadready.ui.panel.apply_answers_page import AnswersPage
        from leadready.ui.panel.apply_check_page import CheckPage
        from leadready.ui.panel.apply_details_page import DetailsPage
        from leadready.ui.panel.apply_notice_page import NoticePage
        from leadready.ui.panel.apply_prompt_page import PromptPage
        from leadready.ui.panel.apply_words_page import CampaignWordsPage

        pages = {
            "words": CampaignWordsPage,
            "notice": NoticePage,
            "answers": AnswersPage,
            "details": DetailsPage,
            "check": CheckPage,
        }
        return pages[step](self) if step in pages else PromptPage(self, step)


def open_applying(rounds: Rounds, file: Path) -> Applying:
    """Open a campaign file as an applicant.

    Raises:
        LeadreadyError: it is none, is not what it was before, or what is kept of the application cannot be read.
    """
    content = read_text(file, name=file.name, largest=LARGEST)
    services = rounds.journey.services
    return Applying(rounds, open_application(content.encode(), file.name, _folder(rounds), services.clock))


def begun(rounds: Rounds) -> tuple[OwnApplication, ...]:
    """List the applications that were begun on this computer."""
    return own_applications(_folder(rounds), rounds.journey.services.clock)


def has_part(shelf: Shelf, file: Path) -> bool:
    """Whether the person takes part in the round of a campaign file; False also where the file is none.

    They do by their key; and who joins late by the lead's bundle, which lies beside the file or was taken in before.
    Who that is for shows only once the key is open.
    """
    try:
        card = shelf.card()
        campaign = read_campaign(read_text(file, name=file.name, largest=LARGEST), file.name)
    except LeadreadyError:
        return False
    if card is None:
        return False
    return campaign.member_of(card.signs) is not None or shelf.holds(campaign) or bool(bundles_beside(file))


def _folder(rounds: Rounds) -> Path:
    return rounds.journey.services.store.file.parent / FOLDER
