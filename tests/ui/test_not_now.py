"""“Not now” in the real window: offered where the rubric says so, chosen by keyboard, taken back without a loss."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.ui import theme
from leadready.ui.pages.plan import PlanPage
from leadready.ui.pages.plan_opening import ChoiceCard
from leadready.workflow.plans import open_plan
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import Sitting, begin
from tests.accessibility import audit
from tests.ui.test_pages import button, settle

if TYPE_CHECKING:
    from leadready.ui.journey import Journey


def sit(journey: Journey, example: str) -> Sitting:
    folder = assets.assessments() / "clinical-leadership"
    assessment = open_package((assets.assessments(),), "clinical-leadership")
    answers = next(one.answers for one in load_examples(folder, assessment) if one.id == example)
    made = begin(journey.services, assessment)
    for item_id, answer in answers.items():
        made.answer(item_id, answer)
    made.complete()
    return Sitting(journey.services, made.id)


def shown(journey: Journey) -> PlanPage:
    page = journey.window.page
    assert isinstance(page, PlanPage)
    return page


def visible(journey: Journey) -> list[str]:
    return [label.text() for label in journey.window.page.findChildren(QLabel) if label.isVisible()]


def test_it_is_offered_only_where_the_rubric_offers_it(journey: Journey):
    journey.plan(sit(journey, "ready-unsupported").id)
    assert not shown(journey).findChildren(ChoiceCard)
    assert "Not now, with the door open" not in visible(journey)
    journey.plan(sit(journey, "early-explorer").id)
    (card,) = shown(journey).findChildren(ChoiceCard)
    assert [option.isChecked() for option in card.options] == [True, False]
    heights = [option.height() for option in card.options]
    assert heights[0] == heights[1]  # of equal standing


def test_it_is_chosen_filled_and_taken_back_by_keyboard(journey: Journey):
    sitting = sit(journey, "early-explorer")
    journey.plan(sitting.id)
    page = shown(journey)
    goals = page.plan.goals
    (card,) = page.findChildren(ChoiceCard)
    card.options[0].setFocus()
    QTest.keyClick(card.options[0], Qt.Key.Key_Down)
    settle()
    assert page.plan.is_not_now
    assert "Not now, with the door open" in visible(journey)
    assert "Goal 1" not in visible(journey)
    assert not button(page, "Add a goal of my own").isVisible()
    assert any(words.startswith("Not now is a plan too.") for words in visible(journey))
    assert page._not_now.not_now().look_again_on == date(2027, 5, 24)  # six months on
    page._not_now._change.setFocus()
    QTest.keyClicks(page._not_now._change, "Nights would have to end")
    QTest.keyClick(page._not_now._change, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "I teach")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page._not_now._options[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    page._not_now._look.setDate(QDate(2027, 3, 1))
    assert "That is soon: within six months little may have changed. It is your choice." in visible(journey)
    page._not_now._look.setDate(QDate(2027, 9, 1))
    journey.home()
    settle()
    assert "Not now: you look again on 1 September 2027." in visible(journey)
    kept = open_plan(journey.services, sitting)
    assert (kept.not_now.change, kept.not_now.keep, kept.goals) == ("Nights would have to end", "I teach", goals)
    assert kept.not_now.taster is not None
    assert kept.not_now.taster.action_id == "shadow-a-leader"
    journey.plan(sitting.id)
    page = shown(journey)
    assert page.plan == kept
    assert page._not_now._options[1].isChecked()
    (card,) = page.findChildren(ChoiceCard)
    card.options[0].click()
    settle()
    assert not page.plan.is_not_now
    assert "Goal 1" in visible(journey)
    assert page.plan.goals == goals
    assert open_plan(journey.services, sitting).not_now == kept.not_now


def test_home_says_when_the_day_has_come_and_presses_nobody(journey: Journey):
    sitting = sit(journey, "early-explorer")
    journey.plan(sitting.id)
    shown(journey).findChildren(ChoiceCard)[0].options[1].click()
    shown(journey)._not_now._look.setDate(QDate(2026, 11, 24))  # today
    journey.home()
    settle()
    assert "The day on which you wanted to look again has come. Take it or leave it." in visible(journey)


def test_a_taster_from_an_older_library_stays_on_offer(journey: Journey):
    sitting = sit(journey, "early-explorer")
    journey.plan(sitting.id)
    page = shown(journey)
    page.findChildren(ChoiceCard)[0].options[1].click()
    page._not_now._options[1].click()
    gone = page.plan.not_now.taster.model_copy(update={"action_id": "gone", "title": "A thing of before"})
    page.plan = page.plan.model_copy(update={"not_now": page.plan.not_now.model_copy(update={"taster": gone})})
    journey.home()
    journey.plan(sitting.id)
    page = shown(journey)
    assert page._not_now._options[-1].text() == "A thing of before"
    assert page._not_now._options[-1].isChecked()
    assert page._not_now.not_now().taster == gone
    page._not_now._options[0].click()
    assert page._not_now.not_now().taster is None


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off_and_all_is_named(journey: Journey, size: int):
    theme.apply("light", size)
    journey.fill_rail()
    journey.window.resize(900, 600)
    try:
        journey.plan(sit(journey, "early-explorer").id)
        shown(journey).findChildren(ChoiceCard)[0].options[1].click()
        settle()
        assert audit(journey.window) == []
        assert shown(journey).width() <= journey.window.findChild(QScrollArea).viewport().width()
    finally:
        theme.apply("light", 100)
