"""Reading a letter before it goes out: its whole text, a sentence of one's own, and the release. All by keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.report.letter import letter_text
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextArea, TextLine
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.letters import release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from leadready.report.letter import LetterDocument
    from leadready.ui.panel.rounds import Rounds

_LEAST_HEIGHT = 360


class LetterPage(PanelPage):
    """One letter of those that nobody has released; Ctrl+Enter releases it and shows the next.

    Attributes:
        text: The letter as it would be read.
        person: Who reads it.
        sentence: What they add.
    """

    def __init__(self, rounds: Rounds, waiting: Sequence[LetterDocument], at: int) -> None:
        self._document = waiting[at]
        self._waiting, self._at, self._count = waiting, at, len(waiting)
        code = self._document.letter.reference
        super().__init__(
            rounds,
            _("The letter of {code}").format(code=code),
            _("Letter {n} of {total} that nobody has released").format(n=at + 1, total=self._count),
        )
        self.help_text = _(
            "Read it as the applicant will. Ctrl+Enter releases it and shows the next; Alt+Right and Alt+Left go on "
            "and back without releasing. A letter whose marks, line or outcome change afterwards is to be read again."
        )
        self._read()
        self._sign()
        self._release = Button(_("Release and read the next"), self.release, role="primary")
        self._back = Button(_("Previous"), self.previous)
        self._back.setEnabled(at > 0)
        self._next = Button(_("Next, without releasing"), self.following)
        self._next.setEnabled(at + 1 < self._count)
        self.set_footer(Button(_("Back"), rounds.office.outputs), self._back, self._next, end=(self._release,))
        for keys, slot in (("Ctrl+Return", self.release), ("Alt+Right", self.following), ("Alt+Left", self.previous)):
            QShortcut(QKeySequence(keys), self, slot)

    def first_focus(self) -> QWidget:
        """Begin with the letter, so that it is read."""
        return self.text

    def _read(self) -> None:
        card = Card(parent=self)
        self.text = LetterText(card)
        self.text.setAccessibleName(_("The letter"))
        self.text.setPlainText(letter_text(self._document))
        card.column.addWidget(self.text)
        self.body.addWidget(card, 1)

    def _sign(self) -> None:
        card = Card(parent=self)
        self.sentence = TextArea("", card)
        self.sentence.textChanged.connect(self._on_sentence)
        more = _("Stands in the letter below the outcome; may be empty.")
        card.column.addWidget(LabelledField(_("A sentence of your own"), self.sentence, card, help_text=more))
        self.person = TextLine(self.panel.me.name, card)
        card.column.addWidget(
            LabelledField(_("Who has read it"), self.person, card, help_text=_("Stands at the end of the letter."))
        )
        card.column.addWidget(
            Text(_("Releasing sends nothing: letters are written into a folder of yours."), "muted", card)
        )
        self.body.addWidget(card)

    @Slot()
    def _on_sentence(self) -> None:
        place = self.text.verticalScrollBar().value()
        self.text.setPlainText(letter_text(replace(self._document, sentence=self.sentence.toPlainText())))
        self.text.verticalScrollBar().setValue(place)

    @Slot()
    def release(self) -> None:
        """Note that the person has read it, and show the next."""
        try:
            release(self.panel, self._document, self.person.text(), self.sentence.toPlainText())
        except LeadreadyError as error:
            self.say(error_notice(_("The letter was not released"), error))
            return
        # A release changes no other letter, so the others need not be drafted anew.
        self.rounds.office.letter([one for one in self._waiting if one is not self._document], self._at)

    @Slot()
    def following(self) -> None:
        """Read the next without releasing this one."""
        if self._at + 1 < self._count:
            self.rounds.office.letter(self._waiting, self._at + 1)

    @Slot()
    def previous(self) -> None:
        """Read the one before."""
        if self._at:
            self.rounds.office.letter(self._waiting, self._at - 1)


class LetterText(QPlainTextEdit):
    """The whole text of a letter, to be read and scrolled through; Tab leaves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Take room enough to read in; the stylesheet's least height, which comes with showing, is for fields."""
        super().showEvent(event)
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))
