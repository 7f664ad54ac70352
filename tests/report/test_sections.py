"""What a document says, before any paper."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.cautions import cautions, status
from leadready.chart.drawing import Drawing
from leadready.planning.actions import ActionType, Evidence
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report.blocks import Beside, Chart, Heading, Section, Table, WritingSpace
from leadready.report.dates import moments, timeline
from leadready.report.edition import Edition
from leadready.report.goals import evidence_words, type_words
from leadready.report.paper import STYLES
from leadready.report.plan_pdf import plan_pdf
from leadready.report.progress import answering_again
from leadready.report.sections import sections
from leadready.scoring.display import half_up
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading
from tests.report.plans import DAY, crowded, document, reading, under_rubric
from tests.report.reading import faults, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.report.document import PlanDocument


def texts(part: object) -> Iterator[str]:
    """Every text in a block, a section, or a tuple of them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif isinstance(part, Drawing):
        yield part.description
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def spoken(part: object) -> list[str]:
    """The texts that are printed: without tones and empty bookmarks."""
    return [text for text in texts(part) if text not in {"", *STYLES}]


def blocks(part: object, kind: type) -> list:
    if isinstance(part, kind):
        return [part]
    if isinstance(part, tuple):
        return [found for one in part for found in blocks(one, kind)]
    if is_dataclass(part) and not isinstance(part, Drawing):
        return [found for field in fields(part) for found in blocks(getattr(part, field.name), kind)]
    return []


def named(parts: tuple[Section, ...], title: str) -> Section:
    return next(part for part in parts if part.title == title)


def test_sections_need_no_reportlab():
    code = "import sys, leadready.report.sections; print('reportlab' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"


def test_the_order_of_reading():
    titles = [part.title for part in sections(document())]
    assert titles == [
        "", "Summary", "Profile", "Goal 1 of 3", "Goal 2 of 3", "Goal 3 of 3", "Dates",
        "For the talk with my supervisor or sponsor", "Around me", "After training: using what I learn, and the way ahead",
        "Progress, and answering again", "Methods and limits", "Frameworks", "Words",
    ]  # fmt: skip


def test_warnings_are_in_every_document():
    for plan in (None, DevelopmentPlan(created_on=DAY)):
        said = set(texts(sections(document("nothing", plan=plan))))
        assert {status(), *cautions()} <= said


def test_person_and_workplace_stand_side_by_side_and_have_no_number():
    made = document()
    summary = named(sections(made), "Summary")
    (together,) = [one for one in blocks(summary, Beside) if "You" in texts(one)]
    assert [next(texts(side)) for side in together.sides] == ["You", "Around you"]
    composites = {made.rubric.composites[one].title for one in made.rubric.outermost}
    for chart in blocks(sections(made), Chart):
        assert not any(chart.drawing.description.startswith(f"{title}:") for title in composites)


def test_every_score_but_the_composites_has_its_row():
    made = document("early-explorer")
    rows = [row for table in blocks(named(sections(made), "Profile"), Table) for row in table.rows]
    # Eighteen scales, five domains and one composite inside another; not the exercises, which were left out.
    assert len(rows) == 18 + 5 + 1
    assert made.findings.left_out == {"knowledge", "judgement", "objective"}
    for row in rows:
        name, chart, level, answered = row.cells
        score_id = next(key for key, one in made.rubric.scored.items() if one.title == name[0].text)
        score = made.profile[score_id]
        assert chart[0].drawing.description.startswith(name[0].text)
        assert answered[0].text == f"{score.tally.answered} of {score.tally.applicable}"
        assert (level[0].text == "Not scored") == (not score.is_scored)
        assert level[0].text.endswith("borderline") == (score.is_scored and score.is_borderline)
        if score.is_scored:
            assert name[1].text == made.descriptor(score_id)


def _without(*keys: str) -> Callable[[dict[str, Any]], None]:
    def edit(rubric: dict[str, Any]) -> None:
        for key in (*keys, "gates", "profiles", "quadrant"):  # the rules name what is taken out
            del rubric[key]

    return edit


def _one_domain_in_no_composite(rubric: dict[str, Any]) -> None:
    del rubric["composites"]["context"]["weights"]["opportunity"]
    rubric["domains"]["culture"]["mean_of"].remove("resources")


