"""Scoring 5,000 people x 72 answers and two exercises, with levels and intervals, against bare Python sums."""

from __future__ import annotations

import random
from functools import partial
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
    """Measure complete answers, without and with the two exercises, and answers of which 3 % are missing."""
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    plan = compile_plan(assessment.instrument, assessment.rubric)
    chance = random.Random(1)
    choices = (assessment.instrument.response_scale_of(item_id).choices for item_id in plan.item_ids)
    options = [tuple(option.value for option in one) for one in choices]
    optional = [assessment.instrument.by_id[item_id].optional for item_id in plan.item_ids]
    whole: list[Row] = [[chance.choice(one) for one in options] for _person in range(PEOPLE)]
    rated: list[Row] = [
        [Absence.NOT_APPLICABLE if left_out else answer for answer, left_out in zip(row, optional, strict=True)]
        for row in whole
    ]
    gaps: list[Row] = [[Absence.MISSING if chance.random() < MISSING else answer for answer in row] for row in whole]
    bare = _Bare(plan)
    figures: list[Figure] = []
    kinds = (("exercises left out", rated, 3.0), ("complete", whole, 3.0), ("3 % missing", gaps, None))
    for name, rows, limit in kinds:
        ours: list[float] = []
        base: list[float] = []
        for _repeat in range(REPEATS):
            ours.append(_timed(partial(_score, plan, rows)))
            base.append(_timed(partial(bare.run, rows)))
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
            [(term.column, term.reverse, term.counts, term.low, term.high) for term in step.terms]
            for step in plan.steps
            if isinstance(step, ScaleStep)
        ]
        self.blends = [
            [(part.step, part.weight) for part in step.parts] for step in plan.steps if isinstance(step, BlendStep)
        ]

    def run(self, rows: Sequence[Row]) -> None:
        """Sum every row; an absent answer is left out."""
        for row in rows:
            scores: list[float] = []
            for columns in self.scales:
                total = span = 0
                for column, reverse, counts, low, high in columns:
                    answer = row[column]
                    if isinstance(answer, (int, str)):
                        number = counts[answer] if counts else answer
                        total += high - number if reverse else number - low  # type: ignore[operator] # words have counts
                        span += high - low
                scores.append(total * 100 / span if span else 0.0)
            for parts in self.blends:
                weights = sum(weight for _place, weight in parts)
                scores.append(sum(scores[place] * weight for place, weight in parts) / weights)


def _timed(work: Callable[[], None]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
