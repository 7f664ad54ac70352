"""The plan as a Word document: real headings, lists and tables, for those who go on writing in it."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import Bullets, Callout, Chart, Heading, Prose, Row, Table, Together, WritingSpace, held
from leadready.report.colours import PRINTED
from leadready.report.docx_frame import (
    BULLETS,
    COLUMN,
    HEADINGS,
    ROOM,
    describe,
    file_of,
    head_and_foot,
    new_document,
    style_name,
)
from leadready.report.edition import WHOLE, Part
from leadready.report.picture import png
from leadready.report.plain import one_line, plain
from leadready.report.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from leadready.report.blocks import Block, Section
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_NO_CHARACTERS = dict.fromkeys([0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
"""What XML cannot hold, besides control characters."""
_GUTTER = "80"
"""Between columns, in twentieths of a point."""
_AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:rPr")
"""What the format wants after the direction of a paragraph, of what is used here."""


def plan_docx(document: PlanDocument, edition: Edition = WHOLE) -> bytes:
    """Write the document; the same document gives the same bytes."""
    made = new_document(edition.paper)
    name = _text(one_line(document.name))
    title = f"{texts.title()}: {name}" if name else texts.title()
    made_on = document.plan.created_on
    subject = _text(document.assessment.instrument.title)
    describe(made, title=title, subject=subject, author=name or "leadready", made_on=made_on)
    owner = f"{name} · {texts.private()}" if name else texts.private()
    foot = owner, _text(texts.versions_in_short(document))
    pages = _("Page {n} of {total}")
    head_and_foot(made.sections[0], texts.title(), foot, pages, cover=Part.COVER in edition.in_order)
    writer = _Writer(made)
    for number, section in enumerate(sections(document, edition)):
        writer.section(section, number)
    return file_of(made, made_on)


class _Writer:
    """Writes blocks one after the other, and keeps headings in order: none is more than one deeper than the last."""

    def __init__(self, made: Document) -> None:
        self._made = made
        self._place: Document | _Cell = made
        self._depth = 0
        self._written: list[Paragraph] = []
        self._style_ids: dict[str, str] = {}
        self._apart = False

    def _style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self._made.styles[name].style_id
        return self._style_ids[name]

    def section(self, section: Section, number: int) -> None:
        """Write a section on a new page."""
        self._depth = min(number, 1) - 1
        begun = len(self._written)
        self._all(section.blocks)
        if number:
            self._written[begun].paragraph_format.page_break_before = True

    def _all(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._one(block)

    def _one(self, block: Block) -> None:
        match block:
            case Heading():
                self._depth = min(block.rank, self._depth + 1)
                self._paragraph(one_line(block.text), HEADINGS[self._depth][0])
            case Prose():
                self._paragraph(block.text.strip(), style_name(block.tone))
            case Bullets():
                for item in block.items:
                    self._paragraph(item, BULLETS.get(block.tone, "List Bullet"))
            case Chart():
                self._chart(block)
            case _:
                self._room_table_or_group(block)

    def _room_table_or_group(self, block: Block) -> None:
        match block:
            case WritingSpace():
                self._room(block)
            case Table():
                self._table(block)
            case _:
                self._group(block)

    def _group(self, block: Block) -> None:
        begun = len(self._written)
        self._apart = isinstance(block, Callout)
        for group in held(block):
            self._all(group)
        self._apart = False
        if isinstance(block, Together | Callout):
            for paragraph in self._written[begun:-1]:
                paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, text: str, style: str) -> Paragraph:
        words = _text(text)
        paragraph = self._place.add_paragraph(words)
        paragraph._p.style = self._style_id(style)  # noqa: SLF001 - by its name every paragraph would search all styles
        if _runs_leftwards(words):
            _turn(paragraph)
        if self._apart:
            _set_apart(paragraph)
        self._written.append(paragraph)
        return paragraph

    def _chart(self, chart: Chart) -> None:
        run = self._paragraph("", style_name("cell")).add_run()
        picture = run.add_picture(BytesIO(png(chart.drawing)), Pt(chart.drawing.width), Pt(chart.drawing.height))
        picture._inline.docPr.set("descr", _text(chart.drawing.description))  # noqa: SLF001 - no way of its own to say it

    def _room(self, space: WritingSpace) -> None:
        """Leave an empty line to write on; notes that only fill a page of paper are no loss."""
        if space.fills:
            return
        if space.label:
            self._paragraph(space.label, style_name("strong")).paragraph_format.keep_with_next = True
        self._paragraph("", ROOM)

    def _table(self, table: Table) -> None:
        if self._written:
            self._written[-1].paragraph_format.keep_with_next = True  # a heading, or what says how to read the table
        made = self._made.add_table(1 + len(table.rows), len(table.heads))
        made.style, made.autofit = "Table Grid", False
        _quieten(made)
        total = sum(table.shares)
        widths = [int(COLUMN * share / total) for share in table.shares]
        rows = [Row(table.heads), *table.rows]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for number, (row, written) in enumerate(zip(rows, made.rows, strict=True)):
            _mark_row(written, repeats=not number)
            for cell, blocks, width in zip(written.cells, row.cells, widths, strict=True):
                cell.width = width  # Word looks here, others at the columns
                if row.leads:
                    cell._tc.get_or_add_tcPr().append(_shade("tint"))  # noqa: SLF001 - python-docx has no shading of its own
                self._cell(cell, blocks)
                for paragraph in cell.paragraphs if not number else ():
                    paragraph.paragraph_format.keep_with_next = True
        self._paragraph("", style_name("cell"))

    def _cell(self, cell: _Cell, blocks: tuple[Block, ...]) -> None:
        with self._inside(cell):
            self._all(blocks)
        if len(cell.paragraphs) > 1:
            empty = cell.paragraphs[0]._p  # noqa: SLF001 - a new cell begins with a paragraph that is not wanted
            cell._tc.remove(empty)  # noqa: SLF001 - likewise

    @contextmanager
    def _inside(self, place: Document | _Cell) -> Iterator[None]:
        around, self._place = self._place, place
        yield
        self._place = around


def _text(text: str) -> str:
    """Give a text as the format can hold it."""
    return plain(text).translate(_NO_CHARACTERS)


def _runs_leftwards(text: str) -> bool:
    """Whether the first letter that has a direction is read from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


def _turn(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no direction
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def _set_apart(paragraph: Paragraph) -> None:
    """Give a paragraph a bar at its side and a tint behind it."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    borders, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (
        ("val", "single"),
        ("sz", "24"),
        ("space", "6"),
        ("color", PRINTED["accent"].removeprefix("#")),
    ):
        bar.set(qn(f"w:{name}"), value)
    borders.append(bar)
    properties.insert_element_before(borders, "w:tabs", "w:bidi", *_AFTER_BIDI)
    properties.insert_element_before(_shade("warm_soft"), "w:tabs", "w:bidi", *_AFTER_BIDI)


def _shade(role: str) -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PRINTED[role].removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _mark_row(row: _Row, *, repeats: bool) -> None:
    """Keep a row on one page, and let the first repeat on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such marks
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _quieten(table: WordTable) -> None:
    """Leave a thin line between rows and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = side in {"bottom", "insideH"}
        for name, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("color", "CFCDC6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "0"), ("right", _GUTTER)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - python-docx has no margins of cells
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")  # noqa: SLF001 - python-docx has no borders
