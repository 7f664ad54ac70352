"""The plan as a PDF: its blocks become pieces of pages, reportlab fills the pages with them, and the file is tagged.

The same document gives the same bytes: no clock, no randomness, nothing of this computer.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak

from leadready.locales import locale
from leadready.report import paper, texts
from leadready.report.attachment import attachment
from leadready.report.edition import WHOLE
from leadready.report.flow import Gap, Opening
from leadready.report.pages import CountedCanvas, PlanTemplate, Running
from leadready.report.sections import sections
from leadready.report.tagged import tagged
from leadready.report.tags import Structure
from leadready.report.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadready.report.blocks import Section
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_COVER_DROP = 78 * mm


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
    paper.prepare()
    target = BytesIO()
    sheet = paper.SHEETS[edition.paper]
    name = " ".join(document.name.split())
    template = PlanTemplate(
        target,
        sheet,
        title=f"{texts.title()}: {name}" if name else texts.title(),
        author=name or "leadready",
        subject=document.assessment.instrument.title,
        lang=locale().tag,
        invariant=1,
        creator="leadready",
        displayDocTitle=True,
    )
    story = _story(sections(document, edition), Typesetter(structure.document))
    running = _running(document, sheet)
    template.build(story, canvasmaker=partial(canvas, running=running, structure=structure))
    return target.getvalue()


def _running(document: PlanDocument, sheet: paper.Sheet) -> Running:
    versions = texts.versions_in_short(document)
    return Running(texts.title(), document.name, texts.private(), versions, document.plan.created_on, sheet)


def _story(parts: Sequence[Section], typesetter: Typesetter) -> list[Any]:
    story: list[Any] = []
    for section in parts:
        if story:
            story.append(PageBreak())
        story.append(Opening(section.title))
        if not section.title:
            story.append(Gap(_COVER_DROP))
        story.extend(typesetter.section(section))
    return story
