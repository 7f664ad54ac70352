"""The order of a round as it stands, kept while nothing changes that it hangs on: a decision changes no mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.ranking import ranking
from leadready.panel.robustness import line, shortlist, standard_error, within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from leadready.panel.merit import Merit
    from leadready.panel.moderation import Discrepancy
    from leadready.panel.ranking import Place
    from leadready.panel.view import Applicant, PanelView


@dataclass(frozen=True)
class Order:
    """What every application comes to, and where it stands.

    Attributes:
        view: What it was worked out from.
        merits: By reference code, of every application that was not erased.
        places: The ranking of those that have a total.
    """

    view: PanelView
    merits: Mapping[str, Merit]
    places: tuple[Place, ...]

    @cached_property
    def shortlist(self) -> frozenset[str]:
        """The applications at or above the line."""
        return shortlist(self.view.campaign, self.merits, self.places)

    @cached_property
    def line(self) -> Fraction | None:
        """The total on the line; see `robustness.line`."""
        return line(self.view.campaign, self.merits, self.places)

    @cached_property
    def error(self) -> float | None:
        """The standard error of a total; see `robustness.standard_error`."""
        return standard_error(self.view.campaign, self.merits)

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The applications within one standard error of the line."""
        return within(self.error, self.line, self.merits)

    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """What the panel talks about, near the line first; it goes by the raters' own marks."""
        return discrepancies(self.view.campaign, self.merits, self.line)


def order_of(view: PanelView, known: Order | None = None) -> Order:
    """Work the order out, or give the known one if it holds still.

    Args:
        view: The round.
        known: Its order from an earlier view.
    """
    if known is not None and _is_same(known.view, view):
        return known
    found = merits(view)
    return Order(view, found, ranking(view.campaign, found.values()))


def _is_same(one: PanelView, other: PanelView) -> bool:
    """Whether both have the same marks, locks and totals. What did not change is shared by both (`view_after`)."""
    return (
        one.campaign is other.campaign
        and one.marks is other.marks
        and one.locked is other.locked
        and one.relations is other.relations
        and one.moderated is other.moderated
        and (one.applicants is other.applicants or _score_the_same(one.applicants, other.applicants))
    )


def _score_the_same(one: Mapping[str, Applicant], other: Mapping[str, Applicant]) -> bool:
    return len(one) == len(other) and all(
        (now := other.get(reference)) is not None
        and now.exercises is before.exercises
        and now.is_erased == before.is_erased
        for reference, before in one.items()
    )
