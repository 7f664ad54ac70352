"""The goal dialogue: what each step asks, what stands there already, and that nobody's words are replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.planning.actions import ActionLibrary
from leadready.planning.dialogue import (
    MOST_SUGGESTIONS,
    STEPS,
    Step,
    advice_beside,
    answered,
    ask,
    beginning,
    obstacles,
    read_back,
    said,
)
from leadready.planning.plan import LONGEST, Goal, PlannedAction

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment

ACTION: dict[str, Any] = {
    "id": "huddle", "title": "Lead the huddle", "summary": "S", "type": "experience", "targets": {"identity": ["low"]},
    "steps": ["Ask."], "effort_hours": 4, "elapsed_weeks": 6, "support_from": "A colleague",
    "success_measure": "Six huddles led", "evidence": "CPD", "review_after_weeks": 8,
    "obstacles": [{"obstacle": "Nights take me off the ward.", "if_then": "If I am on nights, then I will swap one huddle."}],
}  # fmt: skip
LIBRARY = ActionLibrary.model_validate({
    "format": "leadready/actions/1",
    "goals": {"identity": {
        "title": "Lead something small", "matters": "Patients notice.", "measure": "Two turns taken",
        "obstacle": "I wait for others.", "if_then": "If I wait, then I will go first.",
    }},
    "actions": [ACTION],
})  # fmt: skip
SUGGESTED = Goal(
    scale_id="identity",
    title="Lead something small",
    matters="Patients notice.",
    measure="Two turns taken",
    obstacle="I wait for others.",
    if_then="If I wait, then I will go first.",
    actions=(PlannedAction(action_id="huddle", title="Lead the huddle"),),
)
OWN = Goal(title="")


def with_(goal: Goal = SUGGESTED, **changes: object) -> Goal:
    return goal.model_copy(update=changes)


def test_the_steps_follow_each_other_and_fill_the_goal():
    assert [step.value for step in STEPS] == ["title", "matters", "obstacle", "if_then", "measure"]
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5]
    assert [step.after for step in STEPS] == [*STEPS[1:], None]
    assert [step.before for step in STEPS] == [None, *STEPS[:-1]]
    goal = OWN
    for step in STEPS:
        goal = answered(goal, step, f"{step.name} said")
        assert said(goal, step) == f"{step.name} said"
    assert goal == Goal(
        title="WISH said", matters="OUTCOME said", obstacle="OBSTACLE said", if_then="IF_THEN said", measure="MEASURE said"
    )  # fmt: skip


def test_what_the_goal_says_stands_in_the_field():
    assert [ask(SUGGESTED, step, LIBRARY).text for step in STEPS] == [
        "Lead something small",
        "Patients notice.",
        "I wait for others.",
        "If I wait, then I will go first.",
        "Two turns taken",
    ]
    assert [ask(OWN, step, LIBRARY).text for step in STEPS] == [""] * 5


def test_what_was_said_before_stands_above_and_the_line_is_heard_once_more():
    assert [ask(SUGGESTED, step, LIBRARY).reminder for step in STEPS] == [
        "",
        "You want: Lead something small",
        "You want: Lead something small",
        "What might get in the way: I wait for others.",
        "You want: Lead something small\nSo: If I wait, then I will go first.",
    ]
    assert [ask(OWN, step, LIBRARY).reminder for step in STEPS] == [""] * 5


def test_the_obstacles_are_those_of_the_goal_and_of_its_actions():
    assert ask(SUGGESTED, Step.OBSTACLE, LIBRARY).suggestions == ("I wait for others.", "Nights take me off the ward.")
    assert ask(SUGGESTED, Step.MEASURE, LIBRARY).suggestions == ("Two turns taken", "Six huddles led")
    usual = ask(OWN, Step.OBSTACLE, LIBRARY).suggestions
    assert usual[0] == "The week is full before I come to it."
    assert len(usual) == 3
    assert ask(SUGGESTED, Step.WISH, LIBRARY).suggestions == ()


def test_the_line_follows_the_obstacle_that_is_chosen():
    """A line of the library gives way with its obstacle; what the person wrote never does."""
    other = answered(SUGGESTED, Step.OBSTACLE, "Nights take me off the ward.")
    asked = ask(other, Step.IF_THEN, LIBRARY)
    assert asked.text == "If I am on nights, then I will swap one huddle."
    assert asked.suggestions == ("If I am on nights, then I will swap one huddle.",)
    assert asked.reminder == "What might get in the way: Nights take me off the ward."
    own = answered(SUGGESTED, Step.OBSTACLE, "The rota has gaps.")
    assert ask(own, Step.IF_THEN, LIBRARY).text == "If the rota has gaps, then I will "
    assert ask(own, Step.IF_THEN, LIBRARY).suggestions == ()
    mine = with_(other, if_then="If I am tired, then I will ask Sam.")
    assert ask(mine, Step.IF_THEN, LIBRARY).text == "If I am tired, then I will ask Sam."
    nothing = answered(SUGGESTED, Step.OBSTACLE, "")
    assert ask(nothing, Step.IF_THEN, LIBRARY).text == "If I wait, then I will go first."


@pytest.mark.parametrize(
    ("obstacle", "line"),
    [
        ("The rota leaves no hour.", "If the rota leaves no hour, then I will "),
        ("I put it off …", "If I put it off, then I will "),
        ("NHS rules\nforbid it!", "If NHS rules forbid it, then I will "),
        ("Monday's list runs over", "If Monday's list runs over, then I will "),
        ("My", "If my, then I will "),
        ("If nights are busy", "If nights are busy, then I will "),
        ("if", ""),
        (" \n ", ""),
    ],
)
def test_a_line_is_begun_in_the_persons_own_words(obstacle: str, line: str):
    assert beginning(obstacle) == line


def test_a_line_that_was_only_begun_is_not_said():
    goal = with_(OWN, obstacle="The rota has gaps.")
    assert answered(goal, Step.IF_THEN, "If the rota has gaps, then I will ").if_then == ""
    assert answered(goal, Step.IF_THEN, " If the rota has gaps, then I will …").if_then == ""
    whole = "If the rota has gaps, then I will ask Sam"
    assert answered(goal, Step.IF_THEN, whole).if_then == whole


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("if it rains,\n then I will wait", "If it rains, then I will wait."),
        ("If it rains, then I will wait!", "If it rains, then I will wait!"),
        (" ", ""),
    ],
)
def test_the_line_is_read_back_as_one_sentence(line: str, heard: str):
    assert read_back(line) == heard


def test_advice_stands_beside_the_step_it_belongs_to():
    goal = Goal(title="Improve communication", obstacle="Time")
    assert [words.split(",")[0][:28] for step in STEPS for words in advice_beside(goal, step)] == [
        "“Improve communication” coul",
        "Finish the sentence: what wi",
        "It has no date yet: when wil",
        "Say how you will know",
    ]
    assert advice_beside(goal, Step.OUTCOME) == advice_beside(goal, Step.OBSTACLE) == ()
    assert advice_beside(OWN, Step.WISH) == ("Say in one sentence what will be different.",)
    assert advice_beside(OWN, Step.MEASURE) == ()


def test_every_obstacle_of_the_flagship_has_its_own_line(flagship: Assessment):
    for action in flagship.actions.actions:
        for scale_id in action.targets or {None: ()}:
            goal = Goal(scale_id=scale_id, title="T", actions=(PlannedAction(action_id=action.id, title="T"),))
            offered = obstacles(goal, flagship.actions)
            assert offered
            for one in offered:
                said_it = answered(goal, Step.OBSTACLE, one.obstacle)
                assert ask(said_it, Step.IF_THEN, flagship.actions).text == one.if_then


TEXTS = st.text(max_size=80)


@given(st.builds(Goal, title=TEXTS, obstacle=TEXTS, if_then=TEXTS, scale_id=st.sampled_from([None, "identity", "gone"])),
       st.sampled_from(STEPS), st.text(max_size=LONGEST + 5))  # fmt: skip
def test_any_words_are_taken_and_only_their_field_changes(goal: Goal, step: Step, words: str):
    now = answered(goal, step, words)
    assert now.model_copy(update={step.value: said(goal, step)}) == goal
    assert len(said(now, step)) <= LONGEST
    asked = ask(now, step, LIBRARY)
    assert len(asked.suggestions) <= MOST_SUGGESTIONS
    if step is not Step.IF_THEN:
        assert asked.text == said(now, step)


@given(TEXTS, TEXTS)
def test_what_a_person_wrote_is_never_replaced(obstacle: str, line: str):
    """Whatever the obstacle, a line of the person's own stands in the field again."""
    goal = answered(Goal(title="T", obstacle=obstacle), Step.IF_THEN, line)
    known = {one.if_then for one in obstacles(goal, LIBRARY)}
    if goal.if_then.strip() and goal.if_then.strip() not in known:
        assert ask(goal, Step.IF_THEN, LIBRARY).text == goal.if_then
