"""A canvas that says whose part everything is that it draws."""

from __future__ import annotations

from io import BytesIO

import pytest

from leadready.report import paper, writing
from leadready.report.marking import MarkingCanvas
from leadready.report.tags import Element, Mark, Structure
from tests.report.reading import ARTEFACT, STRAY, pages

paper.prepare()
BODY = paper.STYLES["body"]


@pytest.fixture
def structure() -> Structure:
    return Structure()


@pytest.fixture
def canvas(structure: Structure) -> MarkingCanvas:
    return MarkingCanvas(BytesIO(), structure=structure, invariant=1, pageCompression=0)


def write(canvas: MarkingCanvas, text: str) -> None:
    writing.draw_lines(canvas, [text], BODY, 100, 700)


def marks(canvas: MarkingCanvas) -> list[list[tuple[str, int]]]:
    canvas.save()
    return [[(one.text, one.mark) for one in page.strings] for page in pages(canvas._filename.getvalue())]


def test_each_mark_has_the_next_number_of_its_page(canvas: MarkingCanvas, structure: Structure):
    first, second = structure.document.add("P"), structure.document.add("P")
    with canvas.marked(first):
        write(canvas, "one")
    with canvas.marked(second):
        write(canvas, "two")
    canvas.showPage()
    with canvas.marked(second):
        write(canvas, "three")
    assert marks(canvas) == [[("one", 0), ("two", 1)], [("three", 0)]]
    assert second.kids == [Mark(1, 1), Mark(2, 0)]
    assert structure.owners == {1: [first, second], 2: [second]}


def test_what_has_no_element_is_an_artefact_and_nothing_else_is_stray(canvas: MarkingCanvas):
    with canvas.marked(None):
        write(canvas, "none")
    with canvas.artefact("Footer"):
        write(canvas, "foot")
    write(canvas, "stray")
    assert marks(canvas) == [[("none", ARTEFACT), ("foot", ARTEFACT), ("stray", STRAY)]]


def test_inside_a_mark_no_other_begins(canvas: MarkingCanvas, structure: Structure):
    outer, inner = structure.document.add("P"), structure.document.add("P")
    with canvas.artefact():
        with canvas.marked(inner, (0, 0, 1, 1)):
            write(canvas, "repeated")
        write(canvas, "rule")
    with canvas.marked(outer), canvas.artefact():
        write(canvas, "own")
    assert marks(canvas) == [[("repeated", ARTEFACT), ("rule", ARTEFACT), ("own", 0)]]
    assert (inner.kids, inner.box) == ([], None)


def test_a_box_is_where_the_page_has_it(canvas: MarkingCanvas, structure: Structure):
    figure = structure.document.add("Figure", alternative="A dot")
    canvas.translate(10, 20)
    with canvas.marked(figure, (1, 2, 3, 4)):
        write(canvas, "x")
    assert figure.box == (11, 22, 13, 24)


def test_a_pen_is_set_again_only_where_it_has_changed(canvas: MarkingCanvas):
    ink, muted = paper.colour("ink"), paper.colour("muted")
    for colour in (ink, ink, muted):
        canvas.setFillColor(colour)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(3)
        canvas.setLineCap(1)
    canvas.saveState()
    canvas.setFillColor(ink)
    canvas.setLineWidth(5)
    canvas.restoreState()
    canvas.setFillColor(muted)
    canvas.setFillColor(ink)
    canvas.setLineWidth(5)
    told = [line.split()[-1] for line in canvas._code]
    assert [one for one in told if one in {"rg", "RG", "w", "J", "q", "Q"}] == [
        "rg",
        "RG",
        "w",
        "J",
        "rg",
        "RG",
        "q",
        "rg",
        "w",
        "Q",
        "rg",
        "w",
    ]


def test_items_that_follow_each_other_are_one_list():
    section = Element("Sect")
    one, two = section.add_item(), section.add_item()
    section.add("P")
    three = section.add_item()
    assert [kid.role for kid in section.kids if isinstance(kid, Element)] == ["L", "P", "L"]
    first, _paragraph, last = section.kids
    assert isinstance(first, Element)
    assert isinstance(last, Element)
    assert (first.kids, last.kids) == ([one, two], [three])


def test_only_what_holds_a_mark_is_read_and_every_cell():
    section = Element("Sect")
    empty = section.add("P")
    assert not section.is_read
    row = section.add("TR")
    row.add("TD")
    assert (empty.is_read, row.is_read, section.is_read) == (False, True, True)
    empty.kids.append(Mark(1, 0))
    assert empty.is_read
