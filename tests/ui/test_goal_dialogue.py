"""A goal thought through in the real window, by keyboard: nothing that is typed is lost, whichever way one goes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from leadready.errors import StoreFull
from leadready.planning.dialogue import STEPS, Step, answered
from leadready.ui.pages.goal_dialogue import GoalDialoguePage
from leadready.ui.pages.plan import PlanPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice
from leadready.workflow import plans
from leadready.workflow.plans import open_plan
from tests.ui.test_pages import button, settle, sitting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from leadready.planning.plan import Goal
    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

__all__ = ["sitting"]

ENTER, BACK, AWAY = Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Escape


def press(journey: Journey, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is, or type a text there."""
    target = journey.window.focusWidget() or journey.window
    if isinstance(key, str):
        QTest.keyClicks(target, key)
    else:
        QTest.keyClick(target, key, modifier)
    settle()


def asked(journey: Journey) -> GoalDialoguePage:
    page = journey.window.page
    assert isinstance(page, GoalDialoguePage)
    return page


def kept(journey: Journey, about: Sitting, number: int = 0) -> Goal:
    return open_plan(journey.services, about).goals[number]


def visible(journey: Journey) -> list[str]:
    return [label.text() for label in journey.window.page.findChildren(QLabel) if label.isVisible()]


