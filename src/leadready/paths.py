"""Where things are kept on this computer. Nothing is created here.

The environment variable LEADREADY_HOME puts everything below one folder: for a memory stick, for tests, for a second
record.
"""

from __future__ import annotations

import os
from pathlib import Path

_NAME = "leadready"
OWN_ASSESSMENTS = "assessments"
"""Name of the folder of own assessments inside a data folder."""


def data_folder() -> Path:
    """Answers and plans."""
    return _home("data") or _platform("user_data_path")


def own_assessments() -> Path:
    """Assessments and rubrics of the person's own, one folder each."""
    return data_folder() / OWN_ASSESSMENTS


def config_folder() -> Path:
    """Settings."""
    return _home("config") or _platform("user_config_path")


def settings_file() -> Path:
    """The file of settings."""
    return config_folder() / "settings.ini"


def log_folder() -> Path:
    """Logs; they hold no answers."""
    return _home("logs") or _platform("user_log_path")


def documents_folder() -> Path:
    """Where exports go unless the person chooses otherwise."""
    return _home("documents") or _platform("user_documents_path", own=False)


def _home(part: str) -> Path | None:
    home = os.environ.get("LEADREADY_HOME")
    return Path(home) / part if home else None


def _platform(kind: str, *, own: bool = True) -> Path:
    import platformdirs

    folder: Path = getattr(platformdirs.PlatformDirs(_NAME if own else None, appauthor=False), kind)
    return folder
