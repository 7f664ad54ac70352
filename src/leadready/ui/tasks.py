"""Operations: what to run, what to do with its value, what to say if it fails. No page has thread code.

The work runs on one worker thread and must be pure: no widgets, no store. Its value comes back on the window's
thread, through one QObject.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leadready.errors import LeadreadyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
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


class Runner(QObject):
    """Runs operations, one at a time."""

    _came_back = Signal()

    def __init__(self, parent: QObject, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._waiting: list[tuple[Operation[object], Future[object]]] = []
        # Queued also from this thread: what follows must never run inside `start`.
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, operation: Operation[T]) -> None:
        """Start an operation."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="leadready")
        future = self._executor.submit(operation.run)
        self._waiting.append((operation, future))  # type: ignore[arg-type]
        future.add_done_callback(self._on_done)

    @property
    def is_busy(self) -> bool:
        """Whether something has not come back yet."""
        return bool(self._waiting)

    def stop(self) -> None:
        """Wait for what is running and take no more."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _on_done(self, _future: object) -> None:
        # On the worker: a signal is the one thing that may cross over.
        self._came_back.emit()

    @Slot()
    def _deliver(self) -> None:
        done = [pair for pair in self._waiting if pair[1].done()]
        self._waiting = [pair for pair in self._waiting if not pair[1].done()]
        for operation, future in done:
            error = future.exception()
            if error is None:
                operation.then(future.result())
            elif isinstance(error, LeadreadyError):
                operation.failed(error)
            else:
                raise error
