"""Actions that cannot be suggested as their author meant, because a rubric does not say what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.review.wording import advise
from leadready.language import _
from leadready.planning.actions import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.assessment.loading import Package
    from leadready.instrument.problems import Problem


def review_actions(package: Package) -> Iterator[Problem]:
    """Look for actions for some backgrounds that nobody is asked for, and for surroundings that no action faces."""
    yield from _backgrounds(package)
    yield from _surroundings(package)


def _backgrounds(package: Package) -> Iterator[Problem]:
    rubrics, document = package.assessment.rubrics.values(), package.documents["actions.yaml"]
    for number, action in enumerate(package.assessment.actions.actions):
        for facet in action.only_for:
            if not any(facet in rubric.background for rubric in rubrics):
                field = FIELDS[facet]
                what = _(
                    "“{action}” names {field}, but no rubric says which item asks for that, so it is for everybody."
                )
                advice = _("Write under “background” of a rubric: {facet}: the id of the item.").format(facet=facet)
                place = ("actions", number, field)
                yield advise(document, place, "no-background", what.format(action=action.id, field=field), advice)


def _surroundings(package: Package) -> Iterator[Problem]:
    targets = {scale_id for action in package.assessment.actions.actions for scale_id in action.targets}
    for rubric in package.assessment.rubrics.values():
        for composite_id, composite in rubric.composites.items():
            about = composite.surroundings_weak_below is not None
            if about and targets.isdisjoint(rubric.scales_under(composite_id)):
                what = _("No action is for a scale of “{composite}”, so none can face the surroundings.")
                place = ("composites", composite_id, "surroundings_weak_below")
                advice = _("Write an action for one of its scales.")
                document = package.rubric_document(rubric.id)
                yield advise(document, place, "unfaced-surroundings", what.format(composite=composite_id), advice)
