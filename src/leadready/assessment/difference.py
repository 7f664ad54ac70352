"""What changed between two versions of a package, and whether their scores can still be compared.

Two hashes tell a change of words from a change of structure: one over everything, one over everything but the words.
A score is comparable when it is worked out in the same way from the same items with the same answers. A changed
wording does not make scores incomparable by rule, but a person must judge whether an item still asks the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.assessment.translation import with_texts
from leadready.language import _
from leadready.scoring.plan import BlendStep, ScaleStep, compile_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric
    from leadready.scoring.plan import ScoringPlan, Step

Nature: TypeAlias = Literal["wording", "structure"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        where: What it is about, such as `item a1-1` or `rubric development, scale identity`.
        nature: Whether only words changed.
        what: The change in a sentence.
    """

    where: str
    nature: Nature
    what: str


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Whether one score means the same in both versions. `reworded` lists its items whose words changed."""

    score_id: str
    comparable: bool
    why_not: str
    reworded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed.

    Attributes:
        scores: By rubric that both versions have, one entry for each score of either.
    """

    changes: tuple[Change, ...]
    scores: dict[str, tuple[ScoreComparison, ...]]

    @property
    def all_comparable(self) -> bool:
        """Whether every score of every rubric that both have is comparable."""
        return all(one.comparable for scores in self.scores.values() for one in scores)


def structure_hash(assessment: Assessment) -> str:
    """Hash everything but the words, in hexadecimal: two packages with one such hash score alike."""
    bare = with_texts(assessment, lambda _text: "·")
    document = bare.document.replace(assessment.instrument.version, "")
    return hashlib.sha256(document.encode()).hexdigest()


def compare_packages(old: Assessment, new: Assessment) -> Difference:
    """Find what changed from one version to another."""
    changes = [*_items(old, new), *_rubrics(old, new), *_actions(old, new), *_words(old, new)]
    reworded = _reworded(old, new)
    scores = {
        rubric_id: _scores(old, new, rubric_id, reworded) for rubric_id in old.rubrics if rubric_id in new.rubrics
    }
    return Difference(tuple(changes), scores)


def _items(old: Assessment, new: Assessment) -> Iterator[Change]:
    before, after = old.instrument.by_id, new.instrument.by_id
    yield from _came_and_went(before, after, _("item {id}"))
    for item_id in before:
        if item_id not in after:
            continue
        where = _("item {id}").format(id=item_id)
        one, other = old.instrument.response_scale_of(item_id), new.instrument.response_scale_of(item_id)
        if before[item_id].stem != after[item_id].stem:
            what = _("“{old}” became “{new}”.").format(old=before[item_id].stem, new=after[item_id].stem)
            yield Change(where, "wording", what)
        if one.values != other.values or bool(one.not_applicable) != bool(other.not_applicable):
            yield Change(where, "structure", _("Its possible answers changed."))
        elif one != other:
            yield Change(where, "wording", _("The labels of its answers changed."))
        if before[item_id].conditions != after[item_id].conditions:
            yield Change(where, "structure", _("Whom it is for changed."))


def _came_and_went(before: Iterable[str], after: Iterable[str], name: str) -> Iterator[Change]:
    old, new = list(before), list(after)
    for one in old:
        if one not in new:
            yield Change(name.format(id=one), "structure", _("Removed."))
    for one in new:
        if one not in old:
            yield Change(name.format(id=one), "structure", _("Added."))


def _rubrics(old: Assessment, new: Assessment) -> Iterator[Change]:
    yield from _came_and_went(old.rubrics, new.rubrics, _("rubric {id}"))
    for rubric_id, one in old.rubrics.items():
        other = new.rubrics.get(rubric_id)
        if other is None:
            continue
        where = _("rubric {rubric}, score {{id}}").format(rubric=rubric_id)
        yield from _came_and_went(one.scored, other.scored, where)
        yield from _rules(one, other, rubric_id)
        steps, others = _steps(old, one), _steps(new, other)
        for score_id, step in steps.items():
            why = _why_not(step, others[score_id]) if score_id in others else ""
            if why or (score_id in others and others[score_id].levels != step.levels):
                what = why or _("Its levels changed.")
                yield Change(where.format(id=score_id), "structure", what)


