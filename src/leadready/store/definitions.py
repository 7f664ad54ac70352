"""Snapshots: each assessment as it was when a sitting began, kept once by its hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.store.faults import damaged
from leadready.store.hashing import text_hash

if TYPE_CHECKING:
    from leadready.store.database import Store


class Definitions:
    """The kept assessments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, definition_hash: str, document: str) -> None:
        """Keep a document under its SHA-256; raises ValueError when it has another one."""
        if text_hash(document) != definition_hash:
            raise ValueError(definition_hash)
        with self._store.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO definition VALUES (?, ?)", (definition_hash, document))

    def get(self, definition_hash: str) -> str:
        """Give a kept document; raises StoreDamaged when it is gone or altered."""
        with self._store.reading() as connection:
            row = connection.execute("SELECT document FROM definition WHERE hash = ?", (definition_hash,)).fetchone()
        if row is None or text_hash(row[0]) != definition_hash:
            raise damaged(self._store.file, _("The assessment that was kept with this sitting is damaged."))
        return str(row[0])
