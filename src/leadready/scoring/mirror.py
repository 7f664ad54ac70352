"""A colleague's mirror: a person's own scores beside what colleagues have seen, and no figure from fewer than three.

How far colleagues agree is r_wg(j), as in `scoring/group.py`. Its value is put into three words by the bands of
LeBreton and Senter (2008, doi 10.1177/1094428106296642): above 0.70 strong, above 0.50 moderate, else weak or none.

Own score X and colleagues' mean M differ when |X - M| exceeds 1.96 standard errors of their difference, as two scores
of one person do (classical test theory):

    SE = √(SEM² + max(s², SEM²) / n)

with SEM the error that the rubric states for one score of the scale, s² the variance of the n colleagues' scores. The
mean of n scores has at least the n-th part of one score's error, even where few colleagues happen to say the same.
Where colleagues agree weakly their mean stands for nobody, and no difference is named. All arithmetic is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.rubric.model import Group
from leadready.scoring.comparison import exceeds
from leadready.scoring.group import put_together

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from leadready.scoring.group import ScaleGroup
    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import Answer
    from leadready.scoring.score import Score, ScoreProfile

LEAST = 3
"""The fewest colleagues whose answers are put together."""
FEWEST_ITEMS = 3
"""Of a scale with fewer items nothing is shown: it would be single items by another name."""
INDEX_FROM = 5
"""From so many colleagues on the index of agreement is told. With fewer, it and the mean would give single scores away:
answers are few whole numbers, and three of them can be found from their mean and their spread."""
_MODERATE, _STRONG = Fraction(1, 2), Fraction(7, 10)
_RULE = Group(least=LEAST, agreement=Decimal(0))


class Agreement(StrEnum):
    """How far colleagues agree with each other."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class Sight(StrEnum):
    """How what colleagues see lies to what the person sees."""

    SIMILAR = "similar"
    HIGHER = "higher"
    LOWER = "lower"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScaleMirror:
    """One scale in the mirror. Nothing in it stands for fewer than three colleagues.

    Attributes:
        own: The person's own score.
        mean: Mean score of the colleagues, from 0 to 100; None where fewer than three have a score.
        agreement: How far they agree; None likewise.
        index: r_wg(j); None with fewer than five colleagues.
        sight: What may be said of the difference. "Apart" where colleagues agree too little, "unknown" where one of the
            scores or the precision is missing.
    """

    scale_id: str
    own: Score
    mean: Fraction | None
    agreement: Agreement | None
    index: Fraction | None
    sight: Sight


def reflect(
    plan: ScoringPlan, own: ScoreProfile, rows: Sequence[Sequence[Answer]], scale_ids: Collection[str]
) -> tuple[ScaleMirror, ...]:
    """Hold a person's own scores beside those that colleagues' answers come to, scale by scale, in the plan's order.

    The order of the colleagues does not matter.

    Args:
        plan: Of the rubric under which both are read.
        own: The person's own scores under it.
        rows: For each colleague the answers in the plan's order; what they were not asked was not seen.
        scale_ids: The scales of which colleagues were asked all items: means or sums of ratings one apart.
    """
    return tuple(_mirrored(own[one.scale_id], one) for one in put_together(plan, rows, _RULE, scale_ids))


def _mirrored(own: Score, theirs: ScaleGroup) -> ScaleMirror:
    if theirs.mean is None or theirs.agreement is None:
        return ScaleMirror(theirs.scale_id, own, None, None, None, Sight.UNKNOWN)
    found = _agreement(theirs.agreement)
    index = theirs.agreement if theirs.people >= INDEX_FROM else None
    return ScaleMirror(theirs.scale_id, own, theirs.mean, found, index, _sight(own, theirs, theirs.mean, found))


def _agreement(index: Fraction) -> Agreement:
    if index > _STRONG:
        return Agreement.STRONG
    return Agreement.MODERATE if index > _MODERATE else Agreement.WEAK


def _sight(own: Score, theirs: ScaleGroup, mean: Fraction, found: Agreement) -> Sight:
    if found is Agreement.WEAK:
        return Sight.APART
    if not own.is_scored or own.error is None:
        return Sight.UNKNOWN
    sem = own.error.variance
    spread = max(theirs.variance or Fraction(0), sem)
    distance = mean - own.value
    if not exceeds(distance, sem + spread / theirs.people):
        return Sight.SIMILAR
    return Sight.HIGHER if distance > 0 else Sight.LOWER
