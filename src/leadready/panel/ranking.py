"""The order of applications by the ladder that the campaign declared; ties are shown as ties."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from leadready.panel.campaign import Campaign
    from leadready.panel.merit import Merit


@dataclass(frozen=True, slots=True)
class Place:
    """Where one application stands.

    Attributes:
        reference: Its code.
        rank: From 1; the same for those whom nothing parts.
        tied: The codes of the others of that rank.
        lot: Its place among those by the lot, from 1; to be used only when the panel cannot part them with a reason.
        parted_by: The criterion that parted it from others of its total; None where the total did, or nothing does.
    """

    reference: str
    rank: int
    tied: tuple[str, ...]
    lot: int
    parted_by: str | None


def ranking(campaign: Campaign, merits: Iterable[Merit]) -> tuple[Place, ...]:
    """Put the applications that have a total in order. Neither codes nor the order they came in matter."""
    whole = [merit for merit in merits if merit.total is not None]
    ladders = {merit.reference: _ladder(campaign, merit) for merit in whole}
    order = sorted(ladders, key=lambda reference: ladders[reference], reverse=True)
    places: list[Place] = []
    for _rungs, group in groupby(order, key=lambda reference: ladders[reference]):
        tied = sorted(group, key=lambda reference: lot(campaign.seed, reference))
        rank = len(places) + 1
        places += [
            Place(
                reference,
                rank,
                tuple(sorted(set(tied) - {reference})),
                place,
                _parted_by(campaign, ladders, reference) if len(tied) == 1 else None,
            )
            for place, reference in enumerate(tied, start=1)
        ]
    return tuple(places)


def _ladder(campaign: Campaign, merit: Merit) -> tuple[Fraction, ...]:
    assert merit.total is not None  # noqa: S101 - only those with a total are ranked
    return merit.total, *(merit.criteria[id_].scaled for id_ in campaign.tie_breaks)


def _parted_by(campaign: Campaign, ladders: Mapping[str, tuple[Fraction, ...]], reference: str) -> str | None:
    """Name the rung that had to be looked at to part it from everyone of its total; the last one needed."""
    own = ladders[reference]
    depth = 0
    for other, rungs in ladders.items():
        if other != reference and rungs[0] == own[0]:
            same = next(place for place, (one, two) in enumerate(zip(own, rungs, strict=True)) if one != two)
            depth = max(depth, same)
    return campaign.tie_breaks[depth - 1] if depth else None


def lot(seed: str, reference: str) -> str:
    """Draw a lot that anyone can check: SHA-256 of the public seed and the code; the lowest comes first."""
    return sha256(f"{seed}/lot/{reference}".encode()).hexdigest()
