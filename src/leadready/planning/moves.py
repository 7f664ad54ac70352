"""What moves a level: the few answers whose next step would change one.

They show what a level rests on, and how near a line it lies. They are no advice on what to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice, zip_longest
from typing import TYPE_CHECKING

from leadready.scoring.executor import Executor
from leadready.scoring.plan import ScaleStep
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from leadready.instrument.model import Instrument, OptionValue
    from leadready.scoring.plan import ScoringPlan
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
class Shift:
    """One answer, and the option that it would be instead."""

    item_id: str
    answer: OptionValue
    next_answer: OptionValue


@dataclass(frozen=True, slots=True)
class Move:
    """One or two answers, and what their shifts together would change.

    Attributes:
        steps: How many steps by one option it takes: 1, or 2 within one scale.
    """

    shifts: tuple[Shift, ...]
    rises: tuple[Rise, ...]
    steps: int = 1


def moves(
    instrument: Instrument, profile: ScoreProfile, responses: ResponseSet, secret: AbstractSet[str] = frozenset()
) -> tuple[Move, ...]:
    """List at most five such answers: one for each score that could rise, in the plan's order, then a second for each.

    Each answer is moved by one option, either way, and everything is scored again by the same plan: a move counts where
    a level rises and none falls. Routing is taken as it is. Where no single step changes a level, the first two steps
    within one scale that do are listed instead, one pair for a scale.

    Args:
        instrument: What was asked.
        profile: What the answers come to.
        responses: The answers, as they count.
        secret: Items that are left out, for a better answer to them must not be told; see `secret_items`.
    """
    trial = _Trial(instrument, profile.plan, responses, secret)
    return trial.single_moves() or trial.double_moves()


class _Trial:
    """One person's answers, and what they would come to if some were others."""

    def __init__(
        self, instrument: Instrument, plan: ScoringPlan, responses: ResponseSet, secret: AbstractSet[str]
    ) -> None:
        self._instrument = instrument
        self._plan = plan
        self._row: list[Answer] = [responses.get(item_id, Absence.NOT_SEEN) for item_id in plan.item_ids]
        self._places = {item_id: place for place, item_id in enumerate(plan.item_ids) if item_id not in secret}
        self._executor = Executor(plan)
        self._before = self._executor.score_row(self._row)

    def single_moves(self) -> tuple[Move, ...]:
        by_score: dict[str, list[Move]] = {score_id: [] for score_id in self._plan.ids}
        for item_id in self._places:
            for shift in self._steps(item_id, 1):
                move = self._tried(1, shift)
                if move is not None:
                    by_score[move.rises[0].score_id].append(move)
        rounds = zip_longest(*by_score.values())
        return tuple(islice((move for one_each in rounds for move in one_each if move is not None), MOST))

    def double_moves(self) -> tuple[Move, ...]:
        scales = (step for step in self._plan.steps if isinstance(step, ScaleStep))
        found = (next(self._moves_in(scale), None) for scale in scales)
        return tuple(islice((move for move in found if move is not None), MOST))

    def _moves_in(self, scale: ScaleStep) -> Iterator[Move]:
        """Try two steps in a scale: in two of its items, or both in one; they count where the scale itself rises."""
        items = [term.item_id for term in scale.terms if term.item_id in self._places]
        tries = [
            *(
                (one, other)
                for a, b in combinations(items, 2)
                for one in self._steps(a, 1)
                for other in self._steps(b, 1)
            ),
            *((shift,) for item_id in items for shift in self._steps(item_id, 2)),
        ]
        for shifts in tries:
            move = self._tried(2, *shifts)
            if move is not None and move.rises[0].score_id == scale.id:
                yield move

    def _tried(self, steps: int, *shifts: Shift) -> Move | None:
        row = list(self._row)
        for shift in shifts:
            row[self._places[shift.item_id]] = shift.next_answer
        rises = _rises(self._plan.ids, self._before, self._executor.score_row(row))
        return Move(shifts, rises, steps) if rises else None

    def _steps(self, item_id: str, count: int) -> Iterator[Shift]:
        """Shift an answer by some options, to either side in the order of the author; an absence has none beside it."""
        answer = self._row[self._places[item_id]]
        values = [option.value for option in self._instrument.response_scale_of(item_id).choices]
        for one, following in zip(values, values[count:], strict=False):
            if following == answer:
                yield Shift(item_id, following, one)
            if one == answer:
                yield Shift(item_id, one, following)


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
