"""References for None, True and False, which PySide6 6.12 takes for immortal.

They are that from Python 3.12 on. On 3.11 every call into Qt that gives nothing back takes one reference to None that
nobody gave (seen with PySide6 6.12.0: 100 calls of `setToolTip` leave 100 references fewer), until the interpreter
ends the program: "none_dealloc: deallocating None". So they get more references than a lifetime of calls can take.
"""

from __future__ import annotations

import sys

PLENTY = 1 << 48


def lend_references() -> None:
    """Make the three constants outlive every call into Qt, where Python does not do so itself."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for constant in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(constant))  # the first field of every object is its count
        if count.value < PLENTY:
            count.value += PLENTY
