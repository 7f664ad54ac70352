"""How severe a rater is, in words."""

from __future__ import annotations

from fractions import Fraction

from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.scoring.display import half_up

_SMALL = Fraction(1, 20)
"""Less than this many marks is shown as none: it would be written as 0.0."""


def severity_words(mean: Fraction) -> str:
    """Say how far a rater's marks lie from the agreed ones, on average."""
    if abs(mean) < _SMALL:
        return _("On average your marks are as high as the agreed ones.")
    places = _size(mean)
    if mean < 0:
        return _("On average your marks are {n} lower than the agreed ones: you are more severe.").format(n=places)
    return _("On average your marks are {n} higher than the agreed ones: you are more lenient.").format(n=places)


def against_agreed_words(mean: Fraction) -> str:
    """Say of a rater how far their marks lie from the agreed ones, on average."""
    if abs(mean) < _SMALL:
        return _("As high as the agreed marks, on average.")
    if mean < 0:
        return _("{n} lower than the agreed marks, on average: more severe.").format(n=_size(mean))
    return _("{n} higher than the agreed marks, on average: more lenient.").format(n=_size(mean))


def against_others_words(mean: Fraction) -> str:
    """Say of a rater how far their marks lie from the mean of the other raters', on average."""
    if abs(mean) < _SMALL:
        return _("As high as the other raters' marks, on average.")
    if mean < 0:
        return _("{n} lower than the other raters' marks, on average.").format(n=_size(mean))
    return _("{n} higher than the other raters' marks, on average.").format(n=_size(mean))


def difference_words(difference: int) -> str:
    """Say how far one mark lies from the agreed one."""
    if difference == 0:
        return _("The same mark.")
    words = (
        ngettext("{n} mark higher than agreed.", "{n} marks higher than agreed.", difference)
        if difference > 0
        else ngettext("{n} mark lower than agreed.", "{n} marks lower than agreed.", -difference)
    )
    return words.format(n=abs(difference))


def _size(mean: Fraction) -> str:
    return numbers(half_up(abs(mean), 1))
