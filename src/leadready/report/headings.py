"""The levels of headings, for every writer that must name them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.report.blocks import Rank


class Headings:
    """Gives headings their levels, from 1: each is one deeper than the heading that it stands under.

    So headings of one rank that follow each other have one level, and none is skipped on the way down, whatever ranks
    are left out.
    """

    def __init__(self) -> None:
        self._over: list[Rank] = []

    def level(self, rank: Rank) -> int:
        """Give the level of the next heading."""
        while self._over and self._over[-1] >= rank:
            self._over.pop()
        self._over.append(rank)
        return len(self._over)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Set headings apart: what comes after stands under none of them."""
        kept = [*self._over]
        yield
        self._over = kept
