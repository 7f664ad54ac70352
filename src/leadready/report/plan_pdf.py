"""The plan as a PDF that carries what it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadready.report import texts
from leadready.report.attachment import attachment
from leadready.report.edition import WHOLE
from leadready.report.pages import CountedCanvas
from leadready.report.sections import sections
from leadready.report.sections_pdf import Front, draw_sections
from leadready.report.tagged import tagged
from leadready.report.tags import Structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def plan_pdf(document: PlanDocument, edition: Edition = WHOLE) -> bytes:
    """Write the document as a tagged and accessible file; gives its bytes."""
    structure = Structure()
    return tagged(draw(document, structure, CountedCanvas, edition), structure, attachment(document, edition))


def draw(document: PlanDocument, structure: Structure, canvas: Callable[..., Any], edition: Edition = WHOLE) -> bytes:
    """Draw the document on a kind of canvas, a `CountedCanvas` or one made from it; gives an untagged file.

    Args:
        document: What to draw.
        structure: Takes note of what is drawn, whose part it is, and where it stands.
        canvas: Makes the canvas.
        edition: Which parts, on which paper.
    """
    front = Front(
        title=texts.title(),
        subject=document.assessment.instrument.title,
        owner=document.name,
        private=texts.private(),
        versions=texts.versions_in_short(document),
        made_on=document.plan.created_on,
        paper=edition.paper,
    )
    return draw_sections(sections(document, edition), front, structure, canvas)
