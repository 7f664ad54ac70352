"""How long something is kept, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.locales import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.workflow.panel.retention import Due


def round_words(one: Due) -> str:
    """Say how it is with the round."""
    if one.state == "held":
        return _("The round is held")
    if one.state == "due":
        return ngettext("The round is {n} day overdue", "The round is {n} days overdue", one.days_over).format(
            n=one.days_over
        )
    return _("The round may be kept until {day}").format(day=day(one.until))


def about_words(due: Sequence[Due]) -> str:
    """Say how many applications are overdue, and what holds the round."""
    over = sum(one.state == "due" for one in due if one.about)
    words = ngettext("{n} application is overdue.", "{n} applications are overdue.", over).format(n=over)
    return " ".join(filter(None, [words, due[0].why]))


def state_words(one: Due) -> str:
    """Say how it is with one application."""
    states = {
        "later": _("May be kept"),
        "due": ngettext("{n} day overdue", "{n} days overdue", one.days_over).format(n=one.days_over),
        "held": _("Held: {why}").format(why=one.why),
    }
    if one.state == "held" and one.days_over:
        return f"{states['due']}. {states['held']}"
    return states[one.state]


def outcome_words(outcome: str) -> str:
    """Say an outcome."""
    words = {
        "": _("not decided"),
        "offered": _("offered"),
        "reserve": _("reserve"),
        "not-appointed": _("not appointed"),
        "withdrawn": _("withdrawn"),
        "ineligible": _("not eligible"),
    }
    return words.get(outcome, outcome)
