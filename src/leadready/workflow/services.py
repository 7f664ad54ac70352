"""The few things every use case needs, built once at start and passed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from leadready.store.database import Store


class Services(NamedTuple):
    """Where records are kept, where packages are, and what time it is.

    Attributes:
        packages: The folders that hold one folder for each installed assessment: the shipped ones, then the person's
            own.
        clock: Gives the time now, with its time zone.
    """

    store: Store
    packages: tuple[Path, ...]
    clock: Callable[[], datetime]

    @property
    def own_packages(self) -> Path:
        """The folder of the person's own assessments; it need not exist yet."""
        return self.packages[1]
