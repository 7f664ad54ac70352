"""What is left of a round when its applications are deleted: numbers that point to nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias, get_args

from leadready.panel.impact import SMALLEST
from leadready.panel.kinds import Outcome
from leadready.panel.merit import merits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.panel.view import PanelView

Counts: TypeAlias = "dict[str, int | None]"
"""How many, by name; None where so few are not shown."""


def statistics(view: PanelView) -> dict[str, Counts]:
    """Count a round: how far applications came, what was decided, and how often each mark was given.

    Numbers below ten are left out, and where only one of a group is left out the next smallest as well: otherwise the
    others would give it away.
    """
    came = [one for one in view.applicants.values() if one.received is not None]
    found = merits(view)
    stages = {
        "received": len(came),
        "late": sum(one.received.late for one in came if one.received),
        "gates-passed": sum(all(gate.passed for gate in one.gates.values()) for one in came),
        "marked": sum(found[one.reference].total is not None for one in came if one.reference in found),
        "decided": sum(one.outcome is not None for one in came),
    }
    outcomes = Counter(one.outcome.outcome for one in came if one.outcome is not None)
    marks: dict[str, Counter[str]] = {id_: Counter() for id_ in view.campaign.order}
    for (_reference, _member, criterion), mark in view.locked_marks().items():
        marks[criterion][str(mark.mark)] += 1
    return {
        "stages": {name: count if count == 0 or count >= SMALLEST else None for name, count in stages.items()},
        "outcomes": suppressed({name: outcomes[name] for name in get_args(Outcome)}),
        **{
            f"marks-{id_}": suppressed({mark: counts[mark] for mark in sorted(view.campaign.criteria[id_].anchors)})
            for id_, counts in marks.items()
        },
    }


def suppressed(counts: Mapping[str, int]) -> Counts:
    """Leave out what is too small to show, so that nothing that is left out can be worked out from the rest."""
    small = {name for name, count in counts.items() if 0 < count < SMALLEST}
    if len(small) == 1:
        others = [(count, name) for name, count in counts.items() if name not in small and count]
        small |= {min(others)[1]} if others else set()
    return {name: None if name in small else count for name, count in counts.items()}
