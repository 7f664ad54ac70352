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
from leadready.planning.situation import Situation
from leadready.planning.suggestion import alternatives, suggest
from leadready.scoring.responses import Absence
from leadready.workflow.plans import situation, suggested_plan
from leadready.workflow.reading import Reading
from tests.rubric.small import reading, rubric

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


def test_a_plan_faces_the_surroundings_and_builds_on_a_strength(flagship: Assessment):
    plan = suggested_plan(reading_of(flagship, "ready-unsupported"), TODAY)
    assert [goal.scale_id for goal in plan.goals] == ["leader-support", "use-of-skills", "identity"]
    assert [goal.builds_on_strength for goal in plan.goals] == [False, False, True]
    assert [goal.target_level for goal in plan.goals] == ["building", "building", "leading"]  # the last one is held
    first = plan.goals[0]
    assert [action.action_id for action in first.actions] == ["small-project-with-a-backer", "invite-a-leader"]
    assert first.actions[0].by == date(2027, 1, 19)  # eight weeks
    assert first.review_on == date(2027, 2, 2)  # ten weeks
    assert plan.hours_a_month == 8


def test_each_suggestion_says_in_a_sentence_what_decided(flagship: Assessment):
    plan = suggested_plan(reading_of(flagship, "ready-unsupported"), TODAY)
    assert plan.goals[0].because == (
        "you rated it “essential” for your role, and your answers place it at Exploring, similar to your other scores: "
        "the difference is within the noise; it faces “Around you”, which your answers place at Exploring"
    )
    assert plan.goals[2].because.startswith("it is a strength of yours to build on: your answers place it at Leading")
    assert [action.because for action in plan.goals[0].actions] == [
        "it is meant for people at Exploring, you learn it by doing, it answers the pattern “Ready, with little support "
        "around you”, and it takes 5 of your 24 hours in three months",
        "it is meant for people at Exploring, and it takes 3 of your 24 hours in three months",
    ]


@pytest.mark.parametrize("example", ["early-explorer", "ready-unsupported", "trained-but-stuck", "small-practice"])
@pytest.mark.parametrize("hours", [1, 2, 4, 8, 16])
def test_no_plan_takes_more_than_the_stated_hours(flagship: Assessment, example: str, hours: int):
    findings = reading_of(flagship, example).findings
    plan = suggest(flagship.actions, findings, Situation(hours), TODAY)
    assert plan.effort_hours <= 3 * hours
    assert all(goal.actions for goal in plan.goals)


def test_what_is_not_scored_is_no_priority(flagship: Assessment):
    findings = reading_of(flagship, "early-explorer").findings
    assert findings.not_scored == ("practice", "sustaining")
    assert not {"practice", "sustaining"} & {one.scale_id for one in findings.priorities}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_answers_to_the_flagship_give_a_plan_within_the_rules(data: st.DataObject):
    flagship = load_assessment(assets.assessments() / "clinical-leadership")
    answers: dict[str, object] = {}
    for item in flagship.instrument.items:
        values = [option.value for option in flagship.instrument.response_scale_of(item.id).choices]
        answers[item.id] = data.draw(st.sampled_from([*values, Absence.MISSING, Absence.NOT_APPLICABLE]))
    reading = Reading(flagship, flagship.rubric, answers)
    plan = suggested_plan(reading, TODAY)
    assert plan == suggested_plan(Reading(flagship, flagship.rubric, answers), TODAY)
    assert len(plan.goals) <= 3
    assert sum(one.type is ActionType.EDUCATION for one in plan.actions) <= 1
    hours = answers["bg-hours"]
    assert not isinstance(hours, int) or plan.effort_hours <= 3 * hours
    taken: set[str] = set()
    for kept in plan.actions:
        action = flagship.actions.action(kept.action_id or "")
        assert action is not None
        assert taken.issuperset(action.prerequisites)
        assert situation(reading).fits(action)
        assert kept.because
        taken.add(action.id)
    for goal in plan.goals:
        assert goal.because
        assert goal.actions
        assert goal.measure  # every scale has its goal, as a priority and as a strength
    around = reading.findings.surroundings
    if any(one.is_weak for one in around) and reading.profile["context"].is_scored:
        assert {goal.scale_id for goal in plan.goals} & set(around[0].scales)
    if not isinstance(hours, int) or hours >= 8:
        assert any(goal.builds_on_strength for goal in plan.goals) == bool(reading.findings.strong)


def test_other_actions_are_offered_in_the_order_in_which_they_are_picked(flagship: Assessment):
    reading = reading_of(flagship, "ready-unsupported")
    goal = suggested_plan(reading, TODAY).goals[0]
    lone = goal.model_copy(update={"actions": goal.actions[:1]})
    offers = alternatives(flagship.actions, lone, reading.findings, situation(reading))
    assert [(one.action.id, one.action.type.value) for one in offers] == [
        ("one-page-case", "experience"),
        ("invite-a-leader", "exposure"),
        ("learn-how-decisions-are-made", "education"),
        ("use-the-backing", "experience"),  # for other levels
    ]
    assert offers[0].because == (
        "it is meant for people at Exploring, you learn it by doing, and it takes 5 of your 24 hours in three months"
    )
    assert alternatives(flagship.actions, Goal(title="My own"), reading.findings, Situation()) == ()


def test_actions_for_other_levels_are_offered_last(flagship: Assessment):
    reading = reading_of(flagship, "ready-unsupported")  # identity is at Leading
    goal = Goal(scale_id="identity", title="")
    offers = alternatives(flagship.actions, goal, reading.findings, Situation())
    ids = [one.action.id for one in offers]
    assert ids[:3] == ["lead-beside-a-newcomer", "lead-across-two-teams", "my-way-of-leading"]  # experiences first
    assert offers[3].because.startswith(
        "it is meant for other levels than yours (Exploring, Building, Established), you learn it by doing"
    )
    assert ids[3:5] == ["lead-one-meeting", "shadow-a-leader"]  # as in the file


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


def test_the_middle_of_three_levels_is_no_strength():
    rules = rubric(levels=[{"id": str(name), "from": start, "title": name} for name, start in
                           (("low", "0"), ("middle", "40"), ("high", "60"))])  # fmt: skip
    assert [one.scale_id for one in reading(rules, {"a1": 3, "a2": 3}).findings.strengths] == []
    assert [one.scale_id for one in reading(rules, {"a1": 4, "a2": 4}).findings.strengths] == ["a"]


def test_levels_alone_are_not_compared_with_each_other():
    found = reading(rubric(shows="levels"), {"a1": 1, "a2": 1, "k1": "a", "k2": "b"}).findings
    assert [reason_for_priority(one) for one in found.priorities] == ["your answers place it at Low"]
    assert [reason_for_strength(one) for one in found.strengths] == ["your answers place it at High"]
