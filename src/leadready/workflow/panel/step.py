"""One thing to do in a round, as a desk shows it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

State: TypeAlias = Literal["open", "shown", "waiting", "done"]


class Step(NamedTuple):
    """One thing to do.

    Attributes:
        id: Which page it is done on.
        title: What is done.
        says: How far it is, in a sentence.
        state: Whether something is to be done now, is only there to be seen, is waited for, or is done.
    """

    id: str
    title: str
    says: str
    state: State
