"""The shape of the record, step by step. A step that was released never changes; a new one goes to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Migration(NamedTuple):
    """One step. After step n `user_version` is n."""

    name: str
    apply: Callable[[sqlite3.Connection], None]


def _first(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT""",
        """CREATE TABLE definition (
            hash TEXT PRIMARY KEY,
            document TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE administration (
            id TEXT PRIMARY KEY,
            definition_hash TEXT NOT NULL REFERENCES definition (hash),
            assessment_id TEXT NOT NULL,
            assessment_version TEXT NOT NULL,
            title TEXT NOT NULL,
            rubric_id TEXT NOT NULL,
            items INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            completed_at TEXT,
            hash TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE response (
            administration_id TEXT NOT NULL REFERENCES administration (id) ON DELETE CASCADE,
            item_id TEXT NOT NULL,
            answer TEXT NOT NULL,
            required INTEGER NOT NULL,
            answered_at TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (administration_id, item_id)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE plan (
            administration_id TEXT PRIMARY KEY REFERENCES administration (id) ON DELETE CASCADE,
            document TEXT NOT NULL,
            kept_at TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX administration_by_start ON administration (started_at)",
    ):
        connection.execute(statement)


def _accounts(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE account (
            id TEXT PRIMARY KEY,
            document TEXT NOT NULL,
            kept_at TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT"""
    )


def _mirrors(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE mirror (
            id TEXT PRIMARY KEY,
            administration_id TEXT NOT NULL UNIQUE REFERENCES administration (id) ON DELETE CASCADE,
            asked_by TEXT NOT NULL,
            closed_on TEXT,
            hash TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE mirror_reply (
            mirror_id TEXT NOT NULL REFERENCES mirror (id) ON DELETE CASCADE,
            reply_id TEXT NOT NULL,
            document TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (mirror_id, reply_id)
        ) STRICT, WITHOUT ROWID""",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    Migration("administrations, responses and plans", _first),
    Migration("accounts", _accounts),
    Migration("mirrors and their replies", _mirrors),
)


def pending(version: int, migrations: tuple[Migration, ...] = MIGRATIONS) -> tuple[Migration, ...]:
    """List the steps that a record of this version still needs."""
    return migrations[version:]
