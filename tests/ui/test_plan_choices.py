"""What a goal aims at, why its actions are suggested, and what could stand in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from leadready.ui.pages.action_offers import ActionOffers
from leadready.ui.widgets.fields import Choice
from leadready.ui.widgets.option import Option
from tests.ui.test_pages import button, settle, sitting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey
    from leadready.ui.pages.plan import PlanPage
    from leadready.workflow.sitting import Sitting

__all__ = ["sitting"]


def opened(journey: Journey, sitting: Sitting) -> PlanPage:
    journey.plan(sitting.id)
    page: PlanPage = journey.window.page
    return page


def offers(page: QWidget) -> list[ActionOffers]:
    settle()
    return page.findChildren(ActionOffers)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_goal_and_each_of_its_actions_say_why(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    for card, goal in zip(page._cards, page.plan.goals, strict=True):
        assert f"Because {goal.because}." in words(card)
        for row, action in zip(card._actions, goal.actions, strict=True):
            assert f"Because {action.because}." in words(row)
    strength = page.plan.goals[-1]
    assert strength.builds_on_strength
    assert "it is a strength of yours to build on" in strength.because


def test_another_level_to_aim_at_is_kept_and_none_can_be_meant(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    goal = page.plan.goals[0]
    (choice,) = page._cards[0].findChildren(Choice)
    present = page._reading.profile.level(goal.scale_id)
    assert choice.currentText() == "From Exploring to Building"
    assert present == "exploring"
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "No level in mind", "Hold Exploring", "From Exploring to Building", "From Exploring to Established",
        "From Exploring to Leading",
    ]  # fmt: skip
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    journey.home()
    page = opened(journey, sitting)
    assert page.plan.goals[0].target_level == "established"
    (choice,) = page._cards[0].findChildren(Choice)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    journey.home()
    assert opened(journey, sitting).plan.goals[0].target_level is None


def test_a_level_that_is_not_offered_any_more_stays_until_another_is_chosen(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    changed = page.plan.goals[-1].model_copy(update={"target_level": "exploring"})
    assert page._reading.profile.level(changed.scale_id) != "exploring"
    page.plan = page.plan.with_goal(len(page.plan.goals) - 1, changed)
    page._autosave.soon()
    journey.home()
    page = opened(journey, sitting)
    page._cards[-1]._title.setPlainText("Another title")
    assert page._cards[-1].goal().target_level == "exploring"


def test_an_action_is_swapped_for_an_offer_that_says_why(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    card = page._cards[0]
    before = [action.action_id for action in page.plan.goals[0].actions]
    button(card._actions[0], "Swap").click()
    (shown,) = offers(card)
    options = shown.findChildren(Option)
    expected = card._others(card.goal())
    assert [offer.because for _option, offer in shown._options] == [one.because for one in expected]
    assert QApplication.focusWidget() is options[0]
    assert options[0].isChecked()
    QTest.keyClick(options[0], Qt.Key.Key_Down)
    assert options[1].isChecked()
    QTest.keyClick(options[1], Qt.Key.Key_Return)
    assert not offers(card)
    after = page.plan.goals[0].actions
    assert [action.action_id for action in after] == [expected[1].action.id, *before[1:]]
    assert after[0].because == expected[1].because
    assert QApplication.focusWidget() is card._actions[0]._title


def test_leaving_the_offers_changes_nothing(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    card, plan = page._cards[0], page.plan
    button(card._actions[1], "Swap").click()
    QTest.keyClick(offers(card)[0].findChildren(Option)[0], Qt.Key.Key_Escape)
    assert not offers(card)
    assert page.plan == plan
    assert QApplication.focusWidget() is card._actions[1]._title
    button(card, "Add an action").click()
    button(offers(card)[0], "Leave it as it is").click()
    assert not offers(card)
    assert page.plan == plan


def test_an_action_is_added_from_the_library_or_ones_own(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    card = page._cards[0]
    count = len(card._actions)
    button(card, "Add an action").click()
    button(card, "Add an action").click()  # asked twice, shown once
    (shown,) = offers(card)
    own = shown.findChildren(Option)[-1]
    own.click()
    button(shown, "Take this action").click()
    assert len(card._actions) == count + 1
    assert page.plan.goals[0].actions[-1].action_id is None
    assert page.plan.goals[0].actions[-1].because == ""
    button(card, "Add an action").click()
    (shown,) = offers(card)
    shown.findChildren(Option)[0].click()
    button(shown, "Take this action").click()
    assert page.plan.goals[0].actions[-1].action_id is not None


def test_offers_go_when_the_actions_change(journey: Journey, sitting: Sitting):
    page = opened(journey, sitting)
    card = page._cards[0]
    button(card._actions[0], "Swap").click()
    button(card._actions[1], "Remove").click()
    assert not offers(card)
    assert len(card._actions) == 1
