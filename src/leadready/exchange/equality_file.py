"""Equality answers on their way, `.lrequal`, and the piles, `.lrpiles`, by which outcomes can be set beside them.

An applicant's equality answers travel by themselves, sealed for the equality key alone. They hold a token: 256 random
bits. In the application lies a ticket, which is the same token sealed for the equality key alone. So nothing in one
file can be found in the other by anybody who has not that key; and whoever has it, and is handed a heap of tickets by
the lead, can say how groups came through and not who they are. Why: docs/adr/0014.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from leadready.canonical import canonical
from leadready.exchange.sealing import opened, seal
from leadready.exchange.signing import read_signed, signed
from leadready.exchange.strict_json import check_format, read_strict
from leadready.instrument.definition import Definition, Id, read_definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import YamlDocument
from leadready.instrument.text_files import MEGABYTE
from leadready.language import _
from leadready.panel.equality import questions
from leadready.panel.record import Hash, SealedTicket
from leadready.panel.stages import Stage

if TYPE_CHECKING:
    from leadready.exchange.signing import SigningKey
    from leadready.panel.campaign import Campaign

EQUALITY_SUFFIX, PILES_SUFFIX = ".lrequal", ".lrpiles"
LARGEST_PILES = 64 * MEGABYTE
_TOKEN_BYTES = 32
_STEP = 2**20
CampaignId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class EqualityAnswers(Definition):
    """What an applicant says for equality monitoring: no name, no time, nothing of the application or the computer.

    Attributes:
        campaign: Id of the round.
        token: What the ticket in the application leads to.
        order: Of two with one token, the higher counts. It grows in random steps, so that it tells nothing else.
        answers: Option ids by question id; a question that was passed over is missing.
    """

    format: Literal["leadready/equality/1"] = "leadready/equality/1"
    campaign: CampaignId
    token: Hash
    order: Annotated[int, Field(ge=1, le=10**12)]
    answers: Annotated[dict[Id, Id], Field(max_length=40)] = Field(default_factory=dict)


class PileTicket(Definition):
    """One application in the heap: its ticket and what it reached. No code, no name."""

    ticket: SealedTicket
    stages: Annotated[tuple[Stage, ...], Field(max_length=10)]


class Piles(Definition):
    """What a lead hands to whoever holds the equality key.

    Attributes:
        campaign: Id of the round.
        tickets: In the order of their hashes, which leads to nothing.
    """

    format: Literal["leadready/equality-piles/1"] = "leadready/equality-piles/1"
    campaign: CampaignId
    tickets: Annotated[tuple[PileTicket, ...], Field(max_length=100_000)]


def new_token() -> str:
    """Make a token by chance."""
    return secrets.token_hex(_TOKEN_BYTES)


def next_order(before: int) -> int:
    """Give the order of the next file of the same token: more than before, by chance how much."""
    return before + 1 + secrets.randbelow(_STEP)


def sealed_ticket(token: str, recipient: str) -> str:
    """Seal a token for the equality key. Each sealing looks different, also of one token."""
    return base64.b64encode(seal(bytes.fromhex(token), [recipient], is_padded=False)).decode()


def opened_ticket(ticket: str, identity: str, file: str) -> str | None:
    """Give the token in a ticket; None where this key does not open it, or it is none."""
    try:
        token = opened(base64.b64decode(ticket, validate=True), identity, file)
    except (ProblemsFound, ValueError):
        return None
    return token.hex() if len(token) == _TOKEN_BYTES else None


def equality_file(answers: EqualityAnswers, recipient: str) -> bytes:
    """Seal equality answers for the equality key alone. Nobody signs them: a signature would say whose they are."""
    return seal(canonical(answers.model_dump(mode="json")), [recipient])


def open_equality(sealed: bytes, identity: str, campaign: str, file: str) -> EqualityAnswers:
    """Open equality answers with the equality key.

    Raises:
        ProblemsFound: they cannot be opened, are none, are for another round, or answer what is not asked.
    """
    text = _text(opened(sealed, identity, file, largest=MEGABYTE), file)
    document = read_strict(text, file, advice=_("Leave this file out."))
    check_format(document, EqualityAnswers.model_fields["format"].default, file)
    found = read_definition(EqualityAnswers, YamlDocument(file, document, {(): 0}))
    if found.campaign != campaign:
        raise _refused(file, "other-campaign", _("This is for another campaign."), _("Leave this file out."))
    asked = questions()
    strange = [id_ for id_, said in found.answers.items() if id_ not in asked or said not in asked[id_].options]
    if strange:
        what = _("It answers “{name}” in a way that this leadready does not know.").format(name=min(strange))
        raise _refused(file, "unknown-field", what, _("Install the newest leadready, or leave this file out."))
    return found


def in_no_order(tickets: tuple[PileTicket, ...]) -> tuple[PileTicket, ...]:
    """Put tickets in the order of their hashes: where one stands says nothing of the application it came with."""
    return tuple(sorted(tickets, key=lambda one: hashlib.sha256(one.ticket.encode()).digest()))


def piles_file(piles: Piles, key: SigningKey, recipient: str) -> bytes:
    """Sign the piles as their lead, and seal them for the equality key alone."""
    return seal(signed(piles.model_dump(mode="json"), key), [recipient])


def open_piles(sealed: bytes, identity: str, campaign: Campaign, file: str) -> Piles:
    """Open the piles with the equality key.

    Raises:
        ProblemsFound: they cannot be opened, are none, are for another round, or no lead of it signed them.
    """
    text = _text(opened(sealed, identity, file, largest=LARGEST_PILES), file)
    piles, by = read_signed(Piles, text, file, plain=False)
    if by not in {member.signs for member in campaign.with_role("lead")}:
        what = _("Nobody who leads this campaign signed it.")
        raise _refused(file, "wrong-signature", what, _("Do not use it; ask the lead for the file."))
    if piles.campaign != campaign.id:
        raise _refused(file, "other-campaign", _("This is for another campaign."), _("Ask the lead for this round's."))
    return piles


def _text(plain: bytes, file: str) -> str:
    try:
        return plain.decode()
    except UnicodeDecodeError:
        raise _refused(file, "encoding", _("What is inside is no text."), _("Ask for the file again.")) from None


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
