"""What moves a level: the few answers whose next step would change one.

They show what a level rests on, and how near a line it lies. They are no advice on what to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from leadready.scoring.executor import Executor
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from leadready.instrument.model import Instrument, OptionValue
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.scoring.score import Score, ScoreProfile

MOST = 5


@dataclass(frozen=True, slots=True)
class Rise:
    """A score that would reach a higher level; levels are counted from 0."""

    score_id: str
    level: int
    next_level: int


@dataclass(frozen=True, slots=True)
class Move:
    """One answer, the option beside it, and what that would change."""

    item_id: str
    answer: OptionValue
    next_answer: OptionValue
    rises: tuple[Rise, ...]


def moves(
    instrument: Instrument, profile: ScoreProfile, responses: ResponseSet, secret: AbstractSet[str] = frozenset()
) -> tuple[Move, ...]:
    """List at most five such answers: one for each score that could rise, in the plan's order, then a second for each.

    Each answer is moved by one option, either way, and everything is scored again by the same plan: a move counts where
    a level rises and none falls. Routing is taken as it is.

    Args:
        instrument: What was asked.
        profile: What the answers come to.
        responses: The answers, as they count.
        secret: Items that are left out, for a better answer to them must not be told; see `secret_items`.
    """
    plan = profile.plan
    row: list[Answer] = [responses.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
    executor = Executor(plan)
    before = executor.score_row(row)
    by_score: dict[str, list[Move]] = {score_id: [] for score_id in plan.ids}
    for place, item_id in enumerate(plan.item_ids):
        if item_id in secret:
            continue
        for answer, beside in _steps(instrument, item_id, row[place]):
            after = executor.score_row([*row[:place], beside, *row[place + 1 :]])
            rises = _rises(plan.ids, before, after)
            if rises:
                by_score[rises[0].score_id].append(Move(item_id, answer, beside, rises))
    rounds = zip_longest(*by_score.values())
    return tuple(islice((move for one_each in rounds for move in one_each if move is not None), MOST))


def _steps(instrument: Instrument, item_id: str, answer: Answer) -> Iterator[tuple[OptionValue, OptionValue]]:
    """Pair an answer with the option before it and the one after, in the order of the author; an absence has none."""
    values = [option.value for option in instrument.response_scale_of(item_id).choices]
    for one, following in pairwise(values):
        if following == answer:
            yield following, one
        if one == answer:
            yield one, following


def _rises(ids: Sequence[str], before: Sequence[Score], after: Sequence[Score]) -> tuple[Rise, ...]:
    """List what would reach a higher level; nothing where anything would fall to a lower one."""
    pairs = [
        (score_id, old.level, new.level)
        for score_id, old, new in zip(ids, before, after, strict=True)
        if old.level is not None and new.level is not None
    ]
    if any(new < old for _, old, new in pairs):
        return ()
    return tuple(Rise(score_id, old, new) for score_id, old, new in pairs if new > old)
