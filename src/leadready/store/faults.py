"""SQLite's errors in plain words, in one place."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leadready.errors import StoreDamaged, StoreError, StoreFull, StoreLocked, StoreReadOnly
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_PRIMARY = 0xFF  # an extended result code carries the primary one in its lowest byte


@contextmanager
def plain_words(file: Path) -> Generator[None]:
    """Turn what sqlite3 raises into a StoreError that names the file, what happened and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _fault(error, file) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged place in its message, and the message cannot be read.
        raise damaged(file, _("The record is damaged.")) from error
    except PermissionError as error:
        raise _read_only(file) from error
    except OSError as error:
        raise StoreError(
            _("The record cannot be opened: {reason}.").format(reason=error.strerror), where=str(file)
        ) from error


def damaged(file: Path, what: str) -> StoreDamaged:
    """Make the error of a record that is not what was written."""
    advice = _(
        "Nothing was changed. The folder “backups” beside it holds earlier copies; keep this file until you have "
        "what you need."
    )
    return StoreDamaged(what, where=str(file), advice=advice)


def _read_only(file: Path) -> StoreReadOnly:
    what = _("The record may not be changed: the file or its folder is read-only.")
    return StoreReadOnly(
        what, where=str(file), advice=_("Allow writing to the folder, or choose another one in Settings.")
    )


def _fault(error: sqlite3.Error, file: Path) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code == sqlite3.SQLITE_FULL:
        what = _("The disk is full, so the last answer could not be kept. All earlier ones are safe.")
        return StoreFull(what, where=str(file), advice=_("Make room and try again; leadready can stay open."))
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        what = _("Another program is using the record.")
        return StoreLocked(
            what, where=str(file), advice=_("Close the other window of leadready, or wait for the copy to finish.")
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return _read_only(file)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}:
        return damaged(file, _("The record is damaged, or is not a record of leadready."))
    if code == sqlite3.SQLITE_CANTOPEN:
        what = _("The record cannot be opened.")
        return StoreError(what, where=str(file), advice=_("Check that the folder exists and that you may open it."))
    what = _("The record could not be read or written ({reason}).").format(reason=error)
    return StoreError(what, where=str(file), advice=_("Check the disk, then try again. All that was saved is safe."))
