"""Beginning a round: which assessment, and by which rubric it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Choice, LabelledField
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.publishing import begin_draft, rounds_on_offer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds


class NewRoundPage(RoundsPart):
    """Everything else is settled step by step, and kept at each step."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Set a round up"), _("Eight short steps. Everything is kept; stop when you like."))
        self.help_text = _(
            "A round takes its prompts, criteria and anchors from a rubric. You adapt them in the next steps; your "
            "changes touch this round only."
        )
        self._offers = rounds_on_offer(rounds.journey.services.packages)
        card = Card(parent=self)
        if self._offers:
            labels = [" – ".join(offer.titles) for offer in self._offers]
            self.choice = Choice(labels, 0, card)
            card.column.addWidget(LabelledField(_("What is it judged by?"), self.choice, card))
        else:
            words = _("No installed assessment has a rubric with criteria and a line, which a panel needs.")
            card.column.addWidget(Text(words, parent=card))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._begin = Button(_("Begin"), self._on_begin, role="primary", picture="next")
        self._begin.setEnabled(bool(self._offers))
        self.set_footer(Button(_("Back"), rounds.all), end=(self._begin,))

    def first_focus(self) -> QWidget | None:
        """What there is to choose, if there is more than one."""
        return self.choice if len(self._offers) > 1 else super().first_focus()

    @Slot()
    def _on_begin(self) -> None:
        keys = self.rounds.keys
        if keys is None:
            raise RuntimeError
        offer = self._offers[self.choice.currentIndex()]
        try:
            kept = begin_draft(self.rounds.shelf, self.rounds.journey.services.packages, offer, keys)
        except LeadreadyError as error:
            self.say(error_notice(_("No round was begun"), error))
            return
        self.rounds.setting_up.step(kept, "about")
