"""The rubric: scales, domains, composites and levels, against the instrument."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.assessment.checks.conditions import check_conditions
from leadready.assessment.checks.group import check_group
from leadready.assessment.checks.instrument import check_options
from leadready.assessment.checks.mirror import check_mirrored
from leadready.assessment.checks.naming import twice, unknown
from leadready.assessment.checks.quadrant import check_quadrant
from leadready.assessment.checks.selection import check_norms, check_selection
from leadready.instrument.condition import RESERVED
from leadready.instrument.problems import near_miss
from leadready.language import _
from leadready.rubric.missing import missing_rule
from leadready.scoring.display import exact
from leadready.scoring.plan import scale_step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from leadready.instrument.definition import Id
    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import KeyedItem, Level, Rubric, Scale, Scored

HIGHEST = 100
_KEYED = frozenset({"correct", "close"})
"""The methods that need a key."""

DEEPEST_COMPOSITE = 8


def check_rubric(
    rubric: Rubric, document: YamlDocument, *, instrument: Instrument | None, known: frozenset[str]
) -> Iterator[Problem]:
    """Check one rubric against its instrument.

    An instrument that cannot be read is None; then only the rubric itself is checked.
    """
    if rubric.id in known:
        what = _("Another rubric has the id “{id}” too.").format(id=rubric.id)
        yield document.problem(("id",), "duplicate-rubric", what, _("Give each rubric an id of its own."))
    yield from _check_levels(rubric, document)
    yield from _check_descriptors(rubric, document)
    yield from _check_ids(rubric, document)
    yield from _check_blends(rubric, document)
    if instrument is not None:
        yield from _check_target(rubric, document, instrument)
        if rubric.hours_a_month is not None:
            yield from _check_item(rubric.hours_a_month, ("hours_a_month",), document, instrument)
        yield from _check_background(rubric, document, instrument)
        for scale_id, scale in rubric.scales.items():
            faults = list(_check_scale(scale_id, scale, document, instrument))
            yield from faults
            if not faults:
                yield from _check_raw_levels(scale_id, rubric, document, instrument)
        yield from check_group(rubric, document, instrument)
        yield from check_mirrored(rubric, document, instrument)
    yield from check_conditions(rubric, document, instrument)
    yield from check_quadrant(rubric, document)
    yield from check_selection(rubric, document, instrument)
    yield from check_norms(rubric, document)
    for scale_id, scale in rubric.scales.items():
        rule = scale.missing or rubric.every_scale.missing
        yield from _check_rule(document, ("scales", scale_id), rule, len(scale.items))


def _check_target(rubric: Rubric, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    expected = f"{instrument.id} {instrument.version.split('.')[0]}.x"
    if rubric.instrument != expected:
        what = _("This rubric is for “{named}”, but the instrument is “{actual}”.")
        yield document.problem(
            ("instrument",),
            "other-instrument",
            what.format(named=rubric.instrument, actual=expected),
            _("Write “{actual}” if the rubric fits it.").format(actual=expected),
        )


def _check_background(rubric: Rubric, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    """Check that each item about a person's background is there, and has options that an action can name."""
    for facet, item_id in rubric.background.items():
        keys: Keys = ("background", facet)
        if item_id not in instrument.by_id:
            what = _("There is no item “{item}” in the instrument.").format(item=item_id)
            yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
        elif not instrument.response_scale_of(item_id).choices:
            what = _("“{item}” is answered in words of one's own, so no action can be for some answers only.")
            advice = _("Name an item with options, or give it some.")
            yield document.problem(keys, "background-item", what.format(item=item_id), advice)


