"""Adverse impact: did groups come through a stage alike? A prompt to look, never a finding.

The four-fifths ratio is a rule of thumb of the United States (29 CFR 1607.4(D)), not a test of British law. It is
worked out in whole numbers, and never shown without Fisher's exact p and an interval.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import comb, exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from leadready.panel.equality import NOT_SAID
from leadready.panel.stages import STEPS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from leadready.panel.stages import Stage, Step

FOUR_FIFTHS = Fraction(4, 5)
SMALLEST = 10
"""Groups of fewer people are not shown: numbers of few point to persons."""
_FEWEST_HIDDEN = 2
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """How one group came through a stage beside the group with the highest rate.

    Attributes:
        group: Its name.
        people: How many there were; None where too few to show, and then nothing else is shown.
        selected: How many came through.
        ratio: Its rate divided by the highest; None for the group with the highest, for one that is not compared, or
            where the highest is 0.
        p: Fisher's exact two-sided p of the two groups' counts.
        low: Lower end of the ratio's 95 % interval (log method, Katz et al. 1978); None where a count is 0.
        high: Upper end.
        is_highest: Whether the others are compared with it.
    """

    group: str
    people: int | None
    selected: int | None = None
    ratio: Fraction | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    is_highest: bool = False

    @property
    def is_below_four_fifths(self) -> bool:
        """Whether somebody should look."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS

    @property
    def rate(self) -> Fraction | None:
        """The share that came through; None where it is not shown."""
        return Fraction(self.selected, self.people) if self.people and self.selected is not None else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question at one step.

    Attributes:
        question: Its id.
        step: Which step.
        people: How many there were at its beginning, with and without an answer.
        selected: How many of them came through.
        groups: Every option in its order, also those that nobody chose.
    """

    question: str
    step: Step
    people: int
    selected: int
    groups: tuple[GroupOutcome, ...]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An application as the equality analyst knows it: what it reached, what was answered, and no name or code."""

    stages: Collection[Stage]
    answers: Mapping[str, str]


def comparisons(options: Mapping[str, Sequence[str]], applications: Sequence[Unnamed]) -> tuple[Comparison, ...]:
    """Compare the groups of every question at every step that anybody came to.

    A group that is hidden at one step stays hidden at the later ones: its size there could otherwise be taken for how
    many came through here.

    Args:
        options: By question the ids of its options, `NOT_SAID` among them.
        applications: Everyone who applied.
    """
    found: list[Comparison] = []
    for question, ids in options.items():
        hidden: set[str] = set()
        for step in STEPS:
            people, selected = _counted(question, ids, step, applications)
            if not people.total():
                continue
            counts = {id_: (selected[id_], people[id_]) for id_ in ids}
            groups = outcomes(counts, apart=(NOT_SAID,), hidden=hidden)
            hidden |= {one.group for one in groups if one.people is None}
            found.append(Comparison(question, step, people.total(), selected.total(), groups))
    return tuple(found)


def _counted(
    question: str, ids: Sequence[str], step: Step, applications: Sequence[Unnamed]
) -> tuple[Counter[str], Counter[str]]:
    """Count who was at the beginning of a step, and who came through, by option."""
    people: Counter[str] = Counter()
    selected: Counter[str] = Counter()
    for one in applications:
        if step.base not in one.stages:
            continue
        said = one.answers.get(question, NOT_SAID)
        group = said if said in ids else NOT_SAID
        people[group] += 1
        selected[group] += step.reached in one.stages
    return people, selected


def outcomes(
    counts: Mapping[str, tuple[int, int]], *, apart: Collection[str] = (), hidden: Collection[str] = ()
) -> tuple[GroupOutcome, ...]:
    """Compare groups at one stage.

    Args:
        counts: Per group how many people came through, and how many there were.
        apart: Groups that are counted and not compared, such as those who would rather not say.
        hidden: Groups that must not be shown whatever their size.

    Raises:
        ValueError: more came through than there were.
    """
    if any(not 0 <= selected <= people for selected, people in counts.values()):
        raise ValueError(counts)
    shown = _shown(counts, hidden)
    compared = {group: count for group, count in shown.items() if group not in apart}
    best = max(compared, key=lambda group: (Fraction(*compared[group]), compared[group][1], group), default=None)
    return tuple(
        GroupOutcome(group, None)
        if group not in shown
        else GroupOutcome(group, people, selected, is_highest=group == best)
        if group not in compared or best is None or group == best
        else _beside(group, (selected, people), compared[best])
        for group, (selected, people) in counts.items()
    )


def _shown(counts: Mapping[str, tuple[int, int]], hidden: Collection[str]) -> dict[str, tuple[int, int]]:
    """Give the groups that may be shown.

    How many there are of all groups together is known to everyone. So those who are hidden are ten people at least, and
    in two groups at least: else one group, or how few it is, could be worked out from the total. That a group is empty
    tells nothing of anybody.
    """
    shown = {group: count for group, count in counts.items() if count[1] >= SMALLEST and group not in hidden}
    left = [people for group, (_selected, people) in counts.items() if group not in shown and people]
    while shown and left and (len(left) < _FEWEST_HIDDEN or sum(left) < SMALLEST):
        smallest = min(shown, key=lambda group: (shown[group][1], group))
        left.append(shown.pop(smallest)[1])
    return shown


def _beside(group: str, own: tuple[int, int], best: tuple[int, int]) -> GroupOutcome:
    selected, people = own
    if not best[0]:
        return GroupOutcome(group, people, selected)
    ratio = Fraction(selected, people) / Fraction(*best)
    low, high = _ends(own, best, ratio)
    return GroupOutcome(group, people, selected, ratio, fisher_exact(own, best), low, high)


def _ends(own: tuple[int, int], best: tuple[int, int], ratio: Fraction) -> tuple[float | None, float | None]:
    if not own[0]:
        return None, None
    half = _Z * sqrt(1 / own[0] - 1 / own[1] + 1 / best[0] - 1 / best[1])
    middle = log(ratio)
    return exp(middle - half), exp(middle + half)


def fisher_exact(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Give the two-sided p of two (selected, people) counts: the chance of a table no likelier than this one.

    Fisher 1922 (Journal of the Royal Statistical Society 85:87). In whole numbers until the last division.
    """
    selected, people = one[0] + other[0], one[1] + other[1]
    first = one[1]

    def ways(count: int) -> int:
        return comb(first, count) * comb(people - first, selected - count)

    seen = ways(one[0])
    every = range(max(0, selected - other[1]), min(first, selected) + 1)
    return sum(found for count in every if (found := ways(count)) <= seen) / comb(people, selected)