@pytest.mark.parametrize(
    "edit",
    [_without("composites"), _without("composites", "domains"), _one_domain_in_no_composite],
    ids=["no composites", "scales alone", "some in none"],
)
def test_no_score_is_left_out_under_another_rubric(edit: Callable[[dict[str, Any]], None]):
    made = under_rubric(edit)
    rows = [row for table in blocks(named(sections(made), "Profile"), Table) for row in table.rows]
    names = [row.cells[0][0].text for row in rows]
    inner = [key for key in made.rubric.composites if key not in made.rubric.outermost]
    shown = {*made.rubric.scales, *made.rubric.domains, *inner} - made.findings.left_out
    assert sorted(names) == sorted(made.rubric.scored[key].title for key in shown)
    parts = [part for key in made.rubric.outermost for part in made.rubric.parts_of(key)] or list(made.rubric.domains)
    assert {made.rubric.scored[part].title for part in parts} - {"Knowledge and judgement"} <= set(
        texts(named(sections(made), "Summary"))
    )
    assert faults(pages(plan_pdf(made))) == []


def test_measured_precision_is_not_called_provisional():
    def measured(rubric: dict[str, Any]) -> None:
        for one in (rubric["every_scale"], *rubric["domains"].values()):
            if "precision" in one:
                one["precision"]["basis"] = "measured"
        rubric["domains"]["opportunity"]["precision"] = {"sd": "14", "reliability": "0.85", "basis": "measured"}
        for key in ("composites", "gates", "profiles"):
            del rubric[key]

    provisional = "SD and r are assumptions"
    for made, expected in ((document(), True), (under_rubric(measured), False)):
        said = " ".join(texts(named(sections(made), "Methods and limits")))
        assert (provisional in said) == expected


def test_strengths_and_priorities_give_their_reasons():
    made = document()
    summary = list(texts(named(sections(made), "Summary")))
    for finding in (*made.findings.strengths, *made.findings.priorities):
        assert summary[summary.index(finding.title) + 2].startswith("Because your answers") or summary[
            summary.index(finding.title) + 2
        ].startswith("Because you rated")


def test_nothing_scored_says_so_and_has_no_findings():
    made = document("nothing")
    said = " ".join(texts(named(sections(made), "Summary")))
    assert "18 scales have too few answers for a score" in said
    assert "No scale is in the upper half of its levels yet." in said
    assert "Because" not in said


def test_what_has_been_typed_is_said_and_what_has_not_gets_lines():
    goal = Goal(title="Ask", matters="It helps", review_on=DAY)
    section = named(sections(document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)))), "Goal 1 of 1")
    assert {"Ask", "It helps", "24 November 2026"} <= set(texts(section))
    spaces = {space.label for space in blocks(section, WritingSpace)}
    assert {"How I shall know", "What might get in the way", "If … then I will …"} <= spaces
    headings = {heading.text for heading in blocks(section, Heading)}
    assert not spaces & headings


def test_a_title_too_long_for_a_heading_becomes_text():
    plan = DevelopmentPlan(created_on=DAY, goals=(Goal(title="long " * 100),))
    section = named(sections(document(plan=plan)), "Goal 1 of 1")
    (heading,) = [one for one in blocks(section, Heading) if one.rank == 1]
    assert heading.text == "Goal 1 of 1"
    assert len(heading.bookmark) < 100
    assert ("long " * 100).strip() in set(texts(section))


def test_every_kind_of_action_and_evidence_has_its_word():
    for kind in ActionType:
        assert type_words(PlannedAction(title="", type=kind))
    said = {evidence_words(PlannedAction(title="", evidence=kind)) for kind in Evidence}
    assert len(said) == len(Evidence)
    assert evidence_words(PlannedAction(title="")) == ""


def test_dates_are_listed_in_order_with_their_month():
    plan = crowded()
    section = named(sections(document(plan=plan)), "Dates")
    (table,) = blocks(section, Table)
    assert len(table.rows) == 4 * 13
    assert [one.day for one in moments(plan)] == sorted(one.day for one in moments(plan))
    within = [row.cells[1][0].text for row in table.rows]
    assert within == sorted(within)
    assert set(within) == {"the first 30 days", "the first 60 days", "the first 90 days"}


