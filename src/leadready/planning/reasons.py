"""Why a goal or an action is suggested: the facts that decided, as data, and in one plain sentence."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.planning.actions import ActionType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.planning.actions import Action, ActionLibrary
    from leadready.planning.findings import Finding, Surroundings
    from leadready.planning.situation import Situation
    from leadready.rubric.model import Facet


class Fact(ABC):
    """One thing that speaks for a goal or an action."""

    @property
    @abstractmethod
    def words(self) -> str:
        """The fact in a clause, to follow the word “because”."""


@dataclass(frozen=True)
class MeantFor(Fact):
    """It is meant for the level at which the person is."""

    level_title: str

    @property
    def words(self) -> str:
        """The fact in a clause."""
        return _("it is meant for people at {level}").format(level=self.level_title)


@dataclass(frozen=True)
class MeantForOthers(Fact):
    """It is meant for other levels than the person's, which is why it comes last."""

    level_titles: tuple[str, ...]

    @property
    def words(self) -> str:
        """The fact in a clause."""
        words = _("it is meant for other levels than yours ({levels})")
        return words.format(levels=", ".join(self.level_titles))


@dataclass(frozen=True)
class UsesStrength(Fact):
    """It puts to use what the person does well."""

    scale_title: str

    @property
    def words(self) -> str:
        """The fact in a clause."""
        return _("it puts your strength “{scale}” to use").format(scale=self.scale_title)


@dataclass(frozen=True)
class ByDoing(Fact):
    """It is an experience, which comes before exposure and education."""

    @property
    def words(self) -> str:
        """The fact in a clause."""
        return _("you learn it by doing")


@dataclass(frozen=True)
class Answers(Fact):
    """It answers a pattern that fits the person."""

    pattern_title: str

    @property
    def words(self) -> str:
        """The fact in a clause."""
        return _("it answers the pattern “{pattern}”").format(pattern=self.pattern_title)


@dataclass(frozen=True)
class Faces(Fact):
    """It faces surroundings that are weak."""

    title: str
    level_title: str

    @property
    def words(self) -> str:
        """The fact in a clause."""
        words = _("it faces “{title}”, which your answers place at {level}")
        return words.format(title=self.title, level=self.level_title)


@dataclass(frozen=True)
class Suits(Fact):
    """It is for some backgrounds only, and the person's is one of them."""

    facet: Facet
    label: str

    @property
    def words(self) -> str:
        """The fact in a clause."""
        words = {
            "setting": _("it suits where you work ({label})"),
            "size": _("it suits the size of your workplace ({label})"),
            "profession": _("it suits your profession ({label})"),
            "career_stage": _("it suits where you are in your career ({label})"),
        }
        return words[self.facet].format(label=self.label)


@dataclass(frozen=True)
class Follows(Fact):
    """It comes after another action, which the person has done in an earlier plan or not."""

    title: str
    is_done: bool

    @property
    def words(self) -> str:
        """The fact in a clause."""
        done = _("you have done “{title}”, which comes before it")
        return (done if self.is_done else _("it comes after “{title}”")).format(title=self.title)


@dataclass(frozen=True)
class Takes(Fact):
    """It takes hours, of those that the person has; `budget` is None where they have not said."""

    hours: int
    budget: int | None

    @property
    def words(self) -> str:
        """The fact in a clause."""
        if self.budget is None:
            return ngettext("it takes about {n} hour", "it takes about {n} hours", self.hours).format(n=self.hours)
        words = _("it takes {n} of your {budget} hours in three months")
        return words.format(n=self.hours, budget=self.budget)


def action_facts(
    library: ActionLibrary, action: Action, finding: Finding | None, situation: Situation, *, builds_on_strength: bool
) -> tuple[Fact, ...]:
    """List what speaks for an action, the weightiest first.

    Args:
        library: Where the actions stand that come before it.
        action: The action.
        finding: The scale that its goal is about; None where that is not scored.
        situation: The person's.
        builds_on_strength: Whether its goal does.
    """
    pattern = situation.answered_by(action)
    before = [one for one in map(library.action, action.prerequisites) if one is not None]
    return (
        *_of_scale(action, finding, builds_on_strength=builds_on_strength),
        *((ByDoing(),) if action.type is ActionType.EXPERIENCE else ()),
        *((Answers(pattern.title),) if pattern else ()),
        *(Suits(facet, said.label) for facet, said in situation.background.items() if facet in action.only_for),
        *(Follows(one.title, one.id in situation.done) for one in before),
        Takes(action.effort_hours, situation.budget),
    )


def goal_facts(surroundings: Surroundings | None) -> tuple[Fact, ...]:
    """List what speaks for a goal besides the score of its scale: the weak surroundings that it faces."""
    return (Faces(surroundings.title, surroundings.level_title),) if surroundings else ()


def in_words(facts: Sequence[Fact]) -> str:
    """Say facts in one clause after another, to follow the word “because”; nothing where there are none."""
    clauses = [fact.words for fact in facts]
    if not clauses[1:]:
        return "".join(clauses)
    return _("{clauses}, and {last}").format(clauses=", ".join(clauses[:-1]), last=clauses[-1])


def _of_scale(action: Action, finding: Finding | None, *, builds_on_strength: bool) -> tuple[Fact, ...]:
    if finding is None:
        return ()
    if builds_on_strength:
        return (UsesStrength(finding.title),)
    if action.suits(finding.scale_id, finding.level):
        return (MeantFor(finding.level_title),)
    others = tuple(title for level, title in finding.level_titles.items() if action.suits(finding.scale_id, level))
    return (MeantForOthers(others),) if others else ()
