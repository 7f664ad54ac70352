"""A level in words, alike in the window, the documents and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.scoring.score import Score


def level_words(score: Score, titles: Sequence[str], *, plain: bool = False) -> str:
    """Name the level of a score, and say when its interval reaches into another one.

    Args:
        score: Any score.
        titles: The titles of the levels, from the lowest.
        plain: Say nothing of the interval, where people see levels only.
    """
    if score.level is None:
        return _("Not scored")
    if score.is_borderline and not plain:
        return _("{level}, borderline").format(level=titles[score.level])
    return titles[score.level]


def level_range(score: Score, titles: Sequence[str], *, plain: bool = False) -> str:
    """Say which levels the interval reaches; empty where it stays within one, or where people see levels only."""
    if plain or score.lowest_level is None or score.highest_level is None or not score.is_borderline:
        return ""
    return _("could be {lowest} to {highest}").format(
        lowest=titles[score.lowest_level], highest=titles[score.highest_level]
    )


def answered_words(score: Score) -> str:
    """Say how many of the items that apply were answered."""
    return _("{answered} of {applicable}").format(answered=score.tally.answered, applicable=score.tally.applicable)
