"""How far does the order hang on who read what? Marks are drawn anew, and it is seen where each application comes.

A residual bootstrap (Davison and Hinkley 1997, Bootstrap Methods and their Application, section 6.2.3). What each rater
departs from the mean of an application's raters is one draw, over all criteria at once, since a rater is one person;
it is stretched by √(k / (k − 1)), because a mean of k takes part of each departure into itself. The departures of all
applications are one pool: with two raters each, an application's own two say next to nothing of how far a third would
be. Moderated marks stay as they are: the panel settled them. Like the standard error, it knows of no other error than
raters'.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt
from random import Random
from typing import TYPE_CHECKING

from leadready.panel.merit import HIGHEST, scaled
from leadready.panel.robustness import shortlist
from leadready.panel.stopping import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from leadready.panel.campaign import Campaign
    from leadready.panel.merit import Merit

DRAWS = 1000
SELDOM = 0.05
"""What comes about in fewer redraws than this is not spoken of."""
_TAIL = 0.025
_EXACT = 9  # decimal places: what differs by less are sums of the same numbers in another order
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Between which ranks an application lies, and how often it came onto the shortlist.

    Attributes:
        low: The better end of the 95 % interval of its rank.
        high: The worse end.
        shortlisted: Share of the redraws in which it was on the shortlist.
    """

    low: int
    high: int
    shortlisted: float


def rank_intervals(
    campaign: Campaign, found: Mapping[str, Merit], go_on: Callable[[], object] = nothing
) -> dict[str, RankInterval]:
    """Redraw the raters 1,000 times; give the 95 % percentile interval of each rank, by reference code.

    The chance of each application comes from the campaign's public seed and its code, so that anybody gets the same
    intervals again, in whatever order applications come. Empty where no application has two raters.

    Args:
        campaign: The round.
        found: Its applications.
        go_on: See `stopping.py`.
    """
    whole = sorted((merit for merit in found.values() if merit.total is not None), key=lambda merit: merit.reference)
    pool = _departures(campaign, whole)
    if not pool:
        return {}
    drawn = list(_drawn_totals(campaign, whole, pool, go_on))
    ranks = list(_ranks(drawn, go_on))
    return {
        merit.reference: _interval(sorted(own), _shortlisted(campaign, own, totals))
        for merit, own, totals in zip(whole, zip(*ranks, strict=True), drawn, strict=True)
    }


@dataclass(frozen=True, slots=True)
class Unsure:
    """Who might be on the other side of the line for no other reason than who read them.

    Attributes:
        leaves: On the shortlist and off it in more than one redraw of twenty: (code, share of redraws off it).
        enters: Off the shortlist and on it in more than one redraw of twenty: (code, share of redraws on it).
    """

    leaves: tuple[tuple[str, float], ...]
    enters: tuple[tuple[str, float], ...]


def unsure(campaign: Campaign, found: Mapping[str, Merit], ranks: Mapping[str, RankInterval]) -> Unsure:
    """List who would enter and leave the shortlist under the error of the marks, the likeliest first."""
    now = shortlist(campaign, found)
    return Unsure(
        _likeliest((code, 1 - one.shortlisted) for code, one in ranks.items() if code in now),
        _likeliest((code, one.shortlisted) for code, one in ranks.items() if code not in now),
    )


def _likeliest(shares: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((one for one in shares if one[1] > SELDOM), key=lambda one: (-one[1], one[0])))


def _departures(campaign: Campaign, whole: Sequence[Merit]) -> list[dict[str, float]]:
    """Give what raters depart from the others of their application, in points of 100 by criterion."""
    pool: list[dict[str, float]] = []
    for merit in whole:
        members = {member for one in merit.criteria.values() for member in one.marks}
        complete = [name for name in sorted(members) if all(name in one.marks for one in merit.criteria.values())]
        k = len(complete)
        if k < _SEVERAL:
            continue
        stretch = sqrt(k / (k - 1))
        means = {id_: Fraction(sum(one.marks[name] for name in complete), k) for id_, one in merit.criteria.items()}
        pool += [
            {
                id_: stretch
                * float(scaled(campaign.criteria[id_], one.marks[name]) - scaled(campaign.criteria[id_], means[id_]))
                for id_, one in merit.criteria.items()
            }
            for name in complete
        ]
    return pool


def _drawn_totals(
    campaign: Campaign, whole: Sequence[Merit], pool: Sequence[Mapping[str, float]], go_on: Callable[[], object]
) -> Iterator[list[float]]:
    """Give the totals of each application, one for each redraw."""
    effects: dict[tuple[str, ...], list[float]] = {}
    for merit in whole:
        go_on()
        open_ = tuple(id_ for id_, one in merit.criteria.items() if one.moderated is None)
        if open_ not in effects:
            effects[open_] = _effects(campaign, open_, pool)
        yield _totals(campaign, merit, effects[open_])


def _effects(campaign: Campaign, open_: Sequence[str], pool: Sequence[Mapping[str, float]]) -> list[float]:
    """Give what each departure adds to the evidence where these criteria are not moderated, in points of 100."""
    weights = {id_: float(criterion.weight) for id_, criterion in campaign.criteria.items()}
    whole = fsum(weights.values())
    return [fsum(weights[id_] * one[id_] for id_ in open_) / whole for one in pool]


def _totals(campaign: Campaign, merit: Merit, effects: Sequence[float]) -> list[float]:
    """Give a total for each redraw."""
    share = _evidence_share(campaign, merit)
    k = max((len(one.marks) for one in merit.criteria.values()), default=1) or 1
    chance = Random(f"{campaign.seed}/redraw/{merit.reference}")  # noqa: S311 - repeatable by its public seed
    drawn = iter(chance.choices(effects, k=DRAWS * k))
    own = float(merit.total or 0)
    return [round(own + share * fsum(raters) / k, _EXACT) for raters in zip(*[drawn] * k, strict=True)]


def _ranks(drawn: Sequence[Sequence[float]], go_on: Callable[[], object]) -> Iterator[tuple[int, ...]]:
    """Give the ranks in each redraw, in the order of the applications."""
    places = range(len(drawn), 0, -1)
    for totals in zip(*drawn, strict=True):
        go_on()
        # Of equal totals the last is kept, and with it the best of their places.
        rank = dict(zip(sorted(totals), places, strict=True))
        yield tuple(map(rank.__getitem__, totals))


def _evidence_share(campaign: Campaign, merit: Merit) -> float:
    weights = campaign.weights
    part = weights.evidence if merit.self_report is not None else weights.evidence + weights.self_report
    return float(part) / HIGHEST


def _shortlisted(campaign: Campaign, ranks: Sequence[int], totals: Sequence[float]) -> float:
    if campaign.cut.method == "places":
        inside = sum(rank <= (campaign.cut.places or 0) for rank in ranks)
    else:
        inside = sum(total >= float(campaign.cut.at or 0) for total in totals)
    return inside / DRAWS


def _interval(drawn: Sequence[int], shortlisted: float) -> RankInterval:
    last = len(drawn) - 1
    return RankInterval(drawn[round(_TAIL * last)], drawn[round((1 - _TAIL) * last)], shortlisted)
