"""Python's search for garbage, put off while much is made and nothing thrown away."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def no_search() -> Generator[None]:
    """Make a hundred thousand objects that stay: to look through them for garbage again and again is in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
