"""Operations and series on real workers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from leadready.errors import LeadreadyError
from leadready.ui.tasks import Operation, Runner, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    holder = QObject()
    made = Runner(holder)
    yield made
    made.stop()


def nothing(*_values: object) -> None:
    """Nobody waits for it."""


def count_to(end: int) -> Callable[[Callable[[], bool]], Iterator[int]]:
    def run(is_cancelled: Callable[[], bool]) -> Iterator[int]:
        for number in range(end):
            yield number
            if is_cancelled():
                return

    return run


def test_steps_come_in_order_on_the_windows_thread_and_then_the_end(qtbot: QtBot, runner: Runner):
    came: list[object] = []
    threads: set[threading.Thread] = set()

    def step(number: int) -> None:
        came.append(number)
        threads.add(threading.current_thread())

    runner.start_series(Series(count_to(500), step, lambda: came.append("end"), nothing))
    qtbot.waitUntil(lambda: "end" in came)
    assert came == [*range(500), "end"]
    assert threads == {threading.main_thread()}
    assert not runner.is_busy


def test_a_cancelled_series_ends_soon_and_says_so(qtbot: QtBot, runner: Runner):
    came: list[object] = []
    seen = threading.Event()

    def run(is_cancelled: Callable[[], bool]) -> Iterator[int]:
        yield 1
        seen.wait(30)
        yield 2  # what was under way still comes
        assert is_cancelled()

    running = runner.start_series(Series(run, came.append, lambda: came.append("end"), nothing))
    qtbot.waitUntil(lambda: came == [1])
    running.cancel()
    seen.set()
    qtbot.waitUntil(lambda: "end" in came)
    assert came == [1, 2, "end"]
    assert running.is_cancelled


def test_a_short_operation_does_not_wait_for_a_long_series(qtbot: QtBot, runner: Runner):
    came: list[object] = []
    go_on = threading.Event()

    def run(_is_cancelled: Callable[[], bool]) -> Iterator[str]:
        go_on.wait(30)
        yield "long"

    runner.start_series(Series(run, came.append, nothing, nothing))
    runner.start(Operation(lambda: "short", came.append, nothing))
    qtbot.waitUntil(lambda: came == ["short"])
    go_on.set()
    qtbot.waitUntil(lambda: came == ["short", "long"])


def test_a_series_that_fails_says_why_after_its_steps(qtbot: QtBot, runner: Runner):
    came: list[object] = []
    trouble = LeadreadyError("The printer is out of paper.")

    def run(_is_cancelled: Callable[[], bool]) -> Iterator[int]:
        yield 1
        raise trouble

    runner.start_series(Series(run, came.append, lambda: came.append("end"), came.append))
    qtbot.waitUntil(lambda: trouble in came)
    assert came == [1, trouble]


def test_stopping_cancels_a_series(qtbot: QtBot):
    holder = QObject()
    runner = Runner(holder)
    begun = threading.Event()

    def run(is_cancelled: Callable[[], bool]) -> Iterator[int]:
        while not is_cancelled():
            begun.set()
            yield 1

    running = runner.start_series(Series(run, nothing, nothing, nothing))
    assert begun.wait(30)
    runner.stop()
    assert running.is_cancelled


def test_what_was_not_begun_when_the_program_ends_says_nothing(qtbot: QtBot):
    holder = QObject()
    runner = Runner(holder)
    came: list[str] = []
    go_on, begun = threading.Event(), threading.Event()

    def hold() -> str:
        begun.set()
        go_on.wait(30)
        return "first"

    runner.start(Operation(hold, came.append, nothing))
    runner.start(Operation(lambda: "second", came.append, nothing))
    assert begun.wait(30)
    runner._executor.shutdown(wait=False, cancel_futures=True)
    go_on.set()
    runner.stop()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert came == ["first"]
