"""Numbers for people: rounded half up, once, at the very end."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


def half_up(value: Fraction | Decimal, places: int = 0) -> str:
    """Write a number with a fixed count of decimals, halves away from zero.

    >>> half_up(Fraction(125, 2)), half_up(Fraction(1, 8), 2)
    ('63', '0.13')
    """
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    number = Decimal(whole).scaleb(-places)
    return str(-number if value < 0 and whole else number)


def exact(value: Fraction) -> str:
    """Write a number as a decimal where it has an end, otherwise as a fraction.

    >>> exact(Fraction(325, 4)), exact(Fraction(275, 6))
    ('81.25', '275/6')
    """
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return str(value) if rest > 1 else f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
