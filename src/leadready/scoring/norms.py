"""Comparison with a norm group, where a rubric brings one whose figures have a source."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadready.rubric.model import NormScore

T_MEAN, T_SD = 50, 10


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a score stands in a group.

    Attributes:
        t_score: 50 + 10 (X - M) / SD.
        percentile: Percentile rank by the group's table; None without a table, or below its first entry.
    """

    t_score: Fraction
    percentile: int | None


def standing(value: Fraction, norm: NormScore) -> Standing:
    """Compare a score from 0 to 100 with a group's figures for it."""
    t_score = T_MEAN + T_SD * (value - Fraction(norm.mean)) / Fraction(norm.sd)
    reached = [(Fraction(start), rank) for start, rank in norm.percentiles.items() if Fraction(start) <= value]
    return Standing(t_score, max(reached)[1] if reached else None)
