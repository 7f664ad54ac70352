"""Answers of several people: whether a rubric that puts them together can do so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.instrument.problems import near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import YamlDocument
    from leadready.rubric.model import Rubric, Scale


def check_group(rubric: Rubric, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    """Check that there is an item that names the subject, and that agreement can be worked out for every scale."""
    if rubric.group is None:
        return
    about = rubric.group.about
    if about is not None and about not in instrument.by_id:
        what = _("There is no item “{item}” in the instrument.").format(item=about)
        yield document.problem(("group", "about"), "unknown-item", what, near_miss(about, instrument.by_id))
    for scale_id, scale in rubric.scales.items():
        if not is_rated(scale, instrument):
            what = _("Agreement cannot be worked out for “{scale}”.").format(scale=scale_id)
            advice = _("Use the mean or sum of items whose options are whole numbers one apart, or take “group” out.")
            yield document.problem(("scales", scale_id), "group-scale", what, advice)


def is_rated(scale: Scale, instrument: Instrument) -> bool:
    """Whether a scale adds up ratings on options that are one apart, so that their spread has a known yardstick."""
    if scale.method not in {"mean", "sum"} or scale.value_map:
        return False
    return all(_one_apart(instrument, keyed.item_id) for keyed in scale.keyed_items)


def _one_apart(instrument: Instrument, item_id: str) -> bool:
    # An item or response scale that is not there is reported where it is looked for first.
    item = instrument.by_id.get(item_id)
    scale = instrument.scale_by_id.get(item.response_scale_id) if item else None
    if scale is None or not scale.is_numeric:
        return True
    low, high = scale.range
    return high - low + 1 == len(scale.values)
