"""Adverse impact: did groups come through a stage alike? A prompt to look, never a finding.

The four-fifths ratio is a rule of thumb of the United States (29 CFR 1607.4(D)), not a test of British law. It is
worked out in whole numbers, and never shown without Fisher's exact p and an interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOUR_FIFTHS = Fraction(4, 5)
SMALLEST = 10
"""Groups of fewer people are not shown: numbers of few point to persons."""
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """How one group came through a stage beside the group with the highest rate.

    Attributes:
        group: Its name.
        people: How many there were; None where too few to show, and then nothing else is shown.
        selected: How many came through.
        ratio: Its rate divided by the highest; None for the group with the highest, or where that is 0.
        p: Fisher's exact two-sided p of the two groups' counts.
        low: Lower end of the ratio's 95 % interval (log method, Katz et al. 1978); None where a count is 0.
        high: Upper end.
    """

    group: str
    people: int | None
    selected: int | None = None
    ratio: Fraction | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_below_four_fifths(self) -> bool:
        """Whether somebody should look."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS


def outcomes(counts: Mapping[str, tuple[int, int]]) -> tuple[GroupOutcome, ...]:
    """Compare groups at one stage.

    Args:
        counts: Per group how many people came through, and how many there were.

    Raises:
        ValueError: more came through than there were.
    """
    if any(not 0 <= selected <= people for selected, people in counts.values()):
        raise ValueError(counts)
    shown = {group: count for group, count in counts.items() if count[1] >= SMALLEST}
    # One small group alone could be worked out from the total of all.
    if len(counts) - len(shown) == 1 and shown:
        del shown[min(shown, key=lambda group: (shown[group][1], group))]
    if not shown:
        return tuple(GroupOutcome(group, None) for group in counts)
    best = max(shown, key=lambda group: (Fraction(*shown[group]), shown[group][1], group))
    return tuple(
        _beside(group, shown[group], shown[best], is_best=group == best)
        if group in shown
        else GroupOutcome(group, None)
        for group in counts
    )


def _beside(group: str, own: tuple[int, int], best: tuple[int, int], *, is_best: bool) -> GroupOutcome:
    selected, people = own
    if is_best or not best[0]:
        return GroupOutcome(group, people, selected)
    ratio = Fraction(selected, people) / Fraction(*best)
    low, high = _ends(own, best, ratio)
    return GroupOutcome(group, people, selected, ratio, fisher_exact(own, best), low, high)


def _ends(own: tuple[int, int], best: tuple[int, int], ratio: Fraction) -> tuple[float | None, float | None]:
    if not own[0]:
        return None, None
    half = _Z * sqrt(1 / own[0] - 1 / own[1] + 1 / best[0] - 1 / best[1])
    middle = log(ratio)
    return exp(middle - half), exp(middle + half)


def fisher_exact(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Give the two-sided p of two (selected, people) counts: the chance of a table no likelier than this one.

    Fisher 1922 (Journal of the Royal Statistical Society 85:87). In whole numbers until the last division.
    """
    selected, people = one[0] + other[0], one[1] + other[1]
    first = one[1]

    def ways(count: int) -> int:
        return comb(first, count) * comb(people - first, selected - count)

    seen = ways(one[0])
    every = range(max(0, selected - other[1]), min(first, selected) + 1)
    return sum(found for count in every if (found := ways(count)) <= seen) / comb(people, selected)
