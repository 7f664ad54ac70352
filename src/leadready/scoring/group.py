"""Answers of several people about one thing: how far they agree, and only then a mean.

Agreement is the index r_wg(j) of James, Demaree and Wolf (1984, doi 10.1037/0021-9010.69.1.85) with the uniform
distribution as yardstick. With J items, s² the mean of the variances of people's answers to an item (n - 1 below the
line), and σ² = (A² - 1) / 12 the variance of answers that spread evenly over A options:

    r_wg(j) = J (1 - s²/σ²) / (J (1 - s²/σ²) + s²/σ²)

It is 1 where all answer alike. Where answers spread as widely as σ² or more it is 0: James and others set s² to σ²
there, for the formula would leave the range from 0 to 1 and rise again. Items with different numbers of options
enter by their own ratio s²/σ². The average deviation from the item's mean (Burke, Finkelstein and Dusig 1999) stands
beside it as a second look; below A/6 it speaks for agreement (Dunlap, Burke and Smith-Crowe 2003).

ICC(1) compares groups with each other and so has no place where there is one group. All arithmetic is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import half_up
from leadready.scoring.executor import Executor
from leadready.scoring.plan import ScaleStep

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal

    from leadready.rubric.model import Group
    from leadready.scoring.plan import ScoringPlan, Term
    from leadready.scoring.responses import Answer
    from leadready.scoring.score import Score

PAIR = 2
"""A spread needs two."""
PART_OF_OPTIONS = 6
"""An average deviation below the number of options divided by this speaks for agreement."""


class NoMean(StrEnum):
    """Why no mean is shown."""

    TOO_FEW = "too-few"
    NOTHING_IN_COMMON = "nothing-in-common"
    TOO_LITTLE_AGREEMENT = "too-little-agreement"


@dataclass(frozen=True, slots=True)
class ItemSpread:
    """How people answered one item, turned the way the scale counts it.

    Attributes:
        counts: How many chose each option, from the lowest.
        variance: Sample variance of the answers; None with fewer than two.
        deviation: Mean distance of the answers from their mean; None with fewer than two.
    """

    item_id: str
    counts: tuple[int, ...]
    variance: Fraction | None
    deviation: Fraction | None

    @property
    def ratio(self) -> Fraction | None:
        """The variance as a share of that of answers spread evenly over the options."""
        return None if self.variance is None else self.variance / even_variance(len(self.counts))


@dataclass(frozen=True, slots=True)
class ScaleGroup:
    """What several people's answers say about one scale.

    Attributes:
        asked: How many people there are, whether or not they have a score.
        scores: Scores from 0 to 100 of those who have one, the lowest first.
        agreement: r_wg(j), from 0 to 1; None where no item was answered by two people who have a score.
        deviation: Average deviation in options, over the items; None likewise.
        deviation_limit: Below this the average deviation speaks for agreement.
        mean: Mean score; None where it must not be shown, with the reasons in `no_mean`.
    """

    scale_id: str
    asked: int
    scores: tuple[Fraction, ...]
    items: tuple[ItemSpread, ...]
    agreement: Fraction | None
    deviation: Fraction | None
    deviation_limit: Fraction
    mean: Fraction | None
    no_mean: tuple[NoMean, ...]

    @property
    def people(self) -> int:
        """How many people have a score."""
        return len(self.scores)

    @property
    def variance(self) -> Fraction | None:
        """The sample variance of people's scores in points squared; None with fewer than two."""
        return _variance(self.scores)

    @property
    def sd(self) -> float | None:
        """The standard deviation of people's scores in points; None with fewer than two."""
        return None if self.variance is None else sqrt(self.variance)


def put_together(
    plan: ScoringPlan, rows: Sequence[Sequence[Answer]], group: Group, scale_ids: Collection[str] | None = None
) -> tuple[ScaleGroup, ...]:
    """Put people's answers together, scale by scale.

    Args:
        plan: Of a rubric whose scales, or those that are asked for, add up ratings on options that are one apart.
        rows: For each person the answers in the plan's order.
        group: How many people and how much agreement a mean needs.
        scale_ids: The scales that are wanted; all unless they are named.
    """
    executor = Executor(plan)
    profiles = [executor.score_row(row) for row in rows]
    return tuple(
        _scale(step, [(row, profile[place]) for row, profile in zip(rows, profiles, strict=True)], group)
        for place, step in enumerate(plan.steps)
        if isinstance(step, ScaleStep) and (scale_ids is None or step.id in scale_ids)
    )


def even_variance(options: int) -> Fraction:
    """Give the variance of answers that spread evenly over options one apart: (A² - 1) / 12."""
    return Fraction(options**2 - 1, 12)


def agreement(ratios: Sequence[Fraction]) -> Fraction | None:
    """Work out r_wg(j) from each item's variance as a share of the even one; None without an item."""
    if not ratios:
        return None
    ratio = min(_mean(ratios), Fraction(1))
    rest = len(ratios) * (1 - ratio)
    return rest / (rest + ratio)


