"""How sure is this order? Rank intervals, what other weights would change, and who stands too near the line to call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt
from random import Random
from statistics import variance
from typing import TYPE_CHECKING

from leadready.panel.merit import HIGHEST, merits, rater_totals, scaled, weighted
from leadready.panel.ranking import ranking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.panel.campaign import Campaign
    from leadready.panel.merit import Merit
    from leadready.panel.view import PanelView

DRAWS = 500
TENTH = Fraction(1, 10)
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Between which ranks an application lies, and how often it came above the line.

    Attributes:
        low: The better end of the 95 % interval of its rank.
        high: The worse end.
        shortlisted: Share of the redraws in which it was among the first `places`; None without such a number.
    """

    low: int
    high: int
    shortlisted: float | None


def shortlist(campaign: Campaign, found: Mapping[str, Merit]) -> frozenset[str]:
    """Name the applications at or above the line.

    Those tied across the last place are all in: the panel must part them.
    """
    places = ranking(campaign, found.values())
    if campaign.cut.method == "places":
        return frozenset(place.reference for place in places if place.rank <= (campaign.cut.places or 0))
    at = Fraction(campaign.cut.at or 0)
    return frozenset(place.reference for place in places if (found[place.reference].total or 0) >= at)


def line(campaign: Campaign, found: Mapping[str, Merit]) -> Fraction | None:
    """Give the total on the line: the cut, or the lowest total that still has a place."""
    if campaign.cut.method != "places":
        return Fraction(campaign.cut.at or 0)
    totals = [total for reference in shortlist(campaign, found) if (total := found[reference].total) is not None]
    return min(totals, default=None)


def under_other_weights(view: PanelView) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Say who would enter and who would leave the shortlist if one criterion weighed a tenth more or less.

    Gives for each such change, such as `led-change +10%`, the codes that enter and those that leave.
    """
    campaign = view.campaign
    base = {id_: Fraction(criterion.weight) for id_, criterion in campaign.criteria.items()}
    now = shortlist(campaign, merits(view))
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for id_ in campaign.criteria:
        for sign, factor in (("+", 1 + TENTH), ("-", 1 - TENTH)):
            other = shortlist(campaign, merits(view, {**base, id_: base[id_] * factor}))
            found[f"{id_} {sign}10%"] = other - now, now - other
    return found


def rank_intervals(campaign: Campaign, found: Mapping[str, Merit], seed: int) -> dict[str, RankInterval]:
    """Redraw each application's raters 500 times and see where it comes.

    A percentile bootstrap (Efron and Tibshirani 1993, ch. 13). Moderated marks stay as they are: the panel settled
    them. With two raters this says little more than how far they differ; it never says how good a rater is.
    """
    chance = Random(seed)  # noqa: S311 - a statistic, repeatable by design
    whole = [merit for merit in found.values() if merit.total is not None]
    places = campaign.cut.places if campaign.cut.method == "places" else None
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for _draw in range(DRAWS):
        totals = {merit.reference: _redrawn(campaign, merit, chance) for merit in whole}
        order = sorted(totals.values(), reverse=True)
        first = {total: order.index(total) + 1 for total in set(order)}
        for reference, total in totals.items():
            ranks[reference].append(first[total])
    return {reference: _interval(sorted(drawn), places) for reference, drawn in ranks.items()}


def _interval(drawn: Sequence[int], places: int | None) -> RankInterval:
    last = len(drawn) - 1
    share = None if places is None else sum(rank <= places for rank in drawn) / len(drawn)
    return RankInterval(drawn[round(_TAIL * last)], drawn[round((1 - _TAIL) * last)], share)


def _redrawn(campaign: Campaign, merit: Merit, chance: Random) -> Fraction:
    """Give a total from raters drawn with replacement, the same draw for all criteria: a rater is one person."""
    members = sorted({member for one in merit.criteria.values() for member in one.marks})
    drawn = chance.choices(members, k=len(members)) if members else []
    parts: list[tuple[Fraction, Fraction]] = []
    for id_, one in merit.criteria.items():
        criterion = campaign.criteria[id_]
        marks = [one.marks[member] for member in drawn if member in one.marks]
        settled = one.moderated is not None or not marks
        value = one.scaled if settled else scaled(criterion, Fraction(sum(marks), len(marks)))
        parts.append((Fraction(criterion.weight), value))
    change = weighted(parts) - (merit.evidence or 0)
    return (merit.total or 0) + Fraction(campaign.weights.evidence) / HIGHEST * change


def standard_error(campaign: Campaign, found: Mapping[str, Merit]) -> float | None:
    """Give the standard error of a total, in points of 100, from how far an application's raters differ.

    The pooled within-application variance of raters' totals (the error mean square of a one-way analysis) divided by
    the raters of each application. None where nobody has two raters. It knows of no other error than raters'.
    """
    groups = [[float(total) for total in rater_totals(campaign, merit).values()] for merit in found.values()]
    several = [group for group in groups if len(group) > 1]
    if not several:
        return None
    freedom = sum(len(group) - 1 for group in several)
    pooled = fsum((len(group) - 1) * variance(group) for group in several) / freedom
    return sqrt(pooled / campaign.raters_each)


def near_the_line(campaign: Campaign, found: Mapping[str, Merit]) -> tuple[str, ...]:
    """Name the applications within one standard error of the line: a further rater reads them before anyone decides."""
    error, at = standard_error(campaign, found), line(campaign, found)
    if error is None or at is None:
        return ()
    return tuple(
        sorted(
            merit.reference
            for merit in found.values()
            if merit.total is not None and abs(float(merit.total - at)) <= error
        )
    )
