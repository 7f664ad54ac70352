"""The exact executor: runs a scoring plan for people, one row of answers at a time, in whole numbers.

It is quick because few different sums occur: 72 answers from 1 to 5 give at most 17 sums a scale, so each score is
worked out once and looked up from then on. Rows with absent answers take the longer way round, item by item; but an
exercise that was left out as a whole, as most are, only changes which parts a domain or composite is made of.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from operator import getitem, itemgetter, mul
from typing import TYPE_CHECKING

from leadready.scoring.plan import HIGHEST, BlendStep, ScaleStep, ScoringPlan
from leadready.scoring.responses import Absence
from leadready.scoring.score import Z_95, MeasurementError, Score, ScoreProfile, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from leadready.scoring.plan import Part, Step, Term
    from leadready.scoring.responses import Answer, ResponseSet


REMEMBERED = 4096
"""How many different sets of answers to a test are remembered."""


def score(plan: ScoringPlan, responses: ResponseSet) -> ScoreProfile:
    """Score one person. Items without a response count as not seen."""
    return Scorer(plan).score(responses)


class Scorer:
    """Scores one person after the other by one plan."""

    def __init__(self, plan: ScoringPlan) -> None:
        self._plan = plan
        self._executor = Executor(plan)

    def score(self, responses: ResponseSet) -> ScoreProfile:
        """Score one person. Items without a response count as not seen."""
        row = [responses.get(item_id, Absence.NOT_SEEN) for item_id in self._plan.item_ids]
        return ScoreProfile(self._plan, tuple(self._executor.score_row(row)))


class Executor:
    """Runs one plan over any number of rows and remembers the scores it has met."""

    def __init__(self, plan: ScoringPlan) -> None:
        self._grader = grader = _Grader()
        # A rule may ask for more parts than there are; then even complete answers give no score.
        self._always_scored = all(_is_quick(step) for step in plan.steps)
        self._scales = [_ScaleScorer(step, grader) for step in plan.steps if isinstance(step, ScaleStep)]
        self._steps = [step for step in plan.steps if isinstance(step, BlendStep)]
        self._blends = self._make_blends(frozenset())
        self._blends_without: dict[frozenset[int], list[_BlendScorer]] = {frozenset(): self._blends}

    def score_row(self, row: Sequence[Answer]) -> list[Score]:
        """Score one row: one answer for each of `plan.item_ids`; gives one score for each of `plan.steps`."""
        if not self._always_scored:
            return self._score_with_gaps(row)
        try:
            return self._score_complete(row)
        except (TypeError, KeyError):  # an absence is no number, and in no table
            return self._score_with_gaps(row)

    def _score_complete(self, row: Sequence[Answer]) -> list[Score]:
        """Score a row in which every item is answered, but for exercises left out: every score is a sum, looked up.

        Raises:
            TypeError, KeyError: an item is not answered.
        """
        sums: list[int] = []
        scores: list[Score] = []
        left_out: list[int] = []
        for place, scale in enumerate(self._scales):
            answers = scale.pick(row)
            if scale.tables is None:
                points = sum(map(mul, scale.signed, answers), scale.offset)
            elif answers == scale.nothing:
                left_out.append(place)
                sums.append(0)
                scores.append(scale.absent)
                continue
            else:
                points = sum(map(getitem, scale.tables, answers))
            sums.append(points)
            scores.append(scale.complete.get(points) or scale.whole(points))
        for blend in self._blends_for(left_out) if left_out else self._blends:
            points = sum(map(mul, blend.shares, blend.pick(sums)))
            sums.append(points)
            scores.append(blend.complete.get(points) or blend.whole(points, scores))
        return scores

    def _blends_for(self, left_out: Sequence[int]) -> list[_BlendScorer]:
        """Give the domains and composites as they are without some scales; raises KeyError where one has no score."""
        key = frozenset(left_out)
        if key not in self._blends_without:
            self._blends_without[key] = self._make_blends(key)
        found = self._blends_without[key]
        if not all(blend.allows_complete for blend in found):
            raise KeyError(key)
        return found

    def _make_blends(self, left_out: frozenset[int]) -> list[_BlendScorer]:
        spans = [0 if place in left_out else scale.full_span for place, scale in enumerate(self._scales)]
        made: list[_BlendScorer] = []
        for step in self._steps:
            made.append(_BlendScorer(step, self._grader, [*spans, *(blend.full_span for blend in made)]))
        return made

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
        tables: The points of each answer to each item, where they are no multiple of the answer.
        nothing: The answers where no item applies.
        absent: The score where no item applies.
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
        self.tables = None if step.is_linear else [_table(term) for term in step.terms]
        self.nothing: tuple[Answer, ...] = (Absence.NOT_APPLICABLE,) * len(step.terms)
        self.absent = _not_scored(Tally(0, not_applicable=len(step.terms)))
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
        answers = self.pick(row)
        try:
            if self.tables is None:
                points = sum(map(mul, self.signed, answers), self.offset)
            else:
                points = sum(map(getitem, self.tables, answers))
        except TypeError:
            return self._item_by_item(answers)
        except KeyError:
            return self._remembered(answers)
        return self.complete.get(points) or self.whole(points)

    def _remembered(self, answers: tuple[Answer, ...]) -> Score:
        """Score answers that no sum can tell apart, such as a test with gaps, and remember the commonest."""
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
        full_span: What `points` of complete parts are out of; 0 where all parts are left out.
        allows_complete: Whether complete parts give a score, or all parts are left out.
    """

    def __init__(self, step: BlendStep, grader: _Grader, spans: Sequence[int]) -> None:
        """Prepare for parts that have these spans when they are complete; a span of 0 means that one is left out."""
        self._step = step
        self._grader = grader
        self._cuts = [cut.start.as_integer_ratio() for cut in step.levels.cuts]
        self.pick = _picker([part.step for part in step.parts])
        self._spans = [spans[part.step] for part in step.parts]
        present = [(part.weight, span) for part, span in zip(step.parts, self._spans, strict=True) if span]
        unit = lcm(*(span for _weight, span in present))
        self.shares = [
            part.weight * unit // span if span else 0 for part, span in zip(step.parts, self._spans, strict=True)
        ]
        self.full_span = unit * sum(weight for weight, _span in present)
        self.allows_complete = not present or step.rule.allows(len(present), len(present))
        self._stated = None if step.error_variance is None else MeasurementError(step.error_variance, step.basis)
        self._derived: dict[tuple[MeasurementError | None, ...], MeasurementError | None] = {}
        self.complete: dict[int, Score] = {}

    def whole(self, points: int, scores: Sequence[Score]) -> Score:
        """Work out the score of complete parts, and remember it."""
        parts: Sequence[Score] = self.pick(scores)
        made = self._score(parts, points, self.full_span) if self.full_span else _not_scored(_total(parts))
        self.complete[points] = made
        return made

    def score(self, scores: Sequence[Score]) -> Score:
        """Score parts that may have gaps."""
        parts: Sequence[Score] = self.pick(scores)
        complete = all(part.span == span and part.tally.is_whole for part, span in zip(parts, self._spans, strict=True))
        if not complete or not self.allows_complete:
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
    count = len(step.terms if isinstance(step, ScaleStep) else step.parts)
    return step.rule.allows(count, count) and not (isinstance(step, ScaleStep) and step.method in {"min", "max"})


def _table(term: Term) -> dict[Answer, int]:
    """List the points of each answer to an item."""
    answers: Iterable[Answer] = term.counts if term.counts is not None else range(term.low, term.high + 1)
    return {answer: term.weight * (term.keyed(answer) - term.low) for answer in answers}


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
