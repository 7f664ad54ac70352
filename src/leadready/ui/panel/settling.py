"""The part of the rounds' journey that settles a round: where marks differ, how sure an order is, who decides what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.panel.rounds import Rounds


class Settling(QObject):
    """Opens the pages that a lead sees once marks are locked.

    Attributes:
        rounds: The other pages about rounds.
        pages: What opens the page of each step, by the step's id (`workflow/panel/settling_steps.py`).
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds)
        self.rounds = rounds
        self.pages: dict[str, Callable[[], object]] = {
            "agenda": self.agenda,
            "agreement": self.agreement,
            "ranking": self.ranking,
            "decide": self.decide,
            "reserve": self.reserve,
        }

    @Slot()
    def agenda(self) -> None:
        """Talk about where marks differ."""
        from leadready.ui.panel.agenda_page import AgendaPage

        self.rounds.show(lambda: AgendaPage(self.rounds))

    @Slot()
    def agreement(self) -> None:
        """See how far raters agree."""
        from leadready.ui.panel.agreement_page import AgreementPage

        self.rounds.show(lambda: AgreementPage(self.rounds))

    @Slot()
    def ranking(self) -> None:
        """See the order, and how sure it is."""
        from leadready.ui.panel.ranking_page import RankingPage

        self.rounds.show(lambda: RankingPage(self.rounds))

    @Slot()
    def decide(self) -> None:
        """Set outcomes."""
        from leadready.ui.panel.decide_page import DecidePage

        self.rounds.show(lambda: DecidePage(self.rounds))

    @Slot()
    def reserve(self) -> None:
        """Keep the reserve list."""
        from leadready.ui.panel.reserve_page import ReservePage

        self.rounds.show(lambda: ReservePage(self.rounds))
