"""Many plans in one run: on every core, each file whole, and one bad record stops no other."""

from __future__ import annotations

import os
import signal
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from leadready import language
from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.workflow.respondents import write_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadready.workflow.respondents import PlanOrder


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one respondent's file: the plan that was written, or why there is none."""

    source: Path
    plan: Path | None
    trouble: str = ""


def write_plans(
    order: PlanOrder, sources: Sequence[Path], folder: Path, workers: int | None = None
) -> Iterator[Outcome]:
    """Write the plan of every respondent into a folder, named as their file; gives each outcome as it comes.

    Whoever stops taking outcomes cancels the rest: what is being written is finished, nothing else is begun.

    Args:
        order: What they have in common.
        sources: The respondents' files. Of several with one name all are refused: one would take the other's place.
        folder: An existing folder.
        workers: How many processes; by default one a core.
    """
    names = Counter(_name(source) for source in sources)
    good = [source for source in sources if names[_name(source)] == 1]
    for source in sources:
        if names[_name(source)] > 1:
            yield Outcome(source, None, f"{source}: {_('Several files have this name, and so would their plans.')}")
    if not good:
        return
    count = max(1, min(workers or os.cpu_count() or 1, len(good)))
    # Spawned, not forked: a fork would copy whatever threads the caller has in the middle of their work.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (order, language.current()))
    try:
        for future in as_completed([pool.submit(_write, source, folder / _name(source)) for source in good]):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _name(source: Path) -> str:
    return f"{source.stem}.pdf"


_orders: list[PlanOrder] = []
"""In a worker: the one order that it works for."""


def _begin(order: PlanOrder, spoken: str) -> None:
    """Make a worker ready. An interrupt is for the process that gave the order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language.use(spoken)
    _orders[:] = [order]


def _write(source: Path, target: Path) -> Outcome:
    try:
        return Outcome(source, write_plan(_orders[0], source, target))
    except LeadreadyError as error:
        return Outcome(source, None, str(error))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one record or with us, the others get their plans
        what = _("Something unexpected went wrong ({kind}).").format(kind=type(fault).__name__)
        return Outcome(source, None, f"{source}: {what}")
