"""Help: about the page one came from, then the keys, then what the scores mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.cautions import cautions
from leadready.language import _
from leadready.ui.page import Page
from leadready.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from leadready.ui.journey import Journey


class HelpPage(Page):
    """Short answers."""

    name = "help"

    def __init__(self, journey: Journey, topic: tuple[str, str] | None = None) -> None:
        super().__init__(_("Help"))
        if topic is not None:
            self.body.addWidget(Notice(*topic, parent=self))
        self.add_card(
            _("Keys"),
            _("Digits answer the outlined item, 0 says that it does not apply. Enter goes on, Backspace goes back."),
            _("Tab and Shift+Tab move, Space and Enter press, the arrow keys choose among options."),
            _("Ctrl+1 to Ctrl+6 open the entries at the left. F1 explains the page that is shown."),
        )
        self.add_card(
            _("What the scores mean"),
            _("A scale is the mean of its answers, from 0 to 100. Items that say the opposite are turned round first."),
            _("A domain is the mean of its scales, so that long scales do not weigh more."),
            _("“Borderline” says that the score would quite possibly fall into another level if you answered again."),
            _("“Why?” beside a score shows its whole calculation."),
        )
        self.add_card(_("Please remember"), *cautions())
        place = journey.preferences.data_folder
        self.add_card(
            _("Your files"),
            _("Answers and plans are in {folder}. Copy that folder to keep a backup.").format(folder=place),
        )
        self.body.addStretch(1)
