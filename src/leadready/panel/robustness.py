"""How sure is this shortlist? Where its line lies, who stands too near it, and what other weights would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import fsum, sqrt
from statistics import variance
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.panel.campaign import HIGHEST_SHARE
from leadready.panel.merit import merits, rater_totals
from leadready.panel.ranking import ranking
from leadready.panel.stopping import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from leadready.panel.campaign import Campaign, Weights
    from leadready.panel.merit import Merit
    from leadready.panel.ranking import Place
    from leadready.panel.view import PanelView

TENTH = Fraction(1, 10)
Part: TypeAlias = Literal["criterion", "objective", "self_report"]


@dataclass(frozen=True, slots=True)
class WeightChange:
    """What one weight, a tenth higher or lower, would change of the shortlist.

    Attributes:
        part: Whether a criterion weighs otherwise, or a share of the total does.
        criterion: Id of the criterion; empty for a share.
        more: A tenth more; else a tenth less.
        enters: Codes that would come onto the shortlist.
        leaves: Codes that would leave it.
    """

    part: Part
    criterion: str
    more: bool
    enters: frozenset[str]
    leaves: frozenset[str]


def shortlist(campaign: Campaign, found: Mapping[str, Merit], places: Sequence[Place] | None = None) -> frozenset[str]:
    """Name the applications at or above the line.

    Those tied across the last place are all in: the panel must part them.

    Args:
        campaign: The round.
        found: Its applications.
        places: Their ranking, where it is known already.
    """
    places = ranking(campaign, found.values()) if places is None else places
    if campaign.cut.method == "places":
        return frozenset(place.reference for place in places if place.rank <= (campaign.cut.places or 0))
    at = Fraction(campaign.cut.at or 0)
    return frozenset(place.reference for place in places if (found[place.reference].total or 0) >= at)


def line(campaign: Campaign, found: Mapping[str, Merit], places: Sequence[Place] | None = None) -> Fraction | None:
    """Give the total on the line: the cut, or the lowest total that still has a place.

    None where everybody has a place: then there is no line to be near. See `shortlist` for what is asked.
    """
    if campaign.cut.method != "places":
        return Fraction(campaign.cut.at or 0)
    whole = [merit for merit in found.values() if merit.total is not None]
    if len(whole) <= (campaign.cut.places or 0):
        return None
    totals = [
        total for reference in shortlist(campaign, found, places) if (total := found[reference].total) is not None
    ]
    return min(totals, default=None)


def under_other_weights(view: PanelView, go_on: Callable[[], object] = nothing) -> tuple[WeightChange, ...]:
    """Say who would enter and who would leave the shortlist if one weight were a tenth more or less.

    Each criterion among the criteria; then the exercises' and the self-report's share of the total, where they count:
    the evidence gives or takes the difference.

    Args:
        view: The round.
        go_on: See `stopping.py`.
    """
    now = shortlist(view.campaign, merits(view))
    found: list[WeightChange] = []
    for part, criterion, more, other in _other_shortlists(view):
        go_on()
        found.append(WeightChange(part, criterion, more, other - now, now - other))
    return tuple(found)


def _other_shortlists(view: PanelView) -> Iterator[tuple[Part, str, bool, frozenset[str]]]:
    campaign = view.campaign
    base = {id_: Fraction(campaign.criteria[id_].weight) for id_ in campaign.order}
    for id_, weight in base.items():
        for more, factor in ((True, 1 + TENTH), (False, 1 - TENTH)):
            found = merits(view, {**base, id_: weight * factor})
            yield "criterion", id_, more, shortlist(campaign, found)
    shares: tuple[Part, ...] = ("objective", "self_report")
    for part in shares:
        if getattr(campaign.weights, part):
            for more in (True, False):
                other = replace(
                    view, campaign=campaign.model_copy(update={"weights": _moved(campaign, part, more=more)})
                )
                yield part, "", more, shortlist(campaign, merits(other))


def _moved(campaign: Campaign, part: Part, *, more: bool) -> Weights:
    """Give weights of which one share is a tenth more or less, and the evidence the rest."""
    share: Decimal = getattr(campaign.weights, part)
    moved = {**campaign.weights.model_dump(), part: share * (Decimal("1.1") if more else Decimal("0.9"))}
    moved["evidence"] = HIGHEST_SHARE - moved["objective"] - moved["self_report"]
    # Not validated: for this question a share may be above the most that a campaign may give it.
    return campaign.weights.model_copy(update=moved)


def standard_error(campaign: Campaign, found: Mapping[str, Merit]) -> float | None:
    """Give the standard error of a total, in points of 100, from how far an application's raters differ.

    The pooled within-application variance of raters' totals (the error mean square of a one-way analysis) divided by
    the raters of each application, times the evidence's share of the total. None where nobody has two raters. It
    knows of no other error than raters'.
    """
    groups = [[float(total) for total in one.values()] for one in rater_totals(campaign, found.values()).values()]
    several = [group for group in groups if len(group) > 1]
    if not several:
        return None
    freedom = sum(len(group) - 1 for group in several)
    pooled = fsum((len(group) - 1) * variance(group) for group in several) / freedom
    return sqrt(pooled / campaign.raters_each) * float(campaign.weights.evidence / HIGHEST_SHARE)


def near_the_line(campaign: Campaign, found: Mapping[str, Merit]) -> tuple[str, ...]:
    """Name the applications within one standard error of the line: a further rater reads them before anyone decides."""
    return within(standard_error(campaign, found), line(campaign, found), found)


def within(error: float | None, at: Fraction | None, found: Mapping[str, Merit]) -> tuple[str, ...]:
    """Name the applications within an error of a line; none where there is no error or no line."""
    if error is None or at is None:
        return ()
    return tuple(
        sorted(
            merit.reference
            for merit in found.values()
            if merit.total is not None and abs(float(merit.total - at)) <= error
        )
    )
