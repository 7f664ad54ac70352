"""A score and a score profile: what came out, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from leadready.scoring.plan import HIGHEST, LOWEST, Basis, ScoringPlan, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

Z_95 = Fraction(196, 100)
"""Normal deviate of a 95 % interval, as printed in the methods page and in published tables."""

_ROOTS = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items stand behind a score, by what became of them."""

    answered: int
    missing: int = 0
    not_applicable: int = 0
    not_seen: int = 0

    @property
    def applicable(self) -> int:
        """Items that apply to this person: all but the not applicable ones."""
        return self.answered + self.missing + self.not_seen

    @property
    def is_whole(self) -> bool:
        """Whether every item applies and is answered."""
        return not (self.missing or self.not_applicable or self.not_seen)


@dataclass(frozen=True, slots=True, eq=False)
class MeasurementError:
    """The standard error of measurement of a score, kept squared so that it stays exact.

    Attributes:
        variance: SEM squared, in points squared.
        basis: Whether SD and reliability are provisional or measured, or the error is derived from the parts'.
    """

    variance: Fraction
    basis: Basis

    @property
    def sem(self) -> Decimal:
        """The standard error of measurement in points: SD √(1 - r)."""
        return _root(self.variance)

    @property
    def half_width(self) -> Decimal:
        """Half the width of the 95 % interval in points: 1.96 SEM."""
        return _root(Z_95**2 * self.variance)


@dataclass(frozen=True, slots=True)
class Score:
    """One score. `points` of `span` is the exact share of the attainable range; a span of 0 means "not scored".

    Attributes:
        raw: Mean or sum on the items' own response scale; None for domains and composites, or where not scored.
        level: Place of its level among the plan's cuts, counted from 0; None where not scored.
        lowest_level: Place of the level in which the 95 % interval begins.
        highest_level: Place of the level in which it ends.
        error: None where the rubric states no precision.
    """

    points: int
    span: int
    raw: Fraction | None
    tally: Tally
    level: int | None
    lowest_level: int | None
    highest_level: int | None
    error: MeasurementError | None

    @property
    def is_scored(self) -> bool:
        """Whether enough was answered."""
        return self.span > 0

    @property
    def value(self) -> Fraction:
        """The exact score from 0 to 100; raises ZeroDivisionError where not scored."""
        return Fraction(HIGHEST * self.points, self.span)

    @property
    def is_borderline(self) -> bool:
        """Whether the 95 % interval reaches into another level."""
        return self.lowest_level != self.highest_level

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval X ± 1.96 SEM, cut off at 0 and 100; None without precision or score."""
        if self.error is None or not self.is_scored:
            return None
        centre, half = _decimal(self.value), self.error.half_width
        return max(Decimal(LOWEST), centre - half), min(Decimal(HIGHEST), centre + half)


@dataclass(frozen=True, slots=True)
class ScoreProfile:
    """All scores of one administration, in the plan's order."""

    plan: ScoringPlan
    scores: tuple[Score, ...]

    def __getitem__(self, score_id: str) -> Score:
        return self.scores[self.plan.ids.index(score_id)]

    def items(self) -> Iterator[tuple[Step, Score]]:
        """Pair every step with its score."""
        return zip(self.plan.steps, self.scores, strict=True)

    def level(self, score_id: str) -> str | None:
        """Give the id of a score's level; None where not scored."""
        place = self[score_id].level
        return None if place is None else self.plan.step(score_id).levels.cuts[place].level


@cache
def _root(square: Fraction) -> Decimal:
    return _ROOTS.sqrt(_decimal(square))


def _decimal(value: Fraction) -> Decimal:
    return _ROOTS.divide(Decimal(value.numerator), Decimal(value.denominator))
