"""One goal of the plan, with its actions, open to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.planning.advice import advice
from leadready.planning.plan import Goal, PlannedAction, typed
from leadready.planning.suggestion import Offer, planned
from leadready.ui import theme
from leadready.ui.page import tab_through
from leadready.ui.pages.action_offers import ActionOffers
from leadready.ui.pages.action_row import ActionRow, type_words
from leadready.ui.pages.evidence_line import EvidenceLine
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import Choice, DateField, LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from leadready.planning.account import Account


@dataclass(frozen=True, slots=True)
class Choices:
    """What a goal can be given.

    Attributes:
        others: Lists the actions that a goal could have beside or instead of its own.
        targets: By level, what it can aim at, in words; nothing where it has no level.
    """

    others: Callable[[Goal], Sequence[Offer]]
    targets: Mapping[str, str]


class GoalCard(Card):
    """Signals: edited(number) after any change; removed(number), raised(number): take it out, put it one place up.

    Of the goal itself or of one of its actions, which is then named by its place:
        evidence_wanted(number, action), evidence_kept(number, action): An account is to be added; to be made from it.
        account_opened(number, action, id): An account is to be opened.
    thought_through(number): The person wants to go through it, one thing at a time.
    """

    edited = Signal(int)
    removed = Signal(int)
    raised = Signal(int)
    evidence_wanted = Signal(int, object)
    evidence_kept = Signal(int, object)
    account_opened = Signal(int, object, str)
    thought_through = Signal(int)

    def __init__(
        self,
        number: int,
        goal: Goal,
        *,
        choices: Choices,
        bank: Mapping[str, Account],
        today: date,
        parent: QWidget,
    ) -> None:
        """Show a goal.

        Args:
            number: Which goal of the plan, from 0.
            goal: What it says.
            choices: What it can be given.
            bank: The accounts that the plan names, by id.
            today: The day on which an action is done that is ticked now.
            parent: The page.
        """
        super().__init__("plain", parent, gap=12)
        self._bank = bank
        self._number = number
        self._goal = goal
        self._others = choices.others
        self._today = today
        self._actions: list[ActionRow] = []
        self._offers: ActionOffers | None = None
        self._offered_place = 0
        self._name = _("Goal {n}").format(n=number + 1)
        self._build_aim(choices.targets)
        self._build_actions()
        self._build_rest()
        self._settle_rows()
        self._advise()

    def _build_aim(self, targets: Mapping[str, str]) -> None:
        """What is wanted, and why."""
        goal = self._goal
        self._up = picture_button("up", _("Move up: {line}").format(line=self._name), self._on_raise, self)
        self._up.setVisible(self._number > 0)
        self.column.addLayout(row(Text(self._name, "eyebrow", self), self._up))
        self._think = Button(_("Think it through"), self._on_think, picture="think", parent=self)
        self._think.setAccessibleName(_("Think it through: {goal}").format(goal=goal.title or self._name))
        self._think.setAccessibleDescription(_("Five questions, one at a time."))
        self._title = self._area(_("Goal"), goal.title)
        if goal.because:
            self.column.addWidget(Text(_("Because {reason}.").format(reason=goal.because), "muted", self))
        self._aim(targets)
        self.column.addLayout(Flow(self._think))
        self._matters = self._area(_("Why it matters to patients or the service"), goal.matters)

    def _build_actions(self) -> None:
        self.column.addWidget(Text(_("Actions"), "strong", self))
        self._action_column = QVBoxLayout()
        self._action_column.setSpacing(theme.px(12))
        self.column.addLayout(self._action_column)
        for action in self._goal.actions:
            self._add_row(action)
        self._add = Button(_("Add an action"), self._on_add, picture="add", parent=self)
        self.column.addLayout(row(self._add))

    def _build_rest(self) -> None:
        """How it is known and kept up, and what came of it."""
        goal = self._goal
        self._measure = self._area(_("How I shall know"), goal.measure)
        self._obstacle = self._area(_("What might get in the way"), goal.obstacle)
        self._if_then = self._area(_("If that happens, then I will …"), goal.if_then)
        self._support = self._area(_("Support I need, and from whom"), goal.support, names_people=True)
        self._review = DateField(goal.review_on, self)
        self._review.changed.connect(self._on_changed)
        self._evidence = EvidenceLine(goal.accounts, self._bank, goal.title or self._name, self)
        self._evidence.edited.connect(self._on_changed)
        self._evidence.add_wanted.connect(self._on_evidence)
        self._evidence.opened.connect(self._on_account)
        self._advice = Text("", "muted", self)
        self._remove = Button(_("Remove this goal"), self._on_remove, role="danger", parent=self)
        self.column.addLayout(Flow(LabelledField(_("Review on"), self._review, self), gap=16))
        self.column.addWidget(self._evidence)
        self.column.addWidget(self._advice)
        self.column.addLayout(Flow(self._remove))

    def goal(self) -> Goal:
        """Read the goal as it stands in the fields."""
        return self._goal.model_copy(
            update={
                "title": typed(self._title.toPlainText()),
                "target_level": self._target_level,
                "matters": typed(self._matters.toPlainText()),
                "actions": tuple(one.action() for one in self._actions),
                "measure": typed(self._measure.toPlainText()),
                "obstacle": typed(self._obstacle.toPlainText()),
                "if_then": typed(self._if_then.toPlainText()),
                "support": typed(self._support.toPlainText()),
                "review_on": self._review.value(),
                "accounts": self._evidence.accounts,
            }
        )

    def take_focus(self) -> None:
        """Bring the keyboard to the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def evidence_of(self, action: int | None) -> EvidenceLine | None:
        """Give the evidence of the goal, or of one of its actions; None where there is no such action."""
        if action is None:
            return self._evidence
        return self._actions[action].evidence if action < len(self._actions) else None

    def focus_target(self) -> QWidget:
        """Where the keyboard is when the person comes back from thinking it through."""
        return self._think

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        places = [*(one.controls() for one in self._actions), (self._add,)]
        if self._offers is not None:
            places.insert(self._offered_place + 1, self._offers.controls())
        rows = chain.from_iterable(places)
        texts = (self._measure, self._obstacle, self._if_then, self._support)
        rest = (*texts, self._review, *self._evidence.controls(), self._remove)
        return self._up, self._title, *self._targets, self._think, self._matters, *rows, *rest

    def _aim(self, targets: Mapping[str, str]) -> None:
        """Show the level that the goal aims at, where it has one; until another is chosen, it stays as it is."""
        self._target_level = self._goal.target_level
        self._targets: list[Choice] = []
        if targets:
            self._levels = [None, *targets]
            chosen = self._levels.index(self._target_level) if self._target_level in targets else 0
            choice = Choice([_("No level in mind"), *targets.values()], chosen, self)
            choice.activated.connect(self._on_aimed)
            self._targets = [choice]
            self.column.addWidget(LabelledField(_("Level to aim at"), choice, self))

    @Slot(int)
    def _on_aimed(self, place: int) -> None:
        self._target_level = self._levels[place]
        self._on_changed()

    def _area(self, label: str, text: str, *, names_people: bool = False) -> TextArea:
        area = TextArea(text, self, lines=1)
        area.textChanged.connect(self._on_changed)
        self.column.addWidget(LabelledField(label, area, self))
        if not names_people:  # where it asks for people, a name is no slip
            self.column.addWidget(IdentifyingNote(area, self))
        return area

    def _add_row(self, action: PlannedAction, place: int | None = None) -> ActionRow:
        made = ActionRow(action, self, bank=self._bank, today=self._today)
        made.edited.connect(self._on_changed)
        made.swap_wanted.connect(self._on_swap)
        made.removed.connect(self._on_action_removed)
        made.raised.connect(self._on_action_raised)
        made.evidence_wanted.connect(self._on_action_evidence)
        made.evidence_kept.connect(self._on_action_kept)
        made.account_opened.connect(self._on_action_account)
        place = len(self._actions) if place is None else place
        self._actions.insert(place, made)
        self._action_column.insertWidget(place, made)
        return made

    def _settle_rows(self) -> None:
        """Say which actions can rise, and let Tab go down the card."""
        for place, one in enumerate(self._actions):
            one.set_can_rise(can_rise=place > 0)
        tab_through(self.controls())

    def _advise(self) -> None:
        said = [one.words for one in advice(self.goal())]
        self._advice.setText("\n".join(said))
        self._advice.setVisible(bool(said))

    @Slot()
    def _on_changed(self) -> None:
        self._advise()
        self.edited.emit(self._number)

    @Slot()
    def _on_evidence(self) -> None:
        self.evidence_wanted.emit(self._number, None)

    @Slot(str)
    def _on_account(self, account_id: str) -> None:
        self.account_opened.emit(self._number, None, account_id)

    @Slot(QObject)
    def _on_action_evidence(self, which: QObject) -> None:
        self.evidence_wanted.emit(self._number, self._place(which))

    @Slot(QObject)
    def _on_action_kept(self, which: QObject) -> None:
        self.evidence_kept.emit(self._number, self._place(which))

    @Slot(QObject, str)
    def _on_action_account(self, which: QObject, account_id: str) -> None:
        self.account_opened.emit(self._number, self._place(which), account_id)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._number)

    @Slot()
    def _on_raise(self) -> None:
        self.raised.emit(self._number)

    @Slot()
    def _on_think(self) -> None:
        self.thought_through.emit(self._number)

    @Slot()
    def _on_add(self) -> None:
        self._offer(len(self._actions), own=True)

    @Slot(QObject)
    def _on_swap(self, which: QObject) -> None:
        self._offer(self._place(which), own=False)

    def _offer(self, place: int, *, own: bool) -> None:
        """Show what could stand in a place: of an action that is there, or after the last."""
        self._close_offers()
        offers = ActionOffers(self._others(self.goal()), type_words, self, own=own)
        offers.taken.connect(self._on_taken)
        offers.left.connect(self._on_left)
        self._offers, self._offered_place = offers, place
        self._action_column.insertWidget(min(place + 1, len(self._actions)), offers)
        self._settle_rows()
        offers.take_focus()

    @Slot(object)
    def _on_taken(self, chosen: Offer | None) -> None:
        place = self._offered_place
        self._close_offers()
        if place < len(self._actions):
            self._take_out(place)
        action = planned(chosen, self._today) if chosen is not None else PlannedAction(title="")
        self._rows_changed(self._add_row(action, place))

    @Slot()
    def _on_left(self) -> None:
        """Go back to where the offers were asked for."""
        place = self._offered_place
        self._close_offers()
        self._settle_rows()
        if place < len(self._actions):
            self._actions[place].take_focus()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_offers(self) -> None:
        """Take the offers away: rows keep their places only without them."""
        if self._offers is not None:
            self._action_column.removeWidget(self._offers)
            self._offers.hide()
            self._offers.deleteLater()
            self._offers = None

    @Slot(QObject)
    def _on_action_removed(self, which: QObject) -> None:
        self._close_offers()
        self._take_out(self._place(which))
        self._rows_changed()

    @Slot(QObject)
    def _on_action_raised(self, which: QObject) -> None:
        self._close_offers()
        place = self._place(which)
        risen = self._actions.pop(place)
        self._actions.insert(place - 1, risen)
        self._action_column.insertWidget(place - 1, risen)
        self._rows_changed(risen)

    def _place(self, which: QObject) -> int:
        return next(place for place, one in enumerate(self._actions) if one is which)

    def _rows_changed(self, now: ActionRow | None = None) -> None:
        """Settle what came, went or moved, and bring the keyboard to it."""
        self._settle_rows()
        if now is not None:
            now.take_focus()
        self._on_changed()

    def _take_out(self, place: int) -> None:
        gone = self._actions.pop(place)
        self._action_column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
