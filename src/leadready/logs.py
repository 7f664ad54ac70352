"""The log: what the program did, for whoever helps with a fault.

It never holds an answer, a name or a text that a person typed.
"""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from leadready import __version__

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "leadready.log"
_LARGEST = 500_000
_KEPT = 3

log = logging.getLogger("leadready")


def begin(folder: Path) -> Path:
    """Begin to log into a folder; returns the file. Where it cannot be written, the program goes on without."""
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return file
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    log.info("leadready %s on Python %s, %s", __version__, sys.version.split()[0], sys.platform)
    return file


def end() -> None:
    """Close the log."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