def test_dates_that_are_missing_are_counted():
    goal = Goal(title="G", actions=(PlannedAction(title="A", by=DAY), PlannedAction(title="B")))
    section = named(sections(document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)))), "Dates")
    assert "Still without a date: 2." in set(texts(section))


def test_answering_again_waits_six_months_also_from_the_end_of_a_month():
    assert answering_again(date(2026, 8, 31)) == date(2027, 2, 28)
    assert answering_again(date(2026, 11, 24)) == date(2027, 5, 24)


def test_the_timeline_keeps_marks_apart_and_inside():
    for spread in (0, 1, 3, 400):
        goals = tuple(
            Goal(
                title="G",
                actions=tuple(PlannedAction(title=f"{n}", by=DAY + timedelta(days=n * spread)) for n in range(12)),
            )
            for _ in range(4)
        )
        drawing = timeline(DAY, moments(DevelopmentPlan(created_on=DAY, goals=goals)))
        assert drawing.height < 200
        numbers = [shape for shape in drawing.shapes if getattr(shape, "text", "").isdigit()]
        places = [(round(shape.x, 3), round(shape.y, 3)) for shape in numbers]
        assert len(set(places)) == len(places)
        for shape in drawing.shapes:
            x = getattr(shape, "cx", getattr(shape, "x", 0))
            assert 0 <= x <= drawing.width


def _gates(rubric: dict[str, Any]) -> None:
    rubric["gates"] = [
        {"id": "one", "title": "First this", "when": {"culture": {"below": "40"}}, "outcome": "Do this first."},
        {"id": "two", "title": "Not now", "when": {"culture": {"at_least": "40"}}, "outcome": "Never shown."},
        {"id": "three", "title": "Panel", "when": {"not": {"fact": "x"}}, "outcome": "Never shown.", "stage": "panel"},
    ]
    rubric["facts"] = {"x": "X."}


def test_patterns_stand_on_the_summary_and_with_their_reasons_in_the_profile():
    made = sections(document())
    first, second = document().rulings.patterns
    summary, whole = list(texts(named(made, "Summary"))), list(texts(named(made, "Profile")))
    assert f"{first.pattern.title} (possible)" in summary
    assert {document().opening, second.pattern.says} <= set(summary)  # the first pattern opens the plan
    assert first.pattern.says in whole
    assert f"What could help: {second.pattern.response}" in whole
    assert "“Desire to lead” is 80, and the rule asks for at least 65: clearly met." in whole
    assert faults(pages(plan_pdf(document()))) == []


def test_gates_that_hold_say_what_to_do_first_and_why():
    made = under_rubric(_gates)
    said = spoken(named(sections(made), "Profile"))
    assert said[said.index("What to do first") :][:3] == ["What to do first", "First this", "Do this first."]
    assert "“Culture of support for change” is 25, and the rule asks for below 40: clearly met." in said
    assert not {"Not now", "Panel", "Never shown."} & set(said)
    assert faults(pages(plan_pdf(made))) == []


def test_careless_answers_are_met_with_caution_and_no_pattern():
    asked = reading("ready-unsupported")
    same = {item.id: 3 for item in asked.assessment.instrument.items if not item.optional}
    made = replace(document(), rulings=Reading(asked.assessment, asked.rubric, same).rulings)
    summary, whole = list(texts(named(sections(made), "Summary"))), list(texts(named(sections(made), "Profile")))
    assert "Read these scores with caution; the profile says why." in summary
    assert "Read with caution" in whole
    assert "Nearly all answers were the same." in whole
    assert "What this may mean" not in whole


def test_results_of_a_test_say_of_how_many_and_what_that_is_worth():
    asked = reading("ready-unsupported")
    scales = asked.rubric.scales
    keys = {item: key for scale in ("knowledge", "judgement") for item, key in scales[scale].key.items()}
    options = asked.assessment.instrument.response_scale_of
    best = {item: next(one.value for one in options(item).choices if str(one.value) == keys[item]) for item in keys}
    answers = {**asked.responses, **best}
    del answers["k2"], answers["k3"]
    tested = Reading(asked.assessment, asked.rubric, answers)
    made = plan_document(tested, suggested_plan(tested, DAY), answered_on=DAY, name="", role="")
    said = spoken(named(sections(made), "Profile"))
    assert said[said.index("Items with a best answer") :][:7] == [
        "Items with a best answer",
        scales["knowledge"].title, "4 of 6 right. 2 were left out and count nothing.", scales["knowledge"].about,
        scales["judgement"].title, "96 of 96 points.", scales["judgement"].about,
    ]  # fmt: skip
    assert "exercise" in scales["judgement"].about
    assert faults(pages(plan_pdf(made))) == []


