"""Suggest a plan: goals and actions as they were picked, in words that the person makes their own.

Deterministic; the person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.planning.findings import Finding, Findings, reason_for_priority, reason_for_strength
from leadready.planning.picking import Pick, pick, ranked
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.planning.reasons import action_facts, goal_facts, in_words

if TYPE_CHECKING:
    from leadready.planning.actions import Action, ActionLibrary, GoalTemplate
    from leadready.planning.situation import Situation

USUAL_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that a goal could have, and why, to follow the word “because”."""

    action: Action
    because: str


def suggest(library: ActionLibrary, findings: Findings, situation: Situation, today: date) -> DevelopmentPlan:
    """Suggest goals and actions, each with the reason that decided; what is picked, `picking` says."""
    picks = pick(library, findings, situation)
    goals = tuple(_goal(library, one, situation, today) for one in picks)
    return DevelopmentPlan(created_on=today, hours_a_month=situation.hours_a_month, goals=goals)


def planned(offer: Offer, today: date) -> PlannedAction:
    """Take an action of the library into a plan, with a date."""
    action = offer.action
    return PlannedAction(
        action_id=action.id,
        title=action.title,
        because=offer.because,
        type=action.type,
        steps=action.steps,
        effort_hours=action.effort_hours,
        by=today + timedelta(weeks=action.elapsed_weeks),
        support=action.support_from,
        evidence=action.evidence,
    )


def alternatives(library: ActionLibrary, goal: Goal, findings: Findings, situation: Situation) -> tuple[Offer, ...]:
    """List the library's other actions for a goal, those for its level in the order in which they are picked.

    Then those for other levels of its scale, in the author's order. What does not suit the person's background or was
    done in an earlier plan is not offered.
    """
    if goal.scale_id is None:
        return ()
    finding = next((one for one in findings.seen if one.scale_id == goal.scale_id), None)
    best = ranked(library, finding, situation, builds_on_strength=goal.builds_on_strength) if finding else ()
    others = (one for one in library.actions if goal.scale_id in one.targets and situation.fits(one))
    used = {action.action_id for action in goal.actions}
    offered = {action.id: action for action in (*best, *filter(situation.is_new, others)) if action.id not in used}
    return tuple(
        _offer(library, action, finding, situation, builds_on_strength=goal.builds_on_strength)
        for action in offered.values()
    )


def _offer(
    library: ActionLibrary, action: Action, finding: Finding | None, situation: Situation, *, builds_on_strength: bool
) -> Offer:
    return Offer(
        action, in_words(action_facts(library, action, finding, situation, builds_on_strength=builds_on_strength))
    )


def _goal(library: ActionLibrary, made: Pick, situation: Situation, today: date) -> Goal:
    finding, builds_on = made.finding, made.builds_on_strength
    template = _template(library, finding, builds_on_strength=builds_on)
    offers = [_offer(library, one, finding, situation, builds_on_strength=builds_on) for one in made.actions]
    weeks = max((action.review_after_weeks for action in made.actions), default=USUAL_WEEKS)
    return Goal(
        scale_id=finding.scale_id,
        target_level=finding.level if builds_on else next(iter(finding.levels_above), finding.level),
        builds_on_strength=builds_on,
        title=template.title if template else _title(finding, builds_on_strength=builds_on),
        because=_reason(made),
        matters=template.matters if template else "",
        actions=tuple(planned(offer, today) for offer in offers),
        measure=template.measure if template else "",
        obstacle=template.obstacle if template else "",
        if_then=template.if_then if template else "",
        support="; ".join(dict.fromkeys(action.support_from for action in made.actions)),
        review_on=today + timedelta(weeks=weeks),
    )


def _template(library: ActionLibrary, finding: Finding, *, builds_on_strength: bool) -> GoalTemplate | None:
    return (library.strengths if builds_on_strength else library.goals).get(finding.scale_id)


def _title(finding: Finding, *, builds_on_strength: bool) -> str:
    if builds_on_strength:
        return _("Build on a strength: {scale}").format(scale=finding.title)
    return finding.title


def _reason(made: Pick) -> str:
    """Say why a goal is suggested: its score, then what else decided."""
    told = reason_for_strength if made.builds_on_strength else reason_for_priority
    reason = told(made.finding)
    if made.builds_on_strength:
        reason = _("it is a strength of yours to build on: {reason}").format(reason=reason)
    more = in_words(goal_facts(made.surroundings))
    return _("{reason}; {more}").format(reason=reason, more=more) if more else reason
