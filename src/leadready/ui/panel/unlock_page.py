"""Opening one's key with its six words."""

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
from leadready.ui.widgets.notice import error_notice
from leadready.workflow.panel.shelf import unlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds


class UnlockPage(RoundsPart):
    """The words are asked for once for each time that leadready is opened."""

    def __init__(self, rounds: Rounds, go_on: Callable[[], object]) -> None:
        super().__init__(rounds, _("Open your key"), _("Type the six words that you wrote down when you made it."))
        self.help_text = _("The words are asked for once after each start. They are never kept on this computer.")
        self._go_on = go_on
        card = Card(parent=self)
        self.words = TextLine("", card)
        self.words.setEchoMode(TextLine.EchoMode.Password)
        self.words.returnPressed.connect(self._on_open)
        card.column.addWidget(LabelledField(_("Six words"), self.words, card))
        self.seen = Button(_("Show what I type"), self._on_show, role="quiet", parent=card)
        card.column.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._open = Button(_("Open"), self._on_open, role="primary", picture="lock")
        lost = Button(_("My words are lost"), rounds.setting_up.lost, role="quiet")
        self.set_footer(Button(_("Back"), rounds.all), lost, end=(self._open,))

    def first_focus(self) -> QWidget:
        """The words."""
        return self.words

    @Slot()
    def _on_show(self) -> None:
        hidden = self.words.echoMode() == TextLine.EchoMode.Password
        self.words.setEchoMode(TextLine.EchoMode.Normal if hidden else TextLine.EchoMode.Password)
        self.seen.setText(_("Hide what I type") if hidden else _("Show what I type"))
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        self._open.setEnabled(False)
        self.say(None)
        run = partial(unlock, self.rounds.shelf, self.words.text())
        self.rounds.journey.runner.start(Operation(run, self._on_opened, self._on_not_opened))

    def _on_opened(self, keys: Keys) -> None:
        if self.is_shown:
            self.rounds.keys = keys
            self._go_on()

    def _on_not_opened(self, error: LeadreadyError) -> None:
        if not self.is_shown:
            return
        self._open.setEnabled(True)
        self.say(error_notice(_("Your key was not opened"), error))
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
