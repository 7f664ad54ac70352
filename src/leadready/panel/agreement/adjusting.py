"""Marks less their rater's severity, to be shown beside the marks and never instead of them.

A mark is taken for what the answer is worth plus what its rater adds to every mark. Both are fitted by median polish
(Tukey 1977, Exploratory Data Analysis, ch. 11; Mosteller and Tukey 1977, ch. 9): medians are taken out of rows (one
answer on one criterion) and columns (raters) in turn, so that a single odd mark moves nothing. What raters add has the
mean 0: adjusting makes a panel neither milder nor more severe.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from statistics import fmean, median
from typing import TYPE_CHECKING

from leadready.panel.agreement.rater import LEAST_SHARED
from leadready.panel.merit import HIGHEST, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.panel.agreement.ratings import Ratings
    from leadready.panel.campaign import Campaign
    from leadready.panel.merit import CriterionMerit, Merit
    from leadready.rubric.model import Criterion

_ROUNDS = 100
_SETTLED = 1e-9
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rater adds to every mark.

    Attributes:
        rater: The rater.
        marks: How much, in marks; below 0 is severe.
        applicants: For how many applicants it was seen beside another rater's mark.
        linked: Whether a chain of shared applicants leads from this rater to every other; without one nobody can say
            whether raters or their applicants differ.
    """

    rater: str
    marks: float
    applicants: int
    linked: bool

    @property
    def is_known_enough(self) -> bool:
        """Whether anything may be shown adjusted by it."""
        return self.linked and self.applicants >= LEAST_SHARED


def effects(criteria: Mapping[str, Ratings]) -> dict[str, Effect]:
    """Fit what each rater adds, over all criteria; raters who share nothing are not in it."""
    answers: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for criterion, ratings in criteria.items():
        for (applicant, rater), mark in ratings.marks.items():
            answers[criterion, applicant][rater] = mark
    shared = {key: marks for key, marks in answers.items() if len(marks) >= _SEVERAL}
    applicants: defaultdict[str, set[str]] = defaultdict(set)
    for (_criterion, applicant), marks in shared.items():
        for rater in marks:
            applicants[rater].add(applicant)
    linked = _is_linked(shared.values())
    added = _polished(list(shared.values()), sorted(applicants))
    return {rater: Effect(rater, added[rater], len(applicants[rater]), linked) for rater in sorted(applicants)}


def _polished(rows: list[dict[str, float]], raters: list[str]) -> dict[str, float]:
    added = dict.fromkeys(raters, 0.0)
    for _round in range(_ROUNDS if rows else 0):
        worth = [median(mark - added[rater] for rater, mark in row.items()) for row in rows]
        left: defaultdict[str, list[float]] = defaultdict(list)
        for row, value in zip(rows, worth, strict=True):
            for rater, mark in row.items():
                left[rater].append(mark - value)
        medians = {rater: median(left[rater]) for rater in raters}
        middle = fmean(medians.values())
        new = {rater: value - middle for rater, value in medians.items()}
        moved = max(abs(new[rater] - added[rater]) for rater in raters)
        added = new
        if moved < _SETTLED:
            break
    return added


def _is_linked(rows: Iterable[Mapping[str, float]]) -> bool:
    """Whether all raters hang together by answers that they share."""
    groups: list[set[str]] = []
    for row in rows:
        touched = [group for group in groups if not group.isdisjoint(row)]
        groups = [group for group in groups if group.isdisjoint(row)]
        groups.append(set(row).union(*touched))
    return len(groups) == 1


def adjusted_total(campaign: Campaign, merit: Merit, found: Mapping[str, Effect]) -> float | None:
    """Give the total with each mark less what its rater adds. Moderated marks stay: the panel settled them.

    It may lie outside 0 to 100; nothing is cut off. None where there is no total, or one of the raters is not known
    well enough.
    """
    if merit.total is None or merit.evidence is None:
        return None
    open_ = {id_: one for id_, one in merit.criteria.items() if one.moderated is None}
    raters = {rater for one in open_.values() for rater in one.marks}
    if not all(rater in found and found[rater].is_known_enough for rater in raters):
        return None
    weights = {id_: float(criterion.weight) for id_, criterion in campaign.criteria.items()}
    taken = fsum(weights[id_] * _added(campaign.criteria[id_], one, found) for id_, one in open_.items())
    part = (
        campaign.weights.evidence
        if merit.self_report is not None
        else (campaign.weights.evidence + campaign.weights.self_report)
    )
    return float(merit.total) - float(part) / HIGHEST * taken / fsum(weights.values())


def _added(criterion: Criterion, one: CriterionMerit, found: Mapping[str, Effect]) -> float:
    """Give what the raters of one answer add to its mean, in points of 100."""
    points = float(scaled(criterion, Fraction(1)) - scaled(criterion, Fraction(0)))
    return points * fmean(found[rater].marks for rater in one.marks)
