"""How long work is ended from outside: it calls `go_on` again and again, which raises `Stopped` when nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Stopped(Exception):
    """Nobody waits for what is being worked out."""


def nothing() -> None:
    """Let work go on to its end, where nothing can end it."""


def until(is_cancelled: Callable[[], bool]) -> Callable[[], None]:
    """Make what long work calls: it raises `Stopped` once the work is cancelled."""

    def go_on() -> None:
        if is_cancelled():
            raise Stopped

    return go_on
