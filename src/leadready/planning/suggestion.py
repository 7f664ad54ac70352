"""Suggest a plan: at most three goals from the priorities, each with actions that suit its level.

Deterministic; the person decides.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.planning.actions import Action, ActionLibrary, ActionType
from leadready.planning.findings import Finding, Findings, reason_for_priority
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.rubric.model import Pattern

ACTIONS_A_GOAL = 2
MONTHS = 3
"""The stated hours a month are taken for three months, the time to a first review."""


def suggest(
    library: ActionLibrary,
    findings: Findings,
    *,
    today: date,
    hours_a_month: int | None,
    patterns: Sequence[Pattern] = (),
) -> DevelopmentPlan:
    """Suggest goals for the priorities.

    Where an action that is chosen answers one of the `patterns` that fit the person, the reason names it.

    Each goal begins with an experience action; a second one follows while the stated hours last; at most one action
    of the whole plan is education. Where the hours are not stated, they do not limit. An action that needs others first
    is taken only after all of them.
    """
    budget = None if hours_a_month is None else hours_a_month * MONTHS
    goals: list[Goal] = []
    for finding in findings.priorities:
        taken = [action for goal in goals for action in goal.actions]
        spent = sum(action.effort_hours for action in taken)
        left = None if budget is None else budget - spent
        course = any(action.type is ActionType.EDUCATION for action in taken)
        before = {action.action_id for action in taken if action.action_id}
        suited = library.suiting(finding.scale_id, finding.level)
        actions = _choose(suited, left, before, course_taken=course)
        goals.append(_goal(library, finding, actions, today, patterns))
    return DevelopmentPlan(created_on=today, hours_a_month=hours_a_month, goals=tuple(goals))


def planned(action: Action, today: date) -> PlannedAction:
    """Take an action of the library into a plan, with a date."""
    return PlannedAction(
        action_id=action.id,
        title=action.title,
        type=action.type,
        steps=action.steps,
        effort_hours=action.effort_hours,
        by=today + timedelta(weeks=action.elapsed_weeks),
        support=action.support_from,
        evidence=action.evidence,
    )


def alternatives(
    library: ActionLibrary, goal: Goal, level: str | None, patterns: Sequence[Pattern] = ()
) -> tuple[Action, ...]:
    """List the library's other actions for a goal.

    First those that answer a pattern that fits the person, then those for the goal's level, then those for other levels
    of its scale.
    """
    if goal.scale_id is None:
        return ()
    used = {action.action_id for action in goal.actions}
    suited = [one for one in library.actions if goal.scale_id in one.targets and one.id not in used]
    fitting = {pattern.id for pattern in patterns}

    def rank(one: Action) -> tuple[bool, bool]:
        return fitting.isdisjoint(one.profiles), level not in one.targets[goal.scale_id or ""]

    return tuple(sorted(suited, key=rank))


def _choose(suited: Sequence[Action], hours: int | None, before: set[str], *, course_taken: bool) -> list[Action]:
    """Take the first experience, then the first of another type, as far as hours and the limit of one course allow.

    `before` are the actions that the plan has already; what needs another one first waits for it.
    """
    chosen: list[Action] = []
    for action in sorted(suited, key=lambda one: one.type is not ActionType.EXPERIENCE):
        spent = sum(one.effort_hours for one in chosen)
        fits = hours is None or spent + action.effort_hours <= hours
        repeats = any(one.type is action.type for one in chosen)
        another_course = course_taken and action.type is ActionType.EDUCATION
        ready = before.union(one.id for one in chosen).issuperset(action.prerequisites)
        if fits and ready and not repeats and not another_course:
            chosen.append(action)
        if len(chosen) == ACTIONS_A_GOAL:
            break
    # A goal without a single action is no goal: the shortest one stands in, whatever the hours, rather than a course.
    ready_ones = [one for one in suited if before.issuperset(one.prerequisites)]
    return chosen or sorted(ready_ones, key=lambda one: (one.type is ActionType.EDUCATION, one.effort_hours))[:1]


def _goal(
    library: ActionLibrary, finding: Finding, actions: Sequence[Action], today: date, patterns: Sequence[Pattern]
) -> Goal:
    template = library.goals.get(finding.scale_id)
    weeks = max((action.review_after_weeks for action in actions), default=12)
    return Goal(
        scale_id=finding.scale_id,
        title=template.title if template else finding.title,
        because=_reason(finding, actions, patterns),
        matters=template.matters if template else "",
        actions=tuple(planned(action, today) for action in actions),
        measure=template.measure if template else "",
        obstacle=template.obstacle if template else "",
        if_then=template.if_then if template else "",
        support="; ".join(dict.fromkeys(action.support_from for action in actions)),
        review_on=today + timedelta(weeks=weeks),
    )


def _reason(finding: Finding, actions: Sequence[Action], patterns: Sequence[Pattern]) -> str:
    """Say why a goal is suggested, and name the first pattern that one of its actions answers."""
    answered = {profile_id for action in actions for profile_id in action.profiles}
    pattern = next((one for one in patterns if one.id in answered), None)
    reason = reason_for_priority(finding)
    if pattern is None:
        return reason
    return _("{reason}; it also answers the pattern “{pattern}”").format(reason=reason, pattern=pattern.title)
