"""What decides, besides the scores, which actions suit a person: their time, their work, and what they have done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadready.rubric.model import Facet
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.model import Instrument
    from leadready.planning.actions import Action
    from leadready.rubric.model import Pattern, Rubric
    from leadready.scoring.responses import ResponseSet

MONTHS = 3
"""The stated hours a month are taken for three months, the time to a first review."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer about a person's background: the option as the file has it, and its label."""

    option: str
    label: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A person's situation, as far as they have told it.

    Attributes:
        hours_a_month: Hours a month that they have for development; None where not told.
        patterns: The profile rules that fit them, the most important first.
        background: What they said of where, and as what, they work; only facets that were answered.
        done: Ids of the actions that they marked as done in earlier plans.
    """

    hours_a_month: int | None = None
    patterns: tuple[Pattern, ...] = ()
    background: Mapping[Facet, Answered] = field(default_factory=dict[Facet, Answered])
    done: frozenset[str] = frozenset()

    @property
    def budget(self) -> int | None:
        """The hours of three months; None where hours do not limit."""
        return None if self.hours_a_month is None else self.hours_a_month * MONTHS

    def fits(self, action: Action) -> bool:
        """Whether an action suits what they said of their background; what was not said rules nothing out."""
        return all(
            facet not in self.background or self.background[facet].option in wanted
            for facet, wanted in action.only_for.items()
        )

    def is_new(self, action: Action) -> bool:
        """Whether they have not done an action already."""
        return action.id not in self.done

    def answered_by(self, action: Action) -> Pattern | None:
        """Find the first pattern of theirs that an action answers."""
        return next((pattern for pattern in self.patterns if pattern.id in action.profiles), None)


def background(instrument: Instrument, rubric: Rubric, responses: ResponseSet) -> dict[Facet, Answered]:
    """Read what a person said of where, and as what, they work, from the items that the rubric names."""
    found: dict[Facet, Answered] = {}
    for facet, item_id in rubric.background.items():
        answer = responses.get(item_id, Absence.NOT_SEEN)
        if not isinstance(answer, Absence):
            found[facet] = Answered(str(answer), instrument.response_scale_of(item_id).label(answer))
    return found
