"""A panel's agreement as text for the terminal, as JSON, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadready.exchange.agreement_words import band_words, coefficient_name, coefficient_words, formula
from leadready.language import _, ngettext
from leadready.panel.agreement.bands import band

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.exchange.tables import Cell
    from leadready.panel.agreement.interval import Coefficient
    from leadready.panel.agreement.report import CriterionAgreement, PanelAgreement
    from leadready.panel.agreement.study import Components

HEADER = ("criterion", "coefficient", "raters", "value", "low", "high", "applicants", "band", "formula")
MOST_RATERS, MOST_CRITERIA = 5, 10


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
                "applicants": one.applicants,
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
            for raters in range(1, MOST_RATERS + 1)
            for criteria in range(1, MOST_CRITERIA + 1)
        ],
    }


def _coefficient(one: Coefficient) -> dict[str, Any]:
    return {
        "id": one.id,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "applicants": one.applicants,
        "band": None if one.value is None else band(one.id, one.value),
    }


def agreement_rows(found: PanelAgreement) -> Iterator[tuple[Cell, ...]]:
    """Give one row a coefficient, for a table with the columns of `HEADER`."""
    for criterion in found.criteria:
        for one in criterion.coefficients:
            yield criterion.criterion, one.id, one.raters, *_cells(one)
        for pair in criterion.pairs:
            yield criterion.criterion, pair.kappa.id, f"{pair.one}, {pair.other}", *_cells(pair.kappa)


def _cells(one: Coefficient) -> tuple[Cell, ...]:
    return one.value, one.low, one.high, one.applicants, band_words(one), formula(one.id)


def agreement_text(found: PanelAgreement) -> str:
    """Say everything in lines for a terminal."""
    return "\n".join(agreement_lines(found)) + "\n"


def agreement_lines(found: PanelAgreement) -> list[str]:
    """Say everything, a line each."""
    lines = [line for criterion in found.criteria for line in _criterion_lines(criterion)]
    return [*lines, *_rater_lines(found), *study_lines(found.study, len(found.criteria))]


def _criterion_lines(found: CriterionAgreement) -> Iterator[str]:
    people = ngettext("{n} applicant", "{n} applicants", found.applicants).format(n=found.applicants)
    yield f"{found.criterion} ({people})"
    if found.is_uncertain:
        yield "  " + _("These are few applicants: every figure is very uncertain.")
    for one in found.coefficients:
        yield f"  {coefficient_name(one.id)}: {coefficient_words(one)}"
    for pair in found.pairs:
        yield f"  {coefficient_name(pair.kappa.id)}, {pair.one} / {pair.other}: {coefficient_words(pair.kappa)}"
    if found.compared:
        words = _("Of {n} pairs of marks {exact} are equal and {near} at most one apart.")
        yield "  " + words.format(n=found.compared, exact=found.exact, near=found.within_one)
    yield ""


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


def study_lines(study: Components | None, criteria: int) -> Iterator[str]:
    """Say what more raters would bring, for so many criteria."""
    if study is None:
        return
    yield ""
    yield _("What more raters would bring (reliability of the order, and of the score itself)")
    yield "  " + design_words(study)
    for raters in range(1, MOST_RATERS + 1):
        order, score = study.relative(raters, criteria), study.absolute(raters, criteria)
        if order is not None and score is not None:
            words = ngettext("{n} rater: {order} and {score}", "{n} raters: {order} and {score}", raters)
            yield "  " + words.format(n=raters, order=f"{order:.2f}", score=f"{score:.2f}")


def design_words(study: Components) -> str:
    """Say what a decision study rests on."""
    words = {
        "crossed": _("From {n} applicants whom the same {k} raters all marked (Brennan 2001, p × r × c)."),
        "nested": _("From {n} applicants with {k} raters each, not the same for all (Brennan 2001, (r:p) × c)."),
    }
    return words[study.design].format(n=study.applicants, k=study.raters)


def study_sentence(study: Components, raters: int, criteria: int) -> str:
    """Say what so many raters and questions would bring."""
    order, score = study.relative(raters, criteria), study.absolute(raters, criteria)
    if order is None or score is None:
        return _("Nothing parts these applicants: no reliability can be expected.")
    words = _(
        "With {raters} and {questions} the expected reliability is {order} for the order of applicants and {score} for "
        "the score itself, as a fixed line uses it."
    )
    return words.format(
        raters=ngettext("{n} rater", "{n} raters", raters).format(n=raters),
        questions=ngettext("{n} question", "{n} questions", criteria).format(n=criteria),
        order=f"{order:.2f}",
        score=f"{score:.2f}",
    )
