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

    The hours of three months are shared out in two rounds: first every goal gets one action, then those that have one
    get a second of another type while hours last. An experience comes before anything else; at most one action of the
    whole plan is education; an action that needs others first comes after all of them. A priority for which nothing
    fits the hours gives no goal: a plan that cannot be done is no plan. Where no hours are stated, they do not limit.
    """
    budget = None if hours_a_month is None else hours_a_month * MONTHS
    chosen: list[list[Action]] = [[] for _priority in findings.priorities]
    for already in range(ACTIONS_A_GOAL):
        for place, finding in enumerate(findings.priorities):
            if len(chosen[place]) == already:
                suited = library.suiting(finding.scale_id, finding.level)
                chosen[place] += _next(suited, chosen, place, budget)
    pairs = zip(findings.priorities, chosen, strict=True)
    goals = tuple(_goal(library, finding, actions, today, patterns) for finding, actions in pairs if actions)
    return DevelopmentPlan(created_on=today, hours_a_month=hours_a_month, goals=goals)


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


def _next(suited: Sequence[Action], chosen: Sequence[Sequence[Action]], place: int, budget: int | None) -> list[Action]:
    """Find the next action of a goal, if there is one.

    The first experience of the author's order, or else exposure, or else education. It is of a type that the goal does
    not have yet, fits what is left of the hours, and everything that it needs stands before it.
    """
    taken = [action for actions in chosen for action in actions]
    left = None if budget is None else budget - sum(action.effort_hours for action in taken)
    has_course = any(action.type is ActionType.EDUCATION for action in taken)
    before = {action.id for actions in chosen[: place + 1] for action in actions}
    types = {action.type for action in chosen[place]}

    def fits(action: Action) -> bool:
        within = left is None or action.effort_hours <= left
        another_course = has_course and action.type is ActionType.EDUCATION
        return within and not another_course and action.type not in types and before.issuperset(action.prerequisites)

    order = list(ActionType)
    return sorted(filter(fits, suited), key=lambda action: order.index(action.type))[:1]


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
