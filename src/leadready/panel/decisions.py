"""Where outcomes depart from the ranking. A panel may depart, and then says what it considered beyond the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadready.panel.ranking import Place
    from leadready.panel.view import Applicant, PanelView

DepartureKind: TypeAlias = Literal["over", "under", "tie", "gate"]
_GOES = {"offered": 2, "reserve": 1, "not-appointed": 0}
"""How far an outcome takes somebody. Those who withdrew or were never eligible are beside the ranking."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One way in which an outcome is another than the ranking, or a gate, would have it.

    Attributes:
        kind: It goes further than that of somebody ranked higher (`over`); less far than that of somebody ranked lower
            (`under`); another way than that of somebody whom nothing parts from them (`tie`); or somebody goes on who
            did not pass a gate (`gate`).
        others: Codes of the applications, or ids of the gates, that it is measured by.
    """

    kind: DepartureKind
    others: tuple[str, ...]


def departing(view: PanelView, places: Sequence[Place]) -> tuple[str, ...]:
    """Name the applications whose outcome departs, in the order of their codes; see `departures_of` for how.

    In one walk through the ranking: to compare each with each is slow with thousands.

    Args:
        view: The round.
        places: Its ranking.
    """
    goes = {
        place.reference: _GOES[outcome.outcome]
        for place in places
        if (outcome := view.applicants[place.reference].outcome) is not None and outcome.outcome in _GOES
    }
    by_rank: dict[int, list[str]] = {}
    for place in places:
        if place.reference in goes:
            by_rank.setdefault(place.rank, []).append(place.reference)
    groups = [by_rank[rank] for rank in sorted(by_rank)]
    found = {one for group in groups if len({goes[one] for one in group}) > 1 for one in group}
    least, most = max(_GOES.values()), min(_GOES.values())
    for group in groups:  # somebody above went less far
        found.update(one for one in group if goes[one] > least)
        least = min(least, *(goes[one] for one in group))
    for group in reversed(groups):  # somebody below went further
        found.update(one for one in group if goes[one] < most)
        most = max(most, *(goes[one] for one in group))
    return tuple(
        reference
        for reference, one in view.applicants.items()
        if one.outcome is not None and not one.is_erased and (reference in found or _is_past_a_gate(one))
    )


def _is_past_a_gate(applicant: Applicant) -> bool:
    return applicant.outcome is not None and any(_gates(applicant, applicant.outcome.outcome))


def departures_of(view: PanelView, places: Sequence[Place], reference: str, outcome: str) -> tuple[Departure, ...]:
    """Say how an outcome for an application departs from the ranking, as the others are decided now.

    Args:
        view: The round.
        places: Its ranking.
        reference: The application.
        outcome: What is decided, or might be.
    """
    if outcome not in _GOES:
        return ()
    applicant = view.applicants[reference]
    ranks = {place.reference: place.rank for place in places}
    found = [*_gates(applicant, outcome), *_by_rank(view.applicants, ranks, reference, outcome)]
    return tuple(found)


def _gates(applicant: Applicant, outcome: str) -> Iterator[Departure]:
    failed = tuple(sorted(gate for gate, one in applicant.gates.items() if not one.passed))
    if failed and _GOES.get(outcome):
        yield Departure("gate", failed)


def _by_rank(
    applicants: Mapping[str, Applicant], ranks: Mapping[str, int], reference: str, outcome: str
) -> Iterator[Departure]:
    if reference not in ranks:
        return
    mine, own = ranks[reference], _GOES[outcome]
    decided = {
        code: _GOES[one.outcome.outcome]
        for code, one in applicants.items()
        if code != reference and code in ranks and one.outcome is not None and one.outcome.outcome in _GOES
    }
    kinds: dict[DepartureKind, tuple[str, ...]] = {
        "over": tuple(code for code, goes in decided.items() if ranks[code] < mine and goes < own),
        "under": tuple(code for code, goes in decided.items() if ranks[code] > mine and goes > own),
        "tie": tuple(code for code, goes in decided.items() if ranks[code] == mine and goes != own),
    }
    for kind, codes in kinds.items():
        if codes:
            yield Departure(kind, tuple(sorted(codes)))
