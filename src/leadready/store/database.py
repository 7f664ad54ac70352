"""The person's own record, `leadready.db`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from leadready.store.administrations import Administrations
from leadready.store.migrations import MIGRATIONS, Migration
from leadready.store.mirrors import Mirrors
from leadready.store.sqlite_file import SqliteFile, open_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from leadready.store.accounts import Accounts
    from leadready.store.definitions import Definitions
    from leadready.store.plans import Plans

FILE_NAME = "leadready.db"
APPLICATION_ID = 0x4C52_6479  # "LRdy"


class Store(SqliteFile):
    """The open record of one person."""

    application: ClassVar = APPLICATION_ID

    @cached_property
    def definitions(self) -> Definitions:
        """Assessments as they were when sittings began."""
        from leadready.store.definitions import Definitions

        return Definitions(self)

    @cached_property
    def administrations(self) -> Administrations:
        """Sittings and their responses."""
        return Administrations(self)

    @cached_property
    def plans(self) -> Plans:
        """Development plans."""
        from leadready.store.plans import Plans

        return Plans(self)

    @cached_property
    def accounts(self) -> Accounts:
        """The evidence bank."""
        from leadready.store.accounts import Accounts

        return Accounts(self)

    @cached_property
    def mirrors(self) -> Mirrors:
        """What was asked of colleagues, and their replies."""
        return Mirrors(self)


def open_store(folder: Path, *, now: datetime, migrations: tuple[Migration, ...] = MIGRATIONS) -> Store:
    """Open the record in a folder, or begin one.

    Args:
        folder: Made if it is not there.
        now: For the names of backups and the list of migrations.
        migrations: The shape to bring it to; tests give their own.

    Raises:
        StoreNewer: a newer leadready made it.
        StoreDamaged: it is damaged or no record of leadready.
        StoreError: it cannot be opened, or is locked, read-only or full.
    """
    return open_file(Store, folder / FILE_NAME, now=now, migrations=migrations)
