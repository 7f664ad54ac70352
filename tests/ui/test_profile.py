"""The profile: patterns, gates, caution, receipts, levels only, other rubrics and other versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from leadready.ui import theme
from leadready.ui.pages.quadrant_card import QuadrantCard
from leadready.ui.pages.ruling_cards import GatesCard, PatternCard, Why
from leadready.ui.pages.score_block import ScoreBlock
from leadready.ui.pages.versions import VersionsPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin
from tests.accessibility import audit
from tests.workflow.packages import write_package

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

INSTRUMENT = """\
format: leadready/instrument/1
id: ruled
version: 1.0.0
title: Ruled
summary: It has rules.
licence: CC-BY-4.0
authors: [Someone]
minutes: 1
provenance: Written for a test.
response_scales:
  five: {options: {1: Never, 2: Rarely, 3: Sometimes, 4: Often, 5: Always}}
sections:
  - id: start
    title: Start
    pages:
      - response_scale: five
        items: {a1: I begin., a2: I finish., b1: I ask., b2: I listen.}
      - lead_in: A team begins.
        items:
          k1: {stem: Which comes first?, options: {a: An aim., b: A chart.}}
          k2: {stem: Which comes last?, options: {a: A test, b: A habit}}
"""
DEVELOPMENT = """\
format: leadready/rubric/1
id: development
version: 1.0.0
title: Development
purpose: To test.
instrument: ruled 1.x
levels: [{id: low, from: 0, title: Low}, {id: middle, from: 40, title: Middle}, {id: high, from: 60, title: High}]
every_scale: {precision: {sd: 10, reliability: 0.75, basis: measured}}
scales:
  doing: {title: Doing, about: Doing things., items: [a1, a2], shown_as: {from: 1, to: 10}}
  asking: {title: Asking, about: Asking people., items: [b1, b2]}
  knowing:
    title: Knowing
    about: Two items are an exercise, not a measurement.
    items: [k1, k2]
    method: correct
    key: {k1: a, k2: b}
    rationale: {k1: Without an aim no chart helps., k2: What lasts is a habit.}
    missing: unanswered counts nothing
gates:
  - {id: basics, title: The basics, when: {knowing: {below: 2, on: raw}}, outcome: Learn the basics.}
  - {id: care, title: Care, when: {flags: {at_least: 2}}, outcome: No pattern is read., withholds: [profiles, norms]}
profiles:
  - {id: doer, title: A doer, when: {doing: {at_least: 70}}, says: This pattern may suggest a <b>doer</b>., response: Do more.}
norms:
  pilot:
    title: Pilot group
    source: A made-up study
    collected: 2027-03
    people: 120
    population: ward staff
    mode: development
    scores: {doing: {mean: 60, sd: 12.5}}
