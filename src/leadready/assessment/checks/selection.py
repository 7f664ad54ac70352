"""What panels need of a rubric: criteria, tie-breaks and cut score; and the norms it may bring."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.assessment.checks.naming import twice, unknown
from leadready.instrument.problems import near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import YamlDocument
    from leadready.rubric.model import CutScore, Rubric


HIGHEST = 100


def check_selection(rubric: Rubric, document: YamlDocument, instrument: Instrument | None) -> Iterator[Problem]:
    """Check criteria against the instrument's evidence prompts, and the tie-break ladder against the criteria."""
    for criterion_id, criterion in rubric.criteria.items():
        keys = ("criteria", criterion_id)
        if instrument is not None and criterion.evidence not in instrument.evidence:
            what = _("There is no evidence prompt “{name}” in the instrument.").format(name=criterion.evidence)
            advice = near_miss(criterion.evidence, instrument.evidence)
            yield document.problem((*keys, "evidence"), "unknown-evidence", what, advice)
        marks = [int(mark) for mark in criterion.anchors]
        if any(upper != lower + 1 for lower, upper in pairwise(marks)):
            what = _("The anchors are not one after the other: {marks}.")
            what = what.format(marks=", ".join(criterion.anchors))
            advice = _("Give one for each mark, from the lowest.")
            yield document.problem((*keys, "anchors"), "anchors-order", what, advice)
    message = _("There is no criterion “{name}”.")
    yield from unknown(document, ("tie_breaks",), rubric.tie_breaks, rubric.criteria, "unknown-criterion", message)
    yield from twice(document, ("tie_breaks",), rubric.tie_breaks, "duplicate-tie-break")
    if rubric.cut_score is not None:
        yield from _check_cut(rubric.cut_score, document)
        if not rubric.criteria:
            what = _("There is a cut score, but no criterion whose ratings it could part.")
            yield document.problem(("cut_score",), "cut-score", what, _("Add criteria, or take the cut score out."))


def _check_cut(cut: CutScore, document: YamlDocument) -> Iterator[Problem]:
    needed, idle = ("places", "at") if cut.method == "places" else ("at", "places")
    if getattr(cut, needed) is None:
        what = _("A cut score of the method “{method}” needs “{field}”.").format(method=cut.method, field=needed)
        yield document.problem(("cut_score",), "cut-score", what, _("Add it."))
    if getattr(cut, idle) is not None:
        what = _("A cut score of the method “{method}” does not use “{field}”.").format(method=cut.method, field=idle)
        yield document.problem(("cut_score", idle), "cut-score", what, _("Take it out, or choose another method."))


def check_norms(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    """Check that norms are of scores there are, and that percentiles rise with the score."""
    message = _("There is no score “{name}”.")
    for group_id, group in rubric.norms.items():
        keys = ("norms", group_id, "scores")
        yield from unknown(document, keys, group.scores, rubric.scored, "unknown-score", message)
        for score_id, norm in group.scores.items():
            starts = [float(start) for start in norm.percentiles]
            ranks = list(norm.percentiles.values())
            if any(start > HIGHEST for start in starts):
                what = _("The percentiles of “{score}” name scores above 100.").format(score=score_id)
                yield document.problem(
                    (*keys, score_id, "percentiles"), "percentiles-outside", what, _("Give scores from 0 to 100.")
                )
            elif starts != sorted(set(starts)) or ranks != sorted(ranks):
                what = _("The percentiles of “{score}” do not rise with the score.").format(score=score_id)
                advice = _("Order them by score, each with the rank reached there.")
                yield document.problem((*keys, score_id, "percentiles"), "percentiles-order", what, advice)
