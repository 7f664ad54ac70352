"""Six words, shown once; two of them are asked back before anybody relies on them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.key_care import asked_places, confirm_words, wrong_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds


class KeyWordsPage(RoundsPart):
    """The words stand there until the person says that they are written down; then two are typed."""

    def __init__(self, rounds: Rounds, keys: Keys, words: str, go_on: Callable[[], object]) -> None:
        super().__init__(rounds, _("Write these six words down"), keys.name)
        self.help_text = _(
            "Nothing but these words opens your key, and nobody can find them again for you. Keep the paper apart from "
            "this computer."
        )
        self._words = words
        self._go_on = go_on
        self.asked = asked_places(secrets.randbelow(1_000_000))
        self._show_words()
        self._ask_back()
        self.body.addStretch(1)
        self._next = Button(_("I have written them down"), self._on_written, role="primary", picture="next")
        self._again = Button(_("Show them again"), self._on_again)
        self.set_footer(self._again, end=(self._next,))
        self._on_again()

    def first_focus(self) -> QWidget:
        """What says that they are written down."""
        return self._next

    def _show_words(self) -> None:
        self._shown = Card("current", self)
        self._shown.column.addWidget(Text(self._words, "title", self._shown))
        words = _("In this order, with small letters. They are shown only now.")
        self._shown.column.addWidget(Text(words, "muted", self._shown))
        self.body.addWidget(self._shown)

    def _ask_back(self) -> None:
        self._back = Card(parent=self)
        self._back.column.addWidget(Text(_("Type two of them from your paper"), "heading", self._back))
        self.fields = [TextLine("", self._back) for _place in self.asked]
        for place, field in zip(self.asked, self.fields, strict=True):
            label = _("Word {n}").format(n=place)
            self._back.column.addWidget(LabelledField(label, field, self._back))
            field.returnPressed.connect(self._on_written)
        self.body.addWidget(self._back)

    @Slot()
    def _on_again(self) -> None:
        self._show_part(asking=False)
        self._next.setText(_("I have written them down"))
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_written(self) -> None:
        if self._shown.isVisibleTo(self):
            self._show_part(asking=True)
            self._next.setText(_("Go on"))
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wrong = wrong_places(self._words, [(n, one.text()) for n, one in zip(self.asked, self.fields, strict=True)])
        if wrong:
            says = _("Word {n} is another one.").format(n=wrong[0])
            self.say(Notice(says, _("Look at your paper, or have the words shown again."), error=True, parent=self))
            self.fields[self.asked.index(wrong[0])].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        confirm_words(self.rounds.shelf)
        self._go_on()

    def _show_part(self, *, asking: bool) -> None:
        self._shown.setVisible(not asking)
        self._back.setVisible(asking)
        self._again.setVisible(asking)
