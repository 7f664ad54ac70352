"""The exact executor: runs a scoring plan for people, one row of answers at a time, in whole numbers.

It is quick because few different sums occur: 72 answers from 1 to 5 give at most 17 sums a scale, so each score is
worked out once
and looked up from then on. Rows with absent answers take the longer way round, item by item.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from operator import itemgetter, mul
from typing import TYPE_CHECKING

from leadready.scoring.plan import HIGHEST, BlendStep, ScaleStep, ScoringPlan
from leadready.scoring.responses import Absence
from leadready.scoring.score import Z_95, MeasurementError, Score, ScoreProfile, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from leadready.scoring.plan import Cut, Part, Term
    from leadready.scoring.responses import Answer, ResponseSet


def score(plan: ScoringPlan, responses: ResponseSet) -> ScoreProfile:
    """Score one person. Items without a response count as not seen."""
    row = [responses.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
    return ScoreProfile(plan, tuple(Executor(plan).score_row(row)))


class Executor:
    """Runs one plan over any number of rows and remembers the scores it has met."""

    def __init__(self, plan: ScoringPlan) -> None:
        self._scorers: list[_ScaleScorer | _BlendScorer] = []
        grader = _Grader(plan.cuts)
        for step in plan.steps:
            if isinstance(step, ScaleStep):
                self._scorers.append(_ScaleScorer(step, grader))
            else:
                self._scorers.append(_BlendScorer(step, grader, self._scorers))
        self._scale_scorers = [one for one in self._scorers if isinstance(one, _ScaleScorer)]
        self._blend_scorers = [one for one in self._scorers if isinstance(one, _BlendScorer)]

    def score_row(self, row: Sequence[Answer]) -> list[Score]:
        """Score one row: one answer for each of `plan.item_ids`; gives one score for each of `plan.steps`."""
        scores = [scorer.score(row) for scorer in self._scale_scorers]
        for blend in self._blend_scorers:
            scores.append(blend.score(scores))
        return scores


class _Grader:
    """Places a score, and both ends of its 95 % interval, among the cuts, without a rounding."""

    def __init__(self, cuts: Sequence[Cut]) -> None:
        self._cuts = [cut.start.as_integer_ratio() for cut in cuts]

    def grade(
        self,
        points: int,
        span: int,
        *,
        raw: Fraction | None,
        tally: Tally,
        error: MeasurementError | None,
    ) -> Score:
        """Make the score `points` of `span`."""
        half_square, half_unit = (Z_95**2 * error.variance).as_integer_ratio() if error else (0, 1)
        level = lowest = highest = -1
        for numerator, denominator in self._cuts:
            # The distance from the cut and the half width h are compared as squares: h itself is irrational.
            distance = HIGHEST * points * denominator - numerator * span
            beyond = distance * distance * half_unit - half_square * (span * denominator) ** 2
            level += distance >= 0
            lowest += distance >= 0 and beyond >= 0
            highest += distance >= 0 or beyond <= 0
        # The interval is cut off at 0, so it begins in the first level at the lowest.
        return Score(points, span, raw, tally, level, max(lowest, 0), highest, error)


_TALLIED = (Absence.MISSING, Absence.NOT_APPLICABLE, Absence.NOT_SEEN)


def _not_scored(tally: Tally) -> Score:
    return Score(0, 0, None, tally, None, None, None, None)


class _ScaleScorer:
    """Scores one scale."""

    def __init__(self, step: ScaleStep, grader: _Grader) -> None:
        self._step = step
        self._grader = grader
        self._error = None
        if step.error_variance is not None and step.basis is not None:
            self._error = MeasurementError(step.error_variance, step.basis)
        self._pick = _picker([term.column for term in step.terms])
        self._signed = [-term.weight if term.reverse else term.weight for term in step.terms]
        self._offset = sum(term.weight * (term.high if term.reverse else -term.low) for term in step.terms)
        self.full_span = sum(term.weight * (term.high - term.low) for term in step.terms)
        self._complete: dict[int, Score] = {}

    def score(self, row: Sequence[Answer]) -> Score:
        try:
            points: int = sum(map(mul, self._signed, self._pick(row))) + self._offset
        except TypeError:  # an absence is no number
            return self._incomplete(row)
        known = self._complete.get(points)
        if known is None:
            terms = self._step.terms
            known = self._complete[points] = self._score(terms, terms, points, Tally(len(terms)))
        return known

    def _incomplete(self, row: Sequence[Answer]) -> Score:
        answered: list[Term] = []
        applicable: list[Term] = []
        points = 0
        absences = dict.fromkeys(Absence, 0)
        for term in self._step.terms:
            answer = row[term.column]
            if isinstance(answer, int):
                answered.append(term)
                points += term.weight * (term.keyed(answer) - term.low)
            else:
                absences[_absence(answer)] += 1
            if answer is not Absence.NOT_APPLICABLE:
                applicable.append(term)
        tally = Tally(len(answered), *(absences[kind] for kind in _TALLIED))
        if not self._step.rule.allows(tally.answered, tally.applicable):
            return _not_scored(tally)
        return self._score(answered, applicable, points, tally)

    def _score(self, answered: Sequence[Term], applicable: Sequence[Term], points: int, tally: Tally) -> Score:
        span = sum(term.weight * (term.high - term.low) for term in answered)
        raw = self._raw(answered, applicable, points)
        return self._grader.grade(points, span, raw=raw, tally=tally, error=self._error)

    def _raw(self, answered: Sequence[Term], applicable: Sequence[Term], points: int) -> Fraction:
        """Give the mean of the keyed answers, or their sum prorated to all items that apply."""
        weight = sum(term.weight for term in answered)
        mean = Fraction(points + sum(term.weight * term.low for term in answered), weight)
        if self._step.method == "mean":
            return mean
        return mean * sum(term.weight for term in applicable) / self._step.weight_unit


class _BlendScorer:
    """Scores one domain or composite from the scores before it."""

    def __init__(self, step: BlendStep, grader: _Grader, before: Sequence[_ScaleScorer | _BlendScorer]) -> None:
        self._step = step
        self._grader = grader
        self._pick = _picker([part.step for part in step.parts])
        self._spans: list[int] = [before[part.step].full_span for part in step.parts]
        unit = lcm(*self._spans)
        self._shares = [part.weight * unit // span for part, span in zip(step.parts, self._spans, strict=True)]
        self.full_span: int = unit * sum(part.weight for part in step.parts)
        self._stated = None if step.error_variance is None else MeasurementError(step.error_variance, step.basis)
        self._derived: dict[tuple[MeasurementError | None, ...], MeasurementError | None] = {}
        self._complete: dict[int, Score] = {}

    def score(self, scores: Sequence[Score]) -> Score:
        parts: Sequence[Score] = self._pick(scores)
        points = 0
        for part, span, share in zip(parts, self._spans, self._shares, strict=True):
            if part.span != span:
                return self._incomplete(parts)
            points += part.points * share
        known = self._complete.get(points)
        if known is None:
            known = self._complete[points] = self._score(parts, points, self.full_span)
        return known

    def _incomplete(self, parts: Sequence[Score]) -> Score:
        applicable = sum(1 for part in parts if part.tally.applicable)
        scored = [(part, weighed) for part, weighed in zip(parts, self._step.parts, strict=True) if part.span]
        if not self._step.rule.allows(len(scored), applicable):
            return _not_scored(_total(parts))
        unit = lcm(*(part.span for part, _weighed in scored))
        points = sum(weighed.weight * part.points * (unit // part.span) for part, weighed in scored)
        span = unit * sum(weighed.weight for _part, weighed in scored)
        common = gcd(points, span)
        return self._score(parts, points // common, span // common)

    def _score(self, parts: Sequence[Score], points: int, span: int) -> Score:
        error = self._stated or self._derive(parts)
        return self._grader.grade(points, span, raw=None, tally=_total(parts), error=error)

    def _derive(self, parts: Sequence[Score]) -> MeasurementError | None:
        errors = tuple(part.error for part in parts)
        if errors not in self._derived:
            self._derived[errors] = _derived_error(parts, self._step.parts)
        return self._derived[errors]


def _derived_error(scores: Sequence[Score], parts: Sequence[Part]) -> MeasurementError | None:
    """Work out the error of a weighted mean from its parts' errors.

    √(Σ w² SEM²) / Σ w, the parts' errors being independent.
    """
    present = [(score.error, part.weight) for score, part in zip(scores, parts, strict=True) if score.span]
    if any(error is None for error, _weight in present):
        return None
    total = sum(weight for _error, weight in present)
    variance = sum((weight**2 * error.variance for error, weight in present if error), start=Fraction(0))
    return MeasurementError(variance / total**2, "derived")


def _total(parts: Sequence[Score]) -> Tally:
    return Tally(*(sum(counts) for counts in zip(*(_counts(part.tally) for part in parts), strict=True)))


def _counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.answered, tally.missing, tally.not_applicable, tally.not_seen


def _absence(answer: Answer) -> Absence:
    """Take a text answer to a scored item as missing: checked input has none."""
    return answer if isinstance(answer, Absence) else Absence.MISSING


def _picker(columns: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Make a function that picks columns of a row; `itemgetter` alone gives no tuple for a single one."""
    if len(columns) > 1:
        return itemgetter(*columns)
    only = columns[0]
    return lambda row: (row[only],)
