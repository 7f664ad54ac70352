"""Taking many applications in from a window: what runs on a worker while the window goes on."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from leadready.exchange.submission_file import SUFFIX
from leadready.panel.stopping import Stopped, until
from leadready.workflow.panel.opening import opened_files
from leadready.workflow.panel.redaction import new_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from leadready.panel.log import Log
    from leadready.panel.record import Statement
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.opening import Opened, Opener
    from leadready.workflow.panel.receiving import Incoming, Kind

BATCH = 25
"""Files that are kept in one go: few enough that the window goes on, and not so few that the disk is asked for each."""
ORDER: tuple[Kind, ...] = ("taken", "replaced", "late", "double", "refused")


def submissions_in(paths: Iterable[Path]) -> list[Path]:
    """List files as they were chosen, and in place of folders the applications in them; each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(one for one in path.rglob(f"*{SUFFIX}") if one.is_file()) if path.is_dir() else [path]
        found |= dict.fromkeys(inside)
    return list(found)


def opened_batches(
    opener: Opener, files: Sequence[Path], is_cancelled: Callable[[], bool]
) -> Iterator[tuple[Opened, ...]]:
    """Open applications, on a worker; the desk keeps each batch on the thread whose panel it is."""
    waiting = opened_files(opener, files, is_cancelled)
    while batch := tuple(islice(waiting, BATCH)):
        yield batch


def counts(outcomes: Iterable[Incoming]) -> dict[Kind, int]:
    """Count what became of files, in the order in which it is told; what there is none of is left out."""
    found = Counter(one.kind for one in outcomes)
    return {kind: found[kind] for kind in ORDER if found[kind]}


class Drafted(NamedTuple):
    """What was worked out beside the window: the answers that are still to be written down.

    Attributes:
        log: The records that it was worked out from.
        answers: What `redaction.prepare` would write.
    """

    log: Log
    answers: list[Statement]


def drafted(view: PanelView, log: Log, is_cancelled: Callable[[], bool]) -> Iterator[Drafted]:
    """Look through the answers, on a worker; gives nothing once it is cancelled."""
    with suppress(Stopped):
        yield Drafted(log, new_answers(view, until(is_cancelled)))
