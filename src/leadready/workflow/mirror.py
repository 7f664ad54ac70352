"""A colleague's mirror, from the person who asks: ask, take the replies, close, and see.

What colleagues say is shown once, when the person closes the request, and no reply is taken after that. So no later
reply can be worked out from how the figures change when it comes in. Until then only the number of replies is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

from leadready.assessment.checks.group import is_rated
from leadready.assessment.mirror_document import MirrorReply, MirrorRequest, PackageName
from leadready.errors import LeadreadyError
from leadready.exchange.mirror_files import (
    REPLY_SUFFIX,
    check_reply,
    parse_reply,
    read_reply,
    reply_bytes,
    request_bytes,
)
from leadready.files import write_whole
from leadready.instrument.observing import observed
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.scoring.mirror import FEWEST_ITEMS, LEAST, ScaleMirror, reflect
from leadready.scoring.responses import Absence
from leadready.store.mirrors import MirrorRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import Answer
    from leadready.workflow.reading import Reading
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Mirror:
    """How far the mirror of a sitting has come.

    Attributes:
        replies: How many colleagues have replied.
        closed_on: From when on what they say is shown; None while replies are still taken.
    """

    asked_by: str
    replies: int
    closed_on: date | None

    @property
    def may_close(self) -> bool:
        """Whether there are enough replies to see what they say together."""
        return self.closed_on is None and self.replies >= LEAST


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    path: Path
    problems: ProblemsFound


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some files.

    Attributes:
        new: How many colleagues' replies came in.
        renewed: How many took the place of an earlier one of the same colleague.
        again: How many files brought nothing new.
    """

    new: int
    renewed: int
    again: int
    refused: tuple[Refused, ...]


def mirrored_scales(assessment: Assessment, rubric: Rubric) -> frozenset[str]:
    """Name the scales of a rubric that can be shown in the mirror; none where people see no numbers."""
    asked = observed(assessment.instrument)
    if asked is None or not rubric.shows_numbers:
        return frozenset()
    return frozenset(
        scale_id
        for scale_id, scale in rubric.scales.items()
        if len(scale.items) >= FEWEST_ITEMS
        and all(keyed.item_id in asked.by_id for keyed in scale.keyed_items)
        and is_rated(scale, assessment.instrument)
    )


def new_request(assessment: Assessment, asked_by: str, request_id: str | None = None) -> MirrorRequest:
    """Make a request about an assessment, in its author's words; a colleague's program translates them.

    Raises:
        LeadreadyError: nothing in it can be seen from outside.
    """
    source = assessment.source or assessment
    asked = observed(source.instrument)
    if asked is None:
        what = _("“{title}” asks nothing that colleagues could see.").format(title=assessment.instrument.title)
        raise LeadreadyError(what, advice=_("Use an assessment whose instrument has a mirror."))
    return MirrorRequest(
        format="leadready/mirror-request/1",
        id=request_id or token_hex(16),
        package=PackageName(id=source.id, version=source.instrument.version, sha256=source.hash),
        asked_by=asked_by.strip() or None,
        instrument=asked,
    )


def mirror_of(services: Services, sitting_id: str) -> Mirror | None:
    """Say how far the mirror of a sitting has come; None where colleagues have not been asked."""
    record = services.store.mirrors.of(sitting_id)
    if record is None:
        return None
    return Mirror(record.asked_by, len(services.store.mirrors.replies(record.id)), record.closed_on)


def save_request(services: Services, sitting: Sitting, asked_by: str, target: Path) -> Path:
    """Write the file for colleagues; the first time the request is kept, so that replies to it are known.

    Raises:
        LeadreadyError: the mirror is closed, nothing can be mirrored, or the file could not be written.
    """
    record = services.store.mirrors.of(sitting.id)
    if record is not None and record.closed_on is not None:
        raise _closed()
    request = new_request(sitting.assessment, asked_by, record.id if record else None)
    kept = MirrorRecord(request.id, sitting.id, request.asked_by or "")
    if record is None:
        services.store.mirrors.start(kept)
    else:
        services.store.mirrors.replace(kept)
    write_whole(target, request_bytes(request))
    return target


def open_request(services: Services, sitting: Sitting) -> MirrorRequest:
    """Give the request to which replies are taken.

    Raises:
        LeadreadyError: colleagues were not asked, or the mirror is closed.
    """
    record = services.store.mirrors.of(sitting.id)
    if record is None:
        raise LeadreadyError(_("You have not asked any colleague yet."), advice=_("Save the file for them first."))
    if record.closed_on is not None:
        raise _closed()
    return new_request(sitting.assessment, record.asked_by, record.id)


