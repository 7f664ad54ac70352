"""A plan as PDF against the same content drawn bare.

Bare is the least that reportlab must do for the same texts and drawings: break each text into lines for its width, draw
the lines and the shapes one under the other with raw canvas calls, in the same fonts, and save. It has no tables, no
keeping together, no bookmarks and no page count.
"""

from __future__ import annotations

import io
from datetime import date
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, Table

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.report import paper
from leadready.report.drawing import Picture, paint
from leadready.report.plan_pdf import plan_pdf, story
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.report.document import PlanDocument

REPEATS = 9


def run() -> list[Figure]:
    """Measure the plan of the shipped example."""
    document = _document()
    content = list(_pieces(story(document), paper.COLUMN))
    ours: list[float] = []
    bare: list[float] = []
    for _repeat in range(REPEATS):
        begun = perf_counter()
        written = plan_pdf(document)
        ours.append(perf_counter() - begun)
        begun = perf_counter()
        _draw_bare(content)
        bare.append(perf_counter() - begun)
    title = f"a plan of {written.count(b'/Type /Page' + bytes([10]))} pages"
    return [Figure(title, median(ours) * 1000, median(bare) * 1000, "ms", "the same drawn bare", 2.0)]


def _document() -> PlanDocument:
    folder = assets.assessments() / "clinical-leadership"
    assessment = load_assessment(folder)
    example = next(one for one in load_examples(folder, assessment) if one.id == "ready-unsupported")
    reading = Reading(assessment, assessment.rubric, example.answers)
    day = date(2026, 11, 24)
    return plan_document(reading, suggested_plan(reading, day), answered_on=day, name="Dr Rhiannon Pugh", role="")


def _pieces(flowables: Iterable[Any], width: float) -> Iterator[tuple[Any, float]]:
    """Give every text and picture with the width it has to fit."""
    for flowable in flowables:
        if isinstance(flowable, paper.Flowing | Picture):
            yield flowable, width
        elif isinstance(flowable, KeepTogether):
            yield from _pieces(flowable._content, width)  # noqa: SLF001 - reportlab gives no other way in
        elif isinstance(flowable, Table):
            for row in flowable._cellvalues:  # noqa: SLF001
                for cell, column in zip(row, flowable._argW, strict=True):  # noqa: SLF001
                    yield from _pieces(cell if isinstance(cell, list | tuple) else [cell], column - 6)


def _draw_bare(content: list[tuple[Any, float]]) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(paper.WIDTH, paper.HEIGHT), invariant=1, initialFontName=paper.REGULAR)
    y = top = paper.HEIGHT - paper.MARGIN
    for piece, width in content:
        if y < paper.MARGIN:
            canvas.showPage()
            y = top
        if isinstance(piece, Picture):
            for shape in piece.drawing.shapes:
                paint(canvas, shape, y)
            y -= piece.height
            continue
        look = piece.style
        canvas.setFont(look.fontName, look.fontSize)
        canvas.setFillColor(look.textColor)
        for line in simpleSplit(piece.plain, look.fontName, look.fontSize, width):
            canvas.drawString(paper.MARGIN, y, line)
            y -= look.leading
    canvas.showPage()
    canvas.save()
