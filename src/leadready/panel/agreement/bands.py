"""What the size of a coefficient is called in the field, and where these words come from."""

from __future__ import annotations

from typing import Literal, TypeAlias

Band: TypeAlias = Literal["poor", "moderate", "good", "excellent", "unreliable", "tentative", "reliable"]
KOO_LI = (0.5, 0.75, 0.9)
"""Where moderate, good and excellent begin (Koo and Li 2016, Journal of Chiropractic Medicine 15:155)."""
KRIPPENDORFF = (0.667, 0.8)
"""Where tentative and firm conclusions begin (Krippendorff 2004, Content Analysis, ch. 11)."""
_ICC: tuple[Band, ...] = ("poor", "moderate", "good", "excellent")
_ALPHA: tuple[Band, ...] = ("unreliable", "tentative", "reliable")


def band(coefficient: str, value: float) -> Band | None:
    """Name the band of a value; None for kappa, for which the field has no agreed words.

    A value on an edge lies in the band that begins there, save that only more than 0.9 is excellent, as Koo and Li say.
    """
    if coefficient.startswith("icc"):
        moderate, good, excellent = KOO_LI
        return _ICC[(value >= moderate) + (value >= good) + (value > excellent)]
    if coefficient.startswith("alpha"):
        return _ALPHA[sum(value >= edge for edge in KRIPPENDORFF)]
    return None


def reach(coefficient: str, low: float, high: float) -> tuple[Band, Band] | None:
    """Name the bands of both ends of an interval: by these, and not by the value, the field asks to judge."""
    worse, better = band(coefficient, low), band(coefficient, high)
    return None if worse is None or better is None else (worse, better)
