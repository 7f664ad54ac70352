"""The rubric: how answers are judged, as its file says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from leadready.instrument.condition import OPTION_FORMS, Condition, ItemOption, Number
from leadready.instrument.definition import Definition, Forms, Id, Name, Text, Version
from leadready.language import _
from leadready.rubric.missing import SENTENCE, missing_rule
from leadready.rubric.quadrant import Offer, Quadrant


def _readable(sentence: str) -> str:
    try:
        missing_rule(sentence)
    except ValueError:
        reason = f"“{sentence}” asks for nothing, or for more than everything"
        raise ValueError(reason) from None
    return sentence


MissingSentence: TypeAlias = Annotated[str, StringConstraints(pattern=SENTENCE), AfterValidator(_readable)]
Weight: TypeAlias = Annotated[Decimal, Field(gt=0, le=1_000_000, max_digits=13, decimal_places=6)]
Points: TypeAlias = Annotated[Decimal, Field(ge=-1000, le=1000, max_digits=10, decimal_places=6)]
Stage: TypeAlias = Literal["development", "panel"]
Use: TypeAlias = Literal["development", "panel", "follow-up"]
Method: TypeAlias = Literal["mean", "sum", "min", "max", "correct", "close"]
Facet: TypeAlias = Literal["setting", "size", "profession", "career_stage"]
"""What of a person's background an action may be for: where they work, how large that is, as what, and since when."""
SCORE = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
MARK = r"^[0-9]$"
SIGNED = r"^-?[a-z][a-z0-9]*(-[a-z0-9]+)*$"
COLLECTED = r"^\d{4}(-\d{2})?( to \d{4}(-\d{2})?)?$"
JUDGED = r"^[a-z][a-z0-9-]* \d{1,4}\.x$"
ScoreKey: TypeAlias = Annotated[str, StringConstraints(pattern=SCORE)]
Mark: TypeAlias = Annotated[str, StringConstraints(pattern=MARK)]
SignedItem: TypeAlias = Annotated[str, StringConstraints(pattern=SIGNED)]


RUBRIC_FORMS: Forms = {
    **OPTION_FORMS,
    SENTENCE: lambda: _("it must be a rule such as “prorate when 75% answered”, or “all required”"),
    SCORE: lambda: _("it must be a number from 0 to 100"),
    MARK: lambda: _("it must be one digit"),
    SIGNED: lambda: _("it must be the id of an item, with a minus before it where its answers are turned round"),
    COLLECTED: lambda: _("it must be a month such as 2027-03, or two, such as 2027-03 to 2027-06"),
    JUDGED: lambda: _("it must be the id of the instrument and its first number, such as “my-assessment 1.x”"),
}

SMALLEST_NORM_GROUP = 200


class Level(Definition):
    """A named range of scores: from this cut up to, not including, the next one."""

    id: Id
    start: Annotated[Number, Field(alias="from")]
    title: Text


class Precision(Definition):
    """What is known of a score's error: the spread of scores in a population and their reliability."""

    sd: Annotated[Decimal, Field(gt=0, le=50, max_digits=6)]
    reliability: Annotated[Decimal, Field(gt=0, lt=1, max_digits=6)]
    basis: Literal["provisional", "measured"]


@dataclass(frozen=True, slots=True)
class KeyedItem:
    """An item as a scale counts it."""

    item_id: str
    reverse: bool
    weight: Decimal


class Range(Definition):
    """The range on which a score is also shown, beside 0 to 100."""

    start: Annotated[Number, Field(alias="from")]
    end: Annotated[Number, Field(alias="to")]


class Scored(Definition):
    """What scales, domains and composites share.

    Attributes:
        levels: Levels of its own instead of the rubric's.
        levels_on: Whether their cuts are on 0 to 100, or on the mean, sum or count itself.
        shown_as: A range on which it is shown too.
        after_training: Whether it is about what awaits people after training; a plan then speaks of the way ahead.
    """

    title: Text
    about: Text
    descriptors: dict[Id, Text] = Field(default_factory=dict)
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] | None = None
    levels_on: Literal["scaled", "raw"] = "scaled"
    shown_as: Range | None = None
    after_training: bool = False


