"""What there is to do for whoever sends a round's outcome out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.workflow.panel.own_marks import open_marks
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from leadready.workflow.panel.panel import Panel


def outputs_step(panel: Panel) -> Step:
    """Letters, reports, tables and packs."""
    there = [one for one in panel.view.applicants.values() if not one.is_erased]
    decided = [one for one in there if one.outcome is not None]
    waiting = sum(one.released is None for one in decided)
    title = _("Letters, report and packs")
    if open_marks(panel):
        return Step("outputs", title, _("Shown once your own marks are locked."), "waiting")
    if not decided:
        says = _("Nothing has been decided yet. The report and the tables can be made at any time.")
        return Step("outputs", title, says, "waiting")
    if not waiting:
        return Step("outputs", title, _("Every letter has been read and released."), "done")
    words = ngettext("{n} letter waits to be read.", "{n} letters wait to be read.", waiting)
    return Step("outputs", title, words.format(n=waiting), "open")
