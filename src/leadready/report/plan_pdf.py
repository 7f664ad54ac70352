"""The plan as a PDF: its blocks become pieces of pages, and reportlab fills the pages with them.

The same document gives the same bytes: no clock, no randomness, nothing of this computer.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak

from leadready.language import _
from leadready.locales import locale
from leadready.report import paper, texts
from leadready.report.blocks import (
    AtFoot,
    Beside,
    Bullets,
    Callout,
    Chart,
    Heading,
    Prose,
    Table,
    Together,
    WritingSpace,
)
from leadready.report.drawing import Picture
from leadready.report.edition import WHOLE
from leadready.report.flow import Boxed, Foot, Gap, Opening, Passage, Rules, Stack, item
from leadready.report.grid import Grid, GridRow
from leadready.report.pages import CountedCanvas, PlanTemplate, Running
from leadready.report.sections import sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from leadready.report.blocks import Block, Rank, Section
    from leadready.report.document import PlanDocument
    from leadready.report.drawing import Piece
    from leadready.report.edition import Edition

_COVER_DROP = 78 * mm
_ROLES: dict[Rank, str] = {0: "Title", 1: "H1", 2: "H2", 3: "H3"}


def plan_pdf(document: PlanDocument, edition: Edition = WHOLE) -> bytes:
    """Write the document; gives the bytes of the file."""
    return write(document, CountedCanvas, edition)


def write(document: PlanDocument, canvas: Callable[..., Any], edition: Edition = WHOLE) -> bytes:
    """Write the document on a kind of canvas, a `CountedCanvas` or one made from it."""
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
    running = _running(document, sheet)
    template.build(_story(sections(document, edition)), canvasmaker=partial(canvas, running=running))
    return target.getvalue()


def _running(document: PlanDocument, sheet: paper.Sheet) -> Running:
    instrument, rubric = document.assessment.instrument, document.rubric
    versions = _("{title} {version}, rubric “{rubric}” {rubric_version}").format(
        title=instrument.title, version=instrument.version, rubric=rubric.title, rubric_version=rubric.version
    )
    return Running(texts.title(), document.name, texts.private(), versions, document.plan.created_on, sheet)


def _story(parts: Sequence[Section]) -> list[Any]:
    story: list[Any] = []
    for section in parts:
        if story:
            story.append(PageBreak())
        story.append(Opening(section.title))
        if not section.title:
            story.append(Gap(_COVER_DROP))
        story.extend(_kept(_pieces(section.blocks)))
    return story


def _pieces(blocks: Iterable[Block]) -> list[Piece]:
    return [piece for block in blocks for piece in _made(block)]


def _made(block: Block) -> list[Piece]:
    match block:
        case Heading():
            return [_heading(block)]
        case Prose():
            return [Passage(block.text, paper.STYLES[block.tone])]
        case Bullets():
            return [item(text, paper.STYLES[block.tone]) for text in block.items]
        case Chart():
            return [Picture(block.drawing, block.hangs)]
        case WritingSpace():
            return [_rules(block)]
        case _:
            return [_holder(block)]


def _holder(block: Callout | Together | AtFoot | Beside | Table) -> Piece:
    match block:
        case Callout():
            return Boxed(_pieces(block.blocks))
        case Together():
            return Stack(_pieces(block.blocks), whole=True)
        case AtFoot():
            return Foot(_pieces(block.blocks), whole=True)
        case Beside():
            sides = GridRow([Stack(_pieces(side)) for side in block.sides])
            return Grid([1] * len(block.sides), [sides], ruled=False)
        case Table():
            return _table(block)


def _heading(block: Heading) -> Passage:
    passage = Passage(block.text, paper.HEADINGS[block.rank], _ROLES[block.rank])
    if block.bookmark:
        passage.bookmark = block.bookmark
    return passage


def _rules(block: WritingSpace) -> Rules:
    label = Passage(block.label, paper.HEADINGS[3], _ROLES[3]) if block.label else None
    return Rules(block.lines, label, fills=block.fills)


def _table(block: Table) -> Grid:
    head = GridRow([Stack(_pieces(cell)) for cell in block.heads])
    rows = [GridRow([Stack(_pieces(cell)) for cell in row.cells], leads=row.leads) for row in block.rows]
    return Grid(block.shares, rows, head=head)


def _kept(pieces: list[Piece]) -> list[Piece]:
    """Put headings into one stack with what follows them, so that no page parts them."""
    kept: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if not piece.heads:
            kept.append(Stack(waiting) if len(waiting) > 1 else piece)
            waiting = []
    return kept + waiting