class Scale(Scored):
    """What a set of items measures.

    Attributes:
        method: `mean` or `sum` of the keyed answers; the lowest (`min`) or highest (`max`) of them; how many are
            `correct` by the key; or how `close` they are to it: 4 for the key itself, 2 for the option next to it on
            the same side of the middle, 0 for any other.
        key: The best option of each item, for `correct` and `close`.
        value_map: What each option of an item counts, where that is not the option's own number.
        rationale: Why the key of an item is best.
    """

    items: Annotated[
        tuple[SignedItem | Annotated[dict[SignedItem, Weight], Field(min_length=1, max_length=1)], ...],
        Field(min_length=1),
    ]
    method: Method = "mean"
    key: dict[Id, ItemOption] = Field(default_factory=dict)
    value_map: dict[Id, Annotated[dict[ItemOption, Points], Field(min_length=1)]] = Field(default_factory=dict)
    rationale: dict[Id, Text] = Field(default_factory=dict)
    missing: MissingSentence | None = None
    precision: Precision | None = None
    importance: Id | None = None

    @cached_property
    def keyed_items(self) -> tuple[KeyedItem, ...]:
        """The items with direction and weight, in the order written."""
        return tuple(_keyed(entry) for entry in self.items)


class Domain(Scored):
    """A group of scales, each counting the same however many items it has."""

    mean_of: Annotated[tuple[Id, ...], Field(min_length=1)]
    missing: MissingSentence | None = None
    precision: Precision | None = None


class Composite(Scored):
    """A weighted mean of domains, scales or other composites.

    Weights need not add up to 1: they are shares of their sum.

    Attributes:
        surroundings_weak_below: Says that it is about what surrounds a person, and below which score from 0 to 100 a
            plan has at least one action that faces that.
    """

    weights: Annotated[dict[Id, Weight], Field(min_length=1)]
    missing: MissingSentence = "all required"
    precision: Precision | None = None
    surroundings_weak_below: Annotated[Decimal, Field(gt=0, le=100, max_digits=9, decimal_places=6)] | None = None


class Shared(Definition):
    """What all scales, or all domains, have unless one says otherwise."""

    missing: MissingSentence = "all required"
    precision: Precision | None = None


class Gate(Definition):
    """A rule that no other score can make up for.

    Attributes:
        outcome: What follows when the condition holds, in words for the person.
        stage: Where it applies: to a person's own development, or to a panel's selection.
        withholds: What is not shown when it holds.
        offers: What the plan offers beside goals when it holds.
    """

    id: Id
    title: Text
    when: Condition
    outcome: Text
    stage: Stage = "development"
    withholds: tuple[Literal["profiles", "norms"], ...] = ()
    offers: Offer | None = None


class Pattern(Definition):
    """A profile rule: a pattern among scores, put into words as a hypothesis.

    Attributes:
        says: What the pattern may mean.
        response: What could help.
        opening: The first words of the plan of somebody whom it fits: what the pattern may suggest, and what the plan
            therefore begins with.
    """

    id: Id
    title: Text
    when: Condition
    says: Text
    response: Text
    opening: Text | None = None


class NormScore(Definition):
    """How a group scored: mean and spread on 0 to 100, and percentile ranks by the score from which they hold."""

    mean: Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=6)]
    sd: Annotated[Decimal, Field(gt=0, le=50, max_digits=9, decimal_places=6)]
    percentiles: dict[ScoreKey, Annotated[int, Field(ge=0, le=100)]] = Field(default_factory=dict)


