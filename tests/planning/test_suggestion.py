from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.planning.actions import ActionType
from leadready.planning.findings import reason_for_priority, reason_for_strength
from leadready.planning.plan import DevelopmentPlan, Goal
from leadready.planning.suggestion import alternatives
from leadready.scoring.responses import Absence
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment

TODAY = date(2026, 11, 24)


def reading_of(flagship: Assessment, example_id: str) -> Reading:
    examples = load_examples(assets.assessments() / "clinical-leadership", flagship)
    example = next(one for one in examples if one.id == example_id)
    return Reading(flagship, flagship.rubric, example.answers)


def test_priorities_are_need_times_importance_with_reasons(flagship: Assessment):
    findings = reading_of(flagship, "ready-unsupported").findings
    # resources 18.75: (80 - 18.75) x 2 = 122.5; leader-support 18.75 x essential: 183.75; use-of-skills 31.25 x 3 = 146.25
    assert [(one.scale_id, one.need) for one in findings.priorities] == [
        ("leader-support", pytest.approx(183.75)),
        ("use-of-skills", pytest.approx(146.25)),
        ("resources", pytest.approx(122.5)),
    ]
    assert reason_for_priority(findings.priorities[0]) == (
        "you rated it “essential” for your role, and your answers place it at Exploring, "
        "similar to your other scores: the difference is within the noise"
    )
    assert findings.strengths[0].scale_id == "identity"
    assert reason_for_strength(findings.strengths[0]).startswith("your answers place it at Leading")


def test_a_plan_starts_from_priorities_with_dates_and_hours(flagship: Assessment):
    plan = suggested_plan(reading_of(flagship, "ready-unsupported"), TODAY)
    assert [goal.scale_id for goal in plan.goals] == ["leader-support", "use-of-skills", "resources"]
    first = plan.goals[0]
    assert [action.action_id for action in first.actions] == ["one-page-case", "invite-a-leader"]
    assert first.actions[0].by == date(2027, 1, 5)
    assert first.review_on == date(2027, 1, 19)
    assert plan.hours_a_month == 8
    assert plan.effort_hours == 22
    assert plan.effort_hours <= 8 * 3


def test_what_is_not_scored_is_no_priority(flagship: Assessment):
    findings = reading_of(flagship, "early-explorer").findings
    assert findings.not_scored == ("practice", "sustaining")
    assert not {"practice", "sustaining"} & {one.scale_id for one in findings.priorities}


@settings(max_examples=80)
@given(st.data())
def test_any_answers_give_a_plan_within_the_rules(data: st.DataObject):
    flagship = load_assessment(assets.assessments() / "clinical-leadership")
    answer = st.sampled_from([1, 2, 3, 4, 5, Absence.MISSING, Absence.NOT_APPLICABLE])
    answers = {item.id: data.draw(answer) for item in flagship.instrument.items if not item.optional}
    hours = data.draw(st.sampled_from([2, 4, 8, 16, Absence.NOT_SEEN]))
    reading = Reading(flagship, flagship.rubric, answers | {"bg-hours": hours})
    plan = suggested_plan(reading, TODAY)
    assert plan == suggested_plan(Reading(flagship, flagship.rubric, answers | {"bg-hours": hours}), TODAY)
    assert len(plan.goals) <= 3
    courses = [one for goal in plan.goals for one in goal.actions if one.type is ActionType.EDUCATION]
    assert len(courses) <= 1
    for goal in plan.goals:
        assert goal.because
        assert goal.actions
        assert goal.review_on is not None
        level = reading.profile.level(goal.scale_id)
        assert level != "leading"


def test_alternatives_begin_with_those_for_the_level(flagship: Assessment):
    goal = suggested_plan(reading_of(flagship, "ready-unsupported"), TODAY).goals[0]
    lone = goal.model_copy(update={"actions": goal.actions[:1]})
    assert [one.id for one in alternatives(flagship.actions, lone, "exploring")] == [
        "invite-a-leader",
        "learn-how-decisions-are-made",
        "small-project-with-a-backer",
    ]
    assert alternatives(flagship.actions, Goal(title="My own"), None) == ()


def test_editing_makes_a_new_plan_each_time():
    plan = DevelopmentPlan(created_on=TODAY)
    for number in range(4):
        plan = plan.with_new_goal(Goal(title=f"Goal {number}"))
    with pytest.raises(ValueError, match="4"):
        plan.with_new_goal(Goal(title="One too many"))
    changed = plan.with_goal(1, Goal(title="Other"))
    assert [goal.title for goal in changed.goals] == ["Goal 0", "Other", "Goal 2", "Goal 3"]
    assert [goal.title for goal in plan.without_goal(0).goals] == ["Goal 1", "Goal 2", "Goal 3"]
    assert DevelopmentPlan.model_validate_json(changed.model_dump_json()) == changed
