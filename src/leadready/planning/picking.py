"""Pick goals and actions: the same answers give the same picks, and what decided is kept with each.

At most three goals. Where there is a strength, one of them builds on it; where the surroundings are weak, one of them
faces these; the others are the greatest needs. Every action suits its level and the person's background, was not done
before, and has all that it needs before it; at most one of them is education; together they stay within the hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, product
from math import inf
from typing import TYPE_CHECKING

from leadready.planning.actions import Action, ActionLibrary, ActionType
from leadready.planning.findings import MOST, Finding, Findings, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadready.planning.situation import Situation

_TYPES = list(ActionType)


@dataclass(frozen=True, slots=True)
class Pick:
    """One goal and what to do for it.

    Attributes:
        finding: The scale that it is about.
        builds_on_strength: Whether that is a strength to build on, not a need.
        surroundings: The weak surroundings that it faces, if it does.
        actions: One or two, of different types.
    """

    finding: Finding
    builds_on_strength: bool
    surroundings: Surroundings | None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A goal that could be: what it is about, and the actions that it could have, the best first."""

    pick: Pick
    options: tuple[Action, ...]
    first: tuple[Action, ...]
    """Those of the options that wait for nothing."""

    @property
    def least(self) -> int:
        """The hours of the shortest action to begin with."""
        return min(action.effort_hours for action in self.first)


def pick(library: ActionLibrary, findings: Findings, situation: Situation) -> tuple[Pick, ...]:
    """Pick the goals in the order of need, the strength last.

    First every goal gets one action: the best ones with which all goals fit the hours. Where no choice lets all fit,
    the goal that faces weak surroundings comes before the greatest need, that before the strength, and that before a
    second need. Then each goal in turn gets a second action of another type while hours last. An experience comes
    before an exposure, and that before education; among those of one type come first those that answer a pattern
    which fits the person, then the author's order. A goal without any action is none: a plan that cannot be done is
    no plan.
    """
    slots = _slots(library, findings, situation)
    filled, firsts = _first_round(slots, situation)
    chosen = [[action] for action in firsts]
    for place, slot in enumerate(filled):
        chosen[place] += _second(slot, chosen, place, situation)
    return tuple(
        Pick(slot.pick.finding, slot.pick.builds_on_strength, slot.pick.surroundings, tuple(actions))
        for slot, actions in zip(filled, chosen, strict=True)
    )


def ranked(
    library: ActionLibrary, finding: Finding, situation: Situation, *, builds_on_strength: bool
) -> tuple[Action, ...]:
    """List the actions for a scale that suit the person's level and background and are new to them, the best first.

    To build on a strength, an action may be meant for a level above too, and those for the highest come first.
    """
    levels = (finding.level, *finding.levels_above) if builds_on_strength else (finding.level,)
    suited = (
        one for one in library.suiting(finding.scale_id, *levels) if situation.fits(one) and situation.is_new(one)
    )

    def rank(one: Action) -> tuple[bool, int, bool]:
        for_highest = one.suits(finding.scale_id, levels[-1])
        return not for_highest, _TYPES.index(one.type), situation.answered_by(one) is None

    return tuple(sorted(suited, key=rank))


def _slots(library: ActionLibrary, findings: Findings, situation: Situation) -> tuple[_Slot, ...]:
    """List the goals to make: the needs in order, then the strength."""
    needs = [slot for one in findings.needed if (slot := _slot(library, findings, situation, one))]
    rest = [slot for one in findings.seen if not one.need and (slot := _slot(library, findings, situation, one))]
    facing = next((slot for slot in chain(needs, rest) if slot.pick.surroundings), None)
    strength = next(
        (
            slot
            for one in _own_first(findings)
            if (facing is None or one.scale_id != facing.pick.finding.scale_id)
            and (slot := _slot(library, findings, situation, one, builds_on_strength=True))
        ),
        None,
    )
    places = MOST - (strength is not None)
    wanted = {one.scale_id for one in findings.priorities} - ({strength.pick.finding.scale_id} if strength else set())
    needs = [slot for slot in needs if slot.pick.finding.scale_id in wanted][:places]
    if facing is not None and not any(slot.pick.surroundings for slot in needs):
        needs = [*needs[: places - 1], facing]
    return (*needs, *((strength,) if strength else ()))


