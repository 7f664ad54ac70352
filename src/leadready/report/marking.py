"""A canvas that says of everything it draws whose part it is."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from leadready.report import paper
from leadready.report.tags import Structure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from reportlab.lib.colors import Color

    from leadready.report.tags import Box, Element

Edge: TypeAlias = Literal["Header", "Footer"]
_EDGES = {
    "Header": "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    "Footer": "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
}


class MarkingCanvas(Canvas):  # type: ignore[misc]
    """Marks what it draws as the content of an element, or as an artefact, which is seen and not read.

    Marks do not nest: what is drawn inside one belongs to it. A pen or colour that is in force is not set again.
    """

    def __init__(self, *args: Any, structure: Structure | None = None, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*args, **(options | {"initialFontName": paper.REGULAR}))
        self._structure = structure or Structure()
        self._is_marking = False

    def marked(self, element: Element | None, box: Box | None = None) -> AbstractContextManager[None]:
        """Mark what is drawn inside this context as content of an element; as an artefact where there is none.

        Args:
            element: Whose part it is.
            box: Where it stands, for a picture, as this canvas counts just now.
        """
        if element is None or self._is_marking:
            return self.artefact()
        if box:
            element.box = (*self.absolutePosition(*box[:2]), *self.absolutePosition(*box[2:]))
        number = self._structure.mark(element, self.getPageNumber())
        return self._begun(f"/{element.role} <</MCID {number}>> BDC")

    def artefact(self, edge: Edge | None = None) -> AbstractContextManager[None]:
        """Mark what is drawn inside this context as no content: a rule, a background, a page's edge, a repetition."""
        return _INSIDE if self._is_marking else self._begun(_EDGES[edge] if edge else "/Artifact BMC")

    def _begun(self, opening: str) -> _Mark:
        self._is_marking = True
        self.addLiteral(opening)
        return _Mark(self)

    def end_mark(self) -> None:
        """End what was begun."""
        self.addLiteral("EMC")
        self._is_marking = False

    def setFillColor(self, colour: Color) -> None:  # noqa: N802 - reportlab's name
        """Fill with a colour from now on."""
        if colour is not self._fillColorObj:
            super().setFillColor(colour)

    def setStrokeColor(self, colour: Color) -> None:  # noqa: N802 - reportlab's name
        """Draw lines in a colour from now on."""
        if colour is not self._strokeColorObj:
            super().setStrokeColor(colour)

    def setLineWidth(self, width: float) -> None:  # noqa: N802 - reportlab's name
        """Draw lines of a width from now on."""
        if width != self._lineWidth:
            super().setLineWidth(width)

    def setLineCap(self, mode: int) -> None:  # noqa: N802 - reportlab's name
        """End lines straight (0) or round (1) from now on."""
        if mode != self._lineCap:
            super().setLineCap(mode)


class _Mark:
    """What is marked, from its beginning to the end of a `with` statement; hundreds are made for one file."""

    __slots__ = ("_canvas",)

    def __init__(self, canvas: MarkingCanvas) -> None:
        self._canvas = canvas

    def __enter__(self) -> None: ...

    def __exit__(self, *_error: object) -> None:
        self._canvas.end_mark()


_INSIDE = nullcontext()
"""Inside of a mark no other begins."""
