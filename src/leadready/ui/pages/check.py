"""Check your answers: by section, in words, with what is open marked, and one jump to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.scoring.responses import Absence, answer_words
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.instrument.model import Item
    from leadready.ui.journey import Journey
    from leadready.workflow.answering import SectionProgress
    from leadready.workflow.sitting import Sitting


class CheckPage(Page):
    """Everything that was answered, before the profile is made."""

    name = "assessments"

    def __init__(self, journey: Journey, sitting: Sitting) -> None:
        super().__init__(_("Check your answers"), sitting.assessment.instrument.title)
        self.help_text = _("Change opens the item. Afterwards you come back here by going on to the end, or from home.")
        self._journey = journey
        self._sitting = sitting
        open_items = sitting.unanswered()
        if open_items:
            count = ngettext("{n} item is not answered", "{n} items are not answered", len(open_items))
            self._jump = _Jump(journey, sitting, open_items[0], self)
            self.body.addWidget(
                Notice(
                    count.format(n=len(open_items)),
                    _("You may leave them. A score for which too few items are answered says “not scored”."),
                    action=(_("Go to the first"), self._jump.go),
                    parent=self,
                )
            )
        for progress in sitting.progress():
            self.body.addWidget(self._section(progress))
        self.body.addStretch(1)
        done = sitting.administration.completed_at is not None
        finish = Button(
            _("See my profile") if done else _("Finish and see my profile"), self._on_finish, role="primary"
        )
        self.set_footer(Button(_("Save and leave"), journey.home), end=(finish,))

    def _section(self, progress: SectionProgress) -> Card:
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(progress.section.title, "heading", card))
        counted = _("{n} of {total} answered").format(n=progress.answered, total=progress.total)
        optional = _("optional") if progress.section.optional else ""
        card.column.addWidget(Text(", ".join(filter(None, (counted, optional))), "muted", card))
        for item in (one for one in self._sitting.items if one.section_id == progress.section.id):
            card.column.addLayout(self._line(card, item))
        return card

    def _line(self, card: QWidget, item: Item) -> SideBySide:
        answer = self._sitting.answers.get(item.id, Absence.NOT_SEEN)
        words = answer_words(self._sitting.assessment.instrument, item.id, answer)
        role = "muted" if item.optional else "warm"
        button = Button(_("Change"), _Jump(self._journey, self._sitting, item, self).go, role="quiet", parent=card)
        button.setAccessibleName(_("Change: {stem}").format(stem=item.stem))
        said = Text(words, "strong" if self._sitting.is_answered(item.id) else role, card)
        return SideBySide((Text(item.stem, parent=card), 3), (said, 2), (button, 0))

    @Slot()
    def _on_finish(self) -> None:
        try:
            if self._sitting.administration.completed_at is None:
                self._sitting.complete()
        except LeadreadyError as error:
            self.body.insertWidget(1, error_notice(_("The sitting could not be finished"), error))
        else:
            self._journey.profile(self._sitting.id)


class _Jump(QObject):
    """Goes to one item."""

    def __init__(self, journey: Journey, sitting: Sitting, item: Item, parent: QObject) -> None:
        super().__init__(parent)
        self._journey = journey
        self._sitting_id = sitting.id
        self._item = item

    @Slot()
    def go(self) -> None:
        self._journey.answer(self._sitting_id, self._item.page, self._item.id)
