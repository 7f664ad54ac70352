"""The reader of pages sees each of the faults that it looks for."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from leadready.report import paper
from tests.report.reading import A4, Drawn, Page, faults, pages

LINE = Drawn("some words", paper.REGULAR, 11, A4.margin, 400, 60)
UNDER = replace(LINE, y=385)
HEADER = replace(LINE, text="Profile", y=800)


def test_a_good_page_has_no_faults():
    assert faults([Page((LINE, UNDER), ())]) == []
    assert faults([Page((replace(LINE, y=700),), ())]) == []  # a cover, for it has no header
    assert faults([Page((HEADER, replace(LINE, y=700)), ((100, 90, 200, 90),))]) == []  # lines to write on fill it


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (Page((LINE, replace(LINE, x=LINE.x + 30)), ()), "overlap"),
        (Page((LINE, replace(LINE, y=392)), ()), "overlap"),
        (Page((replace(LINE, x=20), UNDER), ()), "outside"),
        (Page((replace(LINE, width=500), UNDER), ()), "outside"),
        (Page((LINE, UNDER), ((20, 300, 200, 300),)), "outside: line"),
        (Page((LINE, replace(LINE, y=paper.BOTTOM)), ()), "low"),
        (Page((), ()), "blank"),
        (Page((replace(LINE, y=10),), ()), "blank"),
        (Page((HEADER, replace(LINE, y=700)), ()), "half empty"),
        (Page((LINE, replace(UNDER, font="SemiBold")), ()), "heading"),
        (Page((LINE, replace(UNDER, font="SemiBold", size=20)), ()), "heading"),
    ],
)
def test_every_fault_is_found(page: Page, fault: str):
    assert [one for one in faults([page]) if one.startswith(f"page 1: {fault}")]


def test_places_are_those_of_the_page():
    from reportlab.pdfgen.canvas import Canvas

    paper.prepare()
    target = BytesIO()
    canvas = Canvas(target, invariant=1, initialFontName=paper.REGULAR)
    canvas.translate(10, 20)
    canvas.setFont(paper.SEMIBOLD, 12)
    canvas.drawString(100, 200, "Hello ")
    canvas.line(1, 2, 3, 4)
    canvas.save()
    (page,) = pages(target.getvalue())
    (drawn,) = page.strings
    assert (drawn.text, drawn.size, drawn.x, drawn.y) == ("Hello ", 12, 110, 220)
    assert drawn.width == pytest.approx(canvas.stringWidth("Hello", paper.SEMIBOLD, 12), abs=0.1)
    assert page.strokes == ((11, 22, 13, 24),)
