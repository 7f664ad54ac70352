"""Where a person lies in a rubric's quadrant, and how sure that is.

A score reaches the cut from the cut itself on. With a 95 % interval, a side is possible where any of the interval lies
on it; without one, only the score's own side is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.locales import numbers
from leadready.scoring.display import exact
from leadready.scoring.score import Z_95

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.rubric.model import Rubric
    from leadready.rubric.quadrant import FieldName, Quadrant, QuadrantField
    from leadready.scoring.score import Score, ScoreProfile

_NAMES: dict[tuple[bool, bool], FieldName] = {
    (False, False): "neither",
    (True, False): "across",
    (False, True): "up",
    (True, True): "both",
}
"""By whether the score across and the score up reach the cut."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Two scores among the four fields.

    Attributes:
        name: The field in which the two scores lie.
        possible: That field, and every other into which the intervals reach, in the order of the file's format.
    """

    quadrant: Quadrant
    across: Score
    up: Score
    name: FieldName
    possible: tuple[FieldName, ...]

    @property
    def field(self) -> QuadrantField:
        """The field in which the two scores lie."""
        return self.quadrant.fields.named(self.name)

    @property
    def is_on_border(self) -> bool:
        """Whether the intervals reach into other fields."""
        return len(self.possible) > 1


def place(rubric: Rubric, profile: ScoreProfile) -> Placement | None:
    """Place a profile in the rubric's quadrant; None where there is none, or where one of the scores is missing."""
    quadrant = rubric.quadrant
    if quadrant is None:
        return None
    across, up = profile[quadrant.across], profile[quadrant.up]
    if not (across.is_scored and up.is_scored):
        return None
    cut = Fraction(quadrant.cut)
    sides = _sides(across, cut), _sides(up, cut)
    possible: tuple[FieldName, ...] = tuple(
        name for (right, upper), name in _NAMES.items() if right in sides[0] and upper in sides[1]
    )
    return Placement(quadrant, across, up, _NAMES[across.value >= cut, up.value >= cut], possible)


def _sides(score: Score, cut: Fraction) -> frozenset[bool]:
    """Say on which sides of the cut a score may lie: True from the cut on. Widths are compared as squares, exactly."""
    here = score.value >= cut
    if score.error is None:
        return frozenset({here})
    distance, half = (score.value - cut) ** 2, Z_95**2 * score.error.variance
    reaches = distance < half or (distance == half and not here)  # an end on the cut reaches it
    return frozenset({here, not here} if reaches else {here})


def where_words(placement: Placement) -> str:
    """Say in which field a person lies, or between which."""
    titles = [placement.quadrant.fields.named(name).title for name in placement.possible]
    here = placement.field.title
    if not placement.is_on_border:
        return _("Your scores place you in “{field}”, even with their uncertainty.").format(field=here)
    if len(titles) == len(_NAMES):
        words = _("Your scores lie in “{field}”, on the border of all four fields: any of them may be yours.")
        return words.format(field=here)
    words = _("You are on the border between “{first}” and “{second}”; the scores themselves lie in “{field}”.")
    return words.format(first=titles[0], second=titles[1], field=here)


def meanings(placement: Placement) -> tuple[str, ...]:
    """Say what it may mean to lie there: of the one field, or of each that is possible, with its name."""
    found = [placement.quadrant.fields.named(name) for name in placement.possible]
    if len(found) == 1:
        return (found[0].says,)
    return tuple(_("{field}: {meaning}").format(field=one.title, meaning=one.says) for one in found)


def axes_words(placement: Placement, names: Mapping[str, str]) -> str:
    """Say what goes across and what goes up, and where the lines are."""
    quadrant = placement.quadrant
    words = _("Across: {across}. Up: {up}. The lines are at {cut} of 100.")
    return words.format(
        across=names[quadrant.across], up=names[quadrant.up], cut=numbers(exact(Fraction(quadrant.cut)))
    )
