"""A drawing: shapes in the order they are painted, with colour roles instead of colours.

The window paints it with its theme, a document with its own; neither knows what it shows. Units are points at 100 %;
y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]
LETTER = 0.55
"""How wide a letter is on average, as a share of the size: a drawing does not know its font."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line with round ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str
    width: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, its corners rounded by `radius`."""

    x: float
    y: float
    width: float
    height: float
    role: str
    radius: float = 0.0
    opacity: float = 1.0
    outline_role: str | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle, with a ring around it if `outline_role` is given."""

    cx: float
    cy: float
    radius: float
    role: str
    outline_role: str | None = None
    outline_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    role: str
    size: float
    weight: int = 400
    anchor: Anchor = "start"


Shape: TypeAlias = Line | Box | Disc | Text
_OTHER_END: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a canvas of a stated size. `description` says in words what the picture shows."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str

    def mirrored(self) -> Drawing:
        """Give the drawing as it is read from right to left; its letters are not turned."""
        return replace(self, shapes=tuple(_mirrored(shape, self.width) for shape in self.shapes))


def text_width(text: Text) -> float:
    """Reckon about how wide a line of text is, in points."""
    return len(text.text) * text.size * LETTER


def inwards(text: Text, width: float) -> Text:
    """Write a text in the middle over its place, or from the edge inwards where it would leave a drawing so wide."""
    half = text_width(text) / 2
    if text.x < half:
        return replace(text, x=0.0, anchor="start")
    if text.x > width - half:
        return replace(text, x=width, anchor="end")
    return replace(text, anchor="middle")


def _mirrored(shape: Shape, width: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=width - shape.x2, x2=width - shape.x1, y1=shape.y2, y2=shape.y1)
        case Box():
            return replace(shape, x=width - shape.x - shape.width)
        case Disc():
            return replace(shape, cx=width - shape.cx)
        case Text():
            return replace(shape, x=width - shape.x, anchor=_OTHER_END[shape.anchor])
