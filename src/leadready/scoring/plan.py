"""The scoring plan: a rubric, compiled once and checked, as whole numbers.

Every executor reads this plan: the exact one here, and any faster one for cohorts. So does the explanation of a
score. A weight is kept as a whole number of the scale's smallest unit of weight, and an answer is a whole number, so
that all sums are whole numbers and a score is one fraction. Nothing is rounded before it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.rubric.missing import MissingRule, missing_rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from leadready.instrument.model import Instrument, OptionValue, ResponseScale
    from leadready.rubric.model import Domain, Method, Precision, Rubric, Scale, Scored
    from leadready.scoring.responses import Answer

LOWEST, HIGHEST = 0, 100

Kind: TypeAlias = Literal["scale", "domain", "composite"]
Basis: TypeAlias = Literal["provisional", "measured", "derived"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a level begins: on 0 to 100, or on the raw score."""

    level: str
    start: Fraction


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a score, from the lowest; `raw` means that their cuts are on the raw score."""

    cuts: tuple[Cut, ...]
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A range on which a score is shown too: 0 becomes `start`, 100 becomes `end`."""

    start: Fraction
    end: Fraction

    def value(self, score: Fraction) -> Fraction:
        """Move a score from 0 to 100 onto this range."""
        return self.start + (self.end - self.start) * score / HIGHEST


@dataclass(frozen=True, slots=True)
class Term:
    """One keyed item of a scale.

    Attributes:
        column: Where its answer stands in a row of answers.
        weight: Weight in whole units.
        low: The least that an answer can count, in value units.
        high: The most.
        counts: What each answer counts, in value units, before it is turned round; None where it counts as itself.
        best: The option that the key names; None where there is no key.
    """

    item_id: str
    column: int
    weight: int
    reverse: bool
    low: int
    high: int
    counts: Mapping[Answer, int] | None = None
    best: Answer | None = None

    def keyed(self, answer: Answer) -> int:
        """Say what an answer counts, turned round if the item is keyed in reverse: min + max - x.

        Raises:
            KeyError: the answer is none of the item's options.
        """
        if self.counts is not None:
            count = self.counts[answer]
        elif isinstance(answer, int):
            count = answer
        else:
            raise KeyError(answer)
        return self.low + self.high - count if self.reverse else count


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """How a scale is scored.

    Attributes:
        weight_unit: How many whole units make a weight of 1.
        value_unit: How many whole units make an answer of 1.
        error_variance: Square of the standard error of measurement in points; None where the rubric states no
            precision.
    """

    id: str
    terms: tuple[Term, ...]
    method: Method
    weight_unit: int
    value_unit: int
    rule: MissingRule
    error_variance: Fraction | None
    basis: Basis | None
    levels: Levels
    shown_as: Shown | None

    @property
    def is_linear(self) -> bool:
        """Whether the score is a weighted sum of the answers as they are, so that sums can be looked up."""
        plain = all(term.counts is None for term in self.terms)
        return plain and self.method in {"mean", "sum"} and not self.rule.counts_nothing

    @property
    def raw_range(self) -> tuple[Fraction, Fraction]:
        """The lowest and highest raw score of complete answers."""
        low = sum(term.weight * term.low for term in self.terms)
        high = sum(term.weight * term.high for term in self.terms)
        if self.method in {"min", "max"}:
            values = [Fraction(end, self.value_unit) for term in self.terms for end in (term.low, term.high)]
            return min(values), max(values)
        weight = self.weight_unit if self.method != "mean" else sum(term.weight for term in self.terms)
        return Fraction(low, weight * self.value_unit), Fraction(high, weight * self.value_unit)

    @property
    def kind(self) -> Kind:
        """What it scores."""
        return "scale"


@dataclass(frozen=True, slots=True)
class Part:
    """One weighted score inside a domain or composite.

    Attributes:
        step: Where its score stands among the scores before it.
    """

    id: str
    step: int
    weight: int


@dataclass(frozen=True, slots=True)
class BlendStep:
    """How a domain (equal weights) or a composite is scored from scores before it.

    `error_variance` None means: derived from its parts.
    """

    id: str
    kind: Kind
    parts: tuple[Part, ...]
    rule: MissingRule
    error_variance: Fraction | None
    basis: Basis
    levels: Levels
    shown_as: Shown | None


