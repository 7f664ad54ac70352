"""The plan in other languages: whole, paginated, and honest about what it cannot do."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from leadready import language
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.catalogue import Catalogue
from leadready.report.plan_pdf import plan_pdf
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading
from leadready.workflow.spoken import spoken
from tests.languages import left_in_english, speaking
from tests.report.plans import DAY, FOLDER

if TYPE_CHECKING:
    from leadready.report.document import PlanDocument


def document() -> PlanDocument:
    """The example's plan in the language in use."""
    source = load_assessment(FOLDER)
    example = next(one for one in load_examples(FOLDER, source) if one.id == "ready-unsupported")
    told = spoken(source, FOLDER)
    reading = Reading(told, told.rubrics[example.rubric], example.answers)
    return plan_document(reading, suggested_plan(reading, DAY), answered_on=DAY, name="", role="")


def printed(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_longer_language_takes_more_pages_and_loses_nothing():
    english = printed(plan_pdf(document()))
    with speaking("xx-long"):
        made = document()
        pages = printed(plan_pdf(made))
    assert len(pages) >= len(english)
    text = re.sub(r"\s", "", "".join(pages))
    for goal in made.plan.goals:
        assert re.sub(r"\s", "", goal.title) in text
        for action in goal.actions:
            assert re.sub(r"\s", "", action.title) in text
    given = ["leadready", "SHA", *made.assessment.instrument.authors, made.assessment.instrument.licence]
    words = [word for page in pages for word in page.split() if not re.fullmatch(r"[0-9a-f]{6,}.*", word)]
    assert left_in_english(words, [part for one in given for part in one.split()]) == []


def test_the_plan_in_welsh():
    language.use("cy")
    try:
        content = plan_pdf(document())
    finally:
        language.use(language.ENGLISH)
    text = " ".join(printed(content))
    assert PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"] == "cy"
    assert "Cynllun datblygu" in text
    assert "24 Tachwedd 2026" in text
    assert "�" not in text


def test_decimal_numbers_follow_the_language():
    language.speak("fr", Catalogue())
    try:
        reading = document()
        assert reading.assessment.instrument.language == "en-GB"
        lines = Reading(reading.assessment, reading.rubric, {"a1-1": 4, "a1-2": 5, "a1-3": 4, "a1-4": 4})
        said = " ".join(lines.explanation_in_words(next(iter(reading.rubric.scales))))
    finally:
        language.use(language.ENGLISH)
    assert not re.search(r"\d\.\d", said)
    assert re.search(r"\d,\d", said)


@pytest.mark.parametrize("word", ["שלום", "مرحبا"])
def test_letters_that_are_written_from_the_right_are_not_printed_but_never_vanish(word: str):
    """No font for them is bundled and reportlab orders no letters, so the PDF says that something is missing."""
    source = document()
    plan = source.plan.with_goal(0, source.plan.goals[0].model_copy(update={"title": word}))
    changed = plan_document(Reading(source.assessment, source.rubric, {}), plan, answered_on=DAY, name="", role="")
    assert "�" * len(word) in " ".join(printed(plan_pdf(changed)))


def test_a_mirrored_language_keeps_the_plan_readable_from_the_left():
    with speaking("xx-rtl"):
        pages = printed(plan_pdf(document()))
    assert len(pages) > 5
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in "".join(pages)
