"""A drawing as a picture (PNG), for documents that cannot hold shapes; the window and the PDF paint the same one."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from PIL import Image, ImageColor, ImageDraw, ImageFont

from leadready import assets
from leadready.chart.drawing import Box, Disc, Line, Text
from leadready.report.colours import PRINTED

if TYPE_CHECKING:
    from leadready.chart.drawing import Drawing, Shape

    Colour = tuple[int, int, int]

DOTS = 4
"""Dots of the picture for each point: 288 to the inch."""
_FINE = 3
"""It is painted this much larger and then made smaller, so that edges are smooth."""
_PEN = DOTS * _FINE
_FILES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
_ANCHORS: dict[str, Literal["ls", "ms", "rs"]] = {"start": "ls", "middle": "ms", "end": "rs"}


def png(drawing: Drawing) -> bytes:
    """Paint a drawing on white. The same drawing gives the same bytes."""
    size = round(drawing.width * _PEN), round(drawing.height * _PEN)
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for shape in drawing.shapes:
        _paint(pen, shape)
    target = BytesIO()
    picture.reduce(_FINE).save(target, "PNG")
    return target.getvalue()


def _paint(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    match shape:
        case Line():
            _line(pen, shape)
        case Box():
            corners = _scaled(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            outline = _colour(shape.outline_role) if shape.outline_role else None
            pen.rounded_rectangle(
                corners, shape.radius * _PEN, fill=_colour(shape.role, shape.opacity), outline=outline, width=_PEN
            )
        case Disc():
            outer = shape.radius + shape.outline_width / 2
            pen.ellipse(_around(shape.cx, shape.cy, outer), fill=_colour(shape.outline_role or shape.role))
            inner = shape.radius - shape.outline_width / 2
            pen.ellipse(_around(shape.cx, shape.cy, inner), fill=_colour(shape.role))
        case Text():
            place = shape.x * _PEN, shape.y * _PEN
            font = _font(shape.weight, shape.size)
            pen.text(place, shape.text, font=font, fill=_colour(shape.role), anchor=_ANCHORS[shape.anchor])


def _line(pen: ImageDraw.ImageDraw, line: Line) -> None:
    """Draw a line, and a disc at both ends, which makes them round."""
    colour = _colour(line.role, line.opacity)
    pen.line(_scaled(line.x1, line.y1, line.x2, line.y2), fill=colour, width=round(line.width * _PEN))
    for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
        pen.ellipse(_around(x, y, line.width / 2), fill=colour)


def _scaled(*numbers: float) -> tuple[float, ...]:
    return tuple(number * _PEN for number in numbers)


def _around(x: float, y: float, radius: float) -> tuple[float, ...]:
    return _scaled(x - radius, y - radius, x + radius, y + radius)


def _colour(role: str, opacity: float = 1.0) -> Colour:
    """Give the colour of a role, mixed with the white of the paper."""
    red, green, blue = (round(255 - opacity * (255 - part)) for part in ImageColor.getrgb(PRINTED[role])[:3])
    return red, green, blue


@cache
def _font(weight: int, size: float) -> ImageFont.FreeTypeFont:
    file = assets.resources() / "fonts" / f"AtkinsonHyperlegibleNext-{_FILES[weight]}.ttf"
    return ImageFont.truetype(str(file), size * _PEN, layout_engine=ImageFont.Layout.BASIC)
