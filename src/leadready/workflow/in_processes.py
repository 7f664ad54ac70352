"""The same work on many things, on every core; one that goes wrong stops no other, and all of it can be stopped."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, as_completed
from typing import TYPE_CHECKING, TypeVar

from leadready.language import _
from leadready.workflow.crew import Crew, one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

J = TypeVar("J")
R = TypeVar("R")


def in_processes(
    order: Callable[[J], R],
    jobs: Sequence[J],
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    workers: int | None = None,
) -> Iterator[tuple[J, R | None]]:
    """Do some work on each of many jobs; gives each with its outcome as it comes.

    Where the system ends a worker, what it left is done again, one job at a time; only a job at which it ends one again
    has None for an outcome.

    Once it is cancelled, or whoever takes the outcomes stops taking them, what is under way is finished and nothing
    else is begun.

    Args:
        order: The work, as something that can be pickled. It raises nothing: what goes wrong with a job is its outcome.
        jobs: What is to be done.
        is_cancelled: Asked before the first job and after each outcome.
        workers: How many processes; by default one a core.
    """
    if not jobs or is_cancelled():
        return
    left = yield from _by_crew(order, jobs, is_cancelled, workers)
    for job, outcome in zip(left, one_by_one(order, left), strict=True):
        yield job, outcome
        if is_cancelled():
            return


def _by_crew(
    order: Callable[[J], R], jobs: Sequence[J], is_cancelled: Callable[[], bool], workers: int | None
) -> Generator[tuple[J, R], None, list[J]]:
    """Do the jobs side by side; returns those that are to be done again, none once it was cancelled."""
    crew = Crew(order, most=len(jobs), workers=workers)
    begun = {crew.submit(job): job for job in jobs}
    is_going_on = True
    left: list[J] = []
    try:
        for future in as_completed(begun):
            if future.cancelled():
                continue
            if isinstance(future.exception(), BrokenExecutor):
                left.append(begun[future])
                continue
            yield begun[future], future.result()
            if is_going_on and is_cancelled():
                is_going_on = False
                for one in begun:
                    one.cancel()
    finally:
        crew.disband()
    return left if is_going_on else []


def ended_words() -> str:
    """Say why a job has no outcome."""
    return _("The program that wrote it was ended by the system.")


def unexpected_words(fault: Exception) -> str:
    """Say that something went wrong that nobody thought of; what it was called tells whoever mends it."""
    return _("Something unexpected went wrong ({kind}).").format(kind=type(fault).__name__)
