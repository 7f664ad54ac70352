"""The action library: what a person can do about a score, as its file says it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from leadready.instrument.condition import OPTION_FORMS, ItemOption
from leadready.instrument.definition import Definition, Forms, Id, Text
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.rubric.model import Facet


class ActionType(StrEnum):
    """How an action teaches: by doing, through others, or by study."""

    EXPERIENCE = "experience"
    EXPOSURE = "exposure"
    EDUCATION = "education"


class Evidence(StrEnum):
    """The kind of supporting information an action produces; the six kinds an appraisal asks for."""

    CPD = "CPD"
    IMPROVEMENT = "quality improvement"
    EVENT = "significant event"
    PATIENTS = "patient feedback"
    COLLEAGUES = "colleague feedback"
    COMPLIMENTS = "compliments and complaints"


def evidence_words(kind: Evidence) -> str:
    """Name a kind of supporting information."""
    words = {
        Evidence.CPD: _("CPD"),
        Evidence.IMPROVEMENT: _("Quality improvement"),
        Evidence.EVENT: _("Significant event"),
        Evidence.PATIENTS: _("Patient feedback"),
        Evidence.COLLEAGUES: _("Colleague feedback"),
        Evidence.COMPLIMENTS: _("Compliments and complaints"),
    }
    return words[kind]


FIELDS: Mapping[Facet, str] = {
    "setting": "settings",
    "size": "sizes",
    "profession": "professions",
    "career_stage": "career_stages",
}
"""By facet of a person's background, the field of an action that says for which answers it is."""


class GoalTemplate(Definition):
    """The goal that a plan starts from when a scale is a priority, or a strength; the person makes it their own."""

    title: Text
    matters: Text
    measure: Text
    obstacle: Text
    if_then: Text


class Obstacle(Definition):
    """What others met on the way, and what one could do then: a line that says so in one sentence."""

    obstacle: Text
    if_then: Text


class Action(Definition):
    """One thing to do, concrete enough to start on Monday.

    Attributes:
        targets: By scale, the levels that it is meant for.
        profiles: The profile rules that it answers.
        settings: Where it can be done, by the options of the item that the rubric names for it; nothing means anywhere.
        sizes: In workplaces of which size, likewise.
        professions: For which professions, likewise.
        career_stages: For which stages of a career, likewise.
        prerequisites: Actions that come before it.
        cost: What it costs in money.
        obstacles: What might get in its way, offered where a goal is thought through.
        taster: Whether it is a small thing that commits to nothing, for somebody who does not want a plan now.
    """

    id: Id
    title: Text
    summary: Text
    type: ActionType
    targets: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]] = Field(default_factory=dict)
    profiles: tuple[Id, ...] = ()
    settings: tuple[ItemOption, ...] = ()
    sizes: tuple[ItemOption, ...] = ()
    professions: tuple[ItemOption, ...] = ()
    career_stages: tuple[ItemOption, ...] = ()
    prerequisites: tuple[Id, ...] = ()
    cost: Literal["none", "low", "some"] = "none"
    steps: Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)]
    effort_hours: Annotated[int, Field(ge=1, le=200)]
    elapsed_weeks: Annotated[int, Field(ge=1, le=104)]
    support_from: Text
    success_measure: Text
    evidence: Evidence
    review_after_weeks: Annotated[int, Field(ge=1, le=104)]
    obstacles: Annotated[tuple[Obstacle, ...], Field(max_length=4)] = ()
    taster: bool = False

    @property
    def only_for(self) -> dict[Facet, tuple[str, ...]]:
        """By facet of a person's background, the answers that it is for; a facet that does not matter is not in it."""
        said: dict[Facet, tuple[str, ...]] = {
            "setting": self.settings,
            "size": self.sizes,
            "profession": self.professions,
            "career_stage": self.career_stages,
        }
        return {facet: wanted for facet, wanted in said.items() if wanted}

    def suits(self, scale_id: str, level: str) -> bool:
        """Whether it is meant for this level of this scale."""
        return level in self.targets.get(scale_id, ())


class ActionLibrary(Definition):
    """All goals and actions of a package: `actions.yaml`.

    Attributes:
        goals: By scale, the goal to begin with where it is a priority.
        strengths: By scale, the goal to begin with where it is a strength to build on.
    """

    forms: ClassVar[Forms] = OPTION_FORMS
    format: Literal["leadready/actions/1"]
    goals: dict[Id, GoalTemplate]
    strengths: dict[Id, GoalTemplate] = Field(default_factory=dict)
    actions: tuple[Action, ...]

    def action(self, action_id: str) -> Action | None:
        """Find an action by its id."""
        return next((action for action in self.actions if action.id == action_id), None)

    def answering(self, profile_id: str) -> tuple[Action, ...]:
        """List the actions that answer a profile rule, in the author's order."""
        return tuple(action for action in self.actions if profile_id in action.profiles)

    @property
    def tasters(self) -> tuple[Action, ...]:
        """The actions that commit to nothing, in the author's order."""
        return tuple(action for action in self.actions if action.taster)

    def suiting(self, scale_id: str, *levels: str) -> tuple[Action, ...]:
        """List the actions meant for any of these levels of a scale, in the author's order."""
        return tuple(action for action in self.actions if any(action.suits(scale_id, level) for level in levels))
