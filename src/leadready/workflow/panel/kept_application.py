"""What a person's record keeps of their application to a round: one file in the folder `applications`.

It holds the key by which this installation, and no other, can put a later application in the place of an earlier one;
so it is never replaced by a new one where it cannot be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from leadready.errors import LeadreadyError
from leadready.exchange.equality_file import new_token
from leadready.instrument.definition import Definition, Id
from leadready.language import _
from leadready.panel.record import Hash, Time

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_NAME, _LONGEST_SHORT = 4000, 400
_LARGEST = 16_000_000


class GateAnswer(Definition):
    """What stands in the fields of a gate so far.

    Attributes:
        yes: None while nothing was chosen.
        by: Who can confirm it.
        percent: The share of a full post in per cent, as typed.
    """

    yes: bool | None = None
    by: Annotated[str, StringConstraints(max_length=_LONGEST_SHORT)] = ""
    percent: Annotated[int, Field(ge=0, le=100)] | None = None


class ApplicationDraft(Definition):
    """What was written so far.

    Attributes:
        sitting: Id of the sitting whose answers are shared; empty while none was chosen.
    """

    name: Annotated[str, StringConstraints(max_length=_LONGEST_NAME)] = ""
    contact: Annotated[str, StringConstraints(max_length=_LONGEST_SHORT)] = ""
    sitting: Annotated[str, StringConstraints(max_length=60)] = ""
    evidence: dict[Id, str] = Field(default_factory=dict)
    gates: dict[Id, GateAnswer] = Field(default_factory=dict)


class Sent(Definition):
    """An application that was sealed.

    Attributes:
        file: Its name, without a folder.
    """

    number: int
    at: Time
    receipt: str
    file: str


class KeptApplication(Definition):
    """The file of one round in the person's record.

    Attributes:
        key: The seed of the key that signs for this round and no other.
        number: Of the last application that was sealed, or tried; 0 before the first.
        token: What leads from an application to its equality answers.
        order: Of the last equality file; 0 before the first.
        campaign: The campaign file as it was opened; empty where only the command line has been used.
        is_checked: Whether its six words were compared with the advert's.
        is_read: Whether the privacy notice was read.
    """

    format: Literal["leadready/own-application/1"] = "leadready/own-application/1"
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    number: Annotated[int, Field(ge=0)] = 0
    token: Hash = Field(default_factory=new_token)
    order: Annotated[int, Field(ge=0)] = 0
    campaign: str = ""
    is_checked: bool = False
    is_read: bool = False
    draft: ApplicationDraft = ApplicationDraft()
    sent: tuple[Sent, ...] = ()


def fit(draft: ApplicationDraft) -> ApplicationDraft:
    """Make what came from a keyboard or clipboard fit for keeping: half a character is none."""
    gates = {id_: gate.model_copy(update={"by": _whole(gate.by)}) for id_, gate in draft.gates.items()}
    evidence = {id_: _whole(text) for id_, text in draft.evidence.items()}
    texts = {"name": _whole(draft.name), "contact": _whole(draft.contact)}
    return draft.model_copy(update={**texts, "evidence": evidence, "gates": gates})


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def read_kept(path: Path) -> KeptApplication | None:
    """Read what is kept; None where there is nothing yet; raises LeadreadyError where it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _damaged(path)
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise _damaged(path) from None
    try:
        return KeptApplication.model_validate(json.loads(text))
    except (ValueError, ValidationError):
        raise _damaged(path) from None


def _damaged(path: Path) -> LeadreadyError:
    return LeadreadyError(
        _("What this computer has kept of your application cannot be read."),
        where=str(path),
        advice=_("Use a backup of that file. Without it a later application cannot take the place of an earlier one."),
    )
