"""Sections of any document as a PDF: blocks become pieces of pages, reportlab fills these, and the file is tagged.

The same sections give the same bytes: no clock, no randomness, nothing of this computer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak

from leadready.locales import locale
from leadready.report import paper
from leadready.report.edition import Paper
from leadready.report.flow import Gap, Opening
from leadready.report.pages import CountedCanvas, PlanTemplate, Running
from leadready.report.tagged import tagged
from leadready.report.tags import Structure
from leadready.report.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from leadready.report.blocks import Section

_COVER_DROP = 78 * mm


@dataclass(frozen=True, slots=True)
class Front:
    """What a file says of itself, and what stands on each of its pages.

    Attributes:
        title: What kind of document it is; heads every page.
        subject: What it is about.
        owner: Whose it is; may be empty.
        private: Who may see it; stands at the foot of every page.
        versions: What it was made from and with; stands below that.
        made_on: The day that the file bears.
        draft: A warning at the top of every page; empty in a document that may go out.
    """

    title: str
    subject: str
    owner: str
    private: str
    versions: str
    made_on: date
    draft: str = ""
    paper: Paper = Paper.A4


def sections_pdf(said: Sequence[Section], front: Front, attached: bytes | None = None) -> bytes:
    """Write a tagged and accessible file.

    Args:
        said: What it says.
        front: What it says of itself.
        attached: JSON that it carries; None where it carries none.
    """
    structure = Structure()
    return tagged(draw_sections(said, front, structure, CountedCanvas), structure, attached)


def draw_sections(said: Sequence[Section], front: Front, structure: Structure, canvas: Callable[..., Any]) -> bytes:
    """Draw sections on a kind of canvas, a `CountedCanvas` or one made from it; gives an untagged file.

    Args:
        said: What to draw.
        front: What the file says of itself.
        structure: Takes note of what is drawn, whose part it is, and where it stands.
        canvas: Makes the canvas.
    """
    paper.prepare()
    target = BytesIO()
    sheet = paper.SHEETS[front.paper]
    name = " ".join(front.owner.split())
    template = PlanTemplate(
        target,
        sheet,
        title=f"{front.title}: {name}" if name else front.title,
        author=name or "leadready",
        subject=front.subject,
        lang=locale().tag,
        invariant=1,
        creator="leadready",
        displayDocTitle=True,
    )
    running = Running(front.title, front.owner, front.private, front.versions, front.made_on, sheet, front.draft)
    story = _story(said, Typesetter(structure.document))
    template.build(story, canvasmaker=partial(canvas, running=running, structure=structure))
    return target.getvalue()


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
