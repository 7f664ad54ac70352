"""The plan: goals, actions, dates. Everything that is typed is kept by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.planning.aims import aims
from leadready.planning.dialogue import Step
from leadready.planning.not_now import chosen, goals_chosen
from leadready.planning.opening import not_now_opening
from leadready.planning.plan import MOST_GOALS, Goal
from leadready.planning.suggestion import alternatives
from leadready.ui.announcing import announce
from leadready.ui.autosave import Autosave
from leadready.ui.page import Page, tab_through
from leadready.ui.pages.goal_card import Choices, GoalCard
from leadready.ui.pages.not_now_card import NotNowCard
from leadready.ui.pages.plan_opening import ChoiceCard, OpeningCard
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import PlanPlace, add_evidence, linked_accounts
from leadready.workflow.plans import MONTHS, done_before, keep_plan, open_plan, situation

if TYPE_CHECKING:
    from datetime import date, datetime

    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting


class PlanPage(Page):
    """The person's own plan; the first version of it is suggested."""

    name = "history"

    def __init__(
        self, journey: Journey, sitting: Sitting, at: PlanPlace | None = None, *, goal: int | None = None
    ) -> None:
        """Show the plan; with the keyboard at the evidence of a place or at a goal, counted from 0, if named."""
        super().__init__(
            _("Your development plan"),
            _("Suggested from your profile; change whatever you like. Everything is saved as you go."),
        )
        self.help_text = _(
            "Edit any text. Swap offers other actions for the same goal; Delete in a date field opens the date again."
        )
        self._journey = journey
        self._sitting = sitting
        self._at = at
        self._reading = sitting.reading()
        self.plan = open_plan(journey.services, sitting)
        self._situation = situation(self._reading, done_before(journey.services, sitting))
        self._autosave = Autosave(self, self._keep)
        self._goal = goal
        self._cards: list[GoalCard] = []
        self._opening = OpeningCard(self._opening_words(), self)
        self.body.addWidget(self._opening)
        if self._reading.rulings.offers_not_now or self.plan.is_not_now:
            choice = ChoiceCard(self.plan.choice, self)
            choice.chosen.connect(self._on_chosen)
            self.body.addWidget(choice)
        self._cover()
        tasters = self._reading.assessment.actions.tasters
        self._not_now = NotNowCard(self.plan.not_now, tasters, self._today, self)
        self._not_now.edited.connect(self._on_not_now)
        self.body.addWidget(self._not_now)
        self._build_footer()
        self._end = QWidget(self)
        self.body.addWidget(self._end)
        self._show_goals()
        self.body.addLayout(row(self._add_goal))
        self.body.addStretch(1)
        self._show_choice()

    def first_focus(self) -> QWidget | None:
        """The goal at which it was opened, or the evidence of the goal or action."""
        if self._goal is not None and self._goal < len(self._cards):
            card = self._cards[self._goal]
            QTimer.singleShot(0, card, partial(self._journey.window.reveal, card))  # once the page has been laid out
            return card.focus_target()
        return (self._at and self._evidence_at(self._at.goal, self._at.action)) or super().first_focus()

    def _evidence_at(self, number: int, action: int | None) -> QWidget | None:
        """Find where the keyboard goes at the evidence of a goal or an action, and bring it into view."""
        line = self._cards[number].evidence_of(action) if number < len(self._cards) else None
        if line is None:
            return None
        # What was just shown has its place only once the page has been laid out.
        QTimer.singleShot(0, line, partial(self._journey.window.reveal, line))
        return line.focus_target()

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        self._autosave.now()
        self._keep_cover()

    @property
    def is_held(self) -> bool:
        """Whether the last change could not be kept."""
        return self._autosave.is_held

    def _cover(self) -> None:
        card = Card(parent=self)
        card.column.addWidget(Text(_("On the cover"), "heading", card))
        preferences = self._journey.preferences
        self._name = TextLine(preferences.respondent, card)
        self._role = TextLine(preferences.role, card)
        card.column.addWidget(LabelledField(_("Name"), self._name, card))
        card.column.addWidget(LabelledField(_("Role"), self._role, card))
        self.body.addWidget(card)

    def _keep_cover(self) -> None:
        preferences = self._journey.preferences
        preferences.respondent, preferences.role = self._name.text().strip(), self._role.text().strip()

    def _build_footer(self) -> None:
        self._hours = Text("", "muted")
        document = Button(_("See the document"), self._on_document, role="primary", picture="next")
        self._add_goal = Button(_("Add a goal of my own"), self._on_add_goal, picture="add", parent=self)
        profile = Button(_("Profile"), self._on_profile)
        self.set_footer(profile, self._hours, end=(self._autosave.said, document))

    def _show_goals(self) -> None:
        for card in self._cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        place = self.body.indexOf(self._end)
        self._cards = []
        bank = linked_accounts(self._journey.services, self.plan)
        for number, goal in enumerate(self.plan.goals):
            library, today = self._reading.assessment.actions, self._today
            others = partial(alternatives, library, findings=self._reading.findings, situation=self._situation)
            targets = aims(self._reading.rubric, self._reading.profile, goal.scale_id)
            choices = Choices(others, targets)
            card = GoalCard(number, goal, choices=choices, bank=bank, today=today, parent=self)
            card.edited.connect(self._on_edited)
            card.removed.connect(self._on_removed)
            card.raised.connect(self._on_raised)
            card.evidence_wanted.connect(self._on_evidence_wanted)
            card.evidence_kept.connect(self._on_evidence_kept)
            card.account_opened.connect(self._on_account_opened)
            card.thought_through.connect(self._on_thought_through)
            self.body.insertWidget(place + number, card)
            self._cards.append(card)
        tab_through([*(control for card in self._cards for control in card.controls()), self._add_goal])
        self._add_goal.setEnabled(len(self.plan.goals) < MOST_GOALS)
        self._show_hours()

    @property
    def _today(self) -> date:
        return self._journey.services.clock().date()

    def _opening_words(self) -> str:
        return not_now_opening() if self.plan.is_not_now else self._reading.opening

    def _show_choice(self) -> None:
        """Show the goals or the short plan; what was written for the other stays as it is, out of sight."""
        not_now = self.plan.is_not_now
        self._opening.say(self._opening_words())
        self._not_now.setVisible(not_now)
        for widget in (*self._cards, self._add_goal):
            widget.setVisible(not not_now)
        self._show_hours()

    @Slot(str)
    def _on_chosen(self, choice: str) -> None:
        if choice == "not-now":
            self.plan = chosen(self.plan, self._today)
            self._not_now.show_plan(self.plan.not_now)
        else:
            self.plan = goals_chosen(self.plan)
        self._autosave.at_once()
        self._show_choice()

    @Slot()
    def _on_not_now(self) -> None:
        self.plan = self.plan.model_copy(update={"not_now": self._not_now.not_now()})
        self._autosave.soon()

    def _show_hours(self) -> None:
        hours = self.plan.effort_hours
        words = ngettext("{n} hour planned", "{n} hours planned", hours)
        budget = None if self.plan.hours_a_month is None else self.plan.hours_a_month * MONTHS
        over = budget is not None and hours > budget
        if over:
            words = _("{n} hours planned, more than your {budget} in three months")
        elif budget is not None:
            words = _("{n} of your {budget} hours in three months planned")
        self._hours.setText("" if self.plan.is_not_now else words.format(n=hours, budget=budget))
        self._hours.set_role("warm" if over else "muted")

    @Slot(int)
    def _on_edited(self, number: int) -> None:
        self.plan = self.plan.with_goal(number, self._cards[number].goal())
        self._autosave.soon()
        self._show_hours()

    @Slot(int)
    def _on_removed(self, number: int) -> None:
        self.plan = self.plan.without_goal(number)
        self._autosave.at_once()
        self._show_goals()

    @Slot(int)
    def _on_raised(self, number: int) -> None:
        self.plan = self.plan.with_goal_raised(number)
        self._autosave.at_once()
        self._show_goals()
        self._cards[number - 1].take_focus()

    @Slot(int, object)
    def _on_evidence_wanted(self, number: int, action: int | None) -> None:
        self._journey.choose_evidence(PlanPlace(self._sitting.id, number, action))

    @Slot(int, object)
    def _on_evidence_kept(self, number: int, action: int | None) -> None:
        """Make an account of what the plan knows, and show it here."""
        self._autosave.now()
        if self.is_held:
            return
        try:
            account = add_evidence(self._journey.services, PlanPlace(self._sitting.id, number, action))
        except LeadreadyError as error:
            self._autosave.say(error_notice(_("This was not kept as evidence"), error))
            return
        self.plan = open_plan(self._journey.services, self._sitting)
        self._show_goals()
        target = self._evidence_at(number, action)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._autosave.said.setText(_("Kept as evidence"))
        announce(self, _("Kept as evidence: {title}").format(title=account.title))

    @Slot(int, object, str)
    def _on_account_opened(self, number: int, action: int | None, account_id: str) -> None:
        self._journey.account(account_id, PlanPlace(self._sitting.id, number, action))

    @Slot()
    def _on_add_goal(self) -> None:
        self.plan = self.plan.with_new_goal(Goal(title=""))
        self._autosave.at_once()
        self._show_goals()
        self._on_thought_through(len(self.plan.goals) - 1)

    @Slot(int)
    def _on_thought_through(self, number: int) -> None:
        self._journey.think(self._sitting.id, number, Step.WISH)

    def _keep(self) -> datetime:
        return keep_plan(self._journey.services, self._sitting.id, self.plan)

    @Slot()
    def _on_profile(self) -> None:
        self._journey.profile(self._sitting.id)

    @Slot()
    def _on_document(self) -> None:
        self._journey.document(self._sitting.id)
