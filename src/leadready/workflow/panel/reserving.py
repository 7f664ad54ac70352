"""The reserve list is kept by people: who is put where, who is offered a place and until when, and how that ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.kinds import Reserve
from leadready.panel.record import stamp
from leadready.panel.reserve import FOLLOWING, TIMED, out_of_order, reserve_list
from leadready.workflow.panel.office import statement

if TYPE_CHECKING:
    from leadready.panel.kinds import ReserveState
    from leadready.workflow.panel.panel import Panel

MOST_HOURS = 24 * 90


def departs(panel: Panel, reference: str, place: int) -> tuple[str, ...]:
    """Name those on the list against whom a place would depart from the ranking, or from the lot where ranks tie."""
    return out_of_order(panel.order.places, reserve_list(panel.view), reference, place)


def put_on_list(panel: Panel, reference: str, place: int, person: str, why: str = "") -> None:
    """Give an application its place on the list; whoever is on it already keeps state and clock.

    Raises:
        LeadreadyError: it was not decided to be a reserve, the place is taken, nobody is named, or the place departs
            from the ranking and no reason is given.
    """
    applicant = panel.view.applicants.get(reference)
    known = None if applicant is None else applicant.reserve
    if applicant is None or (known is None and (applicant.outcome is None or applicant.outcome.outcome != "reserve")):
        raise LeadreadyError(
            _("{code} is no reserve.").format(code=reference), advice=_("Decide that it is one first.")
        )
    if place < 1:
        raise LeadreadyError(_("Places on the reserve list begin with 1."))
    taken = [one.reference for one in reserve_list(panel.view) if one.said.place == place]
    if taken and taken != [reference]:
        raise LeadreadyError(
            _("Place {n} is {code}’s.").format(n=place, code=taken[0]),
            advice=_("Choose another place, or move {code} first.").format(code=taken[0]),
        )
    _require_person(person)
    passed = departs(panel, reference, place)
    if passed and not why.strip():
        raise LeadreadyError(
            _("This place departs from the ranking, or from the lot, against: {codes}.").format(
                codes=", ".join(passed)
            ),
            advice=_("Give the reason in words."),
        )
    state: ReserveState = "waiting" if known is None else known.state
    until = None if known is None else known.until
    said = Reserve(place=place, state=state, until=until, person=person, why=why)
    panel.say([statement(panel.view, said, reference)])


def move(
    panel: Panel, reference: str, state: ReserveState, person: str, why: str = "", hours: int | None = None
) -> None:
    """Note what became of somebody on the list: offered a place for so many hours, held, accepted and so on.

    Raises:
        LeadreadyError: they are not on the list, that cannot follow, nobody is named, hours are missing or too many, or
            the clock that is said to have run out still runs.
    """
    applicant = panel.view.applicants.get(reference)
    known = None if applicant is None else applicant.reserve
    if known is None:
        raise LeadreadyError(
            _("{code} is not on the reserve list.").format(code=reference), advice=_("Put it on the list first.")
        )
    if state not in FOLLOWING[known.state]:
        raise LeadreadyError(
            _("“{new}” cannot follow “{old}”.").format(new=state, old=known.state),
            advice=_("What can follow is: {names}.").format(names=", ".join(FOLLOWING[known.state])),
        )
    _require_person(person)
    if state == "expired" and (known.until is None or known.until >= stamp(panel.now())):
        raise LeadreadyError(
            _("The time of {code} has not run out yet.").format(code=reference),
            advice=_("Wait until it has, or note that they declined or withdrew."),
        )
    said = Reserve(place=known.place, state=state, until=_until(panel, state, hours), person=person, why=why)
    panel.say([statement(panel.view, said, reference)])


def _until(panel: Panel, state: ReserveState, hours: int | None) -> str | None:
    if state not in TIMED:
        return None
    if hours is None or not 1 <= hours <= MOST_HOURS:
        raise LeadreadyError(
            _("An offer holds for a number of hours, from 1 to {most}.").format(most=MOST_HOURS),
            advice=_("Say for how many hours."),
        )
    return stamp(panel.now() + timedelta(hours=hours))


def _require_person(person: str) -> None:
    if not person.strip():
        raise LeadreadyError(_("Somebody must answer for this."), advice=_("Say who decides."))
