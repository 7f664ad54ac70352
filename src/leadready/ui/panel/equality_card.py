"""On the page of all rounds: the way in for whoever holds a round's equality key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds


def equality_card(rounds: Rounds, parent: QWidget) -> Card:
    """Give the card; only somebody who has a key has a use for it."""
    card = Card(parent=parent)
    card.column.addWidget(Text(_("Equality monitoring"), "heading", card))
    words = _("If a round names your key for equality answers, see here whether groups came through its stages alike.")
    card.column.addWidget(Text(words, "muted", card))
    card.column.addLayout(Flow(Button(_("Open equality answers"), rounds.impact, picture="lock", parent=card)))
    return card
