"""Choose an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from leadready.language import _, ngettext
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import item_count
from leadready.workflow.group import group_rubric
from leadready.workflow.shelf import read_shelf
from leadready.workflow.spoken import by_title, folder_of, spoken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.assessment.model import Assessment
    from leadready.ui.journey import Journey


class ChoosePage(Page):
    """A card for each installed assessment."""

    name = "assessments"

    def __init__(self, journey: Journey) -> None:
        super().__init__(_("Assessments"), _("Each is private to you. You can stop at any time and go on later."))
        self.help_text = _("Choose an assessment and press Enter. You will read what it is before it begins.")
        shelf = read_shelf(journey.services.packages)
        packages = journey.services.packages
        told = [spoken(one, folder_of(packages, one.id)) for one in shelf.assessments.values()]
        for assessment in by_title(told):
            self.body.addWidget(_card(assessment, _Opener(journey, assessment.id, self)))
        for folder, problems in shelf.broken.items():
            heading = _("“{folder}” cannot be used").format(folder=folder)
            self.body.addWidget(Notice(heading, str(problems.problems[0]), error=True, parent=self))
        if not shelf.assessments and not shelf.broken:
            self.body.addWidget(Notice(_("No assessment is installed"), str(journey.services.packages[0]), parent=self))
        self.body.addStretch(1)
        studio = Button(_("Make or change an assessment"), journey.studio, picture="edit")
        self.set_footer(studio, end=(Button(_("Plans for many people"), journey.plan_run, picture="plans"),))

    def first_focus(self) -> QWidget | None:
        """The first assessment."""
        return next(iter(self.findChildren(Button)), None)


class _Opener(QObject):
    """Opens one assessment."""

    def __init__(self, journey: Journey, assessment_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._journey = journey
        self._assessment_id = assessment_id

    @Slot()
    def open(self) -> None:
        self._journey.before(self._assessment_id)

    @Slot()
    def bring_together(self) -> None:
        self._journey.group(self._assessment_id)


def _card(assessment: Assessment, opener: _Opener) -> Card:
    instrument = assessment.instrument
    card = Card()
    card.column.addWidget(Text(instrument.title, "heading", card))
    card.column.addWidget(Text(instrument.summary, "body", card))
    items = item_count(instrument)
    minutes = ngettext("about {n} minute", "about {n} minutes", instrument.minutes).format(n=instrument.minutes)
    version = _("version {version}").format(version=instrument.version)
    card.column.addWidget(Text(f"{items}, {minutes}, {version}", "muted", card))
    button = Button(_("Read more and start"), opener.open, role="primary", parent=card)
    button.setAccessibleDescription(instrument.title)
    buttons = [button]
    if group_rubric(assessment) is not None:
        buttons.append(Button(_("Answers of a group"), opener.bring_together, parent=card))
        buttons[-1].setAccessibleDescription(instrument.title)
    card.column.addLayout(Flow(*buttons))
    return card
