"""Submissions are opened: read, decrypted, checked and scored. Nothing is written and no clock is asked.

That is most of the work of taking them in, and each file stands for itself, so many are opened on every core. What
becomes of an opened one is settled at the desk (`receiving.py`).
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from leadready.exchange.sealing import read_sealed
from leadready.exchange.submission_file import SubmissionReader
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.record import stamp
from leadready.workflow.crew import Crew, one_by_one
from leadready.workflow.panel.arrival import arrival
from leadready.workflow.panel.exercises import ExerciseScores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.arrival import Arrival

FEW = 200
"""Fewer files than this are opened here: before other processes have begun, they are done."""
_AT_ONCE = 48
_AHEAD = 50
"""How many parcels of files are out at one time for each worker: nobody waits, and little lies about unread."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, opened.

    Attributes:
        name: The file.
        digest: SHA-256 of it; empty where it could not be read.
        application: What it says; None where the file was known before or is refused.
        problems: Why it is refused.
    """

    name: str
    digest: str = ""
    application: Arrival | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Opener:
    """Opens submissions of one campaign.

    Attributes:
        campaign: The round.
        assessment: What was asked, for the scores.
        identity: The age identity that opens them.
        known: SHA-256 of files that need not be opened again.
    """

    campaign: Campaign
    assessment: Assessment
    identity: str = field(repr=False)
    known: frozenset[str] = frozenset()

    def __getstate__(self) -> dict[str, object]:
        """Give what travels to another process: not what was prepared here, which could not."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def _reader(self) -> SubmissionReader:
        return SubmissionReader(self.identity, self.campaign)

    @cached_property
    def _scores(self) -> ExerciseScores:
        return ExerciseScores(self.campaign, self.assessment)

    @cached_property
    def _closes(self) -> str:
        return stamp(self.campaign.dates.closes)

    def open(self, path: Path) -> Opened:
        """Open one file, whatever is in it."""
        digest = ""
        try:
            sealed = read_sealed(path)
            digest = hashlib.sha256(sealed).hexdigest()
            if digest in self.known:
                return Opened(path.name, digest)
            found = self._reader.read(sealed, path.name, digest)
        except ProblemsFound as refused:
            return Opened(path.name, digest, problems=refused.problems)
        exercises = self._scores(found.submission)
        return Opened(path.name, digest, arrival(found, self.campaign, exercises, self._closes))

    def __call__(self, paths: Sequence[Path]) -> list[Opened]:
        """Open a parcel of files."""
        return [self.open(path) for path in paths]


def opened_files(
    opener: Opener,
    paths: Sequence[Path],
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    workers: int | None = None,
    helps: bool = False,
) -> Iterator[Opened]:
    """Open files, in their order.

    Whoever stops taking them, or cancels, has nothing to tidy up: what was not taken can be opened again.

    Args:
        opener: Opens each.
        paths: The files.
        is_cancelled: Asked after each file.
        workers: How many processes, 0 for none but this one; by default one for each core that is not taken, where
            there are many files.
        helps: Whether this process opens some as well, while those that come next are not ready.
    """
    cores = os.cpu_count() or 1
    if workers is None:
        workers = 0 if len(paths) < FEW else max(1, cores - helps)
    some = map(opener.open, paths) if workers == 0 else _by_crew(opener, paths, workers, helps=helps)
    for one in some:
        yield one
        if is_cancelled():
            return


def _by_crew(opener: Opener, paths: Sequence[Path], workers: int, *, helps: bool) -> Iterator[Opened]:
    parcels = _parcels(paths)
    crew = Crew(opener, most=-(-len(paths) // _AT_ONCE), workers=workers)
    try:
        out = deque((parcel, crew.submit(parcel)) for parcel in islice(parcels, _AHEAD * crew.workers))
        while out:
            if helps and not out[0][1].done() and (place := _not_begun(out)) is not None:
                parcel = out[place][0]
                out[place] = parcel, _done(opener, parcel)
                continue
            parcel, opening = out.popleft()
            try:
                yield from opening.result()
            except BrokenExecutor:
                out.appendleft((parcel, opening))
                break
            out.extend((parcel, crew.submit(parcel)) for parcel in islice(parcels, 1))
    finally:
        crew.disband()
    left = chain.from_iterable((*(parcel for parcel, _opening in out), *parcels))
    yield from _one_by_one(opener, list(left))


def _not_begun(out: Iterable[tuple[Sequence[Path], Future[list[Opened]]]]) -> int | None:
    """Take the first parcel back that no worker has begun; gives its place."""
    return next((place for place, (_parcel, opening) in enumerate(out) if opening.cancel()), None)


def _done(opener: Opener, parcel: Sequence[Path]) -> Future[list[Opened]]:
    opened: Future[list[Opened]] = Future()
    opened.set_result(opener(parcel))
    return opened


def _parcels(paths: Iterable[Path]) -> Iterator[list[Path]]:
    waiting = iter(paths)
    while parcel := list(islice(waiting, _AT_ONCE)):
        yield parcel


def _one_by_one(opener: Opener, paths: Sequence[Path]) -> Iterator[Opened]:
    """Open what was left when the system ended a worker; only a file at which it ends one again is refused."""
    for path, opened in zip(paths, one_by_one(opener.open, paths), strict=True):
        yield opened or _not_opened(path)


def _not_opened(path: Path) -> Opened:
    what = _("The program that opened it was ended by the system.")
    advice = _("Bring this file in again.")
    return Opened(path.name, problems=(Problem(path.name, 0, "not-opened", what, advice),))
