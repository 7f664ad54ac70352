"""The plan as a PDF: read back, as its reader would."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.cautions import cautions
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report import paper
from leadready.report.plan_pdf import plan_pdf
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.report.document import PlanDocument

DAY = date(2026, 11, 24)
REPORT = Path(paper.__file__).parent
GOLDEN = Path(__file__).parents[1] / "golden"


def document(
    assessment: Assessment, example_id: str = "ready-unsupported", *, plan: DevelopmentPlan | None = None, **names: str
) -> PlanDocument:
    examples = load_examples(assets.assessments() / "clinical-leadership", assessment)
    answers = next(one for one in examples if one.id == example_id).answers
    reading = Reading(assessment, assessment.rubric, answers)
    made = plan or suggested_plan(reading, DAY)
    return plan_document(reading, made, answered_on=DAY, name=names.get("name", ""), role=names.get("role", ""))


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def test_the_example_reads_as_before(flagship: Assessment):
    """A golden text: change it on purpose, by `LEADREADY_GOLDEN=1 make test`, and read the difference."""
    import os

    content = plan_pdf(document(flagship, name="Dr Rhiannon Pugh", role="Ward pharmacist"))
    text = "\n\f\n".join(page.extract_text() for page in read(content).pages) + "\n"
    golden = GOLDEN / "plan-ready-unsupported.txt"
    if os.environ.get("LEADREADY_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_properties_bookmarks_and_fonts(flagship: Assessment):
    reader = read(plan_pdf(document(flagship, name="Dr Rhiannon Pugh")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Development plan: Dr Rhiannon Pugh"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    titles = [entry["/Title"] for entry in reader.outline]
    assert titles[:3] == ["Cover", "Summary", "Profile"]
    assert titles[-3:] == ["Dates", "For the talk with my supervisor or sponsor", "Methods and limits"]
    assert sum(title.startswith("Goal ") for title in titles) == 3
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object(), "a font is not embedded"


def test_the_same_document_gives_the_same_bytes_in_another_process(flagship: Assessment):
    code = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.report.test_plan_pdf import *\n"
        "a = load_assessment(assets.assessments() / 'clinical-leadership')\n"
        "plan_pdf(document(a, 'early-explorer', name='Someone else'))\n"
        "print(hashlib.sha256(plan_pdf(document(a, name='N'))).hexdigest())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    import hashlib

    assert ended.stdout.strip() == hashlib.sha256(plan_pdf(document(flagship, name="N"))).hexdigest()


def test_what_is_typed_is_printed_and_never_markup(flagship: Assessment):
    typed = "BP <90 systolic & HR >120, <img src='/etc/passwd'/> <b>bold</b> &amp; {x}"
    plan = DevelopmentPlan(
        created_on=DAY, goals=(Goal(title=typed, matters=typed, if_then=typed, actions=(PlannedAction(title=typed),)),)
    )
    content = plan_pdf(document(flagship, plan=plan, name=typed, role="Жанна Ωμέγα ŵŷ 漢字"))
    text = words(content)
    assert text.count("BP <90 systolic & HR >120") >= 4
    assert "<img src='/etc/passwd'/>" in text
    assert "Жанна Ωμέγα ŵŷ ��" in text  # letters of no bundled font are shown as missing, not dropped
    assert not any(page.images for page in read(content).pages)


def test_cautions_cannot_be_left_out(flagship: Assessment):
    text = words(plan_pdf(document(flagship)))
    for caution in cautions():
        assert caution in text


def test_person_and_context_stand_apart_and_there_is_no_single_number(flagship: Assessment):
    text = words(plan_pdf(document(flagship)))
    assert "Around you" in text
    assert "overall score" not in text.lower()
    assert "75.03" not in text  # the composite of this example


def test_scales_without_a_score_say_so(flagship: Assessment):
    text = words(plan_pdf(document(flagship, "early-explorer")))
    assert (
        "2 scales have too few answers for a score: Improvement practice, Engaging, sustaining and spreading." in text
    )
    assert "Not scored" in text


LONG = " ".join(f"word{number}" for number in range(2200))


@pytest.mark.parametrize(
    "plan",
    [
        DevelopmentPlan(created_on=DAY),
        DevelopmentPlan(created_on=DAY, goals=(Goal(title=""),) * 4),
        DevelopmentPlan(created_on=DAY, goals=(Goal(title=LONG[:400], matters=LONG, measure="x" * 5000, if_then=LONG, support="\n" * 300),)),
        DevelopmentPlan(created_on=DAY, goals=(Goal(title="G", actions=tuple(PlannedAction(title=f"Action {n} {LONG[:300]}", steps=(LONG[:900],) * 3, by=DAY) for n in range(12))),) * 4),
    ],
    ids=["no goals", "empty goals", "very long text", "many actions"],
)  # fmt: skip
def test_any_length_stays_inside_the_frame(flagship: Assessment, plan: DevelopmentPlan):
    content = plan_pdf(document(flagship, plan=plan, name="N" * 300))
    reader = read(content)
    for number, page in enumerate(reader.pages, start=1):
        lines = _lines(page)
        assert lines, f"page {number} is blank"
        for x, y, _size, text in lines:
            assert 20 <= x <= paper.WIDTH - 20, (number, text)
            assert 20 <= y <= paper.HEIGHT - 20, (number, text)
    text = "".join(words(content).split())
    for goal in plan.goals:
        for said in (goal.matters, goal.if_then, goal.measure):
            assert all(word in text for word in said.split()[-3:]) or len(said) == 5000
    assert text.count("x") >= 5000 * sum(len(goal.measure) == 5000 for goal in plan.goals)


def test_no_heading_ends_a_page(flagship: Assessment):
    plan = DevelopmentPlan(
        created_on=DAY,
        goals=tuple(Goal(title=f"G{n}", matters=LONG[: 900 + 211 * n], measure=LONG[:500]) for n in range(4)),
    )
    for page in read(plan_pdf(document(flagship, plan=plan))).pages[1:]:
        body = [line for line in _lines(page) if 64 < line[1] < paper.HEIGHT - 64]
        if body:
            lowest = min(body, key=lambda line: line[1])
            assert lowest[3].strip() not in {
                "Actions",
                "How I shall know",
                "Why it matters to patients or the service",
                "Limits",
            }


def _lines(page) -> list[tuple[float, float, float, str]]:
    found: list[tuple[float, float, float, str]] = []

    def visit(text, cm, tm, _font, size):
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x, y, size, text))

    page.extract_text(visitor_text=visit)
    return found


@settings(max_examples=25)
@given(st.text(max_size=400), st.text(max_size=100))
def test_no_text_stops_the_document(typed: str, name: str):
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    plan = DevelopmentPlan(
        created_on=DAY, goals=(Goal(title=typed, matters=typed, actions=(PlannedAction(title=typed, steps=(typed,)),)),)
    )
    assert plan_pdf(document(assessment, plan=plan, name=name, role=typed)).startswith(b"%PDF")


def test_only_one_place_makes_paragraphs():
    for path in REPORT.glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        made = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id in {"Paragraph", "Flowing"}]
        assert len(made) == (1 if path.name == "paper.py" else 0), path
