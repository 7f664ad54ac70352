"""What a rater is like: severe or lenient, wide or narrow, and whether one impression colours every mark."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from statistics import StatisticsError, correlation, mean, median, pstdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadready.panel.agreement.ratings import Ratings

LEAST_SHARED = 10
"""With fewer applicants in common with others, a severity is chance and nothing is adjusted by it.

The standard error of a median of n differences is about 1.25/√n of their standard deviation: with ten it is still 0.4.
"""
_LEAST_FOR_CORRELATION = 3


@dataclass(frozen=True, slots=True)
class RaterPicture:
    """One rater beside the others; differences in marks.

    Attributes:
        rater: The rater.
        marks: How many marks were given.
        shared: How many of them are for something that another rated, too.
        applicants: Of how many applicants these are.
        severity: Median of (own mark less the mean mark of the others) over what is shared: below 0 is severe. None
            where nothing is shared.
        spread: Standard deviation of the own marks divided by that of the others' for what is shared: below 1 is
            narrow. None where the others' do not differ.
        halo: Mean correlation between the marks of two criteria over applicants; None with fewer than three applicants
            or one criterion. High for everybody speaks of the criteria, high for one of the rater.
    """

    rater: str
    marks: int
    shared: int
    applicants: int
    severity: float | None
    spread: float | None
    halo: float | None

    @property
    def is_known_enough(self) -> bool:
        """Whether enough is shared with others to speak of severity."""
        return self.severity is not None and self.applicants >= LEAST_SHARED


def pictures(criteria: Mapping[str, Ratings]) -> tuple[RaterPicture, ...]:
    """Describe every rater over all criteria. The median keeps one odd applicant from making a rater severe."""
    raters = sorted({rater for ratings in criteria.values() for rater in ratings.raters})
    return tuple(_picture(rater, criteria) for rater in raters)


def _picture(rater: str, criteria: Mapping[str, Ratings]) -> RaterPicture:
    own = {
        (criterion, applicant): mark
        for criterion, ratings in criteria.items()
        for (applicant, by), mark in ratings.marks.items()
        if by == rater
    }
    others: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for criterion, ratings in criteria.items():
        for (applicant, by), mark in ratings.marks.items():
            if by != rater and (criterion, applicant) in own:
                others[criterion, applicant].append(mark)
    beside = {key: mean(marks) for key, marks in others.items()}
    return RaterPicture(
        rater,
        len(own),
        len(beside),
        len({applicant for _criterion, applicant in beside}),
        median(own[key] - other for key, other in beside.items()) if beside else None,
        _ratio([own[key] for key in beside], list(beside.values())),
        _halo(own),
    )


def _ratio(own: Sequence[float], others: Sequence[float]) -> float | None:
    width = pstdev(others) if others else 0.0
    return pstdev(own) / width if width else None


def _halo(own: Mapping[tuple[str, str], float]) -> float | None:
    by_criterion: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (criterion, applicant), mark in own.items():
        by_criterion[criterion][applicant] = mark
    found = [
        value
        for one, other in combinations(by_criterion.values(), 2)
        if (value := _correlation((one[key], other[key]) for key in one.keys() & other.keys())) is not None
    ]
    return fsum(found) / len(found) if found else None


def _correlation(pairs: Iterable[tuple[float, float]]) -> float | None:
    both = list(pairs)
    if len(both) < _LEAST_FOR_CORRELATION:
        return None
    try:
        return correlation([one for one, _other in both], [other for _one, other in both])
    except StatisticsError:  # one of them never varies
        return None
