"""A thousand letters to applicants, as PDF and text, with both cores against one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.panel.letter import Anchored, Letter, Line, QuestionResult, ScorePart
from leadready.report.letter import LetterDocument
from leadready.workflow.panel.letters import write_letters

LETTERS = 1000
CORES = 2


def run() -> list[Figure]:
    """Write them on both cores, then on one."""
    documents = [replace(_document(), letter=replace(_letter(), reference=f"A{n:05}")) for n in range(LETTERS)]
    both, one = _timed(documents, CORES), _timed(documents, 1)
    return [Figure(f"{LETTERS} letters, {CORES} processes", both, one, "s", "the same in one", 0.75)]


def _timed(documents: list[LetterDocument], workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        outcomes = list(write_letters(documents, Path(folder), workers=workers))
        taken = perf_counter() - begun
        assert all(len(one.files) == len(outcomes[0].files) for one in outcomes)
        assert len(list(Path(folder).iterdir())) == 2 * LETTERS
    return taken


def _document() -> LetterDocument:
    return LetterDocument(_letter(), date(2027, 3, 1), "Please do apply again.", "Dr Lea Lead")


def _letter() -> Letter:
    rubric = load_assessment(assets.assessments() / "clinical-leadership").rubrics["selection"]
    questions = tuple(
        QuestionResult(
            title=criterion.title,
            weight=Fraction(criterion.weight),
            lowest=1,
            highest=5,
            mark=Fraction(7, 2),
            raters=2,
            scaled=Fraction(125, 2),
            reached=Anchored(3, criterion.anchors["3"]),
            aim=Anchored(4, criterion.anchors["4"]),
        )
        for criterion in rubric.criteria.values()
    )
    return Letter(
        reference="A00000",
        name="Rhiannon Pugh",
        reached_at="rhiannon@example.org",
        round_title="Fellowship 2027",
        contact="the programme office",
        outcome="not-appointed",
        person="Dr Lea Lead",
        place=None,
        until="",
        questions=questions,
        parts=(ScorePart("evidence", Fraction(125, 2), Fraction(100)),),
        total=Fraction(125, 2),
        line=Line(Fraction(70), 20, ""),
        is_above=False,
        error=Fraction(9, 2),
        gates=(),
        reason="",
    )
