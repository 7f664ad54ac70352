"""The development plan: goals, actions and dates, as the person keeps and edits them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.instrument.definition import Definition, Id
from leadready.planning.actions import ActionType, Evidence

DOCUMENT_FORMAT = "leadready/plan-document/1"
"""What the data in a plan's document says of its form: a plan, and the answers that it rests on."""
MOST_GOALS = 4
LONGEST = 20_000

Free: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST)]
"""Whatever a person types, also nothing, also very much."""

AccountId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""What an account of the evidence bank is known by."""


def typed(text: str) -> str:
    """Make what came from a keyboard or clipboard fit for keeping: whole characters, and not endless."""
    return text.encode("utf-8", "replace").decode()[:LONGEST]


class PlannedAction(Definition):
    """One action of a goal. `action_id` is None for the person's own.

    Attributes:
        because: Why it was suggested, to follow the word “because”; empty for the person's own.
        done_on: The day on which the person marked it done; None while it is open.
        reflection: What came of it, in the person's words.
        accounts: The accounts of the evidence bank that belong to it.
    """

    action_id: str | None = None
    title: Free
    because: Free = ""
    type: ActionType = ActionType.EXPERIENCE
    steps: tuple[Free, ...] = ()
    effort_hours: Annotated[int, Field(ge=0, le=2000)] = 0
    by: date | None = None
    support: Free = ""
    evidence: Evidence | None = None
    done_on: date | None = None
    reflection: Free = ""
    accounts: tuple[AccountId, ...] = ()


class Goal(Definition):
    """One goal: what, why, how, and what to do when it gets hard. `scale_id` is None for the person's own.

    Attributes:
        target_level: The level of its scale to reach, or to hold; None where the person has none in mind.
        builds_on_strength: Whether it starts from what the person does well, not from what is missing.
        accounts: The accounts of the evidence bank that belong to the goal as a whole.
    """

    scale_id: str | None = None
    target_level: Id | None = None
    builds_on_strength: bool = False
    title: Free
    because: Free = ""
    matters: Free = ""
    actions: tuple[PlannedAction, ...] = ()
    measure: Free = ""
    obstacle: Free = ""
    if_then: Free = ""
    support: Free = ""
    review_on: date | None = None
    accounts: tuple[AccountId, ...] = ()

    @property
    def effort_hours(self) -> int:
        """Hours of all its actions together."""
        return sum(action.effort_hours for action in self.actions)

    @property
    def all_accounts(self) -> tuple[str, ...]:
        """The accounts of the goal as a whole, then those of its actions, each once."""
        of_actions = (account for action in self.actions for account in action.accounts)
        return tuple(dict.fromkeys((*self.accounts, *of_actions)))

    @property
    def without_reasons(self) -> Goal:
        """The goal without what follows from answers: why it and its actions were suggested, and the level it aims at.

        What the person wrote stays as it is.
        """
        actions = tuple(action.model_copy(update={"because": ""}) for action in self.actions)
        told = {"because": "", "target_level": None, "builds_on_strength": False, "actions": actions}
        return self.model_copy(update=told)


class NotNow(Definition):
    """A plan that keeps the door open, for somebody who does not want to lead at present; it asks for no goal.

    Attributes:
        change: What would have to change.
        keep: What the person goes on doing.
        taster: Something small that commits to nothing, if it is wanted.
        look_again_on: When to look at it again.
    """

    change: Free = ""
    keep: Free = ""
    taster: PlannedAction | None = None
    look_again_on: date | None = None


class DevelopmentPlan(Definition):
    """A person's plan after one administration.

    Attributes:
        choice: Whether the person makes a plan with goals now, or keeps the door open. What was written for the other
            stays in the plan, and is not shown.
    """

    format: Literal["leadready/plan/1"] = "leadready/plan/1"
    created_on: date
    hours_a_month: int | None = None
    goals: Annotated[tuple[Goal, ...], Field(max_length=MOST_GOALS)] = ()
    choice: Literal["goals", "not-now"] = "goals"
    not_now: NotNow = NotNow()

    @property
    def is_not_now(self) -> bool:
        """Whether the person chose not to make a plan with goals now."""
        return self.choice == "not-now"

    @property
    def as_chosen(self) -> DevelopmentPlan:
        """The plan without what is set aside, as others get it."""
        return self.model_copy(update={"goals": ()} if self.is_not_now else {"not_now": NotNow()})

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """The actions of all goals, in order."""
        return tuple(action for goal in self.goals for action in goal.actions)

    @property
    def effort_hours(self) -> int:
        """Hours of all goals together."""
        return sum(goal.effort_hours for goal in self.goals)

    def with_goal(self, number: int, goal: Goal) -> DevelopmentPlan:
        """Put a goal in the place of another."""
        goals = (*self.goals[:number], goal, *self.goals[number + 1 :])
        return self.model_copy(update={"goals": goals})

    def with_goal_raised(self, number: int) -> DevelopmentPlan:
        """Put a goal before the one before it; the first stays first."""
        goals = list(self.goals)
        if number:
            goals[number - 1 : number + 1] = goals[number], goals[number - 1]
        return self.model_copy(update={"goals": tuple(goals)})

    def with_new_goal(self, goal: Goal) -> DevelopmentPlan:
        """Add a goal at the end; raises ValueError when there are four already."""
        if len(self.goals) >= MOST_GOALS:
            raise ValueError(MOST_GOALS)
        return self.model_copy(update={"goals": (*self.goals, goal)})

    def without_goal(self, number: int) -> DevelopmentPlan:
        """Take a goal out."""
        return self.model_copy(update={"goals": self.goals[:number] + self.goals[number + 1 :]})

    @property
    def accounts(self) -> tuple[str, ...]:
        """All accounts that belong to a goal or an action of it, each once, in the order of the goals."""
        return tuple(dict.fromkeys(account for goal in self.goals for account in goal.all_accounts))

    def without_account(self, account_id: str) -> DevelopmentPlan:
        """Take an account out wherever it is."""
        return self.model_copy(update={"goals": tuple(_without(goal, account_id) for goal in self.goals)})


def _without(goal: Goal, account_id: str) -> Goal:
    actions = tuple(
        action.model_copy(update={"accounts": _left(action.accounts, account_id)}) for action in goal.actions
    )
    return goal.model_copy(update={"actions": actions, "accounts": _left(goal.accounts, account_id)})


def _left(accounts: tuple[str, ...], account_id: str) -> tuple[str, ...]:
    return tuple(one for one in accounts if one != account_id)
