"""A drawing as SVG, for a page that opens in any browser."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from leadready.chart.drawing import Box, Disc, Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.chart.drawing import Drawing, Shape


def svg(drawing: Drawing, colours: Mapping[str, str]) -> str:
    """Write a drawing as one `<svg>` element that says in words what it shows.

    Args:
        drawing: What to draw.
        colours: A colour for each role that the drawing uses.
    """
    shapes = "".join(_shape(shape, colours) for shape in drawing.shapes)
    size = (
        f'width="{drawing.width:g}pt" height="{drawing.height:g}pt" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    )
    label = escape(drawing.description, quote=True)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">{shapes}</svg>'


def _shape(shape: Shape, colours: Mapping[str, str]) -> str:
    colour = colours[shape.role]
    if isinstance(shape, Line):
        ends = f'x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}"'
        pen = f'stroke="{colour}" stroke-width="{shape.width:g}" stroke-opacity="{shape.opacity:g}"'
        return f'<line {ends} {pen} stroke-linecap="round"/>'
    if isinstance(shape, Box):
        place = f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'
        outline = f' stroke="{colours[shape.outline_role]}"' if shape.outline_role else ""
        return f'<rect {place} rx="{shape.radius:g}" fill="{colour}" fill-opacity="{shape.opacity:g}"{outline}/>'
    if isinstance(shape, Disc):
        outline = (
            f' stroke="{colours[shape.outline_role]}" stroke-width="{shape.outline_width:g}"'
            if shape.outline_role
            else ""
        )
        return f'<circle cx="{shape.cx:g}" cy="{shape.cy:g}" r="{shape.radius:g}" fill="{colour}"{outline}/>'
    font = f'font-size="{shape.size:g}" font-weight="{shape.weight}" text-anchor="{shape.anchor}"'
    return f'<text x="{shape.x:g}" y="{shape.y:g}" fill="{colour}" {font}>{escape(shape.text)}</text>'
