"""Who takes part, as a lead writes it down: `people.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.instrument.definition import Definition, Id
from leadready.panel.campaign import Role

CardFile: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f/\\]+$", max_length=200)]
"""The name of a card beside this file; a path is none."""


class Person(Definition):
    """A card, and what its owner may do."""

    card: CardFile
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class People(Definition):
    """Who takes part."""

    format: Literal["leadready/campaign-people/1"]
    people: Annotated[dict[Id, Person], Field(min_length=1, max_length=18)]
    recovery: CardFile
    equality: CardFile | None = None
