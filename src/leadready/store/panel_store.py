"""One campaign on one laptop, `panel.db`: the campaign, its records and signatures, and the files that were seen.

A record's name is the hash of its header and a payload's hash stands in the header, so what was damaged on the disk is
noticed when it is read.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from leadready.language import _
from leadready.panel.log import Head
from leadready.panel.record import Record, record_id, text_hash, texts
from leadready.store.faults import damaged, plain_words
from leadready.store.migrations import Migration
from leadready.store.sqlite_file import SqliteFile, backups, open_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from pathlib import Path

    from leadready.panel.log import Growth

FILE_NAME = "panel.db"
_NOTE = "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)"


class SeenFile(NamedTuple):
    """A file that was brought in.

    Attributes:
        digest: SHA-256 of the file.
        name: What it was called.
        at: When it was read.
        outcome: `taken`, `double`, `late`, `replaced` or the code of why it was refused.
        reference: The application it became; empty where none.
        key: Id of the key that opened it; empty where none did.
    """

    digest: str
    name: str
    at: str
    outcome: str
    reference: str = ""
    key: str = ""


def _first(connection: sqlite3.Connection) -> None:
    for statement in (
        "CREATE TABLE migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT",
        "CREATE TABLE campaign (one INTEGER PRIMARY KEY CHECK (one = 1), signed TEXT NOT NULL) STRICT",
        "CREATE TABLE record (id TEXT PRIMARY KEY, header TEXT NOT NULL, payload TEXT) STRICT, WITHOUT ROWID",
        """CREATE TABLE head (
            author TEXT NOT NULL, record TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (author, record, signature)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE seen (
            digest TEXT PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL,
            reference TEXT NOT NULL, key TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
    ):
        connection.execute(statement)


def _in_order(connection: sqlite3.Connection) -> None:
    """Keep records in the order in which they come: in that of their ids each went to another page of the file."""
    for statement in (
        "CREATE TABLE ordered (id TEXT PRIMARY KEY, header TEXT NOT NULL, payload TEXT) STRICT",
        "INSERT INTO ordered SELECT id, header, payload FROM record",
        "DROP TABLE record",
        "ALTER TABLE ordered RENAME TO record",
    ):
        connection.execute(statement)


MIGRATIONS = (
    Migration("campaign, records and files", _first),
    Migration("records in the order in which they come", _in_order),
)


class PanelStore(SqliteFile):
    """The open file of one campaign."""

    application: ClassVar = 0x4C52_706E  # "LRpn"

    def campaign(self) -> str | None:
        """Give the signed campaign file; None where none was kept yet."""
        with self.reading() as connection:
            row = connection.execute("SELECT signed FROM campaign").fetchone()
        return None if row is None else str(row[0])

    def keep_campaign(self, signed: str) -> None:
        """Keep the signed campaign file in place of an earlier one."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO campaign VALUES (1, ?)", (signed,))

    def load(self) -> tuple[dict[str, Record], list[Head]]:
        """Read every record and signature.

        Raises:
            StoreDamaged: something is not what was written.
        """
        with self.reading() as connection:
            rows = connection.execute("SELECT id, header, payload FROM record").fetchall()
            heads = [Head(*row) for row in connection.execute("SELECT author, record, signature FROM head")]
        records: dict[str, Record] = {}
        for id_, said, payload in rows:
            records[id_] = self._record(id_, said, payload)
        return records, heads

    def _record(self, id_: str, said: str, payload: str | None) -> Record:
        try:
            parts = json.loads(said)
            parts["supersedes"] = tuple(parts["supersedes"])
            record = Record(**parts, payload=None if payload is None else json.loads(payload))
        except (ValueError, TypeError, KeyError):
            raise damaged(self.file, _("A record in it is damaged.")) from None
        # A payload that an earlier leadready kept may stand there in another form.
        is_whole = payload is None or text_hash(payload) == record.digest or record.is_whole
        if record_id(record) != id_ or not is_whole:
            raise damaged(self.file, _("A record in it is damaged."))
        return record

    def version(self) -> int:
        """Give a number that changes when another connection has written into the file."""
        with self.reading() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def keep(self, growth: Growth, seen: Iterable[SeenFile] = (), erased: Collection[str] = ()) -> None:
        """Keep what a log gained, and what files it came from: all or nothing.

        A payload that is None takes away the one that was kept: that is how something is erased.

        Args:
            growth: What the log gained.
            seen: Files that it came from.
            erased: Applications that are erased by it. Earlier copies beside the file still have them, and people name
                files after themselves: both go as well, the copies before anything else, so that nothing was erased
                where one of them cannot be deleted.
        """
        rows = ((id_, *(growth.texts.get(id_) or texts(record))) for id_, record in growth.records.items())
        if erased:
            self._remove_backups()
        with self.transaction() as connection:
            connection.executemany(
                "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET payload = excluded.payload", rows
            )
            connection.executemany("INSERT OR IGNORE INTO head VALUES (?, ?, ?)", growth.heads)
            connection.executemany("DELETE FROM head WHERE author = ? AND record = ? AND signature = ?", growth.spent)
            connection.executemany(_NOTE, seen)
            connection.executemany("UPDATE seen SET name = '' WHERE reference = ?", [(one,) for one in erased])

    def note(self, seen: SeenFile) -> None:
        """Note a file that brought nothing into the log."""
        with self.transaction() as connection:
            connection.execute(_NOTE, seen)

    def seen(self) -> dict[str, SeenFile]:
        """Give the register of files, by digest."""
        with self.reading() as connection:
            rows = connection.execute("SELECT digest, name, at, outcome, reference, key FROM seen ORDER BY at, name")
            return {row[0]: SeenFile(*row) for row in rows}

    def wipe(self) -> None:
        """Delete everything, also the earlier copies beside the file; what is left of it can then be closed."""
        self._remove_backups()
        with self.transaction() as connection:
            for table in ("record", "head", "seen", "campaign"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of these four
        self.compact()
        self.close()
        self.file.unlink()
        self.file.with_name(f"{FILE_NAME}-journal").unlink(missing_ok=True)
        if not any(self.file.parent.iterdir()):
            self.file.parent.rmdir()

    def compact(self) -> None:
        """Write the file anew: deleted pages are zeroed already, and now they are gone."""
        with self.reading() as connection:
            connection.execute("VACUUM")

    def _remove_backups(self) -> None:
        for old in backups(self.file.parent):
            with plain_words(old):
                old.unlink()
        with suppress(OSError):
            (self.file.parent / "backups").rmdir()


def open_panel_store(folder: Path, *, now: datetime) -> PanelStore:
    """Open the campaign in a folder, or begin one; raises StoreError."""
    return open_file(PanelStore, folder / FILE_NAME, now=now, migrations=MIGRATIONS)
