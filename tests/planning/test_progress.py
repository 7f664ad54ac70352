from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.planning.progress import progress

TODAY = date(2026, 11, 25)


def act(title: str, by: date | None = None, done: date | None = None) -> PlannedAction:
    return PlannedAction(title=title, by=by, done_on=done)


def plan(*goals: Goal) -> DevelopmentPlan:
    return DevelopmentPlan(created_on=TODAY, goals=goals)


def test_next_is_the_open_action_with_the_earliest_date():
    first = Goal(
        title="Speak up", actions=(act("No date"), act("Later", date(2027, 2, 1)), act("Did it", TODAY, done=TODAY))
    )
    second = Goal(
        title="Measure", actions=(act("Sooner", date(2026, 12, 1)), act("As soon", date(2026, 12, 1)), act(" "))
    )
    seen = progress(plan(first, second), TODAY)
    assert (seen.done, seen.total) == (1, 5)
    assert seen.next is not None
    assert seen.next.title == "Sooner"


def test_a_review_is_due_from_its_day_on():
    goals = [Goal(title=str(day), review_on=date(2026, 11, day)) for day in (24, 25, 26)]
    assert progress(plan(*goals, Goal(title="none")), TODAY).reviews_due == ("24", "25")


def test_an_empty_plan_has_nothing_next():
    seen = progress(plan(), TODAY)
    assert (seen.done, seen.total, seen.next, seen.reviews_due) == (0, 0, None, ())


@given(st.lists(st.tuples(st.none() | st.dates(), st.booleans()), max_size=12))
def test_nothing_open_comes_before_what_is_next(days: list[tuple[date | None, bool]]):
    actions = tuple(act(str(number), by, TODAY if done else None) for number, (by, done) in enumerate(days))
    seen = progress(plan(Goal(title="", actions=actions)), TODAY)
    waiting = [one for one in actions if one.done_on is None]
    assert seen.done == len(actions) - len(waiting)
    assert (seen.next is None) == (not waiting)
    if seen.next is not None:
        assert all(one.by is None or (seen.next.by is not None and seen.next.by <= one.by) for one in waiting)
