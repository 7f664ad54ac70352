"""What moves a level, in words, alike in the window and in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.instrument.model import Instrument
    from leadready.planning.moves import Move, Rise, Shift
    from leadready.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class MovesTold:
    """What is said of the moves: what they mean, then each of them."""

    meaning: str
    lines: tuple[str, ...]


def tell_moves(
    found: Sequence[Move], instrument: Instrument, rubric: Rubric, names: Mapping[str, str], *, exercises: bool
) -> MovesTold:
    """Put moves into words.

    Args:
        found: What was found; perhaps nothing.
        instrument: What was asked.
        rubric: How it was judged.
        names: Titles of scores and stems of items, by id.
        exercises: Whether items with a best answer were left out of the search.
    """
    lines = tuple(_line(move, instrument, rubric, names) for move in found)
    meaning = _meaning(found)
    if exercises and not (found and found[0].steps == 1):
        meaning = _("{words} Exercises with a best answer are left out here.").format(words=meaning)
    return MovesTold(meaning, lines)


def _meaning(found: Sequence[Move]) -> str:
    if not found:
        return _(
            "No single answer would raise a level, and no two within one scale would: each level rests on many answers "
            "together. It rises with habits, not with how one item is read."
        )
    if found[0].steps > 1:
        return _(
            "No single step in an answer would raise a level; two steps within one scale would. Better answers without "
            "another habit change nothing."
        )
    return _(
        "With one step in one of these answers a level would change: that is what it rests on. A better answer without "
        "another habit changes nothing."
    )


def _line(move: Move, instrument: Instrument, rubric: Rubric, names: Mapping[str, str]) -> str:
    shifts = _("; and ").join(_shift(shift, instrument, names) for shift in move.shifts)
    changes = "; ".join(_rise(rise, rubric, names) for rise in move.rises)
    return _("{answers}: {changes}.").format(answers=shifts, changes=changes)


def _shift(shift: Shift, instrument: Instrument, names: Mapping[str, str]) -> str:
    scale = instrument.response_scale_of(shift.item_id)
    answer, following = scale.label(shift.answer), scale.label(shift.next_answer)
    return _("“{stem}” {next} instead of {answer}").format(stem=names[shift.item_id], answer=answer, next=following)


def _rise(rise: Rise, rubric: Rubric, names: Mapping[str, str]) -> str:
    titles = rubric.level_titles(rise.score_id)
    words = _("{score} from {level} to {next}")
    return words.format(score=names[rise.score_id], level=titles[rise.level], next=titles[rise.next_level])
