"""The part of the rounds' journey that a rater goes: declare, mark, lock, hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.page import Page
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.widgets.notice import Notice
    from leadready.workflow.panel.marking import Marking


class Rating(QObject):
    """Opens the pages of a rater.

    Attributes:
        rounds: The other pages about rounds.
        pages: What opens the page of each step, by the step's id (`workflow/panel/rater_steps.py`).
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds)
        self.rounds = rounds
        self.pages: dict[str, Callable[[], object]] = {
            "declare": self.declare,
            "calibrate": self.calibrate,
            "mark": self.questions,
            "hand-in": self.hand_in,
        }

    @Slot()
    def declare(self) -> None:
        """Declare conflicts."""
        from leadready.ui.panel.declare_page import DeclarePage

        self.rounds.show(lambda: DeclarePage(self.rounds))

    @Slot()
    def calibrate(self) -> None:
        """Mark the benchmark answers, or see what was agreed for them."""
        from leadready.ui.panel.calibrate_page import CalibratePage

        self.rounds.show(lambda: CalibratePage(self.rounds))

    @Slot()
    def questions(self) -> None:
        """See how far the marking is, question by question."""
        from leadready.ui.panel.questions_page import QuestionsPage

        self.rounds.show(lambda: QuestionsPage(self.rounds))

    def mark(self, criterion: str) -> None:
        """Mark on a criterion, from where the person left off."""
        from leadready.workflow.panel.marking import ApplicationMarking

        if self.rounds.panel is not None:
            marking = ApplicationMarking(self.rounds.panel, criterion)
            self.turn(marking, marking.first_open())

    def turn(self, marking: Marking, at: int) -> None:
        """Go to an answer of a marking, or past its end."""
        from leadready.ui.panel.mark_page import MarkPage

        if at < len(marking.places):
            self.rounds.show(lambda: MarkPage(self.rounds, marking, at))
        else:
            self.marked(marking)

    def marked(self, marking: Marking) -> None:
        """Go where a marking began."""
        if marking.is_calibration:
            self.calibrate()
        else:
            self.questions()

    def hand_in(self, said: Callable[[], Notice] | None = None) -> None:
        """Lock and hand in; perhaps with something to say."""
        from leadready.ui.panel.hand_in_page import HandInPage

        def make() -> Page:
            page = HandInPage(self.rounds)
            if said is not None:
                page.say(said())
            return page

        self.rounds.show(make)
