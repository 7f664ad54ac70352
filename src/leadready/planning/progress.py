"""How far a plan has come: what is done, what is next, which goals ask to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadready.planning.plan import DevelopmentPlan, PlannedAction


@dataclass(frozen=True, slots=True)
class Progress:
    """What home shows of a plan.

    Attributes:
        done: How many actions are done.
        total: How many there are; one without a title is not begun and not counted.
        next: The open action with the earliest date, in the plan's order among equals; None when all are done.
        reviews_due: The titles of the goals whose review date has come.
        look_again_on: Where the person said “not now”: the day on which they look again, and nothing else is asked.
    """

    done: int
    total: int
    next: PlannedAction | None
    reviews_due: tuple[str, ...]
    look_again_on: date | None = None


def progress(plan: DevelopmentPlan, today: date) -> Progress:
    """Count what is done, and find what comes next."""
    if plan.is_not_now:
        return Progress(0, 0, None, (), plan.not_now.look_again_on)
    actions = [action for action in plan.actions if action.title.strip()]
    open_ones = [action for action in actions if action.done_on is None]
    due = tuple(goal.title for goal in plan.goals if goal.review_on is not None and goal.review_on <= today)
    following = min(open_ones, key=lambda action: action.by or date.max, default=None)
    return Progress(len(actions) - len(open_ones), len(actions), following, due)