def _own_first(findings: Findings) -> Iterator[Finding]:
    """Give the strengths, those of the person before those of their surroundings."""
    around = {scale for one in findings.surroundings for scale in one.scales}
    yield from sorted(findings.strong, key=lambda one: one.scale_id in around)


def _slot(
    library: ActionLibrary,
    findings: Findings,
    situation: Situation,
    finding: Finding,
    *,
    builds_on_strength: bool = False,
) -> _Slot | None:
    """Make a goal that could be; None where no action can begin it."""
    budget = inf if situation.budget is None else situation.budget
    ordered = ranked(library, finding, situation, builds_on_strength=builds_on_strength)
    options = tuple(action for action in ordered if action.effort_hours <= budget)
    first = tuple(action for action in options if situation.done.issuperset(action.prerequisites))
    if builds_on_strength:
        options, first = _for_highest(finding, options, first)
    if not first:
        return None
    weak = (one for one in findings.surroundings if one.is_weak and finding.scale_id in one.scales)
    surroundings = None if builds_on_strength else next(weak, None)
    return _Slot(Pick(finding, builds_on_strength, surroundings), options, first)


def _for_highest(
    finding: Finding, options: tuple[Action, ...], first: tuple[Action, ...]
) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Keep, to build on a strength, what suits the highest level, where any of that can begin it.

    What is meant for a level on the way up helps somebody to get there, and says little to somebody who is good at it.
    """
    highest = (finding.level, *finding.levels_above)[-1]
    best = tuple(action for action in first if action.suits(finding.scale_id, highest))
    if not best:
        return options, first
    return tuple(action for action in options if action.suits(finding.scale_id, highest)), best


def _first_round(slots: Sequence[_Slot], situation: Situation) -> tuple[tuple[_Slot, ...], tuple[Action, ...]]:
    """Choose the goals that can be made together, and for each the action to begin with."""
    budget = inf if situation.budget is None else situation.budget
    facing = next((place for place, slot in enumerate(slots) if slot.pick.surroundings), None)

    def weight(place: int) -> tuple[bool, bool, bool]:
        return place != facing, place != 0, not slots[place].pick.builds_on_strength

    by_weight = sorted(range(len(slots)), key=weight)
    for wanted in product((True, False), repeat=len(slots)):
        kept = {place for place, want in zip(by_weight, wanted, strict=True) if want}
        filled = tuple(slot for place, slot in enumerate(slots) if place in kept)
        actions = _together(filled, budget, ())
        if actions is not None:
            return filled, actions
    return (), ()


def _together(slots: Sequence[_Slot], left: float, taken: tuple[Action, ...]) -> tuple[Action, ...] | None:
    """Find an action for each goal so that all fit, the best for the first goal before all; None where none do."""
    if sum(slot.least for slot in slots) > left:
        return None
    if not slots:
        return ()
    for action in slots[0].first:
        if _goes_with(action, taken, left):
            following = _together(slots[1:], left - action.effort_hours, (*taken, action))
            if following is not None:
                return (action, *following)
    return None


def _second(slot: _Slot, chosen: Sequence[Sequence[Action]], place: int, situation: Situation) -> tuple[Action, ...]:
    """Find a second action of another type, before which all stands that it needs."""
    taken = tuple(action for actions in chosen for action in actions)
    left = (inf if situation.budget is None else situation.budget) - sum(action.effort_hours for action in taken)
    before = situation.done | {action.id for actions in chosen[: place + 1] for action in actions}
    types = {action.type for action in chosen[place]}
    fitting = (
        action
        for action in slot.options
        if action.type not in types and before.issuperset(action.prerequisites) and _goes_with(action, taken, left)
    )
    return tuple(islice(fitting, 1))


def _goes_with(action: Action, taken: Sequence[Action], left: float) -> bool:
    """Whether an action fits the hours that are left, is not taken, and is no second course."""
    another_course = action.type is ActionType.EDUCATION and any(one.type is ActionType.EDUCATION for one in taken)
    is_taken = any(one.id == action.id for one in taken)
    return action.effort_hours <= left and not is_taken and not another_course
