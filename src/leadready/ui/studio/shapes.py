"""Fields as data: what can be edited in each kind of thing, and in what shape. The widgets follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.instrument.strict_yaml import Keys, Value
    from leadready.ui.studio.known import Known, Names
    from leadready.ui.studio.outline import Place

Offer: TypeAlias = "Callable[[Known, Place], Names]"
"""What there is to choose from at a place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. A field that is emptied goes from the file where it may be absent.

    Attributes:
        short: Whether it is a number or a few letters.
    """

    optional: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Several lines of text."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several.

    Attributes:
        absent: The words for saying nothing, first in the list; empty where something must be chosen.
    """

    offer: Offer
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Yes or no; no is not written."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Some of several, in their own order.

    Attributes:
        unset: Whether all hold while nothing is written.
    """

    offer: Offer
    unset: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of texts."""

    add: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list of names, in an order of the author's own."""

    offer: Offer
    add: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Named texts or numbers, such as options with their labels or parts with their weights.

    Attributes:
        keys: What the names are chosen from; None where the author makes them up.
        key_words: The name of a name, such as "Value"; of what it has, such as "Label".
        fixed: Whether there is a line for each name that could be, as with a sentence for each level.
        long: Whether the texts are sentences.
    """

    key_words: str
    value_words: str
    keys: Offer | None = None
    add: str = ""
    first: str = ""
    fixed: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Keyed:
    """The items of a scale, each with its direction and weight."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Levels: id, where it begins, title."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """The missing-data rule, said as a sentence."""

    absent: str = ""
    parts: str = "answered"


@dataclass(frozen=True, slots=True)
class Targets:
    """For some scales, the levels that an action suits."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """An id. Where it is used elsewhere, changing it changes it there too.

    Attributes:
        of: What it names: an item, a score, or something that only this place names.
    """

    of: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the file as text, for what has no fields of its own."""

    start: Value = field(default_factory=dict)


Shape: TypeAlias = (
    Line
    | Prose
    | Pick
    | Tick
    | Ticks
    | Lines
    | Chosen
    | Pairs
    | Keyed
    | Cuts
    | Missing
    | Targets
    | When
    | Identity
    | Node
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be edited.

    Attributes:
        keys: Where it is, below the thing it belongs to.
    """

    keys: Keys
    label: str
    shape: Shape
    help_text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under a heading.

    Attributes:
        folded: Whether they stay folded away until somebody asks, or they say something.
    """

    heading: str
    fields: tuple[Field, ...]
    folded: bool = False


Groups: TypeAlias = tuple[Group, ...]
"""All fields of a kind of thing."""
