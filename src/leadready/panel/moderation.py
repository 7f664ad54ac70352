"""Where marks differ: which answers the panel talks about, those near the line first."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.panel.merit import HIGHEST, rater_totals, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.panel.campaign import Campaign
    from leadready.panel.merit import Merit

Reason: TypeAlias = Literal["marks", "total", "lowest"]
LOWEST_MARK = 1


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something to talk about.

    Attributes:
        reference: The application.
        criterion: The criterion; empty where the totals differ.
        reason: Marks too far apart, totals too far apart, or a lowest mark.
        distance: How far apart, from 0 to 100.
        from_line: How far the application's total is from the line, from 0 to 100; None where there is none yet.
        settled: Whether the panel has moderated it.
    """

    reference: str
    criterion: str
    reason: Reason
    distance: Fraction
    from_line: Fraction | None
    settled: bool


def discrepancies(campaign: Campaign, merits: Mapping[str, Merit], line: Fraction | None) -> tuple[Discrepancy, ...]:
    """List what is to be talked about: what is open before what is settled, near the line first, then the widest.

    Args:
        campaign: Says what is too far apart.
        merits: The applications.
        line: The total on the line of the shortlist, if there is one.
    """
    by_rater = rater_totals(campaign, merits.values())
    found = [one for merit in merits.values() for one in _of(campaign, merit, by_rater[merit.reference], line)]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.settled,
                Fraction(HIGHEST) if one.from_line is None else one.from_line,
                -one.distance,
                one.reference,
                one.criterion,
            ),
        )
    )


def _of(
    campaign: Campaign, merit: Merit, by_rater: Mapping[str, Fraction], line: Fraction | None
) -> Iterator[Discrepancy]:
    from_line = None if line is None or merit.total is None else abs(merit.total - line)
    for id_, one in merit.criteria.items():
        if not one.marks:
            continue
        low, high = min(one.marks.values()), max(one.marks.values())
        is_apart = high - low >= campaign.discrepancy.marks
        if is_apart or low <= LOWEST_MARK:
            distance = scaled(campaign.criteria[id_], high) - scaled(campaign.criteria[id_], low)
            reason: Reason = "marks" if is_apart else "lowest"
            yield Discrepancy(merit.reference, id_, reason, distance, from_line, one.moderated is not None)
    totals = by_rater.values()
    if totals and max(totals) - min(totals) > Fraction(campaign.discrepancy.total):
        settled = all(one.moderated is not None for one in merit.criteria.values())
        yield Discrepancy(merit.reference, "", "total", max(totals) - min(totals), from_line, settled)
