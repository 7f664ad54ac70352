"""Pieces that flow: spaces, halves, rows that lead."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from leadready.report import paper
from leadready.report.flow import Boxed, Foot, Gap, Passage, Rules, Stack
from leadready.report.grid import Grid, GridRow
from leadready.report.marking import MarkingCanvas
from leadready.report.tags import Element
from tests.report.reading import A4, Page, pages

if TYPE_CHECKING:
    from leadready.report.drawing import Piece

paper.prepare()
BODY, HEADING = paper.STYLES["body"], paper.HEADINGS[3]
WIDTH = 200.0


def drawn(piece: Piece) -> Page:
    """Draw a piece with its upper left corner at the frame's."""
    target = BytesIO()
    canvas = MarkingCanvas(target, invariant=1)
    piece.measure(WIDTH)
    piece.paint(canvas, A4.margin, 700)
    canvas.save()
    return pages(target.getvalue())[0]


def gap(height: float, *, heads: bool = False) -> Gap:
    piece = Gap(height)
    piece.heads = heads
    return piece


def heights(pieces: list[Piece]) -> list[float]:
    return [piece.height for piece in pieces]


def test_the_larger_of_two_spaces_counts():
    label = Passage("Label", HEADING)
    stack = Stack([Passage("Text", BODY), label, Passage("Text", BODY)])
    assert stack.measure(WIDTH) == 15 + max(BODY.after, HEADING.before) + 15 + max(HEADING.after, BODY.before) + 15
    first, second, third = drawn(stack).strings
    assert first.y - second.y == pytest.approx(15 + HEADING.before)
    assert second.y - third.y == pytest.approx(15 + HEADING.after)


@pytest.mark.parametrize(
    ("lines", "room", "parts"), [(10, 100, [6, 4]), (10, 135, [8, 2]), (3, 30, []), (4, 30, [2, 2]), (4, 29, [])]
)
def test_a_text_keeps_two_lines_at_either_side(lines: int, room: float, parts: list[int]):
    passage = Passage("\n".join("word" for _ in range(lines)), BODY)
    passage.measure(WIDTH)
    assert [height / BODY.leading for height in heights(passage.split(WIDTH, room))] == parts


def test_the_rest_of_a_list_item_has_no_second_mark_and_no_second_bookmark():
    entry = Passage("word\n" * 9 + "word", BODY, bullet=Element("Lbl"))
    entry.bookmark = "Entry"
    entry.measure(WIDTH)
    first, rest = entry.split(WIDTH, 60)
    assert isinstance(first, Passage)
    assert isinstance(rest, Passage)
    assert (first.bookmark, rest.bookmark) == ("Entry", "")
    rest.bookmark = first.bookmark = ""
    assert [one.text for one in drawn(first).strings].count("•") == 1
    assert [one.text for one in drawn(rest).strings].count("•") == 0
    assert {one.x for one in drawn(rest).strings} == {one.x for one in drawn(first).strings if one.text != "•"}


def test_a_stack_does_not_end_after_a_piece_that_heads():
    stack = Stack([gap(40), gap(20, heads=True), gap(20, heads=True), gap(50)])
    stack.measure(WIDTH)
    assert heights(stack.split(WIDTH, 100)) == [40, 90]
    only = Stack([gap(20, heads=True), gap(50)])
    only.measure(WIDTH)
    assert only.split(WIDTH, 60) == []


def test_a_whole_stack_is_parted_only_where_a_page_cannot_hold_it():
    stack = Stack([gap(400), gap(400)], whole=True)
    stack.measure(WIDTH)
    assert stack.split(WIDTH, 450) == []
    assert heights(stack.split(WIDTH, paper.FRAME)) == [400, 400]


def test_a_box_is_drawn_around_each_part():
    box = Boxed([Passage("word\n" * 19 + "word", BODY)])
    whole = box.measure(WIDTH)
    first, rest = box.split(WIDTH, 120)
    assert isinstance(first, Boxed)
    assert isinstance(rest, Boxed)
    assert first.height <= 120
    assert first.height + rest.height == pytest.approx(whole + 18)


def test_lines_to_write_on_stand_under_their_label():
    page = drawn(Rules(2, Passage("Label", HEADING)))
    (label,) = page.strings
    lines = [y for _x, y, _right, _y in page.strokes]
    assert len(lines) == 2
    assert all(y < label.y - 20 for y in lines)


@pytest.mark.parametrize(("room", "lines"), [(500, 6), (120, 3), (75, 2), (70, 0), (0, 0)])
def test_lines_fill_what_is_left_or_vanish(room: float, lines: int):
    rules = Rules(6, Passage("Notes", HEADING), fills=True)
    _width, height = rules.wrap(WIDTH, room)
    assert height <= room
    assert len(drawn_without_measure(rules).strokes) == lines


def drawn_without_measure(rules: Rules) -> Page:
    target = BytesIO()
    canvas = MarkingCanvas(target, invariant=1)
    canvas.setFont(paper.REGULAR, 9)
    canvas.drawString(1, 1, "x")
    rules.paint(canvas, A4.margin, 700)
    canvas.save()
    return pages(target.getvalue())[0]


def test_the_foot_takes_all_that_is_left():
    foot = Foot([gap(30)])
    assert foot.wrap(WIDTH, 200) == (WIDTH, pytest.approx(200, abs=0.001))
    assert Foot([gap(300)]).wrap(WIDTH, 200) == (WIDTH, 300)


def row(*heights_: float, leads: bool = False) -> GridRow:
    return GridRow([Stack([gap(height)]) for height in heights_], leads=leads)


def test_a_row_that_leads_goes_with_the_next_one():
    grid = Grid([1, 1], [row(40, 10), row(20, 10, leads=True), row(40, 10), row(40, 10)])
    assert grid.measure(WIDTH) == 46 + 26 + 46 + 46
    first, rest = grid.split(WIDTH, 46 + 26 + 40)
    assert isinstance(first, Grid)
    assert isinstance(rest, Grid)
    assert (len(first.rows), len(rest.rows)) == (1, 3)
    assert Grid([1], [row(20, leads=True), row(50)]).measure(WIDTH) == 82


def test_a_low_row_moves_whole_and_a_tall_one_is_parted():
    text = Passage("word\n" * 59 + "word", BODY)
    grid = Grid([1, 1], [row(40, 40), GridRow([Stack([text]), Stack([Passage("side", BODY)])])])
    grid.measure(WIDTH)
    first, rest = grid.split(WIDTH, 300)
    assert isinstance(first, Grid)
    assert isinstance(rest, Grid)
    assert len(first.rows) == 2
    assert first.height <= 300
    assert [cell.height > 0 for cell in rest.rows[0].cells] == [True, False]
    low = Grid([1], [row(40), row(100)])
    low.measure(WIDTH)
    assert heights(low.split(WIDTH, 120)) == [46, 106]
