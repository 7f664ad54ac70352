"""One SQLite file: its settings, its shape, its backups, and transactions.

The settings are chosen so that a commit that has returned survives a power cut (docs/adr/0003-one-file-truncate-
full.md).
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from leadready.errors import StoreNewer
from leadready.language import _
from leadready.store.faults import damaged, plain_words
from leadready.store.migrations import pending

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from leadready.store.migrations import Migration

KEPT_BACKUPS = 10
_OWN_FILE, _OWN_FOLDER = 0o600, 0o700
"""For its owner alone, where the system knows such a thing."""
_SETTINGS = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "busy_timeout=2000",
    "secure_delete=ON",
    *(["fullfsync=ON"] if sys.platform == "darwin" else []),
)


class SqliteFile:
    """An open file of one kind.

    Attributes:
        application: The number by which files of this kind are known.
        file: The SQLite file.
    """

    application: ClassVar[int]

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self.connection = connection

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """Do everything inside or nothing; returns once it is on disk.

        Raises:
            StoreError: it could not be done, and nothing was changed.
        """
        with plain_words(self.file):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Read; raises StoreError."""
        with plain_words(self.file):
            yield self.connection

    def check(self) -> None:
        """Check the whole file; raises StoreDamaged. Takes time in proportion to the file."""
        with self.reading() as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise damaged(self.file, _("The record is damaged ({verdict}).").format(verdict=verdict))

    def backup_to(self, target: Path) -> None:
        """Copy the record to a new file and check the copy; raises StoreError."""
        with plain_words(target):
            _begin_private(target)
            copy = sqlite3.connect(target, isolation_level=None)
            try:
                self.connection.backup(copy)
                (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            finally:
                copy.close()
        if verdict != "ok":
            raise damaged(target, _("The backup is damaged ({verdict}).").format(verdict=verdict))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


F = TypeVar("F", bound=SqliteFile)


def open_file(kind: type[F], file: Path, *, now: datetime, migrations: tuple[Migration, ...]) -> F:
    """Open a file of a kind, or begin one; its folder is made if it is not there.

    Args:
        kind: What it is.
        file: Where it is.
        now: For the names of backups and the list of migrations.
        migrations: The shape to bring it to.

    Raises:
        StoreNewer: a newer leadready made it.
        StoreDamaged: it is damaged or no such file of leadready.
        StoreError: it cannot be opened, or is locked, read-only or full.
    """
    with plain_words(file):
        file.parent.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
        _begin_private(file)
        connection = sqlite3.connect(file, isolation_level=None)
        # A damaged byte must reach the hash check of its record, not stop the reading of all others.
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        store = kind(file, connection)
        try:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            _bring_up_to_date(store, now, migrations)
        except BaseException:
            connection.close()
            raise
    return store


def _begin_private(file: Path) -> None:
    """Begin a file that only its owner may read; SQLite would let everybody of this computer, and so its journal.

    One that is there stays as it is: it is never opened besides by SQLite, whose locks that would drop.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN_FILE))


def backups(folder: Path) -> tuple[Path, ...]:
    """List the backups of a record's folder, the newest first."""
    return tuple(sorted((folder / "backups").glob("leadready-*.db"), reverse=True))


def _bring_up_to_date(store: SqliteFile, now: datetime, migrations: tuple[Migration, ...]) -> None:
    version = _version(store, len(migrations))
    steps = pending(version, migrations)
    if steps and version:
        _backup_before_migration(store, version, now)
    for number, step in enumerate(steps, start=version + 1):
        with store.transaction() as connection:
            step.apply(connection)
            connection.execute("INSERT INTO migration VALUES (?, ?)", (step.name, now.isoformat()))
            connection.execute(f"PRAGMA application_id={store.application}")
            connection.execute(f"PRAGMA user_version={number}")


def _version(store: SqliteFile, newest: int) -> int:
    (version,) = store.connection.execute("PRAGMA user_version").fetchone()
    (application,) = store.connection.execute("PRAGMA application_id").fetchone()
    (tables,) = store.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and application != store.application:
        raise damaged(store.file, _("This file is not a record of leadready."))
    if version > newest:
        what = _("This record was made by a newer leadready (its shape is {theirs}; this program knows up to {ours}).")
        advice = _("Install the newer version. The record was not changed.")
        raise StoreNewer(what.format(theirs=version, ours=newest), where=str(store.file), advice=advice)
    return int(version)


def _backup_before_migration(store: SqliteFile, version: int, now: datetime) -> None:
    folder = store.file.parent / "backups"
    folder.mkdir(mode=_OWN_FOLDER, exist_ok=True)
    store.backup_to(folder / f"leadready-{now:%Y%m%dT%H%M%S}-shape{version}.db")
    for old in backups(store.file.parent)[KEPT_BACKUPS:]:
        old.unlink()
