"""Two scores seen together: four named fields on either side of a cut, as a rubric's file says them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from leadready.instrument.definition import Definition, Id, Text

Offer: TypeAlias = Literal["not-now"]
"""Another way to go on than a plan with goals: to say “not now”, and to keep the door open."""

FieldName: TypeAlias = Literal["neither", "across", "up", "both"]
"""A field, by the scores that reach the cut there."""


FIELD_NAMES: tuple[FieldName, ...] = ("neither", "across", "up", "both")


class QuadrantField(Definition):
    """One of the four fields.

    Attributes:
        says: What it may mean to lie there, as a hypothesis.
        offers: What the plan then offers beside goals.
    """

    title: Text
    says: Text
    offers: Offer | None = None


class FourFields(Definition):
    """The fields, by the scores that reach the cut there."""

    neither: QuadrantField
    across: QuadrantField
    up: QuadrantField
    both: QuadrantField

    def named(self, name: FieldName) -> QuadrantField:
        """Give the field of a name."""
        return {"neither": self.neither, "across": self.across, "up": self.up, "both": self.both}[name]


class Quadrant(Definition):
    """Two scores on two axes.

    Attributes:
        across: The score that grows from left to right.
        up: The score that grows upwards.
        cut: Where both are parted, on 0 to 100; a score of exactly that reaches it.
    """

    across: Id
    up: Id
    cut: Annotated[Decimal, Field(gt=0, lt=100, max_digits=9, decimal_places=6)] = Decimal(60)
    fields: FourFields
