"""Mirrors: what was asked of colleagues about a sitting, and their replies.

Neither the time at which a reply came in nor the order is kept: both could tell whose it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from leadready.language import _
from leadready.store.faults import damaged
from leadready.store.hashing import record_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.store.database import Store


class MirrorRecord(NamedTuple):
    """One request to colleagues; a sitting has at most one.

    Attributes:
        id: Of the request, which every reply names.
        asked_by: The name that the person chose to show; may be empty.
        closed_on: The day from which on no reply is taken and what they say together is shown; None before.
    """

    id: str
    administration_id: str
    asked_by: str
    closed_on: date | None = None


class Mirrors:
    """The kept requests and replies."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(self, mirror: MirrorRecord) -> None:
        """Keep a request; its sitting must be there and have none."""
        with self._store.transaction() as connection:
            connection.execute("INSERT INTO mirror VALUES (?, ?, ?, ?, ?)", _hashed(*_row(mirror)))

    def of(self, administration_id: str) -> MirrorRecord | None:
        """Give the request of a sitting, if there is one; raises StoreDamaged when it was altered."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT * FROM mirror WHERE administration_id = ?", (administration_id,)
            ).fetchone()
        if row is None:
            return None
        self._check(row)
        request_id, sitting_id, asked_by, closed_on = row[:4]
        return MirrorRecord(request_id, sitting_id, asked_by, date.fromisoformat(closed_on) if closed_on else None)

    def replace(self, mirror: MirrorRecord) -> None:
        """Keep what changed of a request."""
        request_id, sitting_id, asked_by, closed_on = _row(mirror)
        kept_hash = record_hash(request_id, sitting_id, asked_by, closed_on)
        with self._store.transaction() as connection:
            connection.execute(
                "UPDATE mirror SET asked_by = ?, closed_on = ?, hash = ? WHERE id = ?",
                (asked_by, closed_on, kept_hash, request_id),
            )

    def take(self, mirror_id: str, replies: dict[str, str]) -> None:
        """Keep replies by their ids, each in the place of an earlier one with its id; all of them or none."""
        with self._store.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO mirror_reply VALUES (?, ?, ?, ?)",
                [_hashed(mirror_id, reply_id, document) for reply_id, document in replies.items()],
            )

    def replies(self, mirror_id: str) -> dict[str, str]:
        """Give every reply to a request by its id; raises StoreDamaged when one was altered."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT mirror_id, reply_id, document, hash FROM mirror_reply WHERE mirror_id = ? ORDER BY reply_id",
                (mirror_id,),
            ).fetchall()
        for row in rows:
            self._check(row)
        return {str(row[1]): str(row[2]) for row in rows}

    def delete(self, mirror_id: str) -> None:
        """Delete a request and every reply to it."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM mirror WHERE id = ?", (mirror_id,))

    def _check(self, row: Sequence[Any]) -> None:
        if record_hash(*row[:-1]) != row[-1]:
            raise damaged(self._store.file, _("What colleagues said about this sitting is damaged."))


def _row(mirror: MirrorRecord) -> tuple[str, str, str, str | None]:
    closed_on = mirror.closed_on.isoformat() if mirror.closed_on else None
    return mirror.id, mirror.administration_id, mirror.asked_by, closed_on


def _hashed(*fields: str | None) -> tuple[str | None, ...]:
    return (*fields, record_hash(*fields))