QUICK = assets.assessments() / "clinical-leadership-quick"


def _quick() -> PlanDocument:
    assessment = load_assessment(QUICK)
    example = next(one for one in load_examples(QUICK, assessment) if one.id == "mixed-picture")
    made = Reading(assessment, assessment.rubric, example.answers)
    return plan_document(made, suggested_plan(made, DAY), answered_on=DAY, name="", role="")


def test_levels_only_has_lamps_and_no_number_and_no_interval():
    made = _quick()
    for title in ("Summary", "Profile", "Methods and limits"):
        section = named(sections(made), title)
        words = " ".join(texts(section))
        assert not any(word in words for word in ("borderline", "could be Likely", "95 %", "SEM", "Dot:", "track runs"))
        assert not re.search(r"\d (of 100|points)", words)
        for chart in blocks(section, Chart):
            assert "step" in chart.drawing.description or "not scored" in chart.drawing.description
    score = made.profile["attributes"]
    assert half_up(score.value) not in set(re.findall(r"\d+", " ".join(texts(named(sections(made), "Profile")))))
    assert faults(pages(plan_pdf(made))) == []


def test_an_action_that_is_done_says_when_and_what_came_of_it():
    action = PlannedAction(title="Shadow a lead", done_on=date(2026, 12, 3), reflection="I spoke too soon.")
    plan = DevelopmentPlan(created_on=DAY, goals=(Goal(title="Speak", actions=(action, PlannedAction(title="Ask"))),))
    made = sections(document(plan=plan))
    assert "Done on 3 December 2026." in set(texts(named(made, "Goal 1 of 1")))
    log = named(made, "Progress, and answering again")
    assert "Done: 1 of 2 actions." in spoken(log)
    (table,) = blocks(log, Table)
    assert [spoken(row) for row in table.rows] == [
        ["Shadow a lead", "1", "3\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2026", "I spoke too soon."], ["Ask", "1"],
    ]  # fmt: skip


def test_two_scores_seen_together_stand_in_the_profile_with_the_border_they_lie_on():
    made = document("on-the-border")
    profile = named(sections(made), "Profile")
    said = spoken(profile)
    assert "Desire to lead, and Personal attributes" in said
    assert (
        "You are on the border between “Able, not drawn to it” and “Keen, with the habits”; the scores themselves lie in "
        "“Able, not drawn to it”."
    ) in said
    drawn = [chart.drawing.description for chart in blocks(profile, Chart) if "Across: " in chart.drawing.description]
    (words,) = drawn
    assert "Across: Personal attributes. Up: Desire to lead. The lines are at 60 of 100." in words
    assert said.index("Desire to lead, and Personal attributes") < said.index("What moves me")
    shared = Edition(shows_scores=False)
    assert "What moves me" not in [words for section in sections(made, shared) for words in texts(section)]


def test_what_moves_a_level_stands_in_the_profile_also_where_nothing_would():
    told = document().moves
    assert told is not None
    said = spoken(named(sections(document()), "Profile"))
    assert said[said.index("What moves me") + 1 :][: 1 + len(told.lines)] == [told.meaning, *told.lines]
    assert not any("→" in words for words in said)  # the letters of a document have no arrow
    nothing = replace(document(), moves=None)
    assert "What moves me" not in spoken(named(sections(nothing), "Profile"))


def test_without_a_pattern_something_else_opens_the_plan():
    def no_rules(rubric: dict[str, Any]) -> None:
        del rubric["profiles"]

    made = under_rubric(no_rules)
    said = spoken(named(sections(made), "Summary"))
    assert said[said.index("Where this plan begins") + 1] == made.opening
    assert made.opening.startswith("No one pattern stands out.")
