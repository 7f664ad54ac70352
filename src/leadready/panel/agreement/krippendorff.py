"""Krippendorff's alpha: agreement for any number of raters, any level of measurement, with gaps.

Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, with its example as the test.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from itertools import accumulate
from math import fsum
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.panel.agreement.interval import Coefficient, bootstrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadready.panel.agreement.ratings import Pattern, Ratings

Measurement: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
MEASUREMENTS: tuple[Measurement, ...] = ("nominal", "ordinal", "interval", "ratio")


def alpha(ratings: Ratings, measurement: Measurement, seed: int) -> Coefficient:
    """Give alpha. The interval is by bootstrap over applicants, with this seed.

    Args:
        ratings: The marks; ratio measurement makes sense only where none is below 0.
        measurement: What differences between marks mean.
        seed: Of the redraws.
    """
    statistic = partial(_alpha, measurement=measurement)
    patterns = ratings.patterns
    found = statistic(patterns)
    ends = (None, None) if found is None else bootstrapped(patterns, statistic, seed)
    name = f"alpha-{measurement}"
    return Coefficient(name, found, *ends, applicants=len(ratings.groups), raters=len(ratings.raters))


def _alpha(patterns: Counter[Pattern], measurement: Measurement) -> float | None:
    together: defaultdict[tuple[float, float], float] = defaultdict(float)
    for pattern, times in patterns.items():
        counts = Counter(pattern)
        for one, count in counts.items():
            for other, others in counts.items():
                if len(pattern) > 1:
                    together[one, other] += times * count * (others - (one == other)) / (len(pattern) - 1)
    totals: defaultdict[float, float] = defaultdict(float)
    for (one, _other), share in together.items():
        totals[one] += share
    difference = _difference(measurement, totals)
    n = fsum(totals.values())
    seen = fsum(share * difference(one, other) for (one, other), share in together.items())
    chance = fsum(p * q * difference(one, other) for one, p in totals.items() for other, q in totals.items())
    return None if not chance else 1 - (n - 1) * seen / chance


def _difference(measurement: Measurement, totals: Mapping[float, float]) -> Callable[[float, float], float]:
    """Give the squared difference of two marks."""
    if measurement == "nominal":
        return lambda one, other: float(one != other)
    if measurement == "interval":
        return lambda one, other: (one - other) ** 2
    if measurement == "ratio":
        return lambda one, other: ((one - other) / (one + other)) ** 2 if one + other else 0.0
    values = sorted(totals)
    up_to = dict(zip(values, accumulate(totals[value] for value in values), strict=True))

    def ordinal(one: float, other: float) -> float:
        low, high = sorted((one, other))
        between = up_to[high] - up_to[low] + totals[low]
        return (between - (totals[low] + totals[high]) / 2) ** 2 if low != high else 0.0

    return ordinal
