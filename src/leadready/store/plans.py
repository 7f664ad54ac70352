"""Plans: one for each sitting, as the person last left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.store.faults import damaged
from leadready.store.hashing import record_hash

if TYPE_CHECKING:
    from datetime import datetime

    from leadready.store.database import Store


class Plans:
    """The kept plans, as text that the caller can read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, administration_id: str, document: str, at: datetime) -> None:
        """Keep a plan in the place of an earlier one."""
        kept_at = at.isoformat()
        row = (administration_id, document, kept_at, record_hash(administration_id, document, kept_at))
        with self._store.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO plan VALUES (?, ?, ?, ?)", row)

    def get(self, administration_id: str) -> str | None:
        """Give the plan of a sitting, if there is one; raises StoreDamaged when it was altered."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT document, kept_at, hash FROM plan WHERE administration_id = ?", (administration_id,)
            ).fetchone()
        if row is None:
            return None
        document, kept_at, kept_hash = row
        if record_hash(administration_id, document, kept_at) != kept_hash:
            raise damaged(self._store.file, _("The plan of this sitting is damaged."))
        return str(document)

    def delete(self, administration_id: str) -> None:
        """Delete the plan of a sitting."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM plan WHERE administration_id = ?", (administration_id,))
