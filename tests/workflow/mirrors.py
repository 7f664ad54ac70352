"""A finished sitting of the flagship, and colleagues who reply to its request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.exchange.mirror_files import read_request, reply_bytes
from leadready.scoring.responses import Absence
from leadready.workflow.mirror import save_request
from leadready.workflow.observing import make_reply
from leadready.workflow.sitting import Sitting, begin

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.mirror_document import MirrorReply, MirrorRequest
    from leadready.assessment.model import Assessment
    from leadready.scoring.responses import Answer
    from leadready.workflow.services import Services


def finished(services: Services, assessment: Assessment, answer: int = 3) -> Sitting:
    """Answer alike what colleagues are asked too, and finish."""
    sitting = begin(services, assessment)
    for item in sitting.items:
        if item.section_id in {"attributes", "improvement"}:
            sitting.answer(item.id, answer)
    sitting.complete()
    return sitting


def asked(services: Services, sitting: Sitting, folder: Path, name: str = "") -> MirrorRequest:
    """Ask colleagues, and give what is in the file for them."""
    return read_request(save_request(services, sitting, name, folder / "ask.lrmirror"))


def keyed(request: MirrorRequest, assessment: Assessment, value: int) -> dict[str, Answer]:
    """Answer so that every item counts `value` of 1 to 5, whichever way it is turned."""
    reversed_items = assessment.instrument.reversed
    return {item_id: 6 - value if item_id in reversed_items else value for item_id in request.instrument.by_id}


def reply(request: MirrorRequest, answers: dict[str, Answer], number: int, revision: int = 1) -> MirrorReply:
    """Make the reply of a colleague who is known by a number."""
    return make_reply(request, answers, f"{number:032x}", revision)


def write_reply(folder: Path, request: MirrorRequest, answers: dict[str, Answer], number: int, **more: int) -> Path:
    """Write such a reply to a file."""
    path = folder / f"{number}-{more.get('revision', 1)}.lrreply"
    path.write_bytes(reply_bytes(reply(request, answers, number, **more)))
    return path


def unseen(request: MirrorRequest) -> dict[str, Answer]:
    """Say of everything that it was not seen."""
    return dict.fromkeys(request.instrument.by_id, Absence.NOT_APPLICABLE)
