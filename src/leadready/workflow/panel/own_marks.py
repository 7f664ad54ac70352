"""A lead who also rates sees no order and nobody's marks until their own are locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.language import _

if TYPE_CHECKING:
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

_NAMED = 10


def is_marking(view: PanelView, reference: str, member: str) -> bool:
    """Whether a rater may read an application and has not locked their marks of it yet."""
    return view.may_read(reference, member) and (reference, member) not in view.locked


def open_marks(panel: Panel) -> tuple[str, ...]:
    """Name the applications that one still has to mark and lock; raises LeadreadyError for a stranger."""
    view, me = panel.view, panel.me.id
    return tuple(
        sorted(reference for reference, member in view.assigned if member == me and is_marking(view, reference, me))
    )


def require_own_locked(panel: Panel) -> None:
    """Let nobody see where others stand before their own marks are final.

    Raises:
        LeadreadyError: one has applications to mark, or no part in the round.
    """
    waiting = open_marks(panel)
    if waiting:
        raise LeadreadyError(
            _("You have marks that are not locked yet: {codes}.").format(codes=", ".join(waiting[:_NAMED])),
            advice=_("Lock them first: whoever knows where others stand no longer marks by themselves."),
        )
