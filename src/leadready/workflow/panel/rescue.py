"""The last resort: applications opened by the recovery key alone, and written down for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.exchange.recovery import typed_identity
from leadready.exchange.sealing import read_sealed
from leadready.exchange.submission_file import SUFFIX, SubmissionReader, receipt_of
from leadready.files import write_whole
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from leadready.exchange.submission_file import OpenedSubmission
    from leadready.panel.campaign import Campaign


class Rescued(NamedTuple):
    """What became of one file.

    Attributes:
        file: Its name.
        written: The text that was written; None when it was refused.
        error: Why it was refused.
    """

    file: str
    written: Path | None
    error: LeadreadyError | None = None


def identity_of(campaign: Campaign, typed: str) -> str:
    """Read the recovery key of a round, as it was typed from paper.

    Raises:
        ProblemsFound: it was not typed as it stands on the paper.
        LeadreadyError: it is the key of another round.
    """
    from leadready.exchange.keys import recipient_of

    identity = typed_identity(typed)
    if recipient_of(identity) != campaign.recovery:
        raise LeadreadyError(_("This is another round's recovery key."), advice=_("Fetch the sheet of this round."))
    return identity


def rescued(
    campaign: Campaign, identity: str, files: Iterable[Path], folder: Path, stop: Callable[[], bool] = lambda: False
) -> Iterator[Rescued]:
    """Open applications one after the other; a folder stands for all in it. One that cannot be opened stops no other.

    Args:
        campaign: The round.
        identity: Its recovery key.
        files: The applications.
        folder: Where a text and the data of each are written, named by its receipt.
        stop: Says whether to end soon.

    Raises:
        FileNotWritten: the folder takes no more; what is written by then stays.
    """
    reader = SubmissionReader(identity, campaign)
    for path in _in_folders(files):
        if stop():
            return
        try:
            found = _opened(reader, path)
        except LeadreadyError as error:
            yield Rescued(path.name, None, error)
            continue
        name = receipt_of(found.digest).replace(" ", "-")
        target = folder / f"{name}.txt"
        write_whole(target, _text(campaign, found).encode())
        write_whole(target.with_suffix(".json"), (found.submission.model_dump_json(indent=1) + "\n").encode())
        yield Rescued(path.name, target)


def _opened(reader: SubmissionReader, path: Path) -> OpenedSubmission:
    import hashlib

    sealed = read_sealed(path)
    return reader.read(sealed, path.name, hashlib.sha256(sealed).hexdigest())


def _text(campaign: Campaign, found: OpenedSubmission) -> str:
    said = found.submission
    parts = [campaign.title, f"{said.name}\n{said.contact}".strip(), said.at]
    for id_, prompt in campaign.prompts.items():
        parts.append(f"{prompt.title}\n{said.evidence.get(id_, '')}".strip())
    for id_, gate in campaign.gates.items():
        answer = said.gates.get(id_)
        if answer is not None:
            share = "" if answer.share is None else f"{answer.share * 100:f} %"
            confirmed = _("yes") if answer.yes else _("no")
            parts.append(f"{gate.title}\n{' · '.join(part for part in (confirmed, answer.by, share) if part)}")
    return "\n\n".join(parts) + "\n"


def _in_folders(files: Iterable[Path]) -> list[Path]:
    return [inside for path in files for inside in (sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else (path,))]
