"""Mappings that never change and still grow quickly, however large they are.

A log has a hundred thousand records, and a mark adds one. What is new lies in a small mapping on top of the large one,
which both the old and the new mapping share; now and then the two are put together (as in a log-structured merge tree,
O'Neil et al. 1996).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

K = TypeVar("K")
V = TypeVar("V")
MOST = 512
"""What lies on top is at most as much: the copying of that, and of everything each time that is full, cost the same."""


def grown(known: Mapping[K, V], new: Mapping[K, V]) -> Mapping[K, V]:
    """Give a mapping with more entries; what has a new value keeps its place, as in `{**known, **new}`."""
    if not new:
        return known
    below, top = (known.below, {**known.top, **new}) if isinstance(known, Layered) else (known, new)
    if len(top) > MOST or len(below) <= MOST:
        return {**below, **top}
    return Layered(below, top)


class Layered(Mapping[K, V]):
    """Two mappings as one.

    Attributes:
        below: The large one.
        top: What is new, or has another value than below.
    """

    __slots__ = ("below", "top")

    def __init__(self, below: Mapping[K, V], top: Mapping[K, V]) -> None:
        self.below = below
        self.top = top

    def __getitem__(self, key: K) -> V:
        return self.top[key] if key in self.top else self.below[key]

    def __contains__(self, key: object) -> bool:
        return key in self.top or key in self.below

    def __len__(self) -> int:
        return len(self.below) + sum(key not in self.below for key in self.top)

    def __iter__(self) -> Iterator[K]:
        return chain(self.below, (key for key in self.top if key not in self.below))
