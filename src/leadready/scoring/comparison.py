"""Is a difference real? Two scores of one person, compared with the error of both."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.scoring.score import Z_95, MeasurementError, Score

if TYPE_CHECKING:
    from collections.abc import Sequence


def differ(one: Score, other: Score) -> bool:
    """Whether two scores of one person differ by more than their noise.

    The standard error of a difference is √(SEM₁² + SEM₂²) (classical test theory); the difference must exceed 1.96 of
    it. Scores without stated precision are never said to differ.
    """
    if not (one.is_scored and other.is_scored and one.error and other.error):
        return False
    return exceeds(one.value - other.value, one.error.variance + other.error.variance)


def stands_out(score: Score, among: Sequence[Score]) -> int:
    """Say whether a score lies above (1) or below (-1) the mean of all scores `among` by more than noise, or not (0).

    `among` must contain the score itself. For n scores with errors SEMᵢ the variance of Xᵢ - mean is
    SEMᵢ² (1 - 2/n) + Σ SEM² / n² (errors independent).
    """
    errors = [one.error for one in among if one.is_scored and one.error is not None]
    values = [one.value for one in among if one.is_scored]
    if not score.is_scored or score.error is None or len(errors) != len(values):
        return 0
    count = len(values)
    distance = score.value - sum(values, start=Fraction(0)) / count
    if not exceeds(distance, _variance_from_mean(score.error, errors)):
        return 0
    return 1 if distance > 0 else -1


def _variance_from_mean(error: MeasurementError, errors: Sequence[MeasurementError]) -> Fraction:
    count = len(errors)
    total = sum((one.variance for one in errors), start=Fraction(0))
    return error.variance * (1 - Fraction(2, count)) + total / count**2


def exceeds(distance: Fraction, variance: Fraction) -> bool:
    """Compare |distance| with 1.96 √variance as squares, exactly."""
    return distance**2 > Z_95**2 * variance
