"""All that is said of a panel's agreement, criterion by criterion, in one value that every writer reads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from leadready.panel.agreement.interval import Redraws
from leadready.panel.agreement.intraclass import intraclass
from leadready.panel.agreement.kappa import exact_and_within_one, fleiss_kappa, weighted_kappa
from leadready.panel.agreement.krippendorff import alpha
from leadready.panel.agreement.rater import pictures
from leadready.panel.agreement.study import components
from leadready.panel.stopping import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from leadready.panel.agreement.interval import Coefficient
    from leadready.panel.agreement.rater import RaterPicture
    from leadready.panel.agreement.ratings import Ratings
    from leadready.panel.agreement.study import Components

FEW = 30
"""With fewer applicants every coefficient is very uncertain, whatever its value."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two raters and their weighted kappa."""

    one: str
    other: str
    kappa: Coefficient


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """The agreement on one criterion.

    Attributes:
        criterion: Its id.
        applicants: How many were rated.
        coefficients: ICC, Fleiss' kappa and alpha, with intervals where there can be any.
        pairs: Weighted kappa of every two raters who share an applicant.
        compared: How many pairs of marks of one applicant there are.
        exact: How many of them are equal.
        within_one: How many are at most one mark apart.
    """

    criterion: str
    applicants: int
    coefficients: tuple[Coefficient, ...]
    pairs: tuple[PairAgreement, ...]
    compared: int
    exact: int
    within_one: int

    @property
    def is_uncertain(self) -> bool:
        """Whether it rests on few applicants."""
        return self.applicants < FEW


@dataclass(frozen=True, slots=True)
class PanelAgreement:
    """The agreement of a whole panel, always of the marks before any moderation.

    Attributes:
        criteria: One entry a criterion.
        raters: What each rater is like.
        study: What separates the marks; None unless every rater rated some applicants on every criterion.
    """

    criteria: tuple[CriterionAgreement, ...]
    raters: tuple[RaterPicture, ...]
    study: Components | None


def panel_agreement(criteria: Mapping[str, Ratings], scale: Sequence[float], seed: int) -> PanelAgreement:
    """Work out everything.

    Args:
        criteria: Marks by criterion.
        scale: All marks that there are, at least two.
        seed: Of the bootstrap; the same seed gives the same intervals.
    """
    found = tuple(criterion_agreement(criterion, ratings, scale, seed) for criterion, ratings in criteria.items())
    return put_together(found, criteria)


def put_together(found: tuple[CriterionAgreement, ...], criteria: Mapping[str, Ratings]) -> PanelAgreement:
    """Put what was found of each criterion beside what is said of raters and of more raters."""
    return PanelAgreement(found, pictures(criteria), components(criteria))


def criterion_agreement(
    criterion: str, ratings: Ratings, scale: Sequence[float], seed: int, go_on: Callable[[], object] = nothing
) -> CriterionAgreement:
    """Work out one criterion; see `panel_agreement`, and `panel/stopping.py` for what ends it."""
    pairs = (
        PairAgreement(one, other, weighted_kappa(ratings, one, other, scale))
        for one, other in combinations(ratings.raters, 2)
        if ratings.pairs(one, other)
    )
    redraws = Redraws(ratings, seed, go_on)
    coefficients = (*intraclass(ratings), fleiss_kappa(ratings, redraws), *alpha(ratings, redraws).values())
    return CriterionAgreement(
        criterion, len(ratings.applicants), coefficients, tuple(pairs), *exact_and_within_one(ratings)
    )
