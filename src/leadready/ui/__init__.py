"""The window: the only room with Qt."""

from __future__ import annotations

import sys


def _keep_none() -> None:
    """Let None outlive the window on Python 3.11.

    From Python 3.12 on None is never counted (PEP 683). PySide6 6.12 relies on it: each of its functions that gives
    None back takes one reference that it never added, and after some thousands of them, such as a few minutes of
    painting, Python 3.11 ends with "deallocating None". A large number of references makes up for it.
    """
    import ctypes

    ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize // 4


if sys.version_info < (3, 12):
    _keep_none()
