"""Pages: frame, header, footer, and a page count that is known only at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from leadready.language import _
from leadready.report import paper

_TOP, _BOTTOM = 24 * mm, 22 * mm
_WRITING_LINE = 9 * mm


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page but the first."""

    title: str
    owner: str
    versions: str


class Bookmark(Flowable):  # type: ignore[misc]
    """An entry of the document's outline, and from here on the section named in the header."""

    role = "artefact"

    def __init__(self, title: str, level: int = 0) -> None:
        super().__init__()
        self.title = title
        self.level = level

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        canvas: Canvas = self.canv
        key = f"s{canvas.getPageNumber()}-{len(canvas.sections)}"
        canvas.sections.append(self.title)
        canvas.bookmarkHorizontal(key, 0, 20)
        canvas.addOutlineEntry(paper.clean(self.title), key, self.level)
        if self.level == 0:
            canvas.section = self.title


class WritingLines(Flowable):  # type: ignore[misc]
    """Room to write by hand."""

    role = "artefact"

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width and a line's height for each line."""
        self.width, self.height = width, self._count * _WRITING_LINE + 4
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        canvas: Canvas = self.canv
        canvas.setStrokeColor(paper.colour("line"))
        canvas.setLineWidth(0.6)
        for number in range(self._count):
            y = self.height - (number + 1) * _WRITING_LINE
            canvas.line(0, y, self.width, y)


class NotesSpace(WritingLines):
    """A label and lines to write on, as many as the page still holds; nothing where it holds none."""

    _MOST = 4

    def __init__(self, label: Flowable) -> None:
        super().__init__(0)
        self._label = label

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what is left, within reason."""
        _width, label_height = self._label.wrap(width, height)
        space = label_height + self._label.getSpaceBefore()
        self._count = max(min(int((height - space - 6) / _WRITING_LINE), self._MOST), 0)
        self.width, self.height = width, (space + self._count * _WRITING_LINE + 4) if self._count else 0
        return self.width, self.height

    def draw(self) -> None:
        """Draw label and lines."""
        if self._count:
            self._label.drawOn(self.canv, 0, self.height - self._label.height)
            self.canv.translate(0, -self._label.height)
            super().draw()


class CountedCanvas(Canvas):  # type: ignore[misc]
    """Keeps its pages until the last is drawn, then writes “page n of m” on each."""

    def __init__(self, *args: Any, running: Running, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*args, **(options | {"initialFontName": paper.REGULAR}))
        self._running = running
        self._pages: list[dict[str, Any]] = []
        self.sections: list[str] = []
        self.section = ""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Put the page aside."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page and the file."""
        count = len(self._pages)
        for page in self._pages:
            self.__dict__.update(page)
            if self.getPageNumber() > 1:
                self._frame(count)
            super().showPage()
        super().save()

    def _frame(self, count: int) -> None:
        left, right = paper.MARGIN, paper.MARGIN + paper.COLUMN
        self.setFillColor(paper.colour("muted"))
        self.setStrokeColor(paper.colour("hairline"))
        self.setLineWidth(0.6)
        top, bottom = paper.HEIGHT - 16 * mm, 15 * mm
        _line_of(self, left, top, self._running.title, paper.SEMIBOLD)
        _line_of(self, right, top, self.section, paper.REGULAR, at_end=True)
        self.line(left, top - 4, right, top - 4)
        self.line(left, bottom + 11, right, bottom + 11)
        _line_of(self, left, bottom, self._running.owner, paper.REGULAR)
        number = _("Page {n} of {total}").format(n=self.getPageNumber(), total=count)
        _line_of(self, right, bottom, number, paper.REGULAR, at_end=True)
        _line_of(self, left, bottom - 11, self._running.versions, paper.REGULAR)


def _line_of(canvas: Canvas, x: float, y: float, text: str, font: str, *, at_end: bool = False) -> None:
    """Write one line in the frame, cut to half the column, in the fallback font where it has to be."""
    text = paper.clean(text)
    if any(not paper.has_letter(font, letter) for letter in text):
        font = paper.FALLBACK
    room = paper.COLUMN * 0.75
    while text and canvas.stringWidth(text, font, 8.5) > room:
        text = text[:-2].rstrip("…") + "…"
    canvas.setFont(font, 8.5)
    (canvas.drawRightString if at_end else canvas.drawString)(x, y, text)


class PlanTemplate(BaseDocTemplate):  # type: ignore[misc]
    """A4, one column."""

    def __init__(self, target: Any, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(target, pagesize=(paper.WIDTH, paper.HEIGHT), **options)
        height = paper.HEIGHT - _TOP - _BOTTOM
        frame = Frame(paper.MARGIN, _BOTTOM, paper.COLUMN, height, 0, 0, 0, 0, id="column")
        self.addPageTemplates(PageTemplate("page", [frame]))
