"""One thing to do in a round, as a desk shows it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

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
