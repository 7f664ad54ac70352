"""The second step: what the round is, the privacy notice, and who will see what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.widgets.notice import error_notice
from leadready.ui.words import day
from leadready.workflow.panel.receipts import moment_words
from leadready.workflow.panel.sharing import who_sees

if TYPE_CHECKING:
    from leadready.ui.panel.applying import Applying


class NoticePage(ApplyPage):
    """Read before anything is written."""

    def __init__(self, applying: Applying) -> None:
        super().__init__(applying, "notice", _("What you apply for, and who sees it"))
        self.help_text = _("Nothing leaves this computer before you have seen all of it and sealed it yourself.")
        campaign = self.own.campaign
        self.add_card(
            campaign.title,
            campaign.about,
            _("Applications are open until {when}.").format(when=moment_words(campaign.dates.closes)),
            _("Questions go to {contact}.").format(contact=campaign.contact),
        )
        self.add_card(_("Privacy notice"), campaign.privacy)
        self.add_card(_("Who sees what"), *who_sees(campaign))
        self.add_card(
            _("What becomes of it"),
            _("It is to be deleted by {day} at the latest.").format(day=day(campaign.dates.retain_until)),
            _("Answerable for the assessment: {who}").format(who=campaign.responsible),
            _(
                "What you seal cannot be called back, but you can put a later application in its place until the "
                "round closes, from this computer."
            ),
        )
        self.body.addStretch(1)
        self.add_footer(_("I have read this"))

    @Slot()
    def go_on(self) -> None:
        """Keep that it was read."""
        try:
            self.own.note_read()
        except LeadreadyError as error:
            self.say(error_notice(_("This could not be kept"), error))
        else:
            super().go_on()
