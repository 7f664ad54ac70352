"""The words and sort keys of the table of applications."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from leadready.language import _
from leadready.locales import numbers, short_day
from leadready.scoring.display import half_up
from leadready.ui.widgets.table_model import Column, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.panel.kinds import Outcome
    from leadready.workflow.panel.applicants import FileState, Row

_LAST = float("-inf")
"""Where there is no total yet: below all that have one."""


def columns(*, named: bool) -> tuple[Column, ...]:
    """Name the columns, with who each application is from only where that was asked for."""
    names = (Column(_("Name")),) if named else ()
    return (
        Column(_("Code")),
        *names,
        Column(_("Came")),
        Column(_("State")),
        Column(_("Gates"), is_number=True),
        Column(_("Raters"), is_number=True),
        Column(_("Locked"), is_number=True),
        Column(_("Conflicts"), is_number=True),
        Column(_("To settle"), is_number=True),
        Column(_("Total"), is_number=True),
        Column(_("Outcome")),
    )


def lines(rows: Iterable[Row], names: Mapping[str, str] | None = None) -> list[Line]:
    """Write the rows; `names` by code where they were asked for."""
    states, outcomes = state_words(), outcome_words()
    made: list[Line] = []
    for row in rows:
        total = "–" if row.total is None else numbers(half_up(row.total, 1))
        outcome = outcomes[row.outcome] if row.outcome else ""
        who: tuple[str, ...] = () if names is None else (names.get(row.reference, "–"),)
        cells = (
            row.reference,
            *who,
            _day(row.came),
            states[row.state],
            _("{n} of {total}").format(n=row.passed, total=row.gates),
            str(row.assigned),
            str(row.locked),
            str(row.conflicts),
            str(row.contradictions),
            total,
            outcome,
        )
        keys: tuple[Any, ...] = (
            row.reference,
            *(one.casefold() for one in who),
            row.came,
            states[row.state],
            row.passed,
            row.assigned,
            row.locked,
            row.conflicts,
            row.contradictions,
            _LAST if row.total is None else row.total,
            outcome,
        )
        made.append(Line(row.reference, cells, keys))
    return made


@cache
def _day(at: str) -> str:
    return "–" if not at else short_day(datetime.fromisoformat(at).astimezone().date())


def state_words() -> dict[FileState, str]:
    """Name what became of an application's file."""
    return {"in-time": _("In time"), "late": _("Late"), "replaced": _("Sent again"), "erased": _("Erased")}


def outcome_words() -> dict[Outcome, str]:
    """Name the outcomes."""
    return {
        "offered": _("Offered"),
        "reserve": _("Reserve"),
        "not-appointed": _("Not appointed"),
        "withdrawn": _("Withdrawn"),
        "ineligible": _("Not eligible"),
    }
