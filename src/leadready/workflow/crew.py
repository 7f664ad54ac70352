"""Several processes that work for one order: each is told it once, then does one thing after another."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from leadready import language

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


class Crew(Generic[T]):
    """Workers for one order. It and what they are given travel through pipes: nothing of it is seen from outside.

    Attributes:
        workers: How many there are.
    """

    def __init__(self, order: Callable[..., T], *, most: int, workers: int | None = None) -> None:
        """Call workers together; each begins when there is work for it.

        Args:
            order: What they do, as something that can be pickled. It lives in each worker as long as the crew.
            most: The most workers that there is work for.
            workers: How many; by default one a core.
        """
        self.workers = max(1, min(workers or os.cpu_count() or 1, most))
        # Spawned, not forked: a fork would copy whatever threads the caller has in the middle of their work.
        self._pool = ProcessPoolExecutor(self.workers, get_context("spawn"), _begin, (order, language.current()))

    def submit(self, *task: object) -> Future[T]:
        """Have the order done with these arguments by whoever is free."""
        return self._pool.submit(_do, *task)

    def disband(self) -> None:
        """Wait for what is being done; what is not begun is cancelled."""
        self._pool.shutdown(cancel_futures=True)


_orders: list[Callable[..., Any]] = []
"""In a worker: the one order that it works for."""


def _begin(order: Callable[..., Any], spoken: str) -> None:
    """Make a worker ready. An interrupt is for the process that gave the order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language.use(spoken)
    _orders[:] = [order]


def _do(*task: object) -> Any:  # noqa: ANN401 - what the order gives
    return _orders[0](*task)
