"""The stages of a round, and who reached each: what adverse impact is worked out from.

A stage is a set of applications. A step leads from one to the next, and asks who of the first came into the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.panel.view import Applicant, PanelView

Stage: TypeAlias = Literal["applied", "eligible", "judged", "appointable", "offered"]


class Step(NamedTuple):
    """From which stage to which."""

    base: Stage
    reached: Stage


STEPS = (Step("applied", "eligible"), Step("judged", "appointable"), Step("judged", "offered"))
"""Who withdrew was neither chosen nor turned down, so the last two steps begin with those whom the panel judged."""


def step_words(step: Step) -> str:
    """Name a step."""
    words = {
        "eligible": _("Met the conditions, of all who applied"),
        "appointable": _("Offered a place or held in reserve, of those whom the panel decided about"),
        "offered": _("Offered a place, of those whom the panel decided about"),
    }
    return words[step.reached]


def stages(view: PanelView) -> dict[str, frozenset[Stage]]:
    """Say which stages each application reached, by reference code. Nothing is said of erased ones."""
    return {
        reference: _reached(one, view.campaign.gates)
        for reference, one in view.applicants.items()
        if one.received is not None and not one.is_erased
    }


def _reached(applicant: Applicant, gates: Mapping[str, object]) -> frozenset[Stage]:
    outcome = applicant.outcome.outcome if applicant.outcome else None
    passes = all(gate in applicant.gates and applicant.gates[gate].passed for gate in gates)
    reached: set[Stage] = {"applied"}
    # A panel may take somebody whose condition was not noted as met; a place cannot be had without being eligible.
    is_chosen = outcome in {"offered", "reserve"}
    if is_chosen or (passes and outcome != "ineligible"):
        reached.add("eligible")
    if is_chosen or outcome == "not-appointed":
        reached.add("judged")
    if is_chosen:
        reached.add("appointable")
    if outcome == "offered":
        reached.add("offered")
    return frozenset(reached)
