"""“Not now”: a plan of equal standing for somebody whom leading does not draw at present.

It keeps the door open: what would have to change, what the person keeps doing, and a day on which to look again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from leadready.planning.plan import DevelopmentPlan

SOONEST, LATEST = 6, 12
"""Months after which to look again: sooner little will have changed, later the door may have closed."""


def months_later(day: date, months: int) -> date:
    """Give the same day some months later; a day that every month has, so that it is always there."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def chosen(plan: DevelopmentPlan, today: date) -> DevelopmentPlan:
    """Choose “not now”. A day to look again is proposed where there is none; the goals are set aside as they are."""
    kept = plan.not_now
    if kept.look_again_on is None:
        kept = kept.model_copy(update={"look_again_on": months_later(today, SOONEST)})
    return plan.model_copy(update={"choice": "not-now", "not_now": kept})


def goals_chosen(plan: DevelopmentPlan) -> DevelopmentPlan:
    """Choose goals after all; what was written for “not now” is set aside as it is."""
    return plan.model_copy(update={"choice": "goals"})


def advice_on_day(day: date | None, today: date) -> str:
    """Say what speaks for another day to look again; nothing for a day within the usual months. It bars nothing."""
    if day is None:
        return _("Without a day it is easily forgotten. You can leave it open all the same.")
    if day < months_later(today, SOONEST):
        return _("That is soon: within six months little may have changed. It is your choice.")
    if day > months_later(today, LATEST):
        return _("That is more than a year away. It is your choice.")
    return ""
