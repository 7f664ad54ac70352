"""Which scores can occur, and so which levels can be reached.

The scores of a scale are worked out one by one, over every answer and every answer that the missing rule lets be
absent, as long as there are few enough; those of a blend over the scores of its parts, taken as free of each other.
Where there are too many, every score between the ends counts as possible: then nothing is called unreachable that
might be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING

from leadready.assessment.review.wording import advise
from leadready.language import _
from leadready.scoring.plan import HIGHEST, ScaleStep, compile_plan, cuts_on_track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric
    from leadready.scoring.plan import BlendStep, ScoringPlan, Term

MOST_STATES = 6_000
MOST_PARTS = 8
"""Of more parts not every choice of those that have a score is tried."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The scores that can occur, from 0 to 100, in order; None where every one between the ends may.

    Attributes:
        may_vanish: Whether all that it is made of may be not applicable to somebody, so that it counts as not there.
    """

    low: Fraction
    high: Fraction
    values: tuple[Fraction, ...] | None = None
    may_vanish: bool = False

    def any_between(self, start: Fraction, end: Fraction | None) -> bool:
        """Whether a score can lie in a range; `end` None means up to and including the highest."""
        if self.values is None:
            return self.high >= start and (end is None or self.low < end)
        return any(start <= value and (end is None or value < end) for value in self.values)


def reaches(instrument: Instrument, plan: ScoringPlan) -> dict[str, Reach]:
    """Work out what every score of a plan can be."""
    found: dict[str, Reach] = {}
    for step in plan.steps:
        found[step.id] = _scale_reach(instrument, step) if isinstance(step, ScaleStep) else _blend_reach(step, found)
    return found


@dataclass(frozen=True, slots=True)
class Situation:
    """A rubric compiled for its instrument, and what each of its scores can be."""

    rubric: Rubric
    instrument: Instrument
    plan: ScoringPlan
    reach: dict[str, Reach]


def situation_of(rubric: Rubric, instrument: Instrument) -> Situation:
    """Work out what the scores of a rubric can be."""
    plan = compile_plan(instrument, rubric)
    return Situation(rubric, instrument, plan, reaches(instrument, plan))


def review_reach(situation: Situation, document: YamlDocument) -> Iterator[Problem]:
    """Name the levels that no answers can give."""
    rubric, instrument, plan, reach = situation.rubric, situation.instrument, situation.plan, situation.reach
    groups = (("scales", rubric.scales), ("domains", rubric.domains), ("composites", rubric.composites))
    group_of = {score_id: group for group, scored in groups for score_id in scored}
    for step in plan.steps:
        if isinstance(step, ScaleStep) and step.levels.raw and _raw_moves(step, instrument):
            continue
        starts = cuts_on_track(step)
        for number, (cut, start, end) in enumerate(zip(step.levels.cuts, starts, (*starts[1:], None), strict=True)):
            # What lies below the first cut has the first level.
            if not reach[step.id].any_between(start if number else Fraction(0), end):
                what = _("No answers to “{score}” can give the level “{level}”.").format(score=step.id, level=cut.level)
                advice = _("Move the cut, or give the scale more items or options.")
                keys: Keys = (group_of[step.id], step.id, "levels", number)
                yield advise(document, keys, "unreachable-level", what, advice)


def _raw_moves(step: ScaleStep, instrument: Instrument) -> bool:
    """Whether absent answers change what raw scores there can be, so that cuts on them have no one place on 0 to 100.

    They do where items differ in what they can count, and where a sum has fewer items to sum.
    """
    total = len(step.terms)
    may_be_absent = any(_may_not_apply(instrument, term) for term in step.terms)
    prorated = step.rule.needed(total) < total and not step.rule.counts_nothing
    differ = len({(term.low, term.high) for term in step.terms}) > 1
    return (differ and (may_be_absent or prorated)) or (may_be_absent and step.method not in {"mean", "min", "max"})


def _scale_reach(instrument: Instrument, step: ScaleStep) -> Reach:
    may_vanish = all(_may_not_apply(instrument, term) for term in step.terms)
    if step.method in {"min", "max"}:
        shares = {_share(term, count) for term in step.terms for count in _counts(instrument, term)}
        return Reach(min(shares), max(shares), tuple(sorted(shares)), may_vanish)
    states = _states(instrument, step)
    values = {Fraction(HIGHEST * points, span) for points, span in states or ()}
    if not values:
        return Reach(Fraction(0), Fraction(HIGHEST), None, may_vanish)
    return Reach(min(values), max(values), tuple(sorted(values)), may_vanish)


def _share(term: Term, count: int) -> Fraction:
    return Fraction(HIGHEST * (count - term.low), term.high - term.low)


def _counts(instrument: Instrument, term: Term) -> set[int]:
    return {term.keyed(value) for value in instrument.response_scale_of(term.item_id).values}


def _may_not_apply(instrument: Instrument, term: Term) -> bool:
    item = instrument.by_id[term.item_id]
    return bool(item.conditions) or instrument.response_scale_of(term.item_id).not_applicable is not None


def _states(instrument: Instrument, step: ScaleStep) -> set[tuple[int, int]] | None:
    """Collect the points and spans of all answers that give a score; None where there are too many.

    An item without an answer is taken as not applicable where it can be: that never makes a rule harder to meet.
    """
    states: set[tuple[int, int, int, int]] = {(0, 0, 0, 0)}
    for term in step.terms:
        ways = _ways(instrument, term, blanks_count=step.rule.counts_nothing)
        states = {(p + q, s + t, n + m, a + b) for p, s, n, a in states for q, t, m, b in ways}
        if len(states) > MOST_STATES:
            return None
    if step.rule.counts_nothing:
        return {(points, span) for points, span, _answered, _applicable in states if span}
    return {
        (points, span)
        for points, span, answered, applicable in states
        if span and step.rule.allows(answered, applicable)
    }


def _ways(instrument: Instrument, term: Term, *, blanks_count: bool) -> set[tuple[int, int, int, int]]:
    """List what an item can add: points, span, whether it is answered, and whether it applies."""
    span = term.weight * (term.high - term.low)
    may_not_apply = _may_not_apply(instrument, term)
    points = {term.weight * (count - term.low) for count in _counts(instrument, term)}
    if blanks_count:  # how many are answered decides nothing
        return {(one, span, 0, 0) for one in points | {0}} | ({(0, 0, 0, 0)} if may_not_apply else set())
    return {(one, span, 1, 1) for one in points} | {(0, 0, 0, 0 if may_not_apply else 1)}


def _blend_reach(step: BlendStep, found: dict[str, Reach]) -> Reach:
    parts = [(found[part.id], part.weight) for part in step.parts]
    may_vanish = all(reach.may_vanish for reach, _weight in parts)
    low, high = min(reach.low for reach, _weight in parts), max(reach.high for reach, _weight in parts)
    if len(parts) > MOST_PARTS:
        return Reach(low, high, None, may_vanish)
    choices = list(_choices(step, parts))
    low = min((_weighted((reach.low, weight) for reach, weight in chosen) for chosen in choices), default=low)
    high = max((_weighted((reach.high, weight) for reach, weight in chosen) for chosen in choices), default=high)
    values: set[Fraction] = set()
    for chosen in choices:
        sums = _sums(chosen)
        if sums is None:
            return Reach(low, high, None, may_vanish)
        values |= sums
    return Reach(low, high, tuple(sorted(values)) or None, may_vanish)


def _choices(step: BlendStep, parts: Sequence[tuple[Reach, int]]) -> Iterator[tuple[tuple[Reach, int], ...]]:
    """List which parts may have a score while the others have none; what can count as not there does."""
    lasting = sum(1 for reach, _weight in parts if not reach.may_vanish)
    for count in range(1, len(parts) + 1):
        for chosen in combinations(parts, count):
            others = lasting - sum(1 for reach, _weight in chosen if not reach.may_vanish)
            if step.rule.allows(count, count + others):
                yield chosen


def _weighted(values: Iterable[tuple[Fraction, int]]) -> Fraction:
    pairs = list(values)
    total = sum((value * weight for value, weight in pairs), start=Fraction(0))
    return total / sum(weight for _value, weight in pairs)


def _sums(chosen: Sequence[tuple[Reach, int]]) -> set[Fraction] | None:
    """Add up every score of each part with every score of the others, in whole units; None where they are too many."""
    unit = lcm(*(value.denominator for reach, _weight in chosen for value in reach.values or ()))
    sums = {0}
    for reach, weight in chosen:
        if reach.values is None or len(sums) * len(reach.values) > MOST_STATES:
            return None
        steps = [int(weight * value * unit) for value in reach.values]
        sums = {one + more for one in sums for more in steps}
    total = unit * sum(weight for _reach, weight in chosen)
    return {Fraction(one, total) for one in sums}
