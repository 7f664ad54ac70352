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
    from collections.abc import Sequence
    from decimal import Decimal

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Composite, Domain, Precision, Rubric, Scale

LOWEST, HIGHEST = 0, 100

Kind: TypeAlias = Literal["scale", "domain", "composite"]
Basis: TypeAlias = Literal["provisional", "measured", "derived"]


@dataclass(frozen=True, slots=True)
class Term:
    """One keyed item of a scale.

    Attributes:
        column: Where its answer stands in a row of answers.
        weight: Weight in whole units.
        low: Lowest answer of the item's response scale.
        high: Highest answer.
    """

    item_id: str
    column: int
    weight: int
    reverse: bool
    low: int
    high: int

    def keyed(self, answer: int) -> int:
        """Turn an answer round if the item is keyed in reverse: min + max - x."""
        return self.low + self.high - answer if self.reverse else answer


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """How a scale is scored.

    Attributes:
        weight_unit: How many whole units make a weight of 1.
        error_variance: Square of the standard error of measurement in points; None where the rubric states no
            precision.
    """

    id: str
    terms: tuple[Term, ...]
    method: Literal["mean", "sum"]
    weight_unit: int
    rule: MissingRule
    error_variance: Fraction | None
    basis: Basis | None

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


Step: TypeAlias = ScaleStep | BlendStep


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a level begins, on 0 to 100."""

    level: str
    start: Fraction


@dataclass(frozen=True, slots=True)
class ScoringPlan:
    """All steps in an order in which each finds what it needs before it.

    Attributes:
        item_ids: The scored items; a row of answers has one answer for each, in this order.
    """

    item_ids: tuple[str, ...]
    steps: tuple[Step, ...]
    cuts: tuple[Cut, ...]

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


def compile_plan(instrument: Instrument, rubric: Rubric) -> ScoringPlan:
    """Compile a rubric for an instrument. Both must have passed the package's checks."""
    used = {keyed.item_id for scale in rubric.scales.values() for keyed in scale.keyed_items}
    item_ids = tuple(item.id for item in instrument.items if item.id in used)
    columns = {item_id: column for column, item_id in enumerate(item_ids)}
    steps: list[Step] = [_scale_step(instrument, rubric, scale_id, columns) for scale_id in rubric.scales]
    for domain_id, domain in rubric.domains.items():
        steps.append(_domain_step(rubric, domain_id, domain, steps))
    for composite_id, composite in rubric.composites.items():
        steps.append(_composite_step(composite_id, composite, steps))
    return ScoringPlan(item_ids, tuple(steps), tuple(Cut(level.id, Fraction(level.start)) for level in rubric.levels))


def _scale_step(instrument: Instrument, rubric: Rubric, scale_id: str, columns: dict[str, int]) -> ScaleStep:
    scale = rubric.scales[scale_id]
    weights, unit = _whole([keyed.weight for keyed in scale.keyed_items])
    precision = scale.precision or rubric.every_scale.precision
    return ScaleStep(
        scale_id,
        _terms(instrument, scale, weights, columns),
        scale.method,
        unit,
        missing_rule(scale.missing or rubric.every_scale.missing),
        _error_variance(precision),
        precision.basis if precision else None,
    )


def _terms(instrument: Instrument, scale: Scale, weights: Sequence[int], columns: dict[str, int]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for keyed, weight in zip(scale.keyed_items, weights, strict=True):
        low, high = instrument.response_scale_of(keyed.item_id).range
        terms.append(Term(keyed.item_id, columns[keyed.item_id], weight, keyed.reverse, low, high))
    return tuple(terms)


def _domain_step(rubric: Rubric, domain_id: str, domain: Domain, before: Sequence[Step]) -> BlendStep:
    precision = domain.precision or rubric.every_domain.precision
    parts = _parts(dict.fromkeys(domain.mean_of, 1), before)
    rule = missing_rule(domain.missing or rubric.every_domain.missing)
    return _blend(domain_id, "domain", parts, rule, precision)


def _composite_step(composite_id: str, composite: Composite, before: Sequence[Step]) -> BlendStep:
    weights, _unit = _whole(list(composite.weights.values()))
    parts = _parts(dict(zip(composite.weights, weights, strict=True)), before)
    return _blend(composite_id, "composite", parts, missing_rule(composite.missing), composite.precision)


def _parts(weights: dict[str, int], before: Sequence[Step]) -> tuple[Part, ...]:
    places = {step.id: place for place, step in enumerate(before)}
    return tuple(Part(score_id, places[score_id], weight) for score_id, weight in weights.items())


def _blend(
    score_id: str, kind: Kind, parts: tuple[Part, ...], rule: MissingRule, precision: Precision | None
) -> BlendStep:
    basis: Basis = precision.basis if precision else "derived"
    return BlendStep(score_id, kind, parts, rule, _error_variance(precision), basis)


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
