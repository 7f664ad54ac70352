"""What there is to do for those who lead a round or run its office, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.workflow.panel.office import names_to_release, shortfalls
from leadready.workflow.panel.people import people
from leadready.workflow.panel.redaction import unread
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.step import State


def _applications(panel: Panel) -> int:
    return sum(1 for one in panel.view.applicants.values() if one.received and not one.is_erased)


def receive_step(panel: Panel) -> Step:
    """Applications."""
    n = _applications(panel)
    says = ngettext("{n} application has come in.", "{n} applications have come in.", n).format(n=n)
    is_closed = panel.now() > panel.campaign.dates.closes
    return Step("receive", _("Take applications in"), says, "done" if n and is_closed else "open")


def redact_step(panel: Panel) -> Step:
    """Answers that nobody has read."""
    waiting, n = len(unread(panel.view)), _applications(panel)
    says = ngettext("{n} answer waits to be read.", "{n} answers wait to be read.", waiting).format(n=waiting)
    if not waiting:
        says = _("Every answer has been read.") if n else _("There is no answer yet.")
    state: State = "open" if waiting else "done" if n else "waiting"
    return Step("redact", _("Read the answers before the raters"), says, state)


def assign_step(panel: Panel) -> Step:
    """Names, conflicts, raters."""
    view, n = panel.view, _applications(panel)
    names, short = len(names_to_release(view)), len(shortfalls(view))
    given = {reference for reference, _member in view.assigned}
    left = sum(1 for reference, one in view.applicants.items() if one.received and reference not in given)
    title = _("Names, conflicts, raters")
    if not n:
        return Step("assign", title, _("No application has come in yet."), "waiting")
    if names:
        says = ngettext("{n} name waits to go out.", "{n} names wait to go out.", names).format(n=names)
        return Step("assign", title, says, "open")
    if short:
        says = ngettext(
            "{n} application has too few raters who have declared.",
            "{n} applications have too few raters who have declared.",
            short,
        ).format(n=short)
        return Step("assign", title, says, "waiting")
    if left:
        says = ngettext("{n} application can be assigned.", "{n} applications can be assigned.", left).format(n=left)
        return Step("assign", title, says, "open")
    return Step("assign", title, _("Every application has its raters."), "done")


def people_step(panel: Panel) -> Step:
    """People, packs out, bundles in."""
    raters = [one for one in people(panel) if "rater" in one.member.roles and not one.has_left]
    assigned, locked = sum(one.assigned for one in raters), sum(one.locked for one in raters)
    says = _("{n} of {total} assignments are locked.").format(n=locked, total=assigned)
    if not assigned:
        says = ngettext("{n} rater takes part.", "{n} raters take part.", len(raters)).format(n=len(raters))
    state: State = "done" if assigned and locked == assigned else "open"
    return Step("people", _("People and their files"), says, state)


def applicants_step(panel: Panel) -> Step:
    """The table."""
    view = panel.view
    to_confirm = sum(
        1
        for one in view.applicants.values()
        if one.received and not one.is_erased and any(not gate.confirmed for gate in one.gates.values())
    )
    says = ngettext(
        "{n} application has a gate that only the applicant has spoken to.",
        "{n} applications have a gate that only the applicant has spoken to.",
        to_confirm,
    ).format(n=to_confirm)
    if not to_confirm:
        says = _("A table by codes, with what is known of each.")
    state: State = "open" if to_confirm else "shown" if _applications(panel) else "waiting"
    return Step("applicants", _("The applications"), says, state)


def contradictions_step(panel: Panel) -> Step | None:
    """What a person must settle; there is no such step while nothing waits."""
    waiting, unreadable = len(panel.view.standing.conflicts), len(panel.view.unreadable)
    if not waiting and not unreadable:
        return None
    says = ngettext("{n} matter waits for a person.", "{n} matters wait for a person.", waiting).format(n=waiting)
    if unreadable:
        more = ngettext("{n} record cannot be read.", "{n} records cannot be read.", unreadable).format(n=unreadable)
        says = f"{says} {more}" if waiting else more
    return Step("contradictions", _("Settle contradictions"), says, "open" if waiting else "waiting")


LEAD_STEPS = (contradictions_step, receive_step, redact_step, assign_step, people_step, applicants_step)
ADMINISTRATOR_STEPS = (contradictions_step, receive_step, redact_step, people_step, applicants_step)
