"""The base of an application's pages: where one is, one thing to do, and the way back and on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.receipts import moment_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.applying import Applying


class ApplyPage(RoundsPart):
    """One step of an application.

    Attributes:
        applying: What leads to the other steps.
        own: The application.
        step: Which step this is.
    """

    def __init__(self, applying: Applying, step: str, title: str, subtitle: str = "") -> None:
        super().__init__(applying.rounds, title, subtitle)
        self.applying = applying
        self.own = applying.own
        self.step = step
        steps = self.own.steps
        place = _("Step {n} of {total}: {title}").format(
            n=steps.index(step) + 1, total=len(steps), title=self.own.campaign.title
        )
        self.body.insertWidget(1, Text(place, "muted", self))
        if self.own.is_closed:
            self.body.addWidget(closed_notice(applying, self))

    def add_footer(self, words: str = "", saved: QWidget | None = None) -> Button:
        """Add the way back and on; gives the button that goes on."""
        on = Button(words or _("Continue"), self.go_on, role="primary")
        back = Button(_("Back"), self.go_back)
        self.set_footer(back, end=(*((saved,) if saved is not None else ()), on))
        return on

    @Slot()
    def go_on(self) -> None:
        """Go on; a page with something to settle first does that here."""
        self.applying.after(self.step)

    @Slot()
    def go_back(self) -> None:
        """Go back."""
        self.applying.before(self.step)


def closed_notice(applying: Applying, parent: QWidget) -> Notice:
    """Say that the deadline has passed."""
    campaign = applying.own.campaign
    return Notice(
        _("This round has closed"),
        _("It closed on {when}. Nothing can be sealed for it any more; what you sent before counts.").format(
            when=moment_words(campaign.dates.closes)
        ),
        _("If something kept you from sending it in time, write to {contact}.").format(contact=campaign.contact),
        parent=parent,
    )