def take_replies(services: Services, sitting: Sitting, paths: Sequence[Path]) -> Taken:
    """Take replies from files and folders; a file with any problem is refused, the others count.

    Raises:
        LeadreadyError: colleagues were not asked, or the mirror is closed.
    """
    request = open_request(services, sitting)
    return keep_replies(services, request, *read_replies(request, paths))


def keep_replies(
    services: Services, request: MirrorRequest, read: Sequence[MirrorReply], refused: Sequence[Refused]
) -> Taken:
    """Keep the replies that were read, and say what became of all files."""
    before = services.store.mirrors.replies(request.id)
    known = [parse_reply(document, reply_id) for reply_id, document in before.items()]
    after = {reply.reply: reply_bytes(reply).decode() for reply in counted_replies([*known, *read])}
    services.store.mirrors.take(request.id, after)
    new = len(after) - len(before)
    renewed = sum(after[reply_id] != document for reply_id, document in before.items())
    return Taken(new, renewed, len(read) - new - renewed, tuple(refused))


def read_replies(request: MirrorRequest, paths: Iterable[Path]) -> tuple[list[MirrorReply], list[Refused]]:
    """Read every reply to a request among files and folders, and say which files are none."""
    read: list[MirrorReply] = []
    refused: list[Refused] = []
    for path in _files(paths):
        try:
            reply = read_reply(path)
            check_reply(reply, request, path.name)
        except ProblemsFound as found:
            refused.append(Refused(path, found))
        else:
            read.append(reply)
    return read, refused


def counted_replies(replies: Iterable[MirrorReply]) -> tuple[MirrorReply, ...]:
    """Give the replies that count: of each the latest revision, whatever order they came in."""
    latest: dict[str, MirrorReply] = {}
    for reply in replies:
        other = latest.get(reply.reply)
        if other is None or _age(reply) > _age(other):
            latest[reply.reply] = reply
    return tuple(latest[reply_id] for reply_id in sorted(latest))


def close_mirror(services: Services, sitting_id: str) -> None:
    """Take no more replies, and show from now on what they say together.

    Raises:
        LeadreadyError: fewer than three colleagues have replied.
    """
    record = services.store.mirrors.of(sitting_id)
    if record is None or len(services.store.mirrors.replies(record.id)) < LEAST:
        raise LeadreadyError(
            _("Fewer than three replies are in."), advice=_("Wait for more, or ask another colleague.")
        )
    services.store.mirrors.replace(record._replace(closed_on=services.clock().astimezone().date()))


def delete_mirror(services: Services, sitting_id: str) -> None:
    """Delete a request and every reply to it, so that colleagues can be asked anew."""
    record = services.store.mirrors.of(sitting_id)
    if record is not None:
        services.store.mirrors.delete(record.id)


def mirrored(services: Services, sitting_id: str, reading: Reading) -> tuple[ScaleMirror, ...]:
    """Hold the scores of a reading beside what colleagues say; nothing before the mirror is closed."""
    record = services.store.mirrors.of(sitting_id)
    if record is None or record.closed_on is None:
        return ()
    kept = services.store.mirrors.replies(record.id)
    return reflection(reading, [parse_reply(document, reply_id) for reply_id, document in kept.items()])


def reflection(reading: Reading, replies: Iterable[MirrorReply]) -> tuple[ScaleMirror, ...]:
    """Hold the scores of a reading beside what some replies say together; no figure from fewer than three."""
    plan = reading.profile.plan
    rows = [_row(reply.answers, plan.item_ids) for reply in counted_replies(replies)]
    return reflect(plan, reading.profile, rows, mirrored_scales(reading.assessment, reading.rubric))


def _row(answers: Mapping[str, int | str], item_ids: Sequence[str]) -> tuple[Answer, ...]:
    said = (answers.get(item_id) for item_id in item_ids)
    return tuple(
        Absence.NOT_SEEN if answer is None else answer if isinstance(answer, int) else Absence.NOT_APPLICABLE
        for answer in said
    )


def _age(reply: MirrorReply) -> tuple[int, bytes]:
    """Order the revisions of one reply; of two that claim the same number it is always the same one that counts."""
    return reply.revision, reply_bytes(reply)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob(f"*{REPLY_SUFFIX}"))
        else:
            yield path


def _closed() -> LeadreadyError:
    what = _("The mirror is closed: what colleagues said is shown already.")
    return LeadreadyError(what, advice=_("Delete it and ask anew, if you want to hear from others."))
