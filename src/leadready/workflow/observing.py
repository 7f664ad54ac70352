"""A colleague's mirror, from the colleague who is asked: answer in memory, then save one reply.

Nothing goes into the colleague's own record, not even that they were asked.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from leadready.assessment.mirror_document import MirrorReply
from leadready.errors import LeadreadyError
from leadready.exchange.mirror_files import REPLY_SUFFIX, check_reply, read_request, reply_bytes
from leadready.files import write_whole
from leadready.language import _
from leadready.scoring.responses import Absence
from leadready.workflow.answering import Answering
from leadready.workflow.spoken import folder_of, spoken_instrument

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from leadready.assessment.mirror_document import MirrorRequest
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.workflow.services import Services


class Observing(Answering):
    """A colleague's answers about somebody, while they are given.

    Attributes:
        request: What is asked, and by whom.
        is_saved: Whether everything that was answered is in a file.
    """

    def __init__(self, services: Services, request: MirrorRequest) -> None:
        self._clock = services.clock
        self.request = request
        self.is_saved = True
        self._reply_id = token_hex(16)
        self._revision = 0
        folder = folder_of(services.packages, request.package.id)
        super().__init__(spoken_instrument(request.instrument, folder), {})

    @property
    def suggested_name(self) -> str:
        """A name for the file that says nothing of whose it is."""
        return f"reply-{self._reply_id[:8]}{REPLY_SUFFIX}"

    def answer(self, item_id: str, answer: Answer) -> datetime:
        """Keep an answer in memory."""
        self._answers = {**self._answers, item_id: answer}
        self.is_saved = self.is_saved and answer is Absence.MISSING
        return self._clock()

    def save(self, target: Path) -> Path:
        """Write the reply; saved again it takes the place of what was sent before.

        Raises:
            LeadreadyError: an item has no answer yet, or the file could not be written.
        """
        reply = make_reply(self.request, self._answers, self._reply_id, self._revision + 1)
        write_whole(target, reply_bytes(reply))
        self._revision += 1
        self.is_saved = True
        return target


def open_request(services: Services, path: Path) -> Observing:
    """Open a request that a colleague sent; raises ProblemsFound with what is wrong with it."""
    return Observing(services, read_request(path))


def make_reply(
    request: MirrorRequest, answers: ResponseSet, reply_id: str | None = None, revision: int = 1
) -> MirrorReply:
    """Make a reply from answers.

    Raises:
        LeadreadyError: an item has no answer, or one that it does not allow.
    """
    if any(answers.get(item_id, Absence.MISSING) is Absence.MISSING for item_id in request.instrument.by_id):
        what = _("Not every item is answered yet.")
        raise LeadreadyError(what, advice=_("Answer it, or say that you have not seen it."))
    said = {item_id: "n/a" if answer is Absence.NOT_APPLICABLE else answer for item_id, answer in answers.items()}
    reply = MirrorReply.model_validate(
        {
            "format": "leadready/mirror-reply/1",
            "request": request.id,
            "package": request.package.sha256,
            "reply": reply_id or token_hex(16),
            "revision": revision,
            "answers": said,
        }
    )
    check_reply(reply, request, _("The reply"))
    return reply