quality: {longest_run: 4}
"""
OTHER = (
    DEVELOPMENT.replace("id: development", "id: other")
    .replace("title: Development", "title: Another view")
    .replace("items: [a1, a2]", "items: [a1, b1]")
)
LEVELS = DEVELOPMENT.replace("purpose: To test.", "purpose: To test.\nshows: levels")
ACTIONS = "format: leadready/actions/1\ngoals: {}\nactions: []\n"
ANSWERS: dict[str, Any] = {"a1": 4, "a2": 4, "b1": 2, "b2": 3, "k1": "b", "k2": "b"}  # doing: 75, from 65 to 85


def sit(journey: Journey, *rubrics: str, answers: dict[str, Any] = ANSWERS, complete: bool = True) -> Sitting:
    files = {"instrument.yaml": INSTRUMENT, "actions.yaml": ACTIONS}
    files |= {f"rubrics/{number}.yaml": text for number, text in enumerate(rubrics or (DEVELOPMENT,))}
    write_package(journey.services.own_packages / "ruled", files)
    made = begin(journey.services, open_package(journey.services.packages, "ruled"), "development")
    for item_id, answer in answers.items():
        made.answer(item_id, answer)
    if complete:
        made.complete()
    return made


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(widget: QWidget, words: str) -> None:
    next(one for one in widget.findChildren(Button) if words in {one.text(), one.accessibleName()}).click()
    settle()


def page(journey: Journey) -> QWidget:
    assert journey.window.page is not None
    return journey.window.page


def test_a_pattern_is_a_hypothesis_with_its_reason(journey: Journey):
    journey.profile(sit(journey).id)
    (card,) = page(journey).findChildren(PatternCard)
    assert said(card) == [
        "What this may mean",
        "A doer",
        "This pattern may suggest a <b>doer</b>.",
        "What could help: Do more.",
        "Possible: it fits your scores as they are, but their uncertainty leaves room for another reading.",
    ]
    press(card, "Why A doer?")
    assert said(card)[-1] == "“Doing” is 75, and the rule asks for at least 70: met, within the uncertainty."
    press(card, "Why A doer?")
    assert not said(card)[-1].startswith("“Doing”")


def test_the_answers_that_a_level_rests_on_are_named(journey: Journey):
    # Doing: 3 and 3 of 1 to 5 are 50, Middle; one of them at 4 is 62.5, High. Asking: 1 and 1 are 0; one step is 12.5.
    sitting = sit(journey, DEVELOPMENT, answers={"a1": 3, "a2": 3, "b1": 1, "b2": 1, "k1": "b", "k2": "a"})
    journey.profile(sitting.id)
    words = said(page(journey))
    place = words.index("What moves me")
    assert words[place + 2 : place + 4] == [
        "“I begin.” Often instead of Sometimes: Doing from Middle to High.",
        "“I finish.” Often instead of Sometimes: Doing from Middle to High.",
    ]
    assert not any(" instead of " in text for text in [*words[:place], *words[place + 4 :]])


QUADRANT = """
quadrant:
  across: asking
  up: doing
  cut: 60
  fields:
    neither: {title: Neither, says: Neither may matter.}
    across: {title: Asks, says: You may ask.}
    up: {title: Does, says: You may do.}
    both: {title: Both, says: You may do both.}
