"""A submission, `.lrsub`: one applicant's answers, signed by their installation, sealed for those who open it.

The signature says nothing about who somebody is. It says that a later file comes from the same installation, and only
that may take the place of an earlier one.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from leadready.exchange.sealing import Opening, seal
from leadready.exchange.signing import read_signed, signed
from leadready.instrument.definition import Definition, Id, Name
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE
from leadready.language import _
from leadready.panel.record import Hash, SealedTicket, Time, Words

if TYPE_CHECKING:
    from leadready.exchange.signing import SigningKey
    from leadready.panel.campaign import Campaign

SUFFIX = ".lrsub"
LARGEST_PLAIN = 2 * MEGABYTE
_RECEIPT_BITS, _GROUP = 100, 4


class Confirmed(Definition):
    """What the applicant says to a gate: yes or no, who can confirm it, and the share of a post that is protected."""

    yes: bool
    by: Annotated[str, StringConstraints(max_length=400)] = ""
    share: Annotated[Decimal, Field(ge=0, le=1, max_digits=4)] | None = None


class Submission(Definition):
    """What an applicant shares. The private development plan is never in it.

    Attributes:
        campaign: Id of the campaign.
        judgement: Hash of what the campaign was when this was written.
        number: 1 for the first, one more for each that takes the place of another.
        at: When, by the applicant's computer.
        answers: By item id; None for an item that was seen and left blank.
        evidence: By prompt id.
        gates: By gate id.
        ticket: By which whoever holds the equality key, and nobody else, finds the equality answers that came in a file
            of their own; empty where none are asked. Whoever opens the submission cannot read it.
    """

    format: Literal["leadready/submission/1"] = "leadready/submission/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    judgement: Hash
    number: Annotated[int, Field(ge=1, le=10_000)] = 1
    at: Time
    name: Name
    contact: Annotated[str, StringConstraints(max_length=400)] = ""
    answers: Annotated[dict[Id, int | str | None], Field(max_length=2000)] = Field(default_factory=dict)
    evidence: Annotated[dict[Id, Words], Field(max_length=30)] = Field(default_factory=dict)
    gates: Annotated[dict[Id, Confirmed], Field(max_length=20)] = Field(default_factory=dict)
    ticket: SealedTicket = ""


@dataclass(frozen=True, slots=True)
class OpenedSubmission:
    """A submission that was opened and checked.

    Attributes:
        submission: What it says.
        installation: Public key of the installation that signed it.
        digest: SHA-256 of the sealed file, in hexadecimal.
    """

    submission: Submission
    installation: str
    digest: str


def submission_file(submission: Submission, campaign: Campaign, key: SigningKey) -> bytes:
    """Sign a submission with the installation's key and seal it for the campaign."""
    return seal(signed(submission.model_dump(mode="json"), key), campaign.recipients)


def receipt(sealed: bytes) -> str:
    """Give the first 100 bits of the file's SHA-256 in groups of letters and digits, to read over the telephone."""
    return receipt_of(hashlib.sha256(sealed).hexdigest())


def receipt_of(digest: str) -> str:
    """Give the receipt of a file by its SHA-256 in hexadecimal."""
    letters = base64.b32encode(bytes.fromhex(digest)).decode()[: _RECEIPT_BITS // 5]
    return " ".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def open_submission(sealed: bytes, identity: str, campaign: Campaign, file: str) -> OpenedSubmission:
    """Open one submission; see `SubmissionReader`."""
    return SubmissionReader(identity, campaign).read(sealed, file, hashlib.sha256(sealed).hexdigest())


class SubmissionReader:
    """Opens submissions of one campaign with the key of somebody who may; what is the same for all is prepared once."""

    def __init__(self, identity: str, campaign: Campaign) -> None:
        self._opening = Opening(identity, campaign.title)
        self._campaign = campaign
        self._judgement = campaign.judgement

    def read(self, sealed: bytes, file: str, digest: str) -> OpenedSubmission:
        """Open one.

        Args:
            sealed: What the file holds.
            file: How problems name it.
            digest: SHA-256 of it, in hexadecimal.

        Raises:
            ProblemsFound: it cannot be opened, is no submission, was altered, is for another campaign or for another
                state of this one, or answers what was not asked.
        """
        text = self._opening.text(sealed, file, most=LARGEST_PLAIN)
        submission, by = read_signed(Submission, text, file, plain=False)
        self._check(submission, file)
        return OpenedSubmission(submission, by, digest)

    def _check(self, submission: Submission, file: str) -> None:
        campaign = self._campaign
        if submission.campaign != campaign.id:
            what = _("This is for another campaign.")
            raise _refused(file, "other-campaign", what, _("Ask the applicant to use this campaign's file."))
        if submission.judgement != self._judgement:
            what = _("This was written for another state of this campaign.")
            raise _refused(file, "changed-campaign", what, _("Ask the applicant to open the campaign's file again."))
        strange = [
            *(submission.evidence.keys() - campaign.prompts.keys()),
            *(submission.gates.keys() - campaign.gates.keys()),
        ]
        if strange:
            what = _("It answers “{name}”, which this campaign does not ask.").format(name=min(strange))
            raise _refused(file, "unknown-field", what, _("Ask the applicant to use this campaign's file."))


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
