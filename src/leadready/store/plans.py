"""Plans: one for each sitting, as the person last left it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.store.faults import damaged
from leadready.store.hashing import record_hash

if TYPE_CHECKING:
    import sqlite3

    from leadready.store.database import Store


class Plans:
    """The kept plans, as text that the caller can read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, administration_id: str, document: str, at: datetime) -> None:
        """Keep a plan in the place of an earlier one."""
        with self._store.transaction() as connection:
            write_plan(connection, administration_id, document, at)

    def get(self, administration_id: str) -> str | None:
        """Give the plan of a sitting, if there is one; raises StoreDamaged when it was altered."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT document, kept_at, hash FROM plan WHERE administration_id = ?", (administration_id,)
            ).fetchone()
        if row is None:
            return None
        if not _is_as_written(administration_id, *row):
            raise damaged(self._store.file, _("The plan of this sitting is damaged."))
        return str(row[0])

    def kept_at(self, administration_id: str) -> datetime | None:
        """Give the time at which the plan of a sitting was last kept; None where there is none."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT kept_at FROM plan WHERE administration_id = ?", (administration_id,)
            ).fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def salvage(self) -> dict[str, str]:
        """Give all plans that are as they were written, by sitting."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT administration_id, document, kept_at, hash FROM plan").fetchall()
        return {str(row[0]): str(row[1]) for row in rows if _is_as_written(*row)}

    def delete(self, administration_id: str) -> None:
        """Delete the plan of a sitting."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM plan WHERE administration_id = ?", (administration_id,))


def write_plan(connection: sqlite3.Connection, administration_id: str, document: str, at: datetime) -> None:
    """Write a plan in the place of an earlier one, as a part of a transaction."""
    kept_at = at.isoformat()
    row = (administration_id, document, kept_at, record_hash(administration_id, document, kept_at))
    connection.execute("INSERT OR REPLACE INTO plan VALUES (?, ?, ?, ?)", row)


def _is_as_written(administration_id: str, document: object, kept_at: object, kept_hash: object) -> bool:
    return record_hash(administration_id, document, kept_at) == kept_hash