class NormGroup(Definition):
    """A group to compare with, and where its figures come from."""

    title: Text
    source: Name
    collected: Annotated[str, StringConstraints(pattern=COLLECTED)]
    people: Annotated[int, Field(ge=2, le=10_000_000)]
    population: Text
    mode: Literal["development", "selection"]
    scores: Annotated[dict[Id, NormScore], Field(min_length=1)]

    @property
    def is_local(self) -> bool:
        """Whether the group is too small for norms, so that it is only a local comparison (domain guide, 4.4)."""
        return self.people < SMALLEST_NORM_GROUP


class Criterion(Definition):
    """What a rater judges in an applicant's evidence, with an anchor for each mark and yes/no lines beneath."""

    title: Text
    evidence: Id
    weight: Weight = Decimal(1)
    anchors: Annotated[dict[Mark, Text], Field(min_length=2)]
    lines: tuple[Text, ...] = ()


class CutScore(Definition):
    """How the line of a shortlist is set, and by whom it was decided."""

    method: Literal["fixed", "angoff", "contrasting-groups", "places"]
    at: Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=6)] | None = None
    places: Annotated[int, Field(ge=1, le=100_000)] | None = None
    decided: Text | None = None


class Quality(Definition):
    """From where on answers look careless. The figures are conventions, not findings; each is a reason to ask.

    Attributes:
        longest_run: This many identical answers in a row on items of one response scale.
        least_spread: A standard deviation of all answers below this share of their range.
        even_odd: A correlation of odd with even halves of the scales below this.
        reversed_gap: A mean gap, as share of the range, between items and reversed items of one scale above this.
    """

    longest_run: Annotated[int, Field(ge=3, le=500)] = 12
    least_spread: Annotated[Decimal, Field(ge=0, le=1, max_digits=7)] = Decimal("0.1")
    even_odd: Annotated[Decimal, Field(ge=-1, le=1, max_digits=7)] = Decimal("0.0")
    reversed_gap: Annotated[Decimal, Field(ge=0, le=1, max_digits=7)] = Decimal("0.5")


class Group(Definition):
    """Answers of several people about one thing: no mean is shown before they agree enough.

    Attributes:
        least: The fewest people whose answers are put together.
        agreement: The least within-group agreement r_wg(j) for a mean (James, Demaree and Wolf 1984).
        about: The item that names what the answers are about; answers that name different things stay apart.
    """

    least: Annotated[int, Field(ge=2, le=1000)] = 3
    agreement: Annotated[Decimal, Field(ge=0, le=1, max_digits=7)] = Decimal("0.7")
    about: Id | None = None


