"""The plan as a value: what old plans mean today, and what stands in it."""

from __future__ import annotations

from datetime import date

from leadready.planning.plan import DevelopmentPlan, Goal, NotNow

OLD = '{"format":"leadready/plan/1","created_on":"2026-11-24","hours_a_month":4,"goals":[{"title":"Lead one meeting"}]}'


def test_a_plan_from_before_there_was_a_choice_has_goals():
    plan = DevelopmentPlan.model_validate_json(OLD)
    assert plan == DevelopmentPlan(
        created_on=date(2026, 11, 24), hours_a_month=4, goals=(Goal(title="Lead one meeting"),)
    )
    assert (plan.choice, plan.is_not_now, plan.not_now) == ("goals", False, NotNow())


def test_a_choice_takes_nothing_away():
    plan = DevelopmentPlan.model_validate_json(OLD)
    kept = plan.model_copy(update={"choice": "not-now", "not_now": NotNow(change="Nights end.")})
    again = DevelopmentPlan.model_validate_json(kept.model_dump_json())
    assert again == kept
    assert again.is_not_now
    assert again.goals == plan.goals
