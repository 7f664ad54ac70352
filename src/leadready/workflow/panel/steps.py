"""What there is to do in a round, for the person whose desk it is: in order, each with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.workflow.panel.equality_steps import EQUALITY_STEPS
from leadready.workflow.panel.office_steps import ADMINISTRATOR_STEPS, LEAD_STEPS
from leadready.workflow.panel.output_steps import outputs_step
from leadready.workflow.panel.oversight_steps import OVERSIGHT_STEPS
from leadready.workflow.panel.rater_steps import RATER_STEPS, calibration_step
from leadready.workflow.panel.settling_steps import SETTLING_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.panel.campaign import Role
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.step import Step


def steps(panel: Panel) -> tuple[Step, ...]:
    """List what there is to do for a member, by their roles; what only others do is not in it."""
    roles: set[Role] = set(panel.me.roles)
    wanted = dict.fromkeys(make for role, makers in _MAKERS.items() if role in roles for make in makers)
    if "lead" in roles:
        wanted |= dict.fromkeys(OVERSIGHT_STEPS)
    made = {step.id: step for step in (make(panel) for make in wanted) if step is not None}
    return tuple(made.values())


_MAKERS: dict[Role, tuple[Callable[[Panel], Step | None], ...]] = {
    "rater": RATER_STEPS,
    "lead": (*LEAD_STEPS, calibration_step, *SETTLING_STEPS, outputs_step, *EQUALITY_STEPS),
    "administrator": ADMINISTRATOR_STEPS,
}
"""What makes the steps of each role; None where a round has no such step."""