def _scale(step: ScaleStep, people: Sequence[tuple[Sequence[Answer], Score]], group: Group) -> ScaleGroup:
    scored = [(row, score) for row, score in people if score.is_scored]
    items = tuple(_spread(term, [row[term.column] for row, _score in scored]) for term in step.terms)
    scores = tuple(sorted(score.value for _row, score in scored))
    found = agreement([item.ratio for item in items if item.ratio is not None])
    deviations = [item.deviation for item in items if item.deviation is not None]
    no_mean = _no_mean(len(scores), found, group)
    return ScaleGroup(
        scale_id=step.id,
        asked=len(people),
        scores=scores,
        items=items,
        agreement=found,
        deviation=_mean(deviations) if deviations else None,
        deviation_limit=_mean([Fraction(len(item.counts), PART_OF_OPTIONS) for item in items]),
        mean=None if no_mean else _mean(scores),
        no_mean=no_mean,
    )


def _spread(term: Term, answers: Sequence[Answer]) -> ItemSpread:
    given = [Fraction(term.keyed(answer)) for answer in answers if isinstance(answer, int)]
    counts = tuple(given.count(Fraction(option)) for option in range(term.low, term.high + 1))
    variance = _variance(given)
    if variance is None:
        return ItemSpread(term.item_id, counts, None, None)
    middle = _mean(given)
    return ItemSpread(term.item_id, counts, variance, _mean([abs(answer - middle) for answer in given]))


def _no_mean(people: int, found: Fraction | None, group: Group) -> tuple[NoMean, ...]:
    reasons = {
        NoMean.TOO_FEW: people < group.least,
        NoMean.NOTHING_IN_COMMON: people >= group.least and found is None,
        NoMean.TOO_LITTLE_AGREEMENT: found is not None and found < Fraction(group.agreement),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, start=Fraction(0)) / len(values)


def _variance(values: Sequence[Fraction]) -> Fraction | None:
    if len(values) < PAIR:
        return None
    middle = _mean(values)
    return sum(((value - middle) ** 2 for value in values), start=Fraction(0)) / (len(values) - 1)


def agreement_words(one: ScaleGroup, group: Group) -> tuple[str, ...]:
    """Say how far people agree, and how that was looked at a second time."""
    if one.agreement is None or one.deviation is None:
        return (_("Agreement cannot be worked out from one person's answers."),)
    enough = one.agreement >= Fraction(group.agreement)
    first = (
        _("People agree enough: r_wg(j) is {value}, and {needed} is needed.")
        if enough
        else _("People agree too little: r_wg(j) is {value}, and {needed} is needed.")
    )
    close = one.deviation < one.deviation_limit
    second = (
        _("A second look says the same: answers lie {value} options from their mean on average, less than {limit}.")
        if close and enough
        else _("A second look finds more agreement: answers lie {value} options from their mean, less than {limit}.")
        if close
        else _(
            "A second look finds less agreement: answers lie {value} options from their mean, not less than {limit}."
        )
        if enough
        else _("A second look says the same: answers lie {value} options from their mean, not less than {limit}.")
    )
    return (
        first.format(value=_written(one.agreement), needed=_written(group.agreement)),
        second.format(value=_written(one.deviation), limit=_written(one.deviation_limit)),
    )


def _written(value: Fraction | Decimal) -> str:
    return numbers(half_up(value, 2))


def people_words(one: ScaleGroup) -> str:
    """Say how many people have a score, of how many."""
    words = ngettext("{n} of {asked} person has a score.", "{n} of {asked} people have a score.", one.asked)
    return words.format(n=one.people, asked=one.asked)


def spread_words(one: ScaleGroup) -> str:
    """Say between which ends people's scores lie; empty where nobody has one."""
    if not one.scores:
        return ""
    if one.scores[0] == one.scores[-1]:
        return _("Every score is {value} of 100.").format(value=half_up(one.scores[0]))
    words = _("Scores lie between {low} and {high} of 100.")
    return words.format(low=half_up(one.scores[0]), high=half_up(one.scores[-1]))


def mean_words(one: ScaleGroup, group: Group) -> str:
    """Say the mean, or why there is none."""
    if one.mean is not None:
        return _("The mean is {value} of 100.").format(value=half_up(one.mean))
    few = ngettext(
        "only {n} person has a score, and {least} are needed",
        "only {n} people have a score, and {least} are needed",
        one.people,
    )
    reasons = {
        NoMean.TOO_FEW: few.format(n=one.people, least=group.least)
        if one.people
        else _("nobody has a score, and {least} people are needed").format(least=group.least),
        NoMean.NOTHING_IN_COMMON: _("no item was answered by two people"),
        NoMean.TOO_LITTLE_AGREEMENT: _("people agree too little for a mean to stand for them"),
    }
    said = _("; and ").join(reasons[reason] for reason in one.no_mean)
    return _("No mean is shown because {reasons}.").format(reasons=said)
