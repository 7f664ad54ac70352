"""Who rates whom: at least so many raters each, no conflicts, loads as even as they can be, repeatable by seed."""

from __future__ import annotations

from collections import defaultdict, deque
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


class NotEnoughRaters(Exception):
    """Some applications have too few raters without a conflict.

    Attributes:
        references: Their codes.
    """

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(", ".join(references))
        self.references = tuple(references)


def assignment(
    references: Collection[str],
    raters: Collection[str],
    each: int | Mapping[str, int],
    seed: str,
    *,
    barred: Collection[tuple[str, str]] = (),
    kept: Mapping[str, Collection[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Give every application its raters.

    The highest load is the lowest that is possible (a flow with capacities, raised until everything fits). Among equal
    choices chance decides, by the seed, so that every two raters come to share applications.

    Args:
        references: Reference codes.
        raters: Member ids.
        each: Raters for each application, or how many by its code.
        seed: Public seed of the campaign.
        barred: Pairs (reference, rater) with a conflict.
        kept: Assignments that stay, such as those already rated; they count for loads and for `each`.

    Raises:
        NotEnoughRaters: for some applications.
    """
    standing = {reference: list((kept or {}).get(reference, ())) for reference in sorted(references)}
    needed = dict.fromkeys(standing, each) if isinstance(each, int) else dict(each)
    no = set(barred)
    open_to = {
        reference: [rater for rater in sorted(raters) if (reference, rater) not in no and rater not in held]
        for reference, held in standing.items()
    }
    short = [code for code, held in standing.items() if len(held) + len(open_to[code]) < needed[code]]
    if short:
        raise NotEnoughRaters(short)
    chance = Random(f"{seed}/assignment")  # noqa: S311 - repeatable by its public seed, on purpose
    order = list(standing)
    chance.shuffle(order)
    for choices in open_to.values():
        chance.shuffle(choices)
    loads = defaultdict[str, int](int)
    for held in standing.values():
        for rater in held:
            loads[rater] += 1
    wanted = {reference: max(0, needed[reference] - len(standing[reference])) for reference in order}
    flow = _Flow(open_to, loads)
    for reference in order:
        for _place in range(wanted[reference]):
            flow.give(reference)
    return {reference: tuple(sorted((*held, *flow.given[reference]))) for reference, held in standing.items()}


class _Flow:
    """Adds raters one by one, always to a load as low as any chain of exchanges allows."""

    def __init__(self, open_to: Mapping[str, Sequence[str]], loads: defaultdict[str, int]) -> None:
        self._open_to = open_to
        self._raters = {rater for choices in open_to.values() for rater in choices}
        self._loads = loads
        self.given: defaultdict[str, set[str]] = defaultdict(set)
        self._rated: defaultdict[str, set[str]] = defaultdict(set)

    def give(self, reference: str) -> None:
        """Give an application one more rater: of all that can be reached, the one with the lowest load."""
        before = self._reached(reference)
        # The first of equal loads is the one that chance put first.
        last: str | None = min(before, key=lambda rater: self._loads[rater])
        self._loads[str(last)] += 1
        while last is not None:
            previous, moved = before[last]
            self.given[moved].add(last)
            self._rated[last].add(moved)
            if previous is not None:
                self.given[moved].discard(previous)
                self._rated[previous].discard(moved)
            last = previous

    def _reached(self, reference: str) -> dict[str, tuple[str | None, str]]:
        """Search over raters: to take one is to send one of that rater's applications on to another rater.

        Gives for each rater that can be reached the rater before it (None at the start) and the application that moves.
        It stops at a rater of the lowest load that there is.
        """
        lowest = min(self._loads[rater] for rater in self._raters)
        before: dict[str, tuple[str | None, str]] = {
            rater: (None, reference) for rater in self._open_to[reference] if rater not in self.given[reference]
        }
        found = deque(before)
        while found and min(self._loads[rater] for rater in before) > lowest:
            rater = found.popleft()
            for other, next_ in self._exchanges(rater):
                if next_ not in before:
                    before[next_] = rater, other
                    found.append(next_)
        return before

    def _exchanges(self, rater: str) -> Iterator[tuple[str, str]]:
        """Give the applications of a rater that could move, each with a rater who could take it."""
        for other in sorted(self._rated[rater]):
            for next_ in self._open_to[other]:
                if next_ not in self.given[other]:
                    yield other, next_


def reading_order(references: Collection[str], seed: str, rater: str, criterion: str) -> list[str]:
    """Give the order in which a rater reads the answers to one criterion: random for each, the same every time.

    What is read first is marked higher; another order for everyone evens that out.
    """
    order = sorted(references)
    Random(f"{seed}/order/{rater}/{criterion}").shuffle(order)  # noqa: S311 - repeatable by its public seed, on purpose
    return order
