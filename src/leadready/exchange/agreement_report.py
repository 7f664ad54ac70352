"""A panel's agreement as text for the terminal, as JSON, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadready.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.exchange.tables import Cell
    from leadready.panel.agreement.interval import Coefficient
    from leadready.panel.agreement.report import CriterionAgreement, PanelAgreement

HEADER = ("criterion", "coefficient", "raters", "value", "low", "high", "applicants")
PLACES = 3
_MOST_RATERS, _MOST_CRITERIA = 5, 10


def agreement_document(found: PanelAgreement, seed: int) -> dict[str, Any]:
    """Give everything as data; numbers unrounded. The seed says how to get the same intervals again."""
    study = found.study
    return {
        "format": "leadready/agreement/1",
        "seed": seed,
        "criteria": [
            {
                "criterion": one.criterion,
                "applicants": one.applicants,
                "coefficients": [_coefficient(coefficient) for coefficient in one.coefficients],
                "pairs": [{"raters": [pair.one, pair.other], **_coefficient(pair.kappa)} for pair in one.pairs],
                "agreement": {"compared": one.compared, "exact": one.exact, "within_one": one.within_one},
            }
            for one in found.criteria
        ],
        "raters": [
            {
                "rater": one.rater,
                "marks": one.marks,
                "shared": one.shared,
                "severity": one.severity,
                "spread": one.spread,
                "halo": one.halo,
            }
            for one in found.raters
        ],
        "study": None
        if study is None
        else [
            {
                "raters": raters,
                "criteria": criteria,
                "relative": study.relative(raters, criteria),
                "absolute": study.absolute(raters, criteria),
            }
            for raters in range(1, _MOST_RATERS + 1)
            for criteria in range(1, _MOST_CRITERIA + 1)
        ],
    }


def _coefficient(one: Coefficient) -> dict[str, Any]:
    return {
        "id": one.id,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "applicants": one.applicants,
    }


def agreement_rows(found: PanelAgreement) -> Iterator[tuple[Cell, ...]]:
    """Give one row a coefficient, for a table with the columns of `HEADER`."""
    for criterion in found.criteria:
        for one in criterion.coefficients:
            yield criterion.criterion, one.id, one.raters, one.value, one.low, one.high, one.applicants
        for pair in criterion.pairs:
            one = pair.kappa
            raters = f"{pair.one}, {pair.other}"
            yield criterion.criterion, one.id, raters, one.value, one.low, one.high, one.applicants


def agreement_text(found: PanelAgreement) -> str:
    """Say everything in lines for a terminal."""
    lines = [line for criterion in found.criteria for line in _criterion_lines(criterion)]
    lines += _rater_lines(found)
    lines += _study_lines(found)
    return "\n".join(lines) + "\n"


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


def _criterion_lines(found: CriterionAgreement) -> Iterator[str]:
    people = ngettext("{n} applicant", "{n} applicants", found.applicants).format(n=found.applicants)
    yield f"{found.criterion} ({people})"
    if found.is_uncertain:
        yield "  " + _("These are few applicants: every figure is very uncertain.")
    for one in found.coefficients:
        yield f"  {coefficient_name(one.id)}: {_value(one)}"
    for pair in found.pairs:
        yield f"  {coefficient_name(pair.kappa.id)}, {pair.one} / {pair.other}: {_value(pair.kappa)}"
    if found.compared:
        words = _("Of {n} pairs of marks {exact} are equal and {near} at most one apart.")
        yield "  " + words.format(n=found.compared, exact=found.exact, near=found.within_one)
    yield ""


def _value(one: Coefficient) -> str:
    if one.value is None:
        return _("cannot be worked out from these marks")
    if one.low is None or one.high is None:
        return f"{one.value:.{PLACES}f}"
    words = _("{value} (95% interval {low} to {high})")
    return words.format(value=f"{one.value:.{PLACES}f}", low=f"{one.low:.{PLACES}f}", high=f"{one.high:.{PLACES}f}")


def _rater_lines(found: PanelAgreement) -> Iterator[str]:
    yield _("Raters (severity: median distance from the others' mean; below 0 is severe)")
    for one in found.raters:
        parts = [ngettext("{n} mark", "{n} marks", one.marks).format(n=one.marks)]
        if one.severity is not None:
            parts.append(_("severity {x}").format(x=f"{one.severity:+.2f}"))
        if one.spread is not None:
            parts.append(_("spread {x} of the others'").format(x=f"{one.spread:.2f}"))
        if one.halo is not None:
            parts.append(_("mean correlation between criteria {x}").format(x=f"{one.halo:.2f}"))
        if not one.is_known_enough:
            parts.append(_("too little is shared with others to judge"))
        yield f"  {one.rater}: {', '.join(parts)}"


def _study_lines(found: PanelAgreement) -> Iterator[str]:
    if found.study is None:
        return
    criteria = len(found.criteria)
    yield ""
    yield _("What more raters would bring (reliability of the order, and of the score itself)")
    for raters in range(1, _MOST_RATERS + 1):
        order, score = found.study.relative(raters, criteria), found.study.absolute(raters, criteria)
        if order is not None and score is not None:
            words = ngettext("{n} rater: {order} and {score}", "{n} raters: {order} and {score}", raters)
            yield "  " + words.format(n=raters, order=f"{order:.2f}", score=f"{score:.2f}")
