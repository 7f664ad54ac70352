"""The table of applications: one row each, by its code, with nothing in it that says who somebody is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadready.panel.merit import merits

if TYPE_CHECKING:
    from fractions import Fraction

    from leadready.panel.kinds import Outcome
    from leadready.panel.view import Applicant, PanelView

FileState: TypeAlias = Literal["in-time", "late", "replaced", "erased"]


class Row(NamedTuple):
    """One application.

    Attributes:
        reference: Its code.
        came: When it was written, by the applicant's clock; empty where it is not known.
        state: Whether it came in time, late, in place of an earlier one, or was erased.
        passed: How many gates it passes.
        confirmed: How many of the gates the office has confirmed or corrected.
        gates: How many gates there are.
        assigned: How many raters have it, with those who left after they had locked their marks.
        locked: How many of those have locked their marks.
        conflicts: How many raters have a conflict with the applicant.
        contradictions: How many records about it wait to be settled.
        total: What it comes to, from 0 to 100; None until every rater who has it has locked.
        outcome: What was decided; None where nothing was.
    """

    reference: str
    came: str
    state: FileState
    passed: int
    confirmed: int
    gates: int
    assigned: int
    locked: int
    conflicts: int
    contradictions: int
    total: Fraction | None
    outcome: Outcome | None


def rows(view: PanelView) -> list[Row]:
    """Read the table off the view, in the order of the codes."""
    readers = defaultdict[str, set[str]](set)
    for reference, member in view.assigned:
        readers[reference].add(member)
    locks = Counter(reference for reference, member in view.locked if member in readers[reference])
    conflicts = Counter(reference for reference, member in view.relations if view.is_conflicted(reference, member))
    waiting = Counter(topic[1] for topic in view.standing.conflicts)
    totals = {reference: merit.total for reference, merit in merits(view).items()}
    return [
        Row(
            reference=reference,
            came=one.received.at if one.received else "",
            state=_state(one),
            passed=sum(gate.passed for gate in one.gates.values()),
            confirmed=sum(gate.confirmed for gate in one.gates.values()),
            gates=len(view.campaign.gates),
            assigned=len(readers[reference]),
            locked=locks[reference],
            conflicts=conflicts[reference],
            contradictions=waiting[reference],
            total=totals.get(reference) if 0 < len(readers[reference]) == locks[reference] else None,
            outcome=one.outcome.outcome if one.outcome else None,
        )
        for reference, one in view.applicants.items()
    ]


def row_of(view: PanelView, reference: str) -> Row | None:
    """Read one row, without working all the others out again; None where there is no such application."""
    applicant = view.applicants.get(reference)
    if applicant is None:
        return None
    marks = {key: mark for key, mark in view.marks.items() if key[0] == reference}
    [row] = rows(replace(view, applicants={reference: applicant}, marks=marks))
    return row


def names(view: PanelView) -> dict[str, str]:
    """Give who each application is from. Only for those who may know, and only when they ask to be shown."""
    return {reference: one.private.name for reference, one in view.applicants.items() if one.private}


def _state(applicant: Applicant) -> FileState:
    if applicant.is_erased or applicant.received is None:
        return "erased"
    if applicant.received.late:
        return "late"
    return "replaced" if applicant.received.number > 1 else "in-time"
