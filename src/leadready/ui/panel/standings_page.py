"""The base of the pages on which a lead sees where applications stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.workflow.panel.own_marks import open_marks

if TYPE_CHECKING:
    from leadready.errors import LeadreadyError
    from leadready.ui.panel.rounds import Rounds


class StandingsPage(PanelPage):
    """Shows nothing to a lead who also rates until their own marks are locked.

    Attributes:
        may_see: Whether anything is shown.
    """

    def __init__(self, rounds: Rounds, title: str, subtitle: str = "") -> None:
        super().__init__(rounds, title, subtitle)
        waiting = open_marks(self.panel)
        self.may_see = not waiting
        if waiting:
            words = ngettext(
                "You rate in this round, and your marks of {n} application are not locked yet.",
                "You rate in this round, and your marks of {n} applications are not locked yet.",
                len(waiting),
            )
            why = _("Whoever knows where others stand no longer marks by themselves. Lock your marks first.")
            self.body.addWidget(Notice(_("Nothing is shown yet"), words.format(n=len(waiting)), why, parent=self))
            self.body.addStretch(1)
        self.set_footer(self.back_to_desk())

    def failed(self, heading: str, error: LeadreadyError) -> None:
        """Say what could not be done."""
        self.say(error_notice(heading, error))
