"""Grids: tables whose heads repeat on every page, and groups side by side. Rows part only where they must."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from leadready.report import paper
from leadready.report.drawing import Piece
from leadready.report.flow import Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

_FUZZ = 1e-6
_GUTTER = 8.0
_PAD = 3.0
_TALL = paper.FRAME / 3
"""Height from which a row may be parted; a lower one moves to the next page whole."""
_LEAST_ROOM = 60.0


class GridRow:
    """Cells side by side."""

    def __init__(self, cells: Sequence[Stack], *, leads: bool = False) -> None:
        self.cells = tuple(cells)
        self.leads = leads
        self.height = 0.0

    def measure(self, widths: Sequence[float], pad: float) -> float:
        """Take the height of the highest cell."""
        self.height = max(cell.measure(width) for cell, width in zip(self.cells, widths, strict=True)) + 2 * pad
        return self.height

    def split(self, widths: Sequence[float], room: float, pad: float) -> tuple[GridRow, GridRow] | None:
        """Part every cell at the same height; None where one cannot be."""
        firsts: list[Stack] = []
        rests: list[Stack] = []
        for cell, width in zip(self.cells, widths, strict=True):
            first, rest = _parted(cell, width, room - 2 * pad)
            if first is None:
                return None
            firsts.append(first)
            rests.append(rest)
        parts = GridRow(firsts, leads=self.leads), GridRow(rests, leads=self.leads)
        for part in parts:
            part.measure(widths, pad)
        return parts


def _parted(cell: Stack, width: float, room: float) -> tuple[Stack | None, Stack]:
    if cell.height <= room + _FUZZ:
        return cell, Stack(())
    parts = cell.split(width, room)
    if not parts:
        return None, cell
    first, rest = parts
    return (first, rest) if isinstance(first, Stack) and isinstance(rest, Stack) else (None, cell)


class Grid(Piece):
    """Rows of cells.

    Args:
        shares: How the width is shared among the columns.
        head: The row that repeats on every page.
        ruled: Draw a line under each row, and a tint behind rows that lead.

    Attributes:
        goes_on: It is the rest of a table that began on an earlier page, and its head has been read there.
    """

    def __init__(
        self, shares: Sequence[float], rows: Sequence[GridRow], *, head: GridRow | None = None, ruled: bool = True
    ) -> None:
        super().__init__()
        self.shares = shares
        self.rows = list(rows)
        self.head = head
        self.ruled = ruled
        self.goes_on = False
        self.pad = _PAD if ruled else 0.0
        self.spaceBefore, self.spaceAfter = 2.0, 6.0
        if not ruled:
            cells = [cell for row in rows for cell in row.cells]
            self.spaceBefore = max((cell.getSpaceBefore() for cell in cells), default=0.0)
        self._lefts: list[float] = []
        self._widths: list[float] = []

    def measure(self, width: float) -> float:
        """Share out the width and measure every row."""
        gutter = _GUTTER if self.ruled else 2 * _GUTTER
        free = width - gutter * (len(self.shares) - 1)
        total = sum(self.shares)
        self._widths = [free * share / total for share in self.shares]
        self._lefts = [sum(self._widths[:n]) + n * gutter for n in range(len(self.shares))]
        self.width = width
        self.height = sum(row.measure(self._widths, self.pad) for row in self._all_rows)
        return float(self.height)

    @property
    def _all_rows(self) -> list[GridRow]:
        return [self.head, *self.rows] if self.head else self.rows

    def split(self, _width: float, height: float) -> list[Piece]:
        """Part it between rows, or inside one that is tall."""
        y = self.head.height if self.head else 0.0
        for place, row in enumerate(self.rows):
            if y + row.height > height + _FUZZ:
                return self._split_at(place, height - y)
            y += row.height
        return []

    def _split_at(self, place: int, room: float) -> list[Piece]:
        row = self.rows[place]
        if room >= _LEAST_ROOM and (row.height > _TALL or not self.ruled):
            parts = row.split(self._widths, room, self.pad)
            if parts:
                first, rest = parts
                return self._parts([*self.rows[:place], first], [rest, *self.rows[place + 1 :]])
        while place and self.rows[place - 1].leads:
            place -= 1
        return self._parts(self.rows[:place], self.rows[place:]) if place else []

    def _parts(self, first: Sequence[GridRow], rest: Sequence[GridRow]) -> list[Piece]:
        parts = [Grid(self.shares, rows, head=self.head, ruled=self.ruled) for rows in (first, rest)]
        for part, goes_on in zip(parts, (self.goes_on, True), strict=True):
            part.goes_on = goes_on
            part.measure(self.width)
        return [*parts]

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Paint row after row."""
        for row in self._all_rows:
            if self.ruled:
                with canvas.artefact():
                    self._rule(canvas, row, x, top)
            with canvas.artefact() if self.goes_on and row is self.head else nullcontext():
                for cell, left in zip(row.cells, self._lefts, strict=True):
                    cell.paint(canvas, x + left, top - self.pad)
            top -= row.height

    def _rule(self, canvas: Any, row: GridRow, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        if row.leads:
            canvas.setFillColor(paper.colour("tint"))
            canvas.rect(x, top - row.height, self.width, row.height, stroke=0, fill=1)
        canvas.setStrokeColor(paper.colour("line" if row is self.head else "hairline"))
        canvas.setLineWidth(0.5)
        canvas.setLineCap(0)
        canvas.line(x, top - row.height, x + self.width, top - row.height)
