"""The quadrant drawn: the cross where the scores say, names outside it, and all of it in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.chart.drawing import Box, Disc, Drawing, Line, Text
from leadready.chart.quadrant import WIDEST, quadrant
from tests.rubric.small import reading, rubric

NAMES = {"a": "Asking", "b": "Being"}


def drawn(a: int, b: int, *, width: float = 400, title: str = "Field", cut: str = "60", names: Any = None) -> Drawing:
    fields = {name: {"title": f"{title} {name}", "says": "S"} for name in ("neither", "across", "up", "both")}
    rules = rubric(quadrant={"across": "a", "up": "b", "cut": cut, "fields": fields})
    placement = reading(rules, {"size": "large", "a1": a, "a2": a, "b1": b, "b2": b}).rulings.placement
    assert placement is not None
    return quadrant(placement, names or NAMES, width=width)


def of(drawing: Drawing, kind: type) -> list[Any]:
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def test_the_dot_and_the_arms_stand_where_the_scores_and_intervals_are():
    # a = 50 and b = 100; the fields run from 30 to 390 across, 180 high. An interval is 9.8 points either side.
    drawing = drawn(3, 5)
    (dot,) = of(drawing, Disc)
    top = min(box.y for box in of(drawing, Box)) - 1
    assert (dot.cx, dot.cy) == (30 + 360 / 2, top)
    down, sideways, across, up = of(drawing, Line)
    assert (down.x1, down.x2) == (30 + 3.6 * 60, 30 + 3.6 * 60)  # the cut
    assert (sideways.y1, sideways.y2) == (top + 180 * 0.4, top + 180 * 0.4)
    assert (across.x1 - 4, across.x2 + 4) == pytest.approx((30 + 3.6 * 40.2, 30 + 3.6 * 59.8))
    assert (up.y1 - 4, up.y2 + 4) == pytest.approx((top, top + 1.8 * 9.8))  # cut off at 100


def test_the_field_is_told_by_its_name_and_edge_not_by_colour_alone():
    drawing = drawn(5, 5)
    assert [(box.outline_role, box.role) for box in of(drawing, Box)] == [
        *[(None, "sunken")] * 3,
        ("accent", "accent_soft"),
    ]
    bold = " ".join(text.text for text in of(drawing, Text) if text.weight == 600)
    assert bold == "Being Asking Field both"


def test_everything_is_in_the_words():
    assert drawn(5, 1).description == (
        "Asking: 100 of 100, probably between 90 and 100. Being: 0 of 100, probably between 0 and 10. "
        "Across: Asking. Up: Being. The lines are at 60 of 100. "
        "Your scores place you in “Field across”, even with their uncertainty."
    )


def test_it_is_mirrored_as_a_whole():
    drawing = drawn(1, 5)
    (dot,), (turned,) = of(drawing, Disc), of(drawing.mirrored(), Disc)
    assert dot.cx + turned.cx == drawing.width


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5), st.integers(1, 5), st.integers(220, 900), st.integers(1, 99), st.text("aW ö", max_size=90),
    st.text("mi ", min_size=1, max_size=120),
)  # fmt: skip
def test_nothing_leaves_the_canvas_and_no_name_is_drawn_over(
    a: int, b: int, width: int, cut: int, title: str, name: str
):
    drawing = drawn(a, b, width=width, title=title, cut=str(cut), names={"a": name, "b": name})
    assert drawing.width == min(width, WIDEST)
    assert drawing.height == drawn(a, b, width=220, title=title, cut=str(cut)).height  # whatever the width
    boxes = of(drawing, Box)
    top, foot = min(box.y for box in boxes), max(box.y + box.height for box in boxes)
    assert Fraction(foot - top) <= 180
    for box in boxes:
        assert box.width > 0 < box.height
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
    words = [text for text in of(drawing, Text) if not text.text.isdigit()]
    for text in words:
        assert text.size <= text.y <= drawing.height
        assert text.y <= top or text.y - text.size >= foot - 4, text
        assert len(text.text) * 0.58 * text.size <= drawing.width + text.size
    (dot,) = of(drawing, Disc)
    assert top - 1.01 <= dot.cy <= foot + 1.01