Step: TypeAlias = ScaleStep | BlendStep


@dataclass(frozen=True, slots=True)
class ScoringPlan:
    """All steps in an order in which each finds what it needs before it.

    Attributes:
        item_ids: The scored items; a row of answers has one answer for each, in this order.
    """

    item_ids: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all scores, in order."""
        return tuple(step.id for step in self.steps)

    def step(self, score_id: str) -> Step:
        """Find the step of a score; raises KeyError for an unknown id."""
        for step in self.steps:
            if step.id == score_id:
                return step
        raise KeyError(score_id)


def cuts_on_track(step: Step) -> tuple[Fraction, ...]:
    """Give the cuts of a score's levels on 0 to 100, for complete answers."""
    starts = tuple(cut.start for cut in step.levels.cuts)
    if not step.levels.raw or not isinstance(step, ScaleStep):
        return starts
    low, high = step.raw_range
    return tuple(HIGHEST * (start - low) / (high - low) for start in starts)


def compile_plan(instrument: Instrument, rubric: Rubric) -> ScoringPlan:
    """Compile a rubric for an instrument. Both must have passed the package's checks."""
    used = {keyed.item_id for scale in rubric.scales.values() for keyed in scale.keyed_items}
    item_ids = tuple(item.id for item in instrument.items if item.id in used)
    columns = {item_id: column for column, item_id in enumerate(item_ids)}
    steps: list[Step] = [scale_step(instrument, rubric, scale_id, columns) for scale_id in rubric.scales]
    for domain_id, domain in rubric.domains.items():
        steps.append(_domain_step(rubric, domain_id, domain, steps))
    for composite_id in rubric.composites_in_order:
        steps.append(_composite_step(rubric, composite_id, steps))
    return ScoringPlan(item_ids, tuple(steps))


def scale_step(instrument: Instrument, rubric: Rubric, scale_id: str, columns: Mapping[str, int]) -> ScaleStep:
    """Compile one scale.

    Args:
        instrument: What it is asked with.
        rubric: What it belongs to.
        scale_id: Which one.
        columns: Where the answer to each item stands in a row.
    """
    scale = rubric.scales[scale_id]
    weights, unit = _whole([keyed.weight for keyed in scale.keyed_items])
    counts = _counts(instrument, scale)
    precision = scale.precision or rubric.every_scale.precision
    return ScaleStep(
        scale_id,
        _terms(instrument, scale, weights, columns, counts),
        scale.method,
        unit,
        counts[1],
        missing_rule(scale.missing or rubric.every_scale.missing),
        _error_variance(precision),
        precision.basis if precision else None,
        _levels(rubric, scale_id),
        _shown(scale),
    )


def _levels(rubric: Rubric, score_id: str) -> Levels:
    scored = rubric.scored[score_id]
    cuts = tuple(Cut(level.id, Fraction(level.start)) for level in rubric.levels_of(score_id))
    return Levels(cuts, raw=scored.levels is not None and scored.levels_on == "raw")


def _shown(scored: Scored) -> Shown | None:
    return Shown(Fraction(scored.shown_as.start), Fraction(scored.shown_as.end)) if scored.shown_as else None


CLOSE_KEY, CLOSE_NEXT = 4, 2
"""What the key and its neighbour on the same side of the middle count (domain guide, 4.5)."""


def _counts(instrument: Instrument, scale: Scale) -> tuple[dict[str, dict[Answer, Fraction]], int]:
    """Work out what each answer counts, for the items whose answers do not count as themselves.

    Returns:
        By item what each option counts, and the whole units of 1 that fit all of them.
    """
    counts: dict[str, dict[Answer, Fraction]] = {}
    for keyed in scale.keyed_items:
        values = tuple(option.value for option in instrument.response_scale_of(keyed.item_id).choices)
        if scale.method in {"correct", "close"}:
            counts[keyed.item_id] = _by_key(scale.method, values, scale.key[keyed.item_id])
        elif keyed.item_id in scale.value_map:
            said = scale.value_map[keyed.item_id]
            counts[keyed.item_id] = {value: Fraction(said[str(value)]) for value in values}
    unit = lcm(*(value.denominator for one in counts.values() for value in one.values())) if counts else 1
    return counts, unit


