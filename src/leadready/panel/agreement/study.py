"""A decision study: what more raters or more criteria would bring.

Generalisability theory (Brennan 2001, Generalizability Theory, ch. 3-4; Shavelson and Webb 1991). Where every rater
marked every applicant, applicants, raters and criteria are crossed (p x r x c); where each applicant has raters of
their own, raters stand within applicants ((r:p) x c). All are random. Variance components that come out below zero are
set to zero, as is usual.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.panel.agreement.ratings import Ratings

_LEAST = 2
Design: TypeAlias = Literal["crossed", "nested"]


@dataclass(frozen=True, slots=True)
class Components:
    """Variances: of applicants, raters, criteria, and of how each depends on the other (residual last).

    In the nested design nothing parts a rater's severity from what that rater sees in one applicant: both are in
    `applicant_rater`, and `rater` and `rater_criterion` are 0. So the two reliabilities have one formula.

    Attributes:
        design: How raters met applicants.
        applicants: How many the figures rest on.
        raters: How many marked each of them.
    """

    applicant: float
    rater: float
    criterion: float
    applicant_rater: float
    applicant_criterion: float
    rater_criterion: float
    residual: float
    design: Design = "crossed"
    applicants: int = 0
    raters: int = 0

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
    """Estimate the variances; None where there is one of anything, or hardly anybody was marked on every criterion.

    Over the applicants with the usual number of raters or more; of more the first by name are taken, so that no
    applicant is left out for having been near the line. Crossed where these are all the raters there are, else nested.
    """
    applicants = sorted({applicant for ratings in criteria.values() for applicant in ratings.applicants})
    raters = sorted({rater for ratings in criteria.values() for rater in ratings.raters})
    complete = {
        applicant: [
            rater for rater in raters if all((applicant, rater) in ratings.marks for ratings in criteria.values())
        ]
        for applicant in applicants
    }
    several = Counter(len(found) for found in complete.values() if len(found) >= _LEAST)
    if not several or len(criteria) < _LEAST:
        return None
    k = max(several, key=lambda count: (several[count], count))
    chosen = {applicant: found[:k] for applicant, found in complete.items() if len(found) >= k}
    if len(chosen) < _LEAST:
        return None
    cube = [
        [[ratings.marks[applicant, rater] for ratings in criteria.values()] for rater in found]
        for applicant, found in chosen.items()
    ]
    return _crossed(cube) if k == len(raters) else _nested(cube)


def _crossed(cube: Sequence[Sequence[Sequence[float]]]) -> Components:
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
        design="crossed",
        applicants=n,
        raters=k,
    )


def _nested(cube: Sequence[Sequence[Sequence[float]]]) -> Components:
    """Solve the expected mean squares of the design (r:p) x c (Brennan 2001, appendix A), balanced."""
    n, k, q = len(cube), len(cube[0]), len(cube[0][0])
    grand = fsum(mark for plane in cube for row in plane for mark in row) / (n * k * q)
    people = [fsum(map(fsum, plane)) / (k * q) for plane in cube]
    columns = [fsum(plane[r][c] for plane in cube for r in range(k)) / (n * k) for c in range(q)]
    cells = [[fsum(row[c] for row in plane) / k for c in range(q)] for plane in cube]
    within = [[fsum(row) / q for row in plane] for plane in cube]
    p = k * q * fsum((mean - grand) ** 2 for mean in people)
    c = n * k * fsum((mean - grand) ** 2 for mean in columns)
    pc = k * fsum((cell - grand) ** 2 for row in cells for cell in row) - p - c
    rp = q * fsum((mean - own) ** 2 for means, own in zip(within, people, strict=True) for mean in means)
    whole = fsum((mark - grand) ** 2 for plane in cube for row in plane for mark in row)
    residual = (whole - p - c - pc - rp) / (n * (k - 1) * (q - 1))
    ms_p, ms_c = p / (n - 1), c / (q - 1)
    ms_pc, ms_rp = pc / ((n - 1) * (q - 1)), rp / (n * (k - 1))
    return Components(
        applicant=max(0.0, (ms_p - ms_pc - ms_rp + residual) / (k * q)),
        rater=0.0,
        criterion=max(0.0, (ms_c - ms_pc) / (n * k)),
        applicant_rater=max(0.0, (ms_rp - residual) / q),
        applicant_criterion=max(0.0, (ms_pc - residual) / k),
        rater_criterion=0.0,
        residual=max(0.0, residual),
        design="nested",
        applicants=n,
        raters=k,
    )
