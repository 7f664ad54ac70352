"""A decision study: what more raters or more criteria would bring.

Generalisability theory (Brennan 2001, Generalizability Theory, ch. 3-4; Shavelson and Webb 1991): applicants, raters
and criteria fully crossed, all random. Variance components that come out below zero are set to zero, as is usual.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.panel.agreement.ratings import Ratings

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Components:
    """Variances: of applicants, raters, criteria, and of how each depends on the other (residual last)."""

    applicant: float
    rater: float
    criterion: float
    applicant_rater: float
    applicant_criterion: float
    rater_criterion: float
    residual: float

    def relative(self, raters: int, criteria: int) -> float | None:
        """Reliability of the order of applicants with this many raters and criteria (Brennan's Eρ²)."""
        error = (
            self.applicant_rater / raters + self.applicant_criterion / criteria + self.residual / (raters * criteria)
        )
        return self._share(error)

    def absolute(self, raters: int, criteria: int) -> float | None:
        """Reliability of the score itself, as a cut uses it (Brennan's Φ)."""
        error = (
            (self.rater + self.applicant_rater) / raters
            + (self.criterion + self.applicant_criterion) / criteria
            + (self.rater_criterion + self.residual) / (raters * criteria)
        )
        return self._share(error)

    def _share(self, error: float) -> float | None:
        whole = self.applicant + error
        return self.applicant / whole if whole else None


def components(criteria: Mapping[str, Ratings]) -> Components | None:
    """Estimate the variances from complete marks; None where a mark is missing or there is one of anything.

    Only applicants whom every rater rated on every criterion are looked at.
    """
    raters = sorted({rater for ratings in criteria.values() for rater in ratings.raters})
    complete = [
        applicant
        for applicant in sorted({applicant for ratings in criteria.values() for applicant in ratings.applicants})
        if all((applicant, rater) in ratings.marks for ratings in criteria.values() for rater in raters)
    ]
    if min(len(complete), len(raters), len(criteria)) < _LEAST:
        return None
    cube = [
        [[ratings.marks[applicant, rater] for ratings in criteria.values()] for rater in raters]
        for applicant in complete
    ]
    return _estimated(cube)


def _estimated(cube: Sequence[Sequence[Sequence[float]]]) -> Components:
    """Solve the expected mean squares of the crossed design p x r x c."""
    n, k, q = len(cube), len(cube[0]), len(cube[0][0])
    everything = [
        (p, r, c, mark) for p, plane in enumerate(cube) for r, row in enumerate(plane) for c, mark in enumerate(row)
    ]
    grand = fsum(mark for *_place, mark in everything) / (n * k * q)

    def mean_of(*kept: int) -> dict[tuple[int, ...], float]:
        sums: dict[tuple[int, ...], list[float]] = {}
        for *place, mark in everything:
            sums.setdefault(tuple(place[axis] for axis in kept), []).append(mark)
        return {key: fsum(marks) / len(marks) for key, marks in sums.items()}

    def square(*kept: int) -> float:
        """Sum over all cells of the squared deviation of these means."""
        means = mean_of(*kept)
        return n * k * q / len(means) * fsum((value - grand) ** 2 for value in means.values())

    p, r, c = square(0), square(1), square(2)
    pr, pc, rc = square(0, 1) - p - r, square(0, 2) - p - c, square(1, 2) - r - c
    rest = square(0, 1, 2) - p - r - c - pr - pc - rc
    residual = rest / ((n - 1) * (k - 1) * (q - 1))
    ms_pr, ms_pc, ms_rc = pr / ((n - 1) * (k - 1)), pc / ((n - 1) * (q - 1)), rc / ((k - 1) * (q - 1))
    return Components(
        applicant=max(0.0, (p / (n - 1) - ms_pr - ms_pc + residual) / (k * q)),
        rater=max(0.0, (r / (k - 1) - ms_pr - ms_rc + residual) / (n * q)),
        criterion=max(0.0, (c / (q - 1) - ms_pc - ms_rc + residual) / (n * k)),
        applicant_rater=max(0.0, (ms_pr - residual) / q),
        applicant_criterion=max(0.0, (ms_pc - residual) / k),
        rater_criterion=max(0.0, (ms_rc - residual) / n),
        residual=max(0.0, residual),
    )