def test_a_goal_of_ones_own_is_made_by_keyboard_alone(journey: Journey, sitting: Sitting, qtbot: QtBot):
    journey.plan(sitting.id)
    with qtbot.waitActive(journey.window):
        journey.window.activateWindow()
    button(journey.window.page, "Add a goal of my own").setFocus()
    press(journey, ENTER)
    page = asked(journey)
    assert page.title.text() == "What do you want to be different?"
    assert "Goal 4, 1 of 5" in visible(journey)
    assert QApplication.focusWidget() is page.area
    assert page.area.accessibleName() == "What do you want to be different?"
    assert page.area.accessibleDescription().startswith("Goal 4, 1 of 5 One thing, in your own words")
    press(journey, "Improve handover")
    assert "“Improve handover” could mean many things: say who will do what, and where." in visible(journey)
    press(journey, ENTER)
    assert "You want: Improve handover" in visible(journey)
    press(journey, "No patient waits for a forgotten test")
    press(journey, ENTER)
    press(journey, "The rota leaves no hour for it.")
    press(journey, ENTER)
    assert asked(journey).area.toPlainText() == "If the rota leaves no hour for it, then I will "
    assert "Finish the sentence: what will you do then?" in visible(journey)
    press(journey, "book the next one at once")
    assert "So: If the rota leaves no hour for it, then I will book the next one at once." in visible(journey)
    press(journey, ENTER)
    assert "5 of 5" in " ".join(visible(journey))
    press(journey, "Ten handovers without a gap")
    press(journey, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked(journey)._review
    asked(journey)._review.setDate(QDate(2027, 3, 1))
    press(journey, ENTER)
    plan = journey.window.page
    assert isinstance(plan, PlanPage)
    goal = plan.plan.goals[3]
    assert (goal.title, goal.matters, goal.obstacle, goal.if_then, goal.measure, str(goal.review_on)) == (
        "Improve handover",
        "No patient waits for a forgotten test",
        "The rota leaves no hour for it.",
        "If the rota leaves no hour for it, then I will book the next one at once",
        "Ten handovers without a gap",
        "2027-03-01",
    )
    assert kept(journey, sitting, 3) == goal
    assert QApplication.focusWidget() is plan._cards[3]._think
    assert plan._cards[3]._if_then.toPlainText() == goal.if_then


def test_backspace_in_an_empty_field_goes_back_and_a_held_key_does_not(journey: Journey, sitting: Sitting):
    journey.think(sitting.id, 0, Step.OUTCOME)
    page = asked(journey)
    page.area.setPlainText("x")
    page.area.moveCursor(page.area.textCursor().MoveOperation.End)
    press(journey, BACK)
    assert journey.window.page is page  # it deleted a letter
    held = QKeyEvent(QEvent.Type.KeyPress, BACK, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(page.area, held)
    settle()
    assert journey.window.page is page
    press(journey, BACK)
    assert asked(journey)._step is Step.WISH
    assert kept(journey, sitting).matters == ""
    journey.think(sitting.id, 0, Step.WISH)
    asked(journey).area.clear()
    press(journey, BACK)
    assert asked(journey)._step is Step.WISH  # there is nothing before it
    assert not button(journey.window, "Back").isEnabled()


@pytest.mark.parametrize("step", STEPS)
def test_escape_leaves_with_what_is_typed_and_nothing_that_was_only_suggested(
    journey: Journey, sitting: Sitting, step: Step
):
    before = kept(journey, sitting)
    journey.think(sitting.id, 0, step)
    press(journey, AWAY)
    assert isinstance(journey.window.page, PlanPage)
    assert kept(journey, sitting) == before
    journey.think(sitting.id, 0, step)
    asked(journey).area.setPlainText("Mine & <b>nobody's</b>")
    press(journey, AWAY)
    assert getattr(kept(journey, sitting), step.value) == "Mine & <b>nobody's</b>"


def test_shift_and_enter_begins_a_line(journey: Journey, sitting: Sitting):
    journey.think(sitting.id, 0, Step.OUTCOME)
    page = asked(journey)
    page.area.clear()
    press(journey, "one")
    press(journey, ENTER, Qt.KeyboardModifier.ShiftModifier)
    press(journey, "two")
    assert journey.window.page is page
    press(journey, ENTER)
    assert kept(journey, sitting).matters.splitlines() == ["one", "two"]


def test_a_suggestion_is_chosen_by_keyboard_and_never_takes_own_words_away(journey: Journey, sitting: Sitting):
    journey.think(sitting.id, 0, Step.OBSTACLE)
    page = asked(journey)
    first = page._suggestions.words[0]
    page.area.clear()
    press(journey, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page._suggestions.options[0]
    press(journey, Qt.Key.Key_Space)
    assert page.area.toPlainText() == first
    assert page._suggestions.options[0].isChecked()
    page.area.setPlainText("My own worry")
    assert not page._suggestions.options[0].isChecked()
    page._suggestions.options[0].click()
    assert page.area.toPlainText() == f"My own worry\n{first}"
    page.area.setPlainText(first)
    press(journey, ENTER)  # with the keyboard on the suggestion
    assert asked(journey)._step is Step.IF_THEN
    assert kept(journey, sitting).obstacle == first


def test_a_goal_that_was_begun_and_left_with_nothing_said_is_none(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    count = len(journey.window.page.plan.goals)
    button(journey.window.page, "Add a goal of my own").click()
    settle()
    press(journey, AWAY)
    assert isinstance(journey.window.page, PlanPage)
    assert len(journey.window.page.plan.goals) == count
    assert len(open_plan(journey.services, sitting).goals) == count


def test_a_step_is_kept_as_one_pauses_and_held_where_it_cannot_be(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    journey.think(sitting.id, 0, Step.WISH)
    page = asked(journey)
    page.area.setPlainText("Kept in a pause")
    page._autosave._timer.timeout.emit()
    assert kept(journey, sitting).title == "Kept in a pause"
    assert "Saved 14:03" in [label.text() for label in journey.window.findChildren(QLabel)]

    def refuse(*_args: object) -> None:
        raise StoreFull("The disk is full.", advice="Make room.")

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.plans), "save", refuse)
        page.area.setPlainText("Not yet kept")
        press(journey, ENTER)
        assert journey.window.page is page
        assert any("The disk is full." in words for words in visible(journey))
    button(page, "Try again").click()
    settle()
    assert not page.findChildren(Notice)
    assert kept(journey, sitting).title == "Not yet kept"


def test_a_plan_that_cannot_be_kept_is_not_left_for_the_dialogue(
    journey: Journey, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
):
    journey.plan(sitting.id)
    page = journey.window.page

    def refuse(*_args: object) -> None:
        raise StoreFull("The disk is full.", advice="Make room.")

    with monkeypatch.context() as context:
        context.setattr(type(journey.services.store.plans), "save", refuse)
        button(page, "Add a goal of my own").click()
        settle()
        assert journey.window.page is page
        assert any("The disk is full." in words for words in visible(journey))
    button(page, "Try again").click()
    button(page._cards[-1], "Think it through: Goal 4").click()
    settle()
    assert asked(journey)._step is Step.WISH


def test_the_card_opens_the_dialogue_of_its_own_goal(journey: Journey, sitting: Sitting):
    journey.plan(sitting.id)
    titles = [goal.title for goal in journey.window.page.plan.goals]
    for number, title in enumerate(titles):
        journey.plan(sitting.id)
        button(journey.window.page, f"Think it through: {title}").click()
        settle()
        assert asked(journey).area.toPlainText() == title
        assert f"Goal {number + 1}, 1 of 5" in visible(journey)
    assert plans.open_plan(journey.services, sitting).goals[0].title == titles[0]
    assert [one.text() for one in journey.window.findChildren(Button) if one.property("role") == "primary"] == [
        "Continue"
    ]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_way_one_goes_nothing_that_was_typed_is_lost(journey: Journey, sitting: Sitting, seed: int):
    """Type, go on, go back, leave and come back in any order: what was last typed at each step stands in the goal."""
    chance = random.Random(seed)  # noqa: S311 - a walk that can be repeated, no secret
    journey.plan(sitting.id)
    said: dict[Step, str] = {}
    journey.think(sitting.id, 0, Step.WISH)
    for number in range(24):
        page = asked(journey)
        step = page._step
        match chance.choice(("type", "type", "on", "on", "back", "leave")):
            case "type":
                said[step] = f"Said {number} & <i>so</i>"
                page.area.setPlainText(said[step])
            case "on" if step.after is not None:
                # What stands there is taken by going on, but for a line that was only begun.
                said[step] = getattr(answered(page.goal, step, page.area.toPlainText()), step.value)
                press(journey, ENTER)
                assert asked(journey)._step is step.after
            case "back" if step.before is not None:
                button(journey.window, "Back").click()
                settle()
                assert asked(journey)._step is step.before
            case _:
                press(journey, AWAY)
                assert isinstance(journey.window.page, PlanPage)
                journey.think(sitting.id, 0, chance.choice(STEPS))
    asked(journey).leaving()
    goal = kept(journey, sitting)
    assert {step: getattr(goal, step.value) for step in said} == said
