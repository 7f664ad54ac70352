"""Handing in: a rater's records as one file for those who lead, and what has been written since the last one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from leadready.files import write_whole
from leadready.panel.record import stamp
from leadready.store.panel_store import SeenFile
from leadready.workflow.panel.rating import hand_in

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.workflow.panel.panel import Panel

HANDED_IN = "handed-in"
"""What is noted in the register of files for one that was written for the lead; its reference is the last record."""


def hand_in_to(panel: Panel, target: Path) -> None:
    """Write the file for the lead, and note that it was written.

    Raises:
        LeadreadyError: it could not be written.
    """
    content = hand_in(panel)
    write_whole(target, content)
    last = panel.log.end_of(panel.keys.signing.public).last
    digest = hashlib.sha256(content).hexdigest()
    panel.store.note(SeenFile(digest, target.name, stamp(panel.now()), HANDED_IN, last))


def not_handed_in(panel: Panel) -> bool:
    """Whether one has written something since the last file for the lead."""
    last = panel.log.end_of(panel.keys.signing.public).last
    return bool(last) and not any(
        one.outcome == HANDED_IN and one.reference == last for one in panel.store.seen().values()
    )
