"""The way into the window: what makes a start quick, done before the rest of the window is imported."""

from __future__ import annotations

import builtins
import gc
import importlib

from leadready.ui.later import waiting


def run() -> int:
    """Open the window; returns the exit code."""
    prepare()
    from leadready.ui import startup

    return startup.run()


def prepare() -> None:
    """Make what follows quick: the rest of the window is imported after this."""
    # A start makes a hundred thousand objects and throws hardly any away, so looking for garbage among them is in vain.
    gc.disable()
    _import_without_features()


def settle() -> None:
    """Look for garbage again where the launch put it off; what the start has made stays, and is not looked through."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _import_without_features() -> None:
    """Take PySide6's features out of Python's import.

    With them it reads the source of every module that is imported, to see whether that may ask for one (such as
    `from __feature__ import snake_case`). Nothing here does, and the reading is a tenth of a start, and of the first
    opening of every page.
    """
    with waiting():
        importlib.import_module("PySide6.QtCore")  # puts them there, and keeps the import that it found
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
