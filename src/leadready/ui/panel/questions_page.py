"""Marking, question by question: which are done, and where one left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from leadready.language import _, ngettext
from leadready.panel.calibration import is_calibrated
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.marking import ApplicationMarking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.rubric.model import Criterion
    from leadready.ui.panel.rounds import Rounds


class QuestionsPage(PanelPage):
    """A card for each criterion; the first that is not done is outlined."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Mark the answers"),
            _("One question at a time, across all applications, in an order of your own."),
        )
        self.help_text = _("You may leave at any time: every mark is saved, and you go on where you left off.")
        self.cards: list[QuestionCard] = []
        panel = self.panel
        if panel.me.id in panel.view.left:
            words = _("What you have locked stays. The lead has given the rest to others.")
            self.say(Notice(_("You have left this panel"), words, parent=self))
        elif not is_calibrated(panel.view, panel.me.id):
            self.say(
                Notice(
                    _("The benchmark answers come first"),
                    _("Mark them all, then go on with the applications."),
                    action=(_("Mark them"), rounds.rating.calibrate),
                    parent=self,
                )
            )
        else:
            self._list()
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk())

    def first_focus(self) -> QWidget | None:
        """The question to go on with."""
        current = next((card for card in self.cards if card.kind == "current"), None)
        return current.button if current else super().first_focus()

    def _list(self) -> None:
        for id_, criterion in self.panel.campaign.in_order:
            marking = ApplicationMarking(self.panel, id_)
            if not marking.places:
                break
            is_next = marking.done < len(marking.places) and all(card.is_done for card in self.cards)
            card = QuestionCard(id_, criterion, (marking.done, len(marking.places)), self, is_next=is_next)
            card.chosen.connect(self.rounds.rating.mark)
            self.cards.append(card)
            self.body.addWidget(card)
        if not self.cards:
            words = _("Nothing is here to mark yet")
            more = _("The answers come when the lead has your declarations and has assigned them.")
            self.body.addWidget(Notice(words, more, action=(_("Take in a file"), self.rounds.take_in), parent=self))


class QuestionCard(Card):
    """How far one question is.

    Signals:
        chosen: It is to be marked; with the id of the criterion.
    """

    chosen = Signal(str)

    def __init__(
        self, id_: str, criterion: Criterion, marked: tuple[int, int], parent: QWidget, *, is_next: bool
    ) -> None:
        super().__init__("current" if is_next else "plain", parent, padding=14, gap=4)
        done, total = marked
        self._id = id_
        self.is_done = done == total
        words = ngettext("{done} of {n} answer marked", "{done} of {n} answers marked", total).format(
            done=done, n=total
        )
        says = _("Look again") if self.is_done else _("Go on") if done else _("Begin")
        self.button = Button(says, self._on_open, role="primary" if is_next else "plain", parent=self)
        self.button.setAccessibleName(f"{says}: {criterion.title}")
        self.button.setAccessibleDescription(words)
        self.set_heading(criterion.title, self.button)
        self.column.addWidget(Text(words, "muted", self))
        self.column.addWidget(Bar(done / total, words, self))

    @Slot()
    def _on_open(self) -> None:
        self.chosen.emit(self._id)