"""


def test_two_scores_are_seen_together_in_a_drawing_and_in_words(journey: Journey):
    # Doing 75 from 65 to 85: above 60. Asking (2 + 3) is 37.5 from 28 to 47: below it.
    journey.profile(sit(journey, DEVELOPMENT + QUADRANT).id)
    (card,) = page(journey).findChildren(QuadrantCard)
    assert said(card) == [
        "Doing, and Asking",
        "Across: Asking. Up: Doing. The lines are at 60 of 100.",
        "Your scores place you in “Does”, even with their uncertainty.",
        "You may do.",
    ]
    (picture,) = card.findChildren(DrawingView)
    assert picture.accessibleName().startswith("Asking: 38 of 100, probably between 28 and 47. Doing: 75 of 100")


def test_a_border_is_said_with_what_each_side_may_mean(journey: Journey):
    # Doing (3 + 4) is 62.5 from 53 to 72: the line at 60 lies within.
    journey.profile(sit(journey, DEVELOPMENT + QUADRANT, answers={**ANSWERS, "a1": 3}).id)
    (card,) = page(journey).findChildren(QuadrantCard)
    assert said(card)[2:] == [
        "You are on the border between “Neither” and “Does”; the scores themselves lie in “Does”.",
        "Neither: Neither may matter.",
        "Does: You may do.",
    ]


def test_no_quadrant_where_patterns_are_kept_back_or_a_score_is_missing(journey: Journey):
    careless = {**ANSWERS, **dict.fromkeys(("a1", "a2", "b1", "b2"), 4)}
    half = {item_id: answer for item_id, answer in ANSWERS.items() if item_id != "b1"}
    for answers in (careless, half):
        journey.profile(sit(journey, DEVELOPMENT + QUADRANT, answers=answers).id)
        assert not page(journey).findChildren(QuadrantCard)


def test_where_no_answer_moves_a_level_that_is_said(journey: Journey):
    journey.profile(sit(journey, answers={**ANSWERS, **dict.fromkeys(("a1", "a2", "b1", "b2"), 5)}).id)
    words = said(page(journey))
    assert words[words.index("What moves me") + 1].startswith("No single answer would raise a level")


def test_gates_say_what_to_do_first(journey: Journey):
    journey.profile(sit(journey).id)
    (card,) = page(journey).findChildren(GatesCard)
    assert said(card) == ["What to do first", "The basics", "Learn the basics."]
    assert not card.findChildren(DrawingView)  # never a bar
    card.findChildren(Why)[0]._on_why()
    settle()
    assert said(card)[-1] == "“Knowing” is 1 of 2 right, and the rule asks for below 2: clearly met."


def test_caution_comes_before_the_scores_and_keeps_patterns_and_norms_back(journey: Journey):
    journey.profile(sit(journey, answers={**ANSWERS, **dict.fromkeys(("a1", "a2", "b1", "b2"), 4)}).id)
    (note,) = page(journey).findChildren(Notice)
    assert said(note) == [
        "Read with caution",
        "Some things in your answers can make scores less telling:",
        "4 answers in a row were the same.",
        "Nearly all answers were the same.",
        "No pattern is read.",
        "So no pattern is read from these scores, and they are not compared with other people's.",
    ]
    assert note.y() < page(journey).findChildren(ScoreBlock)[0].mapTo(page(journey), note.pos()).y()
    assert not page(journey).findChildren(PatternCard)
    press(page(journey), "Why Doing?")
    assert not any("Compared with" in words for words in said(page(journey)))


def test_a_receipt_shows_the_other_range_and_the_norm_group(journey: Journey):
    journey.profile(sit(journey).id)
    press(page(journey), "Why Doing?")
    words = said(page(journey))
    assert "On a range from 1 to 10 this is 7.8." in words  # 1 + 9 x 0.75 = 7.75
    assert (
        "Compared with “Pilot group”: 120 people, ward staff, collected 2027-03, who answered for their own development."
        in words
    )
    assert "This is a local comparison: the group is too small to be a norm." in words
    assert "T score 62: 50 is the mean of the group and 10 its standard deviation." in words


def test_a_receipt_of_a_test_lists_answers_best_answers_and_reasons(journey: Journey):
    answers = {one: answer for one, answer in ANSWERS.items() if one != "k2"}
    journey.profile(sit(journey, answers=answers).id)
    press(page(journey), "Why Knowing?")
    words = said(page(journey))
    start = words.index("How “Knowing” came about")
    assert words[start : start + 10] == [
        "How “Knowing” came about",
        "0 of 2 right. 1 was left out and counts nothing.",
        "Two items are an exercise, not a measurement.",
        "A team begins.",
        "Which comes first?",
        "You answered “A chart”, which counts 0 of 1.",
        "The best answer is “An aim”. Without an aim no chart helps.",
        "Which comes last?",
        "You left this out, so it counts nothing.",
        "The best answer is “A habit”. What lasts is a habit.",
    ]


def test_no_best_answer_is_told_before_the_sitting_is_over(journey: Journey):
    journey.profile(sit(journey, complete=False).id)
    press(page(journey), "Why Knowing?")
    words = " ".join(said(page(journey)))
    assert "The best answers are shown once you have finished the sitting." in words
    assert not any(secret in words for secret in ("An aim", "Without an aim", "the best answer is", "What lasts"))


def test_levels_only_shows_lamps_and_words_and_no_number(journey: Journey):
    journey.profile(sit(journey, LEVELS).id)
    for block in page(journey).findChildren(ScoreBlock):
        press(block, "Why?")
    for why in page(journey).findChildren(Why):
        why._on_why()
    settle()
    counted = re.compile(r"^\d of \d|; nothing was missing|; what was left blank")
    day = re.compile(r"24 November 2026")
    assert [
        words
        for words in said(page(journey))
        if re.search(r"\d", words) and not counted.search(words) and not day.search(words)
    ] == []
    pictures = [view.accessibleName() for view in page(journey).findChildren(DrawingView)]
    assert pictures == ["Doing: High, step 3 of 3.", "Asking: Low, step 1 of 3.", "Knowing: Middle, step 2 of 3."]
    assert not any("borderline" in words for words in said(page(journey)))


def test_the_same_answers_are_read_with_another_rubric(journey: Journey):
    sitting = sit(journey, DEVELOPMENT, OTHER, OTHER.replace("id: other", "id: panel\nuses: [panel]"))
    journey.profile(sitting.id)
    offered = [one.text() for one in page(journey).findChildren(Button) if one.text().startswith("Read with")]
    assert offered == ["Read with “Another view”"]  # a panel's rubric is not for one's own development
    press(page(journey), "Read with “Another view”")
    words = said(page(journey))
    assert "Your answers are the same. Your plan follows “Development”, with which you began." in words
    press(page(journey), "Why Doing?")
    assert any("(4 + 2) ÷ 2 = 3" in line for line in said(page(journey)))
    press(page(journey), "Read with “Development”")
    assert not any("Your plan follows" in words for words in said(page(journey)))


def test_a_rubric_for_panels_is_refused(journey: Journey):
    sitting = sit(journey, DEVELOPMENT, OTHER.replace("id: other", "id: panel\nuses: [panel]"))
    journey.profile(sitting.id, "panel")
    words = " ".join(said(page(journey)))
    assert "The rubric “Another view” is not made for a person's own development, only for a selection panel." in words


def _changed(journey: Journey) -> Sitting:
    """A sitting whose package has been changed since: another key, another word."""
    sitting = sit(journey)
    newer = DEVELOPMENT.replace("items: [a1, a2]", "items: [{a1: 3}, a2]").replace("version: 1.0.0", "version: 1.1.0")
    files = {"instrument.yaml": INSTRUMENT.replace("I ask.", "I ask people."), "rubrics/0.yaml": newer}
    write_package(journey.services.own_packages / "ruled", files)
    return sitting


@pytest.mark.parametrize("start", ["history", "profile"])
def test_two_versions_side_by_side(journey: Journey, start: str):
    sitting = _changed(journey)
    journey.history() if start == "history" else journey.profile(sitting.id)
    press(page(journey), "Compare with the present version")
    assert isinstance(journey.window.page, VersionsPage)
    words = said(page(journey))
    assert "When you answered: version 1.0.0, rubric 1.0.0. Now: version 1.0.0, rubric 1.1.0." in words
    assert words[words.index("Doing") :][:4] == [
        "Doing", "When you answered: 75, High", "Now: 75, High",
        "The same here, but worked out differently, so other answers may part. Its keys, weights or counted values "
        "changed.",
    ]  # fmt: skip
    assert "These items have other words now; read whether they still ask the same: “I ask people.”" in words
    assert words[words.index("The same in both versions") + 1] == "Knowing"
    assert "Now: A doer; The basics" in words
    press(journey.window, "Back to the profile")
    assert page(journey).title.text() == "Your profile"


def test_nothing_is_offered_where_nothing_has_changed(journey: Journey):
    sitting = sit(journey)
    for show in (journey.history, lambda: journey.profile(sitting.id)):
        show()
        assert "Compare with the present version" not in [one.text() for one in page(journey).findChildren(Button)]


@pytest.mark.parametrize("size", [100, 200])
def test_every_control_has_a_name_and_nothing_is_cut_off(journey: Journey, size: int):
    sitting = _changed(journey)
    theme.apply("light", size)
    journey.fill_rail()
    journey.window.resize(900, 600)
    try:
        for show in (lambda: journey.profile(sitting.id), lambda: journey.versions(sitting.id), journey.history):
            show()
            settle()
            for block in page(journey).findChildren(ScoreBlock):
                block._on_why()
            for why in page(journey).findChildren(Why):
                why._on_why()
            settle()
            assert audit(journey.window) == []
            assert page(journey).width() <= journey.window.findChild(QScrollArea).viewport().width()
            for one in journey.window.findChildren(Button):
                assert not one.isVisible() or one.width() >= one.sizeHint().width(), one.text()
    finally:
        theme.apply("light", 100)
