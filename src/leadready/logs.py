"""The log: what the program did, for whoever helps with a fault.

It never holds an answer, a name or a text that a person typed.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from leadready import __version__

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "leadready.log"
_LARGEST = 500_000

log = logging.getLogger("leadready")


def begin(folder: Path) -> Path:
    """Begin to log into a folder; returns the file. Where it cannot be written, the program goes on without."""
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _set_aside(file)
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return file
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    log.info("leadready %s on Python %s, %s", __version__, sys.version.split()[0], sys.platform)
    return file


def _set_aside(file: Path) -> None:
    """Begin a new file once the old one has grown; logging.handlers could, and costs a tenth of the start."""
    if file.exists() and file.stat().st_size > _LARGEST:
        file.replace(file.with_suffix(".old.log"))


def end() -> None:
    """Close the log."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
