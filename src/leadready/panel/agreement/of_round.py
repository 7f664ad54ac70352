"""The agreement of a round: of the marks that raters locked, before any moderation, whatever was settled since."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.panel.agreement.adjusting import adjusted_total, effects
from leadready.panel.agreement.intraclass import intraclass
from leadready.panel.agreement.ratings import Ratings
from leadready.panel.agreement.report import criterion_agreement, put_together
from leadready.panel.merit import merits, rater_totals
from leadready.panel.stopping import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from leadready.panel.agreement.adjusting import Effect
    from leadready.panel.agreement.interval import Coefficient
    from leadready.panel.agreement.report import CriterionAgreement, PanelAgreement
    from leadready.panel.campaign import Campaign
    from leadready.panel.view import PanelView


@dataclass(frozen=True, slots=True)
class Beside:
    """A total as it counts, and beside it what it would be with each rater's severity taken out."""

    reference: str
    raw: Fraction
    adjusted: float | None


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """All that is said of a round's agreement.

    Attributes:
        panel: By criterion and by rater, and what more raters would bring.
        totals: Intraclass correlations of raters' totals of the evidence: what the ranking goes by.
        effects: What each rater adds to every mark.
        beside: Totals as they count and adjusted, by code.
        seed: Of the intervals by bootstrap; it comes from the campaign's public seed.
    """

    panel: PanelAgreement
    totals: tuple[Coefficient, ...]
    effects: Mapping[str, Effect]
    beside: tuple[Beside, ...]
    seed: int


def locked_ratings(view: PanelView) -> dict[str, Ratings]:
    """Give the raters' own locked marks by criterion, in the campaign's order; criteria without a mark are left out."""
    marks: dict[str, dict[tuple[str, str], float]] = {id_: {} for id_ in view.campaign.order}
    for (reference, member, criterion), mark in view.locked_marks().items():
        if criterion in marks:
            marks[criterion][reference, member] = mark.mark
    return {id_: Ratings.of(found) for id_, found in marks.items() if found}


def public_seed(campaign: Campaign) -> int:
    """Give the campaign's public seed as a number."""
    return int(campaign.seed, 16)


def scale_of(campaign: Campaign) -> tuple[int, int]:
    """Give the lowest and the highest mark of all criteria."""
    marks = [int(anchor) for criterion in campaign.criteria.values() for anchor in criterion.anchors]
    return min(marks), max(marks)


def criterion_by_criterion(view: PanelView, go_on: Callable[[], object] = nothing) -> Iterator[CriterionAgreement]:
    """Work out one criterion after the other: each takes a while, its intervals are by bootstrap.

    Args:
        view: The round.
        go_on: See `panel/stopping.py`.
    """
    scale, seed = scale_of(view.campaign), public_seed(view.campaign)
    for criterion, ratings in locked_ratings(view).items():
        yield criterion_agreement(criterion, ratings, scale, seed, go_on)


def round_agreement(view: PanelView, criteria: tuple[CriterionAgreement, ...] | None = None) -> RoundAgreement:
    """Work out everything.

    Args:
        view: The round.
        criteria: What `criterion_by_criterion` gave, if it was asked already.
    """
    ratings = locked_ratings(view)
    found = tuple(criterion_by_criterion(view)) if criteria is None else criteria
    whole = merits(view)
    by_rater = {
        (reference, member): float(total)
        for reference, totals in rater_totals(view.campaign, whole.values()).items()
        for member, total in totals.items()
    }
    added = effects(ratings)
    return RoundAgreement(
        put_together(found, ratings),
        intraclass(Ratings.of(by_rater)) if by_rater else (),
        added,
        tuple(
            Beside(merit.reference, merit.total, adjusted_total(view.campaign, merit, added))
            for merit in whole.values()
            if merit.total is not None
        ),
        public_seed(view.campaign),
    )
