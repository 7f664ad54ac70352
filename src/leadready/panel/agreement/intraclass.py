"""Intraclass correlations: how much of what separates marks separates applicants.

Shrout and Fleiss 1979 (Psychological Bulletin 86:420) give the six forms; McGraw and Wong 1996 (Psychological Methods
1:30) the intervals in this notation. Form 1: every applicant may have other raters. Form 2: the raters are some of
many, and their severity counts as error (absolute agreement). Form 3: these raters only, severity left out
(consistency). The second number is whose marks are meant: one rater's, or the mean of k.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

from leadready.panel.agreement.distributions import f_point
from leadready.panel.agreement.interval import TAIL, Coefficient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.panel.agreement.ratings import Ratings

_LEAST = 2
_Values: TypeAlias = tuple[float | None, float | None, float | None]
"""The coefficient and the ends of its interval."""


@dataclass(frozen=True, slots=True)
class Variance:
    """Mean squares of a complete table of n applicants and k raters."""

    n: int
    k: int
    rows: float
    columns: float
    error: float
    within: float


def intraclass(ratings: Ratings) -> tuple[Coefficient, ...]:
    """Give ICC(1,1) to ICC(3,k) of complete ratings, or ICC(1,1) and ICC(1,k) of ratings with gaps.

    With gaps the raters of each applicant count as drawn for that applicant alone.
    """
    table = ratings.table
    if table is None or len(ratings.raters) < _LEAST:
        return _one_way(ratings)
    if len(table) < _LEAST:
        return tuple(Coefficient(f"icc-{form}-{mean}", None) for form in (1, 2, 3) for mean in ("1", "k"))
    return _six(mean_squares(table))


def mean_squares(table: Sequence[Sequence[float]]) -> Variance:
    """Split the variance of a complete table: rows are applicants, columns raters; at least two of each."""
    n, k = len(table), len(table[0])
    grand = fsum(map(fsum, table)) / (n * k)
    rows = [fsum(row) / k for row in table]
    columns = [fsum(column) / n for column in zip(*table, strict=True)]
    between = k * fsum((mean - grand) ** 2 for mean in rows)
    raters = n * fsum((mean - grand) ** 2 for mean in columns)
    within = fsum((mark - mean) ** 2 for row, mean in zip(table, rows, strict=True) for mark in row)
    error = fsum(
        (mark - mean - column + grand) ** 2
        for row, mean in zip(table, rows, strict=True)
        for mark, column in zip(row, columns, strict=True)
    )
    return Variance(n, k, between / (n - 1), raters / (k - 1), error / ((n - 1) * (k - 1)), within / (n * (k - 1)))


def _six(ms: Variance) -> tuple[Coefficient, ...]:
    return (
        *_consistency(ms, 1, ms.within, ms.n * (ms.k - 1)),
        *_absolute(ms),
        *_consistency(ms, 3, ms.error, (ms.n - 1) * (ms.k - 1)),
    )


def _made(form: int, mean: str, values: _Values, ms: Variance) -> Coefficient:
    return Coefficient(f"icc-{form}-{mean}", *values, applicants=ms.n, raters=ms.k)


def _consistency(ms: Variance, form: int, noise: float, freedom: int) -> tuple[Coefficient, ...]:
    single, mean = _by_ratio(ms.rows, noise, ms.k, (ms.n - 1, freedom))
    return _made(form, "1", single, ms), _made(form, "k", mean, ms)


def _by_ratio(rows: float, noise: float, k: float, freedom: tuple[int, int]) -> tuple[_Values, _Values]:
    """Give the values for one mark and for the mean of k. F = rows / noise carries both, and their intervals."""
    if not noise or not rows:
        perfect = (1.0, None, None) if rows else (None, None, None)
        return perfect, perfect
    f = rows / noise
    ends = (f, f / f_point(1 - TAIL, *freedom), f * f_point(1 - TAIL, *reversed(freedom)))
    single, low, high = ((end - 1) / (end + k - 1) for end in ends)
    mean, mean_low, mean_high = (1 - 1 / end for end in ends)
    return (single, low, high), (mean, mean_low, mean_high)


def _absolute(ms: Variance) -> tuple[Coefficient, ...]:
    """Form 2; its interval by the approximation of Satterthwaite (McGraw and Wong 1996, table 7)."""
    n, k, rows, columns, error = ms.n, ms.k, ms.rows, ms.columns, ms.error
    below = rows + (k - 1) * error + k * (columns - error) / n
    below_mean = rows + (columns - error) / n
    if below <= 0 or below_mean <= 0:
        return _made(2, "1", (None, None, None), ms), _made(2, "k", (None, None, None), ms)
    single, mean = (rows - error) / below, (rows - error) / below_mean
    ends, ends_mean = _absolute_ends(ms, single)
    return (_made(2, "1", (single, *ends), ms), _made(2, "k", (mean, *ends_mean), ms))


_Ends: TypeAlias = tuple[float | None, float | None]


def _absolute_ends(ms: Variance, single: float) -> tuple[_Ends, _Ends]:
    """Give the intervals for one rater and for the mean.

    There is none where the approximation leaves the range of the coefficient, as it can with very few applicants.
    """
    n, k, rows, columns, error = ms.n, ms.k, ms.rows, ms.columns, ms.error
    if not error or single == 1:
        return (None, None), (None, None)
    a = k * single / (n * (1 - single))
    b = 1 + k * single * (n - 1) / (n * (1 - single))
    freedom = (a * columns + b * error) ** 2 / ((a * columns) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)))
    wide, narrow = f_point(1 - TAIL, n - 1, freedom), f_point(1 - TAIL, freedom, n - 1)
    if wide * (columns - error) + n * rows <= 0:
        return (None, None), (None, None)
    others = k * columns + (k * n - k - n) * error
    low, high = n * (rows - wide * error), n * (narrow * rows - error)
    return (
        (low / (wide * others + n * rows), high / (others + n * narrow * rows)),
        (low / (wide * (columns - error) + n * rows), high / (columns - error + n * narrow * rows)),
    )


def _one_way(ratings: Ratings) -> tuple[Coefficient, ...]:
    """Form 1 for any number of marks an applicant; k is then Searle's average (Searle 1971, ch. 11).

    The interval is exact where all have the same number of marks, else as if all had that average.
    """
    groups = ratings.groups
    n, total = len(groups), sum(map(len, groups))
    if n < _LEAST:
        return Coefficient("icc-1-1", None), Coefficient("icc-1-k", None)
    k = (total - sum(len(group) ** 2 for group in groups) / total) / (n - 1)
    grand = fsum(map(fsum, groups)) / total
    means = [fsum(group) / len(group) for group in groups]
    rows = fsum(len(group) * (mean - grand) ** 2 for group, mean in zip(groups, means, strict=True)) / (n - 1)
    freedom = total - n
    noise = fsum((mark - mean) ** 2 for group, mean in zip(groups, means, strict=True) for mark in group) / freedom
    values = _by_ratio(rows, noise, k, (n - 1, freedom))
    raters = len(ratings.raters)
    return tuple(
        Coefficient(f"icc-1-{mean}", *value, applicants=n, raters=raters)
        for mean, value in zip(("1", "k"), values, strict=True)
    )
