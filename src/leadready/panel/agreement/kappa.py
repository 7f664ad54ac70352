"""Kappa: agreement beyond what two raters, or many, would reach by their habits alone."""

from __future__ import annotations

from collections import Counter
from math import fsum, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from leadready.panel.agreement.interval import TAIL, Coefficient, ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.panel.agreement.interval import Redraws
    from leadready.panel.agreement.ratings import Pattern, Ratings

_Z = NormalDist().inv_cdf(1 - TAIL)


def weighted_kappa(ratings: Ratings, one: str, other: str, scale: Sequence[float]) -> Coefficient:
    """Give Cohen's kappa of two raters with quadratic weights (Cohen 1968, Psychological Bulletin 70:213).

    The interval is the large-sample one of Fleiss, Cohen and Everitt 1969 (Psychological Bulletin 72:323).

    Args:
        ratings: The marks.
        one: A rater.
        other: Another.
        scale: All marks that there are, at least two.
    """
    pairs = ratings.pairs(one, other)
    n = len(pairs)
    name = "weighted-kappa"
    if not n:
        return Coefficient(name, None, raters=2)
    width = (max(scale) - min(scale)) ** 2
    shares = {pair: count / n for pair, count in Counter(pairs).items()}
    first = _shares([mark for mark, _other in pairs])
    second = _shares([mark for _one, mark in pairs])

    def weight(a: float, b: float) -> float:
        return 1 - (a - b) ** 2 / width

    seen = fsum(share * weight(a, b) for (a, b), share in shares.items())
    chance = fsum(p * q * weight(a, b) for a, p in first.items() for b, q in second.items())
    if chance == 1:
        return Coefficient(name, None, applicants=n, raters=2)
    kappa = (seen - chance) / (1 - chance)
    rows = {a: fsum(q * weight(a, b) for b, q in second.items()) for a in first}
    columns = {b: fsum(p * weight(a, b) for a, p in first.items()) for b in second}
    spread = fsum(
        share * (weight(a, b) - (rows[a] + columns[b]) * (1 - kappa)) ** 2 for (a, b), share in shares.items()
    )
    variance = (spread - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2)
    half = _Z * sqrt(max(variance, 0.0))
    return Coefficient(name, kappa, max(-1.0, kappa - half), min(1.0, kappa + half), n, 2)


def _shares(marks: Sequence[float]) -> dict[float, float]:
    return {mark: count / len(marks) for mark, count in Counter(marks).items()}


def fleiss_kappa(ratings: Ratings, redraws: Redraws) -> Coefficient:
    """Give Fleiss' kappa (Fleiss 1971, Psychological Bulletin 76:378): exact agreement of any raters.

    Every applicant must have the same number of marks; the interval is by bootstrap over applicants.
    """
    found = _fleiss(redraws.patterns)
    both = (None, None) if found is None else ends(map(_fleiss, redraws))
    return Coefficient("fleiss-kappa", found, *both, applicants=len(ratings.applicants), raters=len(ratings.raters))


def _fleiss(patterns: Counter[Pattern]) -> float | None:
    sizes = {len(pattern) for pattern in patterns}
    if len(sizes) != 1 or sizes == {1}:
        return None
    [k] = sizes
    n = patterns.total()
    marks: Counter[float] = Counter()
    alike = 0
    for pattern, times in patterns.items():
        counts = Counter(pattern)
        marks.update({mark: times * count for mark, count in counts.items()})
        alike += times * sum(count * (count - 1) for count in counts.values())
    seen = alike / (n * k * (k - 1))
    chance = fsum((count / (n * k)) ** 2 for count in marks.values())
    return None if chance == 1 else (seen - chance) / (1 - chance)


def exact_and_within_one(ratings: Ratings) -> tuple[int, int, int]:
    """Count pairs of marks of one applicant: all, equal ones, and those at most one apart."""
    pairs = exact = near = 0
    for marks in ratings.groups:
        for place, mark in enumerate(marks):
            for other in marks[place + 1 :]:
                pairs += 1
                exact += mark == other
                near += abs(mark - other) <= 1
    return pairs, exact, near
