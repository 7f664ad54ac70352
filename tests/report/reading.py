"""Reads a PDF back as a printer would: every string and line with its place, straight from the page's instructions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import ContentStream

from leadready.report import paper
from leadready.report.edition import Paper

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

A4 = paper.SHEETS[Paper.A4]
_PAIRS = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")
_EDGE = 0.6  # points: half a line's width
_LETTER_TOP, _LETTER_FOOT = 0.68, 0.18  # of its size, above and below the baseline

ARTEFACT, STRAY = -1, -2


@dataclass(frozen=True)
class Drawn:
    """A string on a page; x and y are where its baseline begins, in points from the lower left corner.

    `mark` is the number of the marked content that it belongs to, ARTEFACT, or STRAY where nothing says whose it is.
    """

    text: str
    font: str
    size: float
    x: float
    y: float
    width: float
    sheet: paper.Sheet = A4
    mark: int = STRAY

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def is_frame(self) -> bool:
        """Whether it belongs to the header or footer."""
        return self.y > self.sheet.height - paper.TOP or self.y < paper.BOTTOM - 1

    def touches(self, other: Drawn) -> bool:
        return (
            self.x < other.right - _EDGE
            and other.x < self.right - _EDGE
            and self.y - _LETTER_FOOT * self.size < other.y + _LETTER_TOP * other.size
            and other.y - _LETTER_FOOT * other.size < self.y + _LETTER_TOP * self.size
        )


@dataclass(frozen=True)
class Page:
    strings: tuple[Drawn, ...]
    strokes: tuple[tuple[float, float, float, float], ...]
    sheet: paper.Sheet = A4

    @property
    def section(self) -> str:
        """What its header says; empty on the cover, which has none."""
        heads = [one for one in self.strings if one.is_frame and one.y > paper.BOTTOM and one.text.strip()]
        return max(heads, key=lambda one: one.x).text if heads else ""

    @property
    def body(self) -> list[Drawn]:
        return [one for one in self.strings if not one.is_frame and one.text.strip()]

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.body)


def pages(pdf: bytes) -> list[Page]:
    reader = PdfReader(BytesIO(pdf))
    return [_page(page, reader) for page in reader.pages]


def whole_text(pdf: bytes) -> str:
    return "\n".join(page.text for page in pages(pdf))


def faults(read: list[Page]) -> list[str]:
    """Name what no page may have: text outside its frame, text over text, nothing at all, a heading at its end."""
    found: list[str] = []
    for number, page in enumerate(read, start=1):
        found.extend(f"page {number}: {fault}" for fault in _page_faults(page))
    return found


def _page_faults(page: Page) -> list[str]:
    left, right = page.sheet.margin - _EDGE, page.sheet.margin + paper.COLUMN + _EDGE
    found = [f"outside: {one}" for one in page.strings if one.text.strip() and (one.x < left or one.right > right)]
    found += [
        f"outside: line {one}" for one in page.strokes if min(one[0], one[2]) < left or max(one[0], one[2]) > right
    ]
    found += [f"low: {one}" for one in page.body if one.y - 0.25 * one.size < paper.BOTTOM - _EDGE]
    found += [f"overlap: {one} and {other}" for one, other in _overlaps(page.strings)]
    if not page.body:
        return [*found, "blank"]
    lowest = min([one.y for one in page.body] + [stroke[1] for stroke in page.strokes if stroke[1] > paper.BOTTOM - 2])
    if page.section and lowest > paper.BOTTOM + page.sheet.frame / 2:
        found.append("half empty")
    last = min(page.body, key=lambda one: one.y)
    under = [stroke for stroke in page.strokes if paper.BOTTOM - 2 < stroke[1] < last.y - 6]
    if "SemiBold" in last.font and last.size >= 11 and not under:
        found.append(f"heading at the end: {last}")
    return found


def _overlaps(strings: tuple[Drawn, ...]) -> list[tuple[Drawn, Drawn]]:
    solid = sorted((one for one in strings if one.text.strip()), key=lambda one: -one.y)
    found: list[tuple[Drawn, Drawn]] = []
    for place, one in enumerate(solid):
        for other in solid[place + 1 :]:
            if other.y < one.y - 2 * one.size - 40:
                break
            if one.touches(other):
                found.append((one, other))
    return found


def _page(page: PageObject, reader: PdfReader) -> Page:
    fonts = {name: _Font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    sheet = paper.Sheet(float(page.mediabox.width), float(page.mediabox.height))
    pen = _Pen(fonts, sheet)
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        pen.follow(operator.decode(), operands)
    return Page(tuple(pen.strings), tuple(pen.strokes), sheet)


class _Pen:
    """Follows the instructions of a page."""

    def __init__(self, fonts: dict[str, _Font], sheet: paper.Sheet) -> None:
        self._sheet = sheet
        self.strings: list[Drawn] = []
        self.strokes: list[tuple[float, float, float, float]] = []
        self._fonts = fonts
        self._shift = self._corner = (0.0, 0.0)
        self._mark = STRAY
        self._kept: list[tuple[tuple[float, float], str, float]] = []
        self._font, self._size, self._leading = "", 0.0, 0.0
        self._x = self._y = self._along = 0.0

    def follow(self, operator: str, operands: list) -> None:
        if operator in {"BDC", "BMC", "EMC"}:
            self._follow_mark(operands)
        elif operator == "Tj":
            self._write(operands[0].original_bytes)
        elif operator == "T*":
            self._y, self._along = self._y - self._leading, 0.0
        elif operator == "q":
            self._kept.append((self._shift, self._font, self._size))
        elif operator == "Q":
            self._shift, self._font, self._size = self._kept.pop()
        elif operator == "Tf":
            self._font, self._size = operands[0], float(operands[1])
        elif operator in {"cm", "Tm", "TL", "m", "l", "re"}:
            self._place(operator, [float(one) for one in operands])

    def _follow_mark(self, operands: list) -> None:
        """Begin a mark, or end it where nothing is said of another."""
        assert (self._mark == STRAY) == bool(operands), "marks do not nest here"
        self._mark = (operands[-1].get("/MCID", ARTEFACT) if len(operands) > 1 else ARTEFACT) if operands else STRAY

    def _place(self, operator: str, numbers: list[float]) -> None:
        if operator in {"cm", "Tm"}:
            assert numbers[:4] == [1, 0, 0, 1], "only moves are read here"
        if operator == "cm":
            self._shift = self._moved(*numbers[4:])
        elif operator == "Tm":
            self._x, self._y, self._along = *numbers[4:], 0.0
        elif operator == "TL":
            self._leading = numbers[0]
        else:
            self._draw(operator, numbers)

    def _draw(self, operator: str, numbers: list[float]) -> None:
        start = self._moved(*numbers[:2])
        if operator == "l":
            self.strokes.append((*self._corner, *start))
        if operator == "re":
            self.strokes.append((*start, start[0] + numbers[2], start[1]))
        self._corner = start

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        return self._shift[0] + x, self._shift[1] + y

    def _write(self, raw: bytes) -> None:
        font = self._fonts[self._font]
        text, width = font.read(raw)
        _spaces, trailing = font.read(raw[len(raw.rstrip(b" ")) :])
        seen = (width - trailing) * self._size / 1000
        place = self._moved(self._x + self._along, self._y)
        self.strings.append(Drawn(text, font.name, self._size, *place, seen, self._sheet, self._mark))
        self._along += width * self._size / 1000


class _Font:
    def __init__(self, font: DictionaryObject) -> None:
        self.name: str = font["/BaseFont"]
        cmap = font["/ToUnicode"].get_object().get_data()
        self._letters = {int(code, 16): chr(int(letter, 16)) for code, letter in _PAIRS.findall(cmap)}
        self._first = int(font["/FirstChar"])
        self._widths = [float(width) for width in font["/Widths"]]

    def read(self, raw: bytes) -> tuple[str, float]:
        text = "".join(self._letters[code] for code in raw)
        return text, sum(self._widths[code - self._first] for code in raw)
