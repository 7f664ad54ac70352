"""Several processes that work for one order: each is told it once, then does one thing after another.

The system may end one of them, for want of memory perhaps. Then nobody knows at which of the things under way that was,
and the whole crew is of no use any more; `one_by_one` does again what it left.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from leadready import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.process import BaseProcess
    from multiprocessing.queues import Queue

J = TypeVar("J")
T = TypeVar("T")
_PACE, _OFTEN = sys.getswitchinterval(), 0.0005
"""Seconds after which a thread that works lets another have its turn: as a rule, and while there is a crew."""


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

        Raises:
            TypeError, AttributeError, pickle.PicklingError: the order cannot be pickled.
        """
        self.workers = max(1, min(workers or os.cpu_count() or 1, most))
        # Spawned, not forked: a fork would copy whatever threads the caller has in the middle of their work.
        context = get_context("spawn")
        # By a queue, whose thread writes: what a process is begun with would stop the caller until it was read. It is
        # put into bytes here, where a fault is the caller's: in that thread it would leave the workers waiting.
        self._told: Queue[bytes] = context.Queue()
        written = pickle.dumps(order)
        for _worker in range(self.workers):
            self._told.put(written)
        # While the thread that hands work out waits for its turn, the workers wait as well.
        sys.setswitchinterval(_OFTEN)
        self._pool = ProcessPoolExecutor(self.workers, context, _begin, (self._told, language.current()))

    def submit(self, *task: object) -> Future[T]:
        """Have the order done with these arguments by whoever is free.

        Its result raises BrokenExecutor where the system ended a worker.
        """
        try:
            return self._pool.submit(_do, *task)
        except BrokenExecutor as error:
            lost: Future[T] = Future()
            lost.set_exception(error)
            return lost

    def disband(self) -> None:
        """Wait for what is being done; what is not begun is cancelled."""
        self._pool.shutdown(cancel_futures=True)
        sys.setswitchinterval(_PACE)
        self._told.cancel_join_thread()
        self._told.close()


def one_by_one(order: Callable[[J], T], tasks: Iterable[J]) -> Iterator[T | None]:
    """Do one thing at a time beside this process; gives None for each that the system ended a worker at."""
    crew: Crew[T] | None = None
    try:
        for task in tasks:
            crew = crew or Crew(order, most=1)
            try:
                done = crew.submit(task).result()
            except BrokenExecutor:
                crew.disband()
                crew = done = None
            yield done
    finally:
        if crew is not None:
            crew.disband()


_orders: list[Callable[..., Any]] = []
"""In a worker: the one order that it works for."""


def _begin(told: Queue[bytes], spoken: str) -> None:
    """Make a worker ready. An interrupt is for the process that gave the order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    language.use(spoken)
    gc.disable()
    _orders[:] = [pickle.loads(told.get())]  # noqa: S301 - from the process that began this one
    # What is here by now stays: nothing of it is looked through, now or again.
    gc.freeze()
    gc.enable()


def _end_with(caller: BaseProcess | None) -> None:
    """End when whoever gave the order is gone, killed perhaps: no worker stays behind, with keys in its memory."""
    if caller is not None:
        caller.join()
        os._exit(1)


def _do(*task: object) -> Any:  # noqa: ANN401 - what the order gives
    return _orders[0](*task)
