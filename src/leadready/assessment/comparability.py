"""Whether scores of two versions of a package can be compared.

A score is comparable when it is worked out in the same way from the same items with the same answers. A changed
wording does not make scores incomparable by rule, but a person must judge whether an item still asks the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.scoring.plan import BlendStep, ScaleStep, compile_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.assessment.model import Assessment
    from leadready.scoring.plan import Step


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Whether one score means the same in both versions. `reworded` lists its items whose words changed."""

    score_id: str
    comparable: bool
    why_not: str
    reworded: tuple[str, ...]


def reworded_items(old: Assessment, new: Assessment) -> frozenset[str]:
    """Name the items that both have, whose stem or labels changed."""
    before, after = old.instrument, new.instrument
    return frozenset(
        item.id
        for item in before.items
        if item.id in after.by_id
        and (
            item.stem != after.by_id[item.id].stem
            or before.response_scale_of(item.id) != after.response_scale_of(item.id)
        )
    )


def compare_scores(
    old: Assessment, new: Assessment, rubric_id: str, reworded: frozenset[str]
) -> tuple[ScoreComparison, ...]:
    """Compare every score of either version of a rubric.

    Args:
        old: The older version.
        new: The newer version.
        rubric_id: A rubric that both have.
        reworded: The items whose words changed (`reworded_items`).
    """
    before, after = steps_of(old, rubric_id), steps_of(new, rubric_id)
    found: list[ScoreComparison] = []
    for score_id in dict.fromkeys((*before, *after)):
        if score_id not in before or score_id not in after:
            found.append(ScoreComparison(score_id, False, _("Only one version has it."), ()))  # noqa: FBT003 - a field
            continue
        reason = _why_not_deep(score_id, before, after)
        mine = tuple(sorted(set(_items_under(before, score_id)) & reworded))
        found.append(ScoreComparison(score_id, not reason, reason, mine))
    return tuple(found)


def steps_of(assessment: Assessment, rubric_id: str) -> dict[str, Step]:
    """Give the steps in which the scores of a rubric are worked out, by the scores' ids."""
    return {step.id: step for step in compile_plan(assessment.instrument, assessment.rubrics[rubric_id]).steps}


def _why_not_deep(score_id: str, before: Mapping[str, Step], after: Mapping[str, Step]) -> str:
    """Say why a score cannot be compared, looking also at what it is made of; empty where it can."""
    one, other = before[score_id], after.get(score_id)
    if other is None:
        return _("Only one version has it.")
    why = why_not(one, other)
    if why:
        return why
    for part in one.parts if isinstance(one, BlendStep) else ():
        if _why_not_deep(part.id, before, after):
            return _("Its part “{part}” is worked out differently.").format(part=part.id)
    return ""


def why_not(one: Step, other: Step) -> str:
    """Say why two steps do not give the same number from the same answers; empty where they do."""
    if isinstance(one, ScaleStep) and isinstance(other, ScaleStep):
        if {term.item_id for term in one.terms} != {term.item_id for term in other.terms}:
            return _("It has other items.")
        if one.method != other.method:
            return _("Its method changed from {old} to {new}.").format(old=one.method, new=other.method)
        if _keys(one) != _keys(other):
            return _("Its keys, weights or counted values changed.")
    elif isinstance(one, BlendStep) and isinstance(other, BlendStep):
        if _shares(one) != _shares(other):
            return _("Its parts or their weights changed.")
    else:
        return _("It is another kind of score.")
    return _("Its missing-data rule changed.") if one.rule != other.rule else ""


def _keys(step: ScaleStep) -> dict[str, tuple[object, ...]]:
    """Say how each item is counted. In a mean weights are shares of their sum."""
    unit = step.weight_unit if step.method != "mean" else sum(term.weight for term in step.terms)
    return {
        term.item_id: (
            Fraction(term.weight, unit),
            term.reverse,
            Fraction(term.low, step.value_unit),
            Fraction(term.high, step.value_unit),
            term.counts and {answer: Fraction(count, step.value_unit) for answer, count in term.counts.items()},
        )
        for term in step.terms
    }


def _shares(step: BlendStep) -> dict[str, Fraction]:
    total = sum(part.weight for part in step.parts)
    return {part.id: Fraction(part.weight, total) for part in step.parts}


def _items_under(steps: Mapping[str, Step], score_id: str) -> Iterator[str]:
    step = steps[score_id]
    if isinstance(step, ScaleStep):
        yield from (term.item_id for term in step.terms)
        return
    for part in step.parts:
        yield from _items_under(steps, part.id)
