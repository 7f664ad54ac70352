"""What each step of a draft has settled, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadready.language import _
from leadready.ui.words import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.workflow.panel.draft import RoundDraft, SetupStep


def told(draft: RoundDraft, step: SetupStep) -> tuple[str, ...]:
    """Say in short what a step has settled; nothing where nothing is."""
    return tuple(line for line in _TOLD[step](draft) if line.strip())


def _counts(draft: RoundDraft) -> tuple[str, ...]:
    weights = draft.weights
    shares = _("Evidence {evidence} %, exercises {objective} %, self-report {self_report} %.")
    said = shares.format(
        evidence=f"{weights.evidence:f}", objective=f"{weights.objective:f}", self_report=f"{weights.self_report:f}"
    )
    return (said, weights.reason) if weights.self_report else (said,)


def _line(draft: RoundDraft) -> tuple[str, ...]:
    cut = draft.cut
    if cut.method == "places":
        return (_("As many as there are places: {n}.").format(n=cut.places or "–"),)
    return (_("The line is at {n} of 100.").format(n="–" if cut.at is None else f"{cut.at:f}"),)


def _dates(draft: RoundDraft) -> tuple[str, ...]:
    dates = draft.dates
    if dates.opens is None or dates.closes is None:
        return ()
    return (_("From {first} to {last}.").format(first=day(dates.opens), last=day(dates.closes.astimezone().date())),)


_TOLD: Final[dict[SetupStep, Callable[[RoundDraft], tuple[str, ...]]]] = {
    "about": lambda draft: (draft.title,),
    "judged": lambda draft: tuple(draft.criteria[id_].title for id_ in draft.order if id_ in draft.criteria),
    "counts": _counts,
    "line": _line,
    "gates": lambda draft: tuple(gate.title for gate in draft.gates.values()) or (_("No gates."),),
    "people": lambda draft: tuple(member.name for member in draft.members),
    "dates": _dates,
    "check": lambda _draft: (),
}
