"""On the page of all rounds: how one applies to a round, and the applications that were begun here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui.panel.applying import Applying
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.receipts import moment_words, sealed_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.own_application import OwnApplication


def apply_card(rounds: Rounds, parent: QWidget) -> Card:
    """Give the card that begins an application."""
    card = Card(parent=parent)
    card.column.addWidget(Text(_("Apply to a round"), "heading", card))
    words = _(
        "The programme publishes the campaign file of its round, and six words beside it. You need no key. What you "
        "write stays on this computer until you seal it."
    )
    card.column.addWidget(Text(words, "muted", card))
    card.column.addStretch(1)
    button = Button(_("Apply"), rounds.choose_application, picture="edit", parent=card)
    button.setAccessibleName(_("Apply with a campaign file"))
    card.column.addLayout(Flow(button))
    return card


class ApplicationCard(Card):
    """One application that was begun on this computer."""

    def __init__(self, rounds: Rounds, own: OwnApplication, parent: QWidget, *, is_first: bool) -> None:
        super().__init__("current" if is_first else "plain", parent)
        self._rounds = rounds
        self._own = own
        title = own.campaign.title
        self.column.addWidget(Text(_("Your application: {title}").format(title=title), "heading", self))
        self.column.addWidget(Text(_state(own), "muted", self))
        words = _("See it") if own.last or own.is_closed else _("Go on")
        self.button = Button(words, self._on_open, role="primary" if is_first else "plain", parent=self)
        self.button.setAccessibleName(_("Your application: {title}").format(title=title))
        self.column.addLayout(Flow(self.button))

    @Slot()
    def _on_open(self) -> None:
        Applying(self._rounds, self._own).begin()


def _state(own: OwnApplication) -> str:
    closes = moment_words(own.campaign.dates.closes)
    if own.last is not None:
        when = moment_words(sealed_at(own.last))
        said = _("Sealed {when}, receipt {receipt}.").format(when=when, receipt=own.last.receipt)
    else:
        said = _("Not sealed yet.")
    end = _("The round has closed.") if own.is_closed else _("Open until {when}.").format(when=closes)
    return f"{said} {end}"
