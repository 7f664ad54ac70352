"""The action library: its scales, levels, profiles, and actions that come before others."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from leadready.assessment.checks.instrument import check_options
from leadready.assessment.checks.naming import twice, unknown
from leadready.language import _
from leadready.planning.actions import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.planning.actions import Action, ActionLibrary
    from leadready.rubric.model import Rubric


def check_actions(
    library: ActionLibrary, document: YamlDocument, *, rubrics: Sequence[Rubric], instrument: Instrument | None
) -> Iterator[Problem]:
    """Check goals and actions against the scales and levels of all rubrics of the package, and its items."""
    yield from twice(document, ("actions",), [action.id for action in library.actions], "duplicate-action")
    scales = sorted({scale_id for rubric in rubrics for scale_id in rubric.scales})
    levels = sorted({level.id for rubric in rubrics for one in rubric.scales for level in rubric.levels_of(one)})
    profiles = sorted({pattern.id for rubric in rubrics for pattern in rubric.profiles})
    if not rubrics:
        return
    unknown_scale, unknown_level = _("No rubric has a scale “{name}”."), _("No rubric has a level “{name}”.")
    yield from unknown(document, ("goals",), library.goals, scales, "unknown-scale", unknown_scale)
    yield from unknown(document, ("strengths",), library.strengths, scales, "unknown-scale", unknown_scale)
    for number, action in enumerate(library.actions):
        keys: Keys = ("actions", number, "targets")
        yield from unknown(document, keys, action.targets, scales, "unknown-scale", unknown_scale)
        for scale_id, suited in action.targets.items():
            yield from unknown(document, (*keys, scale_id), suited, levels, "unknown-level", unknown_level)
        unknown_profile = _("No rubric has a profile rule “{name}”.")
        keys = ("actions", number, "profiles")
        yield from unknown(document, keys, action.profiles, profiles, "unknown-profile", unknown_profile)
        if not action.targets and not action.profiles:
            what = _("The action “{action}” is for no scale and no profile.").format(action=action.id)
            yield document.problem(("actions", number), "aimless-action", what, _("Say whom it is for."))
        if instrument is not None:
            yield from _check_background(action, ("actions", number), document, rubrics, instrument)
    yield from _check_prerequisites(library, document)


def _check_background(
    action: Action, keys: Keys, document: YamlDocument, rubrics: Sequence[Rubric], instrument: Instrument
) -> Iterator[Problem]:
    """Check that an action is for answers that there are to the items that the rubrics name."""
    for facet, wanted in action.only_for.items():
        named = dict.fromkeys(rubric.background[facet] for rubric in rubrics if facet in rubric.background)
        for item_id in named:
            if item_id in instrument.by_id:
                yield from check_options(instrument, document, (*keys, FIELDS[facet]), item_id, wanted)


def _check_prerequisites(library: ActionLibrary, document: YamlDocument) -> Iterator[Problem]:
    ids = [action.id for action in library.actions]
    for number, action in enumerate(library.actions):
        keys: Keys = ("actions", number, "prerequisites")
        message = _("There is no action “{name}”.")
        yield from unknown(document, keys, action.prerequisites, ids, "unknown-action", message)
    try:
        TopologicalSorter({action.id: action.prerequisites for action in library.actions}).prepare()
    except CycleError as error:
        around: list[str] = error.args[1]
        what = _("These actions wait for each other: {names}.").format(names=" → ".join(around))
        place = ("actions", ids.index(around[0]), "prerequisites")
        yield document.problem(place, "cycle", what, _("Take one of the prerequisites out."))
