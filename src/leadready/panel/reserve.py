"""The reserve list: its order, what state each offer is in, and whose clock ran out. Nothing here moves anybody up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.panel.kinds import Reserve, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from leadready.panel.kinds import ReserveState
    from leadready.panel.log import Log
    from leadready.panel.ranking import Place
    from leadready.panel.view import PanelView

TIMED: frozenset[ReserveState] = frozenset({"offered", "held"})
"""The states that have a clock."""
FOLLOWING: Mapping[ReserveState, tuple[ReserveState, ...]] = {
    "waiting": ("offered", "withdrawn"),
    "offered": ("held", "accepted", "declined", "expired", "withdrawn"),
    "held": ("accepted", "declined", "expired", "withdrawn"),
    "accepted": ("withdrawn",),
    "declined": ("offered",),
    "expired": ("offered",),
    "withdrawn": ("offered",),
}
"""What may follow a state. Whoever declined, let it run out or withdrew can be offered a place again."""


@dataclass(frozen=True, slots=True)
class ReserveEntry:
    """One application on the list, as it stands or as it once stood.

    Attributes:
        reference: Its code.
        said: Place, state, clock, person and reason.
        at: When that was written, by the author's computer.
    """

    reference: str
    said: Reserve
    at: str


def reserve_list(view: PanelView) -> tuple[ReserveEntry, ...]:
    """Give the list in its order."""
    found = [
        ReserveEntry(reference, one.reserve, view.standing.records[Reserve.kind, reference, "", ""].at)
        for reference, one in view.applicants.items()
        if one.reserve is not None and not one.is_erased
    ]
    return tuple(sorted(found, key=lambda entry: (entry.said.place, entry.reference)))


def history(view: PanelView, log: Log, reference: str) -> tuple[ReserveEntry, ...]:
    """Give all that was ever written of an application's place, oldest first; what counts of the log only."""
    leads = {member.signs for member in view.members.values() if "lead" in member.roles}
    records = (log.records[id_] for id_ in view.standing.sifted.accepted)
    found = (
        (record, said(Reserve, record))
        for record in records
        if record.kind == Reserve.kind and record.about == reference and record.author in leads
    )
    return tuple(ReserveEntry(reference, one, record.at) for record, one in found if one is not None)


def overdue(entries: Iterable[ReserveEntry], at: str) -> tuple[ReserveEntry, ...]:
    """List those whose clock ran out by a moment, such as `2027-03-01T12:00:00Z`; the longest overdue first.

    Somebody must say what becomes of each: an offer does not expire by itself.
    """
    late = [one for one in entries if one.said.state in TIMED and one.said.until is not None and one.said.until < at]
    return tuple(sorted(late, key=lambda one: (one.said.until or "", one.said.place)))


def next_up(entries: Sequence[ReserveEntry]) -> ReserveEntry | None:
    """Say who would be offered the next place: the first who waits. It is shown; a person offers."""
    return next((one for one in entries if one.said.state == "waiting"), None)


def out_of_order(
    places: Iterable[Place], entries: Iterable[ReserveEntry], reference: str, place: int
) -> tuple[str, ...]:
    """Name those on the list against whom a place would depart from the ranking.

    A place before somebody ranked higher departs, and so does one behind somebody ranked lower; among those whom
    nothing parts every order does, save that of the lot.
    """
    standing = {one.reference: (one.rank, one.lot) for one in places}
    if reference not in standing:
        return ()
    mine = standing[reference]
    return tuple(
        one.reference
        for one in entries
        if one.reference != reference
        and one.reference in standing
        and (standing[one.reference] < mine) != (one.said.place < place)
    )
