"""Krippendorff's alpha: agreement for any number of raters, any level of measurement, with gaps.

Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, with its example as the test.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from math import fsum
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.panel.agreement.interval import Coefficient, ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadready.panel.agreement.interval import Redraws
    from leadready.panel.agreement.ratings import Pattern, Ratings

Measurement: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
_Shares: TypeAlias = "tuple[tuple[tuple[float, float], int], ...]"
MEASUREMENTS: tuple[Measurement, ...] = ("nominal", "ordinal", "interval", "ratio")


def alpha(ratings: Ratings, redraws: Redraws) -> dict[Measurement, Coefficient]:
    """Give alpha for each level of measurement. The intervals are by bootstrap over applicants.

    Args:
        ratings: The marks; ratio measurement makes sense only where none is below 0.
        redraws: Of the same marks.
    """
    found = _alphas(_together(redraws.patterns, {}))
    drawn: dict[Measurement, list[float | None]] = {measurement: [] for measurement in MEASUREMENTS}
    shares: dict[Pattern, _Shares] = {}
    for patterns in redraws if any(value is not None for value in found.values()) else ():
        for measurement, value in _alphas(_together(patterns, shares)).items():
            drawn[measurement].append(value)
    sizes = {"applicants": len(ratings.groups), "raters": len(ratings.raters)}
    return {
        measurement: Coefficient(
            f"alpha-{measurement}", value, *((None, None) if value is None else ends(drawn[measurement])), **sizes
        )
        for measurement, value in found.items()
    }


def _together(
    patterns: Mapping[Pattern, int], known: dict[Pattern, _Shares]
) -> defaultdict[tuple[float, float], float]:
    """Give how often each two marks come together in one applicant (the coincidence matrix).

    Args:
        patterns: How often each set of marks occurs.
        known: What one applicant of each pattern adds; filled as patterns come.
    """
    together: defaultdict[tuple[float, float], float] = defaultdict(float)
    for pattern, times in patterns.items():
        if pattern not in known:
            known[pattern] = _shares(pattern)
        others = len(pattern) - 1
        for pair, count in known[pattern]:
            together[pair] += times * count / others
    return together


def _shares(pattern: Pattern) -> _Shares:
    """Give how often each two marks of one applicant come together; nothing where there is one mark only."""
    if len(pattern) == 1:
        return ()
    counts = Counter(pattern)
    return tuple(
        ((one, other), count * (others - (one == other)))
        for one, count in counts.items()
        for other, others in counts.items()
    )


def _alphas(together: Mapping[tuple[float, float], float]) -> dict[Measurement, float | None]:
    totals: defaultdict[float, float] = defaultdict(float)
    for (one, _other), share in together.items():
        totals[one] += share
    n = fsum(totals.values())
    return {measurement: _alpha(together, totals, n, measurement) for measurement in MEASUREMENTS}


def _alpha(
    together: Mapping[tuple[float, float], float], totals: Mapping[float, float], n: float, measurement: Measurement
) -> float | None:
    difference = _difference(measurement, totals)
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