def _rules(old: Rubric, new: Rubric, rubric_id: str) -> Iterator[Change]:
    groups = (
        (_("gate"), {gate.id: gate.when for gate in old.gates}, {gate.id: gate.when for gate in new.gates}),
        (_("profile rule"), {one.id: one.when for one in old.profiles}, {one.id: one.when for one in new.profiles}),
    )
    for name, before, after in groups:
        where = _("rubric {rubric}, {kind} {{id}}").format(rubric=rubric_id, kind=name)
        yield from _came_and_went(before, after, where)
        for rule_id, when in before.items():
            if rule_id in after and after[rule_id] != when:
                yield Change(where.format(id=rule_id), "structure", _("Its condition changed."))
    where = _("rubric {rubric}").format(rubric=rubric_id)
    if old.norms != new.norms:
        yield Change(where, "structure", _("The norms changed."))
    if (old.criteria.keys(), old.tie_breaks, old.cut_score) != (new.criteria.keys(), new.tie_breaks, new.cut_score):
        yield Change(where, "structure", _("What panels judge by changed."))


def _actions(old: Assessment, new: Assessment) -> Iterator[Change]:
    before = {action.id: action for action in old.actions.actions}
    after = {action.id: action for action in new.actions.actions}
    yield from _came_and_went(before, after, _("action {id}"))


def _words(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Say that other words changed too, where the structure did not."""
    if structure_hash(old) == structure_hash(new) and old.hash != new.hash and not _reworded(old, new):
        yield Change(_("package"), "wording", _("Titles, descriptions or other texts changed."))


def _reworded(old: Assessment, new: Assessment) -> frozenset[str]:
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


def _steps(assessment: Assessment, rubric: Rubric) -> dict[str, Step]:
    return {step.id: step for step in compile_plan(assessment.instrument, rubric).steps}


def _scores(old: Assessment, new: Assessment, rubric_id: str, reworded: frozenset[str]) -> tuple[ScoreComparison, ...]:
    one, other = (compile_plan(version.instrument, version.rubrics[rubric_id]) for version in (old, new))
    before, after = ({step.id: step for step in plan.steps} for plan in (one, other))
    found: list[ScoreComparison] = []
    for score_id in dict.fromkeys((*before, *after)):
        if score_id not in before or score_id not in after:
            found.append(ScoreComparison(score_id, False, _("Only one version has it."), ()))  # noqa: FBT003 - a field
            continue
        why_not = _why_not_deep(score_id, before, after)
        mine = tuple(sorted(set(_items_under(one, score_id)) & reworded))
        found.append(ScoreComparison(score_id, not why_not, why_not, mine))
    return tuple(found)


def _why_not_deep(score_id: str, before: Mapping[str, Step], after: Mapping[str, Step]) -> str:
    """Say why a score cannot be compared, looking also at what it is made of; empty where it can."""
    one, other = before[score_id], after.get(score_id)
    if other is None:
        return _("Only one version has it.")
    why = _why_not(one, other)
    if why:
        return why
    for part in one.parts if isinstance(one, BlendStep) else ():
        if _why_not_deep(part.id, before, after):
            return _("Its part “{part}” is worked out differently.").format(part=part.id)
    return ""


def _why_not(one: Step, other: Step) -> str:
    """Say why two steps do not give the same number from the same answers; empty where they do."""
    if isinstance(one, ScaleStep) and isinstance(other, ScaleStep):
        if {term.item_id for term in one.terms} != {term.item_id for term in other.terms}:
            return _("It has other items.")
        if _keys(one) != _keys(other):
            return _("Its keys, weights or counted values changed.")
        if one.method != other.method:
            return _("Its method changed from {old} to {new}.").format(old=one.method, new=other.method)
    elif isinstance(one, BlendStep) and isinstance(other, BlendStep):
        if _shares(one) != _shares(other):
            return _("Its parts or their weights changed.")
    else:
        return _("It is another kind of score.")
    return _("Its missing-data rule changed.") if one.rule != other.rule else ""


def _keys(step: ScaleStep) -> dict[str, tuple[object, ...]]:
    return {
        term.item_id: (term.weight, step.weight_unit, term.reverse, term.low, term.high, term.counts, step.value_unit)
        for term in step.terms
    }


def _shares(step: BlendStep) -> dict[str, int]:
    return {part.id: part.weight for part in step.parts}


def _items_under(plan: ScoringPlan, score_id: str) -> Iterator[str]:
    step = plan.step(score_id)
    if isinstance(step, ScaleStep):
        yield from (term.item_id for term in step.terms)
        return
    for part in step.parts:
        yield from _items_under(plan, part.id)
