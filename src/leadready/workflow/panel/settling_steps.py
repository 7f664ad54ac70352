"""What there is to settle for a lead once marks are locked, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.panel.record import stamp
from leadready.panel.reserve import overdue, reserve_list
from leadready.workflow.panel.own_marks import open_marks
from leadready.workflow.panel.step import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.step import State


def _agenda(panel: Panel) -> Step:
    title = _("Where marks differ")
    waiting = _not_yet(panel)
    if waiting:
        return Step("agenda", title, waiting, "waiting")
    listed = panel.order.discrepancies
    open_ = sum(not one.settled for one in listed)
    if not open_:
        return Step("agenda", title, _("Nothing is left to talk about."), "done")
    words = ngettext("{n} difference to talk about.", "{n} differences to talk about.", open_).format(n=open_)
    return Step("agenda", title, words, "open")


def _agreement(panel: Panel) -> Step:
    says = _not_yet(panel) or _("Figures with their intervals, raters side by side, and what more raters would bring.")
    return Step("agreement", _("How far raters agree"), says, "waiting" if _not_yet(panel) else "shown")


def _ranking(panel: Panel) -> Step:
    says = _not_yet(panel) or _("The order, ties as ties, the line, and how sure all that is.")
    return Step("ranking", _("Ranking"), says, "waiting" if _not_yet(panel) else "shown")


def _decide(panel: Panel) -> Step:
    title = _("Decide")
    waiting = _not_yet(panel)
    if waiting:
        return Step("decide", title, waiting, "waiting")
    here = [one for one in panel.view.applicants.values() if not one.is_erased]
    decided = sum(one.outcome is not None for one in here)
    words = ngettext("{n} of {total} is decided.", "{n} of {total} are decided.", decided)
    state: State = "done" if decided == len(here) else "open"
    return Step("decide", title, words.format(n=decided, total=len(here)), state)


def _reserve(panel: Panel) -> Step | None:
    """Show the list where anybody is a reserve."""
    view = panel.view
    reserves = [one for one in view.applicants.values() if one.outcome and one.outcome.outcome == "reserve"]
    listed = reserve_list(view)
    if not reserves and not listed:
        return None
    title = _("Reserve list")
    late = len(overdue(listed, stamp(panel.now())))
    if late:
        words = ngettext("{n} offer has run out of time.", "{n} offers have run out of time.", late)
        return Step("reserve", title, words.format(n=late), "open")
    missing = sum(one.reserve is None for one in reserves)
    if missing:
        words = ngettext("{n} reserve has no place yet.", "{n} reserves have no place yet.", missing)
        return Step("reserve", title, words.format(n=missing), "open")
    words = ngettext("{n} is on the list.", "{n} are on the list.", len(listed))
    return Step("reserve", title, words.format(n=len(listed)), "done")


def _not_yet(panel: Panel) -> str:
    """Say what is waited for; empty where something can be seen."""
    if open_marks(panel):
        return _("Shown once your own marks are locked.")
    return "" if panel.view.locked else _("No marks are locked yet.")


SETTLING_STEPS: tuple[Callable[[Panel], Step | None], ...] = (_agenda, _agreement, _ranking, _decide, _reserve)
