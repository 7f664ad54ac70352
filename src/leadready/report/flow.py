"""Pieces that flow down a page: texts, stacks of pieces, boxes around them, and room to write by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadready.report import paper, writing
from leadready.report.drawing import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.report.paper import Style
    from leadready.report.tags import Element

_FUZZ = 1e-6
_LEAST = 2
"""Lines of a parted text that stay together at either side."""
_WHOLE_PAGE = 0.75 * paper.FRAME
"""Height from which a place counts as a whole page: what cannot be parted nicely there is parted anyway."""
_RULE = 25.5
_BULLET, _INDENT = "•", 11.0


class Passage(Piece):
    """A text.

    Attributes:
        element: Its part in the document.
        bullet: The part of its mark, if it is an item of a list.
        bookmark: What the outline calls it; empty where it has no entry.
    """

    def __init__(
        self, text: str, style: Style, element: Element | None = None, *, bullet: Element | None = None
    ) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.element = element
        self.heads = style.heads
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self.bookmark = ""
        self.bullet = bullet
        self._indent = _INDENT if bullet else 0.0
        self._lines: list[str] = []
        self.width = -1

    def measure(self, width: float) -> float:
        """Break the text into lines, once for a width."""
        if width != self.width:
            self.width = width
            self._lines = writing.in_lines(self.text, self.style, width - self._indent)
            self.height = len(self._lines) * self.style.leading
        return float(self.height)

    def split(self, _width: float, height: float) -> list[Piece]:
        """Part it between lines."""
        lines = self._lines
        fit = min(int((height + _FUZZ) / self.style.leading), len(lines) - _LEAST)
        return [self._part(lines[:fit]), self._part(lines[fit:], rest=True)] if fit >= _LEAST else []

    def _part(self, lines: list[str], *, rest: bool = False) -> Passage:
        part = Passage("", self.style, self.element, bullet=None if rest else self.bullet)
        part.bookmark = "" if rest else self.bookmark
        part._indent = self._indent
        part._lines = lines
        part.width, part.height = self.width, len(lines) * self.style.leading
        return part

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Draw the lines."""
        if self.bookmark:
            canvas.bookmark(self.bookmark, top)
        if self.bullet:
            with canvas.marked(self.bullet):
                writing.draw_lines(canvas, [_BULLET], self.style, x, top)
        with canvas.marked(self.element):
            writing.draw_lines(canvas, self._lines, self.style, x + self._indent, top)


class Stack(Piece):
    """Pieces under each other. No page ends after one that heads or, if it can be helped, inside a whole one."""

    def __init__(self, pieces: Sequence[Piece], *, whole: bool = False) -> None:
        super().__init__()
        self.pieces = list(pieces)
        self.whole = whole
        if pieces:
            self.spaceBefore, self.spaceAfter = pieces[0].getSpaceBefore(), pieces[-1].getSpaceAfter()
        self._tops: list[float] = []

    def measure(self, width: float) -> float:
        """Place the pieces; the larger of two spaces that meet counts."""
        self.width, self._tops = width, []
        y = space = 0.0
        for piece in self.pieces:
            y += max(space, piece.getSpaceBefore()) if self._tops else 0.0
            self._tops.append(y)
            y += piece.measure(width)
            space = piece.getSpaceAfter()
        self.height = y
        return y

    def split(self, width: float, height: float) -> list[Piece]:
        """Part it where the height ends."""
        fresh = height >= _WHOLE_PAGE
        if self.whole and not fresh:
            return []
        place = next((n for n, top in enumerate(self._tops) if top + self.pieces[n].height > height + _FUZZ), None)
        if place is None:
            return []
        parts = self.pieces[place].split(width, height - self._tops[place])
        if parts:
            return [self._part([*self.pieces[:place], parts[0]]), self._part([*parts[1:], *self.pieces[place + 1 :]])]
        last = place
        while last and self.pieces[last - 1].heads:
            last -= 1
        if fresh and not last:
            last = place
        return [self._part(self.pieces[:last]), self._part(self.pieces[last:])] if last else []

    def _part(self, pieces: list[Piece]) -> Stack:
        part = type(self)(pieces)
        part.measure(self.width)
        return part

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Paint the pieces in their places."""
        for piece, y in zip(self.pieces, self._tops, strict=True):
            piece.paint(canvas, x, top - y)


class Boxed(Stack):
    """A stack set apart: a bar at its left and a tint behind it."""

    _PAD, _BAR = 9.0, 3.0

    def __init__(self, pieces: Sequence[Piece], *, whole: bool = False) -> None:
        super().__init__(pieces, whole=whole)
        self.spaceBefore, self.spaceAfter = 10, 8

    def measure(self, width: float) -> float:
        """Take room for the box."""
        self.height = super().measure(width - 2 * self._PAD - self._BAR) + 2 * self._PAD
        self.width = width
        return float(self.height)

    def split(self, width: float, height: float) -> list[Piece]:
        """Part what is inside."""
        return super().split(width - 2 * self._PAD - self._BAR, height - 2 * self._PAD)

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Paint the box, then what is inside."""
        with canvas.artefact():
            canvas.setFillColor(paper.colour("warm_soft"))
            canvas.rect(x, top - self.height, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColor(paper.colour("accent"))
            canvas.rect(x, top - self.height, self._BAR, self.height, stroke=0, fill=1)
        super().paint(canvas, x + self._BAR + self._PAD, top - self._PAD)


class Rules(Piece):
    """Lines to write on, under a label if there is one.

    Args:
        fills: Takes no more lines than the page still holds; where there is room for fewer than two it vanishes.
    """

    _ZEROSIZE = True  # reportlab then asks for the size even where no room is left

    def __init__(self, count: int, label: Passage | None = None, *, fills: bool = False) -> None:
        super().__init__()
        self._most = self._count = count
        self._label = label
        self._fills = fills
        self._gap = label.style.before if label and fills else 0.0
        self.spaceBefore = label.style.before if label and not fills else 0.0
        self.spaceAfter = 6.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what is left of the page, if it is to be filled."""
        if self._fills:
            room = height - self._gap - (self._label.measure(width) if self._label else 0.0)
            fit = min(int(room / _RULE), self._most)
            self._count = fit if fit >= _LEAST else 0
        return width, self.measure(width)

    def measure(self, width: float) -> float:
        """Take the height of label and lines."""
        self.width = width
        label = self._label.measure(width) + self._gap if self._label else 0.0
        self.height = label + self._count * _RULE if self._count else 0.0
        return float(self.height)

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Draw them."""
        if not self._count:
            return
        if self._label:
            self._label.paint(canvas, x, top - self._gap)
        with canvas.artefact():
            canvas.setStrokeColor(paper.colour("line"))
            canvas.setLineWidth(0.5)
            canvas.setLineCap(0)
            for number in range(self._count):
                y = top - self.height + number * _RULE + 1
                canvas.line(x, y, x + self.width, y)


class Gap(Piece):
    """Empty room."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height


class Opening(Gap):
    """The start of a section: from here on the header names it."""

    _ZEROSIZE = True

    def __init__(self, section: str) -> None:
        super().__init__(0)
        self.section = section

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401, ARG002 - reportlab has no types
        """Tell the page."""
        canvas.section = self.section


class Foot(Stack):
    """A stack at the foot of what is left of the page."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take all that is left."""
        self._drop = max(height - _FUZZ - self.measure(width), 0.0)
        self.height += self._drop
        return width, self.height

    def paint(self, canvas: Any, x: float, top: float) -> None:  # noqa: ANN401 - reportlab has no types
        """Paint it at the bottom."""
        super().paint(canvas, x, top - self._drop)
