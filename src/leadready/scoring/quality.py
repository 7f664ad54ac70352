"""Signs of careless answering, worked out on the answers as given, before any is turned round.

Each sign is a convention, not a finding: a tired, hurried or very consistent person can set one off. They say
"interpret with caution" to the person and are never evidence against anyone. The indices are those of the domain
guide, 4.3; long runs and spread (IRV) follow Curran (2016), doi 10.1016/j.jesp.2015.07.006.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import lcm, sqrt
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.scoring.plan import ScaleStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Quality
    from leadready.scoring.plan import ScoringPlan, Term
    from leadready.scoring.responses import ResponseSet

LEAST_SCALES = 3
"""Over fewer scales, halves say nothing about each other."""


class Flag(StrEnum):
    """One sign of careless answering."""

    LONG_RUN = "long-run"
    LOW_SPREAD = "low-spread"
    UNEVEN_HALVES = "uneven-halves"
    REVERSED_GAP = "reversed-gap"


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What the signs are read from, and which of them there are.

    Attributes:
        longest_run: Most identical answers in a row on items of one response scale.
        spread: Standard deviation of all answers, as a share of their range; None with fewer than two.
        even_odd: Correlation of the halves of the scales, stepped up (Spearman-Brown); None where it cannot be had.
        reversed_gap: Mean distance between ordinary and reversed items of a scale, both turned the same way, as a
            share of the range; None where no scale has both.
    """

    longest_run: int
    spread: float | None
    even_odd: float | None
    reversed_gap: Fraction | None
    flags: tuple[Flag, ...]


def quality(instrument: Instrument, plan: ScoringPlan, responses: ResponseSet, limits: Quality) -> QualityReport:
    """Look for signs of careless answering among the items that are rated, not tested."""
    steps = [step for step in plan.steps if isinstance(step, ScaleStep) and step.is_linear]
    terms = {term.item_id: term for step in steps for term in step.terms}
    given = [
        (term, answer)
        for item in instrument.items
        if (term := terms.get(item.id)) and isinstance(answer := responses.get(item.id), int)
    ]
    run = _longest_run(instrument, given)
    spread = _deviation([_share(term, answer) for term, answer in given])
    halves = _even_odd(steps, responses)
    gap = _reversed_gap(steps, responses)
    signs = {
        Flag.LONG_RUN: run >= limits.longest_run,
        Flag.LOW_SPREAD: spread is not None and spread < limits.least_spread,
        Flag.UNEVEN_HALVES: halves is not None and halves < limits.even_odd,
        Flag.REVERSED_GAP: gap is not None and gap > Fraction(limits.reversed_gap),
    }
    return QualityReport(run, spread, halves, gap, tuple(flag for flag, there in signs.items() if there))


def flag_words(flag: Flag, report: QualityReport) -> str:
    """Say what a sign is, without blame."""
    words = {
        Flag.LONG_RUN: _("{n} answers in a row were the same.").format(n=report.longest_run),
        Flag.LOW_SPREAD: _("Nearly all answers were the same."),
        Flag.UNEVEN_HALVES: _("Answers to items on the same subject did not go together."),
        Flag.REVERSED_GAP: _("Items with opposite meaning were often answered alike."),
    }
    return words[flag]


def _longest_run(instrument: Instrument, given: Sequence[tuple[Term, int]]) -> int:
    """Count the longest run of one answer, within items that follow each other on one response scale."""
    keys = ((instrument.by_id[term.item_id].response_scale_id, answer) for term, answer in given)
    return max((sum(1 for _one in run) for _key, run in groupby(keys)), default=0)


def _share(term: Term, answer: int) -> Fraction:
    return _fraction(answer - term.low, term.high - term.low)


@cache
def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def _whole(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Bring fractions to whole numbers of one unit, in which they are added many times as fast."""
    unit = lcm(*(value.denominator for value in values))
    return [value.numerator * (unit // value.denominator) for value in values], unit


def _deviation(values: Sequence[Fraction]) -> float | None:
    """Give the sample standard deviation."""
    count = len(values)
    if count < 2:  # noqa: PLR2004 - a deviation needs two
        return None
    numbers, unit = _whole(values)
    squares = count * sum(number * number for number in numbers) - sum(numbers) ** 2
    return sqrt(Fraction(squares, count * (count - 1) * unit * unit))


def _keyed_shares(terms: Iterable[Term], responses: ResponseSet) -> list[Fraction]:
    shares: list[Fraction] = []
    for term in terms:
        answer = responses.get(term.item_id)
        if isinstance(answer, int):
            shares.append(_share(term, term.keyed(answer)))
    return shares


def _mean(values: Sequence[Fraction]) -> Fraction:
    numbers, unit = _whole(values)
    return Fraction(sum(numbers), unit * len(numbers))


def _even_odd(steps: Sequence[ScaleStep], responses: ResponseSet) -> float | None:
    """Correlate the means of the odd and the even items of each scale: 2r / (1 + r), at least -1."""
    pairs: list[tuple[Fraction, Fraction]] = []
    for step in steps:
        odd, even = _keyed_shares(step.terms[::2], responses), _keyed_shares(step.terms[1::2], responses)
        if odd and even:
            pairs.append((_mean(odd), _mean(even)))
    r = _correlation(pairs) if len(pairs) >= LEAST_SCALES else None
    if r is None:
        return None
    return -1.0 if r <= -1 / 3 else 2 * r / (1 + r)  # below -1/3 the formula leaves the range of a correlation


def _correlation(pairs: Sequence[tuple[Fraction, Fraction]]) -> float | None:
    """Give the product-moment correlation: each sum is multiplied by the count of pairs, which cancels out."""
    ones, _unit = _whole([pair[0] for pair in pairs])
    others, _unit = _whole([pair[1] for pair in pairs])
    count, one, other = len(pairs), sum(ones), sum(others)
    together = count * sum(a * b for a, b in zip(ones, others, strict=True)) - one * other
    squares = (count * sum(a * a for a in ones) - one * one) * (count * sum(b * b for b in others) - other * other)
    return max(-1.0, min(1.0, together / sqrt(squares))) if squares else None


def _reversed_gap(steps: Sequence[ScaleStep], responses: ResponseSet) -> Fraction | None:
    gaps: list[Fraction] = []
    for step in steps:
        plain = _keyed_shares((term for term in step.terms if not term.reverse), responses)
        turned = _keyed_shares((term for term in step.terms if term.reverse), responses)
        if plain and turned:
            gaps.append(abs(_mean(plain) - _mean(turned)))
    return _mean(gaps) if gaps else None
