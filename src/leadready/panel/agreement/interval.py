"""A coefficient with what is known of its uncertainty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.panel.agreement.ratings import Pattern

DRAWS = 1000
_LEAST_DRAWS = 0.9
TAIL = 0.025
"""Each side of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient.

    Attributes:
        id: Stable short name, such as `icc-2-1`.
        value: None where the ratings do not allow it (too few, or without any variance).
        low: Lower end of the 95 % interval; None where none can be given.
        high: Upper end.
        applicants: How many applicants it rests on.
        raters: How many raters it rests on.
    """

    id: str
    value: float | None
    low: float | None = None
    high: float | None = None
    applicants: int = 0
    raters: int = 0


def bootstrapped(
    patterns: Counter[Pattern], statistic: Callable[[Counter[Pattern]], float | None], seed: int
) -> tuple[float | None, float | None]:
    """Give a 95 % percentile interval from 1,000 redraws of the applicants (Efron and Tibshirani 1993, ch. 13).

    The same seed gives the same interval. There is none where fewer than nine in ten redraws allow the coefficient.
    """
    chance = Random(seed)  # noqa: S311 - a statistic, repeatable by design, not a secret
    different = sorted(patterns)
    weights = list(accumulate(patterns[pattern] for pattern in different))
    values: list[float] = []
    for _draw in range(DRAWS):
        value = statistic(Counter(chance.choices(different, cum_weights=weights, k=weights[-1])))
        if value is not None:
            values.append(value)
    if len(values) < _LEAST_DRAWS * DRAWS:
        return None, None
    values.sort()
    last = len(values) - 1
    return values[round(TAIL * last)], values[round((1 - TAIL) * last)]
