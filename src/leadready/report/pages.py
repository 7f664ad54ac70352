"""Pages: frame, header, footer, outline, and a page count that is known only at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from leadready.language import _
from leadready.report import paper, writing
from leadready.report.marking import MarkingCanvas

if TYPE_CHECKING:
    from datetime import date

_DRAFT = paper.Style(paper.BOLD, 11, 14, "warm")
_TITLE = paper.Style(paper.SEMIBOLD, paper.RUNNING.size, paper.RUNNING.leading, "muted")


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page but the cover.

    Attributes:
        draft: A warning above everything; empty in what may go out.
    """

    title: str
    owner: str
    private: str
    versions: str
    made_on: date
    sheet: paper.Sheet
    draft: str = ""


class CountedCanvas(MarkingCanvas):
    """Keeps its pages until the last is drawn, then writes “page n of m” on each and fixes the outline."""

    def __init__(self, *args: Any, running: Running, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*args, **options)
        self._running = running
        self.setDateFormatter(self._date)
        self._pages: list[dict[str, Any]] = []
        self._bookmarks: list[tuple[int, str, float]] = []
        self.section = ""

    @property
    def _left(self) -> float:
        return self._running.sheet.margin

    def bookmark(self, title: str, top: float) -> None:
        """Note an entry of the outline, at a height of the page in hand."""
        _x, y = self.absolutePosition(0, top)
        self._bookmarks.append((self.getPageNumber(), title, y))

    def _date(self, *_clock: int) -> str:
        """Date the file by the plan; what reportlab passes is its own fixed day."""
        return f"D:{self._running.made_on:%Y%m%d}000000Z"

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Put the page aside."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page and the file."""
        for page in self._pages:
            self.__dict__.update(page)
            if self.section:
                with self.artefact("Header"):
                    self._head()
                with self.artefact("Footer"):
                    self._foot(len(self._pages))
            self._place_bookmarks()
            super().showPage()
        super().save()

    def _place_bookmarks(self) -> None:
        # A place can be named only on the page that is being written, which is the reason why it waits until now.
        for number, (page, title, y) in enumerate(self._bookmarks):
            if page == self.getPageNumber():
                self.bookmarkPage(f"place-{number}", fit="XYZ", left=0, top=y + 6)
                self.addOutlineEntry(writing.clean(title), f"place-{number}", 0)

    def _head(self) -> None:
        left, right, y = self._left, self._left + paper.COLUMN, self._running.sheet.height - 16 * mm
        writing.draw_line(self, self._running.title, _TITLE, left, y)
        writing.draw_line(self, self.section, paper.RUNNING, right, y, share=1)
        self._hairline(y - 5)
        if self._running.draft:
            middle = (left + right) / 2
            writing.draw_line(self, self._running.draft, _DRAFT, middle, y + 1.5 * _DRAFT.leading, share=0.5)

    def _foot(self, count: int) -> None:
        left, right, y = self._left, self._left + paper.COLUMN, 15 * mm
        number = _("Page {n} of {total}").format(n=self.getPageNumber(), total=count)
        owner = writing.shortened(self._running.owner, paper.RUNNING, paper.COLUMN * 0.5)
        owner = f"{owner} · {self._running.private}" if owner else self._running.private
        self._hairline(y + 12)
        writing.draw_line(self, owner, paper.RUNNING, left, y)
        writing.draw_line(self, number, paper.RUNNING, right, y, share=1)
        versions = writing.shortened(self._running.versions, paper.RUNNING, paper.COLUMN)
        writing.draw_line(self, versions, paper.RUNNING, left, y - paper.RUNNING.leading)

    def _hairline(self, y: float) -> None:
        self.setStrokeColor(paper.colour("hairline"))
        self.setLineWidth(0.5)
        self.line(self._left, y, self._left + paper.COLUMN, y)


class PlanTemplate(BaseDocTemplate):  # type: ignore[misc]
    """One column in the middle of each sheet."""

    def __init__(self, target: Any, sheet: paper.Sheet, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(target, pagesize=(sheet.width, sheet.height), **options)
        frame = Frame(sheet.margin, paper.BOTTOM, paper.COLUMN, sheet.frame, 0, 0, 0, 0, id="column")
        self.addPageTemplates(PageTemplate("page", [frame]))
