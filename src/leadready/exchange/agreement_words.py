"""Coefficients of agreement in words: names, where their formulas stand, what their size is called, and cautions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.panel.agreement.bands import reach
from leadready.panel.agreement.report import FEW

if TYPE_CHECKING:
    from leadready.panel.agreement.bands import Band
    from leadready.panel.agreement.interval import Coefficient

PLACES = 3


def coefficient_name(id_: str) -> str:
    """Name a coefficient as the field does."""
    names = {
        "fleiss-kappa": _("Fleiss' kappa (exact agreement)"),
        "weighted-kappa": _("Weighted kappa (quadratic)"),
        "alpha-nominal": _("Krippendorff's alpha, nominal"),
        "alpha-ordinal": _("Krippendorff's alpha, ordinal"),
        "alpha-interval": _("Krippendorff's alpha, interval"),
        "alpha-ratio": _("Krippendorff's alpha, ratio"),
        "icc-1-1": _("ICC(1,1), one rater, other raters for each applicant"),
        "icc-1-k": _("ICC(1,k), the mean of the raters, other raters for each applicant"),
        "icc-2-1": _("ICC(2,1), one rater, absolute agreement"),
        "icc-2-k": _("ICC(2,k), the mean of the raters, absolute agreement"),
        "icc-3-1": _("ICC(3,1), one rater, consistency"),
        "icc-3-k": _("ICC(3,k), the mean of the raters, consistency"),
    }
    return names[id_]


def formula(id_: str) -> str:
    """Say where a coefficient's formula and the way to its interval stand."""
    if id_.startswith("icc"):
        return _("Shrout and Fleiss 1979; interval: McGraw and Wong 1996.")
    if id_.startswith("alpha"):
        return _("Krippendorff 2011; interval: bootstrap over applicants.")
    if id_ == "fleiss-kappa":
        return _("Fleiss 1971; interval: bootstrap over applicants.")
    return _("Cohen 1968; interval: Fleiss, Cohen and Everitt 1969.")


def value_words(one: Coefficient, places: int = PLACES) -> str:
    """Say a value with its interval."""
    if one.value is None:
        return _("cannot be worked out from these marks")
    if one.low is None or one.high is None:
        return f"{one.value:.{places}f}"
    words = _("{value} (95% interval {low} to {high})")
    return words.format(value=f"{one.value:.{places}f}", low=f"{one.low:.{places}f}", high=f"{one.high:.{places}f}")


def band_words(one: Coefficient) -> str:
    """Say what the size is called, by both ends of the interval where there is one; empty where nothing is."""
    if one.value is None:
        return ""
    ends = reach(one.id, one.value if one.low is None else one.low, one.value if one.high is None else one.high)
    if ends is None:
        return ""
    worse, better = (band_title(end) for end in ends)
    if worse == better:
        return worse
    return _("{worse} to {better}").format(worse=worse, better=better)


def band_title(one: Band) -> str:
    """Name a band."""
    words = {
        "poor": _("poor"),
        "moderate": _("moderate"),
        "good": _("good"),
        "excellent": _("excellent"),
        "unreliable": _("too low to conclude from"),
        "tentative": _("enough for tentative conclusions"),
        "reliable": _("enough to conclude from"),
    }
    return words[one]


def coefficient_words(one: Coefficient, places: int = PLACES) -> str:
    """Say a coefficient in one line: value, interval, and what that is called."""
    called = band_words(one)
    return f"{value_words(one, places)}: {called}" if called else value_words(one, places)


def cautions(applicants: int) -> tuple[str, ...]:
    """Say what keeps these figures from meaning more than they do."""
    found = [
        _("All of it is worked out from the marks as they were locked, before any moderation."),
        _(
            "Where only people who were chosen already are marked, they are more alike than all who apply, and every "
            "coefficient comes out lower than it would for all (restriction of range)."
        ),
        _("Nothing is adjusted by itself: what is adjusted stands beside the marks and never counts."),
    ]
    if applicants < FEW:
        found.insert(1, _("These are few applicants: every figure is very uncertain."))
    return tuple(found)
