"""Plans as they are kept: what earlier versions wrote, and what earlier plans say was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.workflow.plans import done_before, keep_plan, open_plan, situation, suggested_plan
from leadready.workflow.sitting import begin

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting

OLD_PLAN = Path(__file__).parents[1] / "vectors" / "plan-before-reasons.json"
"""As the program wrote it before actions had reasons and goals had a level to aim at."""


def answered(services: Services, flagship: Assessment, example_id: str = "ready-unsupported") -> Sitting:
    sitting = begin(services, flagship)
    examples = load_examples(assets.assessments() / "clinical-leadership", flagship)
    for item_id, answer in next(one.answers for one in examples if one.id == example_id).items():
        sitting.answer(item_id, answer)
    return sitting


def with_done(plan: DevelopmentPlan, action_id: str, day: date) -> DevelopmentPlan:
    said = plan.model_dump(mode="json")
    for goal in said["goals"]:
        for action in goal["actions"]:
            if action["action_id"] == action_id:
                action["done_on"] = day.isoformat()
    return DevelopmentPlan.model_validate(said)


def test_a_plan_of_an_earlier_version_opens_with_all_that_it_says(services: Services, flagship: Assessment):
    sitting = answered(services, flagship)
    kept = OLD_PLAN.read_text(encoding="utf-8")
    services.store.plans.save(sitting.id, kept, services.clock())
    plan = open_plan(services, sitting)
    assert [goal.scale_id for goal in plan.goals] == ["leader-support", "use-of-skills", "resources"]
    done = plan.goals[0].actions[1]
    assert (done.action_id, done.done_on) == ("invite-a-leader", date(2026, 12, 20))
    assert done.reflection == "She came, and stayed for an hour."
    assert {goal.target_level for goal in plan.goals} == {None}
    assert {action.because for action in plan.actions} == {""}
    assert not any(goal.builds_on_strength for goal in plan.goals)
    keep_plan(services, sitting.id, plan)
    assert open_plan(services, sitting) == plan


def test_what_an_earlier_plan_has_done_is_not_suggested_again(services: Services, flagship: Assessment):
    first = answered(services, flagship)
    plan = open_plan(services, first)
    assert [one.action_id for one in plan.goals[1].actions] == ["agree-a-project", "join-peers"]
    keep_plan(services, first.id, with_done(plan, "agree-a-project", date(2026, 12, 1)))
    second = answered(services, flagship)
    assert done_before(services, second) == {"agree-a-project"}
    assert done_before(services, first) == frozenset()
    again = open_plan(services, second)
    assert "agree-a-project" not in {one.action_id for one in again.actions}
    # It counts as met: what comes after it can be suggested, and says so.
    reading = second.reading()
    training = reading.assessment.actions.action("training-for-the-project")
    assert training is not None
    assert situation(reading, done_before(services, second)).done.issuperset(training.prerequisites)


def test_a_plan_that_cannot_be_read_does_not_stand_in_the_way_of_another(services: Services, flagship: Assessment):
    first, second = answered(services, flagship), answered(services, flagship)
    services.store.plans.save(first.id, "{", services.clock())
    assert done_before(services, second) == frozenset()
    assert open_plan(services, second) == suggested_plan(second.reading(), services.clock().date())


def test_only_the_librarys_own_actions_of_the_same_assessment_count(services: Services, flagship: Assessment):
    first = answered(services, flagship)
    own = PlannedAction(title="My own", done_on=date(2026, 12, 1))
    keep_plan(
        services, first.id, DevelopmentPlan(created_on=date(2026, 11, 24), goals=(Goal(title="Mine", actions=(own,)),))
    )
    second = answered(services, flagship)
    assert done_before(services, second) == frozenset()
