"""The PDF of a plan is read back where a respondent's file is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound
from leadready.report.edition import USUAL, WHOLE, Edition, Part
from leadready.report.plan_pdf import plan_pdf
from leadready.report.read_back import attached_text
from leadready.workflow.respondents import PlanOrder, write_plan
from tests.report.plans import DAY, crowded, document

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from leadready.assessment.model import Assessment

WITH_ANSWERS = Edition(USUAL | {Part.ANSWERS})
SHARED = Edition(shows_scores=False)


def order(assessment: Assessment, edition: Edition = WHOLE, day: date = DAY) -> PlanOrder:
    return PlanOrder(assessment, assessment.rubrics["development"], day, edition, document().mappings)


def read_back(folder: Path, assessment: Assessment, content: bytes, edition: Edition = WHOLE) -> bytes:
    """What is written from a PDF, on another day."""
    source = folder / "plan.pdf"
    source.write_bytes(content)
    later = DAY.replace(year=2027)
    return write_plan(order(assessment, edition, later), source, folder / "again.pdf").read_bytes()


@pytest.mark.parametrize("example", ["ready-unsupported", "early-explorer", "on-the-border", "nothing"])
def test_a_pdf_with_answers_is_written_again_to_the_byte(tmp_path: Path, flagship: Assessment, example: str):
    content = plan_pdf(document(example, name="Siân 😀", role="Ward pharmacist"), WITH_ANSWERS)
    assert read_back(tmp_path, flagship, content, WITH_ANSWERS) == content


def test_the_plan_is_the_persons_own_and_not_suggested_again(tmp_path: Path, flagship: Assessment):
    content = plan_pdf(document(plan=crowded()), WITH_ANSWERS)
    assert read_back(tmp_path, flagship, content, WITH_ANSWERS) == content


@pytest.mark.parametrize("edition", [WHOLE, SHARED])
def test_without_answers_the_version_to_share_is_written(tmp_path: Path, flagship: Assessment, edition: Edition):
    made = document("early-explorer", name="Siân", role="Ward pharmacist")
    assert read_back(tmp_path, flagship, plan_pdf(made, edition)) == plan_pdf(made, SHARED)


def test_the_data_may_come_by_itself(tmp_path: Path, flagship: Assessment):
    """Any reader of PDFs can save what is attached."""
    content = plan_pdf(document(), WITH_ANSWERS)
    (tmp_path / "plan.pdf").write_bytes(content)
    (tmp_path / "plan.json").write_text(attached_text(tmp_path / "plan.pdf"), encoding="utf-8")
    again = write_plan(order(flagship, WITH_ANSWERS), tmp_path / "plan.json", tmp_path / "again.pdf")
    assert again.read_bytes() == content


def test_without_goals_a_plan_is_suggested(tmp_path: Path, flagship: Assessment):
    (tmp_path / "plan.pdf").write_bytes(plan_pdf(document(plan=crowded()), Edition(WITH_ANSWERS.parts - {Part.GOALS})))
    again = write_plan(order(flagship), tmp_path / "plan.pdf", tmp_path / "again.pdf").read_bytes()
    assert again == plan_pdf(document())


def refused(folder: Path, flagship: Assessment, said: dict[str, object]) -> LeadreadyError:
    """What is said of data that somebody changed."""
    (folder / "plan.pdf").write_bytes(plan_pdf(document(), WITH_ANSWERS))
    data = json.loads(attached_text(folder / "plan.pdf")) | said
    kept = {key: value for key, value in data.items() if value is not None}
    (folder / "plan.json").write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(LeadreadyError) as caught:
        write_plan(order(flagship), folder / "plan.json", folder / "again.pdf")
    assert not (folder / "again.pdf").exists()
    return caught.value


def test_another_rubric_is_named(tmp_path: Path, flagship: Assessment):
    assert "made with the rubric “of-our-own”" in str(refused(tmp_path, flagship, {"rubric": "of-our-own"}))


@pytest.mark.parametrize(
    ("said", "code", "what"),
    [
        ({"format": "leadready/plan-document/2"}, "wrong-value", "leadready/plan-document/2"),
        ({"plan": []}, "wrong-plan", "“”"),
        ({"plan": {"format": "leadready/plan/9", "created_on": "2026-11-24"}}, "wrong-plan", "“format”"),
        ({"plan": {"created_on": "2026-11-24", "goals": [{}]}}, "wrong-plan", "“goals.0.title”"),
        ({"plan": {"created_on": "2026-11-24", "\x1b[2J": 1}}, "wrong-plan", "“�[2J”"),
        ({"assessment": "quick-look"}, "other-assessment", "quick-look"),
        ({"score": 100}, "unknown-field", "score"),
        ({"rubric": 7}, "wrong-value", "rubric"),
        ({"plan": None, "responses": None}, "json-form", "form"),
        ({"responses": []}, "json-form", "form"),
    ],
)
def test_a_plan_that_somebody_changed_is_a_problem(
    tmp_path: Path, flagship: Assessment, said: dict, code: str, what: str
):
    found = refused(tmp_path, flagship, said)
    assert isinstance(found, ProblemsFound)
    (problem,) = found.problems
    assert problem.code == code
    assert what in problem.what
