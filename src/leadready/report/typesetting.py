"""Blocks become pieces of pages, and at the same time the structure that a screen reader walks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.report import paper, writing
from leadready.report.blocks import (
    AtFoot,
    Beside,
    Bullets,
    Callout,
    Chart,
    Heading,
    Prose,
    Table,
    Together,
    WritingSpace,
)
from leadready.report.drawing import Picture
from leadready.report.flow import Boxed, Foot, Passage, Rules, Stack
from leadready.report.grid import Grid, GridRow
from leadready.report.headings import Headings
from leadready.report.tags import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.report.blocks import Block, Row, Section
    from leadready.report.drawing import Piece
    from leadready.report.paper import Style
    from leadready.report.tags import Element, Role


class Typesetter:
    """Sets one section after the other.

    The order of the blocks is the order in which they are read, wherever on the page they stand.
    """

    def __init__(self, document: Element) -> None:
        self._document = document
        self._headings = Headings()

    def section(self, section: Section) -> list[Piece]:
        """Set a section; no page parts a heading from what follows it."""
        return _kept(self._pieces(section.blocks, self._document.add("Sect")))

    def _pieces(self, blocks: Iterable[Block], within: Element) -> list[Piece]:
        return [piece for block in blocks for piece in self._made(block, within)]

    def _made(self, block: Block, within: Element) -> list[Piece]:
        match block:
            case Heading():
                return [self._heading(block, within)]
            case Prose():
                return [_passage(block.text, paper.STYLES[block.tone], within, "P")]
            case Bullets():
                return [_item(text, paper.STYLES[block.tone], within) for text in block.items]
            case Chart():
                figure = within.add("Figure", alternative=block.drawing.description)
                return [Picture(block.drawing, block.hangs, figure)]
            case WritingSpace():
                return [self._rules(block, within)]
            case _:
                return [self._holder(block, within)]

    def _holder(self, block: Callout | Together | AtFoot | Beside | Table, within: Element) -> Piece:
        match block:
            case Callout():
                return Boxed(self._apart(block.blocks, within))
            case Together():
                return Stack(self._pieces(block.blocks, within), whole=True)
            case AtFoot():
                return Foot(self._pieces(block.blocks, within), whole=True)
            case Beside():
                sides = GridRow([Stack(self._apart(side, within)) for side in block.sides])
                return Grid([1] * len(block.sides), [sides], ruled=False)
            case Table():
                return self._table(block, within.add("Table"))

    def _apart(self, blocks: Iterable[Block], within: Element) -> list[Piece]:
        """Set a group that is set apart: what follows it does not stand under its headings."""
        with self._headings.apart():
            return self._pieces(blocks, within.add("Div"))

    def _heading(self, block: Heading, within: Element) -> Passage:
        role = HEADINGS[self._headings.level(block.rank) - 1]
        passage = _passage(block.text, paper.HEADINGS[block.rank], within, role)
        passage.bookmark = block.bookmark
        return passage

    def _rules(self, block: WritingSpace, within: Element) -> Rules:
        label = self._heading(Heading(block.label, 3), within) if block.label else None
        return Rules(block.lines, label, fills=block.fills)

    def _table(self, block: Table, table: Element) -> Grid:
        names = table.add("TR")
        head = GridRow([self._cell(cell, names.add("TH", scope="Column")) for cell in block.heads])
        return Grid(block.shares, [self._row(row, table.add("TR")) for row in block.rows], head=head)

    def _row(self, row: Row, element: Element) -> GridRow:
        """Set a row; its first cell names it."""
        first, *others = row.cells
        cells = [self._cell(first, element.add("TH", scope="Row"))]
        cells += [self._cell(cell, element.add("TD")) for cell in others]
        return GridRow(cells, leads=row.leads)

    def _cell(self, blocks: tuple[Block, ...], cell: Element) -> Stack:
        """Set a cell; a text that stands there alone is the cell's own, no paragraph in it."""
        match blocks:
            case (Prose() as alone,):
                cell.actual = writing.unshown(alone.text)
                return Stack([Passage(alone.text, paper.STYLES[alone.tone], cell)])
            case _:
                return Stack(self._pieces(blocks, cell))


def _passage(text: str, style: Style, within: Element, role: Role) -> Passage:
    if not text.strip():
        return Passage(text, style)
    return Passage(text, style, within.add(role, actual=writing.unshown(text)))


def _item(text: str, style: Style, within: Element) -> Passage:
    one = within.add_item()
    bullet = one.add("Lbl")
    return Passage(text, style, one.add("LBody", actual=writing.unshown(text)), bullet=bullet)


def _kept(pieces: list[Piece]) -> list[Piece]:
    """Put headings into one stack with what follows them, so that no page parts them."""
    kept: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if not piece.heads:
            kept.append(Stack(waiting) if len(waiting) > 1 else piece)
            waiting = []
    return kept + waiting
