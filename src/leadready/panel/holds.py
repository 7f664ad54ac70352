"""Legal holds: what may not be deleted, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.panel.kinds import Held, said

if TYPE_CHECKING:
    from leadready.panel.view import PanelView


def holds(view: PanelView) -> dict[str, str]:
    """Give why something is held, by the code of an application, or empty for the whole round.

    Two leads who contradict each other hold it until that is settled.
    """
    found = {
        record.about: held.why
        for _topic, record in view.standing.of(Held.kind)
        if (held := said(Held, record)) is not None and held.on
    }
    contradicted = (topic[1] for topic in view.standing.conflicts if topic[0] == Held.kind)
    return found | dict.fromkeys(contradicted, _("Two leads contradict each other."))


def why_held(view: PanelView, reference: str) -> str:
    """Say why an application may not be deleted; empty where it may."""
    found = holds(view)
    return found.get("", "") or found.get(reference, "")
