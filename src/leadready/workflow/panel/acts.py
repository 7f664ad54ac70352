"""Acts that are no records otherwise become records: files that were written or refused, names that were shown."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from leadready.panel.kinds import Acted
from leadready.panel.record import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadready.panel.kinds import Act
    from leadready.workflow.panel.panel import Panel

_TOKEN_BYTES = 8


def note(  # noqa: PLR0913 - what an act is
    panel: Panel,
    what: Act,
    *,
    content: bytes | None = None,
    about: str = "",
    count: int = 0,
    whom: str = "",
    why: str = "",
) -> None:
    """Write down that something was done.

    Args:
        panel: The round.
        what: What was done.
        content: The file, if it is one: its hash is noted, so that it can be told from another.
        about: The application's code; empty where it is about the round.
        count: How many, where that says something.
        whom: Id of the member that it was for.
        why: The reason in words. Names of applicants do not belong here.

    Raises:
        StoreError: it could not be kept.
    """
    hashed = "" if content is None else hashlib.sha256(content).hexdigest()
    panel.say([act(what, digest=hashed, about=about, count=count, whom=whom, why=why)])


def note_files(panel: Panel, what: Act, files: Iterable[Path], *, about: str = "") -> None:
    """Write down that files were written, one act for each, by its hash; what cannot be read any more has none.

    Raises:
        StoreError: it could not be kept.
    """
    panel.say([act(what, digest=digest(file), about=about) for file in files])


def digest(file: Path) -> str:
    """Hash a file; empty where it cannot be read any more."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def act(  # noqa: PLR0913 - as above
    what: Act, *, digest: str = "", about: str = "", count: int = 0, whom: str = "", why: str = "", part: str = ""
) -> Statement:
    """Say that something was done; `part` tells it from others, by default a random one."""
    said = Acted(what=what, digest=digest, count=count, whom=whom, why=why)
    return Statement(said.kind, said.model_dump(mode="json"), about, part or secrets.token_hex(_TOKEN_BYTES))
