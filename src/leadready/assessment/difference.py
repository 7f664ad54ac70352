"""What changed between two versions of a package, in sentences: of each change, whether it is one of words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.assessment.comparability import compare_scores, reworded_items, steps_of, why_not
from leadready.assessment.structure import ABOUT, leaves
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.assessment.comparability import ScoreComparison
    from leadready.assessment.model import Assessment
    from leadready.instrument.model import ResponseScale
    from leadready.rubric.model import Rubric

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


def compare_packages(old: Assessment, new: Assessment) -> Difference:
    """Find what changed from one version to another."""
    changes = [*_items(old, new), *_response_scales(old, new), *_rubrics(old, new), *_actions(old, new)]
    changes += _others(old, new, {(change.where, change.nature) for change in changes})
    reworded = reworded_items(old, new)
    scores = {
        rubric_id: compare_scores(old, new, rubric_id, reworded)
        for rubric_id in old.rubrics
        if rubric_id in new.rubrics
    }
    return Difference(tuple(changes), scores)


def _items(old: Assessment, new: Assessment) -> Iterator[Change]:
    before, after = old.instrument.by_id, new.instrument.by_id
    yield from _came_and_went(before, after, _("item {id}"))
    for item_id in before:
        if item_id not in after:
            continue
        where = _("item {id}").format(id=item_id)
        one, other = before[item_id], after[item_id]
        if one.stem != other.stem:
            yield Change(where, "wording", _became(one.stem, other.stem))
        if [wording.stem for wording in one.wordings] != [wording.stem for wording in other.wordings]:
            yield Change(where, "wording", _("Its words for some people changed."))
        if one.response_scale_id != other.response_scale_id:
            yield Change(where, "structure", _("It has another response scale."))
        elif one.response_scale_id == item_id:
            yield from _answers(old.instrument.scale_by_id[item_id], new.instrument.scale_by_id[item_id], where)
        if [one.conditions, [wording.when for wording in one.wordings]] != [
            other.conditions,
            [wording.when for wording in other.wordings],
        ]:
            yield Change(where, "structure", _("Whom it, or its wording, is for changed."))
    yield from _order(before, after)


def _order(before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    """Say that items which both have are asked in another order: what is asked before can change an answer."""
    old, new = list(before), list(after)
    if [item_id for item_id in old if item_id in new] != [item_id for item_id in new if item_id in old]:
        yield Change(_("items"), "structure", _("They are asked in another order."))


def _response_scales(old: Assessment, new: Assessment) -> Iterator[Change]:
    before, after = old.instrument.response_scales, new.instrument.response_scales
    yield from _came_and_went(before, after, _("response scale {id}"))
    for scale_id, scale in before.items():
        if scale_id in after:
            yield from _answers(scale, after[scale_id], _("response scale {id}").format(id=scale_id))


def _answers(one: ResponseScale, other: ResponseScale, where: str) -> Iterator[Change]:
    if _possible(one) != _possible(other):
        yield Change(where, "structure", _("The possible answers changed."))
    elif one != other:
        yield Change(where, "wording", _("The labels of the answers changed."))


def _possible(scale: ResponseScale) -> tuple[object, ...]:
    return tuple(option.value for option in scale.choices), scale.text, scale.not_applicable is None


def _became(old: object, new: object) -> str:
    return _("“{old}” became “{new}”.").format(old=old, new=new)


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
        steps, others = steps_of(old, rubric_id), steps_of(new, rubric_id)
        for score_id, step in steps.items():
            if score_id not in others:
                continue
            why = why_not(step, others[score_id])
            if why:
                yield Change(where.format(id=score_id), "structure", why)
            own = (one.scored[score_id].levels, other.scored[score_id].levels) != (None, None)
            if own and others[score_id].levels != step.levels:
                yield Change(where.format(id=score_id), "structure", _("Its levels changed."))
        if _cuts(one) != _cuts(other):
            where = _("rubric {rubric}").format(rubric=rubric_id)
            yield Change(where, "structure", _("The levels of scores without levels of their own changed."))


def _cuts(rubric: Rubric) -> list[tuple[str, object]]:
    return [(level.id, level.start) for level in rubric.levels]


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


def _actions(old: Assessment, new: Assessment) -> Iterator[Change]:
    before = {action.id: action for action in old.actions.actions}
    after = {action.id: action for action in new.actions.actions}
    yield from _came_and_went(before, after, _("action {id}"))


def _others(old: Assessment, new: Assessment, told: set[tuple[str, Nature]]) -> Iterator[Change]:
    """Say of everything else that it changed, so that nothing changes without a word.

    Args:
        old: The older version.
        new: The newer version.
        told: Where something was said already, and of which nature.
    """
    before, after = leaves(old), leaves(new)
    found: dict[tuple[str, Nature], list[tuple[str, str]]] = {}
    for path in dict.fromkeys((*before, *after)):
        (one, is_text), (other, other_text) = (values.get(path, (None, False)) for values in (before, after))
        if one == other or "items" in path[:INSIDE_PAGES] or path[-1] == "version":
            continue
        wording = is_text or other_text or bool(set(path) & ABOUT)
        nature: Nature = "wording" if wording else "structure"
        name = _field(path)
        said = _became(one, other) if one is not None and other is not None else name
        found.setdefault((_subject(path), nature), []).append((name, said))
    for (where, nature), parts in found.items():
        if (where, nature) in told or (nature == "structure" and _is_new(where, told)):
            continue
        names = ", ".join(dict.fromkeys(name for name, _said in parts))
        what = _("These changed: {names}.").format(names=names)
        yield Change(where, nature, parts[0][1] if len(parts) == 1 and parts[0][1] != parts[0][0] else what)


def _field(path: Sequence[str]) -> str:
    """Name the last key of a path that is a name; places in a list are none."""
    return next((key for key in reversed(path) if not key.isdigit()), path[-1])


INSIDE_PAGES = 6
"""How deep the items of a page lie: instrument, sections, id, pages, number, items."""


def _is_new(where: str, told: set[tuple[str, Nature]]) -> bool:
    """Whether the subject, or what it is part of, was said to have come or gone."""
    return any(where.startswith(f"{other},") for other, _nature in told)


def _subject(path: tuple[str, ...]) -> str:
    """Name what a value belongs to, as the other changes do."""
    part, *rest = path
    if part == "rubrics":
        return _subject_of_rubric(rest)
    if part == "actions":
        kinds = {"actions": _("action {id}"), "goals": _("goal {id}"), "strengths": _("goal for strength {id}")}
        return kinds[rest[0]].format(id=rest[1]) if len(rest) > 1 else _("actions")
    names = {
        "response_scales": _("response scale {id}"),
        "sections": _("section {id}"),
        "evidence": _("evidence prompt {id}"),
    }
    return names[rest[0]].format(id=rest[1]) if rest[0] in names and len(rest) > 1 else _("instrument")


def _subject_of_rubric(rest: list[str]) -> str:
    rubric_id, *inner = rest
    kinds = {
        "scales": _("score"),
        "domains": _("score"),
        "composites": _("score"),
        "gates": _("gate"),
        "profiles": _("profile rule"),
        "criteria": _("criterion"),
        "norms": _("norm group"),
    }
    if len(inner) > 1 and inner[0] in kinds:
        where = _("rubric {rubric}, {kind} {{id}}").format(rubric=rubric_id, kind=kinds[inner[0]])
        return where.format(id=inner[1])
    return _("rubric {rubric}").format(rubric=rubric_id)
