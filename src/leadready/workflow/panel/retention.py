"""Keeping no longer than was said: what is due, what is held and why, and deletion that leaves a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, JsonValue, StringConstraints

from leadready.errors import LeadreadyError
from leadready.exchange.signing import read_signed, signed
from leadready.files import write_whole
from leadready.instrument.definition import Definition, Name
from leadready.language import _
from leadready.panel.holds import holds
from leadready.panel.kinds import Deleted, Erased, Held
from leadready.panel.record import Statement, Time, stamp
from leadready.panel.statistics import statistics
from leadready.workflow.panel.office import must_lead, statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

SUFFIX = ".lrdeleted"
UNSUCCESSFUL = frozenset({"", "not-appointed", "withdrawn", "ineligible"})
"""Outcomes, or none at all, of applications that are deleted first."""
DueState: TypeAlias = Literal["later", "due", "held"]


class Due(NamedTuple):
    """How long something may still be kept.

    Attributes:
        about: An application's code; empty for the round itself.
        outcome: What was decided; empty where nothing was.
        until: The day until which it may be kept, as every applicant read it.
        state: Whether that day is still to come, is over, or a hold stands in the way.
        days_over: How many days too long it has been kept.
        why: Why it is held; empty where it is not.
    """

    about: str
    outcome: str
    until: date
    state: DueState
    days_over: int
    why: str


class Deletion(Definition):
    """The certificate that a whole round was deleted, signed by who did it: `.lrdeleted`."""

    format: Literal["leadready/deletion/1"] = "leadready/deletion/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    title: Name
    at: Time
    person: Name
    why: Name
    applications: Annotated[int, Field(ge=0)]
    records: Annotated[int, Field(ge=0)]
    statistics: dict[str, JsonValue]


def due(view: PanelView, today: date) -> tuple[Due, ...]:
    """List everything that is kept, the round first, each with how long it may be. The day itself is still allowed.

    No day is ever moved: it stands in the campaign, and what it was is part of the six words of the advert.
    """
    until = view.campaign.dates.retain_until
    held = holds(view)
    over = max((today - until).days, 0)

    def one(about: str, outcome: str) -> Due:
        # What holds one application holds the round as well.
        why = held.get("", "") or (held.get(about, "") if about else " / ".join(held.values()))
        state: DueState = "held" if why else "due" if over else "later"
        return Due(about, outcome, until, state, over, why)

    kept = (applicant for applicant in view.applicants.values() if not applicant.is_erased)
    return (
        one("", ""),
        *(one(each.reference, each.outcome.outcome if each.outcome else "") for each in kept),
    )


def hold(panel: Panel, about: str, person: str, why: str, *, on: bool) -> None:
    """Put a legal hold on an application or, without a code, on the round; or lift it.

    Raises:
        LeadreadyError: there is no such application, no name or reason, or one does not lead.
    """
    if about and about not in panel.view.applicants:
        raise LeadreadyError(_("There is no application {code}.").format(code=about))
    must_lead(panel)
    _check_reason(person, why)
    panel.say([statement(panel.view, Held(on=on, person=person, why=why), about)])


def delete_due(panel: Panel, person: str, why: str, today: date, *, everyone: bool = False) -> tuple[str, ...]:
    """Delete the applications whose time is over and that nothing holds; gives their codes.

    Of each a signed erasure stays, which other laptops follow when they get it, and of all a certificate with numbers.

    Args:
        panel: The round.
        person: Who decides.
        why: The reason.
        today: The day.
        everyone: Whether those who were offered a place or are on the reserve list are deleted as well.

    Raises:
        LeadreadyError: nothing is due, there is no name or reason, or one does not lead.
        StoreError: it could not be deleted.
    """
    must_lead(panel)
    _check_reason(person, why)
    view = panel.view
    gone = [
        one.about
        for one in due(view, today)
        if one.about and one.state == "due" and (everyone or one.outcome in UNSUCCESSFUL)
    ]
    if not gone:
        raise LeadreadyError(_("No application is due."), advice=_("One that asks for it earlier is erased by itself."))
    numbers: dict[str, JsonValue] = {name: dict(counts) for name, counts in statistics(view).items()}
    certificate = Deleted(count=len(gone), person=person, why=why, statistics=numbers)
    erased = Erased(why=why, person=person).model_dump(mode="json")
    panel.say(
        [
            Statement(certificate.kind, certificate.model_dump(mode="json"), "", stamp(panel.now()).replace(":", "-")),
            *(Statement(Erased.kind, erased, code) for code in _codes(view, gone)),
        ]
    )
    return tuple(gone)


def delete_round(panel: Panel, person: str, why: str, today: date, target: Path) -> Deletion:
    """Delete the whole round from this laptop; what is left is a signed certificate.

    Raises:
        LeadreadyError: it is not due, is held, has no name or reason, or one does not lead; then nothing is deleted.
        FileNotWritten: the certificate could not be written; then nothing is deleted.
        StoreError: it could not be deleted.
    """
    must_lead(panel)
    _check_reason(person, why)
    whole = due(panel.view, today)[0]
    if whole.state == "later":
        raise LeadreadyError(_("This round may be kept until {day}.").format(day=whole.until))
    if whole.state == "held":
        raise LeadreadyError(_("A legal hold is on it: {why}").format(why=whole.why), advice=_("Lift it first."))
    made = Deletion(
        campaign=panel.campaign.id,
        title=panel.campaign.title,
        at=stamp(panel.now()),
        person=person,
        why=why,
        applications=len(panel.view.applicants),
        records=len(panel.log.records),
        statistics={name: dict(counts) for name, counts in statistics(panel.view).items()},
    )
    write_whole(target, signed(made.model_dump(mode="json"), panel.keys.signing))
    panel.store.wipe()
    panel.close()
    return made


def read_certificate(text: str, file: str) -> tuple[Deletion, str]:
    """Read a certificate of deletion and the public key of who signed it; raises ProblemsFound."""
    return read_signed(Deletion, text, file)


def _codes(view: PanelView, references: Iterable[str]) -> Iterable[str]:
    for reference in references:
        yield reference
        private = view.applicants[reference].private
        if private is not None and private.declared_as:
            yield private.declared_as


def _check_reason(person: str, why: str) -> None:
    if not person.strip() or not why.strip():
        raise LeadreadyError(_("This needs the name of who decides, and a reason."), advice=_("Say both in words."))
