from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from leadready.planning.account import Account, Link, Part, advice, drafted, linked, matching, unlinked, word_count
from leadready.planning.actions import Evidence
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction

ID, OTHER = "0" * 32, "1" * 32
PROMPT = Link(assessment="clinical-leadership", kind="prompt", id="setback", title="A setback, and how you came back")
FULL = Account(
    id=ID,
    title="Fewer late rounds",
    happened="2026-03",
    situation="Rounds ended at two.",
    task="I was asked to look.",
    action="I timed ten rounds and tried three orders.",
    result="They end at twelve.",
    reflection="I now ask first.",
    evidence=Evidence.IMPROVEMENT,
    links=(PROMPT,),
)


def test_words_are_counted_as_they_stand_between_blanks():
    assert [word_count(text) for text in ("", " \n ", "one", "I  timed\nten rounds – twice")] == [0, 0, 1, 6]
    # 4 + 5 + 8 + 4 + 4; the title is not counted.
    assert FULL.words == 25
    assert list(FULL.parts) == list(Part)


def test_a_month_is_a_year_and_a_month():
    assert FULL.month == date(2026, 3, 1)
    assert Account(id=ID).month is None
    for wrong in ("2026-13", "2026-3", "March 2026", "0026-03"):
        with pytest.raises(ValidationError):
            Account(id=ID, happened=wrong)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"title": " "}, ["It has no title yet: by what will you know it again?"]),
        ({"happened": None}, ["It does not say when it happened."]),
        ({"situation": ""}, ["The situation is missing: what was wrong, and for whom?"]),
        ({"task": "\n"}, ["The task is missing: what was yours to do?"]),
        ({"action": ""}, ["The action is missing: what did you do yourself?"]),
        ({"result": ""}, ["The result is missing: what changed, and how do you know?"]),
        ({"reflection": ""}, ["The reflection is missing: what did you learn, and what do you do differently now?"]),
        ({"evidence": None}, ["It does not say which kind of supporting information it is."]),
        ({"action": "x " * 233}, []),  # 233 + 4 + 5 + 4 + 4 = 250
        ({"action": "x " * 234}, ["It is 1 word longer than the 250 that panels ask for at most."]),
        ({"action": "x " * 300}, ["It is 67 words longer than the 250 that panels ask for at most."]),
        (
            {"title": "", "result": ""},
            [
                "It has no title yet: by what will you know it again?",
                "The result is missing: what changed, and how do you know?",
            ],
        ),
    ],
)
def test_what_a_reader_would_miss_is_said(changed: dict[str, object], said: list[str]):
    assert list(advice(FULL.model_copy(update=changed))) == said


def test_nobody_is_advised_before_they_begin():
    assert advice(Account(id=ID)) == ()
    assert Account(id=ID).is_blank
    assert len(advice(Account(id=ID, links=(PROMPT,)))) == 8


def test_a_link_is_there_once_whatever_it_is_called():
    renamed = PROMPT.model_copy(update={"title": "Another name"})
    assert linked((PROMPT,), renamed) == (PROMPT,)
    scale = Link(assessment="clinical-leadership", kind="scale", id="setback", title="No prompt")
    both = linked((PROMPT,), scale)
    assert both == (PROMPT, scale)
    assert unlinked(both, renamed) == (scale,)


def test_a_plan_gives_what_it_knows_already():
    action = PlannedAction(
        title="Time ten rounds", done_on=date(2026, 3, 9), reflection="I now ask first.", evidence=Evidence.IMPROVEMENT
    )
    goal = Goal(title="Rounds end before lunch", actions=(action,))
    assert drafted(ID, goal, action, PROMPT) == Account(
        id=ID,
        title="Time ten rounds",
        happened="2026-03",
        task="Rounds end before lunch",
        reflection="I now ask first.",
        evidence=Evidence.IMPROVEMENT,
        links=(PROMPT,),
    )
    assert drafted(ID, goal, None, None) == Account(id=ID, task="Rounds end before lunch")
    assert drafted(ID, goal, PlannedAction(title="Open"), None).happened is None


@pytest.mark.parametrize(
    ("sought", "found"),
    [("", True), ("ROUNDS", True), ("twelve timed", True), ("came back", True), ("rounds lunch", False)],
)
def test_every_word_that_is_sought_must_be_somewhere(sought: str, found: bool):
    assert matching(FULL, sought) is found


@given(st.text(max_size=80), st.integers(0, 4))
def test_an_account_matches_each_word_of_its_own(text: str, part: int):
    account = Account(id=ID, **{list(Part)[part].value: text})
    assert all(matching(account, word) for word in text.split())


@given(
    st.lists(
        st.lists(st.lists(st.sampled_from([ID, OTHER]), max_size=2), max_size=3),
        max_size=4,
    )
)
def test_an_account_that_is_taken_out_of_a_plan_is_nowhere_in_it(shape: list[list[list[str]]]):
    goals = tuple(
        Goal(title="", accounts=tuple(places[0] if places else ()), actions=actions)
        for places in shape
        for actions in [tuple(PlannedAction(title="", accounts=tuple(one)) for one in places[1:])]
    )
    plan = DevelopmentPlan(created_on=date(2026, 11, 24), goals=goals)
    named = {one for places in shape for accounts in places for one in accounts}
    assert set(plan.accounts) == named
    assert len(plan.accounts) == len(named)
    left = plan.without_account(ID)
    assert set(left.accounts) == named - {ID}
    assert [len(goal.actions) for goal in left.goals] == [len(goal.actions) for goal in plan.goals]
    assert DevelopmentPlan.model_validate_json(left.model_dump_json()) == left
