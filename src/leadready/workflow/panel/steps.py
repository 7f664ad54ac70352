"""What there is to do in a round, for the person whose desk it is: in order, each with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.panel.campaign import Role
    from leadready.workflow.panel.panel import Panel

State: TypeAlias = Literal["open", "waiting", "done"]


class Step(NamedTuple):
    """One thing to do.

    Attributes:
        id: Which page it is done on.
        title: What is done.
        says: How far it is, in a sentence.
        state: Whether something can be done now, is waited for, or is done.
    """

    id: str
    title: str
    says: str
    state: State


def steps(panel: Panel) -> tuple[Step, ...]:
    """List what there is to do for a member, by their roles; what only others do is not in it."""
    roles: set[Role] = set(panel.me.roles)
    return tuple(make(panel) for role, makers in _MAKERS.items() if role in roles for make in makers)


_MAKERS: dict[Role, tuple[Callable[[Panel], Step], ...]] = {"rater": (), "lead": (), "administrator": ()}
