"""The exact executor: runs a scoring plan for people, one row of answers at a time, in whole numbers.

It is quick because few different sums occur: 72 answers from 1 to 5 give at most 17 sums a scale, so each score is
worked out once and looked up from then on. Rows with absent answers take the longer way round, item by item.
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

    from leadready.scoring.plan import Part, Step, Term
    from leadready.scoring.responses import Answer, ResponseSet


REMEMBERED = 4096
"""How many different sets of answers to a test are remembered."""


def score(plan: ScoringPlan, responses: ResponseSet) -> ScoreProfile:
    """Score one person. Items without a response count as not seen."""
    row = [responses.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
    return ScoreProfile(plan, tuple(Executor(plan).score_row(row)))


class Executor:
    """Runs one plan over any number of rows and remembers the scores it has met."""

    def __init__(self, plan: ScoringPlan) -> None:
        grader = _Grader()
        # A rule may ask for more parts than there are; then even complete answers give no score.
        self._always_scored = all(_is_quick(step) for step in plan.steps)
        self._scales = [_ScaleScorer(step, grader) for step in plan.steps if isinstance(step, ScaleStep)]
        self._blends: list[_BlendScorer] = []
        for step in plan.steps:
            if isinstance(step, BlendStep):
                self._blends.append(_BlendScorer(step, grader, [*self._scales, *self._blends]))

    def score_row(self, row: Sequence[Answer]) -> list[Score]:
        """Score one row: one answer for each of `plan.item_ids`; gives one score for each of `plan.steps`."""
        if not self._always_scored:
            return self._score_with_gaps(row)
        try:
            return self._score_complete(row)
        except TypeError:  # an absence is no number
            return self._score_with_gaps(row)

    def _score_complete(self, row: Sequence[Answer]) -> list[Score]:
        """Score a row in which every item is answered: every score is a sum, looked up."""
        sums: list[int] = []
        scores: list[Score] = []
        for scale in self._scales:
            points = sum(map(mul, scale.signed, scale.pick(row)), scale.offset)
            sums.append(points)
            scores.append(scale.complete.get(points) or scale.whole(points))
        for blend in self._blends:
            points = sum(map(mul, blend.shares, blend.pick(sums)))
            sums.append(points)
            scores.append(blend.complete.get(points) or blend.whole(points, scores))
        return scores

    def _score_with_gaps(self, row: Sequence[Answer]) -> list[Score]:
        scores = [scale.score(row) for scale in self._scales]
        for blend in self._blends:
            scores.append(blend.score(scores))
        return scores


class _Grader:
    """Places a score, and both ends of its 95 % interval, among the cuts, without a rounding."""

    def __init__(self) -> None:
        self._half_squares: dict[MeasurementError, tuple[int, int]] = {}

    def grade(
        self,
        points: int,
        span: int,
        *,
        cuts: Sequence[tuple[int, int]],
        raw: Fraction | None,
        tally: Tally,
        error: MeasurementError | None,
    ) -> Score:
        """Make the score `points` of `span`. The cuts are on 0 to 100, each as two whole numbers."""
        half_square, half_unit = self._half_square(error) if error else (0, 1)
        level = lowest = highest = -1
        for numerator, denominator in cuts:
            # The distance from the cut and the half width h are compared as squares: h itself is irrational.
            distance = HIGHEST * points * denominator - numerator * span
            beyond = distance * distance * half_unit - half_square * (span * denominator) ** 2
            level += distance >= 0
            # The interval is cut off at 0 and 100.
            lowest += distance >= 0 and (beyond >= 0 or numerator <= 0)
            highest += distance >= 0 or (beyond <= 0 and numerator <= HIGHEST * denominator)
        # A sum over fewer items than the author thought of may lie below the first cut.
        return Score(points, span, raw, tally, max(level, 0), max(lowest, 0), max(highest, 0), error)

    def _half_square(self, error: MeasurementError) -> tuple[int, int]:
        """Square half the width of the interval, as two whole numbers."""
        known = self._half_squares.get(error)
        if known is None:
            known = self._half_squares[error] = (Z_95**2 * error.variance).as_integer_ratio()
        return known


def _not_scored(tally: Tally) -> Score:
    return Score(0, 0, None, tally, None, None, None, None)


class _ScaleScorer:
    """Scores one scale.

    Attributes:
        pick: Picks its answers from a row.
        signed: Weight of each, negative where the item is keyed in reverse.
        offset: What makes points of the weighted sum of complete answers.
        complete: The scores of complete answers met so far, by points.
    """

    def __init__(self, step: ScaleStep, grader: _Grader) -> None:
        self._step = step
        self._grader = grader
        self._error = None
        if step.error_variance is not None and step.basis is not None:
            self._error = MeasurementError(step.error_variance, step.basis)
        self._cuts = [cut.start.as_integer_ratio() for cut in step.levels.cuts]
        self.pick = _picker([term.column for term in step.terms])
        self._is_quick = _is_quick(step)
        self.signed = [-term.weight if term.reverse else term.weight for term in step.terms]
        self.offset = sum(term.weight * (term.high if term.reverse else -term.low) for term in step.terms)
        self.full_span = sum(term.weight * (term.high - term.low) for term in step.terms)
        self.complete: dict[int, Score] = {}
        self._seen: dict[tuple[Answer, ...], Score] = {}

    def whole(self, points: int) -> Score:
        """Work out the score of complete answers, and remember it."""
        terms = self._step.terms
        made = self.complete[points] = self._score(terms, terms, points, Tally(len(terms)))
        return made

    def score(self, row: Sequence[Answer]) -> Score:
        """Score a row that may have gaps."""
        if not self._is_quick:
            return self._remembered(self.pick(row))
        try:
            points = sum(map(mul, self.signed, self.pick(row)), self.offset)
        except TypeError:
            return self._item_by_item(self.pick(row))
        return self.complete.get(points) or self.whole(points)

    def _remembered(self, answers: tuple[Answer, ...]) -> Score:
        """Score answers that no sum can tell apart, such as those of a test, and remember the commonest."""
        known = self._seen.get(answers)
        if known is None:
            known = self._item_by_item(answers)
            if len(self._seen) < REMEMBERED:
                self._seen[answers] = known
        return known

    def _item_by_item(self, answers: Sequence[Answer]) -> Score:
        counted: list[Term] = []
        counts: list[int] = []
        applicable: list[Term] = []
        missing = not_applicable = not_seen = 0
        blanks_count = self._step.rule.counts_nothing
        for term, answer in zip(self._step.terms, answers, strict=True):
            if answer is Absence.NOT_APPLICABLE:
                not_applicable += 1
                continue
            applicable.append(term)
            missing += answer is Absence.MISSING
            not_seen += answer is Absence.NOT_SEEN
            if blanks_count or not isinstance(answer, Absence):
                counted.append(term)
                counts.append(term.low if isinstance(answer, Absence) else term.keyed(answer))
        tally = Tally(len(applicable) - missing - not_seen, missing, not_applicable, not_seen)
        # A test that was never begun has no score.
        if not (tally.answered + missing if blanks_count else self._allows(tally)):
            return _not_scored(tally)
        if self._step.method in {"min", "max"}:
            return self._extreme(counted, counts, tally)
        points = sum(term.weight * (count - term.low) for term, count in zip(counted, counts, strict=True))
        return self._score(counted, applicable, points, tally)

    def _allows(self, tally: Tally) -> bool:
        return self._step.rule.allows(tally.answered, tally.applicable)

    def _extreme(self, answered: Sequence[Term], counts: Sequence[int], tally: Tally) -> Score:
        """Take the lowest or highest keyed answer, as a share of its own item's range."""
        pairs = list(zip(answered, counts, strict=True))
        choose = min if self._step.method == "min" else max
        term, count = choose(pairs, key=lambda pair: Fraction(pair[1] - pair[0].low, pair[0].high - pair[0].low))
        raw = Fraction(count, self._step.value_unit)
        raw_range = Fraction(term.low, self._step.value_unit), Fraction(term.high, self._step.value_unit)
        return self._grade(count - term.low, term.high - term.low, raw, raw_range, tally)

    def _score(self, counted: Sequence[Term], applicable: Sequence[Term], points: int, tally: Tally) -> Score:
        """Score the points of the terms that count, of all that apply."""
        span = sum(term.weight * (term.high - term.low) for term in counted)
        lowest = sum(term.weight * term.low for term in counted)
        weight = sum(term.weight for term in counted) * self._step.value_unit
        # A sum is prorated to all items that apply.
        share = Fraction(1)
        if self._step.method != "mean":
            share = Fraction(sum(term.weight for term in applicable), self._step.weight_unit)
        raw, low, high = (Fraction(value, weight) * share for value in (points + lowest, lowest, span + lowest))
        return self._grade(points, span, raw, (low, high), tally)

    def _grade(
        self, points: int, span: int, raw: Fraction, raw_range: tuple[Fraction, Fraction], tally: Tally
    ) -> Score:
        cuts = self._cuts
        if self._step.levels.raw:
            low, high = raw_range
            cuts = [(HIGHEST * (cut.start - low) / (high - low)).as_integer_ratio() for cut in self._step.levels.cuts]
        return self._grader.grade(points, span, cuts=cuts, raw=raw, tally=tally, error=self._error)


