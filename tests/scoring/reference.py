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
        found[name] = _blend(rubric, domain, parts, rule, domain.precision or rubric.every_domain.precision)
    waiting = dict(rubric.composites)
    while waiting:
        name = next(name for name, made in waiting.items() if all(part in found for part in made.weights))
        composite = waiting.pop(name)
        parts = [(found[part], Fraction(weight)) for part, weight in composite.weights.items()]
        found[name] = _blend(rubric, composite, parts, composite.missing, composite.precision)
    return found


def _scale(instrument, rubric, scale, responses) -> Result:
    answered, applicable, shown, given = [], [], 0, 0
    for keyed in scale.keyed_items:
        answer = responses.get(keyed.item_id, Absence.NOT_SEEN)
        if answer is Absence.NOT_APPLICABLE:
            continue
        options = list(instrument.response_scale_of(keyed.item_id).options)
        worth = [_worth(scale, keyed.item_id, options, option) for option in options]
        low, high, weight = min(worth), max(worth), Fraction(keyed.weight)
        applicable.append(weight)
        blank = "unanswered counts nothing" in (scale.missing or rubric.every_scale.missing)
        shown += answer is not Absence.NOT_SEEN
        if not isinstance(answer, Absence):
            value = worth[options.index(str(answer))]
            answered.append((low + high - value if keyed.reverse else value, low, high, weight))
            given += 1
        elif blank:
            answered.append((low, low, high, weight))
    precision = scale.precision or rubric.every_scale.precision
    rule = scale.missing or rubric.every_scale.missing
    if not (shown if rule == "unanswered counts nothing" else _enough(rule, given, len(applicable))):
        return Result(None, None, given, len(applicable), None, None, None, None)
    total = sum(weight for _v, _l, _h, weight in answered)
    mean = sum(value * weight for value, _l, _h, weight in answered) / total
    low = sum(low * weight for _v, low, _h, weight in answered) / total
    high = sum(high * weight for _v, _l, high, weight in answered) / total
    raw = mean if scale.method == "mean" else mean * sum(applicable)
    value = (mean - low) / (high - low) * 100
    if scale.method in {"min", "max"}:
        ends = {(v - low) / (h - low): (v, low, h) for v, low, h, _w in reversed(answered)}
        value = (min if scale.method == "min" else max)(ends) * 100
        raw, low, high = ends[value / 100]
    elif scale.method != "mean":
        low, high = low * sum(applicable), high * sum(applicable)
    on_raw = scale.levels is not None and scale.levels_on == "raw"
    return _judged(
        rubric, scale, value, raw, given, len(applicable), _variance(precision), (low, high) if on_raw else (0, 100)
    )


def _worth(scale, item_id, options, option) -> Fraction:
    if scale.method == "correct":
        return Fraction(option == scale.key[item_id])
    if scale.method == "close":
        key, place, last = options.index(scale.key[item_id]), options.index(option), len(options) - 1
        same_side = (2 * key < last and 2 * place < last) or (2 * key > last and 2 * place > last)
        return Fraction(4 if key == place else 2 if abs(key - place) == 1 and same_side else 0)
    return Fraction(scale.value_map.get(item_id, {}).get(option, option))


def _blend(rubric, scored_as, parts, rule, precision) -> Result:
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
    return _judged(rubric, scored_as, value, None, answered, applicable, variance, (0, 100))


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


def _judged(rubric, scored_as, value, raw, answered, applicable, variance, ends) -> Result:
    levels, (bottom, top) = scored_as.levels or rubric.levels, ends

    def _level(value: Fraction) -> str:
        reached = [level.id for level in levels if bottom + value * (top - bottom) / 100 >= Fraction(level.start)]
        return (reached or [levels[0].id])[-1]

    level = _level(value)
    if variance is None:
        return Result(value, raw, answered, applicable, level, (level, level), None, None)
    with localcontext() as context:
        context.prec = 60
        square = Fraction(196, 100) ** 2 * variance
        half = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        exact = Fraction(half) if Fraction(half) ** 2 == square else None
        near = exact if exact is not None else Fraction(half)
        shown = str(half.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    ends = _level(max(value - near, Fraction(0))), _level(min(value + near, Fraction(100)))
    return Result(value, raw, answered, applicable, level, ends, shown, variance)
