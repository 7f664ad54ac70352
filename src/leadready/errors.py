"""Errors that are shown to people: what happened, where, and what to do.

    LeadreadyError
    ├── ProblemsFound        a definition or file has faults (instrument/problems.py)
    ├── FileNotWritten       an export could not be written; nothing is left half-written
    └── StoreError           the record could not be opened, read or written
        ├── StoreNewer       it was made by a newer leadready
        ├── StoreDamaged     its content is not what was written
        ├── StoreLocked      another program is using it
        ├── StoreReadOnly    it may not be changed
        └── StoreFull        no room is left on the disk

Anything else that is raised is a fault of ours and goes to the crash dialog.
"""

from __future__ import annotations


class LeadreadyError(Exception):
    """Something a person can understand and usually mend."""

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        """Say what happened, where (a file or place; may be empty), and what to do (may be empty)."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what} {self.advice}".strip()


class FileNotWritten(LeadreadyError):
    """An export could not be written. What was there before is untouched."""


class StoreError(LeadreadyError):
    """The record could not be opened, read or written."""


class StoreNewer(StoreError):
    """The record was made by a newer leadready."""


class StoreDamaged(StoreError):
    """The record's content is not what was written."""


class StoreLocked(StoreError):
    """Another program is using the record."""


class StoreReadOnly(StoreError):
    """The record may not be changed."""


class StoreFull(StoreError):
    """No room is left for the record."""
