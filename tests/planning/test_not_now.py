"""“Not now”: chosen and taken back without a loss, with a day that is proposed and never forced."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.planning.not_now import LATEST, SOONEST, advice_on_day, chosen, goals_chosen, months_later
from leadready.planning.plan import DevelopmentPlan, Goal, NotNow
from leadready.planning.progress import Progress, progress

DAY = date(2026, 11, 24)
PLAN = DevelopmentPlan(created_on=DAY, goals=(Goal(title="Lead one meeting", review_on=DAY),))


def test_choosing_it_proposes_a_day_and_sets_the_goals_aside():
    plan = chosen(PLAN, DAY)
    assert plan.is_not_now
    assert plan.not_now == NotNow(look_again_on=date(2027, 5, 24))
    assert plan.goals == PLAN.goals
    assert plan.as_chosen.goals == ()
    assert goals_chosen(plan).as_chosen == PLAN
    mine = plan.model_copy(update={"not_now": NotNow(change="Nights end.", look_again_on=date(2027, 9, 1))})
    again = chosen(goals_chosen(mine), date(2027, 1, 1))
    assert again == mine  # a day that was chosen stays


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (None, "Without a day it is easily forgotten."),
        (date(2027, 5, 23), "That is soon"),
        (date(2027, 5, 24), ""),
        (date(2027, 11, 24), ""),
        (date(2027, 11, 25), "That is more than a year away."),
    ],
)
def test_the_day_is_advised_on_and_bars_nothing(day: date | None, begins: str):
    said = advice_on_day(day, DAY)
    assert said.startswith(begins)
    assert bool(said) == bool(begins)


def test_home_is_told_when_to_look_again_and_of_nothing_else():
    assert progress(chosen(PLAN, DAY), DAY) == Progress(0, 0, None, (), date(2027, 5, 24))
    assert progress(PLAN, DAY).look_again_on is None
    assert progress(PLAN, DAY).reviews_due == ("Lead one meeting",)


@given(st.dates(date(2000, 1, 1), date(9000, 1, 1)), st.integers(0, 40))
def test_months_later_is_a_day_that_is_there(day: date, months: int):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, 28)


@given(st.dates(date(2000, 1, 1), date(9000, 1, 1)))
def test_the_proposed_day_needs_no_advice(day: date):
    plan = chosen(DevelopmentPlan(created_on=day), day)
    assert advice_on_day(plan.not_now.look_again_on, day) == ""
    assert SOONEST <= LATEST
