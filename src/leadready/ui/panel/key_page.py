"""Making a key: a name, then six words that are shown once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.workflow.panel.shelf import make_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds


class KeyPage(RoundsPart):
    """The key is made on this computer and never leaves it."""

    def __init__(self, rounds: Rounds, go_on: Callable[[], object]) -> None:
        super().__init__(
            rounds, _("Make your key"), _("It signs what you write in a round, and opens what is sent to you.")
        )
        self.help_text = _("Your name stands on the card that you give to the lead of a round.")
        self._go_on = go_on
        self._made: tuple[Keys, str] | None = None
        self._card = Card(parent=self)
        self.person = TextLine(rounds.journey.preferences.respondent, self._card)
        self.person.textChanged.connect(self._on_typed)
        self.person.returnPressed.connect(self._on_make)
        self._card.column.addWidget(LabelledField(_("Your name"), self.person, self._card))
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self._make = Button(_("Make my key"), self._on_make, role="primary", picture="add")
        self._backup = Button(_("I have a backup of my key"), rounds.setting_up.backup, role="quiet")
        self._check = Button(_("I have written them down"), self._on_written, role="primary", picture="next")
        self._check.hide()
        self.set_footer(Button(_("Back"), rounds.all), self._backup, end=(self._make, self._check))
        self._on_typed()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.person

    @Slot()
    def _on_typed(self) -> None:
        self._make.setEnabled(bool(self.person.text().strip()))

    @Slot()
    def _on_make(self) -> None:
        if not self._make.isEnabled():
            return
        self._make.setEnabled(False)
        run = partial(make_keys, self.rounds.shelf, self.person.text().strip())
        self.rounds.journey.runner.start(Operation(run, self._on_made, self._on_not_made))

    def _on_made(self, made: tuple[Keys, str]) -> None:
        keys, words = made
        self.rounds.keys = keys
        if not self.is_shown:
            return
        self._made = made
        for gone in (self._card, self._make, self._backup):
            gone.hide()
        self._check.show()
        self.say(Notice(_("Write these six words down now"), words, _("They are shown only this once."), parent=self))
        self._check.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_written(self) -> None:
        if self._made is not None:
            self.rounds.setting_up.words(*self._made, self._go_on)

    def _on_not_made(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._make.setEnabled(True)
            self.say(error_notice(_("No key was made"), error))
