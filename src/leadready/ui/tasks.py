"""Operations: what to run, what to do with its value, what to say if it fails. No page has thread code.

The work runs on a worker thread and must be pure: no widgets, no store. Its value comes back on the window's thread,
through one QObject. Long work comes as a series of steps on a worker of its own, so that nothing short waits for it.
"""

from __future__ import annotations

from collections import deque
from threading import Event
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leadready.errors import LeadreadyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor, Future

T = TypeVar("T")


class Operation(NamedTuple, Generic[T]):
    """One piece of work.

    Attributes:
        run: A pure function; it runs on the worker.
        then: What to do with its value, on the window's thread.
        failed: What to do with an error that can be shown to people, on the window's thread. Any other error is a
            fault of ours and is raised there.
    """

    run: Callable[[], T]
    then: Callable[[T], object]
    failed: Callable[[LeadreadyError], object]


class Series(NamedTuple, Generic[T]):
    """Work in steps, each of which is told as it comes.

    Attributes:
        run: Gives a value a step; it runs on the worker. It is handed what says whether it is cancelled, asks that
            after each step, and then ends soon and tidily.
        step: What to do with the value of a step, on the window's thread.
        then: What to do when no more steps come, also after it was cancelled, on the window's thread.
        failed: As in an operation; `then` is not called.
    """

    run: Callable[[Callable[[], bool]], Iterator[T]]
    step: Callable[[T], object]
    then: Callable[[], object]
    failed: Callable[[LeadreadyError], object]


class Running(Generic[T]):
    """A series that was started."""

    def __init__(self, series: Series[T]) -> None:
        self.series = series
        self._cancelled = Event()
        self._values: deque[T] = deque()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was told to end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Tell it to end; what it has done by then still comes."""
        self._cancelled.set()

    def work(self, came: Callable[[], object]) -> None:
        """Run to the end, on the worker, and say of each value that it came."""
        for value in self.series.run(self._cancelled.is_set):
            self._values.append(value)
            came()

    def hand_over(self) -> None:
        """Hand over the values that have come since, on the window's thread."""
        while self._values:
            self.series.step(self._values.popleft())


class Runner(QObject):
    """Runs operations, one at a time, and beside them series, one at a time."""

    _came_back = Signal()

    def __init__(self, parent: QObject, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._long = executor
        self._waiting: list[tuple[Operation[object], Future[object]]] = []
        self._running: list[Running[object]] = []
        # Queued also from this thread: what follows must never run inside `start`.
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, operation: Operation[T]) -> None:
        """Start an operation."""
        if self._executor is None:
            self._executor = _worker("leadready")
        self._wait_for(operation, self._executor.submit(operation.run))

    def start_series(self, series: Series[T]) -> Running[T]:
        """Start a series; returns what cancels it."""
        if self._long is None:
            self._long = _worker("leadready-long")
        running = Running(series)
        self._running.append(running)  # type: ignore[arg-type]

        def end(_nothing: object) -> None:
            self._running.remove(running)  # type: ignore[arg-type]
            series.then()

        def fail(error: LeadreadyError) -> None:
            self._running.remove(running)  # type: ignore[arg-type]
            series.failed(error)

        ending = Operation(lambda: running.work(self._came_back.emit), end, fail)
        self._wait_for(ending, self._long.submit(ending.run))
        return running

    @property
    def is_busy(self) -> bool:
        """Whether something has not come back yet."""
        return bool(self._waiting)

    def stop(self) -> None:
        """Cancel what can be cancelled, wait for what is running and take no more."""
        for running in self._running:
            running.cancel()
        for executor in (self._executor, self._long):
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)

    def _wait_for(self, operation: Operation[T], future: Future[T]) -> None:
        self._waiting.append((operation, future))  # type: ignore[arg-type]
        future.add_done_callback(self._on_done)

    def _on_done(self, _future: object) -> None:
        # On the worker: a signal is the one thing that may cross over.
        self._came_back.emit()

    @Slot()
    def _deliver(self) -> None:
        waiting, self._waiting = self._waiting, []
        done: list[tuple[Operation[object], Future[object]]] = []
        for pair in waiting:  # asked once each: one may get done at any moment
            (done if pair[1].done() else self._waiting).append(pair)
        for running in tuple(self._running):  # after that, so that no step comes behind the end
            running.hand_over()
        for operation, future in done:
            if future.cancelled():  # by the end of the program, before it was begun
                continue
            error = future.exception()
            if error is None:
                operation.then(future.result())
            elif isinstance(error, LeadreadyError):
                operation.failed(error)
            else:
                raise error


def _worker(name: str) -> Executor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
