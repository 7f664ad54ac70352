"""Which fields each kind of thing has, in the words of a programme lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.ui.studio.fields import actions, instrument, rubric, rulings, selection
from leadready.ui.studio.outline import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.studio.shapes import Groups


def fields_of(kind: Kind) -> Groups:
    """List the fields of a kind of thing; none for a thing that only holds others."""
    make = _FIELDS.get(kind)
    return make() if make is not None else ()


_FIELDS: dict[Kind, Callable[[], Groups]] = {
    Kind.INSTRUMENT: instrument.instrument,
    Kind.SECTION: instrument.section,
    Kind.PAGE: instrument.page,
    Kind.ITEM: instrument.item,
    Kind.RESPONSE_SCALE: instrument.response_scale,
    Kind.PROMPT: instrument.prompt,
    Kind.RUBRIC: rubric.rubric,
    Kind.LEVELS: rubric.levels,
    Kind.SHARED: rubric.shared_rules,
    Kind.SCALE: rubric.scale,
    Kind.DOMAIN: rubric.domain,
    Kind.COMPOSITE: rubric.composite,
    Kind.GATE: rulings.gate,
    Kind.PROFILE: rulings.profile,
    Kind.QUADRANT: rulings.quadrant,
    Kind.FACTS: rulings.facts,
    Kind.NORM: rulings.norm,
    Kind.QUALITY: rulings.quality,
    Kind.CRITERION: selection.criterion,
    Kind.SELECTION: selection.selection,
    Kind.GOAL: actions.goal,
    Kind.ACTION: actions.action,
}
