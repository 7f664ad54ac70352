"""The F distribution, which the intervals of intraclass correlations need.

A library that has it (SciPy) weighs more than all of this program; the mathematics is a page.
"""

from __future__ import annotations

from math import exp, inf, lgamma, log

_STEPS = 500
_CLOSE = 1e-15
_TINY = 1e-300
_HALVINGS = 200
_MIRROR = 2.0


def f_below(value: float, above: float, below: float) -> float:
    """Give the probability of an F value below `value`, with degrees of freedom `above` and `below` the line."""
    if value <= 0:
        return 0.0
    return beta_share(above / 2, below / 2, above * value / (above * value + below))


def f_point(probability: float, above: float, below: float) -> float:
    """Give the F value below which this share lies; 0 < probability < 1. Found by halving, to double precision."""
    low, high = 0.0, 1.0
    while f_below(high, above, below) < probability:
        high *= 2
        if high == inf:
            return inf
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if f_below(middle, above, below) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b).

    By its continued fraction (DLMF 8.17.22), evaluated by Lentz's method; on the side where it converges fast.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + _MIRROR):
        return 1 - beta_share(b, a, 1 - x)
    front = exp(a * log(x) + b * log(1 - x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    fraction = c = 1.0
    d = 0.0
    for step in range(_STEPS):
        m = step // 2
        if step == 0:
            numerator = 1.0
        elif step % 2:
            numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + numerator * d or _TINY)
        c = 1 + numerator / c or _TINY
        fraction *= c * d
        if abs(c * d - 1) < _CLOSE and step > 1:
            break
    return front * (fraction - 1)
