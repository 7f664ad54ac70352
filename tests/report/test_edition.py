"""Editions: parts that are left out, paper of another size, and a version to share that tells no score."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from leadready.cautions import cautions, status
from leadready.report.edition import USUAL, WHOLE, Edition, Paper, Part, part_title
from leadready.report.plan_html import plan_html
from leadready.report.plan_pdf import plan_pdf
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.scoring.display import half_up
from leadready.workflow.export import PLAN_ENDINGS, export_plan
from leadready.workflow.plans import suggested_plan
from tests.report.plans import DAY, ROUNDS, crowded, document, mappings, reading, with_accounts
from tests.report.reading import faults, pages
from tests.report.test_plan_writers import Page, written
from tests.report.test_sections import spoken, texts

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument

ELSEWHERE = re.compile(
    r"Page \d+ of \d+|" + "|".join(re.escape(name) for one in mappings() for name in (*one.dimensions, one.edition))
)
SHARED = Edition(shows_scores=False)
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\.?\w)")
"""A number that stands alone: neither a version such as 1.0.0, nor a piece of a fingerprint."""


@pytest.mark.parametrize("part", Part)
def test_each_part_can_be_left_out_and_no_other_goes_with_it(part: Part):
    def said(parts: frozenset[Part]) -> list[tuple[Block, ...]]:
        return [section.blocks for section in sections(with_accounts(ROUNDS), Edition(parts))]

    whole, without = said(frozenset(Part)), said(frozenset(Part) - {part})
    gone = [blocks for blocks in whole if blocks not in without]
    assert gone
    assert [blocks for blocks in whole if blocks not in gone] == [blocks for blocks in without if blocks in whole]
    assert [blocks for blocks in said(frozenset({part})) if blocks in whole] == gone


@pytest.mark.parametrize("edition", [SHARED, Edition(USUAL - {Part.METHODS}), Edition(frozenset())])
def test_the_warnings_are_in_every_edition(edition: Edition):
    assert {status(), *cautions()} <= set(texts(sections(document(), edition)))


def test_every_part_has_a_title_of_its_own():
    assert len({part_title(part) for part in Part}) == len(Part)


@pytest.mark.parametrize("part", Part)
def test_any_part_can_come_first(part: Part):
    """A document without a cover has its header from the first page on, and a page begins with a heading."""
    alone = Edition(frozenset({part}))
    read = pages(plan_pdf(document(), alone))
    assert faults(read) == []
    assert any(one.is_frame for one in read[0].strings) == (part is not Part.COVER)
    assert Page(plan_html(document(), alone)).headings[0] == 1


def test_letter_paper_is_shorter_and_wider_and_loses_nothing():
    letter = Edition(paper=Paper.LETTER)
    for made in (document("early-explorer", name="Dr Rhiannon Pugh"), document(plan=crowded())):
        content = plan_pdf(made, letter)
        assert {tuple(map(float, page.mediabox[2:])) for page in PdfReader(BytesIO(content)).pages} == {(612.0, 792.0)}
        read = pages(content)
        assert faults(read) == []
        words = "".join(re.sub(r"\s", "", page.text) for page in read)
        for text in spoken([section.blocks for section in sections(made)]):
            assert re.sub(r"\s", "", text) in words or text not in set(texts(made.plan)), text


def shared(made: PlanDocument, folder: Path) -> dict[str, bytes]:
    return {ending: export_plan(made, folder / f"plan{ending}", SHARED).read_bytes() for ending in PLAN_ENDINGS}


def test_nothing_in_a_shared_version_depends_on_the_answers(tmp_path: Path):
    """Four people who answered differently and planned the same give the same files, to the byte."""
    plan = suggested_plan(reading("ready-unsupported"), DAY)
    examples = ("ready-unsupported", "early-explorer", "on-the-border", "nothing")
    made = [shared(document(example, plan=plan, name="Sam"), tmp_path) for example in examples]
    for ending in PLAN_ENDINGS:
        assert len({files[ending] for files in made}) == 1, ending
    assert plan_text(document(examples[0], plan=plan)) != plan_text(document(examples[1], plan=plan))


@pytest.mark.parametrize("example", ["ready-unsupported", "early-explorer", "on-the-border"])
def test_a_shared_version_tells_no_number_and_no_level(example: str, tmp_path: Path):
    made = document(example, name="Sam")
    files = shared(made, tmp_path)
    page = Page(files[".html"].decode())
    labels = [attributes.get("aria-label") or "" for _tag, attributes in page.tags]
    pdf = PdfReader(BytesIO(files[".pdf"]))
    printed = " ".join(page.extract_text() for page in pdf.pages)
    attached = " ".join(content.decode() for contents in pdf.attachments.values() for content in contents)
    assert '"plan"' in attached
    assert not [key for key in ("because", "target_level", "builds_on_strength", "responses") if f'"{key}"' in attached]
    word = " ".join(written(files[".docx"]))
    seen = (" ".join([*page.words, *labels]), printed, attached, word, files[".txt"].decode(), files[".ics"].decode())
    for said in seen:
        said = ELSEWHERE.sub("", " ".join(said.split()))  # noqa: PLW2901 - “Leading with care” is no level
        for title in {level.title for level in made.rubric.levels}:
            assert not re.search(rf"\b{title}\b", said), title
        assert not (profile_numbers(made) - plan_numbers(made)) & set(NUMBER.findall(said))
        assert not re.search(r"borderline|interval|95 %|Because", said)


def profile_numbers(made: PlanDocument) -> set[str]:
    scores = [score for _step, score in made.profile.items() if score.is_scored]
    values = [value for score in scores for value in (score.value, *(score.interval or ()))]
    assert len(values) > 20
    return {half_up(value, places) for value in values for places in (0, 1, 2)}


def plan_numbers(made: PlanDocument) -> set[str]:
    """Numbers that the plan itself has, or that count something else."""
    dates = [
        day for goal in made.plan.goals for day in (goal.review_on, *(action.by for action in goal.actions)) if day
    ]
    hours = [
        hours for goal in made.plan.goals for hours in (goal.effort_hours, *(one.effort_hours for one in goal.actions))
    ]
    days = [number for day in (*dates, DAY, *(one.checked_on for one in mappings())) for number in (day.day, day.month)]
    counted = (made.plan.hours_a_month, made.plan.effort_hours, *hours, *days, *range(14), 30, 60, 90, 256)
    return {str(number) for number in counted}


def test_goals_actions_dates_and_the_talk_stay_in_a_shared_version():
    made = document()
    said = set(spoken(sections(made, SHARED)))
    for goal in made.plan.goals:
        assert {goal.title, goal.matters, goal.measure, goal.if_then, goal.support} - {""} <= said
        assert {action.title for action in goal.actions} <= said
    assert {part_title(Part.DATES), part_title(Part.CONVERSATION)} <= said


def test_the_usual_edition_is_the_whole_document():
    assert sections(document()) == sections(document(), WHOLE)
    assert plan_html(document()) == plan_html(document(), WHOLE)
