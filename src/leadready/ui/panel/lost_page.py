"""The drill for lost words: by the recovery key for a lead, by a new key for everybody else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.workflow.panel.key_care import put_aside, recover, spares

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds


class LostPage(RoundsPart):
    """What can be made good, and what cannot."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("My words are lost"), _("Nobody can open the key without them. Look once more first.")
        )
        self.help_text = _(
            "Who published a round on this computer can make the same key again with the recovery sheet of that round. "
            "Everybody else makes a new key and gives the lead the new card."
        )
        self._first: QWidget | None = None
        if spares(rounds.shelf):
            self._recover()
        self._anew()
        words = _(
            "With the recovery sheet and the campaign file, applications can be opened and written down as texts."
        )
        card = self.add_card(_("When no lead's key is left"), words)
        rescue = Button(_("Open applications"), rounds.setting_up.rescue, role="quiet", picture="lock", parent=card)
        card.column.addLayout(Flow(rescue))
        self.body.addStretch(1)
        self.set_footer(Button(_("Back"), rounds.setting_up.keys))

    def first_focus(self) -> QWidget | None:
        """What helps most."""
        return self._first

    def _recover(self) -> None:
        words = _(
            "You published a round here. Fetch its recovery sheet and type what stands on it: your key is made again."
        )
        card = self.add_card(_("With the recovery sheet"), words)
        self.typed = TextArea("", card, lines=3)
        card.column.addWidget(LabelledField(_("The recovery key, from the paper"), self.typed, card))
        self._make = Button(_("Make my key again"), self._on_recover, role="primary", picture="lock", parent=card)
        card.column.addLayout(Flow(self._make))
        self._first = self.typed

    def _anew(self) -> None:
        words = _(
            "The old key file is put aside, not deleted, in case the words turn up. In a round that you rate in, give "
            "the lead your new card: they let the new key in, and send you again what was sealed for the old one. What "
            "you had not handed in is lost."
        )
        card = self.add_card(_("With a new key"), words)
        anew = Button(_("Make a new key"), self._on_anew, picture="add", parent=card)
        card.column.addLayout(Flow(anew))
        self._first = self._first or anew

    @Slot()
    def _on_recover(self) -> None:
        self._make.setEnabled(False)
        run = partial(recover, self.rounds.shelf, self.typed.toPlainText())
        self.rounds.journey.runner.start(Operation(run, self._on_recovered, self._on_not_recovered))

    def _on_recovered(self, made: tuple[Keys, str]) -> None:
        keys, words = made
        self.rounds.keys = keys
        self.rounds.setting_up.words(keys, words, self.rounds.setting_up.keys)

    def _on_not_recovered(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._make.setEnabled(True)
            self.say(error_notice(_("Your key was not made again"), error))

    @Slot()
    def _on_anew(self) -> None:
        try:
            put_aside(self.rounds.shelf)
        except LeadreadyError as error:
            self.say(error_notice(_("The key was not put aside"), error))
            return
        self.rounds.close_round()
        self.rounds.keys = None
        self.rounds.make_key()
