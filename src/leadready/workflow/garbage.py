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


@contextmanager
def set_aside() -> Generator[None]:
    """Make what stays as long as a round is open, and leave it out of every search from then on.

    To look through the records of three thousand applications takes half a second, in which the window stands still;
    nothing in them refers back to what refers to it, so they go without a search when the round is closed. What is
    garbage at that moment stays, which is little; to search for it first, on a thread beside the window, could delete
    what belongs to the window's.
    """
    with no_search():
        yield
        gc.freeze()
