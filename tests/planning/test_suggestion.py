from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.planning.actions import ActionLibrary, ActionType
from leadready.planning.findings import reason_for_priority, reason_for_strength
from leadready.planning.plan import DevelopmentPlan, Goal
from leadready.planning.suggestion import alternatives, suggest
from leadready.scoring.responses import Absence
from leadready.workflow.plans import suggested_plan
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


@pytest.mark.parametrize("example", ["early-explorer", "ready-unsupported", "trained-but-stuck", "small-practice"])
@pytest.mark.parametrize("hours", [1, 2, 4, 8, 16])
def test_no_plan_takes_more_than_the_stated_hours(flagship: Assessment, example: str, hours: int):
    findings = reading_of(flagship, example).findings
    plan = suggest(flagship.actions, findings, today=TODAY, hours_a_month=hours)
    assert plan.effort_hours <= 3 * hours
    assert all(goal.actions for goal in plan.goals)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        # In brackets the hours: experiences 5, 6 and 4; exposures 3, 4 and 3.
        (
            None,
            [
                ["one-page-case", "invite-a-leader"],
                ["agree-a-project", "join-peers"],
                ["protected-hours", "find-the-help"],
            ],
        ),
        (8, [["one-page-case", "invite-a-leader"], ["agree-a-project", "join-peers"], ["protected-hours"]]),  # 22 of 24
        (5, [["one-page-case"], ["agree-a-project"], ["protected-hours"]]),  # 15 of 15
        (4, [["one-page-case"], ["agree-a-project"]]),  # 11 of 12: no action on resources takes one hour
        (2, [["one-page-case"]]),  # 5 of 6
        (1, [["invite-a-leader"]]),  # 3 of 3: no experience is as short
    ],
)
def test_every_goal_gets_an_action_before_any_gets_a_second(
    flagship: Assessment, hours: int | None, expected: list[list[str]]
):
    findings = reading_of(flagship, "ready-unsupported").findings
    plan = suggest(flagship.actions, findings, today=TODAY, hours_a_month=hours)
    assert [[action.action_id for action in goal.actions] for goal in plan.goals] == expected


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
    if isinstance(hours, int):
        assert plan.effort_hours <= 3 * hours
    taken: set[str] = set()
    for action in (flagship.actions.action(one.action_id) for goal in plan.goals for one in goal.actions):
        assert action is not None
        assert taken.issuperset(action.prerequisites)
        taken.add(action.id)
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


def _answering(flagship: Assessment, *action_ids: str) -> ActionLibrary:
    """The library in which some actions answer the pattern `ready-unsupported`, and no others answer any."""
    said = flagship.actions.model_dump(mode="json", by_alias=True)
    for action in said["actions"]:
        action["profiles"] = ["ready-unsupported"] if action["id"] in action_ids else []
    return ActionLibrary.model_validate(said)


def _needing(flagship: Assessment, **prerequisites: str) -> ActionLibrary:
    said = flagship.actions.model_dump(mode="json", by_alias=True)
    for action in said["actions"]:
        needed = prerequisites.get(action["id"].replace("-", "_"))
        action["prerequisites"] = [needed] if needed else []
    return ActionLibrary.model_validate(said)


@pytest.mark.parametrize(
    ("needed", "chosen"),
    [
        ("invite-a-leader", ["small-project-with-a-backer", "invite-a-leader"]),  # another experience comes instead
        (
            "agree-a-project",
            ["small-project-with-a-backer", "invite-a-leader"],
        ),  # of the second goal, not of one before
    ],
)
def test_an_action_that_needs_another_first_waits_for_it(flagship: Assessment, needed: str, chosen: list[str]):
    findings = reading_of(flagship, "ready-unsupported").findings
    plan = suggest(_needing(flagship, one_page_case=needed), findings, today=TODAY, hours_a_month=40)
    assert [action.action_id for action in plan.goals[0].actions] == chosen
    after = suggest(_needing(flagship, invite_a_leader="one-page-case"), findings, today=TODAY, hours_a_month=40)
    assert [action.action_id for action in after.goals[0].actions] == ["one-page-case", "invite-a-leader"]


def test_actions_that_answer_a_pattern_are_offered_first_and_named_in_the_reason(flagship: Assessment):
    patterns = [one.pattern for one in reading_of(flagship, "ready-unsupported").rulings.patterns]
    assert patterns[0].id == "ready-unsupported"
    goal = Goal(scale_id="leader-support", title="")
    usual = alternatives(flagship.actions, goal, "exploring")
    last = usual[-1].id
    library = _answering(flagship, last)
    assert [one.id for one in alternatives(library, goal, "exploring", patterns)] == [
        last, *(one.id for one in usual[:-1]),
    ]  # fmt: skip
    assert alternatives(library, goal, "exploring") == alternatives(library, goal, "exploring", patterns[1:])

    findings = reading_of(flagship, "ready-unsupported").findings
    plan = suggest(_answering(flagship, "invite-a-leader"), findings, today=TODAY, hours_a_month=8, patterns=patterns)
    assert plan.goals[0].because.endswith(
        "the difference is within the noise; it also answers the pattern “Ready, with little support around you”"
    )
    assert "pattern" not in plan.goals[1].because


def test_the_middle_of_three_levels_is_no_strength():
    rules = rubric(levels=[{"id": str(name), "from": start, "title": name} for name, start in
                           (("low", "0"), ("middle", "40"), ("high", "60"))])  # fmt: skip
    assert [one.scale_id for one in reading(rules, {"a1": 3, "a2": 3}).findings.strengths] == []
    assert [one.scale_id for one in reading(rules, {"a1": 4, "a2": 4}).findings.strengths] == ["a"]


def test_levels_alone_are_not_compared_with_each_other():
    found = reading(rubric(shows="levels"), {"a1": 1, "a2": 1, "k1": "a", "k2": "b"}).findings
    assert [reason_for_priority(one) for one in found.priorities] == ["your answers place it at Low"]
    assert [reason_for_strength(one) for one in found.strengths] == ["your answers place it at High"]
