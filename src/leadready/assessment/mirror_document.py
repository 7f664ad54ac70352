"""What travels between a person and their colleagues: what is asked, and what one of them answers."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.assessment.package_document import Sha256
from leadready.instrument.definition import Definition, Id, Version
from leadready.instrument.model import Instrument

LONGEST_NAME = 80
MOST_ITEMS = 300
MOST_REVISIONS = 9999

Token: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 random bits, in hexadecimal."""
ShownName: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
Seen: TypeAlias = Annotated[int, Field(strict=True)]
NotSeen: TypeAlias = Literal["n/a"]


class PackageName(Definition):
    """Which assessment the person answered, to the last letter."""

    id: Id
    version: Version
    sha256: Sha256


class MirrorRequest(Definition):
    """What colleagues are asked about a person: no answer of theirs and no score.

    Attributes:
        id: Which request this is; a reply names it.
        asked_by: The name that the person chose to show; none unless they did.
        instrument: The items, in words for an observer.
    """

    format: Literal["leadready/mirror-request/1"]
    id: Token
    package: PackageName
    asked_by: ShownName | None = None
    instrument: Instrument


class MirrorReply(Definition):
    """What one colleague answers: no name, no time, nothing of their computer.

    Attributes:
        request: The request that it answers.
        package: SHA-256 of the assessment that the request named.
        reply: Which reply this is, so that it counts once however often it is sent.
        revision: How often it was saved; of one reply the latest counts.
        answers: A value, or "n/a" for what was not seen, for every item.
    """

    format: Literal["leadready/mirror-reply/1"]
    request: Token
    package: Sha256
    reply: Token
    revision: Annotated[int, Field(strict=True, ge=1, le=MOST_REVISIONS)]
    answers: Annotated[dict[Id, Seen | NotSeen], Field(min_length=1, max_length=MOST_ITEMS)]
