"""A plan that says “not now”, in every kind of file: whole, short, and without a word that presses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leadready.planning.not_now import chosen
from leadready.planning.plan import DevelopmentPlan, NotNow, PlannedAction
from leadready.report.edition import Edition
from leadready.report.plan_calendar import plan_calendar
from leadready.report.plan_html import plan_html
from leadready.report.plan_pdf import plan_pdf
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.workflow.plans import suggested_plan
from tests.report.plans import DAY, document, numbered, reading
from tests.report.reading import faults, pages, whole_text
from tests.report.test_sections import spoken

if TYPE_CHECKING:
    from leadready.report.document import PlanDocument

TASTER = PlannedAction(action_id="t", title="Shadow somebody", steps=("Ask.", "Go."), effort_hours=5)
KEPT = NotNow(
    change="No more nights <and> fewer gaps.",
    keep="I teach the juniors.",
    taster=TASTER,
    look_again_on=date(2027, 9, 1),
)


def made(kept: NotNow = KEPT) -> PlanDocument:
    suggested = suggested_plan(reading("early-explorer"), DAY)
    assert suggested.goals
    plan = chosen(suggested.model_copy(update={"not_now": kept}), DAY)
    return document("early-explorer", plan=plan)


def test_it_says_what_the_person_said_and_asks_for_no_goal():
    parts = {section.title: spoken(section) for section in sections(made())}
    said = parts["Not now, with the door open"]
    for words in (KEPT.change, KEPT.keep, "Shadow somebody", "Go.", "1 September 2027"):
        assert words in said
    assert "About 5 hours, and it commits to nothing." in said
    summary = parts["Summary"]
    assert "I look again on 1 September 2027." in summary
    assert summary[summary.index("Where this plan begins") + 1].startswith("Not now is a plan too.")
    assert "For a talk with someone I trust" in parts
    assert {"Dates", "Progress, and answering again"}.isdisjoint(parts)
    every = " ".join(words for section in parts.values() for words in section)
    for goal in suggested_plan(reading("early-explorer"), DAY).goals:
        assert goal.title not in every  # what is set aside leaves with no file
    assert "No goal is set yet" not in every


def test_every_kind_of_file_holds_it():
    one = made()
    text, page = plan_text(one), plan_html(one)
    assert "No more nights <and> fewer gaps." in text
    assert "No more nights &lt;and&gt; fewer gaps." in page
    pdf = plan_pdf(one)
    assert faults(pages(pdf)) == []
    assert "I teach the juniors." in whole_text(pdf)
    calendar = plan_calendar(one).decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270901" in calendar
    assert "SUMMARY:Look again\\, if you like" in calendar


def test_what_was_left_open_has_room_and_no_word():
    nothing = DevelopmentPlan(created_on=DAY, choice="not-now")
    said = spoken([*sections(document("early-explorer", plan=nothing))][3])
    assert "What would have to change" in said  # with lines to write on
    assert "A taster, if I like" not in said
    assert "BEGIN:VEVENT" not in plan_calendar(document("early-explorer", plan=nothing)).decode()


def test_the_version_to_share_has_it_without_scores():
    shared = [words for section in sections(made(), Edition(shows_scores=False)) for words in spoken(section)]
    assert "I look again on 1 September 2027." in shared
    assert KEPT.change in shared


def test_long_words_stay_on_the_pages():
    long = NotNow(change=numbered("change", 6000), keep=numbered("keep", 6000))
    pdf = plan_pdf(made(long))
    assert faults(pages(pdf)) == []
    printed = whole_text(pdf)
    assert "change00300" in printed
    assert "keep00300" in printed
