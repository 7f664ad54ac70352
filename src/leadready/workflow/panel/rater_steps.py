"""What there is to do for a rater, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.language import _, ngettext
from leadready.panel.calibration import is_calibrated, is_marked
from leadready.workflow.panel.handing_in import not_handed_in
from leadready.workflow.panel.rating import undeclared
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.step import State


class RatingProgress(NamedTuple):
    """How far a rater is with one application.

    Attributes:
        reference: Its code.
        marked: How many criteria are marked.
        of: How many there are.
        is_locked: Whether the marks are final.
    """

    reference: str
    marked: int
    of: int
    is_locked: bool

    @property
    def is_complete(self) -> bool:
        """Whether it can be locked."""
        return self.marked == self.of


def applications(panel: Panel) -> tuple[RatingProgress, ...]:
    """List what one rates, by code."""
    view, me = panel.view, panel.me.id
    mine = sorted(reference for reference, member in view.assigned if member == me and view.may_read(reference, me))
    order = panel.campaign.order
    return tuple(
        RatingProgress(
            reference,
            sum((reference, me, criterion) in view.marks for criterion in order),
            len(order),
            (reference, me) in view.locked,
        )
        for reference in mine
    )


def leads(panel: Panel) -> bool:
    """Whether the rater leads the round as well: what they write is with the lead already."""
    return "lead" in panel.me.roles


def handed_in_words(panel: Panel) -> str:
    """Say whether the lead has what one wrote, as far as this laptop knows."""
    if not panel.log.end_of(panel.keys.signing.public).last:
        return _("You have written nothing yet.")
    if leads(panel):
        return _("You lead this round, so your marks are where they belong.")
    return _("Something is not handed in yet.") if not_handed_in(panel) else _("Everything is handed in.")


def take_step(panel: Panel) -> Step:
    """What the lead sent."""
    files = sum(one.outcome == "taken" for one in panel.store.seen().values())
    says = (
        ngettext("{n} file has been taken in.", "{n} files have been taken in.", files).format(n=files)
        if files
        else _("The lead makes a file for you. Take it in here, or drop it on this window.")
    )
    return Step("take", _("Take in what the lead sent"), says, "done" if files else "open")


def declare_step(panel: Panel) -> Step:
    """What stands between the rater and the applicants."""
    names, left = len(panel.view.names), len(undeclared(panel))
    state: State = "open" if left else "done" if names else "waiting"
    if left:
        says = ngettext("{n} name waits for you.", "{n} names wait for you.", left).format(n=left)
    elif names:
        says = ngettext("You have declared about {n} name.", "You have declared about {n} names.", names).format(
            n=names
        )
    else:
        says = _("The names come in a file from the lead.")
    return Step("declare", _("Declare conflicts"), says, state)


def calibrate_step(panel: Panel) -> Step | None:
    """The benchmark answers, if the round has any."""
    view, me = panel.view, panel.me.id
    total, here = len(panel.campaign.benchmarks), len(view.benchmarks)
    marked = sum(is_marked(view, me, id_) for id_ in view.benchmarks)
    if not total:
        return None
    says = _("{n} of {total} are marked.").format(n=marked, total=total)
    if not here:
        says = _("They come in a file from the lead.")
    state: State = "done" if marked == total else "open" if here > marked else "waiting"
    return Step("calibrate", _("Mark the benchmark answers"), says, state)


def mark_step(panel: Panel) -> Step:
    """The applications."""
    mine = applications(panel)
    marked, total = sum(one.marked for one in mine), sum(one.of for one in mine)
    says = _("{n} of {total} answers are marked.").format(n=marked, total=total)
    state: State = "done" if marked == total else "open"
    if not mine:
        says, state = _("The answers come when the lead has your declarations and has assigned them."), "waiting"
    elif not is_calibrated(panel.view, panel.me.id):
        says, state = _("The benchmark answers come first."), "waiting"
    return Step("mark", _("Mark the answers"), says, state)


def hand_in_step(panel: Panel) -> Step:
    """Locking, and the file for the lead."""
    new = not_handed_in(panel) and not leads(panel)
    ready = sum(one.is_complete and not one.is_locked for one in applications(panel))
    said: list[str] = []
    if ready:
        words = ngettext("{n} application can be locked.", "{n} applications can be locked.", ready)
        said.append(words.format(n=ready))
    said.append(handed_in_words(panel))
    state: State = "open" if new or ready else "done"
    if not panel.log.end_of(panel.keys.signing.public).last:
        said, state = [handed_in_words(panel)], "waiting"
    return Step("hand-in", _("Lock and hand in"), " ".join(said), state)


def calibration_step(panel: Panel) -> Step | None:
    """The lead's sight of the benchmark answers, if the round has any."""
    view = panel.view
    if not view.campaign.benchmarks:
        return None
    raters = [one.id for one in view.members.values() if "rater" in one.roles and one.id not in view.left]
    done = sum(is_calibrated(view, member) for member in raters)
    words = ngettext(
        "{done} of {n} rater has marked them all.", "{done} of {n} raters have marked them all.", len(raters)
    )
    state: State = "done" if done == len(raters) else "waiting"
    return Step("calibration", _("The calibration round"), words.format(done=done, n=len(raters)), state)


RATER_STEPS = (take_step, declare_step, calibrate_step, mark_step, hand_in_step)