def _check_levels(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    yield from _check_scaled(rubric.levels, document, ("levels",))
    for group, scored in _scored_groups(rubric):
        for score_id, one in scored.items():
            keys: Keys = (group, score_id, "levels")
            if one.levels is not None and one.levels_on == "scaled":
                yield from _check_scaled(one.levels, document, keys)
            elif one.levels is not None:
                yield from _check_order(one.levels, document, keys)
            if one.levels_on == "raw" and (one.levels is None or group != "scales"):
                what = _("“{score}” has no raw score of its own to set levels on.").format(score=score_id)
                if group == "scales":
                    what = _("“{score}” says that its levels are on the raw score, but has none.").format(
                        score=score_id
                    )
                advice = _("Give levels here, on 0 to 100 unless this is a scale.")
                yield document.problem((group, score_id, "levels_on"), "no-raw-levels", what, advice)
            if one.shown_as is not None and one.shown_as.start == one.shown_as.end:
                what = _("“{score}” is shown on a range without any width.").format(score=score_id)
                yield document.problem((group, score_id, "shown_as"), "empty-range", what, _("Let its ends differ."))


def _check_raw_levels(
    scale_id: str, rubric: Rubric, document: YamlDocument, instrument: Instrument
) -> Iterator[Problem]:
    """Check levels on a raw score against what complete answers can come to; the scale has no other fault."""
    scale = rubric.scales[scale_id]
    if scale.levels is None or scale.levels_on != "raw":
        return
    step = scale_step(instrument, rubric, scale_id, dict.fromkeys(instrument.by_id, 0))
    lowest, highest = step.raw_range
    keys: Keys = ("scales", scale_id, "levels")
    if scale.levels[0].start > lowest:
        what = _("The first level begins at {start}, but raw scores go down to {lowest}.")
        what = what.format(start=scale.levels[0].start, lowest=exact(lowest))
        yield document.problem((*keys, 0), "levels-start", what, _("Let it begin at the lowest raw score."))
    for number, level in enumerate(scale.levels):
        if level.start > highest:
            what = _("This level begins at {start}, but raw scores go up to {highest} only.")
            what = what.format(start=level.start, highest=exact(highest))
            yield document.problem((*keys, number), "levels-outside", what, _("Let it begin within the raw scores."))


def _check_scaled(levels: Sequence[Level], document: YamlDocument, keys: Keys) -> Iterator[Problem]:
    if levels[0].start != 0:
        what = _("The first level begins at {start}, so lower scores have no level.").format(start=levels[0].start)
        yield document.problem((*keys, 0), "levels-start", what, _("Let it begin at 0."))
    for number, level in enumerate(levels):
        if number and not 0 <= level.start <= HIGHEST:
            what = _("This level begins at {start}, but scores go from 0 to 100.").format(start=level.start)
            yield document.problem((*keys, number), "levels-outside", what, _("Let it begin between 0 and 100."))
    yield from _check_order(levels, document, keys)


def _check_order(levels: Sequence[Level], document: YamlDocument, keys: Keys) -> Iterator[Problem]:
    for number, (lower, upper) in enumerate(pairwise(level.start for level in levels), start=1):
        if upper <= lower:
            what = _("This level begins at {start}, which is not above the level before it.").format(start=upper)
            yield document.problem((*keys, number), "levels-order", what, _("Order the levels from low to high."))
    yield from twice(document, keys, [level.id for level in levels], "duplicate-level")


def _check_descriptors(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for group, scored in _scored_groups(rubric):
        for score_id, one in scored.items():
            known = [level.id for level in rubric.levels_of(score_id)]
            keys: Keys = (group, score_id, "descriptors")
            yield from unknown(
                document, keys, one.descriptors, known, "unknown-level", _("There is no level “{name}”.")
            )
            lacking = [level for level in known if one.descriptors and level not in one.descriptors]
            if lacking:
                what = _("“{score}” describes some levels, but not: {levels}.")
                what = what.format(score=score_id, levels=", ".join(lacking))
                yield document.problem(keys, "missing-descriptor", what, _("Describe every level, or none."))


def _check_ids(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    counts = Counter(score_id for _group, scored in _scored_groups(rubric) for score_id in scored)
    for group, scored in _scored_groups(rubric):
        for score_id in scored:
            if score_id in RESERVED:
                what = _("“{score}” is a word of the condition language.").format(score=score_id)
                yield document.problem((group, score_id), "reserved-id", what, _("Choose another id."))
            if group == "scales":
                continue
            if counts[score_id] > 1:
                what = _("“{score}” is the id of another score too.").format(score=score_id)
                yield document.problem((group, score_id), "duplicate-score", what, _("Give it an id of its own."))


def _scored_groups(rubric: Rubric) -> list[tuple[str, dict[Id, Scored]]]:
    return [
        ("scales", dict(rubric.scales)),
        ("domains", dict(rubric.domains)),
        ("composites", dict(rubric.composites)),
    ]


def _check_blends(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for domain_id, domain in rubric.domains.items():
        keys: Keys = ("domains", domain_id, "mean_of")
        yield from unknown(
            document, keys, domain.mean_of, rubric.scales, "unknown-scale", _("There is no scale “{name}”.")
        )
        yield from twice(document, keys, domain.mean_of, "duplicate-part")
        rule = domain.missing or rubric.every_domain.missing
        yield from _check_blend_rule(document, ("domains", domain_id), rule, len(domain.mean_of))
    parts = {**rubric.scales, **rubric.domains, **rubric.composites}
    for composite_id, composite in rubric.composites.items():
        keys = ("composites", composite_id, "weights")
        what = _("There is no domain, scale or composite “{name}”.")
        yield from unknown(document, keys, composite.weights, parts, "unknown-part", what)
        rule = composite.missing
        yield from _check_blend_rule(document, ("composites", composite_id), rule, len(composite.weights))
    yield from _check_cycles(rubric, document)


def _check_cycles(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    try:
        order = rubric.composites_in_order
    except CycleError as error:
        around: list[str] = error.args[1]
        what = _("These composites are made of each other: {names}.").format(names=" → ".join(around))
        advice = _("Take one of them out of another's weights.")
        yield document.problem(("composites", around[0], "weights"), "cycle", what, advice)
        return
    depth: dict[str, int] = {}
    for composite_id in order:
        depth[composite_id] = 1 + max((depth.get(part, 0) for part in rubric.parts_of(composite_id)), default=0)
        if depth[composite_id] > DEEPEST_COMPOSITE:
            # Nobody could follow such a score, and working one out takes longer with every step.
            what = _("“{composite}” is made of composites that are more than {n} deep.")
            keys: Keys = ("composites", composite_id, "weights")
            what = what.format(composite=composite_id, n=DEEPEST_COMPOSITE)
            yield document.problem(keys, "composites-deep", what, _("Make it of fewer steps."))
            return


def _check_scale(scale_id: str, scale: Scale, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    keys: Keys = ("scales", scale_id)
    ids = [keyed.item_id for keyed in scale.keyed_items]
    yield from twice(document, (*keys, "items"), ids, "item-twice")
    for number, keyed in enumerate(scale.keyed_items):
        place: Keys = (*keys, "items", number)
        counted = keyed.item_id in scale.value_map or scale.method in _KEYED
        yield from _check_item(keyed.item_id, place, document, instrument, counted=counted)
        if keyed.item_id in instrument.by_id:
            yield from _check_direction(scale, keyed, place, document, instrument)
    if scale.importance is not None:
        yield from _check_item(scale.importance, (*keys, "importance"), document, instrument)
    for name, said in (("key", scale.key), ("value_map", scale.value_map), ("rationale", scale.rationale)):
        message = _("“{name}” is no item of this scale.")
        yield from unknown(document, (*keys, name), said, ids, "unknown-item", message)
    yield from _check_key(scale_id, scale, document, instrument)
    yield from _check_map(scale_id, scale, document, instrument)


def _check_direction(
    scale: Scale, keyed: KeyedItem, keys: Keys, document: YamlDocument, instrument: Instrument
) -> Iterator[Problem]:
    if scale.method in _KEYED:
        if keyed.reverse:
            what = _("“{item}” has a key and is turned round, so its best option counts least.")
            advice = _("Take the minus away.")
            yield document.problem(keys, "reversed-key", what.format(item=keyed.item_id), advice)
        return
    mapped = _maps_downwards(scale.value_map.get(keyed.item_id, {}))
    if mapped is None:
        return
    turned = keyed.reverse != mapped
    if keyed.item_id in instrument.reversed and not turned:
        what = _("“{item}” is worded the other way round, but nothing turns its answers.").format(item=keyed.item_id)
        advice = _("Write a minus before it: -{item}.").format(item=keyed.item_id)
        if mapped:
            what = _("“{item}” is turned round twice: by its value map and by the minus.").format(item=keyed.item_id)
            advice = _("Take the minus away.")
        yield document.problem(keys, "not-reversed", what, advice)
    elif turned and instrument.reversed and keyed.item_id not in instrument.reversed:
        what = _("“{item}” is turned round here, but the instrument does not list it as reversed.")
        advice = _("Take the minus away, or list the item under “reversed” in instrument.yaml.")
        yield document.problem(keys, "unlisted-reversal", what.format(item=keyed.item_id), advice)


def _maps_downwards(counts: Mapping[str, Decimal]) -> bool | None:
    """Whether higher options count less; None where a map goes up and down, or its options are words."""
    if not all(option.lstrip("-").isdigit() for option in counts):
        return None
    ordered = [counts[option] for option in sorted(counts, key=int)]
    if all(lower <= upper for lower, upper in pairwise(ordered)):
        return False
    return True if all(lower >= upper for lower, upper in pairwise(ordered)) else None


def _check_key(scale_id: str, scale: Scale, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    keys: Keys = ("scales", scale_id)
    if scale.method in _KEYED:
        for number, keyed in enumerate(scale.keyed_items):
            if keyed.item_id not in scale.key:
                what = _("“{item}” has no key, so no answer to it is right.").format(item=keyed.item_id)
                place: Keys = (*keys, "items", number)
                yield document.problem(place, "missing-key", what, _("Name its best option under “key”."))
        if scale.value_map:
            what = _("The value map is not used: the method is “{method}”.").format(method=scale.method)
            yield document.problem((*keys, "value_map"), "unused-map", what, _("Take the map out, or the method."))
    elif scale.key:
        what = _("The key is not used: the method is “{method}”.").format(method=scale.method)
        yield document.problem((*keys, "key"), "unused-key", what, _("Write method: correct or method: close."))
    for item_id, option in scale.key.items():
        if item_id in instrument.by_id:
            yield from check_options(instrument, document, (*keys, "key", item_id), item_id, [option])


def _check_map(scale_id: str, scale: Scale, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    for item_id, counts in scale.value_map.items():
        keys: Keys = ("scales", scale_id, "value_map", item_id)
        if item_id not in instrument.by_id:
            continue
        yield from check_options(instrument, document, keys, item_id, counts)
        scale_of_item = instrument.scale_by_id.get(instrument.by_id[item_id].response_scale_id)
        lacking = [option for option in (scale_of_item.options or {}) if option not in counts] if scale_of_item else []
        if lacking:
            what = _("These options of “{item}” have no value: {options}.")
            what = what.format(item=item_id, options=", ".join(lacking))
            yield document.problem(keys, "unmapped-option", what, _("Say what each option counts."))
        if len(set(counts.values())) == 1:
            what = _("Every answer to “{item}” counts the same, so it can tell nobody apart.").format(item=item_id)
            yield document.problem(keys, "flat-map", what, _("Let at least two options differ."))


def _check_item(
    item_id: str, keys: Keys, document: YamlDocument, instrument: Instrument, *, counted: bool = False
) -> Iterator[Problem]:
    """Check that an item is there and that its answers can be counted; `counted` means that the rubric says how."""
    scale = (
        instrument.scale_by_id.get(instrument.by_id[item_id].response_scale_id) if item_id in instrument.by_id else None
    )
    if item_id not in instrument.by_id:
        what = _("There is no item “{item}” in the instrument.").format(item=item_id)
        yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
    elif scale is not None and not scale.is_numeric and not (counted and scale.options):
        what = _("The answers to “{item}” are words, so they cannot be counted.").format(item=item_id)
        yield document.problem(keys, "text-item", what, _("Take the item out, or give its options numbers."))


def _check_blend_rule(document: YamlDocument, keys: Keys, sentence: str, parts: int) -> Iterator[Problem]:
    if missing_rule(sentence).counts_nothing:
        what = _("The rule “{rule}” is for the items of a test, not for scores.").format(rule=sentence)
        advice = _("Write for example: prorate when 2/3 scored.")
        yield document.problem((*keys, "missing"), "rule-for-items", what, advice)
    yield from _check_rule(document, keys, sentence, parts)


def _check_rule(document: YamlDocument, keys: Keys, sentence: str, parts: int) -> Iterator[Problem]:
    if missing_rule(sentence).needed(parts) > parts:
        what = _("The rule “{rule}” asks for more than the {count} parts there are, so it can never score.")
        what = what.format(rule=sentence, count=parts)
        yield document.problem((*keys, "missing"), "never-scores", what, _("Ask for at most {n}.").format(n=parts))