class _BlendScorer:
    """Scores one domain or composite from the scores before it.

    Attributes:
        pick: Picks its parts from what stands before it.
        shares: What each point of a complete part counts, in units of `full_span`.
        complete: The scores of complete parts met so far, by points.
    """

    def __init__(self, step: BlendStep, grader: _Grader, before: Sequence[_ScaleScorer | _BlendScorer]) -> None:
        self._step = step
        self._grader = grader
        self._cuts = [cut.start.as_integer_ratio() for cut in step.levels.cuts]
        self.pick = _picker([part.step for part in step.parts])
        self._spans: list[int] = [before[part.step].full_span for part in step.parts]
        unit = lcm(*self._spans)
        self.shares = [part.weight * unit // span for part, span in zip(step.parts, self._spans, strict=True)]
        self.full_span: int = unit * sum(part.weight for part in step.parts)
        self._stated = None if step.error_variance is None else MeasurementError(step.error_variance, step.basis)
        self._derived: dict[tuple[MeasurementError | None, ...], MeasurementError | None] = {}
        self.complete: dict[int, Score] = {}

    def whole(self, points: int, scores: Sequence[Score]) -> Score:
        """Work out the score of complete parts, and remember it."""
        made = self.complete[points] = self._score(self.pick(scores), points, self.full_span)
        return made

    def score(self, scores: Sequence[Score]) -> Score:
        """Score parts that may have gaps."""
        parts: Sequence[Score] = self.pick(scores)
        complete = all(part.span == span for part, span in zip(parts, self._spans, strict=True))
        if not complete or not _scores_when_complete(self._step):
            return self._incomplete(parts)
        points = sum(part.points * share for part, share in zip(parts, self.shares, strict=True))
        return self.complete.get(points) or self.whole(points, scores)

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
        return self._grader.grade(points, span, cuts=self._cuts, raw=None, tally=_total(parts), error=error)

    def _derive(self, parts: Sequence[Score]) -> MeasurementError | None:
        errors = tuple(part.error for part in parts)
        if errors not in self._derived:
            self._derived[errors] = _derived_error(parts, self._step.parts)
        return self._derived[errors]


def _is_quick(step: Step) -> bool:
    """Whether complete answers always give a score that depends on one sum alone."""
    return _scores_when_complete(step) and (not isinstance(step, ScaleStep) or step.is_linear)


def _scores_when_complete(step: Step) -> bool:
    count = len(step.terms if isinstance(step, ScaleStep) else step.parts)
    return step.rule.allows(count, count)


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
    answered = missing = not_applicable = not_seen = 0
    for part in parts:
        tally = part.tally
        answered += tally.answered
        missing += tally.missing
        not_applicable += tally.not_applicable
        not_seen += tally.not_seen
    return Tally(answered, missing, not_applicable, not_seen)


def _picker(columns: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Make a function that picks columns of a row; `itemgetter` alone gives no tuple for a single one."""
    if len(columns) > 1:
        return itemgetter(*columns)
    only = columns[0]
    return lambda row: (row[only],)
