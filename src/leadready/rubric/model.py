"""The rubric: how answers are judged, as its file says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from leadready.instrument.definition import Definition, Id, Text, Version
from leadready.rubric.missing import SENTENCE, missing_rule


def _readable(sentence: str) -> str:
    try:
        missing_rule(sentence)
    except ValueError:
        reason = f"“{sentence}” asks for nothing, or for more than everything"
        raise ValueError(reason) from None
    return sentence


MissingSentence: TypeAlias = Annotated[str, StringConstraints(pattern=SENTENCE), AfterValidator(_readable)]
Weight: TypeAlias = Annotated[Decimal, Field(gt=0, le=1_000_000, max_digits=13, decimal_places=6)]
Percentage: TypeAlias = Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=6)]
SignedItem: TypeAlias = Annotated[str, StringConstraints(pattern=r"^-?[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Level(Definition):
    """A named range of scores: from this cut up to, not including, the next one."""

    id: Id
    start: Annotated[Percentage, Field(alias="from")]
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


class Scored(Definition):
    """What scales, domains and composites share."""

    title: Text
    about: Text
    descriptors: dict[Id, Text] = Field(default_factory=dict)


class Scale(Scored):
    """What a set of items measures."""

    items: Annotated[
        tuple[SignedItem | Annotated[dict[SignedItem, Weight], Field(min_length=1, max_length=1)], ...],
        Field(min_length=1),
    ]
    method: Literal["mean", "sum"] = "mean"
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
    """A weighted mean of domains or scales. Weights need not add up to 1: they are shares of their sum."""

    weights: Annotated[dict[Id, Weight], Field(min_length=1)]
    missing: MissingSentence = "all required"
    precision: Precision | None = None


class Shared(Definition):
    """What all scales, or all domains, have unless one says otherwise."""

    missing: MissingSentence = "all required"
    precision: Precision | None = None


class Rubric(Definition):
    """How answers are judged: one file under `rubrics/` of a package."""

    format: Literal["leadready/rubric/1"]
    id: Id
    version: Version
    title: Text
    purpose: Text
    instrument: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]* \d{1,4}\.x$")]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    every_scale: Shared = Shared()
    every_domain: Shared = Shared()
    scales: Annotated[dict[Id, Scale], Field(min_length=1)]
    domains: dict[Id, Domain] = Field(default_factory=dict)
    composites: dict[Id, Composite] = Field(default_factory=dict)
    hours_a_month: Id | None = None
    """The item that says how many hours a month the person has for development, if one does."""

    @cached_property
    def scored(self) -> dict[str, Scored]:
        """Everything that gets a score, by id: scales, then domains, then composites."""
        return {**self.scales, **self.domains, **self.composites}

    def parts_of(self, score_id: str) -> tuple[str, ...]:
        """List what a domain or composite is made of; nothing for a scale."""
        if score_id in self.domains:
            return self.domains[score_id].mean_of
        return tuple(self.composites[score_id].weights) if score_id in self.composites else ()

    def scales_under(self, score_id: str) -> tuple[str, ...]:
        """List the scales that a score rests on, itself included if it is one, in order and each once."""
        if score_id in self.scales:
            return (score_id,)
        return tuple(dict.fromkeys(scale for part in self.parts_of(score_id) for scale in self.scales_under(part)))

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The scales that may be compared with one another: those of one composite; without composites, all."""
        composites = [self.scales_under(composite_id) for composite_id in self.composites]
        grouped = {scale for group in composites for scale in group}
        rest = tuple(scale for scale in self.scales if scale not in grouped)
        return tuple(group for group in (*composites, rest) if group)


def _keyed(entry: str | dict[str, Decimal]) -> KeyedItem:
    signed, weight = (entry, Decimal(1)) if isinstance(entry, str) else next(iter(entry.items()))
    return KeyedItem(signed.removeprefix("-"), signed.startswith("-"), weight)
