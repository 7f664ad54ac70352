"""The only place that knows where shipped files are.

Beside the source in a checkout, inside the package when installed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def _root() -> Path:
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent.parent


def assessments() -> Path:
    """The folder of shipped assessments, one folder each."""
    return _root() / "assessments"


def resources() -> Path:
    """The folder of fonts, icons, themes and translations."""
    return _root() / "resources"
