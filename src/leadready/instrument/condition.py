"""Conditions: the small language in which items are skipped, gates close and profiles are recognised.

A condition is data, never an expression: `all`, `any` and `not` around statements such as
`{answer: {bg-size: [small]}}` or `{context: {below: 50}}`. What a statement means is decided by whoever asks; this
module only combines the answers. What cannot be known stays unknown, as in Kleene's three-valued logic.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, StringConstraints, Tag

from leadready.instrument.definition import FORMS, Definition, Forms, Id
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.instrument.strict_yaml import Keys

Number: TypeAlias = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, max_digits=13, decimal_places=6)]
OPTION = r"^(0|-?[1-9][0-9]{0,5}|[a-z][a-z0-9-]{0,59})$"
"""A whole number, written in one way only so that no two options have one value; or a word."""
OPTION_FORMS: Forms = {
    **FORMS,
    OPTION: lambda: _("it must be a whole number, or a word of small letters, digits and hyphens"),
}
ItemOption: TypeAlias = Annotated[str, StringConstraints(pattern=OPTION)]
RESERVED = frozenset({"all", "any", "not", "answer", "answered", "flags", "spread", "fact", "otherwise"})
"""Words of the language, which no score may have as its id."""


class Bounds(Definition):
    """A range: at least one number, below another, or both."""

    at_least: Number | None = None
    below: Number | None = None


class ScoreBounds(Bounds):
    """What is said of a score: its range on 0 to 100 or as counted (`on: raw`), its level, or whether there is one."""

    on: Literal["scaled", "raw"] = "scaled"
    level: Id | None = None
    scored: bool | None = None


class AllOf(Definition):
    """Every one holds."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]


class AnyOf(Definition):
    """At least one holds."""

    any: Annotated[tuple[Condition, ...], Field(min_length=1)]


class NotOf(Definition):
    """It does not hold."""

    negated: Annotated[Condition, Field(alias="not")]


class AnswerIs(Definition):
    """The answer to an item is one of these options."""

    answer: Annotated[dict[Id, tuple[ItemOption, ...]], Field(min_length=1, max_length=1)]


class AnsweredShare(Definition):
    """The share of all items that must be answered which are, in percent."""

    answered: Bounds


class FlagCount(Definition):
    """How many marks of careless answering there are."""

    flags: Bounds


class Spread(Bounds):
    """Which scores, and how far apart."""

    of: Annotated[tuple[Id, ...], Field(min_length=2)]


class SpreadOf(Definition):
    """How far apart some scores lie: their standard deviation in points."""

    spread: Spread


class Fact(Definition):
    """Something a person has confirmed, such as `sponsor-confirmed`."""

    fact: Id


class Otherwise(Definition):
    """No profile rule above this one holds; `false` means that one does."""

    otherwise: bool


ScoreIs: TypeAlias = Annotated[dict[Id, ScoreBounds], Field(min_length=1, max_length=1)]
Statement: TypeAlias = AnswerIs | AnsweredShare | FlagCount | SpreadOf | Fact | Otherwise | ScoreIs


def _kind(value: object) -> str:
    """Tell by its one word which form a condition has, so that a fault is reported for that form only."""
    said: object = value.model_dump(by_alias=True) if isinstance(value, Definition) else value
    words: list[object] = list(said) if isinstance(said, dict) else []  # pyright: ignore[reportUnknownArgumentType] - anything may come
    return str(words[0]) if words and words[0] in RESERVED else "score"


Condition: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[AnswerIs, Tag("answer")]
    | Annotated[AnsweredShare, Tag("answered")]
    | Annotated[FlagCount, Tag("flags")]
    | Annotated[SpreadOf, Tag("spread")]
    | Annotated[Fact, Tag("fact")]
    | Annotated[Otherwise, Tag("otherwise")]
    | Annotated[ScoreIs, Tag("score")],
    Discriminator(_kind),
]

for _model in (AllOf, AnyOf, NotOf):
    _model.model_rebuild()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something holds.

    Attributes:
        holds: True, False, or None where it cannot be known.
        sure: Whether measurement error could not have turned it round.
    """

    holds: bool | None
    sure: bool = True


UNKNOWN = Verdict(None, sure=False)


def judge(condition: Condition, say: Callable[[Statement], Verdict]) -> Verdict:
    """Decide a condition.

    Args:
        condition: What is to be decided.
        say: Decides each statement in it.
    """
    if isinstance(condition, AllOf):
        return _combine([judge(part, say) for part in condition.all], decisive=False)
    if isinstance(condition, AnyOf):
        return _combine([judge(part, say) for part in condition.any], decisive=True)
    if isinstance(condition, NotOf):
        inner = judge(condition.negated, say)
        return Verdict(None if inner.holds is None else not inner.holds, inner.sure)
    return say(condition)


def statements(condition: Condition) -> Iterator[Statement]:
    """List the statements of a condition, in order."""
    if isinstance(condition, AllOf):
        for part in condition.all:
            yield from statements(part)
    elif isinstance(condition, AnyOf):
        for part in condition.any:
            yield from statements(part)
    elif isinstance(condition, NotOf):
        yield from statements(condition.negated)
    else:
        yield condition


def statements_with_place(condition: Condition, keys: Keys) -> Iterator[tuple[Keys, Statement]]:
    """List the statements of a condition, each with the keys that lead to it in its file."""
    if isinstance(condition, AllOf):
        for number, part in enumerate(condition.all):
            yield from statements_with_place(part, (*keys, "all", number))
    elif isinstance(condition, AnyOf):
        for number, part in enumerate(condition.any):
            yield from statements_with_place(part, (*keys, "any", number))
    elif isinstance(condition, NotOf):
        yield from statements_with_place(condition.negated, (*keys, "not"))
    else:
        yield keys, condition


def within(value: Fraction, bounds: Bounds) -> bool:
    """Whether a number lies in a range: from `at_least`, up to and not including `below`."""
    low, high = bounds.at_least, bounds.below
    return (low is None or value >= exactly(low)) and (high is None or value < exactly(high))


@lru_cache(maxsize=4096)
def exactly(number: Decimal) -> Fraction:
    """Turn a number of a file into a fraction; the same few are compared with thousands of scores."""
    return Fraction(number)


def _combine(parts: list[Verdict], *, decisive: bool) -> Verdict:
    """Combine parts of which one that is `decisive` settles the whole; only a sure one settles it surely."""
    settling = [part for part in parts if part.holds is decisive]
    if settling:
        return Verdict(decisive, any(part.sure for part in settling))
    if any(part.holds is None for part in parts):
        return UNKNOWN
    return Verdict(not decisive, all(part.sure for part in parts))
