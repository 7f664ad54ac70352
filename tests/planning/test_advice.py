from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.planning.advice import advice
from leadready.planning.plan import Goal, PlannedAction

DAY = date(2027, 1, 5)
READY = Goal(
    title="Run the ward huddle every Tuesday",
    actions=(PlannedAction(title="Ask for the slot"),),
    measure="Eight huddles run",
    review_on=DAY,
)


def with_(**changes: object) -> Goal:
    return READY.model_copy(update=changes)


def test_a_goal_that_is_ready_gets_no_advice():
    assert advice(READY) == ()


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"title": "Improve communication"}, "“Improve communication” could mean many things"),
        ({"title": "Better teamwork."}, "“Better teamwork.” could mean"),
        ({"review_on": None}, "It has no date yet"),
        ({"measure": " "}, "Say how you will know"),
        ({"actions": ()}, "It has no action yet"),
        ({"obstacle": "Rota gaps"}, "You know what might get in the way"),
        ({"title": " \n"}, "Say in one sentence"),
    ],
)
def test_each_lack_is_named_and_nothing_else(changes: dict[str, object], begins: str):
    (said,) = advice(with_(**changes))
    assert said.words.startswith(begins)


@pytest.mark.parametrize(
    "title",
    ["Improve handover at 8 o'clock", "Cut late doses by half", "Improve how our team hands over on Fridays"],
)
def test_a_title_with_a_number_or_enough_words_is_not_called_vague(title: str):
    assert advice(with_(title=title)) == ()


def test_the_date_of_an_action_is_a_date():
    assert advice(with_(review_on=None, actions=(PlannedAction(title="Ask", by=DAY),))) == ()


def test_what_is_missing_is_said_the_weightiest_first():
    said = advice(Goal(title="Improve {title} leadership"))
    assert [one.about for one in said] == ["title", "date", "measure", "actions"]
    assert "{title}" in said[0].words  # what was typed is not read as a place to fill


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_is_taken(title: str, obstacle: str):
    assert len(advice(Goal(title=title, obstacle=obstacle))) <= 5
