"""Who rates what, as a table that anyone can work out again: by code, rater, and the public seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.exchange.tables import write_csv

if TYPE_CHECKING:
    from leadready.panel.view import PanelView

HEADER = ("applicant", "rater", "locked", "seed")


def assignment_rows(view: PanelView) -> list[tuple[str, str, str, str]]:
    """List every assignment: code, id of the rater, whether it is locked, and the seed that chance went by."""
    seed = view.campaign.seed
    return [
        (reference, member, "yes" if (reference, member) in view.locked else "no", seed)
        for reference, member in sorted(view.assigned)
    ]


def assignment_csv(view: PanelView) -> bytes:
    """Write the assignments as a table (`.csv`)."""
    return write_csv(HEADER, assignment_rows(view))
