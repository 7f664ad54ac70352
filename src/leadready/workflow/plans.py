"""The plan of a sitting: suggested once, then the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from leadready.errors import StoreDamaged
from leadready.language import _
from leadready.planning.plan import DevelopmentPlan
from leadready.planning.progress import Progress, progress
from leadready.planning.suggestion import MONTHS, suggest

__all__ = ["MONTHS", "keep_plan", "open_plan", "read_plan", "read_progress", "suggested_plan"]

if TYPE_CHECKING:
    from datetime import date, datetime

    from leadready.workflow.reading import Reading
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting


def suggested_plan(reading: Reading, today: date) -> DevelopmentPlan:
    """Suggest a plan for a reading."""
    return suggest(
        reading.assessment.actions,
        reading.findings,
        today=today,
        hours_a_month=_hours(reading),
        patterns=[one.pattern for one in reading.rulings.patterns],
    )


def open_plan(services: Services, sitting: Sitting) -> DevelopmentPlan:
    """Open the kept plan of a sitting, or suggest and keep one.

    Raises:
        StoreDamaged: the kept plan cannot be read.
    """
    plan = read_plan(services, sitting.id)
    if plan is None:
        plan = suggested_plan(sitting.reading(), services.clock().date())
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
