"""History: every sitting and plan; open, export, delete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.question import is_sure
from leadready.ui.widgets.text import Text
from leadready.ui.words import day, moment
from leadready.workflow.export import export_answers
from leadready.workflow.sitting import Sitting
from leadready.workflow.spoken import spoken_title
from leadready.workflow.versions import PresentVersions

if TYPE_CHECKING:
    from leadready.store.administrations import Summary
    from leadready.ui.journey import Journey

_AT_ONCE = 30


class HistoryPage(Page):
    """The newest sittings first."""

    name = "history"

    def __init__(self, journey: Journey, shown: int = _AT_ONCE) -> None:
        super().__init__(
            _("Plans and history"), _("Every sitting is kept as it was, with the assessment it was taken with.")
        )
        self.help_text = _("Open the profile or plan of a sitting, or delete it with everything that belongs to it.")
        self._journey = journey
        self._shown = shown
        summaries = journey.services.store.administrations.summaries(shown + 1)
        self._notices = NoticePlace(self.body, 1)
        versions = PresentVersions(journey.services)
        for summary in summaries[:shown]:
            card = SittingCard(journey, summary, versions, self)
            card.save_wanted.connect(self._on_save_wanted)
            self.body.addWidget(card)
        if len(summaries) > shown:
            self.body.addLayout(row(Button(_("Show more"), self._on_more, parent=self)))
        if not summaries:
            text = _("Your sittings and plans will stand here, the newest first.")
            start = (_("Choose an assessment"), journey.choose)
            self.body.addWidget(Notice(_("Nothing here yet"), text, action=start, parent=self))
        self.body.addStretch(1)

    @Slot()
    def _on_more(self) -> None:
        self._journey.window.show_page(HistoryPage(self._journey, self._shown + _AT_ONCE))

    @Slot(str)
    def _on_save_wanted(self, sitting_id: str) -> None:
        folder = self._journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / (_("My answers") + ".json")
        kinds = _("Answers (*.json)")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save my answers"), str(suggested), kinds)
        if chosen:
            self.save_answers(sitting_id, Path(chosen))

    def save_answers(self, sitting_id: str, target: Path) -> None:
        """Write the answers of a sitting as a file to hand in, and say what it holds."""
        try:
            export_answers(Sitting(self._journey.services, sitting_id), target)
        except LeadreadyError as error:
            notice = error_notice(_("Your answers were not saved as a file"), error)
        else:
            said = _("It holds every answer of this sitting, and no name. Hand it only to whom you trust with them.")
            notice = Notice(_("Your answers are saved as a file"), str(target), said, parent=self)
        self._notices.say(notice)


class SittingCard(Card):
    """One sitting and what can be done with it.

    Signals:
        save_wanted: Its answers are to be saved as a file; with its id.
    """

    save_wanted = Signal(str)

    def __init__(self, journey: Journey, summary: Summary, versions: PresentVersions, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=6)
        self._journey = journey
        self._id = summary.administration.id
        title = spoken_title(summary.administration, journey.services.packages)
        self.column.addWidget(Text(title, "heading", self))
        self.column.addWidget(Text(_sitting_words(summary), "muted", self))
        if summary.plan_kept_at is not None:
            kept = moment(summary.plan_kept_at, journey.services.clock())
            self.column.addWidget(Text(_("Plan last changed {when}").format(when=kept), "muted", self))
        self.column.addSpacing(6)
        self.column.addLayout(Flow(*self._buttons(summary, versions), gap=8))

    def _buttons(self, summary: Summary, versions: PresentVersions) -> list[Button]:
        if summary.is_complete:
            plan = _("Open plan") if summary.plan_kept_at else _("Make a plan")
            buttons = [
                Button(_("Profile"), self._on_profile, parent=self),
                Button(plan, self._on_plan, parent=self),
                Button(_("Export plan"), self._on_export, parent=self),
                Button(_("Answers"), self._on_check, parent=self),
                Button(_("Save my answers"), self._on_save, parent=self),
            ]
            if versions.of(summary.administration) is not None:
                buttons.append(Button(_("Compare with the present version"), self._on_versions, parent=self))
        else:
            buttons = [
                Button(_("Continue"), self._on_continue, parent=self),
                Button(_("Check answers so far"), self._on_check, parent=self),
            ]
        delete = Button(_("Delete"), self._on_delete, role="danger", parent=self)
        for button in (*buttons, delete):
            button.setAccessibleDescription(_sitting_words(summary))
        return [*buttons, delete]

    @Slot()
    def _on_profile(self) -> None:
        self._journey.profile(self._id)

    @Slot()
    def _on_versions(self) -> None:
        self._journey.versions(self._id)

    @Slot()
    def _on_plan(self) -> None:
        self._journey.plan(self._id)

    @Slot()
    def _on_export(self) -> None:
        self._journey.export(self._id)

    @Slot()
    def _on_check(self) -> None:
        self._journey.check(self._id)

    @Slot()
    def _on_save(self) -> None:
        self.save_wanted.emit(self._id)

    @Slot()
    def _on_continue(self) -> None:
        self._journey.answer(self._id)

    @Slot()
    def _on_delete(self) -> None:
        if confirmed(
            self,
            _("Delete this sitting?"),
            _("Its answers, profile and plan are deleted from this computer. This cannot be undone."),
        ):
            self._journey.delete(self._id)


def confirmed(parent: QWidget, question: str, consequence: str) -> bool:
    """Ask before something that cannot be undone; the safe answer is the default."""
    return is_sure(parent, question, consequence, do=_("Delete"), leave=_("Keep"))


def _sitting_words(summary: Summary) -> str:
    administration = summary.administration
    answered = _("{n} of {total} answered").format(n=summary.answered, total=administration.items)
    if administration.completed_at is not None:
        when = day(administration.completed_at.astimezone().date())
        return _("Finished on {day}, {answered}").format(day=when, answered=answered)
    when = day(administration.started_at.astimezone().date())
    return _("Begun on {day}, {answered}").format(day=when, answered=answered)
