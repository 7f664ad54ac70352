"""The first step of an application: is this file the one of the advert?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.applying import Applying


class CampaignWordsPage(ApplyPage):
    """The advert's six words are typed; who cannot type them compares them. Nothing goes on before they agree."""

    def __init__(self, applying: Applying) -> None:
        super().__init__(applying, "words", _("Compare six words with the advert"))
        self.help_text = _(
            "The six words change with every change of who can read your application and how it is judged. If they "
            "differ from the advert, somebody may have made this file to read applications that are not for them."
        )
        card = Card(parent=self, gap=12)
        words = _(
            "The advert of this round prints six words. Type them here as they stand in the advert, not from the "
            "message with which this file came."
        )
        card.column.addWidget(Text(words, parent=card))
        self.typed = TextLine("", card)
        self.typed.returnPressed.connect(self.go_on)
        card.column.addWidget(LabelledField(_("Six words of the advert"), self.typed, card))
        self.see = Button(_("Show the file's words instead"), self._on_show, role="quiet", parent=card)
        card.column.addLayout(Flow(self.see))
        self.body.addWidget(card)
        self._compared = self._compare()
        if self.own.kept.is_checked:
            self.body.addWidget(
                Notice(_("You have compared them already"), _("You may go on, or compare them again."), parent=self)
            )
        self.body.addStretch(1)
        self.add_footer()

    def first_focus(self) -> QWidget:
        """The field."""
        return self.typed

    def _compare(self) -> Card:
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(_("The six words of this file"), "heading", card))
        card.column.addWidget(Text(self.own.words, "stem", card))
        card.column.addWidget(Text(_("Hold them beside the advert."), "muted", card))
        group = QButtonGroup(card)
        self.same = Option(_("They are the same, word for word"), parent=card)
        self.other = Option(_("They differ, or I have no advert"), parent=card)
        for option in (self.same, self.other):
            group.addButton(option)
            card.column.addWidget(option)
        card.hide()
        self.body.addWidget(card)
        return card

    @Slot()
    def _on_show(self) -> None:
        self._compared.show()
        self.see.hide()
        self.same.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Go on only where the words agree."""
        typed = self.typed.text()
        if not typed.strip() and self.own.kept.is_checked and not self.other.isChecked():
            super().go_on()
            return
        if not typed.strip() and not self.same.isChecked() and not self.other.isChecked():
            words = _("Type the six words that the advert prints, or let the file's words be shown and compare them.")
            self.say(Notice(_("The words are not compared yet"), words, parent=self))
            return
        try:
            agree = not self.other.isChecked() and self.own.check_words(typed if typed.strip() else self.own.words)
        except LeadreadyError as error:
            self.say(error_notice(_("This could not be kept"), error))
            return
        if agree:
            super().go_on()
        else:
            self._stop()

    def _stop(self) -> None:
        self.say(
            Notice(
                _("Stop: this is not the file of the advert"),
                _(
                    "The words that you have are not the words of this file. If you typed them, look once whether "
                    "they stand here as in the advert."
                ),
                _("If they do, do not apply with this file. Whoever made it could read what you send."),
                _(
                    "Ask the programme what happened, by a telephone number or an address that you know from "
                    "elsewhere, and not by one that came with the file."
                ),
                error=True,
                parent=self,
            )
        )
        self.typed.selectAll()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
