"""What a person sees while the records of a round are read, so that thousands of them never stop the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.entering import Entering

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.errors import LeadreadyError
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.panel import ReadRecords


class EnteringPage(RoundsPart):
    """The desk takes its place as soon as everything is read."""

    def __init__(self, rounds: Rounds, folder: Path) -> None:
        entering = Entering(folder, rounds.journey.services.clock)
        super().__init__(rounds, entering.campaign.title)
        self._entering: Entering | None = entering
        self._said = Text(_("Reading the records of the round…"), "strong", self)
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        self.set_footer(Button(_("All rounds"), rounds.all))
        rounds.journey.runner.start(Operation(entering.read, self._on_read, self._on_not_read))

    def leaving(self) -> None:
        """Let go of the round, unless somebody has entered it."""
        if self._entering is not None:
            self._entering.close()
            self._entering = None

    def _on_read(self, read: ReadRecords) -> None:
        entering = self._entering
        if not self.is_shown or entering is None:
            return
        self._entering = None
        self.rounds.enter(entering, read)

    def _on_not_read(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._said.hide()
            self.say(error_notice(_("The round cannot be opened"), error))
