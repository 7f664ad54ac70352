"""A slow scorer, written straight from the rules in docs/formats, for comparison only. It shares no arithmetic with leadready.scoring."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import ResponseSet


@dataclass
class Result:
    value: Fraction | None
    raw: Fraction | None
    answered: int
    applicable: int
    level: str | None
    ends: tuple[str, str] | None
    half_width: str | None
    variance: Fraction | None


def reference(instrument: Instrument, rubric: Rubric, responses: ResponseSet) -> dict[str, Result]:
    found: dict[str, Result] = {}
    for name, scale in rubric.scales.items():
        found[name] = _scale(instrument, rubric, scale, responses)
    for name, domain in rubric.domains.items():
        parts = [(found[part], Fraction(1)) for part in domain.mean_of]
        rule = domain.missing or rubric.every_domain.missing
        found[name] = _blend(rubric, parts, rule, domain.precision or rubric.every_domain.precision)
    for name, composite in rubric.composites.items():
        parts = [(found[part], Fraction(weight)) for part, weight in composite.weights.items()]
        found[name] = _blend(rubric, parts, composite.missing, composite.precision)
    return found


def _scale(instrument, rubric, scale, responses) -> Result:
    answered, applicable = [], []
    for keyed in scale.keyed_items:
        answer = responses.get(keyed.item_id, Absence.NOT_SEEN)
        if answer is Absence.NOT_APPLICABLE:
            continue
        numbers = [int(option) for option in instrument.response_scale_of(keyed.item_id).options]
        low, high, weight = min(numbers), max(numbers), Fraction(keyed.weight)
        applicable.append(weight)
        if not isinstance(answer, Absence):
            value = low + high - answer if keyed.reverse else answer
            answered.append((Fraction(value), Fraction(low), Fraction(high), weight))
    precision = scale.precision or rubric.every_scale.precision
    rule = scale.missing or rubric.every_scale.missing
    if not _enough(rule, len(answered), len(applicable)):
        return Result(None, None, len(answered), len(applicable), None, None, None, None)
    total = sum(weight for _v, _l, _h, weight in answered)
    mean = sum(value * weight for value, _l, _h, weight in answered) / total
    low = sum(low * weight for _v, low, _h, weight in answered) / total
    high = sum(high * weight for _v, _l, high, weight in answered) / total
    raw = mean if scale.method == "mean" else mean * sum(applicable)
    value = (mean - low) / (high - low) * 100
    return _judged(rubric, value, raw, len(answered), len(applicable), _variance(precision))


def _blend(rubric, parts, rule, precision) -> Result:
    answered = sum(part.answered for part, _weight in parts)
    applicable = sum(part.applicable for part, _weight in parts)
    scored = [(part, weight) for part, weight in parts if part.value is not None]
    if not _enough(rule, len(scored), sum(1 for part, _weight in parts if part.applicable)):
        return Result(None, None, answered, applicable, None, None, None, None)
    total = sum(weight for _part, weight in scored)
    value = sum(part.value * weight for part, weight in scored) / total
    variance = _variance(precision)
    if variance is None and all(part.variance is not None for part, _weight in scored):
        variance = sum((weight / total) ** 2 * part.variance for part, weight in scored)
    return _judged(rubric, value, None, answered, applicable, variance)


def _enough(rule: str, present: int, applicable: int) -> bool:
    if present == 0:
        return False
    if rule == "all required":
        return present == applicable
    need, _comma, least = rule.removeprefix("prorate when ").partition(", at least ")
    if least and present < int(least.split()[0]):
        return False
    amount = need.split()[0]
    if amount.endswith("%"):
        return Fraction(present, applicable) >= Fraction(int(amount[:-1]), 100)
    if "/" in amount:
        return Fraction(present, applicable) >= Fraction(amount)
    return present >= int(amount)


def _variance(precision) -> Fraction | None:
    return None if precision is None else Fraction(precision.sd) ** 2 * (1 - Fraction(precision.reliability))


def _judged(rubric, value, raw, answered, applicable, variance) -> Result:
    level = _level(rubric, value)
    if variance is None:
        return Result(value, raw, answered, applicable, level, (level, level), None, None)
    with localcontext() as context:
        context.prec = 60
        square = Fraction(196, 100) ** 2 * variance
        half = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        exact = Fraction(half) if Fraction(half) ** 2 == square else None
        near = exact if exact is not None else Fraction(half)
        shown = str(half.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    ends = _level(rubric, max(value - near, Fraction(0))), _level(rubric, value + near)
    return Result(value, raw, answered, applicable, level, ends, shown, variance)


def _level(rubric, value: Fraction) -> str:
    return [level.id for level in rubric.levels if value >= Fraction(level.start)][-1]
