"""The quadrant: two different scores that people may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.instrument.problems import near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import YamlDocument
    from leadready.rubric.model import Rubric


def check_quadrant(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    """Check that both axes are scores of the rubric, that they differ, and that numbers are shown at all."""
    quadrant = rubric.quadrant
    if quadrant is None:
        return
    for axis, score_id in (("across", quadrant.across), ("up", quadrant.up)):
        if score_id not in rubric.scored:
            what = _("There is no score “{score}”.").format(score=score_id)
            yield document.problem(("quadrant", axis), "unknown-score", what, near_miss(score_id, rubric.scored))
    if quadrant.across == quadrant.up:
        what = _("“{name}” stands here twice.").format(name=quadrant.up)
        yield document.problem(("quadrant", "up"), "duplicate-part", what, _("Name two different scores."))
    if not rubric.shows_numbers:
        what = _("People see levels only, but a quadrant shows where a score lies.")
        yield document.problem(("quadrant",), "quadrant-numbers", what, _("Take the quadrant out, or show scores."))
