"""What a lead has to do for equality monitoring; nothing in a round that asks for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.panel.impact import SMALLEST
from leadready.panel.stages import stages
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from leadready.workflow.panel.panel import Panel


def equality_step(panel: Panel) -> Step | None:
    """Say whether the analyst can be given what each application reached."""
    if panel.campaign.equality is None:
        return None
    title = _("Equality monitoring")
    reached = stages(panel.view)
    if len(reached) < SMALLEST:
        words = _("Worked out once {n} people have applied: numbers of fewer point to persons.").format(n=SMALLEST)
        return Step("equality", title, words, "waiting")
    decided = sum("judged" in one for one in reached.values())
    words = ngettext(
        "Hand the analyst what each application reached. {n} is decided.",
        "Hand the analyst what each application reached. {n} are decided.",
        decided,
    ).format(n=decided)
    return Step("equality", title, words, "open" if decided == len(reached) else "shown")


EQUALITY_STEPS = (equality_step,)
