"""Accounts of the evidence bank: each kept by itself, as text that the caller can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import StoreError
from leadready.language import _
from leadready.store.faults import damaged
from leadready.store.hashing import record_hash
from leadready.store.plans import write_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leadready.store.database import Store


class KeptAccounts(NamedTuple):
    """All accounts of the record.

    Attributes:
        documents: Those that are as they were written, by id; the one that was changed last comes first.
        damaged: The ids of those that are not.
    """

    documents: dict[str, str]
    damaged: tuple[str, ...]


class Accounts:
    """The kept accounts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, account_id: str, document: str, at: datetime) -> None:
        """Keep an account in the place of an earlier form of it. When this returns, it is on disk."""
        kept_at = at.isoformat()
        row = (account_id, document, kept_at, record_hash(account_id, document, kept_at))
        with self._store.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)", row)

    def get(self, account_id: str) -> str:
        """Give one account; raises StoreError when there is none, StoreDamaged when it was altered."""
        with self._store.reading() as connection:
            row = connection.execute(f"{_SELECT} WHERE id = ?", (account_id,)).fetchone()
        if row is None:
            raise StoreError(_("This account is not in the record."), where=str(self._store.file))
        if not _is_as_written(*row):
            raise damaged(self._store.file, _("This account is damaged."))
        return str(row[1])

    def salvage(self) -> KeptAccounts:
        """Give every account that is as it was written, and the ids of those that are not."""
        with self._store.reading() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY kept_at DESC, id").fetchall()
        good = {str(row[0]): str(row[1]) for row in rows if _is_as_written(*row)}
        return KeptAccounts(good, tuple(str(row[0]) for row in rows if not _is_as_written(*row)))

    def delete(self, account_id: str, plans: Mapping[str, str], at: datetime) -> None:
        """Delete an account and keep the plans that named it as they are without it: all of that or nothing.

        Args:
            account_id: Which account.
            plans: The changed plans, by sitting.
            at: When.
        """
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM account WHERE id = ?", (account_id,))
            for administration_id, document in plans.items():
                write_plan(connection, administration_id, document, at)


_SELECT = "SELECT id, document, kept_at, hash FROM account"


def _is_as_written(account_id: object, document: object, kept_at: object, kept_hash: object) -> bool:
    return record_hash(account_id, document, kept_at) == kept_hash
