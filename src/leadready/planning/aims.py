"""What a goal can aim at: to hold the level of its scale, or to reach one above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from leadready.rubric.model import Rubric
    from leadready.scoring.score import ScoreProfile


def aims(rubric: Rubric, profile: ScoreProfile, scale_id: str | None) -> dict[str, str]:
    """Say in words, by level, what a goal for a scale can aim at; nothing for a goal without a scale of this rubric."""
    if scale_id not in rubric.scales:
        return {}
    present = profile[scale_id].level
    levels = list(enumerate(rubric.levels_of(scale_id)))[present or 0 :]
    titles = rubric.level_titles(scale_id)
    return {level.id: _words(titles, present, place) for place, level in levels}


def _words(titles: tuple[str, ...], present: int | None, aim: int) -> str:
    if present is None:
        return _("Reach {level}").format(level=titles[aim])
    if aim == present:
        return _("Hold {level}").format(level=titles[aim])
    return _("From {present} to {level}").format(present=titles[present], level=titles[aim])
