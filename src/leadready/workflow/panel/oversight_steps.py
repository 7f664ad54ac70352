"""What there is to see to about a round as a whole: its log, and how long it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.workflow.panel.retention import due
from leadready.workflow.panel.retention_words import round_words
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.step import State


def log_step(panel: Panel) -> Step:
    """Every act."""
    count = len(panel.log.records)
    says = ngettext("{n} act, signed by who did it.", "{n} acts, each signed by who did it.", count).format(n=count)
    return Step("log", _("See what was done"), says, "shown")


def retention_step(panel: Panel) -> Step:
    """What may be kept until when."""
    whole = due(panel.view, panel.now().date())[0]
    state: State = "open" if whole.state == "due" else "shown"
    return Step("retention", _("Keep no longer than was said"), round_words(whole), state)


OVERSIGHT_STEPS = (log_step, retention_step)
