"""What the calibration round says: marks of benchmark answers beside the agreed ones, and how severe a rater is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.panel.view import PanelView


@dataclass(frozen=True, slots=True)
class Compared:
    """One mark of a rater beside what was agreed.

    Attributes:
        benchmark: The benchmark answer.
        criterion: The criterion.
        mark: What the rater gave.
        why: The rater's reason; may be empty.
        agreed: What the lead's group agreed on.
        because: Their reason.
        others: What the other raters gave, in the order of their ids; empty in a rater's own log.
    """

    benchmark: str
    criterion: str
    mark: int
    why: str
    agreed: int
    because: str
    others: tuple[int, ...] = ()


def is_marked(view: PanelView, member: str, benchmark: str) -> bool:
    """Whether a member has marked a benchmark answer on every criterion that judges it."""
    found = view.benchmarks.get(benchmark)
    return found is not None and all((benchmark, member, criterion) in view.calibrated for criterion in found.agreed)


def is_calibrated(view: PanelView, member: str) -> bool:
    """Whether a member has marked every benchmark answer of the campaign, and so may mark applications."""
    return all(is_marked(view, member, benchmark) for benchmark in view.campaign.benchmarks)


def compared(view: PanelView, member: str) -> tuple[Compared, ...]:
    """Put a member's marks beside the agreed ones, of the benchmark answers that they have marked wholly.

    Of the others nothing is given: who sees an agreed mark first marks no more on their own.
    """
    marked = {
        id_: [one for one in sorted(view.members) if one != member and is_marked(view, one, id_)]
        for id_ in sorted(view.benchmarks)
        if is_marked(view, member, id_)
    }
    found: list[Compared] = []
    for id_, others in marked.items():
        agreed = view.benchmarks[id_].agreed
        for criterion in (one for one in view.campaign.order if one in agreed):
            own = view.calibrated[id_, member, criterion]
            marks = tuple(view.calibrated[id_, other, criterion].mark for other in others)
            of = agreed[criterion]
            found.append(Compared(id_, criterion, own.mark, own.why, of.mark, of.why, marks))
    return tuple(found)


def severity(marks: Iterable[Compared]) -> Fraction | None:
    """Give how far a rater's marks lie from the agreed ones, on average; below 0 is more severe. None without marks."""
    return _mean([Fraction(one.mark - one.agreed) for one in marks])


def severity_beside_others(marks: Iterable[Compared]) -> Fraction | None:
    """Give how far a rater's marks lie from the mean of the other raters', on average; below 0 is more severe.

    None where no other rater has marked what this one has.
    """
    return _mean([one.mark - Fraction(sum(one.others), len(one.others)) for one in marks if one.others])


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
