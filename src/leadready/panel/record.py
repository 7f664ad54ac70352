"""A record: one thing that one person of a panel wrote down, for good.

Records are never changed. Each names the one that its author wrote before it, so that a signature under the last signs
all of them; a correction is a new record that supersedes an old one. What is said (the payload) stands apart from what
is signed (its hash), so that it can be withheld from somebody, or erased, and the chain still holds. The salt in it
keeps a short payload, such as a mark, from being guessed by its hash.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

from pydantic import Field, JsonValue, StringConstraints

from leadready.canonical import canonical, content_hash
from leadready.instrument.definition import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Hash: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, or an Ed25519 public key, in hexadecimal."""
Before: TypeAlias = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
Kind: TypeAlias = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
About: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,60}$")]
_DAYS = r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])"
_LEAP = r"20(?:[02468][048]|[13579][26])-02-29"
Time: TypeAlias = Annotated[
    str, StringConstraints(pattern=rf"^(?:20\d\d-(?:{_DAYS})|{_LEAP})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$")
]
"""A second of this century that there is, such as `2026-11-29T12:00:00Z`."""
Counted: TypeAlias = Annotated[int, Field(ge=1, le=10**9)]
Payload: TypeAlias = dict[str, JsonValue]
LONGEST_ANSWER = 20_000
Words: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]
Mark: TypeAlias = Annotated[int, Field(ge=0, le=10)]
"""What a rater gives on a criterion."""
SealedTicket: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{0,2000}={0,2}$")]
"""A ticket as it travels: sealed for the equality key alone, in base64."""

SALT = "salt"


def stamp(moment: datetime) -> str:
    """Write a moment (UTC) as records do."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of an author's chain.

    Attributes:
        author: The author's public key.
        sequence: Its place in the author's chain, from 1.
        previous: Id of the author's record before it; empty for the first.
        clock: One more than the highest clock that the author had seen (Lamport 1978); orders what depends on what.
        at: When, by the author's computer. For people to read; nothing is decided by it.
        kind: What sort of thing is said.
        about: Reference code of the applicant it is about; empty where it is about the campaign.
        part: What of that applicant: a criterion, an evidence prompt, a rater; may be empty.
        supersedes: Ids of the records that it takes the place of.
        digest: Hash of the payload.
        payload: What is said; None where it was withheld or erased.
    """

    author: Hash
    sequence: Counted
    previous: Before
    clock: Counted
    at: Time
    kind: Kind
    about: About
    part: About
    supersedes: tuple[Hash, ...]
    digest: Hash
    payload: Payload | None = None

    @property
    def topic(self) -> tuple[str, str, str]:
        """What it speaks of. Two records of one topic, neither superseded, contradict each other."""
        return self.kind, self.about, self.part

    @property
    def is_whole(self) -> bool:
        """Whether the payload, if it is there, is the one that was signed."""
        return self.payload is None or content_hash(self.payload) == self.digest


def header(record: Record) -> dict[str, JsonValue]:
    """Give what is hashed and signed: everything but the payload."""
    return {
        "author": record.author,
        "sequence": record.sequence,
        "previous": record.previous,
        "clock": record.clock,
        "at": record.at,
        "kind": record.kind,
        "about": record.about,
        "part": record.part,
        "supersedes": list(record.supersedes),
        "digest": record.digest,
    }


def header_text(record: Record) -> str:
    """Write the header in its only form: the same as `canonical(header(record))`, in a quarter of the time.

    A log has a hundred thousand of them.
    """
    quoted = encode_basestring
    supersedes = ",".join(map(quoted, record.supersedes))
    return (
        f'{{"about":{quoted(record.about)},"at":{quoted(record.at)},"author":{quoted(record.author)}'
        f',"clock":{record.clock},"digest":{quoted(record.digest)},"kind":{quoted(record.kind)}'
        f',"part":{quoted(record.part)},"previous":{quoted(record.previous)},"sequence":{record.sequence}'
        f',"supersedes":[{supersedes}]}}'
    )


def text_hash(text: str) -> str:
    """SHA-256 of a text in its only form: of a header a record's id, of a payload its digest."""
    return hashlib.sha256(text.encode()).hexdigest()


def record_id(record: Record) -> str:
    """SHA-256 over the header in its only form. The payload is in it by its hash."""
    return text_hash(header_text(record))


class Texts(NamedTuple):
    """A record in its only form, as it is hashed and kept.

    Attributes:
        header: All but the payload.
        payload: None where it was withheld or erased.
    """

    header: str
    payload: str | None


def texts(record: Record) -> Texts:
    """Write a record in its only form."""
    return Texts(header_text(record), None if record.payload is None else canonical(record.payload).decode())


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is about to write down; see `Record` for the fields."""

    kind: str
    payload: Mapping[str, JsonValue]
    about: str = ""
    part: str = ""
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Where an author's chain ends: place and id of the last record (0 and empty for none), and the highest clock."""

    sequence: int
    last: str
    clock: int


def written(statement: Statement, author: str, end: ChainEnd, *, salt: str, at: str) -> tuple[Record, Texts]:
    """Make the next record of an author's chain; gives it, and its texts, which are worked out on the way.

    Args:
        statement: What is said.
        author: The author's public key.
        end: Where the chain ends now.
        salt: At least 16 random bytes in hexadecimal, never used before.
        at: The time, such as `2026-11-29T12:00:00Z`.
    """
    payload: Payload = {**statement.payload, SALT: salt}
    said = canonical(payload).decode()
    record = Record(
        author=author,
        sequence=end.sequence + 1,
        previous=end.last,
        clock=end.clock + 1,
        at=at,
        kind=statement.kind,
        about=statement.about,
        part=statement.part,
        supersedes=tuple(sorted(statement.supersedes)),
        digest=text_hash(said),
        payload=payload,
    )
    return record, Texts(header_text(record), said)
