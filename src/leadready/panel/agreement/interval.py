"""A coefficient with what is known of its uncertainty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from leadready.panel.stopping import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leadready.panel.agreement.ratings import Pattern, Ratings

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


class Redraws:
    """Redraws of the applicants of some ratings, 1,000 by a seed: the same for every coefficient, so made once.

    Attributes:
        patterns: The marks of the applicants as they are.
    """

    def __init__(self, ratings: Ratings, seed: int, go_on: Callable[[], object] = nothing) -> None:
        """Prepare; nothing is drawn before it is asked for.

        Args:
            ratings: The marks.
            seed: The same seed gives the same redraws.
            go_on: See `panel/stopping.py`.
        """
        self.patterns = ratings.patterns
        self._seed = seed
        self._go_on = go_on
        self._drawn: list[Counter[Pattern]] = []

    def __iter__(self) -> Iterator[Counter[Pattern]]:
        """Give how often each set of marks occurs, redraw by redraw."""
        if not self._drawn:
            self._drawn = list(self._draw())
        for one in self._drawn:
            self._go_on()
            yield one

    def _draw(self) -> Iterator[Counter[Pattern]]:
        chance = Random(self._seed)  # noqa: S311 - a statistic, repeatable by design, not a secret
        different = sorted(self.patterns)
        weights = list(accumulate(self.patterns[pattern] for pattern in different))
        for _draw in range(DRAWS):
            self._go_on()
            yield Counter(chance.choices(different, cum_weights=weights, k=weights[-1]))


def ends(values: Iterable[float | None]) -> tuple[float | None, float | None]:
    """Give the ends of a 95 % percentile interval from a value for each redraw (Efron and Tibshirani 1993, ch. 13).

    There is none where fewer than nine in ten redraws allow the coefficient.
    """
    found = sorted(value for value in values if value is not None)
    if len(found) < _LEAST_DRAWS * DRAWS:
        return None, None
    last = len(found) - 1
    return found[round(TAIL * last)], found[round((1 - TAIL) * last)]
