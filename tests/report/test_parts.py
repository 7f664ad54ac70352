"""The parts of a plan that stand beside its goals: what is asked of others, the way ahead, progress and the appendix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from leadready.instrument.routing import asked
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report.blocks import Bullets, Table, WritingSpace
from leadready.report.edition import USUAL, Edition, Part
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.scoring.responses import answer_words
from leadready.workflow.export import mappings_in, mappings_of
from tests.report.plans import DAY, FOLDER, document, reading, under_rubric
from tests.report.test_sections import blocks, named, spoken

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.report.blocks import Section

TALK = "For the talk with my supervisor or sponsor"
AHEAD = "After training: using what I learn, and the way ahead"


def only(part: Part, **options) -> Section:
    return sections(document(**options), Edition(frozenset({part})))[0]


def rows(section: Section) -> list[list[str]]:
    return [[" ".join(spoken(cell)) for cell in row.cells] for table in blocks(section, Table) for row in table.rows]


def test_the_talk_says_what_the_plan_needs_from_whom_and_for_which_goals():
    goals = (
        Goal(title="A", support="My manager", actions=(PlannedAction(title="x", effort_hours=3),)),
        Goal(title="B", support=" "),
        Goal(title="C", support=" My manager "),
        Goal(title="D", support="A data analyst"),
    )
    section = only(Part.CONVERSATION, plan=DevelopmentPlan(created_on=DAY, goals=goals))
    assert rows(section) == [
        ["Time: about 3 hours in all", "the whole plan", ""],
        ["My manager", "Goals 1, 3", ""],
        ["A data analyst", "Goal 4", ""],
    ]
    assert not blocks(only(Part.CONVERSATION, plan=DevelopmentPlan(created_on=DAY)), Table)


def test_what_surrounds_the_person_is_gone_through_with_what_the_plan_does_about_it():
    assert document().rubric.scales_around == ("safety", "leader-support", "resources")
    goals = (
        Goal(
            scale_id="resources",
            title="Time",
            support="My manager",
            actions=(PlannedAction(title="Ask"), PlannedAction(title=" ")),
        ),
        Goal(scale_id="identity", title="Me", support="Nobody", actions=(PlannedAction(title="Think"),)),
    )
    plan = DevelopmentPlan(created_on=DAY, goals=goals)
    assert rows(only(Part.CONTEXT, plan=plan)) == [
        ["Team safety and learning Speaking up or trying things seems to carry a cost in this team.", "", ""],
        ["Support from leaders Leaders seem to leave improvement to chance.", "", ""],
        ["Time, data and help Time, figures and help for improvement are hard to come by.", "Ask", "My manager"],
    ]
    shared = sections(document(plan=plan), Edition(frozenset({Part.CONTEXT}), shows_scores=False))[0]
    assert rows(shared) == [["Time, data and help", "Ask", "My manager"]]
    empty = sections(
        document(plan=DevelopmentPlan(created_on=DAY)), Edition(frozenset({Part.CONTEXT}), shows_scores=False)
    )[0]
    assert [space.label for space in blocks(empty, WritingSpace)][:2] == [
        "What I can influence",
        "What I need others to change",
    ]


def test_the_way_ahead_has_what_was_said_of_it_the_goals_for_it_and_room():
    section = only(Part.CAREER)
    said = spoken(section)
    assert said[said.index("As I see it now") :][:5] == [
        "As I see it now",
        "Opportunity to use your skills", "There is no project or role yet in which to use new skills.",
        "Career path and staying", "A way ahead where you work is hard to see.",
    ]  # fmt: skip
    goal = "Goal 2: Agree a real piece of work in which I use what I learn (review on 2 February 2027)"
    assert blocks(section, Bullets)[-1].items == (goal,)
    assert len([one for one in blocks(section, WritingSpace) if not one.fills]) == 4


def test_a_rubric_that_asks_nothing_about_it_has_no_such_part():
    made = under_rubric(lambda rubric: rubric["domains"]["opportunity"].pop("after_training"))
    assert AHEAD not in [section.title for section in sections(made)]
    assert made.rubric.scales_after_training == ()
    assert document().rubric.scales_after_training == ("use-of-skills", "pathway")


def test_progress_without_an_action_says_so():
    said = spoken(only(Part.PROGRESS, plan=DevelopmentPlan(created_on=DAY, goals=(Goal(title="G"),))))
    assert "No action is planned yet." in said
    assert "Not before 24 May 2027: within 6 months most changes are noise." in said


def test_answers_stand_only_where_they_are_asked_for_and_are_all_there():
    assert "My answers" not in [section.title for section in sections(document())]
    section = only(Part.ANSWERS)
    read = reading("ready-unsupported")
    instrument = read.assessment.instrument
    expected = [
        [item.stem, answer_words(instrument, item.id, read.responses.get(item.id))]
        for item in asked(instrument, read.responses)
        if any(
            isinstance(read.responses.get(one.id), (int, str))
            for one in instrument.items
            if one.section_id == item.section_id
        )
    ]
    assert len(expected) > 70
    assert rows(section) == expected
    assert sections(document("nothing"), Edition(frozenset({Part.ANSWERS})))[0].title == "Limits"


def test_frameworks_name_every_dimension_and_the_goals_that_come_near_it():
    made = document()
    named_rows = rows(only(Part.FRAMEWORKS))
    names = [name for mapping in made.mappings for name in mapping.dimensions]
    assert [name for name, _near, _goals in named_rows] == names
    assert len(names) == 28
    goals = {name: goals for name, _near, goals in named_rows}
    assert goals["Building improvement capability and capacity"] == "2"  # use-of-skills
    assert goals["Developing leadership behaviours"] == "1"  # leader-support
    assert goals["Engaging the team"] == ""
    assert "NHS Management and Leadership Framework" not in spoken(only(Part.FRAMEWORKS))  # nobody has seen its text


def test_without_mappings_there_is_no_page_about_frameworks(tmp_path: Path):
    made = replace(document(), mappings=())
    assert "Frameworks" not in [section.title for section in sections(made)]
    assert mappings_in(tmp_path, made.assessment) == ()
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "broken.yaml").write_text("format: nothing of the kind\n", encoding="utf-8")
    assert mappings_in(tmp_path, made.assessment) == ()
    assert len(mappings_in(FOLDER, made.assessment)) == 6
    assert mappings_of((tmp_path, FOLDER.parent), made.assessment) == mappings_in(FOLDER, made.assessment)
    assert mappings_of((tmp_path,), made.assessment) == ()


def test_words_about_scores_are_explained_only_where_there_are_scores():
    shown = [name for name, _meaning in rows(only(Part.GLOSSARY))]
    shared = [row[0] for row in rows(sections(document(), Edition(USUAL, shows_scores=False))[-1])]
    assert shared == shown[-len(shared) :]
    assert {"Score", "Interval", "Level"} <= set(shown) - set(shared)


def test_what_came_of_an_action_is_said_once():
    action = PlannedAction(title="Ask", done_on=date(2026, 12, 1), reflection="It was easier than feared.")
    plan = DevelopmentPlan(created_on=DAY, goals=(Goal(title="G", actions=(action,)),))
    assert plan_text(document(plan=plan)).count("It was easier than feared.") == 1
    assert named(sections(document(plan=plan)), TALK)