class Rubric(Definition):
    """How answers are judged: one file under `rubrics/` of a package."""

    forms: ClassVar[Forms] = RUBRIC_FORMS
    format: Literal["leadready/rubric/1"]
    id: Id
    version: Version
    title: Text
    purpose: Text
    instrument: Annotated[str, StringConstraints(pattern=JUDGED)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    every_scale: Shared = Shared()
    every_domain: Shared = Shared()
    scales: Annotated[dict[Id, Scale], Field(min_length=1)]
    domains: dict[Id, Domain] = Field(default_factory=dict)
    composites: dict[Id, Composite] = Field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    profiles: tuple[Pattern, ...] = ()
    facts: dict[Id, Text] = Field(default_factory=dict)
    norms: dict[Id, NormGroup] = Field(default_factory=dict)
    quality: Quality = Quality()
    criteria: dict[Id, Criterion] = Field(default_factory=dict)
    tie_breaks: tuple[Id, ...] = ()
    cut_score: CutScore | None = None
    uses: tuple[Use, ...] = ("development", "panel", "follow-up")
    """What it may be used for; elsewhere it is refused."""
    shows: Literal["scores", "levels"] = "scores"
    """Whether people see numbers and intervals, or levels only because the numbers would promise too much."""
    group: Group | None = None
    """Where several people answer about one thing: how their answers are put together."""
    quadrant: Quadrant | None = None
    """Two scores that are also shown together, among four named fields."""
    hours_a_month: Id | None = None
    """The item that says how many hours a month the person has for development, if one does."""
    background: dict[Facet, Id] = Field(default_factory=dict)
    """The items that say where, and as what, a person works, so that actions can be for some of their answers only."""

    @cached_property
    def scored(self) -> dict[str, Scored]:
        """Everything that gets a score, by id: scales, then domains, then composites."""
        return {**self.scales, **self.domains, **self.composites}

    @property
    def shows_numbers(self) -> bool:
        """Whether people see numbers and intervals; otherwise they see levels only."""
        return self.shows == "scores"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition in it: those of gates, then those of profile rules."""
        return (*(gate.when for gate in self.gates), *(pattern.when for pattern in self.profiles))

    def levels_of(self, score_id: str) -> tuple[Level, ...]:
        """Give the levels of a score: its own, or the rubric's."""
        return self.scored[score_id].levels or self.levels

    def level_titles(self, score_id: str) -> tuple[str, ...]:
        """Give the titles of the levels of a score, from the lowest."""
        return tuple(level.title for level in self.levels_of(score_id))

    def parts_of(self, score_id: str) -> tuple[str, ...]:
        """List what a domain or composite is made of; nothing for a scale."""
        if score_id in self.domains:
            return self.domains[score_id].mean_of
        return tuple(self.composites[score_id].weights) if score_id in self.composites else ()

    @cached_property
    def composites_in_order(self) -> tuple[str, ...]:
        """The composites, each after those it is made of.

        Raises:
            graphlib.CycleError: some are made of each other.
        """
        parts = {
            one: [part for part in made.weights if part in self.composites] for one, made in self.composites.items()
        }
        return tuple(TopologicalSorter(parts).static_order())

    def everything_under(self, score_id: str) -> tuple[str, ...]:
        """List what a score is made of at any depth, itself not included, in order."""
        return tuple(one for part in self.parts_of(score_id) for one in (part, *self.everything_under(part)))

    def scales_under(self, score_id: str) -> tuple[str, ...]:
        """List the scales that a score rests on, itself included if it is one, in order and each once."""
        if score_id in self.scales:
            return (score_id,)
        return tuple(dict.fromkeys(scale for part in self.parts_of(score_id) for scale in self.scales_under(part)))

    @cached_property
    def outermost(self) -> tuple[str, ...]:
        """The composites that are part of no other, in the order written."""
        inside = {part for made in self.composites.values() for part in made.weights}
        return tuple(composite_id for composite_id in self.composites if composite_id not in inside)

    @cached_property
    def scales_after_training(self) -> tuple[str, ...]:
        """The scales about what awaits people after training."""
        found = (scale for key, one in self.scored.items() if one.after_training for scale in self.scales_under(key))
        return tuple(dict.fromkeys(found))

    @cached_property
    def scales_around(self) -> tuple[str, ...]:
        """The scales about what surrounds a person, but for those about the time after training."""
        around = (key for key, one in self.composites.items() if one.surroundings_weak_below is not None)
        found = (scale for key in around for scale in self.scales_under(key))
        return tuple(dict.fromkeys(scale for scale in found if scale not in self.scales_after_training))

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The scales that may be compared with one another: those of one outermost composite; without any, all.

        Tests stand apart from what people say of themselves: points of the two are no common measure.
        """
        found = [self.scales_under(composite_id) for composite_id in self.outermost]
        grouped = {scale for group in found for scale in group}
        found.append(tuple(scale for scale in self.scales if scale not in grouped))
        tests = {scale_id for scale_id, scale in self.scales.items() if scale.key}
        rated = [tuple(scale for scale in group if scale not in tests) for group in found]
        keyed = [tuple(scale for scale in group if scale in tests) for group in found]
        return tuple(group for group in (*rated, *keyed) if group)


def _keyed(entry: str | dict[str, Decimal]) -> KeyedItem:
    signed, weight = (entry, Decimal(1)) if isinstance(entry, str) else next(iter(entry.items()))
    return KeyedItem(signed.removeprefix("-"), signed.startswith("-"), weight)
