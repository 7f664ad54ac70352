"""Checks across a package: every name that is used is defined, and every rule can do its work."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.instrument.problems import near_miss
from leadready.language import _
from leadready.rubric.missing import missing_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.instrument.definition import Id
    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.planning.actions import ActionLibrary
    from leadready.rubric.model import Rubric, Scale, Scored


def check_instrument(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Find unknown or mixed response scales, and ids that are used twice."""
    for scale_id, scale in instrument.response_scales.items():
        if not scale.is_numeric and any(isinstance(value, int) for value in scale.values):
            yield document.problem(
                ("response_scales", scale_id, "options"),
                "mixed-options",
                _("Some options of “{scale}” are numbers and some are words.").format(scale=scale_id),
                _("Use numbers for all, if it is to be scored, or words for all."),
            )
    yield from _check_items(instrument, document)
    yield from _twice(document, ("sections",), [section.id for section in instrument.sections], "duplicate-section")


def _check_items(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    seen: set[str] = set()
    for keys, item_id, scale_id in _items_with_place(instrument):
        if item_id in seen:
            what = _("The item “{item}” is asked twice.").format(item=item_id)
            yield document.problem(keys, "duplicate-item", what, _("Give each item an id of its own."))
        seen.add(item_id)
        if not scale_id:
            what = _("The item “{item}” has no response scale.").format(item=item_id)
            yield document.problem(keys, "no-response-scale", what, _("Name one here or on its page."))
        elif scale_id not in instrument.response_scales:
            what = _("There is no response scale “{scale}”.").format(scale=scale_id)
            advice = near_miss(scale_id, instrument.response_scales)
            yield document.problem(keys, "unknown-response-scale", what, advice)


def _items_with_place(instrument: Instrument) -> Iterator[tuple[Keys, str, str]]:
    items = iter(instrument.items)
    for section_number, section in enumerate(instrument.sections):
        for page_number, page in enumerate(section.pages):
            for item_id in page.items:
                keys = ("sections", section_number, "pages", page_number, "items", item_id)
                yield keys, item_id, next(items).response_scale_id


def check_rubric(
    rubric: Rubric, document: YamlDocument, *, instrument: Instrument | None, known: frozenset[str]
) -> Iterator[Problem]:
    """Check one rubric against its instrument (None.

    That has problems of its own, so only the rubric itself is checked).
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
        for scale_id, scale in rubric.scales.items():
            yield from _check_scale(scale_id, scale, document, instrument)
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


def _check_levels(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    starts = [level.start for level in rubric.levels]
    if starts[0] != 0:
        what = _("The first level begins at {start}, so lower scores have no level.").format(start=starts[0])
        yield document.problem(("levels", 0), "levels-start", what, _("Let it begin at 0."))
    for number, (lower, upper) in enumerate(pairwise(starts), start=1):
        if upper <= lower:
            what = _("This level begins at {start}, which is not above the level before it.").format(start=upper)
            yield document.problem(("levels", number), "levels-order", what, _("Order the levels from low to high."))
    yield from _twice(document, ("levels",), [level.id for level in rubric.levels], "duplicate-level")


def _check_descriptors(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    known = [level.id for level in rubric.levels]
    for group, scored in _scored_groups(rubric):
        for score_id, one in scored.items():
            keys: Keys = (group, score_id, "descriptors")
            yield from _unknown(
                document, keys, one.descriptors, known, "unknown-level", _("There is no level “{name}”.")
            )
            lacking = [level for level in known if one.descriptors and level not in one.descriptors]
            if lacking:
                what = _("“{score}” describes some levels, but not: {levels}.")
                what = what.format(score=score_id, levels=", ".join(lacking))
                yield document.problem(keys, "missing-descriptor", what, _("Describe every level, or none."))


def _check_ids(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    counts = Counter(score_id for _group, scored in _scored_groups(rubric) for score_id in scored)
    for group, scored in _scored_groups(rubric)[1:]:
        for score_id in scored:
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
        yield from _unknown(
            document, keys, domain.mean_of, rubric.scales, "unknown-scale", _("There is no scale “{name}”.")
        )
        yield from _twice(document, keys, domain.mean_of, "duplicate-part")
        yield from _check_rule(
            document, ("domains", domain_id), domain.missing or rubric.every_domain.missing, len(domain.mean_of)
        )
    parts = {**rubric.scales, **rubric.domains}
    for composite_id, composite in rubric.composites.items():
        keys = ("composites", composite_id, "weights")
        what = _("There is no domain or scale “{name}”.")
        yield from _unknown(document, keys, composite.weights, parts, "unknown-part", what)
        yield from _check_rule(document, ("composites", composite_id), composite.missing, len(composite.weights))


def _check_scale(scale_id: str, scale: Scale, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    keys: Keys = ("scales", scale_id)
    yield from _twice(document, (*keys, "items"), [keyed.item_id for keyed in scale.keyed_items], "item-twice")
    for number, keyed in enumerate(scale.keyed_items):
        yield from _check_item(keyed.item_id, (*keys, "items", number), document, instrument)
    if scale.importance is not None:
        yield from _check_item(scale.importance, (*keys, "importance"), document, instrument)


def _check_item(item_id: str, keys: Keys, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    if item_id not in instrument.by_id:
        what = _("There is no item “{item}” in the instrument.").format(item=item_id)
        yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
    elif not instrument.response_scale_of(item_id).is_numeric:
        what = _("The answers to “{item}” are words, so they cannot be counted.").format(item=item_id)
        yield document.problem(keys, "text-item", what, _("Take the item out, or give its options numbers."))


def _check_rule(document: YamlDocument, keys: Keys, sentence: str, parts: int) -> Iterator[Problem]:
    if missing_rule(sentence).needed(parts) > parts:
        what = _("The rule “{rule}” asks for more than the {count} parts there are, so it can never score.")
        what = what.format(rule=sentence, count=parts)
        yield document.problem((*keys, "missing"), "never-scores", what, _("Ask for at most {n}.").format(n=parts))


def check_actions(library: ActionLibrary, document: YamlDocument, *, rubrics: Sequence[Rubric]) -> Iterator[Problem]:
    """Check goals and actions against the scales and levels of all rubrics of the package."""
    yield from _twice(document, ("actions",), [action.id for action in library.actions], "duplicate-action")
    scales = sorted({scale_id for rubric in rubrics for scale_id in rubric.scales})
    levels = sorted({level.id for rubric in rubrics for level in rubric.levels})
    if not rubrics:
        return
    unknown_scale, unknown_level = _("No rubric has a scale “{name}”."), _("No rubric has a level “{name}”.")
    yield from _unknown(document, ("goals",), library.goals, scales, "unknown-scale", unknown_scale)
    for number, action in enumerate(library.actions):
        keys: Keys = ("actions", number, "targets")
        yield from _unknown(document, keys, action.targets, scales, "unknown-scale", unknown_scale)
        for scale_id, suited in action.targets.items():
            yield from _unknown(document, (*keys, scale_id), suited, levels, "unknown-level", unknown_level)


def _unknown(
    document: YamlDocument, keys: Keys, names: Iterable[str], known: Iterable[str], code: str, what: str
) -> Iterator[Problem]:
    """Name every name that is not known, with the most similar one that is."""
    known = list(known)
    sequence = not isinstance(names, dict)
    for number, name in enumerate(names):
        if name not in known:
            place = (*keys, number if sequence else name)
            yield document.problem(place, code, what.format(name=name), near_miss(name, known))


def _twice(document: YamlDocument, keys: Keys, names: Sequence[str], code: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            what = _("“{name}” stands here twice.").format(name=name)
            yield document.problem((*keys, number), code, what, _("Keep one of them."))
        seen.add(name)
