"""Several processes that work for one order: each is told it once, then does one thing after another."""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from leadready import language

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess
    from multiprocessing.queues import Queue

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
        context = get_context("spawn")
        # A queue has a thread that writes; what a process is begun with would stop the caller until it was read.
        self._orders: Queue[Callable[..., T]] = context.Queue()
        for _worker in range(self.workers):
            self._orders.put(order)
        self._pool = ProcessPoolExecutor(self.workers, context, _begin, (self._orders, language.current()))

    def submit(self, *task: object) -> Future[T]:
        """Have the order done with these arguments by whoever is free."""
        return self._pool.submit(_do, *task)

    def disband(self) -> None:
        """Wait for what is being done; what is not begun is cancelled."""
        self._pool.shutdown(cancel_futures=True)
        self._orders.cancel_join_thread()
        self._orders.close()


_orders: list[Callable[..., Any]] = []
"""In a worker: the one order that it works for."""


def _begin(orders: Queue[Callable[..., Any]], spoken: str) -> None:
    """Make a worker ready. An interrupt is for the process that gave the order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    language.use(spoken)
    _orders[:] = [orders.get()]
    gc.freeze()  # what is here by now stays: nothing of it is looked through again


def _end_with(caller: BaseProcess | None) -> None:
    """End when whoever gave the order is gone, killed perhaps: no worker stays behind, with keys in its memory."""
    if caller is not None:
        caller.join()
        os._exit(1)


def _do(*task: object) -> Any:  # noqa: ANN401 - what the order gives
    return _orders[0](*task)