def _by_key(method: Method, values: Sequence[OptionValue], key: str) -> dict[Answer, Fraction]:
    place = [str(value) for value in values].index(key)
    if method == "correct":
        return {value: Fraction(number == place) for number, value in enumerate(values)}
    middle = Fraction(len(values) - 1, 2)
    same_side = {number for number in range(len(values)) if (number - middle) * (place - middle) > 0}
    next_to = {place - 1, place + 1} & same_side
    return {
        value: Fraction(CLOSE_KEY if number == place else CLOSE_NEXT if number in next_to else 0)
        for number, value in enumerate(values)
    }


def _terms(
    instrument: Instrument,
    scale: Scale,
    weights: Sequence[int],
    columns: Mapping[str, int],
    counts: tuple[dict[str, dict[Answer, Fraction]], int],
) -> tuple[Term, ...]:
    by_item, unit = counts
    terms: list[Term] = []
    for keyed, weight in zip(scale.keyed_items, weights, strict=True):
        choices = instrument.response_scale_of(keyed.item_id)
        said = by_item.get(keyed.item_id)
        if said is None and unit == 1:
            low, high = choices.range
            whole = None
        else:
            own: dict[Answer, Fraction] = {one: Fraction(one) for one in choices.values if isinstance(one, int)}
            whole = {answer: int(value * unit) for answer, value in (said or own).items()}
            low, high = min(whole.values()), max(whole.values())
        best = _best(choices, scale.key.get(keyed.item_id))
        terms.append(Term(keyed.item_id, columns[keyed.item_id], weight, keyed.reverse, low, high, whole, best))
    return tuple(terms)


def _best(choices: ResponseScale, key: str | None) -> Answer | None:
    return next((option.value for option in choices.choices if str(option.value) == key), None)


def _domain_step(rubric: Rubric, domain_id: str, domain: Domain, before: Sequence[Step]) -> BlendStep:
    precision = domain.precision or rubric.every_domain.precision
    parts = _parts(dict.fromkeys(domain.mean_of, 1), before)
    rule = missing_rule(domain.missing or rubric.every_domain.missing)
    return _blend(rubric, domain_id, "domain", parts, rule, precision)


def _composite_step(rubric: Rubric, composite_id: str, before: Sequence[Step]) -> BlendStep:
    composite = rubric.composites[composite_id]
    weights, _unit = _whole(list(composite.weights.values()))
    parts = _parts(dict(zip(composite.weights, weights, strict=True)), before)
    rule = missing_rule(composite.missing)
    return _blend(rubric, composite_id, "composite", parts, rule, composite.precision)


def _parts(weights: dict[str, int], before: Sequence[Step]) -> tuple[Part, ...]:
    places = {step.id: place for place, step in enumerate(before)}
    return tuple(Part(score_id, places[score_id], weight) for score_id, weight in weights.items())


def _blend(
    rubric: Rubric,
    score_id: str,
    kind: Kind,
    parts: tuple[Part, ...],
    rule: MissingRule,
    precision: Precision | None,
) -> BlendStep:
    basis: Basis = precision.basis if precision else "derived"
    shown = _shown(rubric.scored[score_id])
    return BlendStep(score_id, kind, parts, rule, _error_variance(precision), basis, _levels(rubric, score_id), shown)


def _whole(weights: Sequence[Decimal]) -> tuple[tuple[int, ...], int]:
    """Turn weights into whole numbers of the largest unit that fits all."""
    fractions = [Fraction(weight) for weight in weights]
    unit = lcm(*(fraction.denominator for fraction in fractions))
    return tuple(int(fraction * unit) for fraction in fractions), unit


def _error_variance(precision: Precision | None) -> Fraction | None:
    """Square the standard error of measurement: SD² (1 - r), from SEM = SD √(1 - r) (classical test theory)."""
    if precision is None:
        return None
    return Fraction(precision.sd) ** 2 * (1 - Fraction(precision.reliability))
