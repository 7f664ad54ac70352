"""The plan of a sitting: suggested once, then the person's own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import ValidationError

from leadready.errors import StoreDamaged
from leadready.language import _
from leadready.planning.plan import DevelopmentPlan
from leadready.planning.progress import Progress, progress
from leadready.planning.situation import MONTHS, Situation, background
from leadready.planning.suggestion import suggest

__all__ = [
    "MONTHS",
    "done_before",
    "keep_plan",
    "open_plan",
    "read_plan",
    "read_progress",
    "situation",
    "suggested_plan",
]

if TYPE_CHECKING:
    from datetime import date, datetime

    from leadready.workflow.reading import Reading
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting


def situation(reading: Reading, done: frozenset[str] = frozenset()) -> Situation:
    """Say what decides, besides the scores, which actions suit a person.

    Args:
        reading: Their answers.
        done: Ids of the actions that they marked as done in earlier plans; see `done_before`.
    """
    return Situation(
        hours_a_month=_hours(reading),
        patterns=tuple(one.pattern for one in reading.rulings.patterns),
        background=background(reading.assessment.instrument, reading.rubric, reading.responses),
        done=done,
    )


def suggested_plan(reading: Reading, today: date, done: frozenset[str] = frozenset()) -> DevelopmentPlan:
    """Suggest a plan for a reading, to a person who has done some actions in earlier plans."""
    return suggest(reading.assessment.actions, reading.findings, situation(reading, done), today)


def done_before(services: Services, sitting: Sitting) -> frozenset[str]:
    """Name the actions that are marked as done in the plans of the other sittings of the same assessment.

    A plan that cannot be read is passed over: whoever opens it is told.
    """
    found: set[str] = set()
    for summary in services.store.administrations.summaries():
        other = summary.administration
        if summary.plan_kept_at is None or other.id == sitting.id or other.assessment_id != sitting.assessment.id:
            continue
        with suppress(StoreDamaged):
            plan = _read(services.store.plans.get(other.id) or "")
            found |= {action.action_id for action in plan.actions if action.done_on and action.action_id}
    return frozenset(found)


def open_plan(services: Services, sitting: Sitting) -> DevelopmentPlan:
    """Open the kept plan of a sitting, or suggest and keep one.

    Raises:
        StoreDamaged: the kept plan cannot be read.
    """
    plan = read_plan(services, sitting.id)
    if plan is None:
        done = done_before(services, sitting)
        plan = suggested_plan(sitting.reading(), services.clock().date(), done)
        keep_plan(services, sitting.id, plan)
    return plan


def read_plan(services: Services, sitting_id: str) -> DevelopmentPlan | None:
    """Read the kept plan of a sitting, if there is one; raises StoreDamaged when it cannot be read."""
    document = services.store.plans.get(sitting_id)
    return None if document is None else _read(document)


def read_progress(document: str, today: date) -> Progress:
    """Say how far a kept plan has come; raises StoreDamaged when it cannot be read."""
    return progress(_read(document), today)


def _read(document: str) -> DevelopmentPlan:
    try:
        return DevelopmentPlan.model_validate_json(document)
    except ValidationError:
        what = _("The plan of this sitting cannot be read.")
        raise StoreDamaged(
            what, advice=_("Your answers are safe. Delete the plan in History to make a new one.")
        ) from None


def keep_plan(services: Services, sitting_id: str, plan: DevelopmentPlan) -> datetime:
    """Keep a plan as it is now; returns the time at which it was safely on disk."""
    now = services.clock()
    services.store.plans.save(sitting_id, plan.model_dump_json(), now)
    return now


def _hours(reading: Reading) -> int | None:
    item_id = reading.rubric.hours_a_month
    answer = reading.responses.get(item_id) if item_id else None
    return answer if isinstance(answer, int) else None
