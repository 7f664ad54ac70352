"""A single sheet as a PDF: blocks under one title, without a cover."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from leadready.locales import locale
from leadready.report import paper
from leadready.report.blocks import Section
from leadready.report.flow import Opening
from leadready.report.pages import CountedCanvas, PlanTemplate, Running
from leadready.report.tagged import tagged
from leadready.report.tags import Structure
from leadready.report.typesetting import Typesetter

if TYPE_CHECKING:
    from datetime import date

    from leadready.report.blocks import Block
    from leadready.report.edition import Paper


def sheet_pdf(blocks: tuple[Block, ...], title: str, subject: str, made_on: date, size: Paper) -> bytes:
    """Write a sheet as a tagged file; gives its bytes.

    Args:
        blocks: What stands on it.
        title: What it is; heads the page.
        subject: What it is about.
        made_on: The day that the file bears.
        size: The paper.
    """
    paper.prepare()
    target = BytesIO()
    sheet = paper.SHEETS[size]
    structure = Structure()
    template = PlanTemplate(
        target,
        sheet,
        title=title,
        author="leadready",
        subject=" ".join(subject.split()),
        lang=locale().tag,
        invariant=1,
        creator="leadready",
        displayDocTitle=True,
    )
    running = Running(title, "", "", "", made_on, sheet)
    story = [Opening(""), *Typesetter(structure.document).section(Section("", blocks))]
    template.build(story, canvasmaker=partial(CountedCanvas, running=running, structure=structure))
    return tagged(target.getvalue(), structure)
