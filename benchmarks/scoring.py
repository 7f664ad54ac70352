"""Scoring 5,000 people x 72 answers, all levels and intervals, against the bare Python sums it needs."""

from __future__ import annotations

import random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.scoring.executor import Executor
from leadready.scoring.plan import BlendStep, ScaleStep, compile_plan
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import Answer

PEOPLE = 5000
REPEATS = 7
MISSING = 0.03
Row = list["Answer"]


def run() -> list[Figure]:
    """Measure complete answers, and answers of which 3 % are missing."""
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    plan = compile_plan(assessment.instrument, assessment.rubric)
    chance = random.Random(1)
    whole: list[Row] = [[chance.randint(1, 5) for _item in plan.item_ids] for _person in range(PEOPLE)]
    gaps: list[Row] = [[Absence.MISSING if chance.random() < MISSING else answer for answer in row] for row in whole]
    bare = _Bare(plan)
    figures: list[Figure] = []
    for name, rows, limit in (("complete", whole, 3.0), ("3 % missing", gaps, None)):
        ours: list[float] = []
        base: list[float] = []
        for _repeat in range(REPEATS):
            ours.append(_timed(lambda rows=rows: _score(plan, rows)))
            base.append(_timed(lambda rows=rows: bare.run(rows)))
        title = f"score {PEOPLE} people x {len(plan.item_ids)} answers, {name}"
        figures.append(Figure(title, median(ours) * 1000, median(base) * 1000, "ms", "bare Python sums", limit))
    return figures


def _score(plan: ScoringPlan, rows: Sequence[Row]) -> None:
    executor = Executor(plan)
    for row in rows:
        executor.score_row(row)


class _Bare:
    """The least that Python must do: reversed sums, means of means, weighted means, as floats, without levels."""

    def __init__(self, plan: ScoringPlan) -> None:
        self.scales = [
            [(term.column, term.reverse) for term in step.terms] for step in plan.steps if isinstance(step, ScaleStep)
        ]
        self.blends = [
            [(part.step, part.weight) for part in step.parts] for step in plan.steps if isinstance(step, BlendStep)
        ]

    def run(self, rows: Sequence[Row]) -> None:
        """Sum every row; an absent answer is left out."""
        for row in rows:
            scores: list[float] = []
            for columns in self.scales:
                total = count = 0
                for column, reverse in columns:
                    answer = row[column]
                    if isinstance(answer, int):
                        total += 6 - answer if reverse else answer
                        count += 1
                scores.append((total / count - 1) * 25 if count else 0.0)
            for parts in self.blends:
                weights = sum(weight for _place, weight in parts)
                scores.append(sum(scores[place] * weight for place, weight in parts) / weights)


def _timed(work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
