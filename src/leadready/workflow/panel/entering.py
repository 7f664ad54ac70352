"""Entering a round in two parts: reading its records, which takes time and may run anywhere, and taking them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.panel.order import order_of
from leadready.panel.view import panel_view
from leadready.store.panel_store import FILE_NAME, open_panel_store
from leadready.workflow.garbage import set_aside
from leadready.workflow.panel.panel import Panel, ReadRecords, kept_campaign, no_campaign, read_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from leadready.exchange.keys import Keys


class Entering:
    """A campaign on this laptop whose file is open, and whose records are still to be read.

    Attributes:
        campaign: The round as it was published.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Open the file.

        Raises:
            LeadreadyError: there is no campaign in this folder.
            StoreError: it could not be read.
        """
        if not (folder / FILE_NAME).is_file():
            raise no_campaign(folder)
        self._folder, self._now = folder, now
        self._store = open_panel_store(folder, now=now())
        try:
            self.campaign = kept_campaign(self._store)
            self._version = self._store.version()
        except BaseException:
            self._store.close()
            raise

    def read(self) -> ReadRecords:
        """Read all records and what they say, by a connection of its own: on a worker.

        Raises:
            StoreError: they could not be read.
        """
        with set_aside():
            store = open_panel_store(self._folder, now=self._now())
            try:
                log = read_log(self.campaign, store)
            finally:
                store.close()
            order = order_of(panel_view(self.campaign, log))
            _for_the_desk = order.discrepancies
        return ReadRecords(log, order)

    def panel(self, keys: Keys, read: ReadRecords) -> Panel:
        """Take the records up, or read them again where another program wrote meanwhile.

        Raises:
            StoreError: they could not be read.
        """
        try:
            is_as_read = self._store.version() == self._version
            return Panel(self.campaign, keys, self._store, self._now, read if is_as_read else None)
        except BaseException:
            self._store.close()
            raise

    def close(self) -> None:
        """Close the file; nobody enters."""
        self._store.close()
