"""The one way out of the window: a file or folder is opened by the program that the system has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def open_path(path: Path) -> None:
    """Open a file or folder that the person chose, or that leadready made; never one that a text from outside names."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
