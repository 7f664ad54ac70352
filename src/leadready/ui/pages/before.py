"""Before starting: what it is, how long it takes, what it is not, which rubric, privacy, and consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup

from leadready.cautions import cautions, status
from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Tick
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.ui.words import item_count
from leadready.workflow.sitting import begin, rubrics_on_offer
from leadready.workflow.spoken import folder_of, other_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.assessment.model import Assessment
    from leadready.ui.journey import Journey


class BeforePage(Page):
    """Nothing is kept until the person says yes."""

    name = "assessments"

    def __init__(self, journey: Journey, assessment: Assessment) -> None:
        instrument = assessment.instrument
        super().__init__(instrument.title, instrument.summary)
        self.help_text = _("Space ticks the box, then Enter on Start begins.")
        self._journey = journey
        self._assessment = assessment
        self._about()
        self.add_card(_("What this is not"), *cautions())
        self.add_card(
            _("Privacy"),
            _(
                "Your answers are kept in one file on this computer and go nowhere. You decide whether anyone "
                "sees your profile or plan."
            ),
            _("You can delete a sitting at any time, with everything that belongs to it."),
        )
        self._rubrics = rubrics_on_offer(assessment)
        self._choices = QButtonGroup(self)
        if len(self._rubrics) > 1:
            self._choose()
        self._consent = Tick(_("I have read this and want to begin"), self)
        self._consent.toggled.connect(self._on_consent)
        self.body.addWidget(self._consent)
        if not self._rubrics:
            self._refuse()
        self.body.addStretch(1)
        self._start = Button(_("Start"), self._on_start, role="primary", picture="next")
        self._start.setEnabled(False)
        turned = self.layoutDirection() == Qt.LayoutDirection.LeftToRight  # the arrow stands behind the word
        self._start.setLayoutDirection(Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight)
        self._back = Button(_("Back"), journey.choose)
        self.set_footer(self._back, end=(self._start,))

    def first_focus(self) -> QWidget:
        """Begin with consent, which is below everything that must be read."""
        return self._consent if self._rubrics else self._back

    def _about(self) -> None:
        instrument = self._assessment.instrument
        takes = ngettext("It takes about {n} minute.", "It takes about {n} minutes.", instrument.minutes)
        self.add_card(
            _("What this is"),
            status(),
            _("There are {items} in short screens. {takes}").format(
                items=item_count(instrument), takes=takes.format(n=instrument.minutes)
            ),
            _("Each answer is saved before the next item shows, so you can stop anywhere and go on later."),
            instrument.notice or "",
            other_language(self._assessment, folder_of(self._journey.services.packages, self._assessment.id)),
        )

    def _choose(self) -> None:
        """Offer the rubrics, the first one chosen."""
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(_("How your answers are read"), "heading", card))
        card.column.addWidget(
            Text(_("The items are the same. Choose what your answers are to be read for."), "muted", card)
        )
        for number, rubric in enumerate(self._rubrics):
            option = Option(rubric.title, more=rubric.purpose, parent=card)
            option.setAccessibleName(rubric.title)
            option.setAccessibleDescription(rubric.purpose)
            self._choices.addButton(option, number)
            card.column.addWidget(option)
        self._choices.button(0).setChecked(True)
        card.setAccessibleName(_("How your answers are read"))
        self.body.addWidget(card)

    def _refuse(self) -> None:
        """Say that nothing can be begun here."""
        self._consent.hide()
        why = _("It has no rubric for your own development. Its answers are read in a panel or a follow-up only.")
        self.body.addWidget(Notice(_("You cannot begin this assessment by yourself"), why, parent=self))

    @Slot(bool)
    def _on_consent(self, given: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._start.setEnabled(given)

    @Slot()
    def _on_start(self) -> None:
        try:
            chosen = self._rubrics[max(self._choices.checkedId(), 0)]
            sitting = begin(self._journey.services, self._assessment, chosen.id)
        except LeadreadyError as error:
            self.body.insertWidget(1, error_notice(_("The sitting could not be begun"), error))
        else:
            self._journey.turn(sitting, 0)
